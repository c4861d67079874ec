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

/// All rules with all that they say, but for what differs with each change.
const SAID: &str = "Get-TransportRule | ConvertTo-EmshCommand";

#[test]
fn all_rules_go_out_into_a_file_and_come_back() {
    let node = Node::start();
    node.configure(
        "New-TransportRule -Name \"It's one\" -SubjectContainsWords 'pay','free & <easy>' -ExceptIfFromScope InOrganization `
             -SetSCL 7 -Comments 'a ]]> b'
         New-TransportRule Programs -AttachmentExtensionMatchesWords exe,bat -RejectMessageReasonText 'No programs.' `
             -Mode Audit -ExpiryDate '2099-01-02 03:04:05Z'
         New-TransportRule Off -From a@b.example -DeleteMessage $true -Enabled $false",
    );
    let said = node.shell(SAID);
    let file = node.folder.path().join("rules.xml");
    let file = file.display();
    node.shell(&format!("[System.IO.File]::WriteAllBytes('{file}', (Export-TransportRuleCollection).FileData)"));
    node.configure("Remove-TransportRule Programs -Confirm:$false; Set-TransportRule Off -Priority 0; New-TransportRule Other -LogEventText x");
    assert_ne!(node.shell(SAID), said);
    let import = format!("Import-TransportRuleCollection -FileData ([System.IO.File]::ReadAllBytes('{file}'))");
    let planned = node.try_shell(&format!("{import} -WhatIf"));
    let planned = String::from_utf8_lossy(&[planned.stdout, planned.stderr].concat()).into_owned();
    assert!(
        planned.contains("Make TransportRule 'Programs'") && planned.contains("Remove TransportRule 'Other'"),
        "{planned}"
    );
    assert_ne!(node.shell(SAID), said, "-WhatIf changes nothing");
    let before = node.revision();
    node.configure(&format!("{import} -Force"));
    assert_eq!(node.shell(SAID), said);
    assert_eq!(node.revision(), before + 1, "one revision");

    for (bad, why) in [
        ("<Objs/>", "no rules"),
        (
            "<rules><rule name='x'><version><commandBlock>Remove-TransportRule Off</commandBlock></version></rule></rules>",
            "no rule",
        ),
        (
            "<rules><rule name='x'><version><commandBlock>New-TransportRule x</commandBlock></version></rule></rules>",
            "does nothing",
        ),
    ] {
        let import = format!(
            "Import-TransportRuleCollection -Force -FileData ([System.Text.Encoding]::UTF8.GetBytes(\"{bad}\"))"
        );
        assert!(!node.try_shell(&import).status.success(), "{why}");
    }
    assert_eq!(node.shell(SAID), said, "nothing of that has happened");
}

#[test]
fn rules_know_who_is_in_a_group() {
    let sink = Sink::start();
    let node = node(&sink);
    node.configure(
        "New-MailContact Ben -ExternalEmailAddress ben@fabrikam.com
         New-MailContact Zoe -ExternalEmailAddress x@elsewhere.example
         New-DistributionGroup Inner -PrimarySmtpAddress inner@contoso.com -Members Ben
         New-DistributionGroup Team -PrimarySmtpAddress team@contoso.com -Members Inner
         New-DistributionGroup Senders -PrimarySmtpAddress senders@contoso.com -Members Zoe
         New-TransportRule To -SentToMemberOf Team -SetHeaderName X-To -SetHeaderValue yes
         New-TransportRule From -FromMemberOf senders@contoso.com -SetHeaderName X-From -SetHeaderValue yes
         New-TransportRule Named -AnyOfToCcHeaderMemberOf Team -SetHeaderName X-Named -SetHeaderValue yes
         New-TransportRule Others -ExceptIfFromMemberOf Senders -SetHeaderName X-Others -SetHeaderValue yes",
    );
    let text = "From: x@elsewhere.example\r\nCc: ben@fabrikam.com\r\nSubject: Hello\r\n\r\nHi\r\n";
    send(&node, &["ben@fabrikam.com", "ann@contoso.com"], text);
    let got = sink.messages(2);
    let of = |to: &str| &got.iter().find(|taken| taken.recipients == [to]).unwrap_or_else(|| panic!("{got:?}")).text;
    for (field, ben, ann) in
        [("X-To", true, false), ("X-From", true, true), ("X-Named", true, true), ("X-Others", false, false)]
    {
        let line = format!("{field}: yes\n");
        assert_eq!(of("ben@fabrikam.com").contains(&line), ben, "{field}");
        assert_eq!(of("ann@contoso.com").contains(&line), ann, "{field}");
    }
    let nobody = node.try_shell("New-TransportRule X -SentToMemberOf Nobody -DeleteMessage $true");
    assert!(!nobody.status.success());
    assert!(node.shell("Get-TransportRule To | ConvertTo-EmshCommand").contains("-SentToMemberOf"));
}

#[test]
fn journal_rules_go_out_into_a_file_and_come_back() {
    let node = Node::start();
    node.configure(
        "New-JournalRule All -JournalEmailAddress archive@contoso.com -Enabled $true
         New-JournalRule Traders -JournalEmailAddress archive@contoso.com -Recipient t@contoso.com -Scope External",
    );
    let said = node.shell("Get-JournalRule | ConvertTo-EmshCommand");
    let file = node.folder.path().join("journal.xml");
    let file = file.display();
    node.shell(&format!("[System.IO.File]::WriteAllBytes('{file}', (Export-JournalRuleCollection).FileData)"));
    node.configure(
        "Remove-JournalRule All -Confirm:$false; Set-JournalRule Traders -Scope Internal
         New-JournalRule Other -JournalEmailAddress other@contoso.com",
    );
    let bytes = format!("([System.IO.File]::ReadAllBytes('{file}'))");
    let wrong = node.try_shell(&format!("Import-TransportRuleCollection -FileData {bytes} -Force"));
    assert!(!wrong.status.success(), "these are no transport rules");
    let before = node.revision();
    node.configure(&format!("Import-JournalRuleCollection -FileData {bytes} -Confirm:$false"));
    assert_eq!(node.shell("Get-JournalRule | ConvertTo-EmshCommand"), said);
    assert_eq!(node.revision(), before + 1, "one revision");
}

#[test]
fn a_classification_is_set_and_asked_for_and_does_not_leave() {
    let sink = Sink::start();
    let node = node(&sink);
    let unknown =
        node.try_shell("New-TransportRule Label -SubjectContainsWords secret -ApplyClassification Confidential");
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("There is no message classification 'Confidential'"));
    node.configure(
        "New-MessageClassification Confidential -DisplayName 'Company confidential' -SenderDescription 'Not for others.' `
             -ClassificationID c2a59b24-2e5f-4cf3-8d4e-0d1a5fa5a001
         New-TransportRule Label -SubjectContainsWords secret -ApplyClassification Confidential
         New-TransportRule Known -HasClassification 'company confidential' -SetHeaderName X-Known -SetHeaderValue yes
         New-TransportRule None -HasNoClassification $true -SetHeaderName X-None -SetHeaderValue yes",
    );
    let forged = "X-MS-Exchange-Organization-Classification: c2a59b24-2e5f-4cf3-8d4e-0d1a5fa5a001\r\n";
    for (subject, field, is_labelled) in [("a secret", "", true), ("hello", "", false), ("forged", forged, false)] {
        send(
            &node,
            &["ann@contoso.com"],
            &format!("From: x@elsewhere.example\r\n{field}Subject: {subject}\r\n\r\nHi\r\n"),
        );
        let got = eventually("it arrives", || {
            sink.messages(1).into_iter().find(|got| got.text.contains(&format!("Subject: {subject}")))
        });
        assert_eq!(got.text.contains("X-Known: yes\n"), is_labelled, "{subject}: {}", got.text);
        assert_eq!(got.text.contains("X-None: yes\n"), !is_labelled, "{subject}");
        let label = "X-Microsoft-ClassID: c2a59b24-2e5f-4cf3-8d4e-0d1a5fa5a001\n";
        assert_eq!(got.text.contains(label), is_labelled, "{subject}");
        assert_eq!(got.text.contains("X-Microsoft-Classification: Company confidential\n"), is_labelled, "{subject}");
        assert!(!got.text.contains("X-MS-Exchange-Organization-Classification"), "the firewall keeps it: {}", got.text);
    }
    let used = node.try_shell("Remove-MessageClassification Confidential -Confirm:$false");
    assert!(String::from_utf8_lossy(&used.stderr).contains("uses it ("));
    assert!(!node.try_shell("Set-MessageClassification Confidential -Name Other").status.success());
    node.configure(
        "Remove-TransportRule Label -Confirm:$false; Remove-TransportRule Known -Confirm:$false
         Remove-MessageClassification Confidential -Confirm:$false",
    );
}
