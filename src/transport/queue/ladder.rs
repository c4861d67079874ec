//! How long a queue waits after a failed attempt to reach its next hop: quick tries for a glitch, a few slower ones,
//! then steady ones until the messages expire (reference: queues-and-retry.md §8).
//!
//! No I/O and no clock. Any message that a next hop answers for brings the ladder back to its foot.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

/// The steps, as the settings have them.
#[derive(Clone, Debug, PartialEq)]
pub struct Steps {
    /// Tries that assume a glitch.
    pub glitch_count: u32,
    pub glitch_interval: Duration,
    /// Tries after that which assume a passing failure (Exchange: TransientFailureRetryCount; 0 leaves them out).
    pub transient_count: u32,
    pub transient_interval: Duration,
    /// Between all later tries (Exchange: OutboundConnectionFailureRetryInterval).
    pub lasting_interval: Duration,
}

impl Steps {
    /// The same wait each time, as for mailbox databases.
    pub fn even(interval: Duration) -> Steps {
        Steps {
            glitch_count: 0,
            glitch_interval: interval,
            transient_count: 0,
            transient_interval: interval,
            lasting_interval: interval,
        }
    }

    /// How long to wait after this many failures in a row.
    pub fn wait(&self, failures: u32) -> Duration {
        if failures <= self.glitch_count {
            self.glitch_interval
        } else if failures <= self.glitch_count.saturating_add(self.transient_count) {
            self.transient_interval
        } else {
            self.lasting_interval
        }
    }
}

/// Where a queue stands on it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ladder {
    failures: u32,
    first: Option<Timestamp>,
    latest: Option<Timestamp>,
    error: Option<Arc<str>>,
}

impl Ladder {
    /// Counts one more failure and says how long to wait.
    pub fn fail(&mut self, steps: &Steps, error: &str, now: Timestamp) -> Duration {
        self.failures = self.failures.saturating_add(1);
        self.first = self.first.or(Some(now));
        self.latest = Some(now);
        self.error = Some(error.into());
        steps.wait(self.failures)
    }

    /// The next hop answered.
    pub fn reset(&mut self) {
        if self.failures > 0 {
            *self = Ladder::default();
        }
    }

    pub fn is_failing(&self) -> bool {
        self.failures > 0
    }

    /// Failed attempts in a row.
    pub fn failures(&self) -> u32 {
        self.failures
    }

    pub fn first(&self) -> Option<Timestamp> {
        self.first
    }

    pub fn latest(&self) -> Option<Timestamp> {
        self.latest
    }

    pub fn error(&self) -> Option<&Arc<str>> {
        self.error.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Duration = Duration::from_secs(60);

    fn hub() -> Steps {
        Steps {
            glitch_count: 4,
            glitch_interval: MINUTE,
            transient_count: 6,
            transient_interval: 5 * MINUTE,
            lasting_interval: 10 * MINUTE,
        }
    }

    #[test]
    fn waits_grow_as_the_settings_say() {
        for (failures, minutes, why) in [
            (1, 1, "a glitch, probably"),
            (4, 1, "the last of the glitch tries"),
            (5, 5, "a passing failure"),
            (10, 5, "the last of those"),
            (11, 10, "a lasting one"),
            (1000, 10, "until the messages expire"),
        ] {
            assert_eq!(hub().wait(failures), minutes * MINUTE, "{why}");
        }
        let edge = Steps { transient_count: 0, lasting_interval: 30 * MINUTE, ..hub() };
        assert_eq!(edge.wait(5), 30 * MINUTE, "a count of 0 leaves the middle step out");
        assert_eq!(Steps::even(5 * MINUTE).wait(1), 5 * MINUTE, "mailbox databases know one step");
    }

    #[test]
    fn an_answer_leads_back_to_its_foot() {
        let mut ladder = Ladder::default();
        let start = Timestamp::UNIX_EPOCH;
        for minute in 0..5 {
            ladder.fail(&hub(), &format!("error {minute}"), start + minute * MINUTE);
        }
        assert_eq!(ladder.failures(), 5);
        assert_eq!((ladder.first(), ladder.latest()), (Some(start), Some(start + 4 * MINUTE)));
        assert_eq!(ladder.error().map(|error| &**error), Some("error 4"));
        ladder.reset();
        assert_eq!(ladder, Ladder::default());
        assert_eq!(ladder.fail(&hub(), "again", start), MINUTE);
    }
}
