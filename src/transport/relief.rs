//! What the mail path spares itself while the node is short of something (back pressure).
//!
//! The node measures and decides; reception and queues ask here, which costs them one load of a word. Nothing is ever
//! thrown away for lack of room: mail is refused before it is taken, and what was taken stays.

use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::time::Duration;

use super::Refusal;

/// Measures against a shortage, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measures(u32);

impl Measures {
    pub const NONE: Measures = Measures(0);
    /// No mail from peers that are neither users nor servers of the organization.
    pub const REFUSE_OUTSIDE: Measures = Measures(1);
    /// No mail from users and servers of the organization.
    pub const REFUSE_INSIDE: Measures = Measures(2);
    /// The reply to MAIL waits.
    pub const TARPIT: Measures = Measures(4);
    /// What is in the spool at a start waits for its way back into the queues.
    pub const PAUSE_RECOVERY: Measures = Measures(8);
    /// Queues that have failed for long are not routed anew.
    pub const PAUSE_RESUBMISSION: Measures = Measures(16);
    /// Messages are not kept in memory beside the spool.
    pub const DEHYDRATE: Measures = Measures(32);
    /// Nothing is sent.
    pub const STOP_DELIVERY: Measures = Measures(64);

    const NAMES: [(Measures, &'static str); 7] = [
        (Measures::REFUSE_OUTSIDE, "Refuse mail from outside"),
        (Measures::REFUSE_INSIDE, "Refuse mail from users and servers of the organization"),
        (Measures::TARPIT, "Delay replies to MAIL"),
        (Measures::PAUSE_RECOVERY, "Pause reading the queue at start"),
        (Measures::PAUSE_RESUBMISSION, "Pause resubmission"),
        (Measures::DEHYDRATE, "Keep no messages in memory"),
        (Measures::STOP_DELIVERY, "Stop delivery"),
    ];

    pub const fn with(self, other: Measures) -> Measures {
        Measures(self.0 | other.0)
    }

    pub const fn include(self, wanted: Measures) -> bool {
        self.0 & wanted.0 == wanted.0
    }

    /// For people.
    pub fn names(self) -> Vec<String> {
        Self::NAMES.iter().filter(|(one, _)| self.include(*one)).map(|(_, name)| (*name).to_owned()).collect()
    }
}

/// Whose mail it is, as far as that decides who is refused first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Users and servers of the organization.
    Inside,
    Outside,
}

/// The measures in force.
#[derive(Debug, Default)]
pub struct Relief {
    measures: AtomicU32,
    /// Those that an operator's order takes besides.
    ordered: AtomicU32,
    /// Milliseconds.
    tarpit: AtomicU64,
}

impl Relief {
    pub fn set(&self, measures: Measures, tarpit: Duration) {
        self.tarpit.store(u64::try_from(tarpit.as_millis()).unwrap_or(u64::MAX), Ordering::Relaxed);
        self.measures.store(measures.0, Ordering::Relaxed);
    }

    /// Whatever the shortage: in force until the next order.
    pub fn order(&self, measures: Measures) {
        self.ordered.store(measures.0, Ordering::Relaxed);
    }

    pub fn measures(&self) -> Measures {
        Measures(self.measures.load(Ordering::Relaxed)).with(Measures(self.ordered.load(Ordering::Relaxed)))
    }

    pub fn demands(&self, measure: Measures) -> bool {
        self.measures().include(measure)
    }

    /// Whether mail of that origin may come now.
    pub fn admits(&self, origin: Origin) -> Result<(), Refusal> {
        let refused = match origin {
            Origin::Inside => Measures::REFUSE_INSIDE,
            Origin::Outside => Measures::REFUSE_OUTSIDE,
        };
        match self.demands(refused) {
            true => Err(Refusal::Resources("back pressure".to_owned())),
            false => Ok(()),
        }
    }

    /// How long the reply to MAIL waits.
    pub fn tarpit(&self) -> Duration {
        match self.demands(Measures::TARPIT) {
            true => Duration::from_millis(self.tarpit.load(Ordering::Relaxed)),
            false => Duration::ZERO,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_origin_is_refused_by_its_own_measure() {
        let relief = Relief::default();
        assert!(relief.admits(Origin::Inside).is_ok() && relief.admits(Origin::Outside).is_ok());
        relief.set(Measures::REFUSE_OUTSIDE, Duration::from_secs(10));
        assert!(relief.admits(Origin::Inside).is_ok() && relief.admits(Origin::Outside).is_err());
        assert_eq!(relief.tarpit(), Duration::ZERO, "without the measure the length does not count");
        relief.set(Measures::REFUSE_INSIDE.with(Measures::TARPIT), Duration::from_secs(10));
        assert!(relief.admits(Origin::Inside).is_err() && relief.admits(Origin::Outside).is_ok());
        assert_eq!(relief.tarpit(), Duration::from_secs(10));
        assert_eq!(relief.measures().names().len(), 2);
        relief.order(Measures::STOP_DELIVERY);
        relief.set(Measures::NONE, Duration::ZERO);
        assert_eq!(relief.measures(), Measures::STOP_DELIVERY, "the end of a shortage is not the end of an order");
        relief.order(Measures::NONE);
        assert_eq!(relief.measures(), Measures::NONE);
    }
}
