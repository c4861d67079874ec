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

/// The connector for a peer that we called, by which it would have come in had it called us: at the address that we called
/// from, and there at the usual port where that takes it, else at the lowest.
pub(super) fn choose_for_turned(
    connectors: &[Arc<ReceiveConnector>],
    local: SocketAddr,
    peer: SocketAddr,
) -> Option<&Arc<ReceiveConnector>> {
    let mut places: Vec<SocketAddr> = connectors
        .iter()
        .flat_map(|connector| &connector.bindings)
        .map(|binding| match binding.ip().is_unspecified() {
            true => SocketAddr::new(local.ip(), binding.port()),
            false => binding.address(),
        })
        .collect();
    places.sort_by_key(|place| (place.ip() != local.ip(), place.port() != 25, place.port()));
    let mut fit = places.into_iter().filter_map(|place| {
        choose(connectors, place, peer, &mut Why::silent()).filter(|connector| !connector.begins_with_tls(place))
    });
    fit.next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transport::receive::scene;
    use serde_json::json;

    #[test]
    fn the_narrowest_range_on_the_binding_wins() {
        let connector = |name: &str, binding: &str, range: &str, enabled: bool| {
            let given = json!({"Bindings": [binding], "RemoteIPRanges": [range], "Enabled": enabled});
            Arc::new(scene::connector(name, given))
        };
        let connectors = [
            connector("everyone", "0.0.0.0:25", "0.0.0.0-255.255.255.255", true),
            connector("office", "0.0.0.0:25", "192.168.1.1/24", true),
            connector("printer", "0.0.0.0:25", "192.168.1.10", true),
            connector("asleep", "0.0.0.0:25", "192.168.1.11", false),
            connector("special", "10.0.0.2:25", "0.0.0.0-255.255.255.255", true),
            connector("submission", "0.0.0.0:587", "192.168.0.0/16", true),
            connector("v6", "[::]:25", "::/0", true),
        ];
        let turned =
            choose_for_turned(&connectors, "10.0.0.9:51000".parse().unwrap(), "192.168.1.10:25".parse().unwrap());
        assert_eq!(turned.map(|connector| connector.name.as_str()), Some("printer"), "as if it had called");
        for (local, peer, expected, why) in [
            ("10.0.0.1:25", "203.0.113.9:4000", Some("everyone"), "the widest takes the rest"),
            ("10.0.0.1:25", "192.168.1.77:4000", Some("office"), "a network beats everything"),
            ("10.0.0.1:25", "192.168.1.10:4000", Some("printer"), "an address beats its network"),
            ("10.0.0.1:25", "192.168.1.11:4000", Some("office"), "a disabled connector is none"),
            ("10.0.0.2:25", "192.168.1.10:4000", Some("special"), "a binding to the very address comes first"),
            ("10.0.0.1:587", "192.168.9.9:4000", Some("submission"), "by port"),
            ("10.0.0.1:587", "203.0.113.9:4000", None, "nobody serves it"),
            ("[2001:db8::1]:25", "[2001:db8::9]:4000", Some("v6"), "by family"),
        ] {
            let mut why_not = Why::told();
            let chosen = choose(&connectors, local.parse().unwrap(), peer.parse().unwrap(), &mut why_not);
            assert_eq!(chosen.map(|connector| connector.name.as_str()), expected, "{why}");
            let explained =
                why_not.reasons().iter().any(|reason| reason.about == "asleep" && reason.because == "disabled");
            assert!(explained, "it says why not");
        }
    }
}
