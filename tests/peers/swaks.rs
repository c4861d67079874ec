//! swaks and Python's smtplib send to us.

use std::process::{Command, Output};

use crate::support::hub::{Hub, PASSWORD};
use crate::support::sink::Sink;
use crate::support::{free_port, run, said};

/// Runs swaks against an address; `more` are further arguments.
fn swaks(server: &str, from: &str, to: &str, more: &[&str]) -> Output {
    let mut command = Command::new("swaks");
    command.args(["--server", server, "--from", from, "--to", to, "--helo", "client.example.org"]).args(more);
    command.output().expect("swaks is installed by tests/run")
}

#[test]
fn a_stranger_writes_to_us_and_not_through_us() {
    let hub = Hub::start();
    let server = format!("127.0.0.1:{}", hub.port);
    let sent = swaks(&server, "sam@example.org", "ann@contoso.com", &["--header", "Subject: plain"]);
    assert!(sent.status.success(), "{}", said(&sent));
    let message = &hub.messages("ann@contoso.com", 1)[0];
    assert!(message.contains("Return-Path: <sam@example.org>\n"), "{message}");
    assert!(message.contains("Subject: plain\n"), "{message}");
    assert!(message.contains("from client.example.org (127.0.0.1)"), "{message}");

    let sent =
        swaks(&server, "sam@example.org", "ann@contoso.com", &["--pipeline", "--tls", "--header", "Subject: both"]);
    assert!(sent.status.success(), "{}", said(&sent));
    let messages = hub.messages("ann@contoso.com", 2);
    let message = messages.iter().find(|message| message.contains("Subject: both\n")).expect("it came");
    assert!(message.contains("TLS1_3") || message.contains("TLSv1.3"), "it says how it came: {message}");

    let unknown = said(&swaks(&server, "sam@example.org", "nobody@contoso.com", &[]));
    assert!(unknown.contains("550 5.1.1 User unknown"), "{unknown}");
    let relayed = said(&swaks(&server, "sam@example.org", "pat@example.net", &[]));
    assert!(relayed.contains("550 5.7.1 Unable to relay"), "{relayed}");
}

#[test]
fn a_user_logs_in_over_tls_and_writes_to_the_world() {
    let hub = Hub::start();
    let world = Sink::start();
    hub.send_everything_to(world.port);
    let server = format!("127.0.0.2:{}", hub.submission);
    for (mechanism, subject) in [("PLAIN", "by PLAIN"), ("LOGIN", "by LOGIN")] {
        let header = format!("Subject: {subject}");
        let login = ["--tls", "--auth", mechanism, "--auth-user", "ann", "--auth-password", PASSWORD];
        let sent = swaks(&server, "ann@contoso.com", "pat@example.net", &[&login[..], &["--header", &header]].concat());
        assert!(sent.status.success(), "{}", said(&sent));
    }
    let subjects: Vec<String> = world
        .messages(2)
        .iter()
        .flat_map(|message| message.text.lines().find(|line| line.starts_with("Subject:")).map(str::to_owned))
        .collect();
    assert!(subjects.contains(&"Subject: by PLAIN".to_owned()), "{subjects:?}");
    assert!(subjects.contains(&"Subject: by LOGIN".to_owned()), "{subjects:?}");

    let login = ["--tls", "--auth", "PLAIN", "--auth-user", "ann", "--auth-password"];
    let wrong = said(&swaks(&server, "ann@contoso.com", "pat@example.net", &[&login[..], &["wrong horse"]].concat()));
    assert!(wrong.contains("535 5.7.3"), "{wrong}");
    let in_clear = ["--auth", "PLAIN", "--auth-user", "ann", "--auth-password", PASSWORD];
    let in_clear = said(&swaks(&server, "ann@contoso.com", "pat@example.net", &in_clear));
    assert!(!in_clear.contains("AUTH PLAIN"), "no login is offered before TLS:\n{in_clear}");
    let as_other = [&login[..], &[PASSWORD]].concat();
    let as_other = said(&swaks(&server, "bob@contoso.com", "pat@example.net", &as_other));
    assert!(
        as_other.contains("550 5.7.1 Client does not have permissions to send as this sender"),
        "nobody sends as somebody else:\n{as_other}"
    );
}

#[test]
fn a_user_logs_in_where_tls_comes_first() {
    let hub = Hub::start();
    let port = free_port();
    hub.node.configure(&format!(
        "New-ReceiveConnector -Name Submissions -Usage Client -Bindings 127.0.0.1:{port} -ImplicitTlsPorts {port} `
             -RemoteIPRanges 127.0.0.0/8"
    ));
    let server = format!("127.0.0.1:{port}");
    let login = ["--tls-on-connect", "--auth", "PLAIN", "--auth-user", "ann", "--auth-password", PASSWORD];
    let sent = swaks(&server, "ann@contoso.com", "bob@contoso.com", &login);
    assert!(sent.status.success(), "{}", said(&sent));
    let message = &hub.messages("bob@contoso.com", 1)[0];
    assert!(message.contains("with ESMTPSA (emsh)"), "{message}");
    let shown =
        hub.node.shell("(Test-SmtpConnectivity | Where-Object ReceiveConnector -like '*Submissions').StatusCode");
    assert_eq!(shown.trim(), "Success");
}

/// Sends lines that begin with dots, a long text and a letter of eight bits, by STARTTLS and LOGIN and without either.
const PYTHON: &str = r#"
import smtplib, ssl, sys
port, submission, password = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
body = ".\r\n..two\r\n.three\r\n" + "x" * 900 + "\r\nGr\u00fc\u00dfe\r\n"
message = "From: sam@example.org\r\nSubject: from Python\r\n\r\n" + body
with smtplib.SMTP("127.0.0.1", port) as client:
    refused = client.sendmail("sam@example.org", ["ann@contoso.com", "nobody@contoso.com"], message.encode(),
                              mail_options=["BODY=8BITMIME"])
    assert list(refused) == ["nobody@contoso.com"], refused
context = ssl.create_default_context()
context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
with smtplib.SMTP("127.0.0.2", submission) as client:
    client.starttls(context=context)
    client.login("ann@contoso.com", password)
    client.sendmail("ann@contoso.com", ["bob@contoso.com"], "Subject: logged in\r\n\r\nHello.\r\n")
"#;

#[test]
fn pythons_smtplib_delivers_every_byte() {
    let hub = Hub::start();
    run("python3", &["-c", PYTHON, &hub.port.to_string(), &hub.submission.to_string(), PASSWORD]);
    let message = &hub.messages("ann@contoso.com", 1)[0];
    let (_, body) = message.split_once("\n\n").expect("a header and a body");
    assert_eq!(body, format!(".\n..two\n.three\n{}\nGrüße\n", "x".repeat(900)));
    assert!(hub.messages("bob@contoso.com", 1)[0].contains("Subject: logged in\n"));
}
