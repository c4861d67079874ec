//! `Write-Progress`: how far long work is.

use crate::cmdlet::prelude::*;
use crate::lang::call::Record;

static ACTIVITY: Param<String> = Param::new("Activity", "What is being done.").position(1);
static STATUS: Param<String> =
    Param::new("Status", "Where it stands, such as the item at hand.").position(2).refuses_empty();
static ID: Param<i32> =
    Param::new("Id", "Tells activities inside each other apart; the latest is shown.").position(3).within(0, i32::MAX);
static PARENT_ID: Param<i32> =
    Param::new("ParentId", "The activity that this one is part of; the latest is shown.").within(-1, i32::MAX);
static PERCENT: Param<i32> = Param::new("PercentComplete", "How much is done, 0 to 100.").within(-1, 100);
static SECONDS: Param<i32> = Param::new("SecondsRemaining", "How long it will still take.");
static OPERATION: Param<String> = Param::new("CurrentOperation", "What is being done to the item at hand.");
static SOURCE_ID: Param<i64> = Param::new("SourceId", "Who tells of it; the latest is shown.");
static COMPLETED: Param<Switch> = Param::switch("Completed", "The work is done: show nothing any more.");

pub static WRITE_PROGRESS: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Write-Progress",
        synopsis: "Show how far long work is",
        about: "On a terminal, in one line that goes away by itself. Nothing is shown of work that takes no time.",
        params: &[
            ACTIVITY.spec(),
            STATUS.spec(),
            ID.spec(),
            PARENT_ID.spec(),
            PERCENT.spec(),
            SECONDS.spec(),
            OPERATION.spec(),
            SOURCE_ID.spec(),
            COMPLETED.spec(),
        ],
        examples: &[Example {
            does: "Show how far a loop is",
            run: "1..3 | ForEach-Object { Write-Progress -Activity 'Checking' -Status \"server $_\" -PercentComplete ($_ / 3 * 100) }",
        }],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, _: &mut Output) -> Result<(), Fault> {
    let activity = call.get(&ACTIVITY)?;
    if activity.as_ref().is_some_and(String::is_empty) {
        let says = "Cannot bind argument to parameter 'Activity' because it is an empty string.";
        return Err(
            Fault::invalid("ParameterArgumentValidationErrorEmptyStringNotAllowed", says).at(call.place(&ACTIVITY))
        );
    }
    if call.get(&PARENT_ID)?.is_some_and(|parent| Some(parent) == call.get(&ID).ok().flatten().or(Some(0))) {
        let says = "ParentActivityId cannot be the same as the ActivityId. (Parameter 'value')";
        return Err(Fault::invalid("Argument", says).at(call.place(&PARENT_ID)));
    }
    if call.is_set(&COMPLETED)? {
        let done = Record::Progress { activity: String::new(), status: String::new(), percent: None };
        return call.engine.write(call, done);
    }
    let percent = match call.get(&PERCENT)? {
        None | Some(-1) => None,
        Some(percent @ 0..=100) => u8::try_from(percent).ok(),
        Some(percent) => {
            let says = format!("{percent} % cannot be done: give 0 to 100.");
            return Err(Fault::invalid("ParameterArgumentValidationError", says).at(call.place(&PERCENT)));
        }
    };
    let seconds = call.get(&SECONDS)?.filter(|seconds| *seconds >= 0);
    let parts = [
        call.get(&STATUS)?,
        call.get(&OPERATION)?,
        seconds.map(|seconds| format!("{} left", crate::model::TimeSpan::from_seconds(seconds.into()))),
    ];
    let status = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let activity = activity.unwrap_or_else(|| "Processing".to_owned());
    call.engine.write(call, Record::Progress { activity, status, percent })
}
