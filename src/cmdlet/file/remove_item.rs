//! `Remove-Item`: files and folders, variables, aliases and functions removed.

use std::io::ErrorKind;
use std::path::Path;

use super::paths::{Found, LITERAL_PATH, PATH, SETS, found, place_of};
use super::place::{holds_location, in_use, is_hidden, named, unusable};
use super::sieve::{EXCLUDE, FILTER, INCLUDE, Sieve};
use super::unix;
use crate::cmdlet::prelude::*;
use crate::lang::call::Choice;

static RECURSE: Param<Switch> = Param::switch("Recurse", "Folders with all that is in them.");
static FORCE: Param<Switch> = Param::switch("Force", "Also what may not be written, and names that begin with a dot.");

pub static REMOVE_ITEM: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Remove-Item",
        aliases: &["del", "erase", "rd", "ri", "rm", "rmdir"],
        synopsis: "Remove files or folders",
        about: "For good. A folder that is not empty goes with -Recurse, or when the person at the terminal says yes; links go, not what they lead to.",
        params: &[
            PATH.spec(),
            LITERAL_PATH.spec(),
            FILTER.spec(),
            INCLUDE.spec(),
            EXCLUDE.spec(),
            RECURSE.spec(),
            FORCE.spec(),
        ],
        sets: SETS,
        effect: Effect::Changes(Impact::Medium),
        examples: &[
            Example { does: "See which reports would go", run: "Remove-Item old/*.csv -WhatIf" },
            Example { does: "Remove a file whose name has brackets", run: "Remove-Item -LiteralPath 'log[1].txt'" },
        ],
        ..Signature::NEW
    },
    run: Run::Stage(|_, _| Ok(Box::new(Removal::default()))),
};

/// What can be answered when a folder with something in it is asked about.
const ANSWERS: &[Choice] = &[Choice::YES, Choice::YES_TO_ALL, Choice::NO, Choice::NO_TO_ALL];

#[derive(Default)]
struct Removal {
    /// "Yes to all" or "no to all", once somebody has said so.
    answered: Option<bool>,
}

impl Stage for Removal {
    fn take(&mut self, call: &Call, _: &mut Output) -> Result<(), Fault> {
        run(call, self)
    }
}

impl Removal {
    /// Whether a folder goes with all that is in it, although -Recurse was not given. Only asked where someone answers.
    fn may_empty(&mut self, call: &Call, folder: &Path) -> Result<bool, Fault> {
        if let Some(answer) = self.answered {
            return Ok(answer);
        }
        let question = format!(
            "Confirm\nThe item at {} has children and the Recurse parameter was not specified. If you continue, all children \
             will be removed with the item. Are you sure you want to continue?",
            folder.display()
        );
        let choice = call.engine.terminal().choose(&question, ANSWERS, 0)?;
        if matches!(choice, 1 | 3) {
            self.answered = Some(choice == 1);
        }
        Ok(choice < 2)
    }
}

fn run(call: &Call, removal: &mut Removal) -> Result<(), Fault> {
    for found in found(call, &Sieve::of(call)?)? {
        match found {
            Found::File(file) => remove(call, removal, &file.path)?,
            Found::Item { of, .. } if of.name.is_empty() => {
                return Err(Fault::invalid("PathNamesNothing", "A whole drive cannot be removed.")
                    .at(place_of(call))
                    .fix("Name what is in it, such as env:TZ."));
            }
            Found::Item { of, name, .. } => {
                if call.should("Remove Item", &format!("Item: {name}"), "")? {
                    of.remove(call, &name)?;
                }
            }
        }
    }
    Ok(())
}

fn remove(call: &Call, removal: &mut Removal, path: &Path) -> Result<(), Fault> {
    let is_folder = path.is_dir() && !path.is_symlink();
    let shown = path.display();
    if is_folder && holds_location(call, path) {
        let says = format!("Cannot remove the item at '{shown}' because it is in use.");
        return call.error(in_use(says, path).at(place_of(call)));
    }
    if is_folder && !call.is_set(&RECURSE)? && std::fs::read_dir(path).is_ok_and(|mut inner| inner.next().is_some()) {
        if call.engine.terminal().is_interactive() {
            return match removal.may_empty(call, path)? {
                true => remove_approved(call, path, true),
                false => Ok(()),
            };
        }
        let says = format!("Directory {shown} cannot be removed because it is not empty.");
        return call.error(
            Fault::invalid("DirectoryNotEmpty", says)
                .categorized("WriteError")
                .about(Value::text(shown.to_string()))
                .at(place_of(call))
                .fix("Add -Recurse to remove it with all that is in it."),
        );
    }
    remove_approved(call, path, is_folder)
}

/// Nothing is left to ask but what -WhatIf and -Confirm want.
fn remove_approved(call: &Call, path: &Path, is_folder: bool) -> Result<(), Fault> {
    let shown = path.display();
    if !call.should(if is_folder { "Remove Directory" } else { "Remove File" }, &shown.to_string(), "")? {
        return Ok(());
    }
    let is_guarded = is_hidden(path) || path.metadata().is_ok_and(|about| unix::is_read_only(&about));
    if is_guarded && !path.is_symlink() && !call.is_set(&FORCE)? {
        let says = format!(
            "Cannot remove item {shown}: You do not have sufficient access rights to perform this operation or the item is hidden, system, or read only."
        );
        return call.error(
            Fault::denied("RemoveFileSystemItemUnAuthorizedAccess", says)
                .about(Value::text(shown.to_string()))
                .at(place_of(call)),
        );
    }
    let removed = if is_folder { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) };
    match removed {
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            call.error(named("RemoveFileSystemItemUnAuthorizedAccess", unusable(path, &error)).at(place_of(call)))
        }
        Err(error) => call.error(named("RemoveFileSystemItemIOError", unusable(path, &error)).at(place_of(call))),
        Ok(()) => Ok(()),
    }
}
