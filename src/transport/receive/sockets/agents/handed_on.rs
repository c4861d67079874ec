//! Agents where a front end hands on sessions: for them one session ends and another begins.

use super::milter::{milter, node_with, say};
use super::*;

/// The milter sees the port as AA.
const CLIENT: &str = "IP=192.0.2.9 PORT=16705 DOMAIN=client.example";

/// Everybody may hand on sessions, and say what they are for.
fn open_to_front_ends(node: &Node) {
    node.change(|settings| {
        let mut connector = crate::model::ReceiveConnector::clone(&settings.receive_connectors[0]);
        let rights = ["XProxyFrom", "XSessionParams"].map(|right| {
            let entry = format!("Allow ms-Exch-SMTP-Accept-{right} NT AUTHORITY\\ANONYMOUS LOGON");
            entry.parse().expect("an entry")
        });
        connector.extended_rights = rights.to_vec();
        connector.permission_groups = "AnonymousUsers, ExchangeUsers".parse().expect("groups");
        settings.receive_connectors = vec![Arc::new(connector)];
    });
}

#[tokio::test]
async fn a_milter_meets_the_client() {
    let (address, heard) = milter(0, |kind, content| {
        // Nobody from 192.0.2.66 is welcome.
        let is_refused = kind == b'C' && content.ends_with(b"192.0.2.66\0");
        say(if is_refused { b'r' } else { b'c' })
    })
    .await;
    let node = node_with(&address, json!({})).await;
    open_to_front_ends(&node);
    let mut peer = node.connect().await;
    peer.greet().await;
    assert!(peer.ask(&format!("XPROXYFROM {CLIENT}")).await.starts_with("250"));
    assert!(peer.deliver(TEXT).await.starts_with("250 2.6.0"));
    let bad = "XPROXYFROM IP=192.0.2.66 PORT=16705 DOMAIN=bad.example";
    assert_eq!(peer.ask(bad).await, "550 5.7.1 Command rejected");
    // The front end goes on with the next one.
    assert!(peer.ask("EHLO front.example").await.contains("Hello [127.0.0.1]"));
    assert!(peer.ask(&format!("XPROXYFROM {CLIENT}")).await.starts_with("250"));
    peer.ask("QUIT").await;
    assert!(peer.is_closed().await);
    heard.until_parted().await;
    let frames = heard.frames();
    let met: Vec<&str> = frames
        .iter()
        .filter(|frame| ["C ", "H ", "K "].iter().any(|kind| frame.starts_with(kind)))
        .map(|frame| if frame.contains("127.0.0.1") { "C front end" } else { frame.as_str() })
        .collect();
    let expected = [
        ["C front end", "H client.example|", "K "],
        ["C [192.0.2.9]|4AA192.0.2.9|", "H client.example|", "K "],
        ["C [192.0.2.66]|4AA192.0.2.66|", "K ", "C front end"],
        ["H front.example|", "K ", "C [192.0.2.9]|4AA192.0.2.9|"],
    ];
    assert_eq!(met, [&expected.concat()[..], &["H client.example|", "K "]].concat());
}

#[tokio::test]
async fn a_program_has_its_say_at_both_events() {
    let refusal = r#","action":"reject","code":554,"status":"5.7.0","text":"never""#;
    let script = format!(r#"sed -u -n 's/^{{"id":\([0-9]*\),"event".*/{{"id":\1{refusal}}}/p'"#);
    for (event, front, session, message) in [
        ("OnXSessionParamsCommand", "250", "554 5.7.0 never", "250"),
        ("OnProxyInboundMessage", "250", "250", "554 5.7.0 never"),
        ("OnEhloCommand", "554 5.7.0 never", "", ""),
        ("OnConnect", "554 5.7.0 never", "", ""),
    ] {
        let node = node(json!({})).await;
        let agent = json!({ "AssemblyPath": "/bin/sh", "Arguments": ["-c", script], "Events": [event] });
        open_to_front_ends(&node);
        let id = uuid::Uuid::from_u128(7);
        node.change(|settings| scene::house(settings, "One", id, "ann@contoso.com"));
        let mut peer = node.connect().await;
        peer.greet().await;
        // Not about the front end.
        let deliver = ["MAIL FROM:<a@example.org>", "RCPT TO:<ann@contoso.com>", "DATA"];
        assert!(peer.deliver(TEXT).await.starts_with("250"), "{event}");
        install(&node, &[("Program", agent)]);
        peer.ask("MAIL FROM:<a@example.org>").await;
        peer.ask("RSET").await;
        assert!(peer.deliver(TEXT).await.starts_with("250"), "{event}");
        let said = peer.ask(&format!("XPROXYFROM {CLIENT}")).await;
        assert!(said.starts_with(front), "{event}: {said}");
        if session.is_empty() {
            continue;
        }
        let said = peer.ask(&format!("XSESSIONPARAMS MDBGUID={id}")).await;
        assert!(said.starts_with(session), "{event}: {said}");
        for command in deliver {
            peer.ask(command).await;
        }
        peer.send(TEXT).await;
        let said = peer.ask(".").await;
        assert!(said.starts_with(message), "{event}: {said}");
    }
}
