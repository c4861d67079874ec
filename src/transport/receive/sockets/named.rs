//! Hosts that relay by their name in DNS.

use serde_json::json;

use super::{Peer, node_asking};
use crate::resolve::Zone;

const CANNOT_RELAY: &str = "550 5.7.1 Unable to relay";

async fn asks_to_relay<S: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin>(peer: &mut Peer<S>) -> String {
    assert!(peer.ask("MAIL FROM:<app@contoso.com>").await.starts_with("250"));
    let answer = peer.ask("RCPT TO:<x@example.net>").await;
    peer.ask("RSET").await;
    answer
}

#[tokio::test]
async fn a_host_relays_by_a_name_that_leads_back_and_while_the_connector_says_so() {
    let there = Zone::new().with_ptr("127.0.0.1", "app.contoso.com");
    let and_back = there.clone().with_address("app.contoso.com", "127.0.0.1");
    let elsewhere = there.clone().with_address("app.contoso.com", "192.0.2.1");
    let given = || json!({"RelayDomains": ["fabrikam.com", "contoso.com"]});
    for (zone, why) in [(there, "a name without an address"), (elsewhere, "the name of another host")] {
        let node = node_asking(given(), zone).await;
        let mut peer = node.connect().await;
        peer.greet().await;
        assert_eq!(asks_to_relay(&mut peer).await, CANNOT_RELAY, "{why}");
    }
    let node = node_asking(given(), and_back).await;
    let mut peer = node.connect().await;
    peer.greet().await;
    for _ in 0..2 {
        assert_eq!(asks_to_relay(&mut peer).await, "250 2.1.5 Recipient OK");
    }
    // Another state of the settings asks anew, in the same session.
    let change = |domains: &[&str], revision: u64| {
        let domains: Vec<_> = domains.iter().map(|domain| domain.parse().expect("a domain")).collect();
        node.change(|settings| {
            settings.revision = revision;
            std::sync::Arc::make_mut(&mut settings.receive_connectors[0]).relay_domains = domains;
        });
    };
    change(&["fabrikam.com"], 100);
    assert_eq!(asks_to_relay(&mut peer).await, CANNOT_RELAY);
    change(&["app.contoso.com"], 101);
    assert_eq!(asks_to_relay(&mut peer).await, "250 2.1.5 Recipient OK");
    change(&[], 102);
    assert_eq!(asks_to_relay(&mut peer).await, CANNOT_RELAY);
}
