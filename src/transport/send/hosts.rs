//! The hosts that a target may be reached at, in the order to try them.
//!
//! Exchangers by preference, equally preferred ones in a spread order; without any, the domain's own address (RFC 5321
//! §5.1). A null MX is a refusal (RFC 7505). Where this server is an exchanger itself, it and what is no more preferred
//! are left out; if nothing remains, the domain loops back to us. Smart hosts and servers of ours come in a spread
//! order. Names are resolved when their turn comes.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use super::conversation::{for_good, for_now};
use super::demand::Demand;
use super::plan::{Peer, Plan, Target};
use crate::mail::EnhancedStatus;
use crate::model::{Domain, ErrorPolicies, LmtpEndpoint, SmartHost, Thumbprint};
use crate::resolve::{Mx, Resolve, Unresolved};
use crate::transport::{Remark, Unreached};

/// Exchangers looked at. Domains have a handful; more would only keep a queue busy with one that does not answer.
const MOST_HOSTS: usize = 20;

/// A host to try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host {
    /// As reports and logs name it.
    pub name: String,
    /// Whom TLS is to find there: the host as configured, or as DNS names it.
    pub expected: Option<Domain>,
    /// The certificate of a server of the organization: it has no other.
    pub thumbprint: Option<Thumbprint>,
    pub place: Place,
    /// What the recipient's domain wants of its TLS.
    pub demand: Option<Demand>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// To be resolved.
    Named,
    /// To be resolved, at a port of its own.
    At(u16),
    Known(Vec<SocketAddr>),
    Unix(PathBuf),
}

/// The hosts of a plan's target. Nothing is connected to.
pub async fn hosts(plan: &Plan, dns: &dyn Resolve) -> Result<Vec<Host>, Unreached> {
    match &plan.target {
        Target::Exchangers(domain, _) => match domain.address() {
            Some(address) => Ok(vec![known(address, plan.target.port())]),
            None => exchangers(domain, plan, dns).await,
        },
        Target::SmartHosts(smart_hosts, port) => Ok(smart(smart_hosts, *port, dns, seed()).await),
        Target::Servers(servers) => {
            let mut order: Vec<&Peer> = servers.iter().collect();
            spread(&mut order, seed());
            let found: Vec<Host> = order.into_iter().flat_map(entrances).collect();
            if found.is_empty() {
                let text = "ROUTING.NoSourceServer; no source server of the send connector is left";
                return Err(Unreached { remark: for_now(451, 3, 5, text), is_permanent: false });
            }
            Ok(found)
        }
        Target::Caller => {
            let text = "SMTPSEND.CallerGone; the peer that came for its mail has gone";
            Err(Unreached { remark: for_now(451, 4, 2, text), is_permanent: false })
        }
        Target::Lmtp(LmtpEndpoint::Name(name, _)) => Ok(vec![named(name.as_str())]),
        Target::Lmtp(LmtpEndpoint::Address(address)) => Ok(vec![known(address.ip(), address.port())]),
        Target::Lmtp(LmtpEndpoint::Unix(path)) => {
            let place = Place::Unix(path.clone());
            Ok(vec![Host { name: path.display().to_string(), expected: None, thumbprint: None, place, demand: None }])
        }
    }
}

/// The addresses of a host, those of one family and of the other in turn.
pub async fn addresses(host: &Host, plan: &Plan, dns: &dyn Resolve) -> Result<Vec<SocketAddr>, Unresolved> {
    let found = match &host.place {
        Place::Known(addresses) => addresses.clone(),
        Place::Unix(_) => Vec::new(),
        Place::Named | Place::At(_) => {
            let port = if let Place::At(port) = host.place { port } else { plan.target.port() };
            let addresses = dns.addresses(&host.name).await?;
            addresses.into_iter().map(|address| SocketAddr::new(address, port)).collect()
        }
    };
    // From an IPv4 address only IPv4 can be reached, and so for IPv6.
    let fits = |address: &SocketAddr| plan.source.is_none_or(|source| source.is_ipv4() == address.is_ipv4());
    let (six, four): (Vec<_>, Vec<_>) = found.into_iter().filter(fits).partition(SocketAddr::is_ipv6);
    let mut mixed = Vec::with_capacity(six.len() + four.len());
    let (mut six, mut four) = (six.into_iter(), four.into_iter());
    loop {
        let pair = (six.next(), four.next());
        if pair == (None, None) {
            return Ok(mixed);
        }
        mixed.extend(pair.0.into_iter().chain(pair.1));
    }
}

/// The ways in to a server of the organization: at the address that it listens on, or at any of its own.
fn entrances(peer: &Peer) -> impl Iterator<Item = Host> + '_ {
    peer.entrances.iter().map(|entrance| {
        let place = match entrance.ip().is_unspecified() {
            true => Place::At(entrance.port()),
            false => Place::Known(vec![entrance.address()]),
        };
        Host { thumbprint: Some(peer.thumbprint), place, ..named(peer.name.as_str()) }
    })
}

async fn exchangers(domain: &Domain, plan: &Plan, dns: &dyn Resolve) -> Result<Vec<Host>, Unreached> {
    let found = match dns.mx(domain.as_str()).await {
        Ok(found) => found,
        // The domain's own address stands in for an exchanger; whether there is one is seen when it is resolved.
        Err(Unresolved::NoData { .. }) => vec![Mx { preference: 0, exchange: domain.as_str().to_owned() }],
        Err(why) => return Err(unresolved(&why, plan.policies)),
    };
    if let [Mx { exchange, .. }] = &found[..]
        && exchange.is_empty()
    {
        let text = "SMTPSEND.DNS.NullMx; the domain takes no mail";
        return Err(refused(for_good(556, 1, 10, text), plan.policies));
    }
    in_order(found, &plan.own_names, seed()).ok_or_else(|| {
        let text = "SMTPSEND.DNS.MxLoopback; the mail exchangers of the domain lead back to this server";
        refused(for_good(554, 3, 5, text), plan.policies)
    })
}

/// `None`: this server is the most preferred exchanger.
fn in_order(mut found: Vec<Mx>, own_names: &[Domain], seed: u64) -> Option<Vec<Host>> {
    let is_own = |mx: &Mx| own_names.iter().any(|own| own.as_str() == mx.exchange);
    let own = found.iter().filter(|mx| is_own(mx)).map(|mx| mx.preference).min();
    found.retain(|mx| own.is_none_or(|own| mx.preference < own) && !mx.exchange.is_empty());
    if found.is_empty() {
        return None;
    }
    spread(&mut found, seed);
    found.sort_by_key(|mx| mx.preference);
    found.truncate(MOST_HOSTS);
    Some(found.iter().map(|mx| named(&mx.exchange)).collect())
}

/// A name is looked up as a mail domain first and as a host if it is none. The hosts file comes before both.
async fn smart(smart_hosts: &[SmartHost], port: u16, dns: &dyn Resolve, seed: u64) -> Vec<Host> {
    let mut order = smart_hosts.to_vec();
    spread(&mut order, seed);
    let mut hosts = Vec::with_capacity(order.len());
    for host in &order {
        let name = match host {
            SmartHost::Address(address) => {
                hosts.push(known(*address, port));
                continue;
            }
            SmartHost::Name(name) => name,
        };
        let listed = !dns.listed(name.as_str()).is_empty();
        let exchangers = if listed { Vec::new() } else { dns.mx(name.as_str()).await.unwrap_or_default() };
        match in_order(exchangers, &[], seed) {
            // Whichever exchanger it is, the configured name is who it has to be.
            Some(found) => {
                hosts.extend(found.into_iter().map(|found| Host { expected: Some(name.domain().clone()), ..found }))
            }
            None => hosts.push(named(name.as_str())),
        }
    }
    hosts.truncate(MOST_HOSTS);
    hosts
}

fn named(name: &str) -> Host {
    Host { name: name.to_owned(), expected: name.parse().ok(), thumbprint: None, place: Place::Named, demand: None }
}

fn known(address: IpAddr, port: u16) -> Host {
    let place = Place::Known(vec![SocketAddr::new(address, port)]);
    Host { name: format!("[{address}]"), expected: Some(Domain::from(address)), thumbprint: None, place, demand: None }
}

/// What a name that leads nowhere means for the queue.
pub fn unresolved(why: &Unresolved, policies: ErrorPolicies) -> Unreached {
    match why {
        Unresolved::NoSuchDomain { .. } => {
            refused(for_good(550, 4, 4, "SMTPSEND.DNS.NonExistentDomain; nonexistent domain"), policies)
        }
        Unresolved::NoData { .. } => {
            refused(for_good(550, 4, 4, "SMTPSEND.DNS.NoMailHost; the domain has no host that takes mail"), policies)
        }
        Unresolved::Temporary(text) => {
            let text = format!("DNS query failed. The error was: {text}");
            Unreached { remark: for_now(451, 4, 0, text), is_permanent: false }
        }
    }
}

/// Every host that an MX record or the connector names is unknown to DNS: its administrator has to mend it.
pub fn no_such_host(host: &str, policies: ErrorPolicies) -> Unreached {
    refused(for_good(550, 4, 0, format!("SMTPSEND.DNS.HostNotFound; authoritative host not found: {host}")), policies)
}

/// A refusal by DNS, or a delay where the connector takes those for passing.
fn refused(remark: Remark, policies: ErrorPolicies) -> Unreached {
    if policies.contains(ErrorPolicies::DowngradeDnsFailures) {
        let status = EnhancedStatus { class: 4, ..remark.status };
        return Unreached { remark: Remark { code: 451, status, ..remark }, is_permanent: false };
    }
    Unreached { remark, is_permanent: true }
}

/// Puts a list into an order of chance (Fisher and Yates), the same for the same seed.
fn spread<T>(list: &mut [T], seed: u64) {
    // Steps of splitmix64: short, and good enough to share load.
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    };
    for last in (1..list.len()).rev() {
        let other = usize::try_from(next() % (last as u64 + 1)).unwrap_or(last);
        list.swap(last, other);
    }
}

/// Different each time; the standard library seeds its hash maps from the system.
fn seed() -> u64 {
    RandomState::new().build_hasher().finish()
}

#[cfg(test)]
mod tests;
