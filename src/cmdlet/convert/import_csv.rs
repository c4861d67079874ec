//! `Import-Csv`: a CSV file as objects.

use super::DELIMITER;
use super::csv_columns::{HEADER, put_objects};
use crate::cmdlet::file::encoding::{ENCODING, reader};
use crate::cmdlet::file::place::{existing, full, unusable};
use crate::cmdlet::prelude::*;

static PATH: Param<Vec<String>> =
    Param::new("Path", "The files; `*` allowed.").position(1).from_pipeline().from_property();
static LITERAL_PATH: Param<Vec<String>> =
    Param::new("LiteralPath", "The files; no character has a meaning of its own.")
        .from_property()
        .aliases(&["PSPath", "LP", "FullName"]);

pub static IMPORT_CSV: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Import-Csv",
        aliases: &["ipcsv"],
        synopsis: "Read a CSV file as objects",
        about: "The first line names the properties unless -Header does. Every value is text. Tracking and protocol logs, \
                whose names are behind `#Fields:`, are read too.",
        params: &[PATH.spec(), LITERAL_PATH.spec(), DELIMITER.spec(), HEADER.spec(), ENCODING.spec()],
        sets: &[
            ParamSet { name: "Path", params: &["Path"], mandatory: &["Path"] },
            ParamSet { name: "LiteralPath", params: &["LiteralPath"], mandatory: &["LiteralPath"] },
        ],
        examples: &[
            Example {
                does: "Make a connector for each line",
                run: "Import-Csv connectors.csv | ForEach-Object { New-SendConnector -Name $_.Name -AddressSpaces $_.Space -WhatIf }",
            },
            Example {
                does: "Read a file of another program, which names no columns",
                run: "Import-Csv -LiteralPath 'export[1].csv' -Delimiter ';' -Header Name,Address",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let mut paths = Vec::new();
    for written in call.get(&LITERAL_PATH)?.unwrap_or_default() {
        paths.push((full(call, &written), written));
    }
    for written in call.get(&PATH)?.unwrap_or_default() {
        match existing(call, &written) {
            Ok(found) => paths.extend(found.into_iter().map(|path| (path, written.clone()))),
            Err(fault) => call.error(fault.at(call.place(&PATH)))?,
        }
    }
    for (path, written) in paths {
        let failed = |error: std::io::Error| match error.kind() {
            std::io::ErrorKind::InvalidData => {
                Fault::invalid("InvalidCsv", format!("'{written}' is not CSV.")).cause(error).at(call.place(&PATH))
            }
            _ => unusable(&written, &error).at(call.place(&PATH)),
        };
        match reader(&path, call.get(&ENCODING)?) {
            Ok(input) => put_objects(call, input, &failed, out)?,
            Err(error) => call.error(failed(error))?,
        }
    }
    Ok(())
}
