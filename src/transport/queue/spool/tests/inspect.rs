//! Damage that is not the tail's, and looking at a stopped spool. On a real folder.

use std::fs;
use std::path::{Path, PathBuf};

use super::*;

/// Spread over all segments, so that none of them is given up.
fn left() -> Vec<MessageId> {
    (1..=60).filter(|id| id % 6 != 1).map(MessageId).collect()
}

struct Folder(tempfile::TempDir);

impl Folder {
    /// A stopped spool that had 60 messages of 1,000 bytes, of which those of [`left`] are not finished. All segments
    /// but the newest have a digest.
    fn filled() -> Folder {
        let folder = Folder(tempfile::tempdir().expect("a scratch folder"));
        let (spool, _) = folder.open();
        for _ in 0..60 {
            append(&spool, 1000, "mail");
        }
        let ends = (1..=60).filter(|id| id % 6 == 1).map(|id| Op::Finish { id: MessageId(id) }).collect();
        spool.commit(ends).wait().expect("durable");
        spool.put_order("queue", Bytes::from("suspended")).wait().expect("durable");
        spool.reclaim();
        folder
    }

    /// As a crash leaves it before a digest is there.
    fn without_digests(self) -> Folder {
        for path in self.segments() {
            let bytes = fs::read(&path).expect("readable");
            fs::write(&path, &bytes[..bytes.len() - 1]).expect("writable");
        }
        self
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn open(&self) -> (SegmentLog, Recovered) {
        SegmentLog::open(self.path(), small()).expect("the spool opens")
    }

    fn segments(&self) -> Vec<PathBuf> {
        let mut files = self.files();
        files.retain(|path| path.extension().is_some_and(|extension| extension == "segment"));
        files
    }

    fn files(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.path()).expect("there");
        let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("readable").path()).collect();
        files.sort();
        files
    }

    fn quarantine(&self) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.path().join(QUARANTINE)) else { return Vec::new() };
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("readable").file_name().into_string().expect("ours")).collect();
        names.sort();
        names
    }

    fn assert_whole(&self) {
        for _ in 0..2 {
            let (spool, recovered) = self.open();
            assert_eq!((ids(&spool), &recovered.findings[..]), (left(), &[][..]));
            let envelopes = spool.read_envelopes(&left());
            assert!(envelopes.into_iter().all(|envelope| envelope.expect("readable") == "mail"));
            for id in left() {
                assert_eq!(body(&spool, id), text(id.0, 1000));
            }
        }
    }

    /// The segment in which these bytes stand, and where.
    fn find(&self, text: &[u8]) -> (PathBuf, usize) {
        let mut found = self.segments().into_iter().filter_map(|path| {
            let bytes = fs::read(&path).expect("readable");
            memchr::memmem::find(&bytes, text).map(|at| (path, at))
        });
        found.next().expect("it is somewhere")
    }

    /// Spoils the byte `skip` after the start of `text`; returns the number of the segment.
    fn spoil(&self, text: &[u8], skip: isize) -> u32 {
        let (path, at) = self.find(text);
        let mut bytes = fs::read(&path).expect("readable");
        bytes[at.checked_add_signed(skip).expect("inside")] ^= 0xff;
        fs::write(&path, bytes).expect("writable");
        segments::number_in(path.file_name().and_then(|name| name.to_str()).expect("ours")).expect("a segment")
    }
}

#[test]
fn a_sound_spool_is_reported_and_left_alone() {
    let folder = Folder::filled();
    let contents = || folder.files().iter().map(|path| fs::read(path).expect("readable")).collect::<Vec<_>>();
    let before = contents();
    let report = check(folder.path()).expect("it can be checked");
    assert!(report.is_sound(), "{report:?}");
    assert_eq!((report.messages, report.body_bytes, report.orders), (50, 50_000, vec!["queue".to_owned()]));
    assert!(report.segments > 1 && report.disk_bytes > 50_000);
    assert!(before == contents(), "a check changes nothing");
}

#[test]
fn a_dump_gives_every_message() {
    let folder = Folder::filled();
    let spool = StoppedSpool::open(folder.path()).expect("it opens");
    for message in spool.messages() {
        assert_eq!(message.envelope.as_ref().expect("readable"), "mail");
        let body: Vec<u8> = message.body().flat_map(|part| part.expect("readable").to_vec()).collect();
        assert_eq!(body, text(message.id.0, 1000));
    }
    assert_eq!(spool.messages().map(|message| message.id).collect::<Vec<_>>(), left());
    let refused = SegmentLog::open(folder.path(), small()).map(|_| ()).expect_err("somebody looks at it");
    assert!(matches!(refused, SpoolError::Locked { .. }), "{refused}");
}

#[test]
fn a_running_spool_is_not_looked_at_and_no_spool_is_none() {
    let folder = Folder::filled();
    let (spool, _) = folder.open();
    let refused = check(folder.path()).expect_err("it runs").to_string();
    assert!(refused.contains(&format!("process {}", std::process::id())), "{refused}");
    let second = SegmentLog::open(folder.path(), small()).map(|_| ()).expect_err("it runs");
    assert!(matches!(second, SpoolError::Locked { pid: Some(_), .. }), "{second}");
    drop(spool);
    check(folder.path()).expect("now it does not");
    for nowhere in [folder.path().join("nowhere"), tempfile::tempdir().expect("a scratch folder").path().to_owned()] {
        assert!(matches!(check(&nowhere), Err(SpoolError::Missing(_))));
    }
}

#[test]
fn a_damaged_body_is_found_and_can_be_put_aside() {
    let folder = Folder::filled();
    folder.spoil(&text(30, 1000), 500);
    let report = check(folder.path()).expect("it can be checked");
    assert_eq!(report.damaged, [MessageId(30)]);
    assert!(!report.is_sound());
    let (spool, recovered) = folder.open();
    assert_eq!(recovered.messages, 50);
    assert!(matches!(spool.read_body(MessageId(30), 0..10), Err(SpoolError::Damaged(MessageId(30)))));
    assert_eq!(body(&spool, MessageId(32)), text(32, 1000));
    let names = spool.set_aside(MessageId(30)).expect("possible");
    assert_eq!(names, ["quarantine/message-30.envelope"], "no part of the body is readable");
    assert_eq!(fs::read(folder.path().join(&names[0])).expect("there"), b"mail");
    drop(spool);
    let (spool, recovered) = folder.open();
    assert_eq!(recovered.messages, 49);
    assert!(!ids(&spool).contains(&MessageId(30)));
}

#[test]
fn damage_in_the_middle_costs_what_is_damaged() {
    let folder = Folder::filled().without_digests();
    // The header of the batch with message 30, which stands right before the part's.
    let damaged = folder.spoil(&text(30, 1000), -24 - 20);
    let report = check(folder.path()).expect("it can be checked");
    let found = matches!(report.findings[..], [Finding::Damage { segment, .. }] if segment == damaged);
    assert!(found, "{:?}", report.findings);
    let (spool, recovered) = folder.open();
    assert_eq!(recovered.findings, report.findings);
    let expected: Vec<MessageId> = left().into_iter().filter(|&id| id != MessageId(30)).collect();
    assert_eq!(ids(&spool), expected);
    assert_eq!(recovered.set_aside, ["quarantine/message-30.eml"]);
    let saved = fs::read(folder.path().join(QUARANTINE).join("message-30.eml")).expect("there");
    assert_eq!(saved, text(30, 1000), "its body was readable");
    spool.reclaim();
    assert_eq!(
        folder.quarantine(),
        [segments::file_name(damaged), "message-30.eml".to_owned()],
        "emptied and put aside"
    );
    for id in expected.iter().copied() {
        assert_eq!(body(&spool, id), text(id.0, 1000));
    }
    drop(spool);
    let (spool, recovered) = folder.open();
    assert_eq!((ids(&spool), recovered.findings), (expected, vec![]));
}

#[test]
fn what_a_digest_says_twice_can_be_spoiled_once() {
    let header_of_30 = -24 - 20;
    let envelope_of_30 = 1000 + 8 + 9 + 4 + 4 + 12 + 4 + 4 + 1;
    for skip in [header_of_30, envelope_of_30] {
        let folder = Folder::filled();
        folder.spoil(&text(30, 1000), skip);
        assert!(check(folder.path()).expect("it can be checked").is_sound());
        folder.assert_whole();
    }
    let folder = Folder::filled();
    let mut spoiled = 0;
    for path in folder.segments() {
        let mut bytes = fs::read(&path).expect("readable");
        // The digest reaches up to its trailer of 40 bytes; the newest segment has none.
        if has_digest(&bytes) {
            let last = bytes.len() - 41;
            bytes[last] ^= 1;
            fs::write(&path, bytes).expect("writable");
            spoiled += 1;
        }
    }
    assert_eq!(spoiled, folder.segments().len() - 1);
    assert!(check(folder.path()).expect("it can be checked").is_sound());
    folder.assert_whole();
}

fn has_digest(segment: &[u8]) -> bool {
    segment.len() > 40 && segment[segment.len() - 40..].starts_with(b"emshnote")
}

#[test]
fn the_end_of_a_segment_is_known_when_the_next_one_has_gone() {
    let folder = Folder::filled();
    let second = &folder.segments()[1];
    assert!(has_digest(&fs::read(&folder.segments()[0]).expect("readable")));
    fs::remove_file(second).expect("there");
    let (_, recovered) = folder.open();
    assert!(matches!(recovered.findings[0], Finding::MissingSegment { segment: 2 }), "{:?}", recovered.findings);
    let of_first = |finding: &Finding| matches!(finding, Finding::Damage { segment: 1, .. });
    assert!(!recovered.findings.iter().any(of_first), "{:?}", recovered.findings);
}

#[test]
fn damage_to_a_note_in_the_newest_segment_is_no_torn_tail() {
    let folder = Folder::filled();
    // The envelope of the last message; the ends and the order came after it.
    folder.spoil(&text(60, 1000), 1000 + 8 + 9 + 4 + 4 + 12 + 4 + 4 + 1);
    let (spool, recovered) = folder.open();
    assert!(matches!(recovered.findings[..], [Finding::Damage { .. }]), "{:?}", recovered.findings);
    assert_eq!(recovered.messages, 49);
    assert_eq!(recovered.orders.len(), 1, "what came behind is there");
    assert_eq!(recovered.set_aside, ["quarantine/message-60.eml"]);
    let next = append(&spool, 10, "next");
    assert!(next > MessageId(60), "{next} belongs to a message that cannot be read");
}

#[test]
fn an_unreadable_segment_is_put_aside_whole() {
    let folder = Folder::filled();
    let path = &folder.segments()[1];
    let name = path.file_name().and_then(|name| name.to_str()).expect("ours").to_owned();
    let mut bytes = fs::read(path).expect("readable");
    bytes[20] ^= 1;
    fs::write(path, bytes).expect("writable");
    let (spool, recovered) = folder.open();
    let is_told = matches!(&recovered.findings[..], [Finding::UnreadableSegment { file, .. }] if *file == name);
    assert!(is_told, "{:?}", recovered.findings);
    assert_eq!(recovered.set_aside, [format!("quarantine/{name}")]);
    assert!(recovered.messages > 10, "the others are kept: {}", recovered.messages);
    for id in ids(&spool) {
        assert_eq!(body(&spool, id), text(id.0, 1000));
    }
}

#[test]
fn a_segment_that_has_gone_is_missed_once() {
    let folder = Folder::filled();
    let first = folder.segments()[0].clone();
    fs::remove_file(&first).expect("ours");
    let (spool, recovered) = folder.open();
    let missing = |recovered: &Recovered| {
        recovered.findings.iter().filter(|finding| matches!(finding, Finding::MissingSegment { .. })).count()
    };
    assert_eq!(missing(&recovered), 1, "{:?}", recovered.findings);
    assert!(recovered.orders.keys().all(|key| !key.starts_with("spool.")), "{:?}", recovered.orders);
    drop(spool);
    let (spool, recovered) = folder.open();
    assert_eq!(missing(&recovered), 0, "{:?}", recovered.findings);
    // What goes because nothing in it is needed any more is not missed.
    spool.commit(ids(&spool).into_iter().map(|id| Op::Finish { id }).collect()).wait().expect("durable");
    drop(spool);
    let (_, recovered) = folder.open();
    assert!(recovered.findings.is_empty(), "{:?}", recovered.findings);
}

#[test]
fn a_segment_of_another_spool_is_not_read() {
    let (folder, other) = (Folder::filled(), Folder::filled());
    fs::copy(&other.segments()[0], &folder.segments()[0]).expect("writable");
    let (spool, recovered) = folder.open();
    assert!(
        matches!(&recovered.findings[..], [Finding::UnreadableSegment { why: "it belongs to another spool", .. }]),
        "{:?}",
        recovered.findings
    );
    assert_eq!(recovered.messages as usize, ids(&spool).len());
}

#[test]
fn a_later_format_is_refused_and_left_alone() {
    let folder = Folder::filled();
    let path = &folder.segments()[0];
    let mut bytes = fs::read(path).expect("readable");
    bytes[8] = 9;
    let seal = crc32fast::hash(&bytes[..60]).to_le_bytes();
    bytes[60..64].copy_from_slice(&seal);
    fs::write(path, &bytes).expect("writable");
    let refused = SegmentLog::open(folder.path(), small()).map(|_| ()).expect_err("not ours");
    assert!(matches!(refused, SpoolError::Newer { found: 9, .. }), "{refused}");
    assert_eq!(fs::read(path).expect("readable"), bytes);
}

#[test]
fn a_message_without_its_body_is_kept_for_a_person() {
    let folder = Folder::filled();
    let (spool, _) = folder.open();
    // Its body in one segment, its envelope in later ones.
    for _ in 0..80 {
        let commit = left().into_iter().map(|id| Op::Update { id, envelope: Bytes::from("deferred") }).collect();
        spool.commit(commit).wait().expect("durable");
    }
    drop(spool);
    fs::remove_file(folder.find(&text(26, 1000)).0).expect("ours");
    let (spool, recovered) = folder.open();
    assert!(recovered.findings.contains(&Finding::Lost { id: MessageId(26) }), "{:?}", recovered.findings);
    assert!(!ids(&spool).contains(&MessageId(26)));
    assert!(folder.quarantine().contains(&"message-26.envelope".to_owned()), "{:?}", folder.quarantine());
    drop(spool);
    let (_, recovered) = folder.open();
    assert!(recovered.findings.is_empty(), "told once: {:?}", recovered.findings);
}
