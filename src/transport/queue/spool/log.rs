//! The engine behind [`Spool`]: what callers, committer and sweeper share, and their coming and going.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::JoinHandle;

use bytes::Bytes;
use uuid::Uuid;

use super::bell::Bell;
use super::commit::{Completion, MOST_COMMIT_BYTES, MOST_TOTAL_ORDER_BYTES, Submission, Work};
use super::lock::DirectoryLock;
use super::status::Health;
use super::store::Store;
use super::waiting::Waiting;
use super::{MessageId, Op, Spool, SpoolCondition, SpoolError, SpoolOptions, SpoolStatus, quarantine};

pub struct Shared {
    pub store: Store,
    pub options: SpoolOptions,
    pub database_id: Uuid,
    ids: AtomicU64,
    /// When the disk was looked at last.
    was_full: AtomicBool,
    pub waiting: Waiting,
    /// Calls the sweeper.
    pub sweep: Bell,
    pub health: Health,
}

impl Shared {
    pub fn new(store: Store, options: SpoolOptions, database_id: Uuid, next_id: u64) -> Shared {
        Shared {
            store,
            options,
            database_id,
            ids: AtomicU64::new(next_id),
            was_full: AtomicBool::default(),
            waiting: Waiting::default(),
            sweep: Bell::default(),
            health: Health::default(),
        }
    }

    /// No ID from here on has been given out.
    pub fn next_id(&self) -> u64 {
        self.ids.load(Ordering::SeqCst)
    }

    pub fn submit(&self, work: Work) -> Completion {
        let (submission, completion) = Submission::new(work);
        match self.waiting.push(submission) {
            Ok(()) => completion,
            Err(_) => Completion::refused(SpoolError::Closed),
        }
    }

    /// Refuses when less is free than is kept in reserve. A disk that does not tell is not full.
    pub fn check_space(&self) -> Result<(), SpoolError> {
        let reserve = self.options.reserve_bytes;
        let lacking = self.store.disk.free_bytes().ok().filter(|free| *free < reserve);
        self.was_full.store(lacking.is_some(), Ordering::Relaxed);
        lacking.map_or(Ok(()), |free| Err(SpoolError::Full { free, reserve }))
    }

    fn condition(&self, is_full: impl FnOnce() -> bool) -> SpoolCondition {
        match self.health.failure() {
            Some(cause) => SpoolCondition::Failed(cause),
            None if is_full() => SpoolCondition::Full,
            None => SpoolCondition::Ready,
        }
    }

    fn measure(&self, ops: &[Op]) -> Result<(), SpoolError> {
        ops.iter().try_for_each(Op::measure)?;
        let size = ops.iter().map(Op::bytes).sum();
        if size > MOST_COMMIT_BYTES {
            return Err(SpoolError::TooLarge { what: "a commit", size, most: MOST_COMMIT_BYTES });
        }
        let orders: usize = ops.iter().map(Op::order_bytes).sum();
        if orders == 0 {
            return Ok(());
        }
        let (what, most) = ("all orders together", MOST_TOTAL_ORDER_BYTES);
        let size = (orders + self.store.table().order_bytes()) as u64;
        if size > most { Err(SpoolError::TooLarge { what, size, most }) } else { Ok(()) }
    }
}

/// The spool on one folder. Open with [`SegmentLog::open`]; closed when dropped.
pub struct SegmentLog {
    shared: Arc<Shared>,
    threads: Vec<JoinHandle<()>>,
    _lock: Option<DirectoryLock>,
}

impl SegmentLog {
    pub(super) fn new(shared: Arc<Shared>, threads: Vec<JoinHandle<()>>, lock: Option<DirectoryLock>) -> SegmentLog {
        SegmentLog { shared, threads, _lock: lock }
    }

    /// Wins back all space that can be won back now.
    pub fn reclaim(&self) {
        self.shared.sweep.ring_and_wait();
    }
}

/// Commits what was accepted, then stops the threads and lets the folder go.
impl Drop for SegmentLog {
    fn drop(&mut self) {
        self.shared.waiting.close();
        self.shared.sweep.end();
        for thread in self.threads.drain(..) {
            // A panic there has been printed; all that waited for it has been told.
            let _ = thread.join();
        }
    }
}

impl Spool for SegmentLog {
    fn database_id(&self) -> Uuid {
        self.shared.database_id
    }

    fn new_id(&self) -> MessageId {
        MessageId(self.shared.ids.fetch_add(1, Ordering::SeqCst))
    }

    fn commit(&self, ops: Vec<Op>) -> Completion {
        match self.shared.measure(&ops) {
            Ok(()) => self.shared.submit(Work::Ops(ops)),
            Err(error) => Completion::refused(error),
        }
    }

    fn finish(&self, id: MessageId) {
        self.shared.waiting.finish(id.0);
    }

    fn abandon(&self, id: MessageId) {
        let mut table = self.shared.store.table();
        table.drop_draft(id.0);
        if std::mem::take(&mut table.is_sweep_due) {
            self.shared.sweep.ring();
        }
    }

    fn ids_after(&self, after: MessageId, most: usize) -> Vec<MessageId> {
        self.shared.store.table().ids_after(after.0, most).into_iter().map(MessageId).collect()
    }

    fn read_envelope(&self, id: MessageId) -> Result<Bytes, SpoolError> {
        self.shared.store.envelope(id)
    }

    fn read_envelopes(&self, ids: &[MessageId]) -> Vec<Result<Bytes, SpoolError>> {
        self.shared.store.envelopes(ids)
    }

    fn body_length(&self, id: MessageId) -> Result<u64, SpoolError> {
        self.shared.store.body_length(id)
    }

    fn read_part(&self, id: MessageId, index: usize) -> Result<Option<Bytes>, SpoolError> {
        self.shared.store.part(id, index)
    }

    fn read_body(&self, id: MessageId, range: Range<u64>) -> Result<Vec<Bytes>, SpoolError> {
        self.shared.store.body(id, range)
    }

    fn set_aside(&self, id: MessageId) -> Result<Vec<String>, SpoolError> {
        let names = quarantine::copy_message(&self.shared.store, id)?;
        self.commit(vec![Op::Finish { id }]).wait()?;
        Ok(names)
    }

    fn orders(&self) -> BTreeMap<String, Bytes> {
        self.shared.store.table().operators_orders()
    }

    fn status(&self) -> SpoolStatus {
        let condition = self.shared.condition(|| self.shared.check_space().is_err());
        let free_bytes = self.shared.store.disk.free_bytes().unwrap_or(0);
        let (waiting_bytes, waiting_commits) = self.shared.waiting.load();
        let table = self.shared.store.table();
        SpoolStatus {
            condition,
            live_messages: table.count() as u64,
            live_bytes: table.live_bytes(),
            disk_bytes: table.disk_bytes(),
            spare_bytes: table.spares.iter().map(|spare| spare.bytes).sum(),
            free_bytes,
            segments: table.segments.len() as u64,
            waiting_bytes,
            waiting_commits,
            commits: self.shared.health.commits(),
        }
    }

    fn condition(&self) -> SpoolCondition {
        let shared = &self.shared;
        shared.condition(|| shared.was_full.load(Ordering::Relaxed) && shared.check_space().is_err())
    }
}
