//! The event log, searched on a thread of its own and handed over while it is found.

use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::mpsc;

use crate::control::Stream;
use crate::model::{EventQuery, EventRecord, Fault};
use crate::transport::report::events::{EventLog, Search};

/// Events that wait for a slow reader; the search waits then.
const AHEAD: usize = 64;

/// Newest first, everything noted until now included. Must be called in a tokio runtime.
pub fn search(log: Arc<EventLog>, folder: PathBuf, query: EventQuery) -> Stream<EventRecord> {
    let (to, events) = mpsc::channel(AHEAD);
    tokio::task::spawn_blocking(move || {
        log.flush();
        let unreadable = |error: std::io::Error| {
            let says = format!("The event log in '{}' cannot be read.", folder.display());
            Fault::internal("EventLogUnreadable", says).cause(error)
        };
        match Search::new(&folder, query) {
            Ok(found) => {
                for event in found {
                    // Nobody listens any more, or nothing more can be read.
                    let is_last = event.is_err();
                    if to.blocking_send(event.map_err(unreadable)).is_err() || is_last {
                        return;
                    }
                }
            }
            Err(error) => drop(to.blocking_send(Err(unreadable(error)))),
        }
    });
    events
}
