//! What a receive connector says, as its peers see it: each property is given by New-ReceiveConnector to a running node
//! and read off the conversation.

mod defaults;
mod extensions;
mod limits;
mod peers;
mod place;
mod refusals;
mod rights;
mod words;

use std::collections::BTreeSet;

use emsh::model::{Class, ReceiveConnector};

use self::place::{Place, Row};
use crate::support::appear::eventually;
use crate::support::free_port;
use crate::support::node::Node;

/// Every property of the class.
const ROWS: &[&[Row]] = &[peers::ROWS, rights::ROWS, limits::ROWS, extensions::ROWS, words::ROWS];

/// What a connector of a row has unless the row says otherwise.
const USUAL: [(&str, &str); 5] = [
    ("Usage", "Custom"),
    ("RemoteIPRanges", "127.0.0.0/8"),
    ("PermissionGroups", "AnonymousUsers"),
    ("TarpitInterval", "00:00:00"),
    ("AuthTarpitInterval", "00:00:00"),
];

#[test]
fn each_property_is_obeyed() {
    let declared: BTreeSet<&str> = ReceiveConnector::info().properties.iter().map(|property| property.name).collect();
    let rows: Vec<&Row> = ROWS.iter().copied().flatten().collect();
    let shown: BTreeSet<&str> = rows.iter().map(|row| row.property).collect();
    assert_eq!(shown, declared, "a row for each property");

    let node = Node::start();
    // A port that was free a moment ago may be found again.
    let mut ports = BTreeSet::new();
    while ports.len() < rows.len() {
        ports.insert(free_port());
    }
    let ports = Vec::from_iter(ports);
    let commands: Vec<String> = rows.iter().zip(&ports).map(|(row, port)| new_connector(row, *port)).collect();
    node.shell(&format!(
        "New-AcceptedDomain -Name Relay -DomainName fabrikam.com -DomainType ExternalRelay
         Set-TransportConfig -TLSReceiveDomainSecureList partner.example
         {}",
        commands.join("\n")
    ));
    eventually("the node listens", || {
        let listeners = node.shell("(Get-TransportServer TEST).Listeners");
        // Its two own, and all but the one that is not enabled.
        let are_open = listeners.lines().count() == rows.len() + 1 && !listeners.contains("not listening");
        are_open.then_some(())
    });
    for (row, port) in rows.iter().zip(ports) {
        let at = Place { node: &node, port };
        let shown = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| (row.shows)(at)));
        assert!(shown.is_ok(), "{} is not obeyed", row.property);
    }
}

/// The command that makes the connector of a row.
fn new_connector(row: &Row, port: u16) -> String {
    let usual = USUAL.iter().filter(|(parameter, _)| !row.given.contains(&format!("-{parameter} ")));
    let usual: Vec<String> = usual.map(|(parameter, value)| format!("-{parameter} {value}")).collect();
    let given = row.given.replace("PORT", &port.to_string());
    format!("New-ReceiveConnector -Name {} -Bindings 127.0.0.1:{port} {} {given}", row.property, usual.join(" "))
}
