//! What went through the node in each minute of the last hour.
//!
//! In memory only: after a start the hour begins anew. The counters may begin anew too, when the service inside the
//! node is restarted.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;

use crate::control::wire::ThroughputMinute;

/// Minutes that are kept.
const MINUTES: usize = 60;

/// Counters as they stand at a moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub accepted: u64,
    pub delivered: u64,
    pub deferred: u64,
    pub failed: u64,
}

pub struct Throughput(Mutex<Kept>);

struct Kept {
    /// When the minute that is running began.
    begins: Timestamp,
    minutes: VecDeque<ThroughputMinute>,
    /// The counters at the end of the last of them.
    before: Counts,
}

impl Throughput {
    pub fn new(begins: Timestamp) -> Throughput {
        Throughput(Mutex::new(Kept { begins, minutes: VecDeque::new(), before: Counts::default() }))
    }

    /// The minute that is running is over.
    pub fn close(&self, ends: Timestamp, now: Counts) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let minute = minute(kept.begins, kept.before, now);
        kept.minutes.push_back(minute);
        kept.begins = ends;
        if kept.minutes.len() > MINUTES {
            kept.minutes.pop_front();
        }
        kept.before = now;
    }

    /// The minutes of the last hour, oldest first, and the one that is running.
    pub fn seen(&self, now: Counts) -> Vec<ThroughputMinute> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.minutes.iter().cloned().chain([minute(kept.begins, kept.before, now)]).collect()
    }
}

fn minute(begins: Timestamp, before: Counts, now: Counts) -> ThroughputMinute {
    // A counter that is lower than before has begun anew.
    let since = |before: u64, now: u64| now.checked_sub(before).unwrap_or(now);
    ThroughputMinute {
        begins,
        accepted: since(before.accepted, now.accepted),
        delivered: since(before.delivered, now.delivered),
        deferred: since(before.deferred, now.deferred),
        failed: since(before.failed, now.failed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_minute_has_what_came_in_it() {
        let counts = |accepted| Counts { accepted, ..Counts::default() };
        let at = |minute: i64| Timestamp::from_second(minute * 60).expect("a time");
        let throughput = Throughput::new(at(1));
        for (minute, accepted) in [(1, 5), (2, 5), (3, 12), (4, 3)] {
            throughput.close(at(minute + 1), counts(accepted));
        }
        let seen = |now| throughput.seen(counts(now)).iter().map(|minute| minute.accepted).collect::<Vec<_>>();
        assert_eq!(seen(4), [5, 0, 7, 3, 1], "the service was restarted before the fourth");
        assert_eq!(throughput.seen(counts(4))[4].begins, at(5));
        for minute in 5..200 {
            throughput.close(at(minute + 1), counts(4));
        }
        assert_eq!(seen(4).len(), MINUTES + 1);
    }
}
