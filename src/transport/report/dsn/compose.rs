//! A report as a message: multipart/report (RFC 6522), with or without the original's text inside.

use std::fmt::Write;

use bytes::Bytes;
use jiff::tz::TimeZone;
use uuid::Uuid;

use super::custom::Custom;
use super::manner::Manner;
use super::{Original, people, status, wanted, words};
use crate::mail::utf8_address::Form;
use crate::mail::{encoded_word, origin};
use crate::model::{Directionality, MessagePriority, ReversePath, SmtpAddress};
use crate::transport::{
    Body, BodyType, Demands, Envelope, Notice, Notify, Received, Recipient, Remark, Settings, Source,
};

/// Longest line that is written as it is, within what a line may have (RFC 5322 §2.1.1).
pub(super) const LONGEST_LINE: usize = 900;

/// The bytes around the original's text, and the envelope of the report.
pub(super) struct Report {
    /// Fields of the report itself.
    pub header: Bytes,
    /// Everything before the original's text: `header` and the parts up to the original's own header.
    pub head: Bytes,
    /// Everything after it.
    pub tail: Bytes,
    envelope: Envelope,
}

impl Report {
    /// `is_whole`: the text of the original will stand between head and tail.
    pub fn new(
        notice: &Notice,
        recipients: &[(&Recipient, &Remark)],
        sender: &SmtpAddress,
        settings: &Settings,
        original: Original,
        is_whole: bool,
    ) -> Report {
        let is_inside = wanted::is_inside(&notice.envelope, settings);
        let manner = Manner::of(settings, is_inside, &notice.envelope.return_path, sender);
        let from = settings.postmaster();
        let subject = format!("{}: {}", words::subject_prefix(notice.kind), notice.envelope.subject.trim());
        let message_id = origin::message_id(manner.reporter.as_str());
        let boundary = format!("=_{}", Uuid::new_v4().simple());

        let form = form(notice, recipients);
        let header = fields(notice, sender, &from, &subject, &message_id, &boundary, form);
        let mut head = header.clone().into_bytes();
        head.extend_from_slice(b"\r\n");
        let is_ascii = if is_whole { original.is_seven_bit } else { original.header.is_ascii() };
        let custom = Custom::new(settings, is_inside, &manner, &original.header);
        let text = words::text(notice, recipients, &manner, &custom);
        head.extend_from_slice(format!("--{boundary}\r\n").as_bytes());
        people::part(&text, manner.has_html, &mut head);
        let status = status::part(notice, recipients, &manner, form);
        parts(&mut head, &status, &boundary, is_whole, is_ascii, form);
        let is_ascii = is_ascii && head.is_ascii();
        let tls_is_optional = notice.envelope.demands.tls_is_optional && !notice.envelope.demands.tls;
        let demands = Demands { utf8: !header.is_ascii(), tls_is_optional, ..Demands::default() };
        head.extend_from_slice(&original.header);
        // A header without an end of its own must not run into the boundary.
        if !is_whole && !original.header.ends_with(b"\n") {
            head.extend_from_slice(b"\r\n");
        }
        let tail = format!("\r\n--{boundary}--\r\n");

        let text_size = if is_whole { notice.envelope.size.saturating_sub(original.text_at as u64) } else { 0 };
        let envelope = Envelope {
            return_path: ReversePath::Null,
            recipients: vec![Recipient { notify: Some(Notify::NEVER), ..Recipient::new(sender.clone()) }],
            body_type: if is_ascii { BodyType::SevenBit } else { BodyType::EightBitMime },
            demands,
            dsn_return: None,
            envelope_id: None,
            size: (head.len() + tail.len()) as u64 + text_size,
            internet_message_id: message_id,
            network_message_id: Uuid::now_v7(),
            subject: subject.chars().take(255).collect(),
            header_from: Some(from.to_string()),
            priority: MessagePriority::Normal,
            scl: None,
            original_from: Some(notice.envelope.return_path.clone()),
            shadow: notice.envelope.shadow,
            probe: None,
            directionality: Directionality::Originating,
            source: Source::Dsn { about: notice.envelope.internet_message_id.clone() },
            received: notice.time,
            first_arrival: None,
            delay_reported: None,
            resolution: Default::default(),
        };
        Report { header: header.into(), head: head.into(), tail: tail.into(), envelope }
    }

    pub fn into_received(self, body: Body) -> Received {
        Received::new(self.envelope, body)
    }
}

/// Whether the report may be beyond ASCII (RFC 6533): where the message was, or an address that it tells of.
fn form(notice: &Notice, recipients: &[(&Recipient, &Remark)]) -> Form {
    let is_beyond_ascii = |(recipient, _): &(&Recipient, &Remark)| {
        !recipient.address.local().is_ascii()
            || recipient.original.as_ref().is_some_and(|(_, address)| !address.is_ascii())
    };
    let is_global = notice.envelope.demands.utf8 || recipients.iter().any(is_beyond_ascii);
    if is_global { Form::Unicode } else { Form::Ascii }
}

fn fields(
    notice: &Notice,
    sender: &SmtpAddress,
    from: &SmtpAddress,
    subject: &str,
    message_id: &str,
    boundary: &str,
    form: Form,
) -> String {
    let kind = global(form);
    let mut fields = String::new();
    // An address longer than a line may be (RFC 5322 §2.1.1) is in the envelope only.
    let to = Some(format!("<{sender}>")).filter(|to| to.len() <= LONGEST_LINE);
    let to = to.as_deref().unwrap_or("undisclosed-recipients:;");
    let _ = write!(
        fields,
        "From: Mail Delivery System <{from}>\r\nTo: {to}\r\nSubject: {}\r\nDate: {}\r\nMessage-ID: {message_id}\r\n",
        encoded_word::encode(subject),
        origin::date(&notice.time.to_zoned(TimeZone::UTC)),
    );
    let about = &notice.envelope.internet_message_id;
    if about.starts_with('<') && about.len() < 900 && about.is_ascii() && !about.contains(char::is_control) {
        let _ = write!(fields, "In-Reply-To: {about}\r\nReferences: {about}\r\n");
    }
    // Who did without TLS on the way there does so on the way back (RFC 8689 §5).
    if notice.envelope.demands.tls_is_optional && !notice.envelope.demands.tls {
        fields.push_str("TLS-Required: No\r\n");
    }
    let _ = write!(
        fields,
        "Auto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type={kind}delivery-status;\r\n\tboundary=\"{boundary}\"\r\n"
    );
    fields
}

/// The parts for programs, up to the original.
fn parts(head: &mut Vec<u8>, status: &str, boundary: &str, is_whole: bool, is_ascii: bool, form: Form) {
    let mut begin =
        |type_fields: &str| head.extend_from_slice(format!("--{boundary}\r\n{type_fields}\r\n\r\n").as_bytes());
    begin(&format!("Content-Type: message/{}delivery-status{}", global(form), encoding(status.is_ascii())));
    head.extend_from_slice(status.as_bytes());
    head.extend_from_slice(b"\r\n");
    let encoding = encoding(is_ascii);
    let kind = match (is_whole, form) {
        (true, Form::Ascii) => "message/rfc822",
        (true, Form::Unicode) => "message/global",
        (false, Form::Ascii) => "text/rfc822-headers",
        (false, Form::Unicode) => "message/global-headers",
    };
    head.extend_from_slice(format!("--{boundary}\r\nContent-Type: {kind}{encoding}\r\n\r\n").as_bytes());
}

/// What the types of parts beyond ASCII begin with.
fn global(form: Form) -> &'static str {
    match form {
        Form::Ascii => "",
        Form::Unicode => "global-",
    }
}

fn encoding(is_ascii: bool) -> &'static str {
    if is_ascii { "" } else { "\r\nContent-Transfer-Encoding: 8bit" }
}
