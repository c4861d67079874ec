//! Alternate recipients (XORAR): whoever the sender named in place of a recipient that is given up gets the message, and
//! the sender no report.
//!
//! The copy and the end of the recipients whose place it takes become durable in one commit. It is categorized like a new
//! message, ages from now, and names no alternates: a message is sent on once.

use std::sync::Arc;

use super::reports::Composed;
use crate::transport::queue::queues::Queues;
use crate::transport::queue::record::Record;
use crate::transport::queue::spool::{Content, Op, SpoolError};
use crate::transport::{
    Attempt, Body, Envelope, MessageId, Recipient, RecipientState, Remark, Resolution, TrackingSource,
};

/// Recipients with the reason why each is given up.
pub type Failed = Vec<(usize, Remark)>;

/// Parts those that somebody else gets the message for from those that fail. `envelope`: as it is now.
///
/// One who is a recipient of the message as well stands in only once they have it: as long as they wait, nobody knows
/// whether they ever will, and the sender is told.
pub fn part(envelope: &Envelope, failed: Failed, source: TrackingSource) -> (Failed, Failed) {
    // What policy or an operator has ended is over for whoever was named instead, too.
    let is_over = matches!(source, TrackingSource::Agent | TrackingSource::Admin | TrackingSource::PoisonMessage);
    // And a probe is to find out about this way, not about another.
    if is_over || envelope.probe.is_some() {
        return (Vec::new(), failed);
    }
    let all = &envelope.recipients;
    let has_it = |one: &Recipient| matches!(one.state, RecipientState::Delivered | RecipientState::Resolved);
    failed.into_iter().partition(|(index, _)| {
        let alternate = all.get(*index).and_then(|recipient| recipient.alternate.as_deref());
        alternate.is_some_and(|alternate| {
            let same = all.iter().find(|known| known.address.key() == alternate.key());
            same.is_none_or(has_it)
        })
    })
}

impl Queues {
    /// The message for those who take the places of these recipients, ready to be committed; `None` when all of them get it
    /// already.
    pub(super) async fn copy_for_alternates(
        &self,
        attempt: &Attempt,
        replaced: &[(usize, Remark)],
    ) -> Result<Option<Composed>, SpoolError> {
        let recipients = alternates(&attempt.envelope, replaced);
        if recipients.is_empty() {
            return Ok(None);
        }
        let envelope = Envelope {
            recipients,
            received: self.parts.clock.now(),
            first_arrival: None,
            delay_reported: None,
            resolution: Resolution::Open,
            ..Envelope::clone(&attempt.envelope)
        };
        let id = self.parts.spool.new_id();
        let body = match &attempt.body {
            Body::Memory(_) => attempt.body.clone(),
            Body::Spooled { size, header, .. } => {
                self.copy_body(attempt.id, id).await?;
                Body::Spooled { handle: id.0, size: *size, header: header.clone() }
            }
        };
        Ok(Some(Composed { id, record: Record::new(envelope), body }))
    }

    /// Copies a large body part by part. What was copied in vain is given up.
    pub(in crate::transport::queue) async fn copy_body(
        &self,
        from: MessageId,
        to: MessageId,
    ) -> Result<(), SpoolError> {
        for index in 0.. {
            let spool = self.parts.spool.clone();
            let read = tokio::task::spawn_blocking(move || spool.read_part(from, index)).await;
            let copied = match read {
                Ok(Ok(None)) => return Ok(()),
                Ok(Ok(Some(part))) => {
                    let part = Op::Part { id: to, body: Content::from(part) };
                    self.parts.spool.commit(vec![part]).await
                }
                Ok(Err(error)) => Err(error),
                // The runtime is shutting down.
                Err(_) => Err(SpoolError::Closed),
            };
            if copied.is_err() {
                self.parts.spool.abandon(to);
                return copied;
            }
        }
        Ok(())
    }

    /// A copy that did not become durable.
    pub(super) fn abandon(&self, copy: Option<Composed>) {
        if let Some(Composed { id, body: Body::Spooled { .. }, .. }) = copy {
            self.parts.spool.abandon(id);
        }
    }

    /// The copy has become durable: it goes its way, and the log says for whom.
    pub(super) fn submit_to_alternates(&self, copy: Option<Composed>, attempt: &Attempt, replaced: &[(usize, Remark)]) {
        let envelope = &attempt.envelope;
        let replaced: Vec<_> = replaced.iter().map(|(at, remark)| (&envelope.recipients[*at], remark)).collect();
        let Some(Composed { id, record, body }) = copy else {
            return self.track_alternates(attempt.id, envelope, &replaced);
        };
        let is_new =
            |one: &Recipient| !envelope.recipients.iter().any(|known| known.address.key() == one.address.key());
        debug_assert!(record.envelope.recipients.iter().all(is_new));
        self.track_alternates(id, &record.envelope, &replaced);
        self.track_transfer(id, &record.envelope, attempt.id, TrackingSource::Orar);
        self.submit_new(id, record, body);
    }
}

/// Each alternate once, unless the message goes to it anyway.
fn alternates(envelope: &Arc<Envelope>, replaced: &[(usize, Remark)]) -> Vec<Recipient> {
    let mut found: Vec<Recipient> = Vec::new();
    for (index, _) in replaced {
        let given_up = &envelope.recipients[*index];
        let Some(alternate) = given_up.alternate.as_deref() else { continue };
        let mut known = envelope.recipients.iter().chain(&found);
        if known.any(|known| known.address.key() == alternate.key()) {
            continue;
        }
        let original = given_up.original.clone();
        let original = original.or_else(|| Some(("rfc822".to_owned(), given_up.address.to_string())));
        found.push(Recipient { original, notify: given_up.notify, ..Recipient::new(alternate.clone()) });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::EnhancedStatus;
    use crate::transport::queue::sample;
    use crate::transport::queue::session::our_remark;

    fn attempt(recipients: &str, alternates: &[&str]) -> Attempt {
        let mut envelope = sample::envelope(recipients);
        for (recipient, alternate) in envelope.recipients.iter_mut().zip(alternates) {
            recipient.alternate = (!alternate.is_empty()).then(|| Box::new(alternate.parse().expect("an address")));
        }
        let recipients = (0..envelope.recipients.len()).collect();
        Attempt { id: MessageId(1), envelope: Arc::new(envelope), recipients, body: Body::Memory(Vec::new()) }
    }

    fn failed(indexes: &[usize]) -> Failed {
        let remark = our_remark(550, EnhancedStatus::new(5, 1, 1), "gone");
        indexes.iter().map(|index| (*index, remark.clone())).collect()
    }

    #[test]
    fn somebody_else_takes_the_place_of_who_is_given_up() {
        let all = "a@x.example b@x.example c@x.example";
        for (alternates, lost, source, expected, why) in [
            (["", "z@y.example", ""], vec![0, 1], TrackingSource::Smtp, vec!["z@y.example"], "only where one is named"),
            (["Z@y.example", "z@Y.example", ""], vec![0, 1], TrackingSource::Queue, vec!["Z@y.example"], "one for two"),
            (["a@x.example", "", ""], vec![0], TrackingSource::Smtp, vec![], "itself"),
            (["", "z@y.example", ""], vec![1], TrackingSource::Admin, vec![], "an operator has ended it"),
            (["", "z@y.example", ""], vec![1], TrackingSource::Agent, vec![], "a rule has ended it"),
        ] {
            let attempt = attempt(all, &alternates);
            let (replaced, _) = part(&attempt.envelope, failed(&lost), source);
            let found = super::alternates(&attempt.envelope, &replaced);
            let found: Vec<String> = found.iter().map(|one| one.address.to_string()).collect();
            assert_eq!(found, expected, "{why}");
        }
    }

    #[test]
    fn nobody_is_told_only_when_somebody_gets_it() {
        use RecipientState::{Delivered, Failed, Pending, Resolved};
        for (alternate, state, expected, why) in [
            ("c@x.example", Delivered, 1, "who has it stands in"),
            ("c@x.example", Resolved, 1, "others have it for the one who stands in"),
            ("c@x.example", Pending, 0, "whether it will ever be there is not known"),
            ("c@x.example", Failed, 0, "the one who stands in was given up"),
            ("a@x.example", Pending, 0, "nobody stands in for themselves"),
        ] {
            let mut envelope = Envelope::clone(&attempt("a@x.example b@x.example c@x.example", &[alternate]).envelope);
            envelope.recipients[2].state = state;
            let (replaced, told) = part(&envelope, failed(&[0]), TrackingSource::Smtp);
            assert_eq!((replaced.len(), told.len()), (expected, 1 - expected), "{why}");
            assert!(super::alternates(&Arc::new(envelope), &replaced).is_empty(), "{why}: nobody gets it twice");
        }
    }
}
