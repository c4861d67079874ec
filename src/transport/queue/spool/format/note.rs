//! A note: length, CRC-32 and the changes that hold together.

use super::change::{self, Change};
use super::cursor::Cursor;

/// Bytes of a note before its changes.
const HEADER: usize = 8;

/// Appends one note with the changes that `write` puts behind what is there.
pub fn write_note<T>(into: &mut Vec<u8>, write: impl FnOnce(&mut Vec<u8>) -> T) -> T {
    let start = into.len();
    into.extend_from_slice(&[0; HEADER]);
    let written = write(into);
    let (header, changes) = into[start..].split_at_mut(HEADER);
    let length = u32::try_from(changes.len()).expect("a commit is refused long before it reaches 4 GiB");
    header[..4].copy_from_slice(&length.to_le_bytes());
    header[4..].copy_from_slice(&super::crc(changes));
    written
}

/// Reads the notes of a batch one after another.
///
/// A bad note is skipped by its length, which may be what is bad: then nothing behind it makes sense either, and all
/// of it is reported.
pub struct Notes<'a> {
    notes: &'a [u8],
    position: usize,
}

pub struct StoredNote<'a> {
    /// On the disk, in bytes.
    pub length: usize,
    /// `None`: they make no sense. With each the place, inside all the notes, of an envelope's checksum.
    pub changes: Option<Vec<(Change<'a>, usize)>>,
}

impl<'a> Notes<'a> {
    pub fn new(notes: &'a [u8]) -> Notes<'a> {
        Notes { notes, position: 0 }
    }

    fn changes(changes: &'a [u8], start: usize) -> Option<Vec<(Change<'a>, usize)>> {
        let mut cursor = Cursor::new(changes);
        let mut read = Vec::new();
        while !cursor.is_at_end() {
            let (change, at) = change::read(&mut cursor)?;
            read.push((change, start + at));
        }
        Some(read)
    }
}

impl<'a> Iterator for Notes<'a> {
    type Item = StoredNote<'a>;

    fn next(&mut self) -> Option<StoredNote<'a>> {
        let rest = &self.notes[self.position..];
        if rest.is_empty() {
            return None;
        }
        let Some((seal, changes)) = open(rest) else {
            self.position = self.notes.len();
            return Some(StoredNote { length: rest.len(), changes: None });
        };
        let start = self.position + HEADER;
        self.position = start + changes.len();
        let is_sound = super::crc(changes) == seal;
        let length = HEADER + changes.len();
        Some(StoredNote { length, changes: is_sound.then(|| Self::changes(changes, start)).flatten() })
    }
}

/// Checksum and changes of the first note.
fn open(notes: &[u8]) -> Option<([u8; 4], &[u8])> {
    let mut cursor = Cursor::new(notes);
    let length = cursor.u32()?;
    Some((cursor.array()?, cursor.bytes(length as usize)?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Extent;
    use super::*;

    fn extent() -> impl Strategy<Value = Extent> {
        any::<(u32, u32, u32)>().prop_map(|(segment, offset, length)| Extent { segment, offset, length })
    }

    /// Owned twin of [`Change`], which borrows.
    #[derive(Clone, Debug)]
    enum Said {
        Part(u64, Extent),
        Envelope(u64, u32, Vec<Extent>, Vec<u8>),
        Finished(u64),
        Order(String, Vec<u8>),
        OrderRemoved(String),
        OrdersFollow,
    }

    impl Said {
        fn change(&self) -> Change<'_> {
            match self {
                Said::Part(id, extent) => Change::Part { id: *id, extent: *extent },
                Said::Envelope(id, generation, body, envelope) => {
                    Change::Envelope { id: *id, generation: *generation, body: body.clone(), envelope }
                }
                Said::Finished(id) => Change::Finished { id: *id },
                Said::Order(key, value) => Change::Order { key, value },
                Said::OrderRemoved(key) => Change::OrderRemoved { key },
                Said::OrdersFollow => Change::OrdersFollow,
            }
        }
    }

    fn said() -> impl Strategy<Value = Said> {
        let bytes = || proptest::collection::vec(any::<u8>(), 0..40);
        prop_oneof![
            (any::<u64>(), extent()).prop_map(|(id, extent)| Said::Part(id, extent)),
            (any::<u64>(), any::<u32>(), proptest::collection::vec(extent(), 0..4), bytes())
                .prop_map(|(id, generation, body, envelope)| Said::Envelope(id, generation, body, envelope)),
            any::<u64>().prop_map(Said::Finished),
            ("\\PC{0,8}", bytes()).prop_map(|(key, value)| Said::Order(key, value)),
            "\\PC{0,8}".prop_map(Said::OrderRemoved),
            Just(Said::OrdersFollow),
        ]
    }

    fn written(notes: &[Vec<Said>]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for note in notes {
            write_note(&mut bytes, |into| note.iter().for_each(|said| change::write(into, &said.change())));
        }
        bytes
    }

    fn notes() -> impl Strategy<Value = Vec<Vec<Said>>> {
        proptest::collection::vec(proptest::collection::vec(said(), 0..4), 0..4)
    }

    proptest! {
        #[test]
        fn what_was_written_is_read(notes in notes()) {
            let bytes = written(&notes);
            let read: Vec<_> = Notes::new(&bytes).map(|note| note.changes.expect("all are sound")).collect();
            prop_assert_eq!(read.len(), notes.len());
            for (read, note) in read.iter().zip(&notes) {
                prop_assert_eq!(read.len(), note.len());
                for ((change, at), said) in read.iter().zip(note) {
                    prop_assert_eq!(change, &said.change());
                    if let Change::Envelope { envelope, .. } = change {
                        prop_assert_eq!(&bytes[*at..at + 4], super::super::crc(envelope));
                        prop_assert_eq!(&bytes[at + 4..at + 4 + envelope.len()], *envelope);
                    }
                }
            }
        }

        #[test]
        fn one_bad_byte_spoils_no_other_note(notes in notes(), spot in any::<prop::sample::Index>(), flip in 1u8..) {
            let mut bytes = written(&notes);
            prop_assume!(!bytes.is_empty());
            let spot = spot.index(bytes.len());
            bytes[spot] ^= flip;
            let sound: Vec<_> = Notes::new(&bytes).take_while(|note| note.changes.is_some()).collect();
            prop_assert!(sound.len() < notes.len(), "the flipped byte was not noticed");
            let before = written(&notes[..sound.len()]).len();
            prop_assert!(before <= spot, "a note before the flipped byte was dropped");
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            Notes::new(&bytes).for_each(drop);
        }
    }
}
