//! Messages of forms that nobody expects: taken and delivered byte for byte, or refused with the right words, and never
//! the end of the node.

use crate::support::hub::Hub;
use crate::support::sink::Sink;
use crate::support::smtp::{Client, message};

fn hub() -> (Hub, Sink) {
    let (hub, next) = (Hub::start(), Sink::start());
    hub.send_everything_to(next.port);
    (hub, next)
}

/// Sends a text as it is; the answer to its end, or to whatever was refused.
fn deliver(port: u16, recipient: &str, text: &str) -> Result<String, String> {
    let mut client = Client::connect(port);
    client.ask("EHLO client.example.org", "250");
    client.try_mail("x@example.org", &[recipient], text).map_err(|error| error.to_string())
}

/// Texts of forms that nobody expects, each with a piece that must arrive, and why it is odd.
fn shapes() -> Vec<(String, &'static str, &'static str)> {
    let usual = message("x@example.org", "y@example.net", "Odd");
    let headers: String = (0..10_000).map(|number| format!("X-{number}: a\r\n")).collect();
    let nested: String = (0..1000)
        .map(|depth| format!("Content-Type: multipart/mixed; boundary=b{depth}\r\n\r\n--b{depth}\r\n"))
        .collect();
    let long_line = format!("Subject: long\r\n\r\n{}\r\n", "x".repeat(10 << 20));
    vec![
        (String::new(), "", "an empty line"),
        ("\r\n".to_owned(), "\r\n", "no header"),
        (usual, "Hello.\r\n", "as usual"),
        (format!("{headers}\r\ntext\r\n"), "X-9999: a\r\n", "ten thousand fields"),
        (format!("MIME-Version: 1.0\r\n{nested}\r\ndeep\r\n"), "deep\r\n", "parts in parts, a thousand deep"),
        (long_line, "xxxxxxxx\r\n", "a line of ten megabytes"),
        ("Subject: no empty line after the header\r\n".to_owned(), "header\r\n", "only a header"),
        ("no header field: \u{0}\u{1}\r\nbut\r\n".to_owned(), "but\r\n", "control characters"),
    ]
}

#[test]
fn messages_of_every_shape_arrive_as_they_were() {
    let (hub, next) = hub();
    for (count, (text, end, why)) in shapes().into_iter().enumerate() {
        deliver(hub.relay, "y@example.net", &text).unwrap_or_else(|answer| panic!("{why}: {answer}"));
        let taken = next.messages(count + 1);
        // The next hop of the tests keeps lines without their ends.
        let (taken, end) = (taken[count].text.replace("\r\n", "\n"), end.replace("\r\n", "\n"));
        assert!(taken.contains(end.trim_end()), "{why}: …{}", tail(&taken));
    }
}

#[test]
fn messages_of_every_shape_get_through_rules_that_read_all_of_them() {
    let (hub, next) = hub();
    hub.node.configure(
        "New-TransportRule -Name Words -SubjectOrBodyContainsWords nobody-writes-this -SetSCL 9
         New-TransportRule -Name Patterns -SubjectOrBodyMatchesPatterns 'x{9}y' -SetHeaderName X-A -SetHeaderValue a
         New-TransportRule -Name Attachments -AttachmentNameMatchesPatterns '\\.exe$' -DeleteMessage $true
         New-TransportRule -Name Mark -SentToScope NotInOrganization -SetHeaderName X-Marked -SetHeaderValue yes
         New-TransportRule -Name Legal -SentToScope NotInOrganization -ApplyHtmlDisclaimerText 'Ltd.' `
             -ApplyHtmlDisclaimerFallbackAction Ignore
         New-JournalRule -Name All -JournalEmailAddress bob@contoso.com -Enabled $true",
    );
    let shapes = shapes();
    let all = shapes.len();
    for (count, (text, _, why)) in shapes.into_iter().enumerate() {
        deliver(hub.relay, "y@example.net", &text).unwrap_or_else(|answer| panic!("{why}: {answer}"));
        let taken = next.messages(count + 1);
        assert!(
            taken[count].text.contains("X-Marked: yes"),
            "{why}: {}",
            &taken[count].text[..200.min(taken[count].text.len())]
        );
    }
    assert_eq!(hub.messages("bob@contoso.com", all).len(), all, "each is in the journal");
    hub.becomes("@(Get-Queue | Where-Object MessageCount -gt 0).Count -eq 0");
}

#[test]
fn a_message_of_no_byte_at_all_is_a_message() {
    let (hub, next) = hub();
    let mut client = Client::connect(hub.relay);
    client.ask("EHLO client.example.org", "250");
    client.ask("MAIL FROM:<x@example.org>", "250");
    client.ask("RCPT TO:<y@example.net>", "250");
    client.ask("DATA", "354");
    client.ask(".", "250");
    assert!(next.messages(1)[0].text.contains("Message-ID: <"), "it has what the node adds");
}

fn tail(text: &str) -> &str {
    &text[text.floor_char_boundary(text.len().saturating_sub(100))..]
}

#[test]
fn the_limit_is_the_last_size_that_is_taken() {
    let hub = Hub::start();
    hub.node.configure("Set-ReceiveConnector 'Default TEST' -MaxMessageSize 64KB");
    // The size that counts is that of the message as it comes, without what the node adds.
    let header =
        "From: <x@example.org>\r\nMessage-ID: <1@example.org>\r\nDate: Sat, 21 Nov 2026 01:13:33 +0000\r\n\r\n";
    let sized = |size: usize| {
        let mut text = header.to_owned();
        while text.len() + 72 <= size - 2 {
            text.push_str(&"x".repeat(70));
            text.push_str("\r\n");
        }
        // The end of the last line comes with the end of the message.
        text.push_str(&"x".repeat(size - 2 - text.len()));
        text
    };
    let ann = |size| deliver(hub.port, "ann@contoso.com", &sized(size));
    ann(64 * 1024).expect("exactly the limit");
    let answer = ann(64 * 1024 + 1).expect_err("one byte more");
    assert!(answer.contains("5.3.4"), "{answer}");
    ann(1024).expect("the node goes on");
    assert_eq!(hub.messages("ann@contoso.com", 2).len(), 2);
}

#[test]
fn queues_are_added_up_sorted_paged_and_logged() {
    let mut hub = Hub::start();
    hub.node.configure(
        "New-AcceptedDomain -Name A -DomainName a.example -DomainType ExternalRelay
         New-AcceptedDomain -Name B -DomainName b.example -DomainType ExternalRelay
         New-SendConnector -Name A -AddressSpaces a.example -SmartHosts 127.0.0.1 -Port 9 | Out-Null
         New-SendConnector -Name B -AddressSpaces b.example -SmartHosts 127.0.0.1 -Port 9 | Out-Null",
    );
    for (recipient, subject) in
        [("y@a.example", "e"), ("y@b.example", "d"), ("y@a.example", "c"), ("y@a.example", "b"), ("z@b.example", "a")]
    {
        hub.send("x@example.org", &[recipient], subject);
    }
    hub.becomes("((Get-Queue -Filter 'Status -eq \"Retry\"') | Measure-Object MessageCount -Sum).Sum -eq 5");
    let digest =
        hub.node.shell("Get-QueueDigest | ForEach-Object { \"$($_.MessageCount) $($_.QueueCount) $($_.Details)\" }");
    assert_eq!(digest.lines().count(), 1, "one smart host, two connectors: {digest}");
    assert!(digest.starts_with("5 2 TEST\\"), "{digest}");
    let by_key = hub.node.shell("(Get-QueueDigest -GroupBy NextHopKey -DetailsLevel None).MessageCount");
    assert_eq!(by_key.lines().collect::<Vec<_>>(), ["3", "2"]);
    assert!(!hub.node.try_shell("Get-QueueDigest -GroupBy Weather").status.success());
    let subjects = |script: &str| hub.node.shell(&format!("({script}).Subject")).lines().collect::<Vec<_>>().join("");
    assert_eq!(subjects("Get-Message -SortOrder Subject"), "abcde");
    assert_eq!(subjects("Get-Message -SortOrder '-Subject' -ResultSize 2 -WarningAction SilentlyContinue"), "ed");
    assert_eq!(subjects("Get-Message -SortOrder Subject -BookmarkIndex 4"), "de");
    assert_eq!(subjects("Get-Message -SortOrder Subject -SearchForward $false -ResultSize 2"), "de");
    let next = "$c = Get-Message -Filter {Subject -eq 'c'}; Get-Message -SortOrder Subject -BookmarkObject $c";
    assert_eq!(hub.node.shell(&format!("{next} | ForEach-Object Subject")).lines().collect::<String>(), "cde");
    let without = format!("{next} -IncludeBookmark $false | ForEach-Object Subject");
    assert_eq!(hub.node.shell(&without).lines().collect::<String>(), "de");
    let longest = hub
        .node
        .shell("(Get-Queue -SortOrder '-MessageCount' -ResultSize 1 -WarningAction SilentlyContinue).MessageCount");
    assert_eq!(longest.trim(), "3");
    assert!(!hub.node.try_shell("Get-Queue -SortOrder Weather").status.success());

    hub.node.stop();
    let folder = hub.node.folder.path().join("logs/queue");
    let file = std::fs::read_dir(&folder).expect("a log").next().expect("a file").expect("readable").path();
    let log = std::fs::read_to_string(file).expect("readable");
    assert!(log.contains("#Log-Type: Queue Log") && log.lines().any(|line| line.contains(",Retry,3,")), "{log}");
}
