//! The files of one kind of log in their folder: names, order, and which are to go.

use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::{LogKind, LogOptions};

/// `MSGTRK20261121-3.log`: a kind of log, a day in UTC and a number that starts at 1 each day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LogFile {
    pub day: Date,
    pub number: u32,
    pub path: PathBuf,
}

impl LogFile {
    pub fn new(folder: &Path, kind: &LogKind, day: Date, number: u32) -> LogFile {
        let name = format!("{}{}-{number}.log", kind.prefix, day.strftime("%Y%m%d"));
        LogFile { day, number, path: folder.join(name) }
    }

    /// Reads a file's name; `None` for a name that is not of this kind.
    fn read(path: PathBuf, kind: &LogKind) -> Option<LogFile> {
        let name = path.file_name()?.to_str()?;
        let (day, number) = name.strip_prefix(kind.prefix)?.strip_suffix(".log")?.split_once('-')?;
        let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if day.len() != 8 || !all_digits(day) || number.is_empty() || !all_digits(number) {
            return None;
        }
        let day = Date::new(day[..4].parse().ok()?, day[4..6].parse().ok()?, day[6..].parse().ok()?).ok()?;
        Some(LogFile { day, number: number.parse().ok()?, path })
    }

    /// When the last line can have been written: the end of its day. `None` beyond the end of time.
    pub fn ends(&self) -> Option<Timestamp> {
        Some(self.day.tomorrow().ok()?.to_zoned(TimeZone::UTC).ok()?.timestamp())
    }

    /// When the first line can have been written.
    pub fn starts(&self) -> Option<Timestamp> {
        Some(self.day.to_zoned(TimeZone::UTC).ok()?.timestamp())
    }
}

/// The files of a kind, oldest first. A folder that does not exist has none.
pub fn list(folder: &Path, kind: &LogKind) -> io::Result<Vec<LogFile>> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut files = Vec::new();
    for entry in entries {
        files.extend(LogFile::read(entry?.path(), kind));
    }
    files.sort();
    Ok(files)
}

/// Deletes what is too old, and the oldest of what is too much. The file being written always stays; while none is, the
/// newest goes only when it is too old.
pub(super) fn tidy(options: &LogOptions, kind: &LogKind, current: Option<&Path>, now: Timestamp) -> io::Result<()> {
    let mut files = Vec::new();
    for file in list(&options.folder, kind)? {
        // A file that went away by itself needs no deleting.
        if let Ok(about) = std::fs::metadata(&file.path) {
            files.push((file, about.len()));
        }
    }
    let mut total: u64 = files.iter().map(|(_, size)| size).sum();
    let limit = options.max_folder_size.limit().map(|size| size.bytes());
    let newest = files.last().map(|(file, _)| file.path.clone());
    for (file, size) in files {
        if current == Some(&*file.path) {
            continue;
        }
        let is_old = !options.max_age.is_zero() && file.ends().is_some_and(|end| is_past(end, options, now));
        let is_spared = newest.as_ref() == Some(&file.path);
        if is_old || (!is_spared && limit.is_some_and(|limit| total > limit)) {
            std::fs::remove_file(&file.path)?;
            total -= size;
        }
    }
    Ok(())
}

fn is_past(end: Timestamp, options: &LogOptions, now: Timestamp) -> bool {
    now.duration_since(end) > SignedDuration::try_from(options.max_age.duration()).unwrap_or(SignedDuration::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ByteSize, TimeSpan, Unlimited};

    const KIND: LogKind = LogKind { prefix: "MSGTRK", title: "Test", fields: &["a"] };

    #[test]
    fn only_files_of_the_kind_are_listed_oldest_first() {
        let folder = tempfile::tempdir().unwrap();
        for name in [
            "MSGTRK20261121-10.log",
            "MSGTRK20261121-9.log",
            "MSGTRK20261120-1.log",
            "MSGTRKMD20261120-1.log",
            "MSGTRK20261199-1.log",
            "MSGTRK20261120-x.log",
            "MSGTRK20261120-1.log.bak",
            "RECV20261120-1.log",
        ] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        let found: Vec<String> = list(folder.path(), &KIND)
            .unwrap()
            .iter()
            .map(|file| file.path.file_name().unwrap().to_str().unwrap().to_owned())
            .collect();
        assert_eq!(found, ["MSGTRK20261120-1.log", "MSGTRK20261121-9.log", "MSGTRK20261121-10.log"]);
        assert_eq!(list(&folder.path().join("none"), &KIND).unwrap(), []);
    }

    /// What is left of three files of ten bytes, from the days before and on the day that is today.
    fn left(max_age: TimeSpan, max_folder_size: Unlimited<ByteSize>) -> Vec<u32> {
        let folder = tempfile::tempdir().unwrap();
        let day = |text: &str| text.parse::<Date>().unwrap();
        let files = [(day("2026-11-18"), 1), (day("2026-11-20"), 2), (day("2026-11-21"), 3)]
            .map(|(day, number)| LogFile::new(folder.path(), &KIND, day, number));
        for file in &files {
            std::fs::write(&file.path, "0123456789").unwrap();
        }
        let max_file_size = Unlimited::Unlimited;
        let options = LogOptions { folder: folder.path().to_owned(), max_age, max_folder_size, max_file_size };
        tidy(&options, &KIND, Some(&files[2].path), "2026-11-21T12:00:00Z".parse().unwrap()).unwrap();
        list(folder.path(), &KIND).unwrap().iter().map(|file| file.number).collect()
    }

    #[test]
    fn old_files_go_and_then_the_oldest_of_too_many() {
        for (age, size, expected, why) in [
            (TimeSpan::ZERO, Unlimited::Unlimited, &[1, 2, 3][..], "nothing is asked for"),
            (TimeSpan::from_days(2), Unlimited::Unlimited, &[2, 3], "the 18th ended 2.5 days ago"),
            (TimeSpan::from_days(3), Unlimited::Unlimited, &[1, 2, 3], "not yet"),
            (TimeSpan::ZERO, ByteSize::new(25).into(), &[2, 3], "the oldest makes room"),
            (TimeSpan::ZERO, ByteSize::new(1).into(), &[3], "the file being written stays"),
        ] {
            assert_eq!(left(age, size), expected, "{why}");
        }
    }
}
