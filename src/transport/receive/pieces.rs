//! A body in memory, in pieces: large ones stay in the buffer they were read into, small ones are gathered.

use bytes::{Bytes, BytesMut};

/// From here on a piece stays where it is. A smaller one would keep a buffer alive that is many times its size, and
/// costs as much to account for as to copy.
pub const LARGE: usize = 16 * 1024;

/// As much as small pieces are gathered to before the next ones are gathered elsewhere: what is there already is
/// copied each time that a buffer grows.
const GATHERED: usize = 64 * 1024;

#[derive(Debug, Default)]
pub struct Pieces {
    whole: Vec<Bytes>,
    /// What came behind the last of them.
    small: BytesMut,
    length: usize,
}

impl Pieces {
    pub fn length(&self) -> usize {
        self.length
    }

    /// Takes the next bytes in. `read`: the read that they are a slice of, if its buffer can be kept.
    pub fn take_in(&mut self, bytes: &[u8], read: Option<&Bytes>) {
        self.length += bytes.len();
        match read.filter(|_| bytes.len() >= LARGE) {
            Some(read) => {
                self.gather();
                self.whole.push(read.slice_ref(bytes));
            }
            None => {
                if self.small.len() + bytes.len() > GATHERED {
                    self.gather();
                }
                self.small.extend_from_slice(bytes);
            }
        }
    }

    /// Hands out all there is.
    pub fn take(&mut self) -> Vec<Bytes> {
        self.gather();
        self.length = 0;
        std::mem::take(&mut self.whole)
    }

    fn gather(&mut self) {
        if !self.small.is_empty() {
            self.whole.push(std::mem::take(&mut self.small).freeze());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_pieces_stay_where_they_are_and_small_ones_are_gathered() {
        let read = Bytes::from((0..4 * LARGE).map(|at| (at / 7) as u8).collect::<Vec<_>>());
        let mut pieces = Pieces::default();
        let cuts = [10, 20, LARGE + 20, LARGE + 21, 3 * LARGE, 3 * LARGE + 1, 4 * LARGE];
        let mut from = 0;
        for to in cuts {
            pieces.take_in(&read[from..to], Some(&read));
            from = to;
        }
        assert_eq!(pieces.length(), read.len());
        let taken = pieces.take();
        assert_eq!(taken.concat(), read);
        let lengths: Vec<usize> = taken.iter().map(Bytes::len).collect();
        assert_eq!(lengths, [20, LARGE, 1, 2 * LARGE - 21, LARGE], "small ones are one");
        assert!(read.as_ptr_range().contains(&taken[1].as_ptr()), "not copied");
        assert_eq!((pieces.length(), pieces.take().len()), (0, 0), "nothing is left");
    }

    #[test]
    fn what_cannot_be_kept_is_copied_and_never_much_at_a_time() {
        let text: Vec<u8> = (0..3 * GATHERED).map(|at| (at / 5) as u8).collect();
        for size in [1000, LARGE + 1, GATHERED + 1] {
            let mut pieces = Pieces::default();
            text.chunks(size).for_each(|piece| pieces.take_in(piece, None));
            let taken = pieces.take();
            assert_eq!(taken.concat(), text, "{size}");
            assert!(taken.iter().all(|piece| piece.len() <= GATHERED.max(size)), "{size}");
        }
    }
}
