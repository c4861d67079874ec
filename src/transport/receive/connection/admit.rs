//! Whether a connection is served, and whether a message may begin on it.

use tokio::time::Instant;

use super::Connection;
use crate::model::{ReceiveConnector, ServiceState};
use crate::transport::Settings;
use crate::transport::receive::listing::{Listings, Standing};
use crate::transport::receive::replies::{self, Line};
use crate::transport::receive::session::Opening;
use crate::transport::receive::{Shared, reverse};

/// Whether the service takes mail at all, or what its peers are told.
pub fn serves(settings: &Settings) -> Result<(), Line> {
    match settings.server.transport_state() {
        ServiceState::Active => Ok(()),
        // What has come in is finished; nothing more comes in.
        ServiceState::Draining | ServiceState::Inactive => Err(replies::SERVICE_NOT_ACTIVE),
    }
}

impl Shared {
    /// Whether one more connection is served that comes now, or what it is told.
    pub(super) fn takes_connection(&self, settings: &Settings) -> Result<(), Line> {
        serves(settings)?;
        let most = settings.server.max_connection_rate_per_minute;
        match self.pace.admits(most, Instant::now()) {
            true => Ok(()),
            false => {
                tracing::info!(%most, "connection refused: MaxConnectionRatePerMinute");
                Err(replies::SERVICE_NOT_AVAILABLE)
            }
        }
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
        let (settings, connector) = match self.in_force() {
            Opening::Admitted(settings, connector) => (settings, connector),
            refused => return refused,
        };
        let user = self.session.principal().user().map(|mailbox| mailbox.id);
        if !self.shared.rates.admit(&connector, self.session.ends().remote.ip(), user, self.shared.clock.now()) {
            self.track_throttled();
            return Opening::Refused(replies::RATE_EXCEEDED);
        }
        Opening::Admitted(settings, connector)
    }

    /// The settings of now, as far as they let this session go on.
    pub(super) fn in_force(&self) -> Opening {
        let settings = self.shared.live.load_full();
        if let Err(line) = serves(&settings) {
            return Opening::Refused(line);
        }
        let id = self.session.connector().id;
        let connector = settings.receive_connectors.iter().find(|connector| connector.id == id && connector.enabled);
        match connector.cloned() {
            Some(connector) => Opening::Admitted(settings, connector),
            None => Opening::Refused(replies::SERVICE_NOT_AVAILABLE),
        }
    }

    /// Asks DNS about the client, once for each state of the settings: lists, and its name where that may matter.
    pub(super) async fn ask_about_client(&mut self, settings: &Settings, connector: &ReceiveConnector) {
        let (is_judged, is_named) = (self.session.is_judged_by_lists(), self.session.may_relay_by_name(connector));
        if !(is_judged || is_named) || !self.session.has_no_standing(settings.revision) {
            return;
        }
        let (resolvers, client) = (&*self.shared.resolvers, self.session.ends().remote.ip());
        let mut standing = Standing::default();
        if is_judged && Listings::are_wanted(settings, client.to_canonical()) {
            standing = Box::pin(self.shared.listings.ask(resolvers, settings, client)).await;
        }
        if is_named {
            standing.relays_as = Box::pin(reverse::confirmed(resolvers, client, connector, settings)).await;
        }
        self.session.stands(settings.revision, standing);
    }
}
