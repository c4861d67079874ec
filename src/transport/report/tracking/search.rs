//! Finds events in the files of the log.
//!
//! One file is in memory at a time, and of it only what fits the query. Files are skipped by their day. A file that is
//! deleted under the search, and a line that a crash cut short, are passed over: a search shows what there is.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read as _};
use std::path::Path;

use super::TRACKING;
use super::entry::{Columns, read};
use crate::model::{Found, TrackingQuery, TrackingRecord};
use crate::transport::report::log::{LogFile, list, split};

/// Which end of the log a search begins at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Newest {
    First,
    Last,
}

/// An ongoing search: the events that fit, one after another.
pub struct Search {
    query: TrackingQuery,
    newest: Newest,
    /// How many more to give.
    left: u64,
    /// Files not looked at yet; the next one is in front.
    files: VecDeque<LogFile>,
    /// What fits in the file last looked at.
    found: VecDeque<TrackingRecord>,
    /// Bytes of the files looked into, and of those not looked at yet; measured only where progress is asked for.
    searched: u64,
    ahead: u64,
    /// A file has been looked into, and not spoken of.
    has_moved: bool,
}

impl Search {
    /// Begins a search in a folder; one that does not exist holds nothing.
    pub fn new(folder: &Path, query: TrackingQuery, newest: Newest) -> io::Result<Search> {
        let mut files: VecDeque<LogFile> =
            list(folder, &TRACKING)?.into_iter().filter(|file| may_be_in(&query, file)).collect();
        if newest == Newest::First {
            files.make_contiguous().reverse();
        }
        let left = if query.result_size == 0 { u64::MAX } else { query.result_size };
        let ahead = if query.progress { files.iter().map(size).sum() } else { 0 };
        Ok(Search { query, newest, left, files, found: VecDeque::new(), searched: 0, ahead, has_moved: false })
    }

    fn look_into(&mut self, file: &LogFile) -> io::Result<()> {
        let opened = match File::open(&file.path) {
            Ok(opened) => opened,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error),
        };
        let mut input = BufReader::with_capacity(128 * 1024, opened);
        let Some(columns) = columns(&mut input)? else { return Ok(()) };
        let mut line = Vec::new();
        while read_line(&mut input, &mut line)? {
            // Bytes that are not UTF-8, or a line that was cut short, spoil that line and not the search.
            let Ok(row) = std::str::from_utf8(&line) else { continue };
            if !row.starts_with('#') {
                let entry = read(&split(row), &columns);
                self.found.extend(entry.filter(|entry| fits(&self.query, entry)));
            }
        }
        if self.newest == Newest::First {
            self.found.make_contiguous().reverse();
        }
        Ok(())
    }
}

impl Search {
    /// The next record, or how far the search is where that is asked for: after each file.
    pub fn step(&mut self) -> Option<io::Result<Found<TrackingRecord>>> {
        loop {
            if self.left == 0 {
                return None;
            }
            if std::mem::take(&mut self.has_moved) {
                return Some(Ok(Found::Searched { searched: self.searched, of: self.searched + self.ahead }));
            }
            if let Some(record) = self.found.pop_front() {
                self.left -= 1;
                return Some(Ok(Found::Record(record)));
            }
            let file = self.files.pop_front()?;
            if let Err(error) = self.look_into(&file) {
                return Some(Err(error));
            }
            if self.query.progress {
                let size = size(&file);
                (self.searched, self.ahead) = (self.searched + size, self.ahead.saturating_sub(size));
                self.has_moved = true;
            }
        }
    }
}

impl Iterator for Search {
    type Item = io::Result<TrackingRecord>;

    fn next(&mut self) -> Option<io::Result<TrackingRecord>> {
        loop {
            match self.step()? {
                Ok(found) => match found.record() {
                    Some(record) => return Some(Ok(record)),
                    None => continue,
                },
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// In bytes; nothing for a file that has just been removed.
fn size(file: &LogFile) -> u64 {
    file.path.metadata().map_or(0, |data| data.len())
}

/// Reads the lines at the head of a file. `None` when they do not say what the fields are.
fn columns(input: &mut BufReader<File>) -> io::Result<Option<Columns>> {
    /// The head has five lines; its longest has about 500 bytes.
    const LONGEST_HEAD: usize = 16 * 1024;
    let (mut read, mut line) = (0, Vec::new());
    while read < LONGEST_HEAD && input.fill_buf()?.first() == Some(&b'#') && read_line(input, &mut line)? {
        read += line.len();
        let text = String::from_utf8_lossy(&line);
        if let Some(fields) = text.strip_prefix("#Fields:") {
            return Ok(Some(Columns::of(fields)));
        }
    }
    Ok(None)
}

/// Reads one line with its end; false at the end of the file.
fn read_line(input: &mut BufReader<File>, line: &mut Vec<u8>) -> io::Result<bool> {
    /// A row for 10,000 recipients has about a megabyte. What is longer is not ours and falls apart.
    const LONGEST_LINE: u64 = 4 << 20;
    line.clear();
    Ok(input.by_ref().take(LONGEST_LINE).read_until(b'\n', line)? > 0)
}

fn may_be_in(query: &TrackingQuery, file: &LogFile) -> bool {
    let too_old = query.start.zip(file.ends()).is_some_and(|(start, ends)| ends <= start);
    let too_new = query.end.zip(file.starts()).is_some_and(|(end, starts)| starts >= end);
    !too_old && !too_new
}

/// Whether everything that the query asks for holds. Texts compare without regard to letter case.
fn fits(query: &TrackingQuery, record: &TrackingRecord) -> bool {
    let same = |wanted: &Option<String>, found: &str| wanted.as_ref().is_none_or(|wanted| is_same(wanted, found));
    let same_id =
        |wanted: &Option<String>, found: &str| wanted.as_ref().is_none_or(|id| is_same(bare(id), bare(found)));
    query.start.is_none_or(|start| record.timestamp >= start)
        && query.end.is_none_or(|end| record.timestamp < end)
        && same(&query.event_id, &record.event_id)
        && same(&query.source, &record.source)
        && query.internal_message_id.is_none_or(|id| record.internal_message_id == Some(id))
        && same_id(&query.message_id, &record.message_id)
        && same(&query.network_message_id, &record.network_message_id)
        && query.message_subject.as_ref().is_none_or(|part| contains(&record.message_subject, part))
        && query.recipients.as_ref().is_none_or(|wanted| has_recipient(record, wanted))
        && same(&query.sender, &record.sender)
        && same_id(&query.reference, &record.reference)
}

fn has_recipient(record: &TrackingRecord, wanted: &str) -> bool {
    wanted.split(',').any(|one| record.recipients.iter().any(|address| is_same(one.trim(), address)))
}

fn is_same(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
        || (!one.is_ascii() && one.chars().flat_map(char::to_lowercase).eq(other.chars().flat_map(char::to_lowercase)))
}

fn contains(text: &str, part: &str) -> bool {
    text.to_lowercase().contains(&part.to_lowercase())
}

fn bare(id: &str) -> &str {
    id.trim_start_matches('<').trim_end_matches('>')
}

#[cfg(test)]
mod tests;
