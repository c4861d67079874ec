//! `Set-Content` and `Add-Content`: write a text file, one line for each object.

use std::fs::OpenOptions;

use super::drive::InDrive;
use super::encoding::{ENCODING, Encoding, TextFile};
use super::place::{full, unusable};
use crate::cmdlet::prelude::*;
use crate::lang::format::refuse;

static PATH: Param<String> =
    Param::new("Path", "The file to write.").mandatory().position(1).aliases(&["LiteralPath", "PSPath", "LP"]);
static VALUE: Param<Vec<Value>> =
    Param::new("Value", "What to write: a line for each item.").position(2).from_pipeline();
static NO_NEWLINE: Param<Switch> = Param::switch("NoNewline", "Write no line ends.");
static PASS_THRU: Param<Switch> = Param::switch("PassThru", "Put the values out as well.");

const PARAMS: &[ParamSpec] = &[PATH.spec(), VALUE.spec(), NO_NEWLINE.spec(), PASS_THRU.spec(), ENCODING.spec()];

pub static SET_CONTENT: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Set-Content",
        aliases: &["sc"],
        synopsis: "Write a text file, in place of what it held",
        about: "One line for each object.",
        params: PARAMS,
        effect: Effect::Changes(Impact::Medium),
        examples: &[Example {
            does: "Keep the names of all connectors",
            run: "Get-SendConnector | ForEach-Object Name | Set-Content connectors.txt",
        }],
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
        effect: Effect::Changes(Impact::Medium),
        examples: &[Example { does: "Add a line to a log", run: "Add-Content changes.log 'connectors renamed'" }],
        ..Signature::NEW
    },
    run: Run::Stage(|call, _| start(call, true)),
};

fn start(call: &Call, appends: bool) -> Result<Box<dyn Stage>, Fault> {
    let path = call.require(&PATH)?;
    if let Some(path) = InDrive::read(&path) {
        let held =
            if appends { path.items(call).iter().map(|(_, item)| path.content(item)).collect() } else { Vec::new() };
        return Ok(Box::new(Setting { path, values: held }));
    }
    let action = if appends { "Add Content" } else { "Set Content" };
    let file =
        if call.should(action, &format!("Path: {path}"), "")? { Some(open(call, &path, appends)?) } else { None };
    Ok(Box::new(Writing { path, file }))
}

fn open(call: &Call, path: &str, appends: bool) -> Result<TextFile, Fault> {
    let failed = |error: std::io::Error| unusable(path, &error).at(call.place(&PATH));
    let mut options = OpenOptions::new();
    let options = options.create(true).write(true).append(appends).truncate(!appends);
    let file = options.open(full(call, path)).map_err(failed)?;
    let is_new = !appends || file.metadata().map_err(failed)?.len() == 0;
    TextFile::new(file, call.get(&ENCODING)?.unwrap_or(Encoding::Default), is_new).map_err(failed)
}

/// What becomes of a variable or its like.
struct Setting {
    path: InDrive,
    values: Vec<Value>,
}

impl Stage for Setting {
    fn take(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        for value in call.get(&VALUE)?.unwrap_or_default() {
            self.values.push(value.clone());
            if call.is_set(&PASS_THRU)? {
                out.emit(value)?;
            }
        }
        Ok(())
    }

    fn finish(&mut self, call: &Call, _: &mut Output) -> Result<(), Fault> {
        let mut values = std::mem::take(&mut self.values);
        let value = if values.len() == 1 { values.remove(0) } else { Value::array(values) };
        if call.should("Set Content", &format!("Item: {}", self.path.name), "")? {
            self.path.set(call, value).map_err(|fault| fault.at(call.place(&PATH)))?;
        }
        Ok(())
    }
}

struct Writing {
    path: String,
    /// `None`: `-WhatIf`, or No to `-Confirm`.
    file: Option<TextFile>,
}

impl Stage for Writing {
    fn take(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        let end = if call.is_set(&NO_NEWLINE)? { "" } else { "\n" };
        let passes = call.is_set(&PASS_THRU)?;
        for value in call.get(&VALUE)?.unwrap_or_default() {
            refuse(&value)?;
            if let Some(file) = &mut self.file {
                let written = file.write(&value.to_string()).and_then(|()| file.write(end));
                written.map_err(|error| unusable(&self.path, &error).at(call.place(&PATH)))?;
            }
            if passes {
                out.emit(value)?;
            }
        }
        Ok(())
    }

    fn finish(&mut self, call: &Call, _: &mut Output) -> Result<(), Fault> {
        match &mut self.file {
            Some(file) => file.finish().map_err(|error| unusable(&self.path, &error).at(call.place(&PATH))),
            None => Ok(()),
        }
    }
}
