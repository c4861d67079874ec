//! One connector of this server's, a message, and the logs that are kept of what becomes of it.

use super::*;
use crate::transport::samples::Noted;

pub const GREETING: &str = "S: 220 mx ready
    C: EHLO hub1.contoso.com
    S: 250-mx
    S: 250 PIPELINING";

pub const ONE_MESSAGE: &str = "C: MAIL FROM:<ann@contoso.com>
    C: RCPT TO:<ben@fabrikam.com>
    C: DATA
    S: 250 ok
    S: 250 ok
    S: 354 go
    TEXT
    S: 250 2.6.0 queued";

pub const TEXT: &str = "Subject: s\r\n\r\n.\r\ntext\r\n";

/// Keeps what sessions write into the protocol log.
#[derive(Default)]
pub struct Log(pub Mutex<Vec<String>>);

impl ProtocolLog for Log {
    fn record(&self, record: ProtocolRecord) {
        let line = format!("{} {}", record.event.symbol(), record.data);
        assert_eq!(&*record.connector, "hub1\\out");
        self.0.lock().unwrap().push(if record.event == ProtocolEvent::Connect { "+".to_owned() } else { line });
    }
}

/// The lines of the connectivity log, without time and session.
#[derive(Default)]
pub struct Visits(pub Mutex<Vec<String>>);

impl ConnectivityLog for Visits {
    fn record(&self, record: ConnectivityRecord) {
        let ConnectivityRecord { source, destination, event, description, .. } = record;
        self.0.lock().unwrap().push(format!("{source} {destination} {} {description}", event.symbol()));
    }
}

/// What was told of domains' wishes for TLS.
#[derive(Default)]
pub struct Told(pub Mutex<Vec<TlsSession>>);

impl TlsSessions for Told {
    fn record(&self, session: TlsSession) {
        self.0.lock().unwrap().push(session);
    }
}

/// A spool with one message in it.
pub struct Spool(pub String);

impl BodySource for Spool {
    fn read<'a>(&'a self, _: MessageId, offset: u64, limit: usize) -> BoxFuture<'a, std::io::Result<Bytes>> {
        let rest = &self.0.as_bytes()[usize::try_from(offset).unwrap()..];
        let piece = Bytes::copy_from_slice(&rest[..rest.len().min(limit).min(10_007)]);
        Box::pin(async move { Ok(piece) })
    }
}

pub struct Scene {
    pub outbound: Outbound,
    pub settings: Arc<Settings>,
    pub hop: NextHop,
    pub log: Arc<Log>,
    pub visits: Arc<Visits>,
    pub told: Arc<Told>,
    pub noted: Arc<Noted>,
}

impl Scene {
    /// A connector by smart hosts, DNS, or as `given` says otherwise.
    pub fn new(given: serde_json::Value) -> Scene {
        Scene::with(given, Zone::new(), rustls::RootCertStore::empty(), "")
    }

    pub fn with(given: serde_json::Value, zone: Zone, roots: rustls::RootCertStore, spooled: &str) -> Scene {
        let mut settings = settings();
        let mut all = json!({ "AddressSpaces": ["*"] });
        all.as_object_mut().unwrap().extend(given.as_object().unwrap().clone());
        connector(&mut settings, "out", all);
        let out = Arc::clone(&settings.send_connectors[0]);
        let credential = RelayCredential { user_name: "anna".into(), password: Secret::new("secret") };
        settings.credentials.insert(out.id, credential);
        let (delivery_type, domain) = match out.asks_dns() {
            true => (DeliveryType::DnsConnectorDelivery, "fabrikam.com"),
            false => (DeliveryType::SmartHostConnectorDelivery, "hosts"),
        };
        let hop = NextHop { delivery_type, domain: domain.into(), connector: out.id, is_tls_optional: false };
        Scene::of(settings, hop, zone, roots, spooled)
    }

    pub fn of(settings: Settings, hop: NextHop, zone: Zone, roots: rustls::RootCertStore, spooled: &str) -> Scene {
        let (log, visits, told) = (Arc::new(Log::default()), Arc::new(Visits::default()), Arc::new(Told::default()));
        let noted = Arc::new(Noted::default());
        let outbound = Outbound::new(Surroundings {
            live: Arc::new(arc_swap::ArcSwap::from_pointee(settings.clone())),
            resolvers: Arc::new(zone),
            bodies: Arc::new(Spool(spooled.to_owned())),
            receipts: Arc::clone(&noted) as _,
            log: Arc::clone(&log) as _,
            connectivity: Arc::clone(&visits) as _,
            clock: Arc::new(SystemClock),
            tls: crate::trust::TlsClients::new(roots, Arc::default()),
            metrics: Metrics::default(),
            turns: Default::default(),
            tls_sessions: Arc::clone(&told) as _,
        });
        Scene { outbound, settings: Arc::new(settings), hop, log, visits, told, noted }
    }

    pub fn to(server: &Server) -> Scene {
        Scene::new(json!({ "SmartHosts": ["127.0.0.1"], "Port": server.address.port() }))
    }

    pub async fn open(&self) -> Result<Box<dyn Carriage>, Unreached> {
        self.outbound.open(&self.hop, &self.settings).await
    }

    /// Opens a session, sends one message and closes.
    pub async fn send(&self, attempt: &Attempt) -> Delivery {
        let mut carriage = self.open().await.unwrap();
        let delivery = carriage.deliver(attempt).await;
        carriage.close().await;
        delivery
    }
}

pub fn attempt(recipients: &[&str], text: &str) -> Attempt {
    let mut envelope = envelope("ann@contoso.com", recipients);
    envelope.size = text.len() as u64;
    let body = Body::Memory(vec![Bytes::copy_from_slice(text.as_bytes())]);
    Attempt { id: MessageId(1), envelope: Arc::new(envelope), recipients: (0..recipients.len()).collect(), body }
}

/// The outcomes in recipients' order, in words.
pub fn said(delivery: &Delivery) -> Vec<String> {
    let mut outcomes = delivery.outcomes.clone();
    outcomes.sort_by_key(|(at, _)| *at);
    let words = |outcome: &Outcome| match outcome {
        Outcome::Sent { remark, .. } => format!("sent {remark}"),
        Outcome::Duplicate(remark) => format!("again {remark}"),
        Outcome::Deferred(remark) => format!("deferred {remark}"),
        Outcome::Failed(remark) => format!("failed {remark}"),
    };
    outcomes.iter().map(|(_, outcome)| words(outcome)).collect()
}
