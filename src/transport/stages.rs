//! The seams between stages. Each is a trait so that a stage can be tested with a scripted neighbour.

use std::sync::Arc;

use bytes::Bytes;

use super::{Attempt, Body, BoxFuture, Delivery, MessageId, NextHop, Received, Settings, Unreached};

/// Where reception puts a message: the Submission queue. Answered only when the message is on stable storage.
pub trait Intake: Send + Sync {
    /// Takes a message over. `Ok` is the promise behind `250`.
    fn accept(&self, message: Received) -> BoxFuture<'_, Result<MessageId, Refusal>>;

    /// For a body that outgrows memory: its chunks go to the spool while they arrive. Dropped unfinished, they are
    /// reclaimed.
    fn open_body(&self) -> Box<dyn BodySink>;

    /// Asked before MAIL is answered; `Err` refuses new mail for now (back pressure, full disk, draining).
    fn is_open(&self) -> Result<(), Refusal>;
}

/// Takes the chunks of one large body.
pub trait BodySink: Send {
    fn push(&mut self, chunk: Bytes) -> BoxFuture<'_, Result<(), Refusal>>;
    /// All chunks are there. `header` is the header block, kept in memory.
    fn finish(self: Box<Self>, header: Bytes) -> BoxFuture<'static, Result<Body, Refusal>>;
}

/// Why a message is not taken now. The peer gets 4xx and tries again.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// `452 4.3.1 Insufficient system resources`.
    #[error("insufficient system resources: {0}")]
    Resources(String),
    /// `421 4.3.2 Service not available`.
    #[error("the service is stopping")]
    Stopping,
    /// `451 4.3.0`: the disk refused.
    #[error("the spool failed: {0}")]
    Spool(String),
}

/// Opens sessions to next hops: SMTP, LMTP or a mailbox.
pub trait Carrier: Send + Sync {
    fn open<'a>(
        &'a self,
        hop: &'a NextHop,
        settings: &'a Arc<Settings>,
    ) -> BoxFuture<'a, Result<Box<dyn Carriage>, Unreached>>;
}

/// One open session: messages one after another, until it is not reusable or the queue has no more.
pub trait Carriage: Send {
    fn deliver<'a>(&'a mut self, attempt: &'a Attempt) -> BoxFuture<'a, Delivery>;
    /// Ends it politely (QUIT), within a few seconds.
    fn close(self: Box<Self>) -> BoxFuture<'static, ()>;
}

/// Reads a spooled body back, for sessions and reports.
pub trait BodySource: Send + Sync {
    /// The next chunk at `offset`, at most `limit` bytes; empty at the end.
    fn read<'a>(&'a self, id: MessageId, offset: u64, limit: usize) -> BoxFuture<'a, std::io::Result<Bytes>>;
}
