//! The text of a message on its way out: its header through the firewall, its bytes in pieces.
//!
//! What is in memory stays where it is: pieces share it. What is in the spool is read piece by piece.

use std::borrow::Cow;

use bytes::Bytes;
use smallvec::SmallVec;

use crate::mail::data::DataEncoder;
use crate::mail::header::{Field, HeaderScan, retain};
use crate::mail::line_ends::LineEnds;
use crate::mail::marks::NETWORK_MESSAGE_ID;
use crate::mail::seven_bit::{SevenBit, Unconvertible};
use crate::transport::{Attempt, Body, BodySource, BodyType, MessageId};

/// How much of a spooled message is read and sent at once.
const PIECE: usize = 256 * 1024;

/// Who will read the header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    Outside,
    /// Another server of this organization.
    Ourselves,
    Mailbox,
}

impl Audience {
    /// The header firewall (reference: transport-pipeline §4, connectors 1.9). Trace fields stay for everybody.
    fn may_see(self, field: &Field<'_>) -> bool {
        const FOR_MAILBOXES: [&str; 7] =
            ["SCL", "AuthDomain", "AuthMechanism", "AuthSource", "AuthAs", "OriginalArrivalTime", "OriginalSize"];
        const INSIDE: &str = "X-MS-Exchange-Organization-";
        let is_inside = field.name_starts_with(INSIDE) || field.name_starts_with("X-MS-Exchange-Forest-");
        match self {
            _ if !is_inside => true,
            Audience::Ourselves => true,
            Audience::Outside => false,
            Audience::Mailbox => {
                field.name_starts_with(INSIDE)
                    && FOR_MAILBOXES.iter().any(|name| field.name[INSIDE.len()..].eq_ignore_ascii_case(name.as_bytes()))
            }
        }
    }

    /// The fields that it may see, as they are then edited.
    fn shown<'f>(self, fields: &'f [u8], edit: Edit<'_>) -> Cow<'f, [u8]> {
        match retain(fields, |field| self.may_see(field)) {
            Cow::Borrowed(fields) => edit(fields),
            Cow::Owned(kept) => match edit(&kept) {
                Cow::Borrowed(_) => Cow::Owned(kept),
                Cow::Owned(edited) => Cow::Owned(edited),
            },
        }
    }
}

/// A message's text as it will be sent.
#[derive(Clone, Debug)]
pub struct Text {
    /// What is in memory: all of it, or the header of what is in the spool.
    pub pieces: SmallVec<[Bytes; 4]>,
    /// The rest, in the spool: from where to where.
    spooled: Option<(MessageId, u64, u64)>,
    pub size: u64,
    /// What it needs of the next hop.
    pub body_type: BodyType,
    /// What is in the spool is yet to be made 7-bit.
    pub is_to_convert: bool,
}

/// What is made of the fields of a header.
pub type Edit<'a> = &'a mut dyn for<'f> FnMut(&'f [u8]) -> Cow<'f, [u8]>;

impl Text {
    pub fn of(attempt: &Attempt, audience: Audience) -> Text {
        Text::edited(attempt, audience, &mut |fields| Cow::Borrowed(fields))
    }

    /// The same with other fields than it has.
    pub fn edited(attempt: &Attempt, audience: Audience, edit: Edit<'_>) -> Text {
        let mut text = Text::stored(attempt, &mut |fields| audience.shown(fields, edit));
        if audience == Audience::Ourselves {
            let field = format!("{NETWORK_MESSAGE_ID}: {}\r\n", attempt.envelope.network_message_id);
            text.size += field.len() as u64;
            text.pieces.insert(0, field.into());
        }
        text
    }

    /// What is kept of it, with these fields.
    fn stored(attempt: &Attempt, edit: Edit<'_>) -> Text {
        let declared = attempt.envelope.body_type;
        match &attempt.body {
            Body::Memory(chunks) => {
                let pieces = kept(chunks, edit);
                let is_ascii = || pieces.iter().all(|piece| piece.is_ascii());
                // Senders forget to declare; servers that convert need to know.
                let body_type = match declared {
                    BodyType::SevenBit if !is_ascii() => BodyType::EightBitMime,
                    BodyType::EightBitMime if is_ascii() => BodyType::SevenBit,
                    other => other,
                };
                let size = pieces.iter().map(|piece| piece.len() as u64).sum();
                Text { pieces, spooled: None, size, body_type, is_to_convert: false }
            }
            Body::Spooled { size, header, .. } => {
                let end = HeaderScan::new().finish(header);
                let fields = match edit(&header[..end.fields]) {
                    Cow::Borrowed(_) => header.slice(..end.fields),
                    Cow::Owned(fields) => fields.into(),
                };
                let (from, to) = (end.fields as u64, *size);
                Text {
                    size: fields.len() as u64 + to.saturating_sub(from),
                    pieces: SmallVec::from_iter([fields]),
                    spooled: Some((attempt.id, from, to)),
                    body_type: declared,
                    is_to_convert: false,
                }
            }
        }
    }

    /// Where the rest is kept.
    pub fn place(&self) -> Option<(MessageId, u64, u64)> {
        self.spooled
    }

    /// Whether DATA can carry it. Of what is in the spool that is not known before it is read.
    pub fn has_bare_line_ends(&self) -> bool {
        let mut check = DataEncoder::new(LineEnds::Refuse);
        self.spooled.is_none()
            && (self.pieces.iter().any(|piece| check.encode(piece, &mut |_| {}).is_err())
                || check.finish(&mut |_| {}).is_err())
    }

    /// Whether the header of the message, or of a part of it, is beyond ASCII (RFC 6531 §3.2). All of it is read.
    pub async fn has_utf8_headers(&self, bodies: &dyn BodySource) -> std::io::Result<bool> {
        let (mut parts, mut ignored) = (SevenBit::new(), Vec::new());
        let mut spooled = self.spooled(bodies);
        let mut pieces = self.pieces.iter();
        loop {
            let piece = match (pieces.next(), &mut spooled) {
                (Some(piece), _) => piece.clone(),
                (None, Some(spooled)) => match spooled.next().await? {
                    Some(piece) => piece,
                    None => break,
                },
                (None, None) => break,
            };
            match parts.convert(&piece, &mut ignored) {
                // What else has no 7-bit form says nothing of headers; what stands behind it is not looked at.
                Err(why) => return Ok(why == Unconvertible::Header),
                Ok(()) => ignored.clear(),
            }
        }
        Ok(parts.finish(&mut ignored) == Err(Unconvertible::Header))
    }

    /// The same for a next hop that takes 7-bit text only. What is in memory is converted now; what is in the spool as it
    /// is sent, its size until then a guess that is too small.
    pub fn in_seven_bit(&self) -> Result<Text, Unconvertible> {
        if self.spooled.is_some() {
            return Ok(Text { body_type: BodyType::SevenBit, is_to_convert: true, ..self.clone() });
        }
        let mut converted = Vec::new();
        let mut conversion = SevenBit::new();
        for piece in &self.pieces {
            conversion.convert(piece, &mut converted)?;
        }
        conversion.finish(&mut converted)?;
        let size = converted.len() as u64;
        let pieces = SmallVec::from_iter([Bytes::from(converted)]);
        Ok(Text { pieces, spooled: None, size, body_type: BodyType::SevenBit, is_to_convert: false })
    }

    /// What remains in the spool; `None` for a text that is all in memory.
    pub fn spooled<'a>(&self, bodies: &'a dyn BodySource) -> Option<Spooled<'a>> {
        self.spooled.map(|(id, at, end)| Spooled { bodies, id, at, end })
    }
}

/// Reads the rest of a message from the spool.
pub struct Spooled<'a> {
    bodies: &'a dyn BodySource,
    id: MessageId,
    at: u64,
    end: u64,
}

impl Spooled<'_> {
    /// The next piece; `None` at the end. A spool that ends too early is an error: its announced size is a promise.
    pub async fn next(&mut self) -> std::io::Result<Option<Bytes>> {
        if self.at >= self.end {
            return Ok(None);
        }
        let most = usize::try_from(self.end - self.at).unwrap_or(PIECE).min(PIECE);
        let piece = self.bodies.read(self.id, self.at, most).await?;
        if piece.is_empty() || piece.len() > most {
            return Err(std::io::Error::new(std::io::ErrorKind::UnexpectedEof, "the spool has another size"));
        }
        self.at += piece.len() as u64;
        Ok(Some(piece))
    }
}

/// The chunks with another header. Where that is the same, they are the very same.
fn kept(chunks: &[Bytes], edit: Edit<'_>) -> SmallVec<[Bytes; 4]> {
    let all = || chunks.iter().cloned().collect();
    // The header is in the first chunk, but for the oddest of arrivals.
    let Some(first) = chunks.first() else { return all() };
    let (head, end) = match HeaderScan::new().find(first) {
        Some(end) => (first.clone(), end),
        None => {
            let whole = Bytes::from(chunks.concat());
            let end = HeaderScan::new().finish(&whole);
            (whole, end)
        }
    };
    match edit(&head[..end.fields]) {
        Cow::Borrowed(_) => all(),
        Cow::Owned(fields) => {
            let mut pieces = SmallVec::from_iter([Bytes::from(fields)]);
            let mut skip = end.fields;
            for chunk in chunks {
                let from = skip.min(chunk.len());
                skip -= from;
                if from < chunk.len() {
                    pieces.push(chunk.slice(from..));
                }
            }
            pieces
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transport::BoxFuture;
    use crate::transport::samples::envelope;
    use std::sync::Arc;

    const INSIDE: &str = "Received: x\r\nX-MS-Exchange-Organization-SCL: 5\r\nx-ms-exchange-organization-Journal: y\r\n\
         X-MS-Exchange-Forest-A: z\r\nSubject: s\r\n\r\ntext\r\n";

    fn attempt(body: Body) -> Attempt {
        Attempt {
            id: MessageId(1),
            envelope: Arc::new(envelope("a@x.example", &["b@y.example"])),
            recipients: vec![0],
            body,
        }
    }

    fn memory(parts: &[&str]) -> Attempt {
        attempt(Body::Memory(parts.iter().map(|part| Bytes::copy_from_slice(part.as_bytes())).collect()))
    }

    fn sent(text: &Text) -> String {
        String::from_utf8(text.pieces.concat()).unwrap()
    }

    #[test]
    fn each_audience_sees_its_own_header() {
        for (audience, expected) in [
            (Audience::Ourselves, format!("{NETWORK_MESSAGE_ID}: 00000000-0000-0000-0000-000000000001\r\n{INSIDE}")),
            (Audience::Outside, "Received: x\r\nSubject: s\r\n\r\ntext\r\n".to_owned()),
            (
                Audience::Mailbox,
                "Received: x\r\nX-MS-Exchange-Organization-SCL: 5\r\nSubject: s\r\n\r\ntext\r\n".to_owned(),
            ),
        ] {
            for cut in [0, 5, 30, 130, INSIDE.len()] {
                let (head, tail) = INSIDE.split_at(cut);
                let text = Text::of(&memory(&[head, tail]), audience);
                assert_eq!(sent(&text), expected, "{audience:?}, cut at {cut}");
                assert_eq!(text.size, expected.len() as u64);
            }
        }
    }

    #[test]
    fn what_needs_no_change_is_not_copied() {
        let attempt = memory(&["Subject: s\r\n\r\n", "text\r\n"]);
        let text = Text::of(&attempt, Audience::Outside);
        let Body::Memory(chunks) = &attempt.body else { panic!("in memory") };
        assert!(text.pieces.iter().zip(chunks).all(|(piece, chunk)| piece.as_ptr() == chunk.as_ptr()));
    }

    #[test]
    fn the_text_itself_says_whether_it_is_eight_bit() {
        for (text, declared, expected) in [
            ("plain\r\n", BodyType::SevenBit, BodyType::SevenBit),
            ("gr\u{fc}n\r\n", BodyType::SevenBit, BodyType::EightBitMime),
            ("plain\r\n", BodyType::EightBitMime, BodyType::SevenBit),
            ("plain\r\n", BodyType::BinaryMime, BodyType::BinaryMime),
        ] {
            let mut attempt = memory(&[text]);
            Arc::make_mut(&mut attempt.envelope).body_type = declared;
            assert_eq!(Text::of(&attempt, Audience::Outside).body_type, expected, "{text:?}");
        }
    }

    #[test]
    fn bare_line_ends_are_found_across_pieces() {
        for (parts, expected) in [
            (&["a: b\r\n", "\r\nc\r\n"][..], false),
            (&["a: b\r", "\nc"], false),
            (&["a: b\n", "c"], true),
            (&["a: b\r", "c"], true),
            (&["a: b\r"], true),
        ] {
            assert_eq!(Text::of(&memory(parts), Audience::Ourselves).has_bare_line_ends(), expected, "{parts:?}");
        }
    }

    struct Spool(&'static str);

    impl BodySource for Spool {
        fn read<'a>(&'a self, _: MessageId, offset: u64, limit: usize) -> BoxFuture<'a, std::io::Result<Bytes>> {
            let rest = &self.0.as_bytes()[usize::try_from(offset).unwrap()..];
            let piece = Bytes::from_static(&rest[..rest.len().min(limit).min(3)]);
            Box::pin(async move { Ok(piece) })
        }
    }

    #[tokio::test]
    async fn a_spooled_message_comes_whole_and_filtered() {
        let header = Bytes::from_static(&INSIDE.as_bytes()[..INSIDE.len() - 6]);
        let read = async |size: u64| {
            let text = Text::of(&attempt(Body::Spooled { handle: 1, size, header: header.clone() }), Audience::Outside);
            let mut found = sent(&text);
            let mut rest = text.spooled(&Spool(INSIDE)).unwrap();
            while let Some(piece) = rest.next().await? {
                found.push_str(std::str::from_utf8(&piece).unwrap());
            }
            std::io::Result::Ok((found, text.size))
        };
        let expected = "Received: x\r\nSubject: s\r\n\r\ntext\r\n";
        assert_eq!(read(INSIDE.len() as u64).await.unwrap(), (expected.to_owned(), expected.len() as u64));
        assert!(read(INSIDE.len() as u64 + 1).await.is_err(), "shorter than it was said to be");
    }
}
