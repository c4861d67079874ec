//! The 24 bytes before each part of a body.

use super::cursor::Cursor;
use super::{crc, is_sealed};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartHeader {
    /// Message it belongs to.
    pub id: u64,
    /// Bytes that follow.
    pub length: u32,
    /// Their CRC-32.
    pub checksum: u32,
}

impl PartHeader {
    pub const BYTES: usize = 24;

    pub fn encode(&self) -> [u8; Self::BYTES] {
        let mut bytes = [0; Self::BYTES];
        bytes[..8].copy_from_slice(&self.id.to_le_bytes());
        bytes[8..12].copy_from_slice(&self.length.to_le_bytes());
        bytes[12..16].copy_from_slice(&self.checksum.to_le_bytes());
        let seal = crc(&bytes[..20]);
        bytes[20..].copy_from_slice(&seal);
        bytes
    }

    pub fn decode(bytes: &[u8; Self::BYTES]) -> Option<PartHeader> {
        if !is_sealed(bytes) {
            return None;
        }
        let mut cursor = Cursor::new(bytes);
        Some(PartHeader { id: cursor.u64()?, length: cursor.u32()?, checksum: cursor.u32()? })
    }

    /// The header and its bytes out of a whole record, if both are sound.
    pub fn open(record: &[u8]) -> Option<(PartHeader, &[u8])> {
        let (head, rest) = record.split_first_chunk()?;
        let header = Self::decode(head)?;
        let bytes = rest.get(..header.length as usize)?;
        (crc32fast::hash(bytes) == header.checksum).then_some((header, bytes))
    }
}
