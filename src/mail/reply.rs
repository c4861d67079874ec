//! SMTP replies: one value for both directions, a writer for our server and a reader for our client.
//!
//! Promise: a reply that is written is one reply, whatever its text holds (control characters become blanks), and a
//! reply that is read is bounded in lines and bytes. The reader is generous where RFC 5321 §4.2 lets servers be sloppy
//! (LF alone, a code without text, differing codes of which the last counts), because mail should arrive.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use bytes::{Buf, BytesMut};
use memchr::memchr;
use smallvec::{SmallVec, smallvec};

use super::status::EnhancedStatus;

/// Longest reply line taken, with its line end. RFC 5321 §4.5.3.1.5 says 512; servers that print URLs exceed it.
const MAX_LINE: usize = 4096;

/// Most lines of one reply; the longest EHLO answers seen have about thirty.
const MAX_LINES: usize = 128;

/// A code, an enhanced status where the speaker gives one, and the lines of text after them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    pub code: u16,
    pub status: Option<EnhancedStatus>,
    /// At least one, without code and status.
    pub lines: SmallVec<[Cow<'static, str>; 1]>,
}

impl Reply {
    /// One line with a status, as most replies after EHLO are.
    pub fn new(code: u16, status: EnhancedStatus, text: impl Into<Cow<'static, str>>) -> Reply {
        Reply { code, status: Some(status), lines: smallvec![text.into()] }
    }

    /// One line without a status: banner, `354`, `334`, and the answers that RFC 2034 leaves bare.
    pub fn bare(code: u16, text: impl Into<Cow<'static, str>>) -> Reply {
        Reply { code, status: None, lines: smallvec![text.into()] }
    }

    pub fn is_success(&self) -> bool {
        self.code / 100 == 2
    }

    /// `4yz`: the same command may succeed later.
    pub fn is_transient(&self) -> bool {
        self.code / 100 == 4
    }

    /// `5yz`: the same command will fail again.
    pub fn is_permanent(&self) -> bool {
        self.code / 100 == 5
    }

    /// The lines in one, for logs and delivery reports.
    pub fn text(&self) -> Cow<'_, str> {
        match &self.lines[..] {
            [line] => Cow::Borrowed(line),
            lines => Cow::Owned(lines.join(" ")),
        }
    }

    /// Appends the reply as it goes over the wire; the status only where the session offers ENHANCEDSTATUSCODES.
    pub fn write(&self, with_status: bool, out: &mut BytesMut) {
        let status = self.status.filter(|_| with_status);
        let last = self.lines.len().saturating_sub(1);
        for (number, line) in self.lines.iter().enumerate() {
            let separator = if number == last { ' ' } else { '-' };
            // Formatting into memory has no failure to report.
            let _ = write!(out, "{}{separator}", self.code);
            if let Some(status) = status {
                let _ = write!(out, "{status} ");
            }
            write_text(line, out);
            out.extend_from_slice(b"\r\n");
        }
    }
}

/// As one line, the way LastError and the diagnostic code of a report show it: `550 5.1.1 User unknown`.
impl fmt::Display for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.code)?;
        if let Some(status) = self.status {
            write!(f, " {status}")?;
        }
        for line in self.lines.iter().filter(|line| !line.is_empty()) {
            write!(f, " {line}")?;
        }
        Ok(())
    }
}

/// Text that came from a stranger must not end the line, nor steer the terminal of whoever reads the log.
fn write_text(text: &str, out: &mut BytesMut) {
    if !text.bytes().any(|byte| byte.is_ascii_control()) {
        out.extend_from_slice(text.as_bytes());
        return;
    }
    for byte in text.bytes() {
        out.extend_from_slice(&[if byte.is_ascii_control() { b' ' } else { byte }]);
    }
}

/// The peer does not speak SMTP, or not in bounds.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReplyError {
    #[error("not an SMTP reply: {0:?}")]
    NotAReply(String),
    #[error("the reply has a line of more than {MAX_LINE} bytes")]
    LineTooLong,
    #[error("the reply has more than {MAX_LINES} lines")]
    TooManyLines,
}

/// Gathers the lines of a reply until the last one is there.
#[derive(Debug, Default)]
pub struct ReplyReader {
    lines: SmallVec<[Cow<'static, str>; 1]>,
    status: Option<EnhancedStatus>,
}

impl ReplyReader {
    pub fn new() -> ReplyReader {
        ReplyReader::default()
    }

    /// Takes whole lines from the front of `input` until a reply is complete. `None`: read more and call again.
    pub fn read(&mut self, input: &mut BytesMut) -> Result<Option<Reply>, ReplyError> {
        while let Some(end) = memchr(b'\n', &input[..input.len().min(MAX_LINE)]) {
            let line = input.split_to(end);
            input.advance(1);
            if let Some(code) = self.take(line.strip_suffix(b"\r").unwrap_or(&line))? {
                let ReplyReader { lines, status } = std::mem::take(self);
                return Ok(Some(Reply { code, status, lines }));
            }
        }
        if input.len() >= MAX_LINE { Err(ReplyError::LineTooLong) } else { Ok(None) }
    }

    /// One line without its end. `Some(code)` if it was the last of its reply.
    fn take(&mut self, line: &[u8]) -> Result<Option<u16>, ReplyError> {
        let strange = || ReplyError::NotAReply(printable(&line[..line.len().min(80)]));
        let (digits, rest) = line.split_first_chunk::<3>().ok_or_else(strange)?;
        let [b'2'..=b'5', b'0'..=b'9', b'0'..=b'9'] = digits else {
            return Err(strange());
        };
        let (last, text) = match rest.split_first() {
            None => (true, &b""[..]),
            Some((b' ', text)) => (true, text),
            Some((b'-', text)) => (false, text),
            Some(_) => return Err(strange()),
        };
        if self.lines.len() == MAX_LINES {
            return Err(ReplyError::TooManyLines);
        }
        self.add(printable(text));
        let code = digits.iter().fold(0, |code, digit| code * 10 + u16::from(digit - b'0'));
        Ok(last.then_some(code))
    }

    /// The first line decides the status; later lines repeat it (RFC 2034 §4) and lose it here.
    fn add(&mut self, text: String) {
        let line = match EnhancedStatus::split(&text) {
            Some((status, rest)) if self.lines.is_empty() || self.status == Some(status) => {
                self.status = Some(status);
                rest.to_owned()
            }
            _ => text,
        };
        self.lines.push(Cow::Owned(line));
    }
}

fn printable(text: &[u8]) -> String {
    String::from_utf8_lossy(text).chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(reply: &Reply, with_status: bool) -> String {
        let mut out = BytesMut::new();
        reply.write(with_status, &mut out);
        String::from_utf8(out.to_vec()).unwrap()
    }

    fn read(text: &str) -> Result<Option<Reply>, ReplyError> {
        ReplyReader::new().read(&mut BytesMut::from(text))
    }

    #[test]
    fn a_reply_is_written_with_its_status_where_the_session_wants_it() {
        let unknown = Reply::new(550, EnhancedStatus::new(5, 1, 1), "User unknown");
        assert_eq!(written(&unknown, true), "550 5.1.1 User unknown\r\n");
        assert_eq!(written(&unknown, false), "550 User unknown\r\n");
        assert_eq!(unknown.to_string(), "550 5.1.1 User unknown");
        let ehlo = Reply { code: 250, status: None, lines: smallvec!["hub Hello".into(), "PIPELINING".into()] };
        assert_eq!(written(&ehlo, true), "250-hub Hello\r\n250 PIPELINING\r\n");
    }

    #[test]
    fn text_cannot_end_the_line() {
        let reply = Reply::bare(550, "no\r\n250 yes\x1b[2J");
        assert_eq!(written(&reply, true), "550 no  250 yes [2J\r\n");
    }

    #[test]
    fn replies_are_read_as_servers_really_write_them() {
        let ok = |code, status: Option<&str>, lines: &[&str]| Reply {
            code,
            status: status.map(|status| status.parse().unwrap()),
            lines: lines.iter().map(|line| Cow::Owned(line.to_string())).collect(),
        };
        for (text, expected, why) in [
            ("250 2.1.0 Sender OK\r\n", ok(250, Some("2.1.0"), &["Sender OK"]), "usual"),
            ("250\r\n", ok(250, None, &[""]), "no text"),
            ("220 hub ready\n", ok(220, None, &["hub ready"]), "LF alone"),
            ("250-hub\r\n250-SIZE 100\r\n250 DSN\r\n", ok(250, None, &["hub", "SIZE 100", "DSN"]), "lines"),
            ("550-5.7.1 No.\r\n550 5.7.1 Go.\r\n", ok(550, Some("5.7.1"), &["No.", "Go."]), "status on each line"),
            ("250-a\r\n550 b\r\n", ok(550, None, &["a", "b"]), "the last code counts"),
            ("550 5.1.1\r\n", ok(550, Some("5.1.1"), &[""]), "status alone"),
        ] {
            assert_eq!(read(text), Ok(Some(expected)), "{why}");
        }
    }

    #[test]
    fn what_is_not_a_reply_is_an_error() {
        for text in ["hello there\r\n", "25\r\n", "150 x\r\n", "250x\r\n", "\r\n", "600 x\r\n"] {
            assert!(matches!(read(text), Err(ReplyError::NotAReply(_))), "{text:?}");
        }
        assert_eq!(read(&"2".repeat(MAX_LINE)), Err(ReplyError::LineTooLong));
        assert_eq!(read(&"250-x\r\n".repeat(MAX_LINES + 1)), Err(ReplyError::TooManyLines));
    }

    #[test]
    fn the_next_reply_stays_in_the_buffer() {
        let mut input = BytesMut::from("250 2.1.0 a\r\n550 5.1.1 b\r\n354");
        let mut reader = ReplyReader::new();
        assert_eq!(reader.read(&mut input).unwrap().unwrap().code, 250);
        assert_eq!(reader.read(&mut input).unwrap().unwrap().code, 550);
        assert_eq!(reader.read(&mut input), Ok(None));
        assert_eq!(&input[..], b"354");
    }

    proptest! {
        #[test]
        fn a_reply_cut_anywhere_reads_the_same(cut in 0usize..40) {
            let whole = "250-2.0.0 one\r\n250-two\r\n250 2.0.0 three\r\n";
            let (head, tail) = whole.split_at(cut.min(whole.len()));
            let (mut reader, mut input) = (ReplyReader::new(), BytesMut::from(head));
            let reply = match reader.read(&mut input).unwrap() {
                Some(reply) => reply,
                None => {
                    input.extend_from_slice(tail.as_bytes());
                    reader.read(&mut input).unwrap().unwrap()
                }
            };
            prop_assert_eq!(reply.to_string(), "250 2.0.0 one two three");
        }

        #[test]
        fn no_input_panics(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
            let _ = ReplyReader::new().read(&mut BytesMut::from(&bytes[..]));
        }
    }
}
