//! The mail that takes a report to its domain (RFC 8460 §5.3): multipart/report with the JSON as gzip.

use std::io::{self, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use uuid::Uuid;

use super::json::{Reporter, report};
use super::summary::DaySummary;
use crate::mail::origin;
use crate::model::{Directionality, MessagePriority, ReversePath, SmtpAddress};
use crate::transport::{Body, BodyType, Demands, Envelope, Notify, Received, Recipient, Resolution, Source};

/// Characters of Base64 in a line (RFC 2045 §6.8).
const LINE: usize = 76;

/// A report to these, from an address of ours. Nobody is told when it cannot be delivered; a domain whose TLS is broken gets it
/// all the same (RFC 8460 §3, RFC 8689 §4).
pub fn letter(
    summary: &DaySummary,
    reporter: &Reporter,
    from: &SmtpAddress,
    to: &[SmtpAddress],
    now: Timestamp,
) -> io::Result<Received> {
    let id = reporter.id(summary);
    let submitter = from.domain();
    let subject = format!("Report Domain: {} Submitter: {submitter} Report-ID: <{id}>", summary.domain);
    let message_id = origin::message_id(&reporter.server);
    let boundary = format!("=_{}", Uuid::new_v4().simple());
    let readers: Vec<String> = to.iter().map(ToString::to_string).collect();
    let date = now.to_zoned(TimeZone::UTC).strftime("%a, %d %b %Y %H:%M:%S +0000");
    let text = format!(
        "From: {from}\r\nTo: {}\r\nDate: {date}\r\nSubject: {subject}\r\nMessage-ID: {message_id}\r\n\
         TLS-Report-Domain: {domain}\r\nTLS-Report-Submitter: {submitter}\r\nTLS-Required: No\r\n\
         Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=\"tlsrpt\";\r\n\tboundary=\"{boundary}\"\r\n\r\n\
         --{boundary}\r\nContent-Type: text/plain; charset=\"us-ascii\"\r\nContent-Transfer-Encoding: 7bit\r\n\r\n\
         This is an aggregate TLS report from {server} about mail to {domain}\r\non {day} (UTC): {successful} sessions as \
         the domain wishes, {failed} not.\r\n\r\n\
         --{boundary}\r\nContent-Type: application/tlsrpt+gzip\r\nContent-Transfer-Encoding: base64\r\n\
         Content-Disposition: attachment;\r\n\tfilename=\"{file}\"\r\n\r\n{packed}\r\n--{boundary}--\r\n",
        readers.join(",\r\n\t"),
        domain = summary.domain,
        server = reporter.server,
        day = summary.day,
        successful = summary.successful(),
        failed = summary.failed(),
        file = file_name(summary, submitter.as_str()),
        packed = packed(&report(summary, reporter).to_string())?,
    );
    let recipient =
        |address: &SmtpAddress| Recipient { notify: Some(Notify::NEVER), ..Recipient::new(address.clone()) };
    let envelope = Envelope {
        return_path: ReversePath::Address(from.clone()),
        recipients: to.iter().map(recipient).collect(),
        body_type: BodyType::SevenBit,
        demands: Demands { tls_is_optional: true, ..Demands::default() },
        dsn_return: None,
        envelope_id: None,
        size: text.len() as u64,
        internet_message_id: message_id,
        network_message_id: Uuid::now_v7(),
        subject: subject.chars().take(255).collect(),
        header_from: Some(from.to_string()),
        priority: MessagePriority::Normal,
        scl: None,
        original_from: None,
        shadow: None,
        probe: None,
        directionality: Directionality::Originating,
        source: Source::Dsn { about: id },
        received: now,
        first_arrival: None,
        delay_reported: None,
        resolution: Resolution::default(),
    };
    Ok(Received::new(envelope, Body::Memory(vec![Bytes::from(text)])))
}

/// Who, about whom, from when to when, by which server (RFC 8460 §5.1).
fn file_name(summary: &DaySummary, submitter: &str) -> String {
    let begin = summary.day.to_zoned(TimeZone::UTC).map_or(0, |day| day.timestamp().as_second());
    format!("{submitter}!{}!{begin}!{}!{}.json.gz", summary.domain, begin + 86_399, summary.day.strftime("%Y%m%d"))
}

fn packed(text: &str) -> io::Result<String> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(text.as_bytes())?;
    let encoded = STANDARD.encode(gzip.finish()?);
    let lines: Vec<&str> =
        (0..encoded.len()).step_by(LINE).map(|at| &encoded[at..encoded.len().min(at + LINE)]).collect();
    Ok(lines.join("\r\n"))
}
