//! What it says of itself, which names and texts it takes, and what it writes down.

use super::place::{Row, row};
use crate::support::appear::wait_in;
use crate::support::smtp::Client;

pub const ROWS: &[Row] = &[
    row("Fqdn", "-Fqdn mail.contoso.com", |at| {
        assert!(at.banner().starts_with("220 mail.contoso.com emsh ESMTP MAIL Service ready at "));
        assert!(Client::connect(at.port).ask("EHLO a.example", "250").starts_with("250-mail.contoso.com Hello ["));
    }),
    row("DefaultDomain", "-DefaultDomain fabrikam.com", |at| {
        let mut client = at.greeted();
        client.ask("MAIL FROM:<ann>", "250 2.1.0");
        client.ask("RCPT TO:<joe>", "250 2.1.5");
    }),
    row("Banner", "-Banner '220 Who is there?'", |at| assert_eq!(at.banner(), "220 Who is there?\r\n")),
    row("RequireEHLODomain", "-RequireEHLODomain $true", |at| {
        Client::connect(at.port).ask("EHLO laptop", "501 5.5.4 Invalid domain name");
        Client::connect(at.port).ask("EHLO laptop.example", "250");
    }),
    row("BareLinefeedRejectionEnabled", "-BareLinefeedRejectionEnabled $false", |at| {
        drop(at.content("\r\na\nb", "250"))
    }),
    row("RejectReservedTopLevelRecipientDomains", "-RejectReservedTopLevelRecipientDomains $true", |at| {
        at.begun().ask("RCPT TO:<a@relay.test>", "550 5.1.4 Recipient address reserved by RFC 2606");
    }),
    row("RejectReservedSecondLevelRecipientDomains", "-RejectReservedSecondLevelRecipientDomains $true", |at| {
        at.begun().ask("RCPT TO:<a@www.example.org>", "550 5.1.5 Recipient address reserved by RFC 2606");
    }),
    row("RejectSingleLabelRecipientDomains", "-RejectSingleLabelRecipientDomains $true", |at| {
        at.begun().ask("RCPT TO:<a@relay>", "550 5.1.6 Recipient addresses in single label domains");
    }),
    row("ProtocolLoggingLevel", "-ProtocolLoggingLevel Verbose", |at| {
        at.mail("", "250");
        wait_in(&at.node.folder.path().join("logs/smtp-receive"), |files| {
            let text = std::fs::read_to_string(files.first()?).ok()?;
            (text.contains("TEST\\ProtocolLoggingLevel") && text.contains("MAIL FROM:<a@example.org>")).then_some(())
        });
    }),
    row("Comment", "-Comment 'ask Ann first'", |at| {
        assert_eq!(at.node.shell("(Get-ReceiveConnector 'TEST\\Comment').Comment").trim(), "ask Ann first");
    }),
];
