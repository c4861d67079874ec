//! What a message says, for those who judge it: its texts and attachments, decoded (RFC 2045 to 2049).
//!
//! Promise: never panics and takes time and memory in proportion to the message. What is malformed is read as mail
//! programs read it; what cannot be decoded is left as it came.

use std::borrow::Cow;

use mail_parser::decoders::html::html_to_text;
use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::header;

/// How deep messages inside of messages are looked into.
const DEEPEST: usize = 5;

/// A message taken apart.
pub struct Content<'a> {
    message: Message<'a>,
}

/// A part that is not the text itself.
pub struct Attachment<'c> {
    /// Its file name, decoded; empty where it has none.
    pub name: Cow<'c, str>,
    /// Decoded bytes.
    pub bytes: &'c [u8],
    /// The same as text, where it is text.
    pub text: Option<&'c str>,
}

/// The outer Content-Type and some of its parameters.
pub struct Kind {
    /// Such as `multipart/signed`, in lower case.
    pub media_type: String,
    /// Such as `enveloped-data`, `disposition-notification`; in lower case.
    pub detail: String,
}

impl<'a> Content<'a> {
    /// A message without any header is one text.
    pub fn read(message: &'a [u8]) -> Content<'a> {
        let message = MessageParser::new().with_mime_headers().parse(message).unwrap_or_default();
        Content { message }
    }

    /// The texts that are shown when the message is opened, HTML without its tags; those of messages attached to it too.
    pub fn texts(&self) -> Vec<Cow<'_, str>> {
        let mut texts = Vec::new();
        collect_texts(&self.message, DEEPEST, &mut texts);
        texts
    }

    pub fn attachments(&self) -> Vec<Attachment<'_>> {
        let mut attachments = Vec::new();
        collect_attachments(&self.message, DEEPEST, &mut attachments);
        attachments
    }

    /// Names of the character sets that its texts are in.
    pub fn charsets(&self) -> Vec<&str> {
        let texts = self.message.parts.iter().filter(|part| part.is_text() || part.is_text_html());
        texts.filter_map(|part| part.content_type()?.attribute("charset")).collect()
    }

    pub fn kind(&self) -> Kind {
        self.message.parts.first().map_or_else(Kind::text, Kind::of)
    }

    /// Whether a part of that media type is anywhere in it.
    pub fn has(&self, kind: &str, subtype: &str) -> bool {
        self.message.parts.iter().any(|part| part.is_content_type(kind, subtype))
    }

    pub(super) fn parsed(&self) -> &Message<'a> {
        &self.message
    }
}

impl Kind {
    fn text() -> Kind {
        Kind { media_type: "text/plain".to_owned(), detail: String::new() }
    }

    fn of(part: &MessagePart<'_>) -> Kind {
        let Some(kind) = part.content_type() else { return Kind::text() };
        let media_type = format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or("plain")).to_ascii_lowercase();
        let detail = kind.attribute("smime-type").or_else(|| kind.attribute("report-type")).unwrap_or_default();
        Kind { media_type, detail: detail.to_ascii_lowercase() }
    }

    /// S/MIME (RFC 8551 section 3.5) or OpenPGP (RFC 3156), signed: no byte may change.
    pub fn is_signed(&self) -> bool {
        self.media_type == "multipart/signed" || self.is_pkcs7() && self.detail == "signed-data"
    }

    pub fn is_encrypted(&self) -> bool {
        self.media_type == "multipart/encrypted" || self.is_pkcs7() && self.detail != "signed-data"
    }

    fn is_pkcs7(&self) -> bool {
        matches!(self.media_type.as_str(), "application/pkcs7-mime" | "application/x-pkcs7-mime")
    }
}

/// Every address in the fields of these names, groups opened up.
pub fn addresses(fields: &[u8], names: &[&str]) -> Vec<String> {
    let wanted = header::fields(fields).filter(|field| names.iter().any(|name| field.is(name)));
    let mut addresses = Vec::new();
    for field in wanted {
        // Under a name that the parser reads addresses in, whatever the field is called.
        let line = [b"To:", field.value].concat();
        let Some(parsed) = MessageParser::new().with_address_headers().parse_headers(&line) else { continue };
        let people = parsed.to().into_iter().flat_map(|list| list.iter());
        addresses.extend(people.filter_map(|person| person.address().map(str::to_owned)));
    }
    addresses
}

fn collect_texts<'m>(message: &'m Message<'_>, depth: usize, texts: &mut Vec<Cow<'m, str>>) {
    for part in &message.parts {
        match &part.body {
            PartType::Text(text) if !is_attached(part) => texts.push(Cow::Borrowed(text)),
            PartType::Html(html) if !is_attached(part) => texts.push(Cow::Owned(html_to_text(html))),
            PartType::Message(inner) if depth > 0 => collect_texts(inner, depth - 1, texts),
            _ => {}
        }
    }
}

fn collect_attachments<'m>(message: &'m Message<'_>, depth: usize, attachments: &mut Vec<Attachment<'m>>) {
    for part in &message.parts {
        let name = || part.attachment_name().map_or(Cow::Borrowed(""), Cow::Borrowed);
        match &part.body {
            PartType::Text(text) | PartType::Html(text) if is_attached(part) => {
                attachments.push(Attachment { name: name(), bytes: text.as_bytes(), text: Some(text) });
            }
            PartType::Binary(bytes) | PartType::InlineBinary(bytes) => {
                attachments.push(Attachment { name: name(), bytes, text: None });
            }
            PartType::Message(inner) => {
                attachments.push(Attachment { name: name(), bytes: inner.raw_message(), text: None });
                if depth > 0 {
                    collect_attachments(inner, depth - 1, attachments);
                }
            }
            _ => {}
        }
    }
}

fn is_attached(part: &MessagePart<'_>) -> bool {
    part.content_disposition().is_some_and(|disposition| disposition.is_attachment())
        || part.attachment_name().is_some()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const MIXED: &str = "From: ann@contoso.com\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n\
        --b\r\nContent-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        <p>Gr=FC=DFe</p>\r\n\
        --b\r\nContent-Type: application/octet-stream; name=\"=?utf-8?Q?r=C3=A4tsel.exe?=\"\r\n\
        Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment\r\n\r\nTVqQAAMA\r\n\
        --b\r\nContent-Type: text/plain; name=list.csv\r\nContent-Disposition: attachment; filename=list.csv\r\n\r\na;b\r\n\
        --b--\r\n";

    #[test]
    fn texts_and_attachments_are_decoded() {
        let content = Content::read(MIXED.as_bytes());
        assert_eq!(content.texts().iter().map(|text| text.trim()).collect::<Vec<_>>(), ["Grüße"]);
        let attachments = content.attachments();
        let names: Vec<&str> = attachments.iter().map(|attachment| &*attachment.name).collect();
        assert_eq!(names, ["rätsel.exe", "list.csv"]);
        assert!(attachments[0].bytes.starts_with(b"MZ"));
        assert_eq!(attachments[1].text.map(str::trim), Some("a;b"));
        assert_eq!(content.charsets(), ["iso-8859-1"]);
        assert_eq!(content.kind().media_type, "multipart/mixed");
    }

    #[test]
    fn the_kind_says_what_must_not_be_touched() {
        for (field, signed, encrypted) in [
            ("multipart/signed; protocol=\"application/pgp-signature\"; boundary=x", true, false),
            ("multipart/encrypted; boundary=x", false, true),
            ("application/pkcs7-mime; smime-type=enveloped-data", false, true),
            ("application/x-pkcs7-mime; smime-type=signed-data", true, false),
            ("text/plain", false, false),
        ] {
            let message = format!("Content-Type: {field}\r\n\r\nx\r\n");
            let kind = Content::read(message.as_bytes()).kind();
            assert_eq!((kind.is_signed(), kind.is_encrypted()), (signed, encrypted), "{field}");
        }
    }

    #[test]
    fn addresses_are_read_out_of_lists_and_groups() {
        let fields =
            b"To: \"Lee, Ann\" <ann@contoso.com>, team: ben@contoso.com, <c@d.e>;\r\nCc: x@y.z\r\nto: f@g.h\r\n";
        assert_eq!(addresses(fields, &["To"]), ["ann@contoso.com", "ben@contoso.com", "c@d.e", "f@g.h"]);
        assert_eq!(addresses(fields, &["To", "Cc"]).len(), 5);
    }

    #[test]
    fn a_thousand_levels_are_as_good_as_one() {
        let mut message = String::new();
        for level in 0..1000 {
            message.push_str(&format!("Content-Type: multipart/mixed; boundary=b{level}\r\n\r\n--b{level}\r\n"));
        }
        message.push_str("Content-Type: text/plain\r\n\r\ndeep\r\n");
        let _ = Content::read(message.as_bytes()).texts();
        let mut message = "Content-Type: message/rfc822\r\n\r\n".repeat(1000);
        message.push_str("\r\ndeep\r\n");
        let content = Content::read(message.as_bytes());
        let _ = (content.texts(), content.attachments());
    }

    #[test]
    fn a_soft_line_break_before_a_boundary_ends_nothing_else() {
        let head = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n";
        for text in ["", "a", "some text"] {
            let message = format!("{head}{text}=\r\n--b\r\n\r\nthe next part\r\n--b--\r\n");
            let content = Content::read(message.as_bytes());
            assert!(content.texts().iter().any(|text| text.contains("the next part")), "{message}");
        }
    }

    proptest! {
        #[test]
        fn no_message_panics(text in "(Content-Type: (text/html|multipart/mixed; boundary=b|message/rfc822)\r\n|Content-Transfer-Encoding: (base64|quoted-printable)\r\n|\r\n|--b(--)?\r\n|=[A-F0-9]{0,2}|\\PC{0,9}){0,20}") {
            let content = Content::read(text.as_bytes());
            let _ = (content.texts(), content.attachments(), content.charsets(), content.kind());
        }
    }
}
