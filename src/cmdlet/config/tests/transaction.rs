//! Changes that are collected and stored together.

use super::bench::{Bench, shown, text};
use super::{directory, given};
use crate::model::{FaultKind, Value};

fn revision(bench: &Bench) -> u64 {
    bench.session.store().expect("a store").revision().expect("readable")
}

fn connector(name: &'static str, space: &'static str) -> Vec<(&'static str, Value)> {
    given(&[("Name", name), ("AddressSpaces", space)])
}

fn set_port(name: &str, port: i32) -> [(&'static str, Value); 2] {
    [("Identity", text(name)), ("Port", Value::Int(port))]
}

#[test]
fn what_was_collected_is_one_revision_and_seen_by_nobody_before() {
    let directory = directory();
    let (ann, bob) = (Bench::new(&directory), Bench::beside(&directory));
    ann.call("New-SendConnector", &connector("old", "old.com")).expect("made");
    let before = revision(&ann);
    ann.call("Start-Transaction", &[]).expect("opened");
    ann.call("New-SendConnector", &connector("new", "new.com")).expect("collected");
    ann.call("Set-SendConnector", &set_port("new", 26)).expect("collected");
    ann.call("Remove-SendConnector", &[("Identity", text("old"))]).expect("collected");
    ann.call("New-SendConnector", &connector("brief", "brief.com")).expect("collected");
    ann.call("Remove-SendConnector", &[("Identity", text("brief"))]).expect("collected");
    assert_eq!(shown(&ann.get("Get-SendConnector", "new"), "Port"), "26", "ann sees what she collects");
    let names = |bench: &Bench| {
        let all = bench.call("Get-SendConnector", &[]).expect("all");
        all.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!((names(&ann), names(&bob)), (vec!["new".to_owned()], vec!["old".to_owned()]));
    let open = ann.call("Get-Transaction", &[]).expect("shown").remove(0);
    let Value::Object(open) = open else { panic!("{open:?}") };
    assert_eq!(shown(&open, "Changes"), "Make SendConnector 'new' Remove SendConnector 'old'");
    assert_eq!(revision(&ann), before);
    ann.call("Complete-Transaction", &[]).expect("stored");
    assert_eq!((revision(&ann), names(&bob)), (before + 1, vec!["new".to_owned()]));
    assert_eq!(shown(&bob.get("Get-SendConnector", "new"), "Port"), "26");
    assert!(ann.call("Get-Transaction", &[]).expect("none").is_empty());
}

#[test]
fn what_is_undone_was_never_there() {
    let directory = directory();
    let ann = Bench::new(&directory);
    let before = revision(&ann);
    for cmdlet in ["Complete-Transaction", "Undo-Transaction"] {
        assert_eq!(&*ann.call(cmdlet, &[]).expect_err("none is open").id, "NoActiveTransaction");
    }
    ann.call("Start-Transaction", &[]).expect("opened");
    assert_eq!(&*ann.call("Start-Transaction", &[]).expect_err("one is open").id, "TransactionAlreadyOpen");
    ann.call("New-SendConnector", &connector("x", "x.com")).expect("collected");
    let refused = ann.call("Restore-Configuration", &[("Revision", Value::Int(1))]);
    assert_eq!(&*refused.expect_err("a revision of its own").id, "TransactionOpen");
    ann.call("Undo-Transaction", &[]).expect("dropped");
    assert_eq!(revision(&ann), before);
    assert!(ann.call("Get-SendConnector", &[]).expect("none").is_empty());
}

#[test]
fn others_may_work_meanwhile_but_not_on_the_same_objects() {
    let directory = directory();
    let (ann, bob) = (Bench::new(&directory), Bench::beside(&directory));
    ann.call("New-SendConnector", &connector("x", "x.com")).expect("made");
    ann.call("New-SendConnector", &connector("y", "y.com")).expect("made");
    ann.call("Start-Transaction", &[]).expect("opened");
    ann.call("Set-SendConnector", &set_port("x", 26)).expect("collected");
    bob.call("Set-SendConnector", &set_port("y", 27)).expect("stored");
    ann.call("Complete-Transaction", &[]).expect("their changes have nothing to do with each other");

    ann.call("Start-Transaction", &[]).expect("opened");
    ann.call("Set-SendConnector", &set_port("x", 28)).expect("collected");
    ann.call("Set-SendConnector", &set_port("y", 28)).expect("collected");
    *bob.line.borrow_mut() = "Set-SendConnector x -Port 29".to_owned();
    bob.call("Set-SendConnector", &set_port("x", 29)).expect("stored");
    let refused = ann.call("Complete-Transaction", &[]).expect_err("bob was first");
    assert_eq!((refused.kind, &*refused.id), (FaultKind::Conflict, "TransactionConflict"));
    let told = "ann changed SendConnector 'x' (Port) in revision 6 with 'Set-SendConnector x -Port 29'";
    assert!(refused.says.contains(told), "{refused}");
    let ports = || ["x", "y"].map(|name| shown(&bob.get("Get-SendConnector", name), "Port"));
    assert_eq!(ports(), ["29", "27"], "all or nothing");
    ann.call("Complete-Transaction", &[("Force", Value::Bool(true))]).expect("over bob's change");
    assert_eq!(ports(), ["28", "28"]);
}

#[test]
fn rules_are_judged_on_what_others_left() {
    let directory = directory();
    let (ann, bob) = (Bench::new(&directory), Bench::beside(&directory));
    let domain = |name| given(&[("Name", name), ("DomainName", "contoso.com")]);
    ann.call("Start-Transaction", &[]).expect("opened");
    ann.call("New-AcceptedDomain", &domain("Ann's")).expect("collected");
    bob.call("New-AcceptedDomain", &domain("Bob's")).expect("stored");
    let refused = ann.call("Complete-Transaction", &[]).expect_err("the domain is taken");
    assert!(refused.says.contains("Bob's"), "{refused}");
    let kept = ann.call("Get-Transaction", &[]).expect("shown");
    assert_eq!(kept.len(), 1, "nothing collected is lost");
}
