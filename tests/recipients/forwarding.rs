//! Mail for one recipient that another one gets.

use crate::support::hub::Hub;
use crate::support::sink::Sink;

#[test]
fn contacts_mail_users_and_forwarding_lead_elsewhere() {
    let hub = Hub::start();
    let sink = Sink::start();
    hub.send_everything_to(sink.port);
    hub.node.configure(
        "New-MailContact Pat -ExternalEmailAddress pat@fabrikam.com -PrimarySmtpAddress pat@contoso.com
         New-MailUser Kim -PrimarySmtpAddress kim@contoso.com -ExternalEmailAddress SMTP:kim@tailspin.example
         New-Mailbox Keeps -PrimarySmtpAddress keeps@contoso.com -ForwardingAddress Pat -DeliverToMailboxAndForward $true
         New-Mailbox Gives -PrimarySmtpAddress gives@contoso.com -ForwardingAddress Bob
         Set-Mailbox Ann -ForwardingSmtpAddress ann@elsewhere.example -DeliverToMailboxAndForward $true",
    );
    for name in ["keeps", "gives"] {
        crate::support::appear::make_maildir(&hub.maildir(&format!("{name}@contoso.com")));
    }
    // Strangers reach them all; what they stand for is not told to strangers.
    for (to, subject) in [
        ("pat@contoso.com", "to a contact"),
        ("kim@contoso.com", "to a mail user"),
        ("keeps@contoso.com", "kept and forwarded"),
        ("gives@contoso.com", "forwarded alone"),
        ("ann@contoso.com", "kept, and out to an address"),
    ] {
        crate::support::smtp::send(hub.port, "eve@example.org", &[to], subject);
    }
    let mut sent: Vec<(String, String)> = sink
        .messages(4)
        .into_iter()
        .map(|message| {
            let subject = message.text.lines().find_map(|line| line.strip_prefix("Subject: ")).expect("a subject");
            (subject.to_owned(), message.recipients.join(" "))
        })
        .collect();
    sent.sort();
    let expected = [
        ("kept and forwarded", "pat@fabrikam.com"),
        ("kept, and out to an address", "ann@elsewhere.example"),
        ("to a contact", "pat@fabrikam.com"),
        ("to a mail user", "kim@tailspin.example"),
    ];
    assert_eq!(sent, expected.map(|(subject, to)| (subject.to_owned(), to.to_owned())));
    assert!(hub.messages("keeps@contoso.com", 1)[0].contains("kept and forwarded"));
    assert!(hub.messages("ann@contoso.com", 1)[0].contains("kept, and out to an address"));
    assert!(hub.messages("bob@contoso.com", 1)[0].contains("forwarded alone"));
    hub.tracked("to a contact", &["RECEIVE SMTP", "RESOLVE ROUTING", "SEND SMTP"]);
    hub.tracked("kept and forwarded", &["REDIRECT ROUTING", "DELIVER STOREDRIVER", "SEND SMTP"]);
    let related = "(Get-MessageTrackingLog -EventId RESOLVE -MessageSubject 'to a contact').RelatedRecipientAddress";
    assert_eq!(hub.node.shell(related).trim(), "pat@contoso.com");
    assert_eq!(
        hub.node.shell("Get-Recipient | ForEach-Object { \"$($_.Name) $($_.RecipientType)\" }").trim(),
        "Ann UserMailbox\nBob UserMailbox\nGives UserMailbox\nKeeps UserMailbox\nKim MailUser\nPat MailContact"
    );
    assert_eq!(hub.node.shell("(Get-Mailbox Keeps).ForwardingAddress").trim(), "Pat");
}

#[test]
fn a_forwarding_loop_is_reported_and_not_followed() {
    let hub = Hub::start();
    hub.node.configure(
        "New-Mailbox One -PrimarySmtpAddress one@contoso.com
         New-Mailbox Two -PrimarySmtpAddress two@contoso.com -ForwardingAddress One
         Set-Mailbox One -ForwardingAddress Two",
    );
    crate::support::smtp::send(hub.port, "ann@contoso.com", &["one@contoso.com"], "round and round");
    let report = &hub.messages("ann@contoso.com", 1)[0];
    assert!(report.contains("550 5.4.6 RESOLVER.FWD.Loop"), "{report}");
    assert!(report.contains("Final-Recipient: rfc822;one@contoso.com"), "{report}");
}

#[test]
fn what_was_kept_and_forwarded_is_not_forwarded_again_after_a_restart() {
    let mut hub = Hub::start();
    let sink =
        Sink::answering(crate::support::free_port(), |line| line.starts_with("RCPT").then_some("450 4.2.1 Later"));
    hub.send_everything_to(sink.port);
    hub.node.configure(
        "New-MailContact Pat -ExternalEmailAddress pat@fabrikam.com -Alias pat
         Set-Mailbox Bob -ForwardingAddress pat -DeliverToMailboxAndForward $true",
    );
    crate::support::smtp::send(hub.port, "eve@example.org", &["bob@contoso.com"], "once");
    hub.messages("bob@contoso.com", 1);
    hub.tracked("once", &["DELIVER STOREDRIVER", "DEFER SMTP"]);
    hub.node.kill();
    let port = sink.port;
    drop(sink);
    let sink = Sink::answering(port, |_| None);
    hub.node.serve(&[]);
    assert_eq!(sink.messages(1)[0].recipients, ["pat@fabrikam.com"]);
    hub.becomes("@(Get-Queue | Where-Object MessageCount -gt 0).Count -eq 0");
    assert_eq!(hub.messages("bob@contoso.com", 1).len(), 1);
    assert_eq!(sink.messages(1).len(), 1);
}
