//! Agents that others wrote: a milter with the real libmilter, OpenDKIM, Rspamd; and the program of `examples/`.

use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::support::hub::Hub;
use crate::support::sink::Sink;
use crate::support::smtp::Client;
use crate::support::{appear, free_port, run, said, write};

/// A milter that does what the subject says.
const MILTER: &str = r#"
import Milter, os, sys, time

class Filter(Milter.Base):
    def envfrom(self, sender, *arguments):
        self.subject = ""
        return Milter.CONTINUE

    def envrcpt(self, recipient, *arguments):
        if recipient.startswith("<bob"):
            self.setreply("550", "5.1.1", "bob is away, says the milter")
            return Milter.REJECT
        return Milter.CONTINUE

    def header(self, name, value):
        if name.lower() == "subject":
            self.subject = value
        return Milter.CONTINUE

    def eom(self):
        if self.subject == "reject":
            self.setreply("554", "5.7.1", "refused 100%% by the milter")
            return Milter.REJECT
        if self.subject == "tempfail":
            return Milter.TEMPFAIL
        if self.subject == "discard":
            return Milter.DISCARD
        if self.subject == "hang":
            time.sleep(1000)
        if self.subject == "die":
            os._exit(1)
        if self.subject == "quarantine":
            self.quarantine("looks odd")
        if self.subject == "change":
            self.addheader("X-Added", "by the milter")
            self.addheader("X-First", "on top", 0)
            self.chgheader("Subject", 1, "changed")
            self.chgheader("X-Secret", 1, "")
            self.replacebody("A new body.\r\n")
            self.addrcpt("<carl@contoso.com>")
            self.delrcpt("<ann@contoso.com>")
            self.chgfrom("<changed@example.org>")
        return Milter.CONTINUE

Milter.factory = Filter
Milter.set_flags(Milter.ADDHDRS | Milter.CHGHDRS | Milter.CHGBODY | Milter.ADDRCPT | Milter.DELRCPT
                 | Milter.QUARANTINE | Milter.CHGFROM)
Milter.runmilter("filter", "inet:%s@127.0.0.1" % sys.argv[1], 600)
"#;

/// A program in the background, ended when dropped.
struct Peer(Child);

impl Drop for Peer {
    fn drop(&mut self) {
        // Rspamd has children, which would stay.
        let _ = Command::new("pkill").args(["-P", &self.0.id().to_string()]).status();
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Peer {
    /// Returns when it listens.
    fn start(program: &str, arguments: &[&str], port: u16) -> Peer {
        let child = Command::new(program).args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).spawn();
        let peer = Peer(child.unwrap_or_else(|error| panic!("{program}: {error}; tests/run installs it")));
        appear::port_opens(port, || true);
        peer
    }
}

fn libmilter(folder: &Path, port: u16) -> Peer {
    let script = folder.join("filter.py");
    write(&script, MILTER);
    Peer::start("/usr/bin/python3", &[&script.display().to_string(), &port.to_string()], port)
}

/// Brings a message; the answer to its final dot.
fn bring(hub: &Hub, recipients: &[&str], subject: &str, body: &str) -> String {
    let mut client = Client::connect(hub.port);
    client.ask("EHLO client.example", "250");
    client.ask("MAIL FROM:<x@elsewhere.example>", "250");
    recipients.iter().for_each(|recipient| drop(client.ask(&format!("RCPT TO:<{recipient}>"), "250")));
    client.ask("DATA", "354");
    let header = format!("From: x@elsewhere.example\r\nTo: ann@contoso.com\r\nSubject: {subject}\r\nX-Secret: yes\r\n");
    client.ask(&format!("{header}\r\n{body}\r\n."), "")
}

#[test]
fn a_milter_with_the_real_library_does_all_it_may() {
    let hub = Hub::start();
    let port = free_port();
    let milter = libmilter(hub.node.folder.path(), port);
    appear::make_maildir(&hub.maildir("carl@contoso.com"));
    hub.node.configure(&format!(
        "New-Mailbox -Name Carl -PrimarySmtpAddress carl@contoso.com -Database Mailboxes
         Install-TransportAgent Filter -MilterEndpoint inet:{port}@localhost -CommandTimeout 00:00:05 -ContentTimeout 00:00:02
         Enable-TransportAgent Filter"
    ));
    for (subject, expected) in [
        ("reject", "554 5.7.1 refused 100% by the milter"),
        ("tempfail", "451 4.7.1 Service unavailable - try again later"),
        ("discard", "250 2.6.0 "),
        ("change", "250 2.6.0 "),
        ("quarantine", "250 2.6.0 "),
    ] {
        let said = bring(&hub, &["ann@contoso.com"], subject, "The old body.");
        assert!(said.starts_with(expected), "{subject}: {said}");
    }
    let mut client = Client::connect(hub.port);
    client.ask("EHLO client.example", "250");
    client.ask("MAIL FROM:<x@elsewhere.example>", "250");
    let said = client.ask("RCPT TO:<bob@contoso.com>", "550");
    assert!(said.contains("5.1.1 bob is away, says the milter"), "{said}");

    let changed = hub.messages("carl@contoso.com", 1).remove(0);
    let (header, body) = changed.split_once("\n\n").expect("a header");
    let expected =
        ["Return-Path: <changed@example.org>", "X-First: on top", "X-Added: by the milter", "Subject: changed"];
    assert!(expected.iter().all(|line| header.lines().any(|one| one.trim_end() == *line)), "{header}");
    assert!(!header.contains("X-Secret") && body.trim() == "A new body.", "{changed}");

    let kept = "Get-Message -Filter {Status -eq 'Suspended'} | ForEach-Object Subject";
    hub.node.in_force();
    let kept = appear::eventually("it is kept back", || {
        let kept = hub.node.shell(kept);
        (!kept.trim().is_empty()).then_some(kept)
    });
    assert_eq!(kept.trim(), "quarantine");
    hub.node.shell("Get-Message -Filter {Subject -eq 'quarantine'} | Resume-Message");
    assert!(hub.messages("ann@contoso.com", 1)[0].contains("Subject: quarantine"));
    let told = hub.node.shell("Get-MessageTrackingLog -EventId AGENTINFO | ForEach-Object CustomData");
    assert!(told.contains("S:TA=Filter|action=Discard") && told.contains("|action=ReplaceBody"), "{told}");

    // It hangs, then it dies in the middle of a message: put off while that is wanted, and passed over otherwise.
    assert!(bring(&hub, &["ann@contoso.com"], "hang", "x").starts_with("451 4.7.1"));
    assert!(bring(&hub, &["ann@contoso.com"], "die", "x").starts_with("451 4.7.1"));
    assert!(bring_refused(&hub).starts_with("451 4.7.1"), "nobody is there");
    hub.node.configure("Set-TransportAgent Filter -FailureAction Accept");
    assert!(bring(&hub, &["ann@contoso.com"], "goes on", "x").starts_with("250"));
    drop(milter);
    let _milter = libmilter(hub.node.folder.path(), port);
    assert!(bring(&hub, &["ann@contoso.com"], "reject", "x").starts_with("554"), "it is asked again");
    hub.node.configure("Disable-TransportAgent Filter -Confirm:$false");
    assert!(bring(&hub, &["ann@contoso.com"], "reject", "x").starts_with("250"));
}

/// The answer to MAIL.
fn bring_refused(hub: &Hub) -> String {
    let mut client = Client::connect(hub.port);
    client.ask("EHLO client.example", "250");
    client.ask("MAIL FROM:<x@elsewhere.example>", "")
}

/// Checks the signature of a message in a file, with the record that belongs to it.
const JUDGE: &str = r#"
import dkim, sys
message = open(sys.argv[1], "rb").read()
print(dkim.DKIM(message).verify(dnsfunc=lambda name, timeout=5: sys.argv[2].encode()))
"#;

#[test]
fn opendkim_signs_what_goes_through_us() {
    let (hub, world, port) = (Hub::start(), Sink::start(), free_port());
    hub.send_everything_to(world.port);
    let folder = hub.node.folder.path().join("opendkim");
    std::fs::create_dir(&folder).expect("a folder");
    run("opendkim-genkey", &["-b", "2048", "-d", "contoso.com", "-s", "mail", "-D", &folder.display().to_string()]);
    let config = folder.join("opendkim.conf");
    write(
        &config,
        &format!(
            "Mode s\nDomain contoso.com\nSelector mail\nKeyFile {}\nSocket inet:{port}@127.0.0.1\nSyslog no\n\
             Canonicalization relaxed/relaxed\nRequireSafeKeys no\nBackground no\n",
            folder.join("mail.private").display()
        ),
    );
    let _opendkim = Peer::start("opendkim", &["-f", "-x", &config.display().to_string()], port);
    hub.node.configure(&format!(
        "Install-TransportAgent OpenDKIM -MilterEndpoint 127.0.0.1:{port}; Enable-TransportAgent OpenDKIM"
    ));
    hub.send("ann@contoso.com", &["pat@example.net"], "signed by another");
    let message = world.messages(1)[0].text.clone();
    assert!(message.contains("DKIM-Signature:") && message.contains("d=contoso.com; s=mail"), "{message}");
    let record = std::fs::read_to_string(folder.join("mail.txt")).expect("a record");
    let record: String = record.split('"').skip(1).step_by(2).collect();
    let file = folder.join("signed.eml");
    write(&file, &message);
    let judged = Command::new("/usr/bin/python3").args(["-c", JUDGE]).arg(&file).arg(&record).output();
    assert_eq!(said(&judged.expect("python3-dkim is installed by tests/run")).trim(), "True", "{message}");
}

/// The text that every filter takes for spam.
const GTUBE: &str = "XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X";

#[test]
fn rspamd_refuses_spam_and_marks_the_rest() {
    let (hub, port) = (Hub::start(), free_port());
    let folder = hub.node.folder.path().join("rspamd");
    std::fs::create_dir(&folder).expect("a folder");
    let (config, here) = (folder.join("rspamd.conf"), folder.display());
    write(&folder.join("tld.dat"), "com\nexample\n");
    write(
        &config,
        &format!(
            "options {{ pidfile = \"{here}/pid\"; tempdir = \"{here}\"; filters = \"\"; url_tld = \"{here}/tld.dat\";\n\
             disable_hyperscan = true; hs_cache_dir = \"{here}\"; dns {{ nameserver = [\"127.0.0.1:1\"]; }} }}\n\
             logging {{ type = \"console\"; level = \"error\"; }}\n\
             actions {{ reject = 15; add_header = 6; }}\n\
             worker \"rspamd_proxy\" {{ bind_socket = \"127.0.0.1:{port}\"; milter = yes; count = 1;\n\
             upstream \"local\" {{ default = yes; self_scan = yes; }} }}\n"
        ),
    );
    let _rspamd = Peer::start("rspamd", &["-f", "-i", "-c", &config.display().to_string()], port);
    hub.node.configure(&format!(
        "Install-TransportAgent Rspamd -MilterEndpoint 127.0.0.1:{port}; Enable-TransportAgent Rspamd"
    ));
    let said = bring(&hub, &["ann@contoso.com"], "spam", GTUBE);
    assert!(said.starts_with("554 5.7.1 Gtube pattern"), "{said}");
    assert!(bring(&hub, &["ann@contoso.com"], "ham", "Hello").starts_with("250"));
    assert!(hub.messages("ann@contoso.com", 1)[0].contains("Subject: ham"));
}

#[test]
fn the_program_among_the_examples_works() {
    let hub = Hub::start();
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/transport-agent.py");
    hub.node.configure(&format!(
        "New-Mailbox -Name Closed -PrimarySmtpAddress closed@contoso.com -Database Mailboxes
         Install-TransportAgent Example -AssemblyPath '{}' -Events OnRcptCommand,OnEndOfData
         Enable-TransportAgent Example",
        program.display()
    ));
    let mut client = Client::connect(hub.port);
    client.ask("EHLO client.example", "250");
    client.ask("MAIL FROM:<x@elsewhere.example>", "250");
    let said = client.ask("RCPT TO:<closed@contoso.com>", "550");
    assert!(said.contains("5.7.1 This mailbox is closed"), "{said}");
    bring(&hub, &["ann@contoso.com"], "hello", "kindly redact this");
    let message = hub.messages("ann@contoso.com", 1).remove(0);
    assert!(message.contains("Subject: [outside] hello") && message.contains("************* this"), "{message}");
    assert!(message.contains("X-Body-Size: 20"), "{message}");
}
