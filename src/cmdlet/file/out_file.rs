//! `Out-File`: what would be shown, in a file.

use super::encoding::{ENCODING_SECOND, Encoding};
use super::paths::to_write;
use super::shown_file::{COLUMNS, Manner, ShownFile};
use crate::cmdlet::object::{INPUT, input};
use crate::cmdlet::prelude::*;
use crate::model::Span;

static PATH: Param<String> = Param::new("FilePath", "The file to write; `*` allowed.").position(1).aliases(&["Path"]);
static LITERAL_PATH: Param<String> =
    Param::new("LiteralPath", "The file to write; no character has a meaning of its own.")
        .from_property()
        .aliases(&["PSPath", "LP"]);
static APPEND: Param<Switch> = Param::switch("Append", "Add to the file instead of replacing what it holds.");
static NO_CLOBBER: Param<Switch> =
    Param::switch("NoClobber", "Refuse to write over an existing file.").aliases(&["NoOverwrite"]);
static FORCE: Param<Switch> = Param::switch("Force", "Write over a file that is read-only.");
static WIDTH: Param<u32> = Param::new("Width", "Columns to lay tables out for. Default 120.").within(2, i32::MAX);
static NO_NEWLINE: Param<Switch> = Param::switch("NoNewline", "Write no line ends.");

pub static OUT_FILE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Out-File",
        synopsis: "Write to a file what would be shown",
        about: "Tables and lists as on the screen. For other programs to read, use Export-Csv or ConvertTo-Json.",
        params: &[
            PATH.spec(),
            LITERAL_PATH.spec(),
            INPUT.spec(),
            APPEND.spec(),
            NO_CLOBBER.spec(),
            FORCE.spec(),
            WIDTH.spec(),
            NO_NEWLINE.spec(),
            ENCODING_SECOND.spec(),
        ],
        effect: Effect::Changes(Impact::Medium),
        sets: &[
            ParamSet { name: "ByPath", params: &["FilePath"], mandatory: &["FilePath"] },
            ParamSet { name: "ByLiteralPath", params: &["LiteralPath"], mandatory: &["LiteralPath"] },
        ],
        examples: &[
            Example { does: "Keep a report about the queues", run: "Get-Queue | Format-List | Out-File queues.txt" },
            Example {
                does: "Keep it in a file whose name has brackets",
                run: "Get-Queue | Out-File -LiteralPath 'queues[1].txt'",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Stage(start),
};

fn start(call: &Call, _: &Session) -> Result<Box<dyn Stage>, Fault> {
    let (path, is_literal) = match call.get(&LITERAL_PATH)? {
        Some(literal) => (literal, true),
        None => (call.require(&PATH)?, false),
    };
    // `-WhatIf`, or No to `-Confirm`: nothing is opened.
    if !call.should("Output to File", &path, "")? {
        return Ok(Box::new(Writing(None)));
    }
    let manner = Manner {
        appends: call.is_set(&APPEND)?,
        is_new_only: call.is_set(&NO_CLOBBER)?,
        is_forced: call.is_set(&FORCE)?,
        encoding: call.get(&ENCODING_SECOND)?.unwrap_or(Encoding::Default),
        columns: call.get(&WIDTH)?.unwrap_or(COLUMNS).clamp(2, 100_000) as usize,
        is_running: call.is_set(&NO_NEWLINE)?,
    };
    let path = to_write(call, &path, is_literal).map_err(|fault| fault.at(place(call)))?;
    let file = ShownFile::open(call, path, manner).map_err(|fault| fault.at(place(call)))?;
    Ok(Box::new(Writing(Some(file))))
}

/// Where the file is named.
fn place(call: &Call) -> Span {
    call.place_of_either(&LITERAL_PATH, &PATH)
}

struct Writing(Option<ShownFile>);

impl Stage for Writing {
    fn take(&mut self, call: &Call, _: &mut Output) -> Result<(), Fault> {
        match (&mut self.0, input(call)) {
            (Some(file), Some(value)) => file.show(&value).map_err(|fault| fault.at(place(call))),
            _ => Ok(()),
        }
    }

    fn finish(&mut self, call: &Call, _: &mut Output) -> Result<(), Fault> {
        match &mut self.0 {
            Some(file) => file.finish().map_err(|fault| fault.at(place(call))),
            None => Ok(()),
        }
    }
}
