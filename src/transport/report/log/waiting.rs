//! What waits for a log's thread.
//!
//! A row does not wake the thread: it waits for others, so that a busy node pays for one turn of the thread every
//! [`FLUSH`] or every [`MANY`] rows, not for one a row (measured: 1.3 turns a message, an eighth of a relay's CPU).

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::FLUSH;

/// Rows that may wait for the disk. At 15,000 rows a second, one second of a disk that hangs.
const MOST: usize = 16 * 1024;

/// Rows that are worth a turn of the thread before it is due.
const MANY: usize = 1024;

/// Orders for a thread, in their order.
pub struct Waiting<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
}

struct State<T> {
    orders: VecDeque<T>,
    /// The thread waits for the first order, which has to wake it.
    is_idle: bool,
    /// Somebody waits for the thread.
    is_urgent: bool,
    /// Nobody gives orders any more, or nobody takes them.
    is_closed: bool,
}

impl<T> Default for Waiting<T> {
    fn default() -> Waiting<T> {
        let state = State { orders: VecDeque::new(), is_idle: false, is_urgent: false, is_closed: false };
        Waiting { state: Mutex::new(state), changed: Condvar::new() }
    }
}

impl<T> Waiting<T> {
    /// Takes an order that can wait. False: too many wait, or nobody will take it.
    pub fn push(&self, order: T) -> bool {
        let mut state = self.state();
        if state.is_closed || state.orders.len() >= MOST {
            return false;
        }
        state.orders.push_back(order);
        if std::mem::take(&mut state.is_idle) || state.orders.len() == MANY {
            drop(state);
            self.changed.notify_one();
        }
        true
    }

    /// Takes an order that cannot wait, however many wait. Nobody takes it any more once the thread has ended.
    pub fn push_now(&self, order: T) {
        let mut state = self.state();
        if !state.is_closed {
            state.orders.push_back(order);
            state.is_urgent = true;
            drop(state);
            self.changed.notify_one();
        }
    }

    /// No orders come after this: what waits is taken, and then the thread ends.
    pub fn close(&self) {
        self.state().is_closed = true;
        self.changed.notify_one();
    }

    /// The thread has ended: who waits for it is let go.
    pub fn abandon(&self) {
        let mut state = self.state();
        state.is_closed = true;
        state.orders.clear();
    }

    /// Everything that waits, in exchange for room for more. Empty when nothing came by `end`; `None` when nothing
    /// will come any more.
    pub fn take(&self, room: VecDeque<T>, end: Instant) -> Option<VecDeque<T>> {
        let mut state = self.state();
        while state.orders.is_empty() && !state.is_closed {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            state.is_idle = true;
            state = self.wait(state, left);
            state.is_idle = false;
        }
        let due = Instant::now() + FLUSH;
        while !state.orders.is_empty() && !state.is_urgent && !state.is_closed && state.orders.len() < MANY {
            let left = due.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            state = self.wait(state, left);
        }
        state.is_urgent = false;
        let has_ended = state.is_closed && state.orders.is_empty();
        (!has_ended).then(|| std::mem::replace(&mut state.orders, room))
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State<T>>, most: Duration) -> MutexGuard<'a, State<T>> {
        self.changed.wait_timeout(state, most).unwrap_or_else(PoisonError::into_inner).0
    }

    fn state(&self) -> MutexGuard<'_, State<T>> {
        // Nothing that holds it can panic half way through a change.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(waiting: &Waiting<u32>) -> Option<Vec<u32>> {
        waiting.take(VecDeque::new(), Instant::now()).map(Vec::from)
    }

    #[test]
    fn orders_come_in_their_order_and_those_that_wait_are_taken_before_the_end() {
        let waiting = Waiting::default();
        assert_eq!(taken(&waiting), Some(vec![]), "nothing came");
        assert!(waiting.push(1));
        waiting.push_now(2);
        assert!(waiting.push(3));
        assert_eq!(taken(&waiting), Some(vec![1, 2, 3]));
        waiting.push(4);
        waiting.close();
        assert!(!waiting.push(5));
        assert_eq!(taken(&waiting), Some(vec![4]));
        assert_eq!(taken(&waiting), None);
    }

    #[test]
    fn too_many_are_turned_away_and_what_cannot_wait_is_not() {
        let waiting = Waiting::default();
        assert!((0..).take(MOST).all(|number| waiting.push(number)));
        assert!(!waiting.push(0));
        waiting.push_now(7);
        assert_eq!(taken(&waiting).map(|taken| (taken.len(), taken.last().copied())), Some((MOST + 1, Some(7))));
    }

    #[test]
    fn who_waits_for_a_thread_that_has_ended_is_let_go() {
        let waiting = Waiting::default();
        let (done, answer) = std::sync::mpsc::sync_channel::<()>(1);
        waiting.push_now(done.clone());
        waiting.abandon();
        waiting.push_now(done);
        assert!(answer.recv().is_err(), "both are gone");
    }
}
