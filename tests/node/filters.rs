//! Whom nothing is taken from: block and allow lists, the sender filter, and who is not filtered.

use crate::support::free_port;
use crate::support::node::Node;
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
