//! Addresses that lead nowhere beside others that do (RFC 8305).

use std::time::Duration;

use serde_json::json;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::time::{Instant, timeout};

use super::scene::{GREETING, ONE_MESSAGE, Scene, TEXT, attempt, said};
use super::server::Server;
use crate::resolve::Zone;

/// An address of this machine where connections are never answered: its queue is full and nobody empties it.
pub struct BlackHole {
    pub address: std::net::SocketAddr,
    _listener: TcpListener,
    _waiting: Vec<TcpStream>,
}

impl BlackHole {
    pub async fn at(address: &str) -> BlackHole {
        let address = address.parse::<std::net::SocketAddr>().unwrap();
        let socket = if address.is_ipv6() { TcpSocket::new_v6() } else { TcpSocket::new_v4() }.unwrap();
        socket.bind(address).unwrap();
        let listener = socket.listen(1).unwrap();
        let address = listener.local_addr().unwrap();
        let mut waiting = Vec::new();
        // Full when one is not answered any more.
        while let Ok(stream) = timeout(Duration::from_millis(100), TcpStream::connect(address)).await {
            waiting.push(stream.unwrap());
            assert!(waiting.len() < 100, "the queue never fills");
        }
        BlackHole { address, _listener: listener, _waiting: waiting }
    }
}

fn both_families() -> Zone {
    Zone::new()
        .with_mx("fabrikam.com", 10, "mx.fabrikam.com")
        .with_address("mx.fabrikam.com", "::1")
        .with_address("mx.fabrikam.com", "127.0.0.1")
}

#[tokio::test]
async fn a_host_whose_ipv6_leads_nowhere_is_reached_by_ipv4_at_once() {
    let script = format!("{GREETING}\n{ONE_MESSAGE}\nQUIT");
    let server = Server::start(&[&script], None).await;
    let port = server.address.port();
    let _hole = BlackHole::at(&format!("[::1]:{port}")).await;
    let scene = Scene::with(json!({ "Port": port }), both_families(), rustls::RootCertStore::empty(), "");
    let started = Instant::now();
    assert_eq!(said(&scene.send(&attempt(&["ben@fabrikam.com"], TEXT)).await), ["sent 250 2.6.0 queued"]);
    // A connection attempt alone may take 30 s.
    assert!(started.elapsed() < Duration::from_secs(10), "{:?}", started.elapsed());
    server.finish().await;
}

#[tokio::test]
async fn the_slower_family_still_has_its_chance_when_the_faster_one_does_not_want_us() {
    let unwilling = Server::start(&["S: 554 5.7.1 not by IPv4\nQUIT"], None).await;
    let port = unwilling.address.port();
    let script = format!("{GREETING}\n{ONE_MESSAGE}\nQUIT");
    // IPv6 is asked first; IPv4 is asked when that is done.
    let willing = Server::start_at(&format!("[::1]:{port}"), &["S: 554 5.7.1 no\nQUIT", &script], None).await;
    let scene = Scene::with(json!({ "Port": port }), both_families(), rustls::RootCertStore::empty(), "");
    let unreached = scene.open().await.err().unwrap().remark.to_string();
    assert!(unreached.contains("not by IPv4"), "both were asked: {unreached}");
    assert_eq!(said(&scene.send(&attempt(&["ben@fabrikam.com"], TEXT)).await), ["sent 250 2.6.0 queued"]);
    willing.finish().await;
    unwilling.finish().await;
}

#[tokio::test]
async fn addresses_that_lead_nowhere_cost_no_more_than_ten_tries() {
    let hole = BlackHole::at("127.0.0.1:0").await;
    let given = json!({
        "SmartHosts": ["127.0.0.1"], "Port": hole.address.port(), "ConnectionInactivityTimeOut": "00:00:01",
    });
    let unreached = Scene::new(given).open().await.err().unwrap();
    assert!(unreached.remark.to_string().contains("Failed to connect. connection timed out"), "{}", unreached.remark);
    // Nobody listens on any of these: each is refused at once.
    let many = (2..40).fold(Zone::new(), |zone, last| zone.with_address("many.example", &format!("127.0.1.{last}")));
    let given = json!({ "SmartHosts": ["many.example"], "Port": hole.address.port() });
    let scene = Scene::with(given, many, rustls::RootCertStore::empty(), "");
    scene.open().await.err().unwrap();
    let visit = scene.visits.0.lock().unwrap();
    assert_eq!(visit.iter().filter(|line| line.contains("Failed connection to")).count(), 10, "{visit:?}");
}
