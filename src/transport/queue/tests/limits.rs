//! How many sessions there are.

use super::scene::{Host, Scene};
use crate::model::Unlimited;

#[tokio::test(start_paused = true)]
async fn limits_are_never_exceeded() {
    let scene = Scene::new();
    scene.world.change_server(|server| {
        server.max_outbound_connections = Unlimited::Limit(8);
        server.max_per_domain_outbound_connections = Unlimited::Limit(5);
    });
    scene.engine.reconfigured();
    for round in 0..60 {
        for domain in ["a.example", "b.example", "c.example", "d.example"] {
            scene.send(&format!("user{round}@{domain}")).await;
        }
    }
    scene.delivered(240).await;
    let (all, one) = scene.world.most_open();
    assert!(all <= 8 && one <= 5, "{all} sessions, {one} to one next hop");
    assert_eq!(scene.world.deliveries().len(), 240);
}

#[tokio::test(start_paused = true)]
async fn sessions_grow_once_the_host_has_answered_and_end_when_idle() {
    let scene = Scene::new();
    scene.world.gate(false);
    for _ in 0..100 {
        scene.send("ann@contoso.com").await;
    }
    scene.settle().await;
    assert_eq!(scene.world.most_open(), (1, 1), "the probe");
    assert_eq!(scene.queue("contoso.com").expect("a queue").status.to_string(), "Active");
    scene.world.gate(true);
    scene.delivered(100).await;
    let (_, most) = scene.world.most_open();
    assert!((2..=20).contains(&most), "{most}");
    scene.settle().await;
    let opened = scene.world.attempts("contoso.com").len();
    scene.send("bob@contoso.com").await;
    scene.delivered(101).await;
    assert_eq!(scene.world.attempts("contoso.com").len(), opened, "an open session takes the next message");
    scene.pass(5).await;
    assert_eq!(scene.engine.gauges().sessions, 0, "idle ones do not stay");
    scene.pass(180).await;
    assert!(scene.queue("contoso.com").is_none(), "neither does the empty queue");
}

#[tokio::test(start_paused = true)]
async fn a_session_takes_only_so_many_messages() {
    let scene = Scene::new();
    scene.world.change(|settings| {
        let connector = std::sync::Arc::make_mut(&mut settings.send_connectors[0]);
        connector.smtp_max_messages_per_connection = 3;
    });
    scene.world.change_server(|server| server.max_per_domain_outbound_connections = Unlimited::Limit(1));
    scene.engine.reconfigured();
    scene.world.host("contoso.com", Host::Down("not yet"));
    for _ in 0..9 {
        scene.send("ann@contoso.com").await;
    }
    scene.settle().await;
    scene.world.heals("contoso.com");
    scene.pass(61).await;
    assert_eq!(scene.world.delivered().len(), 9);
    assert_eq!(scene.world.attempts("contoso.com").len(), 1 + 3);
    assert_eq!(scene.world.most_open(), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn a_queue_that_waits_for_room_gets_it() {
    let scene = Scene::new();
    scene.world.change_server(|server| server.max_outbound_connections = Unlimited::Limit(1));
    scene.engine.reconfigured();
    scene.world.gate(false);
    scene.send("ann@a.example").await;
    scene.settle().await;
    scene.send("ann@b.example").await;
    scene.settle().await;
    assert!(scene.world.attempts("b.example").is_empty());
    scene.world.gate(true);
    scene.delivered(2).await;
}
