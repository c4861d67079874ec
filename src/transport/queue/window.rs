//! The hours at which a send connector's queues send: its schedules, asked for one moment.

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::lanes::Gates;
use crate::model::{Schedule, SendConnector, Unlimited};

/// A schedule is asked at least so often: the clock on the wall may have been set meanwhile.
const LOOK_MINUTES: i64 = 15;

/// When ordinary messages may go, and when those do that are larger than the threshold.
#[derive(Clone, Debug, PartialEq)]
pub struct Windows {
    ordinary: Schedule,
    oversize: Schedule,
    threshold: u32,
}

impl Windows {
    /// `None`: it sends always.
    pub fn of(connector: &SendConnector) -> Option<Windows> {
        let threshold = match connector.oversize_threshold {
            Unlimited::Limit(size) => u32::try_from(size.bytes()).unwrap_or(u32::MAX),
            Unlimited::Unlimited => u32::MAX,
        };
        let ordinary = connector.connection_schedule.clone();
        let oversize = match threshold {
            u32::MAX => ordinary.clone(),
            _ => connector.oversize_schedule.clone(),
        };
        (!ordinary.is_always() || !oversize.is_always()).then_some(Windows { ordinary, oversize, threshold })
    }

    pub fn gates(&self, now: Timestamp, zone: &TimeZone) -> Gates {
        Gates {
            ordinary: self.ordinary.is_open(now, zone),
            oversize: self.oversize.is_open(now, zone),
            threshold: self.threshold,
        }
    }

    /// When to ask again.
    pub fn next_look(&self, now: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
        let changes = [&self.ordinary, &self.oversize].map(|schedule| schedule.next_change(now, zone));
        let change = changes.into_iter().flatten().min()?;
        Some(now.saturating_add(LOOK_MINUTES.minutes()).map_or(change, |look| change.min(look)))
    }

    /// The schedule that the first of those waits for that these gates hold.
    pub fn told(&self, gates: Gates) -> &Schedule {
        if gates.ordinary { &self.oversize } else { &self.ordinary }
    }
}
