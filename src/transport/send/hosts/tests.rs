use super::*;
use crate::resolve::Zone;
use crate::transport::NextHop;
use crate::transport::samples::{connector, settings};
use serde_json::json;
use std::collections::BTreeSet;

fn plan(target: Target, policies: &str) -> Plan {
    let mut settings = settings();
    connector(&mut settings, "out", json!({ "AddressSpaces": ["*"], "ErrorPolicies": policies }));
    let hop = NextHop {
        delivery_type: crate::model::DeliveryType::DnsConnectorDelivery,
        domain: "x.example".into(),
        connector: settings.send_connectors[0].id,
        is_tls_optional: false,
    };
    Plan { target, ..Plan::of(&hop, &settings).unwrap() }
}

fn to(domain: &str) -> Plan {
    plan(Target::Exchangers(domain.parse().unwrap(), 25), "Default")
}

async fn names(plan: &Plan, zone: &Zone) -> Vec<String> {
    hosts(plan, zone).await.unwrap().into_iter().map(|host| host.name).collect()
}

#[tokio::test]
async fn exchangers_are_tried_by_preference() {
    let zone = Zone::new()
        .with_mx("x.example", 20, "backup.example")
        .with_mx("x.example", 10, "mail.example")
        .with_address("alone.example", "192.0.2.1")
        .with_mx("hub.example", 10, "mail.example")
        .with_mx("hub.example", 20, "hub1.contoso.com")
        .with_mx("hub.example", 20, "equal.example")
        .with_mx("hub.example", 30, "worse.example");
    assert_eq!(names(&to("x.example"), &zone).await, ["mail.example", "backup.example"]);
    assert_eq!(names(&to("alone.example"), &zone).await, ["alone.example"], "the domain's own address");
    assert_eq!(names(&to("hub.example"), &zone).await, ["mail.example"], "better than this server");
    assert_eq!(names(&to("[192.0.2.1]"), &zone).await, ["[192.0.2.1]"]);
}

#[tokio::test]
async fn what_dns_denies_is_told_apart() {
    let zone = Zone::new()
        .with_mx("null.example", 0, ".")
        .with_mx("loop.example", 10, "hub1.contoso.com")
        .with_mx("loop.example", 20, "backup.example")
        .with_failing("broken.example");
    for (domain, policies, code, status, is_permanent, why) in [
        ("null.example", "Default", 556, "5.1.10", true, "null MX"),
        ("loop.example", "Default", 554, "5.3.5", true, "this server is the best exchanger"),
        ("gone.example", "Default", 550, "5.4.4", true, "no such domain"),
        ("broken.example", "Default", 451, "4.4.0", false, "nobody knows"),
        ("gone.example", "DowngradeDnsFailures", 451, "4.4.4", false, "taken for passing"),
        ("null.example", "DowngradeDnsFailures", 451, "4.1.10", false, "taken for passing"),
    ] {
        let plan = plan(Target::Exchangers(domain.parse().unwrap(), 25), policies);
        let unreached = hosts(&plan, &zone).await.unwrap_err();
        let found = (unreached.remark.code, unreached.remark.status.to_string(), unreached.is_permanent);
        assert_eq!(found, (code, status.to_owned(), is_permanent), "{why}");
    }
}

#[tokio::test]
async fn smart_hosts_are_spread_and_looked_up_as_both() {
    let zone = Zone::new()
        .with_mx("relay.example", 10, "mx1.example")
        .with_mx("relay.example", 20, "mx2.example")
        .with_address("host.example", "192.0.2.3")
        .with_listed("listed.example", "10.0.0.1")
        .with_mx("listed.example", 10, "not.example");
    let smart = |names: &[&str]| {
        let hosts = names.iter().map(|name| name.parse().unwrap()).collect();
        plan(Target::SmartHosts(hosts, 26), "Default")
    };
    let found = hosts(&smart(&["relay.example"]), &zone).await.unwrap();
    assert_eq!(found.iter().map(|host| host.name.as_str()).collect::<Vec<_>>(), ["mx1.example", "mx2.example"]);
    assert!(found.iter().all(|host| host.expected == "relay.example".parse().ok()), "TLS finds the configured name");
    assert_eq!(names(&smart(&["host.example"]), &zone).await, ["host.example"]);
    assert_eq!(names(&smart(&["listed.example"]), &zone).await, ["listed.example"]);
    let found = hosts(&smart(&["192.0.2.7"]), &zone).await.unwrap();
    assert_eq!(found[0].place, Place::Known(vec!["192.0.2.7:26".parse().unwrap()]));

    let all: Vec<String> = (1..=5).map(|number| format!("192.0.2.{number}")).collect();
    let all = smart(&all.iter().map(String::as_str).collect::<Vec<_>>());
    let mut first = BTreeSet::new();
    for _ in 0..200 {
        first.insert(names(&all, &zone).await.remove(0));
    }
    assert_eq!(first.len(), 5, "each has its turn");
}

#[tokio::test]
async fn addresses_of_both_families_take_turns() {
    let zone = Zone::new()
        .with_address("h.example", "192.0.2.1")
        .with_address("h.example", "192.0.2.2")
        .with_address("h.example", "2001:db8::1");
    let mut plan = to("x.example");
    let shown = async |plan: &Plan| {
        let found = addresses(&named("h.example"), plan, &zone).await.unwrap();
        found.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(shown(&plan).await, "[2001:db8::1]:25 192.0.2.1:25 192.0.2.2:25");
    plan.source = "192.0.2.200".parse().ok();
    assert_eq!(shown(&plan).await, "192.0.2.1:25 192.0.2.2:25", "from IPv4 only IPv4");
}

#[test]
fn chance_keeps_everybody_and_their_preference() {
    let mx = |preference, exchange: &str| Mx { preference, exchange: exchange.to_owned() };
    let mut orders = BTreeSet::new();
    for seed in 0..100 {
        let found = vec![mx(20, "c"), mx(10, "a"), mx(10, "b"), mx(20, "d")];
        let names: Vec<String> = in_order(found, &[], seed).unwrap().into_iter().map(|host| host.name).collect();
        let preferred: BTreeSet<&str> = names[..2].iter().map(String::as_str).collect();
        assert_eq!(preferred, BTreeSet::from(["a", "b"]));
        orders.insert(names);
    }
    assert_eq!(orders.len(), 4, "each order of equals comes up");
}
