//! What a store keeps: objects with a class, a name and properties.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::model::class::Stored;

pub use crate::model::class::Properties;

/// One object of the organisation, as a store returned it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoredObject {
    /// What it is, such as `SendConnector`.
    pub class: String,
    /// Stays the same through renames, removal and restore.
    pub id: Uuid,
    /// The server it belongs to; empty for the whole organisation. Never changes.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub scope: String,
    /// Unique in its class and scope, without regard to case.
    pub name: String,
    /// Revision of the transaction that last changed it. An update must name it.
    pub revision: u64,
    /// When it was first created.
    pub created: Timestamp,
    /// When it was last changed.
    pub changed: Timestamp,
    /// Everything else about it. Secrets in here are sealed.
    pub properties: Properties,
}

/// An object as it is offered: its name, and one property that tells more.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    pub scope: String,
    pub name: String,
    /// `None`: it has no such property.
    pub value: Option<serde_json::Value>,
}

impl StoredObject {
    /// As the declarations of classes read it.
    pub fn as_stored(&self) -> Stored<'_> {
        Stored {
            id: self.id,
            name: &self.name,
            scope: &self.scope,
            revision: self.revision,
            created: self.created,
            changed: self.changed,
            properties: &self.properties,
        }
    }
}

/// Objects that were all true at one revision.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Snapshot {
    /// The store's revision then; changes after it are what a watch from it yields.
    pub revision: u64,
    pub objects: Vec<StoredObject>,
}

impl Snapshot {
    /// The object of this class with this name, without regard to case.
    pub fn find(&self, class: &str, scope: &str, name: &str) -> Option<&StoredObject> {
        let (scope, name) = (fold_name(scope), fold_name(name));
        self.objects.iter().find(|object| {
            object.class == class && fold_name(&object.scope) == scope && fold_name(&object.name) == name
        })
    }

    /// Brings the objects into the order that every backend uses: by class, scope and name.
    pub(super) fn sort(&mut self) {
        self.objects
            .sort_by_cached_key(|object| (object.class.clone(), fold_name(&object.scope), fold_name(&object.name)));
    }

    /// The objects of one class.
    pub fn of_class<'a>(&'a self, class: &'a str) -> impl Iterator<Item = &'a StoredObject> {
        self.objects.iter().filter(move |object| object.class == class)
    }
}

/// The form in which names and scopes are compared: each character in lower case, whatever the locale.
///
/// Character by character, so that a name folds the same wherever a letter stands in it (a whole-string conversion
/// treats a final Greek sigma differently).
pub fn fold_name(name: &str) -> String {
    name.chars().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_differ_in_more_than_case_or_not_at_all() {
        for (left, right, same) in [
            ("To Internet", "TO INTERNET", true),
            ("Zürich", "ZÜRICH", true),
            ("ΟΔΟΣ", "οδοσ", true),
            ("hub01", "hub1", false),
            ("resume", "résumé", false),
        ] {
            assert_eq!(fold_name(left) == fold_name(right), same, "{left} and {right}");
        }
    }
}
