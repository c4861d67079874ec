use serde_json::{Value as Json, json};

use super::*;
use crate::model::class::Class;
use crate::transport::categorize::OrganizationPolicy;
use crate::transport::{Policy, samples};

const MESSAGE: &str =
    "From: ann@contoso.com\r\nTo: Ben <ben@fabrikam.com>\r\nCc: carl@contoso.com\r\nSubject: Hello\r\n\r\nHi\r\n";

fn settings(rules: &[Json]) -> Settings {
    let mut settings = samples::settings();
    let rules = rules.iter().enumerate().map(|(at, given)| {
        let mut given = given.clone();
        given["Enabled"] = json!(given.get("Enabled").is_none());
        if given.get("JournalEmailAddress").is_none() {
            given["JournalEmailAddress"] = "archive@contoso.com".into();
        }
        Arc::new(JournalRule::create(&format!("rule {at}"), "", given).expect("sound"))
    });
    settings.journal = Arc::new(Journal::new(rules, &|address| vec![address.key()]));
    settings
}

/// What becomes of a message from ann to these: addresses of reports, and the message that goes on.
fn kept(settings: &Settings, recipients: &[&str], message: &str) -> (Vec<String>, Vec<Revision>) {
    let mut envelope = samples::envelope("ann@contoso.com", recipients);
    envelope.source = samples::by_smtp();
    let all: Vec<usize> = (0..recipients.len()).collect();
    let revisions = OrganizationPolicy.revise(&envelope, message.as_bytes(), &all, settings, Timestamp::UNIX_EPOCH);
    let reports = revisions.iter().filter_map(|revision| match &revision.outcome {
        Revised::Besides(envelope, _) => Some(envelope.recipients[0].address.to_string()),
        _ => None,
    });
    (reports.collect(), revisions)
}

#[test]
fn rules_choose_by_person_and_scope() {
    let (inside, outside): (&[&str], &[&str]) = (&["carl@contoso.com"], &["carl@contoso.com", "ben@fabrikam.com"]);
    for (rule, to, expected) in [
        (json!({}), inside, true),
        (json!({ "Enabled": false }), inside, false),
        (json!({ "Scope": "Internal" }), inside, true),
        (json!({ "Scope": "Internal" }), outside, false),
        (json!({ "Scope": "External" }), inside, false),
        (json!({ "Scope": "External" }), outside, true),
        (json!({ "Recipient": "ann@contoso.com" }), inside, true),
        (json!({ "Recipient": "carl@contoso.com" }), inside, true),
        (json!({ "Recipient": "dora@contoso.com" }), inside, false),
        (json!({ "JournalEmailAddress": "carl@contoso.com" }), inside, false),
        (json!({ "JournalEmailAddress": "carl@contoso.com" }), outside, true),
    ] {
        let (reports, _) = kept(&settings(std::slice::from_ref(&rule)), to, MESSAGE);
        assert_eq!(reports.len(), usize::from(expected), "{rule} {to:?}");
    }
}

#[test]
fn a_report_says_who_got_what_and_is_made_once() {
    let settings =
        settings(&[json!({}), json!({ "Scope": "External" }), json!({ "JournalEmailAddress": "law@contoso.com" })]);
    let to = ["ben@fabrikam.com", "carl@contoso.com", "dora@contoso.com"];
    let (reports, revisions) = kept(&settings, &to, MESSAGE);
    assert_eq!(reports, ["archive@contoso.com", "law@contoso.com"]);
    let Revised::Besides(envelope, body) = &revisions[1].outcome else { panic!("{revisions:?}") };
    let text = String::from_utf8(body.of(b"").into_owned()).expect("text");
    let words = "Sender: ann@contoso.com\r\nSubject: Hello\r\nMessage-Id: <m1@contoso.com>\r\n\
        To: ben@fabrikam.com\r\nCc: carl@contoso.com\r\nRecipient: dora@contoso.com\r\n";
    assert!(text.contains(words) && text.contains(MESSAGE), "{text}");
    assert!(envelope.return_path.is_null() && envelope.size == text.len() as u64);

    // What goes on says that it was done: the next server, or this one after a restart, leaves it.
    let Revised::Other(onward, body) = &revisions[0].outcome else { panic!("{revisions:?}") };
    assert_eq!(onward.recipients.len(), 3);
    let onward = String::from_utf8(body.of(MESSAGE.as_bytes()).into_owned()).expect("text");
    assert!(onward.contains("Journaled-To-Recipients: archive@contoso.com, law@contoso.com\r\n"), "{onward}");
    assert!(kept(&settings, &to, &onward).1.is_empty());
}
