//! Outbound connections of the whole node: a limited number, and a line of queues that wait for one.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use super::hop_queue::HopQueue;

#[derive(Default)]
pub struct Slots {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    used: usize,
    /// Queues that would open a session if there were room, in the order in which they asked.
    waiting: VecDeque<Weak<HopQueue>>,
}

/// Room for one connection, until dropped.
pub struct Slot(Arc<Slots>);

impl Slots {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Room for one more, if fewer than `most` are in use. Else the queue is remembered for [`Slots::next`].
    pub fn take(self: &Arc<Slots>, most: usize, queue: &Arc<HopQueue>) -> Option<Slot> {
        let mut state = self.lock();
        if state.used < most {
            state.used += 1;
            return Some(Slot(self.clone()));
        }
        if !state.waiting.iter().any(|waiting| waiting.as_ptr() == Arc::as_ptr(queue)) {
            state.waiting.push_back(Arc::downgrade(queue));
        }
        None
    }

    /// The queue whose turn it is, once a slot has become free.
    pub fn next(&self) -> Option<Arc<HopQueue>> {
        let mut state = self.lock();
        loop {
            if let Some(queue) = state.waiting.pop_front()?.upgrade() {
                return Some(queue);
            }
        }
    }

    /// Somebody waits: who needs no slot should not keep one.
    pub fn is_short(&self) -> bool {
        !self.lock().waiting.is_empty()
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        self.0.lock().used -= 1;
    }
}

#[cfg(test)]
mod tests {
    use tokio::time::Instant;

    use super::*;
    use crate::transport::queue::pace::Pace;
    use crate::transport::queue::sample;

    #[test]
    fn whoever_asked_first_is_next() {
        let queue = |number| {
            let hop = sample::hop("contoso.com");
            let pace = Pace::of(&sample::settings(), &hop);
            HopQueue::new(hop, number, None, pace, Instant::now())
        };
        let (first, second, gone) = (queue(1), queue(2), queue(3));
        let slots = Arc::new(Slots::default());
        let held = slots.take(1, &first).expect("room");
        assert!(slots.take(1, &gone).is_none() && slots.take(1, &second).is_none() && slots.take(1, &first).is_none());
        assert!(slots.take(1, &second).is_none(), "asking twice does not count twice");
        drop(gone);
        assert!(slots.is_short());
        drop(held);
        assert_eq!(slots.next().map(|queue| queue.number), Some(2), "a queue that has gone is passed over");
        assert_eq!(slots.next().map(|queue| queue.number), Some(1));
        assert!(slots.next().is_none() && !slots.is_short());
    }
}
