//! What a session writes into the protocol log. A session that is not logged costs nothing.

use std::net::SocketAddr;
use std::sync::Arc;

use crate::mail::Reply;
use crate::transport::Clock;
use crate::transport::protocol::{ProtocolEvent, ProtocolLog, ProtocolRecord, ProtocolSide};

/// Notes of one session.
pub struct Journal(Option<Notes>);

struct Notes {
    log: Arc<dyn ProtocolLog>,
    clock: Arc<dyn Clock>,
    connector: Arc<str>,
    session: u64,
    sequence: u32,
    local: SocketAddr,
    remote: SocketAddr,
}

impl Journal {
    pub fn silent() -> Journal {
        Journal(None)
    }

    /// Begins with the connection that has been made.
    pub fn begin(
        log: &Arc<dyn ProtocolLog>,
        clock: &Arc<dyn Clock>,
        connector: &str,
        session: u64,
        ends: (SocketAddr, SocketAddr),
    ) -> Journal {
        let (local, remote) = ends;
        let notes = Notes {
            log: Arc::clone(log),
            clock: Arc::clone(clock),
            connector: connector.into(),
            session,
            sequence: 0,
            local,
            remote,
        };
        let mut journal = Journal(Some(notes));
        journal.note(ProtocolEvent::Connect, String::new);
        journal
    }

    /// Lines of ours, each with its end.
    pub fn said(&mut self, lines: &[u8]) {
        if self.0.is_some() {
            for line in String::from_utf8_lossy(lines).lines() {
                self.note(ProtocolEvent::Said, || line.to_owned());
            }
        }
    }

    /// A line that holds a secret.
    pub fn said_secret(&mut self) {
        self.note(ProtocolEvent::Said, || "<login data is not logged>".to_owned());
    }

    pub fn heard(&mut self, reply: &Reply) {
        self.note(ProtocolEvent::Heard, || reply.to_string());
    }

    pub fn information(&mut self, text: impl FnOnce() -> String) {
        self.note(ProtocolEvent::Information, text);
    }

    fn note(&mut self, event: ProtocolEvent, data: impl FnOnce() -> String) {
        let Some(notes) = &mut self.0 else { return };
        notes.log.record(ProtocolRecord {
            time: notes.clock.now(),
            side: ProtocolSide::Send,
            connector: Arc::clone(&notes.connector),
            session: notes.session,
            sequence: notes.sequence,
            local: notes.local,
            remote: notes.remote,
            event,
            data: data(),
            context: String::new(),
        });
        notes.sequence += 1;
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        self.note(ProtocolEvent::Disconnect, String::new);
    }
}
