//! What holds when several threads or processes use one store, and when one of them dies.
//!
//! A process of its own is this test program again, with the case [`a_process_of_its_own`] and two variables that say
//! what it shall do.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use emsh::store::{Change, ObjectChange, OpenOptions, Properties, Store, StoreError, StoredObject, WatchEvent, open};
use serde_json::json;

use super::Backend;
use super::common::{LONG, create, properties, tell, transaction};

const TASK: &str = "EMSH_STORE_TEST_TASK";
const URL: &str = "EMSH_STORE_TEST_URL";

/// Does what another test asks for; on its own there is nothing to do.
#[test]
fn a_process_of_its_own() {
    let (Ok(task), Ok(url)) = (std::env::var(TASK), std::env::var(URL)) else { return };
    let store = open(&url, &OpenOptions { create: false, patience: LONG }).unwrap();
    match task.as_str() {
        "count" => count(&*store, 25),
        "march" => march(&*store),
        "create" => drop(create(&*store, "C", "from another process", 1)),
        other => panic!("no such task: {other}"),
    }
}

fn start(task: &str, url: &str) -> Child {
    let case = format!("{}::a_process_of_its_own", module_path!().rsplit("::").next().unwrap());
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", &case, "--nocapture", "--quiet"])
        .envs([(TASK, task), (URL, url)])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

fn number(object: &StoredObject) -> u64 {
    object.properties["Number"].as_u64().unwrap()
}

fn with_number(mut object: StoredObject, number: u64) -> StoredObject {
    object.properties.insert("Number".into(), number.into());
    object
}

fn new_counter(store: &dyn Store, name: &str) {
    let counter = Change::create("Counter", name, properties(json!({ "Number": 0 })));
    store.commit(transaction("new").change(counter)).unwrap();
}

/// Adds one to the counter `times` times, trying again whenever somebody else was faster.
fn count(store: &dyn Store, times: usize) {
    for _ in 0..times {
        loop {
            let seen = store.find("Counter", "", "counter").unwrap().unwrap();
            let next = number(&seen) + 1;
            match store.commit(transaction("count").change(Change::update(with_number(seen, next)))) {
                Ok(_) => break,
                Err(StoreError::Conflict { .. }) => {}
                Err(other) => panic!("{other}"),
            }
        }
    }
}

pub fn threads_lose_no_update(backend: &dyn Backend) {
    let store = backend.open();
    new_counter(&*store, "counter");
    let other = backend.open();
    thread::scope(|scope| {
        for store in [&store, &store, &store, &other] {
            scope.spawn(|| count(&**store, 25));
        }
    });
    assert_eq!(number(&store.find("Counter", "", "counter").unwrap().unwrap()), 100);
    assert_eq!(store.revision().unwrap(), 101);
}

pub fn processes_lose_no_update(backend: &dyn Backend) {
    let store = backend.open();
    new_counter(&*store, "counter");
    let mut processes: Vec<Child> = (0..3).map(|_| start("count", backend.url())).collect();
    count(&*store, 25);
    assert!(processes.iter_mut().all(|process| process.wait().unwrap().success()));
    assert_eq!(number(&store.find("Counter", "", "counter").unwrap().unwrap()), 100);
    assert_eq!(store.revision().unwrap(), 101);
}

pub fn of_many_creators_of_a_name_one_wins(backend: &dyn Backend) {
    let stores: Vec<Arc<dyn Store>> = (0..4).map(|_| backend.open()).collect();
    for round in 0..10 {
        let name = format!("race {round}");
        let tries: Vec<_> = thread::scope(|scope| {
            let create = |store: &Arc<dyn Store>| {
                store.commit(transaction("new").change(Change::create("C", name.as_str(), Properties::new())))
            };
            let threads: Vec<_> = stores.iter().map(|store| scope.spawn(move || create(store))).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert_eq!(tries.iter().filter(|outcome| outcome.is_ok()).count(), 1);
        assert!(
            tries
                .iter()
                .flat_map(|outcome| outcome.as_ref().err())
                .all(|e| matches!(e, StoreError::AlreadyExists { .. }))
        );
    }
}

/// How many objects march in step: one transaction changes all of them.
const COLUMN: u64 = 40;

fn line_up(store: &dyn Store) {
    let new = (0..COLUMN).map(|n| Change::create("Counter", format!("{n}"), properties(json!({ "Number": 0 }))));
    store.commit(transaction("line up").changes(new)).unwrap();
}

fn step(store: &dyn Store) -> u64 {
    let column = store.list("Counter").unwrap().objects;
    let next = number(&column[0]) + 1;
    let changes = column.into_iter().map(|object| Change::update(with_number(object, next)));
    store.commit(transaction("step").changes(changes)).unwrap();
    next
}

/// Steps for ever, and says each step that is done.
fn march(store: &dyn Store) {
    loop {
        println!("step {}", step(store));
    }
}

/// The number that all have, or a panic.
fn in_step(objects: &[StoredObject]) -> u64 {
    assert_eq!(objects.len() as u64, COLUMN);
    let first = number(&objects[0]);
    assert!(objects.iter().all(|object| number(object) == first), "half a transaction");
    first
}

pub fn a_reader_never_sees_half_a_transaction(backend: &dyn Backend) {
    let (writer, reader) = (backend.open(), backend.open());
    line_up(&*writer);
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            for _ in 0..30 {
                step(&*writer);
            }
            done.store(true, Ordering::Release);
        });
        let mut last = (0, 0);
        while !done.load(Ordering::Acquire) {
            let snapshot = reader.snapshot().unwrap();
            let now = (snapshot.revision, in_step(&snapshot.objects));
            assert_eq!(now.0, now.1 + 1, "the snapshot's revision is that of its objects");
            assert!(now >= last, "never back in time");
            last = now;
        }
    });
}

pub fn a_killed_writer_leaves_whole_transactions_only(backend: &dyn Backend) {
    let store = backend.open();
    line_up(&*store);
    for round in 0..6 {
        let mut writer = start("march", backend.url());
        let mut lines = BufReader::new(writer.stdout.take().unwrap()).lines().map(|line| line.unwrap());
        let steps = |line: String| line.strip_prefix("step ").map(|number| number.parse::<u64>().unwrap());
        // Each round kills at another point: after so many steps, in the middle of a later one.
        let mut announced = lines.by_ref().filter_map(steps).nth(1 + round).unwrap();
        writer.kill().unwrap();
        writer.wait().unwrap();
        announced = lines.filter_map(steps).last().unwrap_or(announced);
        let snapshot = store.snapshot().unwrap();
        let reached = in_step(&snapshot.objects);
        assert!(reached == announced || reached == announced + 1, "announced {announced}, found {reached}");
        assert_eq!(in_step(&store.at(snapshot.revision).unwrap().objects), reached);
        assert_eq!(in_step(&backend.open().snapshot().unwrap().objects), reached);
    }
    step(&*store);
}

pub fn a_watch_sees_what_other_processes_do(backend: &dyn Backend) {
    let store = backend.open();
    let mut watch = store.watch(0).unwrap();
    assert_eq!(watch.next(Duration::ZERO).unwrap(), WatchEvent::Idle);
    assert!(start("create", backend.url()).wait().unwrap().success());
    match tell(&mut *watch) {
        WatchEvent::Changed(revision) => {
            assert!(
                matches!(&revision.changes[..], [ObjectChange::Stored(object)] if object.name == "from another process")
            );
        }
        other => panic!("{other:?}"),
    }
}
