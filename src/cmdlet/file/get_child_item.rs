//! `Get-ChildItem` and `Get-Item`: files and folders as objects.

use std::path::{Path, PathBuf};

use super::drive::InDrive;
use super::entry::entry;
use super::place::{existing, full, unusable};
use crate::cmdlet::prelude::*;
use crate::model::Wildcard;

static PATH: Param<Vec<String>> = Param::new("Path", "Folders or files; `*` allowed. Default: the location.")
    .position(1)
    .from_pipeline()
    .from_property();
static LITERAL_PATH: Param<Vec<String>> =
    Param::new("LiteralPath", "Folders or files; no character has a meaning of its own.")
        .from_property()
        .aliases(&["PSPath", "LP", "FullName"]);
static FILTER: Param<String> = Param::new("Filter", "Only names that fit this pattern.").position(2);
static INCLUDE: Param<Vec<String>> = Param::new("Include", "Only names that fit one of these patterns.");
static EXCLUDE: Param<Vec<String>> = Param::new("Exclude", "No names that fit one of these patterns.");
static RECURSE: Param<Switch> = Param::switch("Recurse", "Also what is in the folders inside.").aliases(&["s"]);
static DEPTH: Param<u32> = Param::new("Depth", "With -Recurse: so many levels down.");
static FILE: Param<Switch> = Param::switch("File", "Only files.");
static DIRECTORY: Param<Switch> = Param::switch("Directory", "Only folders.").aliases(&["ad"]);
static FORCE: Param<Switch> = Param::switch("Force", "Also names that begin with a dot.");
static NAME: Param<Switch> = Param::switch("Name", "The names alone, as text.");

const SETS: &[ParamSet] = &[
    ParamSet { name: "Items", params: &["Path"], mandatory: &[] },
    ParamSet { name: "LiteralItems", params: &["LiteralPath"], mandatory: &["LiteralPath"] },
];

pub static GET_CHILD_ITEM: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-ChildItem",
        aliases: &["dir", "gci", "ls"],
        synopsis: "List files and folders",
        about: "Folders first, each by name. Links to folders are shown and not followed. `env:`, `variable:`, `function:` and `alias:` list what the conversation holds.",
        params: &[
            PATH.spec(),
            LITERAL_PATH.spec(),
            FILTER.spec(),
            INCLUDE.spec(),
            EXCLUDE.spec(),
            RECURSE.spec(),
            DEPTH.spec(),
            FILE.spec(),
            DIRECTORY.spec(),
            FORCE.spec(),
            NAME.spec(),
        ],
        sets: SETS,
        examples: &[
            Example { does: "List the tracking logs", run: "Get-ChildItem /var/log -Filter MSGTRK*.LOG" },
            Example { does: "List the variables of the environment", run: "Get-ChildItem env:" },
            Example { does: "List a folder whose name has brackets", run: "Get-ChildItem -LiteralPath 'logs[1]'" },
        ],
        ..Signature::NEW
    },
    run: Run::Each(list),
};

pub static GET_ITEM: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-Item",
        aliases: &["gi"],
        synopsis: "Give a file or folder as an object",
        about: "A folder itself, not what is in it.",
        params: &[PATH.spec(), LITERAL_PATH.spec()],
        sets: &[
            ParamSet { name: "Path", params: &["Path"], mandatory: &["Path"] },
            ParamSet { name: "LiteralPath", params: &["LiteralPath"], mandatory: &["LiteralPath"] },
        ],
        examples: &[
            Example { does: "Tell the size of a file", run: "(Get-Item users.csv).Length" },
            Example { does: "Give a file whose name has brackets", run: "Get-Item -LiteralPath 'log[1].txt'" },
        ],
        ..Signature::NEW
    },
    run: Run::Each(|call, _, out| {
        let (items, files) = divided(call, call.get(&PATH)?.unwrap_or_default())?;
        items.into_iter().try_for_each(|item| out.emit(item))?;
        for (written, path) in meant(call, files)? {
            match entry(&path) {
                Ok(entry) => out.emit(entry)?,
                Err(error) => call.error(unusable(&written, &error).at(call.place(&PATH)))?,
            }
        }
        Ok(())
    }),
};

/// What those paths name that lead into a drive such as `env:`, and the paths of files.
fn divided(call: &Call, written: Vec<String>) -> Result<(Vec<Value>, Vec<String>), Fault> {
    let (mut items, mut files) = (Vec::new(), Vec::new());
    for written in written {
        match InDrive::read(&written).map(|path| path.existing(call)) {
            Some(Ok(found)) => items.extend(found.into_iter().map(|(_, item)| item)),
            Some(Err(fault)) => call.error(fault.at(call.place(&PATH)))?,
            None => files.push(written),
        }
    }
    Ok((items, files))
}

/// The paths that are meant, each with how it was written.
fn meant(call: &Call, written: Vec<String>) -> Result<Vec<(String, PathBuf)>, Fault> {
    let literal = call.get(&LITERAL_PATH)?.unwrap_or_default();
    let mut paths: Vec<_> = literal.iter().map(|written| (written.clone(), full(call, written))).collect();
    for written in written {
        match existing(call, &written) {
            Ok(found) => paths.extend(found.into_iter().map(|path| (written.clone(), path))),
            Err(fault) => call.error(fault.at(call.place(&PATH)))?,
        }
    }
    Ok(paths)
}

fn list(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let patterns = |param| {
        Ok::<_, Fault>(call.get::<Vec<String>>(param)?.map(|all| all.iter().map(|one| Wildcard::new(one)).collect()))
    };
    let listing = Listing {
        call,
        filter: call.get(&FILTER)?.map(|pattern| Wildcard::new(&pattern)),
        include: patterns(&INCLUDE)?,
        exclude: patterns(&EXCLUDE)?,
        depth: match (call.is_set(&RECURSE)?, call.get(&DEPTH)?) {
            (_, Some(depth)) => depth,
            (true, None) => u32::MAX,
            (false, None) => 0,
        },
        files: !call.is_set(&DIRECTORY)?,
        folders: !call.is_set(&FILE)?,
        hidden: call.is_set(&FORCE)?,
        names_only: call.is_set(&NAME)?,
    };
    let default = || if call.is_given("LiteralPath") { Vec::new() } else { vec![".".to_owned()] };
    let (items, files) = divided(call, call.get(&PATH)?.unwrap_or_else(default))?;
    for item in items {
        let name = item.property("Name").unwrap_or_default();
        match listing.fits(&name.to_string()) {
            true if listing.names_only => out.emit(name)?,
            true => out.emit(item)?,
            false => {}
        }
    }
    for (written, path) in meant(call, files)? {
        if path.is_dir() {
            listing.folder(&path, &written, &path, 0, out)?;
        } else {
            listing.put(&path, &written, &path, out)?;
        }
    }
    Ok(())
}

struct Listing<'c> {
    call: &'c Call<'c>,
    filter: Option<Wildcard>,
    include: Option<Vec<Wildcard>>,
    exclude: Option<Vec<Wildcard>>,
    /// How many levels down; 0: the folder itself.
    depth: u32,
    files: bool,
    folders: bool,
    hidden: bool,
    names_only: bool,
}

impl Listing<'_> {
    fn folder(&self, root: &Path, written: &str, folder: &Path, level: u32, out: &mut Output) -> Result<(), Fault> {
        if self.call.engine.is_cancelled() {
            return Err(Fault::cancelled());
        }
        let mut entries = match std::fs::read_dir(folder) {
            Ok(entries) => entries.flatten().map(|entry| entry.path()).collect::<Vec<_>>(),
            Err(error) => return self.call.error(unusable(&folder.to_string_lossy(), &error)),
        };
        entries
            .sort_by_key(|path| (!path.is_dir(), path.file_name().map(|name| name.to_string_lossy().to_lowercase())));
        for path in &entries {
            self.put(root, written, path, out)?;
        }
        if level < self.depth {
            for path in entries.iter().filter(|path| path.is_dir() && !path.is_symlink()) {
                if self.hidden || !is_hidden(path) {
                    self.folder(root, written, path, level + 1, out)?;
                }
            }
        }
        Ok(())
    }

    /// Whether the name is one that is asked for.
    fn fits(&self, name: &str) -> bool {
        let any = |patterns: &Vec<Wildcard>| patterns.iter().any(|pattern| pattern.matches(name));
        self.filter.as_ref().is_none_or(|filter| filter.matches(name))
            && self.include.as_ref().is_none_or(any)
            && !self.exclude.as_ref().is_some_and(any)
    }

    fn put(&self, root: &Path, written: &str, path: &Path, out: &mut Output) -> Result<(), Fault> {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        let is_wanted = (if path.is_dir() { self.folders } else { self.files })
            && self.fits(&name)
            && (self.hidden || path == root || !is_hidden(path));
        if !is_wanted {
            return Ok(());
        }
        if self.names_only {
            let inside = path.strip_prefix(root).ok().filter(|inside| !inside.as_os_str().is_empty());
            return out.emit(inside.map_or(name, |inside| inside.to_string_lossy()).into_owned());
        }
        match entry(path) {
            Ok(entry) => out.emit(entry),
            Err(error) => self.call.error(unusable(written, &error).at(self.call.place(&PATH))),
        }
    }
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}
