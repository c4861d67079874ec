//! What a node is told to do it still does after a restart, and it stops in time.

use std::time::{Duration, Instant};

use crate::support::appear::port_opens;
use crate::support::free_port;
use crate::support::hub::Hub;
use crate::support::sink::Sink;
use crate::support::smtp::Client;

#[test]
fn a_suspended_queue_stays_suspended_through_a_crash_and_keeps_its_mail() {
    let mut hub = Hub::start();
    let sink = Sink::start();
    hub.send_everything_to(sink.port);
    hub.send("ann@contoso.com", &["pat@example.net"], "before");
    sink.messages(1);
    hub.node.shell(
        "Get-Queue | Where-Object NextHopDomain -like '*127.0.0.1*' | Suspend-Queue -Reason 'next hop is being moved'",
    );
    hub.send("ann@contoso.com", &["pat@example.net"], "while suspended");
    let queue = "(Get-Queue | Where-Object NextHopDomain -like '*127.0.0.1*')";
    hub.becomes(&format!("{queue}.MessageCount -eq 1"));
    hub.node.kill();
    hub.node.serve(&[]);
    hub.becomes(&format!("{queue}.MessageCount -eq 1"));
    let shown = hub.node.shell(&format!("{queue} | ForEach-Object {{ \"$($_.Status): $($_.SuspendReason)\" }}"));
    assert_eq!(shown.trim(), "Suspended: next hop is being moved");
    assert_eq!(sink.messages(1).len(), 1, "nothing leaves a suspended queue");

    hub.node.shell(&format!("{queue} | Resume-Queue"));
    let taken = sink.messages(2);
    assert!(taken[1].text.contains("Subject: while suspended\n"), "{}", taken[1].text);
}

#[test]
fn a_suspended_message_stays_behind_when_the_others_go() {
    let mut hub = Hub::start();
    let port = free_port();
    hub.send_everything_to(port);
    for subject in ["stays", "goes"] {
        hub.send("ann@contoso.com", &["pat@example.net"], subject);
    }
    hub.becomes("@(Get-Message -ResultSize unlimited).Count -eq 2");
    hub.node.shell("Get-Message -Filter {Subject -eq 'stays'} | Suspend-Message");
    hub.node.kill();
    hub.node.serve(&[]);
    let sink = Sink::answering(port, |_| None);
    hub.becomes("@(Get-Message).Count -eq 2 -or (Get-Message).Status -eq 'Suspended'");
    hub.retry();
    assert!(sink.messages(1)[0].text.contains("Subject: goes\n"));
    hub.becomes("(Get-Message).Status -eq 'Suspended'");
    hub.node.shell("Get-Message | Resume-Message");
    assert!(sink.messages(2)[1].text.contains("Subject: stays\n"));
}

#[test]
fn sigterm_ends_a_busy_node_within_ten_seconds_and_loses_nothing() {
    let mut hub = Hub::start();
    // A next hop that takes a connection and never says a word, and a client in the middle of a message.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").expect("loopback has free ports");
    hub.send_everything_to(silent.local_addr().expect("bound").port());
    hub.send("ann@contoso.com", &["pat@example.net"], "under way");
    let _next_hop = silent.accept().expect("the node connects");
    let mut client = Client::connect(hub.relay);
    client.ask("EHLO client.example.org", "250");
    client.ask("MAIL FROM:<ann@contoso.com>", "250");
    client.ask("RCPT TO:<pat@example.net>", "250");
    client.ask("DATA", "354");

    let begun = Instant::now();
    let status = hub.node.stop();
    assert!(status.success(), "{status}");
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());

    hub.node.serve(&[]);
    port_opens(hub.relay, || true);
    hub.becomes("(Get-Message).Subject -eq 'under way'");
}

#[test]
fn a_stopped_node_has_a_sound_spool_that_can_be_looked_at() {
    let mut hub = Hub::start();
    hub.send_everything_to(free_port());
    hub.send("ann@contoso.com", &["pat@example.net"], "in the spool");
    hub.becomes("@(Get-Message).Count -eq 1");
    assert!(hub.node.stop().success());
    let data = hub.node.folder.path().display().to_string();
    let spool = |task: &str| crate::support::run(crate::support::node::EMSH, &["--data-dir", &data, "spool", task]);
    let checked = spool("check");
    assert!(!checked.to_lowercase().contains("corrupt"), "{checked}");
    assert!(spool("dump").contains("in the spool"));
}
