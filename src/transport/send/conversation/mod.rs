//! SMTP and LMTP as a client speaks them, without sockets: replies go in, lines to say come out.
//!
//! ```text
//!  [`Opening`]      banner ─► EHLO ─► STARTTLS ─► EHLO ─► AUTH ─► ready, with the peer's [`Capabilities`]
//!  [`Transaction`]  (RSET) MAIL RCPT… DATA ─► text or BDAT ─► one outcome per recipient
//! ```
//!
//! Promise: no bytes from a server make these panic, and each recipient gets exactly one outcome. What the server
//! refuses for now is deferred, what it refuses for good has failed; when it breaks the protocol, nothing is taken to
//! be delivered that was not acknowledged. Time, sockets, TLS and the message text are the session's.

mod capabilities;
mod letter;
mod limits;
mod opening;
mod transaction;

pub use capabilities::{AmongServers, Capabilities};
pub use letter::{Letter, Transfer, beyond_ascii};
pub use opening::{Opening, OpeningStep, Terms, TlsUse, Unwelcome};
pub use transaction::{Awaits, Ends, Step, Transaction};

use crate::mail::{EnhancedStatus, Reply};
use crate::transport::{Remark, Speaker};

/// Which of the two protocols is spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    Smtp,
    /// RFC 2033: LHLO, and after the text one reply for each recipient.
    Lmtp,
}

/// Longest text kept of a reply; it goes into the queue, the log and the report.
const LONGEST_TEXT: usize = 1000;

/// A reply as a remark of the next hop. Without an enhanced status of its own it has the general one of its class
/// (RFC 3463 §3.1).
pub fn remark(reply: &Reply, by: &Speaker) -> Remark {
    let class = if reply.is_success() {
        2
    } else if reply.is_permanent() {
        5
    } else {
        4
    };
    let mut text = reply.text().into_owned();
    text.truncate(text.floor_char_boundary(LONGEST_TEXT));
    Remark {
        code: reply.code,
        status: reply.status.unwrap_or(EnhancedStatus::new(class, 0, 0)),
        text: text.trim().to_owned(),
        by: by.clone(),
    }
}

/// Our own words about something that may be better next time.
pub fn for_now(code: u16, subject: u16, detail: u16, text: impl Into<String>) -> Remark {
    Remark { code, status: EnhancedStatus::new(4, subject, detail), text: text.into(), by: Speaker::Us }
}

/// Our own words about something that will not change.
pub fn for_good(code: u16, subject: u16, detail: u16, text: impl Into<String>) -> Remark {
    Remark { code, status: EnhancedStatus::new(5, subject, detail), text: text.into(), by: Speaker::Us }
}
