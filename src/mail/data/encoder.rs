//! Puts message data on the wire: doubles the dots, ends the message, lets no bare CR or LF out.

use crate::mail::line_ends::{LineEnds, Stop, next_event};

/// The message holds a CR or LF by itself, which DATA cannot carry (RFC 5321 §2.3.8); BDAT could.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the message has a bare CR or LF")]
pub struct BareLineEnd;

/// Writes message data in whatever pieces the spool brings; see [`super::DataDecoder`] for the other direction.
#[derive(Debug)]
pub struct DataEncoder {
    state: State,
    ends: LineEnds,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    LineStart,
    Text,
    /// Inside a line after a CR that is not written yet.
    Cr,
}

impl DataEncoder {
    pub fn new(ends: LineEnds) -> DataEncoder {
        DataEncoder { state: State::LineStart, ends }
    }

    /// Writes the next piece of the message, as parts of it wherever nothing changes: they can be sent without a copy.
    /// After an error the transfer cannot be completed: drop the connection.
    pub fn encode<'a>(&mut self, input: &'a [u8], out: &mut impl FnMut(&'a [u8])) -> Result<(), BareLineEnd> {
        let mut at = 0;
        while let Some(&byte) = input.get(at) {
            match (self.state, byte) {
                (State::Cr, b'\n') => {
                    out(b"\r\n");
                    self.state = State::LineStart;
                    at += 1;
                }
                (State::Cr, _) => self.write_bare(b'\r', out)?,
                (State::LineStart, b'.') => {
                    out(b".");
                    at = self.write_lines(input, at, out)?;
                }
                (State::LineStart | State::Text, _) => at = self.write_lines(input, at, out)?,
            }
        }
        Ok(())
    }

    /// Ends the last line if the message did not, and writes the final dot.
    pub fn finish(mut self, out: &mut impl FnMut(&'static [u8])) -> Result<(), BareLineEnd> {
        if self.state == State::Cr {
            self.write_bare(b'\r', out)?;
        }
        out(if self.state == State::LineStart { b".\r\n" } else { b"\r\n.\r\n" });
        Ok(())
    }

    /// Writes from `from` to the next place that needs a decision, and says where that is.
    fn write_lines<'a>(
        &mut self,
        input: &'a [u8],
        from: usize,
        out: &mut impl FnMut(&'a [u8]),
    ) -> Result<usize, BareLineEnd> {
        match next_event(input, from) {
            Stop::Line(next) => {
                out(&input[from..next]);
                self.state = State::LineStart;
                Ok(next)
            }
            Stop::Bare(here) => {
                out(&input[from..here]);
                self.write_bare(input[here], out)?;
                Ok(here + 1)
            }
            Stop::Half(here) => {
                out(&input[from..here]);
                self.state = State::Cr;
                Ok(here + 1)
            }
            Stop::End => {
                out(&input[from..]);
                self.state = State::Text;
                Ok(input.len())
            }
        }
    }

    fn write_bare<'a>(&mut self, bare: u8, out: &mut impl FnMut(&'a [u8])) -> Result<(), BareLineEnd> {
        if self.ends == LineEnds::Refuse {
            return Err(BareLineEnd);
        }
        out(LineEnds::replacement(bare));
        // A line that we started ourselves needs its dot doubled like any other.
        self.state = if bare == b'\n' { State::LineStart } else { State::Text };
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encode(message: &str, ends: LineEnds) -> Result<String, BareLineEnd> {
        let mut wire = Vec::new();
        let mut encoder = DataEncoder::new(ends);
        encoder.encode(message.as_bytes(), &mut |bytes| wire.extend_from_slice(bytes))?;
        encoder.finish(&mut |bytes| wire.extend_from_slice(bytes))?;
        Ok(String::from_utf8(wire).unwrap())
    }

    #[test]
    fn dots_are_doubled_and_the_end_is_written() {
        for (message, wire, why) in [
            ("", ".\r\n", "empty"),
            ("a\r\n", "a\r\n.\r\n", "plain"),
            ("a", "a\r\n.\r\n", "an unfinished line is finished"),
            (".\r\n", "..\r\n.\r\n", "a line of one dot"),
            ("a\r\n.b\r\n..\r\n", "a\r\n..b\r\n...\r\n.\r\n", "each line start"),
        ] {
            assert_eq!(encode(message, LineEnds::Refuse).unwrap(), wire, "{why}");
        }
    }

    #[test]
    fn bare_line_ends_are_refused_or_made_whole() {
        for (message, wire) in [
            ("a\nb\r\n", "a\r\nb\r\n.\r\n"),
            ("a\n.\n", "a\r\n..\r\n.\r\n"),
            ("a\rb", "a b\r\n.\r\n"),
            ("a\r", "a \r\n.\r\n"),
        ] {
            assert_eq!(encode(message, LineEnds::Refuse), Err(BareLineEnd), "{message:?}");
            assert_eq!(encode(message, LineEnds::Normalize).unwrap(), wire, "{message:?}");
        }
    }
}
