//! One queue: the messages for one next hop, the sessions that carry them, and what keeps it from sending.
//!
//! Everything here is decided under the queue's own lock, in a few steps and without waiting for anything; whoever
//! opens sessions, reads messages or writes to the spool does so outside and comes back with the outcome. Submission
//! and Unreachable are queues, too; they have no sessions.
//!
//! A queue whose next hop has not answered since its last failure (or ever) gets one session: the probe. Once it has
//! answered, sessions grow with what waits. A host that refuses a further session while others work is not failing;
//! it only has enough, and gets no more for a minute.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::Notify;
use tokio::time::Instant;

use super::entry::Entry;
use super::ladder::Ladder;
use super::line::{Line, Taken};
use super::message::Message;
use super::order::Order;
use super::pace::Pace;
use super::place::Place;
use super::rate::Rate;
use crate::model::{DeliveryType, QueueStatus};
use crate::transport::{MessageId, NextHop, Remark};

/// How long a queue whose host had enough sessions opens no more.
const ENOUGH: Duration = Duration::from_secs(60);

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
    /// The next hop has answered since the last failure.
    is_proven: bool,
    enough: Option<(usize, Instant)>,
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

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Sessions {
    opening: usize,
    busy: usize,
    idle: usize,
}

impl Sessions {
    fn all(&self) -> usize {
        self.opening + self.busy + self.idle
    }
}

/// What a session does next.
#[derive(Debug)]
pub enum Next {
    Carry(Taken),
    /// Nothing is ready: wait for the bell.
    Wait,
    /// The queue is suspended, blocked or gone.
    Leave,
}

/// What follows from a session that could not be opened or broke.
#[derive(Debug, PartialEq)]
pub enum Setback {
    /// The queue waits and tries again.
    Retry(Duration),
    /// Others are open: they go on, but no more are opened for a while.
    Enough,
}

impl HopQueue {
    pub fn new(hop: NextHop, number: u32, order: Option<Arc<Order>>, pace: Pace, now: Instant) -> Arc<HopQueue> {
        let state = State {
            is_delivery: is_delivery(&hop),
            pace,
            line: Line::default(),
            ladder: Ladder::default(),
            retry: None,
            order,
            is_stale: false,
            is_blocked: false,
            sessions: Sessions::default(),
            is_proven: false,
            enough: None,
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

    /// As it stands in an identity.
    pub fn name(&self) -> String {
        match self.hop.delivery_type {
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

    /// Something is to be done about the age of a message then.
    pub fn ages_at(&mut self, age: Timestamp) {
        self.next_age = Some(self.next_age.map_or(age, |next| next.min(age)));
    }

    /// How many sessions to open now; they count as opening from here on.
    pub fn hire(&mut self, now: Instant) -> usize {
        if self.order.is_some() || self.is_blocked || self.is_retired || self.retry.is_some() {
            return 0;
        }
        let ready = self.line.ready();
        let mut wanted = match self.is_proven {
            true => self.pace.sessions_for(self.sessions.busy, ready),
            false => ready.min(1),
        };
        if let Some((most, until)) = self.enough {
            match now < until {
                true => wanted = wanted.min(most),
                false => self.enough = None,
            }
        }
        let missing = wanted.saturating_sub(self.sessions.all());
        self.sessions.opening += missing;
        missing
    }

    /// Of the hired sessions, so many could not be started.
    pub fn dismiss(&mut self, count: usize) {
        self.sessions.opening -= count;
    }

    /// A session is open.
    pub fn opened(&mut self) {
        self.sessions.opening -= 1;
        self.sessions.busy += 1;
    }

    /// The next hop has answered for a message, whatever it said. True: it had not before, so more sessions may go.
    pub fn answered(&mut self, now: Instant) -> bool {
        self.last_success = now;
        self.ladder.reset();
        !std::mem::replace(&mut self.is_proven, true)
    }

    /// A busy session asks what to do; told to wait, it is idle, told to leave, it is gone.
    pub fn next(&mut self, find: impl FnOnce(MessageId) -> Arc<Message>) -> Next {
        if self.order.is_some() || self.is_blocked || self.is_retired {
            self.sessions.busy -= 1;
            return Next::Leave;
        }
        match self.line.take(find) {
            Some(taken) => Next::Carry(taken),
            None => {
                self.sessions.busy -= 1;
                self.sessions.idle += 1;
                Next::Wait
            }
        }
    }

    /// An idle session wakes up.
    pub fn woken(&mut self) {
        self.sessions.idle -= 1;
        self.sessions.busy += 1;
    }

    /// A busy session ends without fault.
    pub fn left(&mut self) {
        self.sessions.busy -= 1;
    }

    /// A session could not be opened (`is_open` false) or broke.
    pub fn lost(&mut self, is_open: bool, remark: &Remark, now: Now) -> Setback {
        match is_open {
            true => self.sessions.busy -= 1,
            false => self.sessions.opening -= 1,
        }
        let others = self.sessions.busy + self.sessions.idle;
        if others > 0 {
            self.enough = Some((others, now.steady + ENOUGH));
            return Setback::Enough;
        }
        if self.retry.is_some() {
            // A session that was opened together with this one has failed before it: one step down is enough.
            return Setback::Retry(self.retry.map_or(Duration::ZERO, |at| at.saturating_duration_since(now.steady)));
        }
        if !self.ladder.is_failing() {
            self.last_success = now.steady;
        }
        self.is_proven = false;
        let wait = self.ladder.fail(&self.pace.steps, &remark.to_string(), now.wall);
        self.retry = Some(now.steady + wait);
        Setback::Retry(wait)
    }

    /// The time for which a host wants no more sessions is over.
    pub fn forget_enough(&mut self, now: Instant) {
        self.enough = self.enough.filter(|(_, until)| now < *until);
    }

    /// Sessions that wait for the bell.
    pub fn idle_sessions(&self) -> usize {
        self.sessions.idle
    }

    /// All of them, those being opened included.
    pub fn sessions(&self) -> usize {
        self.sessions.all()
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
        } else if self.retry.is_some() || (self.line.ready() == 0 && self.line.deferred() > 0) {
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

    /// The last message has gone: how long it stays counts from now.
    pub fn touch(&mut self, now: Instant) {
        self.last_used = now;
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
        [age, end, resubmit, retire, enough, self.retry, self.line.next_due()].into_iter().flatten().min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::EnhancedStatus;
    use crate::model::MessagePriority;
    use crate::transport::Speaker;
    use crate::transport::queue::entry::Which;
    use crate::transport::queue::sample;

    struct Scene {
        queue: Arc<HopQueue>,
        start: Now,
    }

    impl Scene {
        fn new(messages: u64) -> Scene {
            let start = Now { steady: Instant::now(), wall: Timestamp::UNIX_EPOCH };
            let hop = sample::hop("contoso.com");
            let pace = Pace::of(&sample::settings(), &hop);
            let queue = HopQueue::new(hop, 1, None, pace, start.steady);
            let scene = Scene { queue, start };
            (1..=messages).for_each(|id| scene.arrive(id));
            scene
        }

        fn arrive(&self, id: u64) {
            let entry = Entry::new(&sample::envelope("ann@contoso.com"), Which::Pending, self.start.wall);
            let place = Place::new(MessagePriority::Normal, MessageId(id));
            self.queue.lock().insert(place, entry, None, self.start.steady);
        }

        fn hire(&self) -> usize {
            self.queue.lock().hire(self.start.steady)
        }

        fn lose(&self, is_open: bool) -> Setback {
            let text = "connection timed out".to_owned();
            let remark = Remark { code: 451, status: EnhancedStatus::new(4, 4, 1), text, by: Speaker::Us };
            self.queue.lock().lost(is_open, &remark, self.start)
        }

        fn status(&self) -> QueueStatus {
            self.queue.lock().status()
        }
    }

    #[test]
    fn an_unproven_host_gets_one_session_and_a_proven_one_as_many_as_it_needs() {
        let scene = Scene::new(100);
        assert_eq!(scene.hire(), 1, "the probe");
        assert_eq!(scene.hire(), 0, "no second one while it is opening");
        assert_eq!(scene.status(), QueueStatus::Connecting);
        scene.queue.lock().opened();
        scene.queue.lock().answered(scene.start.steady);
        assert_eq!(scene.hire(), 19, "the limit is 20");
        assert_eq!(scene.hire(), 0);
    }

    #[test]
    fn a_failing_host_is_left_alone_until_the_retry() {
        let scene = Scene::new(100);
        scene.hire();
        assert_eq!(scene.lose(false), Setback::Retry(Duration::from_secs(60)));
        assert_eq!(scene.status(), QueueStatus::Retry);
        assert_eq!(scene.hire(), 0, "the timer runs");
        scene.queue.lock().retry = None;
        assert_eq!(scene.hire(), 1, "the probe again");
        scene.queue.lock().opened();
        assert_eq!(scene.queue.lock().ladder.failures(), 1, "an open session alone proves nothing");
        scene.queue.lock().answered(scene.start.steady);
        assert_eq!(scene.queue.lock().ladder.failures(), 0);
    }

    #[test]
    fn a_host_that_has_enough_sessions_is_not_failing() {
        let scene = Scene::new(100);
        scene.hire();
        scene.queue.lock().opened();
        scene.queue.lock().answered(scene.start.steady);
        let hired = scene.hire();
        (0..3).for_each(|_| scene.queue.lock().opened());
        for _ in 3..hired {
            assert_eq!(scene.lose(false), Setback::Enough);
        }
        assert_eq!(scene.hire(), 0, "no more than the four that work");
        let later = scene.start.steady + ENOUGH;
        assert_eq!(scene.queue.lock().hire(later), 16, "a minute later it is asked again");
    }

    #[test]
    fn a_suspended_queue_takes_mail_and_sends_none() {
        let scene = Scene::new(1);
        scene.hire();
        scene.queue.lock().opened();
        let order = Order {
            what: crate::transport::queue::order::What::Suspend,
            who: "ann".into(),
            reason: None,
            since: scene.start.wall,
            until: None,
        };
        scene.queue.lock().order = Some(Arc::new(order));
        scene.arrive(2);
        assert_eq!(scene.status(), QueueStatus::Suspended);
        assert!(matches!(scene.queue.lock().next(|_| unreachable!("nothing is taken")), Next::Leave));
        assert_eq!((scene.hire(), scene.queue.lock().line.len()), (0, 2));
        let late = scene.start.steady + Duration::from_secs(86_400);
        assert!(!scene.queue.lock().may_retire(late));
    }

    #[test]
    fn an_empty_queue_goes_after_a_while() {
        let scene = Scene::new(0);
        let state = scene.queue.lock();
        let at = |seconds| scene.start.steady + Duration::from_secs(seconds);
        assert_eq!(state.due(scene.start), Some(at(180)));
        assert!(!state.may_retire(at(179)) && state.may_retire(at(180)));
    }
}
