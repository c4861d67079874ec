//! `Move-Item` and `Rename-Item`: files and folders at another place, under another name.

use std::fs;
use std::io::{Error, ErrorKind, Result as IoResult};
use std::path::Path;

use super::copy_item::{inside, is_same};
use super::drive::InDrive;
use super::entry::entry;
use super::paths::{Found, LITERAL_PATH, PATH, SETS, found, place_of};
use super::place::{full, holds_location, in_use, is_hidden, is_there, named, unusable};
use super::sieve::{EXCLUDE, FILTER, INCLUDE, Sieve};
use crate::cmdlet::prelude::*;

static DESTINATION: Param<String> =
    Param::new("Destination", "The folder, or the new path. Default: the location.").position(2).from_property();
static FORCE: Param<Switch> =
    Param::switch("Force", "Also names that begin with a dot, and over a file that is there.");
static PASS_THRU: Param<Switch> = Param::switch("PassThru", "Put out what stands there now.");

static ONE_PATH: Param<String> = Param::new("Path", "What is renamed.").position(1).from_pipeline().from_property();
static ONE_LITERAL: Param<String> =
    Param::new("LiteralPath", "What is renamed.").from_property().aliases(&["PSPath", "LP", "FullName"]);
static NEW_NAME: Param<String> =
    Param::new("NewName", "The new name, without a folder.").mandatory().position(2).from_property();
static HIDDEN: Param<Switch> = Param::switch("Force", "Also what has a name that begins with a dot.");

pub static MOVE_ITEM: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Move-Item",
        aliases: &["mi", "move", "mv"],
        synopsis: "Move files and folders",
        about: "Into a folder that is there, else to the new path. A folder moves with all that is in it.",
        params: &[
            PATH.spec(),
            LITERAL_PATH.spec(),
            DESTINATION.spec(),
            FILTER.spec(),
            INCLUDE.spec(),
            EXCLUDE.spec(),
            FORCE.spec(),
            PASS_THRU.spec(),
        ],
        sets: SETS,
        effect: Effect::Changes(Impact::Medium),
        examples: &[
            Example { does: "Put reports into the folder of this year", run: "Move-Item *.csv old -WhatIf" },
            Example {
                does: "Move a file whose name has brackets",
                run: "Move-Item -LiteralPath 'log[1].txt' -Destination log.txt",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run_move),
};

pub static RENAME_ITEM: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Rename-Item",
        aliases: &["ren", "rni"],
        synopsis: "Give a file or folder another name",
        about: "It stays where it is; Move-Item takes it elsewhere. A block as -NewName makes a name of each object.",
        params: &[ONE_PATH.spec(), ONE_LITERAL.spec(), NEW_NAME.spec(), HIDDEN.spec(), PASS_THRU.spec()],
        sets: SETS,
        effect: Effect::Changes(Impact::Medium),
        examples: &[
            Example { does: "Rename a file", run: "Rename-Item users.csv people.csv" },
            Example {
                does: "Change what files end with",
                run: "Get-ChildItem *.LOG | Rename-Item -NewName { $_.BaseName + '.txt' }",
            },
            Example {
                does: "Rename a file whose name has brackets",
                run: "Rename-Item -LiteralPath 'log[1].txt' -NewName log1.txt",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run_rename),
};

fn run_move(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let written = call.get(&DESTINATION)?.unwrap_or_else(|| ".".to_owned());
    for found in found(call, &Sieve::of(call)?)? {
        match found {
            Found::Item { of, name, value } => {
                let to = InDrive::read(&written).filter(|to| to.drive == of.drive).or_else(|| of.sibling(&written));
                if let Some(to) = to {
                    rename_item(call, "Move Item", &of, &name, &value, &to, out)?;
                }
            }
            Found::File(file) => {
                let to = inside(&full(call, &written), &file.path);
                relocate(call, &file.path, &to, &MOVING, out)?;
            }
        }
    }
    Ok(())
}

fn run_rename(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let name = call.require(&NEW_NAME)?;
    let Some(written) = call.get(&ONE_LITERAL)?.or(call.get(&ONE_PATH)?) else { return Ok(()) };
    if let Some(of) = InDrive::read(&written) {
        let Some(to) = of.sibling(&name) else { return Ok(()) };
        return match of.existing(call) {
            Ok(items) => items
                .into_iter()
                .try_for_each(|(old, value)| rename_item(call, "Rename Item", &of, &old, &value, &to, out)),
            Err(fault) => call.error(fault.at(place_of(call))),
        };
    }
    let from = full(call, &written);
    let is_concealed = is_hidden(&from) && !call.is_set(&HIDDEN)?;
    if !is_there(&from) || is_concealed {
        let says = format!("Cannot rename because item at '{written}' does not exist.");
        return call
            .error(Fault::not_found("InvalidOperation", says).categorized("InvalidOperation").at(place_of(call)));
    }
    let name = name.replace('\\', "/");
    let name = name.strip_prefix("./").unwrap_or(&name);
    let folder = from.parent().unwrap_or(Path::new("/"));
    if name.contains('/') && full(call, name).parent() != Some(folder) {
        let says = "Cannot rename the specified target, because it represents a path or device name.";
        return call.error(Fault::invalid("Argument", says).at(call.place(&NEW_NAME)));
    }
    let leaf = name.rsplit('/').next().unwrap_or(name);
    relocate(call, &from, &folder.join(leaf), &RENAMING, out)
}

/// How a command speaks of what it does.
struct Words {
    file: &'static str,
    folder: &'static str,
    file_error: &'static str,
    folder_error: &'static str,
    /// -Force writes over a file that is there.
    overwrites: bool,
}

const MOVING: Words = Words {
    file: "Move File",
    folder: "Move Directory",
    file_error: "MoveFileInfoItemIOError",
    folder_error: "MoveDirectoryItemIOError",
    overwrites: true,
};
const RENAMING: Words = Words {
    file: "Rename File",
    folder: "Rename Directory",
    file_error: "RenameItemIOError",
    folder_error: "RenameItemIOError",
    overwrites: false,
};

fn relocate(call: &Call, from: &Path, to: &Path, words: &Words, out: &mut Output) -> Result<(), Fault> {
    let is_folder = from.is_dir() && !from.is_symlink();
    let (action, id) = if is_folder { (words.folder, words.folder_error) } else { (words.file, words.file_error) };
    if is_folder && holds_location(call, from) {
        let says = match words.overwrites {
            true => format!("Cannot move item because the item at '{}' is in use.", from.display()),
            false => format!("Cannot rename the item at '{}' because it is in use.", from.display()),
        };
        return call.error(in_use(says, from).at(place_of(call)));
    }
    if !call.should(action, &format!("Item: {} Destination: {}", from.display(), to.display()), "")? {
        return Ok(());
    }
    let may_replace = words.overwrites && call.is_set(&FORCE)? && !is_folder;
    // A change of letter case is no other file.
    let is_taken = is_there(to) && !is_same(from, to) && !may_replace;
    let fault = if is_taken && is_folder {
        let says =
            format!("Cannot create '{}' because a file or directory with the same name already exists.", to.display());
        Fault::conflict(id, says).categorized("WriteError").about(Value::text(from.to_string_lossy()))
    } else if is_taken {
        named(id, unusable(to, &ErrorKind::AlreadyExists.into())).categorized("WriteError")
    } else if is_folder && to != from && to.starts_with(from) {
        let says = format!("Destination path cannot be a subdirectory of the source: {}.", from.display());
        Fault::invalid(id, says).categorized("WriteError")
    } else {
        match moved(from, to) {
            Err(error) => named(id, unusable(to, &error)).categorized("WriteError"),
            Ok(()) if call.is_set(&PASS_THRU)? => {
                return entry(to).map_or(Ok(()), |entry| out.emit(entry));
            }
            Ok(()) => return Ok(()),
        }
    };
    call.error(fault.at(place_of(call)))
}

/// Also to another file system: copied, then removed.
fn moved(from: &Path, to: &Path) -> IoResult<()> {
    match fs::rename(from, to) {
        Err(error) if error.kind() == ErrorKind::CrossesDevices => {
            carry(from, to)?;
            if from.is_dir() && !from.is_symlink() { fs::remove_dir_all(from) } else { fs::remove_file(from) }
        }
        other => other,
    }
}

fn carry(from: &Path, to: &Path) -> IoResult<()> {
    if from.is_symlink() {
        return std::os::unix::fs::symlink(fs::read_link(from)?, to);
    }
    if !from.is_dir() {
        return if from.is_file() { fs::copy(from, to).map(drop) } else { Err(Error::from(ErrorKind::Unsupported)) };
    }
    fs::create_dir(to)?;
    fs::read_dir(from)?.try_for_each(|inner| inner.and_then(|inner| carry(&inner.path(), &to.join(inner.file_name()))))
}

/// A variable, alias, function or variable of the environment.
fn rename_item(
    call: &Call,
    action: &str,
    of: &InDrive,
    name: &str,
    value: &Value,
    to: &InDrive,
    out: &mut Output,
) -> Result<(), Fault> {
    if !call.should(action, &format!("Item: {name} Destination: {}", to.name), "")? {
        return Ok(());
    }
    to.set(call, of.content(value))?;
    of.remove(call, name)?;
    if call.is_set(&PASS_THRU)? {
        to.items(call).into_iter().try_for_each(|(_, item)| out.emit(item))?;
    }
    Ok(())
}
