//! What the connectivity log is told of one turn at a next hop: from the search for a host until the last connection is
//! closed. A few lines a connection, none a message.

use std::fmt::Display;
use std::sync::Arc;

use super::conversation::Dialect;
use super::plan::Plan;
use crate::transport::connectivity::{ConnectivityEvent, ConnectivityLog, ConnectivityRecord};
use crate::transport::{Clock, NextHop};

/// Ends with a line of its own when it is dropped.
pub struct Visit {
    log: Arc<dyn ConnectivityLog>,
    clock: Arc<dyn Clock>,
    session: u64,
    source: &'static str,
    destination: Arc<str>,
    messages: u64,
    bytes: u64,
    /// Why it came to nothing.
    failure: Option<String>,
}

impl Visit {
    pub fn begin(
        log: &Arc<dyn ConnectivityLog>,
        clock: &Arc<dyn Clock>,
        session: u64,
        hop: &NextHop,
        plan: &Plan,
    ) -> Visit {
        let visit = Visit {
            log: Arc::clone(log),
            clock: Arc::clone(clock),
            session,
            source: if plan.dialect == Dialect::Lmtp { "LMTP" } else { "SMTP" },
            destination: hop.domain.clone(),
            messages: 0,
            bytes: 0,
            failure: None,
        };
        visit.tell(ConnectivityEvent::Connect, format!("{} {}", hop.delivery_type, hop.connector));
        visit
    }

    /// What its lines are known by.
    pub fn session(&self) -> u64 {
        self.session
    }

    /// The hosts to try, in this order.
    pub fn found<'a>(&self, hosts: impl Iterator<Item = &'a str>) {
        let hosts: Vec<&str> = hosts.collect();
        self.tell(ConnectivityEvent::Attempt, format!("Hosts: {}", hosts.join(", ")));
    }

    pub fn resolved(&self, host: &str, addresses: &[impl Display]) {
        let addresses: Vec<String> = addresses.iter().map(ToString::to_string).collect();
        self.tell(ConnectivityEvent::Attempt, format!("{host} [{}]", addresses.join(", ")));
    }

    pub fn unresolved(&self, host: &str, why: impl Display) {
        self.tell(ConnectivityEvent::Attempt, format!("{host} has no address: {why}"));
    }

    pub fn connected(&self, place: &str) {
        self.tell(ConnectivityEvent::Attempt, format!("Established connection to {place}"));
    }

    pub fn failed(&self, place: &str, why: impl Display) {
        self.tell(ConnectivityEvent::Attempt, format!("Failed connection to {place}: {why}"));
    }

    /// It was asked for mail of ours.
    pub fn asked(&self, command: &str, answer: impl Display) {
        self.tell(ConnectivityEvent::Attempt, format!("{command}: {answer}"));
    }

    /// It is brought to the smart hosts instead.
    pub fn goes_another_way(&self, why: impl Display) {
        self.tell(ConnectivityEvent::Attempt, format!("Direct delivery failed, trying the smart hosts: {why}"));
    }

    /// Nobody is left to be tried.
    pub fn unreached(&mut self, why: impl Display) {
        self.failure = Some(why.to_string());
    }

    /// A message of so many bytes was taken.
    pub fn carried(&mut self, bytes: u64) {
        self.messages += 1;
        self.bytes += bytes;
    }

    fn tell(&self, event: ConnectivityEvent, description: String) {
        self.log.record(ConnectivityRecord {
            time: self.clock.now(),
            session: self.session,
            source: self.source,
            destination: Arc::clone(&self.destination),
            event,
            description,
        });
    }
}

impl Drop for Visit {
    fn drop(&mut self) {
        let carried = format!("Messages: {} Bytes: {}", self.messages, self.bytes);
        let description = match self.failure.take() {
            Some(why) => format!("{carried} ({why})"),
            None => carried,
        };
        self.tell(ConnectivityEvent::Disconnect, description);
    }
}
