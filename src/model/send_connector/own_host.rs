//! Whether a smart host is the very server that would send to it.

use std::net::IpAddr;

use crate::model::class::Beside;
use crate::model::{ReceiveConnector, SmartHost, TransportServer};

/// The one of these hosts that is that server itself, by the ports that its receive connectors listen on.
pub fn host_that_is<'a>(
    server: &TransportServer,
    hosts: &'a [SmartHost],
    port: u16,
    beside: &Beside,
) -> Option<&'a SmartHost> {
    let own = beside.organization.all::<ReceiveConnector>().filter(|own| own.scope.eq_ignore_ascii_case(&server.name));
    let own = own.filter(|own| own.enabled).flat_map(|own| &own.bindings);
    let bindings: Vec<_> = own.filter(|binding| binding.port() == port).collect();
    let is_own = |host: &&SmartHost| match host {
        SmartHost::Name(name) => {
            !bindings.is_empty() && (server.is_called(name.as_str()) || name.as_str() == "localhost")
        }
        SmartHost::Address(address) => bindings.iter().any(|binding| listens_at(binding.ip(), *address)),
    };
    hosts.iter().find(is_own)
}

/// Whether a listener on `bound` takes connections to `address`, as far as can be told without asking the machine.
fn listens_at(bound: IpAddr, address: IpAddr) -> bool {
    bound == address || (bound.is_unspecified() && address.is_loopback() && bound.is_ipv4() == address.is_ipv4())
}
