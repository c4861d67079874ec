//! The connectors that a new server has, setting by setting as Exchange documents them.

use crate::support::node::Node;

/// A setting, and its value on `Default SERVER` of a hub, on `Client SERVER`, and on the one connector of an edge server.
/// A dash is the same as before.
const DEFAULTS: &[(&str, [&str; 3])] = &[
    ("RemoteIPRanges", ["0.0.0.0-255.255.255.255 ::/0", "-", "0.0.0.0-255.255.255.255"]),
    (
        "PermissionGroups",
        [
            "ExchangeUsers, ExchangeServers, ExchangeLegacyServers",
            "ExchangeUsers",
            "AnonymousUsers, ExchangeServers, Partners",
        ],
    ),
    (
        "AuthMechanism",
        [
            "Tls, Integrated, BasicAuth, BasicAuthRequireTLS, ExchangeServer",
            "Tls, Integrated, BasicAuth, BasicAuthRequireTLS",
            "Tls, ExchangeServer",
        ],
    ),
    ("Usage", ["Custom", "Client", "Custom"]),
    ("ConnectionTimeout", ["00:10:00", "-", "00:05:00"]),
    ("ConnectionInactivityTimeout", ["00:05:00", "-", "00:01:00"]),
    ("MaxInboundConnection", ["5000", "-", "-"]),
    ("MaxInboundConnectionPerSource", ["Unlimited", "20", "20"]),
    ("MaxInboundConnectionPercentagePerSource", ["100", "2", "2"]),
    ("MessageRateLimit", ["Unlimited", "5", "600"]),
    ("MessageRateSource", ["IPAddress", "User", "IPAddress"]),
    ("MaxMessageSize", ["36 MB (37,748,736 bytes)", "-", "-"]),
    ("MaxHeaderSize", ["256 KB (262,144 bytes)", "-", "-"]),
    ("MaxAcknowledgementDelay", ["00:00:30", "-", "-"]),
    ("MaxHopCount", ["30", "-", "-"]),
    ("MaxLocalHopCount", ["8", "-", "-"]),
    ("MaxRecipientsPerMessage", ["5000", "200", "200"]),
    ("MaxLogonFailures", ["3", "-", "-"]),
    ("MaxProtocolErrors", ["5", "-", "-"]),
    ("TarpitInterval", ["00:00:05", "-", "-"]),
    ("AuthTarpitInterval", ["00:00:05", "-", "-"]),
    ("SizeEnabled", ["Enabled", "-", "-"]),
    ("ChunkingEnabled", ["True", "-", "-"]),
    ("BinaryMimeEnabled", ["True", "-", "-"]),
    ("EightBitMimeEnabled", ["True", "-", "-"]),
    ("PipeliningEnabled", ["True", "-", "-"]),
    ("DeliveryStatusNotificationEnabled", ["True", "-", "-"]),
    ("EnhancedStatusCodesEnabled", ["True", "-", "-"]),
    ("DomainSecureEnabled", ["False", "-", "-"]),
    ("RequireTLS", ["False", "-", "-"]),
    ("RequireEHLODomain", ["False", "-", "-"]),
    ("LongAddressesEnabled", ["False", "-", "-"]),
    ("RejectReservedTopLevelRecipientDomains", ["False", "-", "-"]),
    ("RejectReservedSecondLevelRecipientDomains", ["False", "-", "-"]),
    ("RejectSingleLabelRecipientDomains", ["False", "-", "-"]),
    // Exchange leaves it off; off, others may be fooled about where a message ends.
    ("BareLinefeedRejectionEnabled", ["True", "-", "-"]),
    ("SuppressXAnonymousTls", ["False", "-", "-"]),
    ("ProtocolLoggingLevel", ["None", "-", "-"]),
    ("Banner", ["", "-", "-"]),
    ("Fqdn", ["", "-", "-"]),
    ("DefaultDomain", ["", "-", "-"]),
    ("Enabled", ["True", "-", "-"]),
];

#[test]
fn a_new_server_has_the_documented_connectors() {
    let (hub, edge) = (Node::start(), Node::start_with(&["--role", "edge"]));
    assert_eq!(names(&hub), ["Client TEST", "Default TEST"]);
    assert_eq!(names(&edge), ["Default internal receive connector TEST"]);
    let connectors = [(&hub, 1, "Default TEST"), (&hub, 0, "Client TEST"), (&edge, 0, "edge")];
    for (column, (node, place, name)) in connectors.into_iter().enumerate() {
        let settings: Vec<&str> = DEFAULTS.iter().map(|(setting, _)| *setting).collect();
        let shown = node.shell(&format!(
            "$it = @(Get-ReceiveConnector)[{place}]; foreach ($name in '{}') {{ \"$name=$($it.$name)\" }}",
            settings.join("','")
        ));
        for ((setting, values), line) in DEFAULTS.iter().zip(shown.lines()) {
            let value = match values[column] {
                "-" => values[0],
                value => value,
            };
            assert_eq!(line, format!("{setting}={value}"), "{name}");
        }
        assert_eq!(shown.lines().count(), DEFAULTS.len());
    }
}

fn names(node: &Node) -> Vec<String> {
    node.shell("(Get-ReceiveConnector).Name").lines().map(str::to_owned).collect()
}
