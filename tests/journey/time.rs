//! What time brings: later tries, notices of delay, expiry.

use crate::support::free_port;
use crate::support::hub::Hub;
use crate::support::sink::Sink;

/// The shortest times that the rules allow.
const HURRY: &str = "Set-TransportServer TEST -QueueGlitchRetryInterval 00:00:01 -MessageRetryInterval 00:00:01 \
    -TransientFailureRetryCount 0 -DelayNotificationTimeout 00:00:02 -MessageExpirationTimeout 00:00:05";

#[test]
fn a_recipient_that_is_put_off_is_tried_again_and_the_others_are_not() {
    let hub = Hub::start();
    let tries = std::sync::atomic::AtomicU32::new(0);
    let sink = Sink::answering(free_port(), move |line| {
        let is_busy =
            line.starts_with("RCPT TO:<busy@") && tries.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == 0;
        is_busy.then_some("450 4.2.1 Mailbox is busy")
    });
    hub.send_everything_to(sink.port);
    hub.node.configure("Set-TransportServer TEST -MessageRetryInterval 00:00:01");
    hub.send("ann@contoso.com", &["pat@example.net", "busy@example.net"], "twice");
    let taken = sink.messages(2);
    assert_eq!(taken[0].recipients, ["pat@example.net"]);
    assert_eq!(taken[1].recipients, ["busy@example.net"]);
    hub.tracked("twice", &["RECEIVE SMTP", "SEND SMTP", "DEFER SMTP"]);
}

#[test]
fn a_sender_hears_of_a_delay_and_then_of_the_end() {
    let hub = Hub::start();
    hub.send_everything_to(free_port());
    hub.node.configure(HURRY);
    hub.send("ann@contoso.com", &["pat@example.net"], "too late");
    let reports = hub.messages("ann@contoso.com", 2);
    let with = |wanted: &str| reports.iter().find(|report| report.contains(wanted));
    let delayed = with("Action: delayed").unwrap_or_else(|| panic!("no notice of a delay in {reports:?}"));
    assert!(delayed.contains("pat@example.net"), "{delayed}");
    let failed = with("Action: failed").unwrap_or_else(|| panic!("no report of the end in {reports:?}"));
    assert!(failed.contains("Status: 4.4.7"), "{failed}");
    hub.tracked("too late", &["RECEIVE SMTP", "FAIL QUEUE"]);
    hub.becomes("@(Get-Queue | Where-Object MessageCount -gt 0).Count -eq 0");
}

#[test]
fn nobody_is_told_about_mail_without_a_sender() {
    let hub = Hub::start();
    let sink = Sink::answering(free_port(), |line| line.starts_with("RCPT").then_some("550 5.1.1 No such user"));
    hub.send_everything_to(sink.port);
    hub.send("", &["gone@example.net"], "a report");
    hub.tracked("a report", &["RECEIVE SMTP", "FAIL SMTP"]);
    hub.becomes("@(Get-Queue | Where-Object MessageCount -gt 0).Count -eq 0");
    let events = hub.node.shell("Get-MessageTrackingLog -EventId DSN | Measure-Object | ForEach-Object Count");
    assert_eq!(events.trim(), "0", "a report about a report would never end");
}
