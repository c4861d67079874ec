//! What a peer may do, from who it is and which permission groups the connector has (reference: connectors.md §2.3).
//!
//! A principal gets the rights of the groups it belongs to, if the connector has the group; nothing is inherited. An
//! authenticated user is no longer anonymous and has only the users' rights.

use std::ops::BitOr;
use std::sync::Arc;

use crate::model::{AuthMechanisms, Domain, Mailbox, PermissionGroups, ReceiveConnector, TransportServer};
use crate::transport::{Origin, Settings};

/// Who the peer is.
#[derive(Clone, Debug)]
pub enum Principal {
    Anonymous,
    /// It proved to know the password of this mailbox.
    User(Arc<Mailbox>),
    /// It proved to have the key of this server's certificate.
    Server(Arc<TransportServer>),
    /// Its certificate proved that it belongs to these domains.
    Partner(Arc<[Domain]>),
    /// The connector says that whoever reaches it is a server of ours (ExternalAuthoritative).
    ExternallySecured,
}

/// Rights on a connector, as a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Permissions(u16);

impl Permissions {
    pub const NONE: Permissions = Permissions(0);
    /// ms-Exch-SMTP-Submit: start a message at all.
    pub const SUBMIT: Permissions = Permissions(1);
    /// ms-Exch-SMTP-Accept-Any-Recipient: relay to domains that are not ours.
    pub const ANY_RECIPIENT: Permissions = Permissions(2);
    /// ms-Exch-SMTP-Accept-Any-Sender: send as others than oneself.
    pub const ANY_SENDER: Permissions = Permissions(4);
    /// ms-Exch-SMTP-Accept-Authoritative-Domain-Sender: send as somebody in a domain of ours.
    pub const AUTHORITATIVE_SENDER: Permissions = Permissions(8);
    /// ms-Exch-Bypass-Message-Size-Limit: the connector's MaxMessageSize does not apply.
    pub const BYPASS_SIZE: Permissions = Permissions(16);
    /// ms-Exch-Accept-Headers-Routing: Received and Resent-* stay.
    pub const ROUTING_HEADERS: Permissions = Permissions(32);
    /// ms-Exch-Accept-Headers-Organization: X-MS-Exchange-Organization-* stay.
    pub const ORGANIZATION_HEADERS: Permissions = Permissions(64);
    /// ms-Exch-Accept-Headers-Forest: X-MS-Exchange-Forest-* stay.
    pub const FOREST_HEADERS: Permissions = Permissions(128);

    pub const fn with(self, other: Permissions) -> Permissions {
        Permissions(self.0 | other.0)
    }

    pub const fn allow(self, wanted: Permissions) -> bool {
        self.0 & wanted.0 == wanted.0
    }
}

impl BitOr for Permissions {
    type Output = Permissions;

    fn bitor(self, other: Permissions) -> Permissions {
        self.with(other)
    }
}

/// Which rows of the table are about a principal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Anonymous,
    User,
    Server,
    Partner,
    ExternallySecured,
}

/// Group by group, who gets what.
const TABLE: &[(PermissionGroups, Kind, Permissions)] = &[
    (PermissionGroups::AnonymousUsers, Kind::Anonymous, STRANGER),
    // A stranger who has proved a domain is not worse off for it.
    (PermissionGroups::AnonymousUsers, Kind::Partner, STRANGER),
    (PermissionGroups::Partners, Kind::Partner, Permissions::SUBMIT.with(Permissions::ROUTING_HEADERS)),
    (
        PermissionGroups::ExchangeUsers,
        Kind::User,
        Permissions::SUBMIT.with(Permissions::ANY_RECIPIENT).with(Permissions::ROUTING_HEADERS),
    ),
    (
        PermissionGroups::ExchangeServers,
        Kind::Server,
        TRUSTED.with(Permissions::ORGANIZATION_HEADERS).with(Permissions::FOREST_HEADERS),
    ),
    (PermissionGroups::ExchangeServers, Kind::ExternallySecured, TRUSTED),
    (PermissionGroups::ExchangeLegacyServers, Kind::ExternallySecured, TRUSTED),
];

/// Whoever comes: mail for us, from anybody.
const STRANGER: Permissions = Permissions::SUBMIT
    .with(Permissions::ANY_SENDER)
    .with(Permissions::AUTHORITATIVE_SENDER)
    .with(Permissions::ROUTING_HEADERS);

/// A trusted server that is not of this organisation: everything but the organisation's own headers.
const TRUSTED: Permissions = Permissions::SUBMIT
    .with(Permissions::ANY_RECIPIENT)
    .with(Permissions::ANY_SENDER)
    .with(Permissions::AUTHORITATIVE_SENDER)
    .with(Permissions::BYPASS_SIZE)
    .with(Permissions::ROUTING_HEADERS);

impl Principal {
    /// Whose mail is refused first when the node is short of something.
    pub fn origin(&self) -> Origin {
        match self {
            Principal::User(_) | Principal::Server(_) | Principal::ExternallySecured => Origin::Inside,
            Principal::Anonymous | Principal::Partner(_) => Origin::Outside,
        }
    }

    /// Who a peer is before it has proved anything.
    pub fn at_first(connector: &ReceiveConnector) -> Principal {
        let is_trusted = connector.auth_mechanism.contains(AuthMechanisms::ExternalAuthoritative);
        if is_trusted { Principal::ExternallySecured } else { Principal::Anonymous }
    }

    /// What this principal may do on a connector with these groups.
    pub fn permissions(&self, groups: PermissionGroups) -> Permissions {
        let kind = match self {
            Principal::Anonymous => Kind::Anonymous,
            Principal::User(_) => Kind::User,
            Principal::Server(_) => Kind::Server,
            Principal::Partner(_) => Kind::Partner,
            Principal::ExternallySecured => Kind::ExternallySecured,
        };
        TABLE
            .iter()
            .filter(|(group, who, _)| *who == kind && groups.contains(*group))
            .fold(Permissions::NONE, |all, (_, _, permissions)| all | *permissions)
    }

    /// Who it is by other settings: a mailbox or server that is gone is nobody, and who has proved nothing is what the
    /// connector says now.
    pub fn renewed(&self, connector: &ReceiveConnector, settings: &Settings) -> Principal {
        let same = match self {
            Principal::User(mailbox) => settings
                .mailbox(&mailbox.primary_smtp_address)
                .filter(|now| now.id == mailbox.id && now.password == mailbox.password)
                .map(|now| Principal::User(now.clone())),
            Principal::Server(server) => server
                .internal_transport_certificate_thumbprint
                .and_then(|thumbprint| settings.server_of(thumbprint))
                .map(|now| Principal::Server(now.clone())),
            Principal::Partner(domains) => {
                let listed = &settings.organization.tls_receive_domain_secure_list;
                let is_listed = connector.domain_secure_enabled && domains.iter().any(|domain| listed.contains(domain));
                is_listed.then(|| self.clone())
            }
            Principal::Anonymous | Principal::ExternallySecured => None,
        };
        same.unwrap_or_else(|| Principal::at_first(connector))
    }

    /// Whether it is a server of the organization that proved it.
    pub fn is_server(&self) -> bool {
        matches!(self, Principal::Server(_))
    }

    /// Whether it has proved who it is.
    pub fn is_authenticated(&self) -> bool {
        matches!(self, Principal::User(_) | Principal::Server(_))
    }

    /// Whether its certificate proved that it belongs to that domain.
    pub fn is_partner_of(&self, domain: &Domain) -> bool {
        matches!(self, Principal::Partner(domains) if domains.iter().any(|proven| domain.is_at_or_below(proven)))
    }

    pub fn is_anonymous(&self) -> bool {
        matches!(self, Principal::Anonymous)
    }

    pub fn user(&self) -> Option<&Arc<Mailbox>> {
        match self {
            Principal::User(mailbox) => Some(mailbox),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_give_what_the_reference_says() {
        use PermissionGroups as Groups;
        use Permissions as P;
        for (groups, principal, may, may_not, why) in [
            (
                Groups::AnonymousUsers,
                Principal::Anonymous,
                P::SUBMIT | P::ANY_SENDER | P::AUTHORITATIVE_SENDER,
                P::ANY_RECIPIENT,
                "strangers submit and never relay",
            ),
            (Groups::ExchangeUsers, Principal::Anonymous, P::NONE, P::SUBMIT, "a group gives nothing to others"),
            (
                Groups::Partners,
                Principal::Partner(["fabrikam.com".parse().unwrap()].into()),
                P::SUBMIT | P::ROUTING_HEADERS,
                P::ANY_RECIPIENT,
                "partners submit and never relay",
            ),
            (Groups::None, Principal::ExternallySecured, P::NONE, P::SUBMIT, "no group, no rights"),
            (
                Groups::ExchangeServers | Groups::AnonymousUsers,
                Principal::ExternallySecured,
                P::ANY_RECIPIENT | P::BYPASS_SIZE,
                P::ORGANIZATION_HEADERS,
                "a trusted server relays, but is not of the organisation",
            ),
        ] {
            let permissions = principal.permissions(groups);
            assert!(permissions.allow(may), "{why}");
            assert!(!permissions.allow(may_not), "{why}");
        }
    }
}
