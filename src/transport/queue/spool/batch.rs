//! Gathers what one write and one sync will make durable, and what then becomes true.
//!
//! Nothing here touches the disk until [`Batch::write`], and nothing touches the table until [`Batch::apply`]: between
//! the two lies the sync, and if that fails the batch is dropped as if it had never been.

use std::collections::{BTreeMap, HashMap};
use std::io;

use bytes::Bytes;

use super::commit::{Op, Work};
use super::content::Part;
use super::digest::Digest;
use super::entry::{Entry, Places};
use super::format::{self, BatchHeader, Change, Extent, PartHeader, Salt, write_envelope, write_note};
use super::pen::Pen;
use super::table::Table;
use super::{MessageId, SpoolError};

/// Where a batch goes.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    pub segment: u32,
    pub salt: Salt,
    pub offset: u64,
    /// Of the batch within its segment.
    pub number: u64,
}

pub struct Batch {
    slot: Slot,
    parts: Vec<([u8; PartHeader::BYTES], Vec<Bytes>)>,
    /// Bytes of the parts with their headers.
    bodies: u64,
    notes: Vec<u8>,
    effects: Vec<Effect>,
    /// Messages as they will be after this batch; `None` is finished.
    touched: HashMap<u64, Option<Stand>>,
    /// Parts in this batch of messages that are still arriving.
    drafts: HashMap<u64, Vec<Extent>>,
}

/// What a later change in the same batch builds on.
#[derive(Clone)]
struct Stand {
    generation: u32,
    body: Places,
}

/// What is true once the batch is durable.
enum Effect {
    Put { id: u64, stand: Stand, envelope_at: usize, envelope_length: u32 },
    Part { id: u64, extent: Extent },
    Finished { id: u64 },
    Buried { id: u64 },
    Order { key: String, value: Bytes },
    OrderRemoved { key: String },
}

impl Batch {
    pub fn new(slot: Slot) -> Batch {
        Batch {
            slot,
            parts: Vec::new(),
            bodies: 0,
            notes: Vec::new(),
            effects: Vec::new(),
            touched: HashMap::new(),
            drafts: HashMap::new(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.parts.is_empty() && self.notes.is_empty()
    }

    /// Bytes from the header to the last note.
    pub fn length(&self) -> u64 {
        self.header().length()
    }

    /// Takes all of a commit, or none of it and says why.
    pub fn stage(&mut self, work: Work, table: &Table) -> Result<(), SpoolError> {
        match work {
            Work::Ops(ops) if ops.is_empty() => {}
            Work::Ops(ops) => {
                self.admit(&ops, table)?;
                self.note(|batch, note| ops.into_iter().for_each(|op| batch.stage_op(op, table, note)));
            }
            Work::Move { id, generation, parts, envelope } => self.stage_move(id, generation, parts, &envelope, table),
            Work::Bury(ids) => self.note(|batch, note| {
                for id in ids {
                    format::write(note, &Change::Finished { id });
                    batch.effects.push(Effect::Buried { id });
                }
            }),
        }
        Ok(())
    }

    /// Messages that are done and nobody waits to hear it.
    pub fn stage_finished(&mut self, ids: &[u64], table: &Table) {
        if ids.iter().any(|&id| self.exists(id, table)) {
            self.note(|batch, note| ids.iter().for_each(|&id| batch.stage_finish(id, table, note)));
        }
    }

    /// All orders, as the first note of a segment: what older segments say of them is not needed any more.
    pub fn stage_orders(&mut self, orders: &BTreeMap<String, Bytes>) {
        self.note(|_, note| {
            format::write(note, &Change::OrdersFollow);
            for (key, value) in orders {
                format::write(note, &Change::Order { key, value });
            }
        });
    }

    fn note(&mut self, write: impl FnOnce(&mut Batch, &mut Vec<u8>)) {
        let mut notes = std::mem::take(&mut self.notes);
        write_note(&mut notes, |note| write(self, note));
        self.notes = notes;
    }

    fn stand(&self, id: u64, table: &Table) -> Option<Stand> {
        match self.touched.get(&id) {
            Some(touched) => touched.clone(),
            None => table.message(id).map(|entry| Stand { generation: entry.generation, body: entry.body.clone() }),
        }
    }

    fn exists(&self, id: u64, table: &Table) -> bool {
        self.touched.get(&id).map_or_else(|| table.message(id).is_some(), Option::is_some)
    }

    /// Whether each of these can be done, given those before it.
    fn admit(&self, ops: &[Op], table: &Table) -> Result<(), SpoolError> {
        let mut within: HashMap<MessageId, bool> = HashMap::new();
        for op in ops {
            let (id, will_exist) = match op {
                Op::Append { id, .. } | Op::Update { id, .. } => (id, true),
                Op::Finish { id } => (id, false),
                Op::Part { id, .. } if self.exists(id.0, table) => return Err(SpoolError::Exists(*id)),
                Op::Part { .. } | Op::PutOrder { .. } | Op::RemoveOrder { .. } => continue,
            };
            let exists = within.insert(*id, will_exist).unwrap_or_else(|| self.exists(id.0, table));
            match op {
                Op::Append { .. } if exists => return Err(SpoolError::Exists(*id)),
                Op::Update { .. } if !exists => return Err(SpoolError::NoSuchMessage(*id)),
                _ => {}
            }
        }
        Ok(())
    }

    fn stage_op(&mut self, op: Op, table: &Table, note: &mut Vec<u8>) {
        match op {
            Op::Append { id: MessageId(id), body, envelope } => {
                let mut extents = table.draft(id).to_vec();
                extents.extend(self.drafts.remove(&id).unwrap_or_default());
                extents.extend(body.into_parts().into_iter().map(|part| self.place(id, part)));
                let stand = Stand { generation: 0, body: Places::from(extents) };
                self.put(id, stand, &envelope, note);
            }
            Op::Part { id: MessageId(id), body } => {
                for part in body.into_parts() {
                    let extent = self.place(id, part);
                    format::write(note, &Change::Part { id, extent });
                    self.drafts.entry(id).or_default().push(extent);
                    self.effects.push(Effect::Part { id, extent });
                }
            }
            Op::Update { id: MessageId(id), envelope } => {
                let stand = self.stand(id, table).expect("admitted above because it exists");
                self.put(id, stand.next(), &envelope, note);
            }
            Op::Finish { id: MessageId(id) } => self.stage_finish(id, table, note),
            Op::PutOrder { key, value } => {
                format::write(note, &Change::Order { key: &key, value: &value });
                self.effects.push(Effect::Order { key, value });
            }
            Op::RemoveOrder { key } => {
                format::write(note, &Change::OrderRemoved { key: &key });
                self.effects.push(Effect::OrderRemoved { key });
            }
        }
    }

    fn stage_finish(&mut self, id: u64, table: &Table, note: &mut Vec<u8>) {
        if self.exists(id, table) {
            format::write(note, &Change::Finished { id });
            self.touched.insert(id, None);
            self.effects.push(Effect::Finished { id });
        }
    }

    fn stage_move(&mut self, id: u64, generation: u32, parts: Vec<(usize, Part)>, envelope: &[u8], table: &Table) {
        let Some(stand) = self.stand(id, table).filter(|stand| stand.generation == generation) else { return };
        let mut extents = stand.body.as_slice().to_vec();
        for (index, part) in parts {
            extents[index] = self.place(id, part);
        }
        let stand = Stand { generation, body: Places::from(extents) }.next();
        self.note(|batch, note| batch.put(id, stand, envelope, note));
    }

    fn put(&mut self, id: u64, stand: Stand, envelope: &[u8], note: &mut Vec<u8>) {
        let envelope_at = write_envelope(note, id, stand.generation, stand.body.as_slice(), envelope);
        self.touched.insert(id, Some(stand.clone()));
        self.effects.push(Effect::Put { id, stand, envelope_at, envelope_length: envelope.len() as u32 });
    }

    /// Adds a part to the bodies.
    fn place(&mut self, id: u64, part: Part) -> Extent {
        let header = PartHeader { id, length: part.length, checksum: part.checksum };
        let offset = self.slot.offset + BatchHeader::BYTES as u64 + self.bodies;
        self.bodies += PartHeader::BYTES as u64 + u64::from(part.length);
        self.parts.push((header.encode(), part.chunks));
        Extent { segment: self.slot.segment, offset: offset as u32, length: part.length }
    }

    fn header(&self) -> BatchHeader {
        let (salt, number) = (self.slot.salt, self.slot.number);
        BatchHeader { salt, number, bodies: self.bodies as u32, notes: self.notes.len() as u32 }
    }

    /// Writes it, after `before` (a segment's header) if it is the first. Not durable yet.
    pub fn write(&self, pen: &mut Pen, before: &[u8]) -> io::Result<()> {
        let header = self.header().encode();
        let mut pieces = Vec::with_capacity(3 + self.parts.len() * 2);
        pieces.extend([before, &header]);
        for (header, chunks) in &self.parts {
            pieces.push(header);
            pieces.extend(chunks.iter().map(|chunk| &chunk[..]));
        }
        pieces.push(&self.notes);
        pen.write(&pieces, self.slot.offset - before.len() as u64)
    }

    /// What the segment's digest keeps of it.
    pub fn enter(&self, digest: &mut Digest) {
        digest.add(&self.header(), &self.notes);
    }

    /// It is durable: what it says becomes true.
    pub fn apply(self, table: &mut Table) {
        let segment = self.slot.segment;
        let notes = self.slot.offset + BatchHeader::BYTES as u64 + self.bodies;
        table.segments.extend(segment, self.slot.offset + self.length());
        for effect in self.effects {
            match effect {
                Effect::Put { id, stand, envelope_at, envelope_length } => {
                    let offset = (notes + envelope_at as u64) as u32;
                    let envelope = Extent { segment, offset, length: envelope_length };
                    table.put(id, Entry { envelope, generation: stand.generation, body: stand.body });
                }
                Effect::Part { id, extent } => table.add_part(id, extent),
                Effect::Finished { id } => table.finish(id, segment),
                Effect::Buried { id } => table.bury(id, segment),
                Effect::Order { key, value } => table.put_order(key, value),
                Effect::OrderRemoved { key } => table.remove_order(&key),
            }
        }
    }
}

impl Stand {
    fn next(self) -> Stand {
        Stand { generation: self.generation.saturating_add(1), ..self }
    }
}
