//! `Import-Clixml`: the objects that Export-Clixml has written.

use std::io::Read;

use super::reader;
use crate::cmdlet::file::encoding::reader as open;
use crate::cmdlet::file::place::{existing, full, unusable};
use crate::cmdlet::prelude::*;

static PATH: Param<Vec<String>> =
    Param::new("Path", "The files; `*` allowed.").position(1).from_pipeline().from_property();
static LITERAL_PATH: Param<Vec<String>> =
    Param::new("LiteralPath", "The files; no character has a meaning of its own.")
        .from_property()
        .aliases(&["PSPath", "LP", "FullName"]);
static FIRST: Param<u64> = Param::new("First", "Only so many objects of each file.");
static SKIP: Param<u64> = Param::new("Skip", "Leave out so many objects at the beginning of each file.");

/// A larger file is not read: its objects would have to lie in memory all at once.
const LARGEST: u64 = 256 << 20;

pub static IMPORT_CLIXML: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Import-Clixml",
        synopsis: "Read objects from an XML file that keeps their types",
        about: "What Export-Clixml has written, here or in PowerShell. Methods do not come back, only what the objects held.",
        params: &[PATH.spec(), LITERAL_PATH.spec(), FIRST.spec(), SKIP.spec()],
        sets: &[
            ParamSet { name: "ByPath", params: &["Path"], mandatory: &["Path"] },
            ParamSet { name: "ByLiteralPath", params: &["LiteralPath"], mandatory: &["LiteralPath"] },
        ],
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
    let count =
        |param| Ok::<_, Fault>(call.get::<u64>(param)?.map(|count| usize::try_from(count).unwrap_or(usize::MAX)));
    let (first, skip) = (count(&FIRST)?.unwrap_or(usize::MAX), count(&SKIP)?.unwrap_or(0));
    for (path, written) in paths {
        let failed = |error: std::io::Error| unusable(&written, &error).at(call.place(&PATH));
        let mut text = String::new();
        let read = open(&path, None).and_then(|file| file.take(LARGEST + 1).read_to_string(&mut text));
        if let Err(error) = read {
            call.error(failed(error))?;
            continue;
        }
        if text.len() as u64 > LARGEST {
            let says = format!("'{written}' holds more than 256 MB.");
            call.error(Fault::invalid("FileTooLarge", says).at(call.place(&PATH)))?;
            continue;
        }
        match reader::objects(&text, session) {
            Ok(objects) => objects.into_iter().skip(skip).take(first).try_for_each(|object| out.emit(object))?,
            Err(reason) => {
                let says = format!("'{written}' is not CLIXML: {reason}.");
                call.error(Fault::invalid("InvalidClixml", says).at(call.place(&PATH)))?;
            }
        }
    }
    Ok(())
}
