//! Messages at hand: the record and body of what somebody works on, or will work on soon.
//!
//! There is at most one [`Message`] in memory for each id, however many queues it is in, so that two sessions that
//! deliver the same message to different next hops change one and the same record. What is not at hand is read back
//! from the spool when it is needed.
//!
//! Promise: changes to a record reach the spool in the order in which they were made. Whoever amends a message keeps
//! it until that is durable; only then may another reader go to the disk for it.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use bytes::Bytes;
use tokio::sync::OnceCell;

use super::record::{self, BadRecord, Record};
use super::spool::{Completion, Op, Spool, SpoolError};
use crate::model::AgentEvent;
use crate::transport::{Body, MessageId, Recipient, RecipientState};

/// Bodies up to this size are read back whole before a session gets them; larger ones are read piece by piece.
const WHOLE: u64 = 256 * 1024;

/// Longest header block that is kept of a large message.
pub const LONGEST_HEADER: u64 = 256 * 1024;

/// What a message at hand costs besides its body: record, index, allocator. Measured: about 1.2 KB for one recipient.
const OVERHEAD: usize = 1500;

/// The message cannot be had: the disk is broken, or it is gone.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Unreadable {
    #[error(transparent)]
    Spool(#[from] SpoolError),
    #[error("message {0}: {1}")]
    Record(MessageId, BadRecord),
}

/// Messages at hand, of some of all ids.
type Shard = Mutex<HashMap<MessageId, Weak<Message>>>;

/// Every message at hand.
pub struct Shelf {
    spool: Arc<dyn Spool>,
    shards: Box<[Shard]>,
    /// Bytes of all of them.
    bytes: AtomicUsize,
}

/// One message at hand.
pub struct Message {
    id: MessageId,
    shelf: Arc<Shelf>,
    record: OnceCell<Mutex<Record>>,
    body: OnceCell<Body>,
    /// Bytes that it is counted with.
    bytes: AtomicUsize,
    /// Events at which agents have left it as it is.
    attended: AtomicU32,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shelf {
    pub fn new(spool: Arc<dyn Spool>) -> Arc<Shelf> {
        const SHARDS: usize = 16;
        let shards = (0..SHARDS).map(|_| Mutex::default()).collect();
        Arc::new(Shelf { spool, shards, bytes: AtomicUsize::new(0) })
    }

    /// Bytes of all messages at hand, about.
    pub fn bytes(&self) -> usize {
        self.bytes.load(Ordering::Relaxed)
    }

    /// Puts a message there that has just arrived.
    pub fn put(self: &Arc<Shelf>, id: MessageId, record: Record, body: Body) -> Arc<Message> {
        let message = self.find(id);
        message.count(bytes_of(&body));
        let _ = message.record.set(Mutex::new(record));
        let _ = message.body.set(body);
        message
    }

    /// Puts a record there that has just been read.
    pub fn put_record(self: &Arc<Shelf>, id: MessageId, record: Record) -> Arc<Message> {
        let message = self.find(id);
        let _ = message.record.set(Mutex::new(record));
        message
    }

    /// The message at hand, or a place for it to be read into.
    pub fn find(self: &Arc<Shelf>, id: MessageId) -> Arc<Message> {
        let mut shard = lock(self.shard(id));
        if let Some(message) = shard.get(&id).and_then(Weak::upgrade) {
            return message;
        }
        let message = Arc::new(Message {
            id,
            shelf: self.clone(),
            record: OnceCell::new(),
            body: OnceCell::new(),
            bytes: AtomicUsize::new(0),
            attended: AtomicU32::new(0),
        });
        message.count(OVERHEAD);
        shard.insert(id, Arc::downgrade(&message));
        message
    }

    fn shard(&self, id: MessageId) -> &Shard {
        &self.shards[id.0 as usize % self.shards.len()]
    }
}

impl Message {
    pub fn id(&self) -> MessageId {
        self.id
    }

    /// Agents have left it as it is at that event.
    pub fn note_attended(&self, event: AgentEvent) {
        self.attended.fetch_or(1 << event as u32, Ordering::Relaxed);
    }

    pub fn was_attended(&self, event: AgentEvent) -> bool {
        self.attended.load(Ordering::Relaxed) & (1 << event as u32) != 0
    }

    /// The record as it is now, read from the spool if need be.
    pub async fn record(&self) -> Result<Record, Unreadable> {
        let read = || self.read(read_record);
        Ok(lock(self.record.get_or_try_init(read).await?).clone())
    }

    /// The record, if it is at hand.
    pub fn record_at_hand(&self) -> Option<Record> {
        self.record.get().map(|record| lock(record).clone())
    }

    /// Its bytes, or for a large message its name and header; read from the spool if need be.
    pub async fn body(&self) -> Result<Body, Unreadable> {
        let read = || async {
            let body = self.read(read_body).await?;
            self.count(bytes_of(&body));
            Ok::<_, Unreadable>(body)
        };
        Ok(self.body.get_or_try_init(read).await?.clone())
    }

    /// Record and body, with one trip to the disk if neither is at hand.
    pub async fn load(&self) -> Result<(Record, Body), Unreadable> {
        if self.record.get().is_none() && self.body.get().is_none() {
            let (record, body) = self.read(|spool, id| Ok((read_record(spool, id)?, read_body(spool, id)?))).await?;
            let bytes = bytes_of(&body);
            // Another reader may have been faster; then its copy stays.
            let _ = self.record.set(record);
            if self.body.set(body).is_ok() {
                self.count(bytes);
            }
        }
        Ok((self.record().await?, self.body().await?))
    }

    /// The disk may be slow, so it is asked on a thread that may wait.
    async fn read<T: Send + 'static>(
        &self,
        from: impl FnOnce(&dyn Spool, MessageId) -> Result<T, Unreadable> + Send + 'static,
    ) -> Result<T, Unreadable> {
        let (spool, id) = (self.shelf.spool.clone(), self.id);
        match tokio::task::spawn_blocking(move || from(&*spool, id)).await {
            Ok(read) => read,
            // The runtime is shutting down: nobody will use the answer.
            Err(_) => Err(Unreadable::Spool(SpoolError::Closed)),
        }
    }

    /// Changes the record and commits that together with `others`. When no recipient is left the message is finished.
    ///
    /// `None`: finished, and nobody needs to wait. The record must be at hand, as it is for whoever has looked at it.
    pub fn amend(&self, mut others: Vec<Op>, change: impl FnOnce(&mut Record)) -> Option<Completion> {
        let record = self.record.get().expect("who amends has read the record before");
        // The lock is held until the spool has the change in its queue: that keeps the order.
        let mut record = lock(record);
        change(&mut record);
        if record.envelope.recipients.iter().any(|recipient| recipient.state == RecipientState::Pending) {
            others.push(Op::Update { id: self.id, envelope: record::write(&record).into() });
        } else if others.is_empty() {
            self.shelf.spool.finish(self.id);
            return None;
        } else {
            others.push(Op::Finish { id: self.id });
        }
        Some(self.shelf.spool.commit(others))
    }

    /// Changes the record in memory only.
    pub fn change(&self, change: impl FnOnce(&mut Record)) {
        if let Some(record) = self.record.get() {
            change(&mut lock(record));
        }
    }

    /// Whether only so many recipients are pending.
    pub fn is_last(&self, pending: usize) -> bool {
        let is_pending = |recipient: &&Recipient| recipient.state == RecipientState::Pending;
        self.record
            .get()
            .is_some_and(|record| lock(record).envelope.recipients.iter().filter(is_pending).nth(pending).is_none())
    }

    /// The message is done: its end rides with the next commit, and nobody needs to wait for that.
    pub fn finish(&self) {
        self.shelf.spool.finish(self.id);
    }

    fn count(&self, bytes: usize) {
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
        self.shelf.bytes.fetch_add(bytes, Ordering::Relaxed);
    }
}

fn read_record(spool: &dyn Spool, id: MessageId) -> Result<Mutex<Record>, Unreadable> {
    let record = record::read(&spool.read_envelope(id)?).map_err(|bad| Unreadable::Record(id, bad))?;
    Ok(Mutex::new(record))
}

fn read_body(spool: &dyn Spool, id: MessageId) -> Result<Body, Unreadable> {
    let size = spool.body_length(id)?;
    if size <= WHOLE {
        return Ok(Body::Memory(spool.read_body(id, 0..size)?));
    }
    let mut header = spool.read_body(id, 0..LONGEST_HEADER)?.concat();
    if let Some(end) = memchr::memmem::find(&header, b"\r\n\r\n") {
        header.truncate(end + 2);
    }
    Ok(Body::Spooled { handle: id.0, size, header: header.into() })
}

fn bytes_of(body: &Body) -> usize {
    match body {
        Body::Memory(chunks) => chunks.iter().map(Bytes::len).sum(),
        Body::Spooled { header, .. } => header.len(),
    }
}

impl Drop for Message {
    fn drop(&mut self) {
        self.shelf.bytes.fetch_sub(*self.bytes.get_mut(), Ordering::Relaxed);
        let mut shard = lock(self.shelf.shard(self.id));
        // Another may have taken its place since the last holder let go of this one.
        if shard.get(&self.id).is_some_and(|message| message.strong_count() == 0) {
            shard.remove(&self.id);
        }
    }
}

impl std::fmt::Debug for Message {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Message({})", self.id)
    }
}
