//! The categorizer's jobs: they take what is in Submission, ask where its recipients go, and put it there.
//!
//! Messages are taken in batches, so that what goes to the same queue enters it in one step.

use std::collections::HashMap;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures_util::FutureExt;

use super::entry::{Deferral, Entry, Which};
use super::line::Taken;
use super::order::{Order, What};
use super::queues::{Arrival, Queues};
use super::record::Record;
use super::registry;
use crate::model::AgentEvent;
use crate::transport::{Attempt, NextHop, Remark, Routed, Settings, TrackingSource, Verdict};

/// Messages that one job takes at a time.
const BATCH: usize = 32;

/// What goes where, gathered over a batch.
pub type Moves = HashMap<NextHop, Vec<Arrival>>;

impl Queues {
    /// One job: works until the engine stops.
    pub async fn categorize(self: Arc<Queues>) {
        let mut hand = self.parts.in_hand.hand();
        loop {
            let batch = self.take_batch();
            if batch.is_empty() {
                tokio::select! {
                    () = self.registry.submission.bell.notified() => continue,
                    () = self.stop.cancelled() => return,
                }
            }
            if self.stop.is_cancelled() {
                // What was taken stays in the spool; the next start finds it there.
                return;
            }
            let settings = self.settings();
            let mut moves = Moves::new();
            let count = batch.len();
            let mut placed = Vec::with_capacity(count);
            let is_attended = settings.agents.attend();
            for taken in batch {
                if is_attended {
                    self.spawn_attended(taken, settings.clone()).await;
                    continue;
                }
                let began = self.parts.track.wants_stages().then(|| self.parts.clock.now());
                let placing = hand.attend(taken.message.id(), self.categorize_one(&taken, &settings, &mut moves));
                let placing = AssertUnwindSafe(placing).catch_unwind().await;
                if let Some(began) = began {
                    self.trace_categorization(&taken, began);
                }
                match placing {
                    Ok(true) => placed.push(taken),
                    Ok(false) => {}
                    Err(panic) => self.blame(&self.registry.submission, &taken, panic).await,
                }
            }
            // One that has panicked was left in it.
            hand.put_down();
            self.counters.categorized.add(count);
            for (hop, arrivals) in moves {
                self.enter(&hop, arrivals, &settings);
            }
            for taken in placed {
                self.finish(&self.registry.submission, taken.flight);
            }
            tokio::task::yield_now().await;
        }
    }

    fn take_batch(&self) -> Vec<Taken> {
        let mut state = self.registry.submission.lock();
        let mut batch = Vec::new();
        while batch.len() < BATCH && state.order.is_none() {
            let Some(taken) = state.line.take(|id| self.shelf.find(id)) else { break };
            batch.push(taken);
        }
        let is_more = state.line.ready() > 0 && state.order.is_none();
        drop(state);
        if is_more {
            self.registry.submission.bell.notify_one();
        }
        batch
    }

    /// Says where one message goes. False: it is not through with Submission yet.
    pub async fn categorize_one(
        self: &Arc<Queues>,
        taken: &Taken,
        settings: &Arc<Settings>,
        moves: &mut Moves,
    ) -> bool {
        let record = match taken.message.record().await {
            Ok(record) => record,
            Err(unreadable) => {
                self.cannot_read(&self.registry.submission, taken, &unreadable);
                return true;
            }
        };
        if let Some(order) = record.hold(&self.registry.submission.hop) {
            self.hold_in_submission(taken, order);
            return true;
        }
        if !self.attended(AgentEvent::OnSubmittedMessage, taken, &record, &[], settings).await {
            return true;
        }
        if taken.is_resubmitted {
            self.track_resubmission(taken, &record.envelope);
        }
        let mut routes = self.routes(taken, &record, settings);
        if !routes.stand_ins.is_empty() {
            self.spawn_resolve(taken.clone(), routes.stand_ins, settings.clone());
            return false;
        }
        if !self.attended(AgentEvent::OnResolvedMessage, taken, &record, &[], settings).await {
            return true;
        }
        // Policy is asked about whom the message really goes to, when groups have been opened.
        let record = match self.revised(taken, &record, settings).await {
            Some(None) => record,
            Some(Some(revised)) => {
                routes = self.routes(taken, &revised, settings);
                revised
            }
            None => return true,
        };
        let Routes { hops, lost, failed, .. } = routes;
        let hops = self.redirected(hops);
        for event in [AgentEvent::OnRoutedMessage, AgentEvent::OnCategorizedMessage] {
            if !self.attended(event, taken, &record, &hops, settings).await {
                return true;
            }
        }
        let is_whole = failed.is_empty() && hops.len() + usize::from(!lost.is_empty()) == 1;
        let now = self.parts.clock.now();
        let entry = |these: &[usize]| {
            let which = if is_whole { taken.recipients.clone() } else { Which::these(these.iter().copied()) };
            let mut entry = Entry::new(&record.envelope, which, now);
            entry.message = self.has_room().then(|| taken.message.clone());
            entry
        };
        let stray = stray_hold(&record, hops.iter().map(|(hop, _)| hop), &lost).cloned();
        let place = taken.flight.place;
        if self.parts.track.is_watched() {
            self.tell_routes(taken, &record, &hops, &lost);
        }
        for (hop, these) in hops {
            let order = record.hold(&hop).or(stray.as_ref()).cloned();
            moves.entry(hop).or_default().push(Arrival { place, entry: entry(&these), order });
        }
        if !lost.is_empty() {
            let these: Vec<usize> = lost.iter().map(|(index, _)| *index).collect();
            let mut entry = entry(&these);
            let remarks = lost.into_iter().map(|(index, remark)| (index as u32, Arc::new(remark))).collect();
            entry.deferral = Some(Box::new(Deferral { tries: 0, due: tokio::time::Instant::now(), remarks }));
            let hop = registry::unreachable();
            let order = record.hold(&hop).or(stray.as_ref()).cloned();
            moves.entry(hop).or_default().push(Arrival { place, entry, order });
        }
        if !failed.is_empty() {
            self.fail_recipients(taken, &record, failed);
        }
        true
    }

    /// Tells those who watch where the recipients go.
    fn tell_routes(&self, taken: &Taken, record: &Record, hops: &[(NextHop, Vec<usize>)], lost: &[(usize, Remark)]) {
        let tell = |hop: &NextHop, recipients: Vec<usize>, remark: Option<Arc<Remark>>| {
            self.parts.track.routed(Routed {
                time: self.parts.clock.now(),
                id: taken.message.id(),
                envelope: record.envelope.clone(),
                recipients,
                hop: hop.clone(),
                remark,
            });
        };
        for (hop, these) in hops {
            tell(hop, these.clone(), None);
        }
        if let Some((_, remark)) = lost.first() {
            let these = lost.iter().map(|(index, _)| *index).collect();
            tell(&registry::unreachable(), these, Some(Arc::new(remark.clone())));
        }
    }

    /// Where the recipients go that are still pending.
    fn routes(&self, taken: &Taken, record: &Record, settings: &Settings) -> Routes {
        let recipients = taken.recipients.pending(&record.envelope);
        let verdicts = self.parts.categorizer.categorize(&record.envelope, &recipients, settings);
        Routes::of(recipients.into_iter().zip(verdicts))
    }

    /// It was suspended, or to be removed, before it could be categorized.
    fn hold_in_submission(self: &Arc<Queues>, taken: &Taken, order: &Arc<Order>) {
        let queue = &self.registry.submission;
        let mut state = queue.lock();
        state.line.note(taken.flight.place, order);
        drop(state);
        self.give_back(queue, taken.flight);
    }

    /// Recipients that go nowhere: reported beside the job, which goes on.
    fn fail_recipients(self: &Arc<Queues>, taken: &Taken, record: &Record, failed: Vec<(usize, Remark)>) {
        let (queues, message, envelope) = (self.clone(), taken.message.clone(), record.envelope.clone());
        let place = taken.flight.place;
        self.tasks.spawn(async move {
            let Ok(_permit) = queues.reports.acquire().await else { return };
            let queue = queues.registry.submission.clone();
            let recipients: Vec<usize> = failed.iter().map(|(index, _)| *index).collect();
            let stored = match message.body().await {
                Ok(body) => {
                    let attempt =
                        Attempt { id: message.id(), envelope: envelope.clone(), recipients: recipients.clone(), body };
                    let source = TrackingSource::Routing;
                    queues.fail(&queue, &message, &attempt, failed, source, true).await.map_err(|error| error.to_string())
                }
                Err(unreadable) => Err(unreadable.to_string()),
            };
            if let Err(error) = stored {
                tracing::warn!(message = %message.id(), %error, "a report could not be stored; the recipients are categorized again");
                let mut entry = Entry::new(&envelope, Which::these(recipients), queues.parts.clock.now());
                let due = tokio::time::Instant::now() + std::time::Duration::from_secs(60);
                entry.deferral = Some(Box::new(Deferral { tries: 1, due, remarks: Vec::new() }));
                let now = queues.now();
                let mut state = queue.lock();
                state.line.insert_deferred(place, entry);
                queues.arm(&queue, &mut state, now);
            }
        });
    }
}

/// Where the recipients of one message go.
#[derive(Default)]
struct Routes {
    hops: Vec<(NextHop, Vec<usize>)>,
    lost: Vec<(usize, Remark)>,
    failed: Vec<(usize, Remark)>,
    /// They stand for others.
    stand_ins: Vec<usize>,
}

impl Routes {
    fn of(verdicts: impl Iterator<Item = (usize, Verdict)>) -> Routes {
        let mut routes = Routes::default();
        // A message for thousands of domains must not be compared with each of them.
        let mut known: HashMap<NextHop, usize> = HashMap::new();
        for (index, verdict) in verdicts {
            match verdict {
                Verdict::Deliver(hop) => match routes.hops.last_mut() {
                    Some((last, these)) if *last == hop => these.push(index),
                    _ => match known.get(&hop) {
                        Some(&at) => routes.hops[at].1.push(index),
                        None => {
                            known.insert(hop.clone(), routes.hops.len());
                            routes.hops.push((hop, vec![index]));
                        }
                    },
                },
                Verdict::Unreachable(remark) => routes.lost.push((index, remark)),
                Verdict::Fail(remark) => routes.failed.push((index, remark)),
                Verdict::Resolve => routes.stand_ins.push(index),
            }
        }
        routes
    }
}

/// An order on the message that belongs to none of the queues it is going to: since it was given, routes have changed.
/// Rather hold the message wherever it goes than send what somebody has suspended.
fn stray_hold<'a, 'b>(
    record: &'a Record,
    mut hops: impl Iterator<Item = &'b NextHop>,
    lost: &[(usize, Remark)],
) -> Option<&'a Arc<Order>> {
    if record.holds.is_empty() {
        return None;
    }
    let is_known = hops.any(|hop| record.hold(hop).is_some())
        || (!lost.is_empty() && record.hold(&registry::unreachable()).is_some());
    let suspends = |hold: &&super::order::Hold| hold.order.what == What::Suspend;
    (!is_known).then(|| record.holds.iter().find(suspends).map(|hold| &hold.order)).flatten()
}
