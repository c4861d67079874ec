//! A disk that refuses, tears and fills up.

use std::io::ErrorKind;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use super::simulated::{Call, Fault, SimulatedDisk};
use super::*;

/// Which call fails, how, and what that means.
type Case = (fn(&Call) -> bool, fn() -> Fault, &'static str);

fn is_segment(name: &str) -> bool {
    name.ends_with(".segment")
}

/// The next time the log is written (or synced), this happens; returns what was done to the disk from then on.
fn once(disk: &SimulatedDisk, which: fn(&Call) -> bool, fault: fn() -> Fault) -> Arc<Mutex<Vec<Call>>> {
    let calls: Arc<Mutex<Vec<Call>>> = Arc::default();
    let seen = Arc::clone(&calls);
    disk.set_trouble(move |call| {
        let mut seen = seen.lock().expect("only pushes");
        let is_hit = seen.is_empty() && which(call);
        if is_hit || !seen.is_empty() {
            seen.push(call.clone());
        }
        is_hit.then(fault)
    });
    calls
}

fn is_log_write(call: &Call) -> bool {
    matches!(call, Call::Write(name) if is_segment(name))
}

fn is_log_sync(call: &Call) -> bool {
    matches!(call, Call::Sync(name) if is_segment(name))
}

#[test]
fn a_failed_commit_is_told_and_the_log_goes_on_elsewhere() {
    let cases: [Case; 3] = [
        (is_log_write, || Fault::Refuse(ErrorKind::Other), "nothing written"),
        (is_log_write, || Fault::Tear(ErrorKind::Other), "half written"),
        (is_log_sync, || Fault::Refuse(ErrorKind::Other), "written, but perhaps not durable"),
    ];
    for (which, fault, why) in cases {
        let disk = SimulatedDisk::new();
        let (spool, _) = open(&disk);
        let before = append(&spool, 100, "before");
        let broken = disk.image().newest();
        let calls = once(&disk, which, fault);
        let (failed, completion) = spool.append(text(2, 100).into(), Bytes::new());
        assert!(matches!(completion.wait(), Err(SpoolError::Write(_))), "{why}");
        let after = append(&spool, 200, "after");
        assert_eq!(ids(&spool), [before, after], "{why}");
        assert_eq!(body(&spool, before), text(before.0, 100), "{why}");
        let written_again = calls.lock().expect("only pushes")[1..].contains(&Call::Write(broken.clone()));
        assert!(!written_again, "{why}: a failed file is not written again");
        assert_eq!(spool.status().commits.failures, 1);
        let (spool, recovered) = open(&SimulatedDisk::holding(disk.image()));
        assert_eq!(ids(&spool), [before, after], "{why}: {failed} was never accepted; {:?}", recovered.findings);
        assert!(recovered.findings.is_empty(), "{why}: {:?}", recovered.findings);
    }
}

#[test]
fn what_was_finished_is_recorded_after_a_failure() {
    let disk = SimulatedDisk::new();
    let (spool, _) = open(&disk);
    let done = append(&spool, 100, "done");
    once(&disk, is_log_sync, || Fault::Refuse(ErrorKind::Other));
    spool.finish(done);
    let failed = spool.append(text(2, 100).into(), Bytes::new()).1;
    // The end may have gone, and failed, before the append.
    let _ = failed.wait();
    let after = append(&spool, 10, "after");
    let left = ids(&open(&SimulatedDisk::holding(disk.image())).0);
    assert!(!left.contains(&done) && left.contains(&after), "{left:?}");
}

#[test]
fn a_dead_disk_is_refused_work_until_it_lives_again() {
    let disk = SimulatedDisk::new();
    let (spool, _) = open(&disk);
    let before = append(&spool, 100, "before");
    let is_dead = Arc::new(AtomicBool::new(true));
    let dead = Arc::clone(&is_dead);
    disk.set_trouble(move |call| {
        let is_write = matches!(call, Call::Write(_) | Call::Create(_));
        (is_write && dead.load(Ordering::SeqCst)).then_some(Fault::Refuse(ErrorKind::Other))
    });
    let append_one = || spool.append(text(1, 10).into(), Bytes::new()).1.wait();
    assert!(matches!(append_one(), Err(SpoolError::Write(_))));
    assert!(matches!(append_one(), Err(SpoolError::Failed(_))));
    assert!(matches!(spool.status().condition, SpoolCondition::Failed(_)));
    assert_eq!(body(&spool, before), text(before.0, 100), "reading goes on");
    spool.finish(before);
    is_dead.store(false, Ordering::SeqCst);
    while append_one().is_err() {
        std::thread::yield_now();
    }
    assert!(matches!(spool.status().condition, SpoolCondition::Ready));
    let (spool, recovered) = open(&SimulatedDisk::holding(disk.image()));
    assert_eq!(recovered.messages, 1, "{:?}", recovered.findings);
    assert!(!ids(&spool).contains(&before), "finished while the disk was dead");
}

#[test]
fn a_full_disk_takes_no_mail_but_lets_mail_go() {
    let disk = SimulatedDisk::new();
    let options = SpoolOptions { reserve_bytes: 1000, ..small() };
    let (spool, _) = SegmentLog::open_on(Arc::new(disk.clone()), options).expect("it opens");
    let (stays, goes) = (append(&spool, 100, "stays"), append(&spool, 100, "goes"));
    disk.lock().free = 999;
    let (_, refused) = spool.append(text(3, 10).into(), Bytes::new());
    assert!(matches!(refused.wait(), Err(SpoolError::Full { free: 999, reserve: 1000 })));
    let part = spool.append_part(spool.new_id(), text(4, 10).into());
    assert!(matches!(part.wait(), Err(SpoolError::Full { .. })));
    assert!(matches!(spool.status().condition, SpoolCondition::Full));
    spool.update(stays, Bytes::from("deferred")).wait().expect("a retry is recorded");
    spool.put_order("queue", Bytes::from("suspended")).wait().expect("an order is recorded");
    spool.commit(vec![Op::Finish { id: goes }]).wait().expect("an end is recorded");
    assert_eq!(ids(&spool), [stays]);
    disk.lock().free = 1000;
    append(&spool, 10, "again");
}

#[test]
fn a_disk_that_is_full_to_the_brim_still_takes_ends() {
    let disk = SimulatedDisk::new();
    let (spool, _) = open(&disk);
    let queued: Vec<MessageId> = (0..20).map(|_| append(&spool, 2000, "queued")).collect();
    // With the spare that the sweeper keeps.
    spool.reclaim();
    disk.set_trouble(|call| match call {
        Call::Create(_) => Some(Fault::Refuse(ErrorKind::StorageFull)),
        Call::Write(name) if is_segment(name) => Some(Fault::Tear(ErrorKind::StorageFull)),
        _ => None,
    });
    let (_, refused) = spool.append(text(1, 10).into(), Bytes::new());
    assert!(refused.wait().is_err());
    // The failed segment is left; the spare has blocks of its own.
    disk.set_trouble(|call| match call {
        Call::Create(_) => Some(Fault::Refuse(ErrorKind::StorageFull)),
        _ => None,
    });
    let ends = queued.iter().map(|&id| Op::Finish { id }).collect();
    spool.commit(ends).wait().expect("the ends are recorded");
    assert_eq!(open(&SimulatedDisk::holding(disk.image())).1.messages, 0);
}

#[test]
fn a_start_on_a_dead_disk_gives_what_can_be_read() {
    let disk = SimulatedDisk::new();
    let (spool, _) = open(&disk);
    let id = append(&spool, 100, "queued");
    drop(spool);
    let mut world = disk.image();
    // Damage after the message makes a new segment necessary, which the disk refuses.
    let newest = world.newest();
    let header = format::SegmentHeader::BYTES;
    world.file(&newest)[header] ^= 1;
    let disk = SimulatedDisk::holding(world);
    disk.set_trouble(|call| matches!(call, Call::Create(_)).then_some(Fault::Refuse(ErrorKind::StorageFull)));
    let (spool, _) = SegmentLog::open_on(Arc::new(disk.clone()), small()).expect("it opens all the same");
    assert_eq!(body(&spool, id), text(id.0, 100));
}
