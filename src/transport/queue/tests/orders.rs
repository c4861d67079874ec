//! What operators order, and that it holds.

use super::scene::{Answer, Host, Scene};
use crate::model::{MessageInfo, QueueStatus};
use crate::transport::queue::submission::Moves;
use crate::transport::queue::{MessageAct, QueueAct};
use crate::transport::{MessageId, NoticeKind, TrackingEventId, TrackingSource};

fn suspend(reason: &str) -> QueueAct {
    QueueAct::Suspend { until: None, reason: Some(reason.into()) }
}

async fn order(scene: &Scene, queue: &str, act: &QueueAct) {
    scene.engine.order_queue(&queue.parse().expect("an identity"), act, "CONTOSO\\ann").await.expect("obeyed");
}

async fn order_message(scene: &Scene, message: &str, act: &MessageAct) -> Result<Vec<MessageInfo>, String> {
    let identity = message.parse().expect("an identity");
    scene.engine.order_message(&identity, act, "CONTOSO\\ann").await.map_err(|fault| fault.id.into_owned())
}

#[tokio::test(start_paused = true)]
async fn a_suspended_queue_stays_suspended_after_a_crash() {
    let scene = Scene::new();
    scene.world.host("contoso.com", Host::Down("not yet"));
    scene.send("ann@contoso.com").await;
    scene.settle().await;
    order(&scene, "contoso.com", &suspend("provider outage")).await;
    let scene = scene.crash();
    scene.world.heals("contoso.com");
    scene.send("bob@contoso.com").await;
    scene.pass(120).await;
    let queue = scene.queue("contoso.com").expect("a queue");
    assert_eq!((queue.status, queue.message_count), (QueueStatus::Suspended, 2));
    assert_eq!(queue.suspended_by.as_deref(), Some("CONTOSO\\ann"));
    assert_eq!(queue.suspend_reason.as_deref(), Some("provider outage"));
    assert!(scene.world.delivered().is_empty());

    order(&scene, "contoso.com", &QueueAct::Resume).await;
    scene.delivered(2).await;
    let scene = scene.crash();
    assert!(scene.queue("contoso.com").is_none(), "the order is gone for good");
}

#[tokio::test(start_paused = true)]
async fn a_suspension_with_an_end_ends_by_itself() {
    let scene = Scene::new();
    let until = crate::transport::Clock::now(&*scene.world) + std::time::Duration::from_secs(3600);
    let act = QueueAct::Suspend { until: Some(until), reason: None };
    scene.world.host("contoso.com", Host::Down("not yet"));
    scene.send("ann@contoso.com").await;
    scene.settle().await;
    order(&scene, "contoso.com", &act).await;
    scene.world.heals("contoso.com");
    let scene = scene.restart().await;
    scene.pass(3590).await;
    assert!(scene.world.delivered().is_empty());
    scene.pass(15).await;
    assert_eq!(scene.world.delivered().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_suspended_submission_queue_takes_mail_and_keeps_it() {
    let scene = Scene::new();
    order(&scene, "Submission", &suspend("rule under repair")).await;
    scene.send("ann@contoso.com").await;
    scene.settle().await;
    let scene = scene.restart().await;
    scene.pass(10).await;
    assert_eq!(scene.queues(), [("Submission".into(), "Suspended".into(), 1)]);
    order(&scene, "Submission", &QueueAct::Resume).await;
    scene.delivered(1).await;
}

/// A message that was suspended in Submission, which itself goes on.
async fn suspended_in_submission(scene: &Scene) -> MessageId {
    order(scene, "Submission", &suspend("rule under repair")).await;
    let held = scene.send("ann@contoso.com").await;
    scene.settle().await;
    let suspend = MessageAct::Suspend { reason: None };
    order_message(scene, &format!("Submission\\{held}"), &suspend).await.expect("obeyed");
    order(scene, "Submission", &QueueAct::Resume).await;
    held
}

/// Another thread may categorize the message before it is on record that it was resumed: here that happens by hand.
#[tokio::test(start_paused = true)]
async fn a_message_that_is_resumed_in_submission_is_not_held_again() {
    let scene = Scene::new();
    let held = suspended_in_submission(&scene).await;
    let scene = scene.crash();
    scene.settle().await;
    assert_eq!(scene.messages().await[0].status.to_string(), "Suspended");
    let queues = scene.engine.queues.clone();
    let (submission, settings) = (&queues.registry.submission, queues.settings());
    let resumed = queues.let_go(submission, held).await.expect("it is suspended");
    let taken = submission.lock().line.take(|id| queues.shelf.find(id)).expect("it was let go");
    let mut moves = Moves::new();
    assert!(queues.categorize_one(&taken, &settings, &mut moves).await);
    drop(resumed);
    assert_eq!(moves.len(), 1, "held again");
    for (hop, arrivals) in moves {
        queues.enter(&hop, arrivals, &settings);
    }
    queues.finish(submission, taken.flight);
    scene.delivered(1).await;
}

#[tokio::test(start_paused = true)]
async fn a_message_that_was_suspended_in_submission_goes_when_it_is_resumed() {
    let scene = Scene::new();
    let name = format!("Submission\\{}", suspended_in_submission(&scene).await);
    scene.pass(5).await;
    assert!(scene.world.delivered().is_empty());
    order_message(&scene, &name, &MessageAct::Resume).await.expect("obeyed");
    scene.delivered(1).await;
    scene.settle().await;
    assert!(scene.spooled().await.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_suspended_message_stays_when_the_others_go() {
    let scene = Scene::new();
    scene.world.host("contoso.com", Host::Down("not yet"));
    let held = scene.send("ann@contoso.com").await;
    scene.send("bob@contoso.com").await;
    scene.settle().await;
    let act = MessageAct::Suspend { reason: Some("check with legal".into()) };
    let shown = order_message(&scene, &format!("contoso.com\\{held}"), &act).await.expect("obeyed");
    assert_eq!(shown[0].status.to_string(), "Suspended");
    assert_eq!(shown[0].suspend_reason.as_deref(), Some("check with legal"));

    let scene = scene.crash();
    scene.world.heals("contoso.com");
    scene.pass(120).await;
    assert_eq!(scene.world.delivered().len(), 1);
    assert_eq!(scene.messages().await[0].status.to_string(), "Suspended");
    // Resubmitting a queue leaves it where it is, too; so does a change of routes.
    scene.world.change(|settings| settings.send_connectors.clear());
    scene.engine.reconfigured();
    scene.settle().await;
    assert_eq!(scene.messages().await.len(), 1);

    assert_eq!(order_message(&scene, "99", &act).await, Err("MessageNotFound".into()));
    order_message(&scene, &held.to_string(), &MessageAct::Resume).await.expect("obeyed");
    scene.delivered(2).await;
    scene.settle().await;
    assert!(scene.spooled().await.is_empty());
}

#[tokio::test(start_paused = true)]
async fn only_a_suspended_message_can_be_resumed_or_exported() {
    let scene = Scene::new();
    scene.world.host("contoso.com", Host::Down("not yet"));
    let id = scene.send("ann@contoso.com").await;
    scene.settle().await;
    let name = format!("*\\{id}");
    assert_eq!(order_message(&scene, &name, &MessageAct::Resume).await, Err("MessageNotSuspended".into()));
    let export = scene.engine.export(&name.parse().expect("an identity")).await;
    assert_eq!(export.expect_err("not suspended").id, "MessageNotSuspended");
    order_message(&scene, &name, &MessageAct::Suspend { reason: None }).await.expect("obeyed");
    let mut chunks = scene.engine.export(&name.parse().expect("an identity")).await.expect("suspended");
    let mut text = Vec::new();
    while let Some(chunk) = chunks.recv().await {
        text.extend_from_slice(&chunk.expect("readable"));
    }
    let text = String::from_utf8(text).expect("text");
    assert!(text.starts_with("X-Sender: <sender@contoso.com> BODY=8bitmime\r\nX-Receiver: <ann@contoso.com>\r\n"));
    assert!(text.ends_with("\r\n\r\nHello\r\n"));
}

#[tokio::test(start_paused = true)]
async fn removing_tells_the_sender_unless_asked_not_to() {
    let scene = Scene::new();
    scene.world.host("contoso.com", Host::Down("not yet"));
    let (told, silent) = (scene.send("ann@contoso.com").await, scene.send("bob@contoso.com").await);
    scene.settle().await;
    let gone = order_message(&scene, &told.to_string(), &MessageAct::Remove { with_ndr: true }).await.expect("obeyed");
    assert_eq!(gone[0].status.to_string(), "Retry", "as it was");
    order_message(&scene, &silent.to_string(), &MessageAct::Remove { with_ndr: false }).await.expect("obeyed");
    let notices = scene.world.notices();
    assert_eq!(notices.len(), 1);
    assert_eq!((notices[0].id, notices[0].kind), (told, NoticeKind::Failed));
    assert_eq!(
        notices[0].recipients[0].1.to_string(),
        "550 4.3.2 QUEUE.Admin; message deleted by administrative action"
    );
    let events = scene.world.events();
    let ends = events.iter().filter(|event| event.source == TrackingSource::Admin);
    let ends: Vec<_> = ends.map(|event| (event.id, event.event)).collect();
    assert_eq!(ends, [(Some(told), TrackingEventId::Fail), (Some(silent), TrackingEventId::Drop)]);
    // What is left is the report, on its way to a sender in the same domain.
    scene.settle().await;
    assert_eq!(scene.spooled().await.len(), 1);
    let scene = scene.restart().await;
    scene.settle().await;
    assert_eq!(scene.messages().await.len(), 1);
}

#[tokio::test(start_paused = true)]
async fn mail_in_submission_cannot_be_removed() {
    let scene = Scene::new();
    order(&scene, "Submission", &suspend("rule under repair")).await;
    let id = scene.send("ann@contoso.com").await;
    scene.settle().await;
    let removed = order_message(&scene, &id.to_string(), &MessageAct::Remove { with_ndr: true }).await;
    assert_eq!(removed, Err("MessageInSubmission".into()));
}

#[tokio::test(start_paused = true)]
async fn orders_on_a_message_under_way_wait_for_how_it_ends() {
    for (answer, act, left, notices) in [
        (Answer::Takes, MessageAct::Suspend { reason: None }, None, 0),
        (Answer::PutsOff, MessageAct::Suspend { reason: None }, Some("Suspended"), 0),
        (Answer::Takes, MessageAct::Remove { with_ndr: true }, None, 0),
        (Answer::PutsOff, MessageAct::Remove { with_ndr: true }, None, 1),
    ] {
        let scene = Scene::new();
        scene.world.gate(false);
        scene.world.says("fabrikam.com", answer);
        let id = scene.send("ann@fabrikam.com").await;
        scene.settle().await;
        let shown = order_message(&scene, &id.to_string(), &act).await.expect("obeyed");
        assert!(shown[0].status.to_string().starts_with("Pending"), "{}", shown[0].status);
        scene.world.gate(true);
        scene.settle().await;
        let messages = scene.messages().await;
        let status = messages.iter().find(|message| message.identity.number() == id.0);
        assert_eq!(status.map(|message| message.status.to_string()).as_deref(), left, "{answer:?} {act:?}");
        assert_eq!(scene.world.notices().len(), notices, "{answer:?} {act:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_pending_removal_survives_a_crash() {
    let scene = Scene::new();
    scene.world.gate(false);
    let id = scene.send("ann@fabrikam.com").await;
    scene.settle().await;
    order_message(&scene, &id.to_string(), &MessageAct::Remove { with_ndr: false }).await.expect("obeyed");
    let scene = scene.crash();
    scene.world.gate(true);
    scene.settle().await;
    assert!(scene.world.delivered().is_empty());
    assert!(scene.spooled().await.is_empty());
}
