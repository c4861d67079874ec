//! Disk and table together: reading what the spool holds. Shared by callers, committer and sweeper.
//!
//! A message may be moved, finished or its segment given up between any two reads. So nothing is remembered: each read
//! looks up where the bytes lie now, and holds the open file while it reads.

use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;

use super::disk::{Disk, Medium};
use super::entry::Entry;
use super::format::{Extent, PartHeader};
use super::segments::file_name;
use super::table::Table;
use super::{MessageId, SpoolError};

pub struct Store {
    pub disk: Arc<dyn Disk>,
    table: Mutex<Table>,
    /// Segments held open for reading.
    open_files: usize,
}

/// The checksum before an envelope.
const SEAL: usize = 4;

/// Bytes between two envelopes that are rather read and thrown away than jumped over.
const SMALL_GAP: u32 = 16 * 1024;

/// Envelopes of one read.
const MOST_AT_ONCE: usize = 64;

/// Bytes on the disk, and the file they are in.
type Found = (Extent, Arc<dyn Medium>);

impl Store {
    pub fn new(disk: Arc<dyn Disk>, table: Table, open_files: usize) -> Store {
        Store { disk, table: Mutex::new(table), open_files: open_files.max(1) }
    }

    /// The table is changed in small steps that do not panic half-way, so a poisoned lock is as good as new.
    pub fn table(&self) -> MutexGuard<'_, Table> {
        self.table.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn body_length(&self, id: MessageId) -> Result<u64, SpoolError> {
        self.table().message(id.0).map(|entry| entry.body.length()).ok_or(SpoolError::NoSuchMessage(id))
    }

    pub fn envelope(&self, id: MessageId) -> Result<Bytes, SpoolError> {
        let (extent, medium) = self.find(id, |entry| Some(entry.envelope))?.ok_or(SpoolError::NoSuchMessage(id))?;
        proved(id, read(id, &*medium, extent.offset, SEAL + extent.length as usize)?.into())
    }

    /// Envelopes of many messages, in the order of `ids`. What lies close together is read in one go.
    pub fn envelopes(&self, ids: &[MessageId]) -> Vec<Result<Bytes, SpoolError>> {
        let mut found: Vec<(usize, Extent)> = Vec::with_capacity(ids.len());
        {
            let table = self.table();
            let extents = ids.iter().map(|id| table.message(id.0).map(|entry| entry.envelope));
            found.extend(extents.enumerate().filter_map(|(at, extent)| Some((at, extent?))));
        }
        found.sort_unstable_by_key(|(_, extent)| (extent.segment, extent.offset));
        let mut envelopes: Vec<_> = ids.iter().map(|id| Err(SpoolError::NoSuchMessage(*id))).collect();
        for run in found.chunk_by(|(_, one), (_, next)| is_close(one, next)) {
            for chunk in run.chunks(MOST_AT_ONCE) {
                self.read_run(ids, chunk, &mut envelopes);
            }
        }
        envelopes
    }

    /// One read for envelopes that follow each other in a file. Where it fails, or a message has moved meanwhile, each
    /// is read by itself.
    fn read_run(&self, ids: &[MessageId], run: &[(usize, Extent)], into: &mut [Result<Bytes, SpoolError>]) {
        let [(_, first), .., (_, last)] = run else {
            return run.iter().for_each(|(at, _)| into[*at] = self.envelope(ids[*at]));
        };
        let length = (last.offset - first.offset + last.length) as usize + SEAL;
        let file = self.file(first.segment).map_err(SpoolError::read);
        let bytes = file.and_then(|medium| read(ids[run[0].0], &*medium, first.offset, length)).map(Bytes::from);
        for (at, extent) in run {
            let id = ids[*at];
            let from = (extent.offset - first.offset) as usize;
            let one = bytes.as_ref().map(|bytes| bytes.slice(from..from + SEAL + extent.length as usize));
            into[*at] = match one.map(|bytes| proved(id, bytes)) {
                Ok(Ok(envelope)) => Ok(envelope),
                _ => self.envelope(id),
            };
        }
    }

    /// Part `index` of a body, proved; `None` behind the last.
    pub fn part(&self, id: MessageId, index: usize) -> Result<Option<Bytes>, SpoolError> {
        let found = self.find_part(id, index)?;
        found.map(|(extent, medium)| part(id, extent, &*medium)).transpose()
    }

    /// Bytes `range` of a body, as far as there are any, proved. Reads the parts that they lie in.
    pub fn body(&self, id: MessageId, range: Range<u64>) -> Result<Vec<Bytes>, SpoolError> {
        let mut chunks = Vec::new();
        let (mut index, mut start) = self.part_at(id, range.start)?;
        while start < range.end
            && let Some(mut bytes) = self.part(id, index)?
        {
            let length = bytes.len() as u64;
            bytes.truncate((range.end - start).min(length) as usize);
            chunks.push(bytes.split_off((range.start.saturating_sub(start) as usize).min(bytes.len())));
            start += length;
            index += 1;
        }
        chunks.retain(|chunk| !chunk.is_empty());
        Ok(chunks)
    }

    /// The part that holds byte `position` of a body, and where it starts.
    fn part_at(&self, id: MessageId, position: u64) -> Result<(usize, u64), SpoolError> {
        let table = self.table();
        let parts = table.parts(id.0).ok_or(SpoolError::NoSuchMessage(id))?;
        let mut start = 0;
        for (index, extent) in parts.iter().enumerate() {
            let end = start + u64::from(extent.length);
            if position < end {
                return Ok((index, start));
            }
            start = end;
        }
        Ok((parts.len(), start))
    }

    /// Where something of a message lies, with its file opened.
    fn find(&self, id: MessageId, of: impl FnOnce(&Entry) -> Option<Extent>) -> Result<Option<Found>, SpoolError> {
        let mut table = self.table();
        let Some(extent) = of(table.message(id.0).ok_or(SpoolError::NoSuchMessage(id))?) else { return Ok(None) };
        let medium = table.segments.file(&*self.disk, extent.segment, self.open_files).map_err(SpoolError::read)?;
        Ok(Some((extent, medium)))
    }

    /// Where a part of a body lies, with its file opened.
    fn find_part(&self, id: MessageId, index: usize) -> Result<Option<Found>, SpoolError> {
        let mut table = self.table();
        let parts = table.parts(id.0).ok_or(SpoolError::NoSuchMessage(id))?;
        let Some(extent) = parts.get(index).copied() else { return Ok(None) };
        let medium = table.segments.file(&*self.disk, extent.segment, self.open_files).map_err(SpoolError::read)?;
        Ok(Some((extent, medium)))
    }

    /// The open file of a segment.
    pub fn file(&self, segment: u32) -> std::io::Result<Arc<dyn Medium>> {
        self.table().segments.file(&*self.disk, segment, self.open_files)
    }
}

fn is_close(one: &Extent, next: &Extent) -> bool {
    one.segment == next.segment && next.offset.saturating_sub(one.offset).saturating_sub(one.length) < SMALL_GAP
}

/// The envelope behind its checksum.
fn proved(id: MessageId, mut sealed: Bytes) -> Result<Bytes, SpoolError> {
    let envelope = sealed.split_off(SEAL);
    if *sealed == crc32fast::hash(&envelope).to_le_bytes() { Ok(envelope) } else { Err(SpoolError::Damaged(id)) }
}

/// Whether a part can be read and is what was written.
pub fn is_sound(disk: &dyn Disk, id: u64, extent: Extent) -> bool {
    let medium = disk.open(&file_name(extent.segment));
    medium.is_ok_and(|medium| part(MessageId(id), extent, &*medium).is_ok())
}

fn part(id: MessageId, extent: Extent, medium: &dyn Medium) -> Result<Bytes, SpoolError> {
    let record = Bytes::from(read(id, medium, extent.offset, PartHeader::BYTES + extent.length as usize)?);
    match PartHeader::open(&record) {
        Some((header, bytes)) if header.id == id.0 && header.length == extent.length => Ok(record.slice_ref(bytes)),
        _ => Err(SpoolError::Damaged(id)),
    }
}

fn read(id: MessageId, medium: &dyn Medium, offset: u32, length: usize) -> Result<Vec<u8>, SpoolError> {
    let mut bytes = vec![0; length];
    medium.read_exact_at(&mut bytes, u64::from(offset)).map_err(|error| match error.kind() {
        std::io::ErrorKind::UnexpectedEof => SpoolError::Damaged(id),
        _ => SpoolError::read(error),
    })?;
    Ok(bytes)
}
