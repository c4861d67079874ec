//! AUTH: the exchange, and what follows from its end.

use std::sync::Arc;

use super::{Awaited, Pending, Session, State, Step};
use crate::mail::Reply;
use crate::mail::sasl::{Credentials, SaslError, SaslServer, ServerMechanism, ServerStep};
use crate::model::permission::Permissions;
use crate::model::{AgentEvent, Mailbox, ScramSecret};
use crate::transport::agent::Occasion;
use crate::transport::receive::greeting::Situation;
use crate::transport::receive::permission::Principal;
use crate::transport::receive::replies;

/// An AUTH exchange under way.
#[derive(Debug)]
pub struct Exchange {
    server: SaslServer,
    /// Whose password the peer is to prove to know, once that was looked up. `None`: nobody's.
    mailbox: Option<Arc<Mailbox>>,
}

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
        if ServerMechanism::named(mechanism).is_none() {
            return self.object(replies::UNKNOWN_MECHANISM);
        }
        let pending = Pending::Auth { mechanism: mechanism.to_owned(), initial: initial.map(ToOwned::to_owned) };
        self.ask(AgentEvent::OnAuthCommand, |_| Occasion::Auth { mechanism: mechanism.to_uppercase() }, pending)
    }

    pub(super) fn begin_logon(&mut self, name: &str, initial: Option<&str>) -> Option<Step> {
        let Some(mechanism) = ServerMechanism::named(name) else {
            return self.object(replies::UNKNOWN_MECHANISM);
        };
        self.mechanism = Some(name.to_uppercase());
        match SaslServer::start(mechanism, initial.map(str::as_bytes)) {
            Ok((server, step)) => self.on_logon_step(Exchange { server, mailbox: None }, step),
            Err(error) => self.on_logon_error(error),
        }
    }

    pub(super) fn on_logon_line(&mut self, mut exchange: Exchange, line: &[u8]) -> Option<Step> {
        self.journal.heard_secret(&self.clock, "<logon data>");
        match exchange.server.respond(line) {
            Ok(step) => self.on_logon_step(exchange, step),
            Err(error) => self.on_logon_error(error),
        }
    }

    /// The driver's answer to [`Step::LogOn`].
    pub fn logged_on(&mut self, logon: Logon) {
        if !matches!(self.state, State::Answer(Awaited::LoggedOn)) {
            return;
        }
        self.state = State::Command;
        self.settle_logon(logon);
    }

    /// The driver's answer to [`Step::LookUp`]: who that is, and what the peer has to prove. For nobody that is what no
    /// password proves.
    pub fn looked_up(&mut self, mailbox: Option<Arc<Mailbox>>, secret: ScramSecret) {
        let State::Answer(Awaited::LookedUp(mut exchange)) = std::mem::replace(&mut self.state, State::Command) else {
            return;
        };
        exchange.mailbox = mailbox;
        match exchange.server.know(secret) {
            Ok(step) => drop(self.on_logon_step(*exchange, step)),
            Err(error) => drop(self.on_logon_error(error)),
        }
    }

    fn settle_logon(&mut self, logon: Logon) {
        match logon {
            Logon::Failed => self.say(replies::LOGON_UNAVAILABLE),
            Logon::Refused => self.on_refused_logon(replies::LOGON_FAILED),
            Logon::Accepted(mailbox) => {
                let principal = Principal::User(mailbox);
                if !principal.permissions(&self.connector).allow(Permissions::SUBMIT) {
                    return self.say(replies::NOT_AUTHENTICATED);
                }
                let user = principal.user().map(|mailbox| mailbox.name.clone()).unwrap_or_default();
                self.become_principal(principal);
                let occasion = |_: &Session| Occasion::EndOfAuthentication { user };
                self.due = self.ask(AgentEvent::OnEndOfAuthentication, occasion, Pending::LoggedOn);
            }
        }
    }

    fn on_logon_step(&mut self, exchange: Exchange, step: ServerStep) -> Option<Step> {
        match step {
            ServerStep::Challenge(text) => {
                self.say(Reply::bare(334, text));
                self.state = State::Logon(Box::new(exchange));
                None
            }
            ServerStep::Secret(user) => {
                let pending = Pending::LookUp { user: user.clone(), exchange: Box::new(exchange) };
                self.ask_about_logon(user, pending)
            }
            ServerStep::Proven => {
                self.settle_logon(exchange.mailbox.map_or(Logon::Refused, Logon::Accepted));
                None
            }
            ServerStep::Credentials(credentials) => {
                self.ask_about_logon(credentials.user.clone(), Pending::LogOn(credentials))
            }
        }
    }

    /// Agents may object before anything is checked, and before it is known whether there is such a user.
    fn ask_about_logon(&mut self, user: String, pending: Pending) -> Option<Step> {
        let occasion = |session: &Session| Occasion::ProcessAuthentication {
            mechanism: session.mechanism.clone().unwrap_or_default(),
            user,
        };
        self.ask(AgentEvent::OnProcessAuthentication, occasion, pending)
    }

    pub(super) fn check_logon(&mut self, credentials: Credentials) -> Option<Step> {
        self.state = State::Answer(Awaited::LoggedOn);
        Some(Step::LogOn(credentials))
    }

    pub(super) fn look_up(&mut self, user: String, exchange: Box<Exchange>) -> Option<Step> {
        self.state = State::Answer(Awaited::LookedUp(exchange));
        Some(Step::LookUp(user))
    }

    fn on_logon_error(&mut self, error: SaslError) -> Option<Step> {
        match error {
            SaslError::Cancelled => {
                self.say(replies::LOGON_CANCELLED);
                None
            }
            SaslError::Malformed => self.object(replies::BAD_ARGUMENTS),
            SaslError::Refused => {
                self.on_refused_logon(replies::LOGON_FAILED);
                None
            }
        }
    }

    /// How often the peer has failed to prove who it is.
    pub fn failed_logons(&self) -> u32 {
        self.failed_logons
    }

    /// Refusals of logons have a tarpit of their own (AuthTarpitInterval), which may be the shorter one.
    pub(super) fn on_refused_logon(&mut self, reply: impl Into<Reply>) {
        self.say_at_once(reply);
        self.wait(self.connector.auth_tarpit_interval);
        self.failed_logons += 1;
        let most = self.connector.max_logon_failures;
        if most > 0 && self.failed_logons >= most {
            self.end_with(replies::TOO_MANY_LOGONS);
        }
    }
}
