//! The thread behind a log, and what is told to it.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::line::Line;
use super::rolling::RollingLog;
use super::waiting::Waiting;
use super::{LogKind, LogOptions};

/// Rows for which memory is kept when they are written.
const ROOM: usize = 2048;

/// How often the node's own log mentions that rows are lost.
const COMPLAIN: Duration = Duration::from_secs(60);

/// How often files that have become too old are deleted, be there rows or not.
const TIDY: Duration = Duration::from_secs(60 * 60);

/// What a log records; turned into text on the log's thread.
pub trait Row: Send + 'static {
    fn time(&self) -> Timestamp;
    /// One field for each name in [`LogKind::fields`].
    fn write(&self, line: &mut Line);
}

enum Order<R> {
    Record(R),
    /// `None` switches the log off.
    Configure(Option<Box<LogOptions>>),
    /// Answered when everything recorded before is in the file.
    Flush(SyncSender<()>),
}

/// Hands rows to a log's thread. Dropping the last clone ends the thread, once everything is written.
pub struct LogWriter<R> {
    handle: Arc<Handle<R>>,
    lost: Arc<AtomicU64>,
}

/// What all clones share.
struct Handle<R> {
    waiting: Arc<Waiting<Order<R>>>,
}

impl<R> Drop for Handle<R> {
    fn drop(&mut self) {
        self.waiting.close();
    }
}

impl<R> Clone for LogWriter<R> {
    fn clone(&self) -> LogWriter<R> {
        LogWriter { handle: Arc::clone(&self.handle), lost: Arc::clone(&self.lost) }
    }
}

impl<R: Row> LogWriter<R> {
    /// Starts the thread. Without options the log is off and rows go nowhere.
    pub fn start(kind: &'static LogKind, options: Option<LogOptions>) -> std::io::Result<LogWriter<R>> {
        let handle = Arc::new(Handle { waiting: Arc::default() });
        let waiting = Arc::clone(&handle.waiting);
        let lost = Arc::new(AtomicU64::new(0));
        let (lost_too, tidy_at) = (Arc::clone(&lost), Instant::now() + TIDY);
        let thread = LogThread { kind, log: None, line: Line::default(), lost: lost_too, complained: None, tidy_at };
        std::thread::Builder::new().name(format!("log {}", kind.prefix)).spawn(move || {
            let end = End(&waiting);
            thread.run(end.0, options);
        })?;
        Ok(LogWriter { handle, lost })
    }

    /// Takes a row without waiting.
    pub fn record(&self, row: R) {
        if !self.handle.waiting.push(Order::Record(row)) {
            self.lost.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Moves the log, changes its limits, or switches it on or off.
    pub fn configure(&self, options: Option<LogOptions>) {
        self.handle.waiting.push_now(Order::Configure(options.map(Box::new)));
    }

    /// Waits until everything recorded so far can be read. Blocks: not for the mail path.
    pub fn flush(&self) {
        let (done, flushed) = sync_channel(1);
        self.handle.waiting.push_now(Order::Flush(done));
        // An error: the thread has ended, and there is nothing to wait for.
        let _ = flushed.recv();
    }

    /// Rows that were lost since the start.
    pub fn lost(&self) -> u64 {
        self.lost.load(Ordering::Relaxed)
    }
}

/// However the thread ends, nobody waits for it afterwards.
struct End<'a, R>(&'a Waiting<Order<R>>);

impl<R> Drop for End<'_, R> {
    fn drop(&mut self) {
        self.0.abandon();
    }
}

struct LogThread {
    kind: &'static LogKind,
    log: Option<RollingLog>,
    line: Line,
    lost: Arc<AtomicU64>,
    complained: Option<Instant>,
    /// When files that are too old are looked for next.
    tidy_at: Instant,
}

impl LogThread {
    fn run<R: Row>(mut self, waiting: &Waiting<Order<R>>, options: Option<LogOptions>) {
        self.configure(options);
        let mut room = VecDeque::new();
        while let Some(mut orders) = waiting.take(room, self.tidy_at) {
            for order in orders.drain(..) {
                match order {
                    Order::Record(row) => self.record(&row),
                    Order::Configure(options) => self.configure(options.map(|options| *options)),
                    Order::Flush(done) => {
                        self.flush();
                        // Nobody may be waiting any more.
                        let _ = done.send(());
                    }
                }
            }
            self.flush();
            if self.tidy_at <= Instant::now() {
                self.tidy();
            }
            orders.shrink_to(ROOM);
            room = orders;
        }
        self.flush();
    }

    fn configure(&mut self, options: Option<LogOptions>) {
        self.flush();
        self.log = options.map(|options| RollingLog::new(self.kind, options));
        self.tidy();
    }

    fn tidy(&mut self) {
        self.tidy_at = Instant::now() + TIDY;
        if let Some(Err(error)) = self.log.as_ref().map(|log| log.tidy(Timestamp::now())) {
            self.complain(&error);
        }
    }

    fn record(&mut self, row: &impl Row) {
        let Some(log) = &mut self.log else { return };
        self.line.clear();
        row.write(&mut self.line);
        debug_assert_eq!(self.line.fields(), self.kind.fields.len(), "{} has its own fields", self.kind.title);
        if let Err(error) = log.write(self.line.end(), row.time()) {
            self.lost.fetch_add(1, Ordering::Relaxed);
            self.complain(&error);
        }
    }

    fn flush(&mut self) {
        if let Some(Err(error)) = self.log.as_mut().map(RollingLog::flush) {
            self.complain(&error);
        }
    }

    fn complain(&mut self, error: &std::io::Error) {
        if self.complained.is_none_or(|at| at.elapsed() >= COMPLAIN) {
            self.complained = Some(Instant::now());
            let lost = self.lost.load(Ordering::Relaxed);
            tracing::warn!(log = self.kind.title, %error, lost, "a log cannot be written");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{TimeSpan, Unlimited};
    use std::path::Path;

    static KIND: LogKind = LogKind { prefix: "T", title: "Test Log", fields: &["number"] };

    struct Number(u32);

    impl Row for Number {
        fn time(&self) -> Timestamp {
            "2026-11-21T01:00:00Z".parse().unwrap()
        }

        fn write(&self, line: &mut Line) {
            line.print(self.0);
        }
    }

    fn options(folder: &Path) -> LogOptions {
        LogOptions {
            folder: folder.to_owned(),
            max_age: TimeSpan::ZERO,
            max_folder_size: Unlimited::Unlimited,
            max_file_size: Unlimited::Unlimited,
        }
    }

    fn rows(folder: &Path) -> Vec<String> {
        let text = std::fs::read_to_string(folder.join("T20261121-1.log")).unwrap_or_default();
        text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect()
    }

    #[test]
    fn rows_are_in_the_file_after_a_flush_in_their_order() {
        let folder = tempfile::tempdir().unwrap();
        let log = LogWriter::start(&KIND, Some(options(folder.path()))).unwrap();
        (0..1000).for_each(|number| log.record(Number(number)));
        log.flush();
        assert_eq!(rows(folder.path()), (0..1000).map(|number| number.to_string()).collect::<Vec<_>>());
        assert_eq!(log.lost(), 0);
    }

    #[test]
    fn a_log_can_be_switched_off_moved_and_on_again() {
        let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let log = LogWriter::start(&KIND, None).unwrap();
        log.record(Number(0));
        log.configure(Some(options(one.path())));
        log.record(Number(1));
        log.configure(Some(options(other.path())));
        log.record(Number(2));
        log.configure(None);
        log.record(Number(3));
        log.flush();
        assert_eq!((rows(one.path()), rows(other.path())), (vec!["1".to_owned()], vec!["2".to_owned()]));
    }

    #[test]
    fn a_disk_that_refuses_loses_rows_and_counts_them() {
        let folder = tempfile::tempdir().unwrap();
        let in_the_way = folder.path().join("file");
        std::fs::write(&in_the_way, "").unwrap();
        let log = LogWriter::start(&KIND, Some(options(&in_the_way))).unwrap();
        log.record(Number(1));
        log.flush();
        assert_eq!(log.lost(), 1);
    }
}
