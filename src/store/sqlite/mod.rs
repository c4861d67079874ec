//! The configuration store in one SQLite file, safe to use from several processes and threads at once.
//!
//! Write-ahead logging with a full sync for each commit: readers never wait, and what was answered survives a power cut.
//! Writers take turns, waiting at most [`OpenOptions::patience`](super::OpenOptions::patience). Each call is one SQLite transaction that looks at the file's
//! format first, so an emsh that was left running while a newer one migrated the file stops using it.
//!
//! A file that was moved away or replaced under a running emsh is noticed by the next call: what is at the path now
//! is used, and watches resynchronise. Not for network file systems, which lack the shared memory that WAL needs.

mod browse;
mod commit;
mod failure;
mod file;
mod history;
mod read;
mod schema;
mod watch;

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use rusqlite::TransactionBehavior;
use uuid::Uuid;

use super::{
    Committed, HistoryEntry, HistoryQuery, Named, OpenOptions, Snapshot, Store, StoreError, StoredObject, Transaction,
    Watch,
};
use failure::Failure;
use file::File;
use schema::Schema;

/// A store in a file. Several may be open on the same file, in one process or in many.
pub struct SqliteStore {
    file: Arc<File>,
    /// Held while writing: threads of one process queue here rather than in SQLite, which would let them sleep.
    writing: Mutex<()>,
}

impl SqliteStore {
    /// Opens the store in the file at `path`, making, and where it is old migrating, the file.
    pub fn open(path: &Path, options: &OpenOptions) -> Result<SqliteStore, StoreError> {
        SqliteStore::open_as(path, options, &schema::CURRENT)
    }

    fn open_as(path: &Path, options: &OpenOptions, schema: &'static Schema) -> Result<SqliteStore, StoreError> {
        let file = Arc::new(File::open(path, options, schema)?);
        Ok(SqliteStore { file, writing: Mutex::new(()) })
    }

    fn read<T>(&self, work: impl FnOnce(&rusqlite::Transaction<'_>) -> Result<T, Failure>) -> Result<T, StoreError> {
        self.file.transact(TransactionBehavior::Deferred, work)
    }

    fn write<T>(&self, work: impl FnOnce(&rusqlite::Transaction<'_>) -> Result<T, Failure>) -> Result<T, StoreError> {
        let _turn = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        self.file.transact(TransactionBehavior::Immediate, work)
    }
}

impl Store for SqliteStore {
    fn location(&self) -> &str {
        self.file.location()
    }

    fn revision(&self) -> Result<u64, StoreError> {
        self.read(|tx| Ok(read::head(tx)?.revision))
    }

    fn get(&self, class: &str, id: Uuid) -> Result<Option<StoredObject>, StoreError> {
        self.read(|tx| read::get(tx, class, id))
    }

    fn find(&self, class: &str, scope: &str, name: &str) -> Result<Option<StoredObject>, StoreError> {
        self.read(|tx| read::find(tx, class, scope, name))
    }

    fn list(&self, class: &str) -> Result<Snapshot, StoreError> {
        self.read(|tx| read::list(tx, class))
    }

    fn browse(
        &self,
        class: &str,
        property: &str,
        wanted: &dyn Fn(&str, &str) -> bool,
    ) -> Result<Vec<Named>, StoreError> {
        self.read(|tx| browse::browse(tx, class, property, wanted))
    }

    fn snapshot(&self) -> Result<Snapshot, StoreError> {
        self.read(read::snapshot)
    }

    fn commit(&self, transaction: Transaction) -> Result<Committed, StoreError> {
        let transaction = transaction.checked()?;
        let committed = self.write(|tx| commit::apply(tx, &transaction, Timestamp::now()))?;
        self.file.ring();
        Ok(committed)
    }

    fn history(&self, query: &HistoryQuery) -> Result<Vec<HistoryEntry>, StoreError> {
        self.read(|tx| history::find(tx, query))
    }

    fn at(&self, revision: u64) -> Result<Snapshot, StoreError> {
        self.read(|tx| history::at(tx, revision))
    }

    fn oldest(&self) -> Result<u64, StoreError> {
        self.read(|tx| Ok(read::head(tx)?.oldest))
    }

    fn trim_history(&self, revision: u64) -> Result<u64, StoreError> {
        let oldest = self.write(|tx| history::raise_oldest(tx, revision))?;
        // A long history goes in portions, so that nobody who wants to commit waits for all of it. A crash in
        // between leaves rows that nobody reads, and that the next trim removes.
        while self.write(|tx| history::remove_portion(tx, oldest))? {}
        Ok(oldest)
    }

    fn watch(&self, after: u64) -> Result<Box<dyn Watch>, StoreError> {
        Ok(Box::new(watch::SqliteWatch::new(self.file.clone(), after)))
    }
}
