//! Starting, stopping, dying and starting again.

use std::io::{BufRead, BufReader};
use std::os::unix::net::UnixDatagram;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::appear::PATIENCE;
use crate::support::node::{EMSH, Node};
use crate::support::said;
use crate::support::smtp::Client;

#[test]
fn a_first_start_on_nothing_is_ready_and_says_where() {
    let mut node = Node::start();
    let (port, submission) = (node.port("Default TEST"), node.port("Client TEST"));
    let data = node.folder.path().display().to_string();
    let ready = node.ready().to_owned();
    for part in ["TEST is ready", &format!("127.0.0.1:{port}"), &format!("127.0.0.2:{submission}"), &data] {
        assert!(ready.contains(part), "{part}: {ready}");
    }
    assert!(Client::connect(port).ask("EHLO client.example", "250").contains("STARTTLS"), "a certificate was made");
    assert_eq!(node.stop().code(), Some(0));
    assert!(!node.folder.path().join("control.sock").exists());

    node.serve(&[]);
    assert_eq!(node.port("Default TEST"), port, "it is found where it was");
}

#[test]
fn a_node_that_is_told_to_stop_says_so_to_its_clients_and_ends() {
    let mut node = Node::start();
    let mut idle = Client::connect(node.port("Default TEST"));
    idle.ask("EHLO client.example", "250");
    let asked = Instant::now();
    assert_eq!(node.stop().code(), Some(0));
    assert!(asked.elapsed() < Duration::from_secs(10), "{:?}", asked.elapsed());
    idle.expect("421 4.3.2");
}

#[test]
fn one_data_directory_has_one_node() {
    let node = Node::start();
    let second = Command::new(EMSH)
        .args(["serve", "--name", "OTHER", "--smtp", "127.0.0.1:0", "--submission", "127.0.0.1:0", "--data-dir"])
        .arg(node.folder.path())
        .output()
        .expect("emsh was built");
    let says = said(&second);
    assert_eq!(second.status.code(), Some(7), "{says}");
    assert!(says.contains(&format!("A node already runs on '{}'", node.folder.path().display())), "{says}");
    assert!(says.contains(&format!("process {}", node.pid())) && says.contains("fix: "), "{says}");
    let servers = node.shell("Get-TransportServer | ForEach-Object { $_.Name }");
    assert_eq!(servers.trim(), "TEST", "it registered nothing");
}

#[test]
fn a_later_start_keeps_the_name_and_says_which_flags_it_does_not_obey() {
    let mut node = Node::start();
    node.stop();
    let mut again = Command::new(EMSH)
        .args(["serve", "--name", "OTHER", "--smtp", "127.0.0.2:2599", "--data-dir"])
        .arg(node.folder.path())
        .stderr(Stdio::piped())
        .spawn()
        .expect("emsh was built");
    let mut log = BufReader::new(again.stderr.take().expect("piped")).lines();
    let mut lines: Vec<String> = Vec::new();
    while !lines.last().is_some_and(|line| line.contains(" is ready")) {
        lines.push(log.next().expect("the node becomes ready").expect("text"));
    }
    let _ = again.kill();
    let _ = again.wait();
    for part in ["--name OTHER is not obeyed", "--smtp 127.0.0.2:2599 is not obeyed", "TEST is ready"] {
        assert!(lines.iter().any(|line| line.contains(part)), "{part}: {lines:#?}");
    }
}

#[test]
fn a_service_manager_hears_of_the_start_and_of_the_stop() {
    let folder = tempfile::tempdir().expect("temporary folder");
    let path = folder.path().join("notify");
    let socket = UnixDatagram::bind(&path).expect("a socket");
    socket.set_read_timeout(Some(PATIENCE)).expect("a socket");
    let hear = || {
        let mut space = [0; 200];
        let length = socket.recv(&mut space).expect("the node says something");
        String::from_utf8_lossy(&space[..length]).trim().to_owned()
    };
    let mut node = Command::new(EMSH)
        .args(["serve", "--quiet", "--smtp", "127.0.0.1:0", "--submission", "127.0.0.1:0", "--data-dir"])
        .arg(folder.path().join("data"))
        .env("NOTIFY_SOCKET", &path)
        .env("EMSH_LOG", "warn")
        .stderr(Stdio::piped())
        .spawn()
        .expect("emsh was built");
    assert_eq!(hear(), "READY=1");
    crate::support::run("kill", &["-TERM", &node.id().to_string()]);
    assert_eq!(hear(), "STOPPING=1");
    assert!(node.wait().expect("a child of ours").success());
    let said = std::io::read_to_string(node.stderr.take().expect("piped")).expect("text");
    assert_eq!(said, "", "nothing to warn of, and told to be quiet");
}

#[test]
fn a_shell_finds_the_store_that_its_node_serves() {
    let elsewhere = tempfile::tempdir().expect("temporary folder");
    let store = format!("sqlite:{}", elsewhere.path().join("shared.db").display());
    let node = Node::start_with(&["--store", &store]);
    node.configure("New-AcceptedDomain -Name Fabrikam -DomainName fabrikam.com | Out-Null");
    assert_eq!(node.shell("(Get-TransportServer).Name; (Get-AcceptedDomain Fabrikam).Name").trim(), "TEST\nFabrikam");
    assert!(!node.folder.path().join("organization.db").exists());
}
