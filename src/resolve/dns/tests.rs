//! Answers from a server of our own.

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

/// What a name server does that means no good.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Ill {
    /// Says nothing at all.
    Silent,
    /// Answers a question with another number, as a stranger would have to guess it.
    WrongId,
    /// Answers what was not asked.
    WrongQuestion,
    /// Bytes.
    Garbage,
    /// Refuses to answer.
    Refused,
    /// Two names that are aliases of one another.
    Circle,
    /// A name that is its own alias.
    OwnAlias,
}

/// A name server over UDP and TCP that answers any question with an address of its choice, ill as it is.
async fn serve_ill(ill: Ill) -> SocketAddr {
    let udp = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let address = udp.local_addr().unwrap();
    tokio::spawn(async move {
        let mut packet = [0; 1500];
        while let Ok((length, from)) = udp.recv_from(&mut packet).await {
            if let Some(reply) = ill_reply(ill, &packet[..length]) {
                udp.send_to(&reply, from).await.unwrap();
            }
        }
    });
    address
}

fn ill_reply(ill: Ill, query: &[u8]) -> Option<Vec<u8>> {
    let query = Message::from_vec(query).unwrap();
    let asked = query.queries[0].clone();
    let name = |text: &str| Name::from_ascii(text).unwrap();
    let id = if ill == Ill::WrongId { query.metadata.id.wrapping_add(1) } else { query.metadata.id };
    let mut reply = Message::response(id, OpCode::Query);
    let lie = |at: Name| rr::Record::from_rdata(at, 300, RData::A("192.0.2.66".parse().unwrap()));
    let alias = |from: Name, to: &str| rr::Record::from_rdata(from, 300, RData::CNAME(rdata::CNAME(name(to))));
    match ill {
        Ill::Silent => return None,
        Ill::Garbage => return Some(b"\x00\x01garbage".to_vec()),
        Ill::WrongId => {
            let at = asked.name().clone();
            reply.add_query(asked).add_answer(lie(at));
        }
        Ill::WrongQuestion => {
            let mut other = asked;
            other.set_name(name("other.example."));
            reply.add_query(other).add_answer(lie(name("other.example.")));
        }
        Ill::Refused => {
            reply.add_query(asked);
            reply.metadata.response_code = ResponseCode::Refused;
        }
        Ill::Circle => {
            let at = asked.name().clone();
            let (one, other) = ("a.example.", "b.example.");
            reply.add_query(asked);
            reply.add_answer(alias(at, one)).add_answer(alias(name(one), other)).add_answer(alias(name(other), one));
        }
        Ill::OwnAlias => {
            let at = asked.name().clone();
            reply.add_query(asked).add_answer(alias(at.clone(), &at.to_string()));
        }
    }
    Some(reply.to_vec().unwrap())
}

/// What comes of asking it for an address.
async fn asked(ill: Ill) -> Unresolved {
    let dns = resolver(serve_ill(ill).await, ProtocolOption::UseUdpOnly);
    dns.addresses("mx.contoso.example").await.expect_err("no address is believed")
}

/// Mail waits for such servers: nothing of what they say is believed, and nobody is told that a domain does not exist.
#[tokio::test(start_paused = true)]
async fn a_name_server_that_says_nothing_of_use_is_waited_for_and_not_believed() {
    for ill in [Ill::Silent, Ill::WrongId, Ill::WrongQuestion, Ill::Garbage] {
        let started = tokio::time::Instant::now();
        let why = asked(ill).await;
        assert!(!why.is_denial(), "{ill:?}: {why:?}");
        assert!(started.elapsed() <= LONGEST_LOOKUP, "{ill:?} took {:?}", started.elapsed());
    }
}

#[tokio::test]
async fn a_name_server_that_refuses_denies_nothing_and_aliases_in_a_circle_lead_nowhere() {
    assert!(!asked(Ill::Refused).await.is_denial());
    for ill in [Ill::Circle, Ill::OwnAlias] {
        asked(ill).await;
    }
}
