//! Whose mail a recipient takes: its own limits and lists, and the organization's where it has none.
//!
//! Reception asks the same before it takes a recipient, so that a stranger hears the refusal while its own server still
//! has the message. Promise: no I/O; same answer for same input.

use crate::mail::EnhancedStatus;
use crate::model::{ByteSize, Card, Directionality, ReversePath, Senders, Unlimited};
use crate::transport::{Envelope, Remark, Settings, Source, Speaker, Why};

/// Who sends, as far as recipients care.
#[derive(Clone, Copy, Debug)]
pub struct Sender<'a> {
    pub address: &'a ReversePath,
    /// It has logged on, or is a server that we trust.
    pub is_inside: bool,
}

impl<'a> Sender<'a> {
    pub fn of(envelope: &'a Envelope) -> Sender<'a> {
        Sender { address: envelope.author(), is_inside: envelope.directionality != Directionality::Incoming }
    }
}

/// Err: this recipient takes no message from that sender, or none of that size.
pub(super) fn check(card: &Card, envelope: &Envelope, settings: &Settings, why: &mut Why) -> Result<(), Remark> {
    // A report of our own is never refused: it would vanish without a word.
    if let Source::Dsn { .. } = envelope.source {
        return Ok(());
    }
    let sender = Sender::of(envelope);
    let limit = size_limit(card, sender, settings);
    if !limit.allows(ByteSize::new(envelope.size)) {
        why.drop(card.name, || format!("takes at most {limit}"));
        return Err(refusal(2, 3, "RESOLVER.RST.RecipSizeLimit; message too large for this recipient"));
    }
    match refusal_of(card, sender, settings) {
        None => Ok(()),
        Some(refused) => {
            why.drop(card.name, || refused.because());
            Err(refusal(7, 1, refused.text()))
        }
    }
}

/// Largest message that a recipient takes from a sender: its own limit, else the organization's; from outside, both.
pub fn size_limit(card: &Card, sender: Sender, settings: &Settings) -> Unlimited<ByteSize> {
    let (own, common) = (card.max_receive_size, settings.organization.max_receive_size);
    match (own, common) {
        (Unlimited::Unlimited, common) => common,
        (own, _) if sender.is_inside => own,
        (own, Unlimited::Unlimited) => own,
        (Unlimited::Limit(own), Unlimited::Limit(common)) => Unlimited::Limit(own.min(common)),
    }
}

/// Why a recipient takes nothing from a sender.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It takes mail only from those who have proved who they are.
    AuthenticationRequired,
    /// Its lists say so.
    NotAuthorized,
}

impl Refused {
    pub const fn text(self) -> &'static str {
        match self {
            Refused::AuthenticationRequired => "RESOLVER.RST.AuthRequired; authentication required",
            Refused::NotAuthorized => "RESOLVER.RST.NotAuthorized; not authorized",
        }
    }

    fn because(self) -> &'static str {
        match self {
            Refused::AuthenticationRequired => "RequireSenderAuthenticationEnabled, and the sender has not logged on",
            Refused::NotAuthorized => "its lists of senders do not let this one write to it",
        }
    }
}

/// Whether and why a recipient takes nothing from a sender.
pub fn refusal_of(card: &Card, sender: Sender, settings: &Settings) -> Option<Refused> {
    if card.is_for_authenticated && !sender.is_inside {
        return Some(Refused::AuthenticationRequired);
    }
    if card.accepts.is_empty() && card.rejects.is_empty() {
        return None;
    }
    let is_among = |list: &Senders| among(list, sender, settings);
    let is_refused = is_among(&card.rejects) || (!card.accepts.is_empty() && !is_among(&card.accepts));
    is_refused.then_some(Refused::NotAuthorized)
}

fn among(list: &Senders, sender: Sender, settings: &Settings) -> bool {
    let Some(address) = sender.address.address() else { return false };
    settings.addressees(address).iter().any(|known| {
        list.senders.iter().any(|link| link.id() == Some(known.id()))
            || list.groups.iter().filter_map(|link| link.id()).any(|group| settings.directory.is_member(group, known))
    })
}

fn refusal(subject: u16, detail: u16, text: &str) -> Remark {
    Remark { code: 550, status: EnhancedStatus::new(5, subject, detail), text: text.to_owned(), by: Speaker::Us }
}
