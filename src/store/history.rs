//! What happened to the organisation: one entry for each object that a transaction touched.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Properties, PropertyChange, difference};

/// One object's part of one transaction.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HistoryEntry {
    pub revision: u64,
    pub time: Timestamp,
    pub who: String,
    /// The command line as typed, without secrets.
    pub command: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    pub class: String,
    pub id: Uuid,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub scope: String,
    /// Its name afterwards; of a removed object the last one.
    pub name: String,
    /// Its name before, where the transaction renamed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub renamed_from: Option<String>,
    /// `None`: it did not exist.
    pub before: Option<Properties>,
    /// `None`: it was removed.
    pub after: Option<Properties>,
}

impl HistoryEntry {
    /// The properties that the transaction changed, its name among them where it was renamed; secrets are hidden.
    pub fn changes(&self) -> Vec<PropertyChange> {
        let none = Properties::new();
        let renamed = self.renamed_from.as_ref().map(|old_name| PropertyChange {
            name: "Name".to_owned(),
            before: Some(old_name.as_str().into()),
            after: Some(self.name.as_str().into()),
        });
        let changes = difference(self.before.as_ref().unwrap_or(&none), self.after.as_ref().unwrap_or(&none));
        renamed.into_iter().chain(changes).collect()
    }
}

/// Which entries of the history are wanted. The default is all of them.
#[derive(Clone, Debug, Default)]
pub struct HistoryQuery {
    pub class: Option<String>,
    pub id: Option<Uuid>,
    /// Entries in which the object has this name, without regard to case.
    pub name: Option<String>,
    /// At this time or later.
    pub since: Option<Timestamp>,
    /// At this time or earlier.
    pub until: Option<Timestamp>,
    /// Entries of revisions older than this one: how to go on after a page that `limit` cut. A transaction may be
    /// larger than a page, so a page always ends with a whole transaction.
    pub before_revision: Option<u64>,
    /// Stop after the transaction with which this many entries are reached.
    pub limit: Option<usize>,
}
