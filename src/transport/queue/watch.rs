//! The timekeeper: what is to be done at a certain time is done then, queue by queue.

use std::sync::Arc;
use std::time::Duration;

use super::hop_queue::HopQueue;
use super::order;
use super::queues::Queues;
use super::spool::Op;
use crate::model::EventCategory;
use crate::transport::{Event, Measures};

/// A queue that has been looked at is not looked at again before this.
const SOONEST: Duration = Duration::from_millis(20);

impl Queues {
    /// Rings for each queue in time, until the engine stops.
    pub async fn watch(self: Arc<Queues>) {
        loop {
            let due = tokio::select! {
                due = self.alarms.ring() => due,
                () = self.stop.cancelled() => return,
            };
            for queue in due {
                queue.lock().alarm = None;
                self.look_at(&queue);
            }
        }
    }

    /// Does what is due in a queue, and sees when the next thing is.
    pub fn look_at(self: &Arc<Queues>, queue: &Arc<HopQueue>) {
        let now = self.now();
        self.drafts.sweep(&*self.parts.spool, now.steady);
        let mut state = queue.lock();
        if state.is_retired {
            return;
        }
        if state.retry.is_some_and(|at| at <= now.steady) {
            state.retry = None;
        }
        let is_opened = state.keep_hours(&*self.parts.clock);
        let woken = state.line.wake(now.steady);
        let is_over = state.order.as_ref().is_some_and(|order| order.is_over(now.wall));
        let is_ripe = state.order.is_none() && !state.is_ageing && state.next_age.is_some_and(|age| age <= now.wall);
        state.is_ageing |= is_ripe;
        let mut is_given_up = state.is_given_up(now.steady);
        if is_given_up && self.parts.relief.demands(Measures::PAUSE_RESUBMISSION) {
            is_given_up = false;
            state.put_off_resubmission(now.steady);
        } else if is_given_up {
            state.restart_idle_time(now.steady);
        }
        let may_retire = state.may_retire(now.steady);
        state.forget_enough(now.steady);
        drop(state);

        if may_retire && self.registry.retire(queue, now.steady) {
            return;
        }
        if is_over {
            self.end_suspension(queue);
        }
        if is_ripe {
            self.tasks.spawn(self.clone().age(queue.clone()));
        }
        if is_given_up {
            let says =
                format!("Nothing could be delivered to {} for long: its messages are routed anew.", queue.hop.domain);
            self.parts.events.note(Event::information(EventCategory::RemoteDelivery, 3003, says));
            self.tasks.spawn(self.clone().resubmit(queue.clone()));
        }
        if woken > 0 || is_opened {
            queue.bell.notify_one();
        }
        self.staff(queue);
        let mut state = queue.lock();
        if let Some(due) = state.due(now) {
            // All that was due has been begun. Were something overlooked, it must not keep the timekeeper running.
            self.alarms.set(due.max(now.steady + SOONEST), queue);
            state.alarm = Some(due.max(now.steady + SOONEST));
        }
    }

    /// A suspension that was given a time is over.
    fn end_suspension(self: &Arc<Queues>, queue: &Arc<HopQueue>) {
        queue.lock().order = None;
        let removed = self.parts.spool.commit(vec![Op::RemoveOrder { key: order::queue_key(&queue.hop) }]);
        self.tasks.spawn(async move {
            // Were it not removed now, the next start would find it run out.
            if let Err(error) = removed.await {
                tracing::warn!(%error, "a suspension that has run out could not be removed from the spool");
            }
        });
        self.resumed(queue);
    }

    /// A queue may send again.
    pub fn resumed(self: &Arc<Queues>, queue: &Arc<HopQueue>) {
        let now = self.now();
        let mut state = queue.lock();
        state.touch(now.steady);
        let is_stale = std::mem::take(&mut state.is_stale);
        self.arm(queue, &mut state, now);
        drop(state);
        if is_stale {
            self.tasks.spawn(self.clone().review(queue.clone()));
        }
        queue.bell.notify_one();
        self.staff(queue);
    }
}
