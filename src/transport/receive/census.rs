//! How many connections each connector has, in all and by source, and whether one more fits (MaxInboundConnection and
//! its two companions).
//!
//! Promise: a place taken is given back when its [`Seat`] is dropped, however the session ends. The lock is held for
//! one look at a map and never across an await.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use uuid::Uuid;

use crate::model::ReceiveConnector;

/// Connections now open, by connector and source.
#[derive(Debug, Default)]
pub struct Census {
    counts: Mutex<Counts>,
}

#[derive(Debug, Default)]
struct Counts {
    connectors: HashMap<Uuid, u32>,
    sources: HashMap<(Uuid, IpAddr), u32>,
}

/// One connection's place; dropping it gives the place back.
#[derive(Debug)]
pub struct Seat {
    census: Arc<Census>,
    connector: Uuid,
    source: IpAddr,
}

/// Which limit a connection would exceed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Full {
    /// MaxInboundConnection.
    Connector,
    /// MaxInboundConnectionPerSource.
    Source,
    /// MaxInboundConnectionPercentagePerSource, of the places that are still free.
    SourceShare,
}

impl Census {
    /// Takes a place for a connection from `source`, if the connector's limits leave one.
    pub fn admit(self: &Arc<Census>, connector: &ReceiveConnector, source: IpAddr) -> Result<Seat, Full> {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let (id, source) = (connector.id, source.to_canonical());
        let in_all = counts.connectors.get(&id).copied().unwrap_or(0);
        let from_source = counts.sources.get(&(id, source)).copied().unwrap_or(0);
        if !connector.max_inbound_connection.allows(in_all + 1) {
            return Err(Full::Connector);
        }
        if !connector.max_inbound_connection_per_source.allows(from_source + 1) {
            return Err(Full::Source);
        }
        if let Some(limit) = connector.max_inbound_connection.limit() {
            let share = share(limit.saturating_sub(in_all), connector.max_inbound_connection_percentage_per_source);
            if from_source + 1 > share {
                return Err(Full::SourceShare);
            }
        }
        *counts.connectors.entry(id).or_default() += 1;
        *counts.sources.entry((id, source)).or_default() += 1;
        Ok(Seat { census: self.clone(), connector: id, source })
    }
}

/// How many connections one source may have while `free` are left. At least one: two percent of forty must not shut
/// everybody out.
fn share(free: u32, percentage: u32) -> u32 {
    let share = u64::from(free) * u64::from(percentage) / 100;
    u32::try_from(share).unwrap_or(u32::MAX).max(1)
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut counts = self.census.counts.lock().unwrap_or_else(PoisonError::into_inner);
        give_back(&mut counts.connectors, self.connector);
        give_back(&mut counts.sources, (self.connector, self.source));
    }
}

fn give_back<K: std::hash::Hash + Eq>(counts: &mut HashMap<K, u32>, key: K) {
    if let Some(count) = counts.get_mut(&key) {
        *count -= 1;
        if *count == 0 {
            counts.remove(&key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transport::receive::scene;
    use serde_json::json;

    #[test]
    fn seats_are_limited_and_given_back() {
        let given = json!({
            "MaxInboundConnection": 4,
            "MaxInboundConnectionPerSource": 3,
            "MaxInboundConnectionPercentagePerSource": 50,
        });
        let connector = scene::connector("Default", given);
        let census = Arc::new(Census::default());
        let (one, two): (IpAddr, IpAddr) = ("192.0.2.1".parse().unwrap(), "192.0.2.2".parse().unwrap());
        let mapped = "::ffff:192.0.2.1".parse().unwrap();

        let first = census.admit(&connector, one).unwrap();
        assert_eq!(census.admit(&connector, mapped).err(), Some(Full::SourceShare), "half of the three left is one");
        let seats: Vec<Seat> = [two, "192.0.2.3".parse().unwrap(), "192.0.2.4".parse().unwrap()]
            .into_iter()
            .map(|source| census.admit(&connector, source).unwrap())
            .collect();
        assert_eq!(census.admit(&connector, "192.0.2.5".parse().unwrap()).err(), Some(Full::Connector));
        drop(seats);
        drop(first);
        let again = census.admit(&connector, one).unwrap();
        drop(again);
        let counts = census.counts.lock().unwrap();
        assert!(counts.connectors.is_empty() && counts.sources.is_empty(), "nothing is left behind");
    }

    #[test]
    fn a_source_has_its_own_limit() {
        let given = json!({"MaxInboundConnectionPerSource": 1, "MaxInboundConnection": "unlimited"});
        let connector = scene::connector("Default", given);
        let census = Arc::new(Census::default());
        let source = "192.0.2.1".parse().unwrap();
        let _seat = census.admit(&connector, source).unwrap();
        assert_eq!(census.admit(&connector, source).err(), Some(Full::Source));
        assert!(census.admit(&connector, "192.0.2.2".parse().unwrap()).is_ok());
    }
}
