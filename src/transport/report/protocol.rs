//! The protocol logs: `RECVyyyymmdd-n.log` for connections to us, `SENDyyyymmdd-n.log` for ours to others.

use jiff::Timestamp;

use super::log::{Line, LogKind, LogOptions, LogWriter, Row, time};
use crate::transport::protocol::{ProtocolLog, ProtocolRecord, ProtocolSide};

const FIELDS: &[&str] = &[
    "date-time",
    "connector-id",
    "session-id",
    "sequence-number",
    "local-endpoint",
    "remote-endpoint",
    "event",
    "data",
    "context",
];

pub static RECEIVE: LogKind = LogKind { prefix: "RECV", title: "SMTP Receive Protocol Log", fields: FIELDS };
pub static SEND: LogKind = LogKind { prefix: "SEND", title: "SMTP Send Protocol Log", fields: FIELDS };

impl Row for ProtocolRecord {
    fn time(&self) -> Timestamp {
        self.time
    }

    fn write(&self, line: &mut Line) {
        line.print(time(self.time));
        line.field(&self.connector);
        line.print(format_args!("{:016X}", self.session));
        line.print(self.sequence);
        line.print(self.local);
        line.print(self.remote);
        line.print(self.event.symbol());
        line.field(&self.data);
        line.field(&self.context);
    }
}

/// Both logs; a record goes where its side says. Whether a connector is logged at all is the session's to know.
pub struct ProtocolLogs {
    receive: LogWriter<ProtocolRecord>,
    send: LogWriter<ProtocolRecord>,
}

impl ProtocolLogs {
    /// A log without options is off.
    pub fn start(receive: Option<LogOptions>, send: Option<LogOptions>) -> std::io::Result<ProtocolLogs> {
        Ok(ProtocolLogs { receive: LogWriter::start(&RECEIVE, receive)?, send: LogWriter::start(&SEND, send)? })
    }

    /// Follows a change of settings.
    pub fn configure(&self, receive: Option<LogOptions>, send: Option<LogOptions>) {
        self.receive.configure(receive);
        self.send.configure(send);
    }

    /// Waits until everything recorded so far is in the files. Blocks: not for the mail path.
    pub fn flush(&self) {
        self.receive.flush();
        self.send.flush();
    }

    /// Records that could not be written, since the start.
    pub fn lost(&self) -> u64 {
        self.receive.lost() + self.send.lost()
    }
}

impl ProtocolLog for ProtocolLogs {
    fn record(&self, record: ProtocolRecord) {
        match record.side {
            ProtocolSide::Receive => self.receive.record(record),
            ProtocolSide::Send => self.send.record(record),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{TimeSpan, Unlimited};
    use crate::transport::protocol::ProtocolEvent;
    use std::path::Path;

    #[test]
    fn each_side_has_its_log() {
        let folder = tempfile::tempdir().unwrap();
        let options = LogOptions {
            folder: folder.path().to_owned(),
            max_age: TimeSpan::ZERO,
            max_folder_size: Unlimited::Unlimited,
            max_file_size: Unlimited::Unlimited,
        };
        let logs = ProtocolLogs::start(Some(options.clone()), Some(options)).unwrap();
        let record = |side, sequence, event, data: &str| ProtocolRecord {
            time: "2026-11-21T01:02:03.004Z".parse().unwrap(),
            side,
            connector: "hub\\To Internet".into(),
            session: 0x08de,
            sequence,
            local: "192.0.2.1:50000".parse().unwrap(),
            remote: "[2001:db8::1]:25".parse().unwrap(),
            event,
            data: data.to_owned(),
            context: String::new(),
        };
        logs.record(record(ProtocolSide::Send, 0, ProtocolEvent::Connect, ""));
        logs.record(record(ProtocolSide::Send, 1, ProtocolEvent::Heard, "220 hi, \"friend\""));
        logs.record(record(ProtocolSide::Receive, 0, ProtocolEvent::Said, "250 ok"));
        logs.flush();
        let start = "2026-11-21T01:02:03.004Z,hub\\To Internet,00000000000008DE";
        let ends = "192.0.2.1:50000,[2001:db8::1]:25";
        assert_eq!(
            rows(folder.path(), "SEND20261121-1.log"),
            [format!("{start},0,{ends},+,,"), format!("{start},1,{ends},<,\"220 hi, \"\"friend\"\"\",")]
        );
        assert_eq!(rows(folder.path(), "RECV20261121-1.log"), [format!("{start},0,{ends},>,250 ok,")]);
    }

    fn rows(folder: &Path, file: &str) -> Vec<String> {
        let text = std::fs::read_to_string(folder.join(file)).unwrap();
        text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect()
    }
}
