//! Messages for the tests of this stage.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;

use crate::model::class::Class;
use crate::model::{
    DeliveryType, Directionality, Directory, MessagePriority, ReversePath, SendConnector, SenderIdConfig,
    TransportConfig, TransportServer,
};
use crate::transport::{BodyType, Demands, Envelope, NextHop, Recipient, Settings, Source};

/// An ordinary message from a client, for these recipients (in one text, with blanks between).
pub fn envelope(recipients: &str) -> Envelope {
    let recipients = recipients.split_whitespace();
    let recipients = recipients.map(|address| Recipient::new(address.parse().expect("an address")));
    Envelope {
        return_path: ReversePath::Address("sender@contoso.com".parse().expect("an address")),
        recipients: recipients.collect(),
        body_type: BodyType::EightBitMime,
        demands: Demands::default(),
        dsn_return: None,
        envelope_id: None,
        size: 4096,
        internet_message_id: "<0192f0a1-7a3b-7c55-8d2e-1f0c9b8a7d6e@client.contoso.com>".into(),
        network_message_id: Uuid::from_u128(0x0192_f0a1_7a3b_7c55_8d2e_1f0c_9b8a_7d6e),
        subject: "Quarterly numbers, second draft".into(),
        header_from: Some("sender@contoso.com".into()),
        priority: MessagePriority::Normal,
        scl: None,
        original_from: None,
        shadow: None,
        probe: None,
        directionality: Directionality::Originating,
        source: Source::Smtp {
            connector: "Client hub01".into(),
            remote: "192.0.2.17".parse().expect("an address"),
            local: "192.0.2.1".parse().expect("an address"),
            hello: "client.contoso.com".into(),
            user: Some("sender@contoso.com".into()),
            is_encrypted: true,
        },
        received: Timestamp::UNIX_EPOCH,
        first_arrival: None,
        delay_reported: None,
        resolution: Default::default(),
    }
}

/// The queue of one domain behind a connector that asks DNS.
pub fn hop(domain: &str) -> NextHop {
    NextHop {
        delivery_type: DeliveryType::DnsConnectorDelivery,
        domain: domain.into(),
        connector: Uuid::from_u128(1),
        is_tls_optional: false,
    }
}

/// The defaults of everything, with one send connector that serves all domains.
pub fn settings() -> Settings {
    let server = json!({"Fqdn": "hub01.contoso.com"});
    let connector = json!({"AddressSpaces": ["*"]});
    let server = Arc::new(TransportServer::create("hub01", "", server).expect("sound"));
    let mut connector = SendConnector::create("To Internet", "", connector).expect("sound");
    connector.id = Uuid::from_u128(1);
    Settings {
        revision: 1,
        server: server.clone(),
        servers: vec![server],
        organization: Arc::new(TransportConfig::create("Transport Settings", "", json!({})).expect("sound")),
        receive_connectors: Vec::new(),
        send_connectors: vec![Arc::new(connector)],
        foreign_connectors: Vec::new(),
        accepted_domains: Vec::new(),
        remote_domains: Vec::new(),
        directory: Directory::default(),
        databases: HashMap::new(),
        credentials: HashMap::new(),
        tls: None,
        identity: None,
        system_messages: Vec::new(),
        entrances: HashMap::new(),
        front_ends: HashMap::new(),
        rules: Arc::default(),
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
