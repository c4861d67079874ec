//! The messages of one queue, sorted by what may be done with them.
//!
//! ```text
//!            take            settle: gone
//!  ready ───────────► active ───────────► (out)
//!    ▲ ▲               │ │ put off: its own later try
//!    │ └───────────────┘ └────────► deferred ──┐
//!    │   given back                            │ due
//!    └─────────────────────────────────────────┘
//!  suspended: out of all of these, by an operator's order
//! ```
//!
//! Plain data: no I/O, no clock, no locks. Each operation costs a few steps down a tree, however long the line is; what
//! walks it all does so in slices, so that its owner can let others in between.
//!
//! A message may stand here twice for a while: under way for some recipients, and waiting for others that were routed
//! here meanwhile. Waiting ones of the same message join.

mod flight;
mod view;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tokio::time::Instant;

use super::entry::Entry;
use super::lanes::{Gates, Lanes};
use super::message::Message;
use super::order::Order;
use super::place::{Place, RANKS};
use super::precedence::Precedence;
use super::ranked::Ranked;
use crate::transport::{MessageId, Remark};

use flight::Flight;
pub use flight::{FlightId, Landed, Taken};
pub use view::{Seen, Standing};

#[derive(Debug, Default)]
pub struct Line {
    ready: Lanes,
    deferred: Ranked<Entry>,
    /// When the deferred ones are due.
    due: BTreeSet<(Instant, Place)>,
    suspended: Ranked<(Entry, Arc<Order>)>,
    active: BTreeMap<(Place, u64), Flight>,
    flights: u64,
    precedence: Precedence,
}

/// What became of an order on one message.
#[derive(Debug, PartialEq, Eq)]
pub enum Obeyed {
    Now,
    /// It is under way: when it comes back.
    Later,
    /// It was so already.
    Already,
    /// There is no such message here.
    Absent,
}

impl Line {
    pub fn len(&self) -> usize {
        self.ready.len() + self.deferred.len() + self.suspended.len() + self.active.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Messages that could be sent now.
    pub fn ready(&self) -> usize {
        let free = self.ready.free_by_rank();
        let may_go = self.may_go();
        (0..RANKS).filter(|rank| may_go[*rank]).map(|rank| free[rank]).sum()
    }

    /// The priorities that are not under way as often as they may be.
    fn may_go(&self) -> [bool; RANKS] {
        match self.precedence {
            Precedence::Arrival => [true; RANKS],
            Precedence::Priority(most) => {
                let active = self.active_by_rank();
                std::array::from_fn(|rank| active[rank] < most[rank])
            }
        }
    }

    /// Messages under way, High first. Few: no more than there are sessions.
    fn active_by_rank(&self) -> [usize; RANKS] {
        let mut active = [0; RANKS];
        self.active.keys().for_each(|(place, _)| active[place.rank()] += 1);
        active
    }

    /// What goes first from now on.
    pub fn set_precedence(&mut self, precedence: Precedence) {
        self.precedence = precedence;
    }

    /// Sessions that all its messages would keep busy, with `each` waiting ones for a session.
    pub fn sessions_wanted(&self, busy: usize, each: usize) -> usize {
        match self.precedence {
            Precedence::Arrival => busy + self.ready().div_ceil(each),
            Precedence::Priority(most) => {
                let (active, free) = (self.active_by_rank(), self.ready.free_by_rank());
                (0..RANKS).map(|rank| (active[rank] + free[rank].div_ceil(each)).min(most[rank])).sum()
            }
        }
    }

    /// Messages that only wait for the hour at which they may be sent.
    pub fn scheduled(&self) -> usize {
        self.ready.len() - self.ready.free()
    }

    pub fn gates(&self) -> Gates {
        self.ready.gates()
    }

    /// What may be sent from now on; true when more may than before.
    pub fn set_gates(&mut self, gates: Gates) -> bool {
        let before = self.ready();
        self.ready.set_gates(gates);
        self.ready() > before
    }

    pub fn active(&self) -> usize {
        self.active.len()
    }

    pub fn deferred(&self) -> usize {
        self.deferred.len()
    }

    /// Messages by priority, High first: all, and those deferred.
    pub fn counts(&self) -> ([usize; RANKS], [usize; RANKS]) {
        let (ready, deferred, suspended) = (self.ready.counts(), self.deferred.counts(), self.suspended.counts());
        let active = self.active_by_rank();
        let all = std::array::from_fn(|rank| ready[rank] + deferred[rank] + suspended[rank] + active[rank]);
        (all, deferred)
    }

    /// What the next hop said when it put off the message that is due first.
    pub fn first_remark(&self) -> Option<&Arc<Remark>> {
        let (_, place) = self.due.first()?;
        let (_, entry) = self.deferred.range(*place..=*place).next()?;
        entry.deferral.as_ref()?.remarks.first().map(|(_, remark)| remark)
    }

    /// Why the message that came first has no way to go, where it waits for one.
    pub fn first_without_way(&self) -> Option<&Arc<Remark>> {
        self.ready.first()?.deferral.as_ref()?.remarks.first().map(|(_, remark)| remark)
    }

    /// A message enters, or comes again.
    pub fn insert(&mut self, place: Place, entry: Entry) {
        if let Some((waiting, _)) = self.suspended.get_mut(place) {
            waiting.join(entry);
        } else if let Some(waiting) = self.deferred.get_mut(place) {
            waiting.join(entry);
        } else {
            match self.ready.get_mut(place) {
                Some(waiting) => waiting.join(entry),
                None => {
                    self.ready.insert(place, entry);
                }
            }
        }
    }

    /// A message enters that waits for a moment of its own, which its deferral names.
    pub fn insert_deferred(&mut self, place: Place, mut entry: Entry) {
        if let Some(waiting) = self.take_waiting(place) {
            entry.join(waiting);
        }
        match entry.deferral.as_ref().map(|deferral| deferral.due) {
            Some(due) => {
                self.due.insert((due, place));
                self.deferred.insert(place, entry);
            }
            None => self.insert(place, entry),
        }
    }

    /// A message enters that an order holds.
    pub fn insert_suspended(&mut self, place: Place, mut entry: Entry, order: Arc<Order>) {
        if let Some(waiting) = self.take_waiting(place) {
            entry.join(waiting);
        }
        entry.message = None;
        self.suspended.insert(place, (entry, order));
    }

    /// Takes the first ready message under way; `find` brings the message when the entry has it not at hand.
    pub fn take(&mut self, find: impl FnOnce(MessageId) -> Arc<Message>) -> Option<Taken> {
        let by_rank = matches!(self.precedence, Precedence::Priority(_));
        let (place, entry) = self.ready.pop_free(self.may_go(), by_rank)?;
        Some(self.launch(place, entry, find))
    }

    /// Takes one waiting message under way that is not suspended.
    pub fn take_waiting_at(&mut self, place: Place, find: impl FnOnce(MessageId) -> Arc<Message>) -> Option<Taken> {
        let entry = self.take_waiting(place)?;
        Some(self.launch(place, entry, find))
    }

    /// Takes one waiting message under way, be it ready, deferred or suspended.
    pub fn take_at(&mut self, place: Place, find: impl FnOnce(MessageId) -> Arc<Message>) -> Option<Taken> {
        let entry = self.take_waiting(place).or_else(|| self.suspended.remove(place).map(|(entry, _)| entry))?;
        Some(self.launch(place, entry, find))
    }

    /// Out of ready or deferred.
    fn take_waiting(&mut self, place: Place) -> Option<Entry> {
        if let Some(entry) = self.ready.remove(place) {
            return Some(entry);
        }
        let entry = self.deferred.remove(place)?;
        if let Some(deferral) = &entry.deferral {
            self.due.remove(&(deferral.due, place));
        }
        Some(entry)
    }

    /// When the first deferred message is due.
    pub fn next_due(&self) -> Option<Instant> {
        self.due.first().map(|(due, _)| *due)
    }

    /// Makes ready what is due; says how many those are.
    pub fn wake(&mut self, now: Instant) -> usize {
        let mut woken = 0;
        while let Some((due, place)) = self.due.first().copied().filter(|(due, _)| *due <= now) {
            self.due.remove(&(due, place));
            if let Some(entry) = self.deferred.remove(place) {
                self.insert(place, entry);
                woken += 1;
            }
        }
        woken
    }

    /// Makes all deferred messages ready, as when somebody asks for a try now.
    pub fn wake_all(&mut self) -> usize {
        self.due.clear();
        let woken = self.deferred.len();
        while let Some((place, entry)) = self.deferred.pop_first() {
            self.insert(place, entry);
        }
        woken
    }

    /// Obeys an order on one message, or notes it for when the message comes back.
    pub fn suspend(&mut self, place: Place, order: &Arc<Order>) -> Obeyed {
        if let Some(entry) = self.take_waiting(place) {
            self.insert_suspended(place, entry, order.clone());
            return Obeyed::Now;
        }
        if self.suspended.contains(place) {
            return Obeyed::Already;
        }
        self.note(place, order)
    }

    /// Notes an order for when a message under way comes back.
    pub fn note(&mut self, place: Place, order: &Arc<Order>) -> Obeyed {
        let mut noted = Obeyed::Absent;
        for (_, flight) in self.active.range_mut((place, 0)..=(place, u64::MAX)) {
            flight.pending = Some(order.clone());
            noted = Obeyed::Later;
        }
        noted
    }

    /// Lets a suspended message go on, or takes back the order on one under way.
    pub fn resume(&mut self, place: Place) -> Obeyed {
        if let Some((entry, _)) = self.suspended.remove(place) {
            self.insert(place, entry);
            return Obeyed::Now;
        }
        let mut obeyed = match self.ready.contains(place) || self.deferred.contains(place) {
            true => Obeyed::Already,
            false => Obeyed::Absent,
        };
        for (_, flight) in self.active.range_mut((place, 0)..=(place, u64::MAX)) {
            obeyed = match flight.pending.take() {
                Some(_) => Obeyed::Now,
                None => Obeyed::Already,
            };
        }
        obeyed
    }

    /// Takes everything out that waits and is not suspended, up to `most` messages.
    pub fn drain(&mut self, most: usize) -> Vec<(Place, Entry)> {
        let mut out = Vec::new();
        while out.len() < most {
            let Some((place, entry)) = self.ready.pop_first() else { break };
            out.push((place, entry));
        }
        while out.len() < most {
            let Some((place, entry)) = self.deferred.pop_first() else { break };
            if let Some(deferral) = &entry.deferral {
                self.due.remove(&(deferral.due, place));
            }
            out.push((place, entry));
        }
        out
    }

    /// Lets go of messages at hand, so that only entries stay in memory. `most` entries behind `after` are looked at;
    /// the answer is where to go on.
    pub fn cool(&mut self, after: Option<Place>, most: usize) -> Option<Place> {
        let mut last = None;
        for (place, entry) in self.ready.kept_mut((lower(after), std::ops::Bound::Unbounded)).take(most) {
            entry.message = None;
            last = Some(*place);
        }
        last
    }

    /// Messages under way.
    pub fn under_way(&self) -> impl Iterator<Item = (Place, &Entry)> {
        self.active.iter().map(|((place, _), flight)| (*place, &flight.entry))
    }

    /// Takes one waiting message out for good.
    pub fn remove(&mut self, place: Place) -> Option<Entry> {
        self.take_waiting(place)
    }
}

fn lower(after: Option<Place>) -> std::ops::Bound<Place> {
    after.map_or(std::ops::Bound::Unbounded, std::ops::Bound::Excluded)
}
