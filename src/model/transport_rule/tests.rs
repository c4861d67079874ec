use serde_json::json;

use super::*;
use crate::model::class::Class;
use crate::model::organization::Organization;
use crate::model::recipient::distribution_group::DistributionGroup;
use crate::model::tests::{judge, keep};

#[test]
fn rules_that_make_no_sense_are_refused() {
    for (given, says) in [
        (json!({ "From": ["ann@contoso.com"] }), Some("does nothing")),
        (json!({ "HeaderContainsMessageHeader": "X-A", "DeleteMessage": true }), Some("finds nothing")),
        (json!({ "ExceptIfHeaderMatchesPatterns": ["a"], "DeleteMessage": true }), Some("in which field")),
        (json!({ "SetHeaderName": "X-A" }), Some("finds nothing")),
        (json!({ "SetHeaderName": "X A", "SetHeaderValue": "b" }), Some("name of a header field")),
        (json!({ "RemoveHeader": "X-A:" }), Some("name of a header field")),
        (json!({ "PrependSubject": "x".repeat(129) }), Some("129 characters")),
        (json!({ "SubjectContainsWords": [" "], "DeleteMessage": true }), Some("empty or longer")),
        (json!({ "RedirectMessageTo": ["a@b.c"], "DeleteMessage": true }), Some("contradict")),
        (json!({ "RejectMessageReasonText": "no", "RedirectMessageTo": ["a@b.c"] }), Some("contradict")),
        (
            json!({ "DeleteMessage": true, "ActivationDate": "2026-11-21T00:00:00+00:00[UTC]", "ExpiryDate": "2026-11-20T00:00:00+00:00[UTC]" }),
            Some("end before it begins"),
        ),
        (json!({ "RejectMessageEnhancedStatusCode": "5.7.900" }), None),
        (json!({ "StopRuleProcessing": true }), None),
    ] {
        let rule = TransportRule::create("r", "", given.clone()).expect("readable");
        let judged = judge(&rule, &Organization::default());
        match (says, judged) {
            (None, judged) => assert!(judged.is_ok(), "{given}: {judged:?}"),
            (Some(says), Err(breach)) => assert!(breach.says.contains(says), "{given}: {}", breach.says),
            (Some(_), Ok(())) => panic!("{given} was let through"),
        }
    }
}

#[test]
fn every_condition_is_an_exception_too() {
    let names: Vec<&str> = TransportRule::INFO.properties.iter().map(|property| property.name).collect();
    let exceptions: Vec<&str> = names.iter().filter_map(|name| name.strip_prefix("ExceptIf")).collect();
    assert_eq!(exceptions.len(), 43, "{exceptions:?}");
    for name in exceptions {
        assert!(names.contains(&name), "{name}");
    }
}

#[test]
fn a_rejection_has_a_status_and_a_text() {
    let rejection = |given: serde_json::Value| {
        let rule = TransportRule::create("r", "", given).expect("readable");
        rule.rejection().map(|(status, text)| format!("{status} {text}"))
    };
    assert_eq!(rejection(json!({})), None);
    assert_eq!(
        rejection(json!({ "RejectMessageEnhancedStatusCode": "5.7.999" })).as_deref(),
        Some("5.7.999 Delivery not authorized, message refused")
    );
    assert_eq!(rejection(json!({ "RejectMessageReasonText": "No." })).as_deref(), Some("5.7.1 No."));
    for bad in ["5.7.2", "5.7.899", "5.1.1", "550", ""] {
        assert!(bad.parse::<RejectStatus>().is_err(), "{bad}");
    }
}

#[test]
fn a_rule_that_lets_no_mail_through_is_pointed_out() {
    for (given, says) in [
        (json!({ "DeleteMessage": true }), Some("deletes all mail.")),
        (json!({ "RejectMessageReasonText": "no" }), Some("rejects all mail.")),
        (json!({ "RedirectMessageTo": ["a@b.c"] }), Some("redirects all mail.")),
        (json!({ "DeleteMessage": true, "ExceptIfFrom": ["a@b.c"] }), Some("deletes all mail but its exceptions.")),
        (json!({ "DeleteMessage": true, "From": ["a@b.c"] }), None),
        (json!({ "DeleteMessage": true, "HasNoClassification": true }), None),
        (json!({ "PrependSubject": "[x]" }), None),
    ] {
        let rule = TransportRule::create("r", "", given.clone()).expect("readable");
        let organization = Organization::default();
        let advice = advice::all_mail_is_meant(&rule, &Beside { organization: &organization, server: "" });
        match says {
            Some(says) => assert!(advice.as_ref().is_some_and(|text| text.contains(says)), "{given}: {advice:?}"),
            None => assert_eq!(advice, None, "{given}"),
        }
    }
}

#[test]
fn a_group_that_mail_is_sent_to_is_pointed_out() {
    let mut organization = Organization::default();
    let group = json!({ "EmailAddresses": ["team@contoso.com", "all@contoso.com"] });
    keep(&mut organization, &DistributionGroup::create("Team", "", group).expect("sound"));
    for (given, says) in [
        (json!({ "SentTo": ["ann@contoso.com", "all@contoso.com"] }), Some("-SentToMemberOf")),
        (json!({ "ExceptIfSentTo": ["team@contoso.com"] }), Some("-ExceptIfSentToMemberOf")),
        (json!({ "SentTo": ["ann@contoso.com"], "AnyOfToHeader": ["team@contoso.com"] }), None),
    ] {
        let rule = TransportRule::create("r", "", given.clone()).expect("readable");
        let advice = advice::groups_are_no_recipients(&rule, &Beside { organization: &organization, server: "" });
        assert_eq!(
            advice.as_ref().map(|text| says.is_some_and(|says| text.contains(says))),
            says.map(|_| true),
            "{given}"
        );
    }
}
