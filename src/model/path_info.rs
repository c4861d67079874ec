//! A place in the file system, as the location and resolved paths are shown.

use std::fmt;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::view::view;
use super::{IntoValue, Scalar, Value};

view! {
    /// A place in the file system.
    PathInfo as "System.Management.Automation.PathInfo", shown ["Path"] {
        /// The drive that it is on: there is one, called `/`.
        "Drive" drive: DriveInfo as "PSDriveInfo";
        /// What keeps it.
        "Provider" provider: ProviderInfo as "ProviderInfo";
        /// The whole path, as programs have it.
        "ProviderPath" provider_path: String as "String";
        /// The same.
        "Path" path: String as "String";
    }
}

impl PathInfo {
    pub fn of(path: impl AsRef<Path>) -> PathInfo {
        let path = path.as_ref().to_string_lossy().into_owned();
        PathInfo { drive: DriveInfo, provider: ProviderInfo, provider_path: path.clone(), path }
    }
}

/// The one drive of files.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DriveInfo;

/// What keeps files.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ProviderInfo;

impl IntoValue for DriveInfo {
    fn into_value(self) -> Value {
        Value::scalar(self)
    }
}

impl IntoValue for ProviderInfo {
    fn into_value(self) -> Value {
        Value::scalar(self)
    }
}

impl fmt::Display for DriveInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("/")
    }
}

impl Scalar for DriveInfo {
    fn type_name(&self) -> &'static str {
        "PSDriveInfo"
    }

    fn full_type_name(&self) -> String {
        "System.Management.Automation.PSDriveInfo".to_owned()
    }

    fn member(&self, name: &str) -> Option<Value> {
        match name.to_ascii_lowercase().as_str() {
            "name" | "root" => Some(Value::text("/")),
            "provider" => Some(ProviderInfo.into_value()),
            _ => None,
        }
    }

    fn members(&self) -> &'static [&'static str] {
        &["Name", "Provider", "Root"]
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

impl fmt::Display for ProviderInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Microsoft.PowerShell.Core\\FileSystem")
    }
}

impl Scalar for ProviderInfo {
    fn type_name(&self) -> &'static str {
        "ProviderInfo"
    }

    fn full_type_name(&self) -> String {
        "System.Management.Automation.ProviderInfo".to_owned()
    }

    fn member(&self, name: &str) -> Option<Value> {
        match name.to_ascii_lowercase().as_str() {
            "name" => Some(Value::text("FileSystem")),
            "modulename" => Some(Value::text("Microsoft.PowerShell.Core")),
            _ => None,
        }
    }

    fn members(&self) -> &'static [&'static str] {
        &["Name", "ModuleName"]
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}
