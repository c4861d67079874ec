//! The configuration as one immutable snapshot, swapped whole on each change.

use std::collections::HashMap;
use std::sync::Arc;

use arc_swap::ArcSwap;
use uuid::Uuid;

use super::Links;
use super::address_rewriting::AddressRewriting;
use super::agent::Agents;
use super::categorize::journal::Journal;
use super::categorize::rules::RuleSet;
use super::categorize::sites::Sites;
use super::receive::Filters;
use crate::model::{
    AcceptedDomain, Addressee, Directory, Domain, ForeignConnector, IpBinding, Mailbox, MailboxDatabase,
    ReceiveConnector, RemoteDomain, Secret, SendConnector, SenderIdConfig, SmtpAddress, SystemMessage, Thumbprint,
    TransportConfig, TransportRole, TransportServer,
};
use crate::trust::dkim::Signers;
use crate::trust::{ServerIdentity, TlsServers};

/// Everything the mail path obeys, as of one revision of the store.
#[derive(Clone)]
pub struct Settings {
    pub revision: u64,
    /// This node.
    pub server: Arc<TransportServer>,
    /// All nodes, this one included.
    pub servers: Vec<Arc<TransportServer>>,
    /// How far the servers are from this one.
    pub sites: Sites,
    pub organization: Arc<TransportConfig>,
    /// Those of this server.
    pub receive_connectors: Vec<Arc<ReceiveConnector>>,
    pub send_connectors: Vec<Arc<SendConnector>>,
    pub foreign_connectors: Vec<Arc<ForeignConnector>>,
    pub accepted_domains: Vec<Arc<AcceptedDomain>>,
    pub remote_domains: Vec<Arc<RemoteDomain>>,
    /// Texts for reports.
    pub system_messages: Vec<Arc<SystemMessage>>,
    /// Our recipients.
    pub directory: Directory,
    /// By lower-case name.
    pub databases: HashMap<String, Arc<MailboxDatabase>>,
    /// What send connectors log in with, by the connector's id; opened from the store's seal.
    pub credentials: HashMap<Uuid, RelayCredential>,
    /// What STARTTLS shows, and asks partners for.
    pub tls: Option<Arc<TlsServers>>,
    /// What this server proves itself with to the others of the organization.
    pub identity: Option<Arc<ServerIdentity>>,
    /// Where each other server takes mail from servers, by the server's id: bindings of its connectors that let them
    /// prove themselves.
    pub entrances: HashMap<Uuid, Vec<IpBinding>>,
    /// Where each server, this one too, connects the others with the outside, by the server's id.
    pub front_ends: HashMap<Uuid, Vec<IpBinding>>,
    /// What is done to messages of which something is true.
    pub rules: Arc<RuleSet>,
    /// Of which messages reports are kept.
    pub journal: Arc<Journal>,
    /// How senders of mail from outside are checked.
    pub sender_id: Arc<SenderIdConfig>,
    /// Who signs for which of our domains.
    pub signers: Signers,
    /// Which next hops cannot be reached now. Not a setting: all settings of a node share one list.
    pub links: Links,
    /// The agents that were installed, in their order.
    pub agents: Arc<Agents>,
    /// Which of our addresses the world sees as others.
    pub address_rewriting: Arc<AddressRewriting>,
    /// Whom nothing is taken from.
    pub filters: Arc<Filters>,
}

/// A user name and password for a smart host.
#[derive(Clone)]
pub struct RelayCredential {
    pub user_name: String,
    pub password: Secret,
}

/// The snapshot in force; readers never wait.
pub type Live = Arc<ArcSwap<Settings>>;

impl Settings {
    pub fn mailbox(&self, address: &SmtpAddress) -> Option<&Arc<Mailbox>> {
        self.addressees(address).iter().find_map(Addressee::mailbox)
    }

    /// Which of our recipients an address is of. More than one: it cannot be told.
    ///
    /// Where AllowPlusAddressInRecipients says so, `ann+news@contoso.com` is Ann's unless it is somebody's own.
    pub fn addressees(&self, address: &SmtpAddress) -> &[Addressee] {
        let found = self.directory.at(address);
        if !found.is_empty() || !self.organization.allow_plus_address_in_recipients {
            return found;
        }
        match address.local().split_once('+').filter(|(local, _)| !local.is_empty() && !local.starts_with('"')) {
            Some((local, _)) => self.directory.at(&SmtpAddress::new(local, address.domain().clone())),
            None => &[],
        }
    }

    /// Who gets what is addressed to nobody in a domain of ours, where there is one.
    pub fn catch_all(&self, domain: &AcceptedDomain) -> Option<&Addressee> {
        self.directory.get(domain.catch_all_recipient_id.as_ref()?.id()?)
    }

    /// The settings for people in a domain elsewhere: those of the closest remote domain.
    pub fn remote_domain(&self, domain: &Domain) -> Option<&Arc<RemoteDomain>> {
        let fits =
            self.remote_domains.iter().filter_map(|remote| Some((remote.domain_name.closeness(domain)?, remote)));
        fits.max_by_key(|(closeness, _)| *closeness).map(|(_, remote)| remote)
    }

    /// Whether the address is of one of our recipients, whatever becomes of its mail.
    pub fn knows(&self, address: &SmtpAddress) -> bool {
        !self.addressees(address).is_empty()
    }

    /// The default accepted domain.
    pub fn default_domain(&self) -> Option<&Domain> {
        self.accepted_domains.iter().find(|domain| domain.is_default)?.domain_name.domain()
    }

    /// Who signs what this server writes itself.
    pub fn postmaster(&self) -> SmtpAddress {
        let given = self.organization.external_postmaster_address.clone();
        // An edge server speaks for itself: it has no recipients.
        let ours = self.default_domain().filter(|_| self.server.role == TransportRole::Hub).cloned();
        given.unwrap_or_else(|| {
            SmtpAddress::new("postmaster", ours.unwrap_or_else(|| Domain::from(self.server.fqdn.clone())))
        })
    }

    /// Whom reports to senders inside or outside are made by. The servers behind our domain are no stranger's business.
    pub fn reporting_authority(&self, is_inside: bool) -> Domain {
        let organization = &self.organization;
        let given = match is_inside {
            true => &organization.internal_dsn_reporting_authority,
            false => &organization.external_dsn_reporting_authority,
        };
        let domain = given.as_ref().or_else(|| self.default_domain());
        domain.cloned().unwrap_or_else(|| Domain::from(self.server.fqdn.clone()))
    }

    /// Name of the connector with that id, be it for SMTP or for files.
    pub fn connector_name(&self, id: Uuid) -> Option<&str> {
        let send = self.send_connectors.iter().map(|connector| (connector.id, &connector.name));
        let foreign = self.foreign_connectors.iter().map(|connector| (connector.id, &connector.name));
        send.chain(foreign).find(|(own, _)| *own == id).map(|(_, name)| name.as_str())
    }

    /// The server that registered this certificate.
    pub fn server_of(&self, thumbprint: Thumbprint) -> Option<&Arc<TransportServer>> {
        self.servers.iter().find(|server| server.internal_transport_certificate_thumbprint == Some(thumbprint))
    }

    /// The accepted domain that a domain belongs to: the closest, as `sales.contoso.com` beats `*.contoso.com`.
    pub fn accepted_domain(&self, domain: &Domain) -> Option<&Arc<AcceptedDomain>> {
        self.accepted_domains
            .iter()
            .filter_map(|accepted| Some((accepted.closeness(domain)?, accepted)))
            .max_by_key(|(closeness, _)| *closeness)
            .map(|(_, accepted)| accepted)
    }
}
