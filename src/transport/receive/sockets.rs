//! Reception on real sockets: what the machine cannot show by itself.

mod agents;
mod cuts;
mod handed_on;
mod implicit_tls;
mod limits;
mod named;
mod partners;
mod proxied;
mod scram;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use arc_swap::ArcSwap;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::BytesMut;
use rustls::pki_types::ServerName;
use serde_json::{Value, json};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;

use super::scene::{self, Memory, Still};
use super::{Neighbours, Reception};
use crate::mail::Reply;
use crate::mail::reply::ReplyReader;
use crate::model::{PasswordHash, Secret};
use crate::transport::protocol::ProtocolEvent;
use crate::transport::{Live, Measures, MessageId, Refusal, Settings, TrackingEventId};
use crate::trust::provider;
use crate::trust::samples::{self, Authority};

struct Node {
    reception: Reception,
    live: Live,
    memory: Arc<Memory>,
    address: SocketAddr,
}

/// A node with one connector on a port of the system's choice, open to strangers unless told otherwise.
async fn node(given: Value) -> Node {
    node_asking(given, crate::resolve::Zone::new()).await
}

/// The same, which asks that zone about names.
async fn node_asking(given: Value, zone: crate::resolve::Zone) -> Node {
    let mut all = json!({
        "Bindings": ["127.0.0.1:0"],
        "PermissionGroups": "AnonymousUsers",
        "TarpitInterval": "00:00:00",
        "AuthTarpitInterval": "00:00:00",
    });
    for (property, value) in given.as_object().expect("an object") {
        all[property] = value.clone();
    }
    let settings = scene::settings(vec![scene::connector("Default HUB01", all)]);
    let live: Live = Arc::new(ArcSwap::from_pointee(settings));
    let memory = Arc::new(Memory::default());
    let reception = Reception::new(Neighbours {
        threads: Vec::new(),
        live: live.clone(),
        intake: memory.clone(),
        track: memory.clone(),
        protocol_log: memory.clone(),
        clock: Arc::new(Still),
        relief: memory.relief.clone(),
        resolvers: Arc::new(zone),
        dispatch: memory.clone(),
    });
    let listeners = reception.reconfigure().await;
    let address = *listeners[0].outcome.as_ref().expect("a free port");
    Node { reception, live, memory, address }
}

impl Node {
    async fn connect(&self) -> Peer<TcpStream> {
        Peer::new(TcpStream::connect(self.address).await.expect("the node listens"))
    }

    fn change(&self, change: impl FnOnce(&mut Settings)) {
        let mut settings = Settings::clone(&self.live.load());
        change(&mut settings);
        self.live.store(Arc::new(settings));
    }
}

/// The other end of a connection.
struct Peer<S> {
    stream: S,
    input: BytesMut,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Peer<S> {
    fn new(stream: S) -> Peer<S> {
        Peer { stream, input: BytesMut::new() }
    }

    async fn send(&mut self, text: &str) {
        self.stream.write_all(text.as_bytes()).await.expect("the connection is open");
    }

    async fn reply(&mut self) -> Reply {
        let mut reader = ReplyReader::new();
        loop {
            if let Some(reply) = reader.read(&mut self.input).expect("a reply") {
                return reply;
            }
            let read = self.stream.read_buf(&mut self.input).await.expect("the connection is open");
            assert!(read > 0, "closed instead of a reply");
        }
    }

    /// Sends a command and reads the reply, shown on one line.
    async fn ask(&mut self, command: &str) -> String {
        self.send(&format!("{command}\r\n")).await;
        self.reply().await.to_string()
    }

    async fn greet(&mut self) {
        assert_eq!(self.reply().await.code, 220);
        assert!(self.ask("EHLO client.example").await.starts_with("250 "));
    }

    /// One message in one batch; the reply to its content.
    async fn deliver(&mut self, text: &str) -> String {
        self.send("MAIL FROM:<a@example.org>\r\nRCPT TO:<ann@contoso.com>\r\nDATA\r\n").await;
        assert_eq!([self.reply().await.code, self.reply().await.code, self.reply().await.code], [250, 250, 354]);
        self.send(text).await;
        self.ask(".").await
    }

    async fn is_closed(&mut self) -> bool {
        self.stream.read_buf(&mut self.input).await.is_ok_and(|read| read == 0)
    }
}

#[tokio::test]
async fn an_accepted_message_is_stored_tracked_and_logged() {
    let node = node(json!({"ProtocolLoggingLevel": "Verbose"})).await;
    let mut peer = node.connect().await;
    peer.greet().await;
    let reply = peer.deliver("Message-ID: <1@a>\r\nSubject: =?utf-8?Q?caf=C3=A9?=\r\n\r\n..\r\n").await;
    assert_eq!(reply, "250 2.6.0 <1@a> [InternalId=1, Hostname=hub01.contoso.com] Queued mail for delivery");

    let messages = node.memory.messages.lock().unwrap();
    assert!(messages[0].text.ends_with(b"\r\n\r\n.\r\n"));
    assert_eq!(messages[0].envelope.subject, "café");
    let events = node.memory.events.lock().unwrap();
    assert_eq!((events[0].event, events[0].id), (TrackingEventId::Receive, Some(MessageId(1))));
    assert_eq!(events[0].connector, "HUB01\\Default HUB01");
    let records = node.memory.records.lock().unwrap();
    assert_eq!(records[0].event, ProtocolEvent::Connect);
    assert!(records.iter().any(|record| record.data == "MAIL FROM:<a@example.org>"));
    assert!(!records.iter().any(|record| record.data.contains("caf")), "content is not logged");
}

#[tokio::test]
async fn a_large_message_goes_through_the_spool_piece_by_piece() {
    let node = node(json!({})).await;
    let mut peer = node.connect().await;
    peer.greet().await;
    let body = "0123456789abcdef\r\n".repeat(60_000);
    let reply = peer.deliver(&format!("Message-ID: <1@a>\r\n\r\n{body}")).await;
    assert!(reply.starts_with("250 2.6.0"), "{reply}");
    // The next one is small, and nothing of the large one is left for it.
    assert!(peer.deliver("Message-ID: <2@a>\r\n\r\nsmall\r\n").await.starts_with("250 2.6.0"));

    let messages = node.memory.messages.lock().unwrap();
    assert!(messages[0].text.ends_with(format!("\r\n\r\n{body}").as_bytes()));
    assert_eq!(messages[0].envelope.size, messages[0].text.len() as u64);
    assert!(messages[1].text.ends_with(b"\r\n\r\nsmall\r\n"));
    assert!(messages[1].text.len() < 1000);
}

#[tokio::test]
async fn nothing_is_kept_of_a_message_whose_sender_vanishes() {
    let node = node(json!({})).await;
    let mut peer = node.connect().await;
    peer.greet().await;
    peer.send("MAIL FROM:<a@example.org>\r\nRCPT TO:<ann@contoso.com>\r\nDATA\r\nSubject: x\r\n\r\ntext\r\n").await;
    peer.stream.shutdown().await.unwrap();
    while !peer.is_closed().await {}
    assert!(node.memory.messages.lock().unwrap().is_empty());
}

#[tokio::test]
async fn the_spool_decides_about_250() {
    let node = node(json!({})).await;
    let mut peer = node.connect().await;
    peer.greet().await;
    *node.memory.refusal.lock().unwrap() = Some(Refusal::Resources("disk".into()));
    let text = "Message-ID: <1@a>\r\n\r\n";
    assert_eq!(peer.deliver(text).await, "452 4.3.1 Insufficient system resources");
    *node.memory.refusal.lock().unwrap() = Some(Refusal::Spool("/var/lib/emsh: I/O error".into()));
    assert_eq!(peer.deliver(text).await, "451 4.3.0 Temporary server error. Please try again later");
    *node.memory.refusal.lock().unwrap() = None;
    assert!(peer.deliver(text).await.starts_with("250 2.6.0"));
}

#[tokio::test(start_paused = true)]
async fn a_node_that_is_short_of_something_refuses_mail_and_slows_its_senders_down() {
    let node = node(json!({"PermissionGroups": "AnonymousUsers"})).await;
    let mut peer = node.connect().await;
    peer.greet().await;
    node.memory.relief.set(Measures::REFUSE_INSIDE, Duration::ZERO);
    assert!(peer.ask("MAIL FROM:<a@example.org>").await.starts_with("250"), "strangers are not inside");
    peer.ask("RSET").await;
    node.memory.relief.set(Measures::REFUSE_OUTSIDE, Duration::ZERO);
    assert_eq!(peer.ask("MAIL FROM:<a@example.org>").await, "452 4.3.1 Insufficient system resources");
    node.memory.relief.set(Measures::TARPIT, Duration::from_secs(10));
    let begun = tokio::time::Instant::now();
    assert!(peer.ask("MAIL FROM:<a@example.org>").await.starts_with("250"), "the connection has stayed");
    assert!(begun.elapsed() >= Duration::from_secs(10));
}

/// Ann's is `secret`.
fn give_password(settings: &mut Settings) {
    let ann = settings.mailbox(&"ann@contoso.com".parse().unwrap()).unwrap();
    let mut ann = crate::model::Mailbox::clone(ann);
    ann.password = Some(PasswordHash::of(&Secret::new("secret")).unwrap());
    settings.directory.put(crate::model::Addressee::Mailbox(Arc::new(ann)));
}

#[tokio::test]
async fn users_log_on_behind_tls() {
    let authority = Authority::new();
    let tls = samples::servers(authority.pair(&["hub01.contoso.com"]), &authority);
    let client = rustls::ClientConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(authority.roots())
        .with_no_client_auth();

    let node = node(json!({
        "PermissionGroups": "ExchangeUsers",
        "AuthMechanism": "Tls, BasicAuth, BasicAuthRequireTLS",
    }))
    .await;
    node.change(|settings| {
        settings.tls = Some(tls);
        give_password(settings);
    });
    let mut peer = node.connect().await;
    peer.greet().await;
    assert_eq!(peer.ask("STARTTLS").await, "220 2.0.0 SMTP server ready");
    let name = ServerName::try_from("hub01.contoso.com").unwrap();
    let stream = tokio_rustls::TlsConnector::from(Arc::new(client)).connect(name, peer.stream).await.unwrap();
    let mut peer = Peer::new(stream);
    assert!(peer.ask("EHLO client.example").await.contains("AUTH PLAIN LOGIN SCRAM-SHA-256"));
    for (words, expected) in [
        ("\0ann\0wrong", "535 5.7.3 Authentication unsuccessful"),
        ("\0nobody\0secret", "535 5.7.3 Authentication unsuccessful"),
        ("\0ann@contoso.com\0secret", "235 2.7.0 Authentication successful"),
    ] {
        assert_eq!(peer.ask(&format!("AUTH PLAIN {}", STANDARD.encode(words))).await, expected, "{words:?}");
    }
    peer.send("MAIL FROM:<ann@contoso.com>\r\nRCPT TO:<a@example.net>\r\nDATA\r\n").await;
    assert_eq!([peer.reply().await.code, peer.reply().await.code, peer.reply().await.code], [250, 250, 354]);
    assert!(peer.ask("\r\n.").await.starts_with("250 2.6.0"));
    let text = node.memory.messages.lock().unwrap()[0].text.clone();
    let text = String::from_utf8(text).unwrap();
    assert!(text.contains(" with ESMTPSA (emsh) id ") && text.contains("(version=TLS1_3, cipher=TLS13_"), "{text}");
}

#[tokio::test(start_paused = true)]
async fn a_silent_peer_is_sent_away() {
    let node = node(json!({"ConnectionInactivityTimeout": "00:01:00"})).await;
    let mut peer = node.connect().await;
    assert_eq!(peer.reply().await.code, 220);
    assert_eq!(peer.reply().await.to_string(), "421 4.4.2 Connection timed out");
    assert!(peer.is_closed().await);
}

#[tokio::test(start_paused = true)]
async fn a_peer_that_drips_byte_by_byte_is_sent_away_when_its_time_is_up() {
    let node = node(json!({"ConnectionTimeout": "00:10:00", "ConnectionInactivityTimeout": "00:05:00"})).await;
    // The paused clock leaps to the next timer whenever everybody waits, also for what is on its way already: by a second.
    let seconds = tokio::spawn(async {
        loop {
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    });
    for begun in ["", "MAIL FROM:<a@example.org>\r\nRCPT TO:<ann@contoso.com>\r\nDATA\r\n"] {
        let mut peer = node.connect().await;
        // Held back until the byte before is acknowledged, bytes would come in real time.
        peer.stream.set_nodelay(true).expect("an open socket");
        peer.greet().await;
        peer.send(begun).await;
        for _ in begun.lines() {
            peer.reply().await;
        }
        let began = tokio::time::Instant::now();
        // Each byte comes well within ConnectionInactivityTimeout, and no line ever ends.
        let mut byte = tokio::time::interval(Duration::from_secs(60));
        let said = loop {
            tokio::select! {
                said = peer.reply() => break said,
                _ = byte.tick() => peer.stream.write_all(b"X").await.expect("it still listens"),
            }
        };
        assert_eq!(said.to_string(), "421 4.4.2 Connection timed out", "{begun:?}");
        let lasted = began.elapsed().as_secs();
        assert!((540..=660).contains(&lasted), "{lasted} s: ConnectionTimeout is ten minutes");
        assert!(peer.is_closed().await);
    }
    seconds.abort();
    assert!(node.memory.messages.lock().unwrap().is_empty());
}

#[tokio::test]
async fn who_is_over_the_rate_is_in_the_tracking_log() {
    let node = node(json!({"MessageRateLimit": 1})).await;
    let mut peer = node.connect().await;
    peer.greet().await;
    assert!(peer.deliver("a: b\r\n\r\nc\r\n").await.starts_with("250 "));
    assert!(peer.ask("MAIL FROM:<b@example.org> SIZE=1000").await.starts_with("421 4.4.2 "));
    let events = node.memory.events.lock().unwrap();
    let event = events.iter().find(|event| event.event == TrackingEventId::Throttle).expect("an event");
    assert_eq!(event.envelope.return_path.to_string(), "b@example.org");
    assert_eq!(event.reference, "MessageRateLimit 1 by IPAddress");
    assert_eq!((event.id, event.connector.as_str()), (None, "HUB01\\Default HUB01"));
}

#[tokio::test]
async fn a_change_is_obeyed_by_the_next_message_of_an_open_session() {
    let node = node(json!({})).await;
    let mut peer = node.connect().await;
    peer.greet().await;
    assert_eq!(peer.ask("MAIL FROM:<a@example.org>").await, "250 2.1.0 Sender OK");
    node.change(|settings| settings.accepted_domains.clear());
    assert_eq!(peer.ask("RCPT TO:<ann@contoso.com>").await, "250 2.1.5 Recipient OK", "the message goes on as begun");
    assert_eq!(peer.ask("RSET").await, "250 2.0.0 Resetting");
    assert_eq!(peer.ask("MAIL FROM:<a@example.org>").await, "250 2.1.0 Sender OK");
    assert_eq!(peer.ask("RCPT TO:<ann@contoso.com>").await, "550 5.7.1 Unable to relay");
    assert_eq!(peer.ask("RSET").await, "250 2.0.0 Resetting");
    node.change(|settings| settings.receive_connectors.clear());
    assert_eq!(peer.ask("MAIL FROM:<a@example.org>").await, "421 4.3.2 Service not available");
    assert!(peer.is_closed().await);
}

#[tokio::test]
async fn a_binding_that_fails_is_reported_and_leaves_the_others_alone() {
    let node = node(json!({})).await;
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let taken_at = taken.local_addr().unwrap();
    let second = scene::connector("Second", json!({"Bindings": [taken_at.to_string()]}));
    node.change(|settings| settings.receive_connectors.push(Arc::new(second)));
    let states = node.reception.reconfigure().await;
    let outcomes: Vec<bool> = states.iter().map(|state| state.outcome.is_ok()).collect();
    assert_eq!(outcomes, [true, false], "{states:?}");
    assert_eq!(node.connect().await.reply().await.code, 220);
    // Freed, it is opened by the next look.
    drop(taken);
    assert!(node.reception.reconfigure().await.iter().all(|state| state.outcome.is_ok()));
    // And what no connector wants any more is closed.
    node.change(|settings| settings.receive_connectors.truncate(1));
    node.reception.reconfigure().await;
    assert!(TcpStream::connect(taken_at).await.is_err());
}

#[tokio::test]
async fn stopping_says_goodbye_and_lets_a_message_finish() {
    let node = node(json!({})).await;
    let (mut idle, mut busy) = (node.connect().await, node.connect().await);
    idle.greet().await;
    busy.greet().await;
    busy.send("MAIL FROM:<a@example.org>\r\nRCPT TO:<ann@contoso.com>\r\nDATA\r\n").await;
    assert_eq!([busy.reply().await.code, busy.reply().await.code, busy.reply().await.code], [250, 250, 354]);
    let peers = async {
        assert_eq!(idle.reply().await.to_string(), "421 4.3.2 Service not available");
        assert!(idle.is_closed().await);
        assert!(busy.ask("Message-ID: <1@a>\r\n\r\n.").await.starts_with("250 2.6.0"));
        assert_eq!(busy.reply().await.code, 421);
        // Closed by both sides, so that nobody has to wait for the other.
        drop((idle, busy));
    };
    tokio::join!(node.reception.stop(Duration::from_secs(30)), peers);
    assert!(TcpStream::connect(node.address).await.is_err());
    assert_eq!(node.memory.messages.lock().unwrap().len(), 1);
}
