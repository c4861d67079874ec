//! What all parts of the queueing stage share, and how messages move between queues.
//!
//! No lock is ever held across an await, and none while another of the same kind is taken. Work is told of by ringing a
//! bell once for whatever has gathered, not once for each message.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use arc_swap::ArcSwapOption;
use tokio::runtime::Handle;
use tokio::sync::Semaphore;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::alarms::Alarms;
use super::counters::Counters;
use super::entry::Entry;
use super::hop_queue::{HopQueue, Now, State};
use super::in_hand::InHand;
use super::message::Shelf;
use super::order::Order;
use super::pace::{Ages, count};
use super::place::Place;
use super::receipts::Receipts;
use super::redirect::Redirect;
use super::registry::Registry;
use super::reroute::Routing;
use super::session::Session;
use super::slots::Slots;
use super::spool::Spool;
use crate::model::DeliveryType;
use crate::transport::agent::Attendance;
use crate::transport::{
    Carrier, Categorizer, Clock, Crew, Events, Live, Measures, NextHop, Policy, Relief, Reporter, Settings, Track,
};

/// Bytes of messages that delivery queues may keep at hand, so that the usual message is sent from memory; beyond it
/// they are read back from the spool when their turn comes. Submission may use as much again.
const AT_HAND: usize = 32 << 20;

/// Reports that are composed and committed at once.
const REPORTS_AT_ONCE: usize = 64;

/// The neighbours of the queueing stage, and what it stands on.
#[derive(Clone)]
pub struct Parts {
    pub live: Live,
    pub spool: Arc<dyn Spool>,
    pub policy: Arc<dyn Policy>,
    pub attendance: Arc<Attendance>,
    pub categorizer: Arc<dyn Categorizer>,
    pub carrier: Arc<dyn Carrier>,
    pub reporter: Arc<dyn Reporter>,
    pub track: Arc<dyn Track>,
    pub clock: Arc<dyn Clock>,
    pub relief: Arc<Relief>,
    pub events: Arc<dyn Events>,
    pub in_hand: Arc<InHand>,
    pub receipts: Arc<Receipts>,
    /// Runtimes of the stage's own threads; it runs where it is started if there are none.
    pub threads: Vec<Handle>,
}

pub struct Queues {
    pub parts: Parts,
    pub shelf: Arc<Shelf>,
    pub registry: Registry,
    pub slots: Arc<Slots>,
    pub alarms: Alarms,
    pub counters: Counters,
    pub tasks: Crew,
    /// Nothing new is begun.
    pub stop: CancellationToken,
    /// What is under way is given back.
    pub abort: CancellationToken,
    /// Grows when the settings change: sessions made by older ones end after their message.
    pub epoch: AtomicU64,
    pub reports: Arc<Semaphore>,
    /// Messages that agents are asked about.
    pub attending: Arc<Semaphore>,
    /// What routes depended on when queues were last looked through.
    pub routing: Mutex<Routing>,
    /// Rings when routes may have changed.
    pub rerouted: tokio::sync::Notify,
    pub drafts: super::intake::Drafts,
    pub redirect: ArcSwapOption<Redirect>,
    /// What the spool held at the start is not yet all in the queues.
    pub is_recovering: AtomicBool,
}

/// A message on its way into a queue.
pub struct Arrival {
    pub place: Place,
    pub entry: Entry,
    /// It enters suspended, by this.
    pub order: Option<Arc<Order>>,
}

impl Queues {
    pub fn new(parts: Parts, registry: Registry) -> Arc<Queues> {
        let routing = Mutex::new(Routing::of(&parts.live.load()));
        Arc::new(Queues {
            tasks: Crew::on(&parts.threads),
            shelf: Shelf::new(parts.spool.clone()),
            parts,
            registry,
            slots: Arc::default(),
            alarms: Alarms::default(),
            counters: Counters::default(),
            stop: CancellationToken::new(),
            abort: CancellationToken::new(),
            epoch: AtomicU64::new(0),
            reports: Arc::new(Semaphore::new(REPORTS_AT_ONCE)),
            attending: Arc::new(Semaphore::new(super::attend::AT_ONCE)),
            routing,
            rerouted: tokio::sync::Notify::new(),
            drafts: super::intake::Drafts::default(),
            redirect: ArcSwapOption::empty(),
            is_recovering: AtomicBool::new(true),
        })
    }

    pub fn now(&self) -> Now {
        Now { steady: Instant::now(), wall: self.parts.clock.now() }
    }

    pub fn settings(&self) -> Arc<Settings> {
        self.parts.live.load_full()
    }

    pub fn is_recovering(&self) -> bool {
        self.is_recovering.load(Ordering::Acquire)
    }

    pub fn epoch(&self) -> u64 {
        self.epoch.load(Ordering::Acquire)
    }

    /// Whether a delivery queue may keep one more message at hand.
    pub fn has_room(&self) -> bool {
        self.shelf.bytes() < AT_HAND && !self.parts.relief.demands(Measures::DEHYDRATE)
    }

    /// Whether Submission may.
    pub fn has_room_for_arrivals(&self) -> bool {
        self.shelf.bytes() < 2 * AT_HAND && !self.parts.relief.demands(Measures::DEHYDRATE)
    }

    /// A message goes to Submission; the categorizer hears of it.
    pub fn submit(&self, place: Place, entry: Entry) {
        self.submit_all([(place, entry)]);
    }

    /// Several messages go there in one step.
    pub fn submit_all(&self, entries: impl IntoIterator<Item = (Place, Entry)>) {
        let now = Instant::now();
        let queue = &self.registry.submission;
        let mut state = queue.lock();
        entries.into_iter().for_each(|(place, entry)| state.insert(place, entry, None, now));
        drop(state);
        // Whoever has worked last is warm.
        queue.bell.notify_last();
    }

    /// Messages enter one queue; it gets sessions as it needs them.
    pub fn enter(self: &Arc<Queues>, hop: &NextHop, arrivals: Vec<Arrival>, settings: &Settings) {
        let now = self.now();
        let mut arrivals = Some(arrivals);
        while let Some(entering) = arrivals.take() {
            let queue = self.registry.queue(hop, settings, now.steady);
            let mut state = queue.lock();
            if state.is_retired {
                arrivals = Some(entering);
                continue;
            }
            state.keep_hours(&*self.parts.clock);
            let ages = Ages::of(settings, hop);
            let mut removals = Vec::new();
            for Arrival { place, mut entry, order } in entering {
                // A queue that cannot send soon keeps nothing at hand: others need the room.
                let is_closed = !state.line.gates().ordinary;
                if state.retry.is_some() || state.order.is_some() || is_closed || !queue.is_delivery() {
                    entry.message = None;
                }
                let age = ages.next(entry.received, place.rank(), entry.is_delay_reported);
                state.ages_at(age);
                match order {
                    Some(order) if order.is_removal() => {
                        state.insert(place, entry, None, now.steady);
                        let taken = state.line.take_at(place, |id| self.shelf.find(id));
                        removals.extend(taken.map(|taken| (taken, order)));
                    }
                    order => state.insert(place, entry, order, now.steady),
                }
            }
            self.arm(&queue, &mut state, now);
            let ring = state.idle_sessions() > 0;
            drop(state);
            if ring {
                queue.bell.notify_last();
            }
            for (taken, order) in removals {
                let (queues, queue) = (self.clone(), queue.clone());
                self.tasks.spawn(async move { queues.remove(&queue, taken, &order).await.is_ok() });
            }
            self.staff(&queue);
        }
    }

    /// Opens the sessions that a queue is short of, as far as the node has room.
    pub fn staff(self: &Arc<Queues>, queue: &Arc<HopQueue>) {
        if !queue.is_delivery() || self.stop.is_cancelled() || self.parts.relief.demands(Measures::STOP_DELIVERY) {
            return;
        }
        let mut hired = queue.lock().hire(Instant::now());
        if hired == 0 {
            return;
        }
        let is_mailbox = queue.hop.delivery_type == DeliveryType::SmtpDeliveryToMailbox;
        let most = count(&self.parts.live.load().server.max_outbound_connections);
        while hired > 0 {
            // Mailboxes are not outside: only their queue's own limit counts.
            let slot = match is_mailbox {
                true => None,
                false => match self.slots.take(most, queue) {
                    Some(slot) => Some(slot),
                    None => return queue.lock().dismiss(hired),
                },
            };
            hired -= 1;
            self.tasks.spawn(Session::new(self.clone(), queue.clone(), slot).run());
        }
    }

    /// A slot has become free: whoever waits for one gets it.
    pub fn pass_on(self: &Arc<Queues>) {
        if let Some(queue) = self.slots.next() {
            self.staff(&queue);
        }
    }

    /// Sees to it that the timekeeper looks at the queue in time.
    pub fn arm(&self, queue: &Arc<HopQueue>, state: &mut State, now: Now) {
        let Some(due) = state.due(now) else { return };
        if state.alarm.is_none_or(|alarm| due < alarm) {
            state.alarm = Some(due);
            self.alarms.set(due, queue);
        }
    }
}
