//! Who may have mail passed on to elsewhere, asked in every form that has fooled servers.

use crate::support::dns;
use crate::support::node::Node;
use crate::support::said;
use crate::support::smtp::Client;

/// A node that strangers may send to at contoso.com.
fn node() -> Node {
    let node = Node::start();
    node.configure(&format!(
        "Set-ReceiveConnector 'Default TEST' -PermissionGroups AnonymousUsers,ExchangeUsers -TarpitInterval 0 `
             -AuthMechanism BasicAuth
         New-AcceptedDomain -Name Contoso -DomainName contoso.com -DomainType InternalRelay
         New-MailboxDatabase Mailboxes -MaildirPath '{}'
         New-Mailbox ann -PrimarySmtpAddress ann@contoso.com `
             -Password (ConvertTo-SecureString 'secret' -AsPlainText -Force)",
        node.folder.path().join("mail").display()
    ));
    node
}

/// Which forms a server takes, by `Test-OpenRelay`.
fn taken(node: &Node) -> Vec<String> {
    let script = format!(
        "$tests = Test-OpenRelay 127.0.0.1:{}; if ($tests.Count -ne 10) {{ throw \"$($tests.Count) forms\" }}
         $tests | Where-Object Verdict -ne Refused | ForEach-Object Form",
        node.port("Default TEST")
    );
    node.shell(&script).lines().map(str::to_owned).collect()
}

#[test]
fn a_new_node_is_no_open_relay_and_one_that_is_shows_it() {
    let node = node();
    assert_eq!(taken(&node), [""; 0]);
    node.configure(
        "Add-ADPermission 'Default TEST' -User 'NT AUTHORITY\\ANONYMOUS LOGON' `
             -ExtendedRights Ms-Exch-SMTP-Accept-Any-Recipient -WarningAction SilentlyContinue",
    );
    let taken = taken(&node);
    for form in ["from a stranger", "from nobody", "with a percent sign"] {
        assert!(taken.iter().any(|known| known == form), "{form}: {taken:?}");
    }
}

#[test]
fn strangers_reach_us_alone_and_who_has_logged_in_reaches_everybody() {
    let node = node();
    let mut stranger = Client::connect(node.port("Default TEST"));
    stranger.ask("EHLO client.example", "250");
    stranger.ask("MAIL FROM:<x@elsewhere.example>", "250 2.1.0 Sender OK");
    stranger.ask("RCPT TO:<ann@contoso.com>", "250 2.1.5 Recipient OK");
    stranger.ask("RCPT TO:<bob@elsewhere.example>", "550 5.7.1 Unable to relay");
    let mut user = Client::connect(node.port("Default TEST"));
    user.ask("EHLO client.example", "250");
    // ann, secret
    user.ask("AUTH PLAIN AGFubgBzZWNyZXQ=", "235 2.7.0 Authentication successful");
    user.ask("MAIL FROM:<ann@contoso.com>", "250 2.1.0 Sender OK");
    user.ask("RCPT TO:<bob@elsewhere.example>", "250 2.1.5 Recipient OK");
    // Our own domain as sender from outside, once strangers may not.
    node.configure(
        "Remove-ADPermission 'Default TEST' -User 'NT AUTHORITY\\ANONYMOUS LOGON' `
             -ExtendedRights ms-Exch-SMTP-Accept-Authoritative-Domain-Sender -Confirm:$false
         Set-AcceptedDomain Contoso -DomainType Authoritative",
    );
    let mut forger = Client::connect(node.port("Default TEST"));
    forger.ask("EHLO client.example", "250");
    forger.ask("MAIL FROM:<ann@contoso.com>", "550 5.7.1 Client does not have permissions to send as this sender");
}

#[test]
fn hosts_relay_by_their_name_where_it_leads_back_to_them() {
    let node = node();
    let relays = |name: &str| {
        let mut client = Client::speaking_for("192.0.2.7", node.port("Default TEST"));
        client.ask("EHLO client.example", "250");
        client.ask("MAIL FROM:<app@contoso.com>", "250 2.1.0 Sender OK");
        let answer = client.ask("RCPT TO:<bob@elsewhere.example>", "");
        assert_eq!(answer.starts_with("250 "), !answer.starts_with("550 5.7.1 Unable to relay"), "{name}: {answer}");
        answer.starts_with("250 ")
    };
    // Every address has the name mail.contoso.com, and every name the address 192.0.2.7.
    node.configure(&format!(
        "Set-TransportServer TEST -ExternalDNSServers 127.0.0.1:{}
         Set-ReceiveConnector 'Default TEST' -ProxyProtocolRanges 127.0.0.1",
        dns::with_hosts()
    ));
    assert!(!relays("nobody says that its name counts"));
    node.configure("Set-RelayRestriction 'Default TEST' -Domain fabrikam.com,contoso.com");
    assert!(relays("a host of contoso.com"));
    node.configure("Set-RelayRestriction 'Default TEST' -Domain @{Remove='contoso.com'}");
    assert!(!relays("a host of another domain"));
    let shown = node.shell("Get-RelayRestriction 'Default TEST' | ForEach-Object { \"$_|$($_.Domain)|$($_.Authenticated)|$($_.Anonymous)\" }");
    assert!(shown.trim().ends_with("|fabrikam.com|True|False"), "{shown}");
    let refused = node.try_shell("Set-RelayRestriction 'Default TEST' -Domain com");
    assert!(said(&refused).contains("Hosts of everybody are below 'com'"), "{}", said(&refused));
    node.configure("Set-RelayRestriction 'Default TEST' -Domain $null");
    assert_eq!(node.shell("(Get-RelayRestriction 'Default TEST').Domain.Count").trim(), "0");
}

#[test]
fn the_defaults_of_a_virtual_server_of_old_are_one_word() {
    let (node, port) = (node(), crate::support::free_port());
    node.configure(&format!(
        "New-ReceiveConnector Old -Usage VirtualServer -Bindings 127.0.0.1:{port}
         Set-ReceiveConnector Old -TarpitInterval 0"
    ));
    let shown =
        node.shell("Get-ReceiveConnector Old | ForEach-Object { \"$($_.PermissionGroups); $($_.AuthMechanism)\" }");
    assert_eq!(shown.trim(), "AnonymousUsers, ExchangeUsers; Tls, Integrated, BasicAuth");
    let mut stranger = Client::connect(port);
    let offered = stranger.ask("EHLO client.example", "250");
    assert!(offered.contains("AUTH ") && !offered.contains("NTLM") && !offered.contains("GSSAPI"), "{offered}");
    stranger.ask("MAIL FROM:<x@elsewhere.example>", "250");
    stranger.ask("RCPT TO:<ann@contoso.com>", "250");
    stranger.ask("RCPT TO:<bob@elsewhere.example>", "550 5.7.1 Unable to relay");
    let mut user = Client::connect(port);
    user.ask("EHLO client.example", "250");
    user.ask("AUTH PLAIN AGFubgBzZWNyZXQ=", "235 2.7.0 Authentication successful");
    user.ask("MAIL FROM:<ann@contoso.com>", "250");
    user.ask("RCPT TO:<bob@elsewhere.example>", "250");
}
