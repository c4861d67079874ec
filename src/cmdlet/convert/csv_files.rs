//! `Export-Csv` and `Import-Csv`: CSV in files.

use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader, BufWriter, Write};

use super::table::{DELIMITER, HEADER, Lines, NO_TYPE, delimiter, read};
use crate::cmdlet::file::unusable;
use crate::cmdlet::object::{INPUT, input};
use crate::cmdlet::prelude::*;
use crate::lang::format::refuse;

static PATH: Param<String> =
    Param::new("Path", "The file.").mandatory().position(1).aliases(&["LiteralPath", "PSPath"]);
static PATHS: Param<Vec<String>> = Param::new("Path", "The files.")
    .mandatory()
    .position(1)
    .from_pipeline()
    .from_property()
    .aliases(&["LiteralPath", "FullName", "PSPath"]);
static APPEND: Param<Switch> = Param::switch("Append", "Add to the file, under the columns it has.");
static NO_CLOBBER: Param<Switch> = Param::switch("NoClobber", "Refuse to write over an existing file.");
static FORCE: Param<Switch> =
    Param::switch("Force", "Accepted for compatibility: the file is written whatever it held.");

pub static EXPORT_CSV: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Export-Csv",
        aliases: &["epcsv"],
        synopsis: "Write objects to a CSV file",
        about: "The first object's properties are the columns; every field is in quotes.",
        params: &[
            PATH.spec(),
            INPUT.spec(),
            DELIMITER.spec(),
            NO_TYPE.spec(),
            APPEND.spec(),
            NO_CLOBBER.spec(),
            FORCE.spec(),
        ],
        effect: Effect::Changes(Impact::Medium),
        examples: &[Example {
            does: "Keep the connectors in a file",
            run: "Get-SendConnector | Select-Object Name,AddressSpaces,SmartHosts | Export-Csv connectors.csv",
        }],
        ..Signature::NEW
    },
    run: Run::Stage(|_, _| Ok(Box::new(Writing::Waiting))),
};

enum Writing {
    Waiting,
    /// `-WhatIf`, or No to `-Confirm`.
    Refused,
    Open(BufWriter<File>, Lines),
}

impl Writing {
    fn open(&mut self, call: &Call) -> Result<(), Fault> {
        if !matches!(self, Writing::Waiting) {
            return Ok(());
        }
        let path = call.require(&PATH)?;
        if !call.should("Export-Csv", &path, "")? {
            *self = Writing::Refused;
            return Ok(());
        }
        let fault = |error: &std::io::Error| match error.kind() {
            std::io::ErrorKind::AlreadyExists => {
                Fault::conflict("FileExists", format!("The file '{path}' already exists."))
            }
            _ => unusable(&path, error),
        };
        let appends = call.is_set(&APPEND)?;
        let header = if appends {
            File::open(&path).ok().and_then(|file| BufReader::new(file).lines().next()).and_then(Result::ok)
        } else {
            None
        };
        let mut options = OpenOptions::new();
        let options =
            options.write(true).append(appends).truncate(!appends).create(true).create_new(call.is_set(&NO_CLOBBER)?);
        let file = options.open(&path).map_err(|error| fault(&error).at(call.place(&PATH)))?;
        let delimiter = delimiter(call)?;
        let lines = match header {
            Some(header) => Lines::under(delimiter, columns(&header, delimiter)),
            None => Lines::new(delimiter),
        };
        *self = Writing::Open(BufWriter::new(file), lines);
        Ok(())
    }
}

/// The names in the first line of a file.
fn columns(header: &str, delimiter: u8) -> Vec<std::sync::Arc<str>> {
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).from_reader(header.as_bytes());
    let first = reader.records().next().and_then(Result::ok).unwrap_or_default();
    first.iter().map(std::sync::Arc::from).collect()
}

impl Stage for Writing {
    fn take(&mut self, call: &Call, _: &mut Output) -> Result<(), Fault> {
        let Some(value) = input(call) else { return Ok(()) };
        refuse(&value)?;
        self.open(call)?;
        let Writing::Open(file, lines) = self else { return Ok(()) };
        for line in lines.of(&value) {
            writeln!(file, "{line}").map_err(|error| unusable("the file", &error).at(call.place(&PATH)))?;
        }
        Ok(())
    }

    fn finish(&mut self, call: &Call, _: &mut Output) -> Result<(), Fault> {
        self.open(call)?;
        match self {
            Writing::Open(file, _) => file.flush().map_err(|error| unusable("the file", &error).at(call.place(&PATH))),
            _ => Ok(()),
        }
    }
}

pub static IMPORT_CSV: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Import-Csv",
        aliases: &["ipcsv"],
        synopsis: "Read a CSV file as objects",
        about: "The first line names the properties unless -Header does. Every value is text.",
        params: &[PATHS.spec(), DELIMITER.spec(), HEADER.spec()],
        examples: &[Example {
            does: "Make a connector for each line",
            run: "Import-Csv connectors.csv | ForEach-Object { New-SendConnector -Name $_.Name -AddressSpaces $_.Space -WhatIf }",
        }],
        ..Signature::NEW
    },
    run: Run::Each(import),
};

fn import(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    for path in call.require(&PATHS)? {
        match fs::read(&path) {
            Ok(bytes) => read(&String::from_utf8_lossy(&bytes), delimiter(call)?, call.get(&HEADER)?, out)?,
            Err(error) => call.error(unusable(&path, &error).at(call.place(&PATHS)))?,
        }
    }
    Ok(())
}
