//! Whether a client's host is one of those that may relay by their name (RelayDomains).
//!
//! The name of an address is written by whoever owns the address, and may say anything. It counts only when it leads
//! back: one of the names that the address has lies in the domain, and that name, which only the domain's owner can
//! write, has the address. Promise: an answer that does not come, or not in time, is no.

use std::net::IpAddr;

use tokio::time::timeout;

use super::examine::{is_private, servers};
use super::listing::LONGEST;
use crate::model::{Domain, Lookup, ReceiveConnector};
use crate::resolve::{Resolve, Resolvers, Servers};
use crate::transport::Settings;

/// Names of one address that are looked at: nobody's address needs more, and each costs a question.
const MOST_NAMES: usize = 5;

/// The name of the client in one of the connector's domains, if it leads back to the client.
pub async fn confirmed(
    resolvers: &dyn Resolvers,
    client: IpAddr,
    connector: &ReceiveConnector,
    settings: &Settings,
) -> Option<Domain> {
    if connector.relay_domains.is_empty() {
        return None;
    }
    let client = client.to_canonical();
    // Names of our own networks are known inside.
    let servers = if is_private(client) { Servers::of(&settings.server, Lookup::Internal) } else { servers(settings) };
    let resolver = resolvers.using(&servers);
    let search = named(&*resolver, client, &connector.relay_domains);
    timeout(LONGEST, search).await.ok().flatten()
}

async fn named(resolver: &dyn Resolve, client: IpAddr, domains: &[Domain]) -> Option<Domain> {
    let names = resolver.ptr(client).await.ok()?;
    let known = names.iter().filter_map(|name| name.trim_end_matches('.').parse::<Domain>().ok());
    let known = known.filter(|name| domains.iter().any(|domain| name.is_at_or_below(domain)));
    for name in known.take(MOST_NAMES) {
        let addresses = resolver.addresses(name.as_str()).await.unwrap_or_default();
        if addresses.iter().any(|address| address.to_canonical() == client) {
            return Some(name);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::Zone;

    #[tokio::test]
    async fn a_name_counts_when_it_leads_back() {
        let zone = Zone::new()
            .with_ptr("192.0.2.1", "app1.contoso.com")
            .with_address("app1.contoso.com", "192.0.2.1")
            // Says that it is one of ours, and is not.
            .with_ptr("192.0.2.2", "app1.contoso.com")
            .with_ptr("192.0.2.3", "app3.contoso.com")
            .with_ptr("192.0.2.4", "notcontoso.com")
            .with_address("notcontoso.com", "192.0.2.4")
            .with_ptr("192.0.2.5", "app5.contoso.com")
            .with_failing("app5.contoso.com")
            .with_ptr("192.0.2.6", "contoso.com")
            .with_address("contoso.com", "192.0.2.6")
            .with_ptr("2001:db8::7", "app7.contoso.com")
            .with_address("app7.contoso.com", "2001:db8::7")
            .with_ptr("192.0.2.8", "mail.example.net")
            .with_ptr("192.0.2.8", "app8.contoso.com")
            .with_address("app8.contoso.com", "192.0.2.80")
            .with_address("app8.contoso.com", "192.0.2.8");
        let domains = ["contoso.com".parse().expect("a domain")];
        for (client, expected, why) in [
            ("192.0.2.1", Some("app1.contoso.com"), "there and back"),
            ("::ffff:192.0.2.1", Some("app1.contoso.com"), "the same host"),
            ("192.0.2.2", None, "the name has another address"),
            ("192.0.2.3", None, "the name has none"),
            ("192.0.2.4", None, "a name that only ends alike"),
            ("192.0.2.5", None, "nobody answers"),
            ("192.0.2.6", Some("contoso.com"), "the domain itself is in it"),
            ("2001:db8::7", Some("app7.contoso.com"), "IPv6"),
            ("192.0.2.8", Some("app8.contoso.com"), "one of its names, and one of that name's addresses"),
            ("192.0.2.9", None, "an address without a name"),
        ] {
            let client = client.parse::<IpAddr>().expect("an address").to_canonical();
            let found = named(&zone, client, &domains).await;
            assert_eq!(found.as_ref().map(Domain::as_str), expected, "{client}: {why}");
        }
    }
}
