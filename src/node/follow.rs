//! The thread that keeps the settings in force those of the store.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle, park_timeout};
use std::time::Duration;

use super::configuration::Configuration;
use crate::model::{EventCategory, EventLevel, Fault};
use crate::store::{Followed, Mirror, StopHandle};
use crate::transport::report::events::EventLog;
use crate::transport::{Event, Events, Live, Settings};

/// How long the watch sleeps when nothing changes; the store wakes it when something does.
const LOOK: Duration = Duration::from_secs(10);
/// Wait after a store that did not answer.
const PAUSE: Duration = Duration::from_secs(1);

/// What could not be put in force, shared with the node's status.
#[derive(Clone, Default)]
pub struct Faults(Arc<Mutex<Vec<String>>>);

impl Faults {
    pub fn get(&self) -> Vec<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, faults: Vec<String>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = faults;
    }
}

/// Follows the store until it is dropped.
pub struct Follower {
    stop: StopHandle,
    is_over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

struct Follow<Changed> {
    configuration: Configuration,
    mirror: Mirror,
    live: Live,
    faults: Faults,
    events: Arc<EventLog>,
    is_over: Arc<AtomicBool>,
    changed: Changed,
}

impl Follower {
    /// Starts the thread; `changed` is told on it after each swap.
    pub fn start(
        configuration: Configuration,
        mirror: Mirror,
        live: Live,
        faults: Faults,
        events: Arc<EventLog>,
        changed: impl Fn(&Settings) + Send + 'static,
    ) -> Result<Follower, Fault> {
        faults.set(configuration.faults());
        for fault in configuration.faults() {
            events.note(not_in_force(&fault));
        }
        let (stop, is_over) = (mirror.stop_handle(), Arc::new(AtomicBool::new(false)));
        let mut follow = Follow { configuration, mirror, live, faults, events, is_over: is_over.clone(), changed };
        let thread = Builder::new()
            .name("configuration".to_owned())
            .spawn(move || follow.run())
            .map_err(|error| Fault::internal("NoThread", "The system gave no thread.").cause(error))?;
        Ok(Follower { stop, is_over, thread: Some(thread) })
    }
}

fn not_in_force(fault: &str) -> Event {
    Event::error(EventCategory::Configuration, 2002, format!("Configuration: not in force. {fault}"))
}

impl Drop for Follower {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
        self.stop.stop();
        if let Some(thread) = self.thread.take() {
            thread.thread().unpark();
            // A panic there has been printed; there is nothing to follow any more.
            let _ = thread.join();
        }
    }
}

impl<Changed: Fn(&Settings)> Follow<Changed> {
    fn run(&mut self) {
        while !self.is_over.load(Ordering::Relaxed) {
            match self.mirror.follow(LOOK) {
                Ok(Followed::Stopped) => return,
                Ok(Followed::Idle) => self.tell_faults(None),
                Ok(Followed::Changed(changes)) => {
                    changes.iter().for_each(|change| self.configuration.take(change));
                    self.swap();
                    self.tell_faults(None);
                }
                Err(error) => {
                    self.tell_faults(Some(format!("The store does not answer: {error}")));
                    park_timeout(PAUSE);
                }
            }
        }
    }

    fn swap(&mut self) {
        let revision = self.mirror.revision();
        // What is wrong with settings that cannot be made is among the faults.
        if let Ok(settings) = self.configuration.settings(revision) {
            let settings = Arc::new(settings);
            self.live.store(settings.clone());
            tracing::info!(revision, "configuration in force");
            let says = format!("Revision {revision} of the configuration is in force.");
            self.events.note(Event::information(EventCategory::Configuration, 2001, says).at(EventLevel::High));
            (self.changed)(&settings);
        }
    }

    /// Shows what is wrong now, and mentions in the log what was not wrong before.
    fn tell_faults(&self, store: Option<String>) {
        let (before, mut now) = (self.faults.get(), self.configuration.faults());
        now.extend(store);
        for fault in now.iter().filter(|fault| !before.contains(fault)) {
            self.events.note(not_in_force(fault));
        }
        if now != before {
            self.faults.set(now);
        }
    }
}
