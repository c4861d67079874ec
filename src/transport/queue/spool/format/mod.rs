//! What the log looks like on the disk, version 2. Encoding and decoding only, no I/O.
//!
//! ```text
//! segment = header, batch with the orders in force, batch, batch, … , bytes of an earlier life, or zeros
//!           and when it is finished, if most of it is alive: its digest, which ends the file
//! digest  = for each batch: length of its bodies, of its notes, the notes │ trailer
//! batch   = header │ bodies: part, part, …          │ notes: note, note, …
//!                  │ part = header (id, size, CRC), │ note = length, CRC, changes that hold together:
//!                  │        bytes of a message      │        Part, Envelope, Finished, Order, OrderRemoved, OrdersFollow
//! ```
//!
//! A batch is what one write and one sync made durable. Its bodies lie together so that a restart jumps over them in
//! one step; the notes name each part of their batch, so that nobody needs to read bodies to know what is there.
//! Numbers are little-endian. Everything carries a CRC-32.
//!
//! Each segment has a random salt, and each batch header repeats it: what a stranger wrote into a message can never be
//! taken for a batch, and neither can what a reused file held before.

mod batch;
mod change;
mod cursor;
mod digest;
mod note;
mod part;
mod segment;

pub use batch::BatchHeader;
pub use change::{Change, Extent, write, write_envelope};
pub use digest::DigestTrailer;
pub use note::{Notes, write_note};
pub use part::PartHeader;
pub use segment::{FORMAT_VERSION, SegmentHeader, Unreadable};

/// Random bytes that tell one life of a segment file from all others.
pub type Salt = [u8; 8];

/// The unit in which the kernel writes files; a batch is padded with zeros to its end.
pub const PAGE: u64 = 4096;

fn crc(bytes: &[u8]) -> [u8; 4] {
    crc32fast::hash(bytes).to_le_bytes()
}

/// Whether the last four bytes are the CRC of all before them.
fn is_sealed(bytes: &[u8]) -> bool {
    bytes.split_last_chunk::<4>().is_some_and(|(front, seal)| crc(front) == *seal)
}
