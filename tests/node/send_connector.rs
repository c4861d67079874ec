//! What a send connector says, as the next hop sees it: each setting is given to a running node by its cmdlet.

use std::sync::{Arc, Mutex};

use crate::support::appear::eventually;
use crate::support::free_port;
use crate::support::node::Node;
use crate::support::nsd::Nsd;
use crate::support::sink::Sink;
use crate::support::smtp::{Client, message, send};

/// A node that takes mail for fabrikam.com from strangers, to send it on.
struct Relay {
    node: Node,
    port: u16,
}

impl Relay {
    fn start() -> Relay {
        let node = Node::start();
        let port = node.port("Default TEST");
        let relay = Relay { node, port };
        relay.node.configure(
            "Set-ReceiveConnector 'TEST\\Default TEST' -PermissionGroups AnonymousUsers
             New-AcceptedDomain -Name Fabrikam -DomainName fabrikam.com -DomainType ExternalRelay
             Set-TransportServer TEST -MaxPerDomainOutboundConnections 1 -QueueGlitchRetryInterval 00:00:01",
        );
        relay
    }

    fn becomes(&self, expression: &str) {
        eventually(expression, || (self.node.shell(expression).trim() == "True").then_some(()));
    }

    fn send(&self, subject: &str) {
        send(self.port, "ann@contoso.com", &["bob@fabrikam.com"], subject);
    }

    /// Waits for an event of the tracking log about messages with this subject.
    fn tracked(&self, subject: &str, event: &str) -> String {
        let script = format!(
            "Get-MessageTrackingLog -MessageSubject '{subject}' -EventId {event} | ForEach-Object {{ \"$($_.ConnectorId): $($_.RecipientStatus)\" }}"
        );
        eventually(&format!("{event} of '{subject}'"), || {
            Some(self.node.shell(&script).trim().to_owned()).filter(|found| !found.is_empty())
        })
    }
}

type Lines = Arc<Mutex<Vec<String>>>;

/// A sink, and the command lines that it hears.
fn heard(answer: impl Fn(&str) -> Option<&'static str> + Send + Sync + 'static) -> (Sink, Lines) {
    let lines = Lines::default();
    let notes = lines.clone();
    let sink = Sink::answering(free_port(), move |line| {
        notes.lock().expect("nobody panics with it").push(line.to_owned());
        answer(line)
    });
    (sink, lines)
}

fn count(lines: &Lines, start: &str) -> usize {
    lines.lock().expect("nobody panics with it").iter().filter(|line| line.starts_with(start)).count()
}

#[test]
fn sessions_are_as_the_connector_says() {
    let relay = Relay::start();
    let (sink, lines) = heard(|_| None);
    relay.node.configure(&format!(
        "New-SendConnector -Name Out -AddressSpaces fabrikam.com -SmartHosts '[127.0.0.1]' -Port {} -Fqdn mail.contoso.com `
             -SourceIPAddress 127.0.0.7 -SmtpMaxMessagesPerConnection 2 -ProtocolLoggingLevel Verbose -Enabled $false",
        sink.port
    ));
    (1..=5).for_each(|number| relay.send(&format!("Order {number}")));
    relay.becomes("(Get-Queue Unreachable).MessageCount -eq 5");
    relay.node.configure("Set-SendConnector Out -Enabled $true");
    let taken = sink.messages(5);
    assert!(taken.iter().all(|message| message.client.to_string() == "127.0.0.7"), "SourceIPAddress: {taken:?}");
    assert!(count(&lines, "EHLO mail.contoso.com") >= 3, "Fqdn; two messages a connection: {lines:?}");
    let log = relay.node.folder.path().join("logs/smtp-send");
    eventually("the session in the protocol log", || {
        let files = std::fs::read_dir(&log).ok()?.filter_map(|file| std::fs::read_to_string(file.ok()?.path()).ok());
        files.collect::<String>().contains(r"TEST\Out,").then_some(())
    });

    let visits = relay.node.folder.path().join("logs/connectivity");
    eventually("what was carried in the connectivity log", || {
        let files = std::fs::read_dir(&visits).ok()?.filter_map(|file| std::fs::read_to_string(file.ok()?.path()).ok());
        let text: String = files.collect();
        let carried = text.lines().filter(|line| line.contains(",SMTP,[127.0.0.1],-,Messages: 2 Bytes: ")).count();
        (carried == 2 && text.contains(",>,Established connection to 127.0.0.1:")).then_some(())
    });

    relay.node.configure("Set-SendConnector Out -ForceHELO $true");
    relay.send("In the old way");
    sink.messages(6);
    assert_eq!(count(&lines, "HELO mail.contoso.com"), 1, "{lines:?}");
}

#[test]
fn the_login_is_kept_sealed_and_said_to_the_smart_host() {
    let relay = Relay::start();
    let (sink, lines) = heard(|line| match line.split(' ').next() {
        Some("EHLO") => Some("250-sink.example.net\r\n250 AUTH PLAIN"),
        Some("AUTH") => Some("235 2.7.0 Welcome"),
        _ => None,
    });
    relay.node.configure(&format!(
        "$password = ConvertTo-SecureString 'Tr0ub4dor' -AsPlainText -Force
         $login = New-Object System.Management.Automation.PSCredential('anna', $password)
         New-SendConnector -Name Out -AddressSpaces * -SmartHosts 127.0.0.1 -Port {} -SmartHostAuthMechanism BasicAuth -AuthenticationCredential $login",
        sink.port
    ));
    relay.send("Let me in");
    sink.messages(1);
    // "\0anna\0Tr0ub4dor" in base64.
    assert_eq!(count(&lines, "AUTH PLAIN AGFubmEAVHIwdWI0ZG9y"), 1, "{lines:?}");
    let shown = relay.node.shell("Get-SendConnector Out | Format-List *; Get-ConfigurationHistory | Format-List *");
    assert!(shown.contains("anna") && !shown.contains("Tr0ub4dor"), "{shown}");
    for file in std::fs::read_dir(relay.node.folder.path()).expect("readable").filter_map(Result::ok) {
        let bytes = std::fs::read(file.path()).unwrap_or_default();
        assert!(!bytes.windows(9).any(|part| part == b"Tr0ub4dor"), "in clear in {:?}", file.path());
    }
}

#[test]
fn mail_waits_for_tls_where_it_is_required() {
    let relay = Relay::start();
    let (sink, lines) = heard(|_| None);
    relay.node.configure(&format!(
        "New-SendConnector -Name Out -AddressSpaces * -SmartHosts 127.0.0.1 -Port {} -RequireTLS $true",
        sink.port
    ));
    relay.send("In confidence");
    relay.becomes("(Get-Queue -Filter {NextHopDomain -eq '[127.0.0.1]'}).LastError -like '451 4.7.*'");
    assert_eq!(count(&lines, "MAIL"), 0, "nothing was said of the message: {lines:?}");
    relay.node.configure("Set-SendConnector Out -RequireTLS $false");
    relay.node.shell("Get-Queue -Filter {Status -eq 'Retry'} | Retry-Queue");
    assert!(sink.messages(1)[0].text.contains("In confidence"));
}

#[test]
fn the_connector_is_chosen_by_closeness_cost_size_and_receive_connector() {
    let relay = Relay::start();
    let (near, far, filter) = (Sink::start(), Sink::start(), Sink::start());
    relay.node.configure(&format!(
        "New-SendConnector -Name Near -AddressSpaces 'fabrikam.com;5' -SmartHosts 127.0.0.1 -Port {} -MaxMessageSize 2KB
         New-SendConnector -Name Far -AddressSpaces 'SMTP:fabrikam.com;10' -SmartHosts 127.0.0.1 -Port {} -MaxMessageSize 4KB",
        near.port, far.port
    ));
    relay.send("Cheap");
    assert!(near.messages(1)[0].text.contains("Cheap"));
    let bulky = |kilobytes: usize, subject: &str| {
        let (from, to) = ("ann@contoso.com", "bob@fabrikam.com");
        let mut client = Client::connect(relay.port);
        client.ask("EHLO client.example", "250");
        let text = message(from, to, subject) + &"0123456789abcde\r\n".repeat(kilobytes * 60);
        client.try_mail(from, &[to], &text).expect("taken");
    };
    bulky(3, "Too large for the cheap way");
    assert!(far.messages(1)[0].text.contains("Too large for the cheap way"));
    bulky(5, "Too large for any way");
    let failed = relay.tracked("Too large for any way", "FAIL");
    assert!(failed.contains("550 5.3.4"), "{failed}");
    relay.node.configure("Set-SendConnector Near -Enabled $false");
    relay.send("The cheap way is closed");
    assert_eq!(far.messages(2).len(), 2);

    let port = free_port();
    relay.node.configure(&format!(
        "New-ReceiveConnector -Name Unfiltered -Usage Internet -Bindings 127.0.0.1:{port}
         New-SendConnector -Name Filter -LinkedReceiveConnector TEST\\Unfiltered -SmartHosts 127.0.0.1 -Port {}",
        filter.port
    ));
    send(port, "ann@contoso.com", &["bob@fabrikam.com"], "To be filtered");
    assert!(filter.messages(1)[0].text.contains("To be filtered"));
    assert_eq!((near.messages(0).len(), far.messages(0).len()), (1, 2));
}

#[test]
fn failures_weigh_what_the_connector_says() {
    let relay = Relay::start();
    let (sink, _) = heard(|line| line.starts_with("RCPT").then_some("550 5.7.1 Not today"));
    relay
        .node
        .configure(&format!("New-SendConnector -Name Out -AddressSpaces * -SmartHosts 127.0.0.1 -Port {}", sink.port));
    relay.send("As it came");
    let failed = relay.tracked("As it came", "FAIL");
    assert!(failed.contains("\\Out: ") && failed.contains("550 5.7.1 Not today"), "{failed}");
    relay.node.configure("Set-SendConnector Out -ErrorPolicies DowngradeCustomFailures");
    relay.send("Lighter");
    let deferred = relay.tracked("Lighter", "DEFER");
    assert!(deferred.contains("550 5.7.1 Not today"), "{deferred}");
}

#[test]
fn names_are_asked_of_the_servers_that_the_connector_says() {
    let relay = Relay::start();
    let sink = Sink::start();
    let (inside, outside) = (
        Nsd::start(&[("fabrikam.com", "other A 127.0.0.1")]),
        Nsd::start(&[("fabrikam.com", "@ MX 5 mx\nmx A 127.0.0.1")]),
    );
    relay.node.configure(&format!(
        "Set-TransportServer TEST -InternalDNSServers {} -ExternalDNSServers {} -ExternalDNSProtocolOption UseTcpOnly
         New-SendConnector -Name Out -AddressSpaces * -Port {} -ErrorPolicies DowngradeDnsFailures",
        inside.address(),
        outside.address(),
        sink.port
    ));
    relay.send("Who are you");
    // Inside the domain has no mail host; the policy makes the queue wait where the message would have come back.
    relay.becomes("(Get-Queue fabrikam.com).LastError -like '451 4.4.4*'");
    relay.node.configure("Set-SendConnector Out -UseExternalDNSServersEnabled $true");
    relay.node.shell("Get-Queue -Filter {Status -eq 'Retry'} | Retry-Queue");
    assert!(sink.messages(1)[0].text.contains("Who are you"));
    relay.node.configure("Set-SendConnector Out -UseExternalDNSServersEnabled $false -ErrorPolicies Default");
    relay.send("Come back");
    let failed = relay.tracked("Come back", "FAIL");
    assert!(failed.contains("550 5.4.4"), "{failed}");
}

#[test]
fn the_next_connector_by_cost_stands_in_where_no_host_of_the_first_answers() {
    let relay = Relay::start();
    let (near, far, wide) = (free_port(), Sink::start(), Sink::start());
    relay.node.configure(&format!(
        "Set-TransportServer TEST -QueueGlitchRetryInterval 00:00:05
         New-SendConnector -Name Near -AddressSpaces 'fabrikam.com;1' -SmartHosts 127.0.0.1 -Port {near}
         New-SendConnector -Name Far -AddressSpaces 'fabrikam.com;7' -SmartHosts 127.0.0.1 -Port {}
         New-SendConnector -Name Wide -AddressSpaces * -SmartHosts 127.0.0.1 -Port {}",
        far.port, wide.port
    ));
    relay.send("By another way");
    assert!(far.messages(1)[0].text.contains("By another way"));
    let links = "Get-LinkState | ForEach-Object { \"$($_.Connector) $($_.State) $($_.Detour)\".Trim() }";
    assert_eq!(relay.node.shell(links).lines().collect::<Vec<_>>(), ["Far Up", "Near Down Far", "Wide Up"]);
    let queues = "Get-Queue | ForEach-Object { $_.OverrideSource; $_.LastError } | Where-Object { $_ }";
    let told = relay.node.shell(queues);
    assert!(told.contains("ROUTING.AlternativeRoute; in place of connector 'Near'"), "{told}");
    assert!(told.contains("441 4.4.1") && told.contains("messages go by connector 'Far' for now"), "{told}");
    let explained = relay.node.shell("(Test-MailRoute bob@fabrikam.com).Explanation");
    assert!(explained.contains("its next hop cannot be reached: 441 4.4.1"), "{explained}");

    // Back again, it gets the next message that comes after its time.
    let near = Sink::answering(near, |_| None);
    relay.becomes("(Get-LinkState | Where-Object Connector -eq Near).NextRetryTime -le (Get-Date)");
    relay.send("By the usual way");
    assert!(near.messages(1)[0].text.contains("By the usual way"));
    relay.becomes("(Get-LinkState | Where-Object Connector -eq Near).State -eq 'Up'");
    assert_eq!((far.messages(1).len(), wide.messages(0).len()), (1, 0));
}

#[test]
fn mail_is_brought_straight_first_and_the_smart_hosts_get_the_rest() {
    let relay = Relay::start();
    let sink = Sink::start();
    let dns = Nsd::start(&[("fabrikam.com", "@ MX 5 mx\nmx A 127.0.0.1")]);
    relay.node.configure(&format!(
        "Set-TransportServer TEST -InternalDNSServers {} -ConnectivityLogEnabled $true
         New-SendConnector -Name Out -AddressSpaces * -SmartHosts 127.0.0.9 -AttemptDirectDelivery $true -Port {}",
        dns.address(),
        sink.port
    ));
    // Nobody listens at the smart host.
    relay.send("Straight");
    assert!(sink.messages(1)[0].text.contains("Straight"));
    let route = relay.node.shell("Test-MailRoute bob@fabrikam.com | ForEach-Object { $_.Explanation; $_.TlsPolicy }");
    assert!(route.contains("straight to fabrikam.com first") && route.contains("instead [127.0.0.9]"), "{route}");

    // Nobody listens at the domain's own server, nor at the smart host; then somebody does there.
    let behind = free_port();
    relay.node.configure(&format!("Set-SendConnector Out -Port {behind} -SmartHosts 127.0.0.1"));
    let gone = Nsd::start(&[("fabrikam.com", "@ MX 5 mx\nmx A 127.0.0.9")]);
    relay.node.configure(&format!("Set-TransportServer TEST -InternalDNSServers {}", gone.address()));
    relay.send("By another");
    relay.becomes(
        "(Get-Queue fabrikam.com).LastError -like '441 4.4.1*Direct delivery had failed before: 441 4.4.1*127.0.0.9*'",
    );
    let sink = Sink::answering(behind, |line| line.starts_with("RCPT TO:<no@").then_some("550 5.1.1 no"));
    relay.node.shell("Get-Queue -Filter {Status -eq 'Retry'} | Retry-Queue");
    assert!(sink.messages(1)[0].text.contains("By another"));
    let visits = relay.node.folder.path().join("logs/connectivity");
    eventually("both ways in the connectivity log", || {
        let files = std::fs::read_dir(&visits).ok()?.filter_map(|file| std::fs::read_to_string(file.ok()?.path()).ok());
        files.collect::<String>().contains("Direct delivery failed, trying the smart hosts: 441").then_some(())
    });
}

#[test]
fn a_server_sends_what_no_connector_takes_to_its_smart_hosts() {
    let relay = Relay::start();
    let (others, partner) = (Sink::start(), Sink::start());
    relay.send("First");
    relay.becomes("(Get-Queue Unreachable).MessageCount -eq 1");
    relay.node.configure(&format!(
        "New-AcceptedDomain -Name Branch -DomainName branch.example -DomainType InternalRelay
         New-SendConnector -Name Partner -AddressSpaces partner.example -SmartHosts 127.0.0.1 -Port {}
         Set-TransportService TEST -SmartHosts 127.0.0.1 -SmartHostPort {}",
        partner.port, others.port
    ));
    assert!(others.messages(1)[0].text.contains("First"), "what waited is routed anew");
    send(relay.port, "ann@contoso.com", &["bob@branch.example"], "Inside");
    relay.becomes("(Get-Queue Unreachable).MessageCount -eq 1");
    let route = relay.node.shell("(Test-MailRoute eve@example.org).Explanation");
    assert!(route.contains("no send connector serves it: the SmartHosts of this server take it"), "{route}");
    let route = relay.node.shell("(Test-MailRoute eve@partner.example).NextHopConnector");
    assert_eq!(route.trim(), "Partner");
    let own = relay.port;
    let refused =
        relay.node.try_shell(&format!("Set-TransportService TEST -SmartHosts 127.0.0.1 -SmartHostPort {own}"));
    assert!(crate::support::said(&refused).contains("is this server itself: mail would loop"));
}
