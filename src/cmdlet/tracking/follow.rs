//! `Get-MessageTrackingLog -Follow`: what happens from now on, as it happens.

use std::collections::HashMap;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::cmdlet::prelude::*;
use crate::control::Client;
use crate::model::{TrackingQuery, TrackingRecord};

/// How often the log is looked at.
const ROUND: Duration = Duration::from_millis(500);

/// Events are written in the order in which their parts of the mail path come to it: so late one may be.
const LATENESS: SignedDuration = SignedDuration::from_secs(5);

/// Puts out what the query finds, and whatever comes to it, until the query's end, or until somebody has had enough.
pub fn follow(
    call: &Call,
    session: &Session,
    node: &Client,
    query: TrackingQuery,
    out: &mut Output,
) -> Result<(), Fault> {
    let first = query.start.unwrap_or_else(Timestamp::now);
    let mut query = TrackingQuery { start: Some(first), result_size: 0, ..query };
    let mut latest = first;
    // The events of the last moments, which are found again in each round.
    let mut shown: HashMap<String, Timestamp> = HashMap::new();
    loop {
        let is_last = query.end.is_some_and(|end| end <= Timestamp::now());
        let mut records = session.wait(call, node.lines::<TrackingRecord>("/v1/tracking", &query))?;
        while let Some(record) = session.wait(call, records.next())? {
            latest = latest.max(record.timestamp);
            if shown.insert(key(&record), record.timestamp).is_none() {
                out.emit(record)?;
            }
        }
        let from = latest.checked_sub(LATENESS).unwrap_or(latest).max(first);
        shown.retain(|_, timestamp| *timestamp >= from);
        query.start = Some(from);
        if is_last {
            return Ok(());
        }
        if call.engine.pause(ROUND) {
            return Err(Fault::cancelled());
        }
    }
}

/// What tells an event from all others.
fn key(record: &TrackingRecord) -> String {
    serde_json::to_string(record).expect("a record is plain data")
}
