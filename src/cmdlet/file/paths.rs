//! What `-Path` and `-LiteralPath` name: files and folders, and what the conversation holds (`env:`, `variable:`…).

use std::path::PathBuf;

use super::drive::InDrive;
use super::place::{existing_or_hidden, foreign, full, is_there, missing};
use super::sieve::Sieve;
use crate::cmdlet::prelude::*;
use crate::model::Wildcard;
use crate::model::convert::truth;

pub static PATH: Param<Vec<String>> =
    Param::new("Path", "What is meant; `*` allowed.").position(1).from_pipeline().from_property();
pub static LITERAL_PATH: Param<Vec<String>> =
    Param::new("LiteralPath", "What is meant; no character has a meaning of its own.")
        .from_property()
        .aliases(&["PSPath", "LP", "FullName"]);
pub static FORCE: Param<Switch> = Param::switch("Force", "Also names that begin with a dot.");

/// One or the other.
pub const SETS: &[ParamSet] = &[
    ParamSet { name: "Path", params: &["Path"], mandatory: &["Path"] },
    ParamSet { name: "LiteralPath", params: &["LiteralPath"], mandatory: &["LiteralPath"] },
];

/// A file or folder that is meant.
pub struct Meant {
    pub path: PathBuf,
    /// As it was written.
    pub written: String,
}

/// One thing that is meant.
pub enum Found {
    File(Meant),
    Item { of: InDrive, name: String, value: Value },
}

/// Where the words of the command are that a fault is about.
pub fn place_of(call: &Call) -> crate::model::Span {
    call.place_of_either(&LITERAL_PATH, &PATH)
}

/// The files and folders that are meant. Says which are not there.
pub fn meant(call: &Call) -> Result<Vec<Meant>, Fault> {
    let mut found = Vec::new();
    for written in call.get(&LITERAL_PATH)?.unwrap_or_default() {
        let path = full(call, &written);
        if is_there(&path) {
            found.push(Meant { path, written });
        } else {
            let fault = foreign(&written).unwrap_or_else(|| missing(&path));
            call.error(fault.at(call.place(&LITERAL_PATH)))?;
        }
    }
    found.extend(by_pattern(call, &call.get(&PATH)?.unwrap_or_default(), false)?);
    Ok(found)
}

/// The files that are to be read, be they there or not: who opens them says so.
pub fn to_read(call: &Call) -> Result<Vec<PathBuf>, Fault> {
    let literal = call.get(&LITERAL_PATH)?.unwrap_or_default();
    let mut paths: Vec<_> = literal.iter().map(|written| full(call, written)).collect();
    for written in call.get(&PATH)?.unwrap_or_default() {
        match existing_or_hidden(call, &written, false) {
            Err(_) => paths.push(full(call, &written)),
            Ok(found) if found.is_empty() => {
                call.error(unresolved(&written).at(call.place(&PATH)))?;
            }
            Ok(found) => paths.extend(found),
        }
    }
    Ok(paths)
}

/// The one file that is to be written, be it there or not; a pattern must fit exactly one.
pub fn to_write(call: &Call, written: &str, is_literal: bool) -> Result<PathBuf, Fault> {
    if let Some(fault) = foreign(written) {
        return Err(fault);
    }
    if is_literal || !Wildcard::is_pattern(written) {
        return Ok(full(call, written));
    }
    let mut found = existing_or_hidden(call, written, false)?;
    match found.len() {
        1 => Ok(found.remove(0)),
        0 => Err(unresolved(written)),
        _ => {
            let says = "Cannot perform operation because the path resolved to more than one file. This command cannot operate on multiple files.";
            Err(Fault::invalid("ReadWriteMultipleFilesNotSupported", says))
        }
    }
}

fn unresolved(written: &str) -> Fault {
    let says = format!("Cannot perform operation because the wildcard path {written} did not resolve to a file.");
    Fault::not_found("FileOpenFailure", says)
}

/// The files that fit these patterns. Says which are not there.
pub fn by_pattern(call: &Call, patterns: &[String], hidden: bool) -> Result<Vec<Meant>, Fault> {
    let mut found = Vec::new();
    for written in patterns {
        match existing_or_hidden(call, written, hidden) {
            Ok(paths) => found.extend(paths.into_iter().map(|path| Meant { path, written: written.clone() })),
            Err(fault) => call.error(fault.at(call.place(&PATH)))?,
        }
    }
    Ok(found)
}

/// Everything that is meant and that -Filter, -Include and -Exclude let through. Says what is not there.
pub fn found(call: &Call, sieve: &Sieve) -> Result<Vec<Found>, Fault> {
    let hidden = call.argument("Force").is_some_and(|force| truth(&force.value));
    let mut all = Vec::new();
    for written in call.get(&LITERAL_PATH)?.unwrap_or_default() {
        let path = full(call, &written);
        match InDrive::read(&written) {
            Some(drive) => all.extend(items(call, drive, sieve)?),
            None if is_there(&path) => all.push(Found::File(Meant { path, written })),
            None => {
                let fault = foreign(&written).unwrap_or_else(|| missing(&path));
                call.error(fault.at(call.place(&LITERAL_PATH)))?;
            }
        }
    }
    for written in call.get(&PATH)?.unwrap_or_default() {
        if let Some(drive) = InDrive::read(&written) {
            all.extend(items(call, drive, sieve)?);
            continue;
        }
        let files = by_pattern(call, &[written], hidden)?.into_iter();
        let name = |file: &Meant| file.path.file_name().map(|name| name.to_string_lossy().into_owned());
        all.extend(files.filter(|file| name(file).is_none_or(|name| sieve.fits(&name))).map(Found::File));
    }
    Ok(all)
}

/// What a path such as `env:T*` names.
fn items(call: &Call, of: InDrive, sieve: &Sieve) -> Result<Vec<Found>, Fault> {
    match of.existing(call) {
        Ok(items) => {
            let fitting = items.into_iter().filter(|(name, _)| sieve.fits(name));
            Ok(fitting.map(|(name, value)| Found::Item { of: of.clone(), name, value }).collect())
        }
        Err(fault) => call.error(fault.at(place_of(call))).map(|()| Vec::new()),
    }
}

/// [`found`], for commands that say when nothing fits a pattern.
pub fn found_or_told(call: &Call) -> Result<Vec<Found>, Fault> {
    tell_of_none(call, found(call, &Sieve::of(call)?)?)
}

/// [`meant`], for commands that say when nothing fits a pattern.
pub fn meant_or_told(call: &Call) -> Result<Vec<Meant>, Fault> {
    tell_of_none(call, meant(call)?)
}

fn tell_of_none<T>(call: &Call, found: Vec<T>) -> Result<Vec<T>, Fault> {
    let is_pattern = |written: &String| Wildcard::is_pattern(written) && InDrive::read(written).is_none();
    if found.is_empty()
        && let Some(pattern) = call.get(&PATH)?.unwrap_or_default().into_iter().find(is_pattern)
    {
        let says = format!(
            "An object at the specified path {pattern} does not exist, or has been filtered by the -Include or -Exclude parameter."
        );
        call.error(Fault::not_found("ItemNotFound", says).at(call.place(&PATH)))?;
    }
    Ok(found)
}
