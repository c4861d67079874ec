//! What the tests of several stages start from: an organization of two hubs with a mailbox, and a message.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use serde_json::json;
use uuid::Uuid;

use crate::model::class::Class;
use crate::model::{
    AcceptedDomain, Addressee, Directionality, Directory, DistributionGroup, DynamicDistributionGroup,
    ForeignConnector, MailContact, Mailbox, MailboxDatabase, MessagePriority, ReversePath, SendConnector,
    SenderIdConfig, TransportConfig, TransportServer,
};
use crate::transport::{Attempt, BodyType, Demands, Envelope, Receipts, Recipient, Settings, Source};

/// Keeps what was noted as taken over: the message's number, the recipients, whether successes are reported.
#[derive(Default)]
pub struct Noted(pub Mutex<Vec<(u64, Vec<usize>, bool)>>);

impl Receipts for Noted {
    fn taken_over(&self, attempt: &Attempt, recipients: &[usize], relays_dsn: bool) {
        self.0.lock().expect("no test panics in here").push((attempt.id.0, recipients.to_vec(), relays_dsn));
    }
}

/// Two servers, `hub1` (this one) and `hub2`; contoso.com is authoritative, with ann@contoso.com in database `DB1`.
pub fn settings() -> Settings {
    let server = |name: &str| {
        let fqdn = format!("{name}.contoso.com");
        Arc::new(TransportServer::create(name, "", json!({ "Fqdn": fqdn })).expect("a sound server"))
    };
    let this = server("hub1");
    let mut settings = Settings {
        revision: 1,
        server: Arc::clone(&this),
        servers: vec![this, server("hub2")],
        organization: Arc::new(TransportConfig::create("Transport Settings", "", json!({})).expect("sound")),
        receive_connectors: Vec::new(),
        send_connectors: Vec::new(),
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
    };
    accept(&mut settings, "contoso.com", "Authoritative");
    database(&mut settings, "DB1", json!({ "MaildirPath": "/nowhere" }));
    mailbox(&mut settings, "ann@contoso.com");
    settings
}

pub fn accept(settings: &mut Settings, domain: &str, kind: &str) {
    let given = json!({ "DomainName": domain, "DomainType": kind });
    settings.accepted_domains.push(Arc::new(AcceptedDomain::create(domain, "", given).expect("a sound domain")));
}

pub fn database(settings: &mut Settings, name: &str, given: serde_json::Value) {
    let database = MailboxDatabase::create(name, "", given).expect("a sound database");
    settings.databases.insert(name.to_lowercase(), Arc::new(database));
}

pub fn mailbox(settings: &mut Settings, address: &str) {
    mailbox_with(settings, address, json!({ "PrimarySmtpAddress": address }));
}

/// Adds a mailbox; gives its id.
pub fn mailbox_with(settings: &mut Settings, name: &str, given: serde_json::Value) -> Uuid {
    let mailbox = Arc::new(Mailbox::create(name, "", given).expect("a sound mailbox"));
    let id = mailbox.id;
    settings.directory.put(Addressee::Mailbox(mailbox));
    id
}

pub fn contact(settings: &mut Settings, name: &str, given: serde_json::Value) {
    let contact = MailContact::create(name, "", given).expect("a sound contact");
    settings.directory.put(Addressee::MailContact(Arc::new(contact)));
}

/// Adds a group at contoso.com; gives its id.
pub fn group(settings: &mut Settings, name: &str, members: &[Uuid], mut given: serde_json::Value) -> Uuid {
    given["PrimarySmtpAddress"] = json!(format!("{name}@contoso.com"));
    given["Members"] = json!(members);
    let group = DistributionGroup::create(name, "", given).expect("a sound group");
    let id = group.id;
    settings.directory.put(Addressee::Group(Arc::new(group)));
    id
}

/// Adds a dynamic group at contoso.com that takes mail from everybody.
pub fn dynamic_group(settings: &mut Settings, name: &str, mut given: serde_json::Value) {
    given["PrimarySmtpAddress"] = json!(format!("{name}@contoso.com"));
    given["RequireSenderAuthenticationEnabled"] = json!(false);
    let group = DynamicDistributionGroup::create(name, "", given).expect("of its types");
    settings.directory.put(Addressee::DynamicGroup(Arc::new(group)));
}

/// Adds a connector of this server's; `given` may say otherwise.
pub fn connector(settings: &mut Settings, name: &str, given: serde_json::Value) {
    let connector = SendConnector::create(name, "hub1", given).expect("a sound connector");
    settings.send_connectors.push(Arc::new(connector));
}

/// The same for a foreign connector.
pub fn foreign(settings: &mut Settings, name: &str, given: serde_json::Value) {
    let connector = ForeignConnector::create(name, "hub1", given).expect("a sound connector");
    settings.foreign_connectors.push(Arc::new(connector));
}

/// From a client inside, in clear and without a login.
pub fn by_smtp() -> Source {
    Source::Smtp {
        connector: "Default hub1".into(),
        remote: "10.0.0.9".parse().unwrap(),
        local: "10.0.0.1".parse().unwrap(),
        hello: "x".into(),
        user: None,
        is_encrypted: false,
    }
}

pub fn recipient(address: &str) -> Recipient {
    Recipient::new(address.parse().unwrap())
}

pub fn envelope(sender: &str, recipients: &[&str]) -> Envelope {
    Envelope {
        return_path: sender.parse::<ReversePath>().unwrap(),
        recipients: recipients.iter().map(|address| recipient(address)).collect(),
        body_type: BodyType::SevenBit,
        demands: Demands::default(),
        dsn_return: None,
        envelope_id: None,
        size: 0,
        internet_message_id: "<m1@contoso.com>".into(),
        network_message_id: Uuid::from_u128(1),
        subject: "Hello".into(),
        header_from: Some(sender.to_owned()),
        priority: MessagePriority::Normal,
        scl: None,
        original_from: None,
        shadow: None,
        probe: None,
        directionality: Directionality::Originating,
        source: Source::Dsn { about: String::new() },
        received: "2026-11-21T01:00:00Z".parse().unwrap(),
        first_arrival: None,
        delay_reported: None,
        resolution: Default::default(),
    }
}
