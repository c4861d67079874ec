//! `Start-Sleep`: waits.

use std::time::Duration;

use crate::cmdlet::prelude::*;

static SECONDS: Param<f64> = Param::new("Seconds", "How long, in seconds.").position(1).from_pipeline();
static MILLISECONDS: Param<u32> = Param::new("Milliseconds", "How long, in milliseconds.").aliases(&["ms"]);

pub static START_SLEEP: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Start-Sleep",
        aliases: &["sleep"],
        synopsis: "Wait a while",
        about: "Ctrl-C ends the wait and the pipeline.",
        params: &[SECONDS.spec(), MILLISECONDS.spec()],
        sets: &[
            ParamSet { name: "Seconds", params: &["Seconds"], mandatory: &["Seconds"] },
            ParamSet { name: "Milliseconds", params: &["Milliseconds"], mandatory: &["Milliseconds"] },
        ],
        examples: &[
            Example { does: "Wait for a tenth of a second", run: "Start-Sleep 0.1" },
            Example { does: "Wait for 50 milliseconds", run: "Start-Sleep -Milliseconds 50" },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, _: &mut Output) -> Result<(), Fault> {
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
