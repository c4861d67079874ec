//! Space comes back, and nothing else does.

use std::io::ErrorKind;
use std::sync::{Arc, Mutex};

use super::simulated::{Call, Fault, SimulatedDisk};
use super::*;

fn finish(spool: &SegmentLog, id: MessageId) {
    spool.commit(vec![Op::Finish { id }]).wait().expect("durable");
}

#[test]
fn passing_mail_leaves_no_trace() {
    let disk = SimulatedDisk::new();
    let (spool, _) = open(&disk);
    for _ in 0..200 {
        let id = append(&spool, 1000, "passing");
        finish(&spool, id);
    }
    spool.reclaim();
    let status = spool.status();
    assert_eq!((status.live_messages, status.live_bytes, status.segments), (0, 0, 1));
    assert!(status.disk_bytes <= 4 * small().segment_bytes, "the segment in use and spares: {}", status.disk_bytes);
    let files = disk.image().names();
    assert!(files.len() <= 3, "{files:?}");
}

#[test]
fn one_deferred_message_does_not_pin_the_disk() {
    let disk = SimulatedDisk::new();
    let (spool, _) = open(&disk);
    let mut deferred = Vec::new();
    for round in 0..150 {
        let id = append(&spool, 1500, "mail");
        if round % 30 == 7 { deferred.push(id) } else { finish(&spool, id) }
    }
    spool.reclaim();
    assert!(spool.status().segments <= 3, "{:?}", spool.status());
    for _ in 0..2 {
        spool.update(deferred[0], Bytes::from("tried again")).wait().expect("durable");
    }
    drop(spool);
    let (spool, recovered) = open(&disk);
    assert_eq!(ids(&spool), deferred, "{:?}", recovered.findings);
    for &id in &deferred {
        assert_eq!(body(&spool, id), text(id.0, 1500));
    }
    assert_eq!(spool.read_envelope(deferred[0]).expect("readable"), "tried again");
    assert_eq!(spool.read_envelope(deferred[1]).expect("readable"), "mail");
}

#[test]
fn an_end_outlives_the_message_it_ends() {
    let disk = SimulatedDisk::new();
    let (spool, _) = open(&disk);
    // Old segments in which some lives: they stay.
    let old: Vec<MessageId> = (0..40).map(|_| append(&spool, 1000, "old")).collect();
    let pass = || {
        let id = append(&spool, 1000, "passing");
        finish(&spool, id);
    };
    (0..50).for_each(|_| pass());
    let (done, kept): (Vec<_>, Vec<_>) = old.into_iter().partition(|id| id.0 % 3 == 0);
    done.iter().for_each(|&id| finish(&spool, id));
    // The segments with the ends have nothing else in them soon.
    for _ in 0..100 {
        pass();
        spool.reclaim();
    }
    let image = disk.image();
    drop(spool);
    for (disk, why) in [(&SimulatedDisk::holding(image), "killed"), (&disk, "closed")] {
        assert_eq!(ids(&open(disk).0), kept, "{why}");
    }
}

#[test]
fn files_are_used_again() {
    let disk = SimulatedDisk::new();
    let (spool, _) = open(&disk);
    let pass = |count: usize| {
        for _ in 0..count {
            let id = append(&spool, 1000, "passing");
            finish(&spool, id);
            spool.reclaim();
        }
    };
    pass(200);
    let created = Arc::new(Mutex::new(0));
    let counter = Arc::clone(&created);
    disk.set_trouble(move |call| {
        *counter.lock().expect("only counts") += usize::from(matches!(call, Call::Create(_)));
        None
    });
    pass(200);
    assert_eq!(*created.lock().expect("only counts"), 0, "six segments' worth of mail went through");
    let kept = append(&spool, 3000, "kept");
    drop(spool);
    let (spool, recovered) = open(&disk);
    assert_eq!(ids(&spool), [kept], "what the files held before is not read: {:?}", recovered.findings);
    assert!(recovered.findings.is_empty(), "{:?}", recovered.findings);
}

#[test]
fn a_segment_has_its_blocks_before_it_is_written() {
    let disk = SimulatedDisk::new();
    let (spool, _) = open(&disk);
    let length = |name: &str| disk.lock().file(name).len() as u64;
    let first = small().first_segment_bytes;
    assert_eq!(length(&disk.image().newest()), first, "a new spool's");
    for round in 1..=2 {
        spool.reclaim();
        let spares: Vec<String> = disk.image().names().into_iter().filter(|name| name.starts_with("spare")).collect();
        assert_eq!(spares.iter().map(|name| length(name)).collect::<Vec<_>>(), [first << round], "{spares:?}");
        let segment = disk.image().newest();
        while disk.image().newest() == segment {
            append(&spool, 1000, "mail");
        }
        assert_eq!(length(&disk.image().newest()), first << round, "the next one's");
    }
}

#[test]
fn a_disk_that_makes_no_spare_takes_mail() {
    let disk = SimulatedDisk::new();
    let mut refusals = 1;
    disk.set_trouble(move |call| {
        let is_refused = refusals > 0 && matches!(call, Call::Write(name) if name.starts_with("spare"));
        refusals -= i32::from(is_refused);
        is_refused.then_some(Fault::Refuse(ErrorKind::Other))
    });
    let (spool, _) = open(&disk);
    let kept = append(&spool, 1000, "mail");
    drop(spool);
    assert_eq!(ids(&open(&disk).0), [kept]);
}

#[test]
fn a_segment_stays_until_the_length_of_the_one_before_is_durable() {
    let disk = SimulatedDisk::new();
    let (spool, _) = open(&disk);
    // Files are cut to their length, and the process dies before that is durable.
    let cut = Mutex::new(Vec::new());
    disk.set_trouble(move |call| {
        let mut cut = cut.lock().expect("no panic holds it");
        match call {
            Call::SetLength(name) => cut.push(name.clone()),
            Call::Sync(name) if cut.contains(name) => return Some(Fault::Refuse(ErrorKind::Other)),
            _ => {}
        }
        None
    });
    let mail: Vec<MessageId> = (0..80)
        .map(|_| {
            spool.reclaim();
            append(&spool, 1000, "mail")
        })
        .collect();
    let killed = disk.image();
    drop(spool);

    let disk = SimulatedDisk::holding(killed);
    let (spool, _) = open(&disk);
    let (kept, passing) = mail.split_at(20);
    passing.iter().for_each(|&id| finish(&spool, id));
    spool.reclaim();
    assert!(spool.status().segments <= 3, "segments went: {:?}", spool.status());
    let dark = disk.image().after_power_loss(&mut |_| 1);
    let (spool, recovered) = open(&SimulatedDisk::holding(dark));
    assert_eq!(recovered.findings, [], "a crash is no damage");
    assert!(ids(&spool).starts_with(kept));
}

#[test]
fn a_body_still_arriving_stays_and_an_abandoned_one_goes() {
    let disk = SimulatedDisk::new();
    let (spool, _) = open(&disk);
    let (arriving, abandoned) = (spool.new_id(), spool.new_id());
    for id in [arriving, abandoned] {
        spool.append_part(id, text(id.0, 5000).into()).wait().expect("durable");
    }
    spool.abandon(abandoned);
    for _ in 0..100 {
        let id = append(&spool, 1000, "passing");
        finish(&spool, id);
    }
    spool.reclaim();
    let rest = Content::from(text(9, 10));
    spool.commit(vec![Op::Append { id: arriving, body: rest, envelope: Bytes::new() }]).wait().expect("durable");
    let whole = [text(arriving.0, 5000), text(9, 10)].concat();
    assert_eq!(body(&spool, arriving), whole);
    spool.reclaim();
    assert_eq!(body(&spool, arriving), whole, "moved when its segment was given up");
    assert!(spool.status().segments <= 3, "{:?}", spool.status());
    assert!(spool.read_envelope(abandoned).is_err());
    drop(spool);
    let (spool, _) = open(&disk);
    assert_eq!(ids(&spool), [arriving]);
    assert_eq!(body(&spool, arriving), whole);
}

#[test]
fn a_body_larger_than_a_segment_is_moved_in_pieces() {
    let disk = SimulatedDisk::new();
    let (spool, _) = open(&disk);
    let id = spool.new_id();
    let length = 5 * PART_BYTES;
    let beside = append(&spool, 3 << 20, "beside");
    for start in (0..length).step_by(PART_BYTES / 2) {
        let part = text(id.0, length).slice(start..start + PART_BYTES / 2);
        let filler = spool.new_id();
        let ops = vec![
            Op::Part { id, body: part.into() },
            Op::Append { id: filler, body: text(filler.0, 2 << 20).into(), envelope: Bytes::new() },
            Op::Finish { id: filler },
        ];
        spool.commit(ops).wait().expect("durable");
    }
    spool.commit(vec![Op::Append { id, body: Content::default(), envelope: Bytes::new() }]).wait().expect("durable");
    finish(&spool, beside);
    spool.reclaim();
    let status = spool.status();
    assert!(status.disk_bytes < 2 * length as u64 + (1 << 20), "{status:?}");
    assert_eq!(body(&spool, id), text(id.0, length));
    drop(spool);
    assert_eq!(body(&open(&disk).0, id), text(id.0, length));
}
