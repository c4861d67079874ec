//! Chooses the receive connector for one connection.
//!
//! Order of choice (reference: connectors.md §2.4): drop disabled connectors, those that do not listen where the
//! connection came in, and those whose remote ranges do not hold the peer; a binding to that very address beats a
//! binding to every address; then the narrowest range wins; then the name, so that the answer never depends on order.
//!
//! Promise: no I/O, same answer for same input. No match is not served.

use std::net::SocketAddr;
use std::sync::Arc;

use crate::model::ReceiveConnector;
use crate::transport::Why;

/// `local` is where the connection came in, `peer` where from.
pub fn choose<'a>(
    connectors: &'a [Arc<ReceiveConnector>],
    local: SocketAddr,
    peer: SocketAddr,
    why: &mut Why,
) -> Option<&'a Arc<ReceiveConnector>> {
    let mut fit = Vec::new();
    for connector in connectors {
        if !connector.enabled {
            why.drop(&connector.name, || "disabled");
        } else if let Some(closeness) = connector.closeness(local, peer) {
            fit.push((closeness, connector));
        } else if connector.bindings.iter().any(|binding| binding.takes(local)) {
            why.drop(&connector.name, || format!("no remote range holds {}", peer.ip()));
        } else {
            why.drop(&connector.name, || format!("does not listen on {local}"));
        }
    }
    let (_, winner) =
        fit.into_iter().min_by_key(|(closeness, connector)| (*closeness, connector.name.to_lowercase()))?;
    why.pick(&winner.name, || "narrowest remote range on this binding");
    Some(winner)
}
