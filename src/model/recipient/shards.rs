//! A map that is cheap to keep while it changes: whoever holds a copy keeps it, and a change copies one part in 256.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, RandomState};
use std::sync::Arc;

const SHARDS: usize = 256;

#[derive(Clone, Debug)]
pub struct Shards<K, V> {
    /// Says which part a key is in; the parts have hashers of their own.
    hasher: RandomState,
    parts: Vec<Arc<HashMap<K, V>>>,
}

impl<K, V> Default for Shards<K, V> {
    fn default() -> Shards<K, V> {
        Shards { hasher: RandomState::new(), parts: Vec::new() }
    }
}

impl<K: Hash + Eq + Clone, V: Clone> Shards<K, V> {
    pub fn get<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.parts.get(self.at(key))?.get(key)
    }

    /// The part that a key is in, to be changed.
    pub fn part<Q: Hash + Eq + ?Sized>(&mut self, key: &Q) -> &mut HashMap<K, V>
    where
        K: Borrow<Q>,
    {
        if self.parts.is_empty() {
            self.parts = (0..SHARDS).map(|_| Arc::default()).collect();
        }
        let at = self.at(key);
        Arc::make_mut(&mut self.parts[at])
    }

    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.parts.iter().flat_map(|part| part.values())
    }

    pub fn len(&self) -> usize {
        self.parts.iter().map(|part| part.len()).sum()
    }

    fn at<Q: Hash + ?Sized>(&self, key: &Q) -> usize {
        self.hasher.hash_one(key) as usize % SHARDS
    }
}
