//! A node dies after a next hop has confirmed a message, before that is on record.

use std::sync::Arc;

use super::scene::{Answer, Host, Scene};
use crate::transport::queue::sample;
use crate::transport::{NoticeKind, Notify, TrackingEventId};

/// Whoever delivers waits, until the node is to die of it.
fn waiting() -> Scene {
    let scene = Scene::new();
    scene.world.gate(false);
    scene
}

/// The node dies with the answers of these domains in its hands; another one starts.
async fn died(scene: Scene, of: &'static [&'static str]) -> Scene {
    scene.world.state().dies_told_by = of;
    scene.world.gate(true);
    scene.settle().await;
    let scene = scene.crash();
    scene.world.state().dies_told_by = &[];
    scene
}

#[tokio::test(start_paused = true)]
async fn it_is_not_sent_again() {
    let scene = waiting();
    let id = scene.send("ann@contoso.com").await;
    let scene = died(scene, &["contoso.com"]).await;
    scene.pass(24 * 3600).await;
    assert_eq!(scene.world.deliveries(), [((id.0, "ann@contoso.com".to_owned()), 1)].into());
    assert!(scene.spooled().await.is_empty());
    let sent = scene.world.events().into_iter().filter(|event| event.event == TrackingEventId::Send);
    let said: Vec<_> = sent.flat_map(|event| event.recipients).collect();
    assert_eq!(said, [(0, "250 2.0.0 Taken over before this node was started".to_owned())], "the log knows of it");
}

#[tokio::test(start_paused = true)]
async fn those_who_have_not_got_it_still_get_it() {
    let scene = waiting();
    scene.world.host("fabrikam.com", Host::Down("not yet"));
    let id = scene.send("ann@contoso.com ben@fabrikam.com").await;
    let scene = died(scene, &["contoso.com"]).await;
    scene.settle().await;
    assert_eq!(scene.messages().await.len(), 1);
    assert_eq!(scene.queue("fabrikam.com").expect("it waits there").message_count, 1);
    // A second crash finds it on record.
    let scene = scene.crash();
    scene.world.heals("fabrikam.com");
    scene.pass(3600).await;
    let once = |recipient: &str| ((id.0, recipient.to_owned()), 1);
    assert_eq!(scene.world.deliveries(), [once("ann@contoso.com"), once("ben@fabrikam.com")].into());
    assert!(scene.spooled().await.is_empty());
}

#[tokio::test(start_paused = true)]
async fn one_who_refused_is_reported_and_one_who_took_it_is_left_alone() {
    let scene = waiting();
    scene
        .world
        .host("contoso.com", Host::Says(Arc::new(|_, at| if at == 0 { Answer::Takes } else { Answer::Refuses })));
    let id = scene.send("ann@contoso.com gone@contoso.com").await;
    let scene = died(scene, &["contoso.com"]).await;
    scene.pass(3600).await;
    assert_eq!(scene.world.deliveries()[&(id.0, "ann@contoso.com".to_owned())], 1);
    let notices = scene.world.notices();
    let [notice] = &notices[..] else { panic!("one report: {}", notices.len()) };
    assert_eq!((notice.kind, notice.recipients[0].0), (NoticeKind::Failed, 1));
}

#[tokio::test(start_paused = true)]
async fn its_sender_still_gets_the_report_he_asked_for() {
    let scene = waiting();
    let mut envelope = sample::envelope("ann@contoso.com ben@contoso.com");
    envelope.recipients[1].notify = Some(Notify { success: true, failure: true, delay: false });
    scene.accept(envelope).await;
    let scene = died(scene, &["contoso.com"]).await;
    scene.pass(3600).await;
    let notices = scene.world.notices();
    let [notice] = &notices[..] else { panic!("one report: {}", notices.len()) };
    assert_eq!((notice.kind, notice.recipients[0].0, notice.recipients.len()), (NoticeKind::Relayed, 1, 1));
    assert!(scene.world.deliveries().values().all(|count| *count == 1), "{:?}", scene.world.deliveries());
}

#[tokio::test(start_paused = true)]
async fn it_is_known_after_any_number_of_crashes() {
    let scene = waiting();
    for _ in 0..20 {
        scene.send("ann@contoso.com").await;
    }
    let mut scene = died(scene, &["contoso.com"]).await;
    for _ in 0..5 {
        scene = scene.crash();
    }
    scene.pass(24 * 3600).await;
    let deliveries = scene.world.deliveries();
    assert_eq!(deliveries.len(), 20);
    assert!(deliveries.values().all(|count| *count == 1), "{deliveries:?}");
}
