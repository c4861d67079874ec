//! Connectors that other servers send for, and what those say of their links.

use std::time::Duration;

use super::*;
use crate::model::{Class, DeliveryType, TransportServer};
use crate::transport::links::words::{Entry, Report, Version};
use jiff::Timestamp;

/// `hub1`, this server, with `hub2` and `hub3`.
fn organization() -> Settings {
    let mut settings = settings();
    let third = TransportServer::create("hub3", "", json!({ "Fqdn": "hub3.contoso.com" })).expect("a sound server");
    settings.servers.push(Arc::new(third));
    settings
}

/// A server says which of its links are down.
fn says(settings: &Settings, server: usize, count: u64, down: &[NextHop]) {
    let of = |hop: &NextHop| Report {
        hop: hop.clone(),
        since: Timestamp::UNIX_EPOCH,
        left: 60,
        error: "441 4.4.1 nobody there".to_owned(),
    };
    let server = &settings.servers[server - 1];
    let entry = Entry {
        server: server.fqdn.as_str().to_owned(),
        version: Version { start: 1, count },
        outages: down.iter().map(of).collect(),
    };
    settings.links.learn(vec![entry], server, settings, Timestamp::UNIX_EPOCH);
}

fn smart_hosts(settings: &Settings, at: usize) -> NextHop {
    NextHop::to_smart_hosts(&settings.send_connectors[at])
}

fn told(to: &str, settings: &Settings) -> Vec<String> {
    let (_, why) = explain(&to.parse().unwrap(), &"bob@example.org".parse().unwrap(), 1, settings);
    why.iter().map(ToString::to_string).collect()
}

#[tokio::test(start_paused = true)]
async fn a_connector_is_avoided_while_all_its_source_servers_say_that_it_is_down() {
    let mut settings = organization();
    let mut add = |name: &str, cost: u8, sources: &[&str]| {
        let spaces = [format!("partner.example;{cost}")];
        let given = json!({ "AddressSpaces": spaces, "SmartHosts": ["a.example"], "SourceTransportServers": sources });
        connector(&mut settings, name, given);
    };
    add("First", 1, &["hub2", "hub3"]);
    add("Second", 5, &["hub1"]);
    let to = "eve@partner.example";
    let first = "SmtpRelayToConnectorSourceServers First First";
    assert_eq!(route(to, &settings), first);
    says(&settings, 2, 1, &[smart_hosts(&settings, 0)]);
    assert_eq!(route(to, &settings), first, "the other source may be used");
    let left_out = "hub2: dropped, it says that its link of 'First' is down: 441 4.4.1 nobody there";
    assert!(told(to, &settings).iter().any(|line| line == left_out), "{:?}", told(to, &settings));
    says(&settings, 3, 1, &[smart_hosts(&settings, 0)]);
    assert_eq!(route(to, &settings), "SmartHostConnectorDelivery a.example Second", "the next by cost");
    let why = told(to, &settings);
    let avoided = "First: dropped, its next hop cannot be reached: 441 4.4.1 nobody there (says hub2)";
    assert!(why.iter().any(|line| line == avoided), "{why:?}");
    assert!(why.iter().any(|line| line == "Second: picked, as good a match, in place of 'First' for now"), "{why:?}");
    says(&settings, 3, 2, &[]);
    assert_eq!(route(to, &settings), first, "one of them is up again");
    says(&settings, 3, 3, &[smart_hosts(&settings, 0)]);
    settings.links.fell(&smart_hosts(&settings, 1), "441 4.4.1 no", Timestamp::UNIX_EPOCH, Duration::from_secs(30));
    assert_eq!(route(to, &settings), first, "there is no way that is up: it waits where it belongs");
    assert!(!told(to, &settings).iter().any(|line| line.starts_with("hub2: dropped")), "and somebody has to be tried");
    tokio::time::advance(Duration::from_secs(61)).await;
    assert_eq!(route(to, &settings), first, "it is tried again");
}

#[tokio::test(start_paused = true)]
async fn of_its_own_links_a_server_knows_best() {
    let mut settings = organization();
    let given = json!({
        "AddressSpaces": ["partner.example"], "SmartHosts": ["a.example"], "SourceTransportServers": ["hub1", "hub2"],
    });
    connector(&mut settings, "Both", given);
    connector(&mut settings, "Other", json!({ "AddressSpaces": ["partner.example;9"], "SmartHosts": ["b.example"] }));
    says(&settings, 2, 1, &[smart_hosts(&settings, 0)]);
    assert_eq!(route("eve@partner.example", &settings), "SmartHostConnectorDelivery a.example Both");
}

#[tokio::test(start_paused = true)]
async fn where_dns_is_asked_each_domain_is_a_link() {
    let mut settings = organization();
    connector(&mut settings, "Near", json!({ "AddressSpaces": ["*;1"], "SourceTransportServers": ["hub2"] }));
    connector(&mut settings, "Far", json!({ "AddressSpaces": ["*;9"], "SourceTransportServers": ["hub3"] }));
    let dead = NextHop::new(DeliveryType::DnsConnectorDelivery, "dead.example", settings.send_connectors[0].id);
    says(&settings, 2, 1, &[dead]);
    for (to, expected) in [("eve@dead.example", "Far"), ("eve@alive.example", "Near")] {
        assert_eq!(route(to, &settings), format!("SmtpRelayToConnectorSourceServers {expected} {expected}"), "{to}");
    }
}

#[tokio::test(start_paused = true)]
async fn only_source_servers_that_may_be_used_count() {
    let mut settings = organization();
    let given = json!({
        "AddressSpaces": ["partner.example;1"], "SmartHosts": ["a.example"], "SourceTransportServers": ["hub2", "hub3"],
    });
    connector(&mut settings, "First", given);
    connector(&mut settings, "Second", json!({ "AddressSpaces": ["partner.example;5"], "SmartHosts": ["b.example"] }));
    says(&settings, 2, 1, &[smart_hosts(&settings, 0)]);
    assert!(route("eve@partner.example", &settings).ends_with("First"));
    let mut out_of_service = (*settings.servers[2]).clone();
    out_of_service.component_states = vec!["HubTransport:Maintenance=Inactive".parse().expect("a state")];
    settings.servers[2] = Arc::new(out_of_service);
    assert!(route("eve@partner.example", &settings).ends_with("Second"), "the other takes no mail now");
}
