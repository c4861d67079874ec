//! Messages that end whoever works on them.

use super::scene::{Host, Scene};
use crate::model::{EventCategory, MessageStatus, QueueStatus};
use crate::transport::queue::{MessageAct, QueueAct};
use crate::transport::{TrackingEventId, TrackingSource};

/// A node that has died twice of a message to contoso.com.
async fn died_twice(scene: Scene) -> (Scene, u64) {
    scene.world.host("contoso.com", Host::Deadly);
    let id = scene.send("ann@contoso.com").await.0;
    scene.settle().await;
    let scene = scene.crash();
    scene.settle().await;
    assert!(scene.queue("Poison").is_none(), "once is not enough");
    let scene = scene.crash();
    scene.world.heals("contoso.com");
    scene.settle().await;
    (scene, id)
}

async fn act(scene: &Scene, id: u64, act: MessageAct) {
    let identity = format!("Poison\\{id}").parse().expect("an identity");
    let shown = scene.engine.order_message(&identity, &act, "CONTOSO\\ann").await.expect("obeyed");
    assert_eq!(shown.len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_message_that_two_processes_died_of_waits_in_the_poison_queue() {
    let scene = Scene::new();
    scene.world.host("fabrikam.com", Host::Down("not yet"));
    let other = scene.send("ben@fabrikam.com").await;
    scene.settle().await;
    let (scene, id) = died_twice(scene).await;
    scene.pass(3 * 24 * 3600).await;
    let is_hers = |recipient: &str| recipient == "ann@contoso.com";
    assert!(!scene.world.delivered().iter().any(|one| is_hers(&one.recipient)), "nobody works on it");
    let poison = scene.queue("hub01\\Poison").expect("not hidden");
    assert_eq!((poison.message_count, poison.status), (1, QueueStatus::Ready));
    let messages = scene.messages().await;
    let held = messages.iter().find(|message| message.identity.number() == id).expect("there");
    assert_eq!((held.status, held.queue.queue()), (MessageStatus::Suspended, "Poison"));
    assert_eq!(held.suspended_by.as_deref(), Some("emsh"));
    assert!(messages.iter().all(|message| message.expiration_time.is_none() == (message.queue.queue() == "Poison")));
    assert!(!messages.iter().any(|message| message.queue.queue() == "Poison" && message.identity.number() == other.0));
    let events = scene.world.events();
    let tracked = events.iter().find(|event| event.event == TrackingEventId::PoisonMessage).expect("an event");
    assert_eq!((tracked.id.map(|id| id.0), tracked.source), (Some(id), TrackingSource::PoisonMessage));
    let noted = scene.world.state().noted.clone();
    let of_poison = noted.iter().filter(|event| event.category == EventCategory::PoisonMessage);
    assert_eq!(of_poison.map(|event| event.id).collect::<Vec<_>>(), [10002, 10001]);

    let scene = scene.crash();
    scene.settle().await;
    assert_eq!(scene.queue("Poison").expect("still").message_count, 1);
}

#[tokio::test(start_paused = true)]
async fn the_poison_queue_is_never_suspended_also_while_it_is_empty() {
    let scene = Scene::new();
    for (identity, id) in
        [("Poison", "PoisonQueue"), ("hub01\\poison", "PoisonQueue"), ("hub02\\Poison", "QueueNotFound")]
    {
        let act = QueueAct::Suspend { until: None, reason: None };
        let which = identity.parse().expect("an identity");
        let refused = scene.engine.order_queue(&which, &act, "ann").await.expect_err(identity);
        assert_eq!(refused.id, id, "{identity}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_message_that_only_waited_for_its_next_hop_is_not_to_blame() {
    let mut scene = Scene::new();
    scene.world.gate(false);
    for number in 0..10 {
        scene.send(&format!("ann{number}@contoso.com")).await;
    }
    for _ in 0..4 {
        scene.settle().await;
        assert!(scene.queue("contoso.com").expect("a queue").status == QueueStatus::Active);
        scene = scene.crash();
    }
    scene.settle().await;
    assert!(scene.queue("Poison").is_none());
    assert!(scene.world.state().noted.iter().all(|event| event.category != EventCategory::PoisonMessage));
    scene.world.gate(true);
    scene.delivered(10).await;
}

#[tokio::test(start_paused = true)]
async fn it_is_resumed_with_a_clean_slate_or_removed() {
    let (scene, id) = died_twice(Scene::new()).await;
    for order in [QueueAct::Suspend { until: None, reason: None }, QueueAct::Retry, QueueAct::Resubmit] {
        let refused = scene.engine.order_queue(&"Poison".parse().expect("an identity"), &order, "ann").await;
        assert_eq!(refused.expect_err("refused").id, "PoisonQueue", "{order:?}");
    }
    act(&scene, id, MessageAct::Resume).await;
    scene.delivered(1).await;
    assert!(scene.queue("Poison").is_none(), "hidden while it is empty");
    assert_eq!(scene.spooled().await, [0; 0]);

    let (scene, id) = died_twice(scene).await;
    act(&scene, id, MessageAct::Remove { with_ndr: true }).await;
    scene.settle().await;
    assert!(scene.queue("Poison").is_none());
    let notices = scene.world.notices();
    assert_eq!(notices.len(), 1);
    assert_eq!(notices[0].recipients[0].1.to_string(), "550 5.3.0 QUEUE.Poison; Too many related errors");
}

#[tokio::test(start_paused = true)]
async fn a_message_on_which_work_breaks_down_does_not_take_the_others_with_it() {
    let scene = Scene::new();
    scene.world.host("contoso.com", Host::Panics);
    let id = scene.send("ann@contoso.com").await.0;
    scene.send("ben@fabrikam.com").await;
    scene.delivered(1).await;
    let message = scene.messages().await.pop().expect("it waits");
    assert_eq!(message.last_error.as_deref(), Some("451 4.3.0 Work on the message broke down; it is tried again"));
    scene.pass(16 * 60).await;
    assert_eq!(scene.queue("Poison").expect("the second time").message_count, 1);
    scene.world.heals("contoso.com");
    act(&scene, id, MessageAct::Resume).await;
    scene.delivered(2).await;
}

#[tokio::test(start_paused = true)]
async fn nothing_is_counted_where_the_settings_say_so() {
    let scene = Scene::new();
    scene.world.change_server(|server| server.poison_message_detection_enabled = false);
    let (scene, _) = died_twice(scene).await;
    scene.delivered(1).await;
    let scene = Scene::new();
    scene.world.change_server(|server| server.poison_threshold = 3);
    let (scene, _) = died_twice(scene).await;
    scene.delivered(1).await;
}
