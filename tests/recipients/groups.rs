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
