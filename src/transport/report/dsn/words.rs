//! The part of a report that people read.

use std::fmt::Write;

use super::custom::Custom;
use super::manner::Manner;
use crate::mail::{EnhancedStatus, origin};
use crate::model::{DsnCode, usual_words};
use crate::transport::{Notice, NoticeKind, Recipient, Remark, Speaker};

/// Longest answer of a server that is quoted.
const LONGEST_QUOTE: usize = 500;

/// What the report is about, before the subject of the message.
pub(super) fn subject_prefix(kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::Failed => "Undeliverable",
        NoticeKind::Delayed => "Delayed",
        NoticeKind::Delivered => "Delivered",
        NoticeKind::Relayed => "Relayed",
        NoticeKind::Expanded => "Expanded",
    }
}

/// The whole text: first for whoever wrote the message, then for those who run mail servers.
pub(super) fn text(notice: &Notice, recipients: &[(&Recipient, &Remark)], manner: &Manner, custom: &Custom) -> String {
    let mut text = String::new();
    paragraph(&mut text, &opening(notice));
    for (recipient, remark) in recipients {
        let _ = write!(text, "  {}\r\n", recipient.address);
        if matches!(notice.kind, NoticeKind::Failed | NoticeKind::Delayed) {
            wrapped(&mut text, "    ", custom.text(remark.status).unwrap_or_else(|| advice(remark)));
        }
        text.push_str("\r\n");
    }
    let subject = notice.envelope.subject.trim();
    if !subject.is_empty() {
        paragraph(&mut text, &format!("The subject of your message is: {subject}"));
    }
    text.push_str("----\r\nFor administrators:\r\n\r\n");
    let _ = write!(text, "This report was made by {}.\r\n", manner.reporter);
    let _ = write!(text, "Message-ID: {}\r\n", notice.envelope.internet_message_id);
    for (recipient, remark) in recipients.iter().filter(|_| manner.has_diagnostics) {
        let _ = write!(text, "\r\n{}\r\n", recipient.address);
        if let Speaker::Remote { host, .. } = &remark.by {
            let _ = write!(text, "  {host} answered:\r\n");
        }
        wrapped(&mut text, "  ", &quote(&remark.to_string(), LONGEST_QUOTE));
    }
    text
}

fn opening(notice: &Notice) -> String {
    match notice.kind {
        NoticeKind::Failed => "Your message could not be delivered to:".to_owned(),
        NoticeKind::Delayed => format!(
            "Your message has not been delivered yet. There is no need to send it again: we keep trying until {}, and \
             tell you if that fails. It is on its way to:",
            origin::date(&notice.expires.to_zoned(jiff::tz::TimeZone::UTC))
        ),
        NoticeKind::Delivered => "Your message was delivered to:".to_owned(),
        NoticeKind::Expanded => {
            "Your message was sent on to the members of the group below. You will not be told how it \
             fares with each of them, unless it fails:"
                .to_owned()
        }
        NoticeKind::Relayed => "Your message was handed to a mail server that will not tell you whether it is \
             delivered. It went on to:"
            .to_owned(),
    }
}

/// What the sender can do about it.
fn advice(remark: &Remark) -> &'static str {
    let (EnhancedStatus { class, subject, detail }, is_ours) = (remark.status, remark.by == Speaker::Us);
    match subject {
        7 if is_ours && remark.text.starts_with("ROUTING.") => not_taken_outside(&remark.text),
        _ => usual_words(DsnCode::new(class, subject, detail), is_ours),
    }
}

/// Whom the send connectors of this organization leave out, and what of.
fn not_taken_outside(text: &str) -> &'static str {
    if text.starts_with("ROUTING.PriorityNotAllowed") {
        "Your mail server sends no messages of this priority there. Send it again with another priority, or ask its \
         administrator."
    } else if text.starts_with("ROUTING.MessageTypeNotAllowed") {
        "Your mail server sends no messages of this kind there. Its administrator can tell why."
    } else {
        "Your mail server does not send messages of yours there. Its administrator can tell why."
    }
}

fn paragraph(text: &mut String, words: &str) {
    wrapped(text, "", words);
    text.push_str("\r\n");
}

/// Lines of at most about 76 characters (RFC 5322 §2.1.1 asks for 78).
fn wrapped(text: &mut String, indent: &str, words: &str) {
    let mut length = 0;
    for word in words.split_whitespace() {
        if length > 0 && length + word.len() > 76 {
            text.push_str("\r\n");
            length = 0;
        }
        text.push_str(if length == 0 { indent } else { " " });
        text.push_str(word);
        length += word.len() + 1;
    }
    text.push_str("\r\n");
}

/// On one line, bounded, without what steers terminals.
pub(super) fn quote(said: &str, longest: usize) -> String {
    let shown = &said[..said.floor_char_boundary(longest)];
    shown.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_not_served_by_a_connector_hears_why_and_no_word_of_unwanted_mail() {
        let by = |by: Speaker, text: &str| {
            advice(&Remark { code: 550, status: EnhancedStatus::new(5, 7, 1), text: text.to_owned(), by })
        };
        for (text, expected) in [
            ("ROUTING.PriorityNotAllowed; no", "sends no messages of this priority there"),
            ("ROUTING.MessageTypeNotAllowed; no", "sends no messages of this kind there"),
            ("ROUTING.NotAuthorized; no", "does not send messages of yours there"),
            ("RESOLVER.RST.NotAuthorized; no", "You may not send to this recipient"),
        ] {
            assert!(by(Speaker::Us, text).contains(expected), "{text}");
        }
        let host = Speaker::Remote { host: "mx.example".to_owned(), address: None };
        assert!(by(host, "ROUTING.PriorityNotAllowed; no").contains("taken for unwanted mail"), "not said by us");
    }
}
