//! XPROXYFROM and XPROXY: the session becomes that of a client of the front end at the other end.
//!
//! ```text
//! on_handover ─► Step::Renew ─► OnConnect ─► OnEhloCommand ─► (SECID: OnProcessAuthentication, OnEndOfAuthentication) ─► 250
//!                                  └─── an agent objects, or nobody may log in by that name: the front end's again
//! ```
//!
//! Promise: the client may do here what it could have done had it come itself, and no more. What the front end has proved
//! (its login, its certificate, the rights that its address gives) is not the client's: TLS and X-EXPS are between us and
//! the front end, and are neither offered nor taken. Who has proved nothing is ANONYMOUS LOGON, whatever the connector
//! says of who reaches it. After XPROXYFROM the front end speaks, and may hand on the next client; after XPROXY the client
//! speaks itself, and the verbs of front ends are as unknown to it as to any other.
//!
//! The connection stays the front end's: which connector serves it, how many there may be, when it ends.

use std::net::SocketAddr;

use super::hello::is_acceptable;
use super::{Hello, Pending, Session, Step};
use crate::mail::Reply;
use crate::mail::handover::{Handover, HandoverVerb};
use crate::model::AgentEvent;
use crate::model::permission::Permissions;
use crate::transport::agent::Occasion;
use crate::transport::receive::permission::Principal;
use crate::transport::receive::replies;
use crate::transport::receive::session::renewal::Errand;

/// What the peer itself is while the session is its client's.
#[derive(Debug)]
pub(super) struct FrontEnd {
    pub remote: SocketAddr,
    pub principal: Principal,
    hello: Option<Hello>,
    mechanism: Option<String>,
    protocol_errors: u32,
    /// By which verb it has handed the session on.
    verb: HandoverVerb,
    /// The client may do no more than this (PERMS).
    most: Option<Permissions>,
    /// The front end says who the client is (SECID).
    vouches: bool,
}

/// How far a client has come.
#[derive(Debug)]
pub enum Arrival {
    Connected,
    Greeted,
    /// Its name has been said.
    Named,
    LoggedOn,
}

impl Session {
    pub(super) fn on_handover(&mut self, verb: HandoverVerb, argument: &str) -> Option<Step> {
        if !self.may_hand_on() {
            return self.object(replies::NOT_IMPLEMENTED);
        }
        if let Some(line) = self.is_too_early() {
            return self.object(line);
        }
        let Some(handover) = Handover::read(verb, argument) else { return self.object(replies::BAD_ARGUMENTS) };
        let requires_domain = self.connector.require_ehlo_domain;
        if handover.hello.as_ref().is_some_and(|name| !is_acceptable(name, requires_domain)) {
            return self.object(replies::BAD_DOMAIN);
        }
        self.renew(Errand::HandOn(Box::new(handover)))
    }

    /// Whether the peer may hand on sessions: what it is itself decides, not whose session this is.
    pub(super) fn may_hand_on(&self) -> bool {
        self.speaker_allows(Permissions::XPROXY_FROM)
    }

    /// Whether who speaks here has a right of servers: the front end while it speaks for its client.
    pub(super) fn speaker_allows(&self, right: Permissions) -> bool {
        match &self.front_end {
            None => self.permissions.allow(right),
            Some(front_end) if front_end.verb == HandoverVerb::XProxyFrom => {
                front_end.principal.permissions(&self.connector).allow(right)
            }
            Some(_) => right != Permissions::XPROXY_FROM && self.permissions.allow(right),
        }
    }

    /// Whether who speaks here has greeted.
    pub(super) fn was_greeted(&self) -> bool {
        self.hello.is_some() || self.front_end.as_ref().is_some_and(|front_end| front_end.hello.is_some())
    }

    /// The session is the client's from here on, unless an agent objects.
    pub(super) fn hand_on(&mut self, handover: Box<Handover>) -> Option<Step> {
        if !self.may_hand_on() {
            return self.object(replies::NOT_IMPLEMENTED);
        }
        self.give_back();
        let Handover { verb, remote, most, .. } = *handover;
        self.front_end = Some(Box::new(FrontEnd {
            remote: self.ends.remote,
            principal: self.principal.clone(),
            hello: self.hello.take(),
            mechanism: self.mechanism.take(),
            protocol_errors: self.protocol_errors,
            verb,
            most,
            vouches: handover.user.is_some(),
        }));
        self.hello = handover.hello.clone().map(|name| Hello { name, is_extended: true });
        self.now_at(remote, Principal::Anonymous, 0);
        let front_end = self.front_end.as_ref().map(|front_end| front_end.remote);
        self.journal.informed(&self.clock, || logged(&handover, front_end), "handed on by a front end");
        self.ask(AgentEvent::OnConnect, |_| Occasion::Connect, Pending::HandOn(Arrival::Connected, handover))
    }

    /// The session is the front end's again.
    fn give_back(&mut self) {
        let Some(front_end) = self.front_end.take() else { return };
        let FrontEnd { remote, principal, hello, mechanism, protocol_errors, .. } = *front_end;
        (self.hello, self.mechanism) = (hello, mechanism);
        self.now_at(remote, principal, protocol_errors);
    }

    /// Somebody else is at the other end, and nothing that was said before is about it.
    fn now_at(&mut self, remote: SocketAddr, principal: Principal, protocol_errors: u32) {
        self.ends.remote = remote;
        self.journal.now_between(self.ends);
        self.clients += 1;
        (self.standing, self.database) = (None, None);
        self.is_refused = false;
        self.protocol_errors = protocol_errors;
        self.become_principal(principal);
    }

    /// No agent objects to how far the client has come.
    pub(super) fn arrived_at(&mut self, arrival: Arrival, handover: Box<Handover>) -> Option<Step> {
        let hello = self.hello.as_ref().map(|hello| Occasion::Hello { name: hello.name.clone(), is_extended: true });
        match (arrival, hello, handover.user.clone()) {
            (Arrival::Connected, Some(hello), _) => {
                self.ask(AgentEvent::OnEhloCommand, |_| hello, Pending::HandOn(Arrival::Greeted, handover))
            }
            (Arrival::Connected | Arrival::Greeted, _, Some(user)) => {
                let mechanism = handover.mechanism.clone().unwrap_or_else(|| "XPROXY".to_owned()).to_uppercase();
                self.mechanism = Some(mechanism.clone());
                let occasion = |_: &Session| Occasion::ProcessAuthentication { mechanism, user };
                self.ask(AgentEvent::OnProcessAuthentication, occasion, Pending::HandOn(Arrival::Named, handover))
            }
            (Arrival::Named, _, Some(user)) => self.vouch_for(&user, handover),
            _ => {
                self.say(match (handover.verb, handover.user) {
                    (HandoverVerb::XProxyFrom, _) => replies::HANDED_ON,
                    (HandoverVerb::XProxy, Some(_)) => replies::USER_HANDED_ON,
                    (HandoverVerb::XProxy, None) => replies::STRANGER_HANDED_ON,
                });
                None
            }
        }
    }

    /// The client becomes who the front end says it is, if that one could have logged in here.
    fn vouch_for(&mut self, user: &str, handover: Box<Handover>) -> Option<Step> {
        let found = self.settings.directory.logon(user).filter(|mailbox| mailbox.password.is_some());
        let principal = found.map(|mailbox| Principal::User(mailbox.clone()));
        let may_submit = |principal: &Principal| principal.permissions(&self.connector).allow(Permissions::SUBMIT);
        let Some(principal) = principal.filter(may_submit) else {
            self.turn_away(&Arrival::Named, replies::LOGON_FAILED.into());
            return None;
        };
        let user = principal.user().map(|mailbox| mailbox.name.clone()).unwrap_or_default();
        self.become_principal(principal);
        let occasion = |_: &Session| Occasion::EndOfAuthentication { user };
        self.ask(AgentEvent::OnEndOfAuthentication, occasion, Pending::HandOn(Arrival::LoggedOn, handover))
    }

    /// The client is not let in; the front end may say whose the session is instead.
    pub(super) fn turn_away(&mut self, arrival: &Arrival, reply: Reply) {
        self.give_back();
        match arrival {
            _ if reply.code == 421 => self.end_with(reply),
            Arrival::Named if reply.is_permanent() => self.on_refused_logon(reply),
            _ => self.say(reply),
        }
    }

    /// Who is at the other end as long as it has proved nothing.
    pub(super) fn nobody(&self) -> Principal {
        match self.front_end {
            Some(_) => Principal::Anonymous,
            None => Principal::at_first(&self.connector),
        }
    }

    /// Whether the client may still log in.
    pub(super) fn may_log_on(&self) -> bool {
        let is_its_matter = |front_end: &FrontEnd| front_end.verb == HandoverVerb::XProxy && !front_end.vouches;
        self.front_end.as_ref().is_none_or(|front_end| is_its_matter(front_end))
    }

    /// What the front end leaves of the rights of its client. Who then logs in has its own.
    pub(super) fn left_of(&self, permissions: Permissions, principal: &Principal) -> Permissions {
        let Some(front_end) = &self.front_end else { return permissions };
        let permissions = permissions.without(Permissions::XPROXY_FROM);
        match front_end.most {
            Some(most) if front_end.vouches || principal.user().is_none() => permissions.within(most),
            _ => permissions,
        }
    }

    /// Whether a front end has handed this session on.
    pub fn is_handed_on(&self) -> bool {
        self.front_end.is_some()
    }

    /// How many times somebody else has come to be at the other end.
    pub fn clients(&self) -> u32 {
        self.clients
    }
}

/// What joins the logs of both servers.
fn logged(handover: &Handover, front_end: Option<SocketAddr>) -> String {
    let session = handover.session.as_ref().map(|session| format!("SID={session}"));
    let number = handover.number.map(|number| format!("SEQNUM={number}"));
    let user = handover.user.as_ref().map(|user| format!("SECID={user}"));
    let by = front_end.map(|address| format!("front end {address}"));
    session.into_iter().chain(number).chain(user).chain(by).collect::<Vec<_>>().join(" ")
}
