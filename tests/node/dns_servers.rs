//! Which DNS servers a node asks: the machine's, or those that it was given.

use crate::support::node::Node;
use crate::support::nsd::Nsd;
use crate::support::sink::Sink;
use crate::support::smtp::send;

const SWITCHES: &str =
    "Get-TransportServer TEST | ForEach-Object { \"$($_.ExternalDNSAdapterEnabled) $($_.InternalDNSAdapterEnabled)\" }";

fn switches(node: &Node) -> String {
    node.shell(SWITCHES).trim().to_owned()
}

/// What a command that is refused says.
fn refused(node: &Node, script: &str) -> String {
    let output = node.try_shell(script);
    assert!(!output.status.success(), "{script}");
    String::from_utf8_lossy(&output.stderr).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn given_servers_are_asked_with_the_switch_off_and_the_machines_own_with_it_on() {
    let mut node = Node::start();
    let sink = Sink::start();
    // A name that nobody but this server knows.
    let dns = Nsd::start(&[("fabrikam.com", "@ MX 5 mx\nmx A 127.0.0.1")]);
    assert_eq!(switches(&node), "True True", "as in Exchange");
    node.configure(&format!(
        "Set-ReceiveConnector 'TEST\\Default TEST' -PermissionGroups AnonymousUsers
         New-AcceptedDomain -Name Fabrikam -DomainName fabrikam.com -DomainType ExternalRelay
         New-SendConnector Out -AddressSpaces * -Port {} -UseExternalDNSServersEnabled $true
         Set-TransportService TEST -ExternalDNSAdapterEnabled $false -ExternalDNSServers {}",
        sink.port,
        dns.address()
    ));
    send(node.port("Default TEST"), "ann@contoso.com", &["bob@fabrikam.com"], "By the list");
    assert!(sink.messages(1)[0].text.contains("By the list"));

    let told = refused(&node, "Set-TransportService TEST -ExternalDNSAdapterEnabled $true");
    assert!(told.contains("those of ExternalDNSServers never"), "{told}");
    assert!(told.contains("Give -ExternalDNSServers $null too"), "{told}");
    let told = node.try_shell("Set-TransportService TEST -InternalDNSAdapterEnabled $false");
    let told = String::from_utf8_lossy(&told.stderr);
    assert!(told.contains("until they are named with -InternalDNSServers, the machine's own are"), "{told}");
    let ports =
        node.shell("Get-ServicePort | Where-Object UsedBy -eq InternalDNSAdapterEnabled | ForEach-Object Address");
    assert!(ports.contains("the machine's own"), "{ports}");
    node.configure("Set-TransportService TEST -InternalDNSAdapterEnabled $true");

    // A store from before there were switches: its list is asked as ever.
    node.stop();
    let store = rusqlite::Connection::open(node.folder.path().join("organization.db")).expect("the node's store");
    let without = "UPDATE objects SET properties =
        json_remove(properties, '$.ExternalDNSAdapterEnabled', '$.InternalDNSAdapterEnabled') WHERE class = 'TransportServer'";
    assert_eq!(store.execute(without, []), Ok(1));
    drop(store);
    node.serve(&[]);
    assert_eq!(switches(&node), "False True");
    send(node.port("Default TEST"), "ann@contoso.com", &["bob@fabrikam.com"], "By the old list");
    assert!(sink.messages(2)[1].text.contains("By the old list"));

    node.configure("Set-TransportServer TEST -ExternalDNSServers $null");
    assert_eq!(switches(&node), "True True", "nobody is left to ask but the machine's own");
    node.configure("Set-TransportServer TEST -InternalDNSServers 192.0.2.1,192.0.2.2");
    assert_eq!(switches(&node), "True False", "whoever names servers wants them asked");
    node.configure("Set-TransportServer TEST -InternalDNSAdapterEnabled $true -InternalDNSServers $null");
    assert_eq!(switches(&node), "True True");
}

#[test]
fn what_is_exported_says_switch_and_list_together() {
    let node = Node::start();
    node.configure("Set-TransportServer TEST -InternalDNSServers 192.0.2.1");
    let written = node.shell("Export-Configuration -As Command");
    let line = written.lines().find(|line| line.contains("InternalDNSServers")).unwrap_or_default();
    assert!(line.contains("-InternalDNSAdapterEnabled $false"), "{written}");
}
