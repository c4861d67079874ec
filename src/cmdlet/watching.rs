//! Commands that go on until somebody has seen enough: what they say at their end, and what they wait between rounds.

use std::time::{Duration, Instant};

use crate::cmdlet::prelude::*;
use crate::lang::call::Record;
use crate::model::TimeSpan;
use crate::model::number::counted;

pub static INTERVAL: Param<TimeSpan> = Param::new(
    "Interval",
    "Time between an answer of the node and the next question, from 1 second to 1 hour. Default 2 seconds.",
);

/// The interval given, or the usual one.
pub fn interval(call: &Call) -> Result<Duration, Fault> {
    let given = call.get(&INTERVAL)?.unwrap_or(TimeSpan::from_seconds(2)).duration();
    if !(1..=3600).contains(&given.as_secs()) {
        return Err(
            Fault::invalid("InvalidInterval", "The interval is from 1 second to 1 hour.").at(call.place(&INTERVAL))
        );
    }
    Ok(given)
}

/// How long something has been watched, and what was seen.
pub struct Watch {
    began: Instant,
    noun: &'static str,
    pub count: usize,
}

impl Watch {
    pub fn begin(noun: &'static str) -> Watch {
        Watch { began: Instant::now(), noun, count: 0 }
    }

    /// The statement at the end: `Watched for 12 seconds: 6 rounds.`
    pub fn end(&self, call: &Call) -> Result<(), Fault> {
        let elapsed = self.began.elapsed() + Duration::from_millis(500);
        let seconds = usize::try_from(elapsed.as_secs()).unwrap_or(usize::MAX);
        let text = format!("Watched for {}: {}.", counted(seconds, "second"), counted(self.count, self.noun));
        say(call, text)
    }
}

/// Talk beside the results: not where they go.
pub fn say(call: &Call, text: String) -> Result<(), Fault> {
    call.engine
        .write(call, Record::Information { text, to_host: true, no_newline: false, tags: Vec::new(), data: None })
}
