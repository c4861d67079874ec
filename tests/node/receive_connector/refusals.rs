//! Settings that make no sense are refused where they are given, by name and with the way out; nothing is stored then.

use crate::support::node::Node;
use crate::support::said;

/// What is given besides a name, and what is said about it. `PORT` stands for that of the default connector.
const REFUSED: &[(&str, &str)] = &[
    ("", "needs Bindings"),
    ("-Bindings 127.0.0.1:2610", "needs RemoteIPRanges"),
    ("-Usage Internal", "needs RemoteIPRanges"),
    ("-Usage Internet", "needs Bindings"),
    ("-Bindings 127.0.0.1:PORT -RemoteIPRanges 0.0.0.0/0", "also listens on 127.0.0.1:PORT and has the same range"),
    ("-Bindings 300.0.0.1:25 -RemoteIPRanges ::1", "'300.0.0.1:25' is not an address with a port"),
    ("-Bindings 127.0.0.1:99999 -RemoteIPRanges ::1", "'127.0.0.1:99999' is not an address with a port"),
    ("-Bindings [::1]:25 -RemoteIPRanges 10.0.0.9-10.0.0.1", "ends before it starts"),
    ("SOUND -AuthMechanism None,Tls", "joins None with other values"),
    ("SOUND -AuthMechanism BasicAuthRequireTLS", "needs BasicAuth and Tls beside it"),
    ("SOUND -AuthMechanism Tls,BasicAuth,ExternalAuthoritative", "ExternalAuthoritative trusts every peer"),
    ("SOUND -AuthMechanism ExternalAuthoritative", "Give -PermissionGroups ExchangeServers."),
    ("SOUND -AuthMechanism BasicAuth -RequireTLS $true", "TLS is required but not offered"),
    ("SOUND -AuthMechanism BasicAuth -DomainSecureEnabled $true", "Add Tls to -AuthMechanism"),
    ("SOUND -EnableAuthGSSAPI $true", "AUTH GSSAPI is a login of Windows, which this server does not have"),
    ("SOUND -ExtendedProtectionPolicy Allow", "Allow is about logins of Windows, which this server does not have"),
    ("SOUND -ExtendedProtectionPolicy Require", "Give -ExtendedProtectionPolicy None."),
    ("SOUND -ChunkingEnabled $false", "Binary messages can only come in chunks"),
    ("SOUND -PermissionGroups None,AnonymousUsers", "joins None with other values"),
    ("SOUND -PermissionGroups Everybody", "Unable to match the identifier name Everybody"),
    ("SOUND -ImplicitTlsPorts 465", "Nothing in Bindings listens on port 465"),
    ("SOUND -Banner '250 hello'", "starts with 220"),
    ("SOUND -Fqdn 'a b'", "'a b' is not a domain name"),
    ("SOUND -MaxSessionSize 64KB", "does not hold the largest message"),
    ("SOUND -ConnectionTimeout 00:01:00", "must be longer than ConnectionInactivityTimeout"),
    ("SOUND -ConnectionTimeout 1.00:00:01", "from 00:00:01 to 1.00:00:00"),
    ("SOUND -MaxMessageSize 63KB", "from 64 KB"),
    ("SOUND -MaxHopCount 501", "from 1 to 500"),
    ("SOUND -MaxLocalHopCount 51", "from 0 to 50"),
    ("SOUND -MaxRecipientsPerMessage 512001", "from 1 to 512000"),
    ("SOUND -MaxInboundConnectionPerSource 10001", "from 1 to 10000"),
    ("SOUND -MaxInboundConnectionPercentagePerSource 101", "from 1 to 100"),
    ("SOUND -MaxLogonFailures 11", "from 0 to 10"),
    ("SOUND -TarpitInterval 00:10:01", "from 00:00:00 to 00:10:00"),
    ("SOUND -MessageRateLimit 0", "from 1 to"),
    ("SOUND -Internal -Custom", "only one"),
];

#[test]
fn what_makes_no_sense_is_refused_and_nothing_is_stored() {
    let node = Node::start();
    let port = node.port("Default TEST").to_string();
    let before = node.revision();
    for (given, says) in REFUSED {
        let given =
            given.replace("SOUND", "-Bindings 127.0.0.1:2610 -RemoteIPRanges 10.0.0.0/8").replace("PORT", &port);
        let refused = node.try_shell(&format!("New-ReceiveConnector -Name X {given}"));
        assert!(!refused.status.success(), "{given} is taken");
        assert!(String::from_utf8_lossy(&refused.stderr).contains(&says.replace("PORT", &port)), "{}", said(&refused));
    }
    let long = node.try_shell(&format!("Set-ReceiveConnector 'Default TEST' -Name {}", "x".repeat(65)));
    assert!(String::from_utf8_lossy(&long.stderr).contains("at most 64 characters"));
    let usage = node.try_shell("Set-ReceiveConnector 'Default TEST' -Usage Internet");
    assert!(!usage.status.success(), "the usage is chosen once");
    assert_eq!(node.revision(), before);
}
