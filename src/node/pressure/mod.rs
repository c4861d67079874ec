//! Back pressure: a node that is short of disk, memory or time takes less mail before it has to fail.
//!
//! ```text
//!  probe: disk, memory, queues ─► level: Low, Medium, High with hysteresis ─► measures of all resources ─► Relief
//!  (every two seconds)              each resource by itself                    (their union)       reception, queues
//! ```
//!
//! Each resource has a level of its own, and what is done is the union of what each asks for: a full disk must not look
//! like a long queue. A change of level is an event. Off by `EnableResourceMonitoring $false`, at once: then only the
//! spool's own reserve keeps the disk from running full.

mod level;
mod measures;
mod probe;
mod tarpit;
mod thresholds;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;

use super::Inside;
use crate::model::{EventCategory, PressureInfo, PressureLevel, Resource, TransportServer};
use crate::transport::{Event, Events, Measures, Relief};
use level::Gauge;
use probe::Reading;
use tarpit::Tarpit;
use thresholds::Thresholds;

/// The resources of a node, how they are, and what is done about it.
#[derive(Default)]
pub struct Pressure {
    pub relief: Arc<Relief>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    resources: Vec<Metered>,
    tarpit: Tarpit,
}

/// One resource.
struct Metered {
    resource: Resource,
    gauge: Gauge,
    reading: Reading,
    thresholds: Thresholds,
    since: Timestamp,
}

/// A change of level, for the log.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Change {
    resource: Resource,
    from: PressureLevel,
    to: PressureLevel,
    value: u64,
    measures: Measures,
}

impl Pressure {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The switch (EnableResourceMonitoring) acts at once, whenever it is turned off.
    pub fn obey(&self, server: &TransportServer) {
        if !server.enable_resource_monitoring {
            *self.lock() = State::default();
            self.relief.set(Measures::NONE, Duration::ZERO);
        }
    }

    /// Takes new measurements and does what follows from them; gives the changes of level.
    fn settle(&self, readings: Vec<(Resource, Reading)>, server: &TransportServer, now: Timestamp) -> Vec<Change> {
        if !server.enable_resource_monitoring {
            self.obey(server);
            return Vec::new();
        }
        let mut state = self.lock();
        let mut changes = Vec::new();
        for (resource, reading) in readings {
            let thresholds = Thresholds::of(resource, reading.capacity).with(resource, &server.resource_thresholds);
            let at = match state.resources.iter().position(|metered| metered.resource == resource) {
                Some(at) => at,
                None => {
                    let gauge = Gauge::default();
                    state.resources.push(Metered { resource, gauge, reading, thresholds, since: now });
                    state.resources.len() - 1
                }
            };
            let metered = &mut state.resources[at];
            let before = metered.gauge.level();
            // A drive with plenty of room is not full, whatever part of it is used, unless somebody says when it is.
            let is_given = server.resource_thresholds.iter().any(|threshold| threshold.resource == resource);
            let value = if reading.is_plenty && !is_given { 0 } else { reading.value };
            metered.gauge.read(value, &thresholds);
            (metered.reading, metered.thresholds) = (reading, thresholds);
            if metered.gauge.level() != before {
                metered.since = now;
                let measures = metered.measures();
                changes.push(Change { resource, from: before, to: metered.gauge.level(), value, measures });
            }
        }
        let measures = state.resources.iter().fold(Measures::NONE, |all, metered| all.with(metered.measures()));
        let tarpit = state.tarpit.advance(measures.include(Measures::TARPIT), server);
        // What eases off is still a delay.
        let measures = if tarpit.is_zero() { measures } else { measures.with(Measures::TARPIT) };
        self.relief.set(measures, tarpit);
        changes
    }

    /// Every resource, as it was last measured.
    pub fn about(&self, server: &str) -> Vec<PressureInfo> {
        self.lock().resources.iter().map(|metered| metered.about(server)).collect()
    }
}

impl Metered {
    fn measures(&self) -> Measures {
        measures::of(self.resource, self.gauge.level(), self.gauge.pressed())
    }

    fn about(&self, server: &str) -> PressureInfo {
        let thresholds = &self.thresholds;
        PressureInfo {
            server: server.to_owned(),
            resource: self.resource,
            level: self.gauge.level(),
            value: whole(self.reading.value),
            unit: match self.resource {
                Resource::SubmissionQueue => "messages",
                Resource::UsedVersionBuckets => "changes",
                _ => "percent",
            }
            .to_owned(),
            low_to_medium: whole(thresholds.low_to_medium),
            medium_to_high: whole(thresholds.medium_to_high),
            high_to_medium: whole(thresholds.high_to_medium),
            medium_to_low: whole(thresholds.medium_to_low),
            since: self.since,
            actions: self.measures().names(),
        }
    }
}

fn whole(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Measures until the node stops.
pub async fn watch(node: Arc<Inside>) {
    loop {
        let server = node.live.load().server.clone();
        node.clone().measure(&server).await;
        tokio::select! {
            () = node.stop.cancelled() => return,
            () = tokio::time::sleep(server.resource_metering_interval.duration()) => {}
        }
    }
}

impl Inside {
    async fn measure(self: Arc<Self>, server: &TransportServer) {
        let mut readings = Vec::new();
        if server.enable_resource_monitoring {
            let submission = self.service.running().map_or(0, |running| running.engine.submission_length());
            let spool = self.spool.clone();
            let drives: [PathBuf; 2] = [self.data_dir.join("spool"), self.logs.tracking_folder(server)];
            // A disk that hangs must not keep the others from being served.
            let measured = tokio::task::spawn_blocking(move || probe::measure(&*spool, &drives)).await;
            readings = measured.unwrap_or_default();
            readings.push((Resource::SubmissionQueue, Reading::count(submission as u64)));
        }
        let changes = self.pressure.settle(readings, server, Timestamp::now());
        for change in changes {
            self.tell(&change);
        }
        if self.pressure.relief.demands(Measures::DEHYDRATE)
            && let Some(running) = self.service.running()
        {
            running.engine.dehydrate();
        }
    }

    fn tell(&self, change: &Change) {
        let Change { resource, from, to, value, measures } = *change;
        let measures = match measures.names() {
            none if none.is_empty() => String::new(),
            names => format!(" {}.", names.join("; ")),
        };
        let category = EventCategory::ResourceManager;
        let says = format!("{resource} is at {value}: resource pressure {{}} from {from} to {to}.{measures}");
        self.logs.events.note(match to > from {
            true => Event::error(category, 15004, says.replace("{}", "rose")),
            false => Event::information(category, 15005, says.replace("{}", "fell")),
        });
    }
}

#[cfg(test)]
mod tests;
