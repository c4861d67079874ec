//! The notes of a finished segment once more, in one piece behind its last batch.
//!
//! Between the bodies they lie in small pieces all over the segment: a start, or a question about all messages, would
//! have the disk jump from one to the next (a million messages of 4 KB: 110,000 reads). Of a segment that was given up
//! for a failed write, or that is mostly dead when it is finished, no digest is made; nothing but speed depends on it.

use std::io;

use super::disk::Medium;
use super::format::{BatchHeader, DigestTrailer, PAGE, Salt, SegmentHeader};
use super::pages::Pages;
use super::walk::StoredBatch;

/// Bytes of a digest that is still made. A segment with more is nearly all notes, and read quickly as it is.
const MOST_BYTES: usize = 16 << 20;

/// Bytes before the notes of each batch: length of its bodies, and of its notes.
const HEADER: usize = 8;

/// The batches of a segment so far, without their bodies.
pub struct Digest {
    salt: Salt,
    bytes: Vec<u8>,
}

impl Digest {
    pub fn new(salt: Salt) -> Digest {
        Digest { salt, bytes: Vec::new() }
    }

    /// One more batch.
    pub fn add(&mut self, header: &BatchHeader, notes: &[u8]) {
        if self.bytes.len() <= MOST_BYTES {
            self.bytes.extend_from_slice(&header.bodies.to_le_bytes());
            self.bytes.extend_from_slice(&header.notes.to_le_bytes());
            self.bytes.extend_from_slice(notes);
        }
    }

    /// Whether it is worth being written.
    pub fn is_complete(&self) -> bool {
        self.bytes.len() <= MOST_BYTES
    }

    /// Length of the file with it, when the last batch ends at `end`.
    pub fn end(&self, end: u64) -> u64 {
        start(end) + (self.bytes.len() + DigestTrailer::BYTES) as u64
    }

    /// Writes it behind the last batch, which ends at `end`. Not durable yet, and useless until the file ends with it.
    pub fn write(&self, medium: &dyn Medium, end: u64) -> io::Result<()> {
        let checksum = crc32fast::hash(&self.bytes);
        let trailer = DigestTrailer { salt: self.salt, end, start: start(end), checksum };
        let mut pages = Pages::new((self.bytes.len() + DigestTrailer::BYTES).next_multiple_of(PAGE as usize));
        pages.take(&self.bytes);
        pages.take(&trailer.encode());
        medium.write_all_direct(pages.padded(), trailer.start)
    }

    /// The batches, with where their notes lie once this is written.
    pub fn batches(&self, end: u64) -> Option<Vec<StoredBatch>> {
        batches(&self.bytes, self.salt, start(end))
    }
}

/// Where the digest of a segment begins that ends at `end`.
fn start(end: u64) -> u64 {
    end.next_multiple_of(PAGE)
}

/// What the end of a segment's file says of its digest, if it has one.
pub fn trailer(medium: &dyn Medium, salt: &Salt) -> Option<DigestTrailer> {
    let mut bytes = [0; DigestTrailer::BYTES];
    let at = medium.length().ok()?.checked_sub(bytes.len() as u64)?;
    medium.read_exact_at(&mut bytes, at).ok()?;
    let trailer = DigestTrailer::decode(&bytes, salt)?;
    (trailer.start == start(trailer.end) && trailer.start <= at).then_some(trailer)
}

/// All batches of a segment that ends at `end`, from its digest. `None` when it has none, or a bad one.
pub fn read(medium: &dyn Medium, salt: Salt, end: u64) -> Option<Vec<StoredBatch>> {
    let trailer = trailer(medium, &salt).filter(|trailer| trailer.end == end)?;
    let length = medium.length().ok()? - DigestTrailer::BYTES as u64 - trailer.start;
    let mut bytes = vec![0; length as usize];
    medium.read_exact_at(&mut bytes, trailer.start).ok()?;
    let found = batches(&bytes, salt, trailer.start).filter(|_| crc32fast::hash(&bytes) == trailer.checksum)?;
    (found.last()?.end() == end).then_some(found)
}

fn batches(mut bytes: &[u8], salt: Salt, start: u64) -> Option<Vec<StoredBatch>> {
    let (mut offset, mut at) = (SegmentHeader::BYTES as u64, start);
    let mut batches = Vec::new();
    while !bytes.is_empty() {
        let (lengths, rest) = bytes.split_first_chunk::<HEADER>()?;
        let (bodies, notes) = lengths.split_at(4);
        let bodies = u32::from_le_bytes(bodies.try_into().ok()?);
        let length = u32::from_le_bytes(notes.try_into().ok()?);
        let (notes, rest) = rest.split_at_checked(length as usize)?;
        let header = BatchHeader { salt, number: batches.len() as u64, bodies, notes: length };
        batches.push(StoredBatch { offset, header, notes: notes.to_vec(), notes_at: at + HEADER as u64 });
        offset += header.length();
        at += HEADER as u64 + u64::from(length);
        bytes = rest;
    }
    Some(batches)
}

#[cfg(test)]
mod tests {
    use super::super::{Directory, Disk};
    use super::*;

    const SALT: Salt = *b"saltsalt";

    fn digest() -> (Digest, u64) {
        let mut digest = Digest::new(SALT);
        let mut end = SegmentHeader::BYTES as u64;
        for (number, (bodies, notes)) in [(0, 30), (5000, 70), (0, 0), (123_456, 9000)].into_iter().enumerate() {
            let header = BatchHeader { salt: SALT, number: number as u64, bodies, notes };
            digest.add(&header, &vec![number as u8; notes as usize]);
            end += header.length();
        }
        (digest, end)
    }

    #[test]
    fn a_digest_says_what_the_batches_say() {
        let folder = tempfile::tempdir().expect("a folder");
        let disk = Directory::writable(folder.path()).expect("a folder");
        let medium = disk.create("segment").expect("a file");
        let (digest, end) = digest();
        medium.set_length(end + 300_000).expect("a long file");
        digest.write(&*medium, end).expect("written");
        assert!(read(&*medium, SALT, end).is_none(), "the file does not end with it");
        medium.set_length(digest.end(end)).expect("cut");
        assert_eq!(trailer(&*medium, &SALT).map(|trailer| trailer.end), Some(end));
        let found = read(&*medium, SALT, end).expect("a digest");
        assert_eq!(found.len(), 4);
        for (batch, expected) in found.iter().zip(digest.batches(end).expect("its own")) {
            assert_eq!((batch.offset, batch.header), (expected.offset, expected.header));
            assert_eq!((&batch.notes, batch.notes_at), (&expected.notes, expected.notes_at));
            let mut there = vec![9; batch.notes.len()];
            medium.read_exact_at(&mut there, batch.notes_at).expect("notes");
            assert_eq!(there, batch.notes);
        }
        assert!(read(&*medium, *b"formerly", end).is_none());
        assert!(read(&*medium, SALT, end - 1).is_none());
    }

    #[test]
    fn a_bad_digest_is_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let disk = Directory::writable(folder.path()).expect("a folder");
        let (digest, end) = digest();
        let path = folder.path().join("segment");
        let medium = disk.create("segment").expect("a file");
        digest.write(&*medium, end).and_then(|()| medium.set_length(digest.end(end))).expect("written");
        let whole = std::fs::read(&path).expect("a file");
        for at in (end.next_multiple_of(PAGE) as usize..whole.len()).step_by(97) {
            let mut bytes = whole.clone();
            bytes[at] ^= 1;
            std::fs::write(&path, &bytes).expect("writable");
            assert!(read(&*disk.open("segment").expect("a file"), SALT, end).is_none(), "byte {at}");
        }
        for length in [0, 39, end as usize, whole.len() - 1] {
            std::fs::write(&path, &whole[..length]).expect("writable");
            assert!(read(&*disk.open("segment").expect("a file"), SALT, end).is_none(), "{length} bytes");
        }
    }
}
