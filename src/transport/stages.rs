//! The seams between stages. Each is a trait so that a stage can be tested with a scripted neighbour.

use std::sync::Arc;

use bytes::Bytes;
use jiff::Timestamp;
use uuid::Uuid;

use crate::model::{DeliveryType, Domain};

use super::{
    Attempt, Body, BoxFuture, Delivery, Envelope, MessageId, NextHop, Received, Remark, Resolved, Settings, Turned,
    Unreached,
};

/// Where reception puts a message: the Submission queue. Answered only when the message is on stable storage.
pub trait Intake: Send + Sync {
    /// Takes a message over. `Ok` is the promise behind `250`.
    fn accept(&self, message: Received) -> BoxFuture<'_, Result<MessageId, Refusal>>;

    /// For a body that outgrows memory: its chunks go to the spool while they arrive. Dropped unfinished, they are
    /// reclaimed.
    fn open_body(&self) -> Box<dyn BodySink>;

    /// The same for a message that is kept, suspended, until an operator lets it go: `by` whom, and why.
    fn hold<'a>(&'a self, message: Received, by: &'a str, why: &'a str) -> BoxFuture<'a, Result<MessageId, Refusal>>;

    /// Reads a finished body back that no message has yet, by its handle: at most `most` bytes from `offset` on.
    fn read_draft(&self, handle: u64, offset: u64, most: usize) -> BoxFuture<'_, Result<Bytes, Refusal>>;

    /// Gives up a finished body that no message will have.
    fn abandon_draft(&self, handle: u64);

    /// Asked before MAIL is answered; `Err` refuses new mail for now (back pressure, full disk, draining).
    fn is_open(&self) -> Result<(), Refusal>;
}

/// Mail that a peer asks for (ETRN): what these send connectors keep for a domain.
#[derive(Clone, Debug, PartialEq)]
pub struct Release {
    pub connectors: Vec<Uuid>,
    /// `None`: all that they keep.
    pub domain: Option<Domain>,
    /// And for every domain below it.
    pub is_below_too: bool,
}

impl Release {
    pub fn means(&self, hop: &NextHop) -> bool {
        let is_its = |domain: &Domain| {
            let kept = hop.domain.parse::<Domain>();
            kept.is_ok_and(|kept| kept == *domain || self.is_below_too && kept.is_at_or_below(domain))
        };
        self.connectors.contains(&hop.connector)
            && match hop.delivery_type {
                DeliveryType::DnsConnectorDelivery => self.domain.as_ref().is_none_or(is_its),
                // Smart hosts get the mail of all domains together.
                DeliveryType::SmartHostConnectorDelivery => true,
                _ => false,
            }
    }
}

/// What begins to send mail that was kept.
pub trait Dispatch: Send + Sync {
    /// How many messages are on their way from now on.
    fn release(&self, release: &Release) -> Result<usize, Refusal>;

    /// How many messages a peer would get over a connection that is turned round for it.
    fn waiting(&self, releases: &[Release]) -> Result<usize, Refusal>;

    /// Sends them over that connection, and ends it.
    fn send_over(&self, turned: Turned, releases: Vec<Release>);
}

/// Takes the chunks of one large body.
pub trait BodySink: Send {
    /// The next chunks; those of one call are written together.
    fn push(&mut self, chunks: Vec<Bytes>) -> BoxFuture<'_, Result<(), Refusal>>;
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
    /// `451 4.4.0 Message failed to be made redundant`.
    #[error("no other server keeps a copy: {0}")]
    NotRedundant(String),
    /// `451 4.3.0`: the disk refused.
    #[error("the spool failed: {0}")]
    Spool(String),
}

/// Decides where recipients go, for the Submission queue. No I/O and no clock: the same answer for the same input, so
/// that the queue may ask again whenever the settings change.
pub trait Categorizer: Send + Sync {
    /// One verdict for each of `recipients` (indexes into the envelope's), in their order.
    fn categorize(&self, envelope: &Envelope, recipients: &[usize], settings: &Settings) -> Vec<Verdict>;

    /// Whom those of `recipients` stand for whose verdict was [`Verdict::Resolve`]. Takes a while where groups are
    /// large. One that never says that needs none of its own.
    fn resolve(&self, envelope: &Envelope, recipients: &[usize], settings: &Settings) -> Resolved {
        let _ = (envelope, recipients, settings);
        Resolved::default()
    }
}

/// Where one recipient goes.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    Deliver(NextHop),
    /// No route leads there now: the recipient waits in the Unreachable queue until the settings change.
    Unreachable(Remark),
    /// Never: reported to the sender.
    Fail(Remark),
    /// It stands for others, which [`Categorizer::resolve`] finds.
    Resolve,
}

/// Writes what a sender is told about recipients.
pub trait Reporter: Send + Sync {
    /// The report as a new message; `None` when nobody wants it (sender `<>`, NOTIFY, configuration).
    fn report<'a>(&'a self, notice: &'a Notice, settings: &'a Arc<Settings>) -> BoxFuture<'a, Option<Received>>;

    /// A copy of the report for the postmaster; `None` when he wants none.
    fn copy<'a>(&'a self, _notice: &'a Notice, _settings: &'a Arc<Settings>) -> BoxFuture<'a, Option<Received>> {
        Box::pin(std::future::ready(None))
    }
}

/// Recipients of one message that fared alike.
#[derive(Clone)]
pub struct Notice {
    pub kind: NoticeKind,
    pub id: MessageId,
    pub envelope: Arc<Envelope>,
    /// A large one is only named: read it by the message's id through [`BodySource`].
    pub body: Body,
    /// Indexes into the envelope's recipients, each with what was last said about it.
    pub recipients: Vec<(usize, Remark)>,
    pub time: Timestamp,
    /// When a delayed message will be given up.
    pub expires: Timestamp,
}

/// The Action of a delivery report (RFC 3464 §2.3.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    Failed,
    Delayed,
    /// It is in the mailbox.
    Delivered,
    /// A next hop that makes no reports itself has taken it over.
    Relayed,
    /// It was a group, whose members get it now.
    Expanded,
}

/// Opens sessions to next hops: SMTP, LMTP or a mailbox.
pub trait Carrier: Send + Sync {
    fn open<'a>(
        &'a self,
        hop: &'a NextHop,
        settings: &'a Arc<Settings>,
    ) -> BoxFuture<'a, Result<Box<dyn Carriage>, Unreached>>;

    /// A session over a connection that the peer has made, for a next hop that connectors serve.
    fn open_on<'a>(
        &'a self,
        turned: Turned,
        hop: &'a NextHop,
        settings: &'a Arc<Settings>,
    ) -> BoxFuture<'a, Result<Box<dyn Carriage>, Unreached>> {
        let _ = (turned, hop, settings);
        let text = "SMTPSEND.NotTurned; connections are not turned round here".to_owned();
        let remark =
            Remark { code: 451, status: crate::mail::EnhancedStatus::new(4, 5, 1), text, by: super::Speaker::Us };
        Box::pin(std::future::ready(Err(Unreached { remark, is_permanent: false })))
    }
}

/// One open session: messages one after another, until it is not reusable or the queue has no more.
pub trait Carriage: Send {
    fn deliver<'a>(&'a mut self, attempt: &'a Attempt) -> BoxFuture<'a, Delivery>;
    /// Ends it politely (QUIT), within a few seconds.
    fn close(self: Box<Self>) -> BoxFuture<'static, ()>;
}

/// Keeps what next hops have taken over, from the instant in which they say so.
pub trait Receipts: Send + Sync {
    /// A next hop has confirmed these recipients, by index into the attempt's envelope; `relays_dsn` as in
    /// [`super::Outcome::Sent`]. To be called before anything else is done: what is noted here is not sent again when
    /// the process dies before the spool knows. Does not wait for the disk.
    fn taken_over(&self, attempt: &Attempt, recipients: &[usize], relays_dsn: bool);
}

/// Reads a spooled body back, for sessions and reports.
pub trait BodySource: Send + Sync {
    /// The next chunk at `offset`, at most `limit` bytes; empty at the end.
    fn read<'a>(&'a self, id: MessageId, offset: u64, limit: usize) -> BoxFuture<'a, std::io::Result<Bytes>>;
}
