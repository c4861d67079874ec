//! `Start-Sleep`: waits.

use std::time::Duration;

use crate::cmdlet::prelude::*;
use crate::model::TimeSpan;

static SECONDS: Param<f64> =
    Param::new("Seconds", "How long, in seconds.").position(1).from_pipeline().between(0, 2_147_483);
static MILLISECONDS: Param<u32> =
    Param::new("Milliseconds", "How long, in milliseconds.").aliases(&["ms"]).within(0, i32::MAX);
static DURATION: Param<TimeSpan> =
    Param::new("Duration", "How long, as a time span such as `00:00:10`.").aliases(&["ts"]);

pub static START_SLEEP: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Start-Sleep",
        aliases: &["sleep"],
        synopsis: "Wait a while",
        about: "Ctrl-C ends the wait and the pipeline.",
        params: &[SECONDS.spec(), MILLISECONDS.spec(), DURATION.spec()],
        sets: &[
            ParamSet { name: "Seconds", params: &["Seconds"], mandatory: &["Seconds"] },
            ParamSet { name: "Milliseconds", params: &["Milliseconds"], mandatory: &["Milliseconds"] },
            ParamSet { name: "FromTimeSpan", params: &["Duration"], mandatory: &["Duration"] },
        ],
        examples: &[
            Example { does: "Wait for a tenth of a second", run: "Start-Sleep 0.1" },
            Example { does: "Wait for 50 milliseconds", run: "Start-Sleep -Milliseconds 50" },
            Example { does: "Wait for a time span", run: "Start-Sleep -Duration 0:00:00.05" },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, _: &mut Output) -> Result<(), Fault> {
    if let Some(span) = call.get(&DURATION)? {
        if span.ticks() < 0 {
            let says = "The span to wait for cannot be negative.";
            return Err(Fault::invalid("ParameterArgumentValidationError", says).at(call.place(&DURATION)));
        }
        return if call.engine.pause(span.duration()) { Err(Fault::cancelled()) } else { Ok(()) };
    }
    let wait = match (call.get(&SECONDS)?, call.get(&MILLISECONDS)?) {
        (Some(seconds), _) => Duration::try_from_secs_f64(seconds).map_err(|error| {
            Fault::invalid("ParameterArgumentValidationError", format!("Nobody can wait for {seconds} seconds."))
                .cause(error)
                .at(call.place(&SECONDS))
        })?,
        (None, milliseconds) => Duration::from_millis(milliseconds.unwrap_or(0).into()),
    };
    if call.engine.pause(wait) { Err(Fault::cancelled()) } else { Ok(()) }
}
