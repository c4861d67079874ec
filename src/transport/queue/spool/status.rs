//! How the spool is, for back pressure, metrics and the operator.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;

/// One look at a spool.
#[derive(Clone, Debug)]
pub struct SpoolStatus {
    pub condition: SpoolCondition,
    pub live_messages: u64,
    /// Bytes of bodies and envelopes that are needed.
    pub live_bytes: u64,
    /// Bytes of all files: needed, dead, and ready to be written.
    pub disk_bytes: u64,
    /// Bytes of files that are ready to be written.
    pub spare_bytes: u64,
    /// Bytes that the file system still has for us.
    pub free_bytes: u64,
    pub segments: u64,
    /// Bytes of commits not yet written.
    pub waiting_bytes: u64,
    /// Commits not yet answered, other than those of finished messages.
    pub waiting_commits: u64,
    pub commits: Commits,
}

/// Whether new mail is taken.
#[derive(Clone, Debug)]
pub enum SpoolCondition {
    Ready,
    /// Free space is below the reserve: no new mail, but queued mail goes out.
    Full,
    /// Nothing can be written.
    Failed(Arc<io::Error>),
}

/// What the committer has done since the spool was opened.
#[derive(Clone, Copy, Debug, Default)]
pub struct Commits {
    /// Writes with one sync each.
    pub batches: u64,
    pub bytes: u64,
    pub failures: u64,
    /// In all writes and syncs.
    pub busy: Duration,
    /// The last write and sync.
    pub last_took: Duration,
    pub last_at: Option<Timestamp>,
}

impl Commits {
    pub(super) fn add(&mut self, bytes: u64, took: Duration) {
        self.batches += 1;
        self.bytes += bytes;
        self.busy += took;
        self.last_took = took;
        self.last_at = Some(Timestamp::now());
    }
}

/// What the committer tells of itself.
#[derive(Default)]
pub(super) struct Health {
    inner: Mutex<(Commits, Option<Arc<io::Error>>)>,
}

impl Health {
    pub(super) fn change(&self, change: impl FnOnce(&mut Commits, &mut Option<Arc<io::Error>>)) {
        let (commits, failed) = &mut *self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        change(commits, failed);
    }

    pub(super) fn commits(&self) -> Commits {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner).0
    }

    /// Why nothing can be written.
    pub(super) fn failure(&self) -> Option<Arc<io::Error>> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner).1.clone()
    }
}
