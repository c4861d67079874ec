//! Following a store: every later change in order, or an honest word that some were missed.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use uuid::Uuid;

use super::{StoreError, StoredObject};

/// A blocking reader of changes. It belongs to one thread; [`StopHandle`] ends it from any other.
pub trait Watch: Send {
    /// Waits up to `timeout` for the next event.
    ///
    /// An error does not end the watch: nothing is lost by calling again after a while.
    fn next(&mut self, timeout: Duration) -> Result<WatchEvent, StoreError>;

    /// A handle that makes [`Watch::next`] return [`WatchEvent::Stopped`], at once and from then on.
    fn stop_handle(&self) -> StopHandle;
}

/// What a watch has to say.
#[derive(Clone, Debug, PartialEq)]
pub enum WatchEvent {
    /// The next transaction, whole.
    Changed(Revision),
    /// Changes up to and including `revision` are no longer known one by one (or the store was replaced by another
    /// one): take a [`Snapshot`](super::Snapshot). The watch goes on after `revision`, so its next events may already be part of that
    /// snapshot; skip those whose revision is not greater than the snapshot's.
    Resync { revision: u64 },
    /// Nothing happened within the timeout.
    Idle,
    /// The stop handle was used.
    Stopped,
}

/// A transaction as a watcher sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Revision {
    pub revision: u64,
    pub time: Timestamp,
    pub changes: Vec<ObjectChange>,
}

/// What became of one object.
#[derive(Clone, Debug, PartialEq)]
pub enum ObjectChange {
    /// Created or changed; this is the whole of it now.
    Stored(StoredObject),
    Removed {
        class: String,
        id: Uuid,
        scope: String,
        name: String,
    },
}

impl ObjectChange {
    pub fn id(&self) -> Uuid {
        match self {
            ObjectChange::Stored(object) => object.id,
            ObjectChange::Removed { id, .. } => *id,
        }
    }
}

/// Ends a watch from another thread.
#[derive(Clone, Debug)]
pub struct StopHandle(Arc<Bell>);

impl StopHandle {
    /// For backends: a handle that stops whoever waits for this bell.
    pub(super) fn of(bell: Arc<Bell>) -> StopHandle {
        StopHandle(bell)
    }

    pub fn stop(&self) {
        self.0.stop();
    }
}

/// Wakes a waiting watch: because something may have changed, or because it shall stop.
#[derive(Debug, Default)]
pub(super) struct Bell {
    state: Mutex<BellState>,
    rung: Condvar,
}

#[derive(Debug, Default)]
struct BellState {
    ringing: bool,
    stopped: bool,
}

impl Bell {
    /// Something may have changed: whoever waits, or waits next, looks at once.
    pub fn ring(&self) {
        self.change(|state| state.ringing = true);
    }

    /// For good.
    pub fn stop(&self) {
        self.change(|state| state.stopped = true);
    }

    pub fn is_stopped(&self) -> bool {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).stopped
    }

    /// Returns when the bell rang since the last wait, was stopped, or `deadline` passed.
    pub fn wait_until(&self, deadline: Instant) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        while !state.ringing && !state.stopped {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            (state, _) = self.rung.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner);
        }
        state.ringing = false;
    }

    fn change(&self, change: impl FnOnce(&mut BellState)) {
        change(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner));
        self.rung.notify_all();
    }
}
