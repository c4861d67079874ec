//! Mail that is kept until its server asks for it (RemoteTriggeredDelivery, ETRN).

use crate::support::free_port;
use crate::support::hub::Hub;
use crate::support::sink::Sink;
use crate::support::smtp::Client;

#[test]
fn mail_is_kept_until_the_right_peer_asks() {
    let (hub, branch, port) = (Hub::start(), Sink::start(), free_port());
    hub.node.configure(&format!(
        "New-SendConnector -Name Branch -AddressSpaces *.branch.example -SmartHosts 127.0.0.1 -Port {} `
             -SourceTransportServers TEST -RemoteTriggeredDelivery $true -TriggerAccounts Ann
         New-ReceiveConnector -Name Dial-in -Bindings 127.0.0.1:{port} -RemoteIPRanges 127.0.0.1 `
             -AuthMechanism BasicAuth -PermissionGroups ExchangeUsers -EtrnEnabled $true -TarpitInterval 0",
        branch.port
    ));
    hub.send("x@example.org", &["y@branch.example"], "one");
    hub.send("x@example.org", &["y@branch.example"], "two");
    hub.becomes("(Get-Queue -Filter {NextHopDomain -like '*127.0.0.1*'}).MessageCount -eq 2");
    hub.becomes("(Get-Queue -Filter {NextHopDomain -like '*127.0.0.1*'}).LastError -like 'QUEUE.RemoteTriggered*'");
    assert!(branch.messages(0).is_empty(), "nobody has asked");

    let mut client = Client::connect(port);
    client.ask("EHLO mail.branch.example", "250");
    client.ask("AUTH PLAIN AEFubgBjb3JyZWN0IGhvcnNl", "235");
    client.ask("ETRN elsewhere.example", "459 4.7.1 Node elsewhere.example not allowed");
    client.ask("ETRN @branch.example", "253 2.0.0 OK, 2 pending messages for node @branch.example started");
    assert_eq!(branch.messages(2).len(), 2);
    // What comes later waits for the next time.
    hub.becomes("@(Get-Message -ResultSize Unlimited).Count -eq 0");
    client.ask("ETRN branch.example", "251 2.0.0 OK, no messages waiting for node branch.example");
    hub.send("x@example.org", &["y@branch.example"], "three");
    hub.becomes("(Get-Queue -Filter {NextHopDomain -like '*127.0.0.1*'}).LastError -like 'QUEUE.RemoteTriggered*'");
    client.ask("ETRN #Branch", "253 2.0.0 OK, 1 pending");
    assert_eq!(branch.messages(3).len(), 3);
}
