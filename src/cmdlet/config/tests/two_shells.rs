//! Two shells at work on one organization.

use std::rc::Rc;

use super::bench::{Bench, edit, shown, text};
use super::{directory, given};
use crate::model::{FaultKind, Value};

#[test]
fn changes_of_others_are_seen_and_kept() {
    let directory = directory();
    let (ann, bob) = (Bench::new(&directory), Bench::beside(&directory));
    ann.call("New-SendConnector", &given(&[("Name", "x"), ("AddressSpaces", "a.com")])).expect("made");
    bob.call("Set-SendConnector", &[("Identity", text("x")), ("Port", Value::Int(26))]).expect("seen and changed");
    ann.call("Set-SendConnector", &[("Identity", text("x")), ("Comment", text("mine"))]).expect("changed");
    let object = bob.get("Get-SendConnector", "x");
    assert_eq!((shown(&object, "Port").as_str(), shown(&object, "Comment").as_str()), ("26", "mine"));
}

#[test]
fn a_change_made_on_an_old_view_is_made_anew_unless_both_meant_the_same_property() {
    let directory = directory();
    let (ann, bob) = (Bench::new(&directory), Rc::new(Bench::beside(&directory)));
    ann.call("New-SendConnector", &given(&[("Name", "x"), ("AddressSpaces", "a.com")])).expect("made");
    // Bob is first, while Ann is being asked.
    let set = |ann_sets: (&'static str, Value), bob_sets: (&'static str, Value)| {
        let bob = Rc::clone(&bob);
        *ann.meanwhile.borrow_mut() = Some(Box::new(move || {
            bob.call("Set-SendConnector", &[("Identity", text("x")), bob_sets]).expect("bob is first");
        }));
        ann.call("Set-SendConnector", &[("Identity", text("x")), ann_sets])
    };
    let now = |property: &str| shown(&ann.get("Get-SendConnector", "x"), property);
    set(("Comment", text("mine")), ("Port", Value::Int(27))).expect("another property");
    assert_eq!((now("Port").as_str(), now("Comment").as_str()), ("27", "mine"));
    let add = |space: &str| ("AddressSpaces", edit(&[space], &[]));
    set(add("b.com"), add("c.com")).expect("additions add up");
    assert_eq!(now("AddressSpaces"), "SMTP:a.com;1 SMTP:c.com;1 SMTP:b.com;1");
    let refused = set(("Port", Value::Int(28)), ("Port", Value::Int(29))).expect_err("the same property");
    assert_eq!((refused.kind, &*refused.id), (FaultKind::Conflict, "ObjectChanged"));
    assert_eq!(now("Port"), "29");
}

#[test]
fn a_rule_holds_when_two_make_objects_at_once() {
    let directory = directory();
    let (ann, bob) = (Bench::new(&directory), Bench::beside(&directory));
    let domain = |name| given(&[("Name", name), ("DomainName", "contoso.com")]);
    let bobs = domain("Bob's");
    *ann.meanwhile.borrow_mut() = Some(Box::new(move || {
        bob.call("New-AcceptedDomain", &bobs).expect("bob is first");
    }));
    let refused = ann.call("New-AcceptedDomain", &domain("Ann's")).expect_err("the domain is taken");
    assert_eq!(&*refused.id, "DomainNameInvalid");
    assert!(refused.says.contains("Bob's"), "{refused}");
}

#[test]
fn who_comes_second_to_a_removal_is_told() {
    let directory = directory();
    let (ann, bob) = (Bench::new(&directory), Bench::beside(&directory));
    ann.call("New-SendConnector", &given(&[("Name", "x"), ("AddressSpaces", "a.com")])).expect("made");
    *ann.meanwhile.borrow_mut() = Some(Box::new(move || {
        bob.call("Remove-SendConnector", &[("Identity", text("x"))]).expect("bob is first");
    }));
    let refused =
        ann.call("Set-SendConnector", &[("Identity", text("x")), ("Port", Value::Int(26))]).expect_err("gone");
    assert_eq!((refused.kind, &*refused.id), (FaultKind::Conflict, "ObjectRemoved"));
}
