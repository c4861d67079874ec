//! `Get-Item`: files and folders as objects, and what `env:`, `variable:`, `function:` and `alias:` hold.

use super::entry::entry;
use super::paths::{FORCE, Found, LITERAL_PATH, PATH, SETS, found, place_of};
use super::place::{is_hidden, unusable};
use super::sieve::{EXCLUDE, FILTER, INCLUDE, Sieve};
use crate::cmdlet::prelude::*;

pub static GET_ITEM: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-Item",
        aliases: &["gi"],
        synopsis: "Give a file or folder as an object",
        about: "A folder itself, not what is in it. Without -Force names that begin with a dot are not found.",
        params: &[PATH.spec(), LITERAL_PATH.spec(), FILTER.spec(), INCLUDE.spec(), EXCLUDE.spec(), FORCE.spec()],
        sets: SETS,
        examples: &[
            Example { does: "Tell the size of a file", run: "(Get-Item users.csv).Length" },
            Example { does: "Give a file whose name has brackets", run: "Get-Item -LiteralPath 'log[1].txt'" },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let is_forced = call.is_set(&FORCE)?;
    for found in found(call, &Sieve::of(call)?)? {
        let file = match found {
            Found::Item { value, .. } => {
                out.emit(value)?;
                continue;
            }
            Found::File(file) => file,
        };
        if is_hidden(&file.path) && !is_forced {
            let says = format!("Could not find item {}.", file.path.display());
            call.error(
                Fault::not_found("ItemNotFound", says)
                    .at(place_of(call))
                    .about(Value::text(file.path.to_string_lossy()))
                    .fix("Names that begin with a dot are hidden; add -Force."),
            )?;
            continue;
        }
        match entry(&file.path) {
            Ok(entry) => out.emit(entry)?,
            Err(error) => call.error(unusable(&file.path, &error).at(place_of(call)))?,
        }
    }
    Ok(())
}
