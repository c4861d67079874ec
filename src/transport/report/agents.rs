//! The agent log: `AGENTLOGyyyymmdd-n.log`, what was refused or taken out of the way by those who judge mail (the check
//! of senders, the transport rules), one line for each recipient.

use super::log::{Line, LogKind, LogOptions, LogWriter, Row, time};
use crate::transport::AgentAct;

pub static AGENTS: LogKind = LogKind {
    prefix: "AGENTLOG",
    title: "Agent Log",
    fields: &[
        "Timestamp",
        "SessionId",
        "LocalEndpoint",
        "RemoteEndpoint",
        "EnteredOrgFromIP",
        "MessageId",
        "P1FromAddress",
        "P2FromAddresses",
        "Recipient",
        "NumRecipients",
        "Agent",
        "Event",
        "Action",
        "SmtpResponse",
        "Reason",
        "ReasonData",
    ],
};

/// One recipient of what an agent did.
struct Entry {
    act: std::sync::Arc<AgentAct>,
    recipient: String,
}

impl Row for Entry {
    fn time(&self) -> jiff::Timestamp {
        self.act.time
    }

    fn write(&self, line: &mut Line) {
        let AgentAct { time: at, session, local, remote, .. } = &*self.act;
        line.print(time(*at));
        line.print(format_args!("{session:016X}"));
        for end in [local, remote] {
            match end {
                Some(end) => line.print(end),
                None => line.empty(),
            }
        }
        match remote {
            Some(remote) => line.print(remote.ip()),
            None => line.empty(),
        }
        line.field(&self.act.message_id);
        line.field(&self.act.sender);
        line.field(&self.act.header_from);
        line.field(&self.recipient);
        line.print(self.act.recipients.len());
        line.field(self.act.agent);
        line.field(self.act.event);
        line.field(self.act.action);
        line.field(&self.act.response);
        line.field(self.act.reason);
        line.field(&self.act.data);
    }
}

/// The log of one node.
pub struct AgentLog(LogWriter<Entry>);

impl AgentLog {
    /// Without options it is off.
    pub fn start(options: Option<LogOptions>) -> std::io::Result<AgentLog> {
        LogWriter::start(&AGENTS, options).map(AgentLog)
    }

    /// Follows a change of settings.
    pub fn configure(&self, options: Option<LogOptions>) {
        self.0.configure(options);
    }

    pub fn record(&self, act: AgentAct) {
        let act = std::sync::Arc::new(act);
        for recipient in &act.recipients {
            self.0.record(Entry { act: act.clone(), recipient: recipient.clone() });
        }
    }

    /// Waits until everything recorded so far is in the files. Blocks.
    pub fn flush(&self) {
        self.0.flush();
    }
}
