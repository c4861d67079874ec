//! The configuration in force: typed objects that follow the store, swapped into the mail path whole.
//!
//! An object that cannot be read, or a secret that cannot be opened, is a fault in the node's status; its former self
//! (or its absence) stays in force and the rest goes on. While the store does not answer, the last settings stay.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use uuid::Uuid;

use crate::model::class::Class;
use crate::model::organization::Organization;
use crate::model::{
    ADSiteLink, AcceptedDomain, BuiltInAgent, DkimSigningConfig, DynamicDistributionGroup, Fault, IpBinding,
    JournalRule, MailboxDatabase, ReceiveConnector, RemoteDomain, Selector, SendConnector, SenderIdConfig, SmtpAddress,
    SystemMessage, TransportAgent, TransportConfig, TransportRule, TransportServer,
};
use crate::store::{Mirror, ObjectChange, Sealer, Store, StoredObject};
use crate::transport::address_rewriting::AddressRewriting;
use crate::transport::agent::Agents;
use crate::transport::categorize::journal::Journal;
use crate::transport::categorize::rules::RuleSet;
use crate::transport::categorize::sites::Sites;
use crate::transport::receive::{Filters, SpamFilter};
use crate::transport::{Links, RelayCredential, Settings};
use crate::trust::dkim::{Signer, Signers};
use crate::trust::{ServerIdentity, TlsServers};

/// The objects of the store, and the settings of one node that follow from them.
pub struct Configuration {
    server: String,
    sealer: Sealer,
    tls: Option<Arc<TlsServers>>,
    identity: Option<Arc<ServerIdentity>>,
    links: Links,
    organization: Organization,
    /// What cannot be read, by object.
    unreadable: BTreeMap<Uuid, String>,
    /// Secrets that cannot be opened, by the object that has them.
    sealed: BTreeMap<Uuid, String>,
    /// Why the objects as they are make no settings.
    unfit: Option<String>,
}

impl Configuration {
    pub fn new(server: &str, sealer: Sealer) -> Configuration {
        Configuration {
            server: server.to_owned(),
            sealer,
            tls: None,
            identity: None,
            links: Links::since(jiff::Timestamp::now()),
            organization: Organization::default(),
            unreadable: BTreeMap::new(),
            sealed: BTreeMap::new(),
            unfit: None,
        }
    }

    /// What all later settings offer for STARTTLS.
    pub fn offer_tls(&mut self, tls: Arc<TlsServers>) {
        self.tls = Some(tls);
    }

    /// What all later settings prove this server with to the others.
    pub fn prove(&mut self, identity: Arc<ServerIdentity>) {
        self.identity = Some(identity);
    }

    /// Reads everything and makes the first settings.
    pub fn load(&mut self, store: &Arc<dyn Store>) -> Result<(Mirror, Settings), Fault> {
        let mirror = Mirror::new(store.clone())?;
        let snapshot = mirror.snapshot();
        for object in snapshot.objects {
            self.take(&ObjectChange::Stored(object));
        }
        let settings = self.settings(snapshot.revision)?;
        Ok((mirror, settings))
    }

    /// Takes one change over; what is wrong with it becomes a fault of that object.
    pub fn take(&mut self, change: &ObjectChange) {
        match change {
            ObjectChange::Stored(object) => match self.organization.put(&object.class, &object.as_stored()) {
                Ok(()) => drop(self.unreadable.remove(&object.id)),
                Err(breach) => {
                    self.unreadable.insert(object.id, Fault::from(breach).says);
                    self.stand_in(object);
                }
            },
            ObjectChange::Removed { class, id, .. } => {
                self.organization.remove(class, *id);
                self.unreadable.remove(id);
            }
        }
    }

    /// A dynamic group whose filter cannot be read keeps its addresses, so that senders hear that the group is wrong
    /// (5.2.4) and not that there is none. It means nobody until it is mended.
    fn stand_in(&mut self, object: &StoredObject) {
        if object.class != DynamicDistributionGroup::info().name
            || self.organization.get::<DynamicDistributionGroup>(object.id).is_some()
        {
            return;
        }
        let mut bare = object.clone();
        for property in ["RecipientFilter", "IncludedRecipients"] {
            bare.properties.remove(property);
        }
        // What else is wrong with it is told already.
        let _ = self.organization.put(&bare.class, &bare.as_stored());
    }

    /// The settings of this node, as the objects are now.
    pub fn settings(&mut self, revision: u64) -> Result<Settings, Fault> {
        let made = self.make(revision);
        self.unfit = made.as_ref().err().map(|fault| fault.says.clone());
        made
    }

    /// What could not be put in force.
    pub fn faults(&self) -> Vec<String> {
        let objects = self.unreadable.values().chain(self.sealed.values());
        self.unfit.iter().chain(objects).cloned().collect()
    }

    fn make(&mut self, revision: u64) -> Result<Settings, Fault> {
        self.organization.revision = revision;
        let send_connectors: Vec<Arc<SendConnector>> = self.organization.shared().collect();
        self.sealed.clear();
        let credentials = self.open_credentials(&send_connectors);
        let signers = self.open_signers();
        let organization = &self.organization;
        let servers: Vec<Arc<TransportServer>> = organization.shared().collect();
        let is_own = |name: &str| name.eq_ignore_ascii_case(&self.server);
        let server = servers.iter().find(|server| is_own(&server.name)).cloned();
        let server = server.ok_or_else(|| {
            Fault::not_found("ServerNotRegistered", format!("The store knows no server '{}'.", self.server))
                .fix("Start the node with the name of a server that is registered, or on a new store.")
        })?;
        let transport_config = organization.shared::<TransportConfig>().next().ok_or_else(|| {
            Fault::not_found("OrganizationMissing", "The store holds no transport settings of the organization.")
        })?;
        let sender_id = organization.shared::<SenderIdConfig>().next().ok_or_else(|| {
            Fault::not_found("OrganizationMissing", "The store does not say how senders are checked.")
        })?;
        let agents = Agents::new(organization.shared::<TransportAgent>());
        let sender_id = match agents.does(BuiltInAgent::SenderId) {
            true => sender_id,
            false => Arc::new(SenderIdConfig { enabled: false, ..SenderIdConfig::clone(&sender_id) }),
        };
        let rules = organization.shared::<TransportRule>().filter(|_| agents.does(BuiltInAgent::TransportRule));
        let journal = organization.shared::<JournalRule>().filter(|_| agents.does(BuiltInAgent::Journaling));
        let mut filters = Filters::default();
        if agents.does(BuiltInAgent::SenderFilter) {
            filters.sender = organization.shared().next();
        }
        if agents.does(BuiltInAgent::ConnectionFiltering) {
            (filters.blocked, filters.allowed) = (organization.shared().collect(), organization.shared().collect());
            filters.block_list = organization.shared().next();
            filters.allow_list = organization.shared().next();
            filters.blocking = organization.shared().next();
            filters.block_providers = organization.shared().collect();
            filters.allowing = organization.shared().next();
            filters.allow_providers = organization.shared().collect();
        }
        if agents.does(BuiltInAgent::ContentFilter) {
            filters.spam = organization.shared().next().map(|config| SpamFilter::new(config, organization.shared()));
        }
        if agents.does(BuiltInAgent::RecipientFilter) {
            filters.recipient = organization.shared().next();
        }
        let signers = if agents.does(BuiltInAgent::DkimSigning) { signers } else { Signers::default() };
        let address_rewriting = AddressRewriting::new(
            organization.shared(),
            agents.does(BuiltInAgent::AddressRewritingOutbound),
            agents.does(BuiltInAgent::AddressRewritingInbound),
        );
        let own = organization.shared::<ReceiveConnector>().filter(|connector| is_own(&connector.scope));
        let entrances_of = |is_meant| entrances(organization, &servers, is_meant);
        let (entrances, front_ends) =
            (entrances_of(ReceiveConnector::lets_servers_in), entrances_of(ReceiveConnector::is_front_end));
        let links: Vec<&ADSiteLink> = organization.all().collect();
        let sites = Sites::seen_from(&server.site, servers.iter().map(|server| &**server), &links);
        Ok(Settings {
            revision,
            server,
            servers,
            sites,
            organization: transport_config,
            receive_connectors: own.collect(),
            send_connectors,
            foreign_connectors: organization.shared().collect(),
            accepted_domains: organization.shared::<AcceptedDomain>().collect(),
            system_messages: organization.shared::<SystemMessage>().collect(),
            rules: Arc::new(RuleSet::new(rules, &organization.shared().collect::<Vec<_>>(), &aliases(organization))),
            journal: Arc::new(Journal::new(journal, &aliases(organization))),
            remote_domains: organization.shared::<RemoteDomain>().collect(),
            directory: organization.directory().clone(),
            databases: organization
                .shared::<MailboxDatabase>()
                .map(|database| (database.name.to_lowercase(), database))
                .collect(),
            credentials,
            tls: self.tls.clone(),
            identity: self.identity.clone(),
            entrances,
            front_ends,
            sender_id,
            signers,
            links: self.links.clone(),
            agents: Arc::new(agents),
            address_rewriting: Arc::new(address_rewriting),
            filters: Arc::new(filters.in_order()),
        })
    }

    /// Those who sign for our domains; where a key stays closed, that is a fault.
    fn open_signers(&mut self) -> Signers {
        let mut signers = Vec::new();
        for config in self.organization.shared::<DkimSigningConfig>().filter(|config| config.enabled) {
            match open_signer(&self.sealer, &config) {
                Ok(signer) => signers.push(signer),
                Err(why) => {
                    let says = format!("Mail from {} cannot be signed: {why}", config.domain_name);
                    self.sealed.insert(config.id, says);
                }
            }
        }
        Signers::new(signers)
    }

    /// Opens the credentials of send connectors; those that stay closed are faults.
    fn open_credentials(&mut self, connectors: &[Arc<SendConnector>]) -> HashMap<Uuid, RelayCredential> {
        let mut opened = HashMap::new();
        for connector in connectors {
            let Some(credential) = &connector.authentication_credential else { continue };
            match self.sealer.open(connector.id, "AuthenticationCredential", &credential.password) {
                Ok(password) => {
                    let user_name = credential.user_name.clone();
                    opened.insert(connector.id, RelayCredential { user_name, password });
                }
                Err(error) => {
                    let name = &connector.name;
                    let says = format!("The credential of send connector '{name}' cannot be opened: {error}");
                    self.sealed.insert(connector.id, says);
                }
            }
        }
        opened
    }
}

fn open_signer(sealer: &Sealer, config: &DkimSigningConfig) -> Result<Signer, String> {
    let open = |selector: Selector| {
        let sealed = config.sealed_key(selector).ok_or_else(|| "there is no key".to_owned())?;
        sealer.open(config.id, selector.private_key(), sealed).map_err(|error| error.to_string())
    };
    Signer::new(config, [&open(Selector::First)?, &open(Selector::Second)?]).map_err(|error| error.to_string())
}

/// Where each server has such connectors for the others.
fn entrances(
    organization: &Organization,
    servers: &[Arc<TransportServer>],
    is_meant: fn(&ReceiveConnector) -> bool,
) -> HashMap<Uuid, Vec<IpBinding>> {
    let mut entrances: HashMap<Uuid, Vec<IpBinding>> = HashMap::new();
    for connector in organization.shared::<ReceiveConnector>().filter(|connector| is_meant(connector)) {
        let server = servers.iter().find(|server| server.name.eq_ignore_ascii_case(&connector.scope));
        let Some(server) = server else { continue };
        // Port 0 is another port each time.
        let known = connector.bindings.iter().filter(|binding| binding.port() != 0);
        entrances.entry(server.id).or_default().extend(known);
    }
    // The usual port first; otherwise an order that does not depend on that of the store.
    entrances.values_mut().for_each(|bindings| bindings.sort_by_key(|binding| (binding.port() != 25, *binding)));
    entrances
}

/// Rules know people by any of their addresses.
fn aliases(organization: &Organization) -> impl Fn(&SmtpAddress) -> Vec<String> {
    let directory = organization.directory();
    |address| match directory.at(address) {
        [] => vec![address.key()],
        known => known.iter().flat_map(|one| one.card().smtp()).map(SmtpAddress::key).collect(),
    }
}

#[cfg(test)]
mod tests;
