//! `Add-History`: lines of another session as if they had run in this one.

use std::time::Duration;

use jiff::Zoned;

use super::get_history::{HISTORY, shown};
use crate::cmdlet::prelude::*;
use crate::lang::call::PastLine;

static INPUT_OBJECT: Param<Vec<Value>> = Param::new(
    "InputObject",
    "What Get-History gives, also from a file: objects with CommandLine, ExecutionStatus, StartExecutionTime and EndExecutionTime.",
)
.position(1)
.from_pipeline();
static PASS_THRU: Param<Switch> = Param::switch("Passthru", "Put the lines out, with the numbers they have got.");

pub static ADD_HISTORY: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Add-History",
        synopsis: "Add lines to those of this session",
        about: "They get the next numbers. Get-History and Invoke-History find them; the up arrow does not.",
        params: &[INPUT_OBJECT.spec(), PASS_THRU.spec()],
        emits: Some(&HISTORY),
        examples: &[Example {
            does: "Add the lines of an earlier session that were kept in a file",
            run: "Import-Csv history.csv | Add-History",
        }],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    for given in call.get(&INPUT_OBJECT)?.unwrap_or_default() {
        let Some(line) = read(&given) else {
            let says = "Cannot add history because the input object has a format that is not valid.";
            call.error(Fault::invalid("AddHistoryInvalidInput", says).categorized("InvalidData").about(given))?;
            continue;
        };
        call.engine.remember_line(&line);
        if call.is_set(&PASS_THRU)?
            && let Some(kept) = call.engine.lines().into_iter().next_back()
        {
            out.emit(shown(kept))?;
        }
    }
    Ok(())
}

/// `None` where a property is missing or says nothing.
fn read(given: &Value) -> Option<PastLine> {
    let text = |name: &str| given.property(name).filter(|value| !value.is_null());
    let time = |name: &str| text(name).and_then(|value| Zoned::from_value(&value).ok());
    let line = text("CommandLine")?.to_string();
    let (began, ended) = (time("StartExecutionTime")?, time("EndExecutionTime")?);
    let succeeded = match text("ExecutionStatus")?.to_string().to_ascii_lowercase().as_str() {
        "completed" | "4" => true,
        "notstarted" | "running" | "stopping" | "stopped" | "failed" | "disconnected" => false,
        _ => return None,
    };
    let took = Duration::try_from(&ended - &began).unwrap_or_default();
    Some(PastLine { id: 0, line, began, took, succeeded })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_from_what_get_history_has_written() {
        let object = |status: &str, began: &str| {
            let of = |(name, text): (&str, &str)| (std::sync::Arc::from(name), Value::text(text));
            let all = [
                ("CommandLine", "Get-Queue"),
                ("ExecutionStatus", status),
                ("StartExecutionTime", began),
                ("EndExecutionTime", "2026-11-21 10:00:05"),
            ];
            Value::Object(Object::custom(all.map(of).to_vec()))
        };
        for (given, expected, why) in [
            (object("Completed", "2026-11-21 10:00:00"), Some((true, 5)), "as Export-Csv has written it"),
            (object("Failed", "2026-11-21 10:00:06"), Some((false, 0)), "an end before its beginning took no time"),
            (object("Done", "2026-11-21 10:00:00"), None, "no status of a line"),
            (object("Completed", "soon"), None, "no moment"),
            (Value::text("Get-Queue"), None, "a text alone"),
        ] {
            let read = read(&given).map(|line| (line.succeeded, line.took.as_secs()));
            assert_eq!(read, expected, "{why}");
        }
    }
}
