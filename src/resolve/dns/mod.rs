//! Real DNS, by hickory-resolver: UDP with TCP for what is cut off, or either alone; answers are kept for as long as
//! their zones allow.

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, SystemTime};

use hickory_resolver::config::{ConnectionConfig, NameServerConfig, ResolveHosts, ResolverConfig, ResolverOpts};
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::net::{DnsError, NetError};
use hickory_resolver::proto::dnssec::TrustAnchors;
use hickory_resolver::proto::op::ResponseCode;
use hickory_resolver::proto::rr::{self, Name, RData};
use hickory_resolver::{TokioResolver, system_conf};

use super::hosts::HostsFile;
use super::record::{Mx, Record, RecordData, RecordType};
use super::{BoxFuture, Resolve, Resolvers, Servers, Unresolved, Vouched};
use crate::model::ProtocolOption;

/// No question takes longer. Two servers that are both silent, asked twice each, need about this long.
pub const LONGEST_LOOKUP: Duration = Duration::from_secs(25);

/// How long one server has for one answer (resolv.conf(5): 5 s, tried twice).
const ONE_ANSWER: Duration = Duration::from_secs(5);

/// A denial is not kept longer: whoever adds the missing record and retries a queue should not have to wait for the
/// hours that some zones ask for. RFC 2308 §5 would allow three hours.
const LONGEST_DENIAL: Duration = Duration::from_secs(5 * 60);

/// Where the system's servers stand.
const RESOLV_CONF: &str = "/etc/resolv.conf";

/// Sets of servers kept; a node uses two, and a few while its settings change.
const MOST_CLIENTS: usize = 8;

/// Resolvers that ask real name servers, and the hosts file before them.
pub struct DnsResolvers {
    hosts: Arc<HostsFile>,
    /// Keys that DNSSEC begins with; where there is no such file, those of the root.
    anchors: Option<PathBuf>,
    clients: Mutex<HashMap<Key, Arc<dyn Resolve>>>,
}

/// With the time of resolv.conf's last change, so that a machine that moves to another network is followed.
type Key = (Servers, Option<SystemTime>);

impl DnsResolvers {
    pub fn new(hosts: HostsFile) -> DnsResolvers {
        DnsResolvers { hosts: Arc::new(hosts), anchors: None, clients: Mutex::default() }
    }

    /// Where this file is there, DNSSEC begins with the keys in it (DNSKEY records) in place of the root's.
    pub fn anchored(self, anchors: PathBuf) -> DnsResolvers {
        DnsResolvers { anchors: Some(anchors), ..self }
    }
}

impl Default for DnsResolvers {
    /// With the system's hosts file.
    fn default() -> DnsResolvers {
        DnsResolvers::new(HostsFile::system())
    }
}

impl Resolvers for DnsResolvers {
    fn using(&self, servers: &Servers) -> Arc<dyn Resolve> {
        let system = servers.addresses.is_empty();
        let changed = system.then(|| changed(Path::new(RESOLV_CONF))).flatten();
        let key = (servers.clone(), changed);
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = clients.get(&key) {
            return Arc::clone(known);
        }
        if clients.len() >= MOST_CLIENTS {
            clients.clear();
        }
        let client: Arc<dyn Resolve> = Arc::new(Dns {
            client: client(servers, None).map_err(|error| error.to_string()),
            servers: servers.clone(),
            anchors: self.anchors.clone(),
            secure: OnceLock::new(),
            hosts: Arc::clone(&self.hosts),
        });
        clients.insert(key, Arc::clone(&client));
        client
    }
}

fn changed(path: &Path) -> Option<SystemTime> {
    std::fs::metadata(path).and_then(|about| about.modified()).ok()
}

/// One set of servers with its cache.
struct Dns {
    /// Without usable servers every question fails for now, with this text.
    client: Result<TokioResolver, String>,
    hosts: Arc<HostsFile>,
    servers: Servers,
    anchors: Option<PathBuf>,
    /// The one that follows signatures; made when it is first needed.
    secure: OnceLock<Result<TokioResolver, String>>,
}

impl Dns {
    fn secure(&self) -> Result<&TokioResolver, Unresolved> {
        let made = self.secure.get_or_init(|| {
            let anchors = match self.anchors.as_deref().filter(|path| path.exists()) {
                Some(path) => TrustAnchors::from_file(path).map_err(|error| error.to_string())?,
                None => TrustAnchors::default(),
            };
            client(&self.servers, Some(Arc::new(anchors))).map_err(|error| error.to_string())
        });
        made.as_ref().map_err(|error| Unresolved::Temporary(error.clone()))
    }
}

/// `anchors`: with these, signatures are followed.
fn client(servers: &Servers, anchors: Option<Arc<TrustAnchors>>) -> Result<TokioResolver, NetError> {
    let (config, mut options) = if servers.addresses.is_empty() {
        let (config, options) = system_conf::read_system_conf()?;
        let (domain, search, mut hosts) = config.into_parts();
        hosts.iter_mut().for_each(|server| keep(&mut server.connections, servers.protocol));
        (ResolverConfig::from_parts(domain, search, hosts), options)
    } else {
        let hosts = servers.addresses.iter().map(|&address| name_server(address, servers.protocol)).collect();
        (ResolverConfig::from_name_servers(hosts), ResolverOpts::default())
    };
    options.timeout = ONE_ANSWER;
    options.use_hosts_file = ResolveHosts::Never;
    options.negative_max_ttl = Some(LONGEST_DENIAL);
    options.try_tcp_on_error = servers.protocol == ProtocolOption::Any;
    let mut builder = TokioResolver::builder_with_config(config, TokioRuntimeProvider::default());
    *builder.options_mut() = options;
    match anchors {
        Some(anchors) => builder.with_trust_anchor(anchors).build(),
        None => builder.build(),
    }
}

fn name_server(address: SocketAddr, protocol: ProtocolOption) -> NameServerConfig {
    let mut connections = vec![ConnectionConfig::udp(), ConnectionConfig::tcp()];
    keep(&mut connections, protocol);
    connections.iter_mut().for_each(|connection| connection.port = address.port());
    NameServerConfig::new(address.ip(), true, connections)
}

fn keep(connections: &mut Vec<ConnectionConfig>, protocol: ProtocolOption) {
    use hickory_resolver::config::ProtocolConfig;
    match protocol {
        ProtocolOption::Any => {}
        ProtocolOption::UseTcpOnly => {
            let port = connections.first().map(|connection| connection.port);
            let mut tcp = ConnectionConfig::tcp();
            tcp.port = port.unwrap_or(tcp.port);
            *connections = vec![tcp];
        }
        ProtocolOption::UseUdpOnly => connections.retain(|connection| connection.protocol == ProtocolConfig::Udp),
    }
}

impl Resolve for Dns {
    fn lookup<'a>(&'a self, name: &'a str, kind: RecordType) -> BoxFuture<'a, Result<Vec<Record>, Unresolved>> {
        Box::pin(async move {
            let client = self.client.as_ref().map_err(|error| Unresolved::Temporary(error.clone()))?;
            let name = query_name(name)?;
            let answer = tokio::time::timeout(LONGEST_LOOKUP, client.lookup(name, wire_type(kind)))
                .await
                .map_err(|_| Unresolved::Temporary("the name servers do not answer".into()))?;
            match answer {
                Ok(found) => super::some(found.answers().iter().filter_map(record).collect()),
                Err(error) => Err(unresolved(error)),
            }
        })
    }

    fn vouched<'a>(&'a self, name: &'a str, kind: RecordType) -> BoxFuture<'a, Result<Vouched, Unresolved>> {
        Box::pin(async move {
            let (client, name) = (self.secure()?, query_name(name)?);
            let answer = tokio::time::timeout(LONGEST_LOOKUP, client.lookup(name, wire_type(kind)))
                .await
                .map_err(|_| Unresolved::Temporary("the name servers do not answer".into()))?;
            match answer {
                Ok(found) if found.answers().iter().all(|record| record.proof.is_secure()) => {
                    super::some(found.answers().iter().filter_map(record).collect()).map(Vouched::Secure)
                }
                Ok(found) if found.answers().iter().any(|record| record.proof.is_bogus()) => {
                    Err(Unresolved::Temporary("the answer is not signed as it has to be".into()))
                }
                Ok(_) => Ok(Vouched::Unsigned),
                Err(NetError::Dns(DnsError::Nsec { proof, .. })) if proof.is_insecure() => Ok(Vouched::Unsigned),
                Err(error) => Err(unresolved(error)),
            }
        })
    }

    fn client(&self) -> Option<TokioResolver> {
        self.client.as_ref().ok().cloned()
    }

    fn listed(&self, name: &str) -> Vec<IpAddr> {
        self.hosts.addresses(name)
    }
}

/// A name with dots is complete; one without goes through the system's search list, as people expect of short names.
/// What no name server could know because it is not a name does not exist.
fn query_name(name: &str) -> Result<Name, Unresolved> {
    let mut query = Name::from_utf8(name).map_err(|_| Unresolved::NoSuchDomain { ttl: None })?;
    if name.contains('.') {
        query.set_fqdn(true);
    }
    Ok(query)
}

fn unresolved(error: NetError) -> Unresolved {
    match error {
        NetError::Dns(DnsError::NoRecordsFound(none)) => {
            let ttl = none.negative_ttl.map(|seconds| Duration::from_secs(seconds.into()));
            match none.response_code {
                ResponseCode::NXDomain => Unresolved::NoSuchDomain { ttl },
                ResponseCode::NoError => Unresolved::NoData { ttl },
                code => Unresolved::Temporary(format!("the name server answered: {code}")),
            }
        }
        NetError::Dns(DnsError::ResponseCode(code)) => {
            Unresolved::Temporary(format!("the name server answered: {code}"))
        }
        NetError::Timeout => Unresolved::Temporary("the name servers do not answer".into()),
        NetError::NoConnections => Unresolved::Temporary("no name server can be reached".into()),
        other => Unresolved::Temporary(other.to_string()),
    }
}

fn wire_type(kind: RecordType) -> rr::RecordType {
    match kind {
        RecordType::A => rr::RecordType::A,
        RecordType::AAAA => rr::RecordType::AAAA,
        RecordType::CNAME => rr::RecordType::CNAME,
        RecordType::MX => rr::RecordType::MX,
        RecordType::NS => rr::RecordType::NS,
        RecordType::PTR => rr::RecordType::PTR,
        RecordType::SOA => rr::RecordType::SOA,
        RecordType::SRV => rr::RecordType::SRV,
        RecordType::TLSA => rr::RecordType::TLSA,
        RecordType::TXT => rr::RecordType::TXT,
    }
}

/// `None` for the types we never ask for, such as signatures beside the answer.
fn record(from: &rr::Record) -> Option<Record> {
    let data = match &from.data {
        RData::A(a) => RecordData::A(a.0),
        RData::AAAA(aaaa) => RecordData::Aaaa(aaaa.0),
        RData::CNAME(cname) => RecordData::Cname(plain(&cname.0)),
        RData::MX(mx) => RecordData::Mx(Mx { preference: mx.preference, exchange: plain(&mx.exchange) }),
        RData::NS(ns) => RecordData::Ns(plain(&ns.0)),
        RData::PTR(ptr) => RecordData::Ptr(plain(&ptr.0)),
        RData::SOA(soa) => RecordData::Soa {
            primary: plain(&soa.mname),
            administrator: plain(&soa.rname),
            serial: soa.serial,
            refresh: soa.refresh,
            retry: soa.retry,
            expire: soa.expire,
            minimum: soa.minimum,
        },
        RData::SRV(srv) => {
            RecordData::Srv { priority: srv.priority, weight: srv.weight, port: srv.port, target: plain(&srv.target) }
        }
        RData::TLSA(tlsa) => RecordData::Tlsa {
            usage: tlsa.cert_usage.into(),
            selector: tlsa.selector.into(),
            matching: tlsa.matching.into(),
            data: tlsa.cert_data.clone(),
        },
        RData::TXT(txt) => RecordData::Txt(String::from_utf8_lossy(&txt.txt_data.concat()).into_owned()),
        _ => return None,
    };
    Some(Record { name: plain(&from.name), ttl: Duration::from_secs(from.ttl.into()), data })
}

fn plain(name: &Name) -> String {
    let mut text = name.to_ascii();
    text.make_ascii_lowercase();
    if text.ends_with('.') {
        text.pop();
    }
    text
}

#[cfg(test)]
mod tests;
