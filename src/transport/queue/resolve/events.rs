//! What the tracking log is told of recipients that give way.

use std::sync::Arc;

use super::Resolving;
use crate::transport::{Envelope, MessageId, TrackingEvent, TrackingEventId, TrackingSource, Way};

impl Resolving<'_> {
    /// One event for each recipient that has given way, about those who are at these places in an envelope.
    pub(super) fn track(&self, envelope: &Arc<Envelope>, places: &[(usize, usize)]) {
        for (via, way) in &self.resolved.ways {
            let recipients: Vec<(usize, String)> =
                places.iter().filter(|(of, _)| of == via).map(|(_, at)| (*at, String::new())).collect();
            let event = match way {
                Way::Resolved => TrackingEventId::Resolve,
                Way::Redirected => TrackingEventId::Redirect,
                Way::Expanded => TrackingEventId::Expand,
            };
            let related = self.envelope.recipients.get(*via).map(|one| one.address.to_string()).unwrap_or_default();
            self.queues.parts.track.record(TrackingEvent {
                related,
                ..self.event(event, self.taken.message.id(), envelope.clone(), recipients)
            });
        }
    }

    /// One event for each recipient that leads once more to somebody who gets the message already.
    pub(super) fn track_duplicates(&self) {
        for (via, way) in &self.resolved.ways {
            let twice = self.resolved.duplicates.iter().filter(|(of, _)| of == via);
            let twice: Vec<String> = twice.map(|(_, address)| address.to_string()).collect();
            if twice.is_empty() {
                continue;
            }
            let event = match way {
                Way::Expanded => TrackingEventId::DuplicateExpand,
                Way::Resolved | Way::Redirected => TrackingEventId::DuplicateRedirect,
            };
            let event = self.event(event, self.taken.message.id(), self.envelope.clone(), vec![(*via, String::new())]);
            self.queues.parts.track.record(TrackingEvent { related: twice.join(";"), ..event });
        }
    }

    fn event(
        &self,
        event: TrackingEventId,
        id: MessageId,
        envelope: Arc<Envelope>,
        recipients: Vec<(usize, String)>,
    ) -> TrackingEvent {
        TrackingEvent {
            time: self.queues.parts.clock.now(),
            event,
            source: TrackingSource::Routing,
            id: Some(id),
            envelope,
            recipients,
            client: None,
            server: None,
            connector: String::new(),
            context: String::new(),
            reference: String::new(),
            data: String::new(),
            related: String::new(),
        }
    }
}
