//! The queue log: `QUEUEyyyymmdd-n.log`, how each queue was, minute by minute.

use jiff::Timestamp;

use super::log::{Line, LogKind, LogOptions, LogWriter, Row, time};
use crate::model::QueueInfo;

pub static QUEUES: LogKind = LogKind {
    prefix: "QUEUE",
    title: "Queue Log",
    fields: &[
        "date-time",
        "identity",
        "delivery-type",
        "next-hop-domain",
        "status",
        "message-count",
        "deferred-message-count",
        "incoming-rate",
        "outgoing-rate",
        "velocity",
        "retry-count",
        "last-error",
    ],
};

/// One queue at one moment.
struct Sample {
    at: Timestamp,
    queue: QueueInfo,
}

impl Row for Sample {
    fn time(&self) -> Timestamp {
        self.at
    }

    fn write(&self, line: &mut Line) {
        let queue = &self.queue;
        line.print(time(self.at));
        line.print(&queue.identity);
        line.print(queue.delivery_type);
        line.field(&queue.next_hop_domain);
        line.print(queue.status);
        line.print(queue.message_count);
        line.print(queue.deferred_message_count);
        line.print(queue.incoming_rate);
        line.print(queue.outgoing_rate);
        line.print(queue.velocity);
        line.print(queue.retry_count);
        line.field(queue.last_error.as_deref().unwrap_or_default());
    }
}

/// The log of one node.
pub struct QueueLog(LogWriter<Sample>);

impl QueueLog {
    /// Without options it is off.
    pub fn start(options: Option<LogOptions>) -> std::io::Result<QueueLog> {
        LogWriter::start(&QUEUES, options).map(QueueLog)
    }

    /// Follows a change of settings.
    pub fn configure(&self, options: Option<LogOptions>) {
        self.0.configure(options);
    }

    /// How all queues are now. Those at rest without mail are left out.
    pub fn record(&self, queues: Vec<QueueInfo>, at: Timestamp) {
        let is_busy = |queue: &QueueInfo| queue.message_count > 0 || queue.outgoing_rate > 0.0;
        queues.into_iter().filter(is_busy).for_each(|queue| self.0.record(Sample { at, queue }));
    }

    /// Waits until everything recorded so far is in the files. Blocks.
    pub fn flush(&self) {
        self.0.flush();
    }
}
