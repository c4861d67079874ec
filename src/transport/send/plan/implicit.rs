//! Next hops that no send connector describes: UnresolvedRecipientHost, the SmartHosts of the server, the servers that write a foreign connector's
//! files, and those that an operator has named (Redirect-Message). All are met as a send connector with nothing set would meet them.

use std::time::Duration;

use serde_json::json;

use super::{Peer, Plan, Target, nearest};
use crate::model::class::Class;
use crate::model::{DeliveryType, SendConnector, TransportServer};
use crate::transport::send::conversation::for_now;
use crate::transport::send::patience::Patience;
use crate::transport::{NextHop, Remark, Settings};

/// What sessions with the SmartHosts of the server are called in logs.
const SMART_HOSTS: &str = "Smart Hosts";

/// What sessions about shadow copies are called in logs.
const SHADOW_REDUNDANCY: &str = "Shadow Redundancy";

/// What sessions about link states are called in logs.
const LINK_STATES: &str = "Link States";

/// What sessions with UnresolvedRecipientHost are called in logs.
const UNRESOLVED: &str = "Unresolved Recipients";

/// To one other server of the organization, whatever its state, about copies of messages: whoever waits for that waits
/// no longer than `most` for each answer. `None`: it lets no servers in.
pub(in crate::transport::send) fn about_copies(
    server: &TransportServer,
    most: Duration,
    settings: &Settings,
) -> Option<Plan> {
    to_one(server, SHADOW_REDUNDANCY, most, settings)
}

/// The same about links that are down.
pub(in crate::transport::send) fn about_links(
    server: &TransportServer,
    most: Duration,
    settings: &Settings,
) -> Option<Plan> {
    to_one(server, LINK_STATES, most, settings)
}

fn to_one(server: &TransportServer, name: &str, most: Duration, settings: &Settings) -> Option<Plan> {
    let entrances = settings.entrances.get(&server.id).filter(|entrances| !entrances.is_empty())?.clone();
    let thumbprint = server.internal_transport_certificate_thumbprint?;
    let target = Target::Servers(vec![Peer { name: server.fqdn.clone(), thumbprint, entrances }]);
    let connector = usual(name);
    Some(Plan { patience: Patience::within(most), ..Plan::among_servers(&connector, target, settings) })
}

/// `None`: a send connector says how to reach it.
pub(super) fn plan_of(hop: &NextHop, settings: &Settings) -> Option<Result<Plan, Remark>> {
    match hop.delivery_type {
        DeliveryType::SmartHostConnectorDelivery if hop.connector.is_nil() => {
            Some(to_smart_hosts(hop, settings).unwrap_or_else(|| to_unresolved(hop, settings)))
        }
        DeliveryType::SmtpRelayToConnectorSourceServers => {
            let connector = settings.foreign_connectors.iter().find(|connector| connector.id == hop.connector)?;
            let is_source = nearest(|server| connector.enabled && connector.is_sent_by(server), settings);
            Some(Plan::to_servers(&usual(UNRESOLVED), is_source, settings))
        }
        // By FQDN, with commas between.
        DeliveryType::SmtpRelayToServers => {
            let is_named = |server: &TransportServer| hop.domain.split(',').any(|name| server.is_called(name));
            Some(Plan::to_servers(&usual(UNRESOLVED), is_named, settings))
        }
        _ => None,
    }
}

/// To those of the server; `None`: the next hop is another.
fn to_smart_hosts(hop: &NextHop, settings: &Settings) -> Option<Result<Plan, Remark>> {
    let server = &settings.server;
    if server.smart_hosts.is_empty() || *hop.domain != server.smart_hosts_stamp() {
        return None;
    }
    let target = Target::SmartHosts(server.smart_hosts.clone(), server.smart_host_port);
    Some(Ok(Plan::by(&usual(SMART_HOSTS), target, settings)))
}

fn to_unresolved(hop: &NextHop, settings: &Settings) -> Result<Plan, Remark> {
    let host = settings.server.unresolved_recipient_host.as_ref().filter(|host| host.to_string() == *hop.domain);
    let gone = || {
        for_now(
            451,
            3,
            5,
            "ROUTING.HostGone; neither UnresolvedRecipientHost nor a smart host of this server is this host any more",
        )
    };
    let host = host.ok_or_else(gone)?;
    let target = Target::SmartHosts(vec![host.host.clone()], host.port);
    Ok(Plan::by(&usual(UNRESOLVED), target, settings))
}

fn usual(name: &str) -> SendConnector {
    SendConnector::create(name, "", json!({ "AddressSpaces": ["*"] })).expect("its defaults are sound")
}
