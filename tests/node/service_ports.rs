//! What a firewall must let through, and whether a send connector can work, as one command each tells.

use crate::support::node::Node;
use crate::support::sink::Sink;

#[test]
fn the_ports_that_a_firewall_must_let_through_are_listed() {
    let node = Node::start();
    let port = node.port("Default TEST");
    node.configure(
        "New-SendConnector Out -AddressSpaces * -DNSRoutingEnabled $true
         New-SendConnector Branch -AddressSpaces branch.example -SmartHosts hub.branch.example -Port 2525
         New-SendConnector Host -AddressSpaces host.example -SmartHosts [10.0.0.1] -Port 2526
         New-SendConnector Off -AddressSpaces off.example -SmartHosts off.example -Enabled $false
         Set-TransportServer TEST -ExternalDNSServers 192.0.2.53 -ExternalDNSProtocolOption UseTcpOnly
         New-MailboxDatabase Dovecot -LmtpEndpoint mail.contoso.com:24",
    );
    let listed = node.shell(
        "Get-ServicePort TEST | ForEach-Object { \"$($_.Direction) $($_.Protocol) $($_.Port) $($_.Address) $($_.Service)\" }",
    );
    let listed: Vec<&str> = listed.lines().collect();
    for expected in [
        &format!("In TCP {port} 127.0.0.1 SMTP"),
        "Out TCP 25 * SMTP",
        "Out TCP 443 * HTTPS",
        "Out TCP 2525 hub.branch.example SMTP",
        "Out TCP 2526 10.0.0.1 SMTP",
        "Out TCP 53 192.0.2.53 DNS",
        "Out UDP 53 the machine's own DNS",
        "Out TCP 24 mail.contoso.com LMTP",
    ] {
        assert!(listed.contains(&expected), "{expected}: {listed:#?}");
    }
    assert!(
        !listed.iter().any(|line| line.contains("off.example") || line.contains("UDP 53 192.0.2.53")),
        "{listed:#?}"
    );
    assert!(!node.try_shell("Get-ServicePort NOBODY").status.success());

    // Who is asked about names follows the switches of the server and what its connectors ask for.
    let names = || {
        let script = "Get-ServicePort TEST | Where-Object Service -eq DNS | Where-Object Protocol -eq TCP";
        let listed = node.shell(&format!("{script} | ForEach-Object {{ \"$($_.Address) $($_.UsedBy)\" }}"));
        listed.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    node.configure("Set-TransportServer TEST -ExternalDNSServers $null -InternalDNSServers 192.0.2.54");
    assert_eq!(names(), ["192.0.2.54 InternalDNSServers"], "nobody asks outside");
    node.configure("Set-SendConnector Out -UseExternalDNSServersEnabled $true");
    let both = ["192.0.2.54 InternalDNSServers", "the machine's own ExternalDNSAdapterEnabled"];
    assert_eq!(names(), both);
}

#[test]
fn a_send_connector_is_tried_without_mail() {
    let (node, sink) = (Node::start(), Sink::start());
    node.configure(&format!(
        "New-SendConnector Works -AddressSpaces works.example -SmartHosts 127.0.0.1 -Port {}
         New-SendConnector Clear -AddressSpaces clear.example -SmartHosts 127.0.0.1 -Port {} -RequireTLS $true
         New-SendConnector Dead -AddressSpaces dead.example -SmartHosts 127.0.0.1 -Port 9",
        sink.port, sink.port
    ));
    for (connector, check, expected) in
        [("Works", "SmartHost", "Passed"), ("Clear", "StartTls", "Failed"), ("Dead", "SmartHost", "Failed")]
    {
        let found = node.shell(&format!("(Test-SendConnector {connector} | Where-Object Check -eq {check}).Result"));
        assert_eq!(found.trim(), expected, "{connector}");
    }
    assert!(!node.try_shell("Test-SendConnector Nobody").status.success());
}
