//! How a report is named: the message, the server that knows it, and its number there.

use std::fmt;
use std::str::FromStr;

use crate::model::{Fault, TrackingRecord};

/// `Message-Id=<…>,Server=…,Internal-Id=…`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportIdentity {
    pub message_id: String,
    pub server: String,
    pub number: u64,
}

impl ReportIdentity {
    /// Of the message that an event is about; `None`: it has no number.
    pub fn of(event: &TrackingRecord, server: &str) -> Option<ReportIdentity> {
        let number = event.internal_message_id?;
        Some(ReportIdentity { message_id: event.message_id.clone(), server: server.to_owned(), number })
    }
}

impl fmt::Display for ReportIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Message-Id={},Server={},Internal-Id={}", self.message_id, self.server, self.number)
    }
}

impl FromStr for ReportIdentity {
    type Err = Fault;

    fn from_str(text: &str) -> Result<ReportIdentity, Fault> {
        let parts = || {
            // A Message-ID may have commas of its own: the other two are taken from the end.
            let (rest, number) = text.trim().rsplit_once(",Internal-Id=")?;
            let (rest, server) = rest.rsplit_once(",Server=")?;
            let message_id = rest.strip_prefix("Message-Id=")?;
            Some(ReportIdentity {
                message_id: message_id.to_owned(),
                server: server.to_owned(),
                number: number.parse().ok()?,
            })
        };
        parts().ok_or_else(|| {
            Fault::invalid("MessageTrackingReportIdInvalid", format!("'{text}' names no report."))
                .fix("Give the MessageTrackingReportId of what Search-MessageTrackingReport found.")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_is_read() {
        for message_id in ["<1@contoso.com>", "<a,Server=x@y>", ""] {
            let identity = ReportIdentity { message_id: message_id.into(), server: "HUB01".into(), number: 17 };
            assert_eq!(identity.to_string().parse::<ReportIdentity>().expect("an identity"), identity);
        }
        for text in ["", "17", "Message-Id=<1@a>,Server=HUB01", "Message-Id=<1@a>,Server=HUB01,Internal-Id=x"] {
            assert!(text.parse::<ReportIdentity>().is_err(), "{text}");
        }
    }
}
