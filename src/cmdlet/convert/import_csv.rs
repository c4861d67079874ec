//! `Import-Csv`: a CSV file as objects.

use super::csv_columns::{HEADER, put_objects};
use super::measured::Measured;
use super::{DELIMITER, USE_CULTURE};
use crate::cmdlet::file::encoding::{ENCODING, reader};
use crate::cmdlet::file::paths::{LITERAL_PATH, PATH, SETS, place_of, to_read};
use crate::cmdlet::file::place::unusable;
use crate::cmdlet::prelude::*;

pub static IMPORT_CSV: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Import-Csv",
        aliases: &["ipcsv"],
        synopsis: "Read a CSV file as objects",
        about: "The first line names the properties unless -Header does. Every value is text. Tracking and protocol logs, \
                whose names are behind `#Fields:`, are read too.",
        params: &[
            PATH.spec(),
            LITERAL_PATH.spec(),
            DELIMITER.spec(),
            USE_CULTURE.spec(),
            HEADER.spec(),
            ENCODING.spec(),
        ],
        sets: SETS,
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
    for path in to_read(call)? {
        let failed = |error: std::io::Error| match error.kind() {
            std::io::ErrorKind::InvalidData => {
                Fault::invalid("InvalidCsv", format!("'{}' is not CSV.", path.display()))
                    .cause(error)
                    .at(place_of(call))
            }
            _ => unusable(&path, &error).at(place_of(call)),
        };
        match reader(&path, call.get(&ENCODING)?) {
            Ok(input) => put_objects(call, Measured::new(call, &path, input), &failed, out)?,
            Err(error) => call.error(failed(error))?,
        }
    }
    Ok(())
}
