//! What the spool holds, in memory: messages, bodies still arriving, orders, segments. Rebuilt from the notes at start.
//!
//! Only the committer changes it (and the survey at start), always after the change is durable; so what is read here is
//! on the disk.

use std::collections::{BTreeMap, HashMap};

use bytes::Bytes;

use super::entry::{Entry, weight};
use super::format::Extent;
use super::roll_call;
use super::segments::Segments;

#[derive(Default)]
pub struct Table {
    messages: BTreeMap<u64, Entry>,
    /// Parts of messages that have no envelope yet.
    drafts: HashMap<u64, Vec<Extent>>,
    orders: BTreeMap<String, Bytes>,
    order_bytes: usize,
    live_bytes: u64,
    pub segments: Segments,
    /// Files ready to become segments.
    pub spares: Vec<Spare>,
    /// A segment has become worth sweeping since the sweeper last looked.
    pub is_sweep_due: bool,
}

/// A file of zeros, or of what a former segment held, as long as a segment should be.
#[derive(Clone, Debug, PartialEq)]
pub struct Spare {
    pub name: String,
    pub bytes: u64,
}

impl Table {
    pub fn message(&self, id: u64) -> Option<&Entry> {
        self.messages.get(&id)
    }

    pub fn messages(&self) -> impl Iterator<Item = (u64, &Entry)> {
        self.messages.iter().map(|(&id, entry)| (id, entry))
    }

    /// IDs of up to `most` messages above `after`, ascending.
    pub fn ids_after(&self, after: u64, most: usize) -> Vec<u64> {
        let Some(first) = after.checked_add(1) else { return Vec::new() };
        self.messages.range(first..).map(|(&id, _)| id).take(most).collect()
    }

    pub fn count(&self) -> usize {
        self.messages.len()
    }

    pub fn live_bytes(&self) -> u64 {
        self.live_bytes
    }

    /// The message has this envelope and body from now on.
    pub fn put(&mut self, id: u64, entry: Entry) {
        self.tell(id, entry.envelope.segment);
        self.live_bytes += entry.bytes();
        entry.weights().for_each(|weight| self.segments.weigh(weight, true));
        self.drop_draft(id);
        if let Some(old) = self.messages.insert(id, entry) {
            self.forget(&old);
        }
    }

    /// The same envelope lies in another place of its segment, too; it is read there from now on.
    pub fn move_envelope(&mut self, id: u64, from: Extent, offset: u32) {
        if let Some(entry) = self.messages.get_mut(&id).filter(|entry| entry.envelope == from) {
            entry.envelope.offset = offset;
        }
    }

    /// The message is done; `segment` holds the record of that.
    pub fn finish(&mut self, id: u64, segment: u32) {
        self.bury(id, segment);
        self.drop_draft(id);
        if let Some(old) = self.messages.remove(&id) {
            self.forget(&old);
        }
    }

    /// The end of a message is recorded in `segment`, too.
    pub fn bury(&mut self, id: u64, segment: u32) {
        if let Some(segment) = self.segments.get_mut(segment) {
            segment.buried.include(id);
        }
    }

    fn forget(&mut self, old: &Entry) {
        self.live_bytes = self.live_bytes.saturating_sub(old.bytes());
        for weight in old.weights() {
            self.lighten(weight);
        }
    }

    fn lighten(&mut self, weight: (u32, u64)) {
        self.segments.weigh(weight, false);
        self.is_sweep_due |= self.segments.is_worn(weight.0);
    }

    /// Bytes of all files.
    pub fn disk_bytes(&self) -> u64 {
        let segments = self.segments.iter().map(|(_, segment)| segment.file_bytes);
        segments.chain(self.spares.iter().map(|spare| spare.bytes)).sum()
    }

    /// The parts of a body: a message's, or one that no message has yet.
    pub fn parts(&self, id: u64) -> Option<&[Extent]> {
        match self.message(id) {
            Some(entry) => Some(entry.body.as_slice()),
            None => self.drafts.get(&id).map(Vec::as_slice),
        }
    }

    pub fn draft(&self, id: u64) -> &[Extent] {
        self.drafts.get(&id).map(Vec::as_slice).unwrap_or_default()
    }

    /// One more part of a message that is still arriving.
    pub fn add_part(&mut self, id: u64, part: Extent) {
        self.tell(id, part.segment);
        self.segments.weigh(weight(&part), true);
        self.drafts.entry(id).or_default().push(part);
    }

    /// `segment` has something of this message, whatever became of it.
    pub fn tell(&mut self, id: u64, segment: u32) {
        if let Some(segment) = self.segments.get_mut(segment) {
            segment.told.include(id);
        }
    }

    /// The parts are not needed, or have become a message's.
    pub fn drop_draft(&mut self, id: u64) {
        for part in self.drafts.remove(&id).unwrap_or_default() {
            self.lighten(weight(&part));
        }
    }

    pub fn orders(&self) -> &BTreeMap<String, Bytes> {
        &self.orders
    }

    /// Those that are not the spool's own.
    pub fn operators_orders(&self) -> BTreeMap<String, Bytes> {
        let theirs = self.orders.iter().filter(|(key, _)| *key != roll_call::KEY);
        theirs.map(|(key, value)| (key.clone(), value.clone())).collect()
    }

    /// Bytes of all orders with their keys.
    pub fn order_bytes(&self) -> usize {
        self.order_bytes
    }

    pub fn put_order(&mut self, key: String, value: Bytes) {
        self.remove_order(&key);
        self.order_bytes += key.len() + value.len();
        self.orders.insert(key, value);
    }

    pub fn remove_order(&mut self, key: &str) {
        if let Some(old) = self.orders.remove(key) {
            self.order_bytes -= key.len() + old.len();
        }
    }

    pub fn clear_orders(&mut self) {
        self.orders.clear();
        self.order_bytes = 0;
    }
}
