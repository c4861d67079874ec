//! What a change of the configuration does to mail that waits.

use std::collections::HashSet;
use std::sync::Arc;

use uuid::Uuid;

use super::scene::{Host, Scene, unreachable};
use crate::model::DeliveryType;
use crate::transport::queue::redirect::Redirect;
use crate::transport::queue::{QueueAct, sample};
use crate::transport::{NextHop, Verdict};

/// Something that routes depend on has changed.
fn touch(scene: &Scene) {
    scene.world.change(|settings| Arc::make_mut(&mut settings.send_connectors[0]).revision += 1);
    scene.engine.reconfigured();
}

#[tokio::test(start_paused = true)]
async fn unreachable_mail_leaves_when_a_route_appears() {
    let scene = Scene::new();
    scene.world.route("lost.example", unreachable());
    scene.send("ann@lost.example").await;
    scene.settle().await;
    assert_eq!(scene.queues(), [("Unreachable Domain".into(), "Ready".into(), 1)]);
    touch(&scene);
    scene.settle().await;
    assert_eq!(scene.queues(), [("Unreachable Domain".into(), "Ready".into(), 1)], "still no route");
    assert_eq!(scene.engine.counters().resubmitted.get(), 0);

    scene.world.route("lost.example", Verdict::Deliver(sample::hop("lost.example")));
    scene.world.change_server(|server| server.message_retry_interval = crate::model::TimeSpan::from_minutes(3));
    scene.engine.reconfigured();
    scene.settle().await;
    assert!(scene.world.delivered().is_empty(), "that change has nothing to do with routes");
    touch(&scene);
    scene.pass(1).await;
    assert_eq!(scene.world.delivered().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_connector_that_was_mended_is_tried_at_once() {
    let scene = Scene::new();
    scene.world.host("down.example", Host::Down("Connection refused"));
    scene.send("ann@down.example").await;
    scene.settle().await;
    assert_eq!(scene.queues(), [("down.example".into(), "Retry".into(), 1)]);
    scene.world.heals("down.example");
    scene.engine.reconfigured();
    scene.settle().await;
    assert!(scene.world.delivered().is_empty(), "nothing has changed");
    touch(&scene);
    scene.settle().await;
    assert_eq!(scene.world.delivered().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn unreachable_mail_leaves_when_a_server_appears() {
    let scene = Scene::new();
    scene.world.route("lost.example", unreachable());
    scene.send("ann@lost.example").await;
    scene.settle().await;
    scene.world.route("lost.example", Verdict::Deliver(sample::hop("lost.example")));
    scene.world.change(|settings| {
        let mut other = (*settings.server).clone();
        other.id = uuid::Uuid::from_u128(77);
        settings.servers.push(Arc::new(other));
    });
    scene.engine.reconfigured();
    scene.pass(1).await;
    assert_eq!(scene.world.delivered().len(), 1, "the new server may be the source of a connector");
}

#[tokio::test(start_paused = true)]
async fn a_session_that_stands_idle_carries_nothing_by_old_settings() {
    let scene = Scene::new();
    scene.send("ann@a.example").await;
    scene.delivered(1).await;
    touch(&scene);
    scene.send("ben@a.example").await;
    scene.delivered(2).await;
    assert_eq!(scene.world.attempts("a.example").len(), 2, "the second message has a session of its own");
}

#[tokio::test(start_paused = true)]
async fn only_what_has_another_route_moves() {
    let scene = Scene::new();
    for domain in ["a.example", "b.example"] {
        scene.world.host(domain, Host::Down("Connection timed out"));
        scene.send(&format!("ann@{domain}")).await;
    }
    scene.send("bob@a.example bob@b.example").await;
    scene.settle().await;
    scene.world.route("a.example", Verdict::Deliver(sample::hop("relay.example")));
    touch(&scene);
    scene.settle().await;
    let mut hops: Vec<_> =
        scene.world.delivered().into_iter().map(|delivered| (delivered.recipient, delivered.hop)).collect();
    // Two jobs read them back from the disk side by side.
    hops.sort();
    assert_eq!(
        hops,
        [("ann@a.example".into(), "relay.example".into()), ("bob@a.example".into(), "relay.example".into())]
    );
    assert_eq!(scene.queues(), [("b.example".into(), "Retry".into(), 2)]);
    assert_eq!(scene.engine.counters().resubmitted.get(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_suspended_queue_is_looked_through_when_it_is_resumed() {
    let scene = Scene::new();
    scene.world.route("lost.example", unreachable());
    scene.send("ann@lost.example").await;
    scene.settle().await;
    let unreachable = "Unreachable".parse().expect("an identity");
    let hold = QueueAct::Suspend { until: None, reason: None };
    scene.engine.order_queue(&unreachable, &hold, "ann").await.expect("obeyed");
    scene.world.route("lost.example", Verdict::Deliver(sample::hop("lost.example")));
    touch(&scene);
    scene.pass(5).await;
    assert!(scene.world.delivered().is_empty());
    scene.engine.order_queue(&unreachable, &QueueAct::Resume, "ann").await.expect("obeyed");
    scene.delivered(1).await;
}

#[tokio::test(start_paused = true)]
async fn an_operator_may_have_a_queue_routed_anew() {
    let scene = Scene::new();
    scene.world.host("a.example", Host::Down("Connection timed out"));
    for _ in 0..3 {
        scene.send("ann@a.example bob@c.example").await;
    }
    scene.settle().await;
    scene.world.route("a.example", Verdict::Deliver(sample::hop("relay.example")));
    scene.engine.order_queue(&"a.example".parse().expect("name"), &QueueAct::Resubmit, "ann").await.expect("obeyed");
    scene.delivered(6).await;
    assert_eq!(scene.world.deliveries().values().max(), Some(&1));
    scene.settle().await;
    assert!(scene.spooled().await.is_empty());
}

#[tokio::test(start_paused = true)]
async fn what_waits_for_a_server_that_says_its_link_is_down_goes_another_way() {
    let scene = Scene::new();
    let (connector, other) = (Uuid::from_u128(7), Uuid::from_u128(8));
    let relay = NextHop::new(DeliveryType::SmtpRelayToConnectorSourceServers, "near", connector);
    scene.world.host("near", Host::Down("Connection refused"));
    scene.world.route("a.example", Verdict::Deliver(relay));
    scene.send("ann@a.example").await;
    scene.settle().await;
    assert_eq!(scene.queues(), [("near".into(), "Retry".into(), 1)]);
    scene.world.route("a.example", Verdict::Deliver(sample::hop("far.example")));
    scene.engine.sources_fell(&HashSet::from([other]));
    scene.settle().await;
    assert_eq!(scene.queues(), [("near".into(), "Retry".into(), 1)], "that is about another connector");
    scene.engine.sources_fell(&HashSet::from([connector]));
    scene.delivered(1).await;
    assert_eq!(scene.world.delivered()[0].hop, "far.example");
}

#[tokio::test(start_paused = true)]
async fn what_is_redirected_to_a_server_that_is_away_waits_for_it() {
    let scene = Scene::new();
    for domain in ["contoso.com", "hub02.contoso.com"] {
        scene.world.host(domain, Host::Down("Connection refused"));
    }
    scene.send("ann@contoso.com").await;
    scene.settle().await;
    let redirect = Redirect { targets: "hub02.contoso.com".into(), who: "ann".into() };
    scene.engine.redirect(redirect).await.expect("obeyed");
    for occasion in ["the server does not answer", "routes have changed"] {
        scene.pass(1).await;
        assert_eq!(scene.queues(), [("hub02.contoso.com".into(), "Retry".into(), 1)], "{occasion}");
        let resubmitted = scene.engine.counters().resubmitted.get();
        assert_eq!(resubmitted, 1, "{occasion}: once to be redirected, and not round in Submission");
        let error = scene.queue("hub02.contoso.com").and_then(|queue| queue.last_error).unwrap_or_default();
        assert!(error.ends_with("Connection refused"), "{occasion}: {error}");
        touch(&scene);
    }
    scene.world.heals("hub02.contoso.com");
    scene.pass(3600).await;
    assert_eq!(scene.world.delivered()[0].hop, "hub02.contoso.com");
}

#[tokio::test(start_paused = true)]
async fn a_link_that_is_down_shows_a_detour_that_was_made_afterwards() {
    let scene = Scene::new();
    scene.world.host("a.example", Host::Down("Connection refused"));
    scene.send("ann@a.example").await;
    scene.settle().await;
    let error = || scene.queue("a.example").and_then(|queue| queue.last_error).unwrap_or_default();
    assert!(error().ends_with("Connection refused"), "no other way yet: {}", error());
    let detour = NextHop { connector: uuid::Uuid::from_u128(2), ..sample::hop("relay.example") };
    scene.world.change(|settings| {
        let mut connector = (*settings.send_connectors[0]).clone();
        (connector.id, connector.name) = (detour.connector, "Detour".into());
        settings.send_connectors.push(Arc::new(connector));
    });
    scene.world.route("a.example", Verdict::Deliver(detour.clone()));
    scene.engine.reconfigured();
    scene.delivered(1).await;
    let links = scene.world.live.load().links.clone();
    assert_eq!(links.outage(&sample::hop("a.example")).and_then(|outage| outage.detour), Some(detour));
    assert!(
        error().ends_with("Connection refused. ROUTING.AlternativeRoute; messages go by connector 'Detour' for now")
    );
}
