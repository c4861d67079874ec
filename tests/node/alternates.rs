//! XORAR: who gets a message in the place of a recipient that is given up.

use std::sync::{Arc, Mutex};

use crate::support::free_port;
use crate::support::hub::Hub;
use crate::support::sink::Sink;
use crate::support::smtp::{Client, message};

/// Sends to `recipients` as they stand on the line.
fn send(hub: &Hub, recipients: &[&str], text: &str) {
    let mut client = Client::connect(hub.relay);
    client.ask("EHLO client.example.org", "250");
    client.ask("MAIL FROM:<ann@contoso.com>", "250");
    for recipient in recipients {
        client.ask(&format!("RCPT TO:{recipient}"), "250");
    }
    client.ask("DATA", "354");
    client.ask(&format!("{text}\r\n."), "250");
}

#[test]
fn who_the_sender_named_gets_it_and_nobody_a_report() {
    let hub = Hub::start();
    hub.node.configure("Set-ReceiveConnector Relay -OrarEnabled $true");
    let next = Sink::answering(free_port(), |line| line.starts_with("RCPT").then_some("550 5.1.1 No such user"));
    hub.send_everything_to(next.port);

    send(
        &hub,
        &["<ben@example.net> XORAR=bob@contoso.com", "<cleo@example.net>"],
        &message("ann@contoso.com", "ben@example.net", "Short"),
    );
    let came = hub.messages("bob@contoso.com", 1).remove(0);
    assert!(came.contains("Subject: Short"), "{came}");
    let report = hub.messages("ann@contoso.com", 1).remove(0);
    assert!(report.contains("Final-Recipient: rfc822;cleo@example.net"), "{report}");
    assert!(!report.contains("Final-Recipient: rfc822;ben@example.net"), "{report}");

    hub.tracked("Short", &["REDIRECT ORAR", "TRANSFER ORAR", "DELIVER STOREDRIVER", "FAIL SMTP"]);
    let redirected = hub.node.shell(
        "Get-MessageTrackingLog -MessageSubject Short -EventId REDIRECT |
             ForEach-Object { \"$($_.Recipients) $($_.RelatedRecipientAddress) $($_.RecipientStatus)\" }",
    );
    assert!(redirected.starts_with("bob@contoso.com ben@example.net"), "{redirected}");
    assert!(redirected.contains("5.1.1"), "{redirected}");

    // What is too large for memory is copied in the spool.
    let line = "x".repeat(70);
    let text = message("ann@contoso.com", "ben@example.net", "Large");
    let large = format!("{text}\r\n{}", format!("{line}\r\n").repeat(60_000));
    send(&hub, &["<ben@example.net> XORAR=rfc822;bob@contoso.com"], &large);
    let came = hub.messages("bob@contoso.com", 2);
    let came = came.iter().find(|text| text.contains("Subject: Large")).expect("the large one");
    assert_eq!(came.matches(&line).count(), 60_000);
}

#[test]
fn a_next_hop_that_knows_alternates_is_told_of_them() {
    let hub = Hub::start();
    hub.node.configure("Set-ReceiveConnector Relay -OrarEnabled $true");
    let heard = Arc::new(Mutex::new(Vec::new()));
    let hears = heard.clone();
    let next = Sink::answering(free_port(), move |line| {
        hears.lock().expect("nobody panics with it").push(line.to_owned());
        line.starts_with("EHLO").then_some("250-next.example\r\n250-DSN\r\n250 XORAR")
    });
    hub.send_everything_to(next.port);
    send(
        &hub,
        &["<ben@example.net> XORAR=rfc822;bob@contoso.com"],
        &message("ann@contoso.com", "ben@example.net", "Told"),
    );
    next.messages(1);
    let heard = heard.lock().expect("nobody panics with it");
    assert!(heard.iter().any(|line| line == "RCPT TO:<ben@example.net> XORAR=rfc822;bob@contoso.com"), "{heard:?}");
}

#[test]
fn a_recipient_of_the_message_stands_in_only_once_it_has_it() {
    let hub = Hub::start();
    hub.node.configure(
        "Set-ReceiveConnector Relay -OrarEnabled $true
         Set-TransportServer TEST -MessageRetryInterval 00:00:01",
    );
    let tries = Mutex::new(0);
    let next = Sink::answering(free_port(), move |line| {
        if line.starts_with("RCPT TO:<cleo@") {
            let mut tries = tries.lock().expect("nobody panics with it");
            *tries += 1;
            return Some(if *tries == 1 { "451 4.2.1 Later" } else { "550 5.2.1 Disabled" });
        }
        line.starts_with("RCPT TO:<ben@").then_some("550 5.1.1 No such user")
    });
    hub.send_everything_to(next.port);
    let reported = |name: &str| format!("Final-Recipient: rfc822;{name}@example.net");

    let two = &["<ben@example.net> XORAR=cleo@example.net", "<cleo@example.net>"];
    send(&hub, two, &message("ann@contoso.com", "ben@example.net", "Neither"));
    let reports = hub.messages("ann@contoso.com", 2).concat();
    assert!(reports.contains(&reported("ben")) && reports.contains(&reported("cleo")), "{reports}");

    let two = &["<ben@example.net> XORAR=dora@example.net", "<dora@example.net>"];
    send(&hub, two, &message("bob@contoso.com", "ben@example.net", "One"));
    assert_eq!(next.messages(1)[0].recipients.len(), 1);
    let seen = hub.tracked("One", &["SEND SMTP", "REDIRECT ORAR"]);
    assert!(!seen.iter().any(|event| event == "FAIL SMTP"), "Dora has it, and nobody is told of Ben: {seen:?}");
}
