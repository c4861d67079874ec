//! The tracking events of this stage: LOAD, RESUBMIT, SEND, DELIVER, DUPLICATEDELIVER, DEFER, FAIL, DROP and DSN.

use std::borrow::Cow;
use std::net::IpAddr;
use std::sync::Arc;

use jiff::Timestamp;

use super::entry::Which;
use super::hop_queue::HopQueue;
use super::line::Taken;
use super::queues::Queues;
use super::settle::Sorted;
use crate::model::DeliveryType;
use crate::transport::{
    Attempt, Delivery, Envelope, MessageId, NextHop, NoticeKind, Outcome, Recipient, Remark, Revision, Settings,
    Source, Stage, TrackingEvent, TrackingEventId, TrackingSource,
};

impl Queues {
    /// What an attempt brought: one event for those taken over, one for those who had it, one for those put off.
    pub fn track_attempt(
        &self,
        queue: &HopQueue,
        attempt: &Attempt,
        sorted: &Sorted,
        server: Option<(IpAddr, String)>,
        settings: &Settings,
    ) {
        let (done, source) = match queue.hop.delivery_type {
            DeliveryType::SmtpDeliveryToMailbox => (TrackingEventId::Deliver, TrackingSource::StoreDriver),
            _ => (TrackingEventId::Send, TrackingSource::Smtp),
        };
        let (first, again) = match sorted.duplicates.is_empty() {
            true => (Cow::Borrowed(&sorted.sent), Vec::new()),
            false => (Cow::Owned(sorted.brought(false)), sorted.brought(true)),
        };
        for (event, recipients) in
            [(done, &*first), (TrackingEventId::DuplicateDeliver, &again), (TrackingEventId::Defer, &sorted.deferred)]
        {
            if !recipients.is_empty() {
                let mut event = self.event(event, source, attempt, recipients);
                event.server = server.clone();
                event.connector = connector(&queue.hop, settings);
                event.context = queue.hop.domain.to_string();
                self.parts.track.record(event);
            }
        }
    }

    /// What a next hop had taken over before the start; whether the tracking log was told then is not known.
    pub fn track_confirmed(&self, attempt: &Attempt, sorted: &Sorted, kind: NoticeKind) {
        if sorted.sent.is_empty() {
            return;
        }
        let (event, source) = match kind {
            NoticeKind::Delivered => (TrackingEventId::Deliver, TrackingSource::StoreDriver),
            _ => (TrackingEventId::Send, TrackingSource::Smtp),
        };
        self.parts.track.record(self.event(event, source, attempt, &sorted.sent));
    }

    /// Recipients given up; `is_told`: with a report to the sender, should there be one who wants it.
    pub fn track_failure(
        &self,
        queue: &HopQueue,
        attempt: &Attempt,
        failed: &[(usize, Remark)],
        source: TrackingSource,
        is_told: bool,
        settings: &Settings,
    ) {
        let event = if is_told { TrackingEventId::Fail } else { TrackingEventId::Drop };
        let mut event = self.event(event, source, attempt, failed);
        event.connector = connector(&queue.hop, settings);
        event.context = queue.hop.domain.to_string();
        self.parts.track.record(event);
    }

    /// What was another on the wire than in the message.
    pub fn track_sent_otherwise(&self, attempt: &Attempt, sent: &[(usize, Remark)], notes: Vec<String>) {
        for data in notes.into_iter().filter(|_| !sent.is_empty()) {
            let event = self.event(TrackingEventId::AgentInfo, TrackingSource::Agent, attempt, sent);
            let recipients = event.recipients.into_iter().map(|(at, _)| (at, String::new())).collect();
            self.parts.track.record(TrackingEvent { recipients, data, ..event });
        }
    }

    /// What policy found out about a message.
    pub fn track_notes(&self, attempt: &Attempt, revision: &Revision) {
        let about: Vec<(usize, Remark)> = Vec::new();
        for note in &revision.notes {
            let mut event = self.event(TrackingEventId::AgentInfo, TrackingSource::Agent, attempt, &about);
            event.recipients = revision.recipients.iter().map(|&at| (at, String::new())).collect();
            event.data = note.clone();
            self.parts.track.record(event);
        }
    }

    /// A message made from another for some of its recipients.
    pub fn track_transfer(&self, id: MessageId, envelope: &Arc<Envelope>, origin: MessageId, source: TrackingSource) {
        let recipients = (0..envelope.recipients.len()).map(|index| (index, String::new())).collect();
        let event = self.about(TrackingEventId::Transfer, source, id, envelope, recipients);
        self.parts.track.record(TrackingEvent { reference: origin.to_string(), ..event });
    }

    /// Recipients given up whose place others take: one event for each, about those others in the message that they get.
    pub fn track_alternates(&self, id: MessageId, envelope: &Arc<Envelope>, replaced: &[(&Recipient, &Remark)]) {
        for (given_up, remark) in replaced {
            let Some(alternate) = given_up.alternate.as_deref() else { continue };
            let at = envelope.recipients.iter().position(|one| one.address.key() == alternate.key());
            let about = at.map(|at| (at, remark.to_string())).into_iter().collect();
            let event = self.about(TrackingEventId::Redirect, TrackingSource::Orar, id, envelope, about);
            self.parts.track.record(TrackingEvent { related: given_up.address.to_string(), ..event });
        }
    }

    /// A report that we made.
    pub fn track_report(&self, id: MessageId, report: &Arc<Envelope>, about: &Attempt) {
        let recipients = (0..report.recipients.len()).map(|index| (index, String::new())).collect();
        let event = self.about(TrackingEventId::Dsn, TrackingSource::Dsn, id, report, recipients);
        self.parts.track.record(TrackingEvent { reference: about.envelope.internet_message_id.clone(), ..event });
    }

    /// A message that the spool held at the start.
    pub fn track_load(&self, id: MessageId, envelope: &Arc<Envelope>) {
        let recipients = pending(&Which::Pending, envelope);
        self.parts.track.record(self.about(
            TrackingEventId::Load,
            TrackingSource::BootLoader,
            id,
            envelope,
            recipients,
        ));
    }

    /// A message that came back to Submission out of a queue.
    pub fn track_resubmission(&self, taken: &Taken, envelope: &Arc<Envelope>) {
        let recipients = pending(&taken.recipients, envelope);
        let (event, source) = (TrackingEventId::Resubmit, TrackingSource::Queue);
        self.parts.track.record(self.about(event, source, taken.message.id(), envelope, recipients));
    }

    /// A message that was kept as bad mail, in a file of that name.
    pub fn track_badmail(&self, attempt: &Attempt, failed: &[(usize, Remark)], file: String) {
        let mut event = self.event(TrackingEventId::BadMail, TrackingSource::Dsn, attempt, failed);
        event.reference = file;
        self.parts.track.record(event);
    }

    /// For the message's trace: how long it took to route it.
    pub fn trace_categorization(&self, taken: &Taken, began: Timestamp) {
        if let Some(record) = taken.message.record_at_hand() {
            self.parts.track.stage(Stage {
                name: Stage::CATEGORIZE,
                id: taken.message.id(),
                network_message_id: record.envelope.network_message_id,
                began,
                ended: self.parts.clock.now(),
                error: None,
                attributes: vec![("emsh.recipients", record.envelope.recipients.len().to_string())],
            });
        }
    }

    /// The same for an attempt to deliver it.
    pub fn trace_attempt(&self, queue: &HopQueue, attempt: &Attempt, delivery: &Delivery, began: Timestamp) {
        let error = delivery.outcomes.iter().find_map(|(_, outcome)| match outcome {
            Outcome::Sent { .. } | Outcome::Duplicate(_) => None,
            Outcome::Deferred(remark) | Outcome::Failed(remark) => Some(remark.to_string()),
        });
        let mut attributes = vec![
            ("emsh.next_hop", queue.hop.domain.to_string()),
            ("emsh.delivery_type", queue.hop.delivery_type.to_string()),
            ("emsh.recipients", attempt.recipients.len().to_string()),
            ("server.address", delivery.host.clone()),
        ];
        attributes.extend(delivery.address.map(|address| ("network.peer.address", address.to_string())));
        self.parts.track.stage(Stage {
            name: Stage::DELIVER,
            id: attempt.id,
            network_message_id: attempt.envelope.network_message_id,
            began,
            ended: self.parts.clock.now(),
            error,
            attributes,
        });
    }

    /// A message that goes into the Poison queue, or out of it.
    pub fn track_poison(&self, id: MessageId, envelope: &Arc<Envelope>, way: &str) {
        let recipients = pending(&Which::Pending, envelope);
        let (event, source) = (TrackingEventId::PoisonMessage, TrackingSource::PoisonMessage);
        let event = self.about(event, source, id, envelope, recipients);
        self.parts.track.record(TrackingEvent { context: way.to_owned(), ..event });
    }

    fn event(
        &self,
        event: TrackingEventId,
        source: TrackingSource,
        attempt: &Attempt,
        recipients: &[(usize, Remark)],
    ) -> TrackingEvent {
        let recipients = recipients.iter().map(|(index, remark)| (*index, remark.to_string())).collect();
        self.about(event, source, attempt.id, &attempt.envelope, recipients)
    }

    fn about(
        &self,
        event: TrackingEventId,
        source: TrackingSource,
        id: MessageId,
        envelope: &Arc<Envelope>,
        recipients: Vec<(usize, String)>,
    ) -> TrackingEvent {
        TrackingEvent {
            time: self.parts.clock.now(),
            event,
            source,
            id: Some(id),
            envelope: envelope.clone(),
            recipients,
            client: match &envelope.source {
                Source::Smtp { remote, hello, .. } => Some((*remote, hello.clone())),
                Source::File { .. } | Source::Dsn { .. } => None,
            },
            server: None,
            connector: String::new(),
            context: String::new(),
            reference: String::new(),
            data: String::new(),
            related: String::new(),
        }
    }
}

/// Those that are still to be delivered, without a word about them.
fn pending(which: &Which, envelope: &Envelope) -> Vec<(usize, String)> {
    which.pending(envelope).into_iter().map(|index| (index, String::new())).collect()
}

/// `Server\Connector`: the send connector or mailbox database behind a next hop; empty where there is none.
fn connector(hop: &NextHop, settings: &Settings) -> String {
    let name = match settings.connector_name(hop.connector) {
        Some(name) => name,
        None if hop.delivery_type == DeliveryType::SmtpDeliveryToMailbox => &hop.domain,
        None => return String::new(),
    };
    format!("{}\\{name}", settings.server.name)
}
