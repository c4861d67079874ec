//! The tracking log as people ask it: what becomes of messages that come back, and reports on single messages.

use crate::support::free_port;
use crate::support::hub::Hub;
use crate::support::sink::Sink;

#[test]
fn mail_that_is_routed_anew_or_found_at_the_start_is_in_the_log() {
    let mut hub = Hub::start();
    hub.send_everything_to(free_port());
    hub.send("ann@contoso.com", &["pat@fabrikam.com"], "stays");
    hub.becomes("(Get-Message -Filter {Subject -eq 'stays'}).Status -eq 'Retry'");
    hub.node.shell("Get-Queue -Filter {Status -eq 'Retry'} | Retry-Queue -Resubmit $true");
    hub.tracked("stays", &["RECEIVE SMTP", "RESUBMIT QUEUE"]);
    hub.node.stop();
    hub.node.serve(&[]);
    hub.tracked("stays", &["LOAD BOOTLOADER"]);
    let fields = hub.node.shell(
        "$event = Get-MessageTrackingLog -EventId LOAD
         \"$($event.Recipients) $($event.OriginalClientIp) $($event.TransportTrafficType) $($event.SchemaVersion) $($event.LogId.Length)\"",
    );
    assert_eq!(fields.trim(), "pat@fabrikam.com 127.0.0.1 Email 15.00 36");
}

#[test]
fn who_is_in_a_group_twice_gets_one_copy_and_the_log_says_so() {
    let hub = Hub::start();
    hub.node.configure(
        "New-DistributionGroup -Name Inner -PrimarySmtpAddress inner@contoso.com -Members Bob
         New-DistributionGroup -Name Team -PrimarySmtpAddress team@contoso.com -Members Inner,Bob",
    );
    hub.send("ann@contoso.com", &["team@contoso.com"], "once");
    hub.messages("bob@contoso.com", 1);
    hub.tracked("once", &["EXPAND ROUTING", "DUPLICATEEXPAND ROUTING", "DELIVER STOREDRIVER"]);
    let event = hub.node.shell(
        "$event = Get-MessageTrackingLog -EventId DUPLICATEEXPAND; \"$($event.Recipients) $($event.RelatedRecipientAddress)\"
         (Get-MessageTrackingLog -EventId DELIVER).ConnectorId",
    );
    assert_eq!(event.lines().collect::<Vec<_>>(), ["team@contoso.com bob@contoso.com", r"TEST\Mailboxes"]);
}

#[test]
fn who_is_named_by_two_addresses_gets_one_copy_and_the_log_says_so() {
    let hub = Hub::start();
    hub.node.configure("Set-Mailbox Bob -EmailAddresses @{Add='bobby@contoso.com'}");
    hub.send("ann@contoso.com", &["bobby@contoso.com", "bob@contoso.com"], "once");
    hub.messages("bob@contoso.com", 1);
    hub.tracked("once", &["DELIVER STOREDRIVER", "DUPLICATEDELIVER STOREDRIVER"]);
    let event = hub.node.shell("(Get-MessageTrackingLog -EventId DUPLICATEDELIVER).Recipients");
    assert_eq!(event.trim(), "bob@contoso.com");
}

#[test]
fn a_report_says_what_became_of_a_message_for_each_recipient() {
    let hub = Hub::start();
    let sink =
        Sink::answering(free_port(), |line| line.starts_with("RCPT TO:<gone@").then_some("550 5.1.1 Nobody here"));
    hub.node.configure(&format!(
        "New-SendConnector -Name Out -AddressSpaces example.net -SmartHosts 127.0.0.1 -Port {}
         New-SendConnector -Name Nowhere -AddressSpaces down.example -SmartHosts 127.0.0.1 -Port {}
         New-DistributionGroup -Name Team -PrimarySmtpAddress team@contoso.com -Members Bob",
        sink.port,
        free_port()
    ));
    let to = ["team@contoso.com", "pat@example.net", "gone@example.net", "late@down.example"];
    hub.send("ann@contoso.com", &to, "report this");
    hub.send("ann@contoso.com", &["pat@example.net"], "another");
    hub.tracked("report this", &["DELIVER STOREDRIVER", "SEND SMTP", "FAIL SMTP", "EXPAND ROUTING"]);
    let found = hub.node.shell(
        "Search-MessageTrackingReport ann@contoso.com -Subject 'report this' | ForEach-Object { \"$($_.FromDisplayName): $($_.RecipientAddresses)\" }
         @(Search-MessageTrackingReport Ann -Recipients pat@example.net).Count
         (Search-MessageTrackingReport Bob -Sender ann@contoso.com).Subject",
    );
    assert_eq!(
        found.lines().collect::<Vec<_>>(),
        ["Ann: team@contoso.com pat@example.net gone@example.net late@down.example", "2", "report this"]
    );
    let report = "Search-MessageTrackingReport Ann -Subject 'report this' | Get-MessageTrackingReport";
    hub.becomes(&format!("({report}).PendingCount -eq 1"));
    let summary = hub.node.shell(&format!(
        "$report = {report}
         \"$($report.DeliveredCount) $($report.TransferredCount) $($report.UnsuccessfulCount)\"
         $report.RecipientTrackingEvents | ForEach-Object {{ \"$($_.RecipientAddress) $($_.Status) $($_.EventType)\" }}"
    ));
    assert_eq!(
        summary.lines().collect::<Vec<_>>(),
        [
            "1 1 1",
            "bob@contoso.com Delivered Deliver",
            "gone@example.net Unsuccessful Fail",
            "late@down.example Pending SmtpReceive",
            "pat@example.net Transferred SmtpSend",
        ]
    );
    let path = hub.node.shell(&format!(
        "({report} -ReportTemplate RecipientPath -RecipientPathFilter bob@contoso.com).RecipientTrackingEvents.EventType -join ' '"
    ));
    assert_eq!(path.trim(), "SmtpReceive Expand Deliver");
    for (script, why) in [
        ("Search-MessageTrackingReport nobody@contoso.com", "no such mailbox"),
        ("Get-MessageTrackingReport 17", "no identity"),
        ("Get-MessageTrackingReport 'Message-Id=<x>,Server=TEST,Internal-Id=99999'", "no such message"),
    ] {
        assert!(!hub.node.try_shell(script).status.success(), "{why}");
    }
}
