//! A message that the process dies of again and again ends up where a person has to look at it; one that only waits
//! while the process is killed does not.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::support::free_port;
use crate::support::hub::Hub;
use crate::support::sink::Sink;
use crate::support::smtp::Client;

/// A pattern that takes its time with every byte: an automaton for it would have 2^100 states.
const SLOW: &str = "x[xy]{100}z";
/// Rules that look for it, one after the other.
const RULES: usize = 20;

#[test]
fn a_message_that_the_node_dies_of_twice_is_put_into_the_poison_queue() {
    let mut hub = Hub::start();
    let sink = Sink::start();
    hub.node.configure(&format!(
        "New-SendConnector -Name Out -AddressSpaces bad.example -SmartHosts 127.0.0.1 -Port {}
         New-SendConnector -Name Nowhere -AddressSpaces good.example -SmartHosts 127.0.0.1 -Port {}",
        sink.port,
        free_port()
    ));
    hub.send("ann@contoso.com", &["pat@good.example"], "Innocent");
    hub.becomes("(Get-Message -Filter {Subject -eq 'Innocent'}).Status -eq 'Retry'");
    // Rules that look through a large text for many seconds: while they do, the node has the message in hand.
    hub.node.configure(&format!(
        "1..{RULES} | ForEach-Object {{ New-TransportRule -Name \"Slow $_\" -From ann@contoso.com \
         -SubjectOrBodyMatchesPatterns \"{SLOW}$_\" -SetHeaderName X-Found -SetHeaderValue yes }}"
    ));
    let lines = format!("{}\r\n", "xyxxyyxyxx".repeat(90)).repeat(500);
    let text = format!("From: <ann@contoso.com>\r\nSubject: Poisonous\r\n\r\n{}", lines);
    let mut client = Client::connect(hub.relay);
    client.ask("EHLO client.example.org", "250");
    client.try_mail("ann@contoso.com", &["pat@bad.example"], &text).expect("accepted");
    for _ in 0..2 {
        hub.becomes("(Get-Message -Filter {Subject -eq 'Poisonous'}).Status -eq 'Active'");
        hub.node.kill();
        hub.node.serve(&[]);
    }
    hub.becomes("(Get-Queue Poison -ErrorAction SilentlyContinue).MessageCount -eq 1");
    let shown = hub.node.shell(
        "Get-Message -Queue Poison | ForEach-Object { \"$($_.Identity -replace '\\d+$') $($_.Subject) $($_.Status)\" }
         (Get-EventLog -Category PoisonMessage -Newest 1).EntryType
         (Get-MessageTrackingLog -EventId POISONMESSAGE).Source",
    );
    assert_eq!(shown.lines().collect::<Vec<_>>(), [r"TEST\Poison\ Poisonous Suspended", "Error", "POISONMESSAGE"]);
    let innocent = hub.node.shell("(Get-Message -Filter {Subject -eq 'Innocent'}).Queue.ToString()");
    assert!(!innocent.contains("Poison"), "{innocent}");

    let folder = hub.node.folder.path().display().to_string();
    hub.node
        .shell(&format!("Get-Message -Queue Poison | Export-Message | AssembleMessage -Path '{folder}/poison.eml'"));
    let text = std::fs::read_to_string(format!("{folder}/poison.eml")).expect("exported");
    assert!(text.contains("Subject: Poisonous"), "{text}");

    hub.node.configure("Get-TransportRule | Remove-TransportRule -Confirm:$false");
    hub.node.shell("Get-Message -Queue Poison | Resume-Message -Confirm:$false");
    assert!(sink.messages(1)[0].text.contains("Subject: Poisonous"));
    hub.becomes("@(Get-Queue Poison -ErrorAction SilentlyContinue).Count -eq 0");
}

#[test]
fn a_message_that_waits_for_its_next_hop_while_the_node_is_killed_is_not_to_blame() {
    let mut hub = Hub::start();
    // The next hop takes the message's content and says nothing more: the node waits for it as long as we like.
    let is_mute = Arc::new(AtomicBool::new(true));
    let mute = is_mute.clone();
    let sink = Sink::answering(free_port(), move |line| {
        while line.starts_with("DATA") && mute.load(Ordering::SeqCst) {
            std::thread::park_timeout(std::time::Duration::from_millis(20));
        }
        None
    });
    hub.send_everything_to(sink.port);
    hub.send("ann@contoso.com", &["pat@example.net"], "Healthy");
    for _ in 0..3 {
        hub.becomes("(Get-Message -Filter {Subject -eq 'Healthy'}).Status -eq 'Active'");
        hub.node.kill();
        hub.node.serve(&[]);
    }
    hub.becomes("(Get-Message -Filter {Subject -eq 'Healthy'}).Status -eq 'Active'");
    let shown = hub.node.shell("@(Get-EventLog -Category PoisonMessage).Count");
    assert_eq!(shown.trim(), "0");
    is_mute.store(false, Ordering::SeqCst);
    assert!(sink.messages(1)[0].text.contains("Subject: Healthy"));
}
