//! Starts a new segment.
//!
//! The file is complete (header, orders in force) and durable before it gets the name of a segment. So a file with such
//! a name and a bad header is damage, never a start that was cut short; and older segments need not be kept for orders.

use std::io;
use std::sync::Arc;

use uuid::Uuid;

use super::batch::{Batch, Slot};
use super::digest::Digest;
use super::disk::Medium;
use super::format::{Salt, SegmentHeader};
use super::pen::Pen;
use super::roll_call;
use super::segments::{Segment, file_name};
use super::store::Store;
use super::table::Spare;

/// The segment being written.
pub struct Active {
    pub number: u32,
    pub salt: Salt,
    pub pen: Pen,
    /// Where the next batch goes.
    pub tail: u64,
    /// How many there are.
    pub batches: u64,
    pub digest: Digest,
    /// Where the segment should end: as far as the file has blocks already, or as far as we want it to grow.
    pub capacity: u64,
}

impl Active {
    /// Whether this many bytes belong here. A commit larger than any segment goes into one of its own.
    pub fn has_room(&self, bytes: u64) -> bool {
        const ORDERS_ONLY: u64 = 1;
        self.batches <= ORDERS_ONLY || self.tail + bytes <= self.capacity
    }

    pub fn slot(&self) -> Slot {
        Slot { segment: self.number, salt: self.salt, offset: self.tail, number: self.batches }
    }

    /// The batch that was just written belongs to it now.
    pub fn advance(&mut self, batch: &Batch) {
        self.tail += batch.length();
        self.batches += 1;
        batch.enter(&mut self.digest);
    }
}

/// Makes a segment and puts it into the table as the one being written.
///
/// Uses a spare file if there is one: its blocks are there, so that later syncs have no block list to write (measured
/// on ext4 with a journal: four times the syncs a second, a quarter of the CPU).
pub fn start_segment(store: &Store, database_id: Uuid, next_id: u64) -> io::Result<Active> {
    let (name, medium, size) = blank_file(store)?;
    match furnish(store, database_id, next_id, &name, Pen::new(medium), size) {
        Ok(active) => Ok(active),
        Err(error) => {
            let _ = store.disk.remove(&name);
            Err(error)
        }
    }
}

/// A spare, or a new file; with the length the segment should get.
fn blank_file(store: &Store) -> io::Result<(String, Arc<dyn Medium>, u64)> {
    let (spare, new, size) = {
        let mut table = store.table();
        (table.spares.pop(), table.segments.spare_name(), table.segments.next_size())
    };
    match spare {
        Some(Spare { name, bytes }) => store.disk.open(&name).map(|medium| (name, medium, bytes)),
        None => store.disk.create(&new).map(|medium| (new, medium, size)),
    }
}

fn furnish(store: &Store, database_id: Uuid, next_id: u64, name: &str, mut pen: Pen, size: u64) -> io::Result<Active> {
    let (header, batch, list) = {
        let table = store.table();
        let (previous, previous_end) = table.segments.last();
        let header = SegmentHeader {
            database_id,
            number: table.segments.next_number(),
            salt: fresh_salt(),
            next_id,
            previous,
            previous_end: previous_end as u32,
        };
        let slot = Slot { segment: header.number, salt: header.salt, offset: SegmentHeader::BYTES as u64, number: 0 };
        let mut batch = Batch::new(slot);
        let list = roll_call::write(table.segments.staying().chain([header.number]));
        let mut orders = table.orders().clone();
        orders.insert(roll_call::KEY.to_owned(), list.clone());
        batch.stage_orders(&orders);
        (header, batch, list)
    };
    let tail = SegmentHeader::BYTES as u64 + batch.length();
    batch.write(&mut pen, &header.encode())?;
    pen.sync()?;
    store.disk.rename(name, &file_name(header.number))?;
    let named = store.disk.sync_names();
    let file_bytes = pen.length()?;
    let mut table = store.table();
    let mut segment = Segment::new(tail, file_bytes);
    segment.is_suspect = named.is_err();
    table.segments.insert(header.number, segment);
    table.put_order(roll_call::KEY.to_owned(), list);
    named?;
    table.segments.activate(header.number);
    // Many orders leave room for as much mail.
    let capacity = size.max(2 * tail);
    let mut digest = Digest::new(header.salt);
    batch.enter(&mut digest);
    Ok(Active { number: header.number, salt: header.salt, pen, tail, batches: 1, digest, capacity })
}

fn fresh_salt() -> Salt {
    let [salt @ .., _, _, _, _, _, _, _, _] = Uuid::new_v4().into_bytes();
    salt
}
