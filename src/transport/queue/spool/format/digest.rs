//! The last 40 bytes of a segment that has a digest.

use super::cursor::Cursor;
use super::{Salt, crc, is_sealed};

const MAGIC: [u8; 8] = *b"emshnote";

/// Stands at the very end of the file, so that it is found without knowing anything else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DigestTrailer {
    pub salt: Salt,
    /// Where the last batch of the segment ends.
    pub end: u64,
    /// Where the digest begins; it reaches to this trailer.
    pub start: u64,
    /// CRC-32 of the digest.
    pub checksum: u32,
}

impl DigestTrailer {
    pub const BYTES: usize = 40;

    pub fn encode(&self) -> [u8; Self::BYTES] {
        let mut bytes = [0; Self::BYTES];
        bytes[..8].copy_from_slice(&MAGIC);
        bytes[8..16].copy_from_slice(&self.salt);
        bytes[16..24].copy_from_slice(&self.end.to_le_bytes());
        bytes[24..32].copy_from_slice(&self.start.to_le_bytes());
        bytes[32..36].copy_from_slice(&self.checksum.to_le_bytes());
        let seal = crc(&bytes[..36]);
        bytes[36..].copy_from_slice(&seal);
        bytes
    }

    /// `None` unless these bytes end the digest of the segment with this salt.
    pub fn decode(bytes: &[u8; Self::BYTES], salt: &Salt) -> Option<DigestTrailer> {
        let mut cursor = Cursor::new(bytes);
        let is_ours = cursor.array() == Some(MAGIC) && cursor.array() == Some(*salt) && is_sealed(bytes);
        let trailer = DigestTrailer { salt: *salt, end: cursor.u64()?, start: cursor.u64()?, checksum: cursor.u32()? };
        is_ours.then_some(trailer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trailer_is_known_by_its_salt_and_its_checksum() {
        let trailer = DigestTrailer { salt: *b"saltsalt", end: 67_000_000, start: 67_002_368, checksum: 7 };
        assert_eq!(DigestTrailer::decode(&trailer.encode(), b"saltsalt"), Some(trailer));
        assert_eq!(DigestTrailer::decode(&trailer.encode(), b"formerly"), None, "a former life of the file");
        for bit in 0..DigestTrailer::BYTES * 8 {
            let mut bytes = trailer.encode();
            bytes[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(DigestTrailer::decode(&bytes, b"saltsalt"), None, "bit {bit}");
        }
    }
}
