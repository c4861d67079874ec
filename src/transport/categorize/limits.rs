//! Limits on a message as a whole, before anything is routed: how many recipients it may have, and how large a message
//! its sender may send.

use crate::mail::EnhancedStatus;
use crate::model::{Addressee, ByteSize, ReversePath, Unlimited};
use crate::transport::{Envelope, Remark, Resolution, Settings, Source, Speaker, Why};

/// Err: it has too many recipients, or is too large for its sender. A group counts as one recipient, so members are not
/// counted once they have taken its place.
pub(super) fn of_message(envelope: &Envelope, settings: &Settings, why: &mut Why) -> Result<(), Remark> {
    let limit = recipient_limit(envelope.author(), settings);
    let count = u32::try_from(envelope.recipients.len()).unwrap_or(u32::MAX);
    if envelope.resolution == Resolution::Open && !limit.allows(count) {
        why.drop(&settings.organization.name, || format!("its sender may have {limit} recipients"));
        return Err(refusal(550, 5, 3, "RESOLVER.ADR.RecipLimit; too many recipients"));
    }
    if let Some(limit) = send_limit(envelope.author(), settings)
        && !limit.allows(size(envelope))
    {
        why.drop(&settings.organization.name, || format!("MaxSendSize of its sender is {limit}"));
        return Err(refusal(550, 3, 4, "RESOLVER.RST.SendSizeLimit.Sender; message too large for this sender"));
    }
    Ok(())
}

/// Largest message that a sender may send; `None` for those who are not ours.
pub fn send_limit(sender: &ReversePath, settings: &Settings) -> Option<Unlimited<ByteSize>> {
    let one = settings.addressees(sender.address()?).first()?;
    Some(match one.card().max_send_size {
        Unlimited::Unlimited => settings.organization.max_send_size,
        own => own,
    })
}

/// Most recipients that a message of a sender may have.
pub fn recipient_limit(sender: &ReversePath, settings: &Settings) -> Unlimited<u32> {
    let one = sender.address().and_then(|sender| settings.addressees(sender).first());
    let own = match one {
        Some(Addressee::Mailbox(mailbox)) => mailbox.recipient_limits,
        Some(Addressee::MailUser(user)) => user.recipient_limits,
        _ => Unlimited::Unlimited,
    };
    match own {
        Unlimited::Unlimited => settings.organization.max_recipient_envelope_limit,
        own => own,
    }
}

/// The size that limits are held against. A report of our own is never too large: it would vanish without a word.
pub(super) fn size(envelope: &Envelope) -> ByteSize {
    match envelope.source {
        Source::Dsn { .. } => ByteSize::ZERO,
        Source::Smtp { .. } | Source::File { .. } => ByteSize::new(envelope.size),
    }
}

pub(super) fn refusal(code: u16, subject: u16, detail: u16, text: &str) -> Remark {
    Remark { code, status: EnhancedStatus::new(5, subject, detail), text: text.to_owned(), by: Speaker::Us }
}
