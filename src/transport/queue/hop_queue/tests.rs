use super::sessions::ENOUGH;
use super::*;
use crate::mail::EnhancedStatus;
use crate::model::MessagePriority;
use crate::transport::queue::entry::Which;
use crate::transport::queue::sample;
use crate::transport::{MessageId, Remark, Speaker};

struct Scene {
    queue: Arc<HopQueue>,
    start: Now,
}

impl Scene {
    fn new(messages: u64) -> Scene {
        let start = Now { steady: Instant::now(), wall: Timestamp::UNIX_EPOCH };
        let hop = sample::hop("contoso.com");
        let pace = Pace::of(&sample::settings(), &hop);
        let queue = HopQueue::new(hop, 1, None, pace, start.steady);
        let scene = Scene { queue, start };
        (1..=messages).for_each(|id| scene.arrive(id));
        scene
    }

    fn arrive(&self, id: u64) {
        let entry = Entry::new(&sample::envelope("ann@contoso.com"), Which::Pending, self.start.wall);
        let place = Place::new(MessagePriority::Normal, MessageId(id));
        self.queue.lock().insert(place, entry, None, self.start.steady);
    }

    fn hire(&self) -> usize {
        self.queue.lock().hire(self.start.steady)
    }

    fn lose(&self, is_open: bool) -> Setback {
        let text = "connection timed out".to_owned();
        let remark = Remark { code: 451, status: EnhancedStatus::new(4, 4, 1), text, by: Speaker::Us };
        self.queue.lock().lost(is_open, &remark, self.start)
    }

    fn status(&self) -> QueueStatus {
        self.queue.lock().status()
    }
}

#[test]
fn an_unproven_host_gets_one_session_and_a_proven_one_as_many_as_it_needs() {
    let scene = Scene::new(100);
    assert_eq!(scene.hire(), 1, "the probe");
    assert_eq!(scene.hire(), 0, "no second one while it is opening");
    assert_eq!(scene.status(), QueueStatus::Connecting);
    scene.queue.lock().opened();
    scene.queue.lock().answered(scene.start.steady);
    assert_eq!(scene.hire(), 19, "the limit is 20");
    assert_eq!(scene.hire(), 0);
}

#[test]
fn a_failing_host_is_left_alone_until_the_retry() {
    let scene = Scene::new(100);
    scene.hire();
    assert_eq!(scene.lose(false), Setback::Retry(Duration::from_secs(60)));
    assert_eq!(scene.status(), QueueStatus::Retry);
    assert_eq!(scene.hire(), 0, "the timer runs");
    scene.queue.lock().retry = None;
    assert_eq!(scene.hire(), 1, "the probe again");
    scene.queue.lock().opened();
    assert_eq!(scene.queue.lock().ladder.failures(), 1, "an open session alone proves nothing");
    scene.queue.lock().answered(scene.start.steady);
    assert_eq!(scene.queue.lock().ladder.failures(), 0);
}

#[test]
fn a_host_that_has_enough_sessions_is_not_failing() {
    let scene = Scene::new(100);
    scene.hire();
    scene.queue.lock().opened();
    scene.queue.lock().answered(scene.start.steady);
    let hired = scene.hire();
    (0..3).for_each(|_| scene.queue.lock().opened());
    for _ in 3..hired {
        assert_eq!(scene.lose(false), Setback::Enough);
    }
    assert_eq!(scene.hire(), 0, "no more than the four that work");
    let later = scene.start.steady + ENOUGH;
    assert_eq!(scene.queue.lock().hire(later), 16, "a minute later it is asked again");
}

#[test]
fn a_suspended_queue_takes_mail_and_sends_none() {
    let scene = Scene::new(1);
    scene.hire();
    scene.queue.lock().opened();
    let order = Order {
        what: crate::transport::queue::order::What::Suspend,
        who: "ann".into(),
        reason: None,
        since: scene.start.wall,
        until: None,
    };
    scene.queue.lock().order = Some(Arc::new(order));
    scene.arrive(2);
    assert_eq!(scene.status(), QueueStatus::Suspended);
    assert!(matches!(scene.queue.lock().next(false, |_| unreachable!("nothing is taken")), Next::Leave));
    assert_eq!((scene.hire(), scene.queue.lock().line.len()), (0, 2));
    let late = scene.start.steady + Duration::from_secs(86_400);
    assert!(!scene.queue.lock().may_retire(late));
}

#[test]
fn an_empty_queue_goes_after_a_while() {
    let scene = Scene::new(0);
    let state = scene.queue.lock();
    let at = |seconds| scene.start.steady + Duration::from_secs(seconds);
    assert_eq!(state.due(scene.start), Some(at(180)));
    assert!(!state.may_retire(at(179)) && state.may_retire(at(180)));
}
