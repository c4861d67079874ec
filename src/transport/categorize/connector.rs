//! Chooses the send connector for one recipient, and stamps the next hop.
//!
//! Order of choice (Exchange, "Connector selection in external message routing"): connectors that are too small are
//! dropped first, so that a large message may take a less specific route; of those that are enabled, visible to this
//! server and match, the closest match wins, then the lowest cost, then the nearest source server (this one, one of this
//! site, one of another), then the name, so that two nodes with the same configuration always agree. A message that is too
//! large for the way to the chosen one goes back to its sender.
//!
//! Where no host of the chosen connector answers ([`Links`](crate::transport::Links)), the next of those that match as
//! closely takes the mail, by the same order; where all are down, the first keeps it. Of a connector that other servers
//! send for, those count that do not say that their link is down ([`by_others`](super::by_others)).
//!
//! Cost is that of the address space and of the way to the nearest source server's site ([`Sites`](super::sites::Sites))
//! together. Promise: no I/O; the same answer for the same input and links. No match is
//! [`Unroutable`], which parks the recipient; it never bounces here.

use std::cmp::Reverse;
use std::sync::Arc;

use uuid::Uuid;

use super::by_others::way_now;
use super::sites::Way;
use super::way_out::{Route, routes};
use super::{by_others, limits};
use crate::model::{
    AcceptedDomainType, AllowedMessageTypes, Closeness, DeliveryType, Domain, RecipientLink, SendConnector,
};
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
    /// Every one that would do leaves out messages like this one: reported to the sender, by what the first of them wants.
    #[error("no send connector that serves the domain takes such messages: {0}")]
    NotAllowed(Unmet),
}

/// What of a connector's settings leaves a message out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unmet {
    #[error("AllowedMessageTypes leaves out messages of this kind")]
    MessageType,
    #[error("AllowedPriorities leaves out this priority")]
    Priority,
    #[error("its lists of senders do not let this one use it")]
    Sender,
}

impl Unmet {
    /// What the sender hears.
    pub fn text(self) -> &'static str {
        match self {
            Unmet::MessageType => "ROUTING.MessageTypeNotAllowed; no send connector takes messages of this kind",
            Unmet::Priority => "ROUTING.PriorityNotAllowed; no send connector takes messages of this priority",
            Unmet::Sender => "ROUTING.NotAuthorized; no send connector takes messages from this sender",
        }
    }
}

/// How good a match is; more is better.
type Rank<'a> = (Closeness, Reverse<u32>, Nearness, Reverse<Name<'a>>);

/// Where the nearest of its source servers is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Nearness {
    InAnotherSite,
    InThisSite,
    Here,
}

fn rank<'a>(route: Route<'a>, way: Way, closeness: Closeness, cost: u8, settings: &Settings) -> Rank<'a> {
    let nearness = match () {
        () if route.is_sent_by(&settings.server) => Nearness::Here,
        () if way.is_within_the_site() => Nearness::InThisSite,
        () => Nearness::InAnotherSite,
    };
    (closeness, Reverse(way.cost.saturating_add(cost.into())), nearness, Reverse(Name(route.name())))
}

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

/// Who is to be reached.
pub(super) enum Destination<'a> {
    Domain(&'a Domain),
    /// Somebody in another system: type in capitals, and address.
    Other(&'a str, &'a str),
}

pub(super) fn choose<'a>(
    destination: &Destination,
    envelope: &Envelope,
    settings: &'a Settings,
    why: &mut Why,
) -> Result<Route<'a>, Unroutable> {
    let accepted = match destination {
        Destination::Domain(domain) => accepted_closeness(domain, settings),
        Destination::Other(..) => None,
    };
    let mut best: Option<(Rank<'a>, Route<'a>)> = None;
    let (size, mut is_too_large, mut unmet) = (limits::size(envelope), false, None);
    for route in routes(settings) {
        let Some((closeness, cost)) = route.serving(destination, accepted) else {
            why.drop(route.name(), || "no address space matches");
            continue;
        };
        if !is_usable(route, settings, why) {
            continue;
        }
        if let Some(because) = route.send().and_then(|connector| restriction(connector, envelope, settings)) {
            unmet = unmet.or(Some(because));
            why.drop(route.name(), || because.to_string());
            continue;
        }
        if !route.max_message_size().allows(size) {
            is_too_large = true;
            why.drop(route.name(), || format!("takes at most {}", route.max_message_size()));
            continue;
        }
        let Some(way) = way_now(route, destination, envelope, settings) else { continue };
        let rank = rank(route, way, closeness, cost, settings);
        match &best {
            Some((other, winner)) if *other > rank => {
                why.drop(route.name(), || format!("'{}' is {}", winner.name(), advantage(other, &rank)));
            }
            _ => {
                if let Some((other, loser)) = &best {
                    why.drop(loser.name(), || format!("'{}' is {}", route.name(), advantage(&rank, other)));
                }
                best = Some((rank, route));
            }
        }
    }
    match best {
        Some((_, winner))
            if way_now(winner, destination, envelope, settings).is_some_and(|way| !way.most.allows(size)) =>
        {
            why.drop(winner.name(), || "the site links to its source servers take only smaller messages");
            Err(Unroutable::TooLarge)
        }
        Some((rank, winner)) => {
            if let Some(error) = outage(winner, destination, envelope, settings)
                && let Some(other) = alternative(&rank, destination, accepted, envelope, settings)
            {
                why.drop(winner.name(), || format!("its next hop cannot be reached: {error}"));
                by_others::tell(other, destination, envelope, settings, why);
                why.pick(other.name(), || format!("as good a match, in place of '{}' for now", winner.name()));
                return Ok(other);
            }
            by_others::tell(winner, destination, envelope, settings, why);
            why.pick(winner.name(), || "closest address space, then cost, then the nearest source server, then name");
            Ok(winner)
        }
        None if is_too_large => Err(Unroutable::TooLarge),
        None => Err(unmet.map_or(Unroutable::NoConnector, Unroutable::NotAllowed)),
    }
}

/// Why the next hop of a route is avoided, if it is.
fn outage(route: Route, destination: &Destination, envelope: &Envelope, settings: &Settings) -> Option<String> {
    if settings.links.are_all_up() && settings.links.others_are_up() {
        return None;
    }
    let own = settings.links.outage(&next_hop(route, destination, envelope, settings));
    own.map(|outage| outage.error).or_else(|| by_others::outage(route, destination, envelope, settings))
}

/// The best of those that match as closely as a route that is down, and are not down themselves. A wider address space is no
/// alternative: mail for a partner does not go by the way of everybody because the partner cannot be reached.
fn alternative<'a>(
    failed: &Rank,
    destination: &Destination,
    accepted: Option<Closeness>,
    envelope: &Envelope,
    settings: &'a Settings,
) -> Option<Route<'a>> {
    let size = limits::size(envelope);
    let fits = routes(settings).filter_map(|route| {
        let (closeness, cost) = route.serving(destination, accepted).filter(|(closeness, _)| *closeness == failed.0)?;
        let is_open = is_usable(route, settings, &mut Why::silent())
            && route.send().is_none_or(|connector| restriction(connector, envelope, settings).is_none())
            && route.max_message_size().allows(size)
            && outage(route, destination, envelope, settings).is_none();
        let way = way_now(route, destination, envelope, settings).filter(|way| is_open && way.most.allows(size))?;
        Some((rank(route, way, closeness, cost, settings), route))
    });
    fits.max_by(|(one, _), (other, _)| one.cmp(other)).map(|(_, route)| route)
}

/// How closely one of our domains holds it that `--` stands for.
fn accepted_closeness(domain: &Domain, settings: &Settings) -> Option<Closeness> {
    let accepted = settings.accepted_domain(domain)?;
    if accepted.domain_type == AcceptedDomainType::ExternalRelay {
        return None;
    }
    accepted.closeness(domain)
}

/// The connector that takes all mail of the receive connector by which a message came, wherever it is addressed to.
pub(super) fn linked<'a>(envelope: &Envelope, settings: &'a Settings, why: &mut Why) -> Option<&'a SendConnector> {
    let Source::Smtp { connector: received_by, .. } = &envelope.source else { return None };
    let of_it = |connector: &&SendConnector| connector.is_linked_to(&settings.server.name, received_by);
    let mut all = settings.send_connectors.iter().map(|connector| &**connector).filter(of_it);
    let connector = all.find(|connector| is_usable(Route::Send(connector), settings, why))?;
    why.pick(&connector.name, || format!("it takes all mail of receive connector '{received_by}'"));
    Some(connector)
}

/// Why a connector does not take a message like this one, if it does not.
fn restriction(connector: &SendConnector, envelope: &Envelope, settings: &Settings) -> Option<Unmet> {
    let is_report = matches!(envelope.source, Source::Dsn { .. });
    let fits = match connector.allowed_message_types {
        AllowedMessageTypes::All => true,
        AllowedMessageTypes::System => is_report,
        AllowedMessageTypes::NonSystem => !is_report,
    };
    if !fits {
        return Some(Unmet::MessageType);
    }
    if !connector.allowed_priorities.is_empty() && !connector.allowed_priorities.contains(&envelope.priority) {
        return Some(Unmet::Priority);
    }
    let (accepts, rejects) = (&connector.accept_messages_from, &connector.reject_messages_from);
    if !settings.server.check_connector_restrictions || is_report || (accepts.is_empty() && rejects.is_empty()) {
        return None;
    }
    let is_among = |links: &[RecipientLink]| {
        let known = envelope.author().address().map_or(&[][..], |sender| settings.addressees(sender));
        let is_meant = |id: Uuid| known.iter().any(|one| one.id() == id || settings.directory.is_member(id, one));
        links.iter().filter_map(RecipientLink::id).any(is_meant)
    };
    match is_among(rejects) || (!accepts.is_empty() && !is_among(accepts)) {
        true => Some(Unmet::Sender),
        false => None,
    }
}

/// Enabled, visible to this server, and with somebody who sends its mail.
fn is_usable(route: Route, settings: &Settings, why: &mut Why) -> bool {
    if !route.is_enabled() {
        why.drop(route.name(), || "disabled");
    } else if !settings.servers.iter().any(|server| route.is_sent_by(server)) {
        why.drop(route.name(), || "none of its source servers exists");
    } else {
        match route.way(settings) {
            None => why.drop(route.name(), || "no site link leads to its source servers"),
            Some(way) if route.is_scoped() && !way.is_within_the_site() => {
                why.drop(route.name(), || "scoped to the site of its source servers, and this is another");
            }
            Some(_) => return true,
        }
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
        match better.2 {
            Nearness::Here => "sent by this server itself",
            _ => "sent by a server of this site",
        }
    } else {
        "first by name"
    }
}

/// The stamp that names the queue (reference: queues-and-retry §2). The domain is the recipient's where DNS is asked,
/// so each has its queue; with smart hosts the whole connector is one, and of another system's addresses all of a type.
pub(super) fn next_hop(route: Route, destination: &Destination, envelope: &Envelope, settings: &Settings) -> NextHop {
    if !route.is_sent_by(&settings.server) {
        return NextHop::new(DeliveryType::SmtpRelayToConnectorSourceServers, route.name(), route.id());
    }
    hop_at_source(route, destination, envelope)
}

/// The same at a server that sends it by itself.
pub(super) fn hop_at_source(route: Route, destination: &Destination, envelope: &Envelope) -> NextHop {
    let place: Arc<str> = match destination {
        Destination::Domain(domain) => domain.as_str().into(),
        Destination::Other(kind, _) => (*kind).into(),
    };
    let (delivery_type, domain) = match route {
        Route::Foreign(_) => (DeliveryType::NonSmtpGatewayDelivery, place),
        // Of what goes to the domains' own servers first each domain has a queue, whoever gets the rest.
        Route::Send(connector)
            if connector.dns_routing_enabled
                || (connector.attempt_direct_delivery && matches!(destination, Destination::Domain(_))) =>
        {
            (DeliveryType::DnsConnectorDelivery, place)
        }
        Route::Send(connector) => return NextHop::to_smart_hosts(connector),
    };
    // With a smart host no domain's wishes are asked for.
    let is_asked = |connector: &SendConnector| connector.mta_sts_enabled || connector.dane_enabled;
    let is_tls_optional = envelope.demands.tls_is_optional
        && !envelope.demands.tls
        && delivery_type == DeliveryType::DnsConnectorDelivery
        && route.send().is_some_and(is_asked);
    NextHop { delivery_type, domain, connector: route.id(), is_tls_optional }
}
