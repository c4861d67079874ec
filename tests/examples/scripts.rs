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

/// Runs a script file and gives its exit code, its results and its talk.
fn ended(data_dir: &Path, name: &str, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(program());
    command.args(["--no-profile", "--data-dir"]).arg(data_dir).arg(example(name)).args(arguments);
    let output = command.current_dir(data_dir).stdin(Stdio::null()).output().expect("emsh was built");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn the_queues_are_reported_as_a_table_and_as_csv() {
    let node = Node::start();
    let data = node.folder.path();
    for rows in [2, 4] {
        let (code, out, talk) = ended(data, "queue-report.ps1", &["-CsvPath", "queues.csv"]);
        assert_eq!((code, talk.as_str()), (Some(0), ""), "{out}");
        assert!(
            out.contains("\nQueue ") && out.contains("Submission") && out.contains("Ready            2 queues"),
            "{out}"
        );
        assert!(out.ends_with("2 rows added to queues.csv\n"), "{out}");
        let text = std::fs::read_to_string(data.join("queues.csv")).expect("written");
        assert_eq!(text.lines().count(), rows + 1, "{text}");
        assert!(text.starts_with("\"Taken\",\"Queue\",\"NextHopDomain\""), "{text}");
    }
    let (code, out, _) = ended(data, "queue-report.ps1", &["-MinimumMessages", "5"]);
    assert_eq!((code, out.as_str()), (Some(0), "No queue to report.\n"));
    assert_eq!(ended(data, "queue-report.ps1", &["-MinimumMessages", "-1"]).0, Some(2));
}

#[test]
fn rows_that_fail_are_logged_and_counted() {
    let node = Node::start();
    let rows = example("domains.csv");
    let (code, out, talk) = ended(node.folder.path(), "bulk-domains.ps1", &["-Path", &rows, "-LogPath", "log"]);
    assert_eq!((code, out.as_str()), (Some(3), "Add        2\nChange     1\nRemove     1\nFailed     3\n"), "{talk}");
    assert_eq!(talk.lines().filter(|line| line.starts_with("WARNING: row ")).count(), 3, "{talk}");
    let log = std::fs::read_to_string(node.folder.path().join("log")).expect("written");
    let levels: Vec<_> = log.lines().filter_map(|line| line.split_whitespace().nth(1)).collect();
    assert_eq!(levels, ["INFO", "INFO", "ERROR", "INFO", "ERROR", "INFO", "ERROR"], "{log}");
    assert!(log.contains("row 8: Rename Fabrikam: 'Rename' is not an action."), "{log}");
    assert_eq!(node.shell("(Get-AcceptedDomain Fabrikam).DomainType"), "InternalRelay\n");
    assert_eq!(ended(node.folder.path(), "bulk-domains.ps1", &["-Path", "missing.csv"]).0, Some(2));
}

#[test]
fn a_health_check_ends_with_how_bad_it_is() {
    let node = Node::start();
    let check = |arguments: &[&str]| ended(node.folder.path(), "health-check.ps1", arguments);
    let (code, out, talk) = check(&[]);
    assert_eq!((code, talk.as_str()), (Some(0), ""), "{out}");
    assert!(out.lines().count() >= 6 && out.lines().all(|line| line.starts_with("OK ")), "{out}");
    let (code, out, _) = check(&["-MaxQueueLength", "-1"]);
    assert_eq!(code, Some(1), "{out}");
    assert!(out.contains("WARNING  Length      over -1: "), "{out}");
    let alone = tempfile::tempdir().expect("temporary folder");
    let (code, out, _) = ended(alone.path(), "health-check.ps1", &[]);
    assert_eq!(code, Some(2));
    assert!(out.starts_with("CRITICAL Node "), "{out}");
}

#[test]
fn the_nightly_report_counts_what_came() {
    let node = Node::start();
    let next_hop = Sink::start();
    node.configure(&format!("New-SendConnector Out -AddressSpaces * -SmartHosts 127.0.0.1 -Port {}", next_hop.port));
    node.configure("New-AcceptedDomain Contoso -DomainName contoso.com -DomainType InternalRelay");
    node.configure("Set-ReceiveConnector \"Default $((Get-TransportServer).Name)\" -PermissionGroups AnonymousUsers");
    let port = node.port("Default TEST");
    node.shell(&format!("1..3 | % {{ Send-SmtpMessage 127.0.0.1:{port} -From pat@fabrikam.com -To ann@contoso.com }}"));
    let (code, out, talk) = ended(node.folder.path(), "nightly-report.ps1", &["-Hours", "1"]);
    assert_eq!((code, talk.as_str()), (Some(0), ""), "{out}");
    for expected in [
        "Mail report of ",
        "\nTraffic\n-------\nMessages received              3\n",
        "\nBusiest senders\n---------------\n     3  pat@fabrikam.com\n",
        "New-AcceptedDomain Contoso",
        "$Hours in the command line sets",
    ] {
        assert!(out.contains(expected), "{expected:?} is not in\n{out}");
    }
    let (code, out, _) = ended(node.folder.path(), "nightly-report.ps1", &["-OutFile", "report.txt"]);
    assert_eq!(code, Some(0));
    assert!(out.starts_with("Report written to report.txt ("), "{out}");
    assert!(node.folder.path().join("report.txt").exists());
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
