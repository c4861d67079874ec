//! Lists of revoked certificates, fetched where certificates say that they are, and kept until the next one is due.

use std::collections::HashMap;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use reqwest::redirect;
use rustls::pki_types::CertificateDer;
use rustls::{CertificateError, Error};
use tokio::time::{Instant, timeout};

use super::demand::Demand;
use super::dial::Dialer;
use super::hosts::Host;
use super::journal::Journal;
use super::plan::Plan;
use super::wire::Wire;
use crate::resolve::Resolve;
use crate::trust::{RevocationList, TlsClients, places_of_revocation_lists};

/// How long mail waits for a list.
const LONGEST_FETCH: Duration = Duration::from_secs(10);

/// Largest list taken: those of large authorities have some millions of entries in parts of a few megabytes.
const LARGEST: usize = 16 << 20;

/// Bytes of lists that are kept.
const MOST_KEPT: usize = 64 << 20;

/// How long a list is believed, whatever it says.
const FRESH: (Duration, Duration) = (Duration::from_secs(60 * 60), Duration::from_secs(24 * 60 * 60));

/// When a list that could not be had is asked for again.
const FETCH_RETRY: Duration = Duration::from_secs(10 * 60);

impl Dialer {
    /// Where the connector asks for a chain, none of its certificates may have been revoked.
    pub(super) async fn look_up(&self, wire: &Wire, plan: &Plan, host: &Host, journal: &mut Journal) -> io::Result<()> {
        let is_otherwise = plan.security.identity.is_some() || host.demand.as_ref().and_then(Demand::proof).is_some();
        if is_otherwise || !plan.security.proof.needs_chain() {
            return Ok(());
        }
        let dns = self.resolvers.using(&plan.servers);
        let checked = self.revocations.check(wire.shown(), &self.tls, &*dns).await;
        let missing = checked.inspect_err(|error| journal.information(|| error.to_string()))?;
        for place in missing {
            journal.information(|| format!("No list of revoked certificates at {place}"));
        }
        Ok(())
    }
}

#[derive(Default)]
pub struct Revocations {
    known: Mutex<HashMap<String, Known>>,
}

#[derive(Clone)]
struct Known {
    list: Option<RevocationList>,
    size: usize,
    until: Instant,
}

impl Revocations {
    /// Fails when a certificate of the chain, the server's first, was revoked. Tells the lists that could not be had.
    pub async fn check(
        &self,
        chain: &[CertificateDer<'_>],
        tls: &TlsClients,
        dns: &dyn Resolve,
    ) -> Result<Vec<String>, io::Error> {
        let (mut lists, mut missing) = (Vec::new(), Vec::new());
        for place in places_of_revocation_lists(chain) {
            match self.list(&place, tls, dns).await {
                Some(list) => lists.push(list),
                None => missing.push(place),
            }
        }
        match lists.iter().any(|list| list.holds(chain)) {
            true => {
                Err(io::Error::new(io::ErrorKind::InvalidData, Error::InvalidCertificate(CertificateError::Revoked)))
            }
            false => Ok(missing),
        }
    }

    async fn list(&self, place: &str, tls: &TlsClients, dns: &dyn Resolve) -> Option<RevocationList> {
        let now = Instant::now();
        if let Some(known) = self.known().get(place).filter(|known| now < known.until) {
            return known.list.clone();
        }
        let fetched = timeout(LONGEST_FETCH, fetch(place, tls, dns)).await;
        let known = match fetched.unwrap_or_else(|_| Err("it took too long".to_owned())) {
            Ok((list, size)) => {
                let until = now + list.lasts.clamp(FRESH.0, FRESH.1);
                Known { list: Some(list), size, until }
            }
            Err(why) => {
                tracing::warn!(place, why, "a list of revoked certificates cannot be used");
                Known { list: None, size: 0, until: now + FETCH_RETRY }
            }
        };
        let mut all = self.known();
        all.retain(|_, known| now < known.until);
        if all.values().map(|known| known.size).sum::<usize>() + known.size > MOST_KEPT {
            all.clear();
        }
        all.insert(place.to_owned(), known.clone());
        known.list
    }

    fn known(&self) -> MutexGuard<'_, HashMap<String, Known>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// By HTTP in clear, as such lists are: they are signed. No redirects, no proxy.
async fn fetch(place: &str, tls: &TlsClients, dns: &dyn Resolve) -> Result<(RevocationList, usize), String> {
    let url: reqwest::Url = place.parse().map_err(|_| "it is no address".to_owned())?;
    let host = url.host_str().unwrap_or_default().to_owned();
    let port = url.port_or_known_default().unwrap_or(80);
    let mut client = reqwest::Client::builder();
    client = client.tls_backend_preconfigured(tls.web()).redirect(redirect::Policy::none()).no_proxy();
    let is_address = host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok();
    if !is_address {
        let found = dns.addresses(&host).await.map_err(|why| why.to_string())?;
        let addresses: Vec<SocketAddr> = found.into_iter().map(|address| SocketAddr::new(address, port)).collect();
        client = client.resolve_to_addrs(&host, &addresses);
    }
    let client = client.build().map_err(|error| error.to_string())?;
    let mut reply = client.get(url).send().await.map_err(|error| error.to_string())?;
    if reply.status() != reqwest::StatusCode::OK {
        return Err(format!("the web server answered {}", reply.status()));
    }
    let mut list = Vec::new();
    while let Some(piece) = reply.chunk().await.map_err(|error| error.to_string())? {
        list.extend_from_slice(&piece);
        if list.len() > LARGEST {
            return Err("it is larger than 16 MB".to_owned());
        }
    }
    let size = list.len();
    // Beside the sessions of other next hops, which it would hold up.
    let roots = tls.roots();
    let read = tokio::task::spawn_blocking(move || RevocationList::read(list, &roots)).await;
    Ok((read.map_err(|error| error.to_string())?.map_err(|error| error.to_string())?, size))
}
