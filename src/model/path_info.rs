//! A place in the file system, as the location and resolved paths are shown.

use std::path::Path;

use super::view::view;

view! {
    /// A place in the file system.
    PathInfo as "System.Management.Automation.PathInfo", shown ["Path"] {
        /// The whole path.
        "Path" path: String as "String";
        /// The same, as programs have it.
        "ProviderPath" provider_path: String as "String";
    }
}

impl PathInfo {
    pub fn of(path: impl AsRef<Path>) -> PathInfo {
        let path = path.as_ref().to_string_lossy().into_owned();
        PathInfo { provider_path: path.clone(), path }
    }
}
