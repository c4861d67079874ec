//! What a part is, by its header, and how it is encoded.

use std::borrow::Cow;

use super::Unconvertible;
use super::encode::Encoding;
use crate::mail::header::{self, Field};

pub(super) struct Part<'a> {
    pub kind: Kind,
    header: &'a [u8],
    declared: Declared,
    is_text: bool,
    has_type: bool,
    /// The header of a message, where MIME-Version belongs.
    is_top: bool,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Leaf,
    /// `message/rfc822`: its body is a message.
    Message,
    /// `seals`: signed or encrypted as a whole (RFC 1847).
    Multipart {
        boundary: Vec<u8>,
        seals: bool,
    },
}

/// Content-Transfer-Encoding (RFC 2045 §6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Declared {
    /// Nothing is said, which means 7bit; of senders who say nothing, many send 8-bit text.
    Nothing,
    SevenBit,
    /// 8bit or binary.
    More,
    /// quoted-printable, Base64, or something unknown: encoded already.
    Encoded,
}

impl<'a> Part<'a> {
    pub fn read(header: &'a [u8], is_top: bool) -> Part<'a> {
        let value = |name| header::find(header, name).map(|field| field.text());
        let content_type = value("Content-Type");
        let declared = match value("Content-Transfer-Encoding").map(|text| text.to_ascii_lowercase()).as_deref() {
            None => Declared::Nothing,
            Some("7bit") => Declared::SevenBit,
            Some("8bit" | "binary") => Declared::More,
            Some(_) => Declared::Encoded,
        };
        let kind = content_type.as_deref().map_or(Kind::Leaf, kind);
        let is_text = content_type.as_deref().is_none_or(|text| media_type(text).starts_with("text/"));
        Part { kind, header, declared, is_text, has_type: content_type.is_some(), is_top }
    }

    /// How the body of a leaf is to be written. Text that says nothing is encoded too: it does no harm to what is 7-bit.
    pub fn encoding(&self, is_sealed: bool) -> Result<Encoding, Unconvertible> {
        match (&self.kind, self.declared) {
            (Kind::Leaf, Declared::More) if is_sealed => Err(Unconvertible::Sealed),
            (Kind::Leaf, Declared::More) if self.is_text => Ok(Encoding::QuotedPrintable),
            (Kind::Leaf, Declared::More) => Ok(Encoding::Base64),
            (Kind::Leaf, Declared::Nothing) if self.is_text && !is_sealed => Ok(Encoding::QuotedPrintable),
            _ => Ok(Encoding::AsItIs),
        }
    }

    /// The fields as they were, but for what is said about the encoding, and the empty line.
    pub fn write_header(&self, encoding: Encoding, out: &mut Vec<u8>) {
        let is_changed = |field: &Field<'_>| self.declared == Declared::More && field.is("Content-Transfer-Encoding");
        let end = header::HeaderScan::new().finish(self.header);
        let kept: Cow<'_, [u8]> = header::retain(&self.header[..end.fields], |field| !is_changed(field));
        write_lines(&kept, out);
        let name = match encoding {
            Encoding::QuotedPrintable => "quoted-printable",
            Encoding::Base64 => "base64",
            Encoding::AsItIs if self.declared == Declared::More => "7bit",
            Encoding::AsItIs => "",
        };
        if !name.is_empty() {
            if self.is_top && header::find(self.header, "MIME-Version").is_none() {
                out.extend_from_slice(b"MIME-Version: 1.0\r\n");
            }
            if !self.has_type {
                out.extend_from_slice(b"Content-Type: text/plain; charset=unknown-8bit\r\n");
            }
            out.extend_from_slice(format!("Content-Transfer-Encoding: {name}\r\n").as_bytes());
        }
        // What stands after fields that did not end with an empty line begins the body.
        out.extend_from_slice(b"\r\n");
        write_lines(&self.header[end.body..], out);
    }
}

/// Whole lines, whatever ended them.
fn write_lines(text: &[u8], out: &mut Vec<u8>) {
    for line in text.split_inclusive(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        out.extend(line.iter().map(|byte| if *byte == b'\r' { b' ' } else { *byte }));
        out.extend_from_slice(b"\r\n");
    }
}

fn media_type(content_type: &str) -> String {
    content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

fn kind(content_type: &str) -> Kind {
    let media_type = media_type(content_type);
    if media_type == "message/rfc822" {
        return Kind::Message;
    }
    match (media_type.strip_prefix("multipart/"), boundary(content_type)) {
        (Some(subtype), Some(boundary)) => {
            let seals = matches!(subtype, "signed" | "encrypted");
            Kind::Multipart { boundary: boundary.into_bytes(), seals }
        }
        // Without a boundary nothing can be told apart in it.
        _ => Kind::Leaf,
    }
}

/// The `boundary` parameter, with or without quotes (RFC 2045 §5.1).
fn boundary(content_type: &str) -> Option<String> {
    let mut rest = content_type;
    loop {
        rest = &rest[find_unquoted(rest, ';')? + 1..];
        let (name, value) = rest.split_once('=')?;
        if name.trim().eq_ignore_ascii_case("boundary") {
            let value = value.trim_start();
            let boundary: String = match value.strip_prefix('"') {
                Some(quoted) => unquoted(quoted),
                None => value.chars().take_while(|c| !c.is_whitespace() && *c != ';').collect(),
            };
            // Longer than any that is allowed, but bounded: it is looked for in each line.
            return Some(boundary.trim_end().to_owned()).filter(|found| !found.is_empty() && found.len() <= 200);
        }
    }
}

fn unquoted(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => break,
            '\\' => out.extend(chars.next()),
            c => out.push(c),
        }
    }
    out
}

fn find_unquoted(text: &str, wanted: char) -> Option<usize> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' if is_quoted => is_escaped = true,
            '"' => is_quoted = !is_quoted,
            c if c == wanted && !is_quoted => return Some(at),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boundaries_are_found_however_they_are_written() {
        for (content_type, expected) in [
            ("multipart/mixed; boundary=abc", Some("abc")),
            ("multipart/mixed; boundary=\"a b\\\"c\"; x=y", Some("a b\"c")),
            ("Multipart/Mixed; charset=\"a;boundary=no\"; BOUNDARY = abc ;", Some("abc")),
            ("multipart/mixed; boundary=\"\"", None),
            ("multipart/mixed", None),
        ] {
            assert_eq!(boundary(content_type).as_deref(), expected, "{content_type}");
        }
    }
}
