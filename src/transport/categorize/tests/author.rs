//! Whose message it is: a group's manager hears of failures in place of the sender, and has not written it.

use jiff::Timestamp;

use super::*;
use crate::model::class::Class;
use crate::model::{ContentFilterConfig, Directionality, JournalRule, SmtpAddress, TransportRule};
use crate::transport::categorize::journal::Journal;
use crate::transport::categorize::rules::RuleSet;
use crate::transport::receive::{Filters, SpamFilter};
use crate::transport::{NewBody, Policy, Revised, Revision, Source};

const DAN: &str = "dan@contoso.com";
const MANAGER: &str = "manager@contoso.com";

/// From Dan, by way of a group whose manager is told of failures.
fn from_dan(recipients: &[&str]) -> Envelope {
    let mut envelope = envelope(MANAGER, recipients);
    envelope.original_from = DAN.parse().ok();
    envelope.size = 2048;
    envelope.source = crate::transport::samples::by_smtp();
    envelope
}

/// What the organization's policy makes of a message from Dan.
fn revised(settings: &Settings, recipient: &str) -> Vec<Revision> {
    let mut envelope = from_dan(&[recipient]);
    envelope.directionality = Directionality::Incoming;
    OrganizationPolicy.revise(&envelope, b"Subject: s\r\n\r\ntext\r\n", &[0], settings, Timestamp::UNIX_EPOCH)
}

#[test]
fn a_report_is_by_who_sends_it() {
    let mut report = from_dan(&["ann@contoso.com"]);
    assert_eq!(report.author().to_string(), DAN);
    report.source = Source::Dsn { about: String::new() };
    assert_eq!(report.author().to_string(), MANAGER);
}

#[test]
fn connectors_and_limits_are_for_the_author() {
    for (limit, connector_rejects, recipients, expected) in [
        (json!({}), "nobody", &["eve@example.com"][..], "DnsConnectorDelivery example.com Out"),
        (json!({}), DAN, &["eve@example.com"], "fail 550 5.7.1 ROUTING.NotAuthorized"),
        (json!({}), MANAGER, &["eve@example.com"], "DnsConnectorDelivery example.com Out"),
        (
            json!({ "MaxSendSize": "1KB" }),
            "nobody",
            &["eve@example.com"],
            "fail 550 5.3.4 RESOLVER.RST.SendSizeLimit.Sender",
        ),
        (
            json!({ "RecipientLimits": "1" }),
            "nobody",
            &["eve@example.com", "kim@example.com"],
            "fail 550 5.5.3 RESOLVER.ADR.RecipLimit",
        ),
    ] {
        let mut settings = settings();
        Arc::make_mut(&mut settings.server).check_connector_restrictions = true;
        let mut rejected = Vec::new();
        for address in [DAN, MANAGER] {
            let mut given = if address == DAN { limit.clone() } else { json!({}) };
            given["PrimarySmtpAddress"] = json!(address);
            let id = mailbox_with(&mut settings, address, given);
            rejected.extend((address == connector_rejects).then_some(id));
        }
        connector(&mut settings, "Out", json!({ "AddressSpaces": ["*"], "RejectMessagesFrom": rejected }));
        let verdict = categorize(&from_dan(recipients), &[0], &settings, &mut Why::silent()).remove(0);
        let shown = shown(&verdict, &settings);
        assert!(shown.starts_with(expected), "{limit} {connector_rejects}: {shown}");
    }
}

/// The text of a journal report.
fn report(outcome: &Revised) -> Option<String> {
    match outcome {
        Revised::Besides(envelope, NewBody::Whole(body)) => {
            assert_eq!(envelope.original_from, DAN.parse().ok(), "and who searches for it finds it by him");
            Some(String::from_utf8_lossy(body).into_owned())
        }
        _ => None,
    }
}

#[test]
fn the_journal_is_about_the_author() {
    for (person, expected) in [(DAN, 1), (MANAGER, 0)] {
        let mut settings = settings();
        let given = json!({ "Recipient": person, "JournalEmailAddress": "archive@contoso.com", "Enabled": true });
        let rule = JournalRule::create("rule", "", given).expect("sound");
        settings.journal = Arc::new(Journal::new([Arc::new(rule)], &|address| vec![address.key()]));
        let revisions = revised(&settings, "ann@contoso.com");
        let reports: Vec<String> = revisions.iter().filter_map(|revision| report(&revision.outcome)).collect();
        assert_eq!(reports.len(), expected, "{person}");
        for text in reports {
            assert!(text.contains("\r\nSender: dan@contoso.com\r\n"), "{text}");
        }
    }
}

#[test]
fn who_is_spared_the_content_filter_is_the_author() {
    let aliases = |address: &SmtpAddress| vec![address.key()];
    for (spared, is_deleted) in [(DAN, false), (MANAGER, true)] {
        let mut settings = settings();
        let rule = TransportRule::create("rule", "", json!({ "SetSCL": "9" })).expect("sound");
        settings.rules = Arc::new(RuleSet::new([Arc::new(rule)], &[], &aliases));
        let given = json!({ "SCLDeleteEnabled": true, "BypassedSenders": [spared] });
        let config = Arc::new(ContentFilterConfig::create("ContentFilterConfig", "", given).expect("sound"));
        settings.filters = Arc::new(Filters { spam: Some(SpamFilter::new(config, [])), ..Filters::default() });
        let revisions = revised(&settings, "ann@contoso.com");
        let found = revisions.iter().any(|revision| matches!(revision.outcome, Revised::Drop(_)));
        assert_eq!(found, is_deleted, "{spared}: {revisions:?}");
    }
}
