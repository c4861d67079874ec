//! When a next hop is tried again.

use std::sync::Arc;
use std::time::Duration;

use super::scene::{Answer, Host, Scene, remark};
use crate::model::TimeSpan;
use crate::transport::NoticeKind;
use crate::transport::queue::QueueAct;

/// Minutes from the start at which a domain was tried.
fn minutes(scene: &Scene, domain: &str) -> Vec<u64> {
    scene.world.attempts(domain).into_iter().map(|second| second / 60).collect()
}

#[tokio::test(start_paused = true)]
async fn a_dead_host_is_tried_at_the_steps_of_the_ladder() {
    let scene = Scene::new();
    scene.world.host("down.example", Host::Down("Connection timed out"));
    for _ in 0..30 {
        scene.send("ann@down.example").await;
    }
    scene.settle().await;
    let queue = scene.queue("down.example").expect("a queue");
    assert_eq!((queue.status.to_string().as_str(), queue.message_count, queue.retry_count), ("Retry", 30, 1));
    assert_eq!(queue.last_error.as_deref(), Some("451 4.4.1 Connection timed out"));
    let next = queue.next_retry_time.expect("a time").duration_since(queue.last_retry_time.expect("a time"));
    assert_eq!(Duration::try_from(next).expect("ahead"), Duration::from_secs(60));

    scene.pass(60 * 62).await;
    // Four tries a minute apart, six five minutes apart, then every ten; never more than the probe.
    assert_eq!(minutes(&scene, "down.example"), [0, 1, 2, 3, 4, 9, 14, 19, 24, 29, 34, 44, 54]);
    assert_eq!(scene.queue("down.example").expect("a queue").retry_count, 13);

    scene.world.heals("down.example");
    scene.pass(60 * 3).await;
    assert_eq!(scene.world.delivered().len(), 30);
    // Failing again, it starts at the foot of the ladder.
    scene.world.host("down.example", Host::Down("Connection timed out"));
    let before = minutes(&scene, "down.example").len();
    scene.send("ann@down.example").await;
    scene.pass(60 * 3 + 50).await;
    assert_eq!(minutes(&scene, "down.example").len() - before, 4);
}

#[tokio::test(start_paused = true)]
async fn a_host_that_drops_every_connection_does_not_hold_up_the_queue() {
    let scene = Scene::new();
    let breaks_for_ann =
        |attempt: &crate::transport::Attempt, index: usize| match attempt.envelope.recipients[index].address.local() {
            "ann" => Answer::Breaks,
            _ => Answer::Takes,
        };
    scene.world.host("contoso.com", Host::Says(Arc::new(breaks_for_ann)));
    scene.send("ann@contoso.com").await;
    scene.settle().await;
    let queue = scene.queue("contoso.com").expect("a queue");
    assert_eq!((queue.status.to_string().as_str(), queue.retry_count), ("Retry", 1));
    scene.send("bob@contoso.com").await;
    scene.pass(61).await;
    assert_eq!(scene.world.delivered().len(), 1, "the message that breaks connections waits for itself");
    assert_eq!(scene.queue("contoso.com").expect("a queue").retry_count, 0);
}

#[tokio::test(start_paused = true)]
async fn a_host_that_ends_each_connection_after_some_messages_is_no_failure() {
    let scene = Scene::new();
    let count = std::sync::atomic::AtomicUsize::new(0);
    let every_third = move |_: &crate::transport::Attempt, _: usize| match count
        .fetch_add(1, std::sync::atomic::Ordering::SeqCst)
        % 3
    {
        2 => Answer::Breaks,
        _ => Answer::Takes,
    };
    scene.world.change_server(|server| {
        server.max_per_domain_outbound_connections = crate::model::Unlimited::Limit(1);
    });
    scene.world.host("contoso.com", Host::Says(Arc::new(every_third)));
    for _ in 0..20 {
        scene.send("ann@contoso.com").await;
    }
    scene.delivered(20).await;
    assert_eq!(scene.world.deliveries().values().max(), Some(&1));
    assert!(scene.world.attempts("contoso.com").iter().all(|second| *second == 0), "without waiting");
}

#[tokio::test(start_paused = true)]
async fn a_host_that_does_not_exist_fails_everything_at_once() {
    let scene = Scene::new();
    scene.world.host("gone.example", Host::Gone("SMTPSEND.DNS.NonExistentDomain; nonexistent domain"));
    scene.send("ann@gone.example").await;
    scene.send("bob@gone.example").await;
    scene.until("both are reported", || scene.world.notices().len() == 2).await;
    scene.settle().await;
    let notice = &scene.world.notices()[0];
    assert_eq!(notice.kind, NoticeKind::Failed);
    assert_eq!(notice.recipients[0].1, remark(550, (5, 4, 4), "SMTPSEND.DNS.NonExistentDomain; nonexistent domain"));
    assert!(scene.spooled().await.is_empty());
}

#[tokio::test(start_paused = true)]
async fn an_operator_need_not_wait_for_the_timer() {
    let scene = Scene::new();
    scene.world.host("down.example", Host::Down("Connection timed out"));
    scene.send("ann@down.example").await;
    scene.send("ann@fine.example").await;
    scene.settle().await;
    let order = |queue: &str| {
        let (engine, queue) = (scene.engine.clone(), queue.parse().expect("an identity"));
        async move { engine.order_queue(&queue, &QueueAct::Retry, "ann").await }
    };
    for (queue, id) in
        [("fine.example", "QueueNotInRetry"), ("Unreachable", "QueueNotInRetry"), ("x.example", "QueueNotFound")]
    {
        assert_eq!(order(queue).await.expect_err(queue).id, id);
    }
    let fix = order("Unreachable").await.expect_err("it has no next hop").fix.unwrap_or_default();
    assert_eq!(&*fix, r"Run: Retry-Queue 'hub01\Unreachable' -Resubmit $true");
    assert_eq!(order("down.example").await.expect("in Retry").len(), 1);
    scene.settle().await;
    assert_eq!(scene.world.attempts("down.example"), [0, 0]);
    scene.world.heals("down.example");
    order("down.example").await.expect("in Retry again");
    scene.delivered(2).await;
}

#[tokio::test(start_paused = true)]
async fn what_fails_for_half_a_day_is_routed_anew() {
    let scene = Scene::new();
    scene.world.change_server(|server| server.max_idle_time_before_resubmit = TimeSpan::from_minutes(10));
    scene.engine.reconfigured();
    scene.world.host("down.example", Host::Down("Connection timed out"));
    scene.send("ann@down.example").await;
    scene.pass(60 * 9).await;
    assert_eq!(scene.engine.counters().resubmitted.get(), 0);
    scene.world.route("down.example", crate::transport::Verdict::Deliver(super::super::sample::hop("relay.example")));
    scene.pass(60 * 2).await;
    assert_eq!(scene.engine.counters().resubmitted.get(), 1);
    assert_eq!(scene.world.delivered()[0].hop, "relay.example");
}
