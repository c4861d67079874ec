//! The body of a leaf, line by line.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::Unconvertible;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    AsItIs,
    QuotedPrintable,
    Base64,
}

/// Longest encoded line (RFC 2045 §6.7 and §6.8).
const WIDTH: usize = 76;

/// Bytes that make a Base64 line.
const GROUP: usize = WIDTH / 4 * 3;

/// Writes one leaf. The line end before a boundary belongs to the boundary, so a line end waits until it is known what
/// follows.
#[derive(Debug)]
pub(super) struct Encoder {
    encoding: Encoding,
    /// A CR LF not yet written.
    has_pending_end: bool,
    /// Characters in the current line of quoted-printable.
    column: usize,
    /// Bytes that do not fill a Base64 line yet.
    rest: Vec<u8>,
}

impl Encoder {
    pub fn new(encoding: Encoding) -> Encoder {
        Encoder { encoding, has_pending_end: false, column: 0, rest: Vec::new() }
    }

    /// A whole line with its end, or the last part of one; the message's last line may have no end.
    pub fn line(&mut self, line: &[u8], out: &mut Vec<u8>) -> Result<(), Unconvertible> {
        match line.strip_suffix(b"\r\n") {
            Some(text) => {
                self.text(text, out)?;
                self.has_pending_end = true;
                Ok(())
            }
            // In 7-bit text only CR LF ends lines; what is encoded keeps its bare LF.
            None if self.encoding == Encoding::AsItIs && line.ends_with(b"\n") => {
                self.text(&line[..line.len() - 1], out)?;
                self.has_pending_end = true;
                Ok(())
            }
            None => self.text(line, out),
        }
    }

    /// Bytes within a line.
    pub fn text(&mut self, text: &[u8], out: &mut Vec<u8>) -> Result<(), Unconvertible> {
        self.end_line(out);
        match self.encoding {
            Encoding::AsItIs if !text.is_ascii() => return Err(Unconvertible::Undeclared),
            Encoding::AsItIs => out.extend(text.iter().map(|byte| if *byte == b'\r' { b' ' } else { *byte })),
            Encoding::QuotedPrintable => self.quote(text, out),
            Encoding::Base64 => self.group(text, out),
        }
        Ok(())
    }

    /// Writes the line end that was waiting.
    fn end_line(&mut self, out: &mut Vec<u8>) {
        if std::mem::take(&mut self.has_pending_end) {
            match self.encoding {
                Encoding::Base64 => self.group(b"\r\n", out),
                Encoding::AsItIs | Encoding::QuotedPrintable => {
                    out.extend_from_slice(b"\r\n");
                    self.column = 0;
                }
            }
        }
    }

    /// The last line end was the boundary's.
    pub fn end_at_boundary(&mut self, out: &mut Vec<u8>) -> Result<(), Unconvertible> {
        self.has_pending_end = false;
        self.write_rest(out);
        if !out.ends_with(b"\r\n") || self.encoding != Encoding::Base64 {
            out.extend_from_slice(b"\r\n");
        }
        Ok(())
    }

    /// The message ends here.
    pub fn finish(&mut self, out: &mut Vec<u8>) -> Result<(), Unconvertible> {
        self.end_line(out);
        self.write_rest(out);
        Ok(())
    }

    fn quote(&mut self, text: &[u8], out: &mut Vec<u8>) {
        const HEX: &[u8; 16] = b"0123456789ABCDEF";
        for (at, &byte) in text.iter().enumerate() {
            let is_last = at + 1 == text.len();
            let is_plain = match byte {
                b'=' => false,
                b'!'..=b'~' => true,
                // Blanks at the end of a line get lost on the way.
                b' ' | b'\t' => !is_last,
                _ => false,
            };
            let width = if is_plain { 1 } else { 3 };
            if self.column + width > WIDTH - 1 {
                out.extend_from_slice(b"=\r\n");
                self.column = 0;
            }
            if is_plain {
                out.push(byte);
            } else {
                out.extend_from_slice(&[b'=', HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]]);
            }
            self.column += width;
        }
    }

    fn group(&mut self, text: &[u8], out: &mut Vec<u8>) {
        self.rest.extend_from_slice(text);
        let whole = self.rest.len() / GROUP * GROUP;
        for line in self.rest[..whole].chunks(GROUP) {
            out.extend_from_slice(STANDARD.encode(line).as_bytes());
            out.extend_from_slice(b"\r\n");
        }
        self.rest.drain(..whole);
    }

    fn write_rest(&mut self, out: &mut Vec<u8>) {
        if !self.rest.is_empty() {
            out.extend_from_slice(STANDARD.encode(&self.rest).as_bytes());
            out.extend_from_slice(b"\r\n");
            self.rest.clear();
        }
    }
}
