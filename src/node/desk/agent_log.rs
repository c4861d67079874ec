//! The agent log, read on a thread of its own and handed over while it is read.

use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::mpsc;

use crate::control::Stream;
use crate::model::{AgentLogQuery, AgentLogRecord, Fault};
use crate::transport::report::agents::{AgentLog, search};

/// Lines that wait for a slow reader; the reading waits then.
const AHEAD: usize = 64;

/// Oldest first, everything noted until now included. Must be called in a tokio runtime.
pub fn read(log: Arc<AgentLog>, folder: PathBuf, query: AgentLogQuery) -> Stream<AgentLogRecord> {
    let (to, records) = mpsc::channel(AHEAD);
    tokio::task::spawn_blocking(move || {
        log.flush();
        let unreadable = |error: std::io::Error| {
            let says = format!("The agent log in '{}' cannot be read.", folder.display());
            Fault::internal("AgentLogUnreadable", says).cause(error)
        };
        match search(&folder, &query) {
            Ok(found) => {
                for record in found {
                    // Nobody listens any more, or nothing more can be read.
                    let is_last = record.is_err();
                    if to.blocking_send(record.map_err(unreadable)).is_err() || is_last {
                        return;
                    }
                }
            }
            Err(error) => drop(to.blocking_send(Err(unreadable(error)))),
        }
    });
    records
}
