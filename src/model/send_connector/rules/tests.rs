use serde_json::{Value as Json, json};

use super::*;
use crate::model::class::Class;
use crate::model::organization::Organization;
use crate::model::tests::{judge, keep};

fn connector(given: Json) -> SendConnector {
    let mut all = json!({"AddressSpaces": ["*"]});
    for (key, value) in given.as_object().expect("a map") {
        all[key] = value.clone();
    }
    SendConnector::create("x", "hub01", all).expect("readable")
}

#[test]
fn settings_that_contradict_each_other_are_refused() {
    let login = json!({"UserName": "ann", "Password": {"$sealed": "x"}});
    for (given, broken) in [
        (json!({}), None),
        (json!({"AddressSpaces": []}), Some("AddressSpaces")),
        (json!({"SmartHosts": ["a.b"]}), None),
        (json!({"SmartHosts": ["a.b"], "DNSRoutingEnabled": true}), Some("SmartHosts")),
        (json!({"DNSRoutingEnabled": false}), Some("DNSRoutingEnabled")),
        (json!({"SmartHosts": ["a.b"], "AttemptDirectDelivery": true}), None),
        (json!({"AttemptDirectDelivery": true}), Some("AttemptDirectDelivery")),
        (
            json!({"SmartHosts": ["a.b"], "SmartHostAuthMechanism": "ExchangeServer", "AttemptDirectDelivery": true}),
            Some("AttemptDirectDelivery"),
        ),
        (json!({"FrontendProxyEnabled": true, "DequeueMethod": "Etrn"}), None),
        (json!({"FrontendProxyEnabled": true, "SourceIPAddress": "10.0.0.9"}), Some("SourceIPAddress")),
        (json!({"FrontendProxyEnabled": true, "DequeueMethod": "Atrn"}), Some("DequeueMethod")),
        (json!({"AddressSpaces": ["FAX:*;1"]}), Some("AddressSpaces")),
        (json!({"AddressSpaces": ["FAX:*;1"], "SmartHosts": ["a.b"]}), None),
        (json!({"SmartHosts": ["a.b"], "SmartHostAuthMechanism": "BasicAuth"}), Some("AuthenticationCredential")),
        (
            json!({"SmartHosts": ["a.b"], "SmartHostAuthMechanism": "BasicAuthRequireTLS", "AuthenticationCredential": login}),
            None,
        ),
        (
            json!({"SmartHosts": ["a.b"], "SmartHostAuthMechanism": "BasicAuthRequireTLS",
                "AuthenticationCredential": login, "IgnoreSTARTTLS": true}),
            Some("IgnoreSTARTTLS"),
        ),
        (json!({"SmartHostAuthMechanism": "ExternalAuthoritative"}), Some("SmartHostAuthMechanism")),
        (json!({"SmartHostAuthMechanism": "ExchangeServer"}), Some("SmartHostAuthMechanism")),
        (json!({"SmartHosts": ["a.b"], "SmartHostAuthMechanism": "ExchangeServer"}), None),
        (
            json!({"SmartHosts": ["a.b"], "SmartHostAuthMechanism": "ExchangeServer", "ForceHELO": true}),
            Some("ForceHELO"),
        ),
        (
            json!({"SmartHosts": ["a.b"], "SmartHostAuthMechanism": "ExchangeServer", "IgnoreSTARTTLS": true}),
            Some("IgnoreSTARTTLS"),
        ),
        (
            json!({"SmartHosts": ["a.b"], "SmartHostAuthMechanism": "ExchangeServer", "RequireTLS": true,
                "TlsAuthLevel": "EncryptionOnly"}),
            Some("TlsAuthLevel"),
        ),
        (json!({"RequireTLS": true, "IgnoreSTARTTLS": true}), Some("IgnoreSTARTTLS")),
        (json!({"DomainSecureEnabled": true}), None),
        (json!({"DomainSecureEnabled": true, "SmartHosts": ["a.b"]}), Some("DNSRoutingEnabled")),
        (json!({"DomainSecureEnabled": true, "IgnoreSTARTTLS": true}), Some("IgnoreSTARTTLS")),
        (json!({"DomainSecureEnabled": true, "ForceHELO": true}), Some("ForceHELO")),
        (json!({"LinkedReceiveConnector": "hub01\\in"}), Some("AddressSpaces")),
        (json!({"LinkedReceiveConnector": "hub01\\in", "AddressSpaces": []}), Some("SmartHosts")),
        (
            json!({"LinkedReceiveConnector": "hub01\\in", "AddressSpaces": [], "SmartHosts": ["a.b"],
                "MaxMessageSize": 1024}),
            Some("MaxMessageSize"),
        ),
        (
            json!({"LinkedReceiveConnector": "hub02\\in", "AddressSpaces": [], "SmartHosts": ["a.b"],
                "MaxMessageSize": "unlimited"}),
            Some("SourceTransportServers"),
        ),
        (
            json!({"LinkedReceiveConnector": "in", "AddressSpaces": [], "SmartHosts": ["a.b"],
                "MaxMessageSize": "unlimited"}),
            Some("LinkedReceiveConnector"),
        ),
        (
            json!({"LinkedReceiveConnector": "hub01\\in", "AddressSpaces": [], "SmartHosts": ["a.b"],
                "MaxMessageSize": "unlimited"}),
            None,
        ),
        (json!({"TlsAuthLevel": "EncryptionOnly"}), Some("TlsAuthLevel")),
        (json!({"TlsAuthLevel": "EncryptionOnly", "RequireTLS": true}), None),
        (json!({"TlsAuthLevel": "EncryptionOnly", "RequireTLS": true, "TlsDomain": "a.b"}), Some("TlsDomain")),
        (json!({"TlsAuthLevel": "DomainValidation", "RequireTLS": true}), None),
        (json!({"TlsAuthLevel": "DomainValidation", "RequireTLS": true, "SmartHosts": ["a.b"]}), Some("TlsDomain")),
        (
            json!({"TlsAuthLevel": "DomainValidation", "RequireTLS": true, "SmartHosts": ["a.b"], "TlsDomain": "a.b"}),
            None,
        ),
    ] {
        let breach = judge(&connector(given.clone()), &Organization::default()).err();
        assert_eq!(breach.map(|breach| breach.property), broken, "{given}");
    }
}

#[test]
fn a_server_is_not_its_own_smart_host() {
    let mut organization = Organization::default();
    let server = json!({"Fqdn": "hub01.contoso.com"});
    keep(&mut organization, &TransportServer::create("HUB01", "", server).expect("sound"));
    let listener = json!({"Bindings": ["0.0.0.0:25", "10.0.0.5:26"], "RemoteIPRanges": ["0.0.0.0/0"]});
    keep(&mut organization, &ReceiveConnector::create("in", "HUB01", listener).expect("sound"));
    for (host, port, fits, why) in [
        ("hub01.contoso.com", 25, false, "by name"),
        ("HUB01", 25, false, "by short name"),
        ("127.0.0.1", 25, false, "loopback reaches 0.0.0.0"),
        ("[::1]", 25, true, "nothing listens on IPv6"),
        ("10.0.0.5", 26, false, "the bound address"),
        ("10.0.0.5", 25, true, "whether it is ours cannot be told without the machine"),
        ("127.0.0.1", 10025, true, "a filter on another port"),
        ("hub02.contoso.com", 25, true, "another server"),
    ] {
        let connector = connector(json!({"SmartHosts": [host], "Port": port}));
        assert_eq!(judge(&connector, &organization).is_ok(), fits, "{host}:{port}: {why}");
    }
}

#[test]
fn accepted_domains_as_a_whole_are_for_edge_servers() {
    for (role, is_allowed) in [("Hub", false), ("Edge", true)] {
        let mut organization = Organization::default();
        let server = json!({"Fqdn": "hub01.contoso.com", "Role": role});
        keep(&mut organization, &TransportServer::create("hub01", "", server).expect("sound"));
        let connector = connector(json!({"AddressSpaces": ["--"], "SmartHosts": ["a.b"]}));
        assert_eq!(judge(&connector, &organization).is_ok(), is_allowed, "{role}");
    }
}

#[test]
fn what_will_not_work_as_meant_is_pointed_out() {
    let mut organization = Organization::default();
    for (name, kind) in [("contoso.com", "Authoritative"), ("shared.com", "InternalRelay")] {
        let domain = json!({"DomainName": name, "DomainType": kind});
        keep(&mut organization, &AcceptedDomain::create(name, "", domain).expect("sound"));
    }
    let beside = Beside { organization: &organization, server: "hub01" };
    for (space, warned) in [("contoso.com", true), ("*.com", true), ("*", false), ("shared.com", false)] {
        let connector = connector(json!({"AddressSpaces": [space]}));
        assert_eq!(own_domain_is_served(&connector, &beside).is_some(), warned, "{space}");
    }
    let connector = connector(json!({"AddressSpaces": ["shared.com"]}));
    assert!(source_server_is_unknown(&connector, &beside).is_some_and(|text| text.contains("hub01")));
    let farewell = shared_domain_loses_its_route(&connector, &beside).expect("may go");
    assert!(farewell.is_some_and(|text| text.contains("shared.com")));
    let mut with_another = organization.clone();
    keep(&mut with_another, &SendConnector::create("y", "", json!({"AddressSpaces": ["*"]})).expect("sound"));
    let beside = Beside { organization: &with_another, server: "hub01" };
    assert_eq!(shared_domain_loses_its_route(&connector, &beside), Ok(None));
}
