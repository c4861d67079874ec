//! One address for many.

use crate::support::hub::Hub;
use crate::support::sink::Sink;
use crate::support::smtp::{self, Client};

/// Staff has Bob, a contact and the group Nested, which has Ann, Bob again and Staff itself.
fn hub_with_groups() -> (Hub, Sink) {
    let hub = Hub::start();
    let sink = Sink::start();
    hub.send_everything_to(sink.port);
    hub.node.configure(
        "New-MailContact Pat -ExternalEmailAddress pat@fabrikam.com
         New-DistributionGroup Nested -PrimarySmtpAddress nested@contoso.com -RequireSenderAuthenticationEnabled $false
         New-DistributionGroup Staff -PrimarySmtpAddress staff@contoso.com -Members Bob,Pat,nested@contoso.com `
             -RequireSenderAuthenticationEnabled $false
         Update-DistributionGroupMember Nested -Members Ann,Bob -Confirm:$false
         Add-DistributionGroupMember Nested -Member Staff",
    );
    (hub, sink)
}

#[test]
fn each_member_gets_one_copy_however_groups_are_nested() {
    let (hub, sink) = hub_with_groups();
    smtp::send(hub.port, "eve@example.org", &["staff@contoso.com", "ann@contoso.com"], "to all");
    assert_eq!(sink.messages(1)[0].recipients, ["pat@fabrikam.com"]);
    hub.messages("ann@contoso.com", 1);
    hub.messages("bob@contoso.com", 1);
    hub.becomes("@(Get-Queue | Where-Object MessageCount -gt 0).Count -eq 0");
    assert_eq!(hub.messages("ann@contoso.com", 1).len(), 1, "named directly and as a member");
    assert_eq!(hub.messages("bob@contoso.com", 1).len(), 1, "a member twice");
    hub.tracked("to all", &["EXPAND ROUTING"]);
    let expand = "$e = Get-MessageTrackingLog -EventId EXPAND; \"$($e.RelatedRecipientAddress) $($e.RecipientCount)\"";
    assert_eq!(hub.node.shell(expand).trim(), "staff@contoso.com 2");
    let members = "Get-DistributionGroupMember Staff | ForEach-Object Name";
    assert_eq!(hub.node.shell(members).trim(), "Bob\nPat\nNested");
    hub.node.configure("Remove-DistributionGroupMember Staff -Member Pat -Confirm:$false");
    assert_eq!(hub.node.shell(members).trim(), "Bob\nNested");
}

#[test]
fn a_dynamic_group_means_whoever_its_filter_finds_now() {
    let hub = Hub::start();
    hub.node.configure(
        "New-DynamicDistributionGroup Paris -PrimarySmtpAddress paris@contoso.com `
             -RecipientFilter {CustomAttribute1 -eq 'Paris'}
         Set-Mailbox Ann -CustomAttribute1 Paris",
    );
    hub.send("ann@contoso.com", &["paris@contoso.com"], "first");
    assert!(hub.messages("ann@contoso.com", 1)[0].contains("first"));
    hub.node.configure("Set-Mailbox Ann -CustomAttribute1 ''; Set-Mailbox Bob -CustomAttribute1 paris");
    hub.send("ann@contoso.com", &["paris@contoso.com"], "second");
    assert!(hub.messages("bob@contoso.com", 1)[0].contains("second"));
    assert_eq!(hub.node.shell("(Get-DistributionGroupMember Paris).Name").trim(), "Bob");
    // Strangers may not write to groups unless it is said.
    let mut stranger = Client::connect(hub.port);
    stranger.ask("EHLO client.example", "250");
    stranger.ask("MAIL FROM:<eve@example.org>", "250");
    stranger.ask("RCPT TO:<paris@contoso.com>", "550 5.7.1 RESOLVER.RST.AuthRequired; authentication required");
}

#[test]
fn failures_go_to_the_manager_or_to_nobody_where_the_group_says_so() {
    let hub = Hub::start();
    let sink = Sink::answering(crate::support::free_port(), |line| {
        line.starts_with("RCPT TO:<pat@").then_some("550 5.1.1 Nobody of that name")
    });
    hub.send_everything_to(sink.port);
    hub.node.configure(
        "New-MailContact Pat -ExternalEmailAddress pat@fabrikam.com
         New-DistributionGroup Managed -PrimarySmtpAddress managed@contoso.com -Members Pat -ManagedBy Bob
         Set-DistributionGroup Managed -ReportToManagerEnabled $true -ReportToOriginatorEnabled $false
         New-DistributionGroup Quiet -PrimarySmtpAddress quiet@contoso.com -Members Pat
         Set-DistributionGroup Quiet -ReportToOriginatorEnabled $false
         New-DistributionGroup Usual -PrimarySmtpAddress usual@contoso.com -Members Pat",
    );
    for group in ["quiet", "managed", "usual"] {
        hub.send("ann@contoso.com", &[&format!("{group}@contoso.com")], &format!("by {group}"));
    }
    assert!(hub.messages("bob@contoso.com", 1)[0].contains("Undeliverable: by managed"));
    assert!(hub.messages("ann@contoso.com", 1)[0].contains("Undeliverable: by usual"));
    hub.tracked("by quiet", &["EXPAND ROUTING", "FAIL SMTP"]);
    hub.becomes("@(Get-Queue | Where-Object MessageCount -gt 0).Count -eq 0");
    assert_eq!(hub.messages("ann@contoso.com", 1).len(), 1);
    hub.tracked("by managed", &["EXPAND ROUTING", "TRANSFER ROUTING"]);
}

#[test]
fn whoever_asked_hears_that_a_group_was_expanded() {
    let hub = Hub::start();
    hub.node.configure("New-DistributionGroup Team -PrimarySmtpAddress team@contoso.com -Members Bob");
    let mut client = Client::connect(hub.relay);
    client.ask("EHLO client.example", "250");
    client.ask("MAIL FROM:<ann@contoso.com>", "250");
    client.ask("RCPT TO:<team@contoso.com> NOTIFY=SUCCESS,FAILURE", "250");
    client.ask("DATA", "354");
    client.send(smtp::message("ann@contoso.com", "team@contoso.com", "well?").as_bytes());
    client.ask("\r\n.", "250");
    let report = &hub.messages("ann@contoso.com", 1)[0];
    assert!(
        report.contains("Action: expanded") && report.contains("Final-Recipient: rfc822;team@contoso.com"),
        "{report}"
    );
    assert!(hub.messages("bob@contoso.com", 1)[0].contains("well?"));
    assert_eq!(hub.messages("ann@contoso.com", 1).len(), 1, "members report no success");
}

#[test]
fn a_group_that_is_removed_takes_its_pages_along() {
    let hub = Hub::start();
    hub.node.configure(
        "New-DistributionGroup Large -PrimarySmtpAddress large@contoso.com
         1..2100 | ForEach-Object { New-MailContact \"c$_\" -ExternalEmailAddress \"c$_@fabrikam.com\" } | Out-Null
         Update-DistributionGroupMember Large -Members (Get-MailContact -ResultSize Unlimited) -Confirm:$false",
    );
    assert_eq!(hub.node.shell("@(Get-DistributionGroupMember Large -ResultSize Unlimited).Count").trim(), "2100");
    let pages = "@(Get-ConfigurationHistory -Class MemberPage).Action";
    assert_eq!(hub.node.shell(pages).trim(), "Created");
    hub.node.configure("Remove-DistributionGroup Large -Confirm:$false");
    assert_eq!(hub.node.shell(pages).trim(), "Removed\nCreated");
}

/// What a message asks of automatic answers.
fn unwanted(message: &str) -> Option<&str> {
    let fields = message.lines().take_while(|line| !line.is_empty());
    let mut found = fields.filter_map(|line| line.strip_prefix("X-Auto-Response-Suppress: "));
    let first = found.next();
    assert_eq!(found.next(), None, "said once");
    first
}

#[test]
fn members_send_no_out_of_office_message_unless_the_group_lets_them() {
    let hub = Hub::start();
    let sink = Sink::start();
    hub.send_everything_to(sink.port);
    hub.node.configure(
        "New-MailContact Pat -ExternalEmailAddress pat@fabrikam.com -PrimarySmtpAddress pat@contoso.com
         New-DistributionGroup Quiet -PrimarySmtpAddress quiet@contoso.com -Members Bob,Pat
         New-DistributionGroup Open -PrimarySmtpAddress open@contoso.com -Members Bob -SendOofMessageToOriginatorEnabled $true
         New-DistributionGroup Outer -PrimarySmtpAddress outer@contoso.com -Members Open
         New-DynamicDistributionGroup All -PrimarySmtpAddress all@contoso.com -IncludedRecipients MailContacts
         New-DynamicDistributionGroup Hush -PrimarySmtpAddress hush@contoso.com -IncludedRecipients MailContacts `
             -SendOofMessageToOriginatorEnabled $false",
    );
    let small = |subject: &str| smtp::message("ann@contoso.com", "bob@contoso.com", subject);
    // Too large for memory: its copies are written piece by piece.
    let large = |subject: &str| small(subject) + &"The quick brown fox.\r\n".repeat(50_000);
    let with = |field: &str| format!("X-Auto-Response-Suppress: {field}\r\n{}", small("asks already"));
    let mut sent = 0;
    for (to, text, bob, pat, why) in [
        (&["quiet"][..], small("one"), Some(Some("OOF")), Some(Some("OOF")), "a group does not want them"),
        (&["bob", "quiet"], small("two"), Some(None), Some(Some("OOF")), "Bob is addressed by himself"),
        (&["quiet", "pat"], small("three"), Some(Some("OOF")), Some(None), "and here is Pat, a contact"),
        (&["quiet", "pat"], large("four"), Some(Some("OOF")), Some(None), "the same for a large one"),
        (&["open"], small("five"), Some(None), None, "it wants them"),
        (&["outer"], small("six"), Some(Some("OOF")), None, "a group on the way does not"),
        (&["all"], small("seven"), None, Some(None), "dynamic groups want them by themselves"),
        (&["hush"], small("eight"), None, Some(Some("OOF")), "and may not, too"),
        (&["hush"], with("DR, RN"), None, Some(Some("DR, RN, OOF")), "the author wants no receipts"),
        (&["hush"], with("All"), None, Some(Some("All")), "nothing at all"),
    ] {
        let to: Vec<String> = to.iter().map(|name| format!("{name}@contoso.com")).collect();
        let mut client = Client::connect(hub.relay);
        client.ask("EHLO client.example", "250");
        let to: Vec<&str> = to.iter().map(String::as_str).collect();
        client.try_mail("ann@contoso.com", &to, &text).expect("taken");
        if let Some(expected) = bob {
            let got = hub.messages("bob@contoso.com", 1);
            assert_eq!((got.len(), unwanted(&got[0])), (1, expected), "Bob: {why}");
            hub.empty("bob@contoso.com");
        }
        if let Some(expected) = pat {
            sent += 1;
            let got = sink.messages(sent).pop().expect("so many");
            assert_eq!(unwanted(&got.text), expected, "Pat: {why}");
            assert_eq!(got.text.matches("fox").count(), text.matches("fox").count(), "{why}: all of it");
        }
    }
    hub.becomes("@(Get-Queue | Where-Object MessageCount -gt 0).Count -eq 0");
    assert_eq!(sink.messages(sent).len(), sent);
}

#[test]
fn that_no_out_of_office_message_is_wanted_survives_a_crash() {
    let mut hub = Hub::start();
    let sink = Sink::start();
    hub.node.configure(
        "New-MailContact Pat -ExternalEmailAddress pat@fabrikam.com
         New-DistributionGroup Quiet -PrimarySmtpAddress quiet@contoso.com -Members Pat",
    );
    hub.send("ann@contoso.com", &["quiet@contoso.com"], "to all");
    hub.becomes("@(Get-Message -ResultSize Unlimited).Count -eq 1 -and (Get-Queue Unreachable).MessageCount -eq 1");
    hub.node.kill();
    hub.node.serve(&[]);
    hub.send_everything_to(sink.port);
    assert_eq!(unwanted(&sink.messages(1)[0].text), Some("OOF"));
}
