//! The spool as the queue uses it, on a disk that works.

use std::sync::mpsc;
use std::sync::{Arc, Mutex};

use super::simulated::{Call, SimulatedDisk};
use super::*;

#[test]
fn a_body_comes_back_whole_and_in_ranges() {
    let disk = SimulatedDisk::new();
    let (spool, _) = open(&disk);
    let length = 2 * PART_BYTES + 100;
    let id = spool.new_id();
    let whole = text(id.0, length);
    spool.append_part(id, whole.slice(..PART_BYTES + 60).into()).wait().expect("durable");
    let last = Content::from(whole.slice(PART_BYTES + 60..));
    spool.commit(vec![Op::Append { id, body: last, envelope: Bytes::new() }]).wait().expect("durable");
    assert_eq!(body(&spool, id), whole);
    for (range, why) in [
        (0..10, "the start"),
        (5..length, "without the start"),
        (PART_BYTES - 5..PART_BYTES + 5, "over an edge"),
        (PART_BYTES..PART_BYTES + 60, "a part"),
        (length - 1..length, "the end"),
        (7..7, "nothing"),
    ] {
        let read = spool.read_body(id, range.start as u64..range.end as u64).expect("readable");
        assert_eq!(read.concat(), whole[range], "{why}");
    }
    assert!(spool.read_body(id, length as u64..u64::MAX).expect("readable").is_empty(), "behind the end");
    let parts: Vec<Bytes> = (0..).map_while(|index| spool.read_part(id, index).expect("readable")).collect();
    assert!(parts.iter().all(|part| part.len() <= PART_BYTES));
    assert_eq!(parts.concat(), whole);
}

#[test]
fn the_last_envelope_counts() {
    let disk = SimulatedDisk::new();
    let (spool, _) = open(&disk);
    let id = append(&spool, 100, "two recipients");
    let later = [spool.update(id, Bytes::from("one recipient")), spool.update(id, Bytes::from("none"))];
    later.into_iter().for_each(|update| update.wait().expect("durable"));
    assert_eq!(spool.read_envelope(id).expect("readable"), "none");
    drop(spool);
    let (spool, recovered) = open(&disk);
    assert_eq!(recovered.messages, 1);
    assert_eq!(spool.read_envelope(id).expect("readable"), "none");
    assert_eq!(body(&spool, id), text(id.0, 100));
}

#[test]
fn a_commit_that_cannot_be_done_whole_is_not_done_at_all() {
    let disk = SimulatedDisk::new();
    let (spool, _) = open(&disk);
    let (there, other) = (append(&spool, 10, "there"), append(&spool, 10, "other"));
    let unknown = MessageId(4711);
    let new = |id: MessageId| Op::Append { id, body: Content::default(), envelope: Bytes::new() };
    let update = |id: MessageId| Op::Update { id, envelope: Bytes::from("changed") };
    for (ops, says) in [
        (vec![update(there), update(unknown)], "message 4711 is not in the spool"),
        (vec![Op::Finish { id: there }, update(there)], "message 1 is not in the spool"),
        (vec![update(other), new(there)], "message 1 exists already"),
        (vec![Op::Part { id: there, body: Content::default() }], "message 1 exists already"),
    ] {
        assert_eq!(spool.commit(ops).wait().expect_err(says).to_string(), says);
    }
    assert_eq!(ids(&spool), [there, other]);
    assert_eq!(spool.read_envelope(there).expect("readable"), "there");
    spool.commit(vec![Op::Finish { id: unknown }]).wait().expect("what is not there is finished");
}

#[test]
fn one_message_can_replace_another() {
    let disk = SimulatedDisk::new();
    let (spool, _) = open(&disk);
    let old = append(&spool, 10, "old");
    let new = spool.new_id();
    let append = Op::Append { id: new, body: text(new.0, 20).into(), envelope: Bytes::from("new") };
    spool.commit(vec![Op::Finish { id: old }, append]).wait().expect("durable");
    assert_eq!(ids(&spool), [new]);
    assert!(matches!(spool.read_envelope(old), Err(SpoolError::NoSuchMessage(id)) if id == old));
    drop(spool);
    assert_eq!(ids(&open(&disk).0), [new]);
}

#[test]
fn a_finished_message_is_recorded_without_company() {
    let disk = SimulatedDisk::new();
    let (spool, _) = open(&disk);
    let id = append(&spool, 10, "delivered");
    let (heard, synced) = mpsc::channel();
    disk.set_trouble(move |call| {
        if matches!(call, Call::Sync(name) if name.ends_with(".segment")) {
            let _ = heard.send(());
        }
        None
    });
    spool.finish(id);
    synced.recv_timeout(std::time::Duration::from_secs(20)).expect("an idle committer records it by itself");
    spool.commit(Vec::new()).wait().expect("nothing to do");
    assert!(ids(&open(&SimulatedDisk::holding(disk.image())).0).is_empty(), "a kill does not bring it back");
}

#[test]
fn an_empty_commit_waits_for_all_before_it() {
    let disk = SimulatedDisk::new();
    let (spool, _) = open(&disk);
    let ids: Vec<MessageId> = (0..10).map(|_| append(&spool, 10, "delivered")).collect();
    ids.iter().for_each(|&id| spool.finish(id));
    spool.commit(Vec::new()).wait().expect("durable");
    assert_eq!(open(&SimulatedDisk::holding(disk.image())).1.messages, 0);
}

#[test]
fn everything_that_waits_goes_out_with_one_sync() {
    let disk = SimulatedDisk::new();
    let (spool, _) = SegmentLog::open_on(Arc::new(disk.clone()), SpoolOptions::default()).expect("it opens");
    append(&spool, 10, "warm");
    let (release, gate) = mpsc::channel::<()>();
    let (entered, at_gate) = mpsc::channel();
    let syncs = Arc::new(Mutex::new(0));
    let counter = Arc::clone(&syncs);
    disk.set_trouble(move |call| {
        if matches!(call, Call::Sync(name) if name.ends_with(".segment")) {
            *counter.lock().expect("only counts") += 1;
            let _ = entered.send(());
            // Held at the first sync; afterwards nobody answers any more.
            let _ = gate.recv();
        }
        None
    });
    let first = spool.append(text(0, 10).into(), Bytes::new()).1;
    at_gate.recv().expect("the committer syncs");
    let rest: Vec<Completion> = (0..50).map(|_| spool.append(text(0, 100).into(), Bytes::new()).1).collect();
    drop(release);
    first.wait().expect("durable");
    rest.into_iter().for_each(|append| append.wait().expect("durable"));
    assert_eq!(*syncs.lock().expect("only counts"), 2, "one for the first, one for the other 50");
}

#[tokio::test]
async fn async_callers_wait_without_a_thread_each() {
    let disk = SimulatedDisk::new();
    let (spool, _) = open(&disk);
    let appends: Vec<_> = (0..200).map(|_| spool.append(text(1, 300).into(), Bytes::from("envelope"))).collect();
    for (id, durable) in appends {
        durable.await.expect("durable");
        assert_eq!(spool.read_envelope(id).expect("readable"), "envelope");
    }
}

#[test]
fn orders_stand_until_they_are_removed() {
    let disk = SimulatedDisk::new();
    let (spool, recovered) = open(&disk);
    assert!(recovered.orders.is_empty());
    for (key, value) in [("queue/a", "suspended"), ("queue/b", "suspended"), ("queue/a", "suspended by Ann")] {
        spool.put_order(key, Bytes::from(value)).wait().expect("durable");
    }
    spool.remove_order("queue/b").wait().expect("durable");
    spool.remove_order("queue/none").wait().expect("nothing to do");
    drop(spool);
    let (spool, recovered) = open(&disk);
    let expected = [("queue/a".to_owned(), Bytes::from("suspended by Ann"))];
    assert_eq!(recovered.orders.into_iter().collect::<Vec<_>>(), expected);
    // Through many segments, whose predecessors go.
    for _ in 0..100 {
        let id = append(&spool, 2000, "passing");
        spool.finish(id);
    }
    spool.reclaim();
    drop(spool);
    assert_eq!(open(&disk).1.orders.into_iter().collect::<Vec<_>>(), expected);
}

#[test]
fn what_is_out_of_proportion_is_refused() {
    let disk = SimulatedDisk::new();
    let (spool, _) = SegmentLog::open_on(Arc::new(disk), SpoolOptions::default()).expect("it opens");
    let id = append(&spool, 1, "small");
    let big = Bytes::from(vec![0; MOST_ENVELOPE_BYTES as usize + 1]);
    let order = Bytes::from(vec![0; MOST_ORDER_BYTES as usize + 1]);
    for refused in [
        spool.update(id, big.clone()),
        spool.append(Content::default(), big).1,
        spool.put_order("queue", order),
        spool.put_order(&"k".repeat(MOST_KEY_BYTES as usize + 1), Bytes::new()),
    ] {
        assert!(matches!(refused.wait(), Err(SpoolError::TooLarge { .. })));
    }
    let most = Bytes::from(vec![0; MOST_ORDER_BYTES as usize]);
    let fits = (0..200).take_while(|count| spool.put_order(&format!("{count}"), most.clone()).wait().is_ok()).count();
    assert_eq!(fits, 127, "8 MiB of orders in all");
}

#[test]
fn ids_and_the_database_outlive_every_message() {
    let disk = SimulatedDisk::new();
    let (spool, recovered) = open(&disk);
    assert!(recovered.is_new);
    let database = spool.database_id();
    let mut last = MessageId(0);
    for _ in 0..50 {
        let id = append(&spool, 1000, "passing");
        assert!(id > last);
        spool.finish(id);
        last = id;
    }
    spool.reclaim();
    drop(spool);
    let (spool, recovered) = open(&disk);
    assert_eq!((recovered.messages, recovered.is_new), (0, false));
    assert!(spool.new_id() > last);
    assert_eq!(spool.database_id(), database);
    drop(spool);
    let names = disk.image().names();
    names.iter().for_each(|name| disk.remove(name).expect("there"));
    let (spool, recovered) = open(&disk);
    assert!(recovered.is_new);
    assert_ne!(spool.database_id(), database, "other content is another database");
}

#[test]
fn a_closing_spool_commits_what_it_accepted() {
    let disk = SimulatedDisk::new();
    let (spool, _) = open(&disk);
    let done = append(&spool, 10, "done");
    let accepted: Vec<_> = (0..20).map(|_| spool.append(text(1, 10).into(), Bytes::new()).1).collect();
    spool.finish(done);
    drop(spool);
    accepted.into_iter().for_each(|append| append.wait().expect("durable"));
    let (spool, recovered) = open(&disk);
    assert_eq!(recovered.messages, 20);
    assert!(!ids(&spool).contains(&done));
}

#[test]
fn the_status_counts_what_lives() {
    let disk = SimulatedDisk::new();
    let (spool, _) = open(&disk);
    let first = append(&spool, 1000, "four");
    append(&spool, 500, "four");
    let status = spool.status();
    assert_eq!((status.live_messages, status.segments, status.waiting_bytes), (2, 1, 0));
    assert_eq!(status.live_bytes, 1500 + 2 * (24 + 4 + 4), "bodies, envelopes and what frames them");
    assert!(status.disk_bytes > status.live_bytes);
    assert_eq!(status.commits.batches, 2);
    assert!(status.commits.last_at.is_some());
    assert!(matches!(status.condition, SpoolCondition::Ready));
    spool.commit(vec![Op::Finish { id: first }]).wait().expect("durable");
    assert_eq!(spool.status().live_messages, 1);
}
