//! `Clear-Content`: files without what they held.

use std::fs::OpenOptions;

use super::paths::{FORCE, Found, LITERAL_PATH, SETS, found_or_told, place_of};
use super::place::{named, unusable};
use super::sieve::{EXCLUDE, FILTER, INCLUDE};
use crate::cmdlet::prelude::*;

static PATH: Param<Vec<String>> = Param::new("Path", "What is meant; `*` allowed.").position(1).from_property();

pub static CLEAR_CONTENT: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Clear-Content",
        aliases: &["clc"],
        synopsis: "Empty files",
        about: "The files stay. Variables, aliases and functions lose their values: clear them with Clear-Variable or Remove-Item.",
        params: &[PATH.spec(), LITERAL_PATH.spec(), FILTER.spec(), INCLUDE.spec(), EXCLUDE.spec(), FORCE.spec()],
        sets: SETS,
        effect: Effect::Changes(Impact::Medium),
        examples: &[
            Example { does: "Empty the logs", run: "Clear-Content *.LOG -WhatIf" },
            Example { does: "Empty a file whose name has brackets", run: "Clear-Content -LiteralPath 'log[1].txt'" },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, _: &mut Output) -> Result<(), Fault> {
    for found in found_or_told(call)? {
        let file = match found {
            Found::File(file) => file,
            Found::Item { of, name, .. } => {
                if call.should("Clear Content", &format!("Item: {name}"), "")? {
                    of.called(&name).set(call, Value::Null)?;
                }
                continue;
            }
        };
        if file.path.is_dir() {
            let says = format!(
                "Unable to clear content because '{}' is a directory. Clear-Content is only supported on files.",
                file.path.display()
            );
            call.error(Fault::invalid("ClearDirectoryContent", says).at(place_of(call)))?;
            continue;
        }
        if !call.should("Clear Content", &format!("Item: {}", file.path.display()), "")? {
            continue;
        }
        if let Err(error) = OpenOptions::new().write(true).truncate(true).open(&file.path) {
            call.error(named("ClearContentUnauthorizedAccessError", unusable(&file.path, &error)).at(place_of(call)))?;
        }
    }
    Ok(())
}
