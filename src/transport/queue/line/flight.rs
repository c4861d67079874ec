//! Messages under way: taken out of the waiting ones, and landing again however their attempt ends.

use std::sync::Arc;

use tokio::time::Instant;

use super::Line;
use crate::transport::queue::entry::{Deferral, Entry, Which};
use crate::transport::queue::message::Message;
use crate::transport::queue::order::Order;
use crate::transport::queue::place::Place;
use crate::transport::{MessageId, Remark};

/// A message under way.
#[derive(Debug)]
pub(super) struct Flight {
    pub(super) entry: Entry,
    pub(super) message: Arc<Message>,
    /// What an operator wants done with it, should this attempt not be the last.
    pub(super) pending: Option<Arc<Order>>,
}

/// Names one message under way, until it lands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FlightId {
    pub place: Place,
    number: u64,
}

/// What is needed to work on a message.
#[derive(Clone, Debug)]
pub struct Taken {
    pub flight: FlightId,
    pub recipients: Which,
    pub message: Arc<Message>,
    /// Attempts in this queue before this one.
    pub tries: u32,
    /// What was last said, by recipient index.
    remarks: Vec<(u32, Arc<Remark>)>,
    pub received: u32,
    pub is_delay_reported: bool,
    /// It has come back from a queue, and nobody has said so yet.
    pub is_resubmitted: bool,
}

impl Taken {
    /// What was last said about one recipient, or about any.
    pub fn remark(&self, recipient: usize) -> Option<&Remark> {
        let own = self.remarks.iter().rev().find(|(index, _)| *index as usize == recipient);
        own.or(self.remarks.last()).map(|(_, remark)| &**remark)
    }
}

/// A message that came back from an attempt, with orders that waited for that.
#[derive(Debug)]
pub enum Landed {
    Waiting,
    /// Suspended as was asked meanwhile.
    Suspended,
    /// To be removed as was asked meanwhile: it is under way again, for that.
    Remove(Taken, Arc<Order>),
}

impl Line {
    pub(super) fn launch(
        &mut self,
        place: Place,
        mut entry: Entry,
        find: impl FnOnce(MessageId) -> Arc<Message>,
    ) -> Taken {
        let message = entry.message.take().unwrap_or_else(|| find(place.id()));
        self.flights += 1;
        let flight = FlightId { place, number: self.flights };
        let taken = Taken {
            flight,
            recipients: entry.recipients.clone(),
            message,
            tries: entry.tries(),
            remarks: entry.deferral.as_ref().map_or_else(Vec::new, |deferral| deferral.remarks.clone()),
            received: entry.received,
            is_delay_reported: entry.is_delay_reported,
            is_resubmitted: std::mem::take(&mut entry.is_resubmitted),
        };
        self.active.insert((place, flight.number), Flight { entry, message: taken.message.clone(), pending: None });
        taken
    }

    /// The message is through with this queue; false when it was not under way.
    pub fn finish(&mut self, flight: FlightId) -> bool {
        self.active.remove(&(flight.place, flight.number)).is_some()
    }

    /// It was not tried, or what failed was not its fault: it is ready again. `keep`: it stays at hand.
    pub fn give_back(&mut self, flight: FlightId, keep: bool) -> Option<Landed> {
        self.land(flight, |line, place, mut entry, message| {
            entry.message = keep.then_some(message);
            line.insert(place, entry);
        })
    }

    /// Its sender has been told of the delay, or need not be: it waits on as it did.
    pub fn restore(&mut self, flight: FlightId, now: Instant) -> Option<Landed> {
        self.land(flight, |line, place, mut entry, _| {
            entry.is_delay_reported = true;
            match entry.deferral.as_ref().is_some_and(|deferral| deferral.due > now) {
                true => line.insert_deferred(place, entry),
                false => line.insert(place, entry),
            }
        })
    }

    /// The next hop put it off.
    pub fn defer(&mut self, flight: FlightId, deferral: Deferral) -> Option<Landed> {
        self.land(flight, |line, place, mut entry, _| {
            entry.deferral = Some(Box::new(deferral));
            line.insert_deferred(place, entry);
        })
    }

    fn land(&mut self, flight: FlightId, settle: impl FnOnce(&mut Line, Place, Entry, Arc<Message>)) -> Option<Landed> {
        let Flight { entry, message, pending } = self.active.remove(&(flight.place, flight.number))?;
        Some(match pending {
            None => {
                settle(self, flight.place, entry, message);
                Landed::Waiting
            }
            Some(order) if order.is_removal() => Landed::Remove(self.launch(flight.place, entry, |_| message), order),
            Some(order) => {
                self.insert_suspended(flight.place, entry, order);
                Landed::Suspended
            }
        })
    }
}
