//! `Import-Clixml`: the objects that Export-Clixml has written.

use std::io::Read;

use super::reader;
use crate::cmdlet::file::encoding::reader as open;
use crate::cmdlet::file::paths::{LITERAL_PATH, PATH, SETS, place_of, to_read};
use crate::cmdlet::file::place::unusable;
use crate::cmdlet::prelude::*;
use crate::lang::eval::TotalCount;

static FIRST: Param<u64> = Param::new("First", "Only so many objects of each file.");
static INCLUDE_TOTAL_COUNT: Param<Switch> = Param::switch(
    "IncludeTotalCount",
    "Before the objects of each file put out their total count; as in PowerShell it is unknown.",
);
static SKIP: Param<u64> = Param::new("Skip", "Leave out so many objects at the beginning of each file.");

/// A larger file is not read: its objects would have to lie in memory all at once.
const LARGEST: u64 = 256 << 20;

pub static IMPORT_CLIXML: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Import-Clixml",
        synopsis: "Read objects from an XML file that keeps their types",
        about: "What Export-Clixml has written, here or in PowerShell. Methods do not come back, only what the objects held.",
        params: &[PATH.spec(), LITERAL_PATH.spec(), INCLUDE_TOTAL_COUNT.spec(), SKIP.spec(), FIRST.spec()],
        sets: SETS,
        examples: &[
            Example {
                does: "See which connectors have changed since",
                run: "Compare-Object (Import-Clixml before.xml) (Get-SendConnector) -Property Name,Enabled",
            },
            Example {
                does: "Read a file whose name has brackets",
                run: "Import-Clixml -LiteralPath 'before[1].xml' -First 1",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let count =
        |param| Ok::<_, Fault>(call.get::<u64>(param)?.map(|count| usize::try_from(count).unwrap_or(usize::MAX)));
    let (first, skip) = (count(&FIRST)?.unwrap_or(usize::MAX), count(&SKIP)?.unwrap_or(0));
    for path in to_read(call)? {
        let written = path.display();
        let failed = |error: std::io::Error| unusable(&path, &error).at(place_of(call));
        let mut text = String::new();
        let read = open(&path, None).and_then(|file| file.take(LARGEST + 1).read_to_string(&mut text));
        if let Err(error) = read {
            call.error(failed(error))?;
            continue;
        }
        if text.len() as u64 > LARGEST {
            let says = format!("'{written}' holds more than 256 MB.");
            call.error(Fault::invalid("FileTooLarge", says).at(place_of(call)))?;
            continue;
        }
        match reader::objects(&text, session) {
            Ok(objects) => {
                if call.is_set(&INCLUDE_TOTAL_COUNT)? {
                    out.emit(Value::scalar(TotalCount::UNKNOWN))?;
                }
                objects.into_iter().skip(skip).take(first).try_for_each(|object| out.emit(object))?;
            }
            Err(reason) => {
                let says = format!("'{written}' is not CLIXML: {reason}.");
                call.error(Fault::invalid("InvalidClixml", says).at(place_of(call)))?;
            }
        }
    }
    Ok(())
}
