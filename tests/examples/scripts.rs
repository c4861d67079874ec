//! Each script of `examples/`, run as its head says.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::node::{EMSH, Node, program};
use crate::support::sink::Sink;
use crate::support::{appear, free_port, run, said};

fn example(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name).display().to_string()
}

fn loopback(port: u16) -> String {
    format!("127.0.0.1:{port}")
}

/// Runs a script file on a data directory; panics when it fails.
fn script(data_dir: &Path, name: &str, arguments: &[&str]) -> String {
    let output = Command::new(program())
        .args(["--no-profile", "--data-dir"])
        .arg(data_dir)
        .arg(example(name))
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .expect("emsh was built");
    assert!(output.status.success(), "{name} {arguments:?}\n{}", said(&output));
    String::from_utf8(output.stdout).expect("text")
}

#[test]
fn a_thousand_connectors_come_change_and_go() {
    let node = Node::start();
    let said = script(node.folder.path(), "bulk-connectors.ps1", &[]);
    let expected = [
        "1000 partners in the file",
        "1000 connectors created",
        "200 connectors changed",
        "1000 connectors are as the file says",
        "0 connectors left",
    ];
    assert_eq!(said.lines().collect::<Vec<_>>(), expected);
    // The node has followed all of it.
    node.configure("New-SendConnector -Name Last -AddressSpaces example.net -SmartHosts 127.0.0.1");
}

#[test]
fn the_manual_procedure_sets_up_edge_and_hub() {
    let edge = Node::named("Edge01", &["--role", "edge"]);
    let hub = Node::named("Hub01", &[]);
    script(edge.folder.path(), "edge-and-hub.ps1", &["-On", "Edge"]);
    script(hub.folder.path(), "edge-and-hub.ps1", &["-On", "Hub"]);

    let names = |node: &Node, noun: &str| -> Vec<String> {
        let listed = node.shell(&format!("Get-{noun} | Sort-Object Name | ForEach-Object Name"));
        listed.lines().map(str::to_owned).collect()
    };
    assert_eq!(names(&edge, "SendConnector"), ["To Internal Org", "To Internet"]);
    assert_eq!(names(&edge, "ReceiveConnector"), ["From Internet", "To Internal Org"]);
    assert_eq!(names(&hub, "SendConnector"), ["To Edge"]);
    // The procedure's addresses are not on this machine, and the node says so.
    edge.configure("Set-ReceiveConnector 'From Internet' -Comment 'as printed'");
    let faults = edge.shell("(Get-TransportServer Edge01).ConfigurationFaults");
    assert!(faults.contains("10.1.1.1:25"), "{faults}");
    // Nobody reads the passwords back.
    for node in [&edge, &hub] {
        let everything = node.shell("Get-SendConnector | Format-List *; Get-ConfigurationHistory | Format-List *");
        assert!(!everything.contains("not a secret"), "{everything}");
    }
}

#[test]
fn the_first_mail_comes_and_goes() {
    let node = Node::start();
    let next_hop = Sink::start();
    let mail = node.folder.path().join("mail");
    appear::make_maildir(&mail.join("ann@contoso.com"));
    let (maildirs, port) = (mail.display().to_string(), free_port().to_string());
    let arguments = ["-Maildirs", &maildirs, "-Port", &port, "-NextHopPort", &next_hop.port.to_string()];
    script(node.folder.path(), "first-mail.ps1", &arguments);
    let inside = &appear::maildir_messages(&mail.join("ann@contoso.com"), 1)[0];
    assert!(inside.contains("Subject: Hello Ann\n"), "{inside}");
    let outside = &next_hop.messages(1)[0];
    assert_eq!(
        (outside.sender.as_str(), outside.recipients.join(" ").as_str()),
        ("ann@contoso.com", "pat@fabrikam.com")
    );
    assert!(outside.text.contains("Subject: Hello Pat\n"), "{}", outside.text);
}

#[test]
fn the_first_mail_comes_and_goes_with_a_node_inside_the_script() {
    let folder = tempfile::tempdir().expect("temporary folder");
    let [mail, data] = ["mail", "data"].map(|part| folder.path().join(part).display().to_string());
    let [smtp, submission, next_hop] = [free_port(), free_port(), free_port()];
    let said = run(
        EMSH,
        &[
            &["--no-profile", "--quiet", "--standalone", "--data-dir", &data][..],
            &["--name", "HUB01", "--smtp", &loopback(smtp), "--submission", &loopback(submission)],
            &[&example("first-mail.ps1"), "-Maildirs", &mail],
            &["-Port", &free_port().to_string(), "-NextHopPort", &next_hop.to_string()],
        ]
        .concat(),
    );
    // It ends only when Ann has her mail, and what has no next hop is kept for the next start.
    assert_eq!(appear::maildir_messages(&folder.path().join("mail/ann@contoso.com"), 1).len(), 1, "{said}");
    let spool = run(EMSH, &["--data-dir", &data, "spool", "dump"]);
    assert!(spool.contains("Hello Pat") && !spool.contains("Hello Ann"), "{spool}");
}

#[test]
fn every_example_parses_and_binds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    for entry in std::fs::read_dir(folder).expect("readable").map(|entry| entry.expect("readable").path()) {
        if entry.extension().is_some_and(|ending| ending == "ps1") {
            let checked = Command::new(program()).arg("check").arg(&entry).output().expect("emsh was built");
            assert!(checked.status.success(), "{}\n{}", entry.display(), said(&checked));
        }
    }
}
