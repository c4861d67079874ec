//! The links of a node: its connectors, and what of them cannot be reached.

use jiff::{SignedDuration, Timestamp};

use crate::model::{LinkInfo, LinkState};
use crate::transport::Settings;

/// Every connector that is enabled, once where nothing of it is down, else once for each next hop that is. By name.
pub fn list(settings: &Settings, now: Timestamp) -> Vec<LinkInfo> {
    let name_of = |id| settings.connector_name(id).map(str::to_owned);
    let down = settings.links.all();
    let mut links: Vec<LinkInfo> = down
        .into_iter()
        .filter_map(|(hop, outage)| {
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
                server: settings.server.name.clone(),
            })
        })
        .collect();
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
                server: settings.server.name.clone(),
            });
        }
    }
    links.sort_by(|one, other| (&one.connector, &one.next_hop_domain).cmp(&(&other.connector, &other.next_hop_domain)));
    links
}
