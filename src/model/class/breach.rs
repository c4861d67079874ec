//! A rule that an object breaks.

use crate::model::Fault;

/// Which property is wrong, why, and the way out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{says}")]
pub struct Breach {
    /// Name of the property; the place where it was written is pointed at.
    pub property: &'static str,
    /// One sentence.
    pub says: String,
    pub fix: String,
}

impl Breach {
    pub fn new(property: &'static str, says: impl Into<String>, fix: impl Into<String>) -> Breach {
        Breach { property, says: says.into(), fix: fix.into() }
    }

    /// The stored value is not of the property's type.
    pub fn unreadable(property: &'static str, error: &dyn std::fmt::Display) -> Breach {
        Breach::new(
            property,
            format!("The value of {property} cannot be used: {error}"),
            format!("Set {property} to a value of its type."),
        )
    }

    /// Says of which object it speaks, where that is not the one on the command line.
    pub fn of(mut self, class: &str, name: &str) -> Breach {
        self.says = format!("{class} '{name}': {}", self.says);
        self
    }
}

impl From<Breach> for Fault {
    fn from(breach: Breach) -> Fault {
        Fault::invalid(format!("{}Invalid", breach.property), breach.says).fix(breach.fix)
    }
}
