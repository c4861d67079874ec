//! Whom a session is with.

use std::sync::Arc;

use uuid::Uuid;

use crate::model::{Domain, Fqdn, IpBinding, LmtpEndpoint, ServiceState, SmartHost, Thumbprint, TransportServer};
use crate::transport::send::conversation::for_now;
use crate::transport::{Remark, Settings};

/// Whom to connect to.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// The mail exchangers of a domain, at this port.
    Exchangers(Domain, u16),
    /// One of these, in a spread order, at this port.
    SmartHosts(Vec<SmartHost>, u16),
    /// One of these servers of the organization.
    Servers(Vec<Peer>),
    Lmtp(LmtpEndpoint),
    /// Who has called us: there is nobody to connect to.
    Caller,
}

/// Another server of the organization.
#[derive(Clone, Debug, PartialEq)]
pub struct Peer {
    pub name: Fqdn,
    /// Of the certificate by which it is known.
    pub thumbprint: Thumbprint,
    /// Where it lets servers in.
    pub entrances: Vec<IpBinding>,
}

impl Target {
    /// The servers of the organization that it is; of other targets nothing.
    pub fn names(&self) -> String {
        let Target::Servers(peers) = self else { return String::new() };
        peers.iter().map(|peer| peer.name.as_str()).collect::<Vec<_>>().join(" or ")
    }

    /// The port that it listens on; servers of the organization each have their own.
    pub fn port(&self) -> u16 {
        match self {
            Target::Exchangers(_, port) | Target::SmartHosts(_, port) => *port,
            Target::Lmtp(LmtpEndpoint::Name(_, port)) => *port,
            Target::Lmtp(LmtpEndpoint::Address(address)) => address.port(),
            Target::Caller | Target::Servers(_) | Target::Lmtp(LmtpEndpoint::Unix(_)) => 0,
        }
    }
}

/// Those of the servers that can be met, or why none of them can. One that takes no mail now, because somebody has taken
/// it out of service, is not called in vain.
pub fn peers(servers: &[&Arc<TransportServer>], settings: &Settings) -> Result<Vec<Peer>, Remark> {
    let active: Vec<&Arc<TransportServer>> =
        servers.iter().copied().filter(|server| server.transport_state() == ServiceState::Active).collect();
    if active.is_empty() && !servers.is_empty() {
        let text = format!("ROUTING.ServerNotActive; {} takes no mail now (Get-ServerComponentState)", names(servers));
        return Err(for_now(451, 3, 2, text));
    }
    let servers = &active;
    let peer = |server: &Arc<TransportServer>| {
        let entrances = settings.entrances.get(&server.id).filter(|entrances| !entrances.is_empty())?.clone();
        let thumbprint = server.internal_transport_certificate_thumbprint?;
        Some(Peer { name: server.fqdn.clone(), thumbprint, entrances })
    };
    let met: Vec<Peer> = servers.iter().filter_map(|server| peer(server)).collect();
    if met.is_empty() && !servers.is_empty() {
        let text = format!(
            "ROUTING.NoServerConnector; no receive connector of {} lets servers of the organization in (AuthMechanism \
             ExchangeServer, PermissionGroups ExchangeServers)",
            names(servers)
        );
        return Err(for_now(451, 7, 3, text));
    }
    Ok(met)
}

/// Servers that connect others with the outside; those of the nearest site, where some are in it and take part now.
pub fn front_ends(settings: &Settings) -> Result<Vec<Peer>, Remark> {
    let server_of = |id: &Uuid| settings.servers.iter().find(|server| server.id == *id);
    let active = |server: &&Arc<TransportServer>| server.transport_state() == ServiceState::Active;
    let known = || settings.front_ends.keys().filter_map(server_of).filter(active);
    let cost = settings.sites.nearest(known().map(|server| &**server)).map(|way| way.cost);
    let near = known().filter(|server| settings.sites.way_to(server).map(|way| way.cost) == cost);
    let peer = |server: &Arc<TransportServer>| {
        let entrances = settings.front_ends.get(&server.id)?.clone();
        let thumbprint = server.internal_transport_certificate_thumbprint?;
        Some(Peer { name: server.fqdn.clone(), thumbprint, entrances })
    };
    let met: Vec<Peer> = near.filter_map(peer).collect();
    if met.is_empty() {
        let text = "ROUTING.NoFrontEnd; the send connector sends through a front end (FrontendProxyEnabled), and no server \
                    in service has a receive connector of TransportRole FrontendTransport that lets servers in";
        return Err(for_now(451, 7, 3, text));
    }
    Ok(met)
}

fn names(servers: &[&Arc<TransportServer>]) -> String {
    servers.iter().map(|server| server.name.as_str()).collect::<Vec<_>>().join(" or ")
}
