//! Links that are down: next hops of which no host answered when one was last sought, and who takes their mail meanwhile.
//!
//! The queue that could not reach its next hop says so; routes avoid the link until the queue would try it again. Then the
//! next message is the probe. Nothing here is kept: after a restart every link is up until it proves otherwise.
//!
//! Of links that only others have, this server knows what they say (X-LINK2STATE; reference: redundancy-and-edge.md §4):
//!
//! ```text
//!  queue: fell, rose ─► own entry, version + 1 ─┐             ┌─► routes: sources of a connector that may be used
//!                                               ├─► table ────┤
//!  session with another server: learn ──────────┘   │         └─► queues: what waits for a source that is down now
//!       newer wins, whoever tells it                └─► Teller: the others are told soon
//! ```
//!
//! Promise: of each server the table has what that server said last, as far as anybody has told it; what a server says
//! runs out with the outages that it speaks of.

mod exchange;
mod rounds;
mod sources;
mod table;
pub mod words;

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::Notify;
use tokio::time::Instant;

use super::NextHop;
use crate::model::DeliveryType;

pub use rounds::Teller;
pub use sources::{Sorted, sources};
use table::Table;

/// Links remembered. Beyond, those that are over go, and then no further one is remembered: mail just waits there.
const MOST: usize = 10_000;

/// Which links are down. Clones are the same list.
#[derive(Clone, Debug, Default)]
pub struct Links(Arc<Known>);

#[derive(Debug, Default)]
struct Known {
    down: Mutex<HashMap<NextHop, Outage>>,
    /// How many there are, to be asked without waiting: it is by far the most common that there is none.
    count: AtomicUsize,
    table: Mutex<Table>,
    /// How many there are of others.
    others: AtomicUsize,
    /// Raised with each change of the table.
    revision: AtomicU64,
    /// The table has changed.
    news: Notify,
    /// Links of others are down that were up.
    fallen: Notify,
}

/// One of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Outage {
    pub since: Timestamp,
    /// When routes use it again.
    until: Instant,
    /// What the queue was told.
    pub error: String,
    /// Where its mail goes meanwhile; `None` while there is no other way.
    pub detour: Option<NextHop>,
}

impl Outage {
    /// How long routes still avoid it.
    pub fn left(&self) -> Duration {
        self.until.saturating_duration_since(Instant::now())
    }

    fn lasts(&self) -> bool {
        self.until > Instant::now()
    }
}

impl Links {
    /// Those of a server that starts now, with all of them up.
    pub fn since(start: Timestamp) -> Links {
        let links = Links::default();
        let mut table = links.table();
        table.begin(start);
        links.0.revision.store(table.revision(), Ordering::Release);
        drop(table);
        links
    }

    /// Whether all links of this server are up.
    pub fn are_all_up(&self) -> bool {
        self.0.count.load(Ordering::Acquire) == 0
    }

    /// Whether no other server says that one of its own is down.
    pub fn others_are_up(&self) -> bool {
        self.0.others.load(Ordering::Acquire) == 0
    }

    /// No host answered: the link is down for so long. What is known of it otherwise stays.
    pub fn fell(&self, hop: &NextHop, error: &str, now: Timestamp, wait: Duration) {
        let mut down = self.down();
        let until = Instant::now() + wait;
        if down.len() >= MOST {
            down.retain(|_, outage| outage.lasts());
        }
        if let Some(known) = down.get_mut(hop) {
            known.until = until;
            error.clone_into(&mut known.error);
        } else if down.len() < MOST {
            down.insert(hop.clone(), Outage { since: now, until, error: error.to_owned(), detour: None });
        }
        self.0.count.store(down.len(), Ordering::Release);
        drop(down);
        self.changed(hop);
    }

    /// A host answered.
    pub fn rose(&self, hop: &NextHop) {
        if self.are_all_up() {
            return;
        }
        let mut down = self.down();
        let was_down = down.remove(hop).is_some();
        self.0.count.store(down.len(), Ordering::Release);
        drop(down);
        if was_down {
            self.changed(hop);
        }
    }

    /// The other servers are to know, where it matters to them. What they are told is read after this.
    fn changed(&self, hop: &NextHop) {
        if matters_to_others(hop) {
            let mut table = self.table();
            table.own_changed();
            self.0.revision.store(table.revision(), Ordering::Release);
            drop(table);
            self.0.news.notify_one();
        }
    }

    /// Its mail goes there meanwhile.
    pub fn diverted(&self, hop: &NextHop, detour: &NextHop) {
        if let Some(outage) = self.down().get_mut(hop) {
            outage.detour = Some(detour.clone());
        }
    }

    /// Why routes avoid a link, if they do.
    pub fn outage(&self, hop: &NextHop) -> Option<Outage> {
        if self.are_all_up() {
            return None;
        }
        self.down().get(hop).filter(|outage| outage.lasts()).cloned()
    }

    /// What has failed and has not been reached since, also where routes try it again.
    pub fn all(&self) -> Vec<(NextHop, Outage)> {
        self.down().iter().map(|(hop, outage)| (hop.clone(), outage.clone())).collect()
    }

    /// The links whose mail goes this way meanwhile.
    pub fn diverted_to(&self, hop: &NextHop) -> Vec<NextHop> {
        if self.are_all_up() {
            return Vec::new();
        }
        let down = self.down();
        let by_way = down.iter().filter(|(_, outage)| outage.detour.as_ref() == Some(hop));
        by_way.map(|(failed, _)| failed.clone()).collect()
    }

    fn down(&self) -> MutexGuard<'_, HashMap<NextHop, Outage>> {
        self.0.down.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn table(&self) -> MutexGuard<'_, Table> {
        self.0.table.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether other servers route by this next hop: it is a connector's, and their mail for that may come here. How this
/// server reaches the others, or its mailboxes, is its own affair.
fn matters_to_others(hop: &NextHop) -> bool {
    !hop.connector.is_nil()
        && matches!(
            hop.delivery_type,
            DeliveryType::SmartHostConnectorDelivery
                | DeliveryType::DnsConnectorDelivery
                | DeliveryType::NonSmtpGatewayDelivery
        )
}

#[cfg(test)]
mod tests;
