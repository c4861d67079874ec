//! Bytes of a message on their way into the spool: shared, never copied, cut into parts that each have a checksum.

use bytes::Bytes;

/// Largest part of a body. A reader holds one part at a time in memory and has proved it before it hands it on.
pub const PART_BYTES: usize = 256 * 1024;

/// A body, or as much of one as has arrived. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Content {
    parts: Vec<Part>,
    length: u64,
}

/// At most [`PART_BYTES`], in as many chunks as they came in.
#[derive(Clone, Debug, Default)]
pub(super) struct Part {
    pub(super) chunks: Vec<Bytes>,
    pub(super) length: u32,
    pub(super) checksum: u32,
}

impl Content {
    /// Costs a pass over the bytes for the checksums, on the caller's thread rather than the committer's.
    pub fn new(chunks: impl IntoIterator<Item = Bytes>) -> Content {
        let mut content = Content::default();
        let mut part = Vec::new();
        let mut room = PART_BYTES;
        for mut chunk in chunks {
            while chunk.len() >= room {
                part.push(chunk.split_to(room));
                content.push(std::mem::take(&mut part));
                room = PART_BYTES;
            }
            if !chunk.is_empty() {
                room -= chunk.len();
                part.push(chunk);
            }
        }
        if !part.is_empty() {
            content.push(part);
        }
        content
    }

    fn push(&mut self, chunks: Vec<Bytes>) {
        let mut checksum = crc32fast::Hasher::new();
        chunks.iter().for_each(|chunk| checksum.update(chunk));
        let length = chunks.iter().map(Bytes::len).sum::<usize>() as u32;
        self.length += u64::from(length);
        self.parts.push(Part { chunks, length, checksum: checksum.finalize() });
    }

    /// Bytes in all.
    pub fn length(&self) -> u64 {
        self.length
    }

    pub(super) fn parts(&self) -> &[Part] {
        &self.parts
    }

    pub(super) fn into_parts(self) -> Vec<Part> {
        self.parts
    }
}

impl From<Bytes> for Content {
    fn from(bytes: Bytes) -> Content {
        Content::new([bytes])
    }
}

impl From<Vec<Bytes>> for Content {
    fn from(chunks: Vec<Bytes>) -> Content {
        Content::new(chunks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_full_except_the_last_and_keep_every_byte() {
        for (chunks, parts, why) in [
            (vec![], vec![], "nothing"),
            (vec![0], vec![], "an empty chunk is nothing"),
            (vec![10, 0, 20], vec![30], "small chunks share a part"),
            (vec![PART_BYTES], vec![PART_BYTES], "exactly one part"),
            (vec![1, PART_BYTES], vec![PART_BYTES, 1], "a chunk is cut where the part is full"),
            (vec![3 * PART_BYTES + 5], vec![PART_BYTES, PART_BYTES, PART_BYTES, 5], "a big chunk"),
        ] {
            let text: Vec<u8> = (0..chunks.iter().sum::<usize>()).map(|at| at as u8).collect();
            let mut rest = Bytes::from(text.clone());
            let content = Content::new(chunks.iter().map(|&length| rest.split_to(length)).collect::<Vec<_>>());
            let lengths: Vec<usize> = content.parts().iter().map(|part| part.length as usize).collect();
            assert_eq!(lengths, parts, "{why}");
            assert_eq!(content.length(), text.len() as u64, "{why}");
            let stored: Vec<u8> = content.parts().iter().flat_map(|part| part.chunks.concat()).collect();
            assert_eq!(stored, text, "{why}");
            for part in content.parts() {
                assert_eq!(part.checksum, crc32fast::hash(&part.chunks.concat()), "{why}");
            }
        }
    }
}
