//! How messages come in: durable first, then `250`, then Submission.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use tokio::time::Instant;

use super::entry::{Entry, Which};
use super::order::{Hold, Order, What};
use super::place::Place;
use super::queues::Queues;
use super::record::{self, Record};
use super::spool::{Completion, Content, Op, Spool, SpoolCondition, SpoolError};
use crate::model::MessagePriority;
use crate::transport::{Body, BodySink, BoxFuture, Envelope, MessageId, Received, Refusal};

/// A large body that nobody has claimed for so long belongs to a session that is gone.
const UNCLAIMED: Duration = Duration::from_secs(15 * 60);

/// Large bodies that are in the spool, complete, and not yet part of a message.
#[derive(Default)]
pub struct Drafts(Mutex<HashMap<u64, Instant>>);

impl Drafts {
    fn lock(&self) -> MutexGuard<'_, HashMap<u64, Instant>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives up what nobody has claimed in time.
    pub fn sweep(&self, spool: &dyn Spool, now: Instant) {
        self.lock().retain(|&handle, finished| {
            let is_claimable = now < *finished + UNCLAIMED;
            if !is_claimable {
                spool.abandon(MessageId(handle));
            }
            is_claimable
        });
    }

    /// Gives up all of it: nobody is left who could claim it.
    pub fn clear(&self, spool: &dyn Spool) {
        self.lock().drain().for_each(|(handle, _)| spool.abandon(MessageId(handle)));
    }
}

/// What makes a message durable.
pub fn append(id: MessageId, record: &Record, body: &Body) -> Op {
    let body = match body {
        Body::Memory(chunks) => Content::from(chunks.clone()),
        Body::Spooled { .. } => Content::default(),
    };
    Op::Append { id, body, envelope: record::write(record).into() }
}

/// What a commit that failed means to whoever wanted to hand mail over.
pub fn refusal(error: &SpoolError) -> Refusal {
    match error {
        SpoolError::Full { .. } | SpoolError::TooLarge { .. } => Refusal::Resources(error.to_string()),
        SpoolError::Closed => Refusal::Stopping,
        _ => Refusal::Spool(error.to_string()),
    }
}

impl Queues {
    /// Takes a message over; when this is `Ok` it is on stable storage.
    pub async fn accept(self: &Arc<Queues>, message: Received) -> Result<MessageId, Refusal> {
        self.take_over(message, Vec::new()).await
    }

    /// The same for a message that stays suspended in Submission until an operator lets it go.
    pub async fn accept_held(self: &Arc<Queues>, message: Received, by: &str, why: &str) -> Result<MessageId, Refusal> {
        let order = Order {
            what: What::Suspend,
            who: by.to_owned(),
            reason: Some(why.to_owned()),
            since: self.parts.clock.now(),
            until: None,
        };
        let hold = Hold { queue: self.registry.submission.hop.clone(), order: Arc::new(order) };
        self.take_over(message, vec![hold]).await
    }

    async fn take_over(self: &Arc<Queues>, message: Received, holds: Vec<Hold>) -> Result<MessageId, Refusal> {
        if self.stop.is_cancelled() || self.redirect().is_some() {
            return Err(Refusal::Stopping);
        }
        let Received { mut envelope, body, witness } = message;
        self.weigh(&mut envelope);
        let record = Record { holds, ..Record::new(envelope) };
        let id = self.claim(&body);
        let append = append(id, &record, &body);
        let mut pending = Unanswered { queues: self, id, commit: Some(self.parts.spool.commit(vec![append])) };
        if let Err(error) = pending.settled().await {
            if matches!(body, Body::Spooled { .. }) {
                self.parts.spool.abandon(id);
            }
            self.counters.refused.add(1);
            return Err(refusal(&error));
        }
        self.counters.accepted.add(1);
        if let Some(witness) = witness {
            witness(id, &record.envelope);
        }
        self.submit_new(id, record, body);
        Ok(id)
    }

    /// With priority queuing, only small messages may be urgent.
    pub fn weigh(&self, envelope: &mut Envelope) {
        let live = self.parts.live.load();
        let (server, is_high) = (&live.server, envelope.priority == MessagePriority::High);
        if is_high && server.priority_queuing_enabled && envelope.size > server.max_high_priority_message_size.bytes() {
            envelope.priority = MessagePriority::Normal;
        }
    }

    /// The id of a new message: that under which its body came, if it is in the spool already.
    pub fn claim(&self, body: &Body) -> MessageId {
        match body {
            Body::Memory(_) => self.parts.spool.new_id(),
            Body::Spooled { handle, .. } => {
                self.drafts.lock().remove(handle);
                MessageId(*handle)
            }
        }
    }

    /// A message that has just become durable goes to Submission, at hand if there is room.
    pub fn submit_new(&self, id: MessageId, record: Record, body: Body) {
        let mut entry = Entry::new(&record.envelope, Which::Pending, self.parts.clock.now());
        let place = Place::new(record.envelope.priority, id);
        if self.has_room_for_arrivals() {
            entry.message = Some(self.shelf.put(id, record, body));
        }
        self.submit(place, entry);
    }

    /// Bytes of a large body that is in the spool, complete, and not yet part of a message.
    pub async fn read_draft(&self, handle: u64, offset: u64, most: usize) -> Result<Bytes, Refusal> {
        let spool = self.parts.spool.clone();
        let range = offset..offset.saturating_add(most as u64);
        let read = tokio::task::spawn_blocking(move || spool.read_body(MessageId(handle), range)).await;
        let pieces = read.map_err(|_| Refusal::Stopping)?.map_err(|error| refusal(&error))?;
        Ok(match <[Bytes; 1]>::try_from(pieces) {
            Ok([only]) => only,
            Err(pieces) => pieces.concat().into(),
        })
    }

    /// Nobody will claim it.
    pub fn abandon_draft(&self, handle: u64) {
        if self.drafts.lock().remove(&handle).is_some() {
            self.parts.spool.abandon(MessageId(handle));
        }
    }

    /// Whether new mail may come.
    pub fn is_open(&self) -> Result<(), Refusal> {
        if self.stop.is_cancelled() || self.redirect().is_some() {
            return Err(Refusal::Stopping);
        }
        match self.parts.spool.condition() {
            SpoolCondition::Ready => Ok(()),
            SpoolCondition::Full => Err(Refusal::Resources("the spool's disk is full".to_owned())),
            SpoolCondition::Failed(error) => Err(Refusal::Spool(error.to_string())),
        }
    }

    /// For a body that is too large for memory.
    pub fn open_body(self: &Arc<Queues>) -> Box<dyn BodySink> {
        let id = self.parts.spool.new_id();
        Box::new(Sink { queues: self.clone(), id, size: 0, pending: None, is_finished: false })
    }
}

/// A message whose client has not been told anything yet.
///
/// When the session goes away meanwhile, the client has no `250` and will send the message again: what has become
/// durable of this one is taken back.
struct Unanswered<'a> {
    queues: &'a Arc<Queues>,
    id: MessageId,
    commit: Option<Completion>,
}

impl Unanswered<'_> {
    async fn settled(&mut self) -> Result<(), SpoolError> {
        let Some(commit) = &mut self.commit else { return Ok(()) };
        let result = commit.await;
        self.commit = None;
        result
    }
}

impl Drop for Unanswered<'_> {
    fn drop(&mut self) {
        if let Some(commit) = self.commit.take() {
            let (spool, id) = (self.queues.parts.spool.clone(), self.id);
            self.queues.tasks.spawn(async move {
                if commit.await.is_ok() {
                    spool.finish(id);
                }
            });
        }
    }
}

/// Writes a large body while it arrives, one commit ahead of the one that is awaited.
struct Sink {
    queues: Arc<Queues>,
    id: MessageId,
    size: u64,
    pending: Option<Completion>,
    is_finished: bool,
}

impl Sink {
    async fn settle(&mut self) -> Result<(), Refusal> {
        match self.pending.take() {
            Some(pending) => pending.await.map_err(|error| refusal(&error)),
            None => Ok(()),
        }
    }
}

impl BodySink for Sink {
    fn push(&mut self, chunks: Vec<Bytes>) -> BoxFuture<'_, Result<(), Refusal>> {
        Box::pin(async move {
            self.settle().await?;
            let body = Content::from(chunks);
            self.size += body.length();
            let part = Op::Part { id: self.id, body };
            self.pending = Some(self.queues.parts.spool.commit(vec![part]));
            Ok(())
        })
    }

    fn finish(mut self: Box<Self>, header: Bytes) -> BoxFuture<'static, Result<Body, Refusal>> {
        Box::pin(async move {
            self.settle().await?;
            self.is_finished = true;
            self.queues.drafts.lock().insert(self.id.0, Instant::now());
            Ok(Body::Spooled { handle: self.id.0, size: self.size, header })
        })
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        if !self.is_finished {
            self.queues.parts.spool.abandon(self.id);
        }
    }
}
