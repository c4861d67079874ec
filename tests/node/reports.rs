//! What senders and postmasters are told, in whose words, and what becomes of mail that nobody wants back.

use std::fs;
use std::process::{Command, Stdio};

use crate::support::appear::{eventually, make_maildir};
use crate::support::free_port;
use crate::support::hub::Hub;
use crate::support::node::EMSH;
use crate::support::sink::Sink;
use crate::support::smtp::{Client, message};

/// A next hop that refuses every recipient.
fn refuser(answer: &'static str) -> Sink {
    Sink::answering(free_port(), move |line| line.starts_with("RCPT").then_some(answer))
}

#[test]
fn reports_say_what_the_organization_wants_in_the_language_of_the_reader() {
    let hub = Hub::start();
    let next = refuser("550 5.7.1 No");
    hub.send_everything_to(next.port);
    hub.node.configure(
        "New-SystemMessage -DsnCode 5.7.1 -Internal $true -Language en -Text 'Ask the service desk, extension 4711.' | Out-Null
         New-SystemMessage -DsnCode 5.7.1 -Internal $true -Language de -Text 'Bitte fragen Sie die Hotline.' | Out-Null",
    );
    let shown = hub.node.shell("Get-SystemMessage | ForEach-Object { \"$($_.Identity)\" }");
    assert_eq!(shown.lines().collect::<Vec<_>>(), [r"de\Internal\5.7.1", r"en\Internal\5.7.1"]);

    hub.send("ann@contoso.com", &["ben@example.net"], "One");
    let report = hub.messages("ann@contoso.com", 1).remove(0);
    assert!(report.contains("Ask the service desk, extension 4711."), "{report}");
    assert!(report.contains("Status: 5.7.1\r\n") || report.contains("Status: 5.7.1\n"), "{report}");

    let mut client = Client::connect(hub.relay);
    client.ask("EHLO client.example.org", "250");
    let german = format!("Accept-Language: de-CH\r\n{}", message("bob@contoso.com", "ben@example.net", "Two"));
    client.try_mail("bob@contoso.com", &["ben@example.net"], &german).expect("taken");
    let report = hub.messages("bob@contoso.com", 1).remove(0);
    assert!(report.contains("Bitte fragen Sie die Hotline."), "{report}");

    hub.node.configure(
        r"Set-SystemMessage en\Internal\5.7.1 -Text 'Changed.'; Remove-SystemMessage de\Internal\5.7.1 -Confirm:$false",
    );
    hub.send("ann@contoso.com", &["ben@example.net"], "Three");
    assert!(hub.messages("ann@contoso.com", 2).iter().any(|report| report.contains("Changed.")));
    let twice = hub.node.try_shell("New-SystemMessage -DsnCode 5.7.1 -Internal $true -Language EN -Text x");
    assert!(!twice.status.success(), "one text for each code, side and language");
}

#[test]
fn what_reports_say_without_words_of_our_own_can_be_read_before() {
    let hub = Hub::start();
    let next = refuser("550 5.1.1 Nobody of that name");
    hub.send_everything_to(next.port);
    let usual = || {
        let script = r"(Get-SystemMessage -Original -Filter {Identity -eq 'en\Internal\5.1.1'}).Text";
        hub.node.shell(script).trim().to_owned()
    };
    let before = usual();
    assert!(before.starts_with("This address does not exist"), "{before}");
    hub.send("ann@contoso.com", &["ben@example.net"], "One");
    let report = hub.messages("ann@contoso.com", 1).remove(0);
    let in_one_line = report.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(in_one_line.contains(&before), "{report}");

    hub.node.configure("New-SystemMessage -DsnCode 5.1.1 -Internal $true -Language en -Text 'Nobody.'");
    assert_eq!(usual(), before, "also beside words of our own");
    let kinds = "(Get-SystemMessage | Get-Member).TypeName[0]; (Get-SystemMessage -Original | Get-Member).TypeName[0]";
    assert_eq!(hub.node.shell(kinds).lines().collect::<Vec<_>>(), ["Emsh.Transport.SystemMessage"; 2]);
    let both = hub.node.try_shell(r"Get-SystemMessage en\Internal\5.1.1 -Original");
    assert!(!both.status.success(), "one or the other");
}

#[test]
fn the_postmaster_hears_of_what_only_he_can_mend() {
    let hub = Hub::start();
    let next = refuser("550 5.4.6 Round and round");
    hub.send_everything_to(next.port);
    hub.node.configure("Set-TransportConfig -ExternalPostmasterAddress bob@contoso.com");
    hub.send("ann@contoso.com", &["ben@example.net"], "Loop");
    let (report, copy) = (hub.messages("ann@contoso.com", 1).remove(0), hub.messages("bob@contoso.com", 1).remove(0));
    for text in [&report, &copy] {
        assert!(text.contains("Final-Recipient: rfc822;ben@example.net") && text.contains("Status: 5.4.6"), "{text}");
    }
    assert!(copy.contains("To: <bob@contoso.com>"), "{copy}");
    hub.node.configure("Set-TransportConfig -GenerateCopyOfDSNFor 5.7.1");
    hub.send("ann@contoso.com", &["ben@example.net"], "Again");
    hub.messages("ann@contoso.com", 2);
    hub.send("bob@contoso.com", &["ben@example.net"], "Own");
    hub.messages("bob@contoso.com", 2);
    assert_eq!(hub.messages("bob@contoso.com", 2).len(), 2, "the copy of One and the report on Own");
}

#[test]
fn mail_that_cannot_be_returned_is_kept_as_a_file() {
    let hub = Hub::start();
    let next = refuser("550 5.1.1 No such user");
    let folder = hub.node.folder.path().join("badmail");
    hub.send_everything_to(next.port);
    hub.node.configure(&format!("Set-TransportServer TEST -BadmailDirectoryPath '{}'", folder.display()));
    hub.send("", &["ben@example.net"], "A report about a report");
    make_maildir(&folder);
    let kept = eventually("a file", || {
        let files = fs::read_dir(&folder).ok()?.filter_map(Result::ok).map(|entry| entry.path());
        files.into_iter().find(|path| path.extension().is_some_and(|extension| extension == "bad"))
    });
    let text = fs::read_to_string(kept).expect("readable");
    assert!(text.starts_with("X-Sender: <>") && text.contains("X-Receiver: <ben@example.net>"), "{text}");
    assert!(text.contains("Subject: A report about a report"), "{text}");
    hub.tracked("A report about a report", &["FAIL SMTP", "BADMAIL DSN"]);
}

#[test]
fn the_log_can_be_read_by_programs() {
    let folder = tempfile::tempdir().expect("a folder");
    let serve = |format: &str| {
        let mut command = Command::new(EMSH);
        command.args(["serve", "--smtp", "127.0.0.1:0", "--submission", "127.0.0.1:0", "--data-dir"]);
        command.arg(folder.path()).env("EMSH_LOG_FORMAT", format).stdin(Stdio::null()).stdout(Stdio::null());
        command.stderr(Stdio::piped()).spawn().expect("emsh was built")
    };
    let output = serve("xml").wait_with_output().expect("ours");
    assert_eq!(output.status.code(), Some(2));
    let mut child = serve("json");
    let socket = folder.path().join("control.sock");
    eventually("a socket or the end", || (socket.exists() || child.try_wait().ok()?.is_some()).then_some(()));
    Command::new("kill").args(["-TERM", &child.id().to_string()]).status().expect("kill");
    let output = child.wait_with_output().expect("ours");
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    let opened = text.lines().find_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let opened = opened.unwrap_or_else(|| panic!("no JSON in\n{text}"));
    assert!(opened["timestamp"].is_string() && opened["level"] == "INFO", "{opened}");
}
