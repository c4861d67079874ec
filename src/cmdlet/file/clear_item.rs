//! `Clear-Item`: variables and their like without what they held.

use super::paths::{FORCE, Found, LITERAL_PATH, PATH, SETS, found_or_told, place_of};
use super::sieve::{EXCLUDE, FILTER, INCLUDE};
use crate::cmdlet::prelude::*;

pub static CLEAR_ITEM: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Clear-Item",
        aliases: &["cli"],
        synopsis: "Take from variables what they hold",
        about: "A variable stays and holds nothing; a variable of the environment is gone. Files are emptied with Clear-Content.",
        params: &[PATH.spec(), LITERAL_PATH.spec(), FILTER.spec(), INCLUDE.spec(), EXCLUDE.spec(), FORCE.spec()],
        sets: SETS,
        effect: Effect::Changes(Impact::Medium),
        examples: &[
            Example { does: "Forget what variables held", run: "$report1 = 5; Clear-Item variable:report*" },
            Example {
                does: "Clear a variable whose name has a star",
                run: "${a*} = 5; Clear-Item -LiteralPath 'variable:a*'",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, _: &mut Output) -> Result<(), Fault> {
    for found in found_or_told(call)? {
        match found {
            Found::Item { of, name, .. } if !of.name.is_empty() => {
                if call.should("Clear Item", &format!("Item: {name}"), "")? {
                    of.called(&name).set(call, Value::Null).map_err(|fault| fault.at(place_of(call)))?;
                }
            }
            Found::Item { .. } | Found::File(_) => {
                let says = "Provider operation stopped because the provider does not support this operation.";
                let fault = Fault::invalid("NotSupported", says).categorized("NotImplemented").at(place_of(call));
                call.error(
                    fault
                        .fix("Clear-Content empties files; Clear-Item is for what env:, variable: and function: hold."),
                )?;
            }
        }
    }
    Ok(())
}
