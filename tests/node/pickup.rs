//! Messages that come as files: Pickup, Replay, and `emsh sendmail`.

use std::fs;
use std::io::Write;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::appear::{eventually, wait_in};
use crate::support::hub::Hub;
use crate::support::node::program;

fn drop_into(folder: &Path, name: &str, text: &str) {
    // Written elsewhere and moved, as its writers should.
    let draft = folder.join(format!("{name}.txt"));
    fs::write(&draft, text).expect("own folder");
    fs::rename(&draft, folder.join(name)).expect("own folder");
}

fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).expect("own folder").next().is_none()
}

fn hub_with_folders() -> Hub {
    let hub = Hub::start();
    for name in ["pickup", "replay"] {
        fs::create_dir(hub.node.folder.path().join(name)).expect("own folder");
    }
    let root = hub.node.folder.path().display();
    hub.node.configure(&format!(
        "Set-TransportServer TEST -PickupDirectoryPath '{root}/pickup' -ReplayDirectoryPath '{root}/replay'"
    ));
    hub
}

#[test]
fn files_of_both_directories_are_sent_and_what_is_none_is_kept() {
    let hub = hub_with_folders();
    let (pickup, replay) = (hub.node.folder.path().join("pickup"), hub.node.folder.path().join("replay"));
    drop_into(
        &pickup,
        "one.eml",
        "From: bob@contoso.com\nTo: Ann <ann@contoso.com>\nBcc: bob@contoso.com\nReceived: forged\n\
         X-MS-Exchange-Organization-SCL: -1\nSubject: by pickup\n\ntext\n",
    );
    drop_into(&pickup, "two.eml", "Subject: from nobody\n\ntext\n");
    drop_into(
        &replay,
        "three.eml",
        "X-Sender: <bounce@example.org>\nX-Receiver: <ann@contoso.com>\nX-HeloDomain: mx.example.org\n\
         X-SourceIPAddress: 192.0.2.7\nReceived: kept\nFrom: c@example.org\nSubject: by replay\n\ntext\n",
    );
    let mut messages = hub.messages("ann@contoso.com", 2);
    messages.sort_by_key(|message| message.contains("by replay"));
    let [first, second] = &messages[..] else { panic!("two messages") };
    assert!(first.contains(" with Pickup (emsh) id ") && first.contains("\nMessage-ID: <"), "{first}");
    for gone in ["Bcc:", "forged", "SCL"] {
        assert!(!first.contains(gone), "{gone} in\n{first}");
    }
    assert!(second.contains("Return-Path: <bounce@example.org>") && second.contains("Received: kept"), "{second}");
    assert!(second.contains("Received: from mx.example.org (192.0.2.7) by "), "{second}");
    assert_eq!(hub.messages("bob@contoso.com", 1).len(), 1, "Bcc is a recipient all the same");
    wait_in(&pickup, |files| files.iter().any(|file| file.ends_with("two.bad")).then_some(()));
    assert_eq!(fs::read_dir(&pickup).expect("own folder").count(), 1, "what was sent is gone");
    hub.tracked("by pickup", &["RECEIVE PICKUP", "DELIVER STOREDRIVER"]);
    eventually("BADMAIL", || {
        hub.node.shell("(Get-MessageTrackingLog -EventId BADMAIL).Source").contains("PICKUP").then_some(())
    });
}

#[test]
fn a_file_that_breaks_a_limit_comes_back_to_its_sender() {
    let hub = hub_with_folders();
    hub.node.configure("Set-TransportServer TEST -PickupDirectoryMaxRecipientsPerMessage 1");
    let pickup = hub.node.folder.path().join("pickup");
    drop_into(&pickup, "x.eml", "From: ann@contoso.com\nTo: bob@contoso.com, ann@contoso.com\nSubject: many\n\n\n");
    let report = &hub.messages("ann@contoso.com", 1)[0];
    assert!(report.contains("Status: 5.5.3") && report.contains("Return-Path: <>"), "{report}");
    eventually("the file is gone", || is_empty(&pickup).then_some(()));
}

/// `emsh sendmail`, under the name that programs call.
fn sendmail(hub: &Hub, flags: &[&str], text: &str) -> Option<i32> {
    let link = hub.node.folder.path().join("bin");
    let _ = fs::create_dir(&link);
    let _ = symlink(program(), link.join("sendmail"));
    let mut child = Command::new(link.join("sendmail"))
        .args(flags)
        .env("EMSH_DATA", hub.node.folder.path())
        .env("LOGNAME", "bob")
        .stdin(Stdio::piped())
        .spawn()
        .expect("emsh");
    child.stdin.take().expect("a pipe").write_all(text.as_bytes()).expect("it reads");
    child.wait().expect("it ends").code()
}

#[test]
fn sendmail_takes_messages_while_the_node_runs_and_while_it_does_not() {
    let mut hub = Hub::start();
    assert_eq!(sendmail(&hub, &["-t", "-oi"], "To: Ann <ann>\nSubject: from cron\n\n.\ntext\n"), Some(0));
    let message = &hub.messages("ann@contoso.com", 1)[0];
    for wanted in
        ["Return-Path: <bob@contoso.com>", "\nFrom: bob@contoso.com\n", "\n\n.\ntext\n", " with Sendmail (emsh) id "]
    {
        assert!(message.contains(wanted), "{wanted} is missing in\n{message}");
    }
    hub.tracked("from cron", &["RECEIVE PICKUP"]);
    assert_eq!(sendmail(&hub, &["-t"], "Subject: for nobody\n\n"), Some(64));

    hub.node.kill();
    let flags = ["-f", "ann@contoso.com", "-F", "Ann A.", "bob@contoso.com"];
    assert_eq!(sendmail(&hub, &flags, "Subject: later\n\ntext\n.\nnot this\n"), Some(0));
    hub.node.serve(&[]);
    let message = &hub.messages("bob@contoso.com", 1)[0];
    assert!(message.contains("\nFrom: \"Ann A.\" <ann@contoso.com>\n") && !message.contains("not this"), "{message}");
}

#[test]
fn no_file_is_lost_when_the_node_is_killed() {
    let mut hub = hub_with_folders();
    hub.node.configure("Set-TransportServer TEST -PickupDirectoryMaxMessagesPerMinute 20000 -PoisonThreshold 10");
    let replay = hub.node.folder.path().join("replay");
    const COUNT: usize = 300;
    for number in 0..COUNT {
        let text = format!("X-Sender: <a@example.org>\nX-Receiver: <ann@contoso.com>\nSubject: number {number}.\n\n");
        drop_into(&replay, &format!("{number}.eml"), &text);
    }
    for _ in 0..3 {
        wait_in(&replay, |files| {
            files.iter().any(|file| file.extension().is_some_and(|end| end == "tmp")).then_some(())
        });
        hub.node.kill();
        hub.node.serve(&[]);
    }
    eventually("the files are gone", || is_empty(&replay).then_some(()));
    eventually("all messages", || {
        let messages = hub.messages("ann@contoso.com", COUNT);
        (0..COUNT)
            .all(|number| messages.iter().any(|text| text.contains(&format!("Subject: number {number}.\n"))))
            .then_some(())
    });
}
