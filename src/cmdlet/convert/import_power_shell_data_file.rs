//! `Import-PowerShellDataFile`: the hashtable that a data file holds.

use std::io::Read;

use crate::cmdlet::file::encoding::reader;
use crate::cmdlet::file::paths::{LITERAL_PATH, PATH, SETS, place_of, to_read};
use crate::cmdlet::file::place::unusable;
use crate::cmdlet::prelude::*;
use crate::lang::data_file;

static SKIP_LIMIT_CHECK: Param<Switch> = Param::switch("SkipLimitCheck", "Also a file with more than 500 keys.");

pub static IMPORT_POWER_SHELL_DATA_FILE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Import-PowerShellDataFile",
        aliases: &["Import-PSDataFile"],
        synopsis: "Read the hashtable of a .psd1 file",
        about: "Nothing of the file runs: it may hold numbers, text, lists and hashtables of them.",
        params: &[PATH.spec(), LITERAL_PATH.spec(), SKIP_LIMIT_CHECK.spec()],
        sets: SETS,
        examples: &[
            Example { does: "Read settings", run: "(Import-PowerShellDataFile settings.psd1).Server" },
            Example {
                does: "Read a file whose name has brackets",
                run: "Import-PowerShellDataFile -LiteralPath 'settings[1].psd1'",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let is_limited = !call.is_set(&SKIP_LIMIT_CHECK)?;
    for path in to_read(call)? {
        let mut text = String::new();
        let read = reader(&path, None).and_then(|mut file| file.read_to_string(&mut text));
        if let Err(error) = read {
            call.error(unusable(&path, &error).at(place_of(call)))?;
            continue;
        }
        match data_file::check(&path.to_string_lossy(), &text, is_limited) {
            Ok(()) => call.engine.run_text(&text, &mut |value| out.emit(value))?,
            Err(fault) => call.error(fault)?,
        }
    }
    Ok(())
}
