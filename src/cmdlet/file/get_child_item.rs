//! `Get-ChildItem`: what folders hold, as objects.

use std::path::{Path, PathBuf};

use super::attributes::Attributes;
use super::drive::InDrive;
use super::entry::entry;
use super::paths::{LITERAL_PATH, Meant, PATH, place_of};
use super::place::{existing_or_hidden, full, is_hidden, is_there, missing, named, unusable};
use super::sieve::{EXCLUDE, INCLUDE, Sieve};
use super::unix;
use crate::cmdlet::prelude::*;
use crate::model::Wildcard;

static NAME_FILTER: Param<String> = Param::new("Filter", "Only names that fit this pattern.").position(2);
static RECURSE: Param<Switch> = Param::switch("Recurse", "Also what is in the folders inside.").aliases(&["s"]);
static DEPTH: Param<u32> = Param::new("Depth", "So many levels down.");
static FILE: Param<Switch> = Param::switch("File", "Only files.").aliases(&["af"]);
static DIRECTORY: Param<Switch> = Param::switch("Directory", "Only folders.").aliases(&["ad", "d"]);
static HIDDEN: Param<Switch> = Param::switch("Hidden", "Only names that begin with a dot.").aliases(&["ah", "h"]);
static READ_ONLY: Param<Switch> = Param::switch("ReadOnly", "Only what nobody may write.").aliases(&["ar"]);
static SYSTEM: Param<Switch> =
    Param::switch("System", "Only files of the operating system itself: on Unix none is marked as one.")
        .aliases(&["as"]);
static ATTRIBUTES: Param<Attributes> = Param::new(
    "Attributes",
    "Only what has these attributes: `,` for one or the other, `+` for both, `!` for not: `!Directory+Hidden`.",
);
static FOLLOW: Param<Switch> = Param::switch("FollowSymlink", "With -Recurse: also into folders that links lead to.");
static FORCE: Param<Switch> = Param::switch("Force", "Also names that begin with a dot.");
static NAME: Param<Switch> = Param::switch("Name", "The names alone, as text.");

const SETS: &[ParamSet] = &[
    ParamSet { name: "Items", params: &["Path"], mandatory: &[] },
    ParamSet { name: "LiteralItems", params: &["LiteralPath"], mandatory: &["LiteralPath"] },
];

/// Links that lead round in a circle end somewhere.
const DEEPEST: u32 = 100;

pub static GET_CHILD_ITEM: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-ChildItem",
        aliases: &["dir", "gci", "ls"],
        synopsis: "List files and folders",
        about: "Folders first, each by name. Links to folders are shown and not followed. `env:`, `variable:`, `function:` and `alias:` list what the conversation holds. \
                -Include needs -Recurse or a path that ends in `*`.",
        params: &[
            PATH.spec(),
            LITERAL_PATH.spec(),
            NAME_FILTER.spec(),
            INCLUDE.spec(),
            EXCLUDE.spec(),
            RECURSE.spec(),
            DEPTH.spec(),
            FILE.spec(),
            DIRECTORY.spec(),
            HIDDEN.spec(),
            READ_ONLY.spec(),
            SYSTEM.spec(),
            ATTRIBUTES.spec(),
            FOLLOW.spec(),
            FORCE.spec(),
            NAME.spec(),
        ],
        sets: SETS,
        examples: &[
            Example { does: "List the tracking logs", run: "Get-ChildItem /var/log -Filter MSGTRK*.LOG" },
            Example {
                does: "List the folders, hidden ones too",
                run: "Get-ChildItem -Attributes Directory,Directory+Hidden",
            },
            Example { does: "List the variables of the environment", run: "Get-ChildItem env:" },
            Example { does: "List a folder whose name has brackets", run: "Get-ChildItem -LiteralPath 'logs[1]'" },
        ],
        ..Signature::NEW
    },
    run: Run::Each(list),
};

fn list(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let mut listing = Listing {
        call,
        sieve: Sieve::of(call)?,
        depth: match (call.is_set(&RECURSE)?, call.get(&DEPTH)?) {
            (_, Some(depth)) => depth,
            (true, None) => u32::MAX,
            (false, None) => 0,
        },
        files: !call.is_set(&DIRECTORY)?,
        folders: !call.is_set(&FILE)?,
        concealed: match (call.is_set(&HIDDEN)?, call.is_set(&FORCE)?) {
            (true, _) => Concealed::Only,
            (false, true) => Concealed::Too,
            (false, false) => Concealed::No,
        },
        read_only: call.is_set(&READ_ONLY)?,
        attributes: call.get(&ATTRIBUTES)?,
        follows: call.is_set(&FOLLOW)?,
        names_only: call.is_set(&NAME)?,
    };
    if call.is_set(&SYSTEM)? {
        (listing.files, listing.folders) = (false, false);
    }
    if listing.concealed == Concealed::No && listing.attributes.as_ref().is_some_and(Attributes::name_hidden) {
        listing.concealed = Concealed::Too;
    }
    if call.is_set(&FILE)? && call.is_set(&DIRECTORY)? {
        (listing.files, listing.folders) = (true, true);
    }
    for written in call.get(&LITERAL_PATH)?.unwrap_or_default() {
        listing.literal(written, out)?;
    }
    let default = || if call.is_given("LiteralPath") { Vec::new() } else { vec![".".to_owned()] };
    for written in call.get(&PATH)?.unwrap_or_else(default) {
        listing.pattern(written, out)?;
    }
    Ok(())
}

/// What becomes of names that begin with a dot.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Concealed {
    No,
    Too,
    Only,
}

struct Listing<'c> {
    call: &'c Call<'c>,
    sieve: Sieve,
    /// How many levels down; 0: the folder itself.
    depth: u32,
    files: bool,
    folders: bool,
    concealed: Concealed,
    read_only: bool,
    attributes: Option<Attributes>,
    follows: bool,
    names_only: bool,
}

impl Listing<'_> {
    fn literal(&self, written: String, out: &mut Output) -> Result<(), Fault> {
        if let Some(drive) = InDrive::read(&written) {
            return self.items(&drive, out);
        }
        let path = full(self.call, &written);
        if is_there(&path) {
            return self.meant(&Meant { path, written }, out);
        }
        self.call.error(missing(&path).at(place_of(self.call)))
    }

    fn pattern(&mut self, written: String, out: &mut Output) -> Result<(), Fault> {
        if let Some(drive) = InDrive::read(&written) {
            return self.items(&drive, out);
        }
        let path = full(self.call, &written);
        let is_pattern = Wildcard::is_pattern(&written) && !is_there(&path);
        if self.depth > 0 && !path.is_dir() {
            // The last part names what is looked for in the folder and in those inside it.
            return self.search(&path, out);
        }
        let lists = !self.sieve.include.is_empty() || is_pattern;
        let found = match existing_or_hidden(self.call, &written, self.concealed != Concealed::No) {
            Ok(found) => found,
            Err(fault) => return self.call.error(fault.at(place_of(self.call))),
        };
        for path in found {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            // Without -Recurse the lists are about the path's own last part.
            if self.depth == 0 && lists && !self.sieve.passes_lists(&name) {
                continue;
            }
            self.meant(&Meant { path, written: written.clone() }, out)?;
        }
        Ok(())
    }

    fn search(&mut self, path: &Path, out: &mut Output) -> Result<(), Fault> {
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return Ok(()) };
        let folder = folder.to_string_lossy().into_owned();
        let pattern = name.to_string_lossy().into_owned();
        let added = (pattern != "*").then(|| Wildcard::new(&pattern));
        let before = self.sieve.include.len();
        if before == 0 {
            self.sieve.include.extend(added);
        }
        let found = existing_or_hidden(self.call, &folder, false);
        let listed = match found {
            Ok(folders) => {
                folders.into_iter().try_for_each(|path| self.meant(&Meant { path, written: folder.clone() }, out))
            }
            Err(fault) => self.call.error(fault.at(place_of(self.call))),
        };
        self.sieve.include.truncate(before);
        listed
    }

    fn meant(&self, meant: &Meant, out: &mut Output) -> Result<(), Fault> {
        if meant.path.is_dir() {
            return self.folder(&meant.path, &meant.path, 0, out);
        }
        self.put(&meant.path, &meant.path, out)
    }

    /// What a path such as `env:T*` names.
    fn items(&self, path: &InDrive, out: &mut Output) -> Result<(), Fault> {
        let items = match path.existing(self.call) {
            Ok(items) => items,
            Err(fault) => return self.call.error(fault.at(place_of(self.call))),
        };
        for (name, item) in items.into_iter().filter(|(name, _)| self.sieve.fits(name)) {
            if self.names_only { out.emit(name)? } else { out.emit(item)? }
        }
        Ok(())
    }

    fn folder(&self, root: &Path, folder: &Path, level: u32, out: &mut Output) -> Result<(), Fault> {
        if self.call.engine.is_cancelled() {
            return Err(Fault::cancelled());
        }
        let mut entries: Vec<PathBuf> = match std::fs::read_dir(folder) {
            Ok(entries) => entries.flatten().map(|entry| entry.path()).collect(),
            Err(error) => {
                let id = match error.kind() {
                    std::io::ErrorKind::PermissionDenied => "DirUnauthorizedAccessError",
                    _ => "DirIOError",
                };
                return self.call.error(named(id, unusable(folder, &error)));
            }
        };
        entries.sort_by_cached_key(|path| {
            (!path.is_dir(), path.file_name().map(|name| name.to_string_lossy().to_lowercase()))
        });
        for path in &entries {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            // Of a folder that is named, only what -Exclude does not name; -Include is about the path itself.
            let is_listed = if self.depth == 0 {
                self.sieve.include.is_empty() && self.sieve.passes_lists(&name) || !self.sieve.include.is_empty()
            } else {
                self.sieve.passes_lists(&name)
            };
            if is_listed {
                self.put(root, path, out)?;
            }
        }
        if level >= self.depth || level >= DEEPEST {
            return Ok(());
        }
        for path in entries.iter().filter(|path| path.is_dir() && (self.follows || !path.is_symlink())) {
            if self.concealed != Concealed::No || !is_hidden(path) {
                self.folder(root, path, level + 1, out)?;
            }
        }
        Ok(())
    }

    /// Whether it is of the kind that is asked for.
    fn is_wanted(&self, root: &Path, path: &Path) -> bool {
        let is_concealed = is_hidden(path);
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        (if path.is_dir() { self.folders } else { self.files })
            && self.sieve.passes_filter(&name)
            && match self.concealed {
                Concealed::No => !is_concealed || path == root,
                Concealed::Too => true,
                Concealed::Only => is_concealed,
            }
            && self.attributes.as_ref().is_none_or(|wanted| wanted.fit(path))
            && (!self.read_only || path.metadata().is_ok_and(|about| unix::is_read_only(&about)))
    }

    fn put(&self, root: &Path, path: &Path, out: &mut Output) -> Result<(), Fault> {
        if !self.is_wanted(root, path) {
            return Ok(());
        }
        if self.names_only {
            let inside = path.strip_prefix(root).ok().filter(|inside| !inside.as_os_str().is_empty());
            let name = inside.map(Path::as_os_str).or(path.file_name()).unwrap_or(path.as_os_str());
            return out.emit(name.to_string_lossy().into_owned());
        }
        match entry(path) {
            Ok(entry) => out.emit(entry),
            Err(error) => self.call.error(unusable(path, &error).at(place_of(self.call))),
        }
    }
}
