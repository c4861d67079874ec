//! `Resolve-Path` and `Convert-Path`: the whole paths of things that are there.

use std::path::{Component, Path, PathBuf};

use super::drive::InDrive;
use super::paths::{FORCE, LITERAL_PATH, PATH, SETS, by_pattern, place_of};
use super::place::{existing_or_hidden, foreign, full, is_there, missing};
use crate::cmdlet::prelude::*;
use crate::model::PathInfo;

static RELATIVE: Param<Switch> = Param::switch("Relative", "The way from the location, as text.");
static BASE: Param<String> = Param::new("RelativeBasePath", "Relative paths begin in this folder.");

pub static RESOLVE_PATH: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Resolve-Path",
        aliases: &["rvpa"],
        synopsis: "Give the whole path of things that are there",
        about: "Relative paths begin at the location; `*` stands for names that are there.",
        params: &[PATH.spec(), LITERAL_PATH.spec(), RELATIVE.spec(), BASE.spec(), FORCE.spec()],
        sets: SETS,
        emits: Some(PathInfo::TYPE),
        examples: &[
            Example { does: "Tell what `~` is", run: "(Resolve-Path ~).Path" },
            Example {
                does: "Tell where a file whose name has brackets is",
                run: "Resolve-Path -LiteralPath 'log[1].txt' -Relative",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(resolve),
};

pub static CONVERT_PATH: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Convert-Path",
        aliases: &["cvpa"],
        synopsis: "Give the whole path of things that are there, as text",
        about: "As Resolve-Path, for other programs.",
        params: &[PATH.spec(), LITERAL_PATH.spec()],
        sets: SETS,
        examples: &[
            Example { does: "Give the location to a program", run: "Convert-Path ." },
            Example {
                does: "Tell where a file whose name has brackets is",
                run: "Convert-Path -LiteralPath 'log[1].txt'",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(|call, _, out| {
        paths(call, None)?.iter().try_for_each(|path| out.emit(path.to_string_lossy().into_owned()))?;
        in_drives(call)?.into_iter().try_for_each(|path| out.emit(path.provider_path))
    }),
};

/// What is meant in drives without files, such as `env:H*`.
fn in_drives(call: &Call) -> Result<Vec<PathInfo>, Fault> {
    let written =
        call.get(&LITERAL_PATH)?.into_iter().flatten().map(|path| InDrive::read(&path).map(InDrive::literally));
    let patterns = call.get(&PATH)?.into_iter().flatten().map(|path| InDrive::read(&path));
    let mut found = Vec::new();
    for path in written.chain(patterns).flatten() {
        let (drive, provider) = path.drive.names();
        if path.name.is_empty() {
            found.push(PathInfo::in_drive(drive, provider, ""));
            continue;
        }
        match path.existing(call) {
            Ok(items) => found.extend(items.iter().map(|(name, _)| PathInfo::in_drive(drive, provider, name))),
            Err(fault) => call.error(fault.at(place_of(call)))?,
        }
    }
    Ok(found)
}

/// What is meant; `base`: where relative paths begin, if not at the location.
fn paths(call: &Call, base: Option<&Path>) -> Result<Vec<PathBuf>, Fault> {
    let from_base = |written: &String| match base {
        Some(base) if !written.starts_with(['/', '\\', '~']) => format!("{}/{written}", base.display()),
        _ => written.clone(),
    };
    let mut paths = Vec::new();
    let is_file = |written: &String| InDrive::read(written).is_none();
    for written in call.get(&LITERAL_PATH)?.unwrap_or_default().into_iter().filter(is_file) {
        let path = full(call, &from_base(&written));
        if is_there(&path) {
            paths.push(path);
        } else {
            let fault = foreign(&written).unwrap_or_else(|| missing(&path));
            call.error(fault.at(call.place(&LITERAL_PATH)))?;
        }
    }
    let patterns = call.get(&PATH)?.unwrap_or_default().into_iter().filter(is_file);
    let patterns: Vec<String> = patterns.map(|written| from_base(&written)).collect();
    let hidden = call.get(&FORCE)?.is_some_and(|force| force.0);
    paths.extend(by_pattern(call, &patterns, hidden)?.into_iter().map(|meant| meant.path));
    Ok(paths)
}

fn resolve(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let base = match call.get(&BASE)? {
        None => None,
        Some(written) => match existing_or_hidden(call, &written, true)?.as_slice() {
            [folder] if folder.is_dir() => Some(folder.clone()),
            _ => return Err(missing(&full(call, &written)).at(call.place(&BASE))),
        },
    };
    let paths = paths(call, base.as_deref())?;
    if !call.is_set(&RELATIVE)? {
        paths.into_iter().try_for_each(|path| out.emit(PathInfo::of(path)))?;
        return in_drives(call)?.into_iter().try_for_each(|path| out.emit(path));
    }
    let from = base.unwrap_or_else(|| full(call, "."));
    paths.iter().try_for_each(|path| out.emit(way(&from, path)))?;
    in_drives(call)?.into_iter().try_for_each(|path| out.emit(path.path))
}

/// The way from a folder to a path.
fn way(from: &Path, to: &Path) -> String {
    let (from, to): (Vec<Component>, Vec<Component>) = (from.components().collect(), to.components().collect());
    let shared = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    let up = from.len() - shared;
    let first = if up == 0 { vec![".".to_owned()] } else { vec!["..".to_owned(); up] };
    let down = to[shared..].iter().map(|part| part.as_os_str().to_string_lossy().into_owned());
    first.into_iter().chain(down).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_leads_up_and_down() {
        for (from, to, expected) in [
            ("/a/b", "/a/b/c.txt", "./c.txt"),
            ("/a/b", "/a/b/c/d", "./c/d"),
            ("/a/b", "/a/x", "../x"),
            ("/a/b", "/", "../.."),
            ("/a", "/a", "."),
            ("/", "/etc", "./etc"),
        ] {
            assert_eq!(way(Path::new(from), Path::new(to)), expected, "{from} {to}");
        }
    }
}
