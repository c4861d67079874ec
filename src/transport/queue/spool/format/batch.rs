//! The 32 bytes before each batch.

use super::cursor::Cursor;
use super::{Salt, crc, is_sealed};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BatchHeader {
    pub salt: Salt,
    /// Counts the batches of its segment up from 0. That a later batch exists proves that this one was durable.
    pub number: u64,
    /// Bytes of all parts with their headers.
    pub bodies: u32,
    /// Bytes of all notes.
    pub notes: u32,
}

impl BatchHeader {
    pub const BYTES: usize = 32;

    pub fn encode(&self) -> [u8; Self::BYTES] {
        let mut bytes = [0; Self::BYTES];
        bytes[..8].copy_from_slice(&self.salt);
        bytes[8..16].copy_from_slice(&self.number.to_le_bytes());
        bytes[16..20].copy_from_slice(&self.bodies.to_le_bytes());
        bytes[20..24].copy_from_slice(&self.notes.to_le_bytes());
        let seal = crc(&bytes[..28]);
        bytes[28..].copy_from_slice(&seal);
        bytes
    }

    /// `None` unless these bytes are a batch header of the segment with this salt.
    pub fn decode(bytes: &[u8; Self::BYTES], salt: &Salt) -> Option<BatchHeader> {
        if !bytes.starts_with(salt) || !is_sealed(bytes) {
            return None;
        }
        let mut cursor = Cursor::new(bytes);
        let (salt, number) = (cursor.array()?, cursor.u64()?);
        Some(BatchHeader { salt, number, bodies: cursor.u32()?, notes: cursor.u32()? })
    }

    /// Bytes of the whole batch.
    pub fn length(&self) -> u64 {
        Self::BYTES as u64 + u64::from(self.bodies) + u64::from(self.notes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_known_by_its_salt_and_its_checksum() {
        let header = BatchHeader { salt: *b"saltsalt", number: 3, bodies: 5_000, notes: 70 };
        assert_eq!(BatchHeader::decode(&header.encode(), b"saltsalt"), Some(header));
        assert_eq!(BatchHeader::decode(&header.encode(), b"formerly"), None, "a former life of the file");
        for bit in 0..BatchHeader::BYTES * 8 {
            let mut bytes = header.encode();
            bytes[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(BatchHeader::decode(&bytes, b"saltsalt"), None, "bit {bit}");
        }
    }
}
