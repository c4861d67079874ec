//! One queue: the messages for one next hop, the sessions that carry them, and what keeps it from sending.
//!
//! Everything here is decided under the queue's own lock, in a few steps and without waiting for anything; whoever
//! opens sessions, reads messages or writes to the spool does so outside and comes back with the outcome. Submission
//! and Unreachable are queues, too; they have no sessions.
//!
//! A queue whose next hop has not answered since its last failure (or ever) gets one session: the probe. Once it has
//! answered, sessions grow with what waits. A host that refuses a further session while others work is not failing;
//! it only has enough, and gets no more for a minute.

mod sessions;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::Notify;
use tokio::time::Instant;

use super::entry::Entry;
use super::ladder::Ladder;
use super::lanes::Gates;
use super::line::Line;
use super::order::Order;
use super::pace::Pace;
use super::place::Place;
use super::rate::Rate;
use crate::model::{DeliveryType, QueueStatus};
use crate::transport::{Clock, NextHop};

use sessions::Sessions;
pub use sessions::{Next, Setback};

pub struct HopQueue {
    pub hop: NextHop,
    /// Counts queues from their creation; 0 for those that have a name.
    pub number: u32,
    state: Mutex<State>,
    /// Rings for one idle session, or for the categorizer.
    pub bell: Notify,
}

/// The same moment on both clocks: the steady one that waits, and the one on the wall that people see.
#[derive(Clone, Copy, Debug)]
pub struct Now {
    pub steady: Instant,
    pub wall: Timestamp,
}

impl Now {
    /// When the wall clock will show this, as far as one can know.
    pub fn steady_at(&self, wall: Timestamp) -> Instant {
        let ahead = wall.duration_since(self.wall);
        self.steady + Duration::try_from(ahead).unwrap_or(Duration::ZERO)
    }

    /// What the wall clock will show then.
    pub fn wall_at(&self, steady: Instant) -> Timestamp {
        self.wall.saturating_add(steady.saturating_duration_since(self.steady)).unwrap_or(Timestamp::MAX)
    }
}

pub struct State {
    is_delivery: bool,
    /// By the settings in force.
    pub pace: Pace,
    pub line: Line,
    pub ladder: Ladder,
    /// In Retry until then.
    pub retry: Option<Instant>,
    /// Suspended by this.
    pub order: Option<Arc<Order>>,
    /// It is to be looked through once more, because the settings changed while it was suspended.
    pub is_stale: bool,
    /// Its messages are being failed, resubmitted or looked through at the moment: no new sessions.
    pub is_blocked: bool,
    sessions: Sessions,
    /// A peer has asked for what is kept, and not got all of it yet.
    is_released: bool,
    /// The next hop has answered since the last failure.
    is_proven: bool,
    enough: Option<(usize, Instant)>,
    /// When the schedule may open or close it.
    pub next_window: Option<Timestamp>,
    pub incoming: Rate,
    pub outgoing: Rate,
    /// When it was last not empty.
    last_used: Instant,
    /// When a message of it last reached the next hop, or when the row of failures began that it is in.
    last_success: Instant,
    /// No message in it becomes late or expires before this.
    pub next_age: Option<Timestamp>,
    pub is_ageing: bool,
    /// Nobody may put messages here any more: it has left the registry.
    pub is_retired: bool,
    /// When the timekeeper looks next.
    pub alarm: Option<Instant>,
}

impl HopQueue {
    pub fn new(hop: NextHop, number: u32, order: Option<Arc<Order>>, pace: Pace, now: Instant) -> Arc<HopQueue> {
        let mut line = Line::default();
        line.set_precedence(pace.precedence);
        let state = State {
            is_delivery: is_delivery(&hop),
            pace,
            line,
            ladder: Ladder::default(),
            retry: None,
            order,
            is_stale: false,
            is_blocked: false,
            sessions: Sessions::default(),
            is_released: false,
            is_proven: false,
            enough: None,
            next_window: None,
            incoming: Rate::new(now),
            outgoing: Rate::new(now),
            last_used: now,
            last_success: now,
            next_age: None,
            is_ageing: false,
            is_retired: false,
            alarm: None,
        };
        Arc::new(HopQueue { hop, number, state: Mutex::new(state), bell: Notify::new() })
    }

    pub fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Messages leave it by sessions.
    pub fn is_delivery(&self) -> bool {
        is_delivery(&self.hop)
    }

    /// What is in it waits for a person.
    pub fn is_poison(&self) -> bool {
        self.hop == super::registry::poison()
    }

    /// As it stands in an identity.
    pub fn name(&self) -> String {
        match self.hop.delivery_type {
            DeliveryType::Undefined if self.is_poison() => "Poison".to_owned(),
            DeliveryType::Undefined => "Submission".to_owned(),
            DeliveryType::Unreachable => "Unreachable".to_owned(),
            _ => self.number.to_string(),
        }
    }
}

fn is_delivery(hop: &NextHop) -> bool {
    !matches!(hop.delivery_type, DeliveryType::Undefined | DeliveryType::Unreachable)
}

impl State {
    /// A message enters. The caller then sees to sessions.
    pub fn insert(&mut self, place: Place, entry: Entry, order: Option<Arc<Order>>, now: Instant) {
        self.incoming.count(1, now);
        match order {
            Some(order) => self.line.insert_suspended(place, entry, order),
            None => self.line.insert(place, entry),
        }
    }

    /// Works by other limits and timers from now on.
    pub fn set_pace(&mut self, pace: Pace) {
        self.line.set_precedence(pace.precedence);
        self.pace = pace;
    }

    /// Something is to be done about the age of a message then.
    pub fn ages_at(&mut self, age: Timestamp) {
        self.next_age = Some(self.next_age.map_or(age, |next| next.min(age)));
    }

    /// Whether it waits for a peer to ask.
    pub fn is_kept(&self) -> bool {
        self.pace.is_kept && !self.is_released
    }

    /// A peer asks for what is kept: how many messages that are. Those that were put off are tried, too.
    pub fn release(&mut self) -> usize {
        if self.order.is_some() || self.line.is_empty() {
            return 0;
        }
        self.is_released = true;
        self.retry = None;
        self.line.wake_all();
        self.line.len()
    }

    pub fn status(&self) -> QueueStatus {
        if self.order.is_some() {
            QueueStatus::Suspended
        } else if self.line.active() > 0 {
            QueueStatus::Active
        } else if !self.is_delivery {
            QueueStatus::Ready
        } else if self.sessions.opening > 0 {
            QueueStatus::Connecting
        } else if self.retry.is_some()
            || (self.line.ready() == 0 && self.line.scheduled() == 0 && self.line.deferred() > 0)
        {
            QueueStatus::Retry
        } else {
            QueueStatus::Ready
        }
    }

    /// Whether nothing would be lost with it: empty for long enough, and no order stands on it.
    pub fn may_retire(&self, now: Instant) -> bool {
        self.is_delivery
            && self.line.is_empty()
            && self.order.is_none()
            && !self.is_blocked
            && self.sessions.all() == 0
            && now >= self.last_used + self.pace.idle_before_removal
    }

    /// Whether it has failed for so long that its messages should be routed anew.
    pub fn is_given_up(&self, now: Instant) -> bool {
        self.ladder.is_failing()
            && !self.line.is_empty()
            && self.order.is_none()
            && !self.is_blocked
            && now >= self.last_success + self.pace.idle_before_resubmit
    }

    /// Its messages have been routed anew: the row of failures counts from here.
    pub fn restart_idle_time(&mut self, now: Instant) {
        self.last_success = now;
    }

    /// They cannot be routed anew just now: they are asked for again in a minute.
    pub fn put_off_resubmission(&mut self, now: Instant) {
        let due = now + Duration::from_secs(60);
        self.last_success = due.checked_sub(self.pace.idle_before_resubmit).unwrap_or(now);
    }

    /// The last message has gone: how long it stays counts from now.
    pub fn touch(&mut self, now: Instant) {
        self.last_used = now;
    }

    /// Opens and closes what the schedule says; true when more may be sent than before.
    pub fn keep_hours(&mut self, clock: &dyn Clock) -> bool {
        let Some(windows) = &self.pace.windows else {
            self.next_window = None;
            return self.line.set_gates(Gates::OPEN);
        };
        let (now, zone) = (clock.now(), clock.zone());
        self.next_window = windows.next_look(now, &zone);
        self.line.set_gates(windows.gates(now, &zone))
    }

    /// When something is to be done here without anybody asking.
    pub fn due(&self, now: Now) -> Option<Instant> {
        let age = self.next_age.filter(|_| !self.is_ageing && self.order.is_none()).map(|age| now.steady_at(age));
        let end = self.order.as_ref().and_then(|order| order.until).map(|until| now.steady_at(until));
        let may_give_up = self.ladder.is_failing() && !self.line.is_empty() && self.order.is_none() && !self.is_blocked;
        let resubmit = may_give_up.then(|| self.last_success + self.pace.idle_before_resubmit);
        let is_idle = self.is_delivery && self.line.is_empty() && self.order.is_none() && self.sessions.all() == 0;
        let retire = is_idle.then(|| self.last_used + self.pace.idle_before_removal);
        let enough = self.enough.filter(|_| self.line.ready() > 0).map(|(_, until)| until);
        let window = self.next_window.filter(|_| !self.line.is_empty()).map(|change| now.steady_at(change));
        [window, age, end, resubmit, retire, enough, self.retry, self.line.next_due()].into_iter().flatten().min()
    }
}

#[cfg(test)]
mod tests;
