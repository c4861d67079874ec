//! Who a peer is, and by which names rights are given to it.
//!
//! An authenticated user is no longer anonymous and has only the users' rights and its own.

use std::sync::Arc;

use crate::model::permission::{Permissions, Trustee};
use crate::model::recipient::RecipientLink;
use crate::model::{AuthMechanisms, Domain, Mailbox, ReceiveConnector, TransportRole, TransportServer};
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

    /// What this principal may do on a connector.
    pub fn permissions(&self, connector: &ReceiveConnector) -> Permissions {
        connector.permissions_of(|trustee| self.is(trustee))
    }

    /// Whether it is among those whom a name means.
    fn is(&self, trustee: &Trustee) -> bool {
        match (self, trustee) {
            (Principal::Anonymous, Trustee::AnonymousLogon)
            | (Principal::User(_), Trustee::AuthenticatedUsers)
            | (Principal::Server(_), Trustee::ExchangeServers)
            | (Principal::Partner(_), Trustee::PartnerServers)
            // A stranger who has proved a domain is not worse off for it.
            | (Principal::Partner(_), Trustee::AnonymousLogon)
            | (Principal::ExternallySecured, Trustee::ExternallySecuredServers) => true,
            (Principal::User(mailbox), Trustee::User(RecipientLink::Id(id))) => mailbox.id == *id,
            (Principal::Server(server), Trustee::HubTransportServers) => server.role == TransportRole::Hub,
            (Principal::Server(server), Trustee::EdgeTransportServers) => server.role == TransportRole::Edge,
            _ => false,
        }
    }

    /// Who it is by other settings, where it still is anybody: a mailbox or server may be gone.
    pub fn still(&self, connector: &ReceiveConnector, settings: &Settings) -> Option<Principal> {
        match self {
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
        }
    }

    /// Whether it is a server of the organization that proved it.
    pub fn is_server(&self) -> bool {
        matches!(self, Principal::Server(_))
    }

    /// Whether its mail counts as coming from inside.
    pub fn is_inside(&self, permissions: Permissions) -> bool {
        self.is_authenticated() || permissions.allow(Permissions::AUTHENTICATION_FLAG)
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
    use serde_json::json;

    use super::*;
    use crate::transport::receive::scene;

    #[test]
    fn groups_give_what_the_reference_says() {
        use Permissions as P;
        let partner = || Principal::Partner(["fabrikam.com".parse().unwrap()].into());
        for (groups, principal, may, may_not, why) in [
            (
                "AnonymousUsers",
                Principal::Anonymous,
                P::SUBMIT.with(P::ANY_SENDER).with(P::AUTHORITATIVE_SENDER),
                P::ANY_RECIPIENT,
                "strangers submit and never relay",
            ),
            ("AnonymousUsers", partner(), P::ANY_SENDER, P::AUTHENTICATION_FLAG, "who proved a domain is a stranger"),
            ("ExchangeUsers", Principal::Anonymous, P::NONE, P::SUBMIT, "a group gives nothing to others"),
            ("Partners", partner(), P::SUBMIT.with(P::ROUTING_HEADERS), P::ANY_RECIPIENT, "partners never relay"),
            ("None", Principal::ExternallySecured, P::NONE, P::SUBMIT, "no group, no rights"),
            (
                "ExchangeServers, AnonymousUsers",
                Principal::ExternallySecured,
                P::ANY_RECIPIENT.with(P::BYPASS_SIZE).with(P::AUTHENTICATION_FLAG),
                P::ORGANIZATION_HEADERS,
                "a trusted server relays, but is not of the organization",
            ),
        ] {
            let permissions = principal.permissions(&scene::connector("x", json!({"PermissionGroups": groups})));
            assert!(permissions.allow(may), "{why}");
            assert!(!permissions.allow(may_not), "{why}");
        }
    }

    #[test]
    fn one_mailbox_may_have_more_than_the_others() {
        let settings = scene::settings(Vec::new());
        let user = |address: &str| Principal::User(settings.mailbox(&address.parse().unwrap()).unwrap().clone());
        let ann = user("ann@contoso.com");
        let entry = format!("Allow ms-Exch-SMTP-Accept-Any-Sender {}", ann.user().unwrap().id);
        let connector = scene::connector("x", json!({"PermissionGroups": "ExchangeUsers", "ExtendedRights": [entry]}));
        assert!(ann.permissions(&connector).allow(Permissions::ANY_SENDER.with(Permissions::SUBMIT)));
        assert!(!user("ben@contoso.com").permissions(&connector).allow(Permissions::ANY_SENDER));
    }
}
