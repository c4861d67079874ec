//! What became of one attempt, per recipient. Delivery is not an error channel.

use std::net::IpAddr;
use std::sync::Arc;

use super::{Body, Envelope, MessageId};
use crate::mail::EnhancedStatus;

/// One message to hand to a next hop, for some of its recipients.
#[derive(Clone)]
pub struct Attempt {
    pub id: MessageId,
    pub envelope: Arc<Envelope>,
    /// Indexes into the envelope's recipients.
    pub recipients: Vec<usize>,
    /// Header additions made for this hop, if any, are already in it.
    pub body: Body,
}

/// How one recipient fared.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// The next hop has taken it over. `relays_dsn`: it will send the success report itself (it offered DSN).
    Sent { remark: Remark, relays_dsn: bool },
    /// Its mailbox has the message already, by another of its addresses.
    Duplicate(Remark),
    /// Try again later.
    Deferred(Remark),
    /// Never try again.
    Failed(Remark),
}

impl Outcome {
    pub fn remark(&self) -> &Remark {
        match self {
            Outcome::Sent { remark, .. }
            | Outcome::Duplicate(remark)
            | Outcome::Deferred(remark)
            | Outcome::Failed(remark) => remark,
        }
    }
}

/// A reply code with its words, and whose they are.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    /// 250, 421, 550…
    pub code: u16,
    pub status: EnhancedStatus,
    /// The remote text as it came, or our own words in the dotted scheme (`SMTPSEND.DNS.NonExistentDomain; …`).
    pub text: String,
    pub by: Speaker,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Speaker {
    /// This node decided.
    Us,
    /// A next hop said it.
    Remote { host: String, address: Option<IpAddr> },
}

/// `550 5.1.1 text`, as it stands in LastError, tracking and Diagnostic-Code.
impl std::fmt::Display for Remark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} {}", self.code, self.status, self.text)
    }
}

/// What an open session did with one [`Attempt`].
#[derive(Clone, Debug)]
pub struct Delivery {
    /// One for each of the attempt's recipients, by index into the envelope's recipients.
    pub outcomes: Vec<(usize, Outcome)>,
    /// Whether the session can take another message.
    pub is_reusable: bool,
    /// The server it was.
    pub host: String,
    pub address: Option<IpAddr>,
    /// What was another on the wire than in the message, for the tracking log.
    pub notes: Vec<String>,
}

/// No session could be opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Unreached {
    pub remark: Remark,
    /// True: every message of the queue fails now (null MX, no such domain, loop); false: the queue waits and retries.
    pub is_permanent: bool,
}
