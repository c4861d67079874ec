//! STARTTLS and X-ANONYMOUSTLS, and TLS that a connection begins with: what is agreed on, and what it changes.
//!
//! X-ANONYMOUSTLS is for the servers of the organization: both sides show the certificates by which the configuration
//! knows them. It encrypts like STARTTLS; who the peer is counts only after X-EXPS.

use super::{Awaited, Pending, Session, State, Step};
use crate::model::{AgentEvent, Domain, Thumbprint};
use crate::transport::agent::Occasion;
use crate::transport::receive::permission::Principal;
use crate::transport::receive::replies;

/// Which handshake the driver is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handshake {
    /// With the certificate that everybody is shown.
    StartTls,
    /// The same, and the peer is asked for its own.
    Partners,
    /// With the one that servers of the organization know.
    Servers,
}

/// What a handshake came to.
#[derive(Clone, Debug)]
pub struct Agreed {
    /// `version=…, cipher=…`, as trace fields say it.
    pub words: String,
    /// The certificate that the peer has shown, if it did.
    pub thumbprint: Option<Thumbprint>,
    /// Domains of partners that it belongs to.
    pub partner_of: Vec<Domain>,
    /// Domains that it belongs to whose hosts may more here than others.
    pub capable_as: Vec<Domain>,
}

impl Session {
    pub(super) fn on_start_tls(&mut self) -> Option<Step> {
        if self.tls.is_some() {
            return self.object(replies::TLS_GIVEN);
        }
        if !self.situation().offers_tls(&self.connector) {
            return self.object(replies::UNRECOGNIZED);
        }
        let handshake = self.for_everybody();
        self.ask(AgentEvent::OnStartTlsCommand, |_| Occasion::StartTls, Pending::Encrypt(handshake))
    }

    /// The handshake that a connection to this port begins with. Without a certificate there is nothing to say that
    /// the peer would understand.
    pub(super) fn unseal(&mut self) -> Option<Step> {
        if !self.situation().offers_tls(&self.connector) {
            self.not_encrypted("there is no certificate to show");
            return None;
        }
        self.is_greeting_due = true;
        self.encrypt(self.for_everybody())
    }

    fn for_everybody(&self) -> Handshake {
        if self.connector.asks_for_certificates() { Handshake::Partners } else { Handshake::StartTls }
    }

    pub(super) fn on_anonymous_tls(&mut self) -> Option<Step> {
        if self.tls.is_some() {
            return self.object(replies::TLS_GIVEN);
        }
        if !self.situation().offers_anonymous_tls(&self.connector) {
            return self.object(replies::UNRECOGNIZED);
        }
        self.say(replies::READY_FOR_TLS);
        self.encrypt(Handshake::Servers)
    }

    /// The connection was encrypted before this conversation began on it; the banner has been said already.
    pub fn begins_encrypted(&mut self, agreed: Agreed) {
        self.tls = Some(agreed);
    }

    pub(super) fn encrypt(&mut self, handshake: Handshake) -> Option<Step> {
        self.state = State::Answer(Awaited::Encrypted);
        Some(Step::Encrypt(handshake))
    }

    /// The handshake succeeded. What was said before it counts no more (RFC 3207 §4.2).
    pub fn encrypted(&mut self, agreed: Agreed) {
        if !matches!(self.state, State::Answer(Awaited::Encrypted)) {
            return;
        }
        self.journal.informed(&self.clock, || agreed.words.clone(), "TLS negotiation succeeded");
        let principal = match &agreed.partner_of[..] {
            [] => Principal::at_first(&self.connector),
            domains => Principal::Partner(domains.into()),
        };
        self.tls = Some(agreed);
        self.become_principal(principal);
        self.hello = None;
        self.transaction = None;
        self.is_refused = false;
        self.state = State::Command;
        if std::mem::take(&mut self.is_greeting_due) {
            self.greet();
        }
    }

    /// The handshake failed: there is no connection any more on which this could be said to the peer.
    pub fn not_encrypted(&mut self, why: &str) {
        self.journal.informed(&self.clock, || why.to_owned(), "TLS negotiation failed");
        self.state = State::Over;
    }

    /// X-EXPS: the peer wants to be taken for the server whose certificate it has shown.
    pub(super) fn on_exps(&mut self, mechanism: &str, initial: Option<&str>) -> Option<Step> {
        if self.hello.is_none() {
            return self.object(replies::HELLO_FIRST);
        }
        if self.principal.is_authenticated() {
            return self.object(replies::LOGON_GIVEN);
        }
        if self.transaction.is_some() {
            return self.object(replies::NOT_IN_TRANSACTION);
        }
        if !mechanism.eq_ignore_ascii_case("EXTERNAL") {
            return self.object(replies::UNKNOWN_MECHANISM);
        }
        // Nobody speaks for another server (RFC 4422 appendix A: an authorization identity).
        if !matches!(initial, None | Some("=")) {
            return self.object(replies::BAD_ARGUMENTS);
        }
        let server = self.peer_server().filter(|_| self.situation().offers_exps(&self.connector)).cloned();
        match server {
            Some(server) => {
                let name = server.name.clone();
                self.journal.informed(&self.clock, || name, "authenticated as server");
                self.become_principal(Principal::Server(server));
                self.say(replies::LOGGED_ON);
            }
            None => self.on_refused_logon(replies::NOT_ONE_OF_US),
        }
        None
    }
}
