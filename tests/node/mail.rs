//! Mail through whole nodes.

use crate::support::appear::{self, eventually};
use crate::support::free_port;
use crate::support::node::Node;
use crate::support::sink::Sink;
use crate::support::smtp::{Client, message, send};

/// Lets strangers send to a domain that this node has no route for.
const TAKE_AND_KEEP: &str = "Set-ReceiveConnector 'TEST\\Default TEST' -PermissionGroups AnonymousUsers; \
    New-AcceptedDomain -Name Fabrikam -DomainName fabrikam.com -DomainType ExternalRelay";

#[test]
fn what_was_acknowledged_survives_kill_9() {
    let mut node = Node::start();
    let port = node.port("Default TEST");
    node.shell(TAKE_AND_KEEP);
    node.in_force();
    let mut client = Client::connect(port);
    client.ask("EHLO client.example", "250");
    let subjects: Vec<String> = (1..=20).map(|number| format!("Order {number}")).collect();
    for subject in &subjects {
        let (sender, recipient) = ("ann@contoso.com", "bob@fabrikam.com");
        client.try_mail(sender, &[recipient], &message(sender, recipient, subject)).expect("taken");
    }
    node.kill();

    node.serve(&[]);
    let mut kept: Vec<String> =
        node.shell("Get-Message | ForEach-Object { $_.Subject }").lines().map(str::to_owned).collect();
    let mut expected = subjects;
    kept.sort();
    expected.sort();
    assert_eq!(kept, expected);
    let queues = node.shell("Get-Queue -Filter 'MessageCount -eq 20' | ForEach-Object { \"$($_.Identity)\" }");
    assert_eq!(queues.trim(), r"TEST\Unreachable");
    let one = node.shell("Get-Message -Filter {Subject -like '*der 7'} | ForEach-Object { $_.Subject }");
    assert_eq!(one.trim(), "Order 7");
}

#[test]
fn an_edge_server_sends_on_what_is_ours() {
    let (hub, edge) = (Node::start(), Node::start_with(&["--role", "edge"]));
    let maildir = hub.folder.path().join("mail/bob@fabrikam.com");
    appear::make_maildir(&maildir);
    let root = hub.folder.path().join("mail").display().to_string();
    hub.shell(&format!(
        "New-MailboxDatabase -Name DB1 -MaildirPath '{root}'
         New-AcceptedDomain -Name Fabrikam -DomainName fabrikam.com
         New-Mailbox -Name Bob -PrimarySmtpAddress bob@fabrikam.com -Database DB1
         Set-ReceiveConnector 'TEST\\Default TEST' -PermissionGroups AnonymousUsers"
    ));
    hub.in_force();
    edge.shell(&format!(
        "New-AcceptedDomain -Name Fabrikam -DomainName fabrikam.com
         New-SendConnector -Name Inbound -Usage Internal -AddressSpaces '--' -SmartHosts '[127.0.0.1]' -Port {}",
        hub.port("Default TEST")
    ));
    edge.in_force();
    let port = edge.port("Default internal receive connector TEST");
    send(port, "ann@contoso.com", &["bob@fabrikam.com"], "Through the perimeter");
    let messages = appear::maildir_messages(&maildir, 1);
    assert_eq!(messages[0].matches("Received: ").count(), 2, "{}", messages[0]);
    let mut stranger = Client::connect(port);
    stranger.ask("EHLO client.example", "250");
    stranger.ask("MAIL FROM:<ann@contoso.com>", "250");
    stranger.ask("RCPT TO:<eve@elsewhere.example>", "550");
}

#[test]
fn mail_goes_from_one_node_to_the_mailbox_on_another() {
    let (west, east) = (Node::start(), Node::start());
    let maildir = east.folder.path().join("mail/bob@fabrikam.com");
    appear::make_maildir(&maildir);
    let root = east.folder.path().join("mail").display().to_string();
    east.shell(&format!(
        "New-MailboxDatabase -Name DB1 -MaildirPath '{root}'
         New-AcceptedDomain -Name Fabrikam -DomainName fabrikam.com
         New-Mailbox -Name Bob -PrimarySmtpAddress bob@fabrikam.com -Database DB1
         Set-ReceiveConnector 'TEST\\Default TEST' -PermissionGroups AnonymousUsers"
    ));
    east.in_force();
    let next_hop = east.port("Default TEST");
    west.shell(&format!(
        "{TAKE_AND_KEEP}
         New-SendConnector -Name East -AddressSpaces fabrikam.com -SmartHosts '[127.0.0.1]' -Port {next_hop}"
    ));
    west.in_force();
    send(west.port("Default TEST"), "ann@contoso.com", &["bob@fabrikam.com"], "Across");
    let messages = appear::maildir_messages(&maildir, 1);
    assert!(messages[0].contains("Subject: Across"), "{}", messages[0]);
    assert_eq!(messages[0].matches("Received: ").count(), 2, "{}", messages[0]);
    let events = west.shell("Get-MessageTrackingLog | ForEach-Object { $_.EventId }");
    assert!(events.contains("RECEIVE") && events.contains("SEND"), "{events}");
}

#[test]
fn an_x400_address_goes_on_as_it_came_and_comes_back_whole() {
    let mut node = Node::start();
    let port = node.port("Default TEST");
    // The first recipient that the next hop hears of is none that it takes.
    let sink = Sink::answering(free_port(), |line| line.contains(":<refused").then_some("500 5.5.2 Line too long"));
    node.configure(&format!(
        "Set-ReceiveConnector 'TEST\\Default TEST' -PermissionGroups AnonymousUsers -LongAddressesEnabled $true
         New-AcceptedDomain -Name Fabrikam -DomainName fabrikam.com -DomainType ExternalRelay
         New-SendConnector -Name Out -AddressSpaces fabrikam.com -SmartHosts 127.0.0.1 -Port {} -Enabled $false",
        sink.port
    ));
    let long = |start: &str| format!("{start}{}@fabrikam.com", "x".repeat(1860 - 13 - start.len()));
    let (sender, refused, taken) = (long("IMCEAX400-_o=sender_s="), long("refused"), long("taken"));
    send(port, &sender, &[&refused, &taken], "By way of X.400");
    // What is read back from the spool is as long.
    node.kill();
    node.serve(&[]);
    node.configure("Set-SendConnector Out -Enabled $true");
    let messages = sink.messages(2);
    let report = messages.iter().find(|message| message.sender.is_empty()).expect("a report");
    let message = messages.iter().find(|message| !message.sender.is_empty()).expect("the message");
    assert_eq!((&message.sender, &message.recipients), (&sender, &vec![taken]));
    assert_eq!(report.recipients, [sender]);
    assert!(report.text.contains(&format!("\nFinal-Recipient: rfc822;\n {refused}\n")), "{}", report.text);
    assert!(report.text.contains("\nTo: undisclosed-recipients:;\n"), "{}", report.text);
    let recipients = "(Get-MessageTrackingLog -EventId FAIL).Recipients";
    eventually("the failure in the tracking log", || (node.shell(recipients).trim() == refused).then_some(()));
}

#[test]
fn the_tracking_log_is_followed_as_it_grows() {
    let node = Node::start();
    node.configure(TAKE_AND_KEEP);
    let port = node.port("Default TEST");
    send(port, "ann@contoso.com", &["bob@fabrikam.com"], "One");
    let script = "Get-MessageTrackingLog -Follow -Start (Get-Date).AddHours(-1) -EventId RECEIVE |
        Select-Object -First 3 | ForEach-Object { $_.MessageSubject }";
    let followed = std::thread::scope(|scope| {
        let following = scope.spawn(|| node.shell(script));
        send(port, "ann@contoso.com", &["bob@fabrikam.com"], "Two");
        send(port, "ann@contoso.com", &["bob@fabrikam.com"], "Three");
        following.join().expect("it ends with the third")
    });
    assert_eq!(followed, "One\nTwo\nThree\n");
}
