//! The messages of a queue that nothing holds but the hour: ordinary ones in one lane, oversize ones in another, each
//! with a gate that its connector's schedule opens and closes.
//!
//! Without a threshold there are no oversize messages, and nothing here costs more than one lane would. Oversize
//! messages are not kept at hand: they are few, and would fill the room that others need.

use std::ops::RangeBounds;

use super::entry::Entry;
use super::place::{Place, RANKS};
use super::ranked::Ranked;

#[derive(Debug)]
pub struct Lanes {
    ordinary: Ranked<Entry>,
    oversize: Ranked<Entry>,
    gates: Gates,
}

/// What may go now, and what is oversize.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gates {
    pub ordinary: bool,
    pub oversize: bool,
    /// A message of more bytes than this is oversize.
    pub threshold: u32,
}

impl Gates {
    /// No schedule.
    pub const OPEN: Gates = Gates { ordinary: true, oversize: true, threshold: u32::MAX };
}

impl Default for Lanes {
    fn default() -> Lanes {
        Lanes { ordinary: Ranked::default(), oversize: Ranked::default(), gates: Gates::OPEN }
    }
}

impl Lanes {
    pub fn gates(&self) -> Gates {
        self.gates
    }

    /// Opens and closes. Where the threshold is another one, messages change lanes.
    pub fn set_gates(&mut self, gates: Gates) {
        let is_other = gates.threshold != self.gates.threshold;
        self.gates = gates;
        if is_other {
            let mut all = std::mem::take(&mut self.ordinary);
            let mut oversize = std::mem::take(&mut self.oversize);
            while let Some((place, entry)) = all.pop_first().or_else(|| oversize.pop_first()) {
                self.insert(place, entry);
            }
        }
    }

    pub fn len(&self) -> usize {
        self.ordinary.len() + self.oversize.len()
    }

    /// Those whose gate is open.
    pub fn free(&self) -> usize {
        self.free_by_rank().iter().sum()
    }

    /// The same, High first.
    pub fn free_by_rank(&self) -> [usize; RANKS] {
        let of = |lane: &Ranked<Entry>, is_open: bool| if is_open { lane.counts() } else { [0; RANKS] };
        let ordinary = of(&self.ordinary, self.gates.ordinary);
        let oversize = of(&self.oversize, self.gates.oversize);
        std::array::from_fn(|rank| ordinary[rank] + oversize[rank])
    }

    pub fn counts(&self) -> [usize; RANKS] {
        let (ordinary, oversize) = (self.ordinary.counts(), self.oversize.counts());
        std::array::from_fn(|rank| ordinary[rank] + oversize[rank])
    }

    pub fn contains(&self, place: Place) -> bool {
        self.ordinary.contains(place) || self.oversize.contains(place)
    }

    pub fn get_mut(&mut self, place: Place) -> Option<&mut Entry> {
        self.ordinary.get_mut(place).or_else(|| self.oversize.get_mut(place))
    }

    /// The ordinary message that came first.
    pub fn first(&self) -> Option<&Entry> {
        self.ordinary.range(..).next().map(|(_, entry)| entry)
    }

    pub fn insert(&mut self, place: Place, mut entry: Entry) {
        match entry.size > self.gates.threshold {
            true => {
                entry.message = None;
                self.oversize.insert(place, entry);
            }
            false => self.ordinary.insert(place, entry),
        }
    }

    pub fn remove(&mut self, place: Place) -> Option<Entry> {
        self.ordinary.remove(place).or_else(|| self.oversize.remove(place))
    }

    /// The first whose gate is open, of the ranks that may go: by rank, or by age alone.
    pub fn pop_free(&mut self, may_go: [bool; RANKS], by_rank: bool) -> Option<(Place, Entry)> {
        let gates = [(&self.ordinary, self.gates.ordinary), (&self.oversize, self.gates.oversize)];
        let open = gates.into_iter().filter(|(_, is_open)| *is_open);
        let firsts = open.flat_map(|(lane, _)| {
            let ranks = (0..RANKS).filter(|rank| may_go[*rank]);
            ranks.filter_map(|rank| lane.first_of(rank))
        });
        let first = firsts.min_by_key(|place| (if by_rank { place.rank() } else { 0 }, place.id()))?;
        self.remove(first).map(|entry| (first, entry))
    }

    /// The first of either lane, open or not.
    pub fn pop_first(&mut self) -> Option<(Place, Entry)> {
        self.ordinary.pop_first().or_else(|| self.oversize.pop_first())
    }

    /// Each lane in its own order.
    pub fn ranges(
        &self,
        places: impl RangeBounds<Place> + Clone,
    ) -> [std::collections::btree_map::Range<'_, Place, Entry>; 2] {
        [self.ordinary.range(places.clone()), self.oversize.range(places)]
    }

    /// Those that may be kept at hand.
    pub fn kept_mut(
        &mut self,
        places: impl RangeBounds<Place>,
    ) -> std::collections::btree_map::RangeMut<'_, Place, Entry> {
        self.ordinary.range_mut(places)
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::model::MessagePriority;
    use crate::transport::MessageId;
    use crate::transport::queue::entry::Which;
    use crate::transport::queue::sample;

    fn filled(sizes: &[u64], gates: Gates) -> Lanes {
        let mut lanes = Lanes::default();
        lanes.set_gates(gates);
        for (id, size) in (1..).zip(sizes) {
            let envelope = crate::transport::Envelope { size: *size, ..sample::envelope("ann@contoso.com") };
            let place = Place::new(MessagePriority::Normal, MessageId(id));
            lanes.insert(place, Entry::new(&envelope, Which::Pending, Timestamp::UNIX_EPOCH));
        }
        lanes
    }

    fn taken(lanes: &mut Lanes) -> Vec<u64> {
        std::iter::from_fn(|| lanes.pop_free([true; RANKS], true)).map(|(place, _)| place.id().0).collect()
    }

    #[test]
    fn each_gate_lets_its_own_messages_through() {
        let sizes = [10, 5000, 100, 101, u64::MAX];
        for (ordinary, oversize, expected, why) in [
            (true, true, vec![1, 2, 3, 4, 5], "in order, whatever their size"),
            (true, false, vec![1, 3], "100 bytes are not more than 100"),
            (false, true, vec![2, 4, 5], "only the large ones"),
            (false, false, vec![], "nothing"),
        ] {
            let mut lanes = filled(&sizes, Gates { ordinary, oversize, threshold: 100 });
            assert_eq!(lanes.free(), expected.len(), "{why}");
            assert_eq!(lanes.len(), 5);
            assert_eq!(taken(&mut lanes), expected, "{why}");
        }
    }

    #[test]
    fn messages_change_lanes_with_the_threshold() {
        let mut lanes = filled(&[10, 5000], Gates { ordinary: true, oversize: false, threshold: 100 });
        assert_eq!(lanes.free(), 1);
        lanes.set_gates(Gates { ordinary: true, oversize: false, threshold: 6000 });
        assert_eq!(taken(&mut lanes), [1, 2]);
    }
}
