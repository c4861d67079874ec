//! The line ends of mailbox files: on the wire a line ends with CR LF, in the files of this system with LF.

use std::io::{self, BufWriter, Write};

use memchr::memchr;

/// What is gathered before it is written: most messages go in one write.
const GATHERED: usize = 64 * 1024;

/// Writes a message's pieces; a line end may be split between two of them.
pub struct LocalLines<W: Write> {
    out: BufWriter<W>,
    converts: bool,
    /// A CR that ended the last piece and waits for what follows it.
    is_half: bool,
    size: u64,
}

impl<W: Write> LocalLines<W> {
    /// `converts`: line ends become local ones; else every byte stays.
    pub fn new(out: W, converts: bool) -> LocalLines<W> {
        LocalLines { out: BufWriter::with_capacity(GATHERED, out), converts, is_half: false, size: 0 }
    }

    pub fn write(&mut self, piece: &[u8]) -> io::Result<()> {
        let mut rest = piece;
        if !self.converts || rest.is_empty() {
            return self.put(rest);
        }
        if std::mem::take(&mut self.is_half) && rest[0] != b'\n' {
            self.put(b"\r")?;
        }
        while let Some(at) = memchr(b'\r', rest) {
            match rest.get(at + 1) {
                Some(b'\n') => self.put(&rest[..at])?,
                Some(_) => self.put(&rest[..=at])?,
                None => {
                    self.is_half = true;
                    return self.put(&rest[..at]);
                }
            }
            rest = &rest[at + 1..];
        }
        self.put(rest)
    }

    /// What was written to, and how many bytes it got.
    pub fn finish(mut self) -> io::Result<(W, u64)> {
        if self.is_half {
            self.put(b"\r")?;
        }
        let size = self.size;
        Ok((self.out.into_inner().map_err(io::IntoInnerError::into_error)?, size))
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.size += bytes.len() as u64;
        self.out.write_all(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_alike_however_they_are_cut() {
        for (text, converts, expected, why) in [
            ("a\r\nb\r\n", true, "a\nb\n", "CR LF becomes LF"),
            ("a\rb\r", true, "a\rb\r", "a CR alone stays"),
            ("a\r\r\nb\n", true, "a\r\nb\n", "only the CR before the LF goes"),
            ("a\r\nb\r\n", false, "a\r\nb\r\n", "binary content stays as it is"),
            ("", true, "", "nothing"),
        ] {
            for cut in 0..=text.len() {
                let mut lines = LocalLines::new(Vec::new(), converts);
                let (head, tail) = text.as_bytes().split_at(cut);
                lines.write(head).and_then(|()| lines.write(tail)).expect("a Vec takes everything");
                let (written, size) = lines.finish().expect("a Vec takes everything");
                assert_eq!(String::from_utf8_lossy(&written), expected, "{why}, cut at {cut}");
                assert_eq!(size, expected.len() as u64, "{why}");
            }
        }
    }
}
