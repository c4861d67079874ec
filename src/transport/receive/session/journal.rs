//! What this conversation puts into the protocol log, if its connector keeps one.

use std::sync::Arc;

use super::Ends;
use crate::transport::Clock;
use crate::transport::protocol::{ProtocolEvent, ProtocolLog, ProtocolRecord, ProtocolSide};

/// The log of one conversation. Costs nothing where the connector's ProtocolLoggingLevel is None.
pub struct Journal {
    open: Option<Open>,
}

struct Open {
    log: Arc<dyn ProtocolLog>,
    connector: Arc<str>,
    ends: Ends,
    sequence: u32,
}

impl Journal {
    /// Keeps nothing.
    pub fn closed() -> Journal {
        Journal { open: None }
    }

    /// Writes for one connection through the connector, named `Server\Connector`.
    pub fn open(log: Arc<dyn ProtocolLog>, connector: Arc<str>, ends: Ends) -> Journal {
        Journal { open: Some(Open { log, connector, ends, sequence: 0 }) }
    }

    /// Somebody else is at one of the ends.
    pub(super) fn now_between(&mut self, ends: Ends) {
        if let Some(open) = &mut self.open {
            open.ends = ends;
        }
    }

    pub(super) fn connected(&mut self, clock: &Arc<dyn Clock>) {
        self.record(clock, ProtocolEvent::Connect, || (String::new(), String::new()));
    }

    pub(super) fn disconnected(&mut self, clock: &Arc<dyn Clock>, how: &str) {
        self.record(clock, ProtocolEvent::Disconnect, || (String::new(), how.to_owned()));
    }

    pub(super) fn heard(&mut self, clock: &Arc<dyn Clock>, line: &[u8]) {
        self.record(clock, ProtocolEvent::Heard, || (printable(line), String::new()));
    }

    /// What an AUTH exchange says is worth a password and is not kept.
    pub(super) fn heard_secret(&mut self, clock: &Arc<dyn Clock>, shown: &str) {
        self.record(clock, ProtocolEvent::Heard, || (shown.to_owned(), String::new()));
    }

    /// Replies as they go out; each line is a record.
    pub(super) fn said(&mut self, clock: &Arc<dyn Clock>, replies: &[u8]) {
        if self.open.is_some() {
            for line in replies.split(|&byte| byte == b'\n').filter(|line| !line.is_empty()) {
                self.record(clock, ProtocolEvent::Said, || (printable(line), String::new()));
            }
        }
    }

    pub(super) fn informed(&mut self, clock: &Arc<dyn Clock>, data: impl FnOnce() -> String, context: &str) {
        self.record(clock, ProtocolEvent::Information, || (data(), context.to_owned()));
    }

    fn record(&mut self, clock: &Arc<dyn Clock>, event: ProtocolEvent, text: impl FnOnce() -> (String, String)) {
        let Some(open) = &mut self.open else { return };
        let (data, context) = text();
        open.log.record(ProtocolRecord {
            time: clock.now(),
            side: ProtocolSide::Receive,
            connector: open.connector.clone(),
            session: open.ends.session,
            sequence: open.sequence,
            local: open.ends.local,
            remote: open.ends.remote,
            event,
            data,
            context,
        });
        open.sequence += 1;
    }
}

fn printable(line: &[u8]) -> String {
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    String::from_utf8_lossy(line).chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}
