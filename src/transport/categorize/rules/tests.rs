use serde_json::{Value as Json, json};

use super::*;
use crate::model::class::Class;
use crate::transport::{Envelope, Settings, Source, samples};

const MESSAGE: &str = "From: Ann Lee <ann@contoso.com>\r\nTo: ben@fabrikam.com\r\nCc: carl@contoso.com\r\n\
    Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?= from Contoso\r\nImportance: High\r\nX-Mailer: Outlook 16\r\nMIME-Version: 1.0\r\n\
    Content-Type: multipart/mixed; boundary=b\r\n\r\n\
    --b\r\nContent-Type: text/plain; charset=windows-1252\r\n\r\nPlease pay invoice 4711 at the party.\r\n\
    --b\r\nContent-Type: application/octet-stream; name=Setup.EXE\r\nContent-Disposition: attachment\r\n\
    Content-Transfer-Encoding: base64\r\n\r\nf0VMRgIB\r\n\
    --b\r\nContent-Type: text/csv; name=list.csv\r\nContent-Disposition: attachment\r\n\r\nsecret;1\r\n--b--\r\n";

fn envelope() -> Envelope {
    let mut envelope = samples::envelope("bounce@contoso.com", &["ben@fabrikam.com", "ann@contoso.com"]);
    envelope.size = MESSAGE.len() as u64;
    envelope.source = Source::Smtp {
        connector: "Default hub1".into(),
        remote: "10.0.0.9".parse().unwrap(),
        local: "10.0.0.1".parse().unwrap(),
        hello: "x".into(),
        user: None,
        is_encrypted: false,
    };
    envelope
}

fn settings() -> Settings {
    let mut settings = samples::settings();
    samples::accept(&mut settings, "partner.example", "ExternalRelay");
    settings
}

fn set(rules: &[Json]) -> RuleSet {
    let rules = rules.iter().enumerate().map(|(at, given)| {
        let mut given = given.clone();
        given["Priority"] = at.into();
        Arc::new(TransportRule::create(&format!("rule {at}"), "", given).expect("readable"))
    });
    // carl has a second address.
    let aliases = |address: &SmtpAddress| match address.to_string().as_str() {
        "c.arl@contoso.com" => vec!["c.arl@contoso.com".to_owned(), "carl@contoso.com".to_owned()],
        _ => vec![address.key()],
    };
    RuleSet::new(rules, &[internal()], &aliases)
}

fn internal() -> Arc<MessageClassification> {
    let given = json!({
        "DisplayName": "For us",
        "SenderDescription": "Stays here.",
        "ClassificationID": "c2a59b24-2e5f-4cf3-8d4e-0d1a5fa5a001",
    });
    Arc::new(MessageClassification::create("Internal", "", given).expect("sound"))
}

/// Which recipients a rule with these conditions is about.
fn about(conditions: Json, envelope: &Envelope, message: &str) -> Vec<usize> {
    let mut given = conditions;
    given["DeleteMessage"] = true.into();
    let (settings, rules) = (settings(), set(&[given]));
    let forks = rules.apply(&Facts::new(envelope, message.as_bytes(), &settings), &[0, 1], Timestamp::UNIX_EPOCH);
    forks.iter().filter(|fork| fork.end == Some(End::Delete)).flat_map(|fork| fork.recipients.clone()).collect()
}

#[test]
fn conditions_find_what_they_say() {
    const ALL: &[usize] = &[0, 1];
    const NONE: &[usize] = &[];
    for (conditions, expected) in [
        (json!({}), ALL),
        (json!({ "From": ["ANN@contoso.com"] }), ALL),
        (json!({ "From": ["bounce@contoso.com"] }), NONE),
        (json!({ "From": ["bounce@contoso.com"], "SenderAddressLocation": "Envelope" }), ALL),
        (json!({ "From": ["bounce@contoso.com"], "SenderAddressLocation": "HeaderOrEnvelope" }), ALL),
        (json!({ "FromScope": "InOrganization" }), ALL),
        (json!({ "FromScope": "NotInOrganization" }), NONE),
        (json!({ "FromAddressContainsWords": ["ann"] }), ALL),
        (json!({ "FromAddressContainsWords": ["an"] }), NONE),
        (json!({ "FromAddressMatchesPatterns": ["^a.n@"] }), ALL),
        (json!({ "SenderDomainIs": ["contoso.com"] }), ALL),
        (json!({ "SenderDomainIs": ["com"] }), NONE),
        (json!({ "SenderIpRanges": ["10.0.0.0/24"] }), ALL),
        (json!({ "SenderIpRanges": ["10.0.1.0/24"] }), NONE),
        (json!({ "SentTo": ["ben@fabrikam.com"] }), &[0]),
        (json!({ "SentToScope": "InOrganization" }), &[1]),
        (json!({ "SentToScope": "NotInOrganization" }), &[0]),
        (json!({ "RecipientAddressContainsWords": ["fabrikam"] }), &[0]),
        (json!({ "RecipientAddressMatchesPatterns": ["@contoso\\.com$"] }), &[1]),
        (json!({ "RecipientDomainIs": ["fabrikam.com"] }), &[0]),
        (json!({ "AnyOfRecipientAddressContainsWords": ["fabrikam"] }), ALL),
        (json!({ "AnyOfRecipientAddressMatchesPatterns": ["nobody"] }), NONE),
        (json!({ "AnyOfToHeader": ["ben@fabrikam.com"] }), ALL),
        (json!({ "AnyOfToHeader": ["carl@contoso.com"] }), NONE),
        (json!({ "AnyOfCcHeader": ["c.arl@contoso.com"] }), ALL),
        (json!({ "AnyOfToCcHeader": ["carl@contoso.com"] }), ALL),
        (json!({ "SubjectContainsWords": ["grüße"] }), ALL),
        (json!({ "SubjectContainsWords": ["toso"] }), NONE),
        (json!({ "SubjectMatchesPatterns": ["contoso$"] }), ALL),
        (json!({ "SubjectOrBodyContainsWords": ["Invoice"] }), ALL),
        (json!({ "SubjectOrBodyContainsWords": ["art"] }), NONE),
        (json!({ "SubjectOrBodyMatchesPatterns": ["invoice \\d{4}"] }), ALL),
        (json!({ "HeaderContainsMessageHeader": "x-mailer", "HeaderContainsWords": ["outlook"] }), ALL),
        (json!({ "HeaderMatchesMessageHeader": "X-Mailer", "HeaderMatchesPatterns": ["\\b15$"] }), NONE),
        (json!({ "AttachmentNameMatchesPatterns": ["^setup"] }), ALL),
        (json!({ "AttachmentExtensionMatchesWords": [".exe"] }), ALL),
        (json!({ "AttachmentExtensionMatchesWords": ["bat", "cs"] }), NONE),
        (json!({ "AttachmentContainsWords": ["secret"] }), ALL),
        (json!({ "AttachmentMatchesPatterns": ["invoice"] }), NONE),
        (json!({ "AttachmentSizeOver": "8B" }), ALL),
        (json!({ "AttachmentSizeOver": "1KB" }), NONE),
        (json!({ "AttachmentHasExecutableContent": true }), ALL),
        (json!({ "AttachmentIsPasswordProtected": true }), NONE),
        (json!({ "ContentCharacterSetContainsWords": ["windows-1252"] }), ALL),
        (json!({ "MessageSizeOver": "100B" }), ALL),
        (json!({ "MessageSizeOver": "1MB" }), NONE),
        (json!({ "MessageTypeMatches": "Signed" }), NONE),
        (json!({ "WithImportance": "High" }), ALL),
        (json!({ "WithImportance": "Normal" }), NONE),
        (json!({ "SCLOver": "5" }), NONE),
        (json!({ "HasNoClassification": true }), ALL),
        (json!({ "HasClassification": "Internal" }), NONE),
        (json!({ "SentTo": ["ben@fabrikam.com"], "SubjectContainsWords": ["nothing"] }), NONE),
        (json!({ "ExceptIfSentToScope": "InOrganization" }), &[0]),
        (json!({ "ExceptIfSubjectContainsWords": ["Contoso"] }), NONE),
    ] {
        assert_eq!(about(conditions.clone(), &envelope(), MESSAGE), expected, "{conditions}");
    }
}

#[test]
fn kinds_of_messages_are_told_apart() {
    for (header, kind) in [
        ("Auto-Submitted: auto-replied (vacation)", "OOF"),
        ("Auto-Submitted: auto-forwarded", "AutoForward"),
        ("Content-Type: multipart/encrypted; boundary=x", "Encrypted"),
        ("Content-Type: multipart/signed; boundary=x", "Signed"),
        ("Content-Type: text/calendar; method=REQUEST", "Calendaring"),
        ("Content-Type: multipart/report; report-type=disposition-notification; boundary=x", "ReadReceipt"),
    ] {
        let message = format!("From: a@b.c\r\n{header}\r\n\r\nx\r\n");
        for other in ["OOF", "AutoForward", "Encrypted", "Signed", "Calendaring", "ReadReceipt"] {
            let found = !about(json!({ "MessageTypeMatches": other }), &envelope(), &message).is_empty();
            assert_eq!(found, other == kind, "{header} as {other}");
        }
    }
}

#[test]
fn whoever_writes_our_domain_from_outside_is_outside() {
    let mut outside = envelope();
    outside.directionality = crate::model::Directionality::Incoming;
    assert_eq!(about(json!({ "FromScope": "NotInOrganization" }), &outside, MESSAGE), [0, 1]);
}

#[test]
fn rules_about_senders_are_about_the_author() {
    let mut by_group = envelope();
    by_group.original_from = "dan@example.org".parse().ok();
    by_group.directionality = crate::model::Directionality::Incoming;
    for (conditions, expected) in [
        (json!({ "From": ["dan@example.org"] }), true),
        (json!({ "From": ["bounce@contoso.com"] }), false),
        (json!({ "SenderDomainIs": ["example.org"] }), true),
    ] {
        let mut conditions = conditions;
        conditions["SenderAddressLocation"] = "Envelope".into();
        assert_eq!(about(conditions.clone(), &by_group, MESSAGE).len(), if expected { 2 } else { 0 }, "{conditions}");
    }
    by_group.directionality = crate::model::Directionality::Originating;
    let outside = json!({ "FromScope": "NotInOrganization", "SenderAddressLocation": "Envelope" });
    assert_eq!(about(outside, &by_group, MESSAGE), [0, 1]);
}

#[test]
fn recipients_part_ways_where_only_some_are_meant() {
    let (settings, envelope) = (settings(), envelope());
    let rules = set(&[
        json!({ "SentToScope": "NotInOrganization", "PrependSubject": "[OUT] " }),
        json!({ "SubjectContainsWords": ["OUT"], "SetHeaderName": "X-Left", "SetHeaderValue": "yes", "StopRuleProcessing": true }),
        json!({ "PrependSubject": "[LATE] " }),
        json!({ "Mode": "Audit", "RemoveHeader": "Subject" }),
    ]);
    let facts = Facts::new(&envelope, MESSAGE.as_bytes(), &settings);
    let forks = rules.apply(&facts, &[0, 1], Timestamp::UNIX_EPOCH);
    let shown: Vec<(Vec<usize>, String, usize)> = forks
        .iter()
        .map(|fork| {
            let subject = crate::mail::header::find(&fork.header, "Subject").expect("there").text();
            (fork.recipients.clone(), crate::mail::encoded_word::decode(&subject), fork.matched.len())
        })
        .collect();
    assert_eq!(
        shown,
        [(vec![1], "[LATE] Grüße from Contoso".to_owned(), 2), (vec![0], "[OUT] Grüße from Contoso".to_owned(), 2),]
    );
    assert!(crate::mail::header::find(&forks[1].header, "X-Left").is_some());
}

#[test]
fn actions_change_the_message_and_nothing_else() {
    let (settings, envelope) = (settings(), envelope());
    let written = |actions: Json| {
        let rules = set(&[actions]);
        let facts = Facts::new(&envelope, MESSAGE.as_bytes(), &settings);
        let forks = rules.apply(&facts, &[0, 1], Timestamp::UNIX_EPOCH);
        let written = super::act::write(&forks[0], MESSAGE.as_bytes()).expect("a text to write into");
        String::from_utf8(written.of(MESSAGE.as_bytes()).into_owned()).expect("text")
    };
    for (actions, before, after) in [
        (json!({ "RemoveHeader": "x-mailer" }), "X-Mailer: Outlook 16\r\n", ""),
        (json!({ "SetHeaderName": "X-Mailer", "SetHeaderValue": "none" }), "Outlook 16", "none"),
        (
            json!({ "SetSCL": "-1" }),
            "multipart/mixed; boundary=b\r\n",
            "multipart/mixed; boundary=b\r\nX-MS-Exchange-Organization-SCL: -1\r\n",
        ),
        (
            json!({ "AddToRecipients": ["dora@contoso.com"] }),
            "To: ben@fabrikam.com",
            "To: ben@fabrikam.com,\r\n dora@contoso.com",
        ),
        (
            json!({ "CopyTo": ["dora@contoso.com"] }),
            "Cc: carl@contoso.com",
            "Cc: carl@contoso.com,\r\n dora@contoso.com",
        ),
        (json!({ "BlindCopyTo": ["dora@contoso.com"] }), "", ""),
        (json!({ "RedirectMessageTo": ["dora@contoso.com"] }), "", ""),
    ] {
        assert_eq!(written(actions.clone()), MESSAGE.replacen(before, after, 1), "{actions}");
    }
    let disclaimed = written(json!({ "ApplyHtmlDisclaimerText": "<p>Ltd</p>" }));
    assert!(disclaimed.starts_with("From: Ann Lee") && disclaimed.ends_with("secret;1\r\n--b--\r\n"), "{disclaimed}");
    // Once is enough.
    assert_eq!(written(json!({ "PrependSubject": "Grüße" })), MESSAGE);
}

#[test]
fn a_disclaimer_that_cannot_be_written_falls_back() {
    let signed = "From: a@b.c\r\nContent-Type: multipart/signed; boundary=b\r\n\r\n--b\r\n\r\nHello\r\n--b--\r\n";
    let (settings, envelope) = (settings(), envelope());
    for (fallback, expected) in [("Ignore", "same"), ("Reject", "refused"), ("Wrap", "wrapped")] {
        let rules = set(&[json!({ "ApplyHtmlDisclaimerText": "x", "ApplyHtmlDisclaimerFallbackAction": fallback })]);
        let facts = Facts::new(&envelope, signed.as_bytes(), &settings);
        let forks = rules.apply(&facts, &[0], Timestamp::UNIX_EPOCH);
        let found = match super::act::write(&forks[0], signed.as_bytes()) {
            Ok(written) if *written.of(signed.as_bytes()) == *signed.as_bytes() => "same",
            Ok(_) => "wrapped",
            Err(_) => "refused",
        };
        assert_eq!(found, expected, "{fallback}");
    }
}

#[test]
fn rules_act_from_their_date_to_their_date_and_only_enabled() {
    let (settings, envelope) = (settings(), envelope());
    for (given, expected) in [
        (json!({ "Enabled": false }), true),
        (json!({ "ActivationDate": "2026-11-22T00:00:00+00:00[UTC]" }), true),
        (json!({ "ExpiryDate": "2026-11-21T00:00:00+00:00[UTC]" }), true),
        (
            json!({ "ActivationDate": "2026-11-20T00:00:00+00:00[UTC]", "ExpiryDate": "2026-11-22T00:00:00+00:00[UTC]" }),
            false,
        ),
    ] {
        let mut given = given;
        given["DeleteMessage"] = true.into();
        let rules = set(&[given.clone()]);
        let now = "2026-11-21T12:00:00Z".parse().expect("a time");
        let facts = Facts::new(&envelope, MESSAGE.as_bytes(), &settings);
        assert_eq!(rules.apply(&facts, &[0], now)[0].is_untouched(), expected, "{given}");
    }
}

#[test]
fn the_body_is_read_only_where_a_rule_asks_for_it() {
    assert!(!set(&[json!({ "PrependSubject": "x", "SenderDomainIs": ["a.b"] })]).reads_body());
    assert!(set(&[json!({ "ApplyHtmlDisclaimerText": "x" })]).reads_body());
    assert!(set(&[json!({ "PrependSubject": "x", "ExceptIfSubjectOrBodyContainsWords": ["x"] })]).reads_body());
    assert!(set(&[]).is_empty());
}
