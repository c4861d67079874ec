//! `Invoke-History`: runs a line of this session again.

use super::get_history::no_line;
use crate::cmdlet::prelude::*;

static ID: Param<String> =
    Param::new("Id", "Number of the line, or how it begins. Default: the last line.").position(1).from_property();

pub static INVOKE_HISTORY: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Invoke-History",
        aliases: &["r", "ihy"],
        synopsis: "Run a line of this session again",
        about: "The line is shown before it runs, and stands in the history in place of this command.",
        params: &[ID.spec()],
        effect: Effect::Changes(Impact::Low),
        examples: &[Example { does: "See what would run again", run: "Invoke-History 3 -WhatIf" }],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let lines = call.engine.lines();
    let wanted = call.get(&ID)?;
    let found = match &wanted {
        None => lines.last(),
        Some(text) => match text.trim().parse::<i64>() {
            Ok(id) => lines.iter().find(|line| line.id == id),
            Err(_) => lines.iter().rev().find(|line| line.line.starts_with(text.as_str())),
        },
    };
    let Some(found) = found else {
        return Err(match wanted.as_deref().map(|text| (text, text.trim().parse())) {
            None => Fault::not_found("InvokeHistoryNoLastHistory", "There is no line to run again."),
            Some((_, Ok(id))) => no_line(id),
            Some((text, Err(_))) => Fault::not_found(
                "NoHistoryForCommandline",
                format!("Cannot locate the history for command line {text}."),
            ),
        }
        .at(call.place(&ID)));
    };
    if !call.should("Invoke-History", &found.line, "")? {
        return Ok(());
    }
    call.engine.runs_line(&found.line);
    call.engine.write(
        call,
        crate::lang::call::Record::Information {
            text: found.line.clone(),
            to_host: true,
            no_newline: false,
            tags: Vec::new(),
            data: None,
        },
    )?;
    call.engine.run_text(&found.line, &mut |value| out.emit(value))
}
