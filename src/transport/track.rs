//! What happened to messages, as typed events; `report` writes them to the tracking log.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use jiff::Timestamp;
use uuid::Uuid;

use super::{Envelope, MessageId, NextHop, Remark};

/// Takes events without waiting; losing one must never cost a message.
///
/// Reception records RECEIVE; the queue records all that comes after, because it alone knows what became durable;
/// sessions and the categorizer record nothing.
pub trait Track: Send + Sync {
    fn record(&self, event: TrackingEvent);

    /// Whether somebody wants to know what no log keeps.
    fn is_watched(&self) -> bool {
        false
    }

    /// Recipients went into a queue; told only while somebody watches.
    fn routed(&self, routed: Routed) {
        let _ = routed;
    }

    /// An agent has refused mail, or taken it out of the way.
    fn acted(&self, _: AgentAct) {}

    /// Whether somebody wants to know how long each stage took; where nobody does, nothing is measured.
    fn wants_stages(&self) -> bool {
        false
    }

    fn stage(&self, _: Stage) {}
}

/// The categorizer has decided where recipients of a message go.
#[derive(Clone, Debug)]
pub struct Routed {
    pub time: Timestamp,
    pub id: MessageId,
    pub envelope: Arc<Envelope>,
    /// Indexes into the envelope's recipients.
    pub recipients: Vec<usize>,
    pub hop: NextHop,
    /// Why there is no way for them.
    pub remark: Option<Arc<Remark>>,
}

/// One stage of a message's way through this node, with its time.
#[derive(Clone, Debug)]
pub struct Stage {
    /// Such as [`Stage::RECEIVE`].
    pub name: &'static str,
    pub id: MessageId,
    /// The same for every copy, on every server.
    pub network_message_id: Uuid,
    pub began: Timestamp,
    pub ended: Timestamp,
    /// Why it did not end well.
    pub error: Option<String>,
    /// More about it, by name.
    pub attributes: Vec<(&'static str, String)>,
}

impl Stage {
    /// From its arrival until it is on stable storage.
    pub const RECEIVE: &'static str = "receive";
    /// Its recipients are resolved and routed.
    pub const CATEGORIZE: &'static str = "categorize";
    /// One attempt to hand it to a next hop or into a mailbox.
    pub const DELIVER: &'static str = "deliver";
}

/// What an agent did about a message (reference/tracking-and-logs.md §6).
#[derive(Clone, Debug)]
pub struct AgentAct {
    pub time: Timestamp,
    /// The client's session; 0 where the message has left it.
    pub session: u64,
    pub local: Option<SocketAddr>,
    pub remote: Option<SocketAddr>,
    pub message_id: String,
    /// Of the envelope.
    pub sender: String,
    /// Of the header.
    pub header_from: String,
    pub recipients: Vec<String>,
    pub agent: std::borrow::Cow<'static, str>,
    /// When it was asked, such as `OnEndOfData`.
    pub event: &'static str,
    /// What it did, such as `RejectMessage`.
    pub action: &'static str,
    /// What the client, or the sender, is told.
    pub response: String,
    pub reason: &'static str,
    pub data: String,
}

/// One line of the message tracking log (reference/tracking-and-logs.md §2), before formatting.
#[derive(Clone, Debug)]
pub struct TrackingEvent {
    pub time: Timestamp,
    pub event: TrackingEventId,
    pub source: TrackingSource,
    pub id: Option<MessageId>,
    /// Message ID, subject, sizes, sender: everything the envelope knows.
    pub envelope: Arc<Envelope>,
    /// Indexes into the envelope's recipients that this event is about, each with its status text.
    pub recipients: Vec<(usize, String)>,
    pub client: Option<(IpAddr, String)>,
    pub server: Option<(IpAddr, String)>,
    /// `Server\Connector`.
    pub connector: String,
    /// Session id, queue name or other context.
    pub context: String,
    /// See the reference, by event.
    pub reference: String,
    /// What an agent has to say (custom-data).
    pub data: String,
    /// Another address that plays a part: that of the group, or the one before.
    pub related: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrackingEventId {
    Receive,
    Defer,
    Send,
    Deliver,
    Fail,
    /// Given up without a word to the sender.
    Drop,
    Dsn,
    /// What a rule or agent found.
    AgentInfo,
    /// A group gave way to its members.
    Expand,
    /// A recipient gave way to whom its mail is forwarded to.
    Redirect,
    /// A recipient gave way to the address that it stands for.
    Resolve,
    /// Recipients went on in a copy of the message.
    Transfer,
    /// A file that was no message and is kept as .bad.
    BadMail,
    /// Into the Poison queue, or out of it.
    PoisonMessage,
    /// Found in the spool at the start.
    Load,
    /// From its queue back to Submission, to be routed anew.
    Resubmit,
    /// Somebody in a group gets the message already.
    DuplicateExpand,
    /// Whom a recipient gives way to gets the message already.
    DuplicateRedirect,
    /// A mailbox that is named by two of its addresses has the message already.
    DuplicateDeliver,
    /// A client sends more than it may in a minute.
    Throttle,
    /// Another server keeps a copy.
    HaRedirect,
    /// No other server keeps a copy, though there are others.
    HaRedirectFail,
    /// A copy of another server's message is kept here.
    HaReceive,
    /// A copy is not needed any more.
    HaDiscard,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrackingSource {
    Smtp,
    StoreDriver,
    Dsn,
    Dns,
    /// An alternate recipient takes the place of one that was given up.
    Orar,
    Queue,
    Routing,
    Admin,
    Agent,
    /// The Pickup or Replay directory, or `emsh sendmail`.
    Pickup,
    /// What is done about messages that end whoever works on them.
    PoisonMessage,
    /// The start of the node.
    BootLoader,
    /// Copies on other servers.
    Redundancy,
}
