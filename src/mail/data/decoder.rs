//! Takes message data off the wire: removes the doubled dots, finds the end, watches the line ends.

use crate::mail::line_ends::{LineEnds, Stop, next_event};

/// Reads message data in whatever pieces the network brings.
///
/// Output comes as slices of the input, one per run of lines that needed no change; the caller copies them to where
/// the message lives, or keeps the input where they are large. (To keep all of them was considered: a 4 KB message
/// would pin a whole buffer, and lines of `..` would cost thirty-two bytes of bookkeeping for each byte.)
#[derive(Debug)]
pub struct DataDecoder {
    state: State,
    ends: LineEnds,
    bare: bool,
}

/// What the bytes so far have left open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// After CR LF, or before the first byte.
    LineStart,
    /// A dot at the start of a line, not passed on.
    Dot,
    /// That dot and a CR, neither passed on.
    DotCr,
    /// Inside a line.
    Text,
    /// Inside a line after a CR that is not passed on.
    Cr,
}

impl DataDecoder {
    pub fn new(ends: LineEnds) -> DataDecoder {
        DataDecoder { state: State::LineStart, ends, bare: false }
    }

    /// Passes the message text in `input` to `out`. `Some(n)`: the message ended with the first `n` bytes, what follows
    /// are commands. `None`: all of `input` belongs to the message and there is more to come.
    ///
    /// With [`LineEnds::Refuse`] nothing more is passed on after a bare CR or LF: the end is still looked for, so that
    /// the refusal can be said at the right moment.
    pub fn decode(&mut self, input: &[u8], out: &mut impl FnMut(&[u8])) -> Option<usize> {
        let mut at = 0;
        loop {
            let byte = *input.get(at)?;
            match (self.state, byte) {
                (State::LineStart, b'.') => {
                    self.state = State::Dot;
                    at += 1;
                }
                (State::Dot, b'\r') => {
                    self.state = State::DotCr;
                    at += 1;
                }
                (State::DotCr, b'\n') => {
                    self.state = State::LineStart;
                    return Some(at + 1);
                }
                (State::Cr, b'\n') => {
                    self.pass(b"\r\n", out);
                    self.state = State::LineStart;
                    at += 1;
                }
                (State::DotCr | State::Cr, _) => self.pass_bare(b'\r', out),
                (State::LineStart | State::Dot | State::Text, _) => at = self.pass_lines(input, at, out),
            }
        }
    }

    /// Whether a CR or LF by itself was met.
    pub fn saw_bare_line_end(&self) -> bool {
        self.bare
    }

    /// Passes on from `from` to the next place that needs a decision, and says where that is.
    fn pass_lines(&mut self, input: &[u8], from: usize, out: &mut impl FnMut(&[u8])) -> usize {
        match next_event(input, from) {
            Stop::Line(next) => {
                self.pass(&input[from..next], out);
                self.state = State::LineStart;
                next
            }
            Stop::Bare(here) => {
                self.pass(&input[from..here], out);
                self.pass_bare(input[here], out);
                here + 1
            }
            Stop::Half(here) => {
                self.pass(&input[from..here], out);
                self.state = State::Cr;
                here + 1
            }
            Stop::End => {
                self.pass(&input[from..], out);
                self.state = State::Text;
                input.len()
            }
        }
    }

    /// A dot after a bare line end is text: only CR LF makes the next byte the first of a line.
    fn pass_bare(&mut self, bare: u8, out: &mut impl FnMut(&[u8])) {
        self.bare = true;
        self.pass(LineEnds::replacement(bare), out);
        self.state = State::Text;
    }

    fn pass(&self, bytes: &[u8], out: &mut impl FnMut(&[u8])) {
        let refused = self.bare && self.ends == LineEnds::Refuse;
        if !refused && !bytes.is_empty() {
            out(bytes);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What comes out, how many bytes were used if it ended, and whether a bare line end was met.
    fn decode(wire: &str, ends: LineEnds) -> (String, Option<usize>, bool) {
        let mut decoder = DataDecoder::new(ends);
        let mut out = Vec::new();
        let used = decoder.decode(wire.as_bytes(), &mut |bytes| out.extend_from_slice(bytes));
        (String::from_utf8(out).unwrap(), used, decoder.saw_bare_line_end())
    }

    #[test]
    fn the_end_is_found_and_dots_are_halved() {
        for (wire, text, used, why) in [
            ("a\r\n.\r\nQUIT\r\n", "a\r\n", Some(6), "commands after the end stay"),
            (".\r\n", "", Some(3), "an empty message ends at once"),
            ("..\r\n.\r\n", ".\r\n", Some(7), "a line of one dot"),
            (".a\r\n.\r\n", "a\r\n", Some(7), "a dot that should have been doubled is dropped"),
            ("a..\r\n.\r\n", "a..\r\n", Some(8), "dots inside a line stay"),
            ("a\r\n..b\r\nc\r\n.\r\n", "a\r\n.b\r\nc\r\n", Some(14), "in the middle"),
            ("a\r\n.", "a\r\n", None, "not ended"),
        ] {
            assert_eq!(decode(wire, LineEnds::Refuse), (text.to_owned(), used, false), "{why}");
        }
    }

    #[test]
    fn the_smuggling_forms_never_end_the_message() {
        for form in ["\n.\n", "\n.\r\n", "\r\n.\n", "\r.\r", "\r\n.\r", "\r.\r\n"] {
            let wire = format!("a{form}MAIL FROM:<x@y>\r\n.\r\n");
            for ends in [LineEnds::Refuse, LineEnds::Normalize] {
                let (_, used, bare) = decode(&wire, ends);
                assert_eq!(used, Some(wire.len()), "{form:?} must not end the message");
                assert!(bare, "{form:?}");
            }
        }
    }

    #[test]
    fn bare_line_ends_are_made_whole_when_asked() {
        for (wire, text) in [
            ("a\nb\r\n.\r\n", "a\r\nb\r\n"),
            ("a\rb\r\n.\r\n", "a b\r\n"),
            ("a\r\r\n.\r\n", "a \r\n"),
            ("a\n.\r\nb\r\n.\r\n", "a\r\n.\r\nb\r\n"),
            ("a\r\n.\rb\r\n.\r\n", "a\r\n b\r\n"),
        ] {
            assert_eq!(decode(wire, LineEnds::Normalize), (text.to_owned(), Some(wire.len()), true), "{wire:?}");
        }
    }
}
