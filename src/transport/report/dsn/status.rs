//! The part of a report that programs read: message/delivery-status (RFC 3464 §2), or message/global-delivery-status
//! (RFC 6533 §4.1) where something in it may be beyond ASCII.

use std::fmt::Write;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::manner::Manner;
use super::words::quote;
use crate::mail::origin;
use crate::mail::utf8_address::{self, Form};
use crate::model::SmtpAddress;
use crate::transport::{Notice, NoticeKind, Recipient, Remark, Speaker};

/// Longest value of a field, within what a line may have (RFC 5322 §2.1.1).
const LONGEST_VALUE: usize = 900;

/// The fields about the message, then a group for each recipient.
pub(super) fn part(notice: &Notice, recipients: &[(&Recipient, &Remark)], manner: &Manner, form: Form) -> String {
    let mut part = Fields { text: String::new(), form };
    if let Some(id) = &notice.envelope.envelope_id {
        part.field("Original-Envelope-Id", id);
    }
    part.field("Reporting-MTA", &format!("dns;{}", manner.reporter));
    part.field("Arrival-Date", &date(notice.envelope.received));
    for (recipient, remark) in recipients {
        part.text.push_str("\r\n");
        if let Some((kind, address)) = &recipient.original {
            part.address("Original-Recipient", kind, address);
        }
        let is_beyond_ascii = !recipient.address.local().is_ascii();
        let kind = if is_beyond_ascii { utf8_address::KIND } else { "rfc822" };
        part.address("Final-Recipient", kind, &recipient.address.to_string());
        part.field("Action", action(notice.kind));
        part.field("Status", &remark.status.to_string());
        if manner.has_diagnostics {
            if let Speaker::Remote { host, .. } = &remark.by {
                part.field("Remote-MTA", &format!("dns;{host}"));
            }
            part.field("Diagnostic-Code", &format!("smtp;{remark}"));
        }
        part.field("Last-Attempt-Date", &date(notice.time));
        if notice.kind == NoticeKind::Delayed {
            part.field("Will-Retry-Until", &date(notice.expires));
        }
    }
    part.text
}

fn action(kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::Failed => "failed",
        NoticeKind::Delayed => "delayed",
        NoticeKind::Delivered => "delivered",
        NoticeKind::Relayed => "relayed",
        NoticeKind::Expanded => "expanded",
    }
}

fn date(at: Timestamp) -> String {
    origin::date(&at.to_zoned(TimeZone::UTC))
}

struct Fields {
    text: String,
    form: Form,
}

impl Fields {
    /// Where the fields are ASCII (RFC 3464 §2.1.2), other characters of a server's answer become question marks.
    fn field(&mut self, name: &str, value: &str) {
        let mut value = quote(value, LONGEST_VALUE);
        if self.form == Form::Ascii {
            value = value.chars().map(|c| if c.is_ascii() { c } else { '?' }).collect();
        }
        let _ = write!(self.text, "{name}: {value}\r\n");
    }

    /// An address is never cut: whoever reads the report looks for the whole of it. One that is too long for a line
    /// stands on one of its own; where to break it no standard says.
    fn address(&mut self, name: &str, kind: &str, address: &str) {
        let address = match kind == utf8_address::KIND {
            true => utf8_address::encode(address, self.form),
            false => quote(address, SmtpAddress::LONGEST),
        };
        if address.len() <= LONGEST_VALUE {
            return self.field(name, &format!("{kind};{address}"));
        }
        let _ = write!(self.text, "{name}: {kind};\r\n {address}\r\n");
    }
}
