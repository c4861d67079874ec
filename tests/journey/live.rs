//! Mail that waits goes where a change of the configuration sends it.

use crate::support::free_port;
use crate::support::hub::Hub;
use crate::support::sink::Sink;

#[test]
fn mail_without_a_route_waits_and_goes_when_a_connector_appears() {
    let hub = Hub::start();
    let sink = Sink::start();
    hub.send("ann@contoso.com", &["pat@example.net"], "no way yet");
    hub.becomes("(Get-Queue Unreachable).MessageCount -eq 1");
    let says = "a matching connector cannot be found to route the external recipient";
    assert!(hub.node.shell("(Get-Message -Queue Unreachable).LastError").contains(says));
    assert!(hub.node.shell("(Get-Queue Unreachable).LastError").contains(says));
    hub.send_everything_to(sink.port);
    let message = &sink.messages(1)[0];
    assert!(message.text.contains("Subject: no way yet\n"), "{}", message.text);
    hub.becomes("(Get-Queue Unreachable).MessageCount -eq 0");
}

#[test]
fn disabling_a_connector_routes_its_mail_anew() {
    let hub = Hub::start();
    let (first, second) = (free_port(), Sink::start());
    hub.send_everything_to(first);
    hub.send("ann@contoso.com", &["pat@example.net"], "another way");
    hub.becomes("(Get-Queue | Where-Object MessageCount -gt 0).Status -eq 'Retry'");
    hub.node.configure(&format!(
        "New-SendConnector -Name Second -AddressSpaces '*;50' -SmartHosts 127.0.0.1 -Port {}; Set-SendConnector Out -Enabled $false",
        second.port
    ));
    assert!(second.messages(1)[0].text.contains("Subject: another way\n"));
}
