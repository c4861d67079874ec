//! Exim and OpenSMTPD are next hops, each with habits of its own.

use crate::support::exim::Exim;
use crate::support::hub::Hub;
use crate::support::opensmtpd::OpenSmtpd;
use crate::support::sink::Sink;
use crate::support::smtp::Client;

#[test]
fn exim_takes_what_it_knows_and_the_sender_hears_of_the_rest() {
    let (hub, exim) = (Hub::start(), Exim::start("example.net", &["pat", "sue"]));
    hub.send_everything_to(exim.port);
    hub.send("ann@contoso.com", &["pat@example.net", "nobody@example.net", "sue@example.net"], "to three");
    for user in ["pat", "sue"] {
        let message = &exim.messages(user, 1)[0];
        assert!(message.contains("Subject: to three\n"), "{message}\n{}", exim.log());
        // It takes mail in chunks, and offers TLS with a certificate that nobody has signed.
        assert!(message.contains("with esmtps"), "{message}");
    }
    assert!(exim.log().contains(" K "), "in a chunk (BDAT): {}", exim.log());
    let report = &hub.messages("ann@contoso.com", 1)[0];
    for wanted in ["nobody@example.net", "Action: failed", "550 5.0.0 relay not permitted"] {
        assert!(report.contains(wanted), "{wanted} is missing in\n{report}");
    }
    hub.send("ann@contoso.com", &["pat@elsewhere.example"], "not through it");
    let reports = hub.messages("ann@contoso.com", 2);
    assert!(reports.iter().any(|report| report.contains("relay not permitted")), "{reports:?}");

    // What it puts off waits, with its words.
    hub.send("grey@contoso.com", &["pat@example.net"], "grey");
    hub.becomes("(Get-Queue | Where-Object MessageCount -gt 0).LastError -like '*come back later*'");
}

#[test]
fn exim_gets_dots_binary_lines_and_large_messages_as_they_were() {
    let (hub, exim) = (Hub::start(), Exim::start("example.net", &["pat"]));
    hub.send_everything_to(exim.port);
    let mut client = Client::connect(hub.relay);
    client.ask("EHLO client.example", "250");
    client.ask("MAIL FROM:<ann@contoso.com> BODY=8BITMIME", "250");
    client.ask("RCPT TO:<pat@example.net>", "250");
    client.ask("DATA", "354");
    let mut text = b"Subject: dots\r\n\r\n..one\r\n...two\r\ngr\xc3\xbcn\r\n".to_vec();
    (0..10_000).for_each(|line| {
        text.extend_from_slice(format!("line {line:06} of a large message, of no use\r\n").as_bytes())
    });
    text.extend_from_slice(b".\r\n");
    client.send(&text);
    client.expect("250");
    let message = &exim.messages("pat", 1)[0];
    for wanted in ["\n.one\n..two\ngr\u{fc}n\n", "\nline 009999 of a large message"] {
        assert!(message.contains(wanted), "{wanted:?} is missing");
    }
}

#[test]
fn opensmtpd_takes_mail_and_passes_it_on() {
    let (hub, world) = (Hub::start(), Sink::start());
    let smtpd = OpenSmtpd::start("example.net", world.port);
    hub.send_everything_to(smtpd.port);
    (1..=5).for_each(|number| hub.send("ann@contoso.com", &["pat@example.net"], &format!("number {number}")));
    let taken = world.messages(5);
    assert!(taken.iter().all(|message| message.sender == "ann@contoso.com"), "{}", smtpd.log());
    assert!(taken.iter().any(|message| message.text.contains("by mail.example.net (OpenSMTPD)")), "{taken:?}");
    hub.send("ann@contoso.com", &["pat@elsewhere.example"], "not through it");
    let report = &hub.messages("ann@contoso.com", 1)[0];
    assert!(report.contains("Action: failed") && report.contains("550"), "{report}\n{}", smtpd.log());
}
