//! A test message: a few fields and a text, as every server takes it.

use std::fmt::Write as _;

use jiff::Zoned;
use mail_builder::encoders::quoted_printable::QuotedPrintableEncoder;

use crate::mail::{encoded_word, origin};
use crate::model::{ReversePath, SmtpAddress};

/// Longest line of text without its end (RFC 5322 §2.1.1).
const LONGEST_LINE: usize = 998;

/// What a test message says.
pub struct Letter<'a> {
    pub from: &'a ReversePath,
    pub to: &'a [SmtpAddress],
    pub subject: &'a str,
    pub body: &'a str,
    /// Right side of the Message-ID.
    pub host: &'a str,
    pub date: &'a Zoned,
}

impl Letter<'_> {
    /// The message in lines that end with CR LF, in seven bits.
    pub fn write(&self) -> Vec<u8> {
        let mut text = String::new();
        let to: Vec<String> = self.to.iter().map(|address| format!("<{address}>")).collect();
        // Writing into memory has no failure to report.
        let _ = write!(
            text,
            "Date: {}\r\nFrom: <{}>\r\nTo: {}\r\nSubject: {}\r\nMessage-ID: {}\r\nMIME-Version: 1.0\r\n",
            origin::date(self.date),
            self.from.address().map(ToString::to_string).unwrap_or_default(),
            to.join(",\r\n "),
            encoded_word::encode(self.subject),
            origin::message_id(self.host),
        );
        let lines: Vec<&str> = self.body.lines().collect();
        let is_plain =
            self.body.is_ascii() && lines.iter().all(|line| line.len() <= LONGEST_LINE && !line.contains(['\r', '\0']));
        let encoding = if is_plain { "us-ascii" } else { "utf-8\r\nContent-Transfer-Encoding: quoted-printable" };
        let _ = write!(text, "Content-Type: text/plain; charset={encoding}\r\n\r\n");
        let mut message = text.into_bytes();
        for line in &lines {
            if is_plain {
                message.extend_from_slice(line.as_bytes());
            } else {
                QuotedPrintableEncoder::new().encode_into(line.as_bytes(), &mut message);
            }
            message.extend_from_slice(b"\r\n");
        }
        message
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(from: &str, subject: &str, body: &str) -> String {
        let to = ["a@contoso.com", "b@contoso.com"].map(|address| address.parse().expect("an address"));
        let date = "2026-11-21T01:13:33+00:00[UTC]".parse().expect("a date");
        let from = from.parse().expect("a path");
        let letter = Letter { from: &from, to: &to, subject, body, host: "hub01", date: &date };
        String::from_utf8(letter.write()).expect("seven bits")
    }

    #[test]
    fn a_letter_has_its_fields_and_its_text() {
        let text = written("kim@fabrikam.com", "Hello", "one\n.two");
        assert!(text.starts_with("Date: Sat, 21 Nov 2026 01:13:33 +0000\r\nFrom: <kim@fabrikam.com>\r\n"), "{text}");
        assert!(text.contains("\r\nTo: <a@contoso.com>,\r\n <b@contoso.com>\r\nSubject: Hello\r\nMessage-ID: <"));
        assert!(text.ends_with("\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\none\r\n.two\r\n"), "{text}");
    }

    #[test]
    fn what_is_not_ascii_is_encoded_and_fields_cannot_be_broken() {
        let text = written("<>", "Grüße\r\nBcc: x@example.com", "Grüße");
        assert!(text.is_ascii() && text.contains("From: <>\r\n"), "{text}");
        assert!(!text.contains("\nBcc:"), "{text}");
        assert!(text.ends_with("quoted-printable\r\n\r\nGr=C3=BC=C3=9Fe\r\n"), "{text}");
        assert!(written("<>", "long", &"x".repeat(5000)).lines().all(|line| line.len() <= LONGEST_LINE));
    }
}
