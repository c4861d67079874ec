//! A place in the file system, as the location and resolved paths are shown.

use std::fmt;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::view::view;
use super::{IntoValue, Scalar, Value};

view! {
    /// A place in the file system.
    PathInfo as "System.Management.Automation.PathInfo", shown ["Path"] {
        /// The drive that it is on: that of files is called `/`.
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
        PathInfo { drive: DriveInfo::default(), provider: ProviderInfo::default(), provider_path: path.clone(), path }
    }

    /// What a drive holds that has no files, such as `Env:/HOME`; an empty name is the drive itself.
    pub fn in_drive(drive: &str, provider: &str, name: &str) -> PathInfo {
        PathInfo {
            drive: DriveInfo(drive.to_owned()),
            provider: ProviderInfo(provider.to_owned()),
            provider_path: name.to_owned(),
            path: format!("{drive}:/{name}"),
        }
    }
}

/// A drive, by its name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DriveInfo(String);

/// What keeps the things of a drive, by its name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProviderInfo(String);

impl Default for DriveInfo {
    /// The one of files.
    fn default() -> DriveInfo {
        DriveInfo("/".to_owned())
    }
}

impl Default for ProviderInfo {
    fn default() -> ProviderInfo {
        ProviderInfo(FILES.to_owned())
    }
}

/// What keeps files.
const FILES: &str = "FileSystem";

impl DriveInfo {
    fn provider(&self) -> &str {
        match self.0.as_str() {
            "/" => FILES,
            "Env" => "Environment",
            own => own,
        }
    }
}

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
        f.write_str(&self.0)
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
            "name" => Some(Value::text(&self.0)),
            "root" => Some(Value::text(if self.0 == "/" { "/" } else { "" })),
            "provider" => Some(ProviderInfo(self.provider().to_owned()).into_value()),
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
        write!(f, "Microsoft.PowerShell.Core\\{}", self.0)
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
            "name" => Some(Value::text(&self.0)),
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
