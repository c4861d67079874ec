//! Source servers of a connector, as far as they may be sent its mail.

use std::sync::Arc;

use crate::model::{ServiceState, TransportServer};
use crate::transport::{NextHop, Outage, Settings};

/// The other servers that send a connector's mail and can be sent it: in service, and where a way leads to; of a scoped
/// connector only those of this site.
pub fn sources<'a>(
    is_source: impl Fn(&TransportServer) -> bool + 'a,
    is_scoped: bool,
    settings: &'a Settings,
) -> impl Iterator<Item = &'a Arc<TransportServer>> {
    settings.servers.iter().filter(move |server| {
        let way = settings.sites.way_to(server);
        server.id != settings.server.id
            && is_source(server)
            && server.transport_state() == ServiceState::Active
            && way.is_some_and(|way| !is_scoped || way.is_within_the_site())
    })
}

/// Servers by what they say of one of their links.
#[derive(Default)]
pub struct Sorted<'a> {
    /// They do not say that it is down.
    pub up: Vec<&'a TransportServer>,
    pub down: Vec<(&'a TransportServer, Outage)>,
}

impl<'a> Sorted<'a> {
    pub fn by(
        sources: impl Iterator<Item = &'a Arc<TransportServer>>,
        hop: &NextHop,
        settings: &Settings,
    ) -> Sorted<'a> {
        let mut sorted = Sorted::default();
        for server in sources {
            match settings.links.reported(server, hop) {
                None => sorted.up.push(server),
                Some(outage) => sorted.down.push((server, outage)),
            }
        }
        sorted
    }
}
