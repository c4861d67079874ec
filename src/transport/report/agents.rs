//! The agent log: `AGENTLOGyyyymmdd-n.log`, what was refused or taken out of the way by those who judge mail (the check
//! of senders, the transport rules), one line for each recipient.

use std::io;
use std::path::Path;

use super::log::{Line, LogKind, LogOptions, LogWriter, Row, Rows, time};
use crate::model::{AgentLogQuery, AgentLogRecord};
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
        line.field(&self.act.agent);
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
        // Who is turned away at once has named nobody yet.
        if act.recipients.is_empty() {
            self.0.record(Entry { act: act.clone(), recipient: String::new() });
        }
        for recipient in &act.recipients {
            self.0.record(Entry { act: act.clone(), recipient: recipient.clone() });
        }
    }

    /// Waits until everything recorded so far is in the files. Blocks.
    pub fn flush(&self) {
        self.0.flush();
    }
}

/// The lines of the log in a folder that a query asks for, oldest first. Files of other days are not opened.
pub fn search(folder: &Path, query: &AgentLogQuery) -> io::Result<impl Iterator<Item = io::Result<AgentLogRecord>>> {
    let (start, end) = (query.start, query.end);
    let most =
        if query.result_size == 0 { usize::MAX } else { usize::try_from(query.result_size).unwrap_or(usize::MAX) };
    let fits = move |record: &AgentLogRecord| {
        start.is_none_or(|start| record.timestamp >= start) && end.is_none_or(|end| record.timestamp <= end)
    };
    let rows = Rows::between(folder, &AGENTS, start, end)?;
    Ok(rows.filter_map(move |row| row.map(|row| read(row).filter(&fits)).transpose()).take(most))
}

/// `None` for a line that is cut short.
fn read(row: Vec<String>) -> Option<AgentLogRecord> {
    if row.len() < AGENTS.fields.len() {
        return None;
    }
    let mut fields = row.into_iter();
    let mut next = move || fields.next().unwrap_or_default();
    Some(AgentLogRecord {
        timestamp: next().parse().ok()?,
        session_id: next(),
        local_endpoint: next(),
        remote_endpoint: next(),
        entered_org_from_ip: next().parse().ok(),
        message_id: next(),
        p1_from_address: next(),
        p2_from_addresses: next(),
        recipients: next(),
        num_recipients: next().parse().unwrap_or(0),
        agent: next(),
        event: next(),
        action: next(),
        smtp_response: next(),
        reason: next(),
        reason_data: next(),
        ip_address: None,
    })
    .map(|record| {
        let client = record.remote_endpoint.parse::<std::net::SocketAddr>();
        AgentLogRecord { ip_address: client.ok().map(|client| client.ip().to_canonical()), ..record }
    })
}
