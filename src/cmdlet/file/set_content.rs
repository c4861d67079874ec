//! `Set-Content` and `Add-Content`: write a text file, one line for each object.

use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::drive::InDrive;
use super::encoding::{ENCODING, Encoding, TextFile, warn_of_encoding};
use super::paths::{LITERAL_PATH, SETS, place_of};
use super::place::{existing_or_hidden, foreign, full, make_writable, named, unusable};
use super::sieve::{EXCLUDE, FILTER, INCLUDE, Sieve};
use crate::cmdlet::prelude::*;
use crate::lang::format::refuse;
use crate::model::Wildcard;

static PATH: Param<Vec<String>> =
    Param::new("Path", "The files to write; `*` means files that are there.").position(1).from_property();
static VALUE: Param<Vec<Value>> =
    Param::new("Value", "What to write: a line for each item, and for each item of an item that is a list.")
        .mandatory()
        .allows_null()
        .allows_empty()
        .position(2)
        .from_pipeline()
        .from_property();
static NO_NEWLINE: Param<Switch> = Param::switch("NoNewline", "Write no line ends.");
static PASS_THRU: Param<Switch> = Param::switch("PassThru", "Put the values out as well.");

static AS_BYTES: Param<Switch> = Param::switch("AsByteStream", "The values are bytes.");
static FORCE: Param<Switch> =
    Param::switch("Force", "Also over what is read-only, and files whose names begin with a dot.");

const PARAMS: &[ParamSpec] = &[
    PATH.spec(),
    LITERAL_PATH.spec(),
    VALUE.spec(),
    FILTER.spec(),
    INCLUDE.spec(),
    EXCLUDE.spec(),
    FORCE.spec(),
    NO_NEWLINE.spec(),
    PASS_THRU.spec(),
    AS_BYTES.spec(),
    ENCODING.spec(),
];

pub static SET_CONTENT: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Set-Content",
        aliases: &["sc"],
        synopsis: "Write a text file, in place of what it held",
        about: "One line for each object.",
        params: PARAMS,
        sets: SETS,
        effect: Effect::Changes(Impact::Medium),
        examples: &[
            Example {
                does: "Keep the names of all connectors",
                run: "Get-SendConnector | ForEach-Object Name | Set-Content connectors.txt",
            },
            Example {
                does: "Write a file whose name has brackets",
                run: "Set-Content -LiteralPath 'log[1].txt' -Value 'begun'",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Stage(|call, _| start(call, false)),
};

pub static ADD_CONTENT: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Add-Content",
        aliases: &["ac"],
        synopsis: "Add lines to a text file",
        about: "One line for each object. The file is made when it is not there.",
        params: PARAMS,
        sets: SETS,
        effect: Effect::Changes(Impact::Medium),
        examples: &[
            Example { does: "Add a line to a log", run: "Add-Content changes.log 'connectors renamed'" },
            Example {
                does: "Add to a file whose name has brackets",
                run: "Add-Content -LiteralPath 'log[1].txt' -Value 'done'",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Stage(|call, _| start(call, true)),
};

fn start(call: &Call, appends: bool) -> Result<Box<dyn Stage>, Fault> {
    warn_of_encoding(call, &AS_BYTES)?;
    let mut parts: Vec<Box<dyn Stage>> = Vec::new();
    for target in targets(call)? {
        parts.push(match target {
            Target::Item(path) => {
                let items = || path.items(call).iter().map(|(_, item)| path.content(item)).collect();
                let values = if appends { items() } else { Vec::new() };
                Box::new(Setting { path, values })
            }
            Target::File(path) => {
                let action = if appends { "Add Content" } else { "Set Content" };
                let goes_on = call.should(action, &format!("Path: {}", path.display()), "")?;
                let file = if goes_on { Some(open(call, &path, appends)?) } else { None };
                Box::new(Writing { path, file })
            }
        });
    }
    Ok(Box::new(Targets(parts)))
}

/// What is written to.
enum Target {
    File(PathBuf),
    Item(InDrive),
}

fn targets(call: &Call) -> Result<Vec<Target>, Fault> {
    let sieve = Sieve::of(call)?;
    let hidden = call.is_set(&FORCE)?;
    let mut targets = Vec::new();
    let target = |written: &str| match (InDrive::read(written), foreign(written)) {
        (Some(path), _) => Ok(Target::Item(path)),
        (None, Some(fault)) => Err(fault.at(place_of(call))),
        (None, None) => Ok(Target::File(full(call, written))),
    };
    for written in call.get(&LITERAL_PATH)?.unwrap_or_default() {
        targets.push(target(&written)?);
    }
    for written in call.get(&PATH)?.unwrap_or_default() {
        if !Wildcard::is_pattern(&written) || InDrive::read(&written).is_some() {
            targets.push(target(&written)?);
            continue;
        }
        let name = |path: &PathBuf| path.file_name().is_none_or(|name| sieve.fits(&name.to_string_lossy()));
        let found: Vec<_> = existing_or_hidden(call, &written, hidden)?.into_iter().filter(name).collect();
        if found.is_empty() {
            let says = format!(
                "An object at the specified path {written} does not exist, or has been filtered by the -Include or -Exclude parameter."
            );
            call.error(Fault::not_found("ItemNotFound", says).at(call.place(&PATH)))?;
        }
        targets.extend(found.into_iter().map(Target::File));
    }
    Ok(targets)
}

fn open(call: &Call, path: &Path, appends: bool) -> Result<TextFile, Fault> {
    let failed = |error: std::io::Error| failed(path, &error).at(place_of(call));
    let mut options = OpenOptions::new();
    let options = options.create(true).write(true).append(appends).truncate(!appends);
    let file = match options.open(path) {
        Err(error) if error.kind() == ErrorKind::PermissionDenied && call.is_set(&FORCE)? && path.is_file() => {
            make_writable(path).and_then(|()| options.open(path))
        }
        other => other,
    };
    let file = file.map_err(failed)?;
    let is_new = !appends || file.metadata().map_err(failed)?.len() == 0;
    TextFile::new(file, call.get(&ENCODING)?.unwrap_or(Encoding::Default), is_new).map_err(failed)
}

fn failed(path: &Path, error: &std::io::Error) -> Fault {
    let fault = unusable(path, error);
    match error.kind() {
        ErrorKind::NotFound => named("GetContentWriterDirectoryNotFoundError", fault),
        ErrorKind::PermissionDenied => named("GetContentWriterUnauthorizedAccessError", fault),
        _ => named("GetContentWriterIOError", fault),
    }
}

/// All that the values go to.
struct Targets(Vec<Box<dyn Stage>>);

impl Stage for Targets {
    fn take(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        self.0.iter_mut().try_for_each(|part| part.take(call, &mut Output::new(&mut |_| Ok(()))))?;
        if call.is_set(&PASS_THRU)? {
            // Once for each of them.
            for _ in &self.0 {
                call.get(&VALUE)?.unwrap_or_default().into_iter().try_for_each(|value| out.emit(value))?;
            }
        }
        Ok(())
    }

    fn finish(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        self.0.iter_mut().try_for_each(|part| part.finish(call, out))
    }
}

/// What becomes of a variable or its like.
struct Setting {
    path: InDrive,
    values: Vec<Value>,
}

impl Stage for Setting {
    fn take(&mut self, call: &Call, _: &mut Output) -> Result<(), Fault> {
        self.values.extend(call.get(&VALUE)?.unwrap_or_default());
        Ok(())
    }

    fn finish(&mut self, call: &Call, _: &mut Output) -> Result<(), Fault> {
        let mut values = std::mem::take(&mut self.values);
        let value = if values.len() == 1 { values.remove(0) } else { Value::array(values) };
        if call.should("Set Content", &format!("Item: {}", self.path.name), "")? {
            self.path.set(call, value).map_err(|fault| fault.at(place_of(call)))?;
        }
        Ok(())
    }
}

struct Writing {
    path: PathBuf,
    /// `None`: `-WhatIf`, or No to `-Confirm`.
    file: Option<TextFile>,
}

impl Stage for Writing {
    fn take(&mut self, call: &Call, _: &mut Output) -> Result<(), Fault> {
        let end = if call.is_set(&NO_NEWLINE)? { "" } else { "\n" };
        let are_bytes = call.is_set(&AS_BYTES)?;
        for value in call.get(&VALUE)?.unwrap_or_default() {
            refuse(&value)?;
            let Some(file) = &mut self.file else { continue };
            let mut line = |text: &str| file.write(text).and_then(|()| file.write(end));
            let written = match &value {
                value if are_bytes => file.write_bytes(&bytes(value).map_err(|fault| fault.at(call.place(&AS_BYTES)))?),
                Value::Array(items) => items.items().iter().try_for_each(|item| match item {
                    Value::Array(inner) => line(&inner.full_name()),
                    item => line(&item.to_string()),
                }),
                value => line(&value.to_string()),
            };
            written.map_err(|error| failed(&self.path, &error).at(place_of(call)))?;
        }
        Ok(())
    }

    fn finish(&mut self, call: &Call, _: &mut Output) -> Result<(), Fault> {
        match &mut self.file {
            Some(file) => file.finish().map_err(|error| failed(&self.path, &error).at(place_of(call))),
            None => Ok(()),
        }
    }
}

fn bytes(value: &Value) -> Result<Vec<u8>, Fault> {
    let byte = |item: &Value| match i64::from_value(item).ok().and_then(|number| u8::try_from(number).ok()) {
        Some(byte) if !matches!(item, Value::String(_)) => Ok(byte),
        _ => {
            let says = "Cannot proceed with byte encoding. When using byte encoding the content must be of type byte.";
            Err(Fault::invalid("Argument", says))
        }
    };
    value.clone().into_items().iter().map(byte).collect()
}
