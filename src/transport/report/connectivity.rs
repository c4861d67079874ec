//! The connectivity log: `CONNECTLOGyyyymmdd-n.log`.

use jiff::Timestamp;

use super::log::{Line, LogKind, LogOptions, LogWriter, Row, time};
use crate::transport::connectivity::{ConnectivityLog, ConnectivityRecord};

pub static CONNECTIVITY: LogKind = LogKind {
    prefix: "CONNECTLOG",
    title: "Transport Connectivity Log",
    fields: &["date-time", "session", "source", "destination", "direction", "description"],
};

impl Row for ConnectivityRecord {
    fn time(&self) -> Timestamp {
        self.time
    }

    fn write(&self, line: &mut Line) {
        line.print(time(self.time));
        line.print(format_args!("{:016X}", self.session));
        line.field(self.source);
        line.field(&self.destination);
        line.print(self.event.symbol());
        line.field(&self.description);
    }
}

/// The log of one node.
pub struct ConnectivityLogFiles(LogWriter<ConnectivityRecord>);

impl ConnectivityLogFiles {
    /// Without options it is off.
    pub fn start(options: Option<LogOptions>) -> std::io::Result<ConnectivityLogFiles> {
        LogWriter::start(&CONNECTIVITY, options).map(ConnectivityLogFiles)
    }

    /// Follows a change of settings.
    pub fn configure(&self, options: Option<LogOptions>) {
        self.0.configure(options);
    }

    /// Waits until everything recorded so far is in the files. Blocks: not for the mail path.
    pub fn flush(&self) {
        self.0.flush();
    }

    /// Records that could not be written, since the start.
    pub fn lost(&self) -> u64 {
        self.0.lost()
    }
}

impl ConnectivityLog for ConnectivityLogFiles {
    fn record(&self, record: ConnectivityRecord) {
        self.0.record(record);
    }
}
