//! Mail beyond ASCII (RFC 6531): Python's smtplib and Postfix bring it, Postfix takes it, and who cannot is told so.

use crate::support::appear::make_maildir;
use crate::support::hub::Hub;
use crate::support::postfix::Postfix;
use crate::support::run;

/// Sends by smtplib, with the sender, recipients, subject and the MAIL options that are given.
const SEND: &str = r#"
import smtplib, sys
port, sender, recipients, subject = int(sys.argv[1]), sys.argv[2], sys.argv[3].split(), sys.argv[4]
text = f"From: {sender}\r\nTo: {recipients[0]}\r\nSubject: {subject}\r\n\r\nÄpfel\r\n".encode()
with smtplib.SMTP("127.0.0.1", port) as server:
    server.ehlo_or_helo_if_needed()
    assert server.has_extn("smtputf8"), server.esmtp_features
    server.sendmail(sender, recipients, text, ["SMTPUTF8", "BODY=8BITMIME"])
"#;

fn send(port: u16, sender: &str, recipients: &str, subject: &str) {
    run("python3", &["-c", SEND, &port.to_string(), sender, recipients, subject]);
}

#[test]
fn addresses_and_headers_beyond_ascii_go_through_us_to_postfix() {
    let hub = Hub::start();
    let postfix = Postfix::start("example.net", &["jörg", "pat"], "smtputf8_enable = yes");
    hub.send_everything_to(postfix.port);
    send(hub.relay, "änne@contoso.com", "jörg@example.net pat@example.net", "Grüße");
    let message = &postfix.messages("jörg", 1)[0];
    assert!(message.contains("\nSubject: Grüße\n") && message.contains("\n\nÄpfel\n"), "{message}");
    assert!(message.contains("Return-Path: <änne@contoso.com>"), "{message}");
    assert_eq!(message.matches(" with UTF8SMTP").count(), 2, "Postfix's line and ours\n{message}");
    assert_eq!(postfix.messages("pat", 1).len(), 1);
    hub.tracked("Grüße", &["RECEIVE SMTP", "SEND SMTP"]);
}

#[test]
fn a_next_hop_without_it_gets_what_it_can_read_and_the_sender_hears_of_the_rest() {
    let hub = Hub::start();
    let postfix = Postfix::start("example.net", &["pat"], "smtputf8_enable = no");
    hub.send_everything_to(postfix.port);
    send(hub.relay, "ann@contoso.com", "pat@example.net jörg@example.net", "plain");
    assert!(postfix.messages("pat", 1)[0].contains("\nSubject: plain\n"));
    let report = &hub.messages("ann@contoso.com", 1)[0];
    for wanted in [
        "report-type=global-delivery-status",
        "Content-Type: message/global-delivery-status",
        "Final-Recipient: utf-8;jörg@example.net",
        "Status: 5.6.7",
        "Content-Type: message/global",
    ] {
        assert!(report.contains(wanted), "{wanted} is missing in\n{report}");
    }
    send(hub.relay, "ann@contoso.com", "pat@example.net", "Grüße");
    assert!(hub.messages("ann@contoso.com", 2).iter().any(|report| report.contains("Status: 5.6.9")));
}

#[test]
fn postfix_brings_it_to_a_mailbox_beyond_ascii() {
    let hub = Hub::start();
    make_maildir(&hub.maildir("jürgen@contoso.com"));
    hub.node.configure("New-Mailbox -Name Jürgen -PrimarySmtpAddress jürgen@contoso.com -Database Mailboxes");
    let relay =
        format!("smtputf8_enable = yes\nrelay_domains = contoso.com\nrelay_transport = relay:[127.0.0.1]:{}", hub.port);
    let postfix = Postfix::start("example.net", &["pat"], &relay);
    send(postfix.port, "pat@example.net", "jürgen@contoso.com", "Grüße");
    let message = &hub.messages("jürgen@contoso.com", 1)[0];
    assert!(message.contains("\nSubject: Grüße\n"), "{message}\n{}", postfix.log());
}
