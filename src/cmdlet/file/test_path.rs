//! `Test-Path`: whether a file or folder is there.

use super::drive::{Drive, InDrive};
use super::entry::written_at;
use super::paths::{LITERAL_PATH, PATH, SETS};
use super::place::{existing_or_hidden, foreign, full};
use super::sieve::{EXCLUDE, FILTER, INCLUDE, Sieve};
use std::path::Path;

use jiff::Zoned;

use crate::cmdlet::prelude::*;
use crate::model::choice::choice;

choice! {
    /// What may be there.
    PathType as "TestPathType" {
        Any,
        /// A folder.
        Container,
        /// A file.
        Leaf,
    }
}

static PATH_TYPE: Param<PathType> =
    Param::new("PathType", "Container: only a folder counts; Leaf: only a file. Default Any.").aliases(&["Type"]);
static IS_VALID: Param<Switch> = Param::switch("IsValid", "Only tell whether it could be a path, whatever is there.");
static OLDER: Param<Zoned> = Param::new("OlderThan", "Only what was written before this time.");
static NEWER: Param<Zoned> = Param::new("NewerThan", "Only what was written after this time.");

pub static TEST_PATH: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Test-Path",
        synopsis: "Tell whether a file, folder or variable is there",
        about: "True or false for each path. Paths that begin with env:, variable:, function: or alias: are of these.",
        params: &[
            PATH.spec().allows_empty(),
            LITERAL_PATH.spec().allows_empty(),
            FILTER.spec(),
            INCLUDE.spec(),
            EXCLUDE.spec(),
            PATH_TYPE.spec(),
            IS_VALID.spec(),
            OLDER.spec(),
            NEWER.spec(),
        ],
        sets: SETS,
        examples: &[
            Example {
                does: "Look for a file before reading it",
                run: "if (Test-Path connectors.csv) { Import-Csv connectors.csv }",
            },
            Example { does: "Look for a variable of the environment", run: "Test-Path env:HOME" },
            Example {
                does: "Look for a name with brackets",
                run: "Test-Path -LiteralPath 'log[1].txt' -PathType Leaf",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let wanted = call.get(&PATH_TYPE)?.unwrap_or(PathType::Any);
    let sieve = Sieve::of(call)?;
    let (older, newer) = (call.get(&OLDER)?, call.get(&NEWER)?);
    let is_there = |path: &Path| {
        let is_kind = match wanted {
            PathType::Any => path.symlink_metadata().is_ok(),
            PathType::Container => path.is_dir(),
            PathType::Leaf => path.symlink_metadata().is_ok() && !path.is_dir(),
        };
        let is_in_time = || {
            let Some(written) = written_at(path) else { return older.is_none() && newer.is_none() };
            older.as_ref().is_none_or(|limit| written < *limit) && newer.as_ref().is_none_or(|limit| written > *limit)
        };
        is_kind && is_in_time()
    };
    let is_named = |path: &Path| path.file_name().is_none_or(|name| sieve.fits(&name.to_string_lossy()));
    let in_drive = |written: &str| in_drive(call, written).map(|is_there| is_there && wanted != PathType::Container);
    let literal = call.get(&LITERAL_PATH)?.unwrap_or_default().into_iter().map(|written| (written, true));
    let patterns = call.get(&PATH)?.unwrap_or_default().into_iter().map(|written| (written, false));
    for (written, is_literal) in literal.chain(patterns) {
        let of_files = || match is_literal {
            true => is_there(&full(call, &written)),
            false => existing_or_hidden(call, &written, true)
                .is_ok_and(|paths| paths.iter().any(|path| is_named(path) && is_there(path))),
        };
        let answer = if call.is_set(&IS_VALID)? {
            !written.trim().is_empty() && !written.contains('\0') && foreign(&written).is_none()
        } else if written.trim().is_empty() {
            false
        } else {
            in_drive(&written).unwrap_or_else(of_files)
        };
        out.emit(answer)?;
    }
    Ok(())
}

/// Whether there is what a path such as `env:HOME` or `variable:server` names; `None` when it names a file.
fn in_drive(call: &Call, written: &str) -> Option<bool> {
    let path = InDrive::read(written)?;
    let is_there = path.name.is_empty() || !path.items(call).is_empty();
    // Variables that the language computes, such as `$PWD`, are in no list.
    Some(is_there || path.drive == Drive::Variable && call.engine.variable(&path.name).is_some())
}
