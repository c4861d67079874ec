//! Peers that connect and say nothing more: what each costs, and what they leave to others.
//!
//! EMSH_IDLE_CONNECTIONS takes another number; 10,000 need as many descriptors on both sides (`ulimit -n`).

use std::time::{Duration, Instant};

use crate::support::node::Node;
use crate::support::smtp::Client;
use crate::support::{appear, free_port};

const CONNECTIONS: usize = 400;
/// The aim is 200 MB for 10,000 connections, of which the program itself has some fifty.
const KILOBYTES_EACH: usize = 15;

#[test]
fn idle_connections_cost_little_and_keep_nobody_out() {
    let given = std::env::var("EMSH_IDLE_CONNECTIONS").ok();
    let connections = given.map_or(CONNECTIONS, |text| text.parse().expect("EMSH_IDLE_CONNECTIONS is a number"));
    let (node, port) = (Node::start(), free_port());
    node.configure(&format!(
        "New-ReceiveConnector -Name Idle -Bindings 127.0.0.1:{port} -RemoteIPRanges 127.0.0.1 `
             -PermissionGroups AnonymousUsers -MaxInboundConnection unlimited `
             -MaxInboundConnectionPerSource unlimited -MaxInboundConnectionPercentagePerSource 100"
    ));
    appear::port_opens(port, || true);
    let before = resident(&node);
    let mut held = Vec::with_capacity(connections);
    for _ in 0..connections {
        let mut client = Client::connect(port);
        client.ask("EHLO idle.example", "250");
        held.push(client);
    }
    let grown = resident(&node).saturating_sub(before);
    // Whatever comes with the first connection of all, and the connections.
    let most = 8 * 1024 + connections * KILOBYTES_EACH;
    assert!(grown <= most, "{connections} connections cost {grown} kB, more than {most} kB");

    let fastest = (0..20).map(|_| {
        let started = Instant::now();
        drop(Client::connect(port));
        started.elapsed()
    });
    let fastest = fastest.min().expect("some were tried");
    println!("{connections} idle connections: {grown} kB more; a new one is greeted in {fastest:?}");
    assert!(fastest < Duration::from_millis(10), "{fastest:?}");
    drop(held);
}

/// Memory that the node has, in kilobytes.
fn resident(node: &Node) -> usize {
    let status = std::fs::read_to_string(format!("/proc/{}/status", node.pid())).expect("it runs");
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).expect("every process has some");
    line.split_ascii_whitespace().nth(1).and_then(|text| text.parse().ok()).expect("a number")
}
