//! `$PSCmdlet.PagingParameters`: which part of its results a function with `SupportsPaging` is asked for.

use std::fmt;

use crate::lang::bind::PAGING;
use crate::model::{FixedWidth, Look, Scalar, SwitchParameter, Value};

/// What was asked for.
#[derive(Clone, Copy)]
pub struct Paging {
    pub has_total: bool,
    pub skip: u64,
    pub first: u64,
}

impl fmt::Display for Paging {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("System.Management.Automation.PagingParameters")
    }
}

impl Scalar for Paging {
    fn type_name(&self) -> &'static str {
        "PagingParameters"
    }

    fn full_type_name(&self) -> String {
        self.to_string()
    }

    fn member(&self, name: &str) -> Option<Value> {
        let number = |number: u64| Value::Fixed(FixedWidth::ULong(number));
        Some(match name.to_ascii_lowercase().as_str() {
            "includetotalcount" => Value::scalar(SwitchParameter(self.has_total)),
            "skip" => number(self.skip),
            "first" => number(self.first),
            _ => return None,
        })
    }

    fn members(&self) -> &'static [&'static str] {
        &PAGING
    }

    fn look(&self) -> Look {
        Look::List
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

/// What `NewTotalCount` makes: a count, and how sure the function is of it.
pub struct TotalCount {
    pub count: u64,
    /// From 0, a guess, to 1.
    pub accuracy: f64,
}

impl TotalCount {
    pub const UNKNOWN: TotalCount = TotalCount { count: 0, accuracy: 0.0 };
}

impl fmt::Display for TotalCount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.accuracy {
            accuracy if accuracy <= 0.0 => f.write_str("Unknown total count"),
            accuracy if accuracy < 1.0 => write!(f, "Estimated total count: {}", self.count),
            _ => write!(f, "Total count: {}", self.count),
        }
    }
}

impl Scalar for TotalCount {
    fn type_name(&self) -> &'static str {
        "UInt64"
    }

    fn full_type_name(&self) -> String {
        "System.UInt64".to_owned()
    }

    fn number(&self) -> Option<f64> {
        Some(self.count as f64)
    }

    fn member(&self, name: &str) -> Option<Value> {
        name.eq_ignore_ascii_case("Accuracy").then_some(Value::Double(self.accuracy))
    }

    fn members(&self) -> &'static [&'static str] {
        &["Accuracy"]
    }

    fn to_json(&self) -> serde_json::Value {
        self.count.into()
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}
