//! Connectors that other servers send for: what those say of their links (X-LINK2STATE) decides which of them count, and
//! whether the connector is avoided. What this server knows itself comes first: of a connector of its own nobody else is
//! asked.
//!
//! Where a connector asks DNS, each domain is a link: a source that cannot reach one domain is passed over for it only if
//! all can not. Which of several sources gets the mail is decided for a queue, and a queue has many domains.

use super::connector::{Destination, hop_at_source};
use super::sites::Way;
use super::way_out::Route;
use crate::transport::links::{Sorted, sources};
use crate::transport::{Envelope, Settings, Why};

/// The source servers of a route, where others say that a link is down and this server does not send for it itself.
fn sorted<'a>(
    route: Route<'a>,
    destination: &Destination,
    envelope: &Envelope,
    settings: &'a Settings,
) -> Option<Sorted<'a>> {
    if settings.links.others_are_up() || route.is_sent_by(&settings.server) {
        return None;
    }
    let sources = sources(move |server| route.is_sent_by(server), route.is_scoped(), settings);
    Some(Sorted::by(sources, &hop_at_source(route, destination, envelope), settings))
}

/// Why none of its source servers is sent the mail, if they all say that their link is down.
pub fn outage(route: Route, destination: &Destination, envelope: &Envelope, settings: &Settings) -> Option<String> {
    let Sorted { up, down } = sorted(route, destination, envelope, settings)?;
    let (server, outage) = down.first().filter(|_| up.is_empty())?;
    Some(format!("{} (says {})", outage.error, server.name))
}

/// The way to the nearest source server that is sent the mail; where all say that their link is down, to the nearest.
pub fn way_now(route: Route, destination: &Destination, envelope: &Envelope, settings: &Settings) -> Option<Way> {
    let sorted = sorted(route, destination, envelope, settings);
    let nearest = sorted.and_then(|sorted| settings.sites.nearest(sorted.up.into_iter()));
    nearest.or_else(|| route.way(settings))
}

/// Tells which source servers of a route are left out, as there are others.
pub fn tell(route: Route, destination: &Destination, envelope: &Envelope, settings: &Settings, why: &mut Why) {
    let sorted = sorted(route, destination, envelope, settings).filter(|sorted| !sorted.up.is_empty());
    for (server, outage) in sorted.unwrap_or_default().down {
        why.drop(&server.name, || format!("it says that its link of '{}' is down: {}", route.name(), outage.error));
    }
}
