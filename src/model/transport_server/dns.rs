//! Which DNS servers a server asks: those of its machine, or those that it was given.
//!
//! ExternalDNSAdapterEnabled and InternalDNSAdapterEnabled say which of the two, as in Exchange. Whoever names servers
//! wants them asked, and whoever takes them away wants the machine's own again: the switch follows the list where only
//! the list is changed. Promise: a switch and a list that contradict each other are never stored.

use super::TransportServer;
use crate::model::class::{Beside, Breach, Properties};
use crate::model::{DnsServer, ProtocolOption};

/// For whom a name is looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// Send connectors with UseExternalDNSServersEnabled.
    External,
    /// Whatever looks names up inside: the other send connectors.
    Internal,
    /// Checks of names on the Internet. They ask the given external servers, and without those whom everything else asks.
    Internet,
}

impl TransportServer {
    /// The DNS servers that are asked, and how. None: the system's own.
    pub fn dns(&self, lookup: Lookup) -> (&[DnsServer], ProtocolOption) {
        match lookup {
            Lookup::Internet if given(self.external_dns_adapter_enabled, &self.external_dns_servers).is_empty() => {
                self.dns(Lookup::Internal)
            }
            Lookup::External | Lookup::Internet => (
                given(self.external_dns_adapter_enabled, &self.external_dns_servers),
                self.external_dns_protocol_option,
            ),
            Lookup::Internal => (
                given(self.internal_dns_adapter_enabled, &self.internal_dns_servers),
                self.internal_dns_protocol_option,
            ),
        }
    }
}

fn given(asks_the_system: bool, servers: &[DnsServer]) -> &[DnsServer] {
    if asks_the_system { &[] } else { servers }
}

/// What ExternalDNSAdapterEnabled was before it was there: a list was asked as soon as it had servers.
pub fn external_formerly(stored: &Properties) -> bool {
    has_none(stored, "ExternalDNSServers")
}

/// The same of InternalDNSAdapterEnabled.
pub fn internal_formerly(stored: &Properties) -> bool {
    has_none(stored, "InternalDNSServers")
}

fn has_none(stored: &Properties, list: &str) -> bool {
    stored.get(list).and_then(serde_json::Value::as_array).is_none_or(Vec::is_empty)
}

/// A list that is given without its switch sets it.
pub fn switches_follow_their_lists(server: &mut TransportServer, changed: &[&str], _: &Beside) -> Result<(), Breach> {
    let is_changed = |name: &str| changed.iter().any(|changed| changed.eq_ignore_ascii_case(name));
    if is_changed("ExternalDNSServers") && !is_changed("ExternalDNSAdapterEnabled") {
        server.external_dns_adapter_enabled = server.external_dns_servers.is_empty();
    }
    if is_changed("InternalDNSServers") && !is_changed("InternalDNSAdapterEnabled") {
        server.internal_dns_adapter_enabled = server.internal_dns_servers.is_empty();
    }
    Ok(())
}

/// Servers that are never asked are not what anybody meant.
pub fn switches_agree_with_their_lists(server: &TransportServer, _: &Beside) -> Result<(), Breach> {
    for (switch, list, asks_the_system, servers) in pairs(server) {
        if asks_the_system && !servers.is_empty() {
            return Err(Breach::new(
                switch,
                format!("With {switch} $true the machine's own DNS servers are asked, and those of {list} never."),
                format!("Give -{list} $null too, or -{switch} $false to have them asked."),
            ));
        }
    }
    Ok(())
}

/// The servers may be named by the next command.
pub fn nobody_is_named(server: &TransportServer, _: &Beside) -> Option<String> {
    let (switch, list, ..) = pairs(server).into_iter().find(|(.., asked, servers)| !asked && servers.is_empty())?;
    Some(format!(
        "With {switch} $false the servers of {list} are asked, and there are none: until they are named with -{list}, the \
         machine's own are."
    ))
}

/// Each switch with its list.
fn pairs(server: &TransportServer) -> [(&'static str, &'static str, bool, &[DnsServer]); 2] {
    let external = (server.external_dns_adapter_enabled, &server.external_dns_servers[..]);
    let internal = (server.internal_dns_adapter_enabled, &server.internal_dns_servers[..]);
    [
        ("ExternalDNSAdapterEnabled", "ExternalDNSServers", external.0, external.1),
        ("InternalDNSAdapterEnabled", "InternalDNSServers", internal.0, internal.1),
    ]
}

#[cfg(test)]
mod tests;
