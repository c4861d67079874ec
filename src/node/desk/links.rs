//! The links of a node: its connectors, and what of them cannot be reached; and those of other servers that are down.

use jiff::{SignedDuration, Timestamp};

use crate::model::{LinkInfo, LinkState};
use crate::transport::{NextHop, Outage, Settings};

/// Every connector that is enabled, once where nothing of it is down, else once for each next hop that is. By name. Then
/// what other servers say is down, by their names.
pub fn list(settings: &Settings, now: Timestamp) -> Vec<LinkInfo> {
    let own = &settings.server.name;
    let down = settings.links.all();
    let mut links: Vec<LinkInfo> =
        down.into_iter().filter_map(|(hop, outage)| down_at(own, hop, outage, settings, now)).collect();
    let send = settings.send_connectors.iter().filter(|one| one.enabled).map(|one| &one.name);
    let foreign = settings.foreign_connectors.iter().filter(|one| one.enabled).map(|one| &one.name);
    for name in send.chain(foreign) {
        if !links.iter().any(|link| link.connector == *name) {
            links.push(LinkInfo {
                connector: name.clone(),
                next_hop_domain: String::new(),
                delivery_type: None,
                state: LinkState::Up,
                since: None,
                next_retry_time: None,
                last_error: None,
                detour: None,
                server: own.clone(),
                originating_server: own.clone(),
            });
        }
    }
    let others = settings.links.of_others().into_iter().filter_map(|(fqdn, hop, outage)| {
        let server = settings.servers.iter().find(|server| server.fqdn.as_str() == fqdn)?;
        down_at(&server.name, hop, outage, settings, now)
    });
    links.extend(others);
    links.sort_by(|one, other| {
        let key = |link: &LinkInfo| (link.server != *own, link.server.clone());
        let hop = |link: &LinkInfo| (link.connector.clone(), link.next_hop_domain.clone());
        key(one).cmp(&key(other)).then_with(|| hop(one).cmp(&hop(other)))
    });
    links
}

/// A link of a server; `None` where its connector is gone.
fn down_at(server: &str, hop: NextHop, outage: Outage, settings: &Settings, now: Timestamp) -> Option<LinkInfo> {
    let name_of = |id| settings.connector_name(id).map(str::to_owned);
    let left = SignedDuration::try_from(outage.left()).unwrap_or_default();
    Some(LinkInfo {
        connector: name_of(hop.connector)?,
        next_hop_domain: hop.domain.to_string(),
        delivery_type: Some(hop.delivery_type),
        state: LinkState::Down,
        since: Some(outage.since),
        next_retry_time: now.checked_add(left).ok(),
        last_error: Some(outage.error),
        detour: outage.detour.and_then(|other| name_of(other.connector)),
        server: server.to_owned(),
        originating_server: settings.server.name.clone(),
    })
}
