//! What a long queue costs.

use super::scene::{Host, Scene, World, open_spool};
use crate::transport::TrackingEventId;
use crate::transport::queue::entry::Entry;
use crate::transport::queue::place::Place;
use crate::transport::queue::record::{self, Record};
use crate::transport::queue::sample;
use crate::transport::queue::spool::{Content, Op};

/// Memory follows activity: the bodies alone of this queue are 200 MB.
#[tokio::test(start_paused = true)]
async fn a_hundred_thousand_queued_messages_stay_on_the_disk() {
    const MESSAGES: usize = 100_000;
    let folder = std::sync::Arc::new(tempfile::TempDir::new().expect("a folder"));
    {
        let (spool, _) = open_spool(folder.path());
        let envelope: bytes::Bytes = record::write(&Record::new(sample::envelope("ann@down.example"))).into();
        let body = bytes::Bytes::from(vec![b'x'; 2000]);
        for _ in 0..MESSAGES / 1000 {
            let append =
                |_| Op::Append { id: spool.new_id(), body: Content::from(body.clone()), envelope: envelope.clone() };
            spool.commit((0..1000).map(append).collect()).await.expect("stored");
        }
    }
    let world = World::new();
    world.host("down.example", Host::Down("Connection timed out"));
    let scene = Scene::start(world, folder);
    scene.settle().await;
    assert_eq!(scene.queues(), [("down.example".into(), "Retry".into(), MESSAGES as i32)]);
    // What is left in memory of each: this, and 40 bytes in the spool's table.
    assert!(size_of::<(Place, Entry)>() <= 56);
    assert_eq!(scene.engine.gauges().bytes_at_hand, 0, "nothing is kept of a queue that does not send");
    let loads = scene.world.events().iter().filter(|event| event.event == TrackingEventId::Load).count();
    assert_eq!(loads, 10_000, "a start does not fill the tracking log");
    let noted = scene.world.state().noted.clone();
    let told = noted.iter().find(|event| event.id == 7003).expect("and says so");
    assert!(told.says.starts_with("100000 messages were found in the spool"), "{}", told.says);
}
