//! One session to a next hop: opened, fed with messages one after another, kept open a moment for the next, closed.
//!
//! Whatever ends it, be it an error, a panic of the carrier or the end of the process, it leaves its queue's books in
//! order: a message under way is given back, and the session is counted out.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;

use super::hop_queue::{HopQueue, Next, Setback};
use super::in_hand::Hand;
use super::line::{FlightId, Taken};
use super::message::Unreadable;
use super::queues::Queues;
use super::slots::Slot;
use crate::mail::EnhancedStatus;
use crate::model::{EventCategory, EventLevel};
use crate::transport::{Attempt, Carriage, Delivery, Event, Measures, Outcome, Remark, Settings, Speaker};

/// How long a session without work is kept for the next message.
const LINGER: Duration = Duration::from_secs(2);

/// How long a polite end may take.
const CLOSE: Duration = Duration::from_secs(5);

pub struct Session {
    queues: Arc<Queues>,
    queue: Arc<HopQueue>,
    /// Room among the node's connections; mailboxes need none.
    slot: Option<Slot>,
    phase: Phase,
    flight: Option<FlightId>,
    /// What it works on, for the next process should this one die of it.
    hand: Hand,
    /// The next hop has made the connection: it gets what is there, and nothing later.
    is_turned: bool,
}

/// How the session is counted in its queue.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Phase {
    Opening,
    Busy,
    Idle,
    Gone,
}

/// What a message did to the session.
enum Carried {
    /// It can take another one.
    Well,
    /// It is over, in good order.
    Last,
    /// The connection broke, or the next hop ended it.
    Broke(Remark),
    /// Our own work on it broke down.
    Fell,
}

impl Session {
    pub fn new(queues: Arc<Queues>, queue: Arc<HopQueue>, slot: Option<Slot>) -> Session {
        let hand = queues.parts.in_hand.hand();
        Session { queues, queue, slot, phase: Phase::Opening, flight: None, hand, is_turned: false }
    }

    pub async fn run(mut self) {
        let settings = self.queues.settings();
        let epoch = self.queues.epoch();
        let (queues, queue) = (self.queues.clone(), self.queue.clone());
        let opened = tokio::select! {
            biased;
            () = queues.stop.cancelled() => return,
            opened = queues.parts.carrier.open(&queue.hop, &settings) => opened,
        };
        let carriage = match opened {
            Ok(carriage) => carriage,
            Err(unreached) => {
                self.phase = Phase::Gone;
                queues.counters.sessions_failed.add(1);
                if unreached.is_permanent {
                    queue.lock().dismiss(1);
                    drop(self);
                    queues.fail_all(&queue, &unreached.remark).await;
                } else {
                    let wait = queues.set_back(&queue, false, &unreached.remark);
                    drop(self);
                    if let Some(wait) = wait.filter(|_| is_about_reaching(&unreached.remark)) {
                        queues.fell(&queue, &unreached.remark, wait);
                    }
                }
                return queues.pass_on();
            }
        };
        settings.links.rose(&queue.hop);
        queue.lock().opened();
        self.phase = Phase::Busy;
        queues.counters.sessions_opened.add(1);
        let mut carriage = carriage;
        if self.work(&mut *carriage, &settings, epoch).await {
            // A server that does not answer QUIT must not keep the others from its slot for long.
            let _ = tokio::time::timeout(CLOSE, carriage.close()).await;
        }
        drop(self);
        queues.pass_on();
        queues.staff(&queue);
    }

    /// Carries all that this queue has over a connection that its next hop has made; true: it can be used on.
    pub async fn run_over(mut self, carriage: &mut dyn Carriage, settings: &Arc<Settings>) -> bool {
        let epoch = self.queues.epoch();
        self.queue.lock().opened();
        self.phase = Phase::Busy;
        self.is_turned = true;
        self.queues.counters.sessions_opened.add(1);
        self.work(carriage, settings, epoch).await
    }

    /// Carries messages until there are no more, or the session has had its share; true: it ends in good order.
    async fn work(&mut self, carriage: &mut dyn Carriage, settings: &Arc<Settings>, epoch: u64) -> bool {
        let most = if self.is_turned { usize::MAX } else { self.queue.lock().pace.messages_per_session };
        let mut carried = 0;
        while carried < most && epoch == self.queues.epoch() && !self.queues.stop.is_cancelled() {
            if self.queues.parts.relief.demands(Measures::STOP_DELIVERY) {
                break;
            }
            let Some(taken) = self.next().await else { break };
            if epoch != self.queues.epoch() {
                // The settings changed while it stood idle: a session by the new ones takes this message.
                self.queues.give_back(&self.queue, taken.flight);
                break;
            }
            self.flight = Some(taken.flight);
            match self.carry(carriage, &taken, settings, carried == 0).await {
                Carried::Well => carried += 1,
                Carried::Last => break,
                // Whatever state the session is in, it is of no further use, not even for a polite end.
                Carried::Fell => return false,
                Carried::Broke(remark) => {
                    self.phase = Phase::Gone;
                    self.queues.counters.sessions_failed.add(1);
                    self.queues.set_back(&self.queue, true, &remark);
                    return false;
                }
            }
        }
        true
    }

    /// The next message, waited for a moment if there is none. `None`: end the session.
    async fn next(&mut self) -> Option<Taken> {
        loop {
            match self.ask() {
                Next::Carry(taken) => return Some(taken),
                Next::Leave => {
                    self.phase = Phase::Gone;
                    return None;
                }
                Next::Wait => {
                    self.phase = Phase::Idle;
                }
            }
            let is_rung = !self.queues.slots.is_short()
                && tokio::select! {
                    () = self.queue.bell.notified() => true,
                    () = tokio::time::sleep(LINGER) => false,
                    () = self.queues.stop.cancelled() => false,
                };
            let mut state = self.queue.lock();
            state.woken();
            self.phase = Phase::Busy;
            // A message may have come between the end of the wait and here.
            if !is_rung && state.line.ready() == 0 {
                return None;
            }
        }
    }

    fn ask(&self) -> Next {
        let mut state = self.queue.lock();
        let next = state.next(self.is_turned, |id| self.queues.shelf.find(id));
        // One ring wakes one session; each that finds more passes it on.
        if matches!(next, Next::Carry(_)) && state.line.ready() > 0 && state.idle_sessions() > 0 {
            self.queue.bell.notify_one();
        }
        next
    }

    async fn carry(
        &mut self,
        carriage: &mut dyn Carriage,
        taken: &Taken,
        settings: &Arc<Settings>,
        is_first: bool,
    ) -> Carried {
        let attempt = match attempt(taken).await {
            Ok(attempt) => attempt,
            Err(unreadable) => {
                self.flight = None;
                self.queues.cannot_read(&self.queue, taken, &unreadable);
                return Carried::Well;
            }
        };
        if attempt.recipients.is_empty() {
            self.flight = None;
            self.queues.finish(&self.queue, taken.flight);
            return Carried::Well;
        }
        let began = self.queues.parts.track.wants_stages().then(|| self.queues.parts.clock.now());
        let delivery = self.hand.attend(attempt.id, carriage.deliver(&attempt));
        let delivery = tokio::select! {
            biased;
            delivery = AssertUnwindSafe(delivery).catch_unwind() => delivery,
            () = self.queues.abort.cancelled() => return Carried::Last,
        };
        // From here on the message is the settlement's, which takes it out of the queue or gives it back.
        self.flight = None;
        let delivery = match delivery {
            Ok(delivery) => delivery,
            Err(panic) => {
                self.queues.blame(&self.queue, taken, panic).await;
                return Carried::Fell;
            }
        };
        if let Some(began) = began {
            self.queues.trace_attempt(&self.queue, &attempt, &delivery, began);
        }
        let is_reusable = delivery.is_reusable;
        match lost_connection(&delivery) {
            Some(_) if !is_first => {
                // Enough messages for one connection, it seems: this one goes with the next.
                self.queues.give_back(&self.queue, taken.flight);
                Carried::Last
            }
            Some(remark) => {
                self.queues.settle(&self.queue, taken, attempt, delivery, settings).await;
                Carried::Broke(remark)
            }
            None => {
                let is_proof = self.queue.lock().answered(tokio::time::Instant::now());
                if is_proof {
                    self.queues.staff(&self.queue);
                }
                self.queues.settle(&self.queue, taken, attempt, delivery, settings).await;
                if is_reusable { Carried::Well } else { Carried::Last }
            }
        }
    }
}

/// Everything that a carriage needs of a message.
async fn attempt(taken: &Taken) -> Result<Attempt, Unreadable> {
    let (record, body) = taken.message.load().await?;
    let recipients = taken.recipients.pending(&record.envelope);
    Ok(Attempt { id: taken.message.id(), envelope: record.envelope, recipients, body })
}

/// Whether hosts could not be reached, or would not talk; what is wrong with TLS or a login is no reason to go elsewhere.
fn is_about_reaching(remark: &Remark) -> bool {
    remark.status.subject == 4
}

/// When the delivery says nothing about the message, only about the connection: what it says.
fn lost_connection(delivery: &Delivery) -> Option<Remark> {
    if delivery.is_reusable {
        return None;
    }
    let is_about_connection = |remark: &Remark| remark.code == 421 || remark.status.subject == 4;
    let mut first = None;
    for (_, outcome) in &delivery.outcomes {
        match outcome {
            Outcome::Deferred(remark) if is_about_connection(remark) => first = first.or(Some(remark)),
            _ => return None,
        }
    }
    first.cloned()
}

impl Queues {
    /// A session could not be opened, or broke: the queue climbs its ladder and waits, or makes do with the sessions it has.
    pub fn set_back(&self, queue: &Arc<HopQueue>, is_open: bool, remark: &Remark) -> Option<Duration> {
        let now = self.now();
        let mut state = queue.lock();
        let setback = state.lost(is_open, remark, now);
        self.arm(queue, &mut state, now);
        drop(state);
        match setback {
            Setback::Retry(wait) => {
                let (why, wait_in_seconds) = (remark.to_string(), wait.as_secs());
                let end = if why.ends_with('.') { "" } else { "." };
                let says =
                    format!("{} cannot be reached: {why}{end} Tried again in {wait_in_seconds} s.", queue.hop.domain);
                self.parts.events.note(Event::information(EventCategory::SmtpSend, 2010, says).at(EventLevel::Low));
                self.cool(queue);
                Some(wait)
            }
            Setback::Enough => {
                tracing::debug!(next_hop = %queue.hop.domain, error = %remark, "the next hop takes no more sessions");
                None
            }
        }
    }

    /// Lets go of what a queue that does not send keeps at hand.
    pub fn cool(&self, queue: &HopQueue) {
        const SLICE: usize = 1000;
        let mut after = None;
        loop {
            after = queue.lock().line.cool(after, SLICE);
            if after.is_none() {
                return;
            }
        }
    }
}

/// Text for a session that ended without a word from the other side.
pub fn our_remark(code: u16, status: EnhancedStatus, text: impl Into<String>) -> Remark {
    Remark { code, status, text: text.into(), by: Speaker::Us }
}

impl Drop for Session {
    fn drop(&mut self) {
        let flight = self.flight.take();
        let now = self.queues.now();
        let mut state = self.queue.lock();
        match self.phase {
            Phase::Opening => state.dismiss(1),
            Phase::Busy => state.left(),
            Phase::Idle => {
                state.woken();
                state.left();
            }
            Phase::Gone => {}
        }
        self.queues.arm(&self.queue, &mut state, now);
        drop(state);
        if let Some(flight) = flight {
            self.queues.give_back(&self.queue, flight);
        }
        self.slot = None;
    }
}
