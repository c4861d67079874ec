//! The search for a host that takes a session: what was tried, why it failed, and what the queue is told of it.

use std::collections::VecDeque;
use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use tokio::time::Instant;

use super::conversation::for_now;
use super::front_end::is_untried;
use super::hosts::{Host, no_such_host, unresolved};
use super::plan::{Plan, Target};
use super::wishes::in_words;
use crate::resolve::Unresolved;
use crate::transport::{Remark, Speaker, Unreached};

/// Addresses connected to for one session. A queue that gets nowhere after as many waits for its next turn.
const MOST_ATTEMPTS: usize = 10;

/// No further address is tried after this long.
const LONGEST_SEARCH: Duration = Duration::from_secs(10 * 60);

/// Why one address has no session for us.
pub enum Failure {
    /// Nobody is there.
    Unconnected(io::Error),
    /// TLS did not come about.
    Unencrypted(io::Error),
    /// What the server said, or what we make of it.
    Unwelcome(Remark),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Unconnected(error) => error.fmt(f),
            Failure::Unencrypted(error) => write!(f, "TLS failed: {error}"),
            Failure::Unwelcome(remark) => remark.fmt(f),
        }
    }
}

/// What was tried so far.
pub struct Search {
    started: Instant,
    pub attempts: usize,
    /// Addresses that did not answer lately: tried when nothing else is left.
    pub dead: Vec<(Host, VecDeque<SocketAddr>)>,
    /// The last endpoint that failed, and how.
    last: Option<(String, Failure)>,
    /// Why a host has no address; what may pass outweighs what does not.
    unresolved: Option<Unresolved>,
    /// The last host that has none.
    denied: String,
}

impl Search {
    pub fn new() -> Search {
        Search {
            started: Instant::now(),
            attempts: 0,
            dead: Vec::new(),
            last: None,
            unresolved: None,
            denied: String::new(),
        }
    }

    /// How many addresses may yet be tried.
    pub fn attempts_left(&self) -> usize {
        if self.started.elapsed() >= LONGEST_SEARCH { 0 } else { MOST_ATTEMPTS.saturating_sub(self.attempts) }
    }

    pub fn failed(&mut self, endpoint: &str, failure: Failure) {
        self.last = Some((endpoint.to_owned(), failure));
    }

    pub fn unresolved(&mut self, host: &str, why: Unresolved) {
        self.denied = host.to_owned();
        if self.unresolved.as_ref().is_none_or(Unresolved::is_denial) {
            self.unresolved = Some(why);
        }
    }

    /// What the queue is told: of the last endpoint, or of DNS where there was none.
    pub fn unreached(self, plan: &Plan) -> Unreached {
        let Some((endpoint, failure)) = self.last else {
            let why = self.unresolved.unwrap_or(Unresolved::NoData { ttl: None });
            return match why.is_denial() && !is_own_host(&self.denied, plan) {
                true => no_such_host(&self.denied, plan.policies),
                false => unresolved(&why, plan.policies),
            };
        };
        let remark = match failure {
            Failure::Unconnected(error) if is_untried(&error) => {
                Remark { code: 441, ..for_now(441, 4, 1, error.to_string()) }
            }
            Failure::Unconnected(error) => {
                let text = format!(
                    "Error encountered while communicating with primary target IP address: \"Failed to connect. \
                     {error}\". The last endpoint attempted was {endpoint}"
                );
                Remark { code: 441, ..for_now(441, 4, 1, text) }
            }
            Failure::Unencrypted(error) => {
                let text = format!("SMTPSEND.TLS; TLS with {endpoint} failed: {}", in_words(&error));
                for_now(451, 7, 5, text)
            }
            Failure::Unwelcome(remark) if remark.by == Speaker::Us => attempted(remark, &endpoint),
            Failure::Unwelcome(remark) => {
                let text = format!(
                    "Primary target IP address responded with: \"{remark}\". The last endpoint attempted was {endpoint}"
                );
                Remark { by: remark.by, ..for_now(451, 4, 0, text) }
            }
        };
        Unreached { remark, is_permanent: false }
    }
}

/// Our words about a server, with where it is: of several smart hosts it may be any.
pub fn attempted(remark: Remark, endpoint: &str) -> Remark {
    let text = format!("{}. The last endpoint attempted was {endpoint}", remark.text.trim_end_matches('.'));
    Remark { text, ..remark }
}

/// Whether a name is that of the recipients' domain itself, which stands in for an exchanger where there is none.
fn is_own_host(name: &str, plan: &Plan) -> bool {
    matches!(&plan.target, Target::Exchangers(domain, _) if name.is_empty() || domain.as_str() == name)
}
