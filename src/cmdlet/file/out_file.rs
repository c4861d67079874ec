//! `Out-File`: what would be shown, in a file.

use std::fs::{File, OpenOptions};

use super::encoding::{ENCODING, Encoding, TextFile};
use super::place::{full, unusable};
use crate::cmdlet::object::{INPUT, input};
use crate::cmdlet::prelude::*;
use crate::lang::format::{Formatter, Line, Page, plain};

static PATH: Param<String> = Param::new("FilePath", "The file to write.").mandatory().position(1).aliases(&[
    "Path",
    "LiteralPath",
    "PSPath",
    "LP",
]);
static APPEND: Param<Switch> = Param::switch("Append", "Add to the file instead of replacing what it holds.");
static NO_CLOBBER: Param<Switch> =
    Param::switch("NoClobber", "Refuse to write over an existing file.").aliases(&["NoOverwrite"]);
static WIDTH: Param<u32> = Param::new("Width", "Columns to lay tables out for. Default 120.");
static NO_NEWLINE: Param<Switch> = Param::switch("NoNewline", "Write no line ends.");

/// As wide as redirection writes.
const COLUMNS: u32 = 120;

pub static OUT_FILE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Out-File",
        synopsis: "Write to a file what would be shown",
        about: "Tables and lists as on the screen. For other programs to read, use Export-Csv or ConvertTo-Json.",
        params: &[
            PATH.spec(),
            INPUT.spec(),
            APPEND.spec(),
            NO_CLOBBER.spec(),
            WIDTH.spec(),
            NO_NEWLINE.spec(),
            ENCODING.spec(),
        ],
        effect: Effect::Changes(Impact::Medium),
        examples: &[Example {
            does: "Keep a report about the queues",
            run: "Get-Queue | Format-List | Out-File queues.txt",
        }],
        ..Signature::NEW
    },
    run: Run::Stage(start),
};

fn start(call: &Call, _: &Session) -> Result<Box<dyn Stage>, Fault> {
    let path = call.require(&PATH)?;
    let file = if call.should("Output to File", &path, "")? { Some(open(call, &path)?) } else { None };
    let columns = call.get(&WIDTH)?.unwrap_or(COLUMNS).clamp(2, 100_000);
    Ok(Box::new(Writing {
        path,
        file,
        formatter: Formatter::new(),
        page: Page::stream(columns as usize),
        is_running: call.is_set(&NO_NEWLINE)?,
    }))
}

fn open(call: &Call, path: &str) -> Result<TextFile, Fault> {
    let failed = |error: std::io::Error| unusable(path, &error).at(call.place(&PATH));
    let appends = call.is_set(&APPEND)?;
    let mut options = OpenOptions::new();
    options.write(true).append(appends).truncate(!appends).create(true);
    let file: File =
        options.create_new(call.is_set(&NO_CLOBBER)? && !appends).open(full(call, path)).map_err(failed)?;
    let is_new = !appends || file.metadata().map_err(failed)?.len() == 0;
    TextFile::new(file, call.get(&ENCODING)?.unwrap_or(Encoding::Default), is_new).map_err(failed)
}

struct Writing {
    path: String,
    /// `None`: `-WhatIf`, or No to `-Confirm`.
    file: Option<TextFile>,
    formatter: Formatter,
    page: Page,
    /// Lines follow each other without ends.
    is_running: bool,
}

impl Writing {
    fn write(&mut self, call: &Call, lines: &[Line]) -> Result<(), Fault> {
        let Some(file) = &mut self.file else { return Ok(()) };
        let text = plain(lines);
        let text = if self.is_running { text.replace('\n', "") } else { text };
        file.write(&text).map_err(|error| unusable(&self.path, &error).at(call.place(&PATH)))
    }
}

impl Stage for Writing {
    fn take(&mut self, call: &Call, _: &mut Output) -> Result<(), Fault> {
        let Some(value) = input(call) else { return Ok(()) };
        let lines = self.formatter.push(&value, &self.page);
        self.write(call, &lines)
    }

    fn finish(&mut self, call: &Call, _: &mut Output) -> Result<(), Fault> {
        let lines = self.formatter.finish(&self.page);
        self.write(call, &lines)?;
        match &mut self.file {
            Some(file) => file.finish().map_err(|error| unusable(&self.path, &error).at(call.place(&PATH))),
            None => Ok(()),
        }
    }
}
