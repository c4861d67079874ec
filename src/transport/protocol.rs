//! The protocol log's records: what was said on an SMTP connection, line by line (reference: tracking-and-logs.md §4).
//!
//! Typed here, formatted by who writes the log. Passwords never get in: what the two sides of an AUTH exchange say is
//! replaced before it is recorded. Message content is not recorded.

use std::net::SocketAddr;
use std::sync::Arc;

use jiff::Timestamp;

/// Takes records without waiting; losing one costs nothing but the record.
pub trait ProtocolLog: Send + Sync {
    fn record(&self, record: ProtocolRecord);
}

/// One line of RECV or SEND log.
#[derive(Clone, Debug)]
pub struct ProtocolRecord {
    pub time: Timestamp,
    pub side: ProtocolSide,
    /// `Server\Connector`.
    pub connector: Arc<str>,
    /// Names the connection on this node; printed in hex.
    pub session: u64,
    /// From 0 in each session.
    pub sequence: u32,
    pub local: SocketAddr,
    pub remote: SocketAddr,
    pub event: ProtocolEvent,
    /// What was said.
    pub data: String,
    /// What we think of it.
    pub context: String,
}

/// Which log a record belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProtocolSide {
    Receive,
    Send,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProtocolEvent {
    /// `+`
    Connect,
    /// `-`
    Disconnect,
    /// `>`: said by us.
    Said,
    /// `<`: said by the peer.
    Heard,
    /// `*`
    Information,
}

impl ProtocolEvent {
    /// As the log prints it.
    pub fn symbol(self) -> char {
        match self {
            ProtocolEvent::Connect => '+',
            ProtocolEvent::Disconnect => '-',
            ProtocolEvent::Said => '>',
            ProtocolEvent::Heard => '<',
            ProtocolEvent::Information => '*',
        }
    }
}
