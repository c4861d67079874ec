//! Lists of recipients on command lines: whose mail somebody takes.

use super::bench::{Bench, edit, list, shown, text};
use super::directory;
use crate::model::Value;

/// Ann, Bob and Cat, with a database to live in.
fn bench(directory: &tempfile::TempDir) -> Bench {
    let bench = Bench::new(directory);
    bench.call("New-MailboxDatabase", &[("Name", text("M")), ("MaildirPath", text("/m"))]).expect("made");
    for name in ["Ann", "Bob", "Cat"] {
        let address = format!("{name}@contoso.com");
        bench.call("New-Mailbox", &[("Name", text(name)), ("PrimarySmtpAddress", text(&address))]).expect("made");
    }
    bench
}

const FROM: &str = "RejectMessagesFrom";
const BOTH: &str = "RejectMessagesFromSendersOrMembers";

fn set(bench: &Bench, lists: &[(&'static str, Value)]) -> Result<String, String> {
    let mut given = vec![("Identity", text("Bob"))];
    given.extend(lists.iter().cloned());
    bench.call("Set-Mailbox", &given).map_err(|fault| fault.id.to_string())?;
    let bob = bench.get("Get-Mailbox", "Bob");
    assert_eq!(shown(&bob, FROM), shown(&bob, BOTH), "nobody here is a group");
    Ok(shown(&bob, BOTH))
}

#[test]
fn a_restriction_is_kept_whatever_else_the_command_says() {
    let directory = directory();
    let bench = bench(&directory);
    assert_eq!(set(&bench, &[(FROM, Value::Null), (BOTH, text("Ann"))]).as_deref(), Ok("Ann"));
    assert_eq!(set(&bench, &[(FROM, text("Cat")), (BOTH, list(&["Ann"]))]).as_deref(), Ok("Cat Ann"));
    let mixed = Err("ListsChangeEachOther".to_owned());
    assert_eq!(set(&bench, &[(FROM, Value::Null), (BOTH, edit(&["Cat"], &[]))]), mixed);
    assert_eq!(set(&bench, &[(FROM, edit(&[], &["Cat"])), (BOTH, text("Ann"))]), mixed);
    let made = bench.call(
        "New-Mailbox",
        &[
            ("Name", text("Kim")),
            ("PrimarySmtpAddress", text("kim@contoso.com")),
            ("AcceptMessagesOnlyFrom", text("Bob")),
            ("AcceptMessagesOnlyFromSendersOrMembers", text("Ann")),
        ],
    );
    let made = made.expect("made");
    let [Value::Object(kim)] = made.as_slice() else { panic!("{made:?}") };
    assert_eq!(shown(kim, "AcceptMessagesOnlyFrom"), "Bob Ann");
}

#[test]
fn a_sender_is_taken_out_by_any_name() {
    let directory = directory();
    let bench = bench(&directory);
    for name in ["Ann", "ann@contoso.com", "ANN"] {
        assert_eq!(set(&bench, &[(FROM, list(&["Cat", "Ann"]))]).as_deref(), Ok("Cat Ann"));
        assert_eq!(set(&bench, &[(FROM, edit(&[], &[name]))]).as_deref(), Ok("Cat"), "{name}");
    }
    assert_eq!(set(&bench, &[(FROM, edit(&["cat@contoso.com", "Ann"], &[]))]).as_deref(), Ok("Cat Ann"), "once each");
    assert!(set(&bench, &[(BOTH, edit(&[], &["Nobody"]))]).is_err());
}

#[test]
fn removing_says_who_still_names_the_recipient() {
    let directory = directory();
    let bench = bench(&directory);
    bench.call("Set-Mailbox", &[("Identity", text("Ann")), ("ForwardingAddress", text("Bob"))]).expect("changed");
    bench.warnings.borrow_mut().clear();
    bench.call("Remove-Mailbox", &[("Identity", text("Cat"))]).expect("removed");
    assert!(bench.warnings.borrow().is_empty(), "nobody names Cat");
    let team = [("Name", text("Team")), ("PrimarySmtpAddress", text("team@contoso.com")), ("Members", text("Bob"))];
    bench.call("New-DistributionGroup", &team).expect("made");
    let bob = bench.get("Get-Mailbox", "Bob").get("Guid").expect("a GUID");
    bench.call("Remove-Mailbox", &[("Identity", text("Bob"))]).expect("removed");
    let warnings = bench.warnings.borrow().join(" ");
    assert!(warnings.contains("Set-Mailbox \"Ann\" -ForwardingAddress $null"), "{warnings}");
    assert!(warnings.contains("Remove-DistributionGroupMember \"Team\""), "{warnings}");
    let member = [("Identity", text("Team")), ("Member", bob)];
    bench.call("Remove-DistributionGroupMember", &member).expect("who is gone leaves by GUID");
    assert_eq!(shown(&bench.get("Get-DistributionGroup", "Team"), "Members"), "");
}
