//! Whom nothing is taken from: block and allow lists, the sender filter, and who is not filtered.

use std::time::{Duration, Instant};

use crate::support::appear::eventually;
use crate::support::free_port;
use crate::support::node::Node;
use crate::support::nsd::Nsd;
use crate::support::smtp::Client;

/// Strangers may write to contoso.com, by a connector where one can log in and by one where nobody can.
fn node() -> (Node, u16, u16) {
    let (node, open) = (Node::start(), free_port());
    node.configure(&format!(
        "Set-ReceiveConnector 'Default TEST' -PermissionGroups AnonymousUsers,ExchangeUsers -TarpitInterval 0
         New-ReceiveConnector Internet -Usage Internet -Bindings 127.0.0.1:{open}
         Set-ReceiveConnector Internet -TarpitInterval 0
         New-AcceptedDomain -Name Contoso -DomainName contoso.com -DomainType InternalRelay"
    ));
    let known = node.port("Default TEST");
    (node, known, open)
}

/// The answer to MAIL.
fn mail(port: u16, sender: &str) -> String {
    let mut client = Client::connect(port);
    client.ask("EHLO client.example", "250");
    client.ask(&format!("MAIL FROM:<{sender}>"), "")
}

#[test]
fn blocked_clients_are_turned_away_and_allowed_ones_are_not_filtered() {
    let (node, known, open) = node();
    node.configure("Add-IPBlockListEntry -IPRange 127.0.0.0/30 -Comment test");
    assert!(mail(known, "a@example.org").starts_with("550 5.7.1 Client address is on the block list"));
    let mut client = Client::try_connect(open).map(|_| ());
    assert!(client.as_mut().is_err(), "turned away at once");
    node.configure("Add-IPAllowListEntry -IPAddress 127.0.0.1");
    for port in [known, open] {
        assert!(mail(port, "a@example.org").starts_with("250"));
    }
    let listed = node.shell("Get-IPBlockListEntry | ForEach-Object { \"$($_.Identity) $($_.Comment)\" }");
    assert_eq!(listed.trim(), "127.0.0.0/30 test");
    node.configure(
        "Remove-IPAllowListEntry 127.0.0.1 -Confirm:$false; Remove-IPBlockListEntry 127.0.0.0/30 -Confirm:$false",
    );
    assert!(mail(open, "a@example.org").starts_with("250"));
    node.configure("Add-IPBlockListEntry -IPAddress 127.0.0.1 -ExpirationTime 2020-01-01");
    assert!(mail(open, "a@example.org").starts_with("250"), "that is over");
    let refused = node.try_shell("Add-IPBlockListEntry -Comment nothing");
    assert!(!refused.status.success());
}

#[test]
fn blocked_senders_are_refused_by_envelope_and_by_author() {
    let (node, _, open) = node();
    node.configure("Set-SenderFilterConfig -BlockedSenders bad@example.org -BlockedDomainsAndSubdomains spam.example");
    for (sender, expected) in [
        ("bad@example.org", "554 5.1.0 Sender denied"),
        ("x@mail.spam.example", "554 5.1.0 Sender denied"),
        ("good@example.org", "250"),
        ("", "250"),
    ] {
        assert!(mail(open, sender).starts_with(expected), "{sender}");
    }
    let send = |from: &str| {
        let mut client = Client::connect(open);
        client.ask("EHLO client.example", "250");
        client.ask("MAIL FROM:<good@example.org>", "250");
        client.ask("RCPT TO:<ann@contoso.com>", "250");
        client.ask("DATA", "354");
        client.ask(&format!("From: {from}\r\nSubject: hi\r\n\r\nHello\r\n."), "")
    };
    assert!(send("Bad <bad@example.org>").starts_with("554 5.1.0"));
    assert!(send("good@example.org").starts_with("250"));
    node.configure(
        "Get-ReceiveConnector Internet | Add-ADPermission -User 'NT AUTHORITY\\ANONYMOUS LOGON' `
             -ExtendedRights ms-Exch-Bypass-Anti-Spam",
    );
    assert!(mail(open, "bad@example.org").starts_with("250"), "who has the right is not filtered");
    node.configure(
        "Get-ReceiveConnector Internet | Remove-ADPermission -User 'NT AUTHORITY\\ANONYMOUS LOGON' `
             -ExtendedRights ms-Exch-Bypass-Anti-Spam -Confirm:$false
         Disable-TransportAgent 'Sender Filter Agent' -Confirm:$false",
    );
    assert!(mail(open, "bad@example.org").starts_with("250"), "the agent is stopped");
}

/// The answer to RCPT of a client whose MAIL is taken.
fn rcpt(port: u16, recipient: &str) -> String {
    let mut client = Client::connect(port);
    client.ask("EHLO client.example", "250");
    client.ask("MAIL FROM:<a@example.org>", "250");
    client.ask(&format!("RCPT TO:<{recipient}>"), "")
}

/// What the agent log says, without times and sessions.
fn agent_log(node: &Node, wanted: &str) -> String {
    eventually(&format!("the agent log tells of {wanted}"), || {
        let folder = std::fs::read_dir(node.folder.path().join("logs/agent")).ok()?;
        let text: String = folder.flatten().filter_map(|file| std::fs::read_to_string(file.path()).ok()).collect();
        text.lines().find(|line| line.contains(wanted)).map(str::to_owned)
    })
}

#[test]
fn lists_in_dns_block_and_allow() {
    let dns = Nsd::start(&[
        ("bl.example", "1.0.0.127 A 127.0.0.4"),
        ("other.example", "1.0.0.127 A 127.0.0.9"),
        ("wl.example", "1.0.0.127 A 127.0.0.2"),
    ]);
    let (node, known, open) = node();
    node.configure(&format!(
        "Set-TransportServer TEST -ExternalDNSServers '{}'
         Set-IPBlockListProvidersConfig -InternalMailEnabled $true
         Set-IPAllowListProvidersConfig -InternalMailEnabled $true
         Add-IPBlockListProvider -Name Other -LookupDomain other.example -IPAddressesMatch 127.0.0.2
         Add-IPBlockListProvider -Name Bad -LookupDomain bl.example -BitmaskMatch 127.0.0.6 `
             -RejectionResponse 'No: %0 is on %1 (%2)'",
        dns.address()
    ));
    let tested = node.shell(
        "Get-IPBlockListProvider | Test-IPBlockListProvider -IPAddress 127.0.0.1 |
             ForEach-Object { \"$($_.Provider) $($_.ProviderResult) $($_.Matched)\" }",
    );
    assert_eq!(tested.lines().collect::<Vec<_>>(), ["Other 127.0.0.9 False", "Bad 127.0.0.4 True"]);
    for port in [known, open] {
        let said = rcpt(port, "ann@contoso.com");
        assert_eq!(said.trim_end(), "550 5.7.1 No: 127.0.0.1 is on Bad (bl.example)");
    }
    let line = agent_log(&node, "BlockListProvider");
    assert!(line.contains(",ann@contoso.com,1,Connection Filtering Agent,OnRcptCommand,RejectCommand,"), "{line}");
    assert!(line.ends_with("BlockListProvider,Bad: 127.0.0.4"), "{line}");

    node.configure("Set-IPBlockListProvidersConfig -BypassedRecipients postmaster@contoso.com");
    assert!(rcpt(open, "Postmaster@contoso.com").starts_with("250"));
    assert!(rcpt(open, "ann@contoso.com").starts_with("550"));
    node.configure(
        "Set-IPBlockListProvider Bad -RejectionResponse $null; Set-IPBlockListProvider Other -AnyMatch $true",
    );
    let said = rcpt(open, "ann@contoso.com");
    assert_eq!(said.trim_end(), "550 5.7.1 Recipient not authorized, your IP has been found on a block list");
    agent_log(&node, "Other: 127.0.0.9");

    node.configure("Add-IPAllowListProvider Good -LookupDomain wl.example -AnyMatch $true");
    assert!(rcpt(open, "ann@contoso.com").starts_with("250"), "vouched for");
    node.configure("Set-IPAllowListProvider Good -Enabled $false");
    assert!(rcpt(open, "ann@contoso.com").starts_with("550"));
    node.configure("Set-ReceiveConnector Internet -ApplyFilter $false");
    assert!(rcpt(open, "ann@contoso.com").starts_with("250"), "not filtered there");
    assert!(rcpt(known, "ann@contoso.com").starts_with("550"), "and still here");
    node.configure("Set-IPBlockListProvidersConfig -Enabled $false");
    assert!(rcpt(known, "ann@contoso.com").starts_with("250"));
    let useless = node.try_shell("Add-IPBlockListProvider Useless -LookupDomain x.example");
    assert!(String::from_utf8_lossy(&useless.stderr).contains("No answer of the list would mean anything"));
}

#[test]
fn dead_dns_costs_little_time_and_no_mail() {
    let (node, _, open) = node();
    // Bound, and never answering.
    let silent = std::net::UdpSocket::bind("127.0.0.1:0").expect("a port");
    node.configure(&format!(
        "Set-TransportServer TEST -ExternalDNSServers '{}'
         Set-IPBlockListProvidersConfig -InternalMailEnabled $true
         Add-IPBlockListProvider Dead -LookupDomain dead.example -AnyMatch $true
         Add-IPBlockListProvider Gone -LookupDomain gone.example -AnyMatch $true",
        silent.local_addr().expect("bound")
    ));
    let begun = Instant::now();
    assert!(rcpt(open, "ann@contoso.com").starts_with("250"));
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    let lists_that_rest = Instant::now();
    for _ in 0..3 {
        rcpt(open, "ann@contoso.com");
    }
    assert!(lists_that_rest.elapsed() < Duration::from_secs(16), "{:?}", lists_that_rest.elapsed());
}

#[test]
fn recipients_are_blocked_and_unknown_ones_are_told_or_not() {
    let (node, _, open) = node();
    node.configure(
        "New-AcceptedDomain -Name Ours -DomainName ours.example
         Set-RecipientFilterConfig -BlockListEnabled $true -BlockedRecipients everybody@contoso.com",
    );
    assert_eq!(rcpt(open, "Everybody@contoso.com").trim_end(), "550 5.1.1 User unknown");
    assert!(agent_log(&node, "RecipientBlocked").contains("Recipient Filter Agent,OnRcptCommand,RejectCommand"));
    assert!(rcpt(open, "ann@contoso.com").starts_with("250"));
    assert!(rcpt(open, "nobody@ours.example").starts_with("550 5.1.1"));
    node.configure("Set-RecipientFilterConfig -RecipientValidationEnabled $false -BlockListEnabled $false");
    assert!(rcpt(open, "nobody@ours.example").starts_with("250"));
    assert!(rcpt(open, "everybody@contoso.com").starts_with("250"));
}

#[test]
fn blocked_clients_hear_what_the_settings_say() {
    let (node, known, open) = node();
    node.configure(
        "Add-IPBlockListEntry -IPAddress 127.0.0.1
         Set-IPBlockListConfig -StaticEntryRejectionResponse 'Not from %0'",
    );
    assert_eq!(mail(known, "a@example.org").trim_end(), "550 5.7.1 Not from 127.0.0.1");
    agent_log(&node, "LocalBlockList");
    node.configure("Set-IPBlockListConfig -Enabled $false");
    for port in [known, open] {
        assert!(mail(port, "a@example.org").starts_with("250"));
    }
}

#[test]
fn blocked_senders_are_marked_where_that_is_wanted() {
    let sink = crate::support::sink::Sink::start();
    let (node, _, open) = node();
    node.configure(&format!(
        "Set-SenderFilterConfig -BlockedSenders bad@example.org -Action StampStatus
         New-SendConnector Out -AddressSpaces * -SmartHosts 127.0.0.1 -Port {}
         New-TransportRule Marked -HeaderContainsMessageHeader X-MS-Exchange-Organization-Antispam-Report `
             -HeaderContainsWords BlockedSender -PrependSubject '[BAD] '",
        sink.port
    ));
    for sender in ["bad@example.org", "good@example.org"] {
        let mut client = Client::connect(open);
        client.ask("EHLO client.example", "250");
        client.try_mail(sender, &["ann@contoso.com"], "Subject: hi\r\n\r\nHello\r\n").expect("taken");
    }
    let mut got: Vec<(String, bool)> =
        sink.messages(2).into_iter().map(|taken| (taken.sender, taken.text.contains("Subject: [BAD] hi"))).collect();
    got.sort();
    assert_eq!(got, [("bad@example.org".to_owned(), true), ("good@example.org".to_owned(), false)]);
}

/// The answer to a message of that subject, text and level.
fn content(port: u16, sender: &str, recipient: &str, text: &str) -> String {
    let mut client = Client::connect(port);
    client.ask("EHLO client.example", "250");
    client.ask(&format!("MAIL FROM:<{sender}>"), "250");
    client.ask(&format!("RCPT TO:<{recipient}>"), "250");
    client.ask("DATA", "354");
    client.ask(&format!("{text}\r\n."), "")
}

#[test]
fn spam_is_refused_deleted_or_kept_back_by_its_level() {
    let sink = crate::support::sink::Sink::start();
    let (node, _, open) = node();
    node.configure(&format!(
        "New-SendConnector Out -AddressSpaces * -SmartHosts 127.0.0.1 -Port {}
         Add-ContentFilterPhrase 'Free lottery' -Influence BadWord
         Add-ContentFilterPhrase 'Project Atlas' -Influence GoodWord
         Set-ContentFilterConfig -SCLRejectEnabled $true -SCLRejectThreshold 9",
        sink.port
    ));
    let spam = "Subject: hi\r\n\r\nWin the free\r\nLOTTERY now";
    let said = content(open, "a@example.org", "ann@contoso.com", spam);
    assert_eq!(said.trim_end(), "550 5.7.1 Message rejected due to content restrictions");
    let line = agent_log(&node, "SclAtOrAboveRejectThreshold,9");
    assert!(line.contains("ann@contoso.com,1,Content Filter Agent,OnEndOfData,RejectMessage,"), "{line}");
    let forged = format!("X-MS-Exchange-Organization-SCL: -1\r\n{spam}");
    assert!(content(open, "a@example.org", "ann@contoso.com", &forged).starts_with("550"), "strangers set no level");
    let wanted = format!("{spam} for Project Atlas");
    assert!(content(open, "good@example.org", "ann@contoso.com", &wanted).starts_with("250"));

    node.configure(
        "Set-ContentFilterConfig -RejectionResponse 'Spam from %0' -BypassedRecipients postmaster@contoso.com",
    );
    assert_eq!(content(open, "a@example.org", "ann@contoso.com", spam).trim_end(), "550 5.7.1 Spam from 127.0.0.1");
    assert!(content(open, "a@example.org", "Postmaster@contoso.com", spam).starts_with("250"));

    node.configure(
        "Set-ContentFilterConfig -SCLRejectEnabled $false -SCLQuarantineEnabled $true -QuarantineMailbox spam@contoso.com",
    );
    assert!(content(open, "kept@example.org", "ann@contoso.com", spam).starts_with("250"));
    node.configure("Set-ContentFilterConfig -SCLDeleteEnabled $true");
    assert!(content(open, "gone@example.org", "ann@contoso.com", spam).starts_with("250"));
    agent_log(&node, "SclAtOrAboveDeleteThreshold");
    assert!(content(open, "last@example.org", "ann@contoso.com", "Subject: hi\r\n\r\nHello").starts_with("250"));

    let mut got: Vec<(String, String, bool)> = sink
        .messages(4)
        .into_iter()
        .map(|taken| {
            (taken.sender, taken.recipients.join(" "), taken.text.contains("X-Original-To: ann@contoso.com\n"))
        })
        .collect();
    got.sort();
    let expected = [
        ("a@example.org", "Postmaster@contoso.com", false),
        ("good@example.org", "ann@contoso.com", false),
        ("kept@example.org", "spam@contoso.com", true),
        ("last@example.org", "ann@contoso.com", false),
    ];
    assert_eq!(got, expected.map(|(from, to, is_kept)| (from.to_owned(), to.to_owned(), is_kept)));
    let found =
        node.shell("Get-AgentLog | Where-Object Agent -eq 'Content Filter Agent' | ForEach-Object { $_.Action }");
    let actions: Vec<&str> = found.lines().collect();
    assert_eq!(
        actions,
        ["RejectMessage", "RejectMessage", "RejectMessage", "QuarantineMessage", "DeleteMessage"],
        "oldest first"
    );
    let most =
        node.shell("@(Get-AgentLog -ResultSize 2).Count; @(Get-AgentLog -StartDate (Get-Date).AddDays(1)).Count");
    assert_eq!(most.lines().collect::<Vec<_>>(), ["2", "0"]);
    let elsewhere = tempfile::tempdir().expect("temporary folder");
    let empty = node.shell(&format!("@(Get-AgentLog -Location '{}').Count", elsewhere.path().display()));
    assert_eq!(empty.trim(), "0");
}

#[test]
fn what_programs_refuse_is_in_the_agent_log() {
    let (node, _, open) = node();
    let answer = r#"while read -r line; do case $line in *event*OnRcpt*bad@*) a=reject;; *) a=continue;; esac; id=${line#*id\":}; id=${id%%,*}; echo "{\"id\":$id,\"action\":\"$a\"}"; done"#;
    let script = node.folder.path().join("agent.sh");
    std::fs::write(&script, answer).expect("written");
    node.configure(&format!(
        "Install-TransportAgent Guard -AssemblyPath /bin/sh -Arguments '{}' -Events OnRcptCommand
         Enable-TransportAgent Guard",
        script.display()
    ));
    assert!(rcpt(open, "good@contoso.com").starts_with("250"));
    assert!(rcpt(open, "bad@contoso.com").starts_with("550 5.7.1"));
    let line = agent_log(&node, "bad@contoso.com");
    assert!(line.contains(",a@example.org,,bad@contoso.com,1,Guard,OnRcptCommand,RejectCommand,"), "{line}");
    let shown = node
        .shell("Get-AgentLog | ForEach-Object { \"$($_.Agent) $($_.IPAddress) $($_.Recipients) $($_.SmtpResponse)\" }");
    assert_eq!(shown.trim(), "Guard 127.0.0.1 bad@contoso.com 550 5.7.1 Command rejected");
}

#[test]
fn the_level_that_a_rule_has_set_is_obeyed() {
    let sink = crate::support::sink::Sink::start();
    let (node, _, open) = node();
    node.configure(&format!(
        "New-SendConnector Out -AddressSpaces * -SmartHosts 127.0.0.1 -Port {}
         New-TransportRule Grave -SubjectContainsWords grave -SetSCL 9
         New-TransportRule Bad -SubjectContainsWords bad -SetSCL 7
         New-TransportRule Odd -SubjectContainsWords odd -SetSCL 5
         Set-ContentFilterConfig -SCLDeleteEnabled $true -SCLRejectEnabled $true -SCLQuarantineEnabled $true `
             -SCLQuarantineThreshold 5 -QuarantineMailbox spam@contoso.com -BypassedSenders friend@example.org",
        sink.port
    ));
    for (sender, subject) in
        [("a@example.org", "grave"), ("a@example.org", "bad"), ("a@example.org", "odd"), ("friend@example.org", "bad")]
    {
        let text = format!("Subject: {subject}\r\n\r\nHello");
        assert!(content(open, sender, "ann@contoso.com", &text).starts_with("250"), "{subject}");
    }
    let mut got: Vec<String> =
        sink.messages(3).into_iter().map(|taken| format!("{} {}", taken.sender, taken.recipients.join(" "))).collect();
    got.sort();
    assert_eq!(got, [" a@example.org", "a@example.org spam@contoso.com", "friend@example.org ann@contoso.com"]);
    let gone = eventually("the tracking log tells what was deleted", || {
        let gone = node.shell("Get-MessageTrackingLog -EventId DROP | ForEach-Object { $_.MessageSubject }");
        (!gone.trim().is_empty()).then_some(gone)
    });
    assert_eq!(gone.trim(), "grave");
}
