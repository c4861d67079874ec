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
    // In one transaction: read one by one, the numbers could be those from before and from after another process made
    // the tables, and the store would be taken for somebody else's file.
    let seen = connection.transaction()?;
    let state = state(&seen, &location)?;
    seen.finish()?;
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

#[cfg(test)]
mod tests {
    use serde_json::json;
    use tempfile::TempDir;

    use super::*;
    use crate::store::sqlite::SqliteStore;
    use crate::store::{Change, OpenOptions, Store, Transaction};

    /// A format two steps after the current one: names get a nickname, then every object gets a mark.
    static LATER: Schema = Schema {
        version: CURRENT.version + 2,
        create: "",
        steps: &[
            Step {
                from: CURRENT.version,
                objects: concat!("SELECT ", read::object_columns!(), " FROM objects"),
                history: history::ENTRIES,
                migrate: |tx| tx.execute_batch("ALTER TABLE objects ADD COLUMN nickname TEXT"),
            },
            Step {
                from: CURRENT.version + 1,
                objects: concat!("SELECT ", read::object_columns!(), " FROM objects"),
                history: history::ENTRIES,
                migrate: |tx| tx.execute_batch("UPDATE objects SET nickname = 'old ' || name"),
            },
        ],
    };

    /// Like [`LATER`], but its second step fails.
    static BROKEN: Schema = Schema {
        version: LATER.version,
        create: "",
        steps: &[
            Step {
                from: CURRENT.version,
                objects: LATER.steps[0].objects,
                history: history::ENTRIES,
                migrate: |tx| tx.execute_batch("DROP TABLE changes"),
            },
            Step {
                from: CURRENT.version + 1,
                objects: LATER.steps[1].objects,
                history: history::ENTRIES,
                migrate: |tx| tx.execute_batch("UPDATE nothing SET here = 1"),
            },
        ],
    };

    fn options() -> OpenOptions {
        OpenOptions::default()
    }

    fn old_store(directory: &TempDir) -> (std::path::PathBuf, SqliteStore) {
        let path = directory.path().join("organization.db");
        let store = SqliteStore::open(&path, &options()).unwrap();
        let sealed = json!({ "Password": { "$sealed": "AQID" } }).as_object().unwrap().clone();
        for name in ["a", "b"] {
            store.commit(Transaction::new("alice", "New").change(Change::create("C", name, sealed.clone()))).unwrap();
        }
        let b = store.find("C", "", "b").unwrap().unwrap();
        store.commit(Transaction::new("alice", "Remove").change(Change::remove(&b))).unwrap();
        (path, store)
    }

    fn error(path: &Path, schema: &'static Schema) -> StoreError {
        SqliteStore::open_as(path, &options(), schema).map(drop).unwrap_err()
    }

    #[test]
    fn an_older_store_is_exported_and_then_migrated_step_by_step() {
        let directory = TempDir::new().unwrap();
        let (path, old) = old_store(&directory);
        let before = old.snapshot().unwrap();
        let new = SqliteStore::open_as(&path, &options(), &LATER).unwrap();
        assert_eq!(new.snapshot().unwrap(), before);
        let nickname: String = rusqlite::Connection::open(&path)
            .unwrap()
            .query_row("SELECT nickname FROM objects", [], |row| row.get(0))
            .unwrap();
        assert_eq!(nickname, "old a");
        let exported = directory.path().join("organization.db.format-1.json");
        let export = Export::from_json(&std::fs::read_to_string(&exported).unwrap()).unwrap();
        assert_eq!((export.revision, &export.objects, export.history.len()), (3, &before.objects, 3));
        assert_eq!(export.objects[0].properties["Password"], json!({ "$sealed": "AQID" }));
        let mode = std::os::unix::fs::PermissionsExt::mode(&exported.metadata().unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600);
        // The emsh that was left running stops using what it no longer understands.
        let change = Transaction::new("bob", "New").change(Change::create("C", "c", Default::default()));
        assert!(matches!(old.commit(change), Err(StoreError::Newer { found: 3, known: 1, .. })));
        assert!(matches!(old.snapshot(), Err(StoreError::Newer { .. })));
        assert!(matches!(error(&path, &CURRENT), StoreError::Newer { found: 3, known: 1, .. }));
        SqliteStore::open_as(&path, &options(), &LATER).expect("it is migrated only once");
    }

    #[test]
    fn a_migration_that_fails_leaves_the_old_store_usable() {
        let directory = TempDir::new().unwrap();
        let (path, old) = old_store(&directory);
        let before = old.snapshot().unwrap();
        assert!(matches!(error(&path, &BROKEN), StoreError::Damaged { .. }));
        assert_eq!(old.snapshot().unwrap(), before);
        assert_eq!(old.at(2).unwrap().objects.len(), 2);
        SqliteStore::open(&path, &options()).unwrap();
    }

    #[test]
    fn without_an_export_nothing_is_migrated() {
        let directory = TempDir::new().unwrap();
        let (path, old) = old_store(&directory);
        std::fs::create_dir(directory.path().join("organization.db.format-1.json")).unwrap();
        assert!(matches!(error(&path, &LATER), StoreError::NotExported { .. }));
        old.snapshot().expect("it still has the old format");
    }

    #[test]
    fn a_format_from_which_no_step_leads_is_not_touched() {
        static FAR: Schema = Schema { version: 9, create: "", steps: &[] };
        let directory = TempDir::new().unwrap();
        let (path, old) = old_store(&directory);
        assert!(matches!(error(&path, &FAR), StoreError::Damaged { .. }));
        old.snapshot().expect("it still has the old format");
    }

    #[test]
    fn what_others_made_is_refused_untouched() {
        let directory = TempDir::new().unwrap();
        let path = directory.path().join("foreign.db");
        rusqlite::Connection::open(&path).unwrap().execute_batch("CREATE TABLE theirs (a)").unwrap();
        let before = std::fs::read(&path).unwrap();
        assert!(matches!(error(&path, &CURRENT), StoreError::NotAStore { .. }));
        assert_eq!(std::fs::read(&path).unwrap(), before);
        let text = directory.path().join("text");
        std::fs::write(&text, "not a database at all, but long enough to have a header".repeat(40)).unwrap();
        assert!(matches!(error(&text, &CURRENT), StoreError::NotAStore { .. }));
    }

    #[test]
    fn many_may_make_the_same_store_at_once() {
        let directory = TempDir::new().unwrap();
        let path = directory.path().join("organization.db");
        std::thread::scope(|scope| {
            let opens: Vec<_> = (0..8).map(|_| scope.spawn(|| SqliteStore::open(&path, &options()))).collect();
            for open in opens {
                assert_eq!(open.join().unwrap().unwrap().revision().unwrap(), 0);
            }
        });
    }
}
