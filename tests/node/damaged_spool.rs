//! A spool whose files are not as the node left them: what is damaged is put aside and said, the rest is delivered.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::free_port;
use crate::support::hub::Hub;
use crate::support::sink::Sink;
use crate::support::smtp::Client;

/// More than one segment: the first holds 4 MB.
const MESSAGES: usize = 60;
/// One more message, which is last on the disk.
const LAST: usize = MESSAGES;

/// A hub whose queue holds messages of 100 KB, each with a mark of its own, and the port that they are for.
fn filled() -> (Hub, u16) {
    let hub = Hub::start();
    let port = free_port();
    hub.send_everything_to(port);
    let mut client = Client::connect(hub.relay);
    client.ask("EHLO client.example.org", "250");
    for number in 0..=LAST {
        let line = format!("{}\r\n", mark(number).repeat(7));
        let text = format!("From: <x@example.org>\r\nSubject: message {number:02}\r\n\r\n{}", line.repeat(1300));
        client.try_mail("x@example.org", &["y@example.net"], &text).expect("taken");
    }
    hub.becomes(&format!("(Get-Queue -Filter {{Status -eq 'Retry'}}).MessageCount -eq {}", LAST + 1));
    (hub, port)
}

fn mark(number: usize) -> String {
    format!("mark-{number:02}- ")
}

fn spool(hub: &Hub) -> PathBuf {
    hub.node.folder.path().join("spool")
}

fn segments(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).expect("there").map(|entry| entry.expect("readable").path());
    let mut segments: Vec<PathBuf> =
        files.filter(|path| path.extension().is_some_and(|extension| extension == "segment")).collect();
    segments.sort();
    segments
}

/// Where in which segment a text stands first.
fn find(folder: &Path, text: &str) -> (PathBuf, usize) {
    let found = segments(folder).into_iter().find_map(|path| {
        let bytes = fs::read(&path).expect("readable");
        let at = bytes.windows(text.len()).position(|window| window == text.as_bytes())?;
        Some((path, at))
    });
    found.unwrap_or_else(|| panic!("{text} is nowhere"))
}

/// Starts the node again, with its next hop there, and tells which messages arrive.
fn delivered(hub: &mut Hub, port: u16, expected: usize) -> (Sink, Vec<usize>) {
    let next = Sink::answering(port, |_| None);
    hub.node.serve(&[]);
    let taken = next.messages(expected);
    let number = |text: &str| text.lines().find_map(|line| line.strip_prefix("Subject: message ")?.parse().ok());
    let mut numbers: Vec<usize> = taken.iter().map(|taken| number(&taken.text).expect("one of ours")).collect();
    numbers.sort_unstable();
    (next, numbers)
}

fn all_but(lost: &[usize]) -> Vec<usize> {
    (0..=LAST).filter(|number| !lost.contains(number)).collect()
}

#[test]
fn a_flipped_bit_costs_one_message_and_a_torn_end_costs_none() {
    let (mut hub, port) = filled();
    hub.node.stop();
    let folder = spool(&hub);
    assert!(segments(&folder).len() > 1, "{:?}", segments(&folder));
    let (path, at) = find(&folder, &mark(7).repeat(3));
    let mut bytes = fs::read(&path).expect("readable");
    bytes[at + 5000] ^= 0x10;
    fs::write(&path, bytes).expect("writable");
    // As a crash leaves the last write that it cut short: nobody was told that this message is durable.
    let (newest, at) = find(&folder, &mark(LAST).repeat(3));
    fs::OpenOptions::new().write(true).open(&newest).and_then(|file| file.set_len(at as u64 + 5000)).expect("cut");

    let (_next, arrived) = delivered(&mut hub, port, MESSAGES - 1);
    assert_eq!(arrived, all_but(&[7, LAST]));
    hub.becomes("(Get-Queue | Measure-Object MessageCount -Sum).Sum -eq 0");
    let aside: Vec<String> = fs::read_dir(folder.join("quarantine"))
        .expect("made")
        .map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned())
        .collect();
    assert!(aside.iter().any(|name| name.starts_with("message-") && name.ends_with(".envelope")), "{aside:?}");
    let said = hub.node.shell("(Get-EventLog -Category Storage -EntryType Error -Newest 1).Message");
    assert!(said.contains("cannot be read"), "{said}");
}

#[test]
fn a_segment_that_is_gone_is_missed_and_the_others_are_delivered() {
    let (mut hub, port) = filled();
    hub.node.stop();
    let folder = spool(&hub);
    let first = find(&folder, &mark(0)).0;
    let there: Vec<usize> = (0..=LAST).filter(|number| find(&folder, &mark(*number)).0 == first).collect();
    assert!((1..LAST).contains(&there.len()), "{} in the first segment", there.len());
    fs::remove_file(&first).expect("ours");

    let (_next, arrived) = delivered(&mut hub, port, LAST + 1 - there.len());
    assert_eq!(arrived, all_but(&there));
    hub.becomes("(Get-Queue | Measure-Object MessageCount -Sum).Sum -eq 0");
    let said = hub.node.shell("(Get-EventLog -Category Storage -EntryType Error -Newest 1).Message");
    assert!(said.contains("is missing"), "{said}");
}
