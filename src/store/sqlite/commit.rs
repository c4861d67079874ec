//! Making a transaction's changes.
//!
//! In two steps, because names are judged on the outcome: first every object that goes or gets another name gives its
//! name free, then every new name is taken. So objects may swap names, and a new one may take a removed one's.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};
use uuid::Uuid;

use super::failure::{Failure, is_duplicate};
use super::read::{self, sql_revision};
use crate::store::{
    Assumption, Change, Committed, Draft, Properties, StoreError, StoredObject, Transaction, fold_name,
};

/// Makes all changes of `transaction` or fails; the caller rolls back.
pub fn apply(tx: &rusqlite::Transaction<'_>, transaction: &Transaction, now: Timestamp) -> Result<Committed, Failure> {
    let now = whole_microseconds(now);
    for assumption in &transaction.assumptions {
        confirm(tx, assumption)?;
    }
    let latest = read::head(tx)?.revision;
    if transaction.changes.is_empty() {
        return Ok(Committed { revision: latest, time: now });
    }
    let mut commit = Commit { tx, revision: latest + 1, now };
    let mut stored = Vec::with_capacity(transaction.changes.len());
    for change in &transaction.changes {
        stored.extend(commit.make_room(change)?);
    }
    for object in &stored {
        commit.store(object)?;
    }
    commit.record(transaction)?;
    Ok(Committed { revision: commit.revision, time: now })
}

/// What the database keeps of a time.
fn whole_microseconds(time: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(time.as_microsecond()).unwrap_or(time)
}

struct Commit<'a> {
    tx: &'a rusqlite::Transaction<'a>,
    revision: u64,
    now: Timestamp,
}

/// A row to be written in the second step.
struct Outcome {
    object: StoredObject,
    is_new: bool,
}

impl Commit<'_> {
    /// First step: checks what the change expects, and takes away what must not stand in others' way.
    fn make_room(&mut self, change: &Change) -> Result<Option<Outcome>, Failure> {
        match change {
            Change::Create(draft) => Ok(Some(self.new_object(draft)?)),
            Change::Update { class, id, expected, name, properties } => {
                let before = self.expect(class, *id, *expected)?;
                if fold_name(&before.name) != fold_name(name) {
                    self.vacate_name(*id)?;
                }
                let object = self.changed(before, name, properties);
                Ok(Some(Outcome { object, is_new: false }))
            }
            Change::Remove { class, id, expected } => {
                let before = self.expect(class, *id, *expected)?;
                self.tx.prepare_cached("DELETE FROM objects WHERE id = ?1")?.execute([id.as_bytes()])?;
                let removed = StoredObject { revision: self.revision, changed: self.now, ..before };
                self.remember(&removed, None)?;
                Ok(None)
            }
        }
    }

    fn new_object(&self, draft: &Draft) -> Result<Outcome, Failure> {
        let taken = self.tx.prepare_cached("SELECT 1 FROM objects WHERE id = ?1")?.exists([draft.id.as_bytes()])?;
        if taken {
            return Err(already_exists(&draft.class, &draft.scope, &draft.name).into());
        }
        let object = StoredObject {
            class: draft.class.clone(),
            id: draft.id,
            scope: draft.scope.clone(),
            name: draft.name.clone(),
            revision: self.revision,
            created: draft.created.map_or(self.now, whole_microseconds),
            changed: self.now,
            properties: draft.properties.clone(),
        };
        Ok(Outcome { object, is_new: true })
    }

    fn changed(&self, before: StoredObject, name: &str, properties: &Properties) -> StoredObject {
        StoredObject {
            revision: self.revision,
            changed: self.now,
            name: name.to_owned(),
            properties: properties.clone(),
            ..before
        }
    }

    /// The object as its author saw it, or the conflict.
    fn expect(&self, class: &str, id: Uuid, expected: u64) -> Result<StoredObject, Failure> {
        match read::get(self.tx, class, id)? {
            Some(object) if object.revision == expected => Ok(object),
            found => Err(self.conflict(class, id, expected, found)?.into()),
        }
    }

    fn conflict(
        &self,
        class: &str,
        id: Uuid,
        expected: u64,
        found: Option<StoredObject>,
    ) -> Result<StoreError, Failure> {
        let last = self
            .tx
            .prepare_cached(
                "SELECT c.name, r.who FROM changes c LEFT JOIN revisions r ON r.revision = c.revision
                 WHERE c.id = ?1 ORDER BY c.revision DESC LIMIT 1",
            )?
            .query_row([id.as_bytes()], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?)))
            .optional()?;
        let (name, who) = last.unwrap_or_else(|| (id.to_string(), None));
        let found = found.map(|object| object.revision);
        Ok(StoreError::Conflict { class: class.to_owned(), name, expected, found, who })
    }

    /// A key that no name has (names have no control characters), until the second step stores the new one.
    fn vacate_name(&self, id: Uuid) -> Result<(), Failure> {
        let sql = "UPDATE objects SET name_key = char(1) || hex(id) WHERE id = ?1";
        self.tx.prepare_cached(sql)?.execute([id.as_bytes()])?;
        Ok(())
    }

    /// Second step: the object as it shall be.
    fn store(&self, Outcome { object, is_new }: &Outcome) -> Result<(), Failure> {
        let properties = json(&object.properties);
        let result = if *is_new {
            self.tx
                .prepare_cached(
                    "INSERT INTO objects
                     (id, class, scope, scope_key, name, name_key, revision, created, changed, properties)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                )?
                .execute(params![
                    object.id.as_bytes(),
                    object.class,
                    object.scope,
                    fold_name(&object.scope),
                    object.name,
                    fold_name(&object.name),
                    sql_revision(object.revision),
                    object.created.as_microsecond(),
                    object.changed.as_microsecond(),
                    properties,
                ])
        } else {
            self.tx
                .prepare_cached(
                    "UPDATE objects SET name = ?2, name_key = ?3, revision = ?4, changed = ?5, properties = ?6
                     WHERE id = ?1",
                )?
                .execute(params![
                    object.id.as_bytes(),
                    object.name,
                    fold_name(&object.name),
                    sql_revision(object.revision),
                    object.changed.as_microsecond(),
                    properties,
                ])
        };
        match result {
            Err(error) if is_duplicate(&error) => {
                Err(already_exists(&object.class, &object.scope, &object.name).into())
            }
            Err(error) => Err(error.into()),
            Ok(_) => self.remember(object, Some(&properties)),
        }
    }

    /// Adds what became of an object to the history.
    fn remember(&self, object: &StoredObject, properties: Option<&str>) -> Result<(), Failure> {
        self.tx
            .prepare_cached(
                "INSERT INTO changes (revision, id, class, scope, name, name_key, created, changed, properties)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params![
                sql_revision(object.revision),
                object.id.as_bytes(),
                object.class,
                object.scope,
                object.name,
                fold_name(&object.name),
                object.created.as_microsecond(),
                object.changed.as_microsecond(),
                properties,
            ])?;
        Ok(())
    }

    fn record(&self, transaction: &Transaction) -> Result<(), Failure> {
        let revision = sql_revision(self.revision);
        let Transaction { who, command, reason, .. } = transaction;
        self.tx
            .prepare_cached("INSERT INTO revisions (revision, time, who, command, reason) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![revision, self.now.as_microsecond(), who, command, reason])?;
        self.tx.prepare_cached("UPDATE head SET revision = ?1")?.execute([revision])?;
        Ok(())
    }
}

/// Whether a class is as old as the author of the transaction believes.
fn confirm(tx: &rusqlite::Transaction<'_>, assumption: &Assumption) -> Result<(), Failure> {
    let Assumption { class, revision: assumed } = assumption;
    let last = tx
        .prepare_cached(
            "SELECT c.revision, r.who FROM changes c LEFT JOIN revisions r ON r.revision = c.revision
             WHERE c.class = ?1 ORDER BY c.revision DESC LIMIT 1",
        )?
        .query_row([class], |row| Ok((read::revision(row, 0)?, row.get(1)?)))
        .optional()?;
    let (found, who): (u64, Option<String>) = last.unwrap_or_default();
    // Whether something was removed between `assumed` and the oldest known revision is not known: say no.
    let oldest = read::head(tx)?.oldest;
    let found = if *assumed < oldest { found.max(oldest) } else { found };
    if found > *assumed {
        return Err(StoreError::ClassChanged { class: class.clone(), assumed: *assumed, found, who }.into());
    }
    Ok(())
}

fn already_exists(class: &str, scope: &str, name: &str) -> StoreError {
    StoreError::AlreadyExists { class: class.to_owned(), scope: scope.to_owned(), name: name.to_owned() }
}

fn json(properties: &Properties) -> String {
    serde_json::to_string(properties).expect("a map with text keys is always valid JSON")
}
