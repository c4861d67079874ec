//! The message on its way from the wire: into the spool while it is large, past the checks of its sender, and to those
//! who answer for it.

use std::sync::Arc;

use bytes::Bytes;
use hickory_resolver::TokioResolver;

use super::Connection;
use super::offered::accept;
use crate::mail::Reply;
use crate::model::{AgentEvent, BuiltInAgent};
use crate::transport::receive::examine;
use crate::transport::receive::replies::{self, Line};
use crate::transport::receive::session::{Act, Submission};
use crate::transport::{Body, Envelope, MessageId, Received, Refusal, TrackingEvent, TrackingEventId, TrackingSource};
use crate::trust::sender::{self, Asked, Findings, Reading};

/// What becomes of a message that is complete.
pub(super) enum Judgement {
    Wanted,
    Refused(Reply),
    /// An agent throws it away; with what is to be said about that in the tracking log.
    Discarded(Vec<String>),
}

impl Connection {
    pub(super) async fn spill(&mut self, mut pieces: Vec<Bytes>, is_first: bool) {
        if is_first {
            self.examine_early(&mut pieces).await;
            self.sink = Some(self.shared.intake.open_body());
        }
        if let Some(reading) = &mut self.reading {
            // The header goes first.
            pieces.iter().skip(usize::from(is_first)).for_each(|piece| reading.take(piece));
        }
        let Some(sink) = &mut self.sink else { return };
        if let Err(refusal) = sink.push(pieces).await {
            self.session.spill_failed(&refusal);
        }
    }

    /// Whether a message is wanted, by those who check senders and by the agents, who may change it.
    pub(super) async fn judge(&mut self, submission: &mut Submission) -> Judgement {
        let judgement = match self.is_read() {
            // Large, and made for few of the messages that go through here.
            true => Box::pin(self.judge_with_agents(submission)).await,
            false => self.judge_sender(submission).await,
        };
        match judgement {
            Judgement::Wanted => self.judge_content(submission),
            other => other,
        }
    }

    async fn judge_sender(&mut self, submission: &mut Submission) -> Judgement {
        let is_late = submission.content.is_spilled && self.reading.is_some();
        let Some(findings) = self.examine(submission).await else { return Judgement::Wanted };
        if is_late {
            let refusal = self.refusal(&submission.envelope, &findings);
            return match refusal {
                Some(line) => Judgement::Refused(line.into()),
                None => Box::pin(self.put_on_top(submission, &findings)).await,
            };
        }
        let Submission { envelope, content, .. } = submission;
        content.stamped.header = [findings.fields.as_bytes(), &content.stamped.header].concat().into();
        envelope.size += findings.fields.len() as u64;
        match self.refusal(envelope, &findings) {
            Some(line) => Judgement::Refused(line.into()),
            None => Judgement::Wanted,
        }
    }

    /// Checks who really sent a message. `None`: that is not asked.
    ///
    /// The header of a message that was too large for memory is in the spool already. Where nothing in it is about the text,
    /// what was found out stands there; else its text was hashed as it came, and what is found out comes late.
    pub(super) async fn examine(&mut self, submission: &mut Submission) -> Option<Findings> {
        let content = &mut submission.content;
        let arrived = content.stamped.arrived.take()?;
        let reading = self.reading.take().filter(|_| content.is_spilled);
        let early = self.findings.take().filter(|_| content.is_spilled);
        if let Some(mut reading) = reading {
            content.rest.iter().for_each(|piece| reading.take(piece));
            let sender = submission.envelope.return_path.address().map(ToString::to_string).unwrap_or_default();
            let dns = self.dns()?;
            return Some(Box::pin(reading.examine(&dns, self.asked(&sender))).await);
        }
        if early.is_some() || content.is_spilled {
            return early;
        }
        let sender = submission.envelope.return_path.address().map(ToString::to_string).unwrap_or_default();
        let dns = self.dns()?;
        let body = submission.content.in_one_piece();
        // Large, and made for few of the messages that go through here.
        Some(Box::pin(sender::examine(&dns, self.asked(&sender), &arrived, &body)).await)
    }

    pub(super) fn refusal(&self, envelope: &Envelope, findings: &Findings) -> Option<Line> {
        let refusal = examine::refusal(&self.shared.live.load().sender_id, envelope, findings)?;
        let reason = if refusal == replies::DMARC_FAILED { "DmarcRejected" } else { "SpfResult" };
        let act = Act::of(BuiltInAgent::SenderId, AgentEvent::OnEndOfData, "RejectMessage", reason);
        let data = format!("{:?}", findings.spf);
        self.shared.track.acted(self.session.act_about(act, envelope, refusal.to_string(), data));
        Some(refusal)
    }

    /// The same while the message still arrives, whose header now goes to the spool.
    async fn examine_early(&mut self, pieces: &mut [Bytes]) {
        let (true, Some(header), Some(dns)) = (self.session.is_examined(), pieces.first_mut(), self.dns()) else {
            return;
        };
        let sender = self.session.sender().map(ToString::to_string).unwrap_or_default();
        let fields = self.session.arrived().unwrap_or_default();
        self.reading = Reading::of(fields.clone()).map(Box::new);
        self.findings = None;
        if self.reading.is_some() {
            return;
        }
        let findings = Box::pin(sender::examine(&dns, self.asked(&sender), &fields, &[])).await;
        *header = [findings.fields.as_bytes(), header].concat().into();
        self.findings = Some(findings);
    }

    fn asked<'a>(&'a self, sender: &'a str) -> Asked<'a> {
        let (peer, hello) = (self.session.ends().remote.ip(), self.session.hello_name());
        Asked { peer, hello, sender, host: self.session.host() }
    }

    fn dns(&self) -> Option<TokioResolver> {
        self.shared.resolvers.using(&examine::servers(&self.shared.live.load())).client()
    }

    /// Hands the message over; `Ok` when it is on stable storage.
    pub(super) async fn submit(&mut self, submission: Submission) -> Result<MessageId, Refusal> {
        let Submission { envelope, content, mut notes } = submission;
        notes.append(&mut self.notes);
        let quarantine = self.quarantine.take();
        let (header, mut rest) = (content.stamped.header, content.rest);
        let body = match (self.stored.take(), self.sink.take().filter(|_| content.is_spilled)) {
            (Some(body), _) => body,
            (None, Some(mut sink)) => {
                if !rest.is_empty() {
                    sink.push(rest).await?;
                }
                sink.finish(header).await?
            }
            (None, None) => {
                rest.insert(0, header);
                Body::Memory(rest)
            }
        };
        let (scribe, size) = (self.scribe(), envelope.size);
        let received = Received::new(envelope, body);
        let received = received.witnessed(move |id, envelope| scribe.received(id, envelope, notes));
        let result = match self.offered(received) {
            (received, None) => accept(&*self.shared.intake, received, &quarantine).await,
            (received, Some(offer)) => Box::pin(self.accept_with_copy(received, &quarantine, offer)).await,
        };
        match &result {
            Ok(_) => {
                self.shared.metrics.messages.inc();
                self.shared.metrics.bytes.inc_by(size);
            }
            Err(_) => {
                self.shared.metrics.refused_messages.inc();
            }
        }
        result
    }

    /// An agent has thrown the message away; the peer shall not notice.
    pub(super) fn discard(&mut self, submission: Submission, notes: Vec<String>) {
        let envelope = Arc::new(submission.envelope);
        self.shared.metrics.refused_messages.inc();
        let scribe = self.scribe();
        scribe.notes(notes, None, &envelope);
        let event = scribe.event(TrackingEventId::Drop, None, envelope);
        self.shared.track.record(TrackingEvent { source: TrackingSource::Agent, ..event });
    }

    /// A client has sent as much as it may in a minute, and is turned away with this message.
    pub(super) fn track_throttled(&self) {
        let Some(envelope) = self.session.refused_envelope() else { return };
        let connector = self.session.connector();
        let limit = connector.message_rate_limit;
        let reference = format!("MessageRateLimit {limit} by {}", connector.message_rate_source);
        let event = self.scribe().event(TrackingEventId::Throttle, None, Arc::new(envelope));
        self.shared.track.record(TrackingEvent { reference, ..event });
    }
}
