//! Transport rules, from the command line to the mailbox.

use crate::support::appear::eventually;
use crate::support::node::Node;
use crate::support::sink::Sink;
use crate::support::smtp::Client;

/// A node that strangers may send to, everything for contoso.com and fabrikam.com ending in a sink.
fn node(sink: &Sink) -> Node {
    let node = Node::start();
    node.configure(&format!(
        "Set-ReceiveConnector 'TEST\\Default TEST' -PermissionGroups AnonymousUsers -TarpitInterval 0
         New-AcceptedDomain -Name Contoso -DomainName contoso.com -DomainType InternalRelay
         New-AcceptedDomain -Name Fabrikam -DomainName fabrikam.com -DomainType ExternalRelay
         New-SendConnector -Name Out -AddressSpaces * -SmartHosts 127.0.0.1 -Port {}",
        sink.port
    ));
    node
}

fn send(node: &Node, recipients: &[&str], text: &str) {
    let mut client = Client::connect(node.port("Default TEST"));
    client.ask("EHLO client.example", "250");
    client.try_mail("x@elsewhere.example", recipients, text).expect("taken");
}

const ATTACHED: &str = "From: x@elsewhere.example\r\nTo: ann@contoso.com\r\nSubject: look\r\nMIME-Version: 1.0\r\n\
    Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nHello\r\n\
    --b\r\nContent-Type: application/octet-stream; name=setup.exe\r\nContent-Disposition: attachment\r\n\r\nMZ\r\n--b--\r\n";

#[test]
fn a_rule_marks_what_comes_from_outside_for_our_people_only() {
    let sink = Sink::start();
    let node = node(&sink);
    node.configure(
        "New-TransportRule -Name External -FromScope NotInOrganization -SentToScope InOrganization -PrependSubject '[EXT] '
         New-TransportRule -Name Note -SubjectContainsWords EXT -SetHeaderName X-Marked -SetHeaderValue yes",
    );
    let text = "From: x@elsewhere.example\r\nTo: ann@contoso.com\r\nSubject: Hello\r\n\r\nHi\r\n";
    send(&node, &["ann@contoso.com", "ben@fabrikam.com"], text);
    let mut got: Vec<(String, bool, bool)> = sink
        .messages(2)
        .into_iter()
        .map(|taken| {
            let is_marked = taken.text.contains("Subject: [EXT] Hello\n") && taken.text.contains("X-Marked: yes\n");
            (taken.recipients.join(" "), is_marked, taken.text.contains("Rules-Execution-History"))
        })
        .collect();
    got.sort();
    let expected = [("ann@contoso.com", true, false), ("ben@fabrikam.com", false, false)];
    assert_eq!(got, expected.map(|(to, marked, leaks)| (to.to_owned(), marked, leaks)));
    let told = eventually("the log tells", || {
        let told = node.shell("Get-MessageTrackingLog -EventId AGENTINFO | ForEach-Object { $_.CustomData }");
        told.contains("name=Note|action=SetHeader").then_some(told)
    });
    assert!(told.contains("name=External|action=PrependSubject|sev=Low|mode=Enforce"), "{told}");
    let moved = node.shell("Get-MessageTrackingLog -EventId TRANSFER | ForEach-Object { $_.Recipients }");
    assert_eq!(moved.trim(), "ann@contoso.com");
}

#[test]
fn programs_go_back_and_a_disabled_rule_lets_them_through() {
    let sink = Sink::start();
    let node = node(&sink);
    node.configure(
        "New-TransportRule Programs -AttachmentExtensionMatchesWords exe,bat -RejectMessageReasonText 'No programs.' `
             -RejectMessageEnhancedStatusCode 5.7.900",
    );
    send(&node, &["ann@contoso.com"], ATTACHED);
    let report = sink.messages(1).remove(0);
    assert_eq!((report.sender.as_str(), report.recipients.as_slice()), ("", &["x@elsewhere.example".to_owned()][..]));
    assert!(report.text.contains("Status: 5.7.900") && report.text.contains("No programs."), "{}", report.text);

    node.configure("Disable-TransportRule Programs -Confirm:$false");
    send(&node, &["ann@contoso.com"], ATTACHED);
    assert_eq!(sink.messages(2)[1].recipients, ["ann@contoso.com"]);
    node.configure("Set-TransportRule Programs -Mode Audit; Enable-TransportRule Programs");
    send(&node, &["ann@contoso.com"], ATTACHED);
    assert_eq!(sink.messages(3)[2].recipients, ["ann@contoso.com"]);
    eventually("the log tells of the audit", || {
        node.shell("(Get-MessageTrackingLog -EventId AGENTINFO).CustomData").contains("mode=Audit").then_some(())
    });
}

#[test]
fn a_disclaimer_and_a_copy_are_added_once() {
    let sink = Sink::start();
    let node = node(&sink);
    node.configure(
        "New-TransportRule Disclaimer -ApplyHtmlDisclaimerText '<p>Contoso Ltd.</p>' -BlindCopyTo audit@contoso.com",
    );
    send(&node, &["ann@contoso.com"], ATTACHED);
    let got = sink.messages(1);
    let mut to: Vec<&str> = got.iter().flat_map(|taken| &taken.recipients).map(String::as_str).collect();
    to.sort();
    assert_eq!(to, ["ann@contoso.com", "audit@contoso.com"]);
    for taken in got {
        // Base64 of "Hello", an empty line and the disclaimer.
        assert!(taken.text.contains("SGVsbG8NCg0KQ29udG9zbyBMdGQu"), "{}", taken.text);
        assert!(taken.text.contains("name=setup.exe") && !taken.text.contains("audit@"), "{}", taken.text);
    }
}

#[test]
fn rules_keep_their_order() {
    let node = Node::start();
    let order = |script: &str| {
        node.shell(&format!("{script}; Get-TransportRule | ForEach-Object {{ \"$($_.Priority)$($_.Name)\" }}"))
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    let three = "'a','b','c' | ForEach-Object { New-TransportRule $_ -StopRuleProcessing $true } | Out-Null";
    assert_eq!(order(three), "0a 1b 2c");
    assert_eq!(order("New-TransportRule d -Priority 1 -StopRuleProcessing $true | Out-Null"), "0a 1d 2b 3c");
    assert_eq!(order("Set-TransportRule c -Priority 0"), "0c 1a 2d 3b");
    assert_eq!(order("Set-TransportRule c -Priority 99"), "0a 1d 2b 3c");
    assert_eq!(order("Remove-TransportRule d -Confirm:$false"), "0a 1b 2c");
    // One change, one line of history, which a restore takes back whole.
    let revisions =
        node.shell("(Get-ConfigurationHistory | Where-Object Class -eq TransportRule | Group-Object Revision).Count");
    assert_eq!(revisions.trim(), "7");
}

#[test]
fn the_journal_keeps_each_message_once_with_its_blind_copies() {
    let sink = Sink::start();
    let node = node(&sink);
    node.configure(
        "New-JournalRule Everything -JournalEmailAddress archive@contoso.com -Enabled $true
         New-TransportRule Mark -RecipientDomainIs contoso.com -PrependSubject '[C] '",
    );
    let text = "From: x@elsewhere.example\r\nTo: ann@contoso.com\r\nSubject: Hello\r\n\r\nHi\r\n";
    send(&node, &["ann@contoso.com", "ben@fabrikam.com"], text);
    let got = sink.messages(3);
    let of = |to: &str| got.iter().find(|taken| taken.recipients == [to]).unwrap_or_else(|| panic!("{to}: {got:?}"));
    let report = of("archive@contoso.com");
    assert_eq!(report.sender, "");
    let words = "Sender: x@elsewhere.example\nSubject: Hello\n";
    assert!(
        report.text.contains(words) && report.text.contains("To: ann@contoso.com\nRecipient: ben@fabrikam.com\n"),
        "{report:?}"
    );
    assert!(of("ann@contoso.com").text.contains("Subject: [C] Hello"));
    assert!(of("ben@fabrikam.com").text.contains("Subject: Hello"));
    assert!(
        got.iter().all(|taken| taken.recipients == ["archive@contoso.com"] || !taken.text.contains("Journaled-To"))
    );
    node.configure("Disable-JournalRule Everything -Confirm:$false");
    send(&node, &["ben@fabrikam.com"], text);
    assert_eq!(sink.messages(4)[3].recipients, ["ben@fabrikam.com"]);
}

#[test]
fn rules_and_journal_see_the_members_of_a_group() {
    let sink = Sink::start();
    let node = node(&sink);
    node.configure(
        "New-MailContact Ben -ExternalEmailAddress ben@fabrikam.com
         New-DistributionGroup Team -PrimarySmtpAddress team@contoso.com -Members Ben -RequireSenderAuthenticationEnabled $false
         New-JournalRule Everything -JournalEmailAddress archive@contoso.com -Enabled $true
         New-TransportRule Out -RecipientDomainIs fabrikam.com -PrependSubject '[OUT] '",
    );
    send(
        &node,
        &["team@contoso.com"],
        "From: x@elsewhere.example\r\nTo: team@contoso.com\r\nSubject: Hello\r\n\r\nHi\r\n",
    );
    let got = sink.messages(2);
    let of = |to: &str| got.iter().find(|taken| taken.recipients == [to]).unwrap_or_else(|| panic!("{to}: {got:?}"));
    assert!(of("ben@fabrikam.com").text.contains("Subject: [OUT] Hello"), "{got:?}");
    assert!(of("archive@contoso.com").text.contains("Recipient: ben@fabrikam.com\n"), "{got:?}");
}
