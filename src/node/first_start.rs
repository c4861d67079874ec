//! The first start on a store: makes the organisation, registers this server, gives it its first receive connectors.
//!
//! Several nodes may start on one new store at once: each step is one transaction that another may have been first with.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};

use serde_json::{Value as Json, json};

use crate::model::class::{Class, ClassInfo, Creation, Properties};
use crate::model::receive_connector::first_connectors;
use crate::model::{
    ADSite, CLASSES, FIRST_REMOTE_DOMAIN, FIRST_SITE, Fault, IpBinding, ReceiveConnector, RemoteDomain, Thumbprint,
    TransportConfig, TransportRole, TransportServer, built_in_agents,
};
use crate::store::{Change, Draft, Store, StoreError, Transaction};

/// What a first start creates; later the store decides.
#[derive(Clone, Debug, Default)]
pub struct FirstStart {
    /// Name of this server; `None`: the host's.
    pub name: Option<String>,
    pub role: Option<TransportRole>,
    /// Where the default connector listens; port 0: on one that is free now. `None`: port 25 of all addresses, 2525
    /// where that may not be bound.
    pub smtp: Option<SocketAddr>,
    /// Where the client connector listens; port 0: on one that is free now. `None`: port 587 of all addresses, 2587
    /// where that may not be bound.
    pub submission: Option<SocketAddr>,
}

/// What was done, for the person who started the node.
#[derive(Debug, Default, PartialEq)]
pub struct Done {
    /// The server was not known before.
    pub is_new: bool,
    pub warnings: Vec<String>,
}

/// Makes in the store what a node needs to run. The other servers will know this one by a certificate with that
/// thumbprint.
pub fn prepare(store: &dyn Store, server: &str, wanted: &FirstStart, thumbprint: Thumbprint) -> Result<Done, Fault> {
    let mut done = Done::default();
    found(store, server)?;
    furnish(store, server)?;
    if let Some(known) = store.find("TransportServer", "", server)? {
        done.warnings = not_obeyed(store, &known.name, wanted)?;
        return Ok(done);
    }
    let role = wanted.role.unwrap_or(TransportRole::Hub);
    let mut places = Places::default();
    let smtp = places.choose(wanted.smtp, 25, 2525, "the default receive connector")?;
    let submission = match role {
        TransportRole::Hub => places.choose(wanted.submission, 587, 2587, "the client receive connector")?,
        TransportRole::Edge => smtp,
    };
    let mut connectors = Vec::new();
    for connector in first_connectors(role, server, smtp, submission)? {
        let draft = Draft::new(ReceiveConnector::info().name, connector.name(), connector.to_properties());
        connectors.push(Change::Create(draft.in_scope(server)));
    }
    let own = json!({
        "Role": role.to_string(),
        "Fqdn": full_name(server),
        "InternalTransportCertificateThumbprint": thumbprint,
    });
    let own = TransportServer::create_for(role, server, "", own)?;
    let registration = by_node(server)
        .change(Change::Create(Draft::new("TransportServer", server, own.to_properties())))
        .changes(connectors)
        .because("first start of this server");
    match store.commit(registration) {
        Ok(_) => Ok(Done { is_new: true, warnings: places.warnings }),
        // Another process registered the same server in this moment; it is the same server.
        Err(StoreError::AlreadyExists { .. }) => Ok(done),
        Err(error) => Err(error.into()),
    }
}

fn by_node(server: &str) -> Transaction {
    Transaction::new(format!("node {server}"), format!("emsh serve --name {server}"))
}

fn organization() -> Result<Properties, Fault> {
    Ok(TransportConfig::create("Transport Settings", "", Json::Null)?.to_properties())
}

/// The only object of a class, as it is before anybody changes it.
fn usual(class: &ClassInfo, name: &str) -> Result<Properties, Fault> {
    let given = Properties::new();
    let creation = Creation { role: TransportRole::Hub, server: "", name, domain: None, given: &given };
    Ok(class.create(&creation)?)
}

/// Makes what every organization has and this one lacks: a store of an older emsh has less of it.
fn furnish(store: &dyn Store, server: &str) -> Result<(), Fault> {
    let mut missing = Vec::new();
    for class in CLASSES {
        let Some(name) = class.singleton.filter(|_| class.name != TransportConfig::INFO.name) else { continue };
        if store.find(class.name, "", name)?.is_none() {
            missing.push(Draft::new(class.name, name, usual(class, name)?));
        }
    }
    if store.find("ADSite", "", FIRST_SITE)?.is_none() {
        missing.push(Draft::new("ADSite", FIRST_SITE, usual(ADSite::INFO, FIRST_SITE)?));
    }
    let known = store.list("TransportAgent")?.objects;
    for mut agent in built_in_agents()? {
        let is_known = known.iter().any(|object| object.name.eq_ignore_ascii_case(&agent.name));
        if !is_known {
            // Behind those that are there; among themselves in their own order.
            agent.priority = agent.priority.map(|place| place + known.len() as u32);
            missing.push(Draft::new("TransportAgent", &agent.name, agent.to_properties()));
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    let made = by_node(server).changes(missing.into_iter().map(Change::Create)).because("first start on this store");
    match store.commit(made) {
        Ok(_) => Ok(()),
        // Another node has made them in this moment: what it makes is the same.
        Err(StoreError::AlreadyExists { .. }) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Makes the organization, with settings for all remote domains: scripts change those of `Default` and do not make it.
fn found(store: &dyn Store, server: &str) -> Result<(), Fault> {
    let organization = Draft::new("TransportConfig", "Transport Settings", organization()?);
    if store.find(&organization.class, &organization.scope, &organization.name)?.is_some() {
        return Ok(());
    }
    let others = RemoteDomain::create(FIRST_REMOTE_DOMAIN, "", json!({ "DomainName": "*" }))?;
    let made = [organization, Draft::new(RemoteDomain::INFO.name, FIRST_REMOTE_DOMAIN, others.to_properties())];
    let transaction =
        by_node(server).changes(made.into_iter().map(Change::Create)).because("first start on an empty store");
    match store.commit(transaction) {
        Ok(_) | Err(StoreError::AlreadyExists { .. }) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Flags that a later start was given and that its server does not have: whoever typed them should not wonder.
fn not_obeyed(store: &dyn Store, server: &str, wanted: &FirstStart) -> Result<Vec<String>, Fault> {
    let connectors = store.list(ReceiveConnector::info().name)?.objects;
    let own = connectors.iter().filter(|connector| connector.scope.eq_ignore_ascii_case(server));
    let read = own.filter_map(|connector| ReceiveConnector::from_stored(&connector.as_stored()).ok());
    let bindings: Vec<IpBinding> = read.flat_map(|connector| connector.bindings).collect();
    let given = [("--smtp", wanted.smtp), ("--submission", wanted.submission)];
    let missing = given.into_iter().filter_map(|(flag, address)| Some((flag, address?)));
    Ok(missing
        .filter(|(_, address)| address.port() != 0 && !bindings.contains(&IpBinding::new(*address)))
        .map(|(flag, address)| {
            format!(
                "{flag} {address} is not obeyed: {server} has been started before, and its receive connectors say where it listens."
            )
        })
        .collect())
}

/// The server's full name: the host's when it has a domain and is this server, else the bare name.
fn full_name(server: &str) -> String {
    let uname = rustix::system::uname();
    let host = uname.nodename().to_string_lossy();
    let is_this = |name: &str| name.split('.').next().is_some_and(|first| first.eq_ignore_ascii_case(server));
    if host.contains('.') && is_this(&host) {
        return host.to_lowercase();
    }
    let known = std::fs::read_to_string("/etc/hosts").unwrap_or_default();
    let from_hosts = known
        .lines()
        .map(|line| line.split('#').next().unwrap_or_default())
        .flat_map(|line| line.split_whitespace().skip(1))
        .find(|name| name.contains('.') && is_this(name));
    from_hosts.unwrap_or(server).to_lowercase()
}

/// Finds the addresses to listen on.
#[derive(Default)]
struct Places {
    warnings: Vec<String>,
    /// Ports chosen before stay taken until all are chosen, so that no two are the same.
    taken: Vec<TcpListener>,
}

impl Places {
    /// The address as wanted; else the usual port, or its stand-in with a warning where it may not be bound.
    fn choose(&mut self, wanted: Option<SocketAddr>, usual: u16, instead: u16, what: &str) -> Result<IpBinding, Fault> {
        let any = |port| SocketAddr::new(IpAddr::V4(Ipv4Addr::UNSPECIFIED), port);
        match wanted {
            Some(address) if address.port() == 0 => self.find_port(address),
            Some(address) => Ok(IpBinding::new(address)),
            None => match TcpListener::bind(any(usual)) {
                Ok(_) => Ok(IpBinding::new(any(usual))),
                Err(error) => {
                    let reason = match error.kind() {
                        io::ErrorKind::PermissionDenied => "may not be bound by this user",
                        _ => "is in use",
                    };
                    let warning = format!("Port {usual} {reason}: {what} listens on port {instead} instead.");
                    self.warnings.push(warning);
                    Ok(IpBinding::new(any(instead)))
                }
            },
        }
    }

    /// A port that is free now. It is stored, so that the node is found there after a restart as well.
    fn find_port(&mut self, address: SocketAddr) -> Result<IpBinding, Fault> {
        let refused = |error: io::Error| {
            Fault::invalid("AddressUnusable", format!("This machine cannot listen on {}.", address.ip())).cause(error)
        };
        let listener = TcpListener::bind(address).map_err(refused)?;
        let chosen = listener.local_addr().map_err(refused)?;
        self.taken.push(listener);
        Ok(IpBinding::new(chosen))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::store::{OpenOptions, open};

    const PRINT: Thumbprint = Thumbprint::new([7; 32]);

    fn wanted() -> FirstStart {
        let free = "127.0.0.1:0".parse().ok();
        FirstStart { smtp: free, submission: free, ..FirstStart::default() }
    }

    fn store(folder: &tempfile::TempDir) -> Arc<dyn Store> {
        let url = format!("sqlite:{}", folder.path().join("organization.db").display());
        open(&url, &OpenOptions::default()).expect("store")
    }

    #[test]
    fn a_first_start_makes_what_a_node_needs_and_a_second_changes_nothing() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let store = store(&folder);
        assert!(prepare(&*store, "HUB01", &wanted(), PRINT).expect("first").is_new);
        let revision = store.revision().expect("revision");
        assert_eq!(prepare(&*store, "hub01", &wanted(), PRINT).expect("second"), Done::default());
        assert_eq!(store.revision().expect("revision"), revision);

        let mut names: Vec<_> = store.snapshot().expect("all").objects.into_iter().map(|object| object.name).collect();
        names.sort();
        assert_eq!(
            names,
            [
                "Address Rewriting Inbound Agent",
                "Address Rewriting Outbound Agent",
                "Client HUB01",
                "Connection Filtering Agent",
                "Content Filter Agent",
                "ContentFilterConfig",
                "DKIM Signing Agent",
                "Default",
                "Default HUB01",
                "Default-First-Site-Name",
                "HUB01",
                "IPAllowListConfig",
                "IPAllowListProvidersConfig",
                "IPBlockListConfig",
                "IPBlockListProvidersConfig",
                "Journaling Agent",
                "Recipient Filter Agent",
                "RecipientFilterConfig",
                "Sender Filter Agent",
                "Sender Id Agent",
                "SenderFilterConfig",
                "SenderIdConfig",
                "Transport Rule Agent",
                "Transport Settings"
            ]
        );

        let edge = FirstStart { role: Some(TransportRole::Edge), ..wanted() };
        assert!(prepare(&*store, "EDGE01", &edge, PRINT).expect("edge").is_new);
        let edge = store.find("ReceiveConnector", "EDGE01", "Default internal receive connector EDGE01");
        assert!(edge.expect("readable").is_some());
    }

    #[test]
    fn addresses_given_to_a_later_start_are_mentioned() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let store = store(&folder);
        prepare(&*store, "HUB01", &wanted(), PRINT).expect("first");
        let later = FirstStart { smtp: "127.0.0.1:2500".parse().ok(), ..wanted() };
        let done = prepare(&*store, "HUB01", &later, PRINT).expect("second");
        assert!(done.warnings[0].starts_with("--smtp 127.0.0.1:2500 is not obeyed"), "{:?}", done.warnings);
        assert_eq!(done.warnings.len(), 1);
    }

    #[test]
    fn two_free_ports_differ() {
        let mut places = Places::default();
        let free = "127.0.0.1:0".parse().ok();
        let one = places.choose(free, 25, 2525, "one").expect("free");
        let other = places.choose(free, 587, 2587, "other").expect("free");
        assert!(one.port() != 0 && other.port() != 0 && one != other);
    }
}
