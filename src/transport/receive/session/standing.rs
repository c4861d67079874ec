//! What the peer may do, and whether lists speak against it or for it.

use std::sync::Arc;

use super::acts::Act;
use super::{Ends, Session};
use crate::mail::Reply;
use crate::model::permission::Permissions;
use crate::model::{AgentEvent, AuthMechanisms, BuiltInAgent, ReceiveConnector, TransportServer};
use crate::transport::receive::listing::Standing;
use crate::transport::receive::permission::Principal;
use crate::transport::{Clock, Settings};

impl Session {
    pub(super) fn become_principal(&mut self, principal: Principal) {
        let permissions = rights(&principal, &self.connector, &self.settings, self.ends, &self.clock);
        // What a front end has shown proves nothing about its client.
        let shown = self.tls.as_ref().filter(|_| self.front_end.is_none());
        let proven = shown.map_or(&[][..], |tls| &tls.capable_as);
        let permissions = permissions.with(self.connector.capabilities_of(proven));
        let permissions = match self.relays_by_name() {
            true => permissions.with(Permissions::ANY_RECIPIENT),
            false => permissions,
        };
        let permissions = match self.is_vouched_for() {
            true => permissions.with(Permissions::BYPASS_ANTI_SPAM),
            false => permissions,
        };
        self.permissions = self.left_of(permissions, &principal);
        self.principal = principal;
    }

    /// What the peer may do here, X-EXPS included where it has yet to say it.
    pub(super) fn rights_to_come(&self) -> Permissions {
        let server = self.server_to_come().filter(|_| !self.principal.is_authenticated());
        match server {
            Some(server) => Principal::Server(Arc::clone(server)).permissions(&self.connector),
            None => self.permissions,
        }
    }

    /// The server of the organization that the peer is, or is about to prove to be by X-EXPS.
    pub(super) fn server_to_come(&self) -> Option<&Arc<TransportServer>> {
        let can_prove = self.connector.auth_mechanism.contains(AuthMechanisms::ExchangeServer);
        match &self.principal {
            _ if self.front_end.is_some() => None,
            Principal::Server(server) => Some(server),
            principal => self.peer_server().filter(|_| can_prove && !principal.is_authenticated()),
        }
    }

    /// Whether the mail of this peer is filtered.
    pub fn is_filtered(&self) -> bool {
        self.connector.apply_filter && !self.permissions.allow(Permissions::BYPASS_ANTI_SPAM)
    }

    /// Whether nothing is taken from this client.
    pub(super) fn is_blocked(&self) -> bool {
        self.is_filtered() && self.settings.filters.block(self.ends.remote, self.clock.now())
    }

    pub(super) fn note_blocked(&mut self, event: AgentEvent, action: &'static str, reply: &Reply) {
        let act = Act::of(BuiltInAgent::ConnectionFiltering, event, action, "LocalBlockList");
        self.note_act(act, None, reply.to_string(), String::new());
    }

    /// Whether it matters what lists in DNS say: also of a client that one of them vouched for, by other settings.
    pub fn is_judged_by_lists(&self) -> bool {
        self.is_filtered() || self.connector.apply_filter && self.is_vouched_for()
    }

    /// Whether nobody has asked yet, by these settings, what lists in DNS say about the client.
    pub fn has_no_standing(&self, revision: u64) -> bool {
        self.standing.as_ref().is_none_or(|(known, _)| *known != revision)
    }

    /// What lists in DNS say about the client, by the settings of a revision.
    pub fn stands(&mut self, revision: u64, standing: Standing) {
        self.standing = Some((revision, standing));
    }

    /// Whether it matters what the client is called: also of one that relays by its name, by other settings.
    pub fn may_relay_by_name(&self, connector: &ReceiveConnector) -> bool {
        let is_wanted = !connector.relay_domains.is_empty() && !self.permissions.allow(Permissions::ANY_RECIPIENT);
        is_wanted || self.relays_by_name()
    }

    pub(super) fn relays_by_name(&self) -> bool {
        self.standing.as_ref().is_some_and(|(_, standing)| standing.relays_as.is_some())
    }

    pub(super) fn is_vouched_for(&self) -> bool {
        self.standing.as_ref().is_some_and(|(_, standing)| standing.vouched_by.is_some())
    }
}

/// What a principal may do on a connector, and the client that it speaks from.
pub(super) fn rights(
    principal: &Principal,
    connector: &ReceiveConnector,
    settings: &Settings,
    ends: Ends,
    clock: &Arc<dyn Clock>,
) -> Permissions {
    let permissions = principal.permissions(connector);
    match settings.filters.allow(ends.remote, clock.now()) {
        true => permissions.with(Permissions::BYPASS_ANTI_SPAM),
        false => permissions,
    }
}
