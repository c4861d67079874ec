//! A server that reaches the outside through another (FrontendProxyEnabled, XPROXYTO).

use std::fs;
use std::net::TcpListener;

use crate::support::appear;
use crate::support::free_port;
use crate::support::hub::Hub;
use crate::support::node::Node;
use crate::support::sink::Sink;
use crate::support::smtp::{Client, message, send};

const FRONT_END: &str = "New-ReceiveConnector -Name 'Outbound Proxy Frontend' -Server FRONT -TransportRole FrontendTransport \
    -Usage Internal -RemoteIPRanges 127.0.0.0/8 -ProtocolLoggingLevel Verbose";

/// INSIDE sends through FRONT. Nobody waits for a copy that FRONT cannot keep while it is away.
fn organization(port: u16) -> (Node, Node) {
    let inside = Node::named("INSIDE", &[]);
    let store = format!("sqlite:{}", inside.folder.path().join("organization.db").display());
    let front = Node::named("FRONT", &["--store", &store]);
    let advice = inside.try_shell(&format!(
        "Set-ReceiveConnector 'INSIDE\\Default INSIDE' -PermissionGroups AnonymousUsers,ExchangeServers -MaxAcknowledgementDelay 00:00:00
         New-AcceptedDomain -Name Contoso -DomainName contoso.com -DomainType ExternalRelay
         New-SendConnector -Name Out -AddressSpaces * -SmartHosts '[127.0.0.1]' -Port {port} -SourceTransportServers INSIDE `
             -FrontendProxyEnabled $true -ProtocolLoggingLevel Verbose
         Set-TransportServer INSIDE -OutboundConnectionFailureRetryInterval 00:00:01"
    ));
    let advice = String::from_utf8_lossy(&advice.stderr);
    assert!(advice.contains("'Out' sends through a front end, and no server has one"), "{advice}");
    inside.in_force();
    (inside, front)
}

fn last_error(node: &Node, words: &str) -> String {
    appear::eventually(words, || {
        let shown =
            node.shell("Get-Queue -Server INSIDE -Filter 'MessageCount -gt 0' | ForEach-Object { $_.LastError }");
        shown.contains(words).then_some(shown)
    })
}

/// What was said to the node's front end.
fn protocol_log(front: &Node) -> String {
    let folder = front.folder.path().join("logs/smtp-receive");
    appear::eventually("a protocol log", || {
        let files = fs::read_dir(&folder).ok()?.flatten();
        let text: String = files.filter_map(|file| fs::read_to_string(file.path()).ok()).collect();
        text.contains("XPROXYTO").then_some(text)
    })
}

#[test]
fn connections_are_made_by_a_front_end_and_encrypted_beyond_it() {
    let outside = Hub::start();
    let (inside, mut front) = organization(outside.port);
    send(inside.port("Default INSIDE"), "ann@example.org", &["ann@contoso.com"], "Waits");
    last_error(&inside, "TransportRole FrontendTransport");

    inside.shell(&format!("{FRONT_END} -Bindings 127.0.0.1:{}", free_port()));
    inside.in_force();
    front.obeys(inside.revision());
    inside.shell("Get-Queue -Server INSIDE -Filter \"Status -eq 'Retry'\" | Retry-Queue");
    let came = outside.messages("ann@contoso.com", 1).remove(0);
    assert!(came.contains("Subject: Waits"), "{came}");
    // The front end has not put itself between the two: it was INSIDE that greeted, and that encrypted.
    let trace = came.split("\nReceived: ").nth(1).unwrap_or(&came);
    assert!(came.contains("Received: from inside (") && came.contains(" with ESMTPS "), "{trace}");
    assert!(!came.to_lowercase().contains("front"), "{came}");
    let heard = protocol_log(&front);
    assert!(heard.contains("XPROXYTO DESTINATIONS=127.0.0.1"), "{heard}");
    assert!(!heard.contains("MAIL FROM"), "what goes through is nobody's business: {heard}");
    let session = heard.split("SESSIONID=").nth(1).and_then(|rest| rest.split(',').next()).expect("who asked");
    appear::eventually("the session in the other log", || {
        let mut files = fs::read_dir(inside.folder.path().join("logs/connectivity")).ok()?.flatten();
        files.any(|file| fs::read_to_string(file.path()).is_ok_and(|text| text.contains(session))).then_some(())
    });

    // A large message, and then one while the front end is away.
    let line = "x".repeat(70);
    let large = format!(
        "{}\r\n{}",
        message("ann@example.org", "bob@contoso.com", "Large"),
        format!("{line}\r\n").repeat(60_000)
    );
    let mut client = Client::connect(inside.port("Default INSIDE"));
    client.ask("EHLO client.example.org", "250");
    client.try_mail("ann@example.org", &["bob@contoso.com"], &large).expect("taken");
    let came = outside.messages("bob@contoso.com", 1).remove(0);
    assert_eq!(came.matches(&line).count(), 60_000);

    front.stop();
    send(inside.port("Default INSIDE"), "ann@example.org", &["ann@contoso.com"], "Later");
    last_error(&inside, "no way through a front end");
    front.serve(&[]);
    inside.shell("Get-Queue -Server INSIDE -Filter \"Status -eq 'Retry'\" | Retry-Queue");
    assert!(outside.messages("ann@contoso.com", 2).iter().any(|text| text.contains("Subject: Later")));
}

#[test]
fn what_a_front_end_cannot_reach_is_told_by_its_address() {
    let nowhere = free_port();
    let (inside, front) = organization(nowhere);
    inside.shell(&format!("{FRONT_END} -Bindings 127.0.0.1:{}", free_port()));
    inside.in_force();
    front.obeys(inside.revision());
    send(inside.port("Default INSIDE"), "ann@example.org", &["ann@contoso.com"], "Nowhere");
    let route = inside.shell("(Test-MailRoute ann@contoso.com).TlsPolicy");
    assert!(route.trim().starts_with("[127.0.0.1]: opportunistic"), "{route}");
    assert!(route.trim().ends_with("; through front end front"), "{route}");
    let error = last_error(&inside, "refused");
    assert!(error.contains(&format!("127.0.0.1:{nowhere}")) && error.contains("XProxyTo failed"), "{error}");
}

#[test]
fn a_front_end_that_says_nothing_is_passed_over() {
    let outside = Sink::start();
    let (inside, mut front) = organization(outside.port);
    let port = free_port();
    inside.shell(&format!("{FRONT_END} -Bindings 127.0.0.1:{port}"));
    front.stop();
    let _silent = TcpListener::bind(("127.0.0.1", port)).expect("nobody listens there any more");
    inside.configure("Set-SendConnector Out -ConnectionInactivityTimeOut 00:00:01");
    send(inside.port("Default INSIDE"), "ann@example.org", &["ann@contoso.com"], "Waits");
    // It has connected us with nobody, so nobody else is to blame.
    let error = last_error(&inside, "did not answer in time");
    assert!(error.contains("SMTPSEND.FrontEnd; no way through a front end: "), "{error}");
    assert!(!error.contains(&outside.port.to_string()), "{error}");

    // Whichever of the two is asked first, nothing waits for a second try.
    let store = format!("sqlite:{}", inside.folder.path().join("organization.db").display());
    let gate = Node::named("GATE", &["--store", &store]);
    inside.configure(&format!(
        "Set-TransportServer INSIDE -OutboundConnectionFailureRetryInterval 01:00:00 -QueueGlitchRetryInterval 01:00:00
         New-AcceptedDomain -Name Others -DomainName *.example -DomainType ExternalRelay
         {gate} -Bindings 127.0.0.1:{port}
         1..6 | ForEach-Object {{
             New-SendConnector -Name \"Out$_\" -AddressSpaces \"d$_.example\" -SmartHosts '[127.0.0.1]' -Port {outside} `
                 -SourceTransportServers INSIDE -FrontendProxyEnabled $true -ConnectionInactivityTimeOut 00:00:10
         }}",
        gate = FRONT_END.replace("FRONT ", "GATE "),
        port = free_port(),
        outside = outside.port,
    ));
    gate.obeys(inside.revision());
    for number in 1..=6 {
        send(inside.port("Default INSIDE"), "ann@example.org", &[&format!("ann@d{number}.example")], "Passed");
    }
    outside.messages(6);
}
