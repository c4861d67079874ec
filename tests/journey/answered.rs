//! What a next hop has confirmed does not go to it again, even when the node is killed with its next breath.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use rustix::process::{Pid, Signal, kill_process};

use crate::support::appear::port_opens;
use crate::support::free_port;
use crate::support::hub::Hub;
use crate::support::sink::Sink;

const ROUNDS: usize = 5;

#[test]
fn who_is_killed_after_an_answer_does_not_send_the_message_again() {
    let mut hub = Hub::start();
    hub.node.configure("Set-TransportServer TEST -MaxPerDomainOutboundConnections 1");
    // The second MAIL shows that the answer before it was read. It kills whoever is named here, once.
    let victim = Arc::new(AtomicU32::new(0));
    let (mails, named) = (AtomicU32::new(0), victim.clone());
    let sink = Sink::answering(free_port(), move |line| {
        if line.starts_with("MAIL") && named.load(Ordering::SeqCst) != 0 && mails.fetch_add(1, Ordering::SeqCst) == 1 {
            let pid = Pid::from_raw(named.swap(0, Ordering::SeqCst) as i32).expect("a process");
            kill_process(pid, Signal::KILL).expect("ours");
            mails.store(0, Ordering::SeqCst);
        }
        None
    });
    hub.send_everything_to(sink.port);
    hub.send("ann@contoso.com", &["pat@example.net"], "makes the queue");
    sink.messages(1);
    let queue = "Get-Queue | Where-Object NextHopDomain -like '*127.0.0.1*'";
    for round in 0..ROUNDS {
        hub.node.shell(&format!("{queue} | Suspend-Queue"));
        // One of them has a recipient who has got it already: what is left of it is on record, and then confirmed.
        for (at, recipients) in [&["pat@example.net"][..], &["bob@contoso.com", "pat@example.net"]].iter().enumerate() {
            hub.send("ann@contoso.com", recipients, &format!("round {round} message {at}"));
        }
        hub.messages("bob@contoso.com", round + 1);
        hub.becomes(&format!("({queue}).MessageCount -eq 2"));
        victim.store(hub.node.pid(), Ordering::SeqCst);
        // It may not live to answer this.
        hub.node.try_shell(&format!("{queue} | Resume-Queue"));
        hub.node.has_died();
        hub.node.serve(&[]);
        port_opens(hub.relay, || true);
        hub.becomes(&format!("@({queue} | Where-Object MessageCount -gt 0).Count -eq 0"));
    }
    let mut subjects: Vec<String> = sink.messages(1 + 2 * ROUNDS).iter().map(|taken| subject(&taken.text)).collect();
    subjects.sort();
    let mut expected: Vec<String> = vec!["makes the queue".to_owned()];
    expected.extend((0..ROUNDS).flat_map(|round| (0..2).map(move |at| format!("round {round} message {at}"))));
    assert_eq!(subjects, expected, "each once");
    assert_eq!(hub.messages("bob@contoso.com", ROUNDS).len(), ROUNDS);
    let sent = hub.node.shell(
        "@(Get-MessageTrackingLog -EventId SEND -ResultSize unlimited |
            Where-Object RecipientStatus -like '*before this node was started*').Count",
    );
    println!("{} of {ROUNDS} were settled at the next start", sent.trim());
}

fn subject(text: &str) -> String {
    let line = text.lines().find_map(|line| line.strip_prefix("Subject: "));
    line.expect("our own message").to_owned()
}
