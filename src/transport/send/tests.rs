//! Sessions over real sockets on loopback, against servers that keep to scripts.

mod direct;
mod faults;
mod probes;
mod race;
mod require_tls;
mod scene;
mod server;
mod texts;
mod tls;
mod wishes;

use std::sync::Mutex;

use bytes::Bytes;
use serde_json::json;

use self::scene::{GREETING, ONE_MESSAGE, Scene, TEXT, attempt, said};
use self::server::Server;
use super::*;
use crate::model::{DeliveryType, Secret};
use crate::resolve::Zone;
use crate::transport::connectivity::{ConnectivityLog, ConnectivityRecord};
use crate::transport::protocol::{ProtocolEvent, ProtocolRecord};
use crate::transport::samples::{connector, database, envelope, mailbox_with, settings};
use crate::transport::{
    Attempt, Body, Delivery, MessageId, Outcome, RelayCredential, Speaker, SystemClock, TlsSession,
};

#[tokio::test]
async fn a_message_goes_in_as_many_transactions_and_sessions_as_the_server_wants() {
    let greeting = GREETING.replace("250 PIPELINING", "250-PIPELINING\n    S: 250 LIMITS RCPTMAX=2 MAILMAX=2");
    let transaction = |recipients: &[&str]| {
        let paths: String = recipients.iter().map(|name| format!("C: RCPT TO:<{name}@fabrikam.com>\n")).collect();
        let oks = "S: 250 ok\n".repeat(recipients.len() + 1);
        format!(
            "C: MAIL FROM:<ann@contoso.com>\n{paths}C: DATA\n{oks}S: 354 go\nTEXT\nS: 250 2.6.0 {}\n",
            recipients[0]
        )
    };
    let scripts = [
        format!("{greeting}\n{}{}QUIT", transaction(&["a", "b"]), transaction(&["c", "d"])),
        format!("{greeting}\n{}QUIT", transaction(&["e"])),
    ];
    let server = Server::start(&[&scripts[0], &scripts[1]], None).await;
    let recipients = ["a", "b", "c", "d", "e"].map(|name| format!("{name}@fabrikam.com"));
    let recipients: Vec<&str> = recipients.iter().map(String::as_str).collect();
    let delivery = Scene::to(&server).send(&attempt(&recipients, TEXT)).await;
    let said = said(&delivery);
    assert_eq!(said, ["a", "a", "c", "c", "e"].map(|first| format!("sent 250 2.6.0 {first}")));
    assert_eq!(server.finish().await.len(), 3);
}

#[tokio::test]
async fn nobody_gets_a_message_twice_when_the_server_hangs_up_between_transactions() {
    // The second recipient is one too many; the server closes before it hears of the second transaction.
    let crowded = "C: MAIL FROM:<ann@contoso.com>
        C: RCPT TO:<a@fabrikam.com>
        C: RCPT TO:<b@fabrikam.com>
        C: DATA
        S: 250 ok
        S: 250 ok
        S: 452 4.5.3 too many
        S: 354 go
        TEXT
        S: 250 2.6.0 first
        CLOSE";
    let second = ONE_MESSAGE.replace("ben@", "b@");
    let scripts = [format!("{GREETING}\n{crowded}"), format!("{GREETING}\n{second}\nQUIT")];
    let server = Server::start(&[&scripts[0], &scripts[1]], None).await;
    let delivery = Scene::to(&server).send(&attempt(&["a@fabrikam.com", "b@fabrikam.com"], TEXT)).await;
    assert_eq!(said(&delivery), ["sent 250 2.6.0 first", "sent 250 2.6.0 queued"]);
    assert_eq!(server.finish().await.len(), 2);
}

#[tokio::test]
async fn several_messages_go_over_one_connection() {
    let script = format!("{GREETING}\n{ONE_MESSAGE}\n{ONE_MESSAGE}\nQUIT");
    let server = Server::start(&[&script], None).await;
    let port = server.address.port();
    let scene = Scene::new(json!({ "SmartHosts": ["127.0.0.1"], "Port": port, "SmtpMaxMessagesPerConnection": 2 }));
    let mut carriage = scene.open().await.unwrap();
    let message = attempt(&["ben@fabrikam.com"], TEXT);
    let first = carriage.deliver(&message).await;
    assert_eq!(said(&first), ["sent 250 2.6.0 queued"]);
    assert_eq!(
        (first.host.as_str(), first.address, first.is_reusable),
        ("[127.0.0.1]", "127.0.0.1".parse().ok(), true)
    );
    let second = carriage.deliver(&message).await;
    assert!(!second.is_reusable, "two messages are the connector's limit");
    assert!(matches!(&second.outcomes[0].1.remark().by, Speaker::Remote { host, .. } if host == "[127.0.0.1]"));
    carriage.close().await;
    assert_eq!(server.finish().await, ["Subject: s\r\n\r\n..\r\ntext\r\n.\r\n"; 2]);
}

#[tokio::test]
async fn the_next_host_is_tried_and_a_dead_one_comes_last() {
    let script = format!("{GREETING}\n{ONE_MESSAGE}\nQUIT");
    let server = Server::start(&[&script, &script], None).await;
    let port = server.address.port();
    // Nobody listens on the other address; the port is the same.
    let scene = Scene::new(json!({ "SmartHosts": ["127.0.0.2", "127.0.0.1"], "Port": port }));
    for _ in 0..2 {
        assert_eq!(said(&scene.send(&attempt(&["ben@fabrikam.com"], TEXT)).await), ["sent 250 2.6.0 queued"]);
    }
    server.finish().await;
}

#[tokio::test]
async fn a_host_where_nobody_listens_makes_the_queue_wait() {
    let server = Server::start(&[], None).await;
    let scene = Scene::to(&server);
    let port = server.address.port();
    server.finish().await;
    let unreached = scene.open().await.err().unwrap();
    assert!(!unreached.is_permanent);
    let text = unreached.remark.to_string();
    let expected =
        "441 4.4.1 Error encountered while communicating with primary target IP address: \"Failed to connect. ";
    assert!(text.starts_with(expected), "{text}");
    assert!(text.ends_with(&format!("The last endpoint attempted was 127.0.0.1:{port}")), "{text}");
}

#[tokio::test]
async fn exchangers_are_found_by_dns() {
    let script = format!("{GREETING}\n{ONE_MESSAGE}\nQUIT");
    let server = Server::start(&[&script], None).await;
    let zone = Zone::new()
        .with_mx("fabrikam.com", 10, "dead.fabrikam.com")
        .with_mx("fabrikam.com", 20, "nowhere.fabrikam.com")
        .with_mx("fabrikam.com", 30, "mx.fabrikam.com")
        .with_address("dead.fabrikam.com", "127.0.0.2")
        .with_address("mx.fabrikam.com", "127.0.0.1");
    let given = json!({ "Port": server.address.port() });
    let scene = Scene::with(given, zone, rustls::RootCertStore::empty(), "");
    let delivery = scene.send(&attempt(&["ben@fabrikam.com"], TEXT)).await;
    assert_eq!(said(&delivery), ["sent 250 2.6.0 queued"]);
    assert_eq!(delivery.host, "mx.fabrikam.com");
    let port = server.address.port();
    server.finish().await;
    let visit = std::mem::take(&mut *scene.visits.0.lock().unwrap());
    assert!(visit[0].starts_with("SMTP fabrikam.com + DnsConnectorDelivery "), "{visit:?}");
    let lines: Vec<&str> = visit.iter().map(|line| line.strip_prefix("SMTP fabrikam.com ").unwrap()).collect();
    let refused = format!("> Failed connection to 127.0.0.2:{port}: Connection refused (os error 111)");
    assert_eq!(
        lines[1..],
        [
            "> Hosts: dead.fabrikam.com, nowhere.fabrikam.com, mx.fabrikam.com",
            &format!("> dead.fabrikam.com [127.0.0.2:{port}]"),
            &refused,
            "> nowhere.fabrikam.com has no address: no such domain",
            &format!("> mx.fabrikam.com [127.0.0.1:{port}]"),
            &format!("> Established connection to 127.0.0.1:{port}"),
            &format!("- Messages: 1 Bytes: {}", TEXT.len()),
        ]
    );
    let zone = Zone::new().with_mx("fabrikam.com", 10, "mx.gone.example");
    let scene = Scene::with(json!({}), zone, rustls::RootCertStore::empty(), "");
    let lost = scene.open().await.err().unwrap();
    let said = "550 5.4.0 SMTPSEND.DNS.HostNotFound; authoritative host not found: mx.gone.example";
    assert_eq!((lost.remark.to_string().as_str(), lost.is_permanent), (said, true));
    let lost = Scene::new(json!({})).open().await.err().unwrap();
    assert_eq!(lost.remark.to_string(), "550 5.4.4 SMTPSEND.DNS.NonExistentDomain; nonexistent domain");
    assert!(lost.is_permanent);
}

#[tokio::test]
async fn a_host_that_does_not_want_us_is_quoted() {
    let server = Server::start(&["S: 554 5.7.1 go away\nQUIT"], None).await;
    let unreached = Scene::to(&server).open().await.err().unwrap();
    let port = server.address.port();
    assert_eq!(
        unreached.remark.to_string(),
        format!(
            "451 4.4.0 Primary target IP address responded with: \"554 5.7.1 go away\". The last endpoint attempted \
             was 127.0.0.1:{port}"
        )
    );
    server.finish().await;
}

#[tokio::test]
async fn a_session_that_was_closed_while_idle_costs_no_message() {
    let first = format!("{GREETING}\n{ONE_MESSAGE}\nCLOSE");
    let polite = format!("{GREETING}\n{ONE_MESSAGE}\nS: 421 4.4.2 idle for too long\nCLOSE");
    let last = format!("{GREETING}\n{ONE_MESSAGE}\nQUIT");
    let server = Server::start(&[&first, &polite, &last], None).await;
    let scene = Scene::to(&server);
    let mut carriage = scene.open().await.unwrap();
    let message = attempt(&["ben@fabrikam.com"], TEXT);
    for _ in 0..3 {
        assert_eq!(said(&carriage.deliver(&message).await), ["sent 250 2.6.0 queued"]);
    }
    carriage.close().await;
    assert_eq!(server.finish().await.len(), 3);
}

#[tokio::test]
async fn a_connection_lost_after_the_dot_is_no_delivery() {
    let script = format!("{GREETING}\n{}\nCLOSE", ONE_MESSAGE.trim_end_matches("S: 250 2.6.0 queued"));
    let server = Server::start(&[&script], None).await;
    let mut carriage = Scene::to(&server).open().await.unwrap();
    let delivery = carriage.deliver(&attempt(&["ben@fabrikam.com"], TEXT)).await;
    let told =
        "451 4.4.2 Connection dropped. The server closed the connection. The last endpoint attempted was 127.0.0.1:";
    assert!(said(&delivery)[0].starts_with(&format!("deferred {told}")), "{:?}", said(&delivery));
    assert!(!delivery.is_reusable);
    server.finish().await;
}

#[tokio::test]
async fn an_answer_to_nothing_is_not_taken_for_the_answer_to_the_text() {
    let script = "S: 220 mx\nC: EHLO\nS: 250-mx\nS: 250 CHUNKING\nC: MAIL\nS: 250 ok\nC: RCPT\nS: 250 ok¶250 ok\nCLOSE";
    let server = Server::start(&[script], None).await;
    let mut carriage = Scene::to(&server).open().await.unwrap();
    let delivery = carriage.deliver(&attempt(&["ben@fabrikam.com"], TEXT)).await;
    let told = "deferred 451 4.5.0 The server answers what was not asked. The last endpoint attempted was 127.0.0.1:";
    assert!(said(&delivery)[0].starts_with(told), "{:?}", said(&delivery));
    assert!(!delivery.is_reusable);
    server.finish().await;
}

#[tokio::test]
async fn more_recipients_than_one_transaction_holds_take_two() {
    let script = format!(
        "{GREETING}
         C: MAIL FROM
         C: RCPT TO:<a@fabrikam.com>
         C: RCPT TO:<b@fabrikam.com>
         C: DATA
         S: 250 ok
         S: 250 ok
         S: 452 4.5.3 too many
         S: 354 go
         TEXT
         S: 250 2.6.0 first
         C: MAIL FROM
         C: RCPT TO:<b@fabrikam.com>
         C: DATA
         S: 250 ok
         S: 250 ok
         S: 354 go
         TEXT
         S: 250 2.6.0 second
         QUIT"
    );
    let server = Server::start(&[&script], None).await;
    let delivery = Scene::to(&server).send(&attempt(&["a@fabrikam.com", "b@fabrikam.com"], TEXT)).await;
    assert_eq!(said(&delivery), ["sent 250 2.6.0 first", "sent 250 2.6.0 second"]);
    server.finish().await;
}

#[tokio::test]
async fn the_connector_says_from_where() {
    let script = format!("{GREETING}\nQUIT");
    let server = Server::start(&[&script], None).await;
    let given = json!({
        "SmartHosts": ["127.0.0.1"], "Port": server.address.port(), "SourceIPAddress": "127.0.0.9",
        "ProtocolLoggingLevel": "Verbose",
    });
    let scene = Scene::new(given);
    scene.open().await.unwrap().close().await;
    server.finish().await;
    let unusable = json!({ "SmartHosts": ["127.0.0.1"], "Port": 1, "SourceIPAddress": "192.0.2.1" });
    let unreached = Scene::new(unusable).open().await.err().unwrap();
    assert!(unreached.remark.to_string().contains("Failed to connect."), "an address that is not ours");
}

#[tokio::test]
async fn lmtp_delivers_by_primary_addresses_with_an_answer_for_each() {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("lmtp");
    let script = "S: 220 lmtp
        C: LHLO hub1.contoso.com
        S: 250-lmtp
        S: 250 PIPELINING
        C: MAIL FROM:<ann@contoso.com>
        C: RCPT TO:<ben@contoso.com>
        C: RCPT TO:<ann@contoso.com>
        C: DATA
        S: 250 ok
        S: 250 ok
        S: 250 ok
        S: 354 go
        TEXT
        S: 250 2.0.0 saved
        S: 452 4.2.2 full
        QUIT";
    let server = Server::start_unix(&socket, script).await;
    let mut settings = settings();
    settings.databases.clear();
    database(&mut settings, "DB1", json!({ "LmtpEndpoint": format!("unix:{}", socket.display()) }));
    mailbox_with(&mut settings, "Ben", json!({ "EmailAddresses": ["ben@contoso.com", "b@contoso.com"] }));
    let database = &settings.databases["db1"];
    let hop = NextHop {
        delivery_type: DeliveryType::SmtpDeliveryToMailbox,
        domain: "DB1".into(),
        connector: database.id,
        is_tls_optional: false,
    };
    let scene = Scene::of(settings, hop, Zone::new(), rustls::RootCertStore::empty(), "");
    let message =
        attempt(&["b@contoso.com", "gone@contoso.com", "ann@contoso.com", "ben@contoso.com", "Ann@contoso.com"], TEXT);
    let delivery = scene.send(&message).await;
    assert_eq!(
        said(&delivery),
        [
            "sent 250 2.0.0 saved",
            "deferred 432 4.2.0 STOREDRV.NoMailbox; the recipient has no mailbox any more",
            "deferred 452 4.2.2 full",
            "again 250 2.1.5 in the mailbox already, by another of its addresses",
            "deferred 452 4.2.2 full",
        ]
    );
    assert_eq!(*scene.noted.0.lock().unwrap(), [(1, vec![0], false)], "as soon as it was said");
    server.finish().await;
}
