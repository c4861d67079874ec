//! The file that a log is being written to: opened, followed by the next, flushed.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Read as _, Seek, SeekFrom, Write};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::folder::{LogFile, list, tidy};
use super::line::time;
use super::{LogKind, LogOptions};

/// Written to the file in pieces of about this size, or at the flush.
const BUFFER: usize = 64 * 1024;

pub(super) struct RollingLog {
    kind: &'static LogKind,
    options: LogOptions,
    open: Option<Open>,
}

struct Open {
    file: LogFile,
    out: BufWriter<File>,
    size: u64,
}

impl RollingLog {
    /// Opens nothing yet: a log without rows makes no file.
    pub fn new(kind: &'static LogKind, options: LogOptions) -> RollingLog {
        RollingLog { kind, options, open: None }
    }

    /// Adds a line to the file of its day, starting a new one where the day changed or the file is full.
    pub fn write(&mut self, line: &[u8], now: Timestamp) -> io::Result<()> {
        let day = now.to_zoned(TimeZone::UTC).date();
        let written = self.current(day, line.len() as u64, now).and_then(|open| {
            open.out.write_all(line)?;
            open.size += line.len() as u64;
            Ok(())
        });
        if written.is_err() {
            // Whatever is wrong with this file, the next line gets a new chance with a newly opened one.
            self.open = None;
        }
        written
    }

    pub fn flush(&mut self) -> io::Result<()> {
        let flushed = self.open.as_mut().map_or(Ok(()), |open| open.out.flush());
        if flushed.is_err() {
            self.open = None;
        }
        flushed
    }

    /// Deletes what is too old or too much, also of a log that nothing is written to.
    pub fn tidy(&self, now: Timestamp) -> io::Result<()> {
        tidy(&self.options, self.kind, self.open.as_ref().map(|open| &*open.file.path), now)
    }

    fn current(&mut self, day: Date, more: u64, now: Timestamp) -> io::Result<&mut Open> {
        let limit = self.options.max_file_size.limit().map_or(u64::MAX, |size| size.bytes());
        let goes_on = self.open.as_ref().is_some_and(|open| open.file.day == day && open.size + more <= limit);
        if !goes_on {
            self.flush()?;
            let number = match self.open.take() {
                Some(open) if open.file.day == day => Some(open.file.number + 1),
                _ => None,
            };
            self.open = Some(self.start(day, number, limit, now)?);
        }
        Ok(self.open.as_mut().expect("it goes on, or was opened just now"))
    }

    /// Opens the file of that number. Without one: the last of the day if it has room, which is what a restart finds.
    fn start(&self, day: Date, number: Option<u32>, limit: u64, now: Timestamp) -> io::Result<Open> {
        std::fs::create_dir_all(&self.options.folder)?;
        let number = match number {
            Some(number) => number,
            None => {
                let last = list(&self.options.folder, self.kind)?.into_iter().rfind(|file| file.day == day);
                let full = |file: &LogFile| std::fs::metadata(&file.path).map_or(0, |about| about.len()) >= limit;
                last.map_or(1, |file| if full(&file) { file.number + 1 } else { file.number })
            }
        };
        let file = LogFile::new(&self.options.folder, self.kind, day, number);
        let mut out = OpenOptions::new().read(true).append(true).create(true).open(&file.path)?;
        let mut size = out.metadata()?.len();
        let start = if size == 0 { self.header(now) } else { end_of_line(&mut out)? };
        out.write_all(start.as_bytes())?;
        size += start.len() as u64;
        tidy(&self.options, self.kind, Some(&file.path), now)?;
        Ok(Open { file, out: BufWriter::with_capacity(BUFFER, out), size })
    }

    fn header(&self, now: Timestamp) -> String {
        format!(
            "#Software: emsh\r\n#Version: {}\r\n#Log-Type: {}\r\n#Date: {}\r\n#Fields: {}\r\n",
            env!("CARGO_PKG_VERSION"),
            self.kind.title,
            time(now),
            self.kind.fields.join(",")
        )
    }
}

/// What a file that was cut in the middle of a line needs before the next line.
fn end_of_line(file: &mut File) -> io::Result<String> {
    file.seek(SeekFrom::End(-1))?;
    let mut last = [0];
    file.read_exact(&mut last)?;
    Ok(if last == *b"\n" { String::new() } else { "\r\n".to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ByteSize, TimeSpan, Unlimited};
    use std::path::Path;

    const KIND: LogKind = LogKind { prefix: "T", title: "Test Log", fields: &["a", "b"] };

    fn log(folder: &Path, max_file_size: Unlimited<ByteSize>) -> RollingLog {
        let options = LogOptions {
            folder: folder.join("deep/logs"),
            max_age: TimeSpan::ZERO,
            max_folder_size: Unlimited::Unlimited,
            max_file_size,
        };
        RollingLog::new(&KIND, options)
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn files(folder: &Path) -> Vec<(String, usize)> {
        let listed = list(&folder.join("deep/logs"), &KIND).unwrap();
        let rows = |path| std::fs::read_to_string(path).unwrap().lines().filter(|line| !line.starts_with('#')).count();
        listed.iter().map(|file| (format!("{}-{}", file.day, file.number), rows(&file.path))).collect()
    }

    #[test]
    fn a_file_begins_with_what_its_lines_mean() {
        let folder = tempfile::tempdir().unwrap();
        let mut log = log(folder.path(), Unlimited::Unlimited);
        log.write(b"1,2\r\n", at("2026-11-21T01:02:03.004Z")).unwrap();
        log.flush().unwrap();
        let text = std::fs::read_to_string(folder.path().join("deep/logs/T20261121-1.log")).unwrap();
        let version = env!("CARGO_PKG_VERSION");
        assert_eq!(
            text,
            format!(
                "#Software: emsh\r\n#Version: {version}\r\n#Log-Type: Test Log\r\n#Date: 2026-11-21T01:02:03.004Z\r\n\
                 #Fields: a,b\r\n1,2\r\n"
            )
        );
    }

    #[test]
    fn a_full_file_and_a_new_day_start_the_next() {
        let folder = tempfile::tempdir().unwrap();
        let mut log = log(folder.path(), ByteSize::new(150).into());
        for _ in 0..3 {
            log.write(&[b'x'; 40], at("2026-11-21T01:00:00Z")).unwrap();
        }
        log.write(b"later\r\n", at("2026-11-22T00:00:00Z")).unwrap();
        log.flush().unwrap();
        let names: Vec<String> = files(folder.path()).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["2026-11-21-1", "2026-11-21-2", "2026-11-21-3", "2026-11-22-1"]);
    }

    #[test]
    fn a_restart_goes_on_with_the_last_file_of_the_day() {
        let folder = tempfile::tempdir().unwrap();
        for row in [&b"1,2\r\n"[..], b"3,", b"4,5\r\n"] {
            let mut log = log(folder.path(), Unlimited::Unlimited);
            log.write(row, at("2026-11-21T01:00:00Z")).unwrap();
            log.flush().unwrap();
        }
        assert_eq!(files(folder.path()), [("2026-11-21-1".to_owned(), 3)], "the line cut short was ended");
    }

    #[test]
    fn a_disk_that_refuses_is_tried_again() {
        let folder = tempfile::tempdir().unwrap();
        let mut log = log(folder.path(), Unlimited::Unlimited);
        std::fs::write(folder.path().join("deep"), "a file where the folder should be").unwrap();
        assert!(log.write(b"1,2\r\n", at("2026-11-21T01:00:00Z")).is_err());
        std::fs::remove_file(folder.path().join("deep")).unwrap();
        log.write(b"3,4\r\n", at("2026-11-21T01:00:01Z")).unwrap();
        log.flush().unwrap();
        assert_eq!(files(folder.path()), [("2026-11-21-1".to_owned(), 1)]);
    }
}
