//! Mail that leaves the organization, with its senders as the world sees them: the entries of address rewriting, and primary
//! addresses. What is kept in the queue stays as it was, so that reports come to the very sender.
//!
//! Recipients in our own domains, behind another system of ours, get it as colleagues do.

use super::carriage::SmtpCarriage;
use super::text::Text;
use crate::model::ReversePath;
use crate::transport::address_rewriting::Outward;
use crate::transport::{Attempt, Delivery, Envelope};

impl SmtpCarriage {
    /// Sends a message to all recipients of an attempt.
    pub async fn send_as_seen(&mut self, attempt: &Attempt) -> Delivery {
        let envelope = &*attempt.envelope;
        let Some(settings) = self.settings_of_the_world() else { return self.send(attempt, envelope).await };
        let mut outward = Outward::new(envelope, &settings);
        if outward.is_idle() {
            return self.send(attempt, envelope).await;
        }
        let sender = envelope.return_path.address().and_then(|sender| outward.address(sender));
        let text = Text::edited(attempt, self.audience, &mut |fields| outward.fields(fields));
        let notes = outward.notes();
        if notes.is_empty() {
            return self.send_text(attempt, envelope, text).await;
        }
        let is_ours = |at: &usize| settings.accepted_domain(envelope.recipients[*at].address.domain()).is_some();
        let (ours, world): (Vec<usize>, Vec<usize>) = attempt.recipients.iter().copied().partition(is_ours);
        if world.is_empty() {
            return self.send(attempt, envelope).await;
        }
        let inside = match ours.is_empty() {
            true => Vec::new(),
            false => self.send(&Attempt { recipients: ours, ..attempt.clone() }, envelope).await.outcomes,
        };
        let return_path = sender.map_or_else(|| envelope.return_path.clone(), ReversePath::Address);
        let seen = Envelope { return_path, ..envelope.clone() };
        let attempt = Attempt { recipients: world, ..attempt.clone() };
        let mut delivery = self.send_text(&attempt, &seen, text).await;
        delivery.outcomes.extend(inside);
        Delivery { notes, ..delivery }
    }
}
