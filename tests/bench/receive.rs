//! What reception costs by itself: clients on loopback, the SMTP server, and a spool that forgets.
//!
//! `cargo bench --bench receive -- [SESSIONS [MESSAGES [BYTES]]]`, by default 50 sessions, 20,000 messages of 4,096
//! bytes; figures for publication with `--profile dist`. Clients wait for each reply, as most senders do.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use arc_swap::ArcSwap;
use bytes::Bytes;
use emsh::model::class::Class;
use emsh::model::{AcceptedDomain, Directory, ReceiveConnector, SenderIdConfig, TransportConfig, TransportServer};
use emsh::transport::protocol::{ProtocolLog, ProtocolRecord};
use emsh::transport::receive::{Neighbours, Reception};
use emsh::transport::{
    Body, BodySink, BoxFuture, Dispatch, Intake, MessageId, Received, Refusal, Release, Settings, SystemClock, Track,
    TrackingEvent,
};
use serde_json::json;

fn main() {
    let numbers: Vec<u64> = std::env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let number = |at: usize, default| numbers.get(at).copied().unwrap_or(default);
    let (sessions, messages, bytes) = (number(0, 50), number(1, 20_000), number(2, 4096));

    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let reception = runtime.block_on(listen());
    let address = *runtime.block_on(reception.listeners())[0].outcome.as_ref().expect("a free port");
    let text = message(bytes as usize);
    let left = AtomicU64::new(messages);
    let start = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..sessions {
            scope.spawn(|| send(address, &text, &left));
        }
    });
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{messages} messages of {bytes} bytes over {sessions} sessions: {seconds:.2} s, {:.0} messages/s",
        messages as f64 / seconds
    );
}

/// Header and lines of text, ended by the final dot.
fn message(bytes: usize) -> Vec<u8> {
    let mut text = b"From: a@example.org\r\nTo: b@example.net\r\nSubject: load\r\nMessage-ID: <1@example.org>\r\n\
        Date: Sat, 21 Nov 2026 01:13:33 +0000\r\n\r\n"
        .to_vec();
    while text.len() < bytes {
        text.extend_from_slice(b"The quick brown fox jumps over the lazy dog, again and again and again.\r\n");
    }
    text.extend_from_slice(b".\r\n");
    text
}

fn send(address: SocketAddr, text: &[u8], left: &AtomicU64) {
    let mut stream = TcpStream::connect(address).expect("the server listens");
    stream.set_nodelay(true).expect("an open socket");
    let mut replies = BufReader::new(stream.try_clone().expect("an open socket"));
    expect(&mut replies, "220");
    let mut ask = |command: &[u8], code: &str| {
        stream.write_all(command).expect("an open socket");
        expect(&mut replies, code);
    };
    ask(b"EHLO client.example\r\n", "250");
    while left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_ok() {
        ask(b"MAIL FROM:<a@example.org>\r\n", "250");
        ask(b"RCPT TO:<b@example.net>\r\n", "250");
        ask(b"DATA\r\n", "354");
        ask(text, "250");
    }
    ask(b"QUIT\r\n", "221");
}

fn expect(replies: &mut impl BufRead, code: &str) {
    let mut line = String::new();
    loop {
        line.clear();
        replies.read_line(&mut line).expect("an open socket");
        assert!(line.starts_with(code), "{line}");
        if line.as_bytes().get(3) != Some(&b'-') {
            return;
        }
    }
}

async fn listen() -> Reception {
    let forgetful = Arc::new(Forgetful::default());
    let reception = Reception::new(Neighbours {
        threads: Vec::new(),
        live: Arc::new(ArcSwap::from_pointee(settings())),
        intake: forgetful.clone(),
        track: forgetful.clone(),
        protocol_log: forgetful.clone(),
        clock: Arc::new(SystemClock),
        relief: Arc::default(),
        resolvers: Arc::new(emsh::resolve::Zone::new()),
        dispatch: forgetful,
    });
    reception.reconfigure().await;
    reception
}

fn settings() -> Settings {
    let connector = json!({
        "Bindings": ["127.0.0.1:0"],
        "RemoteIPRanges": ["127.0.0.0/8"],
        "PermissionGroups": "AnonymousUsers",
        "MaxInboundConnectionPerSource": "unlimited",
        "MaxInboundConnectionPercentagePerSource": 100,
    });
    let domain = json!({"DomainName": "example.net", "DomainType": "ExternalRelay"});
    let server = json!({"Fqdn": "hub01.contoso.com"});
    Settings {
        revision: 1,
        server: Arc::new(TransportServer::create("HUB01", "", server).expect("a sound server")),
        servers: Vec::new(),
        organization: Arc::new(TransportConfig::create("Transport", "", json!({})).expect("all defaults")),
        receive_connectors: vec![Arc::new(ReceiveConnector::create("Load", "HUB01", connector).expect("sound"))],
        send_connectors: Vec::new(),
        foreign_connectors: Vec::new(),
        accepted_domains: vec![Arc::new(AcceptedDomain::create("net", "", domain).expect("sound"))],
        remote_domains: Vec::new(),
        directory: Directory::default(),
        databases: HashMap::new(),
        credentials: HashMap::new(),
        tls: None,
        identity: None,
        system_messages: Vec::new(),
        entrances: HashMap::new(),
        front_ends: HashMap::new(),
        rules: Arc::default(),
        journal: Default::default(),
        sender_id: Arc::new(SenderIdConfig::create("SenderIdConfig", "", json!({})).expect("sound")),
        signers: Default::default(),
        sites: Default::default(),
        links: Default::default(),
        agents: Default::default(),
        address_rewriting: Default::default(),
        filters: Default::default(),
    }
}

/// Takes everything and keeps nothing.
#[derive(Default)]
struct Forgetful {
    accepted: AtomicU64,
}

impl Intake for Forgetful {
    fn accept(&self, _: Received) -> BoxFuture<'_, Result<MessageId, Refusal>> {
        let id = MessageId(self.accepted.fetch_add(1, Ordering::Relaxed) + 1);
        Box::pin(async move { Ok(id) })
    }

    fn open_body(&self) -> Box<dyn BodySink> {
        Box::new(Nowhere { size: 0 })
    }

    fn hold<'a>(&'a self, message: Received, _: &'a str, _: &'a str) -> BoxFuture<'a, Result<MessageId, Refusal>> {
        self.accept(message)
    }

    fn read_draft(&self, _: u64, _: u64, _: usize) -> BoxFuture<'_, Result<Bytes, Refusal>> {
        Box::pin(async { Ok(Bytes::new()) })
    }

    fn abandon_draft(&self, _: u64) {}

    fn is_open(&self) -> Result<(), Refusal> {
        Ok(())
    }
}

struct Nowhere {
    size: u64,
}

impl BodySink for Nowhere {
    fn push(&mut self, chunks: Vec<Bytes>) -> BoxFuture<'_, Result<(), Refusal>> {
        self.size += chunks.iter().map(|chunk| chunk.len() as u64).sum::<u64>();
        Box::pin(async { Ok(()) })
    }

    fn finish(self: Box<Self>, header: Bytes) -> BoxFuture<'static, Result<Body, Refusal>> {
        Box::pin(async move { Ok(Body::Spooled { handle: 0, size: self.size, header }) })
    }
}

impl Dispatch for Forgetful {
    fn waiting(&self, _: &[emsh::transport::Release]) -> Result<usize, Refusal> {
        Ok(0)
    }

    fn send_over(&self, _: emsh::transport::Turned, _: Vec<emsh::transport::Release>) {}

    fn release(&self, _: &Release) -> Result<usize, Refusal> {
        Ok(0)
    }
}

impl Track for Forgetful {
    fn record(&self, _: TrackingEvent) {}
}

impl ProtocolLog for Forgetful {
    fn record(&self, _: ProtocolRecord) {}
}
