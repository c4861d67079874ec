//! What queued messages say of themselves, how long lists of them are paged, and in which order they go.

use crate::support::hub::Hub;
use crate::support::sink::Sink;
use crate::support::smtp::Client;
use crate::support::{free_port, said};

/// Sends a small message with fields of its own.
fn send(port: u16, sender: &str, recipient: &str, subject: &str, fields: &str) {
    let mut client = Client::connect(port);
    client.ask("EHLO client.example.org", "250");
    let text = format!("From: <{sender}>\r\nSubject: {subject}\r\n{fields}\r\nHello.\r\n");
    client.try_mail(sender, &[recipient], &text).unwrap_or_else(|answer| panic!("{subject}: {answer}"));
}

#[test]
fn priority_level_of_spam_and_origin_are_shown_and_found() {
    let hub = Hub::start();
    let sink = Sink::answering(free_port(), |line| line.starts_with("RCPT").then_some("550 5.1.1 Nobody here"));
    hub.node.configure(&format!(
        "New-SendConnector -Name Out -AddressSpaces refuses.example -SmartHosts 127.0.0.1 -Port {}
         New-SendConnector -Name Nowhere -AddressSpaces * -SmartHosts 127.0.0.1 -Port {}
         Add-ADPermission Relay -User 'MS Exchange\\Externally Secured Servers' `
             -ExtendedRights ms-Exch-Accept-Headers-Organization",
        sink.port,
        free_port()
    ));
    let level = "X-MS-Exchange-Organization-SCL: 6\r\n";
    send(hub.relay, "ann@away.example", "pat@other.example", "urgent", &format!("X-Priority: 1\r\n{level}"));
    send(hub.relay, "ann@away.example", "pat@other.example", "usual", "");
    send(hub.relay, "ann@away.example", "pat@other.example", "bulk", "Importance: low\r\n");
    send(hub.relay, "ann@away.example", "pat@refuses.example", "returned", "");
    hub.becomes("@(Get-Message | Where-Object Status -eq 'Retry').Count -eq 4");
    let shown = |filter: &str| {
        let script = format!(
            "Get-Message -SortOrder Subject -Filter {{{filter}}} | ForEach-Object {{ \"$($_.Subject) $($_.Priority) $($_.SCL) $($_.FromAddress) $($_.OriginalFromAddress) $($_.DeferReason)\" }}"
        );
        hub.node.shell(&script).trim().to_owned()
    };
    assert_eq!(shown("Priority -eq 'High'"), "urgent High 6 ann@away.example ann@away.example None");
    assert_eq!(shown("SCL -ge 5").lines().count(), 1);
    assert_eq!(shown("Priority -eq 'Low'"), "bulk Low  ann@away.example ann@away.example None");
    let report = shown("FromAddress -eq '<>' -and OriginalFromAddress -like '*@away.example'");
    assert!(report.starts_with("Undeliverable: returned Normal  <> ann@away.example"), "{report}");
    // Strangers have no say in the organization's own fields.
    send(hub.port, "x@example.org", "ann@contoso.com", "forged", level);
    assert!(!hub.messages("ann@contoso.com", 1)[0].contains("SCL"));
    let levels = hub.node.shell(
        "New-TransportRule -Name Mark -SubjectContainsWords marked -SetSCL 9 | Out-Null
         (Get-Queue -Filter {NextHopDomain -eq '[127.0.0.1]'} | Select-Object -First 1).PriorityDescriptions -join ' '",
    );
    assert_eq!(levels.trim(), "High Normal Low None");
    hub.node.in_force();
    send(hub.relay, "ann@away.example", "pat@other.example", "marked by a rule", "");
    hub.becomes("(Get-Message -Filter {SCL -eq 9}).Subject -eq 'marked by a rule'");
}

#[test]
fn a_page_says_where_it_stands() {
    let hub = Hub::start();
    hub.send_everything_to(free_port());
    hub.send("x@example.org", &["y@example.net"], "c");
    hub.becomes("(Get-Queue -Filter {Status -eq 'Retry'}).MessageCount -eq 1");
    let whole = hub.node.try_shell("Get-Queue -Filter {Status -eq 'Retry'} | Suspend-Queue -WhatIf");
    assert!(said(&whole).contains("([127.0.0.1], 1 message)"), "{}", said(&whole));
    for subject in ["a", "d", "b", "e"] {
        hub.send("x@example.org", &["y@example.net"], subject);
    }
    hub.becomes("(Get-Queue -Filter {Status -eq 'Retry'}).MessageCount -eq 5");
    let page = |arguments: &str| {
        let script = format!(
            "Get-Message -ReturnPageInfo $true -WarningAction SilentlyContinue {arguments} | ForEach-Object {{ if ($_.TotalCount) {{ \"$($_.PageOffset)/$($_.TotalCount)\" }} else {{ $_.Subject }} }}"
        );
        hub.node.shell(&script).lines().map(str::trim).collect::<Vec<_>>().join(" ")
    };
    for (arguments, expected) in [
        ("-SortOrder Subject", "1/5 a b c d e"),
        ("-ResultSize 2", "1/5 c a"),
        ("-SortOrder Subject -BookmarkIndex 3 -ResultSize 2", "3/5 c d"),
        ("-SortOrder Subject -SearchForward $false -ResultSize 2", "4/5 d e"),
        (
            "-SortOrder Subject -BookmarkObject (Get-Message -Filter {Subject -eq 'b'}) -IncludeBookmark $false",
            "3/5 c d e",
        ),
        ("-Filter {Subject -like '[de]'}", "1/2 d e"),
    ] {
        assert_eq!(page(arguments), expected, "{arguments}");
    }
    let queues = hub.node.shell(
        "(Get-Queue -ReturnPageInfo $true -ResultSize 1 -BookmarkIndex 2 -WarningAction SilentlyContinue | ForEach-Object { if ($_.TotalCount) { \"$($_.PageOffset)/$($_.TotalCount)\" } else { $_.Identity } }) -join ' '",
    );
    assert_eq!(queues.trim(), r"2/3 TEST\Unreachable");
    for list in ["-ResultSize 1", "-ResultSize 1 -SortOrder Identity", "-ResultSize 1 -ReturnPageInfo $true"] {
        let shown = said(&hub.node.try_shell(&format!("Get-Queue {list}")));
        assert!(shown.contains("1 of 3 queues are shown."), "{list}: {shown}");
    }
    assert_eq!(said(&hub.node.try_shell("Get-Queue Submission -Exclude Empty")), "", "it is there, and left out");
}

#[test]
fn what_is_urgent_goes_first_once_priorities_count() {
    let hub = Hub::start();
    let port = free_port();
    hub.send_everything_to(port);
    hub.node.configure(
        "Set-TransportServer TEST -PriorityQueuingEnabled $true -MaxPerDomainHighPriorityConnections 1 `
             -MaxPerDomainNormalPriorityConnections 1 -MaxPerDomainLowPriorityConnections 1 `
             -MaxPerDomainOutboundConnections 3 -HighPriorityMessageExpirationTimeout 1:00:00",
    );
    let refused = hub.node.try_shell("Set-TransportServer TEST -MaxPerDomainHighPriorityConnections 2");
    assert!(!refused.status.success(), "three are all there are");
    for (subject, fields) in [("low", "X-Priority: 5\r\n"), ("usual", ""), ("high", "X-Priority: 1\r\n")] {
        send(hub.relay, "x@example.org", "y@example.net", subject, fields);
    }
    hub.becomes("(Get-Queue -Filter {Status -eq 'Retry'}).MessageCount -eq 3");
    let hours = hub
        .node
        .shell("Get-Message -SortOrder Subject | ForEach-Object { ($_.ExpirationTime - $_.DateReceived).TotalHours }");
    assert_eq!(hours.lines().collect::<Vec<_>>(), ["1", "48", "48"], "high, low, usual");
    let next = Sink::answering(port, |_| None);
    hub.retry();
    let subjects: Vec<String> = next
        .messages(3)
        .iter()
        .map(|taken| taken.text.lines().find_map(|line| line.strip_prefix("Subject: ")).unwrap_or_default().to_owned())
        .collect();
    assert_eq!(subjects[0], "high", "the probe takes the first: {subjects:?}");
}
