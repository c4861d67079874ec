//! Transactions in scripts: one that fails in between stores nothing, and what is left open is named.

use super::Place;

const BEGIN: &str = "Start-Transaction; New-AcceptedDomain -Name a -DomainName a.example | Out-Null";

#[test]
fn a_failed_command_keeps_the_rest_from_being_stored() {
    let place = Place::new();
    for (failure, id) in [
        ("Set-AcceptedDomain b -DomainType InternalRelay", "of an object that is not there"),
        ("Set-AcceptedDomain a -Colour red", "of the binder"),
    ] {
        let ran = place.emsh(&["-c", &format!("{BEGIN}; {failure}; Complete-Transaction; Undo-Transaction")]);
        assert!(ran.talk.contains("'Set-AcceptedDomain' failed in the transaction"), "{id}: {}", ran.talk);
        assert_ne!(ran.code, Some(0), "{id}");
    }
    let harmless = "Get-AcceptedDomain none -ErrorAction SilentlyContinue";
    let ran = place.emsh(&["-c", &format!("{BEGIN}; {harmless}; Complete-Transaction; (Get-AcceptedDomain).Name")]);
    assert_eq!(ran.out, "a\n", "{}", ran.talk);
}

#[test]
fn a_script_that_ends_with_a_transaction_open_has_stored_nothing_and_says_so() {
    let place = Place::new();
    let ran = place.emsh(&["-c", BEGIN]);
    assert!(ran.talk.contains("what it had collected was not stored: 1 change."), "{}", ran.talk);
    assert_eq!(place.emsh(&["-c", "Get-AcceptedDomain"]).out, "");
}
