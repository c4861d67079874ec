//! What plans are made of which settings.

use std::sync::Arc;

use serde_json::json;

use super::*;
use crate::model::{Class, IpBinding, Secret, Thumbprint, TransportConfig, TransportServer};
use crate::transport::links::words::{Entry, Report, Version};
use crate::transport::samples::{connector, settings};
use crate::trust::Proof;

fn plan(given: serde_json::Value) -> Plan {
    plan_by(given, settings())
}

fn plan_by(given: serde_json::Value, mut settings: Settings) -> Plan {
    connector(&mut settings, "out", given);
    let connector = Arc::clone(&settings.send_connectors[0]);
    let is_ours = connector.is_sent_by(&settings.server);
    let delivery_type = match connector.dns_routing_enabled {
        _ if !is_ours => DeliveryType::SmtpRelayToConnectorSourceServers,
        true => DeliveryType::DnsConnectorDelivery,
        false => DeliveryType::SmartHostConnectorDelivery,
    };
    Plan::of(
        &NextHop { delivery_type, domain: "fabrikam.com".into(), connector: connector.id, is_tls_optional: false },
        &settings,
    )
    .unwrap()
}

fn with(more: serde_json::Value) -> serde_json::Value {
    let mut given = json!({ "AddressSpaces": ["*"] });
    given.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    given
}

#[test]
fn tls_is_as_the_connector_wants_it() {
    let nothing = Proof::NOTHING;
    let chain = Proof { chain: true, ..Proof::NOTHING };
    let domain = |text: &str| Proof { chain: true, host: false, domain: Some(text.parse().unwrap()), dane: Vec::new() };
    for (given, tls, proof, why) in [
        (json!({}), TlsUse::Opportunistic, nothing.clone(), "default"),
        (json!({ "IgnoreSTARTTLS": true }), TlsUse::Never, nothing.clone(), "never"),
        (json!({ "RequireTLS": true }), TlsUse::Required, nothing.clone(), "whoever it is"),
        (json!({ "RequireTLS": true, "TlsAuthLevel": "EncryptionOnly" }), TlsUse::Required, nothing, "said aloud"),
        (json!({ "RequireTLS": true, "TlsAuthLevel": "CertificateValidation" }), TlsUse::Required, chain, "chain"),
        (
            json!({ "RequireTLS": true, "TlsAuthLevel": "DomainValidation" }),
            TlsUse::Required,
            domain("fabrikam.com"),
            "the recipient's domain",
        ),
        (
            json!({ "RequireTLS": true, "TlsAuthLevel": "DomainValidation", "TlsDomain": "*.mail.example" }),
            TlsUse::Required,
            domain("*.mail.example"),
            "a domain of its own",
        ),
    ] {
        let plan = plan(with(given));
        assert_eq!((plan.security.tls, plan.security.proof), (tls, proof), "{why}");
    }
}

#[test]
fn a_connector_says_how_sessions_are() {
    let plan = plan(with(json!({
        "Fqdn": "mail.contoso.com", "SourceIPAddress": "192.0.2.9", "Port": 26, "SmartHosts": ["[192.0.2.1]"],
        "ConnectionInactivityTimeOut": "00:00:30", "SmtpMaxMessagesPerConnection": 3, "ForceHELO": true,
        "ProtocolLoggingLevel": "Verbose",
    })));
    assert_eq!(plan.target, Target::SmartHosts(vec!["192.0.2.1".parse().unwrap()], 26));
    assert_eq!((plan.hello.as_str(), plan.force_helo, plan.most_messages), ("mail.contoso.com", true, 3));
    assert_eq!(plan.source, "192.0.2.9".parse().ok());
    assert_eq!(plan.patience.text, Duration::from_secs(30));
    assert_eq!(plan.logged_as.as_deref(), Some("hub1\\out"));
    assert!(!plan.to_ourselves && plan.login.is_none());
}

#[test]
fn another_server_is_met_as_one_of_ours() {
    let mut settings = settings();
    let mut this = TransportServer::clone(&settings.server);
    this.intra_org_connector_protocol_logging_level = ProtocolLoggingLevel::Verbose;
    this.intra_org_connector_smtp_max_messages_per_connection = 7;
    settings.server = Arc::new(this);
    connector(
        &mut settings,
        "out",
        with(json!({ "SourceTransportServers": ["hub2"], "Port": 2525,
        "SmtpMaxMessagesPerConnection": 3 })),
    );
    let hop = NextHop {
        delivery_type: DeliveryType::SmtpRelayToConnectorSourceServers,
        domain: "out".into(),
        connector: settings.send_connectors[0].id,
        is_tls_optional: false,
    };
    let refused = Plan::of(&hop, &settings).err().expect("it lets nobody in");
    assert!(refused.text.contains("no receive connector of hub2 lets servers"), "{refused}");

    let mut hub2 = TransportServer::clone(&settings.servers[1]);
    let thumbprint = Thumbprint::new([2; 32]);
    hub2.internal_transport_certificate_thumbprint = Some(thumbprint);
    let entrances: Vec<IpBinding> = vec!["0.0.0.0:2525".parse().unwrap()];
    settings.entrances.insert(hub2.id, entrances.clone());
    settings.servers[1] = Arc::new(hub2);
    let plan = Plan::of(&hop, &settings).unwrap();
    let peer = Peer { name: "hub2.contoso.com".parse().unwrap(), thumbprint, entrances };
    assert_eq!(plan.target, Target::Servers(vec![peer]));
    assert_eq!((plan.security.tls, plan.to_ourselves), (TlsUse::AmongServers, true));
    assert_eq!(plan.most_messages, 7, "by the server's settings, not the connector's");
    assert_eq!(plan.logged_as.as_deref(), Some("hub1\\Intra-Organization SMTP Send Connector"));

    // One that is out of service is not called: it would say no.
    let mut hub2 = TransportServer::clone(&settings.servers[1]);
    hub2.component_states = vec!["HubTransport:Maintenance=Draining".parse().unwrap()];
    settings.servers[1] = Arc::new(hub2);
    let refused = Plan::of(&hop, &settings).err().expect("it takes no mail");
    assert_eq!(refused.status.to_string(), "4.3.2");
    assert!(refused.text.contains("hub2 takes no mail now"), "{refused}");
}

#[tokio::test(start_paused = true)]
async fn a_source_server_whose_link_is_down_is_left_out_while_there_is_another() {
    let mut settings = settings();
    let third = TransportServer::create("hub3", "", json!({ "Fqdn": "hub3.contoso.com" })).expect("a sound server");
    settings.servers.push(Arc::new(third));
    for at in 1..3 {
        let mut server = TransportServer::clone(&settings.servers[at]);
        server.internal_transport_certificate_thumbprint = Some(Thumbprint::new([2; 32]));
        settings.entrances.insert(server.id, vec!["0.0.0.0:2525".parse().unwrap()]);
        settings.servers[at] = Arc::new(server);
    }
    let sources = json!({ "SourceTransportServers": ["hub2", "hub3"], "SmartHosts": ["mail.example"] });
    connector(&mut settings, "out", with(sources));
    let connector = settings.send_connectors[0].clone();
    let hop = NextHop::new(DeliveryType::SmtpRelayToConnectorSourceServers, "out", connector.id);
    let called = |settings: &Settings| Plan::of(&hop, settings).expect("a plan").target.names();
    let says = |at: usize, count, left| {
        let hop = NextHop::to_smart_hosts(&connector);
        let report = Report { hop, since: jiff::Timestamp::UNIX_EPOCH, left, error: "441 4.4.1 no".to_owned() };
        let server = &settings.servers[at];
        let version = Version { start: 0, count };
        let entry = Entry { server: server.fqdn.as_str().to_owned(), version, outages: vec![report] };
        settings.links.learn(vec![entry], server, &settings, jiff::Timestamp::UNIX_EPOCH);
    };
    assert_eq!(called(&settings), "hub2.contoso.com or hub3.contoso.com");
    says(1, 1, 60);
    assert_eq!(called(&settings), "hub3.contoso.com");
    says(2, 1, 60);
    assert_eq!(called(&settings), "hub2.contoso.com or hub3.contoso.com", "either is as good");
    says(1, 2, 0);
    assert_eq!(called(&settings), "hub2.contoso.com", "it is to be tried again");
}

#[test]
fn a_login_needs_its_credential() {
    let mut settings = settings();
    let mechanism = json!({ "SmartHosts": ["mail.example"], "SmartHostAuthMechanism": "BasicAuthRequireTLS" });
    connector(&mut settings, "out", with(mechanism));
    let id = settings.send_connectors[0].id;
    let hop = NextHop {
        delivery_type: DeliveryType::SmartHostConnectorDelivery,
        domain: "x".into(),
        connector: id,
        is_tls_optional: false,
    };
    assert_eq!(Plan::of(&hop, &settings).err().unwrap().status.to_string(), "4.7.3");
    let credential = RelayCredential { user_name: "u".into(), password: Secret::new("p".to_owned()) };
    settings.credentials.insert(id, credential);
    let plan = Plan::of(&hop, &settings).unwrap();
    assert!(plan.login.is_some());
    assert_eq!((plan.security.tls, plan.security.proof.host), (TlsUse::Required, true));
}

#[test]
fn a_connector_that_is_gone_makes_the_queue_wait() {
    let settings = settings();
    let hop = NextHop {
        delivery_type: DeliveryType::DnsConnectorDelivery,
        domain: "x.example".into(),
        connector: uuid::Uuid::nil(),
        is_tls_optional: false,
    };
    assert_eq!(Plan::of(&hop, &settings).err().unwrap().status.to_string(), "4.3.5");
}

#[test]
fn domains_that_are_to_be_secure_prove_themselves_and_get_proof() {
    let plan_for = |given: serde_json::Value, domain: &str| {
        let mut settings = settings();
        let listed = json!({ "TLSSendDomainSecureList": ["fabrikam.com"] });
        settings.organization = Arc::new(TransportConfig::create("Transport Settings", "", listed).unwrap());
        connector(&mut settings, "out", with(given));
        let hop = NextHop {
            delivery_type: DeliveryType::DnsConnectorDelivery,
            domain: domain.into(),
            connector: settings.send_connectors[0].id,
            is_tls_optional: false,
        };
        Plan::of(&hop, &settings).unwrap().security
    };
    let secure = json!({ "DomainSecureEnabled": true, "Fqdn": "mail.contoso.com" });
    for (given, domain, proven, why) in [
        (secure.clone(), "fabrikam.com", Some("*.fabrikam.com"), "the domain"),
        (secure.clone(), "sales.fabrikam.com", Some("*.fabrikam.com"), "a domain below"),
        (secure.clone(), "adatum.com", None, "not listed"),
        (json!({}), "fabrikam.com", None, "the connector does not secure domains"),
        (
            json!({ "DomainSecureEnabled": true, "RequireTLS": true, "TlsAuthLevel": "DomainValidation",
                "TlsDomain": "mx.example" }),
            "fabrikam.com",
            Some("*.fabrikam.com"),
            "a name of the connector's own is not enough",
        ),
    ] {
        let security = plan_for(given, domain);
        let domain = proven.map(|proven| proven.parse().unwrap());
        let proof = Proof { chain: true, domain, ..Proof::NOTHING };
        match proven {
            Some(_) => assert_eq!((security.tls, security.proof), (TlsUse::Required, proof), "{why}"),
            None => assert_eq!((security.tls, security.proof), (TlsUse::Opportunistic, Proof::NOTHING), "{why}"),
        }
        assert_eq!(security.shows.is_some(), proven.is_some(), "{why}");
    }
    let shows = plan_for(secure, "fabrikam.com").shows.unwrap();
    assert_eq!(shows.host.unwrap().as_str(), "mail.contoso.com", "the certificate of the name we give in EHLO");
}
