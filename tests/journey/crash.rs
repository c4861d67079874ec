//! `kill -9` under load: nothing acknowledged is lost, and nothing is delivered twice but where the answer of a next hop
//! was cut off.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::thread::available_parallelism;
use std::time::{Duration, Instant};

use crate::load::{Load, chance, number_of};
use crate::support::appear::port_opens;
use crate::support::hub::Hub;
use crate::support::sink::Sink;

/// How often the node ends; every third time it is asked to, else it is killed.
const ENDS: u64 = 9;
/// Sessions that send all the time.
const SESSIONS: u64 = 24;
/// Each end comes after a number of acknowledged messages that nobody can foretell, up to this one.
const BETWEEN: u64 = 1000;
/// One recipient is at a next hop, one has a Maildir; a message is for the first, for the second or for both.
const ROUTES: [&[&str]; 3] = [&[AWAY], &[HERE], &[AWAY, HERE]];
const AWAY: &str = "pat@example.net";
const HERE: &str = "bob@contoso.com";

/// The copies of a message in their order, by its number and recipient: whether the node has read the answer that
/// confirms it.
type Arrivals = HashMap<(u64, &'static str), Vec<bool>>;

#[test]
fn a_node_that_is_killed_again_and_again_loses_nothing_it_has_acknowledged() {
    let mut hub = Hub::start();
    let sink = Sink::start();
    hub.send_everything_to(sink.port);
    // Detection of poison is on, as by default: a kill is no message's fault.
    hub.node.configure("Set-TransportServer TEST -QueueGlitchRetryInterval 00:00:01 -MessageRetryInterval 00:00:01");
    let relay = hub.relay;
    let load = Load::new(recipients);
    let mut kills = 0;
    std::thread::scope(|scope| {
        for _ in 0..SESSIONS {
            scope.spawn(|| load.run(relay));
        }
        for end in 1..=ENDS {
            load.wait_for_more(1 + chance(BETWEEN));
            if end % 3 == 0 {
                let asked = Instant::now();
                assert!(hub.node.stop().success());
                assert!(asked.elapsed() < Duration::from_secs(10), "it stops in time: {:?}", asked.elapsed());
            } else {
                hub.node.kill();
                kills += 1;
            }
            hub.node.serve(&[]);
            port_opens(relay, || true);
        }
        load.wait_for_more(BETWEEN);
        load.end();
    });

    hub.becomes("@(Get-Queue | Where-Object MessageCount -gt 0).Count -eq 0");
    let arrivals = arrivals(&sink, &hub.maildir(HERE));
    let acknowledged = load.into_acknowledged();
    let lost: Vec<(u64, &str)> = acknowledged
        .iter()
        .flat_map(|&number| recipients(number).iter().map(move |recipient| (number, *recipient)))
        .filter(|copy| !arrivals.contains_key(copy))
        .collect();
    assert!(lost.is_empty(), "{} of {} acknowledged messages are lost: {lost:?}", lost.len(), acknowledged.len());

    let doubled: Vec<_> = arrivals.iter().filter(|(_, copies)| copies.len() > 1).collect();
    assert!(doubled.iter().all(|((_, recipient), _)| *recipient == AWAY), "a mailbox has it twice: {doubled:?}");
    // A thread may have had an answer in its hands, read but not yet on record, in that very instant.
    let heard = doubled.iter().filter(|(_, copies)| copies[..copies.len() - 1].contains(&true));
    let heard: Vec<_> = heard.map(|(copy, _)| copy).collect();
    let threads = available_parallelism().map_or(1, usize::from);
    assert!(heard.len() <= kills * threads, "{} came again after {kills} kills: {heard:?}", heard.len());
    println!(
        "{} acknowledged, {} copies delivered, {} of them again, {} of these although the answer was read",
        acknowledged.len(),
        arrivals.len(),
        doubled.len(),
        heard.len()
    );
}

/// Whom a message is for.
fn recipients(number: u64) -> &'static [&'static str] {
    ROUTES[number as usize % ROUTES.len()]
}

fn arrivals(sink: &Sink, maildir: &Path) -> Arrivals {
    let mut arrivals = Arrivals::new();
    for taken in sink.messages(0) {
        arrivals.entry((number_of(&taken.text), AWAY)).or_default().push(taken.is_heard);
    }
    for file in fs::read_dir(maildir.join("new")).expect("readable").map(|entry| entry.expect("readable").path()) {
        let text = fs::read_to_string(&file).expect("our own text");
        arrivals.entry((number_of(&text), HERE)).or_default().push(true);
    }
    arrivals
}
