//! The tracking log, searched on a thread of its own and handed over while it is found.

use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::mpsc;

use crate::control::Stream;
use crate::model::{Fault, Found, TrackingQuery, TrackingRecord};
use crate::transport::report::tracking::{Newest, Search, TrackingLog};

/// Records that wait for a slow reader; the search waits then.
const AHEAD: usize = 64;

/// Oldest first, everything recorded until now included. Must be called in a tokio runtime.
pub fn search(log: Arc<TrackingLog>, folder: PathBuf, query: TrackingQuery) -> Stream<Found<TrackingRecord>> {
    let (to, records) = mpsc::channel(AHEAD);
    tokio::task::spawn_blocking(move || {
        log.flush();
        let unreadable = |error: std::io::Error| {
            let says = format!("The tracking log in '{}' cannot be read.", folder.display());
            Fault::internal("TrackingLogUnreadable", says).cause(error)
        };
        match Search::new(&folder, query, Newest::Last) {
            Ok(mut search) => {
                while let Some(found) = search.step() {
                    // Nobody listens any more, or nothing more can be read.
                    let is_last = found.is_err();
                    if to.blocking_send(found.map_err(unreadable)).is_err() || is_last {
                        return;
                    }
                }
            }
            Err(error) => drop(to.blocking_send(Err(unreadable(error)))),
        }
    });
    records
}
