//! A message that the process dies of again and again ends up where a person has to look at it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::support::free_port;
use crate::support::hub::Hub;
use crate::support::sink::Sink;

#[test]
fn a_node_that_dies_twice_over_a_message_puts_it_into_the_poison_queue() {
    let mut hub = Hub::start();
    // The next hop takes the message's content and says nothing more: the node has it in hand for as long as we like.
    let is_mute = Arc::new(AtomicBool::new(true));
    let mute = is_mute.clone();
    let sink = Sink::answering(free_port(), move |line| {
        while line.starts_with("DATA") && mute.load(Ordering::SeqCst) {
            std::thread::park_timeout(std::time::Duration::from_millis(20));
        }
        None
    });
    hub.node.configure(&format!(
        "New-SendConnector -Name Out -AddressSpaces bad.example -SmartHosts 127.0.0.1 -Port {}
         New-SendConnector -Name Nowhere -AddressSpaces good.example -SmartHosts 127.0.0.1 -Port {}",
        sink.port,
        free_port()
    ));
    hub.send("ann@contoso.com", &["pat@good.example"], "Innocent");
    hub.becomes("(Get-Message -Filter {Subject -eq 'Innocent'}).Status -eq 'Retry'");
    hub.send("ann@contoso.com", &["pat@bad.example"], "Poisonous");
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

    is_mute.store(false, Ordering::SeqCst);
    hub.node.shell("Get-Message -Queue Poison | Resume-Message -Confirm:$false");
    // The two whose confirmation nobody heard come again.
    let taken = sink.messages(1);
    assert!(taken.iter().all(|message| message.text.contains("Subject: Poisonous")));
    hub.becomes("@(Get-Queue Poison -ErrorAction SilentlyContinue).Count -eq 0");
}
