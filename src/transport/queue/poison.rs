//! Messages that end whoever works on them: counted, and at the threshold put where nobody works on them by himself.
//!
//! A message is suspected when our code was running over it as the process died (`in_hand`), or when that code
//! panicked; a message that only waited is not, however often the process is killed. How often it has been suspected is
//! part of its record. At PoisonThreshold it goes to the Poison queue: suspended, never expiring, shown to people, who
//! remove it, export it, or resume it (it is routed anew then, with a clean slate).
//!
//! Promise: the count is durable before the message is worked on again, and so is the place in the Poison queue. A
//! process that is killed from outside may have been at work on innocent ones, one for each of its threads: those are
//! through long before the next crash.

use std::any::Any;
use std::sync::Arc;

use super::entry::{Entry, Which};
use super::hop_queue::HopQueue;
use super::line::Taken;
use super::obey::not_written;
use super::order::{Hold, Order, What};
use super::place::Place;
use super::queues::{Arrival, Queues};
use super::record::{self, Record};
use super::registry;
use super::session::our_remark;
use super::spool::{Op, SpoolError};
use crate::mail::EnhancedStatus;
use crate::model::{EventCategory, Fault};
use crate::transport::{Event, MessageId};

/// Who suspended what is in the Poison queue.
const WHO: &str = "emsh";

impl Queues {
    /// Counts what was in hand when the last process died. Waits for the disk; before anything is brought back.
    pub(super) fn suspect_what_was_in_hand(&self) {
        let left = self.parts.in_hand.left();
        if left.is_empty() {
            return;
        }
        let (settings, waiter) = (self.settings(), tokio::runtime::Handle::current());
        for id in left.into_iter().filter(|_| settings.server.poison_message_detection_enabled) {
            let read = self.parts.spool.read_envelope(id).map(|bytes| record::read(&bytes));
            // It was through, or cannot be read, which is somebody else's affair.
            let Ok(Ok(mut record)) = read else { continue };
            self.suspect(id, &mut record, "the process died while it worked on the message");
            let update = Op::Update { id, envelope: record::write(&record).into() };
            if let Err(error) = waiter.block_on(self.parts.spool.commit(vec![update])) {
                tracing::error!(message = %id, %error, "a suspected message could not be marked");
                // Counted at the next start.
                return;
            }
        }
        self.parts.in_hand.concluded();
    }

    /// One more time that the message was in hand when something broke.
    fn suspect(&self, id: MessageId, record: &mut Record, what: &str) {
        let threshold = self.settings().server.poison_threshold;
        record.crashes = record.crashes.saturating_add(1);
        let (times, subject) = (record.crashes, &record.envelope.subject);
        if u32::from(times) < threshold {
            let says = format!("Message {id} ('{subject}') is suspected: {what} ({times} of {threshold}).");
            self.parts.events.note(Event::warning(EventCategory::PoisonMessage, 10002, says));
            return;
        }
        let says = format!("Message {id} ('{subject}') is in the Poison queue: {what} ({times} times).");
        self.parts.events.note(Event::error(EventCategory::PoisonMessage, 10001, says));
        let (who, since) = (WHO.to_owned(), self.parts.clock.now());
        let reason = Some(format!("{what} ({times} times)"));
        let order = Arc::new(Order { what: What::Suspend, who, reason, since, until: None });
        record.holds.retain(|hold| hold.queue != registry::poison());
        record.holds.push(Hold { queue: registry::poison(), order });
        self.track_poison(id, &record.envelope, "in");
    }

    /// Puts a message there whose record says that it belongs there.
    pub(super) fn enter_poison(self: &Arc<Queues>, place: Place, entry: Entry, order: Arc<Order>) {
        let arrival = Arrival { place, entry, order: Some(order) };
        self.enter(&registry::poison(), vec![arrival], &self.settings());
    }

    /// Whoever worked on a message under way has panicked.
    pub(super) async fn blame(self: &Arc<Queues>, queue: &Arc<HopQueue>, taken: &Taken, panic: Box<dyn Any + Send>) {
        let said = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
        let said = said.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
        tracing::error!(message = %taken.message.id(), panic = said, "work on a message broke down");
        if let Err(unreadable) = taken.message.record().await {
            return self.cannot_read(queue, taken, &unreadable);
        }
        let mut hold = None;
        if self.settings().server.poison_message_detection_enabled {
            let written = taken.message.amend(Vec::new(), |record| {
                self.suspect(taken.message.id(), record, "work on the message broke down");
                hold = record.hold(&registry::poison()).cloned();
            });
            self.follow(&taken.message, written);
        }
        match hold {
            Some(order) => {
                let Ok(record) = taken.message.record().await else { return };
                let now = self.parts.clock.now();
                let entry = Entry::new(&record.envelope, taken.recipients.clone(), now);
                self.enter_poison(taken.flight.place, entry, order);
                self.finish(queue, taken.flight);
            }
            None => {
                let text = "Work on the message broke down; it is tried again";
                let remark = our_remark(451, EnhancedStatus::new(4, 3, 0), text);
                self.land(queue, taken, vec![(0, remark)]);
            }
        }
    }

    /// Somebody wants a message out of the Poison queue tried again: it is routed anew, with a clean slate.
    pub(super) async fn resume_poison(self: &Arc<Queues>, id: MessageId) -> Result<(), Fault> {
        let queue = self.registry.poison.clone();
        let taken = {
            let mut state = queue.lock();
            let Some(seen) = state.line.see(id) else { return Ok(()) };
            state.line.take_at(seen.place, |id| self.shelf.find(id))
        };
        let Some(taken) = taken else { return Ok(()) };
        let order = match taken.message.record().await {
            Ok(record) => record.hold(&queue.hop).cloned(),
            Err(unreadable) => {
                self.cannot_read(&queue, &taken, &unreadable);
                return Err(
                    Fault::internal("MessageUnreadable", format!("Message {id} cannot be read.")).cause(unreadable)
                );
            }
        };
        let written = taken.message.amend(Vec::new(), |record| {
            record.holds.retain(|hold| hold.queue != queue.hop);
            record.crashes = 0;
        });
        if let Some(written) = written
            && let Err(error) = written.await
            && !matches!(error, SpoolError::NoSuchMessage(_))
        {
            if let Some(order) = order {
                queue.lock().line.note(taken.flight.place, &order);
            }
            self.give_back(&queue, taken.flight);
            return Err(not_written(&error));
        }
        if let Ok(record) = taken.message.record().await {
            let entry = Entry::new(&record.envelope, Which::Pending, self.parts.clock.now());
            self.track_poison(id, &record.envelope, "out");
            self.submit(taken.flight.place, entry);
        }
        self.finish(&queue, taken.flight);
        Ok(())
    }
}
