//! `Get-History`: the lines of this session.

use crate::cmdlet::prelude::*;
use crate::lang::call::PastLine;
use crate::model::{PropertyInfo, TimeSpan, TypeInfo};

static ID: Param<Vec<i64>> = Param::new("Id", "Only these lines.").position(1).from_pipeline();
static COUNT: Param<u32> =
    Param::new("Count", "Only so many lines: the last ones, or those up to -Id.").position(2).within(0, 32767);

pub(super) static HISTORY: TypeInfo = TypeInfo {
    name: "Microsoft.PowerShell.Commands.HistoryInfo",
    properties: &[
        PropertyInfo::new("Id", "Int64", "Its number, from 1."),
        PropertyInfo::new("CommandLine", "String", "What was typed, with secrets masked."),
        PropertyInfo::new("ExecutionStatus", "String", "Completed or Failed."),
        PropertyInfo::new("StartExecutionTime", "DateTime", "When it began."),
        PropertyInfo::new("EndExecutionTime", "DateTime", "When it ended."),
        PropertyInfo::new("Duration", "TimeSpan", "How long it took."),
    ],
    shown: &["Id", "Duration", "CommandLine"],
    methods: &[],
};

pub static GET_HISTORY: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-History",
        aliases: &["h", "history", "ghy"],
        synopsis: "List the lines of this session",
        about: "The lines of earlier sessions are found at the prompt with the up arrow and Ctrl-R.",
        params: &[ID.spec(), COUNT.spec()],
        emits: Some(&HISTORY),
        examples: &[
            Example { does: "List the last ten lines", run: "Get-History -Count 10" },
            Example { does: "Keep the lines of this session in a file", run: "Get-History | Export-Csv history.csv" },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let lines = call.engine.lines();
    let count = call.get(&COUNT)?.map(|count| count as usize);
    let Some(ids) = call.get(&ID)? else {
        let skipped = count.map_or(0, |count| lines.len().saturating_sub(count));
        return lines.into_iter().skip(skipped).try_for_each(|line| out.emit(shown(line)));
    };
    for id in &ids {
        let Some(at) = lines.iter().position(|line| line.id == *id) else {
            call.error(no_line(*id).at(call.place(&ID)))?;
            continue;
        };
        let first = match count {
            Some(count) if ids.len() == 1 => (at + 1).saturating_sub(count),
            _ => at,
        };
        lines[first..=at].iter().cloned().try_for_each(|line| out.emit(shown(line)))?;
    }
    Ok(())
}

/// A line that there is not.
pub(super) fn no_line(id: i64) -> Fault {
    Fault::not_found("GetHistoryNoHistoryForId", format!("Cannot locate the history for Id {id}."))
}

pub(super) fn shown(line: PastLine) -> Value {
    let status = if line.succeeded { "Completed" } else { "Failed" };
    let ended = line.began.checked_add(line.took).unwrap_or_else(|_| line.began.clone());
    Value::Object(Object::of(
        &HISTORY,
        vec![
            ("Id".into(), Value::Long(line.id)),
            ("CommandLine".into(), line.line.into_value()),
            ("ExecutionStatus".into(), status.into_value()),
            ("StartExecutionTime".into(), Value::date(line.began)),
            ("EndExecutionTime".into(), Value::date(ended)),
            ("Duration".into(), TimeSpan::from(line.took).into_value()),
        ],
    ))
}
