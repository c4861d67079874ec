//! Message tracking reports: what became of one message, for people who do not read logs.
//!
//! Both cmdlets read the tracking logs of the organization's servers and put their events together; they say no more
//! than these do.

mod get_message_tracking_report;
mod identity;
mod names;
mod path;
mod search_message_tracking_report;

pub use get_message_tracking_report::GET_MESSAGE_TRACKING_REPORT;
pub use search_message_tracking_report::SEARCH_MESSAGE_TRACKING_REPORT;

use crate::cmdlet::everywhere::{self, Answer};
use crate::cmdlet::prelude::*;
use crate::control::Client;

/// What each server answers. Whoever does not is named in a warning: without it there may be more to tell.
fn asked_everywhere<T>(
    call: &Call,
    session: &Session,
    question: impl AsyncFn(Client) -> Result<T, Fault>,
) -> Result<Vec<(String, T)>, Fault> {
    let servers = everywhere::servers(call, session, |_| true)?;
    let mut answered = Vec::new();
    let mut failed = Vec::new();
    for Answer { server, said } in everywhere::ask(call, session, servers, PATIENCE, question)? {
        match said {
            Ok(answer) => answered.push((server, answer)),
            Err(fault) => failed.push((server, fault)),
        }
    }
    if answered.is_empty()
        && let Some((_, fault)) = failed.pop()
    {
        return Err(fault);
    }
    for (server, fault) in failed {
        call.warn(format!("What the tracking log of {server} has is not here: {}", fault.says))?;
    }
    Ok(answered)
}

/// Months of logs take a while.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(60);
