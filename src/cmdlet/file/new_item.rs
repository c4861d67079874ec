//! `New-Item`: files, folders and links, variables, aliases and functions made.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

use super::drive::InDrive;
use super::entry::entry;
use super::place::{existing_or_hidden, foreign, full, is_there, named, unusable};
use crate::cmdlet::prelude::*;
use crate::model::Wildcard;
use crate::model::choice::choice;

choice! {
    /// What is made.
    ItemType as "String" {
        File,
        Directory,
        /// A link that names -Value.
        SymbolicLink,
        /// Another name of the file that is -Value.
        HardLink,
    }
}

static PATH: Param<Vec<String>> =
    Param::new("Path", "Where; with -Name the folder it is made in.").position(1).from_property();
static NAME: Param<String> = Param::new("Name", "What it is called.").from_property();
static ITEM_TYPE: Param<ItemType> = Param::new("ItemType", "What is made. Default File.").aliases(&["Type"]);
static VALUE: Param<Value> = Param::new("Value", "What a file holds: its text. Of a link: where it leads.")
    .from_pipeline()
    .keeps_blocks()
    .aliases(&["Target"]);
static FORCE: Param<Switch> = Param::switch(
    "Force",
    "Write over a file that is there, leave a folder that is there, make the folders on the way.",
);
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
    let kind = call.get(&ITEM_TYPE)?.unwrap_or(ItemType::File);
    for folder in expanded(call, folders, name.is_some())? {
        if folder.is_empty() && name.is_none() {
            let says = "Cannot bind argument to parameter 'Path' because it is an empty string.";
            let fault = Fault::invalid("ParameterArgumentValidationErrorEmptyStringNotAllowed", says);
            return Err(fault.at(call.place(&PATH)));
        }
        if let Some(path) = InDrive::read(&folder) {
            make_item(call, path, name.as_deref(), out)?;
            continue;
        }
        let written = name.as_ref().map_or_else(|| folder.clone(), |name| format!("{folder}/{name}"));
        let action = match kind {
            ItemType::File => "Create File",
            ItemType::Directory => "Create Directory",
            ItemType::SymbolicLink => "Create Symbolic Link",
            ItemType::HardLink => "Create Hard Link",
        };
        if let Some(fault) = foreign(&written) {
            call.error(fault.at(call.place(&PATH)))?;
            continue;
        }
        let path = full(call, &written);
        if !call.should(action, &format!("Destination: {}", path.display()), "")? {
            continue;
        }
        let made = match kind {
            ItemType::Directory => make_folder(call, &path)?,
            ItemType::File => make_file(call, &path)?,
            ItemType::SymbolicLink | ItemType::HardLink => make_link(call, &path, kind)?,
        };
        match made.and_then(|()| entry(&path).map_err(|error| named("NewItemIOError", unusable(&path, &error)))) {
            Ok(entry) => out.emit(entry)?,
            Err(fault) => call.error(fault.categorized("WriteError").at(call.place(&PATH)))?,
        }
    }
    Ok(())
}

/// With a name, a pattern means all the folders that fit it.
fn expanded(call: &Call, folders: Vec<String>, is_named: bool) -> Result<Vec<String>, Fault> {
    let mut all = Vec::new();
    for folder in folders {
        if !is_named || !Wildcard::is_pattern(&folder) || InDrive::read(&folder).is_some() {
            all.push(folder);
            continue;
        }
        let found = existing_or_hidden(call, &folder, false).map_err(|fault| fault.at(call.place(&PATH)))?;
        let found = found.into_iter().filter(|path| path.is_dir());
        all.extend(found.map(|path| path.to_string_lossy().into_owned()));
    }
    Ok(all)
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

type Made = Result<(), Fault>;

fn make_folder(call: &Call, path: &Path) -> Result<Made, Fault> {
    if is_there(path) && !(call.is_set(&FORCE)? && path.is_dir()) {
        let says = format!("An item with the specified name {} already exists.", path.display());
        return Ok(Err(Fault::conflict("DirectoryExist", says).about(Value::text(path.to_string_lossy()))));
    }
    Ok(std::fs::create_dir_all(path).map_err(|error| named("CreateDirectoryIOError", unusable(path, &error))))
}

fn make_file(call: &Call, path: &Path) -> Result<Made, Fault> {
    let is_forced = call.is_set(&FORCE)?;
    let text = call.get(&VALUE)?.unwrap_or_default().to_string();
    let failed = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::PermissionDenied => named("NewItemUnauthorizedAccessError", unusable(path, &error)),
        _ => named("NewItemIOError", unusable(path, &error)),
    };
    if is_forced && let Some(Err(error)) = path.parent().map(std::fs::create_dir_all) {
        return Ok(Err(failed(error)));
    }
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(is_forced).create_new(!is_forced);
    Ok(options.open(path).and_then(|mut file| file.write_all(text.as_bytes())).map_err(failed))
}

fn make_link(call: &Call, path: &Path, kind: ItemType) -> Result<Made, Fault> {
    let Some(target) = call.get(&VALUE)?.map(|value| value.to_string()).filter(|target| !target.is_empty()) else {
        let says = "Cannot bind argument to parameter 'Value' because it is null.";
        return Err(Fault::invalid("ArgumentNull", says).at(call.span).fix("-Value says where the link leads."));
    };
    if is_there(path) {
        if !call.is_set(&FORCE)? || path.is_dir() && !path.is_symlink() {
            let says = format!("Cannot create link because the path already exists: {}.", path.display());
            return Ok(Err(Fault::conflict("NewItemIOError", says)));
        }
        if let Err(error) = std::fs::remove_file(path) {
            return Ok(Err(named("NewItemIOError", unusable(path, &error))));
        }
    }
    let made = match kind {
        // The link keeps the words: a relative one leads from where it stands.
        ItemType::SymbolicLink => std::os::unix::fs::symlink(target.replace('\\', "/"), path),
        _ => {
            let target = full(call, &target);
            if !target.is_file() {
                let says = format!("Cannot find path '{}' because it does not exist.", target.display());
                return Ok(Err(Fault::not_found("ItemNotFound", says)));
            }
            std::fs::hard_link(target, path)
        }
    };
    Ok(made.map_err(|error| named("NewItemIOError", unusable(path, &error))))
}
