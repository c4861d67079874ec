//! What others did to the objects of a transaction while it was open.

use std::collections::HashMap;

use uuid::Uuid;

use super::open::OpenTransaction;
use crate::cmdlet::Session;
use crate::cmdlet::config::picture::Picture;
use crate::model::{Fault, class_named};
use crate::store::{Change, Draft, HistoryEntry, HistoryQuery};

/// The changes on the organization as it is now. `Err` with the objects that somebody else changed or removed
/// meanwhile, unless theirs is to be overwritten.
pub fn rebased(open: &OpenTransaction, now: &Picture, is_forced: bool) -> Result<Vec<Change>, Vec<Uuid>> {
    let mut changes = Vec::new();
    let mut lost = Vec::new();
    for change in open.changes() {
        let (Change::Update { class, id, expected, .. } | Change::Remove { class, id, expected }) = change else {
            changes.push(change.clone());
            continue;
        };
        let found = class_named(class).and_then(|class| now.get(class, *id)).map(|object| object.revision);
        match found {
            Some(found) if found == *expected => changes.push(change.clone()),
            _ if !is_forced => lost.push(*id),
            _ => changes.extend(over(change.clone(), found, open)),
        }
    }
    if lost.is_empty() { Ok(changes) } else { Err(lost) }
}

/// The change, whatever became of its object. `None` when there is nothing left to do.
fn over(change: Change, found: Option<u64>, open: &OpenTransaction) -> Option<Change> {
    match (change, found) {
        (Change::Update { class, id, name, properties, .. }, Some(expected)) => {
            Some(Change::Update { class, id, expected, name, properties })
        }
        (Change::Remove { class, id, .. }, Some(expected)) => Some(Change::Remove { class, id, expected }),
        (Change::Update { class, id, name, properties, .. }, None) => {
            let ours = class_named(&class).and_then(|class| open.picture().get(class, id));
            let scope = ours.map(|object| object.scope.clone()).unwrap_or_default();
            Some(Change::Create(Draft { id, scope, ..Draft::new(class, name, properties) }))
        }
        (_, None) => None,
        (create, _) => Some(create),
    }
}

/// Who did what to these objects since the transaction began.
pub fn explained(lost: &[Uuid], open: &OpenTransaction, session: &Session) -> Result<Fault, Fault> {
    /// Told one by one; more are counted.
    const MOST_TOLD: usize = 5;
    let store = session.store()?;
    let mut told: Vec<String> = Vec::new();
    for id in lost.iter().take(MOST_TOLD) {
        let query = HistoryQuery { id: Some(*id), ..HistoryQuery::default() };
        let mut entries = store.history(&query)?;
        entries.retain(|entry| entry.revision > open.base);
        told.extend(entries.iter().map(in_words));
    }
    if let Some(more) = lost.len().checked_sub(MOST_TOLD).filter(|more| *more > 0) {
        told.push(format!("{more} more"));
    }
    let says = format!("Nothing was stored: while the transaction was open, {}.", told.join("; "));
    Ok(Fault::conflict("TransactionConflict", says).fix(
        "The transaction is still open. Undo-Transaction drops it, Complete-Transaction -Force overwrites what they did.",
    ))
}

fn in_words(entry: &HistoryEntry) -> String {
    let HistoryEntry { who, class, name, command, revision, .. } = entry;
    let did = match (&entry.before, &entry.after) {
        (_, None) => "removed",
        (None, _) => "made",
        _ => "changed",
    };
    let properties: HashMap<_, _> = entry.changes().into_iter().map(|change| (change.name, ())).collect();
    let mut properties: Vec<String> = properties.into_keys().collect();
    properties.sort();
    let which = if did == "changed" { format!(" ({})", properties.join(", ")) } else { String::new() };
    format!("{who} {did} {class} '{name}'{which} in revision {revision} with '{command}'")
}
