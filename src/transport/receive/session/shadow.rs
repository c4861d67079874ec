//! Shadow copies: another server of the organization leaves copies of its mail here (XSHADOWREQUEST), or asks which of
//! those that it keeps are done with (XQDISCARD).
//!
//! After the `250` to XSHADOWREQUEST the session is about nothing else: the driver takes the copies, each announced by an
//! XSHADOW, until the other server says QUIT.

use uuid::Uuid;

use super::{Awaited, Session, State, Step};
use crate::mail::shadow_request::{self, MOST_NAMES};
use crate::mail::{EnhancedStatus, Reply};
use crate::model::permission::Permissions;
use crate::transport::receive::permission::Principal;
use crate::transport::receive::replies::{self, Line};
use crate::transport::shadow::Primary;

impl Session {
    pub(super) fn on_shadow_request(&mut self, argument: &str) -> Option<Step> {
        if let Some(line) = self.no_shadows() {
            return self.object(line);
        }
        let Some((server, database)) = shadow_request::parse_request(argument) else {
            return self.object(replies::BAD_ARGUMENTS);
        };
        // Each server speaks for itself.
        if let Principal::Server(peer) = &self.principal
            && !peer.is_called(server)
        {
            return self.object(replies::NOT_ONE_OF_US);
        }
        self.say(Reply::new(250, EnhancedStatus::new(2, 0, 0), "XShadowRequest accepted"));
        self.state = State::Shadowing(Primary { server: server.into(), database });
        None
    }

    /// A copy outside of a session about them.
    pub(super) fn on_shadow(&mut self) -> Option<Step> {
        let line = self.no_shadows().unwrap_or(replies::NEED_SHADOW_REQUEST);
        self.object(line)
    }

    pub(super) fn on_discard(&mut self, argument: &str) -> Option<Step> {
        if let Some(line) = self.no_shadows() {
            return self.object(line);
        }
        let names = shadow_request::parse_names(argument).filter(|names| names.len() <= MOST_NAMES);
        let Some(names) = names else { return self.object(replies::BAD_ARGUMENTS) };
        self.state = State::Answer(Awaited::Discards);
        Some(Step::Discards(names))
    }

    /// The driver's answer to [`Step::Discards`]: this server's queue database, and which names are done with.
    pub fn discards(&mut self, result: Option<(Uuid, Vec<Uuid>)>) {
        if !matches!(self.state, State::Answer(Awaited::Discards)) {
            return;
        }
        self.state = State::Command;
        match result {
            Some((database, done)) => {
                let text = shadow_request::answer(database, &done);
                self.say(Reply::new(250, EnhancedStatus::new(2, 0, 0), text));
            }
            None => self.say(Reply::new(451, EnhancedStatus::new(4, 3, 2), "Not known yet")),
        }
    }

    /// The driver has the connection from here on.
    pub(super) fn take_copies(&mut self) -> Step {
        match std::mem::replace(&mut self.state, State::Over) {
            State::Shadowing(primary) => Step::Shadow(primary),
            _ => Step::Close,
        }
    }

    /// What was said about copies after that.
    pub fn said_of_copy(&mut self, heard: &[u8], reply: Reply) {
        self.journal.heard(&self.clock, heard);
        self.say_at_once(reply);
    }

    /// Why this peer may not speak of copies now.
    fn no_shadows(&self) -> Option<Line> {
        if self.front_end.is_some() || !self.permissions.allow(Permissions::XSHADOW) {
            Some(replies::NOT_IMPLEMENTED)
        } else if self.hello.is_none() {
            Some(replies::HELLO_FIRST)
        } else if self.transaction.is_some() {
            Some(replies::NOT_IN_TRANSACTION)
        } else {
            None
        }
    }
}
