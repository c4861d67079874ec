//! Commands that watch: events as they happen, rounds of Get-Queue, and a message's way.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use crate::support::appear::{PATIENCE, eventually, make_maildir};
use crate::support::node::{Node, program};
use crate::support::{closed_port, free_port, run, smtp};

/// A shell that goes on until it is interrupted.
struct Watcher {
    child: Child,
    lines: Receiver<String>,
}

impl Watcher {
    fn start(node: &Node, script: &str) -> Watcher {
        let mut child = Command::new(program())
            .args(["--no-profile", "--output", "jsonl", "--data-dir"])
            .arg(node.folder.path())
            .args(["-c", script])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("emsh was built");
        let (to, lines) = channel();
        let out = BufReader::new(child.stdout.take().expect("piped"));
        std::thread::spawn(move || out.lines().map_while(Result::ok).all(|line| to.send(line).is_ok()));
        Watcher { child, lines }
    }

    fn next(&self) -> serde_json::Value {
        let line = self.lines.recv_timeout(PATIENCE).expect("something more happens");
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("{line}: {error}"))
    }

    /// Presses Ctrl-C; gives the exit code and what was said.
    fn interrupt(mut self) -> (i32, String) {
        run("kill", &["-INT", &self.child.id().to_string()]);
        let mut said = String::new();
        self.child.stderr.take().expect("piped").read_to_string(&mut said).expect("text");
        (self.child.wait().expect("a child of ours").code().unwrap_or(-1), said)
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        // It has ended already where all went well.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A node that delivers to Ann and cannot reach fabrikam.com, and the port on which it takes mail from programs.
fn node() -> (Node, u16) {
    let node = Node::start();
    let (relay, closed) = (free_port(), closed_port());
    let mail = node.folder.path().join("mail");
    make_maildir(&mail.join("ann@contoso.com"));
    node.configure(&format!(
        "New-AcceptedDomain Contoso -DomainName contoso.com
         New-MailboxDatabase Mailboxes -MaildirPath '{}'
         New-Mailbox Ann -PrimarySmtpAddress ann@contoso.com
         New-SendConnector Fabrikam -AddressSpaces fabrikam.com -SmartHosts 127.0.0.1 -Port {closed}
         New-ReceiveConnector Relay -Bindings 127.0.0.1:{relay} -RemoteIPRanges 127.0.0.1 `
             -AuthMechanism ExternalAuthoritative -PermissionGroups ExchangeServers",
        mail.display()
    ));
    (node, relay)
}

#[test]
fn events_are_objects_as_they_happen() {
    let (node, relay) = node();
    let watcher = Watcher::start(&node, "Watch-Transport -Filter {Subject -notlike 'not*'}");
    // Whether it listens yet can only be seen by something that happens.
    let first = eventually("the first event", || {
        smtp::send(relay, "kim@contoso.com", &["ann@contoso.com"], "is anybody there");
        watcher.lines.recv_timeout(Duration::from_millis(300)).ok()
    });
    assert!(first.contains("is anybody there"), "{first}");
    smtp::send(relay, "kim@contoso.com", &["ann@contoso.com"], "not this one");
    smtp::send(relay, "kim@contoso.com", &["ann@contoso.com", "pat@fabrikam.com"], "watched");
    let mut seen = Vec::new();
    let is_whole = |seen: &[String]| {
        ["DELIVER", "ROUTE to [127.0.0.1]"].iter().all(|end| seen.iter().any(|one| one.contains(end)))
    };
    while !is_whole(&seen) {
        let event = watcher.next();
        assert_ne!(event["Subject"], "not this one");
        if event["Subject"] == "watched" {
            let text = |name: &str| event[name].as_str().unwrap_or_default().to_owned();
            seen.push(format!("{} {} to {}", text("Stage"), text("EventId"), text("NextHop")));
        }
    }
    assert_eq!(seen[0], "Receive RECEIVE to ", "{seen:?}");
    assert!(seen.contains(&"Categorize ROUTE to Mailboxes".to_owned()), "{seen:?}");
    assert!(seen.contains(&"Send DELIVER to Mailboxes".to_owned()), "{seen:?}");
    let (code, said) = watcher.interrupt();
    assert_eq!(code, 130, "{said}");
    assert!(said.contains("Watched for ") && said.contains(" events."), "{said}");
}

#[test]
fn a_watch_ends_by_itself_and_with_its_node() {
    let (mut node, _) = node();
    assert_eq!(node.shell("@(Watch-Transport -For 00:00:01).Count").trim(), "0");
    let refused = node.try_shell("Watch-Transport -Filter {Stge -eq 'Send'}");
    assert_eq!(refused.status.code(), Some(2));
    let mut watcher = Watcher::start(&node, "Watch-Transport");
    let relay = node.port("Relay");
    eventually("the first event", || {
        smtp::send(relay, "kim@contoso.com", &["ann@contoso.com"], "is anybody there");
        watcher.lines.recv_timeout(Duration::from_millis(300)).ok()
    });
    node.stop();
    assert_eq!(watcher.child.wait().expect("a child of ours").code(), Some(6), "the node has stopped");
}

#[test]
fn queues_are_shown_round_after_round() {
    let (node, _) = node();
    let watcher =
        Watcher::start(&node, "Get-Queue Submission -Watch -Interval 00:00:01 | Select-Object Identity,Status");
    for _ in 0..2 {
        assert_eq!(watcher.next(), serde_json::json!({"Identity": "TEST\\Submission", "Status": "Ready"}));
    }
    let (code, said) = watcher.interrupt();
    assert_eq!(code, 130, "{said}");
    assert!(said.contains("Watched for ") && said.contains(" rounds."), "{said}");
}

#[test]
fn a_message_is_traced_to_each_recipient() {
    let (node, relay) = node();
    smtp::send(relay, "kim@contoso.com", &["ann@contoso.com", "pat@fabrikam.com"], "the way");
    let traced = eventually("a whole way", || {
        let tree = node.shell("Get-Message -ResultSize 1 -WarningAction SilentlyContinue | Trace-Message");
        ["delivered", "waits", "Connection refused"].iter().all(|end| tree.contains(end)).then_some(tree)
    });
    let has = |lines: &[&str]| {
        lines.iter().for_each(|line| assert!(traced.lines().any(|shown| shown.contains(line)), "{line}\nin\n{traced}"));
    };
    has(&[
        "from kim@contoso.com,",
        "├─ ann@contoso.com: delivered",
        "└─ pat@fabrikam.com: waits",
        "RECEIVE  SMTP from",
    ]);
    has(&["WAITING  in TEST\\", ", next try ", "250 2.1.5"]);
    let by_number = r"$id = [string](Get-Message).Identity; Trace-Message -InternalMessageId $id.Split('\')[-1]";
    let steps = node.shell(&format!("{by_number} | Where-Object EventId -eq WAITING | ForEach-Object Recipients"));
    assert_eq!(steps.trim(), "pat@fabrikam.com");
    let unknown = node.try_shell("Trace-Message nobody@knows");
    assert_eq!(unknown.status.code(), Some(3), "not found");
}
