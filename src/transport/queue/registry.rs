//! All queues of the node: Submission and Unreachable always, one for each next hop while it has mail. Poison is always
//! there, too, and seen while something is in it.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use tokio::time::Instant;
use uuid::Uuid;

use super::hop_queue::HopQueue;
use super::order::Order;
use super::pace::Pace;
use crate::model::{DeliveryType, QueueIdentity};
use crate::transport::{NextHop, Settings};

pub struct Registry {
    pub submission: Arc<HopQueue>,
    pub unreachable: Arc<HopQueue>,
    pub poison: Arc<HopQueue>,
    deliveries: RwLock<HashMap<NextHop, Arc<HopQueue>>>,
    last_number: AtomicU32,
}

/// The queue of what is to be categorized.
pub fn submission() -> NextHop {
    NextHop {
        delivery_type: DeliveryType::Undefined,
        domain: "Submission".into(),
        connector: Uuid::nil(),
        is_tls_optional: false,
    }
}

/// The queue of what ends whoever works on it.
pub fn poison() -> NextHop {
    NextHop {
        delivery_type: DeliveryType::Undefined,
        domain: "Poison Message".into(),
        connector: Uuid::nil(),
        is_tls_optional: false,
    }
}

/// The queue of what no route leads to.
pub fn unreachable() -> NextHop {
    NextHop {
        delivery_type: DeliveryType::Unreachable,
        domain: "Unreachable Domain".into(),
        connector: Uuid::nil(),
        is_tls_optional: false,
    }
}

impl Registry {
    /// With the queues on which orders stand, be they empty or not.
    pub fn new(mut orders: HashMap<NextHop, Arc<Order>>, settings: &Settings, now: Instant) -> Registry {
        let mut named = |hop: NextHop| {
            let (order, pace) = (orders.remove(&hop), Pace::of(settings, &hop));
            HopQueue::new(hop, 0, order, pace, now)
        };
        let (submission, unreachable, poison) = (named(submission()), named(unreachable()), named(poison()));
        let last_number = AtomicU32::new(0);
        let deliveries = RwLock::default();
        let registry = Registry { submission, unreachable, poison, deliveries, last_number };
        for (hop, order) in orders {
            registry.queue(&hop, settings, now).lock().order = Some(order);
        }
        registry
    }

    /// The queue for a next hop, made if there is none.
    ///
    /// It may be retired by the time its lock is held: then ask again.
    pub fn queue(&self, hop: &NextHop, settings: &Settings, now: Instant) -> Arc<HopQueue> {
        match hop.delivery_type {
            DeliveryType::Undefined if *hop == self.poison.hop => return self.poison.clone(),
            DeliveryType::Undefined => return self.submission.clone(),
            DeliveryType::Unreachable => return self.unreachable.clone(),
            _ => {}
        }
        if let Some(queue) = self.deliveries.read().unwrap_or_else(PoisonError::into_inner).get(hop) {
            return queue.clone();
        }
        let mut deliveries = self.deliveries.write().unwrap_or_else(PoisonError::into_inner);
        let queue = deliveries.entry(hop.clone()).or_insert_with(|| {
            let number = self.last_number.fetch_add(1, Ordering::Relaxed) + 1;
            HopQueue::new(hop.clone(), number, None, Pace::of(settings, hop), now)
        });
        queue.clone()
    }

    /// Takes an idle queue out; false when it is not idle any more.
    pub fn retire(&self, queue: &HopQueue, now: Instant) -> bool {
        let mut deliveries = self.deliveries.write().unwrap_or_else(PoisonError::into_inner);
        let mut state = queue.lock();
        if !state.may_retire(now) {
            return false;
        }
        state.is_retired = true;
        deliveries.remove(&queue.hop);
        true
    }

    /// Those with names, then the others by number.
    pub fn all(&self) -> Vec<Arc<HopQueue>> {
        let deliveries = self.deliveries.read().unwrap_or_else(PoisonError::into_inner);
        let mut all: Vec<_> = deliveries.values().cloned().collect();
        drop(deliveries);
        all.sort_by_key(|queue| queue.number);
        let mut named = vec![self.submission.clone(), self.unreachable.clone()];
        if !self.poison.lock().line.is_empty() {
            named.push(self.poison.clone());
        }
        all.splice(0..0, named);
        all
    }

    /// Those that an identity names, in the same order.
    pub fn named(&self, identity: &QueueIdentity, server: &str) -> Vec<Arc<HopQueue>> {
        if !identity.is_on(server) {
            return Vec::new();
        }
        let mut all = self.all();
        all.retain(|queue| identity.names(&queue.name(), &queue.hop.domain));
        all
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::transport::queue::order::What;
    use crate::transport::queue::sample;

    fn names(queues: &[Arc<HopQueue>]) -> Vec<String> {
        queues.iter().map(|queue| queue.name()).collect()
    }

    #[test]
    fn queues_come_when_needed_and_go_when_idle() {
        let (settings, now) = (sample::settings(), Instant::now());
        let registry = Registry::new(HashMap::new(), &settings, now);
        let contoso = registry.queue(&sample::hop("contoso.com"), &settings, now);
        let fabrikam = registry.queue(&sample::hop("fabrikam.com"), &settings, now);
        assert!(Arc::ptr_eq(&contoso, &registry.queue(&sample::hop("contoso.com"), &settings, now)));
        assert_eq!(names(&registry.all()), ["Submission", "Unreachable", "1", "2"]);
        for (identity, expected) in
            [("*", 4), ("contoso.com", 1), ("2", 1), ("hub01\\sub*", 1), ("hub02\\*", 0), ("3", 0), ("Unreachable", 1)]
        {
            let identity: QueueIdentity = identity.parse().expect("an identity");
            assert_eq!(registry.named(&identity, "hub01").len(), expected, "{identity}");
        }
        let later = now + Duration::from_secs(180);
        assert!(!registry.retire(&contoso, now) && registry.retire(&contoso, later) && contoso.lock().is_retired);
        assert!(!registry.retire(&registry.submission, later), "those with names stay");
        assert_eq!(names(&registry.all()), ["Submission", "Unreachable", "2"]);
        let again = registry.queue(&contoso.hop, &settings, now);
        assert_eq!((again.number, fabrikam.number), (3, 2), "numbers are not used again");
    }

    #[test]
    fn orders_stand_from_the_start() {
        let (settings, now) = (sample::settings(), Instant::now());
        let since = jiff::Timestamp::UNIX_EPOCH;
        let order = Arc::new(Order { what: What::Suspend, who: "ann".into(), reason: None, since, until: None });
        let orders = HashMap::from([(sample::hop("contoso.com"), order.clone()), (submission(), order)]);
        let registry = Registry::new(orders, &settings, now);
        assert!(registry.submission.lock().order.is_some() && registry.unreachable.lock().order.is_none());
        assert!(registry.queue(&sample::hop("contoso.com"), &settings, now).lock().order.is_some());
        assert_eq!(registry.all().len(), 3, "a suspended queue is there before mail for it is");
    }
}
