//! What a queue keeps in memory of a message that nobody works on.

use std::sync::Arc;

use jiff::Timestamp;
use tokio::time::Instant;

use super::message::Message;
use crate::transport::{Envelope, RecipientState, Remark};

/// One message in one queue. Small: a million of them are waiting when a big provider is down.
#[derive(Debug)]
pub struct Entry {
    pub recipients: Which,
    /// The message itself while it is at hand; otherwise it is read back from the spool when its turn comes.
    pub message: Option<Arc<Message>>,
    /// Present after the next hop has put this message off, until it leaves the queue.
    pub deferral: Option<Box<Deferral>>,
    /// Bytes of the message; one beyond 4 GB counts as that.
    pub size: u32,
    /// Seconds since 1970 at which the organization took it: what it ages from.
    pub received: u32,
    /// Milliseconds from when this node took it to its entry into this queue.
    pub latency: u32,
    pub is_delay_reported: bool,
    /// It comes out of a queue, to be routed anew, and nobody has said so yet.
    pub is_resubmitted: bool,
}

impl Entry {
    /// The entry of a message that enters a queue at `now`.
    pub fn new(envelope: &Envelope, recipients: Which, now: Timestamp) -> Entry {
        let latency = now.as_millisecond().saturating_sub(envelope.received.as_millisecond());
        Entry {
            recipients,
            message: None,
            deferral: None,
            size: u32::try_from(envelope.size).unwrap_or(u32::MAX),
            received: u32::try_from(envelope.arrived().as_second()).unwrap_or(0),
            latency: u32::try_from(latency.max(0)).unwrap_or(u32::MAX),
            is_delay_reported: envelope.delay_reported.is_some(),
            is_resubmitted: false,
        }
    }

    /// Takes in another entry of the same message, which came here by another way.
    pub fn join(&mut self, other: Entry) {
        self.recipients = std::mem::take(&mut self.recipients).with(other.recipients);
        self.message = self.message.take().or(other.message);
        self.is_delay_reported |= other.is_delay_reported;
        self.is_resubmitted |= other.is_resubmitted;
        match (&mut self.deferral, other.deferral) {
            (Some(own), Some(others)) => own.remarks.extend(others.remarks),
            (own @ None, others) => *own = others,
            (Some(_), None) => {}
        }
    }

    /// Attempts in this queue that ended with a later try.
    pub fn tries(&self) -> u32 {
        self.deferral.as_ref().map_or(0, |deferral| deferral.tries)
    }
}

/// Which recipients of its message an entry stands for.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Which {
    /// All that are not done yet: the usual case, which costs nothing.
    #[default]
    Pending,
    /// These indexes, ascending, as far as they are not done yet.
    These(Box<[u32]>),
}

impl Which {
    pub fn these(indexes: impl IntoIterator<Item = usize>) -> Which {
        let mut indexes: Vec<u32> = indexes.into_iter().filter_map(|index| u32::try_from(index).ok()).collect();
        indexes.sort_unstable();
        indexes.dedup();
        Which::These(indexes.into())
    }

    /// The indexes of those that are still to be delivered.
    pub fn pending(&self, envelope: &Envelope) -> Vec<usize> {
        let is_pending = |index: &usize| {
            envelope.recipients.get(*index).is_some_and(|recipient| recipient.state == RecipientState::Pending)
        };
        match self {
            Which::Pending => (0..envelope.recipients.len()).filter(is_pending).collect(),
            Which::These(indexes) => indexes.iter().map(|index| *index as usize).filter(is_pending).collect(),
        }
    }

    fn with(self, other: Which) -> Which {
        match (self, other) {
            (Which::These(a), Which::These(b)) => Which::these(a.iter().chain(&b).map(|index| *index as usize)),
            _ => Which::Pending,
        }
    }
}

/// How the next hop put a message off.
#[derive(Debug)]
pub struct Deferral {
    pub tries: u32,
    pub due: Instant,
    /// What was last said, by recipient index; recipients that were told the same share the remark.
    pub remarks: Vec<(u32, Arc<Remark>)>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transport::queue::sample;

    #[test]
    fn an_entry_is_small() {
        assert!(size_of::<Entry>() <= 48, "{} bytes", size_of::<Entry>());
    }

    #[test]
    fn done_recipients_are_left_out() {
        let mut envelope = sample::envelope("a@a.example b@b.example c@c.example");
        envelope.recipients[1].state = RecipientState::Delivered;
        for (which, expected, why) in [
            (Which::Pending, vec![0, 2], "all that are pending"),
            (Which::these([2, 1]), vec![2], "of these"),
            (Which::these([7]), vec![], "an index that does not exist"),
            (Which::these([2]).with(Which::these([0, 2])), vec![0, 2], "both, once"),
            (Which::these([2]).with(Which::Pending), vec![0, 2], "all include some"),
        ] {
            assert_eq!(which.pending(&envelope), expected, "{why}");
        }
    }
}
