//! The connectivity log's records: which next hops were connected to, what answered, and how much went there
//! (reference: tracking-and-logs.md §5). Nothing is told of single messages.

use std::sync::Arc;

use jiff::Timestamp;

/// Takes records without waiting; losing one costs nothing but the record.
pub trait ConnectivityLog: Send + Sync {
    fn record(&self, record: ConnectivityRecord);
}

/// One line of the log.
#[derive(Clone, Debug)]
pub struct ConnectivityRecord {
    pub time: Timestamp,
    /// Names one turn at a next hop; printed in hex.
    pub session: u64,
    /// `SMTP` or `LMTP`.
    pub source: &'static str,
    /// As the queue has it: a domain, smart hosts, a mailbox database.
    pub destination: Arc<str>,
    pub event: ConnectivityEvent,
    pub description: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConnectivityEvent {
    /// `+`: somebody has to be found.
    Connect,
    /// `>`: what was looked up and tried.
    Attempt,
    /// `-`: it is over.
    Disconnect,
}

impl ConnectivityEvent {
    /// As the log prints it.
    pub fn symbol(self) -> char {
        match self {
            ConnectivityEvent::Connect => '+',
            ConnectivityEvent::Attempt => '>',
            ConnectivityEvent::Disconnect => '-',
        }
    }
}
