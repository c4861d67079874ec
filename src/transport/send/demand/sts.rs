//! Policies of domains (MTA-STS): asked for by DNS, fetched by HTTPS, kept for as long as they say.
//!
//! A policy that is known stays in force until it is over, also when its record or its server cannot be reached: that is
//! what protects against somebody who takes them away. Without one, what cannot be fetched is no policy, so that a
//! broken web server does not stop mail; it is tried again after a while.

use std::collections::HashMap;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use reqwest::redirect;
use rustls::ClientConfig;
use tokio::time::{Instant, timeout};

use crate::resolve::{Resolve, Unresolved};
use crate::trust::mta_sts::{NotAPolicy, StsPolicy, record_id};

/// Policies kept.
const MOST_KEPT: usize = 10_000;

/// How long a server has for its policy (RFC 8461 §3.3 suggests a minute; a queue waits for it).
const LONGEST_FETCH: Duration = Duration::from_secs(15);

/// Largest policy (RFC 8461 §3.3: 64 KB).
const LARGEST: usize = 64 * 1024;

/// A record that stays the same is looked at once in this time; DNS is asked no more often.
const FRESH: Duration = Duration::from_secs(60);

/// A policy that could not be fetched is not fetched again within (RFC 8461 §3.3: 5 min).
const FETCH_RETRY: Duration = Duration::from_secs(300);

/// What is known of a domain.
#[derive(Clone)]
struct Known {
    /// Of the record by which the policy, if any, was fetched.
    id: String,
    policy: Result<Option<Arc<StsPolicy>>, Unfetched>,
    expires: Instant,
    checked: Instant,
}

/// Why a policy that a domain announces could not be had.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfetched {
    /// Its web server does not prove its name.
    #[error("{0}")]
    Unproven(String),
    /// What it serves is no policy.
    #[error("{0}")]
    Invalid(String),
    #[error("{0}")]
    Unreached(String),
}

pub struct StsPolicies {
    tls: ClientConfig,
    known: Mutex<HashMap<String, Known>>,
}

impl StsPolicies {
    /// `tls`: how web servers are believed.
    pub fn new(tls: ClientConfig) -> StsPolicies {
        StsPolicies { tls, known: Mutex::default() }
    }

    /// The policy of a domain, if it has one.
    pub async fn of(&self, domain: &str, dns: &dyn Resolve) -> Result<Option<Arc<StsPolicy>>, Unfetched> {
        let now = Instant::now();
        let known = self.known().get(domain).cloned();
        let valid = known.as_ref().filter(|known| now < known.expires);
        if let Some(known) = valid.filter(|known| now < known.checked + FRESH) {
            return known.policy.clone();
        }
        let id = match dns.txt(&format!("_mta-sts.{domain}")).await {
            Ok(texts) => record_id(&texts),
            Err(_) => None,
        };
        let known = match (id, valid) {
            // Gone, or not to be found out: what is in force stays so.
            (None, valid) => return valid.map_or(Ok(None), |known| known.policy.clone()),
            (Some(id), Some(known)) if known.id == id => Known { checked: now, ..known.clone() },
            (Some(id), valid) => match self.fetch(domain, dns).await {
                Ok(policy) => {
                    let expires = now + policy.max_age;
                    Known { id, policy: Ok(Some(Arc::new(policy))), expires, checked: now }
                }
                Err(why) => {
                    tracing::warn!(domain, %why, "the MTA-STS policy of a domain could not be fetched");
                    match valid {
                        Some(known) => Known { checked: now, ..known.clone() },
                        None => Known { id, policy: Err(why), expires: now + FETCH_RETRY, checked: now },
                    }
                }
            },
        };
        let policy = known.policy.clone();
        let mut all = self.known();
        if all.len() >= MOST_KEPT && !all.contains_key(domain) {
            all.retain(|_, known| now < known.expires);
            if all.len() >= MOST_KEPT {
                all.clear();
            }
        }
        all.insert(domain.to_owned(), known);
        policy
    }

    async fn fetch(&self, domain: &str, dns: &dyn Resolve) -> Result<StsPolicy, Unfetched> {
        let too_long = |_| Unfetched::Unreached("it took too long".to_owned());
        let text = timeout(LONGEST_FETCH, self.text(domain, dns)).await.map_err(too_long)??;
        text.parse().map_err(|error: NotAPolicy| Unfetched::Invalid(error.to_string()))
    }

    /// The text at the one place where it may be (RFC 8461 §3.3): no other port, no redirects, no proxy.
    async fn text(&self, domain: &str, dns: &dyn Resolve) -> Result<String, Unfetched> {
        let host = format!("mta-sts.{domain}");
        let found = dns.addresses(&host).await.map_err(|why: Unresolved| Unfetched::Unreached(why.to_string()))?;
        let addresses: Vec<SocketAddr> = found.into_iter().map(|address| SocketAddr::new(address, 443)).collect();
        let client = reqwest::Client::builder()
            .tls_backend_preconfigured(self.tls.clone())
            .redirect(redirect::Policy::none())
            .no_proxy()
            .https_only(true)
            .resolve_to_addrs(&host, &addresses)
            .build()
            .map_err(in_full)?;
        let url = format!("https://{host}/.well-known/mta-sts.txt");
        let mut reply = client.get(url).send().await.map_err(in_full)?;
        if reply.status() != reqwest::StatusCode::OK {
            return Err(Unfetched::Unreached(format!("the web server answered {}", reply.status())));
        }
        let mut text = Vec::new();
        while let Some(piece) = reply.chunk().await.map_err(in_full)? {
            text.extend_from_slice(&piece);
            if text.len() > LARGEST {
                return Err(Unfetched::Invalid("it is larger than 64 KB".to_owned()));
            }
        }
        String::from_utf8(text).map_err(|_| Unfetched::Invalid("it is no text".to_owned()))
    }

    fn known(&self) -> std::sync::MutexGuard<'_, HashMap<String, Known>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An error of HTTP with what is behind it, such as a certificate.
fn in_full(error: reqwest::Error) -> Unfetched {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(&error);
    let mut is_unproven = false;
    while let Some(error) = cause {
        text.push_str(&format!(": {error}"));
        // What TLS says comes wrapped into errors of input and output.
        let inner = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        let tls = inner.and_then(|inner| inner.downcast_ref()).or_else(|| error.downcast_ref::<rustls::Error>());
        is_unproven |= matches!(tls, Some(rustls::Error::InvalidCertificate(_)));
        cause = error.source();
    }
    if is_unproven { Unfetched::Unproven(text) } else { Unfetched::Unreached(text) }
}
