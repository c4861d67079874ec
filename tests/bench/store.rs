//! What the configuration store costs: opening, committing, following.
//!
//! `cargo bench --bench store`; figures for publication with `--profile dist`. The directory in `TMPDIR` decides which
//! file system is measured.

use std::sync::{Arc, Barrier};
use std::thread;
use std::time::{Duration, Instant};

use emsh::store::{Change, OpenOptions, Properties, Store, StoredObject, Transaction, WatchEvent, open};
use serde_json::json;

/// How long each rate is measured.
const SPAN: Duration = Duration::from_secs(2);

fn main() {
    let directory = tempfile::tempdir().expect("a directory for the store");
    let url = format!("sqlite:{}", directory.path().join("organization.db").display());
    let store = reach(&url);
    bulk(&*store);
    opening(&url);
    committing(&url);
    following(&url);
}

fn reach(url: &str) -> Arc<dyn Store> {
    open(url, &OpenOptions::default()).expect("the store opens")
}

/// A connector of ordinary size: some 700 bytes.
fn connector() -> Properties {
    let mut properties = Properties::new();
    for number in 0..24 {
        properties.insert(format!("Property{number}"), json!(["smtp:contoso.com;1", number]));
    }
    properties
}

fn bulk(store: &dyn Store) {
    let transaction = |command: &str| Transaction::new("bench", command);
    let new = (0..1_000).map(|number| Change::create("SendConnector", format!("to {number}"), connector()));
    say("1,000 objects created in one transaction", || {
        store.commit(transaction("New").changes(new)).expect("it commits")
    });
    let list = say("1,000 objects listed", || store.list("SendConnector").expect("it reads"));
    let same = list.objects.into_iter().map(Change::update);
    say("1,000 objects changed in one transaction", || {
        store.commit(transaction("Set").changes(same)).expect("it commits")
    });
    say("1,000 objects as of a past revision", || store.at(1).expect("it is known"));
}

fn opening(url: &str) {
    // A node has the store open while shells come and go; without it the last one to close tidies the file up.
    for (who, beside) in [("beside a node", Some(reach(url))), ("alone", None)] {
        rate(&format!("open, read three objects, close, {who}"), || {
            let store = reach(url);
            for number in 0..3 {
                store.find("SendConnector", "", &format!("to {number}")).expect("it reads");
            }
        });
        drop(beside);
    }
}

fn committing(url: &str) {
    let store = reach(url);
    rate("read one object by name", || store.find("SendConnector", "", "to 7").expect("it reads"));
    rate("commit one change", || change(&*store, "to 7"));
    for writers in [4, 16] {
        let begun = Instant::now();
        let done: usize = thread::scope(|scope| {
            let write = |number: usize| {
                let store = &store;
                scope.spawn(move || {
                    let name = format!("to {number}");
                    let mut done = 0;
                    while begun.elapsed() < SPAN {
                        change(&**store, &name);
                        done += 1;
                    }
                    done
                })
            };
            let threads: Vec<_> = (0..writers).map(write).collect();
            threads.into_iter().map(|thread| thread.join().expect("no writer panics")).sum()
        });
        println!("commit one change, {writers} threads: {:.0}/s", done as f64 / begun.elapsed().as_secs_f64());
    }
}

fn change(store: &dyn Store, name: &str) {
    let object: StoredObject = store.find("SendConnector", "", name).expect("it reads").expect("it is there");
    store.commit(Transaction::new("bench", "Set").change(Change::update(object))).expect("nobody else changes it");
}

fn following(url: &str) {
    let (here, elsewhere) = (reach(url), reach(url));
    let mut watch = here.watch(here.revision().expect("it reads")).expect("it watches");
    while watch.next(Duration::ZERO).expect("it reads") != WatchEvent::Idle {}
    rate("a poll that finds nothing", || watch.next(Duration::ZERO).expect("it reads"));
    for (writer, who) in [(&here, "this process"), (&elsewhere, "another connection")] {
        let mut worst = Duration::ZERO;
        let mut total = Duration::ZERO;
        const TIMES: u32 = 20;
        for _ in 0..TIMES {
            let start = Barrier::new(2);
            let seen = thread::scope(|scope| {
                let waiting = scope.spawn(|| {
                    start.wait();
                    while !matches!(watch.next(Duration::from_secs(5)).expect("it reads"), WatchEvent::Changed(_)) {}
                    Instant::now()
                });
                start.wait();
                change(&**writer, "to 9");
                let committed = Instant::now();
                waiting.join().expect("no watcher panics").saturating_duration_since(committed)
            });
            worst = worst.max(seen);
            total += seen;
        }
        println!("seen after a commit by {who}: mean {:?}, worst {worst:?}", total / TIMES);
    }
}

/// Times one piece of work.
fn say<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let result = work();
    println!("{what}: {:.1?}", begun.elapsed());
    result
}

/// Repeats a piece of work for [`SPAN`].
fn rate<T>(what: &str, mut work: impl FnMut() -> T) {
    let begun = Instant::now();
    let mut times = 0_u32;
    while begun.elapsed() < SPAN {
        work();
        times += 1;
    }
    let each = begun.elapsed() / times;
    println!("{what}: {:.0}/s, {each:.1?} each", 1.0 / each.as_secs_f64());
}
