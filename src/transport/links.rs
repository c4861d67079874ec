//! Links that are down: next hops of which no host answered when one was last sought, and who takes their mail meanwhile.
//!
//! The queue that could not reach its next hop says so; routes avoid the link until the queue would try it again. Then the
//! next message is the probe. Nothing here is kept: after a restart every link is up until it proves otherwise.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use tokio::time::Instant;

use super::NextHop;

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
}

impl Links {
    pub fn are_all_up(&self) -> bool {
        self.0.count.load(Ordering::Acquire) == 0
    }

    /// No host answered: the link is down for so long. What is known of it otherwise stays.
    pub fn fell(&self, hop: &NextHop, error: &str, now: Timestamp, wait: Duration) {
        let mut down = self.down();
        let until = Instant::now() + wait;
        if down.len() >= MOST {
            down.retain(|_, outage| outage.until > Instant::now());
        }
        if let Some(known) = down.get_mut(hop) {
            known.until = until;
            error.clone_into(&mut known.error);
        } else if down.len() < MOST {
            down.insert(hop.clone(), Outage { since: now, until, error: error.to_owned(), detour: None });
        }
        self.0.count.store(down.len(), Ordering::Release);
    }

    /// A host answered.
    pub fn rose(&self, hop: &NextHop) {
        if self.are_all_up() {
            return;
        }
        let mut down = self.down();
        down.remove(hop);
        self.0.count.store(down.len(), Ordering::Release);
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
        self.down().get(hop).filter(|outage| outage.until > Instant::now()).cloned()
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
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::model::DeliveryType;

    #[tokio::test(start_paused = true)]
    async fn a_link_is_avoided_until_it_would_be_tried_again() {
        let hop = |name: &str| NextHop::new(DeliveryType::SmartHostConnectorDelivery, name, Uuid::nil());
        let links = Links::default();
        assert!(links.are_all_up());
        links.fell(&hop("a"), "441 4.4.1 no", Timestamp::UNIX_EPOCH, Duration::from_secs(60));
        links.diverted(&hop("a"), &hop("b"));
        let outage = links.outage(&hop("a")).unwrap();
        assert_eq!((outage.error.as_str(), outage.left()), ("441 4.4.1 no", Duration::from_secs(60)));
        assert_eq!((links.outage(&hop("b")), links.diverted_to(&hop("b"))), (None, vec![hop("a")]));
        tokio::time::advance(Duration::from_secs(61)).await;
        assert_eq!(links.outage(&hop("a")), None, "the next message is the probe");
        assert_eq!(links.all().len(), 1, "nobody has seen it up yet");
        links.rose(&hop("a"));
        assert!(links.are_all_up());
    }
}
