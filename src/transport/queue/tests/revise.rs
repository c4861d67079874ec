//! Transport rules on mail in Submission: some recipients get another message, and nobody gets two.

use std::sync::Arc;

use serde_json::{Value as Json, json};

use super::scene::{Answer, Host, Scene};
use crate::model::TransportRule;
use crate::model::class::Class;
use crate::transport::categorize::rules::RuleSet;
use crate::transport::queue::sample;
use crate::transport::{Attempt, Body, BodySink, Intake, NoticeKind, Received, TrackingEventId};

fn rule(scene: &Scene, given: Json) {
    let rule = Arc::new(TransportRule::create("a rule", "", given).expect("a sound rule"));
    scene.world.change(|settings| {
        settings.rules = Arc::new(RuleSet::new([rule.clone()], &[], &|address| vec![address.key()]))
    });
}

/// Recipient and text of each delivery, by recipient.
fn delivered(scene: &Scene) -> Vec<(String, String)> {
    let all = scene.world.delivered().into_iter();
    let mut all: Vec<_> = all.map(|delivered| (delivered.recipient, delivered.text.replace("\r\n", "|"))).collect();
    all.sort();
    all
}

const HISTORY: &str = "X-MS-Exchange-Organization-Rules-Execution-History: a rule|";

#[tokio::test(start_paused = true)]
async fn those_who_are_meant_get_another_message_and_the_others_the_same() {
    let scene = Scene::new();
    rule(
        &scene,
        json!({ "RecipientDomainIs": ["b.example"], "PrependSubject": "[OUT] ", "BlindCopyTo": ["audit@c.example"] }),
    );
    let mut envelope = sample::envelope("ann@a.example ben@b.example");
    envelope.subject = "Hello".into();
    scene.accept(envelope).await;
    scene.delivered(3).await;
    let changed = format!("Subject: [OUT] Hello|{HISTORY}|Hello|");
    assert_eq!(
        delivered(&scene),
        [
            ("ann@a.example".to_owned(), "Subject: Hello||Hello|".to_owned()),
            ("audit@c.example".to_owned(), changed.clone()),
            ("ben@b.example".to_owned(), changed),
        ]
    );
    assert!(scene.spooled().await.is_empty());
    let told: Vec<_> =
        scene.world.events().into_iter().filter(|event| event.event == TrackingEventId::AgentInfo).collect();
    assert_eq!((told.len(), told[0].recipients.len()), (1, 1));
    assert!(
        told[0].data.ends_with("|action=PrependSubject|action=BlindCopyTo|sev=Low|mode=Enforce"),
        "{}",
        told[0].data
    );
}

#[tokio::test(start_paused = true)]
async fn a_crash_neither_doubles_nor_loses_what_was_revised() {
    let scene = Scene::new();
    rule(&scene, json!({ "PrependSubject": "[X] " }));
    for domain in ["a.example", "b.example"] {
        scene.world.host(domain, Host::Down("timed out"));
    }
    for _ in 0..20 {
        scene.send("ann@a.example ben@b.example").await;
    }
    let mut scene = scene;
    for _ in 0..3 {
        scene = scene.crash();
        scene.settle().await;
    }
    scene.world.heals("a.example");
    scene.world.heals("b.example");
    scene.pass(15 * 60).await;
    let all = delivered(&scene);
    assert_eq!(all.len(), 40);
    assert!(
        all.iter().all(|(_, text)| text.starts_with("Subject: [X] ") && text.matches("[X]").count() == 1),
        "{all:?}"
    );
    assert!(scene.spooled().await.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_rejection_is_reported_and_a_deletion_is_not() {
    for (given, notices) in [
        (json!({ "RejectMessageReasonText": "Not to them.", "RecipientDomainIs": ["b.example"] }), 1),
        (json!({ "DeleteMessage": true, "RecipientDomainIs": ["b.example"] }), 0),
    ] {
        let scene = Scene::new();
        rule(&scene, given);
        scene.send("ann@a.example ben@b.example").await;
        scene.settle().await;
        assert!(delivered(&scene).iter().all(|(recipient, _)| recipient != "ben@b.example"));
        assert!(delivered(&scene).iter().any(|(recipient, _)| recipient == "ann@a.example"));
        let told = scene.world.notices();
        assert_eq!(told.len(), notices);
        for notice in told {
            let (index, remark) = &notice.recipients[0];
            assert_eq!((notice.kind, *index), (NoticeKind::Failed, 1));
            assert_eq!(remark.to_string(), "550 5.7.1 RESOLVER.RST.TransportRule; Not to them.");
        }
        assert!(scene.spooled().await.is_empty());
    }
}

#[tokio::test(start_paused = true)]
async fn redirected_mail_goes_to_somebody_else_only() {
    let scene = Scene::new();
    rule(&scene, json!({ "SubjectContainsWords": ["secret"], "RedirectMessageTo": ["chief@c.example"] }));
    let mut envelope = sample::envelope("ann@a.example ben@b.example");
    envelope.subject = "A secret".into();
    scene.accept(envelope).await;
    scene.send("dora@d.example").await;
    scene.delivered(2).await;
    let to: Vec<String> = delivered(&scene).into_iter().map(|(recipient, _)| recipient).collect();
    assert_eq!(to, ["chief@c.example", "dora@d.example"]);
}

#[tokio::test(start_paused = true)]
async fn a_large_message_gets_its_new_header_in_the_spool() {
    let scene = Scene::new();
    rule(&scene, json!({ "SetHeaderName": "X-Seen", "SetHeaderValue": "yes" }));
    // The other end only measures: what is that large does not come whole.
    let sizes = Arc::new(std::sync::Mutex::new(Vec::new()));
    let seen = sizes.clone();
    let measures = move |attempt: &Attempt, _: usize| {
        let Body::Spooled { size, header, .. } = &attempt.body else { panic!("as large as it came") };
        let header = String::from_utf8_lossy(header).into_owned();
        seen.lock().expect("only this").push((attempt.id, *size, attempt.envelope.size, header));
        Answer::PutsOff
    };
    scene.world.host("a.example", Host::Says(Arc::new(measures)));
    let (fields, text) = ("Subject: large\r\n", "0123456789abcdef".repeat(50_000));
    let whole = format!("{fields}\r\n{text}");
    let mut sink: Box<dyn BodySink> = scene.engine.open_body();
    for piece in whole.as_bytes().chunks(100_000) {
        sink.push(vec![piece.to_vec().into()]).await.expect("room");
    }
    let body = sink.finish(fields.as_bytes().to_vec().into()).await.expect("room");
    let mut envelope = sample::envelope("ann@a.example");
    envelope.size = whole.len() as u64;
    envelope.received = jiff::Timestamp::UNIX_EPOCH;
    let former = scene.engine.accept(Received::new(envelope, body)).await.expect("accepted");
    scene.settle().await;
    let (id, size, said, header) = sizes.lock().expect("only this")[0].clone();
    let expected = format!("{fields}X-Seen: yes\r\n{}\r\n", HISTORY.trim_end_matches('|'));
    assert_eq!(header, expected);
    assert_eq!((size, said), ((expected.len() + 2 + text.len()) as u64, size));
    assert_eq!(scene.spooled().await, [id.0], "and {former} is gone");
    let stored = scene.spool.read_body(id, 0..size).expect("readable").concat();
    assert!(stored.ends_with(text.as_bytes()) && stored.starts_with(expected.as_bytes()));
}
