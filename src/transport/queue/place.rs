//! Where a message stands in its queue: by priority, then by arrival.

use crate::model::MessagePriority;
use crate::transport::MessageId;

/// Number of priorities.
pub const RANKS: usize = 3;

const SHIFT: u32 = 62;
/// Highest message id that fits.
const HIGHEST: u64 = (1 << SHIFT) - 1;

/// Eight bytes that order a queue: High before Normal before Low, and inside a priority the older message first
/// (message ids grow with time and are never used again).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place(u64);

impl Place {
    pub fn new(priority: MessagePriority, id: MessageId) -> Place {
        debug_assert!(id.0 <= HIGHEST, "ids count messages from 1");
        Place((rank_of(priority) as u64) << SHIFT | id.0)
    }

    /// The places that a message of this number may have: one for each priority.
    pub fn candidates(id: MessageId) -> [Place; RANKS] {
        [MessagePriority::High, MessagePriority::Normal, MessagePriority::Low].map(|priority| Place::new(priority, id))
    }

    pub fn id(self) -> MessageId {
        MessageId(self.0 & HIGHEST)
    }

    /// For each priority the first and last place of messages with higher numbers than `after`.
    pub fn ranks(after: MessageId) -> [(Place, Place); RANKS] {
        let first = Place::candidates(MessageId(after.0.saturating_add(1).min(HIGHEST)));
        let last = Place::candidates(MessageId(HIGHEST));
        [(first[0], last[0]), (first[1], last[1]), (first[2], last[2])]
    }

    /// The first and last place of one rank.
    pub fn of_rank(rank: usize) -> (Place, Place) {
        Place::ranks(MessageId(0))[rank]
    }

    /// 0 High, 1 Normal, 2 Low.
    pub fn rank(self) -> usize {
        (self.0 >> SHIFT) as usize
    }
}

/// 0 High, 1 Normal, 2 Low.
pub fn rank_of(priority: MessagePriority) -> usize {
    match priority {
        MessagePriority::High => 0,
        MessagePriority::Normal => 1,
        MessagePriority::Low => 2,
    }
}

impl std::fmt::Debug for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.rank(), self.id())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn priority_comes_before_arrival() {
        let place = |priority, id| Place::new(priority, MessageId(id));
        let mut places = [
            place(MessagePriority::Low, 1),
            place(MessagePriority::Normal, 5),
            place(MessagePriority::Normal, 2),
            place(MessagePriority::High, 9),
        ];
        places.sort();
        assert_eq!(places.map(|place| place.id().0), [9, 2, 5, 1]);
        assert_eq!(places.map(Place::rank), [0, 1, 1, 2]);
        assert!(Place::candidates(MessageId(5)).contains(&places[2]));
    }
}
