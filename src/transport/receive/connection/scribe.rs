//! Writes down what became of a session's messages: in the tracking log, and in traces.

use std::sync::Arc;

use super::super::Shared;
use super::super::session::Ends;
use super::Connection;
use crate::transport::{Envelope, MessageId, Source, Stage, TrackingEvent, TrackingEventId, TrackingSource};

/// The session, as it is written down. Those who take its messages over get it along.
pub(super) struct Scribe {
    shared: Arc<Shared>,
    ends: Ends,
    host: String,
    connector: String,
}

impl Connection {
    pub(super) fn scribe(&self) -> Scribe {
        Scribe {
            shared: self.shared.clone(),
            ends: self.session.ends(),
            host: self.session.host().to_owned(),
            connector: self.session.connector_name(),
        }
    }
}

impl Scribe {
    /// It is on stable storage; with what agents have done to it before.
    pub(super) fn received(&self, id: MessageId, envelope: &Arc<Envelope>, notes: Vec<String>) {
        let track = &self.shared.track;
        if track.wants_stages() {
            track.stage(self.stage(id, envelope));
        }
        track.record(self.event(TrackingEventId::Receive, Some(id), envelope.clone()));
        self.notes(notes, Some(id), envelope);
    }

    /// What agents have done to a message.
    pub(super) fn notes(&self, notes: Vec<String>, id: Option<MessageId>, envelope: &Arc<Envelope>) {
        for data in notes {
            let event = self.event(TrackingEventId::AgentInfo, id, envelope.clone());
            self.shared.track.record(TrackingEvent { source: TrackingSource::Agent, data, ..event });
        }
    }

    /// For the message's trace.
    fn stage(&self, id: MessageId, envelope: &Envelope) -> Stage {
        Stage {
            name: Stage::RECEIVE,
            id,
            network_message_id: envelope.network_message_id,
            began: envelope.received,
            ended: self.shared.clock.now(),
            error: None,
            attributes: vec![
                ("client.address", self.ends.remote.ip().to_canonical().to_string()),
                ("emsh.connector", self.connector.clone()),
                ("emsh.size", envelope.size.to_string()),
                ("emsh.recipients", envelope.recipients.len().to_string()),
            ],
        }
    }

    pub(super) fn event(
        &self,
        event: TrackingEventId,
        id: Option<MessageId>,
        envelope: Arc<Envelope>,
    ) -> TrackingEvent {
        let hello = match &envelope.source {
            Source::Smtp { hello, .. } => hello.clone(),
            Source::File { .. } | Source::Dsn { .. } => String::new(),
        };
        TrackingEvent {
            time: self.shared.clock.now(),
            event,
            source: TrackingSource::Smtp,
            id,
            recipients: (0..envelope.recipients.len()).map(|recipient| (recipient, String::new())).collect(),
            envelope,
            client: Some((self.ends.remote.ip().to_canonical(), hello)),
            server: Some((self.ends.local.ip().to_canonical(), self.host.clone())),
            connector: self.connector.clone(),
            context: format!("{:016X}", self.ends.session),
            reference: String::new(),
            data: String::new(),
            related: String::new(),
        }
    }
}
