//! `kill -9` under load: nothing acknowledged is lost, and nothing is delivered twice that was recorded as delivered.

use std::collections::HashMap;
use std::io;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::support::appear::port_opens;
use crate::support::hub::Hub;
use crate::support::sink::Sink;
use crate::support::smtp::{Client, message};

const CRASHES: u64 = 5;
const CLIENTS: u64 = 8;
/// Acknowledged messages between one crash and the next.
const BETWEEN: u64 = 200;
/// How long the node may take to record that a next hop has confirmed a message. Its promise is 50 ms when it is idle;
/// this machine is busy.
const RECORDED_WITHIN: Duration = Duration::from_secs(2);

/// What the clients share.
#[derive(Default)]
struct Load {
    next: AtomicU64,
    acknowledged: Mutex<Vec<u64>>,
    is_over: AtomicBool,
}

#[test]
fn a_node_that_is_killed_again_and_again_loses_nothing_it_has_acknowledged() {
    let mut hub = Hub::start();
    let sink = Sink::start();
    hub.send_everything_to(sink.port);
    hub.node.configure("Set-TransportServer TEST -QueueGlitchRetryInterval 00:00:01 -MessageRetryInterval 00:00:01");
    let relay = hub.relay;
    let load = Load::default();
    let mut crashes: Vec<Instant> = Vec::new();
    std::thread::scope(|scope| {
        for _ in 0..CLIENTS {
            scope.spawn(|| load.run(relay));
        }
        for crash in 1..=CRASHES {
            load.wait_for(crash * BETWEEN);
            hub.node.kill();
            crashes.push(Instant::now());
            hub.node.serve(&[]);
            port_opens(relay, || true);
        }
        load.wait_for((CRASHES + 1) * BETWEEN);
        load.is_over.store(true, Ordering::SeqCst);
    });

    hub.becomes("@(Get-Queue | Where-Object MessageCount -gt 0).Count -eq 0");
    let mut delivered: HashMap<u64, Vec<Instant>> = HashMap::new();
    for taken in sink.messages(0) {
        delivered.entry(number_of(&taken.text)).or_default().push(taken.at);
    }
    let acknowledged = load.acknowledged.into_inner().expect("nobody panics with it");
    let lost: Vec<&u64> = acknowledged.iter().filter(|number| !delivered.contains_key(number)).collect();
    assert!(lost.is_empty(), "{} of {} acknowledged messages are lost: {lost:?}", lost.len(), acknowledged.len());

    let mut doubled = 0;
    for (number, times) in delivered.iter().filter(|(_, times)| times.len() > 1) {
        doubled += 1;
        let first = times.iter().min().expect("at least two");
        let was_under_way =
            crashes.iter().any(|crash| *first <= *crash && crash.duration_since(*first) < RECORDED_WITHIN);
        assert!(was_under_way, "message {number} came again though it was delivered long before a crash");
    }
    // Each crash catches at most what the next hop had confirmed and nobody had recorded yet.
    println!("{} acknowledged, {} delivered, {doubled} of them twice", acknowledged.len(), delivered.len());
}

fn number_of(text: &str) -> u64 {
    let subject = text.lines().find_map(|line| line.strip_prefix("Subject: load ")).expect("our own message");
    subject.parse().expect("our own message")
}

impl Load {
    /// Sends one message after the other until it is over; a lost connection is made anew.
    fn run(&self, port: u16) {
        while !self.is_over.load(Ordering::SeqCst) {
            // While the node is away the kernel refuses at once.
            if self.session(port).is_err() {
                std::thread::park_timeout(Duration::from_millis(10));
            }
        }
    }

    fn session(&self, port: u16) -> io::Result<()> {
        let mut client = Client::try_connect(port)?;
        client.try_ask("EHLO client.example.org", "250")?;
        while !self.is_over.load(Ordering::SeqCst) {
            let number = self.next.fetch_add(1, Ordering::SeqCst);
            let text = message("ann@contoso.com", "pat@example.net", &format!("load {number}"));
            client.try_mail("ann@contoso.com", &["pat@example.net"], &text)?;
            self.acknowledged.lock().expect("nobody panics with it").push(number);
        }
        client.try_ask("QUIT", "221").map(drop)
    }

    fn wait_for(&self, count: u64) {
        crate::support::appear::eventually(&format!("{count} messages acknowledged"), || {
            (self.acknowledged.lock().expect("nobody panics with it").len() as u64 >= count).then_some(())
        });
    }
}
