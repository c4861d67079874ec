//! What `Write-Host` says, as a script finds it in the information stream.

use std::fmt;

use crate::lang::enumeration::Enumerated;
use crate::lang::types::Base;
use crate::model::{Scalar, Value};

/// A text for the person, with the colours that were asked for.
pub struct HostMessage {
    pub message: String,
    pub no_newline: bool,
    /// Names of the console's colours.
    pub foreground: Option<&'static str>,
    pub background: Option<&'static str>,
}

impl fmt::Display for HostMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Scalar for HostMessage {
    fn type_name(&self) -> &'static str {
        "HostInformationMessage"
    }

    fn full_type_name(&self) -> String {
        "System.Management.Automation.HostInformationMessage".to_owned()
    }

    fn member(&self, name: &str) -> Option<Value> {
        let colour = |name: Option<&str>| name.and_then(|name| Enumerated::value(Base::ConsoleColor, name));
        Some(match name.to_ascii_lowercase().as_str() {
            "message" => Value::text(&self.message),
            "nonewline" => Value::Bool(self.no_newline),
            "foregroundcolor" => colour(self.foreground).unwrap_or_default(),
            "backgroundcolor" => colour(self.background).unwrap_or_default(),
            _ => return None,
        })
    }

    fn members(&self) -> &'static [&'static str] {
        &["Message", "NoNewLine", "ForegroundColor", "BackgroundColor"]
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}
