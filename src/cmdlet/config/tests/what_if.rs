//! What `-WhatIf` shows of a change.

use serde_json::json;

use super::bench::{Bench, text};
use super::{directory, given};
use crate::model::class::Class;
use crate::model::{TransportServer, Value};
use crate::store::{Change, Draft, Transaction};

/// What the last question was about.
fn detail(bench: &Bench) -> String {
    bench.asked.borrow().last().map(|(_, _, detail)| detail.clone()).expect("asked")
}

#[test]
fn a_property_that_was_nothing_and_stays_nothing_is_not_shown() {
    let directory = directory();
    let bench = Bench::beside(&directory);
    // A server from before there was such a property.
    let server = TransportServer::create("HUB01", "", json!({"Fqdn": "hub01.contoso.com"})).expect("sound");
    let mut properties = server.to_properties();
    assert_eq!(properties.remove("ControlAddress"), Some(json!(null)));
    let transaction = Transaction::new("node", "serve").change(Change::Create(Draft::new(
        TransportServer::INFO.name,
        "HUB01",
        properties,
    )));
    bench.session.store().expect("a store").commit(transaction).expect("stored");
    bench.what_if.set(true);
    let set = [("Identity", text("HUB01")), ("QueueMaxIdleTime", text("00:10:00"))];
    bench.call("Set-TransportServer", &set).expect("asked");
    assert_eq!(detail(&bench), "QueueMaxIdleTime: 00:03:00 → 00:10:00");
}

#[test]
fn a_rotation_tells_its_dates_as_everywhere() {
    let directory = directory();
    let bench = Bench::new(&directory);
    let made = given(&[("DomainName", "contoso.com"), ("Algorithm", "Ed25519SHA256")]);
    bench.call("New-DkimSigningConfig", &made).expect("made");
    let date: jiff::Zoned = "2050-11-27T03:37:27.328777763[UTC]".parse().expect("a date");
    let rotate = [("Identity", text("contoso.com")), ("RotateOnDate", Value::date(date))];
    bench.what_if.set(true);
    bench.call("Rotate-DkimSigningConfig", &rotate).expect("asked");
    let shown = "11/27/2050 03:37:27";
    assert_eq!(detail(&bench), format!("selector1 signs until {shown}, then selector2 does with a new key."));

    bench.what_if.set(false);
    bench.call("Rotate-DkimSigningConfig", &rotate).expect("done");
    let publish = bench.warnings.borrow().last().cloned().unwrap_or_default();
    assert!(
        publish.starts_with(&format!("Publish until {shown}: selector2._domainkey.contoso.com TXT \"")),
        "{publish}"
    );
    let refused = bench.call("Rotate-DkimSigningConfig", &rotate).expect_err("one is under way");
    assert!(refused.says.ends_with(&format!("signs from {shown} on.")), "{refused}");
}
