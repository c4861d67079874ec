//! XPROXYTO: a server of the organization is connected with the outside from here (FrontendProxyEnabled).
//!
//! Only a connector of the front end does that, and only for a server that has proved itself by X-EXPS. From the `250` on
//! the conversation is with the other side, beginning with its banner; nothing of it is looked at here.

use std::net::SocketAddr;

use super::{Awaited, Session, State, Step};
use crate::mail::{EnhancedStatus, Reply, proxy_request};
use crate::transport::receive::replies;

impl Session {
    pub(super) fn on_proxy_to(&mut self, argument: &str) -> Option<Step> {
        if !self.connector.is_front_end() {
            return self.object(replies::NOT_IMPLEMENTED);
        }
        if self.hello.is_none() {
            return self.object(replies::HELLO_FIRST);
        }
        if self.transaction.is_some() {
            return self.object(replies::NOT_IN_TRANSACTION);
        }
        if !self.principal.is_server() {
            return self.object(replies::NOT_AUTHENTICATED);
        }
        let Some(destinations) = proxy_request::read(argument) else { return self.object(replies::BAD_ARGUMENTS) };
        self.state = State::Answer(Awaited::Connected);
        Some(Step::Connect(destinations))
    }

    /// The driver's answer to [`Step::Connect`]: whom it has connected to, or why it could not.
    pub fn connected(&mut self, result: Result<SocketAddr, String>) {
        if !matches!(self.state, State::Answer(Awaited::Connected)) {
            return;
        }
        self.state = State::Command;
        match result {
            Ok(to) => {
                self.journal.informed(&self.clock, || to.to_string(), "proxied to");
                self.say(Reply::new(250, EnhancedStatus::new(2, 0, 0), format!("XProxyTo accepted, {to} follows")));
                self.state = State::Bridging;
            }
            Err(why) => {
                let text = format!("XProxyTo failed: {why}");
                self.say(Reply::new(451, EnhancedStatus::new(4, 4, 1), text));
            }
        }
    }

    /// The connection belongs to those two from here on.
    pub(super) fn bridge(&mut self) -> Step {
        self.state = State::Over;
        Step::Bridge
    }
}
