//! When routes may have changed: what waits is asked for its route once more, and moves if that is another one.
//!
//! Five occasions: the configuration changed (the queues are looked through and only what has another route moves), no
//! host of a next hop can be reached (the same for its queue), another server says so of a link of its own (the same for
//! the queues of what goes there), a queue has not delivered anything for half a day, or an operator asks (then all of it
//! goes back to Submission). Suspended messages stay where they are; a suspended queue is looked through when it is resumed.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use tokio::time::Instant;
use uuid::Uuid;

use super::entry::Which;
use super::hop_queue::HopQueue;
use super::message::Message;
use super::pace::Pace;
use super::place::Place;
use super::queues::Queues;
use crate::model::DeliveryType;
use crate::transport::{NextHop, Remark, Settings, TrackingSource, Verdict};

/// Messages that are looked at, or moved, while a queue's lock is held.
const SLICE: usize = 500;

/// Between two looks through all queues, as a multiple of what the last one took: a script that changes a thousand
/// connectors must not keep the node busy with routes that change again.
const REST: u32 = 4;
const LONGEST_REST: Duration = Duration::from_secs(30);

/// What routes depend on: equal values mean equal routes.
#[derive(Debug, PartialEq)]
pub struct Routing(Vec<(Uuid, u64)>);

impl Routing {
    pub fn of(settings: &Settings) -> Routing {
        let own = if settings.server.smart_hosts.is_empty() { 0 } else { settings.server.revision };
        let mut parts = vec![(settings.server.id, own), (settings.organization.id, settings.organization.revision)];
        // Which servers there are decides who sends a connector's mail; how each is set does not.
        parts.extend(settings.servers.iter().map(|server| (server.id, 0)));
        parts.extend(settings.send_connectors.iter().map(|connector| (connector.id, connector.revision)));
        parts.extend(settings.foreign_connectors.iter().map(|connector| (connector.id, connector.revision)));
        parts.extend(settings.accepted_domains.iter().map(|domain| (domain.id, domain.revision)));
        let others = parts.len();
        parts.extend(settings.databases.values().map(|database| (database.id, database.revision)));
        parts.push((Uuid::nil(), settings.directory.version()));
        // These come out of maps, in any order.
        parts[others..].sort_unstable();
        Routing(parts)
    }
}

impl Routing {
    /// What is there before and now, and not the same.
    fn changed(&self, now: &Routing) -> HashSet<Uuid> {
        let before: HashMap<Uuid, u64> = self.0.iter().copied().collect();
        let is_other = |(id, revision): &&(Uuid, u64)| before.get(id).is_some_and(|before| before != revision);
        now.0.iter().filter(is_other).map(|(id, _)| *id).collect()
    }
}

/// Why a queue is looked through.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Occasion {
    Change,
    /// Its next hop cannot be reached.
    Outage,
}

/// Where a message would go that waits somewhere.
#[derive(Debug, PartialEq)]
enum Elsewhere {
    /// It stays.
    Nowhere,
    By(NextHop),
    /// No next hop, but not this one either.
    Somehow,
}

impl Queues {
    /// The settings have been swapped: limits and timers hold from now on, routes are looked at beside.
    pub fn reconfigured(self: &Arc<Queues>) {
        let settings = self.settings();
        let now = self.now();
        for queue in self.registry.all() {
            let mut state = queue.lock();
            state.set_pace(Pace::of(&settings, &queue.hop));
            state.keep_hours(&*self.parts.clock);
            if !state.line.is_empty() {
                // How long messages may wait may have changed, too.
                state.ages_at(now.wall);
            }
            self.arm(&queue, &mut state, now);
            drop(state);
            self.staff(&queue);
        }
        let routing = Routing::of(&settings);
        let mut known = self.routing.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if *known != routing {
            let before = std::mem::replace(&mut *known, routing);
            self.epoch.fetch_add(1, Ordering::AcqRel);
            self.rerouted.notify_one();
            self.try_anew(&before, &known);
        }
    }

    /// Who has changed a connector need not wait for the timers of the queues that fail by it, nor ask for a try.
    fn try_anew(self: &Arc<Queues>, before: &Routing, now: &Routing) {
        let changed = before.changed(now);
        if changed.is_empty() {
            return;
        }
        for queue in self.registry.all() {
            if queue.is_delivery() && changed.contains(&queue.hop.connector) && queue.lock().retry.is_some() {
                self.try_now(&queue);
            }
        }
    }

    /// Looks through the queues whenever routes have changed, until the engine stops.
    pub async fn reroute(self: Arc<Queues>) {
        loop {
            tokio::select! {
                () = self.rerouted.notified() => {}
                () = self.stop.cancelled() => return,
            }
            let start = Instant::now();
            let mut queues = self.registry.all();
            // What waits for a change comes first: Unreachable, then what fails.
            queues.sort_by_key(|queue| (queue.is_delivery(), !queue.lock().ladder.is_failing()));
            for queue in queues {
                self.clone().review(queue).await;
            }
            tokio::select! {
                () = tokio::time::sleep((start.elapsed() * REST).min(LONGEST_REST)) => {}
                () = self.stop.cancelled() => return,
            }
        }
    }

    /// No host of a next hop took a session: routes avoid it for so long, and what has another one goes there.
    pub fn fell(self: &Arc<Queues>, queue: &Arc<HopQueue>, remark: &Remark, wait: Duration) {
        self.settings().links.fell(&queue.hop, &remark.to_string(), self.now().wall, wait);
        tokio::spawn(self.clone().look_through(queue.clone(), Occasion::Outage));
    }

    /// Other servers say that links of these connectors are down: routes avoid them, and what waits to go there and has
    /// another route takes that.
    pub fn sources_fell(self: &Arc<Queues>, connectors: &HashSet<Uuid>) {
        for queue in self.registry.all() {
            let goes_there = queue.hop.delivery_type == DeliveryType::SmtpRelayToConnectorSourceServers;
            if goes_there && connectors.contains(&queue.hop.connector) {
                tokio::spawn(self.clone().review(queue));
            }
        }
    }

    /// Moves those messages of a queue that have another route now.
    pub async fn review(self: Arc<Queues>, queue: Arc<HopQueue>) {
        self.look_through(queue, Occasion::Change).await;
    }

    async fn look_through(self: Arc<Queues>, queue: Arc<HopQueue>, occasion: Occasion) {
        // What is redirected goes back when the redirection ends, and not before.
        let is_redirected = queue.hop.delivery_type == DeliveryType::SmtpRelayToServers;
        if is_redirected || Arc::ptr_eq(&queue, &self.registry.submission) {
            return;
        }
        let mut after: Option<Place> = None;
        loop {
            let slice: Vec<(Place, Which, Option<Arc<Message>>)> = {
                let mut state = queue.lock();
                if state.order.is_some() {
                    state.is_stale = true;
                    return;
                }
                let waiting = state.line.waiting(after).take(SLICE);
                waiting.map(|(place, entry)| (place, entry.recipients.clone(), entry.message.clone())).collect()
            };
            let Some((last, ..)) = slice.last() else { return };
            after = Some(*last);
            let settings = self.settings();
            let mut moved = 0;
            for (place, recipients, message) in slice {
                if self.stop.is_cancelled() {
                    return;
                }
                let message = message.unwrap_or_else(|| self.shelf.find(place.id()));
                match self.other_way(&queue.hop, &message, &recipients, &settings).await {
                    Elsewhere::Nowhere => continue,
                    // Of a link that is up this is not remembered.
                    Elsewhere::By(detour) => settings.links.diverted(&queue.hop, &detour),
                    Elsewhere::Somehow => {}
                }
                moved += 1;
                self.send_back(&queue, place);
            }
            // Where the first have no other route, it is not worth reading all the others.
            if occasion == Occasion::Outage && moved == 0 {
                return;
            }
            tokio::task::yield_now().await;
        }
    }

    /// Whether any of these recipients, which wait for that next hop, would go elsewhere now.
    async fn other_way(&self, hop: &NextHop, message: &Message, recipients: &Which, settings: &Settings) -> Elsewhere {
        // What cannot be read is found out by who needs it.
        let Ok(record) = message.record().await else { return Elsewhere::Nowhere };
        let recipients = recipients.pending(&record.envelope);
        let verdicts = self.parts.categorizer.categorize(&record.envelope, &recipients, settings);
        let ways = verdicts.into_iter().map(|verdict| match verdict {
            Verdict::Deliver(other) if other == *hop => Elsewhere::Nowhere,
            Verdict::Deliver(other) => Elsewhere::By(other),
            Verdict::Unreachable(_) if hop.delivery_type == DeliveryType::Unreachable => Elsewhere::Nowhere,
            Verdict::Unreachable(_) | Verdict::Fail(_) | Verdict::Resolve => Elsewhere::Somehow,
        });
        ways.into_iter().find(|way| *way != Elsewhere::Nowhere).unwrap_or(Elsewhere::Nowhere)
    }

    fn send_back(&self, queue: &HopQueue, place: Place) {
        let entry = queue.lock().line.remove(place);
        if let Some(mut entry) = entry {
            entry.deferral = None;
            entry.is_resubmitted = true;
            self.counters.resubmitted.add(1);
            self.submit(place, entry);
        }
    }

    /// Sends all that waits in a queue and is not suspended back to Submission.
    pub async fn resubmit(self: Arc<Queues>, queue: Arc<HopQueue>) {
        loop {
            let slice = queue.lock().line.drain(SLICE);
            if slice.is_empty() {
                break;
            }
            self.counters.resubmitted.add(slice.len());
            self.submit_all(slice.into_iter().map(|(place, mut entry)| {
                entry.deferral = None;
                entry.is_resubmitted = true;
                (place, entry)
            }));
            tokio::task::yield_now().await;
        }
        let now = self.now();
        let mut state = queue.lock();
        state.touch(now.steady);
        self.arm(&queue, &mut state, now);
    }

    /// The next hop is known not to exist: everything that waits in the queue is given up.
    pub async fn fail_all(self: &Arc<Queues>, queue: &Arc<HopQueue>, remark: &Remark) {
        if std::mem::replace(&mut queue.lock().is_blocked, true) {
            return;
        }
        while !self.stop.is_cancelled() {
            let taken = queue.lock().line.take(|id| self.shelf.find(id));
            let Some(taken) = taken else { break };
            // What could not be returned has been put off and comes back here.
            let _ = self.give_up(queue, taken, |_| remark.clone(), TrackingSource::Dns, true).await;
        }
        queue.lock().is_blocked = false;
        self.staff(queue);
    }
}
