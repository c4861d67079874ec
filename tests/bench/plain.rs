//! A message without anything special, and the settings of a server by itself.

use std::sync::Arc;

use emsh::model::class::Class;
use emsh::model::{
    Directionality, MessagePriority, ReversePath, SendConnector, SenderIdConfig, TransportConfig, TransportServer,
};
use emsh::transport::{BodyType, Demands, Envelope, Recipient, Settings, Source};
use serde_json::json;
use uuid::Uuid;

/// For somebody in `domainN.example`.
pub fn envelope(domain: usize, bytes: usize) -> Envelope {
    let recipient = Recipient::new(format!("someone@domain{domain}.example").parse().expect("an address"));
    Envelope {
        return_path: ReversePath::Address("sender@contoso.com".parse().expect("an address")),
        recipients: vec![recipient],
        body_type: BodyType::SevenBit,
        demands: Demands::default(),
        dsn_return: None,
        envelope_id: None,
        size: bytes as u64,
        internet_message_id: "<0192f0a1-7a3b-7c55-8d2e-1f0c9b8a7d6e@client.contoso.com>".into(),
        network_message_id: Uuid::nil(),
        subject: "Quarterly numbers, second draft".into(),
        header_from: Some("sender@contoso.com".into()),
        priority: MessagePriority::Normal,
        scl: None,
        original_from: None,
        shadow: None,
        probe: None,
        directionality: Directionality::Incoming,
        source: Source::Smtp {
            connector: "Default hub01".into(),
            remote: [192, 0, 2, 17].into(),
            local: [192, 0, 2, 1].into(),
            hello: "client.contoso.com".into(),
            user: None,
            is_encrypted: false,
        },
        received: jiff::Timestamp::now(),
        first_arrival: None,
        delay_reported: None,
        resolution: Default::default(),
    }
}

/// One connector, for everything.
pub fn settings() -> Settings {
    let server = TransportServer::create("hub01", "", json!({"Fqdn": "hub01.contoso.com"})).expect("sound");
    let server = Arc::new(server);
    let connector = SendConnector::create("To Internet", "", json!({"AddressSpaces": ["*"]})).expect("sound");
    let organization = TransportConfig::create("Transport Settings", "", json!({})).expect("sound");
    Settings {
        revision: 1,
        server: server.clone(),
        servers: vec![server],
        organization: Arc::new(organization),
        receive_connectors: Vec::new(),
        send_connectors: vec![Arc::new(connector)],
        foreign_connectors: Vec::new(),
        accepted_domains: Vec::new(),
        remote_domains: Vec::new(),
        directory: Default::default(),
        databases: Default::default(),
        credentials: Default::default(),
        tls: None,
        identity: None,
        system_messages: Vec::new(),
        entrances: Default::default(),
        front_ends: Default::default(),
        rules: Default::default(),
        journal: Default::default(),
        sender_id: Arc::new(SenderIdConfig::create("SenderIdConfig", "", json!({})).expect("sound")),
        signers: Default::default(),
        sites: Default::default(),
        links: Default::default(),
        agents: Default::default(),
        address_rewriting: Default::default(),
        filters: Default::default(),
    }
}
