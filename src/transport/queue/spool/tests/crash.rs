//! Losing power, or the process, at any moment, on a disk that fails now and then: nothing promised is lost, nothing
//! finished comes back.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::sync::{Arc, Mutex};

use proptest::prelude::*;

use super::ledger::Ledger;
use super::simulated::{Call, Fault, SimulatedDisk, World};
use super::*;
use crate::transport::queue::spool::batch::{Batch, Slot};
use crate::transport::queue::spool::roll_call;

/// What a round of the story does.
#[derive(Clone, Debug)]
enum Deed {
    Append {
        length: usize,
    },
    /// A body that arrives in pieces.
    Stream {
        pieces: Vec<usize>,
    },
    Update {
        which: usize,
        length: usize,
    },
    Finish {
        which: usize,
        is_awaited: bool,
    },
    /// One message becomes another, whole or not at all.
    Replace {
        which: usize,
        length: usize,
    },
    Order {
        key: usize,
        value: Option<u8>,
    },
    /// The next write or sync fails, this one way or the other.
    Break {
        is_torn: bool,
    },
    /// Waits for everything asked so far.
    Wait,
    Reclaim,
}

fn deed() -> impl Strategy<Value = Deed> {
    let which = || 0usize..1000;
    prop_oneof![
        6 => (0usize..3000).prop_map(|length| Deed::Append { length }),
        1 => Just(Deed::Append { length: PART_BYTES + 10 }),
        1 => proptest::collection::vec(0usize..2000, 0..4).prop_map(|pieces| Deed::Stream { pieces }),
        3 => (which(), 0usize..200).prop_map(|(which, length)| Deed::Update { which, length }),
        5 => (which(), any::<bool>()).prop_map(|(which, is_awaited)| Deed::Finish { which, is_awaited }),
        1 => (which(), 0usize..2000).prop_map(|(which, length)| Deed::Replace { which, length }),
        1 => (0usize..3, any::<Option<u8>>()).prop_map(|(key, value)| Deed::Order { key, value }),
        1 => any::<bool>().prop_map(|is_torn| Deed::Break { is_torn }),
        3 => Just(Deed::Wait),
        1 => Just(Deed::Reclaim),
    ]
}

/// A spool, what was asked of it, and answers not yet waited for.
struct Story {
    spool: SegmentLog,
    ledger: Arc<Mutex<Ledger>>,
    pending: Vec<(Completion, Note)>,
    /// What the disk does next.
    trouble: Arc<Mutex<Option<Fault>>>,
}

/// What an answer promises.
enum Note {
    Envelope { id: u64, count: usize },
    End { id: u64 },
    Replaced { old: u64, new: u64 },
    Order { key: String, count: usize },
}

impl Story {
    fn tell(&mut self, deed: Deed) {
        match deed {
            Deed::Append { length } => self.append(&[length]),
            Deed::Stream { pieces } => self.append(&pieces),
            Deed::Update { which, length } => self.update(which, length),
            Deed::Finish { which, is_awaited } => self.finish(which, is_awaited),
            Deed::Replace { which, length } => self.replace(which, length),
            Deed::Order { key, value } => self.order(key, value),
            Deed::Break { is_torn } => {
                let fault = if is_torn { Fault::Tear } else { Fault::Refuse };
                *self.trouble.lock().expect("no panic holds it") = Some(fault(ErrorKind::Other));
            }
            Deed::Wait => self.wait(),
            Deed::Reclaim => self.spool.reclaim(),
        }
    }

    fn ledger(&self) -> std::sync::MutexGuard<'_, Ledger> {
        self.ledger.lock().expect("no panic holds it")
    }

    fn new_message(&self, length: usize) -> (MessageId, Bytes, Bytes) {
        let id = self.spool.new_id();
        let mut ledger = self.ledger();
        assert!(!ledger.used.contains(&id.0), "{id} was given out before");
        let (body, envelope) = (text(id.0, length), text(id.0 + 7, 20));
        let account = ledger.messages.entry(id.0).or_default();
        *account =
            super::ledger::Account { body: body.clone(), envelopes: vec![envelope.clone()], ..Default::default() };
        (id, body, envelope)
    }

    fn append(&mut self, pieces: &[usize]) {
        let (id, mut rest, envelope) = self.new_message(pieces.iter().sum());
        let (last, first) = pieces.split_last().unwrap_or((&0, &[]));
        for &piece in first {
            // An owner whose body is not all there gives it up.
            if self.spool.append_part(id, rest.split_to(piece).into()).wait().is_err() {
                return self.spool.abandon(id);
            }
        }
        let body = Content::from(rest.split_to(*last));
        let completion = self.spool.commit(vec![Op::Append { id, body, envelope }]);
        self.pending.push((completion, Note::Envelope { id: id.0, count: 1 }));
    }

    /// Some message that was not asked to end.
    fn pick(&self, which: usize) -> Option<u64> {
        let ledger = self.ledger();
        let open: Vec<u64> =
            ledger.messages.iter().filter(|(_, account)| !account.is_end_asked).map(|(&id, _)| id).collect();
        (!open.is_empty()).then(|| open[which % open.len()])
    }

    fn update(&mut self, which: usize, length: usize) {
        let Some(id) = self.pick(which) else { return };
        let (envelope, count) = {
            let mut ledger = self.ledger();
            let account = ledger.messages.get_mut(&id).expect("picked from there");
            let envelope = text(id + account.envelopes.len() as u64 * 1000, length + 1);
            account.envelopes.push(envelope.clone());
            (envelope, account.envelopes.len())
        };
        self.pending.push((self.spool.update(MessageId(id), envelope), Note::Envelope { id, count }));
    }

    fn ask_end(&self, id: u64) {
        self.ledger().messages.get_mut(&id).expect("picked from there").is_end_asked = true;
    }

    fn finish(&mut self, which: usize, is_awaited: bool) {
        let Some(id) = self.pick(which) else { return };
        // An owner finishes what was acknowledged.
        self.wait();
        self.ask_end(id);
        if is_awaited {
            self.pending.push((self.spool.commit(vec![Op::Finish { id: MessageId(id) }]), Note::End { id }));
        } else {
            self.spool.finish(MessageId(id));
        }
    }

    fn replace(&mut self, which: usize, length: usize) {
        let Some(old) = self.pick(which) else { return };
        self.wait();
        let (id, body, envelope) = self.new_message(length);
        self.ask_end(old);
        let ops = vec![Op::Finish { id: MessageId(old) }, Op::Append { id, body: body.into(), envelope }];
        self.pending.push((self.spool.commit(ops), Note::Replaced { old, new: id.0 }));
    }

    fn order(&mut self, key: usize, value: Option<u8>) {
        let key = format!("queue {key}");
        let value = value.map(|value| Bytes::from(vec![value; usize::from(value)]));
        let count = {
            let mut ledger = self.ledger();
            let (values, _) = ledger.orders.entry(key.clone()).or_default();
            values.push(value.clone());
            values.len()
        };
        let completion = match value {
            Some(value) => self.spool.put_order(&key, value),
            None => self.spool.remove_order(&key),
        };
        self.pending.push((completion, Note::Order { key, count }));
    }

    fn wait(&mut self) {
        for (completion, note) in std::mem::take(&mut self.pending) {
            if completion.wait().is_err() {
                continue;
            }
            let mut ledger = self.ledger();
            match note {
                Note::Envelope { id, count } => {
                    let account = ledger.messages.get_mut(&id).expect("asked for");
                    account.promised = account.promised.max(count);
                }
                Note::End { id } => ledger.messages.get_mut(&id).expect("asked for").is_end_promised = true,
                Note::Replaced { old, new } => {
                    ledger.messages.get_mut(&old).expect("asked for").is_end_promised = true;
                    ledger.messages.get_mut(&new).expect("asked for").promised = 1;
                }
                Note::Order { key, count } => ledger.orders.get_mut(&key).expect("asked for").1 = count,
            }
        }
    }
}

/// A die that falls the same way each time.
fn dice(seed: u64) -> impl FnMut(usize) -> usize {
    let mut state = seed.wrapping_mul(2).wrapping_add(1);
    move |sides| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) % sides as u64) as usize
    }
}

/// Tells one round; returns the disk and the promises as they were at call number `moment` to the disk.
fn round(disk: &SimulatedDisk, ledger: Ledger, deeds: Vec<Deed>, moment: usize) -> (World, Ledger) {
    let (spool, recovered) = open(disk);
    let mut ledger = ledger;
    ledger.settle(&spool, &recovered);
    let ledger = Arc::new(Mutex::new(ledger));
    let caught: Arc<Mutex<Option<(World, Ledger)>>> = Arc::default();
    let (watched, seen, promises, mut calls) = (disk.clone(), Arc::clone(&caught), Arc::clone(&ledger), 0);
    let trouble: Arc<Mutex<Option<Fault>>> = Arc::default();
    let next = Arc::clone(&trouble);
    disk.set_trouble(move |call| {
        calls += 1;
        if calls == moment {
            // Held meanwhile, so that nothing is asked or promised between the two.
            let promises = promises.lock().expect("no panic holds it");
            *seen.lock().expect("only here") = Some((watched.image(), promises.clone()));
        }
        let is_breakable = matches!(call, Call::Write(_) | Call::Sync(_) | Call::SetLength(_));
        if is_breakable { next.lock().expect("no panic holds it").take() } else { None }
    });
    let mut story = Story { spool, ledger, pending: Vec::new(), trouble };
    deeds.into_iter().for_each(|deed| story.tell(deed));
    story.wait();
    let end = (disk.image(), story.ledger().clone());
    caught.lock().expect("only here").take().unwrap_or(end)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn promises_survive_any_crash(
        rounds in proptest::collection::vec((proptest::collection::vec(deed(), 0..40), 1usize..120, any::<u64>()), 1..4)
    ) {
        let mut disk = SimulatedDisk::new();
        let mut ledger = Ledger::default();
        for (deeds, moment, seed) in rounds {
            let (image, promised) = round(&disk, ledger, deeds, moment);
            // Now and then only the process dies.
            let left = if seed % 4 == 0 { image } else { image.after_power_loss(&mut dice(seed)) };
            (disk, ledger) = (SimulatedDisk::holding(left), promised);
        }
        let (spool, recovered) = open(&disk);
        ledger.settle(&spool, &recovered);
        let only_torn = recovered.findings.iter().all(|finding| matches!(finding, Finding::Torn { .. }));
        prop_assert!(only_torn, "a crash is no damage: {:?}", recovered.findings);
    }
}

/// A log of three commits; returns the image before and after the last, and where it lies.
fn three_commits() -> (World, World, std::ops::Range<usize>) {
    let disk = SimulatedDisk::new();
    let (spool, _) = open(&disk);
    append(&spool, 100, "first");
    append(&spool, 2000, "second");
    let before = disk.image();
    let start = end_of_log(&spool);
    append(&spool, 900, "third");
    let after = disk.image();
    (before, after, start..end_of_log(&spool))
}

fn end_of_log(spool: &SegmentLog) -> usize {
    spool.status().commits.bytes as usize + first_commit()
}

/// Header and orders of the first segment: it is on its own list.
fn first_commit() -> usize {
    let mut batch = Batch::new(Slot { segment: 1, salt: Default::default(), offset: 0, number: 0 });
    batch.stage_orders(&BTreeMap::from([(roll_call::KEY.to_owned(), roll_call::write([1]))]));
    format::SegmentHeader::BYTES + batch.length() as usize
}

#[test]
fn a_tail_cut_at_any_byte_costs_the_last_commit_and_nothing_else() {
    let (_, after, tail) = three_commits();
    for cut in tail.clone() {
        let mut world = after.clone();
        let newest = world.newest();
        world.file(&newest).truncate(cut);
        let (spool, recovered) = open(&SimulatedDisk::holding(world));
        assert_eq!(recovered.messages, 2, "cut at byte {cut} of {tail:?}: {:?}", recovered.findings);
        assert_eq!(body(&spool, ids(&spool)[1]), text(2, 2000), "cut at byte {cut}");
        let next = append(&spool, 50, "after the crash");
        assert_eq!(body(&spool, next), text(next.0, 50));
    }
}

#[test]
fn a_tail_with_any_byte_wrong_costs_the_last_commit_and_nothing_else() {
    let (_, after, tail) = three_commits();
    for spot in tail.clone() {
        let mut world = after.clone();
        let newest = world.newest();
        world.file(&newest)[spot] ^= 0x40;
        let disk = SimulatedDisk::holding(world);
        let (spool, recovered) = open(&disk);
        assert_eq!(recovered.messages, 2, "byte {spot} of {tail:?}: {:?}", recovered.findings);
        assert!(recovered.set_aside.is_empty(), "a torn write is no damage");
        let next = append(&spool, 50, "after the crash");
        drop(spool);
        let (spool, recovered) = open(&disk);
        assert_eq!((recovered.messages, recovered.findings.len()), (3, 0), "byte {spot}: {:?}", recovered.findings);
        assert_eq!(body(&spool, next), text(next.0, 50));
    }
}

#[test]
fn what_a_stranger_writes_is_never_taken_for_a_commit() {
    let (before, _, tail) = three_commits();
    let disk = SimulatedDisk::holding(before);
    let (spool, _) = open(&disk);
    // A message whose body is a commit that would fit here, but for the salt that nobody outside knows.
    let (_, mut foreign, foreign_tail) = three_commits();
    assert_eq!(foreign_tail, tail);
    let newest = foreign.newest();
    let commit = Bytes::copy_from_slice(&foreign.file(&newest)[foreign_tail]);
    let id = spool.new_id();
    spool.commit(vec![Op::Append { id, body: commit.into(), envelope: Bytes::new() }]).wait().expect("durable");
    drop(spool);
    let mut world = disk.image();
    // Tear the commit that holds it, so that the start looks for commits behind the torn place.
    let newest = world.newest();
    world.file(&newest)[tail.start + 20] ^= 1;
    let (_, recovered) = open(&SimulatedDisk::holding(world));
    assert_eq!(recovered.messages, 2, "{:?}", recovered.findings);
}
