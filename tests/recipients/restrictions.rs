//! Whose mail a recipient takes, and how large it may be.

use crate::support::hub::Hub;
use crate::support::smtp::{self, Client};

#[test]
fn recipients_say_whose_mail_they_take() {
    let hub = Hub::start();
    hub.node.configure(
        "New-Mailbox Boss -PrimarySmtpAddress boss@contoso.com
         New-Mailbox Inside -PrimarySmtpAddress inside@contoso.com -RequireSenderAuthenticationEnabled $true
         New-DistributionGroup Friends -PrimarySmtpAddress friends@contoso.com -Members Ann
         New-MailContact Pat -ExternalEmailAddress pat@fabrikam.com
         Set-Mailbox Boss -AcceptMessagesOnlyFromSendersOrMembers Friends,Pat
         Set-Mailbox Bob -RejectMessagesFrom Pat",
    );
    let lists = "$b = Get-Mailbox Boss; \"$($b.AcceptMessagesOnlyFrom) $($b.AcceptMessagesOnlyFromDLMembers)\"";
    assert_eq!(hub.node.shell(lists).trim(), "Pat Friends");
    let refused = "550 5.7.1 RESOLVER.RST.NotAuthorized; not authorized";
    for (from, to, reply) in [
        ("ann@contoso.com", "boss@contoso.com", "250"),
        ("bob@contoso.com", "boss@contoso.com", refused),
        ("eve@example.org", "boss@contoso.com", refused),
        ("pat@fabrikam.com", "boss@contoso.com", "250"),
        ("pat@fabrikam.com", "bob@contoso.com", refused),
        ("eve@example.org", "bob@contoso.com", "250"),
        ("ann@contoso.com", "inside@contoso.com", "550 5.7.1 RESOLVER.RST.AuthRequired; authentication required"),
    ] {
        let mut client = Client::connect(hub.port);
        client.ask("EHLO client.example", "250");
        client.ask(&format!("MAIL FROM:<{from}>"), "250");
        client.ask(&format!("RCPT TO:<{to}>"), reply);
    }
    let mut trusted = Client::connect(hub.relay);
    trusted.ask("EHLO client.example", "250");
    trusted.ask("MAIL FROM:<ann@contoso.com>", "250");
    trusted.ask("RCPT TO:<inside@contoso.com>", "250");
}

#[test]
fn whoever_hears_of_failures_has_not_written_the_message() {
    let hub = Hub::start();
    hub.node.configure(
        "New-Mailbox -Name Cat -PrimarySmtpAddress cat@contoso.com
         New-Mailbox -Name Eve -PrimarySmtpAddress eve@contoso.com
         New-Mailbox -Name Manager -PrimarySmtpAddress manager@contoso.com
         New-MailContact -Name Dan -ExternalEmailAddress dan@example.org
         Set-Mailbox Cat -RejectMessagesFrom Dan
         Set-Mailbox Eve -AcceptMessagesOnlyFrom Dan
         New-DistributionGroup -Name Group -PrimarySmtpAddress group@contoso.com -Members Cat,Eve -ManagedBy Manager `
             -RequireSenderAuthenticationEnabled $false
         Set-DistributionGroup Group -ReportToManagerEnabled $true -ReportToOriginatorEnabled $false",
    );
    smtp::send(hub.port, "dan@example.org", &["group@contoso.com"], "from Dan");
    let report = hub.messages("manager@contoso.com", 1).remove(0);
    assert!(report.contains("cat@contoso.com") && !report.contains("eve@contoso.com"), "{report}");
    assert!(report.contains("5.7.1 RESOLVER.RST.NotAuthorized"), "{report}");
    assert!(hub.messages("eve@contoso.com", 1)[0].contains("Subject: from Dan"));
}

#[test]
fn a_member_who_takes_no_mail_from_the_sender_is_reported() {
    let hub = Hub::start();
    hub.node.configure(
        "New-DistributionGroup Team -PrimarySmtpAddress team@contoso.com -Members Ann,Bob `
             -RequireSenderAuthenticationEnabled $false
         Set-Mailbox Bob -RejectMessagesFrom Ann",
    );
    smtp::send(hub.port, "ann@contoso.com", &["team@contoso.com"], "to the team");
    let messages = hub.messages("ann@contoso.com", 2);
    let report = messages.iter().find(|message| message.contains("Undeliverable")).expect("a report");
    assert!(report.contains("Final-Recipient: rfc822;bob@contoso.com"), "{report}");
    assert!(report.contains("550 5.7.1 RESOLVER.RST.NotAuthorized; not authorized"), "{report}");
}

#[test]
fn sizes_and_numbers_have_limits_of_their_own() {
    let hub = Hub::start();
    hub.node.configure(
        "Set-TransportConfig -MaxReceiveSize 1MB -MaxSendSize 1MB
         New-Mailbox Small -PrimarySmtpAddress small@contoso.com -MaxReceiveSize 10KB
         New-Mailbox Large -PrimarySmtpAddress large@contoso.com -MaxReceiveSize 5MB
         Set-Mailbox Bob -RecipientLimits 1
         Set-Mailbox Ann -MaxSendSize 3MB",
    );
    let ask = |port: u16, from: &str, size: u32, to: &str, reply: &str| {
        let mut client = Client::connect(port);
        client.ask("EHLO client.example", "250");
        client.ask(&format!("MAIL FROM:<{from}> SIZE={size}"), "250");
        client.ask(&format!("RCPT TO:<{to}>"), reply);
    };
    let too_large = "552 5.3.4";
    ask(hub.port, "eve@example.org", 20_000, "small@contoso.com", too_large);
    ask(hub.port, "eve@example.org", 2_000_000, "large@contoso.com", too_large);
    ask(hub.port, "eve@example.org", 900_000, "large@contoso.com", "250");
    // What a trusted server announces is judged by each recipient.
    let body = "x".repeat(20_000);
    let mut trusted = Client::connect(hub.relay);
    trusted.ask("EHLO client.example", "250");
    let text = format!("{}{body}", smtp::message("ann@contoso.com", "small@contoso.com", "too much"));
    trusted.try_mail("ann@contoso.com", &["small@contoso.com"], &text).expect("taken");
    let report = &hub.messages("ann@contoso.com", 1)[0];
    assert!(report.contains("550 5.2.3 RESOLVER.RST.RecipSizeLimit"), "{report}");
    let text = smtp::message("bob@contoso.com", "ann@contoso.com", "to two");
    let refusal = trusted.try_mail("bob@contoso.com", &["ann@contoso.com", "large@contoso.com"], &text);
    assert!(refusal.expect_err("one recipient is the most").to_string().contains("550 5.5.3"));
}
