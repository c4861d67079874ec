//! `[switch]`: whether a switch parameter was given.

use std::fmt;

use super::{Look, Scalar, Value};

/// What a function finds in a switch parameter: a truth value of a type of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SwitchParameter(pub bool);

impl SwitchParameter {
    /// Whether a value is one, and which.
    pub fn of(value: &Value) -> Option<bool> {
        value.downcast::<SwitchParameter>().map(|switch| switch.0)
    }
}

impl fmt::Display for SwitchParameter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(if self.0 { "True" } else { "False" })
    }
}

impl Scalar for SwitchParameter {
    fn type_name(&self) -> &'static str {
        "SwitchParameter"
    }

    fn full_type_name(&self) -> String {
        "System.Management.Automation.SwitchParameter".to_owned()
    }

    fn truth(&self) -> bool {
        self.0
    }

    fn member(&self, name: &str) -> Option<Value> {
        name.eq_ignore_ascii_case("IsPresent").then_some(Value::Bool(self.0))
    }

    fn members(&self) -> &'static [&'static str] {
        &["IsPresent"]
    }

    fn look(&self) -> Look {
        Look::Table
    }

    fn to_json(&self) -> serde_json::Value {
        serde_json::json!({ "IsPresent": self.0 })
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}
