//! What time it is: passed in, so that tests decide.
//!
//! Stamps come from here; waiting is done with `tokio::time`, which tests pause and advance.

use jiff::Timestamp;
use jiff::tz::TimeZone;

pub trait Clock: Send + Sync {
    fn now(&self) -> Timestamp;

    /// What schedules mean by the time of day.
    fn zone(&self) -> TimeZone {
        TimeZone::system()
    }
}

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}
