//! Writes a text into a message that others have written: a disclaimer under what people read.
//!
//! Only the parts that are shown as the text change; they are written anew in UTF-8 and Base64, everything else stays
//! byte for byte. A message that is signed or encrypted, or that has no text to write into, is left alone and said so.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use mail_parser::decoders::html::html_to_text;
use mail_parser::{MessagePart, MimeHeaders, PartType};
use memchr::memmem;

use super::content::Content;
use super::header;

/// On which side of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Before,
    Behind,
}

/// The message may not be changed, or has no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the text of the message cannot be changed")]
pub struct Untouchable;

/// The message with `html` in each part that shows its text, in plain ones without tags.
pub fn write(message: &[u8], html: &str, side: Side) -> Result<Vec<u8>, Untouchable> {
    let content = Content::read(message);
    let kind = content.kind();
    if kind.is_signed() || kind.is_encrypted() {
        return Err(Untouchable);
    }
    let parsed = content.parsed();
    let mut shown: Vec<usize> = parsed.text_body.iter().chain(&parsed.html_body).map(|&part| part as usize).collect();
    shown.sort_unstable();
    shown.dedup();
    let plain = html_to_text(html);
    // From the last to the first, so that places before a change stay where they are.
    let mut written = message.to_vec();
    let mut count = 0;
    for at in shown.into_iter().rev() {
        let Some(part) = parsed.parts.get(at) else { continue };
        let text = match &part.body {
            PartType::Text(text) if part.is_content_type("text", "plain") || part.content_type().is_none() => {
                with_plain(text, &plain, side)
            }
            PartType::Html(text) => with_html(text, html, side),
            _ => continue,
        };
        if part.is_encoding_problem {
            return Err(Untouchable);
        }
        replace(&mut written, part, &text);
        count += 1;
    }
    if count == 0 { Err(Untouchable) } else { Ok(written) }
}

fn with_plain(text: &str, addition: &str, side: Side) -> String {
    let (text, addition) = (text.trim_end_matches(['\r', '\n']), addition.trim());
    match side {
        Side::Before => format!("{addition}\r\n\r\n{text}\r\n"),
        Side::Behind => format!("{text}\r\n\r\n{addition}\r\n"),
    }
}

/// Inside the body element, where there is one.
fn with_html(html: &str, addition: &str, side: Side) -> String {
    let lower = html.to_ascii_lowercase();
    let at = match side {
        Side::Before => lower.find("<body").and_then(|start| Some(start + lower[start..].find('>')? + 1)).unwrap_or(0),
        Side::Behind => lower.rfind("</body").or_else(|| lower.rfind("</html")).unwrap_or(html.len()),
    };
    let (before, behind) = html.split_at(at);
    format!("{before}{addition}{behind}")
}

/// Writes a part anew: its header says how, the rest of the header stays.
fn replace(message: &mut Vec<u8>, part: &MessagePart<'_>, text: &str) {
    let (start, body, end) = (part.offset_header as usize, part.offset_body as usize, part.offset_end as usize);
    let former = &message[start..body.max(start)];
    let fields = header::split(former).0;
    let subtype = if matches!(part.body, PartType::Html(_)) { "html" } else { "plain" };
    let mut written =
        header::retain(fields, |field| !field.is("Content-Type") && !field.is("Content-Transfer-Encoding"))
            .into_owned();
    if start == 0 && header::find(fields, "MIME-Version").is_none() {
        written.extend_from_slice(b"MIME-Version: 1.0\r\n");
    }
    written.extend_from_slice(
        format!("Content-Type: text/{subtype}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n").as_bytes(),
    );
    // Lines of 76 characters (RFC 2045 section 6.8): 57 bytes each.
    for line in text.as_bytes().chunks(57) {
        written.extend_from_slice(STANDARD.encode(line).as_bytes());
        written.extend_from_slice(b"\r\n");
    }
    message.splice(start..end.max(body).min(message.len()), written);
}

/// A message that carries another as its attachment, under the same From, To, Cc, Subject and Date.
pub fn wrap(message: &[u8], html: &str, boundary: &str) -> Vec<u8> {
    let (fields, _) = header::split(message);
    let mut wrapped = Vec::with_capacity(message.len() + html.len() * 2 + 1024);
    for field in header::fields(fields).filter(|field| !field.name_starts_with("Content-") && !field.is("MIME-Version"))
    {
        wrapped.extend_from_slice(field.raw);
    }
    let head = format!(
        "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"{boundary}\"\r\n\r\n\
         --{boundary}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    );
    wrapped.extend_from_slice(head.as_bytes());
    for line in html.as_bytes().chunks(57) {
        wrapped.extend_from_slice(STANDARD.encode(line).as_bytes());
        wrapped.extend_from_slice(b"\r\n");
    }
    wrapped.extend_from_slice(format!("--{boundary}\r\nContent-Type: message/rfc822\r\n\r\n").as_bytes());
    wrapped.extend_from_slice(message);
    if memmem::rfind(message, b"\r\n").is_none_or(|at| at + 2 != message.len()) {
        wrapped.extend_from_slice(b"\r\n");
    }
    wrapped.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    wrapped
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn texts(message: &[u8]) -> Vec<String> {
        Content::read(message).texts().iter().map(|text| text.trim().replace("\r\n", "|")).collect()
    }

    #[test]
    fn every_text_that_is_shown_gets_it() {
        let alternative = "Subject: s\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n\
            --b\r\nContent-Type: text/plain\r\n\r\nHello\r\n--b\r\nContent-Type: text/html\r\nContent-Id: <1>\r\n\r\n\
            <html><body class=x><p>Hello</p></body></html>\r\n--b--\r\n";
        for (message, side, expected) in [
            ("Subject: s\r\n\r\nHello\r\n", Side::Behind, vec!["Hello||Contoso"]),
            ("Subject: s\r\n\r\nHello\r\n", Side::Before, vec!["Contoso||Hello"]),
            (alternative, Side::Behind, vec!["Hello||Contoso", "Hello|Contoso"]),
            (alternative, Side::Before, vec!["Contoso||Hello", "Contoso|Hello"]),
        ] {
            let written = write(message.as_bytes(), "<p>Contoso</p>", side).expect("plain mail");
            let found: Vec<String> = texts(&written).iter().map(|text| text.replace('\n', "|")).collect();
            assert_eq!(found, expected, "{}", String::from_utf8_lossy(&written));
            assert!(written.starts_with(b"Subject: s\r\n"));
        }
    }

    #[test]
    fn attachments_stay_byte_for_byte() {
        let message = "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n\
            --b\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
            Gr=FC=DFe\r\n--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\n as it is \r\n--b--\r\n";
        let written = write(message.as_bytes(), "<b>é</b>", Side::Behind).expect("plain mail");
        assert_eq!(texts(&written), ["Grüße||é"]);
        let rest = "--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\n as it is \r\n--b--\r\n";
        assert!(String::from_utf8_lossy(&written).ends_with(rest), "{}", String::from_utf8_lossy(&written));
    }

    #[test]
    fn what_is_signed_is_left_alone_and_may_be_wrapped() {
        let signed = b"From: a@b.c\r\nContent-Type: multipart/signed; boundary=b\r\n\r\n--b\r\n\r\nHello\r\n--b--\r\n";
        assert_eq!(write(signed, "x", Side::Behind), Err(Untouchable));
        assert_eq!(write(b"Content-Type: image/png\r\n\r\nx", "x", Side::Behind), Err(Untouchable));
        let wrapped = wrap(signed, "<p>Contoso</p>", "outer");
        assert!(wrapped.starts_with(b"From: a@b.c\r\nMIME-Version"));
        assert!(memmem::find(&wrapped, signed).is_some(), "the original is in it as it was");
        assert_eq!(texts(&wrapped)[0], "Contoso");
    }

    proptest! {
        #[test]
        fn no_message_panics(text in "(Content-Type: (text/html|multipart/mixed; boundary=b|message/rfc822)\r\n|Content-Transfer-Encoding: (base64|quoted-printable)\r\n|\r\n|--b(--)?\r\n|=[A-F0-9]{0,2}|<body|>|\\PC{0,9}){0,20}") {
            let _ = write(text.as_bytes(), "<p>x</p>", Side::Before);
            let _ = write(text.as_bytes(), "<p>x</p>", Side::Behind);
        }
    }
}
