//! EHLO and HELO: who the peer says it is.

use super::{Pending, Session, Step};
use crate::mail::Reply;
use crate::model::{AgentEvent, Domain};
use crate::transport::agent::Occasion;
use crate::transport::receive::{greeting, replies};

/// Longest name taken (RFC 5321 §4.5.3.1.2).
const MAX_NAME: usize = 255;

/// The peer's greeting.
#[derive(Clone, Debug)]
pub struct Hello {
    /// Empty if it gave no name.
    pub name: String,
    /// EHLO rather than HELO.
    pub is_extended: bool,
}

impl Session {
    pub(super) fn on_hello(&mut self, name: &str, is_extended: bool) -> Option<Step> {
        if !is_acceptable(name, self.connector.require_ehlo_domain) {
            return self.object(replies::BAD_DOMAIN);
        }
        self.transaction = None;
        self.database = None;
        self.links = None;
        self.is_refused = false;
        self.hello = Some(Hello { name: name.to_owned(), is_extended });
        let event = if is_extended { AgentEvent::OnEhloCommand } else { AgentEvent::OnHeloCommand };
        self.ask(event, |_| Occasion::Hello { name: name.to_owned(), is_extended }, Pending::Hello)
    }

    pub(super) fn say_hello(&mut self) {
        let is_extended = self.hello.as_ref().is_some_and(|hello| hello.is_extended);
        let (host, peer) = (self.host(), self.ends.remote.ip());
        let reply: Reply = match is_extended {
            true => greeting::ehlo(&self.connector, host, peer, self.situation()),
            false => greeting::helo(host, peer),
        };
        self.say(reply);
    }
}

/// Names come in every quality, and refusing mail for a bad one helps nobody: only what could not stand in a trace
/// field is refused. RequireEHLODomain asks for a domain name or an address in brackets.
pub(super) fn is_acceptable(name: &str, requires_domain: bool) -> bool {
    if requires_domain {
        return name.parse::<Domain>().is_ok_and(|domain| domain.address().is_some() || name.contains('.'));
    }
    name.len() <= MAX_NAME
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'[' | b']' | b':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_judged_by_what_the_connector_requires() {
        for (name, usually, required, why) in [
            ("hub.contoso.com", true, true, "a domain name"),
            ("[192.0.2.1]", true, true, "an IPv4 literal"),
            ("[IPv6:2001:db8::1]", true, true, "an IPv6 literal"),
            ("MY_PC", true, false, "a machine name"),
            ("", true, false, "no name"),
            ("two words", false, false, "a blank"),
            ("a(b)", false, false, "would be a comment in Received"),
            ("bücher.example", false, true, "beyond ASCII; as a domain it has an A-label"),
        ] {
            assert_eq!((is_acceptable(name, false), is_acceptable(name, true)), (usually, required), "{why}");
        }
    }
}
