//! Transport agents of a running node: shown, stopped, ordered, and obeyed.

use crate::support::appear::eventually;
use crate::support::node::Node;
use crate::support::sink::Sink;
use crate::support::smtp::{self, Client};

fn agents(node: &Node) -> Vec<String> {
    let listed = node.shell("Get-TransportAgent | ForEach-Object { \"$($_.Priority) $($_.Name) $($_.Enabled)\" }");
    listed.lines().map(str::to_owned).collect()
}

#[test]
fn agents_have_their_order_and_those_of_the_server_stay() {
    let node = Node::start();
    let own = [
        "1 Connection Filtering Agent True",
        "2 Address Rewriting Inbound Agent True",
        "3 Sender Filter Agent True",
        "4 Recipient Filter Agent True",
        "5 Sender Id Agent True",
        "6 Content Filter Agent True",
        "7 Transport Rule Agent True",
        "8 Journaling Agent True",
        "9 Address Rewriting Outbound Agent True",
        "10 DKIM Signing Agent True",
    ];
    assert_eq!(agents(&node), own);
    node.configure(
        "Install-TransportAgent Second -MilterEndpoint 127.0.0.1:8891 -FailureAction Accept
         Install-TransportAgent -Name First -MilterEndpoint unix:/run/first.sock -Priority 1
         Enable-TransportAgent First",
    );
    assert_eq!(agents(&node)[..2], ["1 First True", "2 Connection Filtering Agent True"]);
    assert_eq!(agents(&node)[11], "12 Second False");
    let at_mail = "Get-TransportPipeline | Where-Object Event -eq OnMailCommand | ForEach-Object { $_.TransportAgents -join ', ' }";
    assert_eq!(
        node.shell(at_mail).trim(),
        "Connection Filtering Agent, Sender Filter Agent, First",
        "these always come first"
    );
    let at_end =
        "Get-TransportPipeline | Where-Object Event -eq OnEndOfData | ForEach-Object { $_.TransportAgents -join ', ' }";
    assert_eq!(
        node.shell(at_end).trim(),
        "First, Sender Id Agent, Content Filter Agent",
        "only those that are enabled"
    );
    node.configure("Set-TransportAgent First -Priority 12; Enable-TransportAgent Second");
    assert_eq!(node.shell(at_end).trim(), "Sender Id Agent, Second, First, Content Filter Agent");
    for (script, says) in [
        ("Set-TransportAgent 'DKIM Signing Agent' -Priority 1", "always acts last"),
        ("Set-TransportAgent 'Journaling Agent' -Priority 1", "The priority of the Journaling Agent cannot be chosen"),
        (
            "Uninstall-TransportAgent 'Sender Id Agent' -Confirm:$false",
            "is part of the server and cannot be uninstalled",
        ),
        ("Install-TransportAgent Nothing", "neither is given"),
        ("Install-TransportAgent Far -MilterEndpoint 192.0.2.1:8891", "on another machine"),
    ] {
        let output = node.try_shell(script);
        let told = crate::support::said(&output);
        assert!(!output.status.success() && told.contains(says), "{script}: {told}");
    }
    node.configure("Uninstall-TransportAgent First -Confirm:$false; Uninstall-TransportAgent Second -Confirm:$false");
    assert_eq!(agents(&node), own);
}

#[test]
fn a_stopped_part_of_the_server_does_nothing() {
    let (node, sink) = (Node::start(), Sink::start());
    node.configure(&format!(
        "Set-ReceiveConnector 'TEST\\Default TEST' -PermissionGroups AnonymousUsers -TarpitInterval 0
         New-AcceptedDomain -Name Contoso -DomainName contoso.com -DomainType InternalRelay
         New-SendConnector -Name Out -AddressSpaces * -SmartHosts 127.0.0.1 -Port {}
         New-TransportRule -Name Mark -PrependSubject '[marked] '
         New-JournalRule All -JournalEmailAddress archive@contoso.com -Enabled $true
         Set-SenderIdConfig -InternalMailEnabled $true
         Set-TransportServer TEST -ExternalDNSServers 127.0.0.1:1
         Disable-TransportAgent 'Transport Rule Agent' -Confirm:$false
         Disable-TransportAgent 'Journaling Agent' -Confirm:$false
         Disable-TransportAgent 'Sender Id Agent' -Confirm:$false",
        sink.port
    ));
    let port = node.port("Default TEST");
    smtp::send(port, "x@elsewhere.example", &["ann@contoso.com"], "one");
    let first = sink.messages(1).remove(0);
    assert!(first.text.contains("Subject: one") && !first.text.contains("Authentication-Results"), "{}", first.text);
    node.configure("Enable-TransportAgent 'Transport Rule Agent'; Enable-TransportAgent 'Journaling Agent'");
    smtp::send(port, "x@elsewhere.example", &["ann@contoso.com"], "two");
    let texts: Vec<String> = sink.messages(3).into_iter().skip(1).map(|taken| taken.text).collect();
    assert!(texts.iter().any(|text| text.contains("\nSubject: [marked] two\n")), "{texts:?}");
    assert!(texts.iter().any(|text| text.contains("\nTo: archive@contoso.com\n")), "{texts:?}");
}

#[test]
fn an_open_session_obeys_the_next_change() {
    let node = Node::start();
    node.configure(
        "Set-ReceiveConnector 'TEST\\Default TEST' -PermissionGroups AnonymousUsers -TarpitInterval 0
         New-AcceptedDomain -Name Contoso -DomainName contoso.com -DomainType InternalRelay",
    );
    let mut client = Client::connect(node.port("Default TEST"));
    client.ask("EHLO client.example", "250");
    client.ask("MAIL FROM:<x@elsewhere.example>", "250");
    client.ask("RSET", "250");
    let answer = r#"sed -u ''s/^{\"id\":\([0-9]*\).*/{\"id\":\1,\"action\":\"reject\",\"text\":\"closed\"}/''"#
        .replace("\\\"", "\"");
    node.configure(&format!(
        "Install-TransportAgent Guard -AssemblyPath /bin/sh -Arguments '-c','{answer}' -Events OnRcptCommand
         Enable-TransportAgent Guard"
    ));
    client.ask("MAIL FROM:<x@elsewhere.example>", "250");
    client.ask("RCPT TO:<ann@contoso.com>", "550 5.7.1 closed");
    let pid = eventually("the program runs", || {
        let found =
            std::process::Command::new("pgrep").args(["-f", "-P", &node.pid().to_string(), "sed -u"]).output().ok()?;
        found.status.success().then(|| String::from_utf8_lossy(&found.stdout).trim().to_owned())
    });
    node.configure("Disable-TransportAgent Guard -Confirm:$false");
    client.ask("RSET", "250");
    client.ask("MAIL FROM:<x@elsewhere.example>", "250");
    client.ask("RCPT TO:<ann@contoso.com>", "250");
    client.ask("QUIT", "221");
    eventually("the program is ended", || (!std::path::Path::new(&format!("/proc/{pid}")).exists()).then_some(()));
}

#[test]
fn programs_are_asked_about_mail_in_the_categorizer_however_it_came() {
    let sink = Sink::start();
    let node = Node::start();
    let script = node.folder.path().join("agent.sh");
    let (asked, pickup) = (node.folder.path().join("asked"), node.folder.path().join("pickup"));
    std::fs::create_dir(&pickup).expect("made");
    // Marks what is submitted, refuses one recipient when it is routed, throws one away when it is resolved.
    let text = r#"echo "$$" >> ASKED.started
    while read -r line; do
        echo "$line" >> ASKED; id=${line#*id\":}; id=${id%%,*}
        case $line in
            *'"event":"OnSubmittedMessage"'*) a='"changes":[{"addHeader":{"name":"X-Seen","value":"yes"}}]' ;;
            *'"event":"OnRoutedMessage"'*'["bad@'*) a='"action":"reject","text":"not there"' ;;
            *'"event":"OnResolvedMessage"'*'["gone@'*) a='"action":"discard"' ;;
            *) a='"action":"continue"' ;;
        esac
        echo "{\"id\":$id,$a}"
    done"#;
    let text = text.replace("ASKED", &asked.display().to_string());
    std::fs::write(&script, text).expect("written");
    node.configure(&format!(
        "Set-ReceiveConnector 'TEST\\Default TEST' -PermissionGroups AnonymousUsers -TarpitInterval 0
         New-AcceptedDomain -Name Contoso -DomainName contoso.com -DomainType InternalRelay
         New-SendConnector -Name Out -AddressSpaces * -SmartHosts 127.0.0.1 -Port {}
         Set-TransportServer TEST -PickupDirectoryPath '{}'
         Install-TransportAgent Auditor -AssemblyPath /bin/sh -Arguments '{}' `
             -Events OnMailCommand,OnSubmittedMessage,OnResolvedMessage,OnRoutedMessage,OnCategorizedMessage
         Enable-TransportAgent Auditor",
        sink.port,
        pickup.display(),
        script.display()
    ));
    let shown =
        "Get-TransportPipeline | Where-Object { $_.TransportAgents -contains 'Auditor' } | ForEach-Object { $_.Event }";
    assert_eq!(node.shell(shown).lines().count(), 5);
    let port = node.port("Default TEST");
    smtp::send(port, "x@elsewhere.example", &["ann@contoso.com"], "by SMTP");
    smtp::send(port, "x@elsewhere.example", &["gone@contoso.com"], "gone");
    smtp::send(port, "x@elsewhere.example", &["bad@contoso.com"], "refused");
    std::fs::write(
        pickup.join("a.tmp"),
        "From: a@contoso.com\r\nTo: ann@contoso.com\r\nSubject: by file\r\n\r\nHi\r\n",
    )
    .expect("written");
    std::fs::rename(pickup.join("a.tmp"), pickup.join("a.eml")).expect("renamed");
    // Ann gets two messages, and the sender of the third a report: which agents have seen as well.
    let got = sink.messages(3);
    assert!(got.iter().all(|taken| taken.text.contains("X-Seen: yes\n")), "{got:?}");
    assert!(got.iter().all(|taken| !taken.text.contains("X-MS-Exchange-Organization")), "{got:?}");
    let report = got.iter().find(|taken| taken.sender.is_empty()).expect("a report");
    assert!(report.text.contains("not there") && report.text.contains("Status: 5.7.1"), "{}", report.text);
    let started = std::fs::read_to_string(asked.with_extension("started")).expect("written");
    assert_eq!(started.lines().count(), 1, "one process for sessions and the categorizer: {started}");
    let asked = std::fs::read_to_string(asked).expect("written");
    assert!(asked.contains("\"event\":\"OnMailCommand\""), "{asked}");
    let submitted = || asked.lines().filter(|line| line.contains("\"event\":\"OnSubmittedMessage\""));
    for source in ["\"source\":\"SMTP\"", "\"source\":\"Pickup\"", "\"source\":\"DSN\""] {
        assert!(submitted().any(|line| line.contains(source)), "{source}");
    }
    assert_eq!(
        submitted().filter(|line| line.contains("by SMTP")).count(),
        1,
        "what was changed is not asked about again"
    );
    assert!(asked.contains("\"routes\":[{\"deliveryType\":\"SmartHostConnectorDelivery\""), "{asked}");
    let told = eventually("the agent log tells of it", || {
        let told =
            node.shell("Get-AgentLog | ForEach-Object { \"$($_.Agent) $($_.Event) $($_.Action) $($_.Recipients)\" }");
        (told.lines().count() == 2).then_some(told)
    });
    assert!(told.contains("Auditor OnResolvedMessage DeleteMessage gone@contoso.com"), "{told}");
    assert!(told.contains("Auditor OnRoutedMessage RejectMessage bad@contoso.com"), "{told}");
}

#[test]
fn an_agent_that_is_away_is_told_of_once_and_again_when_it_is_back() {
    let node = Node::start();
    let script = node.folder.path().join("agent.sh");
    node.configure(&format!(
        "Set-ReceiveConnector 'TEST\\Default TEST' -PermissionGroups AnonymousUsers -TarpitInterval 0
         New-AcceptedDomain -Name Contoso -DomainName contoso.com -DomainType InternalRelay
         Install-TransportAgent Guard -AssemblyPath '{}' -Events OnRcptCommand
         Enable-TransportAgent Guard",
        script.display()
    ));
    let port = node.port("Default TEST");
    let offer = |code: &str| {
        let mut client = Client::connect(port);
        client.ask("EHLO client.example", "250");
        client.ask("MAIL FROM:<x@elsewhere.example>", "250");
        client.try_ask("RCPT TO:<ann@contoso.com>", code)
    };
    for _ in 0..3 {
        offer("451").expect("put off");
    }
    let health =
        "Get-Health | Where-Object Area -eq Agents | ForEach-Object { \"$($_.Health) $($_.Finding) $($_.Next)\" }";
    let found = node.shell(health);
    for part in [
        "Unhealthy 'Guard' fails at OnRcptCommand since ",
        "it cannot be reached: No such file or directory",
        "Mail is refused for now, as its FailureAction is TempFail. Get-TransportAgent 'Guard'",
    ] {
        assert!(found.contains(part), "{found}");
    }
    let events = "Get-EventLog | Where-Object { $_.EventID -in 1050, 1051 } | ForEach-Object { \"$($_.EntryType) $($_.EventID) $($_.Message)\" }";
    let told = node.shell(events);
    assert_eq!(told.lines().count(), 1, "{told}");
    assert!(told.starts_with("Error 1050 Agent 'Guard' fails at OnRcptCommand: "), "{told}");
    assert!(!node.log().contains("Some("), "{}", node.log());
    let answer = r#"sed -u 's/^{"id":\([0-9]*\).*/{"id":\1,"action":"continue"}/'"#;
    std::fs::write(script.with_extension("new"), format!("#!/bin/sh\nexec {answer}\n")).expect("written");
    std::fs::set_permissions(script.with_extension("new"), std::os::unix::fs::PermissionsExt::from_mode(0o755))
        .expect("made a program");
    std::fs::rename(script.with_extension("new"), &script).expect("renamed");
    eventually("the program is started", || offer("250").ok());
    assert_eq!(node.shell(events).lines().next(), Some("Information 1051 Agent 'Guard' answers again."));
    assert_eq!(node.shell(health), "");
}
