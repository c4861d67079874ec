//! ATRN (RFC 2645) and TURN (RFC 821): a peer takes the mail that was kept for it over the connection on which it asks.
//!
//! Only for who has logged in, and only what a send connector keeps for that very account: a connection is not turned round
//! for who merely says a name.

use super::{Awaited, Session, State, Step};
use crate::mail::{EnhancedStatus, Reply};
use crate::model::{Domain, SendConnector};
use crate::transport::receive::replies;
use crate::transport::{Refusal, Release};

/// More domains do not fit on a line.
const MOST_DOMAINS: usize = 100;

impl Session {
    pub(super) fn on_turn(&mut self, argument: &str) -> Option<Step> {
        if self.hello.is_none() {
            return self.object(replies::HELLO_FIRST);
        }
        if self.transaction.is_some() {
            return self.object(replies::NOT_IN_TRANSACTION);
        }
        let Some(domains) = read(argument) else { return self.object(replies::BAD_ARGUMENTS) };
        let Some(mailbox) = self.principal.user() else { return self.object(replies::NOT_AUTHENTICATED) };
        let is_its = |connector: &SendConnector| {
            connector.enabled
                && connector.remote_triggered_delivery
                && connector.trigger_accounts.iter().any(|account| account.id() == Some(mailbox.id))
        };
        let kept: Vec<&SendConnector> =
            self.settings.send_connectors.iter().map(|connector| &**connector).filter(|one| is_its(one)).collect();
        let release = |domain: Option<Domain>| {
            let serves = |connector: &SendConnector| {
                domain.as_ref().is_none_or(|domain| connector.serving(domain, None).is_some())
            };
            let connectors = kept.iter().filter(|connector| serves(connector)).map(|connector| connector.id).collect();
            Release { connectors, domain, is_below_too: false }
        };
        let releases: Vec<Release> = match domains.is_empty() {
            true => vec![release(None)],
            false => domains.into_iter().map(|domain| release(Some(domain))).collect(),
        };
        // RFC 2645 §5.2: one domain that the peer may not have refuses all of them.
        if releases.iter().any(|release| release.connectors.is_empty()) {
            self.say(Reply::new(450, EnhancedStatus::new(4, 7, 1), "ATRN request refused"));
            return None;
        }
        self.state = State::Answer(Awaited::Turned(releases.clone()));
        Some(Step::Turn(releases))
    }

    /// The driver's answer to [`Step::Turn`]: how many messages there are.
    pub fn turned(&mut self, result: Result<usize, Refusal>) {
        let State::Answer(Awaited::Turned(releases)) = std::mem::replace(&mut self.state, State::Command) else {
            return;
        };
        match result {
            Ok(0) => self.say(Reply::new(453, EnhancedStatus::new(4, 2, 0), "You have no mail")),
            Ok(_) => {
                // RFC 2645 §5.2.
                self.say(Reply::new(250, EnhancedStatus::new(2, 0, 0), "OK, now reversing the connection"));
                self.state = State::Reversing(releases);
            }
            Err(_) => {
                self.say(Reply::new(451, EnhancedStatus::new(4, 3, 2), "Unable to process ATRN request now"));
            }
        }
    }

    /// The connection is somebody else's from here on.
    pub(super) fn reverse(&mut self) -> Step {
        match std::mem::replace(&mut self.state, State::Over) {
            State::Reversing(releases) => Step::Reverse(releases),
            _ => Step::Close,
        }
    }
}

/// None of them: all that are kept.
fn read(argument: &str) -> Option<Vec<Domain>> {
    if argument.is_empty() {
        return Some(Vec::new());
    }
    let domains: Option<Vec<Domain>> = argument.split(',').map(|name| name.parse().ok()).collect();
    domains.filter(|domains| domains.len() <= MOST_DOMAINS)
}
