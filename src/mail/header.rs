//! The header of a message, on its raw bytes (RFC 5322 §2.2): where it ends, its fields, and the same header with
//! some fields left out. A relayed message is never parsed and printed again; what is not touched stays byte for byte.
//!
//! Lines end at LF here, with or without the CR before it: a message that came by BDAT may hold bare LFs, and a field
//! that some later reader would see must not hide from the checks made here. A line that is neither a field nor the
//! continuation of one ends the header, as if an empty line stood before it.

use std::borrow::Cow;

use memchr::memchr;

/// Where the fields end and where the body starts; between them stands the empty line, if there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeaderEnd {
    pub fields: usize,
    pub body: usize,
}

/// Looks for the end of the header in a message that is still arriving, reading each line once.
#[derive(Debug, Default)]
pub struct HeaderScan {
    /// Start of the first line not yet looked at.
    line: usize,
}

impl HeaderScan {
    pub fn new() -> HeaderScan {
        HeaderScan::default()
    }

    /// `message` is what arrived so far, from its first byte. `None`: the header may go on.
    pub fn find(&mut self, message: &[u8]) -> Option<HeaderEnd> {
        while let Some(length) = memchr(b'\n', &message[self.line..]) {
            let next = self.line + length + 1;
            match &message[self.line..next] {
                b"\r\n" | b"\n" => return Some(HeaderEnd { fields: self.line, body: next }),
                line if self.line > 0 && is_continuation(line) => {}
                line if field_name(line).is_some() => {}
                _ => return Some(HeaderEnd { fields: self.line, body: self.line }),
            }
            self.line = next;
        }
        None
    }

    /// The end when nothing more will arrive: a last line without its end is a field if it looks like one.
    pub fn finish(mut self, message: &[u8]) -> HeaderEnd {
        if let Some(end) = self.find(message) {
            return end;
        }
        let rest = &message[self.line..];
        let belongs = field_name(rest).is_some() || (self.line > 0 && is_continuation(rest));
        let end = if belongs { message.len() } else { self.line };
        HeaderEnd { fields: end, body: end }
    }
}

/// The fields and the body of a whole message.
pub fn split(message: &[u8]) -> (&[u8], &[u8]) {
    let end = HeaderScan::new().finish(message);
    (&message[..end.fields], &message[end.body..])
}

fn is_continuation(line: &[u8]) -> bool {
    matches!(line.first(), Some(b' ' | b'\t'))
}

/// The name before the colon, if the line starts a field. Blanks before the colon are the obsolete form (§4.5) and
/// are accepted, so that `X-Secret :` is not overlooked.
fn field_name(line: &[u8]) -> Option<&[u8]> {
    let colon = memchr(b':', line)?;
    let name = line[..colon].trim_ascii_end();
    let legal = !name.is_empty() && name.iter().all(|byte| matches!(byte, b'!'..=b'~'));
    legal.then_some(name)
}

/// One field with its continuation lines.
#[derive(Clone, Copy, Debug)]
pub struct Field<'a> {
    pub name: &'a [u8],
    /// What follows the colon, folded as it came, with the last line end.
    pub value: &'a [u8],
    /// All bytes of the field.
    pub raw: &'a [u8],
}

impl Field<'_> {
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name.as_bytes())
    }

    pub fn name_starts_with(&self, prefix: &str) -> bool {
        self.name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix.as_bytes()))
    }

    /// The value on one line: folds become their blank, the blanks around it go, bytes that are not UTF-8 are marked.
    pub fn text(&self) -> String {
        let mut bytes = self.value.to_vec();
        bytes.retain(|byte| !matches!(byte, b'\r' | b'\n'));
        String::from_utf8_lossy(bytes.trim_ascii()).into_owned()
    }
}

/// Walks over the fields of a header, in order.
#[derive(Clone, Debug)]
pub struct Fields<'a> {
    rest: &'a [u8],
}

/// Fields of the bytes before [`HeaderEnd::fields`].
pub fn fields(header: &[u8]) -> Fields<'_> {
    Fields { rest: header }
}

impl<'a> Iterator for Fields<'a> {
    type Item = Field<'a>;

    fn next(&mut self) -> Option<Field<'a>> {
        let name = field_name(self.rest)?;
        let mut end = 0;
        loop {
            end += memchr(b'\n', &self.rest[end..]).map_or(self.rest.len() - end, |length| length + 1);
            if !is_continuation(&self.rest[end..]) {
                break;
            }
        }
        let (raw, rest) = self.rest.split_at(end);
        self.rest = rest;
        let colon = memchr(b':', raw)?;
        Some(Field { name, value: &raw[colon + 1..], raw })
    }
}

/// The first field of that name.
pub fn find<'a>(header: &'a [u8], name: &str) -> Option<Field<'a>> {
    fields(header).find(|field| field.is(name))
}

/// The header with only those fields for which `keep` is true; borrowed if that is all of them.
pub fn retain<'a>(header: &'a [u8], mut keep: impl FnMut(&Field<'_>) -> bool) -> Cow<'a, [u8]> {
    let mut kept = Cow::Borrowed(header);
    let mut seen = 0;
    for field in fields(header) {
        let keeps = keep(&field);
        match &mut kept {
            Cow::Owned(bytes) if keeps => bytes.extend_from_slice(field.raw),
            Cow::Borrowed(_) if !keeps => kept = Cow::Owned(header[..seen].to_vec()),
            _ => {}
        }
        seen += field.raw.len();
    }
    kept
}

/// The header with other bytes for each field that `other` knows some for; borrowed where it knows none.
pub fn rewritten<'a>(header: &'a [u8], mut other: impl FnMut(&Field<'_>) -> Option<Vec<u8>>) -> Cow<'a, [u8]> {
    let mut written: Option<Vec<u8>> = None;
    let mut seen = 0;
    for field in fields(header) {
        match (other(&field), &mut written) {
            (Some(bytes), written) => written.get_or_insert_with(|| header[..seen].to_vec()).extend(bytes),
            (None, Some(written)) => written.extend_from_slice(field.raw),
            (None, None) => {}
        }
        seen += field.raw.len();
    }
    match written {
        Some(mut written) => {
            written.extend_from_slice(&header[seen..]);
            Cow::Owned(written)
        }
        None => Cow::Borrowed(header),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_header_ends_at_the_empty_line_or_at_the_first_line_that_is_no_field() {
        for (message, header, body, why) in [
            ("A: 1\r\n\r\nbody", "A: 1\r\n", "body", "usual"),
            ("A: 1\r\n", "A: 1\r\n", "", "no body"),
            ("A: 1", "A: 1", "", "not even a line end"),
            ("\r\nbody", "", "body", "no header"),
            ("A: 1\r\n b\r\n\tc\r\n\r\nbody", "A: 1\r\n b\r\n\tc\r\n", "body", "folded"),
            ("A: 1\r\nno field\r\nB: 2\r\n", "A: 1\r\n", "no field\r\nB: 2\r\n", "a stray line starts the body"),
            ("plain text", "", "plain text", "no header at all"),
            (" A: 1\r\n\r\n", "", " A: 1\r\n\r\n", "nothing to continue"),
            ("A: 1\nB: 2\n\nbody", "A: 1\nB: 2\n", "body", "bare LF"),
            ("", "", "", "empty"),
        ] {
            let (fields, rest) = split(message.as_bytes());
            assert_eq!((fields, rest), (header.as_bytes(), body.as_bytes()), "{why}");
        }
    }

    #[test]
    fn fields_are_found_whatever_their_case_and_folding() {
        let header = b"Received: a\r\n b\r\nsubject:\r\n  hello\r\n\tworld \r\nX-Odd : yes\r\nreceived: c\r\n";
        assert_eq!(fields(header).count(), 4);
        assert_eq!(fields(header).filter(|field| field.is("Received")).count(), 2);
        assert_eq!(find(header, "Subject").unwrap().text(), "hello\tworld");
        assert_eq!(find(header, "x-odd").unwrap().text(), "yes");
        assert!(find(header, "Date").is_none());
    }

    #[test]
    fn what_is_left_out_leaves_the_rest_as_it_was() {
        let header = b"A: 1\r\nX-Org-B: 2\r\n 2b\r\nC: 3\r\nx-org-d: 4\r\n";
        let kept = retain(header, |field| !field.name_starts_with("X-Org-"));
        assert_eq!(&*kept, b"A: 1\r\nC: 3\r\n");
        assert!(matches!(retain(header, |_| true), Cow::Borrowed(all) if all == header));
        assert_eq!(&*retain(header, |_| false), b"");
    }

    proptest! {
        #[test]
        fn the_end_is_the_same_however_the_message_arrives(
            message in "(([A-Z]{1,3}:[ a]{0,3}\r?\n)|( [a-z]\r\n)|(\r?\n)|(x)){0,8}", cut in 0usize..60) {
            let message = message.as_bytes();
            let whole = HeaderScan::new().finish(message);
            let mut scan = HeaderScan::new();
            let early = scan.find(&message[..cut.min(message.len())]);
            prop_assert_eq!(early.unwrap_or_else(|| scan.finish(message)), whole);
        }

        #[test]
        fn fields_cover_the_header(message in proptest::collection::vec(
            prop_oneof![Just(b':'), Just(b'\r'), Just(b'\n'), Just(b' '), Just(b'a'), any::<u8>()], 0..60)) {
            let end = HeaderScan::new().finish(&message);
            prop_assert!(end.fields <= end.body && end.body <= message.len());
            let header = &message[..end.fields];
            prop_assert_eq!(fields(header).map(|field| field.raw.len()).sum::<usize>(), header.len());
        }
    }
}
