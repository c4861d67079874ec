//! The transport engine of a node: brings the queues to life from a spool, and to rest again.
//!
//! Start: orders first, so that nothing leaves a suspended queue; then reception may begin, while what the spool holds
//! is brought back to Submission beside it. Stop: nothing new is begun, what is under way may finish within the grace,
//! then it is given back; what it did not finish is in the spool, and the next start takes it up.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use bytes::Bytes;
use tokio::sync::mpsc;
use tokio::time::Instant;
use uuid::Uuid;

use super::counters::Counters;
use super::entry::{Entry, Which};
use super::obey::{MessageAct, QueueAct};
use super::order::{self, Order};
use super::place::Place;
use super::queues::{Parts, Queues};
use super::receipts::Left;
use super::record;
use super::redirect::{self, Redirect};
use super::registry::{self, Registry};
use super::show::MessageQuery;
use super::spool::Spool;
use crate::model::{EventCategory, Fault, MessageIdentity, MessageInfo, QueueIdentity, QueueInfo};
use crate::transport::{
    BodySink, BodySource, BoxFuture, Clock, Dispatch, Event, Intake, Measures, MessageId, NextHop, Received, Refusal,
    Release, Turned,
};

/// LOAD events of one start. A million of them would be 400 MB and push everything else out of the tracking log.
const MOST_LOADS: usize = 10_000;

/// Jobs of the categorizer. It does not wait for anything, so more than there are cores would be of no use.
const MOST_JOBS: usize = 4;

/// After the grace, what is given back has so long to let go.
const LET_GO: Duration = Duration::from_secs(1);

/// Messages that recovery takes from the spool's index at a time.
const SLICE: usize = 1000;

/// Recovery puts no more into Submission while so many wait there: new mail shall not stand behind all the old, nor
/// memory hold what the spool does.
const AHEAD: usize = 4 * SLICE;

/// How long recovery waits then.
const BREATH: Duration = Duration::from_millis(1);

/// The order that says that messages in the spool may have copies on other servers. The queues have nothing to do with it.
pub const SHADOWED: &str = "shadowed";

/// A running engine. Cheap to clone; all clones are the same engine.
#[derive(Clone)]
pub struct Engine {
    pub(super) queues: Arc<Queues>,
}

/// How the engine is at this moment, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gauges {
    pub queues: usize,
    /// Copies of messages in all queues.
    pub messages: usize,
    /// Sessions to next hops, those being opened included.
    pub sessions: usize,
    /// Bytes of messages kept in memory.
    pub bytes_at_hand: usize,
}

impl Engine {
    /// Starts on an open spool with the orders that it gave back. Must be called in a tokio runtime.
    pub fn start(parts: Parts, orders: &BTreeMap<String, Bytes>) -> Engine {
        let settings = parts.live.load_full();
        let registry = Registry::new(standing_orders(orders, &*parts.clock), &settings, Instant::now());
        // IDs from here on belong to mail that comes in by itself.
        let end = parts.spool.new_id();
        let queues = Queues::new(parts, registry);
        let left = queues.left_behind();
        if let Some(redirect) = orders.get(redirect::KEY).and_then(Redirect::read) {
            queues.redirect.store(Some(Arc::new(redirect)));
            queues.tasks.spawn(queues.clone().drain());
        }
        let jobs = std::thread::available_parallelism().map_or(1, usize::from).min(MOST_JOBS);
        for _ in 0..jobs {
            queues.tasks.spawn(queues.clone().categorize());
        }
        queues.tasks.spawn(queues.clone().watch());
        queues.tasks.spawn(queues.clone().reroute());
        for queue in queues.registry.all() {
            let now = queues.now();
            let mut state = queue.lock();
            queues.arm(&queue, &mut state, now);
        }
        let recovering = queues.clone();
        queues.tasks.spawn_blocking(move || {
            recovering.recover(end, left);
            recovering.is_recovering.store(false, Ordering::Release);
        });
        Engine { queues }
    }

    /// Comes to rest: finishes what is under way within the grace, gives back the rest, and makes all of it durable.
    pub async fn stop(&self, grace: Duration) {
        let queues = &self.queues;
        queues.stop.cancel();
        let grace = grace.saturating_sub(LET_GO);
        if tokio::time::timeout(grace, queues.tasks.end()).await.is_err() {
            queues.abort.cancel();
            if tokio::time::timeout(LET_GO, queues.tasks.end()).await.is_err() {
                tracing::warn!(tasks = queues.tasks.tasks(), "not everything came to rest in time");
            }
        }
        queues.drafts.clear(&*queues.parts.spool);
        if let Err(error) = queues.parts.spool.commit(Vec::new()).await {
            tracing::warn!(%error, "the last changes could not be made durable: some mail may be sent twice");
        }
    }

    /// To be called after the settings have been swapped.
    pub fn reconfigured(&self) {
        self.queues.reconfigured();
    }

    /// Other servers say that links of these connectors are down. Must be called in a tokio runtime.
    pub fn sources_fell(&self, connectors: &HashSet<Uuid>) {
        self.queues.sources_fell(connectors);
    }

    pub fn counters(&self) -> &Counters {
        &self.queues.counters
    }

    pub fn gauges(&self) -> Gauges {
        let mut gauges = Gauges { bytes_at_hand: self.queues.shelf.bytes(), ..Gauges::default() };
        for queue in self.queues.registry.all() {
            let state = queue.lock();
            gauges.queues += 1;
            gauges.messages += state.line.len();
            gauges.sessions += state.sessions();
        }
        gauges
    }

    /// Messages that wait for the categorizer.
    pub fn submission_length(&self) -> usize {
        self.queues.registry.submission.lock().line.len()
    }

    /// Lets go of all messages at hand that nobody works on.
    pub fn dehydrate(&self) {
        self.queues.registry.all().iter().for_each(|queue| self.queues.cool(queue));
    }

    /// Gives queues the sessions that they did without while delivery was stopped.
    pub fn deliver_again(&self) {
        self.queues.registry.all().iter().for_each(|queue| self.queues.staff(queue));
    }

    /// All queues, or those that an identity names.
    pub fn list_queues(&self, which: Option<&QueueIdentity>) -> Vec<QueueInfo> {
        self.queues.list(which)
    }

    /// Carries out an order on all queues that an identity names; gives them as they are then.
    pub async fn order_queue(&self, which: &QueueIdentity, act: &QueueAct, who: &str) -> Result<Vec<QueueInfo>, Fault> {
        self.queues.order_queue(which, act, who).await
    }

    /// Messages, as they are found. Drop the receiver to end the search.
    pub fn list_messages(&self, query: MessageQuery) -> mpsc::Receiver<Result<MessageInfo, Fault>> {
        self.queues.list_messages(query)
    }

    /// Carries out an order on a message; gives its copies as they are then, or as they were before they went.
    pub async fn order_message(
        &self,
        which: &MessageIdentity,
        act: &MessageAct,
        who: &str,
    ) -> Result<Vec<MessageInfo>, Fault> {
        self.queues.order_message(which, act, who).await
    }

    /// Drains the delivery queues to other servers; gives the queue for these.
    pub async fn redirect(&self, redirect: Redirect) -> Result<QueueInfo, Fault> {
        self.queues.begin_redirect(redirect).await
    }

    /// A suspended message as a file, in pieces.
    pub async fn export(&self, which: &MessageIdentity) -> Result<mpsc::Receiver<Result<Bytes, Fault>>, Fault> {
        self.queues.export(which).await
    }
}

impl Intake for Engine {
    fn accept(&self, message: Received) -> BoxFuture<'_, Result<MessageId, Refusal>> {
        Box::pin(self.queues.accept(message))
    }

    fn open_body(&self) -> Box<dyn BodySink> {
        self.queues.open_body()
    }

    fn hold<'a>(&'a self, message: Received, by: &'a str, why: &'a str) -> BoxFuture<'a, Result<MessageId, Refusal>> {
        Box::pin(self.queues.accept_held(message, by, why))
    }

    fn read_draft(&self, handle: u64, offset: u64, most: usize) -> BoxFuture<'_, Result<Bytes, Refusal>> {
        Box::pin(self.queues.read_draft(handle, offset, most))
    }

    fn abandon_draft(&self, handle: u64) {
        self.queues.abandon_draft(handle);
    }

    fn is_open(&self) -> Result<(), Refusal> {
        self.queues.is_open()
    }
}

impl Dispatch for Engine {
    fn release(&self, release: &Release) -> Result<usize, Refusal> {
        let queues = &self.queues;
        if queues.stop.is_cancelled() {
            return Err(Refusal::Stopping);
        }
        if queues.parts.relief.demands(Measures::STOP_DELIVERY) {
            return Err(Refusal::Resources("back pressure".to_owned()));
        }
        let mut count = 0;
        for queue in queues.registry.all().into_iter().filter(|queue| release.means(&queue.hop)) {
            count += queue.lock().release();
            queue.bell.notify_one();
            queues.staff(&queue);
        }
        Ok(count)
    }

    fn waiting(&self, releases: &[Release]) -> Result<usize, Refusal> {
        self.queues.waiting(releases)
    }

    fn send_over(&self, turned: Turned, releases: Vec<Release>) {
        self.queues.tasks.spawn(self.queues.clone().send_over(turned, releases));
    }
}

/// Reads bodies back from the spool, for sessions and reports.
pub struct SpooledBodies(pub Arc<dyn Spool>);

impl BodySource for SpooledBodies {
    fn read<'a>(&'a self, id: MessageId, offset: u64, limit: usize) -> BoxFuture<'a, std::io::Result<Bytes>> {
        let spool = self.0.clone();
        Box::pin(async move {
            let range = offset..offset.saturating_add(limit as u64);
            let pieces = tokio::task::spawn_blocking(move || spool.read_body(id, range))
                .await
                .map_err(std::io::Error::other)?
                .map_err(std::io::Error::other)?;
            Ok(match <[Bytes; 1]>::try_from(pieces) {
                Ok([whole]) => whole,
                Err(pieces) => pieces.concat().into(),
            })
        })
    }
}

/// The orders on queues among those of the spool, less those that have run out.
fn standing_orders(orders: &BTreeMap<String, Bytes>, clock: &dyn Clock) -> HashMap<NextHop, Arc<Order>> {
    let now = clock.now();
    let mut standing = HashMap::new();
    for (key, value) in orders.iter().filter(|(key, _)| *key != redirect::KEY && *key != SHADOWED) {
        let order = serde_json::from_slice::<Order>(value);
        match (order::queue_of_key(key), order) {
            (Some(queue), Ok(order)) if !order.is_over(now) => {
                standing.insert(queue, Arc::new(order));
            }
            (Some(_), Ok(_)) => {}
            (None, _) | (_, Err(_)) => tracing::warn!(key, "an order in the spool makes no sense and is not obeyed"),
        }
    }
    standing
}

impl Queues {
    /// Brings what the spool held at the start back to Submission. Waits for the disk.
    fn recover(self: &Arc<Queues>, end: MessageId, left: Left) {
        let through = self.settle_what_was_confirmed(left);
        self.suspect_what_was_in_hand();
        let mut after = MessageId(0);
        let mut loaded: usize = 0;
        let now = self.parts.clock.now();
        while !self.stop.is_cancelled() {
            if self.registry.submission.lock().line.ready() > AHEAD
                || self.parts.relief.demands(Measures::PAUSE_RECOVERY)
            {
                std::thread::sleep(BREATH);
                continue;
            }
            let mut slice = self.parts.spool.ids_after(after, SLICE);
            slice.retain(|id| *id < end);
            let Some(last) = slice.last() else { return self.tell_of_loads(loaded) };
            after = *last;
            slice.retain(|id| !through.contains(id));
            let mut recovered = Vec::with_capacity(slice.len());
            for (id, envelope) in slice.iter().copied().zip(self.parts.spool.read_envelopes(&slice)) {
                let record = match envelope.map(|bytes| record::read(&bytes)) {
                    Ok(Ok(record)) => record,
                    Ok(Err(bad)) => {
                        tracing::error!(message = %id, error = %bad, "a message in the spool cannot be delivered");
                        self.counters.unreadable.add(1);
                        continue;
                    }
                    Err(error) => {
                        tracing::error!(message = %id, %error, "a message in the spool cannot be read");
                        self.counters.unreadable.add(1);
                        continue;
                    }
                };
                let place = Place::new(record.envelope.priority, id);
                let mut entry = Entry::new(&record.envelope, Which::Pending, now);
                if let Some(order) = record.hold(&registry::poison()) {
                    self.enter_poison(place, entry, order.clone());
                    continue;
                }
                if loaded < MOST_LOADS {
                    self.track_load(id, &record.envelope);
                }
                loaded += 1;
                entry.message = self.has_room().then(|| self.shelf.put_record(id, record));
                recovered.push((place, entry));
            }
            self.counters.recovered.add(recovered.len());
            self.submit_all(recovered);
        }
    }

    /// What the tracking log does not say.
    fn tell_of_loads(&self, loaded: usize) {
        if loaded > MOST_LOADS {
            let says = format!(
                "{loaded} messages were found in the spool; the tracking log has a LOAD of the first {MOST_LOADS} of them."
            );
            self.parts.events.note(Event::information(EventCategory::Logging, 7003, says));
        }
    }
}
