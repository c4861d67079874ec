//! AUTH: the exchange, and what follows from its end.

use std::sync::Arc;

use super::{Awaited, Session, State, Step};
use crate::mail::Reply;
use crate::mail::sasl::{Mechanism, SaslError, SaslServer, ServerStep};
use crate::model::Mailbox;
use crate::transport::receive::greeting::Situation;
use crate::transport::receive::permission::{Permissions, Principal};
use crate::transport::receive::replies::{self, Line};

/// How the check of name and password ended.
#[derive(Clone, Debug)]
pub enum Logon {
    Accepted(Arc<Mailbox>),
    Refused,
    /// The check itself could not be made.
    Failed,
}

impl Session {
    pub(super) fn on_auth(&mut self, mechanism: &str, initial: Option<&str>) -> Option<Step> {
        if self.hello.is_none() {
            return self.object(replies::HELLO_FIRST);
        }
        if self.principal.is_authenticated() {
            return self.object(replies::LOGON_GIVEN);
        }
        if self.transaction.is_some() {
            return self.object(replies::NOT_IN_TRANSACTION);
        }
        let situation = self.situation();
        if !situation.offers_logon(&self.connector) {
            let after_tls = Situation { is_encrypted: true, ..situation };
            let is_early = situation.offers_tls(&self.connector) && after_tls.offers_logon(&self.connector);
            return self.object(if is_early { replies::TLS_FIRST } else { replies::UNRECOGNIZED });
        }
        if self.must_encrypt_first() {
            return self.object(replies::TLS_FIRST);
        }
        let Some(mechanism) = Mechanism::named(mechanism) else {
            return self.object(replies::UNKNOWN_MECHANISM);
        };
        match SaslServer::start(mechanism, initial.map(str::as_bytes)) {
            Ok((server, step)) => self.on_logon_step(server, step),
            Err(error) => self.on_logon_error(error),
        }
    }

    pub(super) fn on_logon_line(&mut self, mut server: SaslServer, line: &[u8]) -> Option<Step> {
        self.journal.heard_secret(&self.clock, "<logon data>");
        match server.respond(line) {
            Ok(step) => self.on_logon_step(server, step),
            Err(error) => self.on_logon_error(error),
        }
    }

    /// The driver's answer to [`Step::LogOn`].
    pub fn logged_on(&mut self, logon: Logon) {
        if !matches!(self.state, State::Answer(Awaited::LoggedOn)) {
            return;
        }
        self.state = State::Command;
        match logon {
            Logon::Failed => self.say(replies::LOGON_UNAVAILABLE),
            Logon::Refused => self.on_refused_logon(replies::LOGON_FAILED),
            Logon::Accepted(mailbox) => {
                let principal = Principal::User(mailbox);
                if !principal.permissions(self.connector.permission_groups).allow(Permissions::SUBMIT) {
                    return self.say(replies::NOT_AUTHENTICATED);
                }
                self.become_principal(principal);
                self.say(replies::LOGGED_ON);
            }
        }
    }

    fn on_logon_step(&mut self, server: SaslServer, step: ServerStep) -> Option<Step> {
        match step {
            ServerStep::Challenge(text) => {
                self.say(Reply::bare(334, text));
                self.state = State::Logon(server);
                None
            }
            ServerStep::Credentials(credentials) => {
                self.state = State::Answer(Awaited::LoggedOn);
                Some(Step::LogOn(credentials))
            }
        }
    }

    fn on_logon_error(&mut self, error: SaslError) -> Option<Step> {
        match error {
            SaslError::Cancelled => {
                self.say(replies::LOGON_CANCELLED);
                None
            }
            SaslError::Malformed => self.object(replies::BAD_ARGUMENTS),
        }
    }

    pub(super) fn on_refused_logon(&mut self, line: Line) {
        self.say(line);
        self.wait(self.connector.auth_tarpit_interval);
        self.failed_logons += 1;
        let most = self.connector.max_logon_failures;
        if most > 0 && self.failed_logons >= most {
            self.end_with(replies::TOO_MANY_LOGONS);
        }
    }
}
