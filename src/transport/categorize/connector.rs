//! Chooses the send connector for one recipient, and stamps the next hop.
//!
//! Order of choice (Exchange, "Connector selection in external message routing"): connectors that are too small are
//! dropped first, so that a large message may take a less specific route; of those that are enabled, visible to this
//! server and match, the closest match wins, then the lowest cost, then one that this server sends by itself, then the
//! name, so that two nodes with the same configuration always agree.
//!
//! There are no sites here: every server is one site, so cost is the address space's alone, and a hop is either none
//! (this server is a source) or one. Promise: no I/O, no clock, same answer for same input. No match is
//! [`Unroutable`], which parks the recipient; it never bounces here.

use std::cmp::Reverse;

use crate::model::{AcceptedDomainType, ByteSize, Closeness, DeliveryType, Domain, SendConnector};
use crate::transport::{Envelope, NextHop, Settings, Source, Why};

/// Why no connector takes a recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unroutable {
    /// Parks the recipient until the configuration changes.
    #[error("no send connector serves the domain")]
    NoConnector,
    /// Every one that would do takes only smaller messages: reported to the sender.
    #[error("every send connector that serves the domain takes only smaller messages")]
    TooLarge,
}

/// How good a match is; more is better.
type Rank<'a> = (Closeness, Reverse<u8>, bool, Reverse<Name<'a>>);

/// A name, ordered without regard to letter case.
#[derive(PartialEq, Eq)]
struct Name<'a>(&'a str);

impl Ord for Name<'_> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let folded = |name: &'_ str| name.chars().flat_map(char::to_lowercase).collect::<String>();
        folded(self.0).cmp(&folded(other.0))
    }
}

impl PartialOrd for Name<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

pub(super) fn choose<'a>(
    domain: &Domain,
    size: ByteSize,
    settings: &'a Settings,
    why: &mut Why,
) -> Result<&'a SendConnector, Unroutable> {
    let accepted = settings.accepted_domain(domain);
    let accepted = accepted.filter(|accepted| accepted.domain_type != AcceptedDomainType::ExternalRelay);
    let accepted = accepted.and_then(|accepted| accepted.domain_name.closeness(domain));
    let mut best: Option<(Rank<'a>, &'a SendConnector)> = None;
    let mut is_too_large = false;
    for connector in settings.send_connectors.iter().map(|connector| &**connector) {
        let Some((closeness, cost)) = connector.serving(domain, accepted) else {
            why.drop(&connector.name, || "no address space matches");
            continue;
        };
        if !is_usable(connector, settings, why) {
            continue;
        }
        if !connector.max_message_size.allows(size) {
            is_too_large = true;
            why.drop(&connector.name, || format!("takes at most {}", connector.max_message_size));
            continue;
        }
        let rank = (closeness, Reverse(cost), connector.is_sent_by(&settings.server), Reverse(Name(&connector.name)));
        match &best {
            Some((other, winner)) if *other > rank => {
                why.drop(&connector.name, || format!("'{}' is {}", winner.name, advantage(other, &rank)));
            }
            _ => {
                if let Some((other, loser)) = &best {
                    why.drop(&loser.name, || format!("'{}' is {}", connector.name, advantage(&rank, other)));
                }
                best = Some((rank, connector));
            }
        }
    }
    match best {
        Some((_, winner)) => {
            why.pick(&winner.name, || "closest address space, then cost, then a source on this server, then name");
            Ok(winner)
        }
        None if is_too_large => Err(Unroutable::TooLarge),
        None => Err(Unroutable::NoConnector),
    }
}

/// The connector that takes all mail of the receive connector by which a message came, wherever it is addressed to.
pub(super) fn linked<'a>(envelope: &Envelope, settings: &'a Settings, why: &mut Why) -> Option<&'a SendConnector> {
    let Source::Smtp { connector: received_by, .. } = &envelope.source else { return None };
    let of_it = |connector: &&SendConnector| connector.is_linked_to(&settings.server.name, received_by);
    let mut all = settings.send_connectors.iter().map(|connector| &**connector).filter(of_it);
    let connector = all.find(|connector| is_usable(connector, settings, why))?;
    why.pick(&connector.name, || format!("it takes all mail of receive connector '{received_by}'"));
    Some(connector)
}

/// Enabled, visible to this server, and with somebody who sends its mail.
fn is_usable(connector: &SendConnector, settings: &Settings, why: &mut Why) -> bool {
    if !connector.enabled {
        why.drop(&connector.name, || "disabled");
    } else if connector.is_scoped_connector && !connector.is_sent_by(&settings.server) {
        why.drop(&connector.name, || "scoped to its source servers, and this is none of them");
    } else if !settings.servers.iter().any(|server| connector.is_sent_by(server)) {
        why.drop(&connector.name, || "none of its source servers exists");
    } else {
        return true;
    }
    false
}

/// In what the better of two ranks is better.
fn advantage(better: &Rank, other: &Rank) -> &'static str {
    if better.0 != other.0 {
        "a closer match"
    } else if better.1 != other.1 {
        "cheaper"
    } else if better.2 != other.2 {
        "sent by this server itself"
    } else {
        "first by name"
    }
}

/// The stamp that names the queue (reference: queues-and-retry §2). The domain is the recipient's where DNS is asked,
/// so each has its queue; with smart hosts the whole connector is one.
pub(super) fn next_hop(connector: &SendConnector, domain: &Domain, settings: &Settings) -> NextHop {
    let (delivery_type, domain) = if !connector.is_sent_by(&settings.server) {
        (DeliveryType::SmtpRelayToConnectorSourceServers, connector.name.as_str().into())
    } else if connector.dns_routing_enabled {
        (DeliveryType::DnsConnectorDelivery, domain.as_str().into())
    } else {
        let hosts: Vec<String> = connector.smart_hosts.iter().map(ToString::to_string).collect();
        (DeliveryType::SmartHostConnectorDelivery, hosts.join(",").into())
    };
    NextHop { delivery_type, domain, connector: connector.id }
}
