//! What policy makes of a message on its way through the categorizer: for some recipients it is another message.

use std::borrow::Cow;

use super::{Envelope, Remark, Settings};
use jiff::Timestamp;

/// How much of a message policy must read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reads {
    /// There is no policy.
    Nothing,
    Header,
    Whole,
}

/// Revises messages before their recipients are routed. No I/O and no clock.
pub trait Policy: Send + Sync {
    fn reads(&self, settings: &Settings) -> Reads;

    /// What becomes of a message for `recipients` (indexes into the envelope's). `message` is its bytes, or the header
    /// alone where policy reads no more. Recipients that are in none of the revisions go on with the message as it is.
    fn revise(
        &self,
        envelope: &Envelope,
        message: &[u8],
        recipients: &[usize],
        settings: &Settings,
        now: Timestamp,
    ) -> Vec<Revision>;
}

/// What becomes of a message for some of its recipients.
#[derive(Debug)]
pub struct Revision {
    pub recipients: Vec<usize>,
    pub outcome: Revised,
    /// What decided it, one line each, for the tracking log.
    pub notes: Vec<String>,
}

#[derive(Debug)]
pub enum Revised {
    /// Nothing: it was only looked at.
    Same,
    /// They get another message instead; its own recipients are in its envelope.
    Other(Box<Envelope>, NewBody),
    /// They get it as it is, and this message is sent besides.
    Besides(Box<Envelope>, NewBody),
    /// It ends here, and the sender is told.
    Fail(Remark),
    /// It ends here, without a word.
    Drop(Remark),
}

/// The bytes of a message made from another.
#[derive(Debug, PartialEq)]
pub enum NewBody {
    /// Those of the original.
    Same,
    /// These fields instead of the original's; what follows them stays.
    Fields(Vec<u8>),
    Whole(Vec<u8>),
}

impl NewBody {
    /// The bytes of the new message in pieces, given those of the original.
    pub fn of<'a>(&'a self, original: &'a [u8]) -> Cow<'a, [u8]> {
        match self {
            NewBody::Same => Cow::Borrowed(original),
            NewBody::Whole(whole) => Cow::Borrowed(whole),
            NewBody::Fields(fields) => {
                Cow::Owned([fields.as_slice(), b"\r\n", crate::mail::header::split(original).1].concat())
            }
        }
    }
}
