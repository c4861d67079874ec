//! What is remembered, and going back to it.

use super::bench::{Bench, credential, edit, shown, text};
use super::{directory, given};
use crate::model::{FaultKind, Object, Value};

fn history(bench: &Bench, arguments: &[(&'static str, Value)]) -> Vec<Object> {
    let shown = bench.call("Get-ConfigurationHistory", arguments).expect("a list");
    let objects = shown.into_iter().map(|value| match value {
        Value::Object(object) => object,
        other => panic!("{other:?}"),
    });
    objects.collect()
}

#[test]
fn each_change_tells_who_how_and_what_but_no_secret() {
    let directory = directory();
    let bench = Bench::new(&directory);
    *bench.line.borrow_mut() = "New-SendConnector x …".to_owned();
    let arguments = [
        ("Name", text("x")),
        ("AddressSpaces", text("a.com")),
        ("SmartHosts", text("b.c")),
        ("AuthenticationCredential", credential("ann", "hunter2")),
    ];
    bench.call("New-SendConnector", &arguments).expect("made");
    let spaces = ("AddressSpaces", edit(&["b.com"], &["a.com"]));
    bench.call("Set-SendConnector", &[("Identity", text("x")), ("Name", text("y")), spaces]).expect("changed");
    bench.call("Remove-SendConnector", &[("Identity", text("y"))]).expect("removed");
    let entries = history(&bench, &[("Class", text("sendconnector"))]);
    let actions: Vec<String> = entries.iter().map(|entry| shown(entry, "Action")).collect();
    assert_eq!(actions, ["Removed", "Changed", "Created"], "latest first");
    assert_eq!(shown(&entries[1], "Changes"), "Name: x → y AddressSpaces: {SMTP:a.com;1} → {SMTP:b.com;1}");
    assert_eq!(
        (shown(&entries[2], "Who").as_str(), shown(&entries[2], "Command").as_str()),
        ("ann", "New-SendConnector x …")
    );
    let created = shown(&entries[2], "Changes");
    assert!(
        created.contains("SmartHosts: {b.c}") && !created.contains("Port"),
        "only what is not the default: {created}"
    );
    assert!(!created.contains("sealed") && !created.contains("hunter2"), "{created}");
    assert_eq!(history(&bench, &[("Identity", text("y"))]).len(), 2, "under that name");
    assert_eq!(history(&bench, &[("Who", text("node"))]).len(), 1);
    assert_eq!(history(&bench, &[("ResultSize", Value::Int(2))]).len(), 2);
    assert_eq!(history(&bench, &[("Since", text("1h"))]).len(), 4);
    assert_eq!(history(&bench, &[("Until", text("1h"))]).len(), 0);
    let refused = bench.call("Get-ConfigurationHistory", &[("Since", text("lately"))]).expect_err("no date");
    assert!(refused.says.contains("2h"), "{refused}");
}

#[test]
fn what_was_can_be_brought_back_and_that_undone() {
    let directory = directory();
    let bench = Bench::new(&directory);
    bench.call("New-SendConnector", &given(&[("Name", "x"), ("AddressSpaces", "a.com")])).expect("made");
    bench.call("New-SendConnector", &given(&[("Name", "gone"), ("AddressSpaces", "b.com")])).expect("made");
    bench.call("Set-SendConnector", &[("Identity", text("x")), ("Port", Value::Int(26))]).expect("changed");
    bench.call("Remove-SendConnector", &[("Identity", text("gone"))]).expect("removed");
    bench.call("New-SendConnector", &given(&[("Name", "new"), ("AddressSpaces", "c.com")])).expect("made");
    let names = || {
        let all = bench.call("Get-SendConnector", &[]).expect("all");
        all.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    bench.what_if.set(true);
    bench.call("Restore-Configuration", &[("Revision", Value::Int(3))]).expect("asked");
    let (_, target, detail) = bench.asked.borrow().last().cloned().expect("asked");
    assert_eq!(target, "revision 3");
    for line in ["Remove SendConnector 'new'", "Make SendConnector 'gone'", "Change SendConnector 'x'\n  Port: 26 → 25"]
    {
        assert!(detail.contains(line), "{detail}");
    }
    bench.what_if.set(false);
    bench
        .call("Restore-Configuration", &[("Revision", Value::Int(3)), ("Reason", text("mail stood still"))])
        .expect("restored");
    assert_eq!(names(), ["gone", "x"]);
    assert_eq!(shown(&bench.get("Get-SendConnector", "x"), "Port"), "25");
    assert_eq!(shown(&history(&bench, &[])[0], "Reason"), "mail stood still");
    bench.call("Restore-Configuration", &[("Revision", Value::Int(6))]).expect("undone");
    assert_eq!(names(), ["new", "x"]);
    let refused = bench.call("Restore-Configuration", &[("Revision", Value::Int(99))]).expect_err("no such revision");
    assert_eq!(refused.kind, FaultKind::NotFound);
}

#[test]
fn half_of_a_change_is_not_brought_back_when_it_breaks_a_rule() {
    let directory = directory();
    let bench = Bench::new(&directory);
    bench.call("New-MailboxDatabase", &given(&[("Name", "Mailboxes"), ("MaildirPath", "/m")])).expect("made");
    bench.call("New-Mailbox", &given(&[("Name", "Ann"), ("PrimarySmtpAddress", "ann@a.b")])).expect("made");
    bench.call("Remove-Mailbox", &[("Identity", text("Ann"))]).expect("removed");
    bench.call("Remove-MailboxDatabase", &[("Identity", text("Mailboxes"))]).expect("removed");
    let only = [("Revision", Value::Int(3)), ("Class", text("Mailbox"))];
    let refused = bench.call("Restore-Configuration", &only).expect_err("a mailbox without a database");
    assert!(refused.says.contains("Mailbox 'Ann'"), "{refused}");
    bench.call("Restore-Configuration", &[("Revision", Value::Int(3))]).expect("both together");
}
