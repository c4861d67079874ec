//! Stopping what runs, from outside.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// A handle that stops the running pipeline.
#[derive(Clone, Default)]
pub struct Cancel(Arc<Inner>);

#[derive(Default)]
struct Inner {
    asked: AtomicBool,
    lock: Mutex<()>,
    changed: Condvar,
}

impl Cancel {
    /// Asks the running pipeline to stop; wakes it when it waits.
    pub fn now(&self) {
        self.0.asked.store(true, Ordering::SeqCst);
        let _held = self.0.lock.lock().unwrap_or_else(PoisonError::into_inner);
        self.0.changed.notify_all();
    }

    pub fn is_asked(&self) -> bool {
        self.0.asked.load(Ordering::Relaxed)
    }

    /// Before the next run, so that it is not stopped by what was meant for the last one.
    pub fn reset(&self) {
        self.0.asked.store(false, Ordering::SeqCst);
    }

    pub(super) fn set(&self, asked: bool) {
        self.0.asked.store(asked, Ordering::SeqCst);
    }

    /// Waits at most this long, less when a stop is asked for; true when it was.
    pub fn pause(&self, at_most: Duration) -> bool {
        let held = self.0.lock.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.0.changed.wait_timeout_while(held, at_most, |()| !self.is_asked());
        drop(waited);
        self.is_asked()
    }
}
