//! Calls a thread to work: rung any number of times, it comes once; who wants to know can wait until it is done.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

#[derive(Default)]
pub struct Bell {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// How often it was rung.
    rung: u64,
    /// Rings before this one have been heard.
    heard: u64,
    /// Rings before this one have been worked off.
    done: u64,
    is_over: bool,
}

impl Bell {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn ring(&self) {
        self.lock().rung += 1;
        self.changed.notify_all();
    }

    /// For the last time: whoever waits goes home.
    pub fn end(&self) {
        self.lock().is_over = true;
        self.changed.notify_all();
    }

    /// Rings, and returns when a round of work that began afterwards is done.
    pub fn ring_and_wait(&self) {
        let mut state = self.lock();
        state.rung += 1;
        let mine = state.rung;
        self.changed.notify_all();
        let _done = self.changed.wait_while(state, |state| state.done < mine && !state.is_over);
    }

    /// What was heard before is worked off. Sleeps until it rings again, or for `most`; false when it is over.
    pub fn wait(&self, most: Duration) -> bool {
        let mut state = self.lock();
        state.done = state.heard;
        self.changed.notify_all();
        let waited = self.changed.wait_timeout_while(state, most, |state| state.rung == state.heard && !state.is_over);
        let (mut state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        state.heard = state.rung;
        !state.is_over
    }
}
