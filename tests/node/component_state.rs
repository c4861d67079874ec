//! A server that is taken out of service before its machine is worked on, and put back.

use std::fs;

use crate::support::appear::eventually;
use crate::support::free_port;
use crate::support::hub::Hub;
use crate::support::node::Node;
use crate::support::said;
use crate::support::sink::Sink;
use crate::support::smtp::{Client, message, send};

const NOT_ACTIVE: &str = "421 4.3.2 Service not active";

fn set(node: &Node, requester: &str, component: &str, state: &str) -> String {
    let order =
        format!("Set-ServerComponentState TEST -Component {component} -Requester {requester} -State {state} 3>&1");
    let said = node.shell(&order);
    node.in_force();
    said
}

/// What a new connection is told.
fn greeting(port: u16) -> String {
    Client::try_connect(port).err().map_or_else(|| "220".to_owned(), |error| error.to_string())
}

#[test]
fn a_draining_server_finishes_what_it_has_and_an_inactive_one_stands_still() {
    let hub = Hub::start();
    let node = &hub.node;
    let pickup = node.folder.path().join("pickup");
    fs::create_dir(&pickup).expect("own folder");
    let dead = free_port();
    node.configure(&format!(
        "Set-TransportServer TEST -PickupDirectoryPath '{}'
         New-SendConnector -Name Out -AddressSpaces example.net -SmartHosts '[127.0.0.1]' -Port {dead}",
        pickup.display()
    ));
    let waits = |subject: &str| {
        let script = format!("@(Get-Message -Filter {{Subject -eq '{subject}'}}).Count");
        node.shell(&script).trim() != "0"
    };
    let mut open = Client::connect(hub.relay);
    open.ask("EHLO client.example.org", "250");
    open.ask("MAIL FROM:<ann@contoso.com>", "250");
    open.ask("RCPT TO:<x@example.net>", "250");

    assert_eq!(set(node, "Maintenance", "HubTransport", "Draining").trim(), "");
    assert!(greeting(hub.relay).contains(NOT_ACTIVE), "{}", greeting(hub.relay));
    assert!(greeting(hub.port).contains(NOT_ACTIVE));
    // What was begun is finished, and is the last of its session.
    open.ask("DATA", "354");
    open.send(message("ann@contoso.com", "x@example.net", "Begun").as_bytes());
    open.ask("\r\n.", "250");
    open.ask("MAIL FROM:<ann@contoso.com>", NOT_ACTIVE);
    assert!(waits("Begun"));
    let draft = pickup.join("later.txt");
    fs::write(&draft, "From: ann@contoso.com\nTo: bob@contoso.com\nSubject: Later\n\ntext\n").expect("own folder");
    fs::rename(&draft, pickup.join("later.eml")).expect("own folder");
    node.configure("Set-EventLogLevel TEST\\MSExchangeTransport\\Routing -Level High");
    let parts = node.shell("Get-TransportComponent | ForEach-Object { \"$($_.Name) $($_.State) $($_.EventLevels)\" }");
    assert_eq!(
        parts.lines().collect::<Vec<_>>(),
        [
            "SmtpReceive Draining SmtpReceive=Lowest",
            "Categorizer Active Categorizer=Lowest",
            "RoutingEngine Active Routing=High",
            "QueuingEngine Active RemoteDelivery=Lowest PoisonMessage=Lowest Storage=Lowest",
            "SmtpSend Active SmtpSend=Lowest",
            "StoreDriver Active StoreDriver=Lowest",
        ]
    );
    let health = node.shell("(Get-Health | Where-Object Area -eq Service).Finding");
    assert!(health.contains("HubTransport is Draining") && health.contains("1 message left"), "{health}");
    node.shell("Get-Message | Remove-Message -WithNDR $false -Confirm:$false");
    eventually("the server says that it is drained", || {
        (node.shell("@(Get-EventLog -InstanceId 1006).Count").trim() == "1").then_some(())
    });
    assert!(pickup.join("later.eml").exists(), "files wait");

    // Another asks for more; each takes back only its own.
    assert_eq!(set(node, "HealthAPI", "HubTransport", "Inactive").trim(), "");
    let shown = node.shell(
        "$it = Get-ServerComponentState TEST
         $it | ForEach-Object { \"$($_.Component) $($_.State)\" }
         $it[1].LocalStates | ForEach-Object { \"$($_.Requester)=$($_.State)\" }",
    );
    assert_eq!(
        shown.lines().collect::<Vec<_>>(),
        ["ServerWideOffline Active", "HubTransport Inactive", "HealthAPI=Inactive", "Maintenance=Draining"]
    );
    let shown = node.shell("Get-ServerComponentState TEST -Component HubTransport | Format-List LocalStates");
    assert!(shown.contains("LocalStates : {HealthAPI=Inactive, Maintenance=Draining}"), "{shown}");
    let warned = set(node, "Maintenance", "HubTransport", "Active");
    assert!(warned.contains("HubTransport of TEST is Inactive: others ask for that."), "{warned}");
    assert!(greeting(hub.port).contains(NOT_ACTIVE));
    let healthy = node.try_shell("exit ((Get-Health).Health -contains 'Unhealthy')");
    assert_eq!(healthy.status.code(), Some(1), "{}", said(&healthy));
    set(node, "HealthAPI", "HubTransport", "Active");
    send(hub.port, "x@example.org", &["bob@contoso.com"], "Again");
    eventually("the file is taken", || (!pickup.join("later.eml").exists()).then_some(()));
    assert!(node.shell("Get-EventLog -InstanceId 1005 | ForEach-Object Message").contains("HubTransport is Inactive"));
}

#[test]
fn what_a_server_has_queued_waits_while_all_of_it_is_offline() {
    let hub = Hub::start();
    let node = &hub.node;
    let next = Sink::start();
    node.configure(&format!(
        "New-SendConnector -Name Out -AddressSpaces example.net -SmartHosts '[127.0.0.1]' -Port {}
         Get-TransportServer | Set-TransportServer -QueueMaxIdleTime 00:10:00",
        next.port
    ));
    send(hub.relay, "ann@contoso.com", &["x@example.net"], "First");
    assert_eq!(next.messages(1).len(), 1);
    node.shell("Get-Queue -Filter \"NextHopDomain -like '*127.0.0.1*'\" | Suspend-Queue -Confirm:$false");
    send(hub.relay, "ann@contoso.com", &["x@example.net"], "Second");
    set(node, "Maintenance", "ServerWideOffline", "Inactive");
    let refused = node
        .try_shell("Set-ServerComponentState TEST -Component ServerWideOffline -Requester Maintenance -State Draining");
    assert!(said(&refused).contains("ServerWideOffline is Active or Inactive."), "{}", said(&refused));
    assert!(said(&node.try_shell("Get-ServerComponentState TEST -Component Teapot")).contains("HubTransport"));
    node.shell("Get-Queue -Filter \"NextHopDomain -like '*127.0.0.1*'\" | Resume-Queue -Confirm:$false");
    // It has started anew, and nothing has changed.
    node.shell("Restart-Service MSExchangeTransport");
    assert_eq!(node.shell("(Get-ServerComponentState).State").lines().collect::<Vec<_>>(), ["Inactive", "Inactive"]);
    eventually("the second is in its queue", || {
        let count = node.shell("(Get-Queue -Filter \"NextHopDomain -like '*127.0.0.1*'\").MessageCount");
        (count.trim() == "1").then_some(())
    });
    assert_eq!(next.messages(0).len(), 1);
    set(node, "Maintenance", "ServerWideOffline", "Active");
    assert_eq!(next.messages(2).len(), 2);
}
