//! Where a conversation stands.

use super::consult::Pending;
use super::logon::Exchange;
use super::renewal::Errand;
use crate::mail::data::DataDecoder;
use crate::mail::parameters::MailParameters;
use crate::model::ReversePath;
use crate::transport::Release;
use crate::transport::receive::replies::Line;
use crate::transport::shadow::Primary;

/// What is expected next from peer or driver.
#[derive(Debug)]
pub(super) enum State {
    /// TLS, before a word is said.
    Sealed,
    /// A command line.
    Command,
    /// A line of an AUTH exchange.
    Logon(Box<Exchange>),
    /// Message text up to the final dot.
    Data(DataDecoder),
    /// The bytes that are left of a BDAT chunk; `refusal` is what is said about a chunk that nobody wants.
    Chunk { size: u64, left: u64, is_last: bool, refusal: Option<Line> },
    /// The driver's answer to the step it was given.
    Answer(Awaited),
    /// Nothing: this mail goes out over the connection now.
    Reversing(Vec<Release>),
    /// Nothing: what follows is for the outside.
    Bridging,
    /// Nothing: copies of that server's mail follow.
    Shadowing(Primary),
    /// Nothing: the connection ends.
    Over,
}

/// Which answer the driver owes.
#[derive(Debug)]
pub(super) enum Awaited {
    Advised(Box<Pending>),
    Opened(Box<(ReversePath, MailParameters)>),
    LoggedOn,
    LookedUp(Box<Exchange>),
    Encrypted,
    Released { node: String },
    Turned(Vec<Release>),
    Connected,
    Discards,
    Renewed(Errand),
    Submitted { message_id: String },
}
