//! Agents at work in the categorizer: messages that they are asked about are categorized in tasks of their own, so that
//! no other message waits for a program.
//!
//! What agents change becomes a new message, durable in the very commit that takes the old one's recipients, as with
//! transport rules. One whose agents do not answer waits in Submission and is asked about again.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures_util::FutureExt;

use super::line::Taken;
use super::queues::Queues;
use super::record::Record;
use super::revise::Unrevised;
use super::submission::Moves;
use crate::mail::{EnhancedStatus, header};
use crate::model::AgentEvent;
use crate::transport::agent::{Attended, Moment, has_passed};
use crate::transport::{
    AgentAct, Body, Envelope, NewBody, NextHop, Remark, Revised, Revision, Settings, Source, Speaker,
};

/// Messages that programs are asked about at once; others wait for their turn.
pub const AT_ONCE: usize = 64;

/// What begins the words of a refusal by an agent, in the status of recipients.
pub const REFUSED_BY_AGENT: &str = "QUEUE.Agent";

impl Queues {
    /// Categorizes a message beside the job that took it, once there is room among those that wait for agents.
    pub async fn spawn_attended(self: &Arc<Queues>, taken: Taken, settings: Arc<Settings>) {
        let permit = tokio::select! {
            permit = self.attending.clone().acquire_owned() => permit,
            // It stays in the spool, where the next start finds it.
            () = self.stop.cancelled() => return,
        };
        let queues = self.clone();
        self.tasks.spawn(async move {
            let _permit = permit;
            // A message that waits for a program is in nobody's hand.
            let mut hand = queues.parts.in_hand.hand();
            let placing = hand.attend(taken.message.id(), queues.clone().categorize_apart(&taken, &settings));
            tokio::select! {
                placed = AssertUnwindSafe(placing).catch_unwind() => if let Err(panic) = placed {
                    queues.blame(&queues.registry.submission, &taken, panic).await;
                },
                // A program may take longer than a node has that stops; what is not committed is asked about again.
                () = queues.abort.cancelled() => {}
            }
        });
    }

    async fn categorize_apart(self: Arc<Queues>, taken: &Taken, settings: &Arc<Settings>) {
        let mut moves = Moves::new();
        let is_placed = self.categorize_one(taken, settings, &mut moves).await;
        for (hop, arrivals) in moves {
            self.enter(&hop, arrivals, settings);
        }
        if is_placed {
            self.finish(&self.registry.submission, taken.flight);
        }
    }

    /// Asks agents about a message in Submission. False: it goes no further as it is.
    pub async fn attended(
        self: &Arc<Queues>,
        event: AgentEvent,
        taken: &Taken,
        record: &Record,
        hops: &[(NextHop, Vec<usize>)],
        settings: &Arc<Settings>,
    ) -> bool {
        if !settings.agents.heard().has(event) || taken.message.was_attended(event) {
            return true;
        }
        match self.attend(event, taken, record, hops, settings).await {
            Ok(goes_on) => {
                if goes_on {
                    taken.message.note_attended(event);
                }
                goes_on
            }
            Err(error) => {
                tracing::warn!(message = %taken.message.id(), %event, %error, "agents could not be asked about a message; trying again");
                self.put_off(taken, record);
                false
            }
        }
    }

    async fn attend(
        self: &Arc<Queues>,
        event: AgentEvent,
        taken: &Taken,
        record: &Record,
        hops: &[(NextHop, Vec<usize>)],
        settings: &Arc<Settings>,
    ) -> Result<bool, Unrevised> {
        let body = taken.message.body().await?;
        let message = match &body {
            Body::Spooled { header, .. } => header.clone(),
            Body::Memory(chunks) => chunks.concat().into(),
        };
        let fields = message.slice_ref(header::split(&message).0);
        let recipients = taken.recipients.pending(&record.envelope);
        if recipients.is_empty() || has_passed(&fields, event) {
            return Ok(true);
        }
        let of = |these: &[usize]| these.iter().filter_map(|at| record.envelope.recipients.get(*at)).cloned().collect();
        let envelope = Envelope { recipients: of(&recipients), ..Envelope::clone(&record.envelope) };
        let named = |these: &[usize]| {
            let known = these.iter().filter_map(|at| record.envelope.recipients.get(*at));
            known.map(|recipient| recipient.address.to_string()).collect::<Vec<_>>()
        };
        let routes: Vec<(NextHop, Vec<String>)> = hops.iter().map(|(hop, these)| (hop.clone(), named(these))).collect();
        let moment = Moment { event, envelope, fields, routes: &routes };
        let (outcome, notes) = match self.parts.attendance.attend(moment, settings).await {
            Attended::Same => return Ok(true),
            Attended::Later => {
                self.put_off(taken, record);
                return Ok(false);
            }
            Attended::Changed { envelope, fields, notes } => (Revised::Other(envelope, NewBody::Fields(fields)), notes),
            Attended::Refused { agent, reply } => {
                let text = format!("{REFUSED_BY_AGENT}; {}", reply.text());
                self.tell_act(&agent, event, "RejectMessage", record, named(&recipients), reply.to_string());
                let status = reply.status.unwrap_or(EnhancedStatus::new(5, 7, 1));
                (
                    Revised::Fail(Remark { code: reply.code, status, text, by: Speaker::Us }),
                    vec![note(&agent, "Reject")],
                )
            }
            Attended::Discarded { agent } => {
                let text = format!("{REFUSED_BY_AGENT}; message deleted by an agent");
                self.tell_act(&agent, event, "DeleteMessage", record, named(&recipients), String::new());
                let status = EnhancedStatus::new(5, 7, 1);
                (Revised::Drop(Remark { code: 550, status, text, by: Speaker::Us }), vec![note(&agent, "Discard")])
            }
        };
        let revision = Revision { recipients: recipients.clone(), outcome, notes };
        self.carry_out(taken, record, body, &message, recipients, vec![revision]).await?;
        Ok(false)
    }

    fn tell_act(
        &self,
        agent: &str,
        event: AgentEvent,
        action: &'static str,
        record: &Record,
        recipients: Vec<String>,
        response: String,
    ) {
        let envelope = &record.envelope;
        let (local, remote) = match &envelope.source {
            Source::Smtp { local, remote, .. } => (Some((*local, 0).into()), Some((*remote, 0).into())),
            Source::File { .. } | Source::Dsn { .. } => (None, None),
        };
        self.parts.track.acted(AgentAct {
            time: self.parts.clock.now(),
            session: 0,
            local,
            remote,
            message_id: envelope.internet_message_id.clone(),
            sender: envelope.return_path.to_string(),
            header_from: envelope.header_from.clone().unwrap_or_default(),
            recipients,
            agent: agent.to_owned().into(),
            event: event.name(),
            action,
            response,
            reason: "Agent",
            data: String::new(),
        });
    }
}

fn note(agent: &str, action: &str) -> String {
    format!("S:TA={}|action={action}", agent.replace(['|', ';', '='], " "))
}
