//! Looks at a stopped spool: `emsh spool check` and `emsh spool dump`. Changes nothing.

use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use uuid::Uuid;

use super::disk::Directory;
use super::lock::DirectoryLock;
use super::store::Store;
use super::survey::{Finding, Survey};
use super::{MessageId, SpoolError, SpoolOptions};

/// A spool that no node has open, and none can open meanwhile.
pub struct StoppedSpool {
    store: Store,
    database_id: Uuid,
    findings: Vec<Finding>,
    _lock: Option<DirectoryLock>,
}

/// What a check found.
#[derive(Clone, Debug)]
pub struct Report {
    pub database_id: Uuid,
    pub messages: u64,
    /// Of all messages.
    pub body_bytes: u64,
    pub disk_bytes: u64,
    pub segments: u64,
    /// Operators' orders in force, by key.
    pub orders: Vec<String>,
    pub findings: Vec<Finding>,
    /// Messages whose envelope or body is not what was written.
    pub damaged: Vec<MessageId>,
}

impl Report {
    /// Whether everything is as it was written. A last commit cut short by a crash is no damage.
    pub fn is_sound(&self) -> bool {
        self.damaged.is_empty() && self.findings.iter().all(|finding| matches!(finding, Finding::Torn { .. }))
    }
}

/// One message as it lies in the spool.
pub struct StoredMessage<'a> {
    pub id: MessageId,
    pub envelope: Result<Bytes, SpoolError>,
    pub body_length: u64,
    store: &'a Store,
}

impl StoredMessage<'_> {
    /// The body, part by part.
    pub fn body(&self) -> impl Iterator<Item = Result<Bytes, SpoolError>> + '_ {
        let mut indices = 0..;
        std::iter::from_fn(move || self.store.part(self.id, indices.next()?).transpose())
    }

    fn is_sound(&self) -> bool {
        self.envelope.is_ok() && self.body().all(|part| part.is_ok())
    }
}

/// Reads every live byte and says what is wrong.
pub fn check(directory: &Path) -> Result<Report, SpoolError> {
    Ok(StoppedSpool::open(directory)?.check())
}

impl StoppedSpool {
    pub fn open(directory: &Path) -> Result<StoppedSpool, SpoolError> {
        if !directory.is_dir() {
            return Err(SpoolError::Missing(directory.to_owned()));
        }
        let lock = DirectoryLock::shared(directory)?;
        let disk = Directory::read_only(directory);
        let survey = Survey::of(&disk)?;
        let database_id = survey.database_id.ok_or_else(|| SpoolError::Missing(directory.to_owned()))?;
        let store = Store::new(Arc::new(disk), survey.table, SpoolOptions::default().open_files);
        Ok(StoppedSpool { store, database_id, findings: survey.findings, _lock: lock })
    }

    /// All messages in the order they came in.
    pub fn messages(&self) -> impl Iterator<Item = StoredMessage<'_>> {
        let mut last = 0;
        std::iter::from_fn(move || {
            let id = MessageId(*self.store.table().ids_after(last, 1).first()?);
            last = id.0;
            let body_length = self.store.body_length(id).ok()?;
            Some(StoredMessage { id, envelope: self.store.envelope(id), body_length, store: &self.store })
        })
    }

    pub fn check(&self) -> Report {
        let mut body_bytes = 0;
        let mut damaged = Vec::new();
        for message in self.messages() {
            body_bytes += message.body_length;
            if !message.is_sound() {
                damaged.push(message.id);
            }
        }
        let table = self.store.table();
        Report {
            database_id: self.database_id,
            messages: table.count() as u64,
            body_bytes,
            disk_bytes: table.disk_bytes(),
            segments: table.segments.len() as u64,
            orders: table.operators_orders().into_keys().collect(),
            findings: self.findings.clone(),
            damaged,
        }
    }
}
