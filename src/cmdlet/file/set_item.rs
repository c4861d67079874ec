//! `Set-Item`: give a variable, an alias, a function or a variable of the environment a value.

use super::drive::InDrive;
use super::paths::{LITERAL_PATH, SETS, place_of};
use super::sieve::{EXCLUDE, FILTER, INCLUDE, Sieve};
use crate::cmdlet::prelude::*;
use crate::model::Wildcard;

static PATH: Param<Vec<String>> =
    Param::new("Path", "What to set, such as `env:TZ` or `variable:limit`; `*` means what is there.")
        .position(1)
        .from_property();
static VALUE: Param<Value> =
    Param::new("Value", "What it shall hold.").position(2).from_pipeline().from_property().keeps_blocks();
static FORCE: Param<Switch> = Param::switch("Force", "Also what is read-only.");
static PASS_THRU: Param<Switch> = Param::switch("PassThru", "Put out what was set.");

pub static SET_ITEM: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Set-Item",
        aliases: &["si"],
        synopsis: "Give a variable, alias, function or variable of the environment a value",
        about: "What is not there is made. Files are written with Set-Content.",
        params: &[
            PATH.spec(),
            LITERAL_PATH.spec(),
            VALUE.spec(),
            FILTER.spec(),
            INCLUDE.spec(),
            EXCLUDE.spec(),
            FORCE.spec(),
            PASS_THRU.spec(),
        ],
        sets: SETS,
        effect: Effect::Changes(Impact::Medium),
        examples: &[
            Example { does: "Set a variable of the environment", run: "Set-Item env:TZ UTC" },
            Example {
                does: "Define a function",
                run: "Set-Item function:waiting { Get-Queue | Where-Object MessageCount -gt 0 }",
            },
            Example {
                does: "Set a variable whose name has a star",
                run: "Set-Item -LiteralPath 'variable:a*' -Value 5",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(set),
};

fn set(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let value = call.get(&VALUE)?.unwrap_or_default();
    for (written, path) in meant(call)? {
        let Some(path) = path else {
            let says = format!("'{written}' is no variable, alias, function or variable of the environment.");
            call.error(
                Fault::invalid("SetItemOfFile", says).at(place_of(call)).fix("Files are written with Set-Content."),
            )?;
            continue;
        };
        if !call.should("Set Item", &format!("Item: {written} Value: {value}"), "")? {
            continue;
        }
        path.set(call, value.clone()).map_err(|fault| fault.at(place_of(call)))?;
        if call.is_set(&PASS_THRU)? {
            path.items(call).into_iter().try_for_each(|(_, item)| out.emit(item))?;
        }
    }
    Ok(())
}

/// Everything that is to be set, as it was written; `None` for a file.
fn meant(call: &Call) -> Result<Vec<(String, Option<InDrive>)>, Fault> {
    let sieve = Sieve::of(call)?;
    let literal = call.get(&LITERAL_PATH)?.unwrap_or_default().into_iter();
    let mut all: Vec<_> = literal
        .map(|written| {
            let path = InDrive::read(&written).map(InDrive::literally);
            (written, path)
        })
        .collect();
    for written in call.get(&PATH)?.unwrap_or_default() {
        match InDrive::read(&written) {
            Some(path) if Wildcard::is_pattern(&path.name) => {
                let names = path.items(call).into_iter().map(|(name, _)| name).filter(|name| sieve.fits(name));
                all.extend(names.map(|name| (written.clone(), Some(path.called(&name)))));
            }
            Some(path) if !sieve.fits(&path.name) => {}
            path => all.push((written, path)),
        }
    }
    Ok(all)
}
