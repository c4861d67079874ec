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
mod tests {
    use super::*;
    use crate::resolve::Zone;
    use hickory_resolver::proto::op::{Message, OpCode};
    use hickory_resolver::proto::rr::rdata;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::{TcpListener, UdpSocket};

    /// A name server on loopback that answers from a zone, over UDP and TCP on one port. Answers over UDP are cut off
    /// where `cut` says so.
    async fn serve(zone: Zone, cut: bool) -> SocketAddr {
        loop {
            let udp = UdpSocket::bind("127.0.0.1:0").await.unwrap();
            let address = udp.local_addr().unwrap();
            // The port may be taken for TCP: try another.
            let Ok(tcp) = TcpListener::bind(address).await else { continue };
            let over_tcp = zone.clone();
            tokio::spawn(async move {
                let mut packet = [0; 1500];
                while let Ok((length, from)) = udp.recv_from(&mut packet).await {
                    let reply = if cut { truncated(&packet[..length]) } else { reply(&zone, &packet[..length]).await };
                    udp.send_to(&reply, from).await.unwrap();
                }
            });
            tokio::spawn(async move {
                while let Ok((mut stream, _)) = tcp.accept().await {
                    let zone = over_tcp.clone();
                    tokio::spawn(async move {
                        while let Ok(length) = stream.read_u16().await {
                            let mut query = vec![0; length.into()];
                            stream.read_exact(&mut query).await.unwrap();
                            let reply = reply(&zone, &query).await;
                            stream.write_u16(reply.len().try_into().unwrap()).await.unwrap();
                            stream.write_all(&reply).await.unwrap();
                        }
                    });
                }
            });
            return address;
        }
    }

    fn truncated(query: &[u8]) -> Vec<u8> {
        let query = Message::from_vec(query).unwrap();
        let mut reply = Message::response(query.metadata.id, OpCode::Query);
        reply.add_query(query.queries[0].clone());
        reply.metadata.truncation = true;
        reply.to_vec().unwrap()
    }

    async fn reply(zone: &Zone, query: &[u8]) -> Vec<u8> {
        let query = Message::from_vec(query).unwrap();
        let question = &query.queries[0];
        let mut reply = Message::response(query.metadata.id, OpCode::Query);
        reply.add_query(question.clone());
        let kind = match question.query_type() {
            rr::RecordType::A => RecordType::A,
            rr::RecordType::AAAA => RecordType::AAAA,
            rr::RecordType::MX => RecordType::MX,
            rr::RecordType::PTR => RecordType::PTR,
            rr::RecordType::SRV => RecordType::SRV,
            _ => RecordType::TXT,
        };
        match zone.lookup(&plain(question.name()), kind).await {
            Ok(found) => reply.add_answers(found.into_iter().map(wire_record)),
            Err(Unresolved::NoSuchDomain { .. }) => {
                reply.metadata.response_code = ResponseCode::NXDomain;
                &mut reply
            }
            Err(Unresolved::NoData { .. }) => &mut reply,
            Err(Unresolved::Temporary(_)) => {
                reply.metadata.response_code = ResponseCode::ServFail;
                &mut reply
            }
        };
        if reply.answers.is_empty() {
            let name = Name::from_ascii("example.").unwrap();
            let soa = rdata::SOA::new(name.clone(), name.clone(), 1, 2, 3, 4, 60);
            reply.authorities.push(rr::Record::from_rdata(name, 60, RData::SOA(soa)));
        }
        reply.to_vec().unwrap()
    }

    fn wire_record(record: Record) -> rr::Record {
        let name = |text: &str| {
            let mut name = Name::from_ascii(text).unwrap();
            name.set_fqdn(true);
            name
        };
        let data = match record.data {
            RecordData::A(address) => RData::A(address.into()),
            RecordData::Aaaa(address) => RData::AAAA(address.into()),
            RecordData::Mx(mx) => RData::MX(rdata::MX::new(mx.preference, name(&mx.exchange))),
            RecordData::Ptr(target) => RData::PTR(rdata::PTR(name(&target))),
            RecordData::Cname(target) => RData::CNAME(rdata::CNAME(name(&target))),
            RecordData::Srv { priority, weight, port, target } => {
                RData::SRV(rdata::SRV::new(priority, weight, port, name(&target)))
            }
            RecordData::Txt(text) => RData::TXT(rdata::TXT::new(vec![text])),
            other => panic!("the tests have no {other:?}"),
        };
        rr::Record::from_rdata(name(&record.name), 300, data)
    }

    fn zone() -> Zone {
        Zone::new()
            .with_mx("contoso.example", 20, "b.contoso.example")
            .with_mx("contoso.example", 10, "a.contoso.example")
            .with_mx("null.example", 0, ".")
            .with_address("a.contoso.example", "192.0.2.1")
            .with_address("a.contoso.example", "2001:db8::1")
            .with_cname("alias.example", "a.contoso.example")
            .with_ptr("192.0.2.1", "a.contoso.example")
            .with_txt("contoso.example", "v=spf1 -all")
            .with_failing("broken.example")
    }

    fn resolver(address: SocketAddr, protocol: ProtocolOption) -> Arc<dyn Resolve> {
        let folder = tempfile::tempdir().unwrap();
        let hosts = folder.path().join("hosts");
        std::fs::write(&hosts, "10.9.8.7 listed.example\n").unwrap();
        let resolvers = DnsResolvers::new(HostsFile::at(hosts));
        let resolver = resolvers.using(&Servers { addresses: vec![address], protocol });
        assert_eq!(resolver.listed("listed.example").len(), 1, "read before the folder goes");
        resolver
    }

    #[tokio::test]
    async fn answers_come_from_the_servers_asked_on_their_port() {
        for protocol in [ProtocolOption::Any, ProtocolOption::UseTcpOnly, ProtocolOption::UseUdpOnly] {
            let dns = resolver(serve(zone(), false).await, protocol);
            let mx = dns.mx("contoso.example").await.unwrap();
            assert_eq!(mx[0], Mx { preference: 10, exchange: "a.contoso.example".into() }, "{protocol}");
            assert_eq!(dns.mx("null.example").await.unwrap()[0].exchange, "");
            assert_eq!(dns.addresses("a.contoso.example").await.unwrap().len(), 2);
            assert_eq!(dns.addresses("alias.example").await.unwrap().len(), 2, "by its alias");
            assert_eq!(dns.ptr("192.0.2.1".parse().unwrap()).await.unwrap(), ["a.contoso.example"]);
            assert_eq!(dns.txt("contoso.example").await.unwrap(), ["v=spf1 -all"]);
            assert_eq!(dns.addresses("listed.example").await.unwrap().len(), 1, "from the hosts file");
        }
    }

    #[tokio::test]
    async fn a_denial_is_not_a_failure() {
        let dns = resolver(serve(zone(), false).await, ProtocolOption::Any);
        let ttl = Some(Duration::from_secs(60));
        assert_eq!(dns.mx("nowhere.example").await, Err(Unresolved::NoSuchDomain { ttl }));
        assert_eq!(dns.mx("a.contoso.example").await, Err(Unresolved::NoData { ttl }));
        assert!(!dns.mx("broken.example").await.unwrap_err().is_denial());
        assert!(dns.mx("not a name!").await.unwrap_err().is_denial());
        assert!(dns.mx(&"a.".repeat(200)).await.unwrap_err().is_denial());
    }

    #[tokio::test]
    async fn what_udp_cuts_off_comes_by_tcp() {
        let address = serve(zone(), true).await;
        assert_eq!(resolver(address, ProtocolOption::Any).mx("contoso.example").await.unwrap().len(), 2);
        assert!(!resolver(address, ProtocolOption::UseUdpOnly).mx("contoso.example").await.unwrap_err().is_denial());
    }

    #[tokio::test]
    async fn a_resolver_is_kept_with_its_cache() {
        let resolvers = DnsResolvers::default();
        let servers = Servers { addresses: vec!["127.0.0.1:5".parse().unwrap()], protocol: ProtocolOption::Any };
        let (one, again) = (resolvers.using(&servers), resolvers.using(&servers));
        assert!(Arc::ptr_eq(&one, &again));
    }
}
