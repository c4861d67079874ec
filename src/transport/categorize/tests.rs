mod author;
mod by_others;
mod elsewhere;
mod expansion;
mod routing_domain;
mod sites;

use super::*;
use crate::transport::samples::{
    accept, connector, contact, database, dynamic_group, envelope, foreign, group, mailbox, mailbox_with, settings,
};
use serde_json::json;
use std::sync::Arc;

/// Where mail of one byte goes, in one line: the stamp, or what is said instead.
fn route(to: &str, settings: &Settings) -> String {
    route_sized(to, 1, settings)
}

fn route_sized(to: &str, size: u64, settings: &Settings) -> String {
    shown(&explain(&to.parse().unwrap(), &"bob@example.org".parse().unwrap(), size, settings).0, settings)
}

fn shown(verdict: &Verdict, settings: &Settings) -> String {
    match verdict {
        Verdict::Deliver(hop) => {
            let name = settings.connector_name(hop.connector).unwrap_or_default();
            format!("{} {} {name}", hop.delivery_type, hop.domain).trim_end().to_owned()
        }
        Verdict::Unreachable(remark) => format!("unreachable {remark}"),
        Verdict::Fail(remark) => format!("fail {remark}"),
        Verdict::Resolve => "resolve".to_owned(),
    }
}

#[test]
fn recipients_go_to_mailboxes_connectors_or_back() {
    let mut settings = settings();
    accept(&mut settings, "relay.contoso.com", "InternalRelay");
    accept(&mut settings, "*.fabrikam.com", "ExternalRelay");
    accept(&mut settings, "hq.fabrikam.com", "Authoritative");
    mailbox(&mut settings, "dora@relay.contoso.com");
    connector(&mut settings, "Internet", json!({ "AddressSpaces": ["*"] }));
    for (to, expected, why) in [
        ("ann@contoso.com", "SmtpDeliveryToMailbox DB1", "a mailbox"),
        ("ANN@Contoso.COM", "SmtpDeliveryToMailbox DB1", "letter case does not matter"),
        ("eve@contoso.com", "fail 550 5.1.1 RESOLVER.ADR.ExRecipNotFound; not found", "unknown where all are known"),
        ("dora@relay.contoso.com", "SmtpDeliveryToMailbox DB1", "known in a shared domain"),
        ("eve@relay.contoso.com", "DnsConnectorDelivery relay.contoso.com Internet", "unknown in a shared domain"),
        ("eve@a.fabrikam.com", "DnsConnectorDelivery a.fabrikam.com Internet", "relayed outside"),
        ("eve@hq.fabrikam.com", "fail 550 5.1.1 RESOLVER.ADR.ExRecipNotFound; not found", "the closest domain counts"),
        ("eve@example.com", "DnsConnectorDelivery example.com Internet", "not ours"),
        ("eve@[192.0.2.1]", "DnsConnectorDelivery [192.0.2.1] Internet", "an address instead of a domain"),
    ] {
        assert_eq!(route(to, &settings), expected, "{why}");
    }
}

#[test]
fn nothing_is_bounced_for_want_of_a_route() {
    let mut settings = settings();
    let no_route = |domain: &str| {
        format!(
            "unreachable 450 4.4.4 ROUTING.NoMatchingConnector; a matching connector cannot be found to route the external \
             recipient: none serves {domain}"
        )
    };
    assert_eq!(route("eve@example.com", &settings), no_route("example.com"));
    connector(&mut settings, "Partner", json!({ "AddressSpaces": ["partner.example"] }));
    assert_eq!(route("eve@sub.partner.example", &settings), no_route("sub.partner.example"));
    settings.databases.clear();
    assert_eq!(
        route("ann@contoso.com", &settings),
        "unreachable 450 4.3.2 STOREDRV.NoDatabase; the recipient has no mailbox database"
    );
    database(&mut settings, "DB1", json!({ "MaildirPath": "/nowhere" }));
    database(&mut settings, "DB2", json!({ "MaildirPath": "/nowhere" }));
    assert!(route("ann@contoso.com", &settings).starts_with("unreachable"), "two databases, and none is named");
}

#[test]
fn the_connector_is_chosen_in_the_documented_order() {
    let mut settings = settings();
    let mut add = |name: &str, given| connector(&mut settings, name, given);
    add("everything", json!({ "AddressSpaces": ["*"] }));
    add("com", json!({ "AddressSpaces": ["*.com;2"] }));
    add("wild", json!({ "AddressSpaces": ["*.contoso.example;50"] }));
    add("exact", json!({ "AddressSpaces": ["marketing.contoso.example;100"] }));
    add("dear", json!({ "AddressSpaces": ["two.example;7"] }));
    add("cheap", json!({ "AddressSpaces": ["two.example;6", "*.two.example;1"] }));
    add("far a", json!({ "AddressSpaces": ["hop.example"], "SourceTransportServers": ["hub2"] }));
    add("near z", json!({ "AddressSpaces": ["hop.example"], "SourceTransportServers": ["hub1", "hub2"] }));
    add("Beta", json!({ "AddressSpaces": ["name.example"] }));
    add("alpha", json!({ "AddressSpaces": ["name.example"] }));
    add("off", json!({ "AddressSpaces": ["off.example"], "Enabled": false }));
    for (domain, expected, why) in [
        ("marketing.contoso.example", "exact", "exact beats wildcard, whatever it costs"),
        ("sales.contoso.example", "wild", "*.contoso.example beats *"),
        ("contoso.example", "wild", "*.contoso.example is contoso.example too"),
        ("example.com", "com", "a suffix beats *"),
        ("example.org", "everything", "* takes the rest"),
        ("two.example", "cheap", "the lower cost"),
        ("hop.example", "near z", "this server sends it by itself"),
        ("name.example", "alpha", "the first name, in any case"),
        ("off.example", "everything", "a disabled connector is none"),
    ] {
        let found = route(&format!("eve@{domain}"), &settings);
        assert!(found.ends_with(expected), "{why}: {found}");
    }
}

#[test]
fn an_edge_server_sends_on_what_is_ours() {
    let mut settings = settings();
    let mut server = (*settings.server).clone();
    server.role = crate::model::TransportRole::Edge;
    settings.server = Arc::new(server);
    accept(&mut settings, "*.shared.example", "InternalRelay");
    accept(&mut settings, "outside.example", "ExternalRelay");
    assert!(route("ann@contoso.com", &settings).starts_with("unreachable 450 4.4.4"), "a mailbox is elsewhere");
    connector(&mut settings, "Internet", json!({ "AddressSpaces": ["*"] }));
    connector(&mut settings, "Inbound", json!({ "AddressSpaces": ["--"], "SmartHosts": ["hub.contoso.com"] }));
    connector(&mut settings, "Lab", json!({ "AddressSpaces": ["lab.shared.example"] }));
    for (to, expected, why) in [
        ("ann@contoso.com", "SmartHostConnectorDelivery hub.contoso.com Inbound", "who has a mailbox is known inside"),
        ("eve@contoso.com", "SmartHostConnectorDelivery hub.contoso.com Inbound", "who has none, too"),
        ("eve@a.shared.example", "SmartHostConnectorDelivery hub.contoso.com Inbound", "a shared domain is ours"),
        ("eve@lab.shared.example", "DnsConnectorDelivery lab.shared.example Lab", "its own name is closer"),
        ("eve@outside.example", "DnsConnectorDelivery outside.example Internet", "not one that we deliver for"),
        ("eve@example.com", "DnsConnectorDelivery example.com Internet", "not ours"),
    ] {
        assert_eq!(route(to, &settings), expected, "{why}");
    }
}

#[test]
fn a_linked_connector_takes_all_mail_of_its_receive_connector() {
    let mut settings = settings();
    connector(&mut settings, "Internet", json!({ "AddressSpaces": ["*"] }));
    let filter = json!({
        "AddressSpaces": [], "LinkedReceiveConnector": "HUB1\\From Internet", "SmartHosts": ["filter.contoso.com"],
        "MaxMessageSize": "unlimited",
    });
    connector(&mut settings, "Filter", filter);
    let routes = |received_by: &str, settings: &Settings| {
        let mut envelope = envelope("bob@example.org", &["ann@contoso.com", "nobody@contoso.com", "eve@example.com"]);
        envelope.source = Source::Smtp {
            connector: received_by.into(),
            remote: "192.0.2.1".parse().unwrap(),
            local: "192.0.2.2".parse().unwrap(),
            hello: "client".into(),
            user: None,
            is_encrypted: false,
        };
        let verdicts = Router.categorize(&envelope, &[0, 1, 2], settings);
        verdicts.iter().map(|verdict| shown(verdict, settings)).collect::<Vec<_>>()
    };
    assert_eq!(
        routes("from internet", &settings),
        ["SmartHostConnectorDelivery filter.contoso.com Filter"; 3],
        "whoever it is for"
    );
    let filtered = routes("From Filter", &settings);
    assert_eq!(
        filtered,
        [
            "SmtpDeliveryToMailbox DB1",
            "fail 550 5.1.1 RESOLVER.ADR.ExRecipNotFound; not found",
            "DnsConnectorDelivery example.com Internet",
        ],
        "what came back goes its way"
    );
}

#[test]
fn size_drops_connectors_before_they_are_compared() {
    let mut settings = settings();
    connector(&mut settings, "small", json!({ "AddressSpaces": ["big.example"], "MaxMessageSize": 100 }));
    let refused = "fail 550 5.3.4 ROUTING.SizeLimit; message size exceeds fixed maximum message size of each route";
    assert_eq!(route_sized("eve@big.example", 100, &settings), "DnsConnectorDelivery big.example small");
    assert_eq!(route_sized("eve@big.example", 101, &settings), refused);
    let other = route_sized("eve@other.example", 101, &settings);
    assert!(
        other.starts_with("unreachable 450 4.4.4 ROUTING.NoMatching"),
        "size is not why there is no route: {other}"
    );
    connector(&mut settings, "large", json!({ "AddressSpaces": ["*"], "MaxMessageSize": "unlimited" }));
    assert_eq!(route_sized("eve@big.example", 101, &settings), "DnsConnectorDelivery big.example large");
}

#[test]
fn who_leaves_a_message_out_says_by_what() {
    for (given, expected) in [
        (
            json!({ "AllowedPriorities": ["High"] }),
            "fail 550 5.7.1 ROUTING.PriorityNotAllowed; no send connector takes messages of this priority",
        ),
        (
            json!({ "AllowedMessageTypes": "System" }),
            "fail 550 5.7.1 ROUTING.MessageTypeNotAllowed; no send connector takes messages of this kind",
        ),
    ] {
        let mut settings = settings();
        let mut all = json!({ "AddressSpaces": ["*"] });
        all.as_object_mut().expect("an object").extend(given.as_object().cloned().unwrap_or_default());
        connector(&mut settings, "Internet", all);
        assert_eq!(route("eve@example.com", &settings), expected);
    }
}

#[test]
fn stamps_name_the_queue() {
    let mut settings = settings();
    let hosts = json!({
        "AddressSpaces": ["smart.example"], "SmartHosts": ["b.example", "192.0.2.7", "[2001:db8::1]"],
        "DNSRoutingEnabled": false,
    });
    connector(&mut settings, "smart", hosts);
    connector(&mut settings, "far", json!({ "AddressSpaces": ["far.example"], "SourceTransportServers": ["hub2"] }));
    let scoped = json!({
        "AddressSpaces": ["scoped.example"], "SourceTransportServers": ["hub2"], "IsScopedConnector": true,
    });
    connector(&mut settings, "scoped", scoped);
    connector(&mut settings, "lost", json!({ "AddressSpaces": ["lost.example"], "SourceTransportServers": ["gone"] }));
    for (to, expected, why) in [
        ("a@smart.example", "SmartHostConnectorDelivery b.example,[192.0.2.7],[2001:db8::1] smart", "in their order"),
        ("a@far.example", "SmtpRelayToConnectorSourceServers far far", "another server sends it"),
        ("a@scoped.example", "SmtpRelayToConnectorSourceServers scoped scoped", "another server of this site"),
    ] {
        assert_eq!(route(to, &settings), expected, "{why}");
    }
    assert!(route("a@lost.example", &settings).starts_with("unreachable"), "its only source is gone");
    settings.server = Arc::clone(&settings.servers[1]);
    assert_eq!(route("a@scoped.example", &settings), "DnsConnectorDelivery scoped.example scoped");
}

#[test]
fn the_organization_has_limits() {
    let mut settings = settings();
    connector(&mut settings, "Internet", json!({ "AddressSpaces": ["*"] }));
    let mut organization = (*settings.organization).clone();
    organization.max_recipient_envelope_limit = 2.into();
    organization.max_send_size = crate::model::ByteSize::new(100).into();
    organization.max_receive_size = crate::model::ByteSize::new(200).into();
    settings.organization = Arc::new(organization);
    let verdicts = |sender: &str, to: &[&str], size, source: Option<Source>| {
        let mut envelope = envelope(sender, to);
        envelope.size = size;
        envelope.source = source.unwrap_or(Source::Smtp {
            connector: "Default".into(),
            remote: "192.0.2.1".parse().unwrap(),
            local: "192.0.2.2".parse().unwrap(),
            hello: "client".into(),
            user: None,
            is_encrypted: false,
        });
        let all: Vec<usize> = (0..to.len()).collect();
        let verdicts = Router.categorize(&envelope, &all, &settings);
        verdicts.iter().map(|verdict| shown(verdict, &settings)).collect::<Vec<_>>().join(" | ")
    };
    let too_many = "fail 550 5.5.3 RESOLVER.ADR.RecipLimit; too many recipients";
    assert_eq!(
        verdicts("bob@x.example", &["a@x.example", "b@x.example", "ann@contoso.com"], 1, None),
        [too_many; 3].join(" | ")
    );
    let internet = "DnsConnectorDelivery x.example Internet";
    assert_eq!(
        verdicts("bob@x.example", &["a@x.example", "ann@contoso.com"], 201, None),
        format!("{internet} | fail 550 5.2.3 RESOLVER.RST.RecipSizeLimit; message too large for this recipient")
    );
    assert_eq!(
        verdicts("ann@contoso.com", &["a@x.example"], 101, None),
        "fail 550 5.3.4 RESOLVER.RST.SendSizeLimit.Sender; message too large for this sender"
    );
    let report = Source::Dsn { about: "<m@x>".into() };
    assert_eq!(
        verdicts("<>", &["ann@contoso.com"], 1000, Some(report)),
        "SmtpDeliveryToMailbox DB1",
        "a report is never too large"
    );
}

#[test]
fn each_recipient_has_its_own_verdict_in_order() {
    let mut settings = settings();
    connector(&mut settings, "Internet", json!({ "AddressSpaces": ["*"] }));
    accept(&mut settings, "shared.example", "InternalRelay");
    mailbox(&mut settings, "in@shared.example");
    let to = ["out@shared.example", "in@shared.example", "out2@shared.example", "no@contoso.com", "ann@contoso.com"];
    let envelope = envelope("bob@x.example", &to);
    let verdicts = Router.categorize(&envelope, &[2, 0, 1, 3, 4], &settings);
    let shown: Vec<String> = verdicts.iter().map(|verdict| shown(verdict, &settings)).collect();
    assert_eq!(
        shown,
        [
            "DnsConnectorDelivery shared.example Internet",
            "DnsConnectorDelivery shared.example Internet",
            "SmtpDeliveryToMailbox DB1",
            "fail 550 5.1.1 RESOLVER.ADR.ExRecipNotFound; not found",
            "SmtpDeliveryToMailbox DB1",
        ]
    );
}

#[test]
fn a_route_can_be_explained() {
    let mut settings = settings();
    connector(&mut settings, "Internet", json!({ "AddressSpaces": ["*"] }));
    connector(&mut settings, "Partner", json!({ "AddressSpaces": ["*.example"], "MaxMessageSize": 10 }));
    connector(&mut settings, "Dear", json!({ "AddressSpaces": ["*;9"] }));
    connector(&mut settings, "Off", json!({ "AddressSpaces": ["*"], "Enabled": false }));
    let (verdict, reasons) = explain(&"a@b.example".parse().unwrap(), &ReversePath::Null, 11, &settings);
    assert!(matches!(verdict, Verdict::Deliver(_)));
    let told: Vec<String> = reasons.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "Partner: dropped, takes at most 10 B (10 bytes)",
            "Dear: dropped, 'Internet' is cheaper",
            "Off: dropped, disabled",
            "Internet: picked, closest address space, then cost, then the nearest source server, then name",
        ]
    );
}

#[test]
fn mail_that_does_without_tls_has_a_queue_of_its_own() {
    let mut settings = settings();
    let mut add = |name: &str, given| connector(&mut settings, name, given);
    add("asks", json!({ "AddressSpaces": ["asks.example"] }));
    add("asks not", json!({ "AddressSpaces": ["not.example"], "MtaStsEnabled": false, "DaneEnabled": false }));
    add("smart", json!({ "AddressSpaces": ["smart.example"], "SmartHosts": ["a.example"] }));
    for (to, optional, required, expected, why) in [
        ("eve@asks.example", true, false, true, "what the domain wishes does not count"),
        ("eve@asks.example", false, false, false, "as usual"),
        ("eve@asks.example", true, true, false, "REQUIRETLS comes first (RFC 8689 section 3)"),
        ("eve@not.example", true, false, false, "nobody asks the domain"),
        ("eve@smart.example", true, false, false, "nor here"),
    ] {
        let mut envelope = envelope("bob@example.org", &[to]);
        envelope.demands = Demands { utf8: false, tls: required, tls_is_optional: optional };
        let verdicts = categorize(&envelope, &[0], &settings, &mut Why::silent());
        let [Verdict::Deliver(hop)] = &verdicts[..] else { panic!("{verdicts:?}") };
        assert_eq!(hop.is_tls_optional, expected, "{why}");
    }
}
