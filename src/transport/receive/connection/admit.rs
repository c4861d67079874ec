//! Whether a connection is served, and whether a message may begin on it.

use crate::model::ServiceState;
use crate::transport::Settings;
use crate::transport::receive::replies::{self, Line};
use crate::transport::receive::session::Opening;

use super::Connection;

/// Whether new connections are served at all, or what they are told.
pub fn serves(settings: &Settings) -> Result<(), Line> {
    match settings.server.transport_state() {
        ServiceState::Active => Ok(()),
        // What has come in is finished; nothing more comes in.
        ServiceState::Draining | ServiceState::Inactive => Err(replies::SERVICE_NOT_ACTIVE),
    }
}

impl Connection {
    /// Whether a message may begin now, and by which settings.
    pub(super) fn opening(&self) -> Opening {
        if let Err(refusal) = self.shared.intake.is_open() {
            return Opening::Refused(replies::refusal(&refusal));
        }
        if let Err(refusal) = self.shared.relief.admits(self.session.principal().origin()) {
            return Opening::Refused(replies::refusal(&refusal));
        }
        let settings = self.shared.live.load_full();
        if let Err(line) = serves(&settings) {
            return Opening::Refused(line);
        }
        let id = self.session.connector().id;
        let connector = settings.receive_connectors.iter().find(|connector| connector.id == id && connector.enabled);
        let Some(connector) = connector.cloned() else {
            return Opening::Refused(replies::SERVICE_NOT_AVAILABLE);
        };
        let user = self.session.principal().user().map(|mailbox| mailbox.id);
        if !self.shared.rates.admit(&connector, self.session.ends().remote.ip(), user, self.shared.clock.now()) {
            self.track_throttled();
            return Opening::Refused(replies::RATE_EXCEEDED);
        }
        Opening::Admitted(settings, connector)
    }
}
