//! msmtp sends to us: as a stranger, and as a user over TLS.

use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Output, Stdio};

use crate::support::hub::{Hub, PASSWORD};
use crate::support::sink::Sink;
use crate::support::{said, write};

/// Sends a message with these settings of an account.
fn msmtp(settings: &str, to: &str, subject: &str) -> Output {
    let folder = tempfile::tempdir().expect("temporary folder");
    let conf = folder.path().join("msmtprc");
    write(&conf, &format!("account default\n{settings}\n"));
    // It refuses a file with passwords that others can read.
    std::fs::set_permissions(&conf, std::fs::Permissions::from_mode(0o600)).expect("own file");
    let mut command = Command::new("msmtp");
    command.arg(format!("--file={}", conf.display())).arg("--").arg(to);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut running = command.spawn().expect("msmtp is installed by tests/run");
    let text = format!("From: ann@contoso.com\nTo: {to}\nSubject: {subject}\n\n.a dot\n");
    running.stdin.take().expect("piped").write_all(text.as_bytes()).expect("it listens");
    running.wait_with_output().expect("it ends")
}

#[test]
fn msmtp_sends_as_a_stranger_and_as_a_user() {
    let (hub, world) = (Hub::start(), Sink::start());
    hub.send_everything_to(world.port);
    let stranger = format!("host 127.0.0.1\nport {}\nfrom sam@example.org\ndomain client.example.org", hub.port);
    let sent = msmtp(&stranger, "ann@contoso.com", "from a stranger");
    assert!(sent.status.success(), "{}", said(&sent));
    let message = &hub.messages("ann@contoso.com", 1)[0];
    assert!(message.contains("Subject: from a stranger\n") && message.contains("\n.a dot\n"), "{message}");
    let refused = said(&msmtp(&stranger, "pat@example.net", "relayed"));
    assert!(refused.contains("550 5.7.1 Unable to relay"), "{refused}");

    let user = |method: &str, password: &str| {
        format!(
            "host 127.0.0.2\nport {}\nfrom ann@contoso.com\ntls on\ntls_certcheck off\nauth {method}\nuser ann\n\
             password {password}",
            hub.submission
        )
    };
    let quoted = format!("\"{PASSWORD}\"");
    for (count, method) in (1..).zip(["plain", "login", "scram-sha-256"]) {
        let sent = msmtp(&user(method, &quoted), "pat@example.net", method);
        assert!(sent.status.success(), "{method}: {}", said(&sent));
        assert_eq!(world.messages(count).len(), count);
    }
    let refused = said(&msmtp(&user("plain", "wrong"), "pat@example.net", "no"));
    assert!(refused.contains("535 5.7.3 Authentication unsuccessful"), "{refused}");
}
