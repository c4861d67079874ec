//! The transaction that a shell has open: what was changed in it so far, and the organization as it would be.

use std::collections::BTreeSet;
use std::sync::Arc;

use indexmap::IndexMap;
use jiff::Timestamp;
use uuid::Uuid;

use crate::cmdlet::config::picture::Picture;
use crate::store::{Change, Draft};

pub struct OpenTransaction {
    pub started: Timestamp,
    /// Revision of the organization that it was begun on.
    pub base: u64,
    /// How many errors this shell had seen before.
    pub errors_before: usize,
    /// The command lines that changed something.
    pub commands: Vec<String>,
    picture: Arc<Picture>,
    changes: IndexMap<Uuid, Change>,
    looks_at: BTreeSet<String>,
}

impl OpenTransaction {
    pub fn begin(picture: Arc<Picture>, errors_before: usize) -> OpenTransaction {
        OpenTransaction {
            started: Timestamp::now(),
            base: picture.revision,
            errors_before,
            commands: Vec::new(),
            picture,
            changes: IndexMap::new(),
            looks_at: BTreeSet::new(),
        }
    }

    /// The organization with what was changed so far.
    pub fn picture(&self) -> Arc<Picture> {
        Arc::clone(&self.picture)
    }

    /// What would be stored: one change for each object.
    pub fn changes(&self) -> impl ExactSizeIterator<Item = &Change> {
        self.changes.values()
    }

    /// The classes by whose objects the changes were judged.
    pub fn looks_at(&self) -> impl Iterator<Item = &str> {
        self.looks_at.iter().map(String::as_str)
    }

    /// Takes what one command changes.
    pub fn take(&mut self, changes: Vec<Change>, looks_at: &[&str], command_line: &str) {
        let picture = Arc::make_mut(&mut self.picture);
        for change in changes {
            // The revision that the store knows it by: what comes later in the transaction is still on that one.
            let revision = match &change {
                Change::Update { expected, .. } | Change::Remove { expected, .. } => *expected,
                Change::Create(_) => self.base + 1,
            };
            picture.apply(change.clone(), revision, Timestamp::now());
            let id = change.id();
            let whole = match self.changes.shift_remove(&id) {
                Some(earlier) => merged(earlier, change),
                None => Some(change),
            };
            if let Some(whole) = whole {
                self.changes.insert(id, whole);
            }
        }
        self.looks_at.extend(looks_at.iter().map(|class| (*class).to_owned()));
        self.commands.push(command_line.to_owned());
    }
}

/// Two changes of one object as one; `None` when it is as if there had been none.
fn merged(earlier: Change, later: Change) -> Option<Change> {
    match (earlier, later) {
        (Change::Create(_), Change::Remove { .. }) => None,
        (Change::Create(draft), Change::Update { name, properties, .. }) => {
            Some(Change::Create(Draft { name, properties, ..draft }))
        }
        (Change::Create(draft), Change::Create(later)) => {
            Some(Change::Create(Draft { name: later.name, properties: later.properties, ..draft }))
        }
        (Change::Update { expected, .. }, Change::Update { class, id, name, properties, .. }) => {
            Some(Change::Update { class, id, expected, name, properties })
        }
        (Change::Update { expected, .. }, Change::Remove { class, id, .. }) => {
            Some(Change::Remove { class, id, expected })
        }
        // It came back, as an import brings objects back.
        (Change::Remove { expected, .. }, Change::Create(Draft { class, id, name, properties, .. })) => {
            Some(Change::Update { class, id, expected, name, properties })
        }
        (_, later) => Some(later),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Properties;

    fn update(id: Uuid, expected: u64, name: &str) -> Change {
        Change::Update {
            class: "SendConnector".to_owned(),
            id,
            expected,
            name: name.to_owned(),
            properties: Properties::new(),
        }
    }

    fn remove(id: Uuid, expected: u64) -> Change {
        Change::Remove { class: "SendConnector".to_owned(), id, expected }
    }

    #[test]
    fn several_changes_of_one_object_are_one() {
        let id = Uuid::now_v7();
        let create = || Change::Create(Draft { id, ..Draft::new("SendConnector", "a", Properties::new()) });
        let named = |change: Option<Change>| match change {
            Some(Change::Create(draft)) => format!("create {}", draft.name),
            Some(Change::Update { expected, name, .. }) => format!("update {expected} {name}"),
            Some(Change::Remove { expected, .. }) => format!("remove {expected}"),
            None => "nothing".to_owned(),
        };
        for (earlier, later, outcome) in [
            (create(), update(id, 8, "b"), "create b"),
            (create(), remove(id, 8), "nothing"),
            (update(id, 3, "b"), update(id, 3, "c"), "update 3 c"),
            (update(id, 3, "b"), remove(id, 3), "remove 3"),
            (remove(id, 3), create(), "update 3 a"),
        ] {
            assert_eq!(named(merged(earlier.clone(), later.clone())), outcome, "{earlier:?}, then {later:?}");
        }
    }
}
