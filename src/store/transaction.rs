//! What may be asked of a store: changes that hold together, and who asks.

use std::collections::HashSet;

use jiff::Timestamp;
use uuid::Uuid;

use super::{Properties, StoreError, StoredObject};

/// Largest object that a store takes, as JSON. A certificate chain with its key is about 20 KB; etcd refuses requests
/// above 1.5 MiB (its `--max-request-bytes`), of which an object and its history need two shares.
pub const MAX_OBJECT_BYTES: usize = 512 * 1024;

/// Longest class, scope and name. Exchange's names end at 64 characters.
const MAX_NAME_BYTES: usize = 512;

/// How much of a command line and of a reason is kept. Longer ones are cut, never refused: a change must not fail
/// because it was typed at length.
const MAX_COMMAND_BYTES: usize = 16 * 1024;

/// Changes that are made together or not at all, as one revision.
///
/// No object may appear in two changes; the order of changes means nothing.
#[derive(Clone, Debug, Default)]
pub struct Transaction {
    pub changes: Vec<Change>,
    /// What must still be so when the changes are made, beyond the objects they touch.
    pub assumptions: Vec<Assumption>,
    /// The person or node that asks, such as `alice` or `node hub01`.
    pub who: String,
    /// The command line as typed, secrets already left out of it: it is kept in the history in clear.
    pub command: String,
    /// Why, where the person said so.
    pub reason: Option<String>,
}

impl Transaction {
    pub fn new(who: impl Into<String>, command: impl Into<String>) -> Transaction {
        Transaction { who: who.into(), command: command.into(), ..Transaction::default() }
    }

    pub fn change(mut self, change: Change) -> Transaction {
        self.changes.push(change);
        self
    }

    pub fn changes(mut self, changes: impl IntoIterator<Item = Change>) -> Transaction {
        self.changes.extend(changes);
        self
    }

    pub fn because(mut self, reason: impl Into<String>) -> Transaction {
        self.reason = Some(reason.into());
        self
    }

    /// Refuses the transaction when any object of `class` was created, changed or removed after `revision`.
    ///
    /// For rules between objects, such as "no two connectors share a binding": whoever checked the rule against a
    /// list commits on the assumption that the list has not changed.
    pub fn assuming_unchanged(mut self, class: impl Into<String>, revision: u64) -> Transaction {
        self.assumptions.push(Assumption { class: class.into(), revision });
        self
    }

    /// For backends: the transaction with what is too long to keep cut off, if it keeps the contract.
    pub fn checked(mut self) -> Result<Transaction, StoreError> {
        let mut seen = HashSet::with_capacity(self.changes.len());
        for change in &self.changes {
            change.check()?;
            if !seen.insert(change.id()) {
                let says = format!("The transaction changes {} {} twice.", change.class(), change.id());
                return Err(StoreError::Malformed { says });
            }
        }
        for text in [&mut self.who, &mut self.command].into_iter().chain(self.reason.as_mut()) {
            text.truncate(text.floor_char_boundary(MAX_COMMAND_BYTES));
        }
        Ok(self)
    }
}

/// No object of a class has been touched since a revision.
#[derive(Clone, Debug, PartialEq)]
pub struct Assumption {
    pub class: String,
    pub revision: u64,
}

/// One change of one object.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    Create(Draft),
    /// The whole object as it shall be; `expected` is the revision that its author saw.
    Update {
        class: String,
        id: Uuid,
        expected: u64,
        name: String,
        properties: Properties,
    },
    Remove {
        class: String,
        id: Uuid,
        expected: u64,
    },
}

impl Change {
    /// A new object with a new id.
    pub fn create(class: impl Into<String>, name: impl Into<String>, properties: Properties) -> Change {
        Change::Create(Draft::new(class, name, properties))
    }

    /// Stores `object`, which was read and then edited, on condition that nobody changed it since.
    pub fn update(object: StoredObject) -> Change {
        let StoredObject { class, id, revision, name, properties, .. } = object;
        Change::Update { class, id, expected: revision, name, properties }
    }

    /// Removes `object` on condition that nobody changed it since.
    pub fn remove(object: &StoredObject) -> Change {
        Change::Remove { class: object.class.clone(), id: object.id, expected: object.revision }
    }

    pub fn id(&self) -> Uuid {
        match self {
            Change::Create(draft) => draft.id,
            Change::Update { id, .. } | Change::Remove { id, .. } => *id,
        }
    }

    pub fn class(&self) -> &str {
        match self {
            Change::Create(draft) => &draft.class,
            Change::Update { class, .. } | Change::Remove { class, .. } => class,
        }
    }

    fn check(&self) -> Result<(), StoreError> {
        let (scope, name, properties) = match self {
            Change::Create(draft) => (draft.scope.as_str(), &draft.name, &draft.properties),
            Change::Update { name, properties, .. } => ("", name, properties),
            Change::Remove { .. } => return Ok(()),
        };
        for (what, text, may_be_empty) in
            [("class", self.class(), false), ("scope", scope, true), ("name", name, false)]
        {
            if let Some(fault) = fault_of_name(text, may_be_empty) {
                let says = format!("An object's {what} {fault}: {text:?}.");
                return Err(StoreError::Malformed { says });
            }
        }
        let size = serde_json::to_vec(properties).map_or(usize::MAX, |json| json.len());
        if size > MAX_OBJECT_BYTES {
            let (class, name) = (self.class().to_owned(), name.clone());
            return Err(StoreError::TooLarge { class, name, size, limit: MAX_OBJECT_BYTES });
        }
        Ok(())
    }
}

fn fault_of_name(text: &str, may_be_empty: bool) -> Option<&'static str> {
    if text.trim() != text {
        Some("must not begin or end with a space")
    } else if text.is_empty() && !may_be_empty {
        Some("must not be empty")
    } else if text.len() > MAX_NAME_BYTES {
        Some("is too long")
    } else if text.chars().any(char::is_control) {
        Some("must not contain control characters")
    } else {
        None
    }
}

/// An object that is not stored yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    pub class: String,
    /// Chosen before the object is stored, because its secrets are sealed to it.
    pub id: Uuid,
    pub scope: String,
    pub name: String,
    /// When it was first created, if that was earlier (restore, import); otherwise now.
    pub created: Option<Timestamp>,
    pub properties: Properties,
}

impl Draft {
    pub fn new(class: impl Into<String>, name: impl Into<String>, properties: Properties) -> Draft {
        Draft {
            class: class.into(),
            id: Uuid::now_v7(),
            scope: String::new(),
            name: name.into(),
            created: None,
            properties,
        }
    }

    /// Makes it an object of one server.
    pub fn in_scope(mut self, scope: impl Into<String>) -> Draft {
        self.scope = scope.into();
        self
    }
}

/// What a transaction became.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Committed {
    pub revision: u64,
    /// The time that its objects carry as changed (and created, where new).
    pub time: Timestamp,
}
