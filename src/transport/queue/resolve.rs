//! Recipients that stand for others give way to them: in the message itself while they are few and are to get it as it
//! is, else in copies of at most a thousand recipients each. Members of groups often get another header, or sender.
//!
//! Promise: whoever a recipient stands for gets the message once, also when the process dies meanwhile. The message's
//! record says how far it has come; a copy and the step that it is for become durable in one commit. Members are worked
//! through in the order of their keys, which renames and restarts do not change. The categorizer's jobs do not wait for
//! this, and no session sees a copy before it is durable.
//!
//! When the disk refuses a step, the message waits in Submission and goes on from there later.

mod copies;
mod events;

use std::collections::BTreeMap;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures_util::FutureExt;
use tokio::time::Instant;

use super::entry::{Deferral, Which};
use super::intake;
use super::line::Taken;
use super::message::Unreadable;
use super::queues::Queues;
use super::revise::Unrevised;
use super::session::our_remark;
use super::settle::Composed;
use super::spool::{Op, SpoolError};
use super::submission::Moves;
use crate::mail::EnhancedStatus;
use crate::model::ReversePath;
use crate::transport::{
    Attempt, Body, Envelope, Leaf, NoticeKind, RecipientState, Refusal, Remark, Resolution, Resolved, Settings,
    TrackingSource, Way,
};

/// Most recipients that members add to a message, and most that a copy has (Exchange: ExpansionSizeLimit).
const MOST: usize = 1000;

/// Why a message has not come further.
enum Halt {
    /// The node stops: the next start goes on.
    Stopping,
    Unreadable(Unreadable),
    /// In words.
    Refused(String),
}

impl From<SpoolError> for Halt {
    fn from(error: SpoolError) -> Halt {
        match error {
            SpoolError::Closed => Halt::Stopping,
            SpoolError::Read(_) | SpoolError::Damaged(_) | SpoolError::NoSuchMessage(_) => {
                Halt::Unreadable(Unreadable::Spool(error))
            }
            error => Halt::Refused(error.to_string()),
        }
    }
}

impl From<Unrevised> for Halt {
    fn from(error: Unrevised) -> Halt {
        match error {
            Unrevised::Unreadable(unreadable) => Halt::Unreadable(unreadable),
            Unrevised::Spool(error) => error.into(),
            Unrevised::Refused(Refusal::Stopping) => Halt::Stopping,
            Unrevised::Refused(refusal) => Halt::Refused(refusal.to_string()),
        }
    }
}

impl From<Unreadable> for Halt {
    fn from(unreadable: Unreadable) -> Halt {
        Halt::Unreadable(unreadable)
    }
}

/// A message some of whose recipients are to give way.
struct Resolving<'a> {
    queues: &'a Arc<Queues>,
    taken: &'a Taken,
    settings: &'a Arc<Settings>,
    envelope: Arc<Envelope>,
    body: Body,
    resolved: Resolved,
    /// The message for those who are to send no out-of-office message; where its header says so already, none.
    marked: Option<copies::Marked>,
}

impl Queues {
    /// Lets these recipients give way beside the categorizer's job, then routes the message.
    pub fn spawn_resolve(self: &Arc<Queues>, taken: Taken, stand_ins: Vec<usize>, settings: Arc<Settings>) {
        let queues = self.clone();
        self.tasks.spawn(async move {
            let mut hand = queues.parts.in_hand.hand();
            let resolving = hand.attend(taken.message.id(), queues.clone().resolve(taken.clone(), stand_ins, settings));
            if let Err(panic) = AssertUnwindSafe(resolving).catch_unwind().await {
                hand.put_down();
                queues.blame(&queues.registry.submission, &taken, panic).await;
            }
        });
    }

    async fn resolve(self: Arc<Queues>, mut taken: Taken, stand_ins: Vec<usize>, settings: Arc<Settings>) {
        let Ok(permit) = self.reports.clone().acquire_owned().await else { return };
        let halt = match self.give_way(&taken, stand_ins, &settings).await {
            Ok(recipients) => {
                drop(permit);
                taken.recipients = recipients;
                // That was said before.
                taken.is_resubmitted = false;
                let mut moves = Moves::new();
                let is_placed = self.categorize_one(&taken, &settings, &mut moves).await;
                for (hop, arrivals) in moves {
                    self.enter(&hop, arrivals, &settings);
                }
                if is_placed {
                    self.finish(&self.registry.submission, taken.flight);
                }
                return;
            }
            Err(halt) => halt,
        };
        match halt {
            Halt::Stopping => {}
            Halt::Unreadable(unreadable) => self.cannot_read(&self.registry.submission, &taken, &unreadable),
            Halt::Refused(error) => {
                tracing::warn!(message = %taken.message.id(), %error, "recipients could not be resolved yet");
                let text = format!("RESOLVER.Deferred; the recipients could not be stored: {error}");
                self.defer_resolution(&taken, our_remark(452, EnhancedStatus::new(4, 3, 1), text));
            }
        }
    }

    /// The message waits in Submission.
    fn defer_resolution(self: &Arc<Queues>, taken: &Taken, remark: Remark) {
        let (queue, now) = (&self.registry.submission, self.now());
        let due = Instant::now() + self.settings().server.resolver_retry_interval.duration();
        let deferral = Deferral { tries: taken.tries + 1, due, remarks: vec![(0, Arc::new(remark))] };
        let mut state = queue.lock();
        let landed = state.line.defer(taken.flight, deferral);
        self.arm(queue, &mut state, now);
        drop(state);
        self.obey_late(queue, landed);
    }

    /// Carries out one resolution. Gives the recipients that are to be routed now.
    async fn give_way(
        self: &Arc<Queues>,
        taken: &Taken,
        stand_ins: Vec<usize>,
        settings: &Arc<Settings>,
    ) -> Result<Which, Halt> {
        let (record, body) = taken.message.load().await?;
        let envelope = record.envelope;
        let before = envelope.recipients.len();
        let (categorizer, asked, of) = (self.parts.categorizer.clone(), envelope.clone(), settings.clone());
        let hand = self.parts.in_hand.hand();
        let id = taken.message.id();
        let found = tokio::task::spawn_blocking(move || {
            let mut hand = hand;
            hand.hold(id);
            categorizer.resolve(&asked, &stand_ins, &of)
        });
        let found = found.await;
        let mut resolved = match found {
            Ok(resolved) => resolved,
            Err(error) if error.is_panic() => std::panic::resume_unwind(error.into_panic()),
            // The runtime is shutting down.
            Err(_) => return Err(Halt::Stopping),
        };
        let failed = std::mem::take(&mut resolved.failed);
        let marked =
            resolved.leaves.iter().any(|leaf| leaf.is_oof_unwanted).then(|| copies::Marked::of(&body)).flatten();
        let resolving = Resolving { queues: self, taken, settings, envelope: envelope.clone(), body, resolved, marked };
        resolving.fail(failed).await?;
        let is_begun = matches!(envelope.resolution, Resolution::UpTo(_));
        let is_large = resolving.resolved.leaves.len() > MOST;
        let is_other = |leaf: &Leaf| leaf.sender.is_some() || resolving.is_marked(leaf);
        match is_begun || is_large || resolving.resolved.leaves.iter().any(is_other) {
            true => resolving.by_copies().await?,
            false => resolving.in_place().await?,
        }
        let now = taken.message.record().await?.envelope.recipients.len();
        Ok(match &taken.recipients {
            Which::Pending => Which::Pending,
            Which::These(these) => Which::these(these.iter().map(|index| *index as usize).chain(before..now)),
        })
    }
}

impl Resolving<'_> {
    /// Recipients whose ways lead nowhere are given up.
    async fn fail(&self, failed: Vec<(usize, Remark)>) -> Result<(), Halt> {
        if failed.is_empty() {
            return Ok(());
        }
        let attempt = self.attempt(failed.iter().map(|(index, _)| *index).collect());
        let queue = &self.queues.registry.submission;
        let message = &self.taken.message;
        Ok(self.queues.fail(queue, message, &attempt, failed, TrackingSource::Routing, true).await?)
    }

    fn attempt(&self, recipients: Vec<usize>) -> Attempt {
        let (id, envelope, body) = (self.taken.message.id(), self.envelope.clone(), self.body.clone());
        Attempt { id, envelope, recipients, body }
    }

    /// Those whom they stand for become recipients of the message.
    async fn in_place(&self) -> Result<(), Halt> {
        let report = self.report().await;
        let first = self.envelope.recipients.len();
        let ops = report.iter().map(Composed::append).collect();
        let commit = self.taken.message.amend(ops, |record| {
            let envelope = Arc::make_mut(&mut record.envelope);
            envelope.recipients.extend(self.resolved.leaves.iter().map(|leaf| leaf.recipient.clone()));
            self.settle(envelope);
        });
        if let Some(commit) = commit
            && let Err(error) = commit.await
        {
            // Not durable, so it has not happened.
            let before = self.envelope.clone();
            self.taken.message.change(|record| record.envelope = before);
            return Err(error.into());
        }
        let envelope = self.taken.message.record().await?.envelope;
        let places: Vec<(usize, usize)> =
            self.resolved.leaves.iter().enumerate().map(|(at, leaf)| (leaf.via, first + at)).collect();
        self.track(&envelope, &places);
        self.track_duplicates();
        self.queues.submit_reports(report.into_iter().collect(), &self.attempt(Vec::new()));
        Ok(())
    }

    /// Those whom they stand for get copies of the message, in steps that each are durable before the next begins.
    async fn by_copies(&self) -> Result<(), Halt> {
        let after = match &self.envelope.resolution {
            Resolution::UpTo(key) => Some(*key),
            _ => None,
        };
        let leaves = &self.resolved.leaves;
        let from = leaves.partition_point(|leaf| after.is_some_and(|after| leaf.key <= after));
        let mut steps = leaves[from..].chunks(MOST).peekable();
        let is_empty = steps.peek().is_none();
        while let Some(step) = steps.next() {
            if self.queues.stop.is_cancelled() {
                return Err(Halt::Stopping);
            }
            self.step(step, steps.peek().is_none()).await?;
        }
        match is_empty {
            true => self.step(&[], true).await,
            false => Ok(()),
        }
    }

    /// One step: copies for these, and the note that they have been made.
    async fn step(&self, leaves: &[Leaf], is_last: bool) -> Result<(), Halt> {
        let mut alike: BTreeMap<(Option<String>, bool), Vec<&Leaf>> = BTreeMap::new();
        for leaf in leaves {
            let sender = leaf.sender.as_ref().map(ReversePath::to_string);
            alike.entry((sender, self.is_marked(leaf))).or_default().push(leaf);
        }
        let report = if is_last { self.report().await } else { None };
        let mut ops: Vec<Op> = report.iter().map(Composed::append).collect();
        let mut copies = Vec::with_capacity(alike.len());
        for leaves in alike.into_values() {
            match self.copy(leaves).await {
                Ok(copy) => copies.push(copy),
                Err(halt) => {
                    self.abandon(&copies);
                    return Err(halt);
                }
            }
        }
        ops.extend(copies.iter().map(|copy| intake::append(copy.id, &copy.record, &copy.body)));
        let before = self.taken.message.record().await?.envelope;
        let commit = self.taken.message.amend(ops, |record| {
            let envelope = Arc::make_mut(&mut record.envelope);
            match (is_last, leaves.last()) {
                (false, Some(last)) => envelope.resolution = Resolution::UpTo(last.key),
                _ => self.settle(envelope),
            }
        });
        if let Some(commit) = commit
            && let Err(error) = commit.await
        {
            self.taken.message.change(|record| record.envelope = before);
            self.abandon(&copies);
            return Err(error.into());
        }
        for copy in copies {
            let places: Vec<(usize, usize)> = copy.via.iter().enumerate().map(|(at, via)| (*via, at)).collect();
            self.track(&copy.record.envelope, &places);
            let (origin, source) = (self.taken.message.id(), TrackingSource::Routing);
            self.queues.track_transfer(copy.id, &copy.record.envelope, origin, source);
            self.queues.submit_new(copy.id, copy.record, copy.body);
        }
        if is_last {
            self.track_duplicates();
        }
        self.queues.submit_reports(report.into_iter().collect(), &self.attempt(Vec::new()));
        Ok(())
    }

    /// Marks the recipients that have given way.
    fn settle(&self, envelope: &mut Envelope) {
        envelope.resolution = Resolution::Done;
        for (index, _) in &self.resolved.ways {
            if let Some(recipient) = envelope.recipients.get_mut(*index) {
                recipient.state = RecipientState::Resolved;
                // It is the others now whose place may be taken.
                recipient.alternate = None;
            }
        }
    }

    /// The report that groups have been expanded, where the sender asked to be told of success.
    async fn report(&self) -> Option<Composed> {
        let expanded = self.resolved.ways.iter().filter(|(_, way)| *way == Way::Expanded).map(|(index, _)| *index);
        let asked = |index: &usize| {
            let notify = self.envelope.recipients.get(*index).and_then(|recipient| recipient.notify);
            notify.is_some_and(|notify| notify.success)
        };
        let text = "RESOLVER.GRP.Expanded; distribution list expanded";
        let told: Vec<(usize, Remark)> =
            expanded.filter(asked).map(|index| (index, our_remark(250, EnhancedStatus::new(2, 1, 5), text))).collect();
        if told.is_empty() {
            return None;
        }
        let attempt = self.attempt(told.iter().map(|(index, _)| *index).collect());
        let notice = self.queues.notice(NoticeKind::Expanded, &attempt, told);
        self.queues.compose(notice, self.settings).await
    }
}
