//! Codes that senders read in reports, each from the situation that reference pages name for it. Others are where their
//! situation is tested: 5.1.1 and 5.7.1 with recipients, 5.4.6 and 5.4.4 with reports and connectors, 5.3.0 with poison.

use crate::support::free_port;
use crate::support::hub::Hub;
use crate::support::nsd::Nsd;
use crate::support::sink::Sink;
use crate::support::smtp::Client;

/// The report that the sender of the first message gets.
fn report(hub: &Hub, code: &str) -> String {
    let is_it = |text: &String| text.contains(&format!("Status: {code}\n"));
    let mut count = 1;
    loop {
        let got = hub.messages("ann@contoso.com", count);
        if let Some(found) = got.into_iter().find(is_it) {
            return found;
        }
        count += 1;
    }
}

#[test]
fn a_mailbox_that_is_shut_full_or_impossible_is_told_to_senders() {
    let hub = Hub::start();
    let mail = hub.node.folder.path().join("named").display().to_string();
    let domain = format!("{}.example", "long".repeat(15));
    hub.node.configure(&format!(
        "Enable-MailboxQuarantine Bob
         New-Mailbox -Name Kim -PrimarySmtpAddress kim@contoso.com -Database Mailboxes
         Set-Mailbox Kim -UseDatabaseQuotaDefaults $false -ProhibitSendReceiveQuota 100B
         New-AcceptedDomain -Name Long -DomainName {domain}
         New-MailboxDatabase -Name Named -MaildirPath '{mail}/%d-%d-%d-%d'
         New-Mailbox -Name Lee -PrimarySmtpAddress lee@{domain} -Database Named",
    ));
    for (to, code, words) in [
        ("bob@contoso.com", "5.2.1", "mailbox cannot be accessed"),
        ("kim@contoso.com", "5.2.2", "mailbox full"),
        (&*format!("lee@{domain}"), "5.3.2", "the mailbox cannot be kept"),
    ] {
        hub.send("ann@contoso.com", &[to], code);
        let report = report(&hub, code);
        assert!(report.contains(words) && report.contains(&format!("Final-Recipient: rfc822;{to}")), "{report}");
    }
    hub.node.configure("Disable-MailboxQuarantine bob@contoso.com; Set-Mailbox Kim -UseDatabaseQuotaDefaults $true");
    hub.send("ann@contoso.com", &["bob@contoso.com"], "let in");
    assert!(hub.messages("bob@contoso.com", 1)[0].contains("let in"));
}

#[test]
fn hosts_that_are_nowhere_and_names_that_lead_back_are_told_to_senders() {
    let hub = Hub::start();
    let names = Nsd::start(&[("fabrikam.com", "@ MX 5 mx.gone.example."), ("gone.example", "www A 127.0.0.1")]);
    hub.node.configure(&format!(
        "Set-TransportServer TEST -InternalDNSServers {}
         New-SendConnector -Name Out -AddressSpaces * -SourceTransportServers TEST
         New-AcceptedDomain -Name Own -DomainName (Get-TransportServer TEST).Fqdn -DomainType InternalRelay",
        names.address()
    ));
    let own = hub.node.shell("(Get-TransportServer TEST).Fqdn").trim().to_owned();
    for (to, code) in [("ben@fabrikam.com", "5.4.0"), (&*format!("ann@{own}"), "5.4.8")] {
        hub.send("ann@contoso.com", &[to], code);
        let report = report(&hub, code);
        assert!(report.contains(&format!("Final-Recipient: rfc822;{to}")), "{report}");
    }
}

#[test]
fn content_that_is_no_sound_mime_is_told_to_senders() {
    let hub = Hub::start();
    let next = Sink::answering(free_port(), |line| line.starts_with("EHLO").then_some("250 takes 7 bits"));
    hub.send_everything_to(next.port);
    let text = "From: <ann@contoso.com>\r\nSubject: unsound\r\nMIME-Version: 1.0\r\n\
        Content-Type: text/plain\r\nContent-Transfer-Encoding: 7bit\r\n\r\ngr\u{fc}n\r\n";
    let mut client = Client::connect(hub.relay);
    client.ask("EHLO client.example.org", "250");
    client.try_mail("ann@contoso.com", &["ben@fabrikam.com"], text).expect("taken");
    let report = report(&hub, "5.5.6");
    assert!(report.contains("Invalid message content"), "{report}");
}
