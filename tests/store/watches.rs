//! A watch misses nothing, or says that it did.

use std::time::{Duration, Instant};

use emsh::store::{Change, Draft, ObjectChange, Properties, StoredObject, WatchEvent};

use super::Backend;
use super::common::{LONG, changed, create, recost, tell, transaction};

pub fn a_watch_tells_whole_transactions_in_order(backend: &dyn Backend) {
    let store = backend.open();
    let a = create(&*store, "C", "a", 1);
    let mut from_start = store.watch(0).unwrap();
    let mut from_here = store.watch(store.revision().unwrap()).unwrap();
    assert_eq!(from_here.next(Duration::ZERO).unwrap(), WatchEvent::Idle);
    let draft = Draft::new("C", "b", Properties::new()).in_scope("hub01");
    let b = draft.id;
    let renamed = Change::update(StoredObject { name: "A2".into(), ..a.clone() });
    let second = store.commit(transaction("two").changes([renamed, Change::Create(draft)])).unwrap();
    let b = backend.open().get("C", b).unwrap().unwrap();
    backend.open().commit(transaction("by another handle").change(Change::remove(&b))).unwrap();
    assert_eq!(changed(tell(&mut *from_start)), (1, vec![ObjectChange::Stored(a.clone())]));
    for watch in [&mut from_start, &mut from_here] {
        let (revision, mut changes) = changed(tell(&mut **watch));
        let now = store.get("C", a.id).unwrap().unwrap();
        changes.sort_by_key(|change| matches!(change, ObjectChange::Stored(object) if object.id == b.id));
        assert_eq!(
            (revision, changes),
            (second.revision, vec![ObjectChange::Stored(now), ObjectChange::Stored(b.clone())])
        );
        let gone = ObjectChange::Removed { class: "C".into(), id: b.id, scope: "hub01".into(), name: "b".into() };
        assert_eq!(changed(tell(&mut **watch)), (3, vec![gone]));
        assert_eq!(watch.next(Duration::ZERO).unwrap(), WatchEvent::Idle);
    }
}

pub fn a_watch_that_missed_something_says_so(backend: &dyn Backend) {
    let store = backend.open();
    let mut object = create(&*store, "C", "a", 0);
    let mut watch = store.watch(0).unwrap();
    for cost in 1..5 {
        object = recost(&*store, &object, cost).unwrap();
    }
    store.trim_history(3).unwrap();
    assert_eq!(tell(&mut *watch), WatchEvent::Resync { revision: 5 });
    assert_eq!(watch.next(Duration::ZERO).unwrap(), WatchEvent::Idle);
    recost(&*store, &object, 9).unwrap();
    assert_eq!(changed(tell(&mut *watch)).0, 6, "and goes on");
    assert_eq!(changed(tell(&mut *store.watch(3).unwrap())).0, 4, "what is still known is told");
    let mut from_the_future = store.watch(1_000).unwrap();
    assert_eq!(tell(&mut *from_the_future), WatchEvent::Resync { revision: 6 });
}

pub fn a_watch_stops_at_once(backend: &dyn Backend) {
    let store = backend.open();
    let mut watch = store.watch(0).unwrap();
    let stop = watch.stop_handle();
    let waiting = std::thread::spawn(move || {
        let begun = Instant::now();
        let event = watch.next(Duration::MAX).unwrap();
        (event, watch.next(Duration::MAX).unwrap(), begun.elapsed())
    });
    stop.stop();
    let (event, again, took) = waiting.join().unwrap();
    assert_eq!((event, again), (WatchEvent::Stopped, WatchEvent::Stopped));
    assert!(took < LONG);
}
