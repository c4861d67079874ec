//! DNS, and the hosts file, behind a trait.
//!
//! ```text
//!  [`Resolvers`] ── using(which servers) ──► [`Resolve`]: mx, addresses, ptr, txt, and lookup for everything
//!      │                                          │
//!      └ [`DnsResolvers`]: hickory, the hosts file │ Ok(records) or [`Unresolved`]: no such domain, no data, temporary
//!      └ [`Zone`]: records written down by a test  │
//! ```
//!
//! Promise: an answer is never made up. What the name servers deny is told apart from what they could not be asked,
//! because mail bounces for the one and waits for the other. Each question ends within [`LONGEST_LOOKUP`].
//! Which host to try first, and what to do about a denial, is left to the caller.

mod dns;
mod hosts;
mod record;
mod zone;

use std::future::Future;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use hickory_resolver::TokioResolver;

use crate::model::{Lookup, ProtocolOption, TransportServer};

pub use dns::{DnsResolvers, LONGEST_LOOKUP};
pub use hosts::HostsFile;
pub use record::{Mx, Record, RecordData, RecordType, listed_name, reverse_name};
pub use zone::Zone;

/// A boxed future, so that the traits here can be used as objects.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Which name servers to ask, and how.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Servers {
    /// Asked in the order that proves quickest. Empty: the servers that the system is set up with.
    pub addresses: Vec<SocketAddr>,
    pub protocol: ProtocolOption,
}

impl Servers {
    /// What the system itself asks.
    pub const SYSTEM: Servers = Servers { addresses: Vec::new(), protocol: ProtocolOption::Any };

    /// Those that a server of ours asks.
    pub fn of(server: &TransportServer, lookup: Lookup) -> Servers {
        let (addresses, protocol) = server.dns(lookup);
        Servers { addresses: addresses.iter().map(|server| server.address()).collect(), protocol }
    }
}

/// Gives out resolvers: one set of servers for names outside the organization, another for those inside.
pub trait Resolvers: Send + Sync {
    /// The resolver for these servers; the same one, with its cache, while the servers stay the same.
    fn using(&self, servers: &Servers) -> Arc<dyn Resolve>;
}

/// Why a question has no records for an answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unresolved {
    /// The name does not exist (NXDOMAIN). Holds for `ttl`, when the zone says for how long.
    #[error("no such domain")]
    NoSuchDomain { ttl: Option<Duration> },
    /// The name exists and has no record of the type asked for.
    #[error("no record of this type")]
    NoData { ttl: Option<Duration> },
    /// Nobody who could know has answered: ask again later.
    #[error("{0}")]
    Temporary(String),
}

impl Unresolved {
    /// True when asking again soon would get the same answer.
    pub fn is_denial(&self) -> bool {
        !matches!(self, Unresolved::Temporary(_))
    }
}

/// What DNSSEC says about an answer. One that it finds forged is [`Unresolved::Temporary`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Vouched {
    /// The records are those of the zone.
    Secure(Vec<Record>),
    /// The zone is not signed: anybody may have written the answer.
    Unsigned,
}

/// Answers questions about names.
pub trait Resolve: Send + Sync {
    /// The records of one type at a name. Aliases are followed and are among the records.
    fn lookup<'a>(&'a self, name: &'a str, kind: RecordType) -> BoxFuture<'a, Result<Vec<Record>, Unresolved>>;

    /// The records of one type, if DNSSEC vouches for them.
    fn vouched<'a>(&'a self, _name: &'a str, _kind: RecordType) -> BoxFuture<'a, Result<Vouched, Unresolved>> {
        Box::pin(async { Ok(Vouched::Unsigned) })
    }

    /// The resolver behind it with its cache, for a library that asks DNS itself. `None`: there is none, as in tests.
    fn client(&self) -> Option<TokioResolver> {
        None
    }

    /// What the hosts file says about a name; empty when it says nothing.
    fn listed(&self, name: &str) -> Vec<IpAddr>;

    /// Mail exchangers, most preferred first; those of equal preference in the order they came.
    fn mx<'a>(&'a self, domain: &'a str) -> BoxFuture<'a, Result<Vec<Mx>, Unresolved>> {
        Box::pin(async move {
            let records = self.lookup(domain, RecordType::MX).await?;
            let mut found: Vec<Mx> = records
                .into_iter()
                .filter_map(|record| match record.data {
                    RecordData::Mx(mx) => Some(mx),
                    _ => None,
                })
                .collect();
            found.sort_by_key(|mx| mx.preference);
            some(found)
        })
    }

    /// Addresses of a host, IPv6 before IPv4. A name in the hosts file is not asked for in DNS.
    fn addresses<'a>(&'a self, host: &'a str) -> BoxFuture<'a, Result<Vec<IpAddr>, Unresolved>> {
        Box::pin(async move {
            let listed = self.listed(host);
            if !listed.is_empty() {
                return Ok(listed);
            }
            let (v6, v4) = tokio::join!(self.lookup(host, RecordType::AAAA), self.lookup(host, RecordType::A));
            either(v6, v4).map(|records| records.iter().filter_map(|record| record.data.address()).collect())
        })
    }

    /// Names of the host with an address.
    fn ptr(&self, address: IpAddr) -> BoxFuture<'_, Result<Vec<String>, Unresolved>> {
        Box::pin(async move {
            let records = self.lookup(&record::reverse_name(address), RecordType::PTR).await?;
            some(
                records
                    .into_iter()
                    .filter_map(|record| match record.data {
                        RecordData::Ptr(name) => Some(name),
                        _ => None,
                    })
                    .collect(),
            )
        })
    }

    /// Texts at a name; the parts of one record are put together.
    fn txt<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Result<Vec<String>, Unresolved>> {
        Box::pin(async move {
            let records = self.lookup(name, RecordType::TXT).await?;
            some(
                records
                    .into_iter()
                    .filter_map(|record| match record.data {
                        RecordData::Txt(text) => Some(text),
                        _ => None,
                    })
                    .collect(),
            )
        })
    }
}

/// An answer that holds nothing of the type asked for (an alias that leads nowhere) is no answer.
fn some<T>(found: Vec<T>) -> Result<Vec<T>, Unresolved> {
    if found.is_empty() { Err(Unresolved::NoData { ttl: None }) } else { Ok(found) }
}

/// Both families together. One of them is enough; without either, what may change soon outweighs a denial.
fn either(v6: Result<Vec<Record>, Unresolved>, v4: Result<Vec<Record>, Unresolved>) -> Result<Vec<Record>, Unresolved> {
    match (v6, v4) {
        (Ok(mut six), Ok(four)) => {
            six.extend(four);
            Ok(six)
        }
        (Ok(found), Err(_)) | (Err(_), Ok(found)) => Ok(found),
        (Err(unsure @ Unresolved::Temporary(_)), _) | (_, Err(unsure @ Unresolved::Temporary(_))) => Err(unsure),
        (Err(Unresolved::NoData { ttl }), _) | (_, Err(Unresolved::NoData { ttl })) => Err(Unresolved::NoData { ttl }),
        (Err(denied), Err(_)) => Err(denied),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn exchangers_come_most_preferred_first() {
        let zone = Zone::new().with_mx("contoso.com", 20, "b.contoso.com").with_mx("contoso.com", 10, "a.contoso.com");
        let names: Vec<String> = zone.mx("contoso.com").await.unwrap().into_iter().map(|mx| mx.exchange).collect();
        assert_eq!(names, ["a.contoso.com", "b.contoso.com"]);
    }

    #[tokio::test]
    async fn one_family_of_addresses_is_enough() {
        let zone = Zone::new()
            .with_address("both.example", "2001:db8::1")
            .with_address("both.example", "192.0.2.1")
            .with_address("four.example", "192.0.2.4")
            .with_txt("text.example", "v=spf1 -all")
            .with_failing("broken.example");
        let asked = async |name: &str| {
            zone.addresses(name).await.map(|found| found.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
        };
        assert_eq!(asked("both.example").await.unwrap(), "2001:db8::1 192.0.2.1");
        assert_eq!(asked("four.example").await.unwrap(), "192.0.2.4");
        assert!(matches!(asked("text.example").await, Err(Unresolved::NoData { .. })));
        assert!(matches!(asked("nowhere.example").await, Err(Unresolved::NoSuchDomain { .. })));
        assert!(matches!(asked("broken.example").await, Err(Unresolved::Temporary(_))));
    }

    #[tokio::test]
    async fn the_hosts_file_comes_before_dns() {
        let zone = Zone::new().with_address("hub.example", "192.0.2.9").with_listed("hub.example", "10.0.0.1");
        assert_eq!(zone.addresses("hub.example").await.unwrap(), ["10.0.0.1".parse::<IpAddr>().unwrap()]);
    }

    #[tokio::test]
    async fn names_and_texts_are_found() {
        let zone = Zone::new().with_ptr("192.0.2.1", "mail.contoso.com").with_txt("contoso.com", "v=spf1 -all");
        assert_eq!(zone.ptr("192.0.2.1".parse().unwrap()).await.unwrap(), ["mail.contoso.com"]);
        assert_eq!(zone.txt("contoso.com").await.unwrap(), ["v=spf1 -all"]);
    }
}
