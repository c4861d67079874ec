//! What a session does only by the settings of now, although no message begins: it becomes somebody else's, or is for one
//! mailbox database (XSESSIONPARAMS).

use std::sync::Arc;

use uuid::Uuid;

use super::{Awaited, Opening, Pending, Session, State, Step};
use crate::mail::ForwardPath;
use crate::mail::handover::{Handover, read_database};
use crate::model::AgentEvent;
use crate::model::permission::Permissions;
use crate::transport::agent::Occasion;
use crate::transport::receive::admission;
use crate::transport::receive::replies::{self, Line};

/// What waits for the settings.
#[derive(Debug)]
pub(super) enum Errand {
    HandOn(Box<Handover>),
    /// XSESSIONPARAMS, and the database that it names.
    Database(Uuid),
}

impl Session {
    pub(super) fn on_session_params(&mut self, argument: &str) -> Option<Step> {
        if !self.speaker_allows(Permissions::XSESSION_PARAMS) {
            return self.object(replies::NOT_IMPLEMENTED);
        }
        if let Some(line) = self.is_too_early() {
            return self.object(line);
        }
        let Some(database) = read_database(argument) else { return self.object(replies::BAD_ARGUMENTS) };
        self.renew(Errand::Database(database))
    }

    /// Why nothing is said now about whose session this is or what for.
    pub(super) fn is_too_early(&self) -> Option<Line> {
        if self.must_encrypt_first() {
            Some(replies::TLS_FIRST)
        } else if !self.was_greeted() {
            Some(replies::HELLO_FIRST)
        } else {
            self.transaction.is_some().then_some(replies::NOT_IN_TRANSACTION)
        }
    }

    pub(super) fn renew(&mut self, errand: Errand) -> Option<Step> {
        self.state = State::Answer(Awaited::Renewed(errand));
        Some(Step::Renew)
    }

    /// The driver's answer to [`Step::Renew`].
    pub fn renewed(&mut self, opening: Opening) {
        let State::Answer(Awaited::Renewed(errand)) = std::mem::replace(&mut self.state, State::Command) else {
            return;
        };
        match opening {
            Opening::Refused(line) => return self.end_with(line),
            Opening::Admitted(settings, connector) if !Arc::ptr_eq(&settings, &self.settings) => {
                self.obey(settings, connector);
            }
            Opening::Admitted(..) => {}
        }
        self.due = match errand {
            Errand::HandOn(handover) => self.hand_on(handover),
            Errand::Database(database) => self.serve_database(database),
        };
    }

    fn serve_database(&mut self, database: Uuid) -> Option<Step> {
        if !self.speaker_allows(Permissions::XSESSION_PARAMS) {
            return self.object(replies::NOT_IMPLEMENTED);
        }
        if !self.settings.databases.values().any(|known| known.id == database) {
            self.say(replies::NO_SUCH_DATABASE);
            return None;
        }
        let occasion = |_: &Session| Occasion::SessionParams { arguments: vec![format!("MDBGUID={database}")] };
        self.ask(AgentEvent::OnXSessionParamsCommand, occasion, Pending::Database(database))
    }

    /// Whether a recipient is in the database that the session is for, if it is for one.
    pub(super) fn is_in_database(&self, path: &ForwardPath) -> bool {
        let Some(database) = self.database else { return true };
        let address = match path {
            ForwardPath::Address(address) => Some(address.clone()),
            ForwardPath::Postmaster => admission::postmaster(&self.settings),
        };
        let mailbox = address.and_then(|address| self.settings.mailbox(&address));
        let databases = self.settings.databases.values().map(|database| &**database);
        mailbox.and_then(|mailbox| mailbox.home(databases)).is_some_and(|home| home.id == database)
    }
}
