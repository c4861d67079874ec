//! Postfix is the next hop: by a smart host, and by the MX records of a real DNS server.

use crate::support::free_port;
use crate::support::hub::Hub;
use crate::support::nsd::Nsd;
use crate::support::postfix::Postfix;

#[test]
fn a_smart_host_refuses_one_recipient_and_the_sender_is_told() {
    let hub = Hub::start();
    let postfix = Postfix::start("example.net", &["pat", "sue"], "");
    hub.send_everything_to(postfix.port);
    hub.send("ann@contoso.com", &["pat@example.net", "nobody@example.net", "sue@example.net"], "to three");
    for user in ["pat", "sue"] {
        let message = &postfix.messages(user, 1)[0];
        assert!(message.contains("Subject: to three\n"), "{message}\n{}", postfix.log());
    }
    let report = &hub.messages("ann@contoso.com", 1)[0];
    assert!(report.contains("Return-Path: <>\n"), "{report}");
    for wanted in
        ["nobody@example.net", "Action: failed", "Status: 5.1.1", "multipart/report", "message/delivery-status"]
    {
        assert!(report.contains(wanted), "{wanted} is missing in\n{report}");
    }
    for other in ["pat@example.net", "sue@example.net"] {
        let status = format!("Final-Recipient: rfc822;{other}");
        assert!(!report.contains(&status), "{other} got the message\n{report}");
    }
    hub.tracked("to three", &["RECEIVE SMTP", "SEND SMTP", "FAIL SMTP"]);
    hub.becomes("@(Get-Queue | Where-Object MessageCount -gt 0).Count -eq 0");
}

#[test]
fn mail_follows_the_mx_records() {
    let hub = Hub::start();
    let postfix = Postfix::start("example.net", &["pat"], "");
    // The preferred host does not answer; the domain that takes no mail says so (RFC 7505).
    let dns = Nsd::start(&[
        ("example.net", "@ MX 5 mx0\n@ MX 10 mx1\nmx0 A 127.0.0.9\nmx1 A 127.0.0.1"),
        ("nomail.example", "@ MX 0 ."),
    ]);
    hub.node.configure(&format!(
        "Set-TransportServer TEST -ExternalDNSServers {}
         New-SendConnector -Name 'To Internet' -AddressSpaces * -Port {} -UseExternalDNSServersEnabled $true",
        dns.address(),
        postfix.port
    ));
    hub.send("ann@contoso.com", &["pat@example.net"], "by MX");
    assert!(postfix.messages("pat", 1)[0].contains("Subject: by MX\n"), "{}", postfix.log());
    hub.becomes("[bool](Get-Queue example.net | Where-Object DeliveryType -eq DnsConnectorDelivery)");

    hub.send("ann@contoso.com", &["pat@nomail.example"], "to nobody");
    let report = &hub.messages("ann@contoso.com", 1)[0];
    assert!(report.contains("pat@nomail.example") && report.contains("Status: 5.1.10"), "{report}");
}

#[test]
fn a_next_hop_that_is_down_gets_its_mail_when_it_is_back() {
    let hub = Hub::start();
    let port = free_port();
    hub.send_everything_to(port);
    hub.node.configure("Set-TransportServer TEST -QueueGlitchRetryInterval 00:00:01");
    hub.send("ann@contoso.com", &["pat@example.net"], "be patient");
    hub.becomes("(Get-Queue | Where-Object MessageCount -gt 0).Status -eq 'Retry'");
    let error = hub.node.shell("(Get-Queue | Where-Object MessageCount -gt 0).LastError");
    assert!(error.contains("127.0.0.1"), "it says who did not answer: {error}");
    let postfix = Postfix::start_on(port, "example.net", &["pat"], "");
    assert!(postfix.messages("pat", 1)[0].contains("Subject: be patient\n"), "{}", postfix.log());
}
