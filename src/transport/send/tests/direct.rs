//! Straight to the domain first, to the smart hosts after that (AttemptDirectDelivery).

use serde_json::json;

use super::scene::{GREETING, ONE_MESSAGE, Scene, TEXT, attempt, said};
use super::server::Server;
use crate::resolve::Zone;

fn zone(address: &str) -> Zone {
    Zone::new().with_mx("fabrikam.com", 10, "mx.fabrikam.com").with_address("mx.fabrikam.com", address)
}

fn scene(zone: Zone, smart_host: &str, port: u16) -> Scene {
    let given = json!({ "SmartHosts": [smart_host], "Port": port, "AttemptDirectDelivery": true });
    Scene::with(given, zone, rustls::RootCertStore::empty(), "")
}

#[tokio::test]
async fn the_smart_hosts_are_not_asked_where_the_domain_takes_the_session() {
    let script = format!("{GREETING}\n{ONE_MESSAGE}\nQUIT");
    let server = Server::start(&[&script], None).await;
    let scene = scene(zone("127.0.0.1"), "127.0.0.9", server.address.port());
    assert_eq!(said(&scene.send(&attempt(&["ben@fabrikam.com"], TEXT)).await), ["sent 250 2.6.0 queued"]);
    server.finish().await;
    // A recipient that is refused is refused.
    let script = format!("{GREETING}\nC: MAIL\nC: RCPT\nC: DATA\nS: 250 ok\nS: 550 5.1.1 no\nS: 554 none\nQUIT");
    let server = Server::start(&[&script], None).await;
    let scene = self::scene(zone("127.0.0.1"), "127.0.0.9", server.address.port());
    assert_eq!(said(&scene.send(&attempt(&["ben@fabrikam.com"], TEXT)).await), ["failed 550 5.1.1 no"]);
    server.finish().await;
}

#[tokio::test]
async fn the_smart_hosts_get_what_cannot_be_brought_straight() {
    for (zone, greeting, told) in [
        (zone("127.0.0.3"), None, "441 4.4.1"),
        (zone("127.0.0.2"), Some("S: 421 4.3.2 not now"), "not now"),
        (zone("127.0.0.2"), Some("S: 554 5.7.1 not you\nQUIT"), "not you"),
        (Zone::new(), None, "550 5.4.4"),
    ] {
        let script = format!("{GREETING}\n{ONE_MESSAGE}\nQUIT");
        let server = Server::start(&[&script], None).await;
        let port = server.address.port();
        let unwilling = match greeting {
            Some(greeting) => Some(Server::start_at(&format!("127.0.0.2:{port}"), &[greeting], None).await),
            None => None,
        };
        let scene = scene(zone, "127.0.0.1", port);
        assert_eq!(said(&scene.send(&attempt(&["ben@fabrikam.com"], TEXT)).await), ["sent 250 2.6.0 queued"], "{told}");
        let visits = scene.visits.0.lock().unwrap().clone();
        let another = visits.iter().find(|line| line.contains("Direct delivery failed, trying the smart hosts: "));
        assert!(another.is_some_and(|line| line.contains(told)), "{told}: {visits:?}");
        server.finish().await;
        if let Some(unwilling) = unwilling {
            unwilling.finish().await;
        }
    }
}

#[tokio::test]
async fn the_queue_hears_of_both_ways_and_a_domain_that_takes_no_mail_takes_none() {
    // A port that nobody listens on.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let unreached = scene(zone("127.0.0.3"), "127.0.0.9", port).open().await.err().expect("nobody is there");
    let text = unreached.remark.to_string();
    assert!(!unreached.is_permanent && text.starts_with("441 4.4.1"), "{text}");
    let (last, direct) = text.split_once(". Direct delivery had failed before: ").expect("both are told");
    assert!(last.contains("127.0.0.9") && direct.contains("127.0.0.3"), "{text}");
    let none = Zone::new().with_mx("fabrikam.com", 0, "");
    let unreached = scene(none, "127.0.0.1", port).open().await.err().expect("it takes no mail");
    assert!(unreached.is_permanent && unreached.remark.to_string().starts_with("556 5.1.10"), "{unreached:?}");
}
