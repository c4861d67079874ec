//! What servers of the organization say of a message, and others with the same rights: whether they may, and what it
//! decides here.

use super::{Session, Transaction};
use crate::mail::Reply;
use crate::mail::command::CommandError;
use crate::mail::parameters::{MailParameters, ParameterError};
use crate::mail::peer_parameters::PeerParameters;
use crate::model::permission::Permissions;
use crate::model::{AcceptedDomainType, Directionality, Domain, TransportRole};
use crate::transport::Recipient;
use crate::transport::categorize::restriction::Sender;
use crate::transport::receive::replies::{self, Line};

/// Most recipients that are told of as routed by another domain.
const MOST_TOLD: usize = 20;

impl Session {
    /// Whether the session has the rights to what it says.
    pub(super) fn may_say(&self, peer: &PeerParameters) -> bool {
        (peer.probe.is_none() || self.permissions.allow(Permissions::XSYSPROBE))
            && (!peer.has_attributes() || self.permissions.allow(Permissions::XATTR))
    }

    /// The reply to a command that cannot be read: what only servers may say is known to nobody else.
    pub(super) fn known(&self, objection: Line, error: CommandError) -> Line {
        let is_of_servers = error == CommandError::Parameter(ParameterError::MalformedAmongServers);
        let is_peer = self.permissions.allow(Permissions::XATTR) || self.permissions.allow(Permissions::XSYSPROBE);
        if is_of_servers && !is_peer { replies::UNKNOWN_PARAMETER } else { objection }
    }

    /// Whether XATTRORGID names this organization. There is one here, and it goes by the GUID of its settings
    /// (Get-TransportConfig); while it has none, by the one that says so.
    pub(super) fn is_of_this_organization(&self, parameters: &MailParameters) -> bool {
        parameters.peer.organization.is_none_or(|named| named == self.settings.organization.id)
    }

    /// Whether a message comes from inside: as a server says that took it first, else by who sends it here.
    pub(super) fn directionality(&self, parameters: &MailParameters) -> Directionality {
        let by_peer = match self.principal.is_inside(self.permissions) {
            true => Directionality::Originating,
            false => Directionality::Incoming,
        };
        parameters.peer.direction.unwrap_or(by_peer)
    }

    /// Whose message it is, by what a server says of it or else by who sends it here.
    pub(super) fn author_of<'a>(&self, transaction: &'a Transaction) -> Sender<'a> {
        let context = transaction.parameters.peer.context.as_ref();
        let author = context.and_then(|context| context.author.as_ref());
        let is_inside = self.directionality(&transaction.parameters) != Directionality::Incoming;
        Sender { address: author.unwrap_or(&transaction.sender), is_inside }
    }

    /// XRDST: what is routed by a domain leaves for it, by a send connector. Who may not relay reaches no other domains
    /// that way than by addresses in them; and in one whose recipients are all here, no address leaves.
    pub(super) fn may_route_by(&self, domain: Option<&Domain>) -> Result<(), Reply> {
        let Some(domain) = domain else { return Ok(()) };
        let may_relay = self.permissions.allow(Permissions::ANY_RECIPIENT);
        let may = match self.settings.accepted_domain(domain) {
            None => may_relay,
            Some(_) if self.settings.server.role == TransportRole::Edge => true,
            Some(accepted) => accepted.domain_type != AcceptedDomainType::Authoritative,
        };
        if may { Ok(()) } else { Err(replies::CANNOT_RELAY.into()) }
    }
}

/// Who is routed by another domain, for the tracking log.
pub(super) fn routed(recipients: &[Recipient]) -> Option<String> {
    let by = |one: &Recipient| Some(format!("|{}={}", one.address, one.routing_domain.as_deref()?));
    let told: Vec<String> = recipients.iter().filter_map(by).take(MOST_TOLD).collect();
    (!told.is_empty()).then(|| format!("S:XRDST{}", told.concat()))
}
