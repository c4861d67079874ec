//! `Tee-Object`: objects go on, and are kept as well.

use super::encoding::{ENCODING_SECOND, Encoding};
use super::paths::to_write;
use super::shown_file::{COLUMNS, Manner, ShownFile};
use crate::cmdlet::object::{INPUT, input};
use crate::cmdlet::prelude::*;
use crate::model::Span;

static FILE_PATH: Param<String> =
    Param::new("FilePath", "The file that takes what would be shown; `*` allowed.").position(1).aliases(&["Path"]);
static LITERAL_PATH: Param<String> =
    Param::new("LiteralPath", "The same; no character has a meaning of its own.").aliases(&["PSPath", "LP"]);
static VARIABLE: Param<String> =
    Param::new("Variable", "The variable that takes the objects; without the dollar sign.");
static APPEND: Param<Switch> = Param::switch("Append", "Add to the file, or to the variable.");

pub static TEE_OBJECT: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Tee-Object",
        aliases: &["tee"],
        synopsis: "Keep objects in a file or variable and let them go on",
        about: "The file gets what the screen would show, the variable the objects themselves.",
        params: &[
            INPUT.spec(),
            FILE_PATH.spec(),
            LITERAL_PATH.spec(),
            VARIABLE.spec(),
            APPEND.spec(),
            ENCODING_SECOND.spec(),
        ],
        sets: &[
            ParamSet { name: "File", params: &["FilePath", "Append", "Encoding"], mandatory: &["FilePath"] },
            ParamSet {
                name: "LiteralFile",
                params: &["LiteralPath", "Append", "Encoding"],
                mandatory: &["LiteralPath"],
            },
            ParamSet { name: "Variable", params: &["Variable", "Append"], mandatory: &["Variable"] },
        ],
        examples: &[
            Example { does: "Keep a listing and see it", run: "Get-Queue | Tee-Object queues.txt" },
            Example {
                does: "Keep a listing in a file whose name has brackets",
                run: "Get-Queue | Tee-Object -LiteralPath 'queues[1].txt'",
            },
            Example {
                does: "Keep the objects on their way",
                run: "Get-Queue | Tee-Object -Variable queues | Measure-Object",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Stage(start),
};

enum Keeping {
    /// Nothing, as `-WhatIf` of the script around it says.
    Nowhere,
    File(Box<ShownFile>),
    Variable(String, Vec<Value>),
}

fn start(call: &Call, _: &Session) -> Result<Box<dyn Stage>, Fault> {
    let appends = call.is_set(&APPEND)?;
    if let Some(name) = call.get(&VARIABLE)? {
        let before = if appends { call.engine.variable(&name) } else { None };
        let kept = before.filter(|value| !value.is_null()).map(Value::into_items).unwrap_or_default();
        return Ok(Box::new(Keeping::Variable(name, kept)));
    }
    let encoding = call.get(&ENCODING_SECOND)?.unwrap_or(Encoding::Default);
    let manner = Manner {
        appends,
        is_new_only: false,
        is_forced: false,
        encoding,
        columns: COLUMNS as usize,
        is_running: false,
    };
    let (written, is_literal) = match call.get(&LITERAL_PATH)? {
        Some(literal) => (literal, true),
        None => (call.require(&FILE_PATH)?, false),
    };
    if !call.should("Output to File", &written, "")? {
        return Ok(Box::new(Keeping::Nowhere));
    }
    let path = to_write(call, &written, is_literal).map_err(|fault| fault.at(place(call)))?;
    let file = ShownFile::open(call, path, manner).map_err(|fault| fault.at(place(call)))?;
    Ok(Box::new(Keeping::File(Box::new(file))))
}

/// Where the file is named.
fn place(call: &Call) -> Span {
    call.place_of_either(&LITERAL_PATH, &FILE_PATH)
}

impl Stage for Keeping {
    fn take(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        let Some(object) = input(call) else { return Ok(()) };
        match self {
            Keeping::Nowhere => {}
            Keeping::File(file) => file.show(&object).map_err(|fault| fault.at(place(call)))?,
            Keeping::Variable(_, kept) => kept.push(object.clone()),
        }
        out.emit(object)
    }

    fn finish(&mut self, call: &Call, _: &mut Output) -> Result<(), Fault> {
        match self {
            Keeping::Nowhere => Ok(()),
            Keeping::File(file) => file.finish().map_err(|fault| fault.at(place(call))),
            Keeping::Variable(name, kept) => {
                let value = if kept.len() == 1 { kept.remove(0) } else { Value::array(std::mem::take(kept)) };
                // It has no -WhatIf of its own, but keeps to that of the script around it.
                match call.should("Set variable", &format!("Name: {name} Value: {value}"), "")? {
                    true => call.engine.set_variable(name, value),
                    false => Ok(()),
                }
            }
        }
    }
}
