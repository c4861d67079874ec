//! A message between reception and its last recipient: the envelope that changes, the body that does not.

use std::net::IpAddr;
use std::sync::Arc;

use bytes::Bytes;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use crate::mail::{BodyType, DsnReturn, Notify};
use crate::model::{DeliveryType, Directionality, Domain, MessagePriority, ReversePath, SendConnector, SmtpAddress};

/// The message's number on this node; the same in every queue it is in, never used again (Exchange: InternalMessageId).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MessageId(pub u64);

impl std::fmt::Display for MessageId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// Who gets the message and how, with what operators search by. Small; kept in the spool beside the body and replaced
/// whole when a recipient's state changes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Envelope {
    pub return_path: ReversePath,
    pub recipients: Vec<Recipient>,
    pub body_type: BodyType,
    pub demands: Demands,
    /// RET (RFC 3461 §4.3).
    pub dsn_return: Option<DsnReturn>,
    /// ENVID, decoded (RFC 3461 §4.4).
    pub envelope_id: Option<String>,
    /// Bytes of the body as it will be sent, header included.
    pub size: u64,
    /// Message-ID field with its angle brackets; assigned when the message had none.
    pub internet_message_id: String,
    /// The same for every copy (Exchange: NetworkMessageId).
    pub network_message_id: Uuid,
    /// Decoded, cut at 255 characters.
    pub subject: String,
    /// Address of the Sender field, else of the first in From, for tracking.
    pub header_from: Option<String>,
    pub priority: MessagePriority,
    /// Spam confidence level, -1 to 9, where an agent, a rule or another server of the organization has found one.
    pub scl: Option<i8>,
    /// Sender of the message that this one follows from: a report, or a copy with another sender. None: it is itself
    /// the one that was sent.
    pub original_from: Option<ReversePath>,
    /// Another server keeps a copy under this name until all that has become of the message is done with.
    pub shadow: Option<Uuid>,
    /// It is a probe by this name: it goes the whole way, and nobody gets it (XSYSPROBE).
    pub probe: Option<Uuid>,
    pub directionality: Directionality,
    pub source: Source,
    /// When this node took it.
    pub received: Timestamp,
    /// When the organization took it, where that was another server.
    pub first_arrival: Option<Timestamp>,
    /// When the delay report went out, if it did, from whichever server.
    pub delay_reported: Option<Timestamp>,
    /// How far those recipients have come that stand for others.
    pub resolution: Resolution,
}

impl Envelope {
    /// When the organization took it: what it ages from.
    pub fn arrived(&self) -> Timestamp {
        self.first_arrival.unwrap_or(self.received)
    }

    /// Whose message it is, for lists of senders, limits and rules: a group's manager, who hears of failures in place of
    /// the sender, has not written it.
    pub fn author(&self) -> &ReversePath {
        match (&self.source, &self.original_from) {
            (Source::Dsn { .. }, _) | (_, None) => &self.return_path,
            (_, Some(author)) => author,
        }
    }
}

/// What the message asks of every hop that takes it, beside room for its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Demands {
    /// It came with SMTPUTF8: addresses and header may be beyond ASCII (RFC 6531).
    pub utf8: bool,
    /// It came with REQUIRETLS: no hop may have it but over TLS with a proven server that asks the same of the next one
    /// (RFC 8689 §2).
    pub tls: bool,
    /// Its header says `TLS-Required: No`: better in clear than not at all, whatever the recipient's domain wishes (RFC 8689
    /// §5). Means nothing beside `tls`.
    pub tls_is_optional: bool,
}

/// How far the recipients that stand for others (contacts, groups, mailboxes that forward) have given way to those whom
/// they stand for. Kept with the message, so that a restart neither does it twice nor forgets anybody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Resolution {
    /// Nobody has given way yet.
    #[default]
    Open,
    /// Of those whom they stand for, in the order of [`LeafKey`], copies for all up to this one are made.
    UpTo(LeafKey),
    Done,
}

/// Names one recipient at the end of a chain, for as long as the message is here: the last of our recipients on the
/// way, and whether it is meant itself (0) or the address elsewhere that it forwards to (1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LeafKey(pub Uuid, pub u8);

/// How the message came to this node.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Source {
    Smtp {
        /// Name of the receive connector.
        connector: String,
        remote: IpAddr,
        local: IpAddr,
        /// Name the peer gave in EHLO or HELO.
        hello: String,
        /// Account it authenticated as.
        user: Option<String>,
        is_encrypted: bool,
    },
    /// A file out of a directory that is watched.
    File { way: FileWay, name: String },
    /// A report that this node made itself.
    Dsn {
        /// Internet message ID of the message it is about.
        about: String,
    },
}

/// What a directory is for, from which messages are taken as files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileWay {
    /// Plain messages; who they are from and for stands in their headers.
    Pickup,
    /// Messages with their envelope in X-Sender and X-Receiver.
    Replay,
    /// What `emsh sendmail` left.
    Sendmail,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Recipient {
    pub address: SmtpAddress,
    /// ORCPT, decoded: address type and address.
    pub original: Option<(String, String)>,
    /// `None`: the parameter was not given; failures and delays are reported (RFC 3461 §4.1).
    pub notify: Option<Notify>,
    /// XORAR: who gets the message should this recipient be given up (Exchange: originator requested alternate recipient).
    pub alternate: Option<Box<SmtpAddress>>,
    /// XRDST: the domain that its mail is routed by, in place of that of its address.
    pub routing_domain: Option<Box<Domain>>,
    pub state: RecipientState,
}

impl Recipient {
    /// Somebody to deliver to, of whom the sender has asked nothing.
    pub fn new(address: SmtpAddress) -> Recipient {
        let state = RecipientState::Pending;
        Recipient { address, original: None, notify: None, alternate: None, routing_domain: None, state }
    }
}

/// How far one recipient has come. Routing is not kept: it is decided anew after a restart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RecipientState {
    /// Still ours to deliver.
    Pending,
    /// A next hop has taken it over, or it is in its mailbox.
    Delivered,
    /// Given up; reported where that was wanted.
    Failed,
    /// Others have taken its place: further recipients of this message, or copies of it.
    Resolved,
}

/// Where mail goes next. Recipients with equal stamps share a queue (Exchange: NextHopSolutionKey).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct NextHop {
    pub delivery_type: DeliveryType,
    /// Recipient domain, smart host list in connector order, database name or server name, by delivery type.
    pub domain: Arc<str>,
    /// GUID of the send connector or database; nil where there is none.
    pub connector: Uuid,
    /// What the domain wishes of TLS does not count: its mail says so (`TLS-Required: No`, RFC 8689 §5). It has a queue of its
    /// own, which a domain's broken TLS does not hold up.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_tls_optional: bool,
}

impl NextHop {
    /// With smart hosts the whole connector is one.
    pub fn to_smart_hosts(connector: &SendConnector) -> NextHop {
        let hosts: Vec<String> = connector.smart_hosts.iter().map(ToString::to_string).collect();
        NextHop::new(DeliveryType::SmartHostConnectorDelivery, hosts.join(","), connector.id)
    }

    pub fn new(delivery_type: DeliveryType, domain: impl Into<Arc<str>>, connector: Uuid) -> NextHop {
        NextHop { delivery_type, domain: domain.into(), connector, is_tls_optional: false }
    }
}

/// A message as reception hands it over.
pub struct Received {
    pub envelope: Envelope,
    pub body: Body,
    /// Hears that it is on stable storage, before anybody works on it.
    pub witness: Option<Witness>,
}

/// Whoever writes down that a message was received: first of all that is written down about it.
pub type Witness = Box<dyn FnOnce(MessageId, &Arc<Envelope>) + Send>;

impl Received {
    pub fn new(envelope: Envelope, body: Body) -> Received {
        Received { envelope, body, witness: None }
    }

    pub fn witnessed(self, by: impl FnOnce(MessageId, &Arc<Envelope>) + Send + 'static) -> Received {
        Received { witness: Some(Box::new(by)), ..self }
    }
}

/// The bytes of a message, header first, with CRLF line ends (any bytes when BINARYMIME), not dot-stuffed.
///
/// Cheap to clone: chunks are shared. Small bodies travel in memory; what exceeds the intake's bound is written to the
/// spool while it arrives and only named here.
#[derive(Clone, Debug)]
pub enum Body {
    Memory(Vec<Bytes>),
    Spooled {
        /// The spool's own handle for a body that has no envelope yet.
        handle: u64,
        size: u64,
        /// The header block, kept for those who look at it.
        header: Bytes,
    },
}
