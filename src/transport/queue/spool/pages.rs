//! Memory that begins where a page begins, as writes past the page cache want it.

use super::format::PAGE;

const PAGE_BYTES: usize = PAGE as usize;

pub struct Pages {
    bytes: Vec<u8>,
    /// Where in `bytes` the first page begins.
    start: usize,
    filled: usize,
}

impl Pages {
    /// Room for this many bytes, whole pages. Takes memory as it is filled.
    pub fn new(room: usize) -> Pages {
        let bytes = vec![0; room + PAGE_BYTES];
        let start = bytes.as_ptr().align_offset(PAGE_BYTES);
        Pages { bytes, start, filled: 0 }
    }

    fn room(&self) -> usize {
        self.bytes.len() - PAGE_BYTES
    }

    pub fn filled(&self) -> usize {
        self.filled
    }

    /// The first bytes, whatever they were, to be written over.
    pub fn begin(&mut self, filled: usize) -> &mut [u8] {
        self.filled = filled;
        &mut self.bytes[self.start..][..filled]
    }

    /// Takes as many bytes as there is room for, and gives the rest back.
    pub fn take<'a>(&mut self, bytes: &'a [u8]) -> &'a [u8] {
        let (taken, rest) = bytes.split_at(bytes.len().min(self.room() - self.filled));
        self.bytes[self.start + self.filled..][..taken.len()].copy_from_slice(taken);
        self.filled += taken.len();
        rest
    }

    /// All that is filled, with zeros to the end of its last page.
    pub fn padded(&mut self) -> &[u8] {
        let end = self.filled.next_multiple_of(PAGE_BYTES);
        self.bytes[self.start + self.filled..self.start + end].fill(0);
        &self.bytes[self.start..][..end]
    }

    /// Lets whole pages go; the page that is begun becomes the first. Returns how many bytes went.
    pub fn advance(&mut self) -> usize {
        let gone = self.filled / PAGE_BYTES * PAGE_BYTES;
        self.bytes.copy_within(self.start + gone..self.start + self.filled, self.start);
        self.filled -= gone;
        gone
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_pages_go_and_what_is_begun_stays() {
        let mut pages = Pages::new(2 * PAGE_BYTES);
        assert_eq!(pages.take(&[7; 100]), b"");
        let padded = pages.padded();
        assert_eq!(padded.as_ptr().align_offset(PAGE_BYTES), 0);
        assert_eq!((padded.len(), padded[99], padded[100]), (PAGE_BYTES, 7, 0));
        assert_eq!(pages.advance(), 0, "no page is whole");
        assert_eq!(pages.take(&[8; 2 * PAGE_BYTES]).len(), 100, "no more room");
        assert_eq!((pages.padded().len(), pages.padded()[99], pages.padded()[100]), (2 * PAGE_BYTES, 7, 8));
        assert_eq!((pages.advance(), pages.filled()), (2 * PAGE_BYTES, 0));
        pages.take(&[9; PAGE_BYTES + 1]);
        assert_eq!((pages.advance(), pages.filled(), pages.padded()[0], pages.padded()[1]), (PAGE_BYTES, 1, 9, 0));
    }
}
