//! `New-Item` and `Remove-Item`: files and folders made and removed.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

use super::drive::InDrive;
use super::entry::entry;
use super::place::{existing, full, unusable};
use crate::cmdlet::prelude::*;
use crate::model::choice::choice;

choice! {
    /// What is made.
    ItemType as "String" { File, Directory }
}

static PATH: Param<Vec<String>> =
    Param::new("Path", "Where; with -Name the folder it is made in.").position(1).from_property();
static NAME: Param<String> = Param::new("Name", "What it is called.").from_property();
static ITEM_TYPE: Param<ItemType> = Param::new("ItemType", "File or Directory. Default File.").aliases(&["Type"]);
static VALUE: Param<Value> = Param::new("Value", "What a file holds: its text.").from_pipeline().keeps_blocks();
static FORCE: Param<Switch> = Param::switch(
    "Force",
    "Write over a file that is there, leave a folder that is there, make the folders on the way.",
);
static REMOVED: Param<Vec<String>> = Param::new("Path", "What to remove; `*` allowed.")
    .mandatory()
    .position(1)
    .from_pipeline()
    .from_property()
    .aliases(&["FullName", "LiteralPath", "PSPath"]);
static RECURSE: Param<Switch> = Param::switch("Recurse", "Folders with all that is in them.");
static REMOVE_FORCE: Param<Switch> = Param::switch("Force", "Also what may not be written, and what is not there.");

pub static NEW_ITEM: Cmdlet = Cmdlet {
    signature: Signature {
        name: "New-Item",
        aliases: &["ni"],
        synopsis: "Make a file or folder",
        about: "Puts out what was made. A file gets -Value as its text.",
        params: &[PATH.spec(), NAME.spec(), ITEM_TYPE.spec(), VALUE.spec(), FORCE.spec()],
        effect: Effect::Changes(Impact::Medium),
        examples: &[
            Example { does: "Make a folder", run: "New-Item -ItemType Directory reports" },
            Example { does: "Make a file with a line in it", run: "New-Item notes.txt -Value \"first line`n\"" },
        ],
        ..Signature::NEW
    },
    run: Run::Each(new),
};

fn new(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let name = call.get(&NAME)?;
    let folders = match (call.get(&PATH)?, &name) {
        (Some(paths), _) => paths,
        (None, Some(_)) => vec![".".to_owned()],
        (None, None) => {
            return Err(Fault::invalid("MissingMandatoryParameter", "What shall it be called? Give -Path or -Name."));
        }
    };
    let is_folder = call.get(&ITEM_TYPE)?.unwrap_or(ItemType::File) == ItemType::Directory;
    for folder in folders {
        if let Some(path) = InDrive::read(&folder) {
            make_item(call, path, name.as_deref(), out)?;
            continue;
        }
        let written = name.as_ref().map_or_else(|| folder.clone(), |name| format!("{folder}/{name}"));
        let action = if is_folder { "Create Directory" } else { "Create File" };
        let path = full(call, &written);
        if !call.should(action, &format!("Destination: {}", path.display()), "")? {
            continue;
        }
        let made = if is_folder { make_folder(call, &path)? } else { make_file(call, &path)? };
        match made.and_then(|()| entry(&path)) {
            Ok(entry) => out.emit(entry)?,
            Err(error) => call.error(unusable(&written, &error).at(call.place(&PATH)))?,
        }
    }
    Ok(())
}

/// A variable, alias or function.
fn make_item(call: &Call, mut path: InDrive, name: Option<&str>, out: &mut Output) -> Result<(), Fault> {
    if let Some(name) = name {
        name.clone_into(&mut path.name);
    }
    if !path.items(call).is_empty() && !call.is_set(&FORCE)? {
        let says = format!("The item '{}' already exists.", path.name);
        return call.error(Fault::conflict("ItemExists", says).at(call.place(&PATH)));
    }
    if !call.should("New Item", &format!("Item: {}", path.name), "")? {
        return Ok(());
    }
    path.set(call, call.get(&VALUE)?.unwrap_or_default())?;
    path.items(call).into_iter().try_for_each(|(_, item)| out.emit(item))
}

fn make_folder(call: &Call, path: &Path) -> Result<std::io::Result<()>, Fault> {
    if path.exists() && !call.is_set(&FORCE)? {
        return Ok(Err(std::io::ErrorKind::AlreadyExists.into()));
    }
    Ok(std::fs::create_dir_all(path))
}

fn make_file(call: &Call, path: &Path) -> Result<std::io::Result<()>, Fault> {
    let is_forced = call.is_set(&FORCE)?;
    let text = call.get(&VALUE)?.unwrap_or_default().to_string();
    if is_forced && let Some(Err(error)) = path.parent().map(std::fs::create_dir_all) {
        return Ok(Err(error));
    }
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(is_forced).create_new(!is_forced);
    Ok(options.open(path).and_then(|mut file| file.write_all(text.as_bytes())))
}

pub static REMOVE_ITEM: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Remove-Item",
        aliases: &["del", "erase", "rd", "ri", "rm", "rmdir"],
        synopsis: "Remove files or folders",
        about: "For good. A folder that is not empty goes only with -Recurse; links go, not what they lead to.",
        params: &[REMOVED.spec(), RECURSE.spec(), REMOVE_FORCE.spec()],
        effect: Effect::Changes(Impact::Medium),
        examples: &[Example { does: "See which reports would go", run: "Remove-Item old/*.csv -WhatIf" }],
        ..Signature::NEW
    },
    run: Run::Each(remove),
};

/// What a path such as `env:TZ` names.
fn remove_items(call: &Call, path: &InDrive, is_forced: bool) -> Result<(), Fault> {
    if path.name.is_empty() {
        let says = "A whole drive cannot be removed.";
        return Err(Fault::invalid("PathNamesNothing", says)
            .at(call.place(&REMOVED))
            .fix("Name what is in it, such as env:TZ."));
    }
    match path.existing(call) {
        Ok(items) => {
            for (name, _) in items {
                if call.should("Remove Item", &format!("Item: {name}"), "")? {
                    path.remove(call, &name)?;
                }
            }
            Ok(())
        }
        Err(_) if is_forced => Ok(()),
        Err(fault) => call.error(fault.at(call.place(&REMOVED))),
    }
}

fn remove(call: &Call, _: &Session, _: &mut Output) -> Result<(), Fault> {
    let is_forced = call.is_set(&REMOVE_FORCE)?;
    for written in call.require(&REMOVED)? {
        if let Some(path) = InDrive::read(&written) {
            remove_items(call, &path, is_forced)?;
            continue;
        }
        let paths = match existing(call, &written) {
            Ok(paths) => paths,
            Err(_) if is_forced => continue,
            Err(fault) => {
                call.error(fault.at(call.place(&REMOVED)))?;
                continue;
            }
        };
        for path in paths {
            let is_folder = path.is_dir() && !path.is_symlink();
            let action = if is_folder { "Remove Directory" } else { "Remove File" };
            if !call.should(action, &path.display().to_string(), "")? {
                continue;
            }
            let removed = match is_folder {
                true if call.is_set(&RECURSE)? => std::fs::remove_dir_all(&path),
                true => std::fs::remove_dir(&path),
                false => std::fs::remove_file(&path),
            };
            match removed {
                Err(error) if error.kind() == std::io::ErrorKind::NotFound && is_forced => {}
                Err(error) if error.kind() == std::io::ErrorKind::DirectoryNotEmpty => call.error(
                    Fault::invalid("DirectoryNotEmpty", format!("The folder '{written}' is not empty."))
                        .at(call.place(&REMOVED))
                        .fix("Add -Recurse to remove it with all that is in it."),
                )?,
                Err(error) => call.error(unusable(&written, &error).at(call.place(&REMOVED)))?,
                Ok(()) => {}
            }
        }
    }
    Ok(())
}
