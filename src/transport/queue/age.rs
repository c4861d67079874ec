//! What grows old in a queue: senders are told of a delay once, and get the message back when it expires.
//!
//! A queue knows only when the first of its messages is due; then all that wait are looked at, in slices. What an
//! operator has suspended does not age: it is held, not forgotten, and takes its turn when it is resumed.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use tokio::time::Instant;

use super::hop_queue::HopQueue;
use super::line::Taken;
use super::message::Unreadable;
use super::pace::{Ages, moment};
use super::place::Place;
use super::queues::Queues;
use super::session::our_remark;
use crate::mail::EnhancedStatus;
use crate::transport::{Remark, TrackingSource};

/// Messages that are looked at while the queue's lock is held.
const SLICE: usize = 1000;

/// A queue with very many messages of all ages is not walked for each of them: at most so much of the time is spent.
const REST: Duration = Duration::from_millis(500);

/// When a message whose age could not be dealt with is looked at again, and when one that was under way.
const AGAIN: Duration = Duration::from_secs(60);

/// What is due for one message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Due {
    Expiry,
    Delay,
}

/// One look at some of the messages of a queue.
#[derive(Default)]
struct Slice {
    due: Vec<(Place, Due)>,
    /// When something is next due among the others.
    next: Option<Timestamp>,
    /// The last one that was looked at; `None`: there are no more.
    last: Option<Place>,
}

impl Slice {
    fn of(queue: &HopQueue, after: Option<Place>, ages: &Ages, now: Timestamp) -> Slice {
        let mut slice = Slice::default();
        for (place, entry) in queue.lock().line.waiting(after).take(SLICE) {
            slice.last = Some(place);
            let received = moment(entry.received);
            let next = if ages.expiry(received, place.rank()) <= now {
                slice.due.push((place, Due::Expiry));
                now.saturating_add(AGAIN).unwrap_or(now)
            } else if !entry.is_delay_reported && ages.delay(received, place.rank()) <= now {
                slice.due.push((place, Due::Delay));
                ages.expiry(received, place.rank())
            } else {
                ages.next(entry.received, place.rank(), entry.is_delay_reported)
            };
            slice.next = Some(slice.next.map_or(next, |known| known.min(next)));
        }
        slice
    }
}

impl Queues {
    /// Does what is due for the messages of one queue.
    pub async fn age(self: Arc<Queues>, queue: Arc<HopQueue>) {
        let ages = Ages::of(&self.settings(), &queue.hop);
        let mut after = None;
        let mut next: Option<Timestamp> = None;
        // What enters meanwhile sets it anew.
        queue.lock().next_age = None;
        loop {
            let slice = Slice::of(&queue, after, &ages, self.parts.clock.now());
            next = next.into_iter().chain(slice.next).min();
            for (place, due) in slice.due {
                if self.stop.is_cancelled() {
                    return;
                }
                self.settle_age(&queue, place, due).await;
            }
            if slice.last.is_none() {
                break;
            }
            after = slice.last;
            tokio::task::yield_now().await;
        }
        tokio::select! {
            () = tokio::time::sleep(REST) => {}
            () = self.stop.cancelled() => return,
        }
        let now = self.now();
        let mut state = queue.lock();
        state.is_ageing = false;
        // What is under way was not looked at. It may come back as it was, and must not be forgotten then.
        let later = now.wall.saturating_add(AGAIN).unwrap_or(now.wall);
        let under_way = state
            .line
            .under_way()
            .map(|(place, entry)| ages.next(entry.received, place.rank(), entry.is_delay_reported).max(later));
        let next = next.into_iter().chain(under_way).min();
        if let Some(next) = next {
            state.ages_at(next);
        }
        self.arm(&queue, &mut state, now);
    }

    async fn settle_age(self: &Arc<Queues>, queue: &Arc<HopQueue>, place: Place, due: Due) {
        let (taken, error) = {
            let mut state = queue.lock();
            let is_held = state.order.is_some();
            let taken = if is_held { None } else { state.line.take_waiting_at(place, |id| self.shelf.find(id)) };
            (taken, state.ladder.error().map(|error| error.to_string()))
        };
        // Suspended, under way or gone since it was seen.
        let Some(taken) = taken else { return };
        match due {
            Due::Expiry => {
                self.counters.expired.add(1);
                let about = taken.clone();
                let remark = move |index: usize| expired(about.remark(index), error.as_deref());
                if let Err(error) = self.give_up(queue, taken, remark, TrackingSource::Queue, true).await {
                    tracing::warn!(message = %place.id(), %error, "an expired message could not be returned; trying again");
                }
            }
            Due::Delay => {
                if let Err(problem) = self.tell_of_delay(queue, &taken, error.as_deref()).await {
                    tracing::warn!(message = %taken.message.id(), error = %problem, "a delay could not be reported");
                }
                let landed = queue.lock().line.restore(taken.flight, Instant::now());
                self.obey_late(queue, landed);
            }
        }
    }

    /// The sender hears once of all recipients that are late, in whatever queues they are.
    async fn tell_of_delay(
        self: &Arc<Queues>,
        queue: &HopQueue,
        taken: &Taken,
        error: Option<&str>,
    ) -> Result<(), Unreadable> {
        let (record, body) = taken.message.load().await?;
        if record.envelope.delay_reported.is_some() {
            return Ok(());
        }
        let here = taken.recipients.pending(&record.envelope);
        let remark = |index: usize| match taken.remark(index).filter(|_| here.contains(&index)) {
            Some(said) => said.clone(),
            None => {
                let because =
                    error.filter(|_| here.contains(&index)).map_or_else(String::new, |error| format!("; {error}"));
                our_remark(400, EnhancedStatus::new(4, 4, 7), format!("Message delayed{because}"))
            }
        };
        tracing::debug!(message = %taken.message.id(), next_hop = %queue.hop.domain, "a message is late");
        let now = self.parts.clock.now();
        Ok(self.report_delay(&taken.message, &queue.hop, &record, body, remark, now).await?)
    }
}

/// What a sender is told of a message that could not be delivered in time, with the last reason if there is one.
fn expired(last: Option<&Remark>, queue_error: Option<&str>) -> Remark {
    let reason = last.map(ToString::to_string).or_else(|| queue_error.map(str::to_owned));
    let because = reason.map_or_else(String::new, |reason| format!("; last error: {reason}"));
    our_remark(550, EnhancedStatus::new(4, 4, 7), format!("QUEUE.Expired; message expired{because}"))
}
