//! `Set-Content` and `Add-Content`: write a text file, one line for each object.

use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Write};

use super::unusable;
use crate::cmdlet::prelude::*;

static PATH: Param<String> =
    Param::new("Path", "The file to write.").mandatory().position(1).aliases(&["LiteralPath", "PSPath"]);
static VALUE: Param<Vec<Value>> =
    Param::new("Value", "What to write: a line for each item.").position(2).from_pipeline();
static NO_NEWLINE: Param<Switch> = Param::switch("NoNewline", "Write no line ends.");

const PARAMS: &[ParamSpec] = &[PATH.spec(), VALUE.spec(), NO_NEWLINE.spec()];

pub static SET_CONTENT: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Set-Content",
        synopsis: "Write a text file, in place of what it held",
        about: "UTF-8, one line for each object.",
        params: PARAMS,
        effect: Effect::Changes(Impact::Medium),
        examples: &[Example {
            does: "Keep the names of all connectors",
            run: "Get-SendConnector | ForEach-Object Name | Set-Content connectors.txt",
        }],
        ..Signature::NEW
    },
    run: Run::Stage(|_, _| Ok(Box::new(Writing { appends: false, file: None, is_refused: false }))),
};

pub static ADD_CONTENT: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Add-Content",
        synopsis: "Add lines to a text file",
        about: "UTF-8, one line for each object. The file is made when it is not there.",
        params: PARAMS,
        effect: Effect::Changes(Impact::Medium),
        examples: &[Example { does: "Add a line to a log", run: "Add-Content changes.log 'connectors renamed'" }],
        ..Signature::NEW
    },
    run: Run::Stage(|_, _| Ok(Box::new(Writing { appends: true, file: None, is_refused: false }))),
};

struct Writing {
    appends: bool,
    file: Option<BufWriter<File>>,
    /// `-WhatIf`, or No to `-Confirm`.
    is_refused: bool,
}

impl Writing {
    fn open(&mut self, call: &Call) -> Result<(), Fault> {
        if self.file.is_some() || self.is_refused {
            return Ok(());
        }
        let path = call.require(&PATH)?;
        let action = if self.appends { "Add Content" } else { "Set Content" };
        if !call.should(action, &format!("Path: {path}"), "")? {
            self.is_refused = true;
            return Ok(());
        }
        let mut options = OpenOptions::new();
        let options = options.create(true).write(true).append(self.appends).truncate(!self.appends);
        let file = options.open(&path).map_err(|error| unusable(&path, &error).at(call.place(&PATH)))?;
        self.file = Some(BufWriter::new(file));
        Ok(())
    }
}

impl Stage for Writing {
    fn take(&mut self, call: &Call, _: &mut Output) -> Result<(), Fault> {
        self.open(call)?;
        let Some(file) = &mut self.file else { return Ok(()) };
        let end = if call.is_set(&NO_NEWLINE)? { "" } else { "\n" };
        for value in call.get(&VALUE)?.unwrap_or_default() {
            write!(file, "{value}{end}").map_err(|error| unusable("the file", &error).at(call.place(&PATH)))?;
        }
        Ok(())
    }

    fn finish(&mut self, call: &Call, _: &mut Output) -> Result<(), Fault> {
        self.open(call)?;
        match &mut self.file {
            Some(file) => file.flush().map_err(|error| unusable("the file", &error).at(call.place(&PATH))),
            None => Ok(()),
        }
    }
}
