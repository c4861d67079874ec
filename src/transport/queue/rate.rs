//! Messages a second, as the mean of the last minute.

use tokio::time::{Duration, Instant};

/// Length of one slot.
const SLOT: Duration = Duration::from_secs(5);
/// Slots that make a minute.
const SLOTS: usize = 12;

/// Counts events in slots of five seconds and forgets those older than a minute.
#[derive(Clone, Debug)]
pub struct Rate {
    counts: [u32; SLOTS],
    /// Slot that is being filled, and when it began.
    current: usize,
    began: Instant,
}

impl Rate {
    pub fn new(now: Instant) -> Rate {
        Rate { counts: [0; SLOTS], current: 0, began: now }
    }

    pub fn count(&mut self, events: u32, now: Instant) {
        self.advance(now);
        self.counts[self.current] = self.counts[self.current].saturating_add(events);
    }

    /// Events a second over the last minute.
    pub fn per_second(&mut self, now: Instant) -> f64 {
        self.advance(now);
        let total: u64 = self.counts.iter().copied().map(u64::from).sum();
        total as f64 / (SLOT.as_secs_f64() * SLOTS as f64)
    }

    fn advance(&mut self, now: Instant) {
        let slots = now.saturating_duration_since(self.began).as_millis() / SLOT.as_millis();
        if slots >= SLOTS as u128 {
            *self = Rate::new(now);
            return;
        }
        for _ in 0..slots {
            self.current = (self.current + 1) % SLOTS;
            self.counts[self.current] = 0;
            self.began += SLOT;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_is_that_of_the_last_minute() {
        let start = Instant::now();
        let at = |seconds| start + Duration::from_secs(seconds);
        let mut rate = Rate::new(start);
        assert_eq!(rate.per_second(start), 0.0);
        for second in 0..60 {
            rate.count(2, at(second));
        }
        assert_eq!(rate.per_second(at(59)), 2.0);
        assert_eq!(rate.per_second(at(89)), 1.0, "half of the minute was quiet");
        assert_eq!(rate.per_second(at(180)), 0.0, "idle");
        rate.count(60, at(200));
        assert_eq!(rate.per_second(at(201)), 1.0);
    }
}
