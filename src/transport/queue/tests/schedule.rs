//! Connectors that send at certain hours only. The world begins on a Thursday at midnight.

use std::sync::Arc;

use super::scene::{Host, Scene};
use crate::model::{ByteSize, Schedule, SendConnector, Unlimited};
use crate::transport::queue::sample;
use crate::transport::{Envelope, MessageId};

const HOUR: u64 = 3600;

fn schedule(text: &str) -> Schedule {
    text.parse().expect(text)
}

fn set(scene: &Scene, change: impl FnOnce(&mut SendConnector)) {
    scene.world.change(|settings| change(Arc::make_mut(&mut settings.send_connectors[0])));
    scene.engine.reconfigured();
}

/// Messages that have come to a.example; reports to the sender are not of interest.
fn arrived(scene: &Scene) -> usize {
    scene.world.delivered().iter().filter(|delivered| delivered.hop == "a.example").count()
}

async fn send_large(scene: &Scene, recipient: &str) -> MessageId {
    scene.accept(Envelope { size: 2 << 20, ..sample::envelope(recipient) }).await
}

fn told(scene: &Scene) -> (String, Option<String>) {
    let queue = scene.queue("a.example").expect("it is there");
    (queue.status.to_string(), queue.last_error)
}

#[tokio::test(start_paused = true)]
async fn a_queue_is_ready_until_its_window_opens_and_drains_then() {
    let scene = Scene::new();
    set(&scene, |connector| connector.connection_schedule = schedule("Daily.02:00-03:00"));
    for _ in 0..30 {
        scene.send("ann@a.example").await;
    }
    scene.pass(HOUR).await;
    let why = "QUEUE.Scheduled; 30 of 30 wait for ConnectionSchedule (Sun.02:00-Sun.03:00,Mon.02:00-Mon.03:00,\
               Tue.02:00-Tue.03:00,Wed.02:00-Wed.03:00,Thu.02:00-Thu.03:00,Fri.02:00-Fri.03:00,Sat.02:00-Sat.03:00)";
    assert_eq!(told(&scene), ("Ready".into(), Some(why.into())));
    assert!(scene.world.attempts("a.example").is_empty(), "nobody was asked");

    scene.pass(HOUR).await;
    assert_eq!(scene.world.delivered().len(), 30);
    scene.pass(HOUR).await;
    scene.send("ann@a.example").await;
    scene.settle().await;
    assert_eq!(scene.world.delivered().len(), 30, "the window has closed");
    scene.pass(23 * HOUR).await;
    assert_eq!(arrived(&scene), 31, "the next night");
}

#[tokio::test(start_paused = true)]
async fn oversize_messages_wait_for_a_window_of_their_own() {
    let scene = Scene::new();
    set(&scene, |connector| {
        connector.oversize_threshold = Unlimited::Limit(ByteSize::from_mb(1));
        connector.oversize_schedule = schedule("Thu.03:00-Thu.04:00");
    });
    let large = send_large(&scene, "ann@a.example").await;
    scene.send("ann@a.example").await;
    scene.delivered(1).await;
    let why = "QUEUE.Scheduled; 1 of 1 wait for OversizeSchedule (Thu.03:00-Thu.04:00)";
    assert_eq!(told(&scene), ("Ready".into(), Some(why.into())));
    scene.pass(2 * HOUR).await;
    scene.send("ben@a.example").await;
    scene.delivered(2).await;
    scene.pass(HOUR).await;
    assert_eq!(scene.world.delivered()[2].id, large);
}

#[tokio::test(start_paused = true)]
async fn large_messages_may_go_while_the_others_wait() {
    let scene = Scene::new();
    set(&scene, |connector| {
        connector.connection_schedule = Schedule::never();
        connector.oversize_threshold = Unlimited::Limit(ByteSize::from_mb(1));
    });
    scene.send("ann@a.example").await;
    let large = send_large(&scene, "ann@a.example").await;
    scene.delivered(1).await;
    assert_eq!(scene.world.delivered()[0].id, large);
    assert_eq!(scene.queues(), [("a.example".into(), "Ready".into(), 1)]);
}

#[tokio::test(start_paused = true)]
async fn a_changed_schedule_is_obeyed_at_once() {
    let scene = Scene::new();
    set(&scene, |connector| connector.connection_schedule = Schedule::never());
    scene.send("ann@a.example").await;
    scene.pass(HOUR).await;
    assert!(scene.world.delivered().is_empty());
    set(&scene, |connector| connector.connection_schedule = Schedule::always());
    scene.delivered(1).await;
}

#[tokio::test(start_paused = true)]
async fn a_retry_waits_for_the_window_too() {
    let scene = Scene::new();
    set(&scene, |connector| connector.connection_schedule = schedule("Thu.00:00-Thu.00:01,Thu.05:00-Thu.06:00"));
    scene.world.host("a.example", Host::Down("Connection timed out"));
    scene.send("ann@a.example").await;
    scene.pass(4 * HOUR).await;
    assert_eq!(scene.world.attempts("a.example"), [0], "the retry timers ran out in vain");
    scene.world.heals("a.example");
    scene.pass(HOUR).await;
    assert_eq!(arrived(&scene), 1);
}

#[tokio::test(start_paused = true)]
async fn mail_that_waits_for_its_hour_grows_old_like_other_mail() {
    let scene = Scene::new();
    set(&scene, |connector| connector.connection_schedule = Schedule::never());
    scene.send("ann@a.example").await;
    scene.pass(49 * HOUR).await;
    assert!(scene.queue("a.example").is_none_or(|queue| queue.message_count == 0), "expired");
    let told = scene.world.notices().into_iter().filter(|notice| notice.envelope.return_path.address().is_some());
    assert_eq!(told.count(), 2, "late, then given up");
}
