//! `Get-Error`: errors of the session at length.

use crate::cmdlet::object::{INPUT, input};
use crate::cmdlet::prelude::*;
use crate::lang::eval::ErrorRecord;

static NEWEST: Param<u32> = Param::new("Newest", "So many of the last errors. Default: the last one.")
    .position(1)
    .aliases(&["Last"])
    .within(1, i32::MAX);

pub static GET_ERROR: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-Error",
        aliases: &["gerr"],
        synopsis: "Show errors at length",
        about: "All that is known of them: exception, category, identifier, place, and what was running. Without errors it gives nothing.",
        params: &[NEWEST.spec(), INPUT.spec()],
        sets: &[
            ParamSet { name: "Newest", params: &["Newest"], mandatory: &[] },
            ParamSet { name: "Error", params: &["InputObject"], mandatory: &[] },
        ],
        examples: &[
            Example { does: "Show the last error at length", run: "Get-Error" },
            Example { does: "Show all errors of this session", run: "$Error | Get-Error" },
        ],
        ..Signature::NEW
    },
    run: Run::Stage(|_, _| Ok(Box::new(Errors { is_fed: false }))),
};

struct Errors {
    /// Objects have come by the pipeline.
    is_fed: bool,
}

impl Stage for Errors {
    fn take(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        let Some(value) = input(call) else { return Ok(()) };
        self.is_fed = true;
        out.emit(detailed(value))
    }

    fn finish(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        if self.is_fed {
            return Ok(());
        }
        let newest = call.get(&NEWEST)?.unwrap_or(1) as usize;
        let Some(Value::Array(errors)) = call.engine.variable("Error") else { return Ok(()) };
        errors.items().into_iter().take(newest).try_for_each(|error| out.emit(detailed(error)))
    }
}

/// What is no error stays as it is.
fn detailed(value: Value) -> Value {
    match value.downcast::<ErrorRecord>() {
        Some(record) => Value::scalar(ErrorRecord { is_detailed: true, ..record.clone() }),
        None => value,
    }
}
