//! What leads out of the organization: send connectors, and foreign connectors beside them.

use uuid::Uuid;

use super::connector::Destination;
use super::sites::Way;
use crate::model::{ByteSize, Closeness, ForeignConnector, SendConnector, TransportServer, Unlimited};
use crate::transport::Settings;

/// One connector, of either kind.
#[derive(Clone, Copy, Debug)]
pub enum Route<'a> {
    Send(&'a SendConnector),
    Foreign(&'a ForeignConnector),
}

/// All there are.
pub(super) fn routes(settings: &Settings) -> impl Iterator<Item = Route<'_>> {
    let send = settings.send_connectors.iter().map(|connector| Route::Send(connector));
    send.chain(settings.foreign_connectors.iter().map(|connector| Route::Foreign(connector)))
}

impl<'a> Route<'a> {
    pub fn id(self) -> Uuid {
        match self {
            Route::Send(connector) => connector.id,
            Route::Foreign(connector) => connector.id,
        }
    }

    pub fn name(self) -> &'a str {
        match self {
            Route::Send(connector) => &connector.name,
            Route::Foreign(connector) => &connector.name,
        }
    }

    pub fn is_enabled(self) -> bool {
        match self {
            Route::Send(connector) => connector.enabled,
            Route::Foreign(connector) => connector.enabled,
        }
    }

    pub fn is_scoped(self) -> bool {
        match self {
            Route::Send(connector) => connector.is_scoped_connector,
            Route::Foreign(connector) => connector.is_scoped_connector,
        }
    }

    pub fn max_message_size(self) -> Unlimited<ByteSize> {
        match self {
            Route::Send(connector) => connector.max_message_size,
            Route::Foreign(connector) => connector.max_message_size,
        }
    }

    pub fn is_sent_by(self, server: &TransportServer) -> bool {
        match self {
            Route::Send(connector) => connector.is_sent_by(server),
            Route::Foreign(connector) => connector.is_sent_by(server),
        }
    }

    /// The way to the nearest of its source servers; `None` where none leads to any.
    pub fn way(self, settings: &Settings) -> Option<Way> {
        if self.is_sent_by(&settings.server) {
            return Some(Way::NONE);
        }
        settings.sites.nearest(settings.servers.iter().map(|server| &**server).filter(|server| self.is_sent_by(server)))
    }

    /// The connector, where mail goes on by SMTP.
    pub fn send(self) -> Option<&'a SendConnector> {
        match self {
            Route::Send(connector) => Some(connector),
            Route::Foreign(_) => None,
        }
    }

    /// How closely, and for what cost, the address space serves it that does so best. `accepted`: how closely one of our
    /// domains holds it that `--` stands for.
    pub(super) fn serving(self, destination: &Destination, accepted: Option<Closeness>) -> Option<(Closeness, u8)> {
        let spaces = match self {
            Route::Send(connector) => &connector.address_spaces,
            Route::Foreign(connector) => &connector.address_spaces,
        };
        let fits = spaces.iter().filter_map(|space| {
            let closeness = match destination {
                Destination::Domain(domain) => space.serves(domain, accepted),
                Destination::Other(kind, address) => space.serves_other(kind, address),
            };
            Some((closeness?, space.cost))
        });
        fits.max_by_key(|&(closeness, cost)| (closeness, std::cmp::Reverse(cost)))
    }
}

/// Whether any connector is for addresses of that type.
pub(super) fn is_known_type(kind: &str, settings: &Settings) -> bool {
    let spaces = routes(settings).filter(|route| route.is_enabled()).flat_map(|route| match route {
        Route::Send(connector) => &connector.address_spaces,
        Route::Foreign(connector) => &connector.address_spaces,
    });
    spaces.into_iter().any(|space| matches!(&space.space, crate::model::Space::Other(own, _) if own == kind))
}
