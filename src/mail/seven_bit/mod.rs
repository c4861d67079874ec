//! A message for a next hop that takes only 7-bit text (RFC 6152 §3, RFC 3030 §3): parts with 8-bit or binary text are
//! encoded, as quoted-printable or Base64, and say so in their headers.
//!
//! ```text
//!  pieces ─► lines ─► [`SevenBit`]: header of a part? ─► [`structure`]: leaf, multipart, message ─► how to encode
//!                        │ body line: boundary? else ─► [`encode`]: as it is, quoted-printable, Base64
//! ```
//!
//! Promise: what comes out is ASCII in whole lines, and decodes to what went in. Where that cannot be, the conversion
//! fails: header text beyond ASCII has no such form, and what is signed or encrypted would no longer be what was signed.
//! Parts are walked through as they come; of a message of any size only a line and the current header are in memory.

mod encode;
mod structure;

use memchr::memchr;

use encode::Encoder;
use structure::{Kind, Part};

/// Longest header of one part; reception refuses longer ones of whole messages.
const LONGEST_HEADER: usize = 256 * 1024;

/// Deepest nesting of parts.
const DEEPEST: usize = 100;

/// A line that is longer is handed on in parts. Boundaries are far shorter (RFC 2046 §5.1.1: 70 characters).
const LONGEST_LINE: usize = 4096;

/// Why a message has no 7-bit form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unconvertible {
    #[error("a header has characters beyond ASCII")]
    Header,
    #[error("a part that is signed or encrypted would be changed")]
    Sealed,
    #[error("a part has 8-bit text where its header denies it")]
    Undeclared,
    #[error("a header is too long, or parts are nested too deeply")]
    Unbounded,
}

/// Converts a message piece by piece.
#[derive(Debug)]
pub struct SevenBit {
    line: Vec<u8>,
    /// The line so far has been handed on in parts: it is no boundary, and no header field.
    is_within: bool,
    /// The header that is being read.
    header: Vec<u8>,
    state: State,
    /// Parts that are open, outermost first, with how many enclosing parts are sealed.
    open: Vec<Open>,
    is_top: bool,
}

#[derive(Debug)]
enum State {
    Header,
    Leaf(Encoder),
    /// Before the first part of a multipart, or after the last one: what stands there means nothing.
    Between,
}

#[derive(Debug)]
struct Open {
    boundary: Vec<u8>,
    is_sealed: bool,
}

impl Default for SevenBit {
    fn default() -> SevenBit {
        SevenBit::new()
    }
}

impl SevenBit {
    pub fn new() -> SevenBit {
        SevenBit {
            line: Vec::new(),
            is_within: false,
            header: Vec::new(),
            state: State::Header,
            open: Vec::new(),
            is_top: true,
        }
    }

    /// Takes the next piece of the message, and puts what is settled of it into `out`.
    pub fn convert(&mut self, mut input: &[u8], out: &mut Vec<u8>) -> Result<(), Unconvertible> {
        while !input.is_empty() {
            let end = memchr(b'\n', input).map_or(input.len(), |at| at + 1);
            let (piece, rest) = input.split_at(end);
            self.line.extend_from_slice(piece);
            input = rest;
            if piece.ends_with(b"\n") {
                self.take_line(out)?;
            } else if self.line.len() >= LONGEST_LINE && matches!(self.state, State::Leaf(_)) {
                self.take_long(out)?;
            } else if self.line.len() > LONGEST_HEADER {
                return Err(Unconvertible::Unbounded);
            }
        }
        Ok(())
    }

    /// The message is over.
    pub fn finish(mut self, out: &mut Vec<u8>) -> Result<(), Unconvertible> {
        if !self.line.is_empty() {
            self.take_line(out)?;
        }
        if let State::Header = self.state {
            self.end_header(out)?;
        }
        if let State::Leaf(encoder) = &mut self.state {
            encoder.finish(out)?;
        }
        Ok(())
    }

    /// The front of a line that goes on: the CR at its end may belong to the line's end.
    fn take_long(&mut self, out: &mut Vec<u8>) -> Result<(), Unconvertible> {
        let keep = usize::from(self.line.ends_with(b"\r"));
        let front = self.line.len() - keep;
        if let State::Leaf(encoder) = &mut self.state {
            encoder.text(&self.line[..front], out)?;
        }
        self.line.drain(..front);
        self.is_within = true;
        Ok(())
    }

    fn take_line(&mut self, out: &mut Vec<u8>) -> Result<(), Unconvertible> {
        let line = std::mem::take(&mut self.line);
        let is_within = std::mem::take(&mut self.is_within);
        if !is_within && let Some((level, is_last)) = self.boundary(&line) {
            return self.take_boundary(level, is_last, out);
        }
        match &mut self.state {
            State::Header => {
                let is_blank = matches!(&line[..], b"\r\n" | b"\n");
                self.header.extend_from_slice(&line);
                if self.header.len() > LONGEST_HEADER {
                    return Err(Unconvertible::Unbounded);
                }
                if is_blank {
                    self.end_header(out)?;
                }
            }
            State::Leaf(encoder) => encoder.line(&line, out)?,
            State::Between => {
                let text = line.trim_ascii_end();
                out.extend(text.iter().map(|byte| if byte.is_ascii() && *byte != b'\r' { *byte } else { b'?' }));
                out.extend_from_slice(b"\r\n");
            }
        }
        Ok(())
    }

    /// Which open multipart a line delimits, counted from the outermost, and whether it closes it.
    fn boundary(&self, line: &[u8]) -> Option<(usize, bool)> {
        let rest = line.strip_prefix(b"--")?.trim_ascii_end();
        // Innermost first; an outer one closes what is within it (RFC 2046 §5.1.2).
        self.open.iter().enumerate().rev().find_map(|(level, open)| match rest.strip_prefix(&open.boundary[..])? {
            b"" => Some((level, false)),
            b"--" => Some((level, true)),
            _ => None,
        })
    }

    fn take_boundary(&mut self, level: usize, is_last: bool, out: &mut Vec<u8>) -> Result<(), Unconvertible> {
        if let State::Header = self.state {
            self.end_header(out)?;
        }
        if let State::Leaf(encoder) = &mut self.state {
            encoder.end_at_boundary(out)?;
        }
        self.open.truncate(level + 1);
        out.extend_from_slice(b"--");
        out.extend_from_slice(&self.open[level].boundary);
        if is_last {
            self.open.truncate(level);
            out.extend_from_slice(b"--");
            self.state = State::Between;
        } else {
            self.state = State::Header;
        }
        out.extend_from_slice(b"\r\n");
        Ok(())
    }

    /// All of a part's header is there: what kind of part it is decides about its body.
    fn end_header(&mut self, out: &mut Vec<u8>) -> Result<(), Unconvertible> {
        let header = std::mem::take(&mut self.header);
        if !header.is_ascii() {
            return Err(Unconvertible::Header);
        }
        let is_sealed = self.open.iter().any(|open| open.is_sealed);
        let part = Part::read(&header, std::mem::take(&mut self.is_top));
        let encoding = part.encoding(is_sealed)?;
        part.write_header(encoding, out);
        self.state = match part.kind {
            Kind::Leaf => State::Leaf(Encoder::new(encoding)),
            Kind::Message => State::Header,
            Kind::Multipart { boundary, seals } => {
                if self.open.len() == DEEPEST {
                    return Err(Unconvertible::Unbounded);
                }
                self.open.push(Open { boundary, is_sealed: seals });
                State::Between
            }
        };
        if matches!(self.state, State::Header) {
            self.is_top = true;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
