//! `Export-Csv`: objects in a CSV file.

use std::fs::OpenOptions;
use std::path::Path;
use std::sync::Arc;

use super::csv_reader::CsvReader;
use super::csv_writer::{CsvWriter, INCLUDE_TYPE, NO_HEADER, NO_TYPE, QUOTE_FIELDS, USE_QUOTES};
use super::{DELIMITER, USE_CULTURE, delimiter};
use crate::cmdlet::file::encoding::{ENCODING, Encoding, TextFile, marked_encoding, reader};
use crate::cmdlet::file::paths::to_write;
use crate::cmdlet::file::place::{make_writable, unusable};
use crate::cmdlet::object::input;
use crate::cmdlet::prelude::*;
use crate::lang::format::refuse;
use crate::model::Span;

static INPUT: Param<Value> = Param::new("InputObject", "What to write; usually comes by the pipeline.")
    .mandatory()
    .refuses_null()
    .allows_empty()
    .from_pipeline();
static PATH: Param<String> = Param::new("Path", "The file; `*` allowed.").position(1).refuses_empty();
static LITERAL_PATH: Param<String> =
    Param::new("LiteralPath", "The file; no character has a meaning of its own. Either this or Path must be given.")
        .aliases(&["PSPath", "LP"])
        .refuses_empty();
static APPEND: Param<Switch> = Param::switch("Append", "Add to the file, under the columns it has.");
static FORCE: Param<Switch> =
    Param::switch("Force", "With -Append: also objects that lack a column. Write over a file that is read-only.");
static NO_CLOBBER: Param<Switch> =
    Param::switch("NoClobber", "Refuse to write over an existing file.").aliases(&["NoOverwrite"]);

pub static EXPORT_CSV: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Export-Csv",
        aliases: &["epcsv"],
        synopsis: "Write objects to a CSV file",
        about: "The first object's properties are the columns. What later objects have besides is left out.",
        params: &[
            PATH.spec(),
            LITERAL_PATH.spec(),
            INPUT.spec(),
            DELIMITER.spec(),
            USE_CULTURE.spec(),
            NO_TYPE.spec(),
            INCLUDE_TYPE.spec(),
            NO_HEADER.spec(),
            USE_QUOTES.spec(),
            QUOTE_FIELDS.spec(),
            APPEND.spec(),
            FORCE.spec(),
            NO_CLOBBER.spec(),
            ENCODING.spec(),
        ],
        effect: Effect::Changes(Impact::Medium),
        examples: &[
            Example {
                does: "Keep the connectors in a file",
                run: "Get-SendConnector | Select-Object Name,Enabled,MaxMessageSize | Export-Csv connectors.csv",
            },
            Example {
                does: "Add the queues of this moment to a file",
                run: "Get-Queue | Select-Object Identity,MessageCount | Export-Csv queues.csv -Append",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Stage(start),
};

fn start(call: &Call, _: &Session) -> Result<Box<dyn Stage>, Fault> {
    let mut writer = CsvWriter::new(call)?;
    let (path, is_literal) = match (call.get(&PATH)?, call.get(&LITERAL_PATH)?) {
        (Some(path), None) => (path, false),
        (None, Some(path)) => (path, true),
        _ => {
            let says = "You must specify either the -Path or -LiteralPath parameters, but not both.";
            let fault = Fault::invalid("CannotSpecifyPathAndLiteralPath", says);
            return Err(fault.categorized("InvalidData").at(call.span));
        }
    };
    if !call.should("Export-Csv", &path, "")? {
        return Ok(Box::new(Export { path, writer, file: None, appends: false }));
    }
    let file = to_write(call, &path, is_literal).map_err(|fault| fault.at(place(call)))?;
    let failed = |error: std::io::Error| unusable(&file, &error).at(place(call));
    let appends = call.is_set(&APPEND)?;
    let before = if appends { columns(call, &file).map_err(failed)? } else { None };
    let mut options = OpenOptions::new();
    options.write(true).append(appends).truncate(!appends).create(true);
    options.create_new(call.is_set(&NO_CLOBBER)? && !appends);
    let opened = match options.open(&file) {
        Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied && call.is_set(&FORCE)? => {
            make_writable(&file).and_then(|()| options.open(&file))
        }
        other => other,
    };
    // What is there already says how the rest must stand.
    let found = if before.is_some() { marked_encoding(&file).map_err(failed)? } else { None };
    let encoding = found.or(call.get(&ENCODING)?).unwrap_or(Encoding::Default);
    let file = opened.and_then(|opened| TextFile::new(opened, encoding, before.is_none())).map_err(failed)?;
    let goes_on = before.is_some();
    if let Some(columns) = before {
        writer.go_on_under(columns);
    }
    Ok(Box::new(Export { path, writer, file: Some(file), appends: goes_on }))
}

/// Where the file is named.
fn place(call: &Call) -> Span {
    call.place_of_either(&LITERAL_PATH, &PATH)
}

/// The columns of a file that is there and not empty.
fn columns(call: &Call, path: &Path) -> std::io::Result<Option<Vec<Arc<str>>>> {
    if std::fs::metadata(path).map_or(0, |about| about.len()) == 0 {
        return Ok(None);
    }
    let delimiter = delimiter(call).unwrap_or(',');
    let mut records = CsvReader::new(reader(path, call.get(&ENCODING).ok().flatten())?, delimiter);
    while let Some(record) = records.next()? {
        if !record.first().is_some_and(|first| first.starts_with("#TYPE")) {
            return Ok(Some(record.into_iter().map(Arc::from).collect()));
        }
    }
    Ok(None)
}

struct Export {
    path: String,
    writer: CsvWriter,
    /// `None`: `-WhatIf`, or No to `-Confirm`.
    file: Option<TextFile>,
    /// The columns are those of a file that was there; the first object must have them.
    appends: bool,
}

impl Export {
    /// Lines under names that are not theirs would be a file that nobody can read right.
    fn check(&mut self, call: &Call, object: &Value) -> Result<(), Fault> {
        if !std::mem::take(&mut self.appends) || call.is_set(&FORCE)? {
            return Ok(());
        }
        let missing = self.writer.columns().unwrap_or_default().iter().find(|name| object.property(name).is_none());
        match missing {
            None => Ok(()),
            Some(name) => {
                let says = format!(
                    "Cannot append CSV content to the following file: {}. The appended object does not have a property that corresponds to the following column: {name}. To continue with mismatched properties, add the -Force parameter, and then retry the command.",
                    self.path
                );
                // Nothing that follows may be written either.
                self.file = None;
                Err(Fault::invalid("CannotAppendCsvWithMismatchedPropertyNames", says)
                    .categorized("InvalidData")
                    .about(Value::String(name.clone()))
                    .ending_statement()
                    .at(place(call)))
            }
        }
    }
}

impl Stage for Export {
    fn take(&mut self, call: &Call, _: &mut Output) -> Result<(), Fault> {
        let Some(value) = input(call).filter(|value| !value.is_null()) else { return Ok(()) };
        refuse(&value)?;
        if self.file.is_none() {
            return Ok(());
        }
        self.check(call, &value)?;
        let lines = self.writer.lines(call, &value)?;
        let Some(file) = &mut self.file else { return Ok(()) };
        let written = lines.iter().try_for_each(|line| file.write(line).and_then(|()| file.write("\n")));
        written.map_err(|error| unusable(&self.path, &error).at(place(call)))
    }

    fn finish(&mut self, call: &Call, _: &mut Output) -> Result<(), Fault> {
        match &mut self.file {
            Some(file) => file.finish().map_err(|error| unusable(&self.path, &error).at(place(call))),
            None => Ok(()),
        }
    }
}
