//! What becomes of a message after an attempt: the record, the reports and the queue are brought up to date.
//!
//! Order of things, so that a crash between any two of them costs nothing that was promised: what a next hop has taken
//! over is recorded at once; a recipient is marked as failed in the very commit that makes the report to the sender
//! durable; only then does the message leave the queue. A commit that the disk refuses is made again until it is there.

mod alternate;
mod badmail;
mod reports;
mod sorted;

use std::sync::Arc;
use std::time::Duration;

use super::entry::Deferral;
use super::hop_queue::HopQueue;
use super::line::{FlightId, Landed, Taken};
use super::message::{Message, Unreadable};
use super::order::{Order, What};
use super::pace::Ages;
use super::queues::Queues;
use super::record::{BadRecord, Record};
use super::session::our_remark;
use super::spool::{Completion, Op, SpoolError};
use crate::mail::EnhancedStatus;
use crate::model::{DeliveryType, EventCategory};
use crate::transport::{Attempt, Delivery, Event, NoticeKind, RecipientState, Remark, Settings, TrackingSource};

pub use reports::Composed;
pub use sorted::Sorted;

/// How long to wait before a refused commit is made again.
const COMMIT_AGAIN: Duration = Duration::from_secs(1);

impl Queues {
    /// Settles one attempt of a session.
    pub async fn settle(
        self: &Arc<Queues>,
        queue: &Arc<HopQueue>,
        taken: &Taken,
        attempt: Attempt,
        delivery: Delivery,
        settings: &Arc<Settings>,
    ) {
        let sorted = Sorted::new(&attempt, delivery.outcomes);
        let server = delivery.address.map(|address| (address, delivery.host));
        self.track_attempt(queue, &attempt, &sorted, server, settings);
        self.track_sent_otherwise(&attempt, &sorted.sent, delivery.notes);
        self.counters.recipients_delivered.add(sorted.sent.len());
        self.counters.recipients_deferred.add(sorted.deferred.len());

        if sorted.failed.is_empty() && sorted.confirmed.is_empty() {
            if !sorted.sent.is_empty() {
                self.record_sent(&taken.message, &sorted.sent);
            }
            return self.land(queue, taken, sorted.deferred);
        }
        // Reports take a while: they are made beside the session, a bounded number of them.
        let Ok(permit) = self.reports.clone().acquire_owned().await else { return };
        let (queues, queue, settings) = (self.clone(), queue.clone(), settings.clone());
        let taken = taken.clone();
        self.tasks.spawn(async move {
            queues.settle_with_reports(&queue, &taken, attempt, sorted, &settings).await;
            drop(permit);
        });
    }

    async fn settle_with_reports(
        self: &Arc<Queues>,
        queue: &Arc<HopQueue>,
        taken: &Taken,
        attempt: Attempt,
        mut sorted: Sorted,
        settings: &Arc<Settings>,
    ) {
        let kind = match queue.hop.delivery_type {
            DeliveryType::SmtpDeliveryToMailbox => NoticeKind::Delivered,
            _ => NoticeKind::Relayed,
        };
        self.settle_sent(&taken.message, &attempt, &sorted, kind, settings).await;
        let failed = std::mem::take(&mut sorted.failed);
        if !failed.is_empty()
            && let Err(error) =
                self.fail(queue, &taken.message, &attempt, failed.clone(), TrackingSource::Smtp, true).await
        {
            // No room for the report: the recipients are tried again rather than forgotten.
            let text = format!("The report could not be stored: {error}");
            let remark = our_remark(452, EnhancedStatus::new(4, 3, 1), text);
            sorted.deferred.extend(failed.into_iter().map(|(index, _)| (index, remark.clone())));
        }
        self.land(queue, taken, sorted.deferred);
    }

    /// Records what was taken over, with the report of `kind` to the sender where one is wanted.
    pub(super) async fn settle_sent(
        &self,
        message: &Arc<Message>,
        attempt: &Attempt,
        sorted: &Sorted,
        kind: NoticeKind,
        settings: &Arc<Settings>,
    ) {
        let mut report = None;
        if !sorted.confirmed.is_empty() {
            report = self.compose(self.notice(kind, attempt, sorted.confirmed.clone()), settings).await;
        }
        match report {
            Some(report) => self.record_confirmed(message, report, &sorted.sent, attempt).await,
            None if !sorted.sent.is_empty() => self.record_sent(message, &sorted.sent),
            None => {}
        }
    }

    /// Marks recipients as taken over.
    fn record_sent(&self, message: &Arc<Message>, sent: &[(usize, Remark)]) {
        if message.is_last(sent.len()) {
            return message.finish();
        }
        let commit = message.amend(Vec::new(), |record| mark(record, these(sent), RecipientState::Delivered));
        self.follow(message, commit);
    }

    /// The same, together with the report that tells the sender.
    async fn record_confirmed(
        &self,
        message: &Arc<Message>,
        report: Composed,
        sent: &[(usize, Remark)],
        attempt: &Attempt,
    ) {
        let commit =
            message.amend(vec![report.append()], |record| mark(record, these(sent), RecipientState::Delivered));
        // With a report there is always something to wait for.
        let Some(commit) = commit else { return };
        match commit.await {
            Ok(()) => self.submit_reports(vec![report], attempt),
            Err(error) => {
                tracing::warn!(message = %message.id(), %error, "a delivery could not be confirmed to its sender");
                let commit = message.amend(Vec::new(), |_| ());
                self.follow(message, commit);
            }
        }
    }

    /// Gives recipients up: their state and the report become durable together, or their state and the copy for those who
    /// take their places. Either only where `tell`.
    pub async fn fail(
        self: &Arc<Queues>,
        queue: &HopQueue,
        message: &Arc<Message>,
        attempt: &Attempt,
        failed: Vec<(usize, Remark)>,
        source: TrackingSource,
        tell: bool,
    ) -> Result<(), SpoolError> {
        let settings = self.settings();
        // Whoever got it in this very attempt is known to have it by now.
        let (replaced, failed) = match message.record_at_hand() {
            Some(record) if tell => alternate::part(&record.envelope, failed, source),
            _ => (Vec::new(), failed),
        };
        let copy = self.copy_for_alternates(attempt, &replaced).await?;
        let mut reports = Vec::new();
        if tell && !failed.is_empty() {
            let notice = self.notice(NoticeKind::Failed, attempt, failed.clone());
            reports.extend(self.compose_copy(&notice, &settings).await);
            reports.extend(self.compose(notice, &settings).await);
            self.keep_badmail(attempt, &failed).await;
        }
        let appended: Vec<Op> = reports.iter().chain(&copy).map(Composed::append).collect();
        let is_waited_for = !appended.is_empty();
        let commit = message.amend(appended, |record| {
            mark(record, these(&failed), RecipientState::Failed);
            mark(record, these(&replaced), RecipientState::Resolved);
        });
        match commit {
            Some(commit) if is_waited_for => {
                if let Err(error) = commit.await {
                    // Not durable, so it has not happened.
                    message
                        .change(|record| mark(record, these(&failed).chain(these(&replaced)), RecipientState::Pending));
                    self.abandon(copy);
                    return Err(error);
                }
            }
            commit => self.follow(message, commit),
        }
        if !failed.is_empty() {
            self.counters.recipients_failed.add(failed.len());
            self.track_failure(queue, attempt, &failed, source, tell, &settings);
        }
        self.submit_reports(reports, attempt);
        self.submit_to_alternates(copy, attempt, &replaced);
        Ok(())
    }

    /// Takes the message out of the queue, or puts it off when recipients are left.
    pub(super) fn land(self: &Arc<Queues>, queue: &Arc<HopQueue>, taken: &Taken, deferred: Vec<(usize, Remark)>) {
        if deferred.is_empty() {
            return self.finish(queue, taken.flight);
        }
        let now = self.now();
        let mut shared: Vec<(u32, Arc<Remark>)> = Vec::with_capacity(deferred.len());
        for (index, remark) in deferred {
            let same = shared.iter().find(|(_, known)| **known == remark).map(|(_, known)| known.clone());
            shared.push((index as u32, same.unwrap_or_else(|| Arc::new(remark))));
        }
        let mut state = queue.lock();
        let due = now.steady + state.pace.message_retry;
        let deferral = Deferral { tries: taken.tries.saturating_add(1), due, remarks: shared };
        let landed = state.line.defer(taken.flight, deferral);
        let rank = taken.flight.place.rank();
        state.ages_at(Ages::of(&self.parts.live.load(), &queue.hop).next(
            taken.received,
            rank,
            taken.is_delay_reported,
        ));
        self.arm(queue, &mut state, now);
        drop(state);
        self.obey_late(queue, landed);
    }

    /// The message is through with this queue.
    pub fn finish(&self, queue: &Arc<HopQueue>, flight: FlightId) {
        let now = self.now();
        let mut state = queue.lock();
        if state.line.finish(flight) {
            state.outgoing.count(1, now.steady);
        }
        if state.line.is_empty() {
            state.touch(now.steady);
            self.arm(queue, &mut state, now);
        }
    }

    /// The message was not tried: it is ready again.
    pub fn give_back(self: &Arc<Queues>, queue: &Arc<HopQueue>, flight: FlightId) {
        let landed = queue.lock().line.give_back(flight, self.has_room());
        self.obey_late(queue, landed);
    }

    /// An order that waited for a message to come back is carried out.
    pub fn obey_late(self: &Arc<Queues>, queue: &Arc<HopQueue>, landed: Option<Landed>) {
        if let Some(Landed::Remove(taken, order)) = landed {
            let (queues, queue) = (self.clone(), queue.clone());
            self.tasks.spawn(async move {
                // Refused by the disk, it waits in the queue again, and the order in its record.
                let _ = queues.remove(&queue, taken, &order).await;
            });
        }
    }

    /// Removes a message under way by an operator's order.
    pub async fn remove(
        self: &Arc<Queues>,
        queue: &Arc<HopQueue>,
        taken: Taken,
        order: &Order,
    ) -> Result<(), SpoolError> {
        let tell = order.what == What::Remove { with_ndr: true };
        let remark = match queue.is_poison() {
            // The sender cannot know that a person has looked at it; that it broke those who handled it is the reason.
            true => our_remark(550, EnhancedStatus::new(5, 3, 0), "QUEUE.Poison; Too many related errors"),
            false => {
                our_remark(550, EnhancedStatus::new(4, 3, 2), "QUEUE.Admin; message deleted by administrative action")
            }
        };
        self.give_up(queue, taken, |_| remark.clone(), TrackingSource::Admin, tell).await
    }

    /// Gives up all recipients that a message under way has in this queue. When the disk refuses the report, the
    /// message is put off instead.
    pub async fn give_up(
        self: &Arc<Queues>,
        queue: &Arc<HopQueue>,
        taken: Taken,
        remark: impl Fn(usize) -> Remark,
        source: TrackingSource,
        tell: bool,
    ) -> Result<(), SpoolError> {
        let Ok(_permit) = self.reports.acquire().await else { return Err(SpoolError::Closed) };
        let (record, body) = match taken.message.load().await {
            Ok(loaded) => loaded,
            Err(unreadable) => {
                self.cannot_read(queue, &taken, &unreadable);
                return Ok(());
            }
        };
        let recipients = taken.recipients.pending(&record.envelope);
        if recipients.is_empty() {
            self.finish(queue, taken.flight);
            return Ok(());
        }
        let failed: Vec<(usize, Remark)> = recipients.iter().map(|&index| (index, remark(index))).collect();
        let attempt = Attempt { id: taken.message.id(), envelope: record.envelope, recipients, body };
        match self.fail(queue, &taken.message, &attempt, failed, source, tell).await {
            Ok(()) => {
                self.finish(queue, taken.flight);
                Ok(())
            }
            Err(error) => {
                let text = format!("The report could not be stored: {error}");
                let remark = our_remark(452, EnhancedStatus::new(4, 3, 1), text);
                let deferred = attempt.recipients.iter().map(|&index| (index, remark.clone())).collect();
                self.land(queue, &taken, deferred);
                Err(error)
            }
        }
    }

    /// A message that cannot be read back. A disk that fails may recover: it is tried later. What is damaged is put
    /// aside for a person to look at; no queue can do anything with it.
    pub fn cannot_read(self: &Arc<Queues>, queue: &Arc<HopQueue>, taken: &Taken, unreadable: &Unreadable) {
        if let Unreadable::Spool(SpoolError::Read(_) | SpoolError::Closed) = unreadable {
            let text = format!("The message could not be read: {unreadable}");
            let remark = our_remark(451, EnhancedStatus::new(4, 3, 0), text);
            return self.land(queue, taken, vec![(0, remark)]);
        }
        let id = taken.message.id();
        self.counters.unreadable.add(1);
        let says = format!("Message {id} cannot be read: {unreadable}");
        self.parts.events.note(Event::error(EventCategory::Storage, 4001, says));
        if matches!(unreadable, Unreadable::Spool(SpoolError::Damaged(_)) | Unreadable::Record(_, BadRecord::Malformed))
        {
            let spool = self.parts.spool.clone();
            self.tasks.spawn_blocking(move || match spool.set_aside(id) {
                Ok(files) => tracing::error!(message = %id, ?files, "what is left of it was put aside"),
                Err(error) => {
                    tracing::error!(message = %id, %error, "it could not be put aside and stays in the spool")
                }
            });
        }
        self.finish(queue, taken.flight);
    }

    /// Keeps the message at hand until the commit is durable, and makes it again when the disk refused it.
    pub fn follow(&self, message: &Arc<Message>, commit: Option<Completion>) {
        let Some(mut commit) = commit else { return };
        let message = message.clone();
        self.tasks.spawn(async move {
            while let Err(error) = commit.await {
                match error {
                    SpoolError::Closed | SpoolError::NoSuchMessage(_) => return,
                    _ => tracing::warn!(message = %message.id(), %error, "the state of a message could not be recorded; trying again"),
                }
                tokio::time::sleep(COMMIT_AGAIN).await;
                match message.amend(Vec::new(), |_| ()) {
                    Some(again) => commit = again,
                    None => return,
                }
            }
        });
    }
}

/// Notes how far recipients have come.
pub fn mark(record: &mut Record, recipients: impl IntoIterator<Item = usize>, state: RecipientState) {
    let envelope = Arc::make_mut(&mut record.envelope);
    for index in recipients {
        if let Some(recipient) = envelope.recipients.get_mut(index) {
            recipient.state = state;
        }
    }
}

fn these(remarks: &[(usize, Remark)]) -> impl Iterator<Item = usize> {
    remarks.iter().map(|(index, _)| *index)
}
