//! Postfix is the next hop: by a smart host, and by the MX records of a real DNS server.

use std::net::{Ipv6Addr, SocketAddr, TcpListener};

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

/// Mail for everybody goes where NSD's zone says, to a port of the test's own.
fn send_by_dns(hub: &Hub, dns: &Nsd, port: u16) {
    hub.node.configure(&format!(
        "Set-TransportServer TEST -ExternalDNSServers {}
         New-SendConnector -Name 'To Internet' -AddressSpaces * -Port {port} -UseExternalDNSServersEnabled $true `
             -SmtpMaxMessagesPerConnection 1",
        dns.address(),
    ));
}

#[test]
fn the_preferred_host_gets_the_mail_and_the_next_one_stands_in() {
    let (hub, port) = (Hub::start(), free_port());
    // The worst stands first.
    let records = "@ MX 20 mx2\n@ MX 10 mx1\nmx1 A 127.0.0.3\nmx2 A 127.0.0.4";
    let dns = Nsd::start(&[("example.net", records)]);
    let at = |address: [u8; 4]| Postfix::start_at((address, port).into(), "example.net", &["pat"], "");
    let (first, second) = (at([127, 0, 0, 3]), at([127, 0, 0, 4]));
    send_by_dns(&hub, &dns, port);
    hub.send("ann@contoso.com", &["pat@example.net"], "to the first");
    assert!(first.messages("pat", 1)[0].contains("Subject: to the first\n"), "{}", first.log());
    drop(first);
    hub.send("ann@contoso.com", &["pat@example.net"], "to the second");
    let messages = second.messages("pat", 1);
    assert!(messages.len() == 1 && messages[0].contains("Subject: to the second\n"), "{}", second.log());
}

#[test]
fn a_host_that_only_has_ipv6_is_reached_by_it() {
    let (hub, port) = (Hub::start(), free_port());
    let dns = Nsd::start(&[("example.net", "@ MX 10 mx\nmx AAAA ::1")]);
    send_by_dns(&hub, &dns, port);
    let address = SocketAddr::from((Ipv6Addr::LOCALHOST, port));
    if TcpListener::bind(address).is_ok() {
        let postfix = Postfix::start_at(address, "example.net", &["pat"], "");
        hub.send("ann@contoso.com", &["pat@example.net"], "by IPv6");
        assert!(postfix.messages("pat", 1)[0].contains("Subject: by IPv6\n"), "{}", postfix.log());
    } else {
        // A machine without IPv6, as some containers are: the mail waits and says for which address.
        hub.send("ann@contoso.com", &["pat@example.net"], "by IPv6");
        hub.becomes("(Get-Queue example.net).LastError -like '*::1*'");
    }
}

#[test]
fn a_next_hop_that_is_down_gets_its_mail_when_it_is_back() {
    let hub = Hub::start();
    let port = free_port();
    hub.send_everything_to(port);
    // However long the other one takes to start.
    hub.node.configure(
        "Set-TransportServer TEST -QueueGlitchRetryInterval 00:00:01 -TransientFailureRetryInterval 00:00:01 \
             -OutboundConnectionFailureRetryInterval 00:00:01",
    );
    hub.send("ann@contoso.com", &["pat@example.net"], "be patient");
    hub.becomes("(Get-Queue | Where-Object MessageCount -gt 0).Status -eq 'Retry'");
    let error = hub.node.shell("(Get-Queue | Where-Object MessageCount -gt 0).LastError");
    assert!(error.contains("127.0.0.1"), "it says who did not answer: {error}");
    let postfix = Postfix::start_on(port, "example.net", &["pat"], "");
    assert!(postfix.messages("pat", 1)[0].contains("Subject: be patient\n"), "{}", postfix.log());
}
