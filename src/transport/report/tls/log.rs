//! The log of sessions: `TLSRPTyyyymmdd-n.log`, a line each.

use std::io;

use jiff::Timestamp;

use crate::transport::report::log::{Line, LogKind, LogOptions, LogWriter, Row, time};
use crate::transport::{TlsFailure, TlsFailureKind, TlsPolicy, TlsPolicyKind, TlsSession, TlsSessions};

pub static TLS_SESSIONS: LogKind = LogKind {
    prefix: "TLSRPT",
    title: "TLS Session Log",
    fields: &[
        "date-time",
        "domain",
        "policy-type",
        "policy-string",
        "policy-mx",
        "mx-hostname",
        "mx-ip",
        "sending-ip",
        "result-type",
        "reason",
    ],
};

/// What stands in the log where nothing went wrong.
const WELL: &str = "success";

impl Row for TlsSession {
    fn time(&self) -> Timestamp {
        self.time
    }

    fn write(&self, line: &mut Line) {
        line.print(time(self.time));
        line.field(&self.domain);
        line.field(self.policy.kind.word());
        line.list(&self.policy.text);
        line.list(&self.policy.exchangers);
        line.field(&self.exchanger);
        line.list(self.remote);
        line.list(self.local);
        line.field(self.failure.as_ref().map_or(WELL, |failure| failure.kind.word()));
        line.field(self.failure.as_ref().map_or("", |failure| &failure.reason));
    }
}

/// Reads a line back. `None`: it is none of this log, or was cut short by a crash.
pub(super) fn read(row: &[String]) -> Option<TlsSession> {
    let [at, domain, kind, text, exchangers, exchanger, remote, local, result, reason] = row else { return None };
    let list = |field: &str| field.split(';').filter(|item| !item.is_empty()).map(str::to_owned).collect();
    let failure = match result.as_str() {
        WELL => None,
        word => Some(TlsFailure { kind: TlsFailureKind::of(word)?, reason: reason.clone() }),
    };
    Some(TlsSession {
        time: at.parse().ok()?,
        domain: domain.clone(),
        policy: TlsPolicy { kind: TlsPolicyKind::of(kind)?, text: list(text), exchangers: list(exchangers) },
        exchanger: exchanger.clone(),
        remote: remote.parse().ok(),
        local: local.parse().ok(),
        failure,
    })
}

/// The log of one node.
pub struct TlsLog(LogWriter<TlsSession>);

impl TlsLog {
    /// Without options it is off.
    pub fn start(options: Option<LogOptions>) -> io::Result<TlsLog> {
        LogWriter::start(&TLS_SESSIONS, options).map(TlsLog)
    }

    /// Follows a change of settings.
    pub fn configure(&self, options: Option<LogOptions>) {
        self.0.configure(options);
    }

    /// Waits until everything recorded so far is in the files. Blocks: not for the mail path.
    pub fn flush(&self) {
        self.0.flush();
    }
}

impl TlsSessions for TlsLog {
    fn record(&self, session: TlsSession) {
        self.0.record(session);
    }
}
