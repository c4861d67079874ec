//! An envelope and the orders on it as the spool keeps them: a compact, versioned form of our own.
//!
//! Every message is written at least once and read at least once after a restart, so both ways count.
//!
//! Promise: what was written is read back equal (moments to the microsecond). Bytes that are no record of a version
//! we know are refused, never guessed at; no bytes make reading panic or take memory beyond their own length.

mod read;
mod write;

use std::sync::Arc;

use super::order::{Hold, Order};
use crate::transport::{Envelope, NextHop};

pub use read::{read, return_path, shadow};
pub use write::write;

/// Version of what [`write()`] writes. Before it:
/// 1. knew no [`Demands`](crate::transport::Demands): nothing was demanded;
/// 2. knew no [`Resolution`](crate::transport::Resolution): nobody had given way;
/// 3. (and 4) did not count crashes;
/// 5. knew neither levels of spam nor whom a message follows from;
/// 6. knew no alternate recipients;
/// 7. knew neither probes, nor when another server had taken the message first, nor domains to route by;
/// 8. had the name of the shadow copy, of which there were none yet, further behind.
const VERSION: u8 = 9;

/// All that is kept of a message besides its body. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Record {
    pub envelope: Arc<Envelope>,
    /// Operators' orders on it, by queue.
    pub holds: Vec<Hold>,
    /// How often it was in hand when something broke, since somebody last looked into that.
    pub crashes: u8,
}

impl Record {
    pub fn new(envelope: Envelope) -> Record {
        Record { envelope: Arc::new(envelope), holds: Vec::new(), crashes: 0 }
    }

    /// The order on it in one queue.
    pub fn hold(&self, queue: &NextHop) -> Option<&Arc<Order>> {
        self.holds.iter().find(|hold| hold.queue == *queue).map(|hold| &hold.order)
    }
}

/// The bytes are not a record of a version this emsh knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadRecord {
    #[error("the envelope was written by a newer emsh (format {0})")]
    Newer(u8),
    #[error("the envelope makes no sense")]
    Malformed,
}

#[cfg(test)]
mod tests;
