//! The clock on the wall is set while mail waits: forwards, as after a start with a dead battery, and backwards.

use super::scene::{Host, Scene};

const DAY: i64 = 24 * 3600;

/// How many messages wait that are no reports of ours.
async fn waiting(scene: &Scene) -> usize {
    scene.messages().await.into_iter().filter(|message| message.from_address != "<>").count()
}

#[tokio::test(start_paused = true)]
async fn tries_go_on_at_their_pace_whatever_the_wall_says() {
    for jump in [-30 * DAY, -3600, 3600, DAY] {
        let scene = Scene::new();
        scene.pass(40 * 24 * 3600).await;
        scene.world.host("contoso.com", Host::Down("not yet"));
        scene.send("ann@contoso.com").await;
        scene.settle().await;
        scene.world.set_clock(jump);
        let before = scene.world.attempts("contoso.com").len();
        scene.pass(61).await;
        assert_eq!(scene.world.attempts("contoso.com").len(), before + 1, "{jump}: a minute is a minute");
        scene.world.heals("contoso.com");
        scene.pass(61).await;
        scene.delivered(1).await;
        assert!(scene.spooled().await.is_empty(), "{jump}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_clock_that_is_set_back_makes_nothing_wait_for_ever() {
    let scene = Scene::new();
    scene.pass(40 * 24 * 3600).await;
    scene.world.host("contoso.com", Host::Down("not yet"));
    scene.send("ann@contoso.com").await;
    scene.settle().await;
    scene.world.set_clock(-DAY);
    // It is older than the wall says by a day, and expires a day later than it should: not before, and not never.
    scene.pass(2 * DAY as u64 + 7200).await;
    assert_eq!(waiting(&scene).await, 1, "still there, beside what tells of the delay");
    scene.pass(DAY as u64).await;
    assert_eq!(waiting(&scene).await, 0, "{:?}", scene.queues());
    assert!(scene.world.notices().iter().any(|notice| notice.recipients.len() == 1), "its sender is told");
}

#[tokio::test(start_paused = true)]
async fn a_clock_that_is_set_forward_returns_what_has_expired_and_keeps_the_rest() {
    let scene = Scene::new();
    scene.world.host("contoso.com", Host::Down("not yet"));
    scene.send("ann@contoso.com").await;
    scene.settle().await;
    scene.world.set_clock(3 * DAY);
    scene.send("ben@contoso.com").await;
    scene.pass(12 * 3600).await;
    assert_eq!(waiting(&scene).await, 1, "what came after the clock was set is not old");
    scene.world.heals("contoso.com");
    scene.pass(2 * 3600).await;
    assert!(scene.world.delivered().iter().any(|one| one.recipient == "ben@contoso.com"));
}
