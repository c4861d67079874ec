//! How many connections are taken in a minute, whichever connector they are for (MaxConnectionRatePerMinute).
//!
//! Smoothed: what may come in a minute may not come in one second, but a sixtieth of it. Each second brings so many
//! tokens, one is always kept in store, and a second's worth at most.

use std::sync::{Mutex, PoisonError};

use tokio::time::Instant;

use crate::model::Unlimited;

/// The tokens there are.
#[derive(Debug, Default)]
pub struct Pace {
    state: Mutex<Option<State>>,
}

#[derive(Clone, Copy, Debug)]
struct State {
    /// The limit that they were counted by.
    limit: u32,
    tokens: f64,
    at: Instant,
}

impl Pace {
    /// Takes a token for a connection that comes now; `false`: there is none.
    pub fn admits(&self, limit: Unlimited<u32>, now: Instant) -> bool {
        let mut kept = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(limit) = limit.limit() else {
            *kept = None;
            return true;
        };
        let each_second = f64::from(limit) / 60.0;
        let most = each_second.max(1.0);
        let state = kept.filter(|state| state.limit == limit).unwrap_or(State { limit, tokens: most, at: now });
        let tokens = state.tokens + now.saturating_duration_since(state.at).as_secs_f64() * each_second;
        let tokens = tokens.min(most);
        let is_admitted = tokens >= 1.0;
        *kept = Some(State { limit, tokens: if is_admitted { tokens - 1.0 } else { tokens }, at: now });
        is_admitted
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    /// How many of a hundred that come at that moment are taken.
    fn taken(pace: &Pace, limit: Unlimited<u32>, at: Instant) -> usize {
        (0..100).filter(|_| pace.admits(limit, at)).count()
    }

    #[test]
    fn a_minute_is_taken_in_sixtieths() {
        let (pace, start) = (Pace::default(), Instant::now());
        let after = |seconds: f64| start + Duration::from_secs_f64(seconds);
        let limit = Unlimited::Limit(1200);
        for (seconds, expected, why) in [
            (0.0, 20, "a second's worth at once"),
            (0.0, 0, "and no more"),
            (0.55, 11, "half a second brings half"),
            (60.0, 20, "what was not used in a minute is not saved up"),
        ] {
            assert_eq!(taken(&pace, limit, after(seconds)), expected, "{why}");
        }
        let few = Unlimited::Limit(2);
        assert_eq!(taken(&pace, few, after(60.0)), 1, "another limit begins anew, with one at least");
        assert_eq!(taken(&pace, few, after(89.0)), 0);
        assert_eq!(taken(&pace, few, after(90.1)), 1, "two in a minute are one each half");
        assert_eq!(taken(&pace, Unlimited::Unlimited, after(90.1)), 100);
    }
}
