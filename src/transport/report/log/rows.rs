//! Rows of a log, read back between two moments.
//!
//! Files of other days are not opened. One line is in memory at a time. A file that is deleted meanwhile, and a line that
//! a crash cut short, are passed over: what is read is what there is.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read as _};
use std::path::Path;

use jiff::Timestamp;

use super::folder::{LogFile, list};
use super::{LogKind, split};

/// What is longer is no line of ours, and falls apart.
const LONGEST_LINE: u64 = 1 << 20;

/// The rows of a kind of log, oldest first; which of them are of the time asked for, the reader sees.
pub struct Rows {
    files: VecDeque<LogFile>,
    open: Option<BufReader<File>>,
}

impl Rows {
    /// A folder that does not exist holds nothing.
    pub fn between(
        folder: &Path,
        kind: &LogKind,
        start: Option<Timestamp>,
        end: Option<Timestamp>,
    ) -> io::Result<Rows> {
        let mut files = list(folder, kind)?;
        files.retain(|file| {
            let is_before = start.zip(file.ends()).is_some_and(|(start, ends)| ends <= start);
            let is_after = end.zip(file.starts()).is_some_and(|(end, starts)| starts > end);
            !is_before && !is_after
        });
        Ok(Rows { files: files.into(), open: None })
    }

    /// The next line that is no heading, if the file has one.
    fn row(file: &mut BufReader<File>) -> io::Result<Option<Vec<String>>> {
        let mut line = Vec::new();
        loop {
            line.clear();
            if file.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)? == 0 {
                return Ok(None);
            }
            if let Ok(text) = str::from_utf8(&line)
                && !text.starts_with('#')
            {
                return Ok(Some(split(text)));
            }
        }
    }
}

impl Iterator for Rows {
    type Item = io::Result<Vec<String>>;

    fn next(&mut self) -> Option<io::Result<Vec<String>>> {
        loop {
            if let Some(file) = &mut self.open {
                match Rows::row(file).transpose() {
                    Some(row) => return Some(row),
                    None => self.open = None,
                }
            }
            match File::open(&self.files.pop_front()?.path) {
                Ok(file) => self.open = Some(BufReader::new(file)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KIND: LogKind = LogKind { prefix: "T", title: "Test", fields: &["a", "b"] };

    #[test]
    fn only_files_of_the_days_asked_for_are_opened() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
        write("T20261120-1.log", "#Fields: a,b\r\nold,1\r\n");
        write("T20261121-1.log", "#Fields: a,b\r\nnew,\"2,3\"\r\nlast");
        // Nobody may read it, so nobody should try.
        std::fs::create_dir(folder.path().join("T20261119-1.log")).expect("made");
        let at = |text: &str| Some(text.parse::<Timestamp>().expect("a time"));
        for (start, end, expected) in [
            (at("2026-11-21T00:00:00Z"), None, "new|2,3 last"),
            (at("2026-11-20T05:00:00Z"), at("2026-11-20T06:00:00Z"), "old|1"),
            (at("2026-11-22T00:00:00Z"), None, ""),
        ] {
            let rows = Rows::between(folder.path(), &KIND, start, end).expect("readable");
            let rows: Vec<String> = rows.map(|row| row.expect("readable").join("|")).collect();
            assert_eq!(rows.join(" "), expected);
        }
        let mut all = Rows::between(folder.path(), &KIND, None, None).expect("readable");
        assert!(all.any(|row| row.is_err()));
    }
}
