//! The message on its way into the spool, and to another server that keeps a copy of it.

use std::sync::Arc;

use super::Connection;
use crate::transport::shadow::Offer;
use crate::transport::{
    Body, Envelope, Intake, MessageId, Received, Refusal, TrackingEvent, TrackingEventId, TrackingSource,
};

/// By which agent a message is kept back, and why.
type Quarantine = Option<(String, String)>;

impl Connection {
    /// The message, and what another server is to keep of it, where there is one.
    pub(super) fn offered(&self, mut received: Received) -> (Received, Option<Offer>) {
        let Some(shadows) = &self.shared.shadows else { return (received, None) };
        let settings = self.shared.live.load_full();
        let offer = shadows.offer(&mut received.envelope, &received.body, &settings);
        (received, offer)
    }

    /// The same with a copy: both at once, unless the message may not be taken without.
    pub(super) async fn accept_with_copy(
        &mut self,
        message: Received,
        quarantine: &Quarantine,
        offer: Offer,
    ) -> Result<MessageId, Refusal> {
        let (envelope, intake) = (Arc::new(message.envelope.clone()), self.shared.intake.clone());
        if offer.is_required() {
            let draft = draft_of(&message.body);
            let kept = offer.bring().await;
            if let Err(why) = &kept {
                self.note_copy(None, &envelope, &kept);
                draft.into_iter().for_each(|handle| intake.abandon_draft(handle));
                return Err(Refusal::NotRedundant(why.clone()));
            }
            let id = accept(&*intake, message, quarantine).await?;
            self.note_copy(Some(id), &envelope, &kept);
            return Ok(id);
        }
        let (accepted, kept) = tokio::join!(accept(&*intake, message, quarantine), offer.bring());
        let id = accepted?;
        self.note_copy(Some(id), &envelope, &kept);
        if kept.is_err() && quarantine.is_none() {
            let most = self.session.connector().max_acknowledgement_delay.duration();
            tokio::select! {
                () = offer.delivered(most) => {}
                () = &mut self.stopped => {}
            }
        }
        Ok(id)
    }

    /// Writes down who keeps a copy, or why nobody does.
    fn note_copy(&self, id: Option<MessageId>, envelope: &Arc<Envelope>, kept: &Result<String, String>) {
        let (event, reference) = match kept {
            Ok(server) => (TrackingEventId::HaRedirect, server),
            Err(why) => (TrackingEventId::HaRedirectFail, why),
        };
        let event = self.scribe().event(event, id, envelope.clone());
        let source = TrackingSource::Redundancy;
        self.shared.track.record(TrackingEvent { source, reference: reference.clone(), ..event });
    }
}

/// Into the queue, or kept back.
pub(super) async fn accept(
    intake: &dyn Intake,
    message: Received,
    quarantine: &Quarantine,
) -> Result<MessageId, Refusal> {
    match quarantine {
        Some((by, why)) => intake.hold(message, by, why).await,
        None => intake.accept(message).await,
    }
}

/// A body that lies in the spool and is no message yet.
fn draft_of(body: &Body) -> Option<u64> {
    match body {
        Body::Spooled { handle, .. } => Some(*handle),
        Body::Memory(_) => None,
    }
}
