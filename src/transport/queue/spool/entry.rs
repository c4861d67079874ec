//! What the spool keeps in memory for each message: where its envelope and its body lie.

use super::format::{Extent, PartHeader};

/// 32 bytes, so that 200,000 waiting messages cost about 15 MB in the index.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The checksum before the envelope, and the envelope's length.
    pub envelope: Extent,
    /// How often the envelope was written.
    pub generation: u32,
    pub body: Places,
}

/// Where the parts of a body lie, in order.
#[derive(Clone, Debug, PartialEq)]
pub enum Places {
    One(Extent),
    Many(Box<ManyPlaces>),
}

/// Boxed once more than its content needs, to keep [`Places`] at 16 bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct ManyPlaces(Vec<Extent>);

impl Places {
    pub fn as_slice(&self) -> &[Extent] {
        match self {
            Places::One(extent) => std::slice::from_ref(extent),
            Places::Many(many) => &many.0,
        }
    }

    /// Bytes of the body.
    pub fn length(&self) -> u64 {
        self.as_slice().iter().map(|extent| u64::from(extent.length)).sum()
    }
}

impl From<Vec<Extent>> for Places {
    fn from(mut extents: Vec<Extent>) -> Places {
        match extents[..] {
            [only] => Places::One(only),
            _ => {
                extents.shrink_to_fit();
                Places::Many(Box::new(ManyPlaces(extents)))
            }
        }
    }
}

impl Entry {
    /// Each segment that this message keeps alive, with how many bytes.
    pub fn weights(&self) -> impl Iterator<Item = (u32, u64)> + '_ {
        let envelope = (self.envelope.segment, u64::from(self.envelope.length) + 4);
        std::iter::once(envelope).chain(self.body.as_slice().iter().map(weight))
    }

    /// Bytes that must be kept for it.
    pub fn bytes(&self) -> u64 {
        self.weights().map(|(_, bytes)| bytes).sum()
    }

    pub fn lies_in(&self, segment: u32) -> bool {
        self.weights().any(|(number, _)| number == segment)
    }
}

/// The segment that a part keeps alive, with how many bytes.
pub fn weight(part: &Extent) -> (u32, u64) {
    (part.segment, u64::from(part.length) + PartHeader::BYTES as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_stays_small() {
        assert_eq!(size_of::<(u64, Entry)>(), 40);
    }
}
