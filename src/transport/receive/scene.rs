//! What the tests of reception have in common: an organization, a clock that stands still, neighbours that remember.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::model::class::Class;
use crate::model::{
    AcceptedDomain, Addressee, Directory, Mailbox, MailboxDatabase, PasswordHash, ReceiveConnector, SenderIdConfig,
    TransportConfig, TransportServer,
};
use crate::transport::protocol::{ProtocolLog, ProtocolRecord};
use crate::transport::{
    Body, BodySink, BoxFuture, Clock, Dispatch, Intake, MessageId, Received, Refusal, Release, Relief, Settings, Track,
    TrackingEvent,
};

/// 2026-11-21 01:13:33 UTC, for ever.
pub struct Still;

impl Clock for Still {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(1_795_223_613).expect("a second in range")
    }
}

pub fn connector(name: &str, given: Value) -> ReceiveConnector {
    let mut all = json!({"Bindings": ["0.0.0.0:25"], "RemoteIPRanges": ["0.0.0.0-255.255.255.255"]});
    for (property, value) in given.as_object().expect("an object") {
        all[property] = value.clone();
    }
    ReceiveConnector::create(name, "HUB01", all).expect("a sound connector")
}

pub fn organization(given: Value) -> TransportConfig {
    TransportConfig::create("Transport Settings", "", given).expect("sound settings")
}

/// HUB01 of contoso.com (authoritative) and partner.example (internal relay), with the mailboxes of ann and ben.
pub fn settings(connectors: Vec<ReceiveConnector>) -> Settings {
    let domain = |name: &str, kind: &str| {
        let given = json!({"DomainName": name, "DomainType": kind});
        Arc::new(AcceptedDomain::create(name, "", given).expect("a sound domain"))
    };
    let server = TransportServer::create("HUB01", "", json!({"Fqdn": "hub01.contoso.com"})).expect("a sound server");
    let given = json!({
        "Fqdn": "hub02.contoso.com",
        "InternalTransportCertificateThumbprint": "22".repeat(32),
    });
    let other = TransportServer::create("HUB02", "", given).expect("a sound server");
    let mut settings = Settings {
        revision: 1,
        server: Arc::new(server),
        servers: vec![Arc::new(other)],
        organization: Arc::new(organization(json!({}))),
        receive_connectors: connectors.into_iter().map(Arc::new).collect(),
        send_connectors: Vec::new(),
        foreign_connectors: Vec::new(),
        accepted_domains: vec![domain("contoso.com", "Authoritative"), domain("partner.example", "InternalRelay")],
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
    for (name, addresses) in [("ann", &["ann@contoso.com", "sales@contoso.com"][..]), ("ben", &["ben@contoso.com"])] {
        let given = json!({"PrimarySmtpAddress": addresses[0], "EmailAddresses": addresses});
        let mut mailbox = Mailbox::create(name, "", given).expect("a sound mailbox");
        // One that nothing proves: ann may log in, and ben may not.
        mailbox.password = (name == "ann").then(|| PasswordHash::new("$argon2id$none"));
        settings.directory.put(Addressee::Mailbox(Arc::new(mailbox)));
    }
    settings
}

/// Puts a mailbox into a database of its own.
pub fn house(settings: &mut Settings, name: &str, id: Uuid, inhabitant: &str) {
    let given = json!({"MaildirPath": format!("/var/mail/{name}")});
    let database = MailboxDatabase::create(name, "", given).expect("a sound database");
    settings.databases.insert(name.to_lowercase(), Arc::new(MailboxDatabase { id, ..database }));
    let mailbox = settings.mailbox(&inhabitant.parse().expect("an address")).expect("somebody lives there").clone();
    let mailbox = Mailbox { database: Some(name.to_owned()), ..Mailbox::clone(&mailbox) };
    settings.directory.put(Addressee::Mailbox(Arc::new(mailbox)));
}

/// A spool, a tracking log and a protocol log that keep what they get.
#[derive(Default)]
pub struct Memory {
    pub messages: Mutex<Vec<Stored>>,
    pub events: Mutex<Vec<TrackingEvent>>,
    pub records: Mutex<Vec<ProtocolRecord>>,
    /// What the next messages are refused with.
    pub refusal: Mutex<Option<Refusal>>,
    /// What the node spares itself.
    pub relief: Arc<Relief>,
    /// Who keeps which messages back, and why.
    pub held: Mutex<Vec<String>>,
    pub spooled: Arc<Mutex<HashMap<u64, Vec<u8>>>>,
}

pub struct Stored {
    pub envelope: crate::transport::Envelope,
    pub text: Vec<u8>,
}

impl Intake for Memory {
    fn accept(&self, message: Received) -> BoxFuture<'_, Result<MessageId, Refusal>> {
        Box::pin(async move {
            if let Some(refusal) = self.refusal.lock().expect("lock").clone() {
                return Err(refusal);
            }
            let text = match message.body {
                Body::Memory(pieces) => pieces.concat(),
                Body::Spooled { handle, .. } => self.spooled.lock().expect("lock").remove(&handle).expect("spooled"),
            };
            let mut messages = self.messages.lock().expect("lock");
            let id = MessageId(messages.len() as u64 + 1);
            let envelope = Arc::new(message.envelope);
            if let Some(witness) = message.witness {
                witness(id, &envelope);
            }
            messages.push(Stored { envelope: Arc::unwrap_or_clone(envelope), text });
            Ok(id)
        })
    }

    fn open_body(&self) -> Box<dyn BodySink> {
        Box::new(MemorySink { spooled: self.spooled.clone(), bytes: Vec::new() })
    }

    fn hold<'a>(&'a self, message: Received, by: &'a str, why: &'a str) -> BoxFuture<'a, Result<MessageId, Refusal>> {
        self.held.lock().expect("lock").push(format!("{by}: {why}"));
        self.accept(message)
    }

    fn read_draft(&self, handle: u64, offset: u64, most: usize) -> BoxFuture<'_, Result<Bytes, Refusal>> {
        let drafts = self.spooled.lock().expect("lock");
        let whole = drafts.get(&handle).map(Vec::as_slice).unwrap_or_default();
        let from = (offset as usize).min(whole.len());
        let piece = Bytes::copy_from_slice(&whole[from..whole.len().min(from + most)]);
        Box::pin(async move { Ok(piece) })
    }

    fn abandon_draft(&self, handle: u64) {
        self.spooled.lock().expect("lock").remove(&handle);
    }

    fn is_open(&self) -> Result<(), Refusal> {
        Ok(())
    }
}

struct MemorySink {
    spooled: Arc<Mutex<HashMap<u64, Vec<u8>>>>,
    bytes: Vec<u8>,
}

impl BodySink for MemorySink {
    fn push(&mut self, chunks: Vec<Bytes>) -> BoxFuture<'_, Result<(), Refusal>> {
        self.bytes.extend(chunks.concat());
        Box::pin(async { Ok(()) })
    }

    fn finish(self: Box<Self>, header: Bytes) -> BoxFuture<'static, Result<Body, Refusal>> {
        Box::pin(async move {
            let mut spooled = self.spooled.lock().expect("lock");
            let (handle, size) = (spooled.keys().max().map_or(0, |last| last + 1), self.bytes.len() as u64);
            spooled.insert(handle, self.bytes);
            Ok(Body::Spooled { handle, size, header })
        })
    }
}

impl Dispatch for Memory {
    fn release(&self, _: &Release) -> Result<usize, Refusal> {
        Ok(0)
    }

    fn waiting(&self, _: &[Release]) -> Result<usize, Refusal> {
        Ok(0)
    }

    fn send_over(&self, _: crate::transport::Turned, _: Vec<Release>) {}
}

impl Track for Memory {
    fn record(&self, event: TrackingEvent) {
        self.events.lock().expect("lock").push(event);
    }
}

impl ProtocolLog for Memory {
    fn record(&self, record: ProtocolRecord) {
        self.records.lock().expect("lock").push(record);
    }
}
