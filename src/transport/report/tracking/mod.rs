//! The message tracking log: one line for each thing that happened to a message (reference: Exchange's message
//! tracking, fields and events as its documentation lists them).
//!
//! Writing is in `row`, reading in `entry`, finding in `search`. Lists stand in one field with `;` between their values.

mod entry;
mod row;
mod search;

use std::sync::atomic::{AtomicBool, Ordering};

use super::log::{LogKind, LogOptions, LogWriter};
use crate::transport::{Track, TrackingEvent};

pub use row::{event_name, source_name};
pub use search::{Newest, Search};

/// Files are called `MSGTRKyyyymmdd-n.log`.
pub static TRACKING: LogKind = LogKind {
    prefix: "MSGTRK",
    title: "Message Tracking Log",
    fields: &[
        "date-time",
        "client-ip",
        "client-hostname",
        "server-ip",
        "server-hostname",
        "source-context",
        "connector-id",
        "source",
        "event-id",
        "internal-message-id",
        "message-id",
        "network-message-id",
        "recipient-address",
        "recipient-status",
        "total-bytes",
        "recipient-count",
        "related-recipient-address",
        "reference",
        "message-subject",
        "sender-address",
        "return-path",
        "message-info",
        "directionality",
        "tenant-id",
        "original-client-ip",
        "original-server-ip",
        "custom-data",
        "transport-traffic-type",
        "log-id",
        "schema-version",
    ],
};

/// Writes tracking events to their log.
pub struct TrackingLog {
    writer: LogWriter<row::Recorded>,
    logs_subjects: AtomicBool,
}

impl TrackingLog {
    /// Without options, tracking is off. `logs_subjects`: MessageTrackingLogSubjectLoggingEnabled.
    pub fn start(options: Option<LogOptions>, logs_subjects: bool) -> std::io::Result<TrackingLog> {
        let writer = LogWriter::start(&TRACKING, options)?;
        Ok(TrackingLog { writer, logs_subjects: AtomicBool::new(logs_subjects) })
    }

    /// Follows a change of settings.
    pub fn configure(&self, options: Option<LogOptions>, logs_subjects: bool) {
        self.logs_subjects.store(logs_subjects, Ordering::Relaxed);
        self.writer.configure(options);
    }

    /// Waits until everything recorded so far can be found. Blocks: call it before a search, not on the mail path.
    pub fn flush(&self) {
        self.writer.flush();
    }

    /// Events that could not be written, since the start.
    pub fn lost(&self) -> u64 {
        self.writer.lost()
    }
}

impl Track for TrackingLog {
    fn record(&self, event: TrackingEvent) {
        let with_subject = self.logs_subjects.load(Ordering::Relaxed);
        self.writer.record(row::Recorded { event, with_subject });
    }
}
