//! Goes through a segment batch by batch, over bad places where there are any.
//!
//! Reads headers and notes; bodies are jumped over. Bytes that the disk cannot read count as zeros, which no checksum
//! agrees with: one bad sector costs what is in it.

use std::ops::Range;

use memchr::memmem;

use super::disk::Medium;
use super::format::{BatchHeader, Notes, PAGE, PartHeader, Salt, SegmentHeader};

const HEADER: u64 = BatchHeader::BYTES as u64;

pub struct Walk<'a> {
    medium: &'a dyn Medium,
    salt: Salt,
    /// Where the next batch should start.
    position: u64,
    end: u64,
    /// The next batch has at least this number.
    number: u64,
    /// The end is where batches stop making sense, rather than a place known from elsewhere.
    is_open: bool,
    /// Header at `position`, if it was read along with the notes before it.
    ahead: Option<[u8; BatchHeader::BYTES]>,
}

pub enum Step {
    Batch(StoredBatch),
    /// No batch can be made out in these bytes.
    Damage(Range<u64>),
}

pub struct StoredBatch {
    pub offset: u64,
    pub header: BatchHeader,
    pub notes: Vec<u8>,
    /// Where they were read: in the batch, or in the segment's digest.
    pub notes_at: u64,
}

impl<'a> Walk<'a> {
    /// `end`: where the segment is known to end; `None` for the newest, which ends somewhere in its file.
    pub fn new(medium: &'a dyn Medium, salt: Salt, end: Option<u64>) -> Walk<'a> {
        let length = medium.length().unwrap_or(0);
        Walk {
            medium,
            salt,
            position: SegmentHeader::BYTES as u64,
            end: end.map_or(length, |end| end.min(length)),
            number: 0,
            is_open: end.is_none(),
            ahead: None,
        }
    }

    /// Behind the last batch seen.
    pub fn position(&self) -> u64 {
        self.position
    }

    /// Number of the next batch.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// Whether a batch was begun here and not completed.
    pub fn is_torn(&self) -> bool {
        read_lossy(self.medium, self.position, self.salt.len()) == self.salt
    }

    fn header_at(&mut self, position: u64) -> Option<BatchHeader> {
        let bytes = match self.ahead.take() {
            Some(bytes) => bytes,
            None => read_lossy(self.medium, position, BatchHeader::BYTES).try_into().ok()?,
        };
        self.accept(&bytes, position)
    }

    fn accept(&self, bytes: &[u8; BatchHeader::BYTES], position: u64) -> Option<BatchHeader> {
        BatchHeader::decode(bytes, &self.salt)
            .filter(|header| header.number >= self.number && position + header.length() <= self.end)
    }

    fn read(&mut self, header: BatchHeader) -> StoredBatch {
        let offset = self.position;
        let notes = offset + HEADER + u64::from(header.bodies);
        let mut bytes = read_lossy(self.medium, notes, header.notes as usize + BatchHeader::BYTES);
        self.ahead = bytes.split_off(header.notes as usize).try_into().ok();
        self.position = offset + header.length();
        self.number = header.number + 1;
        StoredBatch { offset, header, notes: bytes, notes_at: notes }
    }

    /// The next place that starts with the salt and is a batch header.
    fn resynchronize(&self) -> Option<u64> {
        const STRIDE: u64 = 256 * PAGE;
        let finder = memmem::Finder::new(&self.salt);
        let mut from = self.position + 1;
        while from + HEADER <= self.end {
            let bytes = read_lossy(self.medium, from, (STRIDE + HEADER).min(self.end - from) as usize);
            let found = finder.find_iter(&bytes).find(|&at| {
                let header = bytes[at..].first_chunk();
                header.is_some_and(|header| self.accept(header, from + at as u64).is_some())
            });
            if let Some(at) = found {
                return Some(from + at as u64);
            }
            from += STRIDE;
        }
        None
    }
}

impl Iterator for Walk<'_> {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        if self.position >= self.end {
            return None;
        }
        if let Some(header) = self.header_at(self.position) {
            return Some(Step::Batch(self.read(header)));
        }
        let to = match self.resynchronize() {
            Some(next) => next,
            None if self.is_open => return None,
            None => self.end,
        };
        let from = std::mem::replace(&mut self.position, to);
        Some(Step::Damage(from..to))
    }
}

impl StoredBatch {
    pub fn notes_offset(&self) -> u64 {
        self.offset + HEADER + u64::from(self.header.bodies)
    }

    pub fn end(&self) -> u64 {
        self.offset + self.header.length()
    }

    /// Whether every byte is as it was written: only then was the last batch of a log completed.
    pub fn is_whole(&self, medium: &dyn Medium) -> bool {
        let mut parts = Parts::new(medium, self.offset, self.notes_offset());
        parts.by_ref().all(|part| part.bytes.is_some())
            && parts.position == self.notes_offset()
            && Notes::new(&self.notes).all(|note| note.changes.is_some())
    }
}

/// The parts that follow a batch header, as far as their own headers lead.
pub struct Parts<'a> {
    medium: &'a dyn Medium,
    position: u64,
    end: u64,
}

pub struct StoredPart {
    pub id: u64,
    /// `None`: they are not what was written.
    pub bytes: Option<Vec<u8>>,
}

impl<'a> Parts<'a> {
    /// Of the batch at `batch`, up to `end`.
    pub fn new(medium: &'a dyn Medium, batch: u64, end: u64) -> Parts<'a> {
        Parts { medium, position: batch + HEADER, end }
    }
}

impl Iterator for Parts<'_> {
    type Item = StoredPart;

    fn next(&mut self) -> Option<StoredPart> {
        let start = self.position + PartHeader::BYTES as u64;
        if start > self.end {
            return None;
        }
        let header = read_lossy(self.medium, self.position, PartHeader::BYTES);
        let header = PartHeader::decode(header.first_chunk()?)?;
        let end = start + u64::from(header.length);
        if end > self.end {
            return None;
        }
        let bytes = read_lossy(self.medium, start, header.length as usize);
        self.position = end;
        let is_sound = crc32fast::hash(&bytes) == header.checksum;
        Some(StoredPart { id: header.id, bytes: is_sound.then_some(bytes) })
    }
}

/// These bytes, with zeros for what cannot be read or is behind the end.
fn read_lossy(medium: &dyn Medium, offset: u64, length: usize) -> Vec<u8> {
    let mut bytes = vec![0; length];
    let mut position = 0;
    while position < length {
        let at = offset + position as u64;
        match medium.read_at(&mut bytes[position..], at) {
            Ok(0) => break,
            Ok(count) => position += count,
            Err(_) => position += (PAGE - at % PAGE) as usize,
        }
    }
    bytes
}
