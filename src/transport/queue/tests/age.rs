//! Late and expired mail.

use super::scene::{Host, Scene, unreachable};
use crate::model::TimeSpan;
use crate::transport::NoticeKind;
use crate::transport::queue::{MessageAct, QueueAct};

fn short_times(scene: &Scene) {
    scene.world.change_server(|server| {
        server.delay_notification_timeout = TimeSpan::from_minutes(40);
        server.message_expiration_timeout = TimeSpan::from_minutes(90);
    });
    scene.engine.reconfigured();
}

fn kinds(scene: &Scene) -> Vec<NoticeKind> {
    scene.world.notices().iter().map(|notice| notice.kind).collect()
}

#[tokio::test(start_paused = true)]
async fn senders_hear_of_a_delay_once_and_then_of_the_end() {
    let scene = Scene::new();
    short_times(&scene);
    scene.world.host("down.example", Host::Down("Connection timed out"));
    scene.world.route("lost.example", unreachable());
    let id = scene.send("ann@down.example bob@lost.example").await;
    scene.pass(60 * 39).await;
    assert!(scene.world.notices().is_empty());
    scene.pass(60 * 2).await;
    assert_eq!(kinds(&scene), [NoticeKind::Delayed], "once for both recipients, though they are in two queues");
    let delayed = &scene.world.notices()[0];
    assert_eq!(delayed.recipients.len(), 2);
    assert_eq!(delayed.expires.duration_since(delayed.envelope.received).as_secs(), 90 * 60);

    // Not again after a restart.
    let scene = scene.restart().await;
    scene.pass(60 * 48).await;
    assert_eq!(kinds(&scene), [NoticeKind::Delayed]);
    scene.pass(60 * 3).await;
    assert_eq!(
        kinds(&scene),
        [NoticeKind::Delayed, NoticeKind::Failed, NoticeKind::Failed],
        "each queue gives up its own"
    );
    for notice in &scene.world.notices()[1..] {
        let text = notice.recipients[0].1.to_string();
        assert!(text.starts_with("550 4.4.7 QUEUE.Expired; message expired; last error: 451 4.4."), "{text}");
    }
    assert_eq!(scene.engine.counters().expired.get(), 2);
    scene.settle().await;
    assert!(!scene.spooled().await.contains(&id.0));
}

#[tokio::test(start_paused = true)]
async fn what_is_held_does_not_expire() {
    let scene = Scene::new();
    short_times(&scene);
    scene.world.host("down.example", Host::Down("Connection timed out"));
    scene.world.host("also.example", Host::Down("Connection timed out"));
    let id = scene.send("ann@down.example").await;
    scene.send("bob@also.example").await;
    scene.settle().await;
    let suspend = MessageAct::Suspend { reason: None };
    scene.engine.order_message(&id.to_string().parse().expect("number"), &suspend, "ann").await.expect("obeyed");
    let hold = QueueAct::Suspend { until: None, reason: None };
    scene.engine.order_queue(&"also.example".parse().expect("name"), &hold, "ann").await.expect("obeyed");
    scene.pass(60 * 100).await;
    assert!(scene.world.notices().is_empty());
    let number = id.to_string().parse().expect("number");
    scene.engine.order_message(&number, &MessageAct::Resume, "ann").await.expect("obeyed");
    scene.engine.order_queue(&"also.example".parse().expect("name"), &QueueAct::Resume, "ann").await.expect("obeyed");
    scene.pass(10).await;
    assert_eq!(kinds(&scene), [NoticeKind::Failed, NoticeKind::Failed], "their time was over long ago");
}

#[tokio::test(start_paused = true)]
async fn a_shorter_time_holds_for_mail_that_waits_already() {
    let scene = Scene::new();
    scene.world.host("down.example", Host::Down("Connection timed out"));
    scene.send("ann@down.example").await;
    scene.pass(600).await;
    scene.world.change_server(|server| server.message_expiration_timeout = TimeSpan::from_minutes(5));
    scene.engine.reconfigured();
    scene.pass(5).await;
    assert_eq!(kinds(&scene), [NoticeKind::Failed]);
}

#[tokio::test(start_paused = true)]
async fn what_expires_under_way_is_given_up_when_it_comes_back() {
    let scene = Scene::new();
    short_times(&scene);
    scene.send("ann@slow.example").await;
    scene.delivered(1).await;
    // The same session takes the next one, and stands still until its time is over.
    scene.world.gate(false);
    scene.send("bob@slow.example").await;
    scene.pass(60 * 100).await;
    assert!(scene.world.notices().is_empty(), "it is under way");
    // A session that carried something before it broke gives the message back as if it had not been tried.
    scene.world.host("slow.example", Host::Down("Connection timed out"));
    scene.world.gate(true);
    scene.pass(60 * 3).await;
    assert_eq!(kinds(&scene).last(), Some(&NoticeKind::Failed));
}
