//! A real process, killed for real.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, Stdio};

use super::*;

/// Set for the child: where its spool is.
const FOLDER: &str = "EMSH_TEST_SPOOL";

/// Room for large bodies between small ones.
fn roomy() -> SpoolOptions {
    SpoolOptions { segment_bytes: 1 << 20, first_segment_bytes: 256 << 10, batch_bytes: 256 << 10, ..small() }
}

/// Bytes of a body that takes part of a page, and of one that takes several.
const LENGTHS: [usize; 2] = [700, 40_000];

/// Appends and finishes until it is killed, and says what it was promised. A test only when started by the other one.
#[test]
fn the_child() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let (spool, _) = SegmentLog::open(folder.as_ref(), roomy()).expect("the spool opens");
    let mut says = std::io::stdout().lock();
    for round in 0u64.. {
        let appends: Vec<_> = (0..5)
            .map(|_| {
                let id = spool.new_id();
                let (body, envelope) = (text(id.0, LENGTHS[round as usize % 2]).into(), Bytes::from("mail"));
                (id, spool.commit(vec![Op::Append { id, body, envelope }]))
            })
            .collect();
        for (id, durable) in appends {
            durable.wait().expect("durable");
            writeln!(says, "+{id}").expect("the parent listens");
        }
        if let Some(id) = ids(&spool).get(round as usize % 7).copied() {
            writeln!(says, "?{id}").expect("the parent listens");
            says.flush().expect("the parent listens");
            spool.commit(vec![Op::Finish { id }]).wait().expect("durable");
            writeln!(says, "-{id}").expect("the parent listens");
        }
        says.flush().expect("the parent listens");
    }
}

#[test]
fn kill_minus_nine_loses_nothing_promised() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let mut promised = std::collections::BTreeSet::new();
    let mut to_be_finished = std::collections::BTreeSet::new();
    let mut finished = std::collections::BTreeSet::new();
    for lines in [40, 400, 137] {
        let mut child = Command::new(std::env::current_exe().expect("the test itself"))
            .args(["--exact", "transport::queue::spool::tests::killed::the_child", "--nocapture"])
            .env(FOLDER, folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the test can be started again");
        let mut said = BufReader::new(child.stdout.take().expect("piped"));
        let mut listen = |line: &str| match line.split_at_checked(1) {
            Some(("+", id)) => promised.extend(id.parse::<u64>().ok()),
            Some(("?", id)) => to_be_finished.extend(id.parse::<u64>().ok()),
            Some(("-", id)) => finished.extend(id.parse::<u64>().ok()),
            _ => {}
        };
        for _ in 0..lines {
            let mut line = String::new();
            said.read_line(&mut line).expect("it talks until it is killed");
            listen(line.trim_end());
        }
        child.kill().expect("it runs until it is killed");
        // What it still said before it died was promised, too; a line cut short was not.
        let mut rest = String::new();
        said.read_to_string(&mut rest).expect("text");
        let whole = rest.rfind('\n').map_or("", |end| &rest[..end]);
        whole.lines().for_each(listen);
        child.wait().expect("it is dead");
    }
    assert!(promised.len() > 300, "the child did work: {}", promised.len());
    let (spool, recovered) = SegmentLog::open(folder.path(), roomy()).expect("the lock died with its owner");
    let there: std::collections::BTreeSet<u64> = ids(&spool).into_iter().map(|id| id.0).collect();
    let lost: Vec<_> = promised.difference(&to_be_finished).filter(|id| !there.contains(id)).collect();
    assert!(lost.is_empty(), "lost {lost:?}; {:?}", recovered.findings);
    assert_eq!(finished.intersection(&there).count(), 0, "finished messages came back");
    for id in there {
        let body = body(&spool, MessageId(id));
        assert!(LENGTHS.contains(&body.len()), "message {id} has {} bytes", body.len());
        assert!(body == text(id, body.len()), "message {id} is not what was written");
    }
}
