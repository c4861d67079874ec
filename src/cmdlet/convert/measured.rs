//! A file being read, with how far that is shown to the person.

use std::io::{self, BufRead, Read};
use std::path::Path;

use crate::cmdlet::advance::Advance;
use crate::lang::call::Call;

/// Bytes between two reports.
const STEP: u64 = 64 << 10;

/// Text that is read through, of a file whose size says how much there is.
pub struct Measured<'c> {
    advance: Advance<'c>,
    input: Box<dyn BufRead>,
    read: u64,
    reported: u64,
    size: u64,
}

impl<'c> Measured<'c> {
    /// `path` is where the input comes from.
    pub fn new(call: &'c Call<'c>, path: &Path, input: Box<dyn BufRead>) -> Measured<'c> {
        let size = path.metadata().map_or(0, |data| data.len());
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        Measured { advance: Advance::new(call, format!("Reading {name}")), input, read: 0, reported: 0, size }
    }

    fn report(&mut self) {
        self.reported = self.read;
        self.advance.bytes(self.read, self.size);
    }
}

impl Read for Measured<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read(buffer)?;
        self.read += count as u64;
        Ok(count)
    }
}

impl BufRead for Measured<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.input.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.input.consume(count);
        self.read += count as u64;
        if self.read - self.reported >= STEP {
            self.report();
        }
    }
}
