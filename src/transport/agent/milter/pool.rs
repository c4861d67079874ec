//! Connections to milters between two SMTP sessions.
//!
//! A session that ends leaves its connection to the next one (SMFIC_QUIT_NC), which saves both sides the dialling and
//! the agreement. Only a few are kept, and not for long: a milter may have fewer of them than we have sessions.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;
use uuid::Uuid;

use super::conversation::Line;

/// Connections kept for one milter.
const MOST: usize = 8;

/// How long one is kept. Milters that time out wait much longer (libmilter: two hours).
const LONGEST: Duration = Duration::from_secs(30);

#[derive(Default)]
pub struct Pool(Mutex<HashMap<Uuid, Vec<Kept>>>);

/// A connection that waits.
struct Kept {
    line: Line,
    /// Of the agent that it was made for.
    revision: u64,
    since: Instant,
}

impl Kept {
    fn is_fit(&self, revision: u64) -> bool {
        self.revision == revision && self.since.elapsed() < LONGEST
    }
}

impl Pool {
    /// A connection for an agent as it is at that revision, if there is one.
    pub fn take(&self, agent: Uuid, revision: u64) -> Option<Line> {
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = lines.get_mut(&agent)?;
        kept.retain(|kept| kept.is_fit(revision));
        kept.pop().map(|kept| kept.line)
    }

    pub fn put(&self, agent: Uuid, revision: u64, line: Line) {
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = lines.entry(agent).or_default();
        kept.retain(|kept| kept.is_fit(revision));
        if kept.len() < MOST {
            kept.push(Kept { line, revision, since: Instant::now() });
        }
    }

    /// Drops those of agents for which `stays` is false.
    pub fn retain(&self, stays: impl Fn(Uuid) -> bool) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).retain(|agent, _| stays(*agent));
    }
}
