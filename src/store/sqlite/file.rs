//! The file itself: making it, opening connections to it, and noticing when it is no longer the same file.

use std::fs;
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::failure::Failure;
use super::schema::{self, Schema};
use crate::store::watch::Bell;
use crate::store::{OpenOptions, StoreError};

/// Connections kept for the next call. One serves a shell; a node reads from a few threads.
const IDLE_CONNECTIONS: usize = 4;

/// Device and inode number: what tells a file from another one that took its place.
type Identity = (u64, u64);

/// A SQLite file, the connections to it, and those who follow it in this process.
pub struct File {
    path: PathBuf,
    location: String,
    patience: Duration,
    schema: &'static Schema,
    idle: Mutex<Vec<Link>>,
    bells: Mutex<Vec<Weak<Bell>>>,
}

/// A connection and the file it was opened on.
pub struct Link {
    connection: Connection,
    identity: Identity,
}

impl File {
    pub fn open(path: &Path, options: &OpenOptions, schema: &'static Schema) -> Result<File, StoreError> {
        let location = format!("sqlite:{}", path.display());
        if options.create {
            make(path).map_err(|error| refused(error, &location))?;
        }
        let file = File {
            path: path.to_owned(),
            location,
            patience: options.patience,
            schema,
            idle: Mutex::default(),
            bells: Mutex::default(),
        };
        let mut link = file.connect()?;
        schema::prepare(&mut link.connection, path, schema).map_err(|failure| failure.at(&file.location))?;
        lock(&file.idle).push(link);
        Ok(file)
    }

    pub fn location(&self) -> &str {
        &self.location
    }

    /// Runs `work` as one transaction, which is committed when it succeeds and otherwise never happened.
    pub fn transact<T>(
        &self,
        behavior: TransactionBehavior,
        work: impl FnOnce(&rusqlite::Transaction<'_>) -> Result<T, Failure>,
    ) -> Result<T, StoreError> {
        let mut link = self.take()?;
        let outcome = self.transact_on(&mut link, behavior, work);
        // A connection that SQLite had trouble with is not used again: it may be what the trouble is about.
        if !matches!(outcome, Err(Failure::Sqlite(_))) {
            let mut idle = lock(&self.idle);
            if idle.len() < IDLE_CONNECTIONS {
                idle.push(link);
            }
        }
        outcome.map_err(|failure| failure.at(&self.location))
    }

    /// [`File::transact`] on a connection that the caller keeps.
    pub fn transact_on<T>(
        &self,
        link: &mut Link,
        behavior: TransactionBehavior,
        work: impl FnOnce(&rusqlite::Transaction<'_>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let tx = link.connection.transaction_with_behavior(behavior)?;
        schema::check(&tx, self.schema, &self.location)?;
        let result = work(&tx)?;
        tx.commit()?;
        Ok(result)
    }

    /// A new connection to the file that is at the path now.
    pub fn connect(&self) -> Result<Link, StoreError> {
        let identity = self.identity()?;
        let open = || -> rusqlite::Result<Connection> {
            let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let connection = Connection::open_with_flags(&self.path, flags)?;
            connection.busy_timeout(self.patience)?;
            connection.pragma_update(None, "synchronous", "FULL")?;
            Ok(connection)
        };
        let connection = open().map_err(|error| Failure::from(error).at(&self.location))?;
        Ok(Link { connection, identity })
    }

    /// Whether the connection is still one to the file at the path.
    pub fn is_current(&self, link: &Link) -> Result<bool, StoreError> {
        Ok(self.identity()? == link.identity)
    }

    /// A number that differs from an earlier one of the same connection when another connection has committed since.
    pub fn data_version(&self, link: &Link) -> Result<i64, StoreError> {
        let read = || link.connection.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0));
        read().map_err(|error| Failure::from(error).at(&self.location))
    }

    /// Wakes this bell after each commit made through this file in this process.
    pub fn subscribe(&self, bell: &Arc<Bell>) {
        let mut bells = lock(&self.bells);
        bells.retain(|bell| bell.strong_count() > 0);
        bells.push(Arc::downgrade(bell));
    }

    pub fn ring(&self) {
        for bell in lock(&self.bells).iter().filter_map(Weak::upgrade) {
            bell.ring();
        }
    }

    fn take(&self) -> Result<Link, StoreError> {
        let idle = lock(&self.idle).pop();
        match idle {
            Some(link) if self.is_current(&link)? => Ok(link),
            _ => self.connect(),
        }
    }

    fn identity(&self) -> Result<Identity, StoreError> {
        let found = fs::metadata(&self.path).map_err(|error| refused(error, &self.location))?;
        Ok((found.dev(), found.ino()))
    }
}

/// Makes an empty file, and the directories above it, for its owner alone. SQLite gives the files that it keeps beside
/// it the same mode.
fn make(path: &Path) -> io::Result<()> {
    if let Some(directory) = path.parent().filter(|directory| !directory.as_os_str().is_empty()) {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(directory)?;
    }
    match fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

fn refused(error: io::Error, location: &str) -> StoreError {
    let location = location.to_owned();
    match error.kind() {
        io::ErrorKind::NotFound => StoreError::Missing { location },
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            StoreError::Denied { location, cause: error.to_string() }
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::Full { location },
        _ => StoreError::Unreachable { location, cause: error.to_string() },
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;
    use std::time::Duration;

    use tempfile::TempDir;

    use super::*;
    use crate::store::sqlite::SqliteStore;
    use crate::store::{Change, Properties, Store, Transaction, WatchEvent};

    fn open(path: &Path) -> SqliteStore {
        SqliteStore::open(path, &OpenOptions::default()).unwrap()
    }

    fn create(store: &SqliteStore, name: &str) {
        let change = Change::create("C", name, Properties::new());
        store.commit(Transaction::new("alice", "New").change(change)).unwrap();
    }

    #[test]
    fn files_and_directories_are_for_their_owner_alone() {
        let directory = TempDir::new().unwrap();
        let path = directory.path().join("a/b/organization.db");
        let store = open(&path);
        create(&store, "a");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&directory.path().join("a")), mode(path.parent().unwrap())), (0o700, 0o700));
        for entry in fs::read_dir(path.parent().unwrap()).unwrap() {
            let found = entry.unwrap().path();
            assert_eq!(mode(&found), 0o600, "{}", found.display());
        }
    }

    #[test]
    fn a_missing_store_is_made_only_on_demand() {
        let directory = TempDir::new().unwrap();
        let path = directory.path().join("organization.db");
        let options = OpenOptions { create: false, ..OpenOptions::default() };
        let error = SqliteStore::open(&path, &options).map(drop).unwrap_err();
        assert!(matches!(error, StoreError::Missing { .. }), "{error}");
        assert!(!path.exists());
    }

    #[test]
    fn a_store_that_was_deleted_is_not_written_to() {
        let directory = TempDir::new().unwrap();
        let path = directory.path().join("organization.db");
        let store = open(&path);
        fs::remove_file(&path).unwrap();
        let change = Change::create("C", "lost", Properties::new());
        let error = store.commit(Transaction::new("alice", "New").change(change)).unwrap_err();
        assert!(matches!(error, StoreError::Missing { .. }), "{error}");
    }

    #[test]
    fn a_backup_put_in_its_place_is_what_everybody_sees_next() {
        let directory = TempDir::new().unwrap();
        let (path, backup) = (directory.path().join("organization.db"), directory.path().join("backup.db"));
        create(&open(&backup), "from the backup");
        let store = open(&path);
        for name in ["a", "b"] {
            create(&store, name);
        }
        let mut watch = store.watch(2).unwrap();
        assert_eq!(watch.next(Duration::ZERO).unwrap(), WatchEvent::Idle);
        for ending in ["-wal", "-shm"] {
            let _ = fs::remove_file(directory.path().join(format!("organization.db{ending}")));
        }
        fs::rename(&backup, &path).unwrap();
        assert_eq!(store.snapshot().unwrap().objects[0].name, "from the backup");
        assert_eq!(watch.next(Duration::from_secs(30)).unwrap(), WatchEvent::Resync { revision: 1 });
        create(&store, "new");
        assert!(matches!(watch.next(Duration::from_secs(30)).unwrap(), WatchEvent::Changed(r) if r.revision == 2));
    }

    #[test]
    fn a_locked_store_says_so() {
        let directory = TempDir::new().unwrap();
        let path = directory.path().join("organization.db");
        let hasty = OpenOptions { patience: Duration::ZERO, ..OpenOptions::default() };
        let store = SqliteStore::open(&path, &hasty).unwrap();
        let other = Connection::open(&path).unwrap();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        let change = Change::create("C", "a", Properties::new());
        let error = store.commit(Transaction::new("alice", "New").change(change)).unwrap_err();
        assert!(matches!(error, StoreError::Busy { .. }), "{error}");
        store.snapshot().expect("readers do not wait for writers");
        other.execute_batch("ROLLBACK").unwrap();
        create(&store, "a");
    }
}
