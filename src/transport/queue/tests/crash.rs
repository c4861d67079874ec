//! Nothing acknowledged is lost, and nothing recorded is sent twice, whenever the node dies.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};

use super::scene::{Answer, Host, Scene};

/// What the test does next.
#[derive(Clone, Copy, Debug)]
enum Step {
    Send(u8, u8),
    Pass(u8),
    Settle,
    Crash,
    Restart,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        6 => (0u8..6, 1u8..5).prop_map(|(from, count)| Step::Send(from, count)),
        2 => (1u8..90).prop_map(Step::Pass),
        2 => Just(Step::Settle),
        1 => Just(Step::Crash),
        1 => Just(Step::Restart),
    ];
    proptest::collection::vec(step, 5..25)
}

/// Each domain has its moods, which a number from the test decides.
fn moody(seed: u64) -> Host {
    let count = std::sync::atomic::AtomicU64::new(seed);
    Host::Says(Arc::new(move |_, _| {
        let next = count.fetch_add(0x9e37_79b9_7f4a_7c15, std::sync::atomic::Ordering::SeqCst);
        match (next ^ (next >> 29)) % 8 {
            0 => Answer::PutsOff,
            1 => Answer::Refuses,
            2 => Answer::Breaks,
            _ => Answer::Takes,
        }
    }))
}

const DOMAINS: [&str; 6] = ["a.example", "b.example", "c.example", "d.example", "e.example", "f.example"];

async fn journey(steps: &[Step], seed: u64) {
    let mut scene = Scene::new();
    // Crashes without a reason say nothing about messages.
    scene.world.change_server(|server| server.poison_message_detection_enabled = false);
    for (at, domain) in DOMAINS.iter().enumerate() {
        scene.world.host(domain, moody(seed.wrapping_mul(at as u64 + 1)));
    }
    let mut expected = BTreeMap::new();
    let mut crashes = 0;
    for step in steps {
        match *step {
            Step::Send(from, count) => {
                let to: Vec<String> =
                    (0..count).map(|at| format!("user{at}@{}", DOMAINS[usize::from(from + at) % 6])).collect();
                let id = scene.send(&to.join(" ")).await;
                expected.extend(to.into_iter().map(|recipient| ((id.0, recipient), ())));
            }
            Step::Pass(seconds) => scene.pass(u64::from(seconds)).await,
            Step::Settle => scene.settle().await,
            Step::Crash => {
                crashes += 1;
                scene = scene.crash();
            }
            Step::Restart => scene = scene.restart().await,
        }
    }
    // In the end all hosts are well, and everything goes where it should.
    DOMAINS.iter().for_each(|domain| scene.world.heals(domain));
    scene.pass(20 * 60).await;
    assert!(scene.spooled().await.is_empty(), "left behind: {:?}", scene.messages().await);

    let deliveries = scene.world.deliveries();
    let mut failed = BTreeMap::new();
    for notice in scene.world.notices() {
        for (index, _) in &notice.recipients {
            let recipient = notice.envelope.recipients[*index].address.to_string();
            *failed.entry((notice.id.0, recipient)).or_insert(0) += 1;
        }
    }
    for recipient in expected.keys() {
        let (sent, told) =
            (deliveries.get(recipient).copied().unwrap_or(0), failed.get(recipient).copied().unwrap_or(0));
        assert!(sent + told >= 1, "{recipient:?} was lost");
        assert!(sent <= 1, "{recipient:?} was sent {sent} times");
        // A report that was not durable yet is composed again.
        assert!(crashes > 0 || sent + told == 1, "{recipient:?} was sent {sent} times and reported {told} times");
    }
}

#[test]
fn no_message_is_lost_and_none_is_doubled() {
    // The seed is fixed: a failure is the same failure tomorrow.
    let config = Config { cases: 24, failure_persistence: None, rng_seed: RngSeed::Fixed(17), ..Config::default() };
    TestRunner::new(config)
        .run(&(steps(), any::<u64>()), |(steps, seed)| {
            let runtime =
                tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().expect("runtime");
            runtime.block_on(journey(&steps, seed));
            Ok(())
        })
        .expect("every journey ends well");
}

#[tokio::test(start_paused = true)]
async fn what_was_recorded_is_never_sent_again() {
    let mut scene = Scene::new();
    for _ in 0..50 {
        scene.send("ann@a.example bob@b.example").await;
    }
    scene.world.host("b.example", Host::Down("Connection timed out"));
    scene.settle().await;
    let before = scene.world.deliveries();
    for _ in 0..3 {
        scene = scene.crash();
        scene.settle().await;
    }
    for (recipient, count) in scene.world.deliveries() {
        assert!(count == 1 || !before.contains_key(&recipient), "{recipient:?} was sent {count} times");
    }
}
