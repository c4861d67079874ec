//! What domains say about recipients: ours, and those elsewhere.

use crate::support::hub::Hub;
use crate::support::said;
use crate::support::sink::Sink;
use crate::support::smtp::{self, Client};

#[test]
fn sub_domains_plus_addresses_and_what_is_nobodys_find_their_recipients() {
    let hub = Hub::start();
    let rcpt = |to: &str, reply: &str| {
        let mut client = Client::connect(hub.port);
        client.ask("EHLO client.example", "250");
        client.ask("MAIL FROM:<eve@example.org>", "250");
        client.ask(&format!("RCPT TO:<{to}>"), reply);
    };
    rcpt("ann+news@contoso.com", "550 5.1.1 User unknown");
    rcpt("ann@sales.contoso.com", "550 5.7.1 Unable to relay");
    hub.node.configure(
        "Set-TransportConfig -AllowPlusAddressInRecipients $true
         Set-AcceptedDomain Contoso -MatchSubDomains $true",
    );
    rcpt("ann@sales.contoso.com", "550 5.1.1 User unknown");
    smtp::send(hub.port, "eve@example.org", &["Ann+news@contoso.com"], "with a plus");
    assert!(hub.messages("ann@contoso.com", 1)[0].contains("with a plus"));
    rcpt("bob+@contoso.com", "250");
    rcpt("eve+news@contoso.com", "550 5.1.1 User unknown");
    hub.node.configure("Set-AcceptedDomain Contoso -CatchAllRecipientID Bob");
    assert_eq!(hub.node.shell("(Get-AcceptedDomain Contoso).CatchAllRecipientID").trim(), "Bob");
    smtp::send(hub.port, "eve@example.org", &["whoever@contoso.com"], "to nobody");
    assert!(hub.messages("bob@contoso.com", 1)[0].contains("to nobody"));
    hub.tracked("to nobody", &["REDIRECT ROUTING", "DELIVER STOREDRIVER"]);
}

#[test]
fn a_shared_domain_keeps_its_own_and_passes_the_others_on() {
    let hub = Hub::start();
    let sink = Sink::start();
    hub.node.configure(&format!(
        "Set-AcceptedDomain Contoso -DomainType InternalRelay
         New-SendConnector Other -AddressSpaces contoso.com -SmartHosts 127.0.0.1 -Port {}",
        sink.port
    ));
    smtp::send(hub.port, "eve@example.org", &["ann@contoso.com", "theirs@contoso.com"], "shared");
    assert_eq!(sink.messages(1)[0].recipients, ["theirs@contoso.com"]);
    assert!(hub.messages("ann@contoso.com", 1)[0].contains("shared"));
}

#[test]
fn remote_domains_say_what_people_there_are_told_and_sent() {
    let hub = Hub::start();
    let sink = Sink::answering(crate::support::free_port(), |line| {
        line.starts_with("RCPT TO:<refused@").then_some("550 5.1.1 Nobody of that name")
    });
    hub.send_everything_to(sink.port);
    hub.node.configure(
        "New-RemoteDomain Quiet -DomainName *.quiet.example -NDREnabled $false
         New-RemoteDomain Closed -DomainName closed.example -AutoForwardEnabled $false
         New-Mailbox Keeps -PrimarySmtpAddress keeps@contoso.com -ForwardingSmtpAddress me@closed.example `
             -DeliverToMailboxAndForward $true
         New-Mailbox Gives -PrimarySmtpAddress gives@contoso.com -ForwardingSmtpAddress me@closed.example",
    );
    // What scripts change is there from the first start on, and what cannot be is refused.
    assert_eq!(hub.node.shell("[string](Get-RemoteDomain Default).DomainName").trim(), "*");
    hub.node.configure("Set-RemoteDomain Default -TNEFEnabled $false");
    assert!(
        said(&hub.node.try_shell("Set-RemoteDomain Default -TNEFEnabled $true")).contains("nothing here makes TNEF")
    );
    crate::support::appear::make_maildir(&hub.maildir("keeps@contoso.com"));
    hub.send("pat@loud.example", &["refused@fabrikam.com"], "loud");
    hub.send("pat@sub.quiet.example", &["refused@fabrikam.com"], "quiet");
    let report = &sink.messages(1)[0];
    assert_eq!(report.recipients, ["pat@loud.example"]);
    hub.tracked("quiet", &["FAIL SMTP"]);
    hub.send("ann@contoso.com", &["keeps@contoso.com"], "kept");
    assert!(hub.messages("keeps@contoso.com", 1)[0].contains("kept"));
    hub.send("ann@contoso.com", &["gives@contoso.com"], "given");
    let report = &hub.messages("ann@contoso.com", 1)[0];
    assert!(report.contains("550 5.7.1 RESOLVER.FWD.NotAllowed"), "{report}");
    hub.becomes("@(Get-Queue | Where-Object MessageCount -gt 0).Count -eq 0");
    assert_eq!(sink.messages(1).len(), 1, "nothing went to closed.example");
}

#[test]
fn connectors_say_whose_mail_and_which_mail_they_take() {
    let hub = Hub::start();
    let sink = Sink::start();
    hub.node.configure(&format!(
        "New-DistributionGroup Travellers -PrimarySmtpAddress travellers@contoso.com -Members Ann
         New-SendConnector Out -AddressSpaces * -SmartHosts 127.0.0.1 -Port {} -AcceptMessagesFrom Travellers `
             -AllowedMessageTypes NonSystem",
        sink.port
    ));
    let verdict = |from: &str| {
        let route = format!("(Test-MailRoute -Recipient pat@fabrikam.com -Sender {from}).Verdict");
        hub.node.shell(&route).trim().to_owned()
    };
    assert_eq!(verdict("bob@contoso.com"), "Deliver", "nobody asks the lists unless the server is told to");
    hub.node.configure("Set-TransportServer TEST -CheckConnectorRestrictions $true");
    assert_eq!((verdict("ann@contoso.com"), verdict("bob@contoso.com")), ("Deliver".to_owned(), "Fail".to_owned()));
    hub.send("ann@contoso.com", &["pat@fabrikam.com"], "by ann");
    hub.send("bob@contoso.com", &["pat@fabrikam.com"], "by bob");
    let report = &hub.messages("bob@contoso.com", 1)[0];
    assert!(report.contains("550 5.7.1 ROUTING.NotAuthorized"), "{report}");
    assert!(sink.messages(1)[0].text.contains("Subject: by ann"));
    hub.node.configure("Set-TransportServer TEST -CheckConnectorRestrictions $false");
    hub.node.configure("Set-SendConnector Out -AllowedPriorities High");
    assert_eq!(verdict("ann@contoso.com"), "Fail");
}

#[test]
fn what_nobody_has_written_goes_only_where_it_is_wanted() {
    let hub = Hub::start();
    let sink = Sink::answering(crate::support::free_port(), |_| None);
    hub.send_everything_to(sink.port);
    hub.node.configure(
        "New-RemoteDomain Quiet -DomainName quiet.example -AutoReplyEnabled $false
         New-RemoteDomain Busy -DomainName busy.example -AllowedOOFType None
         New-RemoteDomain Closed -DomainName closed.example -AutoForwardEnabled $false",
    );
    let everybody = ["a@quiet.example", "b@busy.example", "c@closed.example", "d@loud.example", "bob@contoso.com"];
    let send = |kind: &str, subject: &str| {
        let mut client = Client::connect(hub.relay);
        client.ask("EHLO client.example", "250");
        let text = format!("{kind}From: ann@contoso.com\r\nSubject: {subject}\r\n\r\nHello.\r\n");
        client.try_mail("ann@contoso.com", &everybody, &text).expect("taken");
    };
    let got = |count: usize, subject: &str| {
        let messages = sink.messages(count);
        let mut got: Vec<String> = messages
            .iter()
            .filter(|message| message.text.contains(&format!("Subject: {subject}")))
            .flat_map(|message| message.recipients.clone())
            .collect();
        got.sort();
        got
    };
    send("Auto-Submitted: auto-replied (vacation)\r\n", "away");
    hub.tracked("away", &["DROP AGENT"]);
    hub.becomes("@(Get-Queue | Where-Object MessageCount -gt 0).Count -eq 0");
    assert_eq!(got(1, "away"), ["c@closed.example", "d@loud.example"]);
    send("Auto-Submitted: auto-forwarded\r\n", "on");
    let report = hub.messages("ann@contoso.com", 1).remove(0);
    assert!(report.contains("c@closed.example") && report.contains("RESOLVER.FWD.NotAllowed"), "{report}");
    hub.becomes("@(Get-Queue | Where-Object MessageCount -gt 0).Count -eq 0");
    assert_eq!(got(2, "on"), ["a@quiet.example", "b@busy.example", "d@loud.example"]);
    send("", "written");
    hub.becomes("@(Get-Queue | Where-Object MessageCount -gt 0).Count -eq 0");
    assert_eq!(got(3, "written"), ["a@quiet.example", "b@busy.example", "c@closed.example", "d@loud.example"]);
    assert_eq!(hub.messages("bob@contoso.com", 3).len(), 3, "our own people get all of it");
}
