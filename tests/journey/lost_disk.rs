//! A hub whose disk is lost under load: the other hub of its site sends what it had acknowledged.

use std::collections::HashSet;
use std::fs;

use crate::load::{Load, chance, number_of};
use crate::support::appear::{eventually, port_opens};
use crate::support::free_port;
use crate::support::node::Node;
use crate::support::sink::Sink;

/// How often the disk is lost.
const LOSSES: u64 = 4;
const SESSIONS: u64 = 12;
/// Each loss comes after a number of acknowledged messages that nobody can foretell, up to this one.
const BETWEEN: u64 = 300;

#[test]
fn what_a_hub_has_acknowledged_survives_its_disk() {
    let mut one = Node::named("HUB01", &[]);
    let store = format!("sqlite:{}", one.folder.path().join("organization.db").display());
    let two = Node::named("HUB02", &["--store", &store]);
    // Nothing leaves before the last loss.
    let next_hop = free_port();
    one.shell(&format!(
        "Set-ReceiveConnector 'HUB01\\Default HUB01' -PermissionGroups AnonymousUsers,ExchangeServers -MaxInboundConnectionPerSource unlimited
         Set-TransportConfig -ShadowHeartbeatFrequency 00:00:01
         Get-TransportServer | Set-TransportServer -QueueGlitchRetryInterval 00:00:01
         New-AcceptedDomain -Name Example -DomainName example.net -DomainType ExternalRelay
         New-SendConnector -Name Out -AddressSpaces example.net -SmartHosts '[127.0.0.1]' -Port {next_hop} `
             -SourceTransportServers HUB01,HUB02"
    ));
    one.in_force();
    two.obeys(one.revision());
    let (port, load) = (one.port("Default HUB01"), Load::new(|_| &["pat@example.net"]));
    std::thread::scope(|scope| {
        for _ in 0..SESSIONS {
            scope.spawn(|| load.run(port));
        }
        for _ in 0..LOSSES {
            load.wait_for_more(1 + chance(BETWEEN));
            one.kill();
            fs::remove_dir_all(one.folder.path().join("spool")).expect("a disk is lost");
            one.serve(&[]);
            port_opens(port, || true);
        }
        load.wait_for_more(BETWEEN);
        load.end();
    });

    let acknowledged = load.into_acknowledged();
    let mut lost: HashSet<u64> = acknowledged.iter().copied().collect();
    let (sink, mut seen) = (Sink::answering(next_hop, |_| None), 0);
    eventually("all that was acknowledged has arrived", || {
        let arrived = sink.messages(seen);
        for message in &arrived[seen..] {
            lost.remove(&number_of(&message.text));
        }
        seen = arrived.len();
        lost.is_empty().then_some(())
    });
    println!("{} acknowledged, {seen} delivered, {LOSSES} disks lost", acknowledged.len());
}
