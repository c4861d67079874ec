//! What is seen of a line from outside, slice by slice.

use std::ops::Bound;
use std::sync::Arc;

use super::{Line, lower};
use crate::transport::queue::entry::{Entry, Which};
use crate::transport::queue::message::Message;
use crate::transport::queue::order::Order;
use crate::transport::queue::place::Place;
use crate::transport::{MessageId, Remark};

/// How a message stands in its queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Ready,
    Deferred,
    Suspended,
    Active,
    PendingSuspend,
    PendingRemove,
}

/// One message as it stands, for those who look.
#[derive(Clone, Debug)]
pub struct Seen {
    pub place: Place,
    pub standing: Standing,
    pub recipients: Which,
    pub message: Option<Arc<Message>>,
    pub tries: u32,
    pub remarks: Vec<(u32, Arc<Remark>)>,
    pub latency: u32,
    pub order: Option<Arc<Order>>,
}

impl Seen {
    fn new(place: Place, entry: &Entry, standing: Standing, order: Option<&Arc<Order>>) -> Seen {
        Seen {
            place,
            standing,
            recipients: entry.recipients.clone(),
            message: entry.message.clone(),
            tries: entry.tries(),
            remarks: entry.deferral.as_ref().map_or_else(Vec::new, |deferral| deferral.remarks.clone()),
            latency: entry.latency,
            order: order.cloned(),
        }
    }
}

impl Line {
    /// Up to `most` messages with higher numbers than `after`, by number. Empty: there are no more.
    pub fn page(&self, after: MessageId, most: usize) -> Vec<Seen> {
        let mut seen = Vec::new();
        for (first, last) in Place::ranks(after) {
            let ready = self.ready.ranges(first..=last).into_iter().flat_map(|lane| lane.take(most));
            seen.extend(ready.map(|(place, entry)| Seen::new(*place, entry, Standing::Ready, None)));
            let deferred = self.deferred.range(first..=last).take(most);
            seen.extend(deferred.map(|(place, entry)| Seen::new(*place, entry, Standing::Deferred, None)));
            let suspended = self.suspended.range(first..=last).take(most);
            seen.extend(
                suspended.map(|(place, (entry, order))| Seen::new(*place, entry, Standing::Suspended, Some(order))),
            );
            let active = self.active.range((first, 0)..=(last, u64::MAX)).take(most);
            seen.extend(active.map(|((place, _), flight)| {
                let standing = match &flight.pending {
                    None => Standing::Active,
                    Some(order) if order.is_removal() => Standing::PendingRemove,
                    Some(_) => Standing::PendingSuspend,
                };
                let mut seen = Seen::new(*place, &flight.entry, standing, flight.pending.as_ref());
                seen.message = Some(flight.message.clone());
                seen
            }));
        }
        seen.sort_by_key(|seen| seen.place.id());
        // Of a message that stands here twice, the one under way is shown: it came last into the stable sort.
        seen.dedup_by(|later, earlier| {
            let same = later.place == earlier.place;
            if same {
                std::mem::swap(later, earlier);
            }
            same
        });
        seen.truncate(most);
        seen
    }

    /// One message, by its number.
    pub fn see(&self, id: MessageId) -> Option<Seen> {
        let before = MessageId(id.0.saturating_sub(1));
        self.page(before, 1).pop().filter(|seen| seen.place.id() == id)
    }

    /// Waiting messages behind `after` that are not suspended: for what looks at their age. In slices.
    pub fn waiting(&self, after: Option<Place>) -> impl Iterator<Item = (Place, &Entry)> {
        let from = (lower(after), Bound::Unbounded);
        let [ordinary, oversize] = self.ready.ranges(from);
        merged(merged(pairs(ordinary), pairs(oversize)), pairs(self.deferred.range(from)))
    }
}

fn pairs<'a>(run: impl Iterator<Item = (&'a Place, &'a Entry)>) -> impl Iterator<Item = (Place, &'a Entry)> {
    run.map(|(place, entry)| (*place, entry))
}

/// Two sorted runs as one.
fn merged<'a>(
    a: impl Iterator<Item = (Place, &'a Entry)>,
    b: impl Iterator<Item = (Place, &'a Entry)>,
) -> impl Iterator<Item = (Place, &'a Entry)> {
    let (mut a, mut b) = (a.peekable(), b.peekable());
    std::iter::from_fn(move || match (a.peek(), b.peek()) {
        (Some((one, _)), Some((other, _))) if one > other => b.next(),
        (None, _) => b.next(),
        _ => a.next(),
    })
}
