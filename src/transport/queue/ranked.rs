//! A sorted map of messages that knows how many it has of each priority.

use std::collections::BTreeMap;
use std::collections::btree_map::{Range, RangeMut};
use std::ops::RangeBounds;

use super::place::{Place, RANKS};

#[derive(Debug)]
pub struct Ranked<V> {
    map: BTreeMap<Place, V>,
    counts: [usize; RANKS],
}

impl<V> Default for Ranked<V> {
    fn default() -> Ranked<V> {
        Ranked { map: BTreeMap::new(), counts: [0; RANKS] }
    }
}

impl<V> Ranked<V> {
    pub fn len(&self) -> usize {
        self.map.len()
    }

    /// How many there are of each priority, High first.
    pub fn counts(&self) -> [usize; RANKS] {
        self.counts
    }

    pub fn contains(&self, place: Place) -> bool {
        self.map.contains_key(&place)
    }

    pub fn get_mut(&mut self, place: Place) -> Option<&mut V> {
        self.map.get_mut(&place)
    }

    pub fn insert(&mut self, place: Place, value: V) {
        if self.map.insert(place, value).is_none() {
            self.counts[place.rank()] += 1;
        }
    }

    pub fn remove(&mut self, place: Place) -> Option<V> {
        let value = self.map.remove(&place)?;
        self.counts[place.rank()] -= 1;
        Some(value)
    }

    pub fn pop_first(&mut self) -> Option<(Place, V)> {
        let (place, value) = self.map.pop_first()?;
        self.counts[place.rank()] -= 1;
        Some((place, value))
    }

    /// The oldest of one priority.
    pub fn first_of(&self, rank: usize) -> Option<Place> {
        if self.counts[rank] == 0 {
            return None;
        }
        let (first, last) = Place::of_rank(rank);
        self.map.range(first..=last).next().map(|(place, _)| *place)
    }

    pub fn range(&self, places: impl RangeBounds<Place>) -> Range<'_, Place, V> {
        self.map.range(places)
    }

    pub fn range_mut(&mut self, places: impl RangeBounds<Place>) -> RangeMut<'_, Place, V> {
        self.map.range_mut(places)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::MessagePriority;
    use crate::transport::MessageId;

    #[test]
    fn counts_follow_the_content() {
        let mut ranked = Ranked::default();
        let place = |priority, id| Place::new(priority, MessageId(id));
        ranked.insert(place(MessagePriority::Normal, 1), 'a');
        ranked.insert(place(MessagePriority::Normal, 1), 'b');
        ranked.insert(place(MessagePriority::Low, 2), 'c');
        ranked.insert(place(MessagePriority::High, 3), 'd');
        assert_eq!((ranked.len(), ranked.counts()), (3, [1, 1, 1]));
        assert_eq!(ranked.pop_first().map(|(_, value)| value), Some('d'));
        assert_eq!(ranked.remove(place(MessagePriority::Low, 2)), Some('c'));
        assert_eq!(ranked.remove(place(MessagePriority::Low, 2)), None);
        assert_eq!(ranked.counts(), [0, 1, 0]);
    }
}
