//! The first 64 bytes of a segment.

use uuid::Uuid;

use super::cursor::Cursor;
use super::{Salt, crc, is_sealed};

const MAGIC: [u8; 8] = *b"emshlog\n";

/// What this emsh writes; it refuses a higher one. Version 1 had no digests.
pub const FORMAT_VERSION: u32 = 2;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SegmentHeader {
    pub database_id: Uuid,
    /// Counts up from 1, never used twice; also the file's name.
    pub number: u32,
    pub salt: Salt,
    /// No message ID from here on had been given out when the segment was made.
    pub next_id: u64,
    /// The segment before this one; 0 for the first.
    pub previous: u32,
    /// Where the segment before ends. What lies behind was never acknowledged: a write or sync that failed.
    pub previous_end: u32,
}

/// Why 64 bytes are not the header of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    NotOurs,
    BadChecksum,
    /// A later emsh wrote it.
    Newer(u32),
}

impl SegmentHeader {
    pub const BYTES: usize = 64;

    pub fn encode(&self) -> [u8; Self::BYTES] {
        let mut bytes = Vec::with_capacity(Self::BYTES);
        bytes.extend_from_slice(&MAGIC);
        bytes.extend_from_slice(&FORMAT_VERSION.to_le_bytes());
        bytes.extend_from_slice(self.database_id.as_bytes());
        bytes.extend_from_slice(&self.number.to_le_bytes());
        bytes.extend_from_slice(&self.salt);
        bytes.extend_from_slice(&self.next_id.to_le_bytes());
        bytes.extend_from_slice(&self.previous.to_le_bytes());
        bytes.extend_from_slice(&self.previous_end.to_le_bytes());
        bytes.resize(Self::BYTES - 4, 0);
        bytes.extend_from_slice(&crc(&bytes));
        bytes.try_into().expect("filled to exactly this length")
    }

    pub fn decode(bytes: &[u8; Self::BYTES]) -> Result<SegmentHeader, Unreadable> {
        let mut cursor = Cursor::new(bytes);
        if cursor.array() != Some(MAGIC) {
            return Err(Unreadable::NotOurs);
        }
        if !is_sealed(bytes) {
            return Err(Unreadable::BadChecksum);
        }
        let header = Self::fields(&mut cursor).ok_or(Unreadable::BadChecksum)?;
        match header {
            (version, _) if version > FORMAT_VERSION => Err(Unreadable::Newer(version)),
            (_, header) => Ok(header),
        }
    }

    fn fields(cursor: &mut Cursor<'_>) -> Option<(u32, SegmentHeader)> {
        let version = cursor.u32()?;
        let header = SegmentHeader {
            database_id: Uuid::from_bytes(cursor.array()?),
            number: cursor.u32()?,
            salt: cursor.array()?,
            next_id: cursor.u64()?,
            previous: cursor.u32()?,
            previous_end: cursor.u32()?,
        };
        Some((version, header))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header() -> SegmentHeader {
        SegmentHeader {
            database_id: Uuid::from_u128(7),
            number: 42,
            salt: *b"saltsalt",
            next_id: 1 << 40,
            previous: 41,
            previous_end: 67_108_000,
        }
    }

    #[test]
    fn a_header_survives_the_disk() {
        assert_eq!(SegmentHeader::decode(&header().encode()), Ok(header()));
    }

    #[test]
    fn each_flipped_bit_is_noticed() {
        for bit in 0..SegmentHeader::BYTES * 8 {
            let mut bytes = header().encode();
            bytes[bit / 8] ^= 1 << (bit % 8);
            assert!(SegmentHeader::decode(&bytes).is_err(), "bit {bit}");
        }
    }

    #[test]
    fn a_later_format_is_named_and_not_read() {
        let mut bytes = header().encode();
        bytes[8..12].copy_from_slice(&9u32.to_le_bytes());
        let seal = crc(&bytes[..60]);
        bytes[60..].copy_from_slice(&seal);
        assert_eq!(SegmentHeader::decode(&bytes), Err(Unreadable::Newer(9)));
    }
}
