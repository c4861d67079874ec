//! `Export-Clixml`: objects in an XML file that keeps their types.

use std::fs::OpenOptions;

use super::writer::Writer;
use super::{FOOT, HEAD};
use crate::cmdlet::file::encoding::{ENCODING, Encoding, TextFile};
use crate::cmdlet::file::paths::to_write;
use crate::cmdlet::file::place::{make_writable, unusable};
use crate::cmdlet::object::{INPUT, input};
use crate::cmdlet::prelude::*;
use crate::lang::format::refuse;
use crate::model::Span;

static PATH: Param<String> = Param::new("Path", "The file; `*` allowed.").position(1);
static LITERAL_PATH: Param<String> =
    Param::new("LiteralPath", "The file; no character has a meaning of its own.").aliases(&["PSPath", "LP"]);
static DEPTH: Param<u32> =
    Param::new("Depth", "How many levels of objects inside objects are kept whole, from 1 to 100. Default: 2.");
static FORCE: Param<Switch> = Param::switch("Force", "Write over a file that is read-only.");
static NO_CLOBBER: Param<Switch> =
    Param::switch("NoClobber", "Refuse to write over an existing file.").aliases(&["NoOverwrite"]);

/// Levels kept when nobody says how many, as PowerShell has it.
const LEVELS: u32 = 2;
const MOST_LEVELS: u32 = 100;

pub static EXPORT_CLIXML: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Export-Clixml",
        synopsis: "Write objects to an XML file that keeps their types",
        about: "Import-Clixml reads them back, PowerShell's included. Passwords are encrypted with the key of this data directory.",
        params: &[
            PATH.spec(),
            LITERAL_PATH.spec(),
            INPUT.spec(),
            DEPTH.spec(),
            FORCE.spec(),
            NO_CLOBBER.spec(),
            ENCODING.spec(),
        ],
        sets: &[
            ParamSet { name: "ByPath", params: &["Path"], mandatory: &["Path"] },
            ParamSet { name: "ByLiteralPath", params: &["LiteralPath"], mandatory: &["LiteralPath"] },
        ],
        effect: Effect::Changes(Impact::Medium),
        examples: &[
            Example {
                does: "Keep the connectors as they are now",
                run: "Get-SendConnector | Export-Clixml before.xml",
            },
            Example {
                does: "Keep them in a file whose name has brackets",
                run: "Get-SendConnector | Export-Clixml -LiteralPath 'before[1].xml'",
            },
            Example {
                does: "Keep a credential for a script",
                run: "New-Object System.Management.Automation.PSCredential('pat', (ConvertTo-SecureString 'P@ssw0rd' -AsPlainText -Force)) | Export-Clixml pat.xml",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Stage(start),
};

fn start(call: &Call, session: &Session) -> Result<Box<dyn Stage>, Fault> {
    let (path, is_literal) = match call.get(&LITERAL_PATH)? {
        Some(literal) => (literal, true),
        None => (call.require(&PATH)?, false),
    };
    let depth = call.get(&DEPTH)?.unwrap_or(LEVELS);
    if !(1..=MOST_LEVELS).contains(&depth) {
        let says = format!("The depth is a number from 1 to {MOST_LEVELS}.");
        return Err(Fault::invalid("InvalidDepth", says).at(call.place(&DEPTH)));
    }
    let mut file = None;
    if call.should("Export-Clixml", &path, "")? {
        let named = to_write(call, &path, is_literal).map_err(|fault| fault.at(place(call)))?;
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true).create_new(call.is_set(&NO_CLOBBER)?);
        let opened = match options.open(&named) {
            Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied && call.is_set(&FORCE)? => {
                make_writable(&named).and_then(|()| options.open(&named))
            }
            other => other,
        };
        let encoding = call.get(&ENCODING)?.unwrap_or(Encoding::Default);
        let made = opened.and_then(|opened| TextFile::new(opened, encoding, true)).and_then(|mut made| {
            made.write(HEAD)?;
            Ok(made)
        });
        file = Some(made.map_err(|error| unusable(&named, &error).at(place(call)))?);
    }
    Ok(Box::new(Export { path, file, depth: depth as usize, writer: Writer::new(session) }))
}

/// Where the file is named.
fn place(call: &Call) -> Span {
    call.place_of_either(&LITERAL_PATH, &PATH)
}

struct Export {
    path: String,
    /// `None`: `-WhatIf`, or No to `-Confirm`.
    file: Option<TextFile>,
    depth: usize,
    writer: Writer,
}

impl Stage for Export {
    fn take(&mut self, call: &Call, _: &mut Output) -> Result<(), Fault> {
        let Some(value) = input(call) else { return Ok(()) };
        refuse(&value)?;
        let Some(file) = &mut self.file else { return Ok(()) };
        let mut text = String::new();
        self.writer.put(&value, self.depth, &mut text)?;
        file.write(&text).map_err(|error| unusable(&self.path, &error).at(place(call)))
    }

    fn finish(&mut self, call: &Call, _: &mut Output) -> Result<(), Fault> {
        let Some(file) = &mut self.file else { return Ok(()) };
        let ended = file.write(FOOT).and_then(|()| file.finish());
        ended.map_err(|error| unusable(&self.path, &error).at(place(call)))
    }
}
