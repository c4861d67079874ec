//! Front ends that hand on sessions: whose address counts, and what a change of the settings does to it.

use super::*;
use crate::model::class::Class;
use crate::model::{IPAllowListEntry, IPBlockListEntry, ReceiveConnector};

/// A node on which everybody may speak for others.
async fn front_ended(given: Value) -> Node {
    let everybody = ["NT AUTHORITY\\ANONYMOUS LOGON", "MS Exchange\\Externally Secured Servers"];
    let entries = everybody.map(|trustee| format!("Allow ms-Exch-SMTP-Accept-XProxyFrom {trustee}"));
    let mut all = json!({"ExtendedRights": entries, "ProtocolLoggingLevel": "Verbose"});
    for (property, value) in given.as_object().expect("an object") {
        all[property] = value.clone();
    }
    node(all).await
}

async fn hand_on(peer: &mut Peer<TcpStream>, client: &str) {
    let line = format!("XPROXYFROM SID=08DE IP={client} PORT=1025 DOMAIN=client.example SEQNUM=7");
    assert_eq!(peer.ask(&line).await, "250 2.0.0 XProxyFrom accepted and authenticated");
}

#[tokio::test]
async fn the_address_of_the_client_counts_and_not_that_of_the_front_end() {
    let node = front_ended(json!({"MessageRateLimit": 1, "MessageRateSource": "IPAddress"})).await;
    node.change(|settings| {
        let here = json!({"IPAddress": "127.0.0.1"});
        let filters = Arc::make_mut(&mut settings.filters);
        filters.allowed = vec![Arc::new(IPAllowListEntry::create("here", "", here).expect("sound"))];
        let there = json!({"IPAddress": "192.0.2.9"});
        filters.blocked = vec![Arc::new(IPBlockListEntry::create("there", "", there).expect("sound"))];
    });
    let mut peer = node.connect().await;
    peer.greet().await;
    hand_on(&mut peer, "192.0.2.9").await;
    assert!(peer.ask("MAIL FROM:<a@example.org>").await.starts_with("550 5.7.1 "), "it is blocked");
    // One message a minute each.
    for client in ["192.0.2.10", "192.0.2.11"] {
        hand_on(&mut peer, client).await;
        assert!(peer.deliver("Message-ID: <1@a>\r\n\r\n").await.starts_with("250 2.6.0"), "{client}");
    }
    hand_on(&mut peer, "192.0.2.10").await;
    assert!(peer.ask("MAIL FROM:<a@example.org>").await.starts_with("421 4.4.2 "), "that was its message");
    assert!(peer.is_closed().await);

    let messages = node.memory.messages.lock().unwrap();
    let text = String::from_utf8_lossy(&messages[1].text);
    assert!(text.starts_with("Received: from client.example (192.0.2.11) by hub01.contoso.com (127.0.0.1)"), "{text}");
    let events = node.memory.events.lock().unwrap();
    let clients: Vec<String> = events.iter().filter_map(|event| Some(event.client.as_ref()?.0.to_string())).collect();
    assert_eq!(clients, ["192.0.2.10", "192.0.2.11", "192.0.2.10"]);
    let records = node.memory.records.lock().unwrap();
    let joined = records.iter().filter(|record| record.data.starts_with("SID=08DE SEQNUM=7 front end 127.0.0.1:"));
    let remotes: Vec<String> = joined.map(|record| record.remote.to_string()).collect();
    assert_eq!(remotes, ["192.0.2.9:1025", "192.0.2.10:1025", "192.0.2.11:1025", "192.0.2.10:1025"]);
}

#[tokio::test]
async fn a_change_of_the_settings_makes_no_client_a_server_and_takes_the_right_at_once() {
    let node = front_ended(json!({
        "AuthMechanism": "ExternalAuthoritative",
        "PermissionGroups": "AnonymousUsers, ExchangeServers",
    }))
    .await;
    let mut peer = node.connect().await;
    peer.greet().await;
    hand_on(&mut peer, "192.0.2.9").await;
    node.change(|settings| settings.revision += 1);
    assert!(peer.ask("MAIL FROM:<a@example.org>").await.starts_with("250"));
    assert_eq!(peer.ask("RCPT TO:<b@example.net>").await, "550 5.7.1 Unable to relay");
    peer.ask("RSET").await;
    node.change(|settings| {
        let mut connector = ReceiveConnector::clone(&settings.receive_connectors[0]);
        connector.extended_rights.clear();
        (settings.receive_connectors, settings.revision) = (vec![Arc::new(connector)], settings.revision + 1);
    });
    let next = "XPROXYFROM IP=192.0.2.10 PORT=1025 DOMAIN=client.example";
    assert_eq!(peer.ask(next).await, "502 5.3.3 Command not implemented");
    // It is still the client that was there.
    assert!(peer.ask("EHLO client.example").await.contains("Hello [192.0.2.9]"));
}

#[tokio::test]
async fn nobody_is_handed_on_to_a_service_that_ends() {
    let node = front_ended(json!({})).await;
    let mut peer = node.connect().await;
    peer.greet().await;
    node.change(|settings| settings.receive_connectors.clear());
    let line = "XPROXYFROM IP=192.0.2.10 PORT=1025 DOMAIN=client.example";
    assert_eq!(peer.ask(line).await, "421 4.3.2 Service not available");
    assert!(peer.is_closed().await);
}
