//! Writes batches into a segment, past the page cache.
//!
//! A message is read from there by nobody, as a rule: it goes out again from the memory it came in, and what is asked
//! about a queue is in the digests. In the cache it would only take memory, a new page for each one written. With a
//! million messages of 4 KB in a virtual machine the rate fell by 4 to 25 % as they came in that way, and does not past
//! the cache.

use std::io;
use std::sync::Arc;

use super::disk::Medium;
use super::format::PAGE;
use super::pages::Pages;

/// Bytes of one write.
const ROOM: usize = 2 << 20;

pub struct Pen {
    medium: Arc<dyn Medium>,
    /// The last bytes of the file, from `at` on. Made when they are needed.
    pages: Option<Pages>,
    at: u64,
}

impl Pen {
    pub fn new(medium: Arc<dyn Medium>) -> Pen {
        Pen { medium, pages: None, at: 0 }
    }

    pub fn sync(&self) -> io::Result<()> {
        self.medium.sync()
    }

    pub fn length(&self) -> io::Result<u64> {
        self.medium.length()
    }

    /// Writes these pieces one behind the other. Not durable yet.
    ///
    /// Whole pages are written: zeros behind the last byte, and before the first what lies there already.
    pub fn write(&mut self, pieces: &[&[u8]], offset: u64) -> io::Result<()> {
        let mut pages = self.pages_up_to(offset)?;
        for mut piece in pieces.iter().copied() {
            loop {
                piece = pages.take(piece);
                if piece.is_empty() {
                    break;
                }
                self.put(&mut pages)?;
            }
        }
        self.put(&mut pages)?;
        self.pages = Some(pages);
        Ok(())
    }

    /// Pages that end with the byte before `offset`: what they write over is written again as it was.
    fn pages_up_to(&mut self, offset: u64) -> io::Result<Pages> {
        let mut pages = self.pages.take().unwrap_or_else(|| Pages::new(ROOM));
        if self.at + pages.filled() as u64 != offset {
            self.at = offset / PAGE * PAGE;
            self.medium.read_exact_at(pages.begin((offset - self.at) as usize), self.at)?;
        }
        Ok(pages)
    }

    fn put(&mut self, pages: &mut Pages) -> io::Result<()> {
        self.medium.write_all_direct(pages.padded(), self.at)?;
        self.at += pages.advance() as u64;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Directory, Disk};
    use super::*;

    #[test]
    fn what_is_written_is_what_is_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let disk = Directory::writable(folder.path()).expect("a folder");
        let mut pen = Pen::new(disk.create("segment").expect("a file"));
        let reader = disk.open("segment").expect("the same file");
        let mut written = Vec::new();
        let lengths = [100, 5000, 3000, 10, ROOM + 9000, 4096, 1, 3 * ROOM, 0, 60_000];
        for (at, length) in lengths.into_iter().enumerate() {
            let batch: Vec<u8> = (0..length).map(|byte| (byte * 31 + at * 7 + byte / 4096) as u8).collect();
            let pieces: Vec<&[u8]> = batch.chunks(1 + length / 3).collect();
            let offset = written.len() as u64;
            pen.write(&pieces, offset).and_then(|()| pen.sync()).expect("written");
            written.extend(batch);
            // Reading brings the pages into the cache, from which the next write must take them out.
            let mut read = vec![0; written.len()];
            reader.read_exact_at(&mut read, 0).expect("readable");
            assert!(read == written, "after batch {at} of {length} bytes");
            assert_eq!(pen.length().expect("a length"), (written.len() as u64).next_multiple_of(PAGE), "batch {at}");
        }
    }
}
