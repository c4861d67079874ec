//! A file that takes what would be shown.

use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::path::PathBuf;

use super::encoding::{Encoding, TextFile};
use super::place::{make_writable, unusable};
use crate::cmdlet::format::page;
use crate::cmdlet::prelude::*;
use crate::lang::format::{Formatter, Line, Page, plain};

/// As wide as redirection writes.
pub const COLUMNS: u32 = 120;

/// How it is written.
pub struct Manner {
    pub appends: bool,
    /// An existing file is left alone.
    pub is_new_only: bool,
    /// A file that is read-only is made writable.
    pub is_forced: bool,
    pub encoding: Encoding,
    pub columns: usize,
    /// Lines follow each other without ends.
    pub is_running: bool,
}

pub struct ShownFile {
    path: PathBuf,
    file: TextFile,
    formatter: Formatter,
    page: Page,
    is_running: bool,
}

impl ShownFile {
    pub fn open(call: &Call, path: PathBuf, manner: Manner) -> Result<ShownFile, Fault> {
        let failed = |error: std::io::Error| unusable(&path, &error);
        let Manner { appends, .. } = manner;
        let mut options = OpenOptions::new();
        options.write(true).append(appends).truncate(!appends).create(true);
        options.create_new(manner.is_new_only && !appends);
        let opened = match options.open(&path) {
            Err(error) if error.kind() == ErrorKind::PermissionDenied && manner.is_forced => {
                make_writable(&path).and_then(|()| options.open(&path))
            }
            other => other,
        };
        let file = opened.map_err(failed)?;
        let is_new = !appends || file.metadata().map_err(failed)?.len() == 0;
        Ok(ShownFile {
            file: TextFile::new(file, manner.encoding, is_new).map_err(failed)?,
            path,
            formatter: Formatter::new(),
            page: page(call, Page::stream(manner.columns)),
            is_running: manner.is_running,
        })
    }

    pub fn show(&mut self, value: &Value) -> Result<(), Fault> {
        let lines = self.formatter.push(value, &self.page);
        self.write(&lines)
    }

    /// Writes what was held back to measure columns.
    pub fn finish(&mut self) -> Result<(), Fault> {
        let lines = self.formatter.finish(&self.page);
        self.write(&lines)?;
        self.file.finish().map_err(|error| unusable(&self.path, &error))
    }

    fn write(&mut self, lines: &[Line]) -> Result<(), Fault> {
        let text = plain(lines);
        let text = if self.is_running { text.replace('\n', "") } else { text };
        self.file.write(&text).map_err(|error| unusable(&self.path, &error))
    }
}
