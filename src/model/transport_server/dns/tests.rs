use serde_json::{Value as Json, json};

use super::*;
use crate::model::class::{Class, Stored};
use crate::model::organization::Organization;
use crate::model::tests::judge;

fn server(given: Json) -> TransportServer {
    let mut given = given;
    given["Fqdn"] = "hub01.contoso.com".into();
    TransportServer::create("HUB01", "", given).expect("readable")
}

/// The server after a change of some of its properties.
fn after(server: &TransportServer, change: Json) -> TransportServer {
    let (mut properties, change) = (server.to_properties(), change.as_object().expect("properties").clone());
    properties.extend(change.clone());
    let changed: Vec<&str> = change.keys().map(String::as_str).collect();
    let nobody = Organization::default();
    let beside = Beside { organization: &nobody, server: "" };
    let properties = (TransportServer::INFO.settle)(&stored(server, &properties), &changed, &beside).expect("settled");
    TransportServer::from_stored(&stored(server, &properties)).expect("readable")
}

fn stored<'a>(server: &'a TransportServer, properties: &'a Properties) -> Stored<'a> {
    Stored {
        id: server.id,
        name: &server.name,
        scope: &server.scope,
        revision: server.revision,
        created: server.created,
        changed: server.changed,
        properties,
    }
}

fn asked(server: &TransportServer, lookup: Lookup) -> String {
    let (servers, _) = server.dns(lookup);
    servers.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}

#[test]
fn the_switch_follows_a_list_that_comes_alone() {
    let plain = server(json!({}));
    assert!(plain.external_dns_adapter_enabled && plain.internal_dns_adapter_enabled);
    let listed = after(&plain, json!({"ExternalDNSServers": ["192.0.2.53"]}));
    assert!(!listed.external_dns_adapter_enabled && listed.internal_dns_adapter_enabled, "only its own switch");
    assert_eq!(judge(&listed, &Organization::default()), Ok(()));
    let untouched = after(&listed, json!({"PoisonThreshold": 3}));
    assert!(!untouched.external_dns_adapter_enabled, "what it is not about stays");
    let cleared = after(&untouched, json!({"ExternalDNSServers": []}));
    assert!(cleared.external_dns_adapter_enabled, "nobody is left to ask");
    assert_eq!(judge(&cleared, &Organization::default()), Ok(()));
}

#[test]
fn switch_and_list_that_contradict_each_other_are_refused() {
    for side in ["External", "Internal"] {
        let (switch, list) = (format!("{side}DNSAdapterEnabled"), format!("{side}DNSServers"));
        for (given, is_sound, why) in [
            (json!({&switch: false, &list: ["192.0.2.53"]}), true, "as Exchange's scripts say it"),
            (json!({&switch: true, &list: []}), true, "the machine's own"),
            (json!({&list: ["192.0.2.53"]}), true, "the switch follows"),
            (json!({&switch: true, &list: ["192.0.2.53"]}), false, "they would never be asked"),
            (json!({&switch: false}), true, "they may be named by the next command"),
            (json!({&switch: false, &list: []}), true, "and that said"),
        ] {
            let breach = judge(&server(given.clone()), &Organization::default()).err();
            assert_eq!(
                breach.map(|breach| breach.property.to_owned()),
                (!is_sound).then(|| switch.clone()),
                "{given}: {why}"
            );
        }
    }
}

#[test]
fn each_lookup_has_its_servers() {
    for (given, external, internal, internet) in [
        (json!({}), "", "", ""),
        (json!({"ExternalDNSServers": ["192.0.2.1"]}), "192.0.2.1", "", "192.0.2.1"),
        (json!({"InternalDNSServers": ["192.0.2.2"]}), "", "192.0.2.2", "192.0.2.2"),
        (
            json!({"ExternalDNSServers": ["192.0.2.1"], "InternalDNSServers": ["192.0.2.2"]}),
            "192.0.2.1",
            "192.0.2.2",
            "192.0.2.1",
        ),
    ] {
        let server = server(given.clone());
        let found = [Lookup::External, Lookup::Internal, Lookup::Internet].map(|lookup| asked(&server, lookup));
        assert_eq!(found, [external, internal, internet], "{given}");
    }
}

#[test]
fn the_switch_decides_and_not_the_list() {
    let mut server = server(json!({"ExternalDNSServers": ["192.0.2.1"], "InternalDNSServers": ["192.0.2.2"]}));
    server.external_dns_adapter_enabled = true;
    assert_eq!(asked(&server, Lookup::External), "");
    assert_eq!(asked(&server, Lookup::Internet), "192.0.2.2");
    server.internal_dns_adapter_enabled = true;
    assert_eq!(asked(&server, Lookup::Internal), "");
}

#[test]
fn a_server_that_was_stored_before_there_were_switches_asks_its_lists() {
    let mut properties = server(json!({"ExternalDNSServers": ["192.0.2.1"]})).to_properties();
    properties.remove("ExternalDNSAdapterEnabled");
    properties.remove("InternalDNSAdapterEnabled");
    let plain = server(json!({}));
    let read = TransportServer::from_stored(&stored(&plain, &properties)).expect("readable");
    assert!(!read.external_dns_adapter_enabled && read.internal_dns_adapter_enabled);
    assert_eq!(asked(&read, Lookup::External), "192.0.2.1");
    assert_eq!(judge(&read, &Organization::default()), Ok(()));
    let property = TransportServer::INFO.property("ExternalDNSAdapterEnabled").expect("there");
    let shown = property.stored_in(&properties, crate::model::TransportRole::Hub);
    assert_eq!(shown, Some(json!(false)), "and Get- shows that it does");
    let changed = after(&read, json!({"PoisonThreshold": 3}));
    assert!(!changed.external_dns_adapter_enabled, "and a change of something else keeps it so");
}
