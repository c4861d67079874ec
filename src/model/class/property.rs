//! One property of a configuration class, without its Rust type.

use serde_json::Value as Json;

use super::Properties;
use crate::model::{TransportRole, Value};

/// Who may give a property a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetBy {
    NewAndSet,
    /// Chosen at creation, never changed.
    NewOnly,
    /// Only the system; Get- shows it.
    System,
}

/// How a value given on the command line becomes the stored one.
#[derive(Clone, Copy, Debug)]
pub enum Intake {
    /// By its type alone.
    Plain(fn(&Value) -> Result<Json, String>),
    /// A PSCredential whose password is sealed first.
    Credential,
    /// A SecureString that is stored as a hash.
    Password,
    /// A key that is made here and kept sealed.
    Minted,
}

/// One property, as cmdlets, help and completion see it.
pub struct Property {
    pub name: &'static str,
    /// Lines of the documentation as they were written.
    pub doc_lines: &'static [&'static str],
    /// PowerShell-style name of the type of one element.
    pub type_name: &'static str,
    pub is_list: bool,
    /// A set of the enumerated values, written as a comma list.
    pub is_set: bool,
    /// The enumerated values; empty when any text goes.
    pub values: fn() -> &'static [&'static str],
    /// What each of them means; may be none at all.
    pub value_docs: fn() -> &'static [&'static str],
    /// `None`: must be given when an object is made, unless a preset gives it.
    pub default: Option<fn() -> Json>,
    /// Must be given when an object is made, whatever the presets.
    pub is_required: bool,
    /// The default on an edge server, where it differs.
    pub edge_default: Option<fn() -> Json>,
    /// What an object has that was stored before the property was there, where that depends on what else is stored.
    pub formerly: Option<fn(&Properties) -> Json>,
    /// `1 to 500`, for help.
    pub bounds: Option<fn() -> String>,
    pub set_by: SetBy,
    pub intake: Intake,
    /// Refuses a value on the command line that cannot be this property, in one sentence without its name.
    pub check: fn(&Value) -> Result<(), String>,
    /// The stored form as a value of the language.
    pub show: fn(&Json) -> Result<Value, String>,
    /// Whether two elements are the same, as their type sees it.
    pub same: fn(&Json, &Json) -> bool,
}

impl Property {
    /// What it means, in sentences on one line.
    pub fn doc(&self) -> String {
        let text: Vec<&str> = self.doc_lines.iter().map(|line| line.trim()).collect();
        match self.bounds {
            Some(bounds) => format!("{} From {}.", text.join(" "), bounds()),
            None => text.join(" "),
        }
    }

    pub fn default_for(&self, role: TransportRole) -> Option<Json> {
        match (role, self.edge_default) {
            (TransportRole::Edge, Some(edge)) => Some(edge()),
            _ => self.default.map(|default| default()),
        }
    }

    /// The value among those that are stored of an object.
    pub fn stored_in(&self, properties: &Properties, role: TransportRole) -> Option<Json> {
        let stored = properties.get(self.name).cloned();
        stored.or_else(|| self.formerly.map(|formerly| formerly(properties))).or_else(|| self.default_for(role))
    }

    /// The value never prints, logs or enters history in clear.
    pub fn is_secret(&self) -> bool {
        !matches!(self.intake, Intake::Plain(_))
    }
}

impl std::fmt::Debug for Property {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Property({}: {})", self.name, self.type_name)
    }
}
