//! The part of a report that programs read: message/delivery-status (RFC 3464 §2).

use std::fmt::Write;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::words::quote;
use crate::mail::origin;
use crate::model::SmtpAddress;
use crate::transport::{Notice, NoticeKind, Recipient, Remark, Speaker};

/// Longest value of a field, within what a line may have (RFC 5322 §2.1.1).
const LONGEST_VALUE: usize = 900;

/// The fields about the message, then a group for each recipient.
pub(super) fn part(notice: &Notice, recipients: &[(&Recipient, &Remark)], reporter: &str) -> String {
    let mut part = String::new();
    if let Some(id) = &notice.envelope.envelope_id {
        field(&mut part, "Original-Envelope-Id", id);
    }
    field(&mut part, "Reporting-MTA", &format!("dns;{reporter}"));
    field(&mut part, "Arrival-Date", &date(notice.envelope.received));
    for (recipient, remark) in recipients {
        part.push_str("\r\n");
        if let Some((kind, address)) = &recipient.original {
            address_field(&mut part, "Original-Recipient", kind, address);
        }
        address_field(&mut part, "Final-Recipient", "rfc822", &recipient.address.to_string());
        field(&mut part, "Action", action(notice.kind));
        field(&mut part, "Status", &remark.status.to_string());
        if let Speaker::Remote { host, .. } = &remark.by {
            field(&mut part, "Remote-MTA", &format!("dns;{host}"));
        }
        field(&mut part, "Diagnostic-Code", &format!("smtp;{remark}"));
        field(&mut part, "Last-Attempt-Date", &date(notice.time));
        if notice.kind == NoticeKind::Delayed {
            field(&mut part, "Will-Retry-Until", &date(notice.expires));
        }
    }
    part
}

fn action(kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::Failed => "failed",
        NoticeKind::Delayed => "delayed",
        NoticeKind::Delivered => "delivered",
        NoticeKind::Relayed => "relayed",
    }
}

fn date(at: Timestamp) -> String {
    origin::date(&at.to_zoned(TimeZone::UTC))
}

/// The fields are ASCII (RFC 3464 §2.1.2): other characters of a server's answer become question marks.
fn field(part: &mut String, name: &str, value: &str) {
    let value: String = quote(value, LONGEST_VALUE).chars().map(|c| if c.is_ascii() { c } else { '?' }).collect();
    let _ = write!(part, "{name}: {value}\r\n");
}

/// An address is never cut: whoever reads the report looks for the whole of it. One that is too long for a line stands
/// on one of its own; where to break it no standard says.
fn address_field(part: &mut String, name: &str, kind: &str, address: &str) {
    if address.len() <= LONGEST_VALUE {
        return field(part, name, &format!("{kind};{address}"));
    }
    let address = quote(address, SmtpAddress::LONGEST);
    let _ = write!(part, "{name}: {kind};\r\n {address}\r\n");
}
