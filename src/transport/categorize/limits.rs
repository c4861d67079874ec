//! The organization's limits, before anything is routed.

use crate::mail::EnhancedStatus;
use crate::model::{ByteSize, SmtpAddress};
use crate::transport::{Envelope, Remark, Settings, Source, Speaker, Why};

/// Limits that concern the message as a whole: how many recipients it may have, and what our senders may send.
pub(super) fn of_message(envelope: &Envelope, settings: &Settings, why: &mut Why) -> Result<(), Remark> {
    let organization = &settings.organization;
    let count = u32::try_from(envelope.recipients.len()).unwrap_or(u32::MAX);
    if !organization.max_recipient_envelope_limit.allows(count) {
        why.drop(&organization.name, || {
            format!("MaxRecipientEnvelopeLimit is {}", organization.max_recipient_envelope_limit)
        });
        return Err(refusal(550, 5, 3, "RESOLVER.ADR.RecipLimit; too many recipients"));
    }
    let is_ours = envelope.return_path.address().is_some_and(|sender| settings.mailbox(sender).is_some());
    if is_ours && !organization.max_send_size.allows(size(envelope)) {
        why.drop(&organization.name, || format!("MaxSendSize is {}", organization.max_send_size));
        return Err(refusal(550, 3, 4, "RESOLVER.RST.SendSizeLimit.Sender; message too large for this sender"));
    }
    Ok(())
}

/// What one of our mailboxes may receive.
pub(super) fn of_mailbox(
    mailbox: &SmtpAddress,
    envelope: &Envelope,
    settings: &Settings,
    why: &mut Why,
) -> Result<(), Remark> {
    let limit = &settings.organization.max_receive_size;
    if limit.allows(size(envelope)) {
        return Ok(());
    }
    why.drop(&mailbox.to_string(), || format!("MaxReceiveSize is {limit}"));
    Err(refusal(550, 2, 3, "RESOLVER.RST.RecipSizeLimit; message too large for this recipient"))
}

/// The size that limits are held against. A report of our own is never too large: it would vanish without a word.
pub(super) fn size(envelope: &Envelope) -> ByteSize {
    match envelope.source {
        Source::Dsn { .. } => ByteSize::ZERO,
        Source::Smtp { .. } => ByteSize::new(envelope.size),
    }
}

pub(super) fn refusal(code: u16, subject: u16, detail: u16, text: &str) -> Remark {
    Remark { code, status: EnhancedStatus::new(5, subject, detail), text: text.to_owned(), by: Speaker::Us }
}
