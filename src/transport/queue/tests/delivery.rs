//! The usual way: taken, durable, routed, delivered, gone.

use super::scene::{Answer, Host, Scene, remark, unreachable};
use crate::model::{MessagePriority, Unlimited};
use crate::transport::queue::sample;
use crate::transport::{Body, Intake, MessageId, NoticeKind, Notify, Received, TrackingEventId, Verdict};
use std::sync::Arc;

#[tokio::test(start_paused = true)]
async fn a_message_goes_out_once_and_leaves_nothing_behind() {
    let scene = Scene::new();
    let id = scene.send("ann@contoso.com").await;
    scene.delivered(1).await;
    scene.settle().await;
    let delivered = scene.world.delivered();
    assert_eq!((delivered[0].id, delivered[0].recipient.as_str()), (id, "ann@contoso.com"));
    assert!(delivered[0].text.ends_with("\r\n\r\nHello\r\n"));
    assert!(scene.spooled().await.is_empty());
    assert!(scene.queues().is_empty());
    let events: Vec<_> = scene.world.events().iter().map(|event| event.event).collect();
    assert_eq!(events, [TrackingEventId::Send]);
    assert_eq!(scene.engine.counters().recipients_delivered.get(), 1);
}

#[tokio::test(start_paused = true)]
async fn that_it_was_received_is_written_down_first_of_all() {
    let scene = Scene::new();
    let (engine, spool) = (scene.engine.clone(), scene.spool.clone());
    let (told, tell) = std::sync::mpsc::channel();
    let message = Received::new(sample::envelope("ann@contoso.com"), Body::Memory(vec!["Subject: s\r\n\r\n".into()]));
    let message = message.witnessed(move |id, _| {
        let is_durable = spool.ids_after(MessageId(0), 10).contains(&id);
        told.send((id, is_durable, engine.gauges().messages)).expect("somebody listens");
    });
    let id = scene.engine.accept(message).await.expect("accepted");
    assert_eq!(tell.recv(), Ok((id, true, 0)), "it is on the disk, and in no queue yet");
    scene.delivered(1).await;
}

#[tokio::test(start_paused = true)]
async fn each_recipient_goes_its_own_way() {
    let scene = Scene::new();
    scene.world.route("lost.example", unreachable());
    scene
        .world
        .route("never.example", Verdict::Fail(remark(550, (5, 1, 1), "RESOLVER.ADR.ExRecipNotFound; not found")));
    scene.world.host("down.example", Host::Down("timed out"));
    let id = scene.send("a@contoso.com b@lost.example c@never.example d@contoso.com e@down.example").await;
    // Two recipients, and the report about the one that goes nowhere.
    scene.delivered(3).await;
    scene.settle().await;
    let mut gone: Vec<_> = scene.world.delivered().into_iter().map(|delivered| delivered.recipient).collect();
    gone.sort();
    assert_eq!(gone, ["a@contoso.com", "d@contoso.com", "sender@contoso.com"]);
    assert_eq!(
        scene.queues(),
        [("Unreachable Domain".into(), "Ready".into(), 1), ("down.example".into(), "Retry".into(), 1)]
    );
    let notices = scene.world.notices();
    assert_eq!(notices.len(), 1);
    assert_eq!((notices[0].kind, notices[0].recipients[0].0), (NoticeKind::Failed, 2));
    assert_eq!(scene.spooled().await, [id.0], "one body, still needed by two recipients");

    // What is recorded is not sent again: only the two that are left come back.
    let scene = scene.restart().await;
    scene.world.heals("down.example");
    scene.settle().await;
    scene.pass(61).await;
    assert_eq!(scene.world.deliveries().values().max(), Some(&1), "{:?}", scene.world.deliveries());
    assert_eq!(scene.world.delivered().len(), 4);
    assert_eq!(scene.queues(), [("Unreachable Domain".into(), "Ready".into(), 1)]);
}

#[tokio::test(start_paused = true)]
async fn a_refused_recipient_is_reported_and_the_others_are_not() {
    let scene = Scene::new();
    let refuses_bob =
        |attempt: &crate::transport::Attempt, index: usize| match attempt.envelope.recipients[index].address.local() {
            "bob" => Answer::Refuses,
            "cat" => Answer::PutsOff,
            _ => Answer::Takes,
        };
    scene.world.host("contoso.com", Host::Says(Arc::new(refuses_bob)));
    let id = scene.send("ann@contoso.com bob@contoso.com cat@contoso.com").await;
    scene.delivered(2).await;
    scene.settle().await;
    let notices = scene.world.notices();
    assert_eq!(notices.len(), 1);
    assert_eq!(notices[0].recipients, [(1, remark(550, (5, 1, 1), "unknown user"))]);
    assert_eq!(scene.spooled().await, [id.0]);
    let messages = scene.messages().await;
    assert_eq!(
        messages[0].recipients.as_deref(),
        Some(&["cat@contoso.com;Retry;External;450 4.2.1 greylisted".into()][..])
    );
    assert_eq!((messages[0].retry_count, messages[0].defer_reason.as_str()), (1, "Transient Failure"));

    scene.world.heals("contoso.com");
    scene.pass(15 * 60 + 1).await;
    assert!(scene.spooled().await.is_empty());
    assert_eq!(scene.world.deliveries().len(), 3, "ann, cat and the sender's report");
    assert_eq!(scene.world.deliveries().values().max(), Some(&1));
}

#[tokio::test(start_paused = true)]
async fn success_is_confirmed_where_it_is_wanted() {
    let scene = Scene::new();
    let mut envelope = sample::envelope("ann@contoso.com bob@contoso.com");
    envelope.recipients[0].notify = Some(Notify { success: true, failure: true, delay: false });
    scene.accept(envelope).await;
    scene.delivered(3).await;
    scene.settle().await;
    let notices = scene.world.notices();
    assert_eq!((notices[0].kind, notices[0].recipients.len(), notices[0].recipients[0].0), (NoticeKind::Relayed, 1, 0));
    assert!(scene.spooled().await.is_empty());
}

#[tokio::test(start_paused = true)]
async fn urgent_mail_goes_first_where_priorities_count() {
    for (is_enabled, expected) in
        [(true, ["high", "one", "two", "large", "low"]), (false, ["low", "one", "two", "high", "large"])]
    {
        let scene = Scene::new();
        scene.world.change_server(|server| {
            server.priority_queuing_enabled = is_enabled;
            server.max_per_domain_high_priority_connections = 1;
            server.max_per_domain_normal_priority_connections = 1;
            server.max_per_domain_low_priority_connections = 1;
            server.max_per_domain_outbound_connections = Unlimited::Limit(1);
        });
        scene.world.host("contoso.com", Host::Down("timed out"));
        for (local, priority, size) in [
            ("low", MessagePriority::Low, 4096),
            ("one", MessagePriority::Normal, 4096),
            ("two", MessagePriority::Normal, 4096),
            ("high", MessagePriority::High, 4096),
            ("large", MessagePriority::High, 300 * 1024),
        ] {
            let mut envelope = sample::envelope(&format!("{local}@contoso.com"));
            envelope.priority = priority;
            envelope.size = size;
            scene.accept(envelope).await;
        }
        scene.settle().await;
        let counts = scene.queue("contoso.com").expect("a queue").message_counts_per_priority;
        assert_eq!(counts, if is_enabled { [1, 3, 1, 0] } else { [2, 2, 1, 0] }, "what is large is not urgent");
        scene.world.heals("contoso.com");
        scene.pass(61).await;
        scene.delivered(5).await;
        let order: Vec<_> = scene.world.delivered().into_iter().map(|delivered| delivered.recipient).collect();
        assert_eq!(order, expected.map(|local| format!("{local}@contoso.com")), "{is_enabled}");
    }
}
