//! Variables as commands see them: in which scope, with what is said of them.

use std::str::FromStr;
use std::sync::Arc;

use crate::model::choice::{choice, flags};
use crate::model::{Fault, FromValue, Value};

flags! {
    /// What may be done to a variable, and from where it is seen.
    VariableOption as "ScopedItemOptions", empty None {
        /// It is changed and removed only by force.
        ReadOnly = 1,
        /// It is never changed nor removed.
        Constant = 2,
        /// Only the scope that has it sees it.
        Private = 4,
        /// Each scope that begins inside has it too: what is set there is set everywhere.
        AllScope = 8,
    }
}

impl VariableOption {
    /// Whether it is guarded against assignments.
    pub fn is_locked(self) -> bool {
        self.contains(VariableOption::ReadOnly) || self.contains(VariableOption::Constant)
    }

    /// Whether it cannot be changed, not even with force where there is none.
    pub fn resists(self, is_forced: bool) -> bool {
        self.contains(VariableOption::Constant) || self.contains(VariableOption::ReadOnly) && !is_forced
    }
}

choice! {
    /// Whether scripts may use a variable.
    Visibility as "SessionStateEntryVisibility" {
        Public,
        /// Only code of the module that has it, of which there is none here.
        Private,
    }
}

impl Visibility {
    /// What a script is told that uses a private one.
    pub fn refusal(name: &str) -> Fault {
        let says = format!("Cannot access the variable '${name}' because it is a private variable.");
        Fault::invalid("VariableIsPrivate", says).categorized("PermissionDenied").about(Value::text(name))
    }
}

/// A variable with what is known of it.
#[derive(Clone, Debug)]
pub struct VariableInfo {
    pub name: Arc<str>,
    pub value: Value,
    pub option: VariableOption,
    pub visibility: Visibility,
    pub description: Arc<str>,
}

/// Which scope is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScopeName {
    Global,
    Script,
    Local,
    /// So many scopes around the one where the command stands.
    Outwards(usize),
}

impl FromValue for ScopeName {
    const TYPE_NAME: &'static str = "String";

    fn from_value(value: &Value) -> Result<ScopeName, String> {
        let text = value.to_string();
        match text.trim().to_ascii_lowercase().as_str() {
            "global" => Ok(ScopeName::Global),
            "script" => Ok(ScopeName::Script),
            "local" => Ok(ScopeName::Local),
            number => usize::from_str(number).map(ScopeName::Outwards).map_err(|_| {
                format!("'{text}' is no scope. Use Global, Script, Local or a number, 0 being the current one")
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_have_names_and_numbers() {
        for (written, expected) in [
            ("global", Some(ScopeName::Global)),
            ("Script", Some(ScopeName::Script)),
            ("LOCAL", Some(ScopeName::Local)),
            ("0", Some(ScopeName::Outwards(0))),
            (" 2 ", Some(ScopeName::Outwards(2))),
            ("-1", None),
            ("outer", None),
        ] {
            assert_eq!(ScopeName::from_value(&Value::text(written)).ok(), expected, "{written}");
        }
    }
}
