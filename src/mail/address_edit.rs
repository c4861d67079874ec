//! Addresses in the fields of a header, changed; all other bytes stay as they came.

use std::borrow::Cow;

use super::{address_spans, header};

/// Longest line, without its end (RFC 5322 §2.1.1).
const LONGEST_LINE: usize = 998;

/// The fields, with the addresses that `other` knows others for in those of these names. Borrowed where there are none.
pub fn edited<'a>(fields: &'a [u8], names: &[&str], mut other: impl FnMut(&str) -> Option<String>) -> Cow<'a, [u8]> {
    header::rewritten(fields, |field| {
        if !names.iter().any(|name| field.is(name)) {
            return None;
        }
        let head = field.raw.len() - field.value.len();
        let value = value(field.value, head, &mut other)?;
        Some([&field.raw[..head], &value].concat())
    })
}

/// A value that begins behind so many bytes of its line.
fn value(value: &[u8], head: usize, other: &mut impl FnMut(&str) -> Option<String>) -> Option<Vec<u8>> {
    let (mut written, mut at): (Vec<u8>, usize) = (Vec::new(), 0);
    for span in address_spans::find(value) {
        let Some(new) = other(&span.address) else { continue };
        written.extend_from_slice(&value[at..span.break_at]);
        let (line, begins) = match written.iter().rposition(|byte| *byte == b'\n') {
            Some(end) => (&written[end + 1..], 0),
            None => (&written[..], head),
        };
        let rest = value[span.at.end..].iter().take_while(|byte| !matches!(byte, b'\r' | b'\n')).count();
        let is_longer = new.len() > span.at.len();
        // Nothing but blanks before it: a new line would be an empty one.
        let may_break = !line.trim_ascii().is_empty();
        if is_longer && may_break && begins + line.len() + new.len() + rest + 1 > LONGEST_LINE {
            written.extend_from_slice(b"\r\n ");
        }
        written.extend_from_slice(&value[span.break_at..span.at.start]);
        written.extend_from_slice(new.as_bytes());
        at = span.at.end;
    }
    (at > 0).then(|| {
        written.extend_from_slice(&value[at..]);
        written
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn other(address: &str) -> Option<String> {
        (address == "ann@contoso.local").then(|| "ann.jones@contoso.com".to_owned())
    }

    #[test]
    fn only_the_address_changes() {
        let header = "From: =?utf-8?B?SsO2cmc=?= \"x\"\r\n <ann@contoso.local> (ann@contoso.local)\r\n\
                      To: ann@contoso.local\r\nReply-to:ann\r\n\t@contoso.local,b@c.d\r\nSubject: From: ann@contoso.local\r\n";
        let expected = header
            .replace("\r\n <ann@contoso.local>", "\r\n <ann.jones@contoso.com>")
            .replace("Reply-to:ann\r\n\t@contoso.local", "Reply-to:ann.jones@contoso.com");
        let written = edited(header.as_bytes(), &["From", "Reply-To"], other);
        assert_eq!(String::from_utf8_lossy(&written), expected);
        assert!(matches!(edited(header.as_bytes(), &["Sender"], other), Cow::Borrowed(_)));
        assert!(matches!(edited(b"From: x@y.z\r\n", &["From"], other), Cow::Borrowed(_)));
    }

    #[test]
    fn a_field_at_the_end_of_nothing_and_bytes_that_are_no_text_stay() {
        let header = b"From: \xff\xfe <ann@contoso.local>";
        let written = edited(header, &["From"], other);
        assert_eq!(&*written, b"From: \xff\xfe <ann.jones@contoso.com>");
    }

    #[test]
    fn a_long_line_is_broken_rather_than_made_too_long() {
        let many = "ann@contoso.local, ".repeat(52);
        let header = format!("To: {many}z@c.d\r\n");
        assert!(header.len() - 2 <= LONGEST_LINE);
        let written = edited(header.as_bytes(), &["To"], other).into_owned();
        let written = String::from_utf8(written).expect("text");
        assert!(
            written
                .split("\r\n")
                .all(|line| line.len() <= LONGEST_LINE && (line.is_empty() || !line.trim().is_empty()))
        );
        assert_eq!(
            written.replace("\r\n ", ""),
            format!("To: {}z@c.d\r\n", many.replace("ann@contoso.local", "ann.jones@contoso.com"))
        );
    }
}
