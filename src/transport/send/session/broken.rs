//! What breaks a text off, and what is said of it.

use std::io;

use crate::mail::data::BareLineEnd;
use crate::mail::seven_bit::Unconvertible;
use crate::transport::Remark;
use crate::transport::send::conversation::{for_good, for_now};
use crate::transport::send::line::Loss;
use crate::trust::dkim::SignerError;

/// What breaks a text off.
pub enum Break {
    Wire(Loss),
    /// Our own disk.
    Spool(io::Error),
    BareLineEnd,
    Unconvertible(Unconvertible),
}

impl From<Unconvertible> for Break {
    fn from(why: Unconvertible) -> Break {
        Break::Unconvertible(why)
    }
}

impl From<BareLineEnd> for Break {
    fn from(_: BareLineEnd) -> Break {
        Break::BareLineEnd
    }
}

impl From<io::Error> for Break {
    fn from(error: io::Error) -> Break {
        Break::Wire(error.into())
    }
}

pub fn unreadable(error: &io::Error) -> Remark {
    tracing::error!(%error, "a message cannot be read from the spool");
    for_now(451, 3, 0, "SMTPSEND.SpoolUnreadable; the message could not be read")
}

/// Mail of a domain that signs is not believed without: better late than taken for forged.
pub fn unsigned(error: &SignerError) -> Remark {
    tracing::error!(%error, "a message cannot be signed");
    for_now(451, 7, 5, "SMTPSEND.DkimFailed; the message could not be signed")
}

pub fn bare_line_ends() -> Remark {
    for_good(550, 6, 11, "SMTPSEND.BareLinefeedsAreIllegal; the message has bare line feeds, which DATA cannot carry")
}

/// A text that is no sound MIME is its author's fault (5.5.6); any other could have gone to a better next hop (5.6.3).
pub fn unconvertible(why: Unconvertible) -> Remark {
    let said = format!("the next hop takes 7-bit text only, and {why}");
    match why {
        Unconvertible::Undeclared | Unconvertible::Unbounded => {
            for_good(554, 5, 6, format!("SMTPSEND.InvalidContent; Invalid message content: {said}"))
        }
        Unconvertible::Header | Unconvertible::Sealed => {
            for_good(554, 6, 3, format!("SMTPSEND.ConversionFailed; {said}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unsound_content_is_told_apart_from_what_the_next_hop_cannot_take() {
        for (why, status) in [
            (Unconvertible::Header, "5.6.3"),
            (Unconvertible::Sealed, "5.6.3"),
            (Unconvertible::Undeclared, "5.5.6"),
            (Unconvertible::Unbounded, "5.5.6"),
        ] {
            assert_eq!(unconvertible(why).status.to_string(), status, "{why}");
        }
    }
}
