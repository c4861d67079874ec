//! The tables, their format number, and the way from an older format to this one.
//!
//! SQLite keeps two numbers for its users in a file's header: `application_id` says that the file is ours,
//! `user_version` which format it has. A file from a newer emsh is refused untouched. One from an older emsh is first
//! exported beside itself, then brought up step by step in one transaction: it is migrated whole, or still old.

use std::path::Path;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::failure::Failure;
use super::{history, read};
use crate::store::{Export, StoreError};

/// `emsh` in ASCII.
const APPLICATION_ID: i64 = 0x656d_7368;

/// A format that files can have.
pub struct Schema {
    /// `user_version` of a file in this format. Grows by one with each change of the tables.
    pub version: i64,
    /// Makes the tables in an empty file.
    pub create: &'static str,
    /// The way up from each older format, the oldest first, one step for each version.
    pub steps: &'static [Step],
}

/// The way from one format to the next.
pub struct Step {
    /// `user_version` that it starts from.
    pub from: i64,
    /// Yields the objects of that format in the columns of [`read::object_columns`].
    pub objects: &'static str,
    /// Yields the history of that format in the columns that [`history::entry`] reads.
    pub history: &'static str,
    /// Changes the tables and what is in them.
    pub migrate: fn(&Transaction<'_>) -> rusqlite::Result<()>,
}

/// The format that this emsh writes.
pub static CURRENT: Schema = Schema { version: 1, create: include_str!("schema.sql"), steps: &[] };

/// Makes the tables in a new file, migrates an older one, and refuses what is not for us.
pub fn prepare(connection: &mut Connection, path: &Path, schema: &Schema) -> Result<(), Failure> {
    let location = format!("sqlite:{}", path.display());
    let state = state(connection, &location)?;
    match state {
        State::Format(version) if version == schema.version => return Ok(()),
        State::Format(version) if version > schema.version => return Err(newer(version, schema, &location).into()),
        State::Empty => use_write_ahead_log(connection, &location)?,
        State::Format(_) => {}
    }
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another process may have done all this while we waited for our turn.
    match self::state(&tx, &location)? {
        State::Empty => tx.execute_batch(schema.create)?,
        State::Format(version) if version < schema.version => migrate(&tx, version, path, schema)?,
        State::Format(version) if version > schema.version => return Err(newer(version, schema, &location).into()),
        State::Format(_) => return Ok(()),
    }
    tx.pragma_update(None, "application_id", APPLICATION_ID)?;
    tx.pragma_update(None, "user_version", schema.version)?;
    tx.commit()?;
    Ok(())
}

/// Confirms, inside a transaction, that the file still has the format that [`prepare`] saw.
pub fn check(tx: &Transaction<'_>, schema: &Schema, location: &str) -> Result<(), Failure> {
    let version: i64 = tx.prepare_cached("PRAGMA user_version")?.query_row([], |row| row.get(0))?;
    if version > schema.version {
        return Err(newer(version, schema, location).into());
    }
    if version < schema.version {
        let cause = format!("format {version} has taken the place of format {}", schema.version);
        return Err(StoreError::Unreachable { location: location.to_owned(), cause }.into());
    }
    Ok(())
}

enum State {
    Empty,
    Format(i64),
}

fn state(connection: &Connection, location: &str) -> Result<State, Failure> {
    let number = |pragma| connection.query_row(pragma, [], |row| row.get::<_, i64>(0));
    let (application, version) = (number("PRAGMA application_id")?, number("PRAGMA user_version")?);
    if application == APPLICATION_ID {
        return Ok(State::Format(version));
    }
    let tables = number("SELECT count(*) FROM sqlite_schema")?;
    if (application, version, tables) == (0, 0, 0) {
        return Ok(State::Empty);
    }
    Err(StoreError::NotAStore { location: location.to_owned() }.into())
}

/// The mode is kept in the file, so it is set only once. Two processes that make the same store may collide here
/// without SQLite's patience, as the change of mode does not wait for locks: the second one tries again.
fn use_write_ahead_log(connection: &Connection, location: &str) -> Result<(), Failure> {
    const TRIES: usize = 100;
    let mut result = Ok(String::new());
    for _ in 0..TRIES {
        result = connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get::<_, String>(0));
        match &result {
            Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy) => {
                std::thread::sleep(std::time::Duration::from_millis(20));
            }
            _ => break,
        }
    }
    let mode = result?;
    if mode.eq_ignore_ascii_case("wal") {
        return Ok(());
    }
    let cause = format!("its file system offers journal mode '{mode}' only, and several processes need 'wal'");
    Err(StoreError::Unreachable { location: location.to_owned(), cause }.into())
}

fn migrate(tx: &Transaction<'_>, version: i64, path: &Path, schema: &Schema) -> Result<(), Failure> {
    let Some(first) = schema.steps.iter().position(|step| step.from == version) else {
        let cause = format!("no way up from format {version} is known");
        return Err(StoreError::Damaged { location: format!("sqlite:{}", path.display()), cause }.into());
    };
    let steps = &schema.steps[first..];
    export_beside(tx, &steps[0], path)?;
    for step in steps {
        (step.migrate)(tx)?;
    }
    Ok(())
}

/// Writes everything that an older file holds to `NAME.format-N.json` beside it. A file of that name from an earlier
/// try is replaced: the migration that it was made for did not happen.
fn export_beside(tx: &Transaction<'_>, step: &Step, path: &Path) -> Result<(), Failure> {
    let mut statement = tx.prepare(step.objects)?;
    let objects: Vec<_> = statement.query_map([], read::object)?.collect::<Result<_, _>>()?;
    let mut statement = tx.prepare(step.history)?;
    let history: Vec<_> = statement.query_map([], history::entry)?.collect::<Result<_, _>>()?;
    let latest = objects.iter().map(|object| object.revision).chain(history.iter().map(|entry| entry.revision)).max();
    let export = Export::new(latest.unwrap_or(0), objects, history);
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".format-{}.json", step.from));
    export.write_to(Path::new(&name))?;
    Ok(())
}

fn newer(found: i64, schema: &Schema, location: &str) -> StoreError {
    StoreError::Newer { location: location.to_owned(), found, known: schema.version }
}
