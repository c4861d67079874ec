//! What it says of itself, which names and texts it takes, and what it writes down.

use super::place::{Row, row};
use crate::client_settings::settings;
use crate::support::appear::{maildir_messages, wait_in};
use crate::support::smtp::Client;

pub const ROWS: &[Row] = &[
    row("Fqdn", "-Fqdn mail.contoso.com", |at| {
        assert!(at.banner().starts_with("220 mail.contoso.com emsh ESMTP MAIL Service ready at "));
        assert!(Client::connect(at.port).ask("EHLO a.example", "250").starts_with("250-mail.contoso.com Hello ["));
    }),
    row("AdvertiseClientSettings", "-AdvertiseClientSettings $true", |at| {
        let told = settings(at.node).into_iter().find(|one| one.port == at.port);
        assert_eq!(told.map(|one| one.connector).as_deref(), Some("AdvertiseClientSettings"));
    }),
    row("ServiceDiscoveryFqdn", "-ServiceDiscoveryFqdn smtp.contoso.com -AdvertiseClientSettings $true", |at| {
        let told = settings(at.node).into_iter().find(|one| one.port == at.port);
        assert_eq!(told.map(|one| one.server_name).as_deref(), Some("smtp.contoso.com"));
    }),
    row("DefaultDomain", "-DefaultDomain fabrikam.com", |at| {
        let mut client = at.greeted();
        client.ask("MAIL FROM:<ann>", "250 2.1.0");
        client.ask("RCPT TO:<joe>", "250 2.1.5");
    }),
    row("ResolveP2", "-ResolveP2 2 -AuthMechanism BasicAuth -PermissionGroups ExchangeUsers", |at| {
        let mail = at.node.folder.path().join("names");
        at.node.configure(&format!(
            "New-MailboxDatabase Names -MaildirPath '{}'
             New-Mailbox kim -PrimarySmtpAddress kim@fabrikam.com -DisplayName 'Kim Akers' -Database Names `
                 -Password (ConvertTo-SecureString 'secret' -AsPlainText -Force)",
            mail.display()
        ));
        let mut client = at.greeted();
        // kim, secret
        client.ask("AUTH PLAIN AGtpbQBzZWNyZXQ=", "235 2.7.0");
        client.ask("MAIL FROM:<kim@fabrikam.com>", "250");
        client.ask("RCPT TO:<kim@fabrikam.com>", "250");
        client.ask("DATA", "354");
        client.send(b"From: K <kim@fabrikam.com>\r\nTo: kim@fabrikam.com\r\n\r\ntext");
        client.ask("\r\n.", "250");
        let text = maildir_messages(&mail.join("kim@fabrikam.com"), 1).remove(0);
        assert!(text.contains("From: \"Kim Akers\" <kim@fabrikam.com>"), "{text}");
        assert!(text.contains("To: kim@fabrikam.com"), "{text}");
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
