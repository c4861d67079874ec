//! What is worth saying about a change comes with the command that makes it.

use super::bench::{Bench, list, text};
use super::{directory, given};
use crate::model::Value;

/// The warnings since the last look.
fn warned(bench: &Bench) -> String {
    std::mem::take(&mut *bench.warnings.borrow_mut()).join("\n")
}

#[test]
fn a_rule_that_stops_all_mail_or_looks_for_a_group_is_warned_of() {
    let directory = directory();
    let bench = Bench::new(&directory);
    let group = given(&[("Name", "Team"), ("PrimarySmtpAddress", "team@contoso.com")]);
    bench.call("New-DistributionGroup", &group).expect("made");
    warned(&bench);
    let rule = |name: &str, more: &[(&'static str, Value)]| {
        let arguments = [&[("Name", text(name))], more].concat();
        bench.call("New-TransportRule", &arguments).expect("made");
        warned(&bench)
    };
    let deletes = ("DeleteMessage", Value::Bool(true));
    assert!(rule("All", std::slice::from_ref(&deletes)).contains("Rule 'All' has no condition and deletes all mail."));
    let said = rule("Group", &[deletes.clone(), ("SentTo", text("team@contoso.com"))]);
    assert!(said.contains("team@contoso.com is a group"), "{said}");
    assert_eq!(rule("One", &[deletes, ("SentTo", text("ann@contoso.com"))]), "");
}

#[test]
fn who_removes_a_receive_connector_hears_of_its_link() {
    let directory = directory();
    let bench = Bench::new(&directory);
    for name in ["In", "Other"] {
        let binding =
            [("Bindings", "0.0.0.0:2525"), ("RemoteIPRanges", if name == "In" { "10.0.0.0/8" } else { "::1" })];
        bench
            .call("New-ReceiveConnector", &given(&[&[("Name", name), ("Usage", "Custom")][..], &binding].concat()))
            .expect("made");
    }
    let linked = [
        ("Name", text("Out")),
        ("LinkedReceiveConnector", text("HUB01\\In")),
        ("SmartHosts", list(&["relay.contoso.com"])),
        ("DNSRoutingEnabled", Value::Bool(false)),
        ("MaxMessageSize", text("unlimited")),
    ];
    bench.call("New-SendConnector", &linked).expect("made");
    warned(&bench);
    let remove = |identity: &str| {
        bench.call("Remove-ReceiveConnector", &given(&[("Identity", identity)])).expect("removed");
        warned(&bench)
    };
    assert_eq!(remove("HUB01\\Other"), "");
    let said = remove("HUB01\\In");
    assert!(said.contains("Send connector 'Out' is linked to 'HUB01\\In'"), "{said}");
}
