//! What a node looks after between changes: its listeners and its certificates.

use std::sync::Arc;
use std::time::Duration;

use super::Inside;
use super::throughput::Counts;
use crate::model::EventCategory;
use crate::transport::{Event, Events};

/// How often bindings that failed are tried again, and how late certificates that were put in place are in use.
const LOOK: Duration = Duration::from_secs(30);

/// How often the queue log says how queues are.
const SAMPLE: Duration = Duration::from_secs(60);

/// What the throughput is counted by.
const MINUTE: Duration = Duration::from_secs(60);

/// Looks after a node until it stops: at once when the settings change, and now and then.
pub async fn look_after(node: Arc<Inside>) {
    loop {
        node.look_at_certificates().await;
        tokio::select! {
            () = node.stop.cancelled() => return,
            () = node.settings_changed.notified() => {}
            () = tokio::time::sleep(LOOK) => {}
        }
        node.service.look_after_listeners().await;
    }
}

/// Keeps the queue log until the node stops.
pub async fn log_queues(node: Arc<Inside>) {
    loop {
        tokio::select! {
            () = node.stop.cancelled() => return,
            () = tokio::time::sleep(SAMPLE) => node.log_queues(),
        }
    }
}

/// Keeps the throughput of the last hour until the node stops.
pub async fn measure(node: Arc<Inside>) {
    loop {
        tokio::select! {
            () = node.stop.cancelled() => return,
            () = tokio::time::sleep(MINUTE) => node.throughput.close(jiff::Timestamp::now(), node.counts()),
        }
    }
}

impl Inside {
    /// What was counted until now; nothing while the service is stopped.
    pub fn counts(&self) -> Counts {
        let Some(running) = self.service.running() else { return Counts::default() };
        let counters = running.engine.counters();
        Counts {
            accepted: counters.accepted.get(),
            delivered: counters.recipients_delivered.get(),
            deferred: counters.recipients_deferred.get(),
            failed: counters.recipients_failed.get(),
        }
    }

    /// Writes down how the queues are now.
    pub fn log_queues(&self) {
        if let Some(running) = self.service.running() {
            self.logs.queues.record(running.engine.list_queues(None), jiff::Timestamp::now());
        }
    }

    async fn look_at_certificates(&self) {
        let certificates = self.certificates.clone();
        match tokio::task::spawn_blocking(move || certificates.refresh().then(|| certificates.faults())).await {
            Ok(Some(faults)) => {
                let says = "Certificates were read anew.";
                self.logs.events.note(Event::information(EventCategory::MessageSecurity, 12001, says));
                for fault in faults {
                    let says = format!("{fault} What was in use before stays in use.");
                    self.logs.events.note(Event::error(EventCategory::MessageSecurity, 12002, says));
                }
            }
            Ok(None) => {}
            Err(error) => tracing::error!(%error, "the certificates could not be looked at"),
        }
    }
}
