//! The sessions of one queue: how many there may be, and what each does next.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use super::{Now, State};
use crate::transport::queue::line::Taken;
use crate::transport::queue::message::Message;
use crate::transport::{MessageId, Remark};

/// How long a queue whose host had enough sessions opens no more.
pub(super) const ENOUGH: Duration = Duration::from_secs(60);

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Sessions {
    pub(super) opening: usize,
    pub(super) busy: usize,
    pub(super) idle: usize,
}

impl Sessions {
    pub(super) fn all(&self) -> usize {
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

impl State {
    /// How many sessions to open now; they count as opening from here on.
    pub fn hire(&mut self, now: Instant) -> usize {
        let is_held = self.order.is_some() || self.is_kept();
        if is_held || self.is_blocked || self.is_retired || self.retry.is_some() {
            return 0;
        }
        let ready = self.line.ready();
        let mut wanted = match self.is_proven {
            true => self.pace.sessions_for(&self.line, self.sessions.busy),
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

    /// The next hop has made a connection for what is kept; the session over it counts as opening from here on. What was
    /// put off is tried, too. False: there is nothing for it.
    pub fn hire_turned(&mut self) -> bool {
        if self.order.is_some() || self.is_blocked || self.is_retired {
            return false;
        }
        self.retry = None;
        self.line.wake_all();
        let is_wanted = self.line.ready() > 0;
        self.sessions.opening += usize::from(is_wanted);
        is_wanted
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
    /// `is_turned`: its next hop has come for what is kept, and waits for nothing.
    pub fn next(&mut self, is_turned: bool, find: impl FnOnce(MessageId) -> Arc<Message>) -> Next {
        let is_kept = self.is_kept() && !is_turned;
        if self.order.is_some() || is_kept || self.is_blocked || self.is_retired {
            self.sessions.busy -= 1;
            return Next::Leave;
        }
        match self.line.take(find) {
            Some(taken) => Next::Carry(taken),
            None if is_turned => {
                self.sessions.busy -= 1;
                Next::Leave
            }
            None => {
                // What comes from now on is kept until it is asked for.
                self.is_released = false;
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
        // It was there a moment ago: it asks again when it is back.
        self.is_released = false;
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
}
