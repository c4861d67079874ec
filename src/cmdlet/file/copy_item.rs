//! `Copy-Item`: files and folders, and variables, aliases and functions, at another place as well.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::drive::InDrive;
use super::entry::entry;
use super::paths::{Found, LITERAL_PATH, PATH, SETS, found, place_of};
use super::place::{full, missing, named, unusable};
use super::sieve::{EXCLUDE, FILTER, INCLUDE, Sieve};
use crate::cmdlet::prelude::*;
use crate::model::Wildcard;

static DESTINATION: Param<String> =
    Param::new("Destination", "The folder, or the new path. Default: the location.").position(2).from_property();
static CONTAINER: Param<Switch> = Param::switch(
    "Container",
    "Folders are copied as folders; this is the default. `-Container:$false` puts all files into one folder.",
);
static FORCE: Param<Switch> = Param::switch("Force", "Also names that begin with a dot, and over what is read-only.");
static RECURSE: Param<Switch> = Param::switch("Recurse", "Folders with all that is in them.");
static PASS_THRU: Param<Switch> = Param::switch("PassThru", "Put the copies out.");

pub static COPY_ITEM: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Copy-Item",
        aliases: &["copy", "cp", "cpi"],
        synopsis: "Copy files and folders",
        about: "A file of that name at the destination is written over. Without -Recurse a folder is copied empty.",
        params: &[
            PATH.spec(),
            LITERAL_PATH.spec(),
            DESTINATION.spec(),
            CONTAINER.spec(),
            FILTER.spec(),
            INCLUDE.spec(),
            EXCLUDE.spec(),
            RECURSE.spec(),
            FORCE.spec(),
            PASS_THRU.spec(),
        ],
        sets: SETS,
        effect: Effect::Changes(Impact::Medium),
        examples: &[
            Example { does: "Keep a copy before a change", run: "Copy-Item users.csv users.bak" },
            Example {
                does: "Copy a folder whose name has brackets, with all that is in it",
                run: "Copy-Item -LiteralPath 'logs[1]' -Destination saved -Recurse",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let written = call.get(&DESTINATION)?.unwrap_or_else(|| ".".to_owned());
    let copying = Copying {
        call,
        recurses: call.is_set(&RECURSE)?,
        is_forced: call.is_set(&FORCE)?,
        passes: call.is_set(&PASS_THRU)?,
        sieve: Sieve::of(call)?,
    };
    let keeps_folders = call.get(&CONTAINER)?.is_none_or(|container| container.0);
    for found in found(call, &copying.sieve.without_filter())? {
        match found {
            // A folder that is named by itself is copied; the filter is for what is in it.
            Found::File(file) if Wildcard::is_pattern(&file.written) && !copying.lets_through(&file.path) => {}
            Found::Item { of, name, value } => copying.item(&of, &name, &value, &written, out)?,
            Found::File(file) if file.path.is_dir() && !keeps_folders => {
                copying.flat(&file.path, &full(call, &written), out)?;
            }
            Found::File(file) if file.path.is_dir() => copying.folder(&file.path, &full(call, &written), out)?,
            Found::File(file) => copying.file(&file.path, &full(call, &written), out)?,
        }
    }
    Ok(())
}

struct Copying<'c> {
    call: &'c Call<'c>,
    recurses: bool,
    is_forced: bool,
    passes: bool,
    sieve: Sieve,
}

impl Copying<'_> {
    /// Whether -Filter lets a file or folder of that name through.
    fn lets_through(&self, path: &Path) -> bool {
        path.file_name().is_none_or(|name| self.sieve.passes_filter(&name.to_string_lossy()))
    }

    fn say(&self, fault: Fault) -> Result<(), Fault> {
        self.call.error(fault.at(place_of(self.call)))
    }

    fn done(&self, made: &Path, out: &mut Output) -> Result<(), Fault> {
        match entry(made) {
            Ok(entry) if self.passes => out.emit(entry),
            _ => Ok(()),
        }
    }

    fn is_wanted(&self, action: &str, from: &Path, to: &Path) -> Result<bool, Fault> {
        self.call.should(action, &format!("Item: {} Destination: {}", from.display(), to.display()), "")
    }

    fn file(&self, from: &Path, to: &Path, out: &mut Output) -> Result<(), Fault> {
        let to = &inside(to, from);
        if !self.is_wanted("Copy File", from, to)? {
            return Ok(());
        }
        if is_same(from, to) {
            let says = format!("Cannot overwrite the item {} with itself.", from.display());
            return self.say(Fault::invalid("CopyError", says).categorized("WriteError"));
        }
        match copy(from, to, self.is_forced) {
            Ok(()) => self.done(to, out),
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                self.say(named("CopyFileInfoItemUnauthorizedAccessError", unusable(to, &error)))
            }
            Err(error) => self.say(named("CopyFileInfoItemIOError", unusable(to, &error))),
        }
    }

    fn folder(&self, from: &Path, to: &Path, out: &mut Output) -> Result<(), Fault> {
        if self.call.engine.is_cancelled() {
            return Err(Fault::cancelled());
        }
        if to.is_file() {
            let says = "Container cannot be copied onto existing leaf item.";
            return self.say(Fault::invalid("CopyContainerItemToLeafError", says));
        }
        let to = &inside(to, from);
        if to.starts_with(from) {
            let says = format!("Destination path cannot be a subdirectory of the source: {}.", from.display());
            return self.say(Fault::invalid("CopyItemRecurseError", says).categorized("WriteError"));
        }
        if !self.is_wanted("Copy Directory", from, to)? {
            return Ok(());
        }
        if to.is_dir() && !self.is_forced {
            let says = format!("An item with the specified name {} already exists.", to.display());
            self.say(Fault::conflict("DirectoryExist", says))?;
        } else if let Err(error) = fs::create_dir_all(to) {
            return self.say(named("CreateDirectoryIOError", unusable(to, &error)));
        } else {
            self.done(to, out)?;
        }
        if !self.recurses {
            return Ok(());
        }
        for path in self.inner(from)? {
            if is_folder(&path) { self.folder(&path, to, out)? } else { self.file(&path, to, out)? }
        }
        Ok(())
    }

    /// All files of a folder and of those inside it, into one, beside those folders without what they hold.
    fn flat(&self, from: &Path, to: &Path, out: &mut Output) -> Result<(), Fault> {
        if !self.recurses {
            let says = "Container cannot be copied to another container. The -Recurse or -Container parameter is not \
                        specified.";
            return self.say(Fault::invalid("CopyContainerToContainerWithoutRecurseOrContainer", says));
        }
        for path in self.inner(from)? {
            if !is_folder(&path) {
                self.file(&path, to, out)?;
                continue;
            }
            let beside = inside(to, &path);
            if to.is_dir() && !beside.exists() && self.is_wanted("Copy Directory", &path, &beside)? {
                match fs::create_dir(&beside) {
                    Ok(()) => self.done(&beside, out)?,
                    Err(error) => self.say(named("CreateDirectoryIOError", unusable(&beside, &error)))?,
                }
            }
            self.flat(&path, to, out)?;
        }
        Ok(())
    }

    /// What is in a folder, files first, each by name.
    fn inner(&self, folder: &Path) -> Result<Vec<PathBuf>, Fault> {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => {
                self.say(named("DirUnauthorizedAccessError", unusable(folder, &error)))?;
                return Ok(Vec::new());
            }
        };
        let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        paths.retain(|path| is_folder(path) || self.lets_through(path));
        paths.sort_by_cached_key(|path| (is_folder(path), path.clone()));
        Ok(paths)
    }

    /// A variable, alias, function or variable of the environment under another name.
    fn item(&self, of: &InDrive, name: &str, value: &Value, to: &str, out: &mut Output) -> Result<(), Fault> {
        let Some(to) = InDrive::read(to).or_else(|| of.sibling(to)).filter(|to| to.drive == of.drive) else {
            let says = "Source and destination path did not resolve to the same provider.";
            return self.say(Fault::invalid("Argument", says));
        };
        if !self.call.should("Copy Item", &format!("Item: {name} Destination: {}", to.name), "")? {
            return Ok(());
        }
        to.set(self.call, of.content(value))?;
        if self.passes {
            to.items(self.call).into_iter().try_for_each(|(_, item)| out.emit(item))?;
        }
        Ok(())
    }
}

/// In a folder that is there it gets the same name.
pub(super) fn inside(to: &Path, from: &Path) -> PathBuf {
    match from.file_name() {
        Some(name) if to.is_dir() => to.join(name),
        _ => to.to_owned(),
    }
}

fn is_folder(path: &Path) -> bool {
    path.is_dir() && !path.is_symlink()
}

pub(super) fn is_same(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

/// The bytes and the rights of a file; `is_forced`: over one that may not be written.
fn copy(from: &Path, to: &Path, is_forced: bool) -> io::Result<()> {
    if !from.exists() {
        return Err(io::Error::new(io::ErrorKind::NotFound, missing(from).says));
    }
    match fs::copy(from, to) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied && is_forced && to.exists() => {
            fs::remove_file(to)?;
            fs::copy(from, to).map(drop)
        }
        other => other.map(drop),
    }
}
