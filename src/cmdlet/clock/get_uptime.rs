//! `Get-Uptime`: how long this machine has been running.

use jiff::{SignedDuration, Zoned};

use crate::cmdlet::prelude::*;
use crate::model::TimeSpan;

static SINCE: Param<Switch> = Param::switch("Since", "When it was started, instead of how long ago that was.");

/// Where the kernel tells it, in seconds.
const UPTIME: &str = "/proc/uptime";

pub static GET_UPTIME: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-Uptime",
        synopsis: "Tell how long this machine has been running",
        about: "In whole seconds. Of the machine that the shell runs on, not of a transport node elsewhere.",
        params: &[SINCE.spec()],
        examples: &[
            Example { does: "Tell whether it was restarted today", run: "(Get-Uptime).TotalDays -lt 1" },
            Example { does: "Tell when that was", run: "Get-Uptime -Since" },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let text = std::fs::read_to_string(UPTIME).unwrap_or_default();
    let Some(seconds) = text.split('.').next().and_then(|seconds| seconds.trim().parse::<i64>().ok()) else {
        let says = format!("{UPTIME} does not tell how long this machine has been running.");
        return Err(Fault::not_found("GetUptimePlatformIsNotSupported", says).at(call.span));
    };
    if !call.is_set(&SINCE)? {
        return out.emit(Value::scalar(TimeSpan::from_seconds(seconds)));
    }
    match Zoned::now().checked_sub(SignedDuration::from_secs(seconds)) {
        Ok(since) => out.emit(Value::date(since)),
        Err(error) => {
            Err(Fault::internal("UptimeOutOfRange", "It was started before the calendar begins.").cause(error))
        }
    }
}
