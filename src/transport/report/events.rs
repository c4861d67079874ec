//! The event log: `EVENTyyyymmdd-n.log`, what operators should know of a node, and the way to find it again.
//!
//! Every event also goes to the node's own log on standard error. An error or warning is always kept; of the rest, what
//! the level of its category asks for (Set-EventLogLevel).

use std::collections::VecDeque;
use std::io::{self, Read as _};
use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};

use arc_swap::ArcSwap;
use jiff::Timestamp;

use super::log::{Line, LogFile, LogKind, LogOptions, LogWriter, Row, list, split, time};
use crate::model::wildcard::Wildcard;
use crate::model::{CategoryLevel, EventEntryType, EventQuery, EventRecord};
use crate::transport::{Event, Events};

/// Files are called `EVENTyyyymmdd-n.log`.
pub static EVENTS: LogKind = LogKind {
    prefix: "EVENT",
    title: "Event Log",
    fields: &["date-time", "index", "machine", "source", "category", "event-id", "entry-type", "level", "message"],
};

/// What Event Viewer knew this service as.
pub const SOURCE: &str = "MSExchangeTransport";

/// Longest file that is read back; what a setting allows beyond is not shown.
const LONGEST: u64 = 256 << 20;

struct Entry {
    at: Timestamp,
    index: i64,
    machine: String,
    event: Event,
}

impl Row for Entry {
    fn time(&self) -> Timestamp {
        self.at
    }

    fn write(&self, line: &mut Line) {
        line.print(time(self.at));
        line.print(self.index);
        line.field(&self.machine);
        line.field(SOURCE);
        line.print(self.event.category);
        line.print(self.event.id);
        line.print(self.event.kind);
        line.print(self.event.level);
        line.field(&self.event.says);
    }
}

/// The event log of one node.
pub struct EventLog {
    writer: LogWriter<Entry>,
    machine: String,
    levels: ArcSwap<Vec<CategoryLevel>>,
    last: AtomicI64,
}

impl EventLog {
    pub fn start(options: LogOptions, machine: &str, levels: &[CategoryLevel]) -> io::Result<EventLog> {
        // Numbers go on where the last process ended.
        let newest = Search::new(&options.folder, EventQuery::default()).ok().and_then(|mut search| search.next());
        let last = newest.and_then(Result::ok).map_or(0, |record| record.index);
        Ok(EventLog {
            writer: LogWriter::start(&EVENTS, Some(options))?,
            machine: machine.to_owned(),
            levels: ArcSwap::from_pointee(levels.to_vec()),
            last: AtomicI64::new(last),
        })
    }

    /// Follows a change of settings.
    pub fn configure(&self, options: LogOptions, levels: &[CategoryLevel]) {
        self.levels.store(levels.to_vec().into());
        self.writer.configure(Some(options));
    }

    /// Waits until everything noted so far is in the files. Blocks.
    pub fn flush(&self) {
        self.writer.flush();
    }
}

impl Events for EventLog {
    fn note(&self, event: Event) {
        let (category, event_id, says) = (event.category, event.id, &event.says);
        match event.kind {
            EventEntryType::Error => tracing::error!(%category, event_id, "{says}"),
            EventEntryType::Warning => tracing::warn!(%category, event_id, "{says}"),
            EventEntryType::Information => tracing::info!(%category, event_id, "{says}"),
        }
        if event.level > CategoryLevel::of(&self.levels.load(), category) {
            return;
        }
        let index = self.last.fetch_add(1, Ordering::Relaxed) + 1;
        self.writer.record(Entry { at: Timestamp::now(), index, machine: self.machine.clone(), event });
    }
}

/// An ongoing search: the events that fit, newest first. One file is in memory at a time.
pub struct Search {
    query: EventQuery,
    message: Option<Wildcard>,
    left: u64,
    files: Vec<LogFile>,
    found: VecDeque<EventRecord>,
}

impl Search {
    pub fn new(folder: &Path, query: EventQuery) -> io::Result<Search> {
        let mut files = list(folder, &EVENTS)?;
        files.retain(|file| {
            let too_old = query.after.zip(file.ends()).is_some_and(|(after, ends)| ends <= after);
            let too_new = query.before.zip(file.starts()).is_some_and(|(before, starts)| starts >= before);
            !too_old && !too_new
        });
        let left = if query.newest == 0 { u64::MAX } else { query.newest };
        let message = query.message.as_deref().map(Wildcard::new);
        Ok(Search { query, message, left, files, found: VecDeque::new() })
    }

    fn look_into(&mut self, file: &LogFile) -> io::Result<()> {
        let mut text = Vec::new();
        match std::fs::File::open(&file.path) {
            Ok(opened) => opened.take(LONGEST).read_to_end(&mut text)?,
            // It was too old, just now.
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error),
        };
        for line in text.split(|byte| *byte == b'\n') {
            let Ok(line) = std::str::from_utf8(line) else { continue };
            let record = if line.starts_with('#') { None } else { read(&split(line)) };
            if let Some(record) = record.filter(|record| self.wants(record)) {
                self.found.push_front(record);
            }
        }
        Ok(())
    }

    fn wants(&self, record: &EventRecord) -> bool {
        let query = &self.query;
        let same = |wanted: &Option<String>, found: &str| {
            wanted.as_ref().is_none_or(|wanted| wanted.split(',').any(|one| Wildcard::new(one.trim()).matches(found)))
        };
        query.after.is_none_or(|after| record.time_generated >= after)
            && query.before.is_none_or(|before| record.time_generated < before)
            && same(&query.source, &record.source)
            && same(&query.category, record.category.name())
            && same(&query.entry_type, record.entry_type.name())
            && same(&query.event_id, &record.event_id.to_string())
            && self.message.as_ref().is_none_or(|message| message.matches(&record.message))
    }
}

impl Iterator for Search {
    type Item = io::Result<EventRecord>;

    fn next(&mut self) -> Option<io::Result<EventRecord>> {
        loop {
            if self.left == 0 {
                return None;
            }
            if let Some(record) = self.found.pop_front() {
                self.left -= 1;
                return Some(Ok(record));
            }
            let file = self.files.pop()?;
            if let Err(error) = self.look_into(&file) {
                return Some(Err(error));
            }
        }
    }
}

/// `None`: no line of this log, or one that a crash cut short.
fn read(row: &[String]) -> Option<EventRecord> {
    let [at, index, machine, source, category, event_id, kind, level, message] = row else { return None };
    Some(EventRecord {
        index: index.parse().ok()?,
        time_generated: at.parse().ok()?,
        entry_type: kind.parse().ok()?,
        source: source.clone(),
        event_id: event_id.parse().ok()?,
        category: category.parse().ok()?,
        level: level.parse().ok()?,
        machine_name: machine.clone(),
        message: message.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EventCategory, EventLevel, TimeSpan, Unlimited};

    fn options(folder: &Path) -> LogOptions {
        LogOptions {
            folder: folder.to_owned(),
            max_age: TimeSpan::ZERO,
            max_folder_size: Unlimited::Unlimited,
            max_file_size: Unlimited::Unlimited,
        }
    }

    fn found(folder: &Path, query: EventQuery) -> Vec<String> {
        let records = Search::new(folder, query).expect("a folder").map(|record| record.expect("readable"));
        records.map(|record| format!("{} {}", record.index, record.message)).collect()
    }

    #[test]
    fn what_is_noted_is_found_newest_first_and_numbers_go_on() {
        let folder = tempfile::tempdir().expect("a folder");
        let log = EventLog::start(options(folder.path()), "hub01", &[]).expect("a thread");
        log.note(Event::information(EventCategory::TransportService, 1, "started, with \"quotes\""));
        log.note(Event::error(EventCategory::Storage, 2, "the disk is full"));
        log.note(Event::information(EventCategory::SmtpSend, 3, "a connection").at(EventLevel::Medium));
        log.flush();
        drop(log);
        let levels = ["SmtpSend=Medium".parse().expect("a level")];
        let log = EventLog::start(options(folder.path()), "hub01", &levels).expect("a thread");
        log.note(Event::information(EventCategory::SmtpSend, 3, "another connection").at(EventLevel::Medium));
        log.flush();
        let all = ["3 another connection", "2 the disk is full", "1 started, with \"quotes\""];
        assert_eq!(found(folder.path(), EventQuery::default()), all, "the first connection was not asked for");
        let of = |change: fn(&mut EventQuery)| {
            let mut query = EventQuery::default();
            change(&mut query);
            found(folder.path(), query)
        };
        assert_eq!(of(|query| query.newest = 1), all[..1]);
        assert_eq!(of(|query| query.entry_type = Some("error,warning".into())), all[1..2]);
        assert_eq!(of(|query| query.category = Some("transport*".into())), all[2..]);
        assert_eq!(of(|query| query.event_id = Some("2,1".into())), all[1..]);
        assert_eq!(of(|query| query.message = Some("*disk*".into())), all[1..2]);
        assert_eq!(of(|query| query.source = Some("SMTPSVC".into())), [""; 0]);
        assert_eq!(of(|query| query.before = "2020-01-01T00:00:00Z".parse().ok()), [""; 0]);
    }
}
