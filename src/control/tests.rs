//! Client and server together, over a real socket and real TLS, with a desk that answers little.

use bytes::Bytes;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::wire::*;
use super::{Address, Answer, Client, Desk, Stream, TokenText, router, server};
use crate::model::{
    AgentLogQuery, AgentLogRecord, CertificateInfo, ClientSettingsInfo, EventQuery, EventRecord, Fault, FaultKind,
    Found, LinkInfo, MessageInfo, PagedPositionInfo, PressureInfo, QueueInfo, Secret, TlsReportInfo, TlsReportQuery,
    TrackingQuery, TrackingRecord, TransportEvent,
};

struct SmallDesk;

fn absent<T>(what: &str) -> Result<T, Fault> {
    Err(Fault::not_found("Absent", format!("No {what} here.")).fix("Look elsewhere."))
}

impl Desk for SmallDesk {
    fn queues(&self, query: QueueQuery) -> Answer<'_, Vec<QueueInfo>> {
        Box::pin(async move { if query.filter.is_some() { absent("queue") } else { Ok(Vec::new()) } })
    }
    fn order_queue(&self, order: QueueOrder) -> Answer<'_, Vec<QueueInfo>> {
        Box::pin(async move { absent(&format!("{} for {} by {:?}", order.identity, order.who, order.act)) })
    }
    fn certificates(&self) -> Answer<'_, Vec<CertificateInfo>> {
        Box::pin(async { Ok(Vec::new()) })
    }
    fn message_page(&self, _: MessageQuery) -> Answer<'_, PagedPositionInfo> {
        Box::pin(std::future::ready(Ok(PagedPositionInfo { page_offset: 1, total_count: 2 })))
    }

    fn messages(&self, _: MessageQuery) -> Answer<'_, Stream<MessageInfo>> {
        Box::pin(async { absent("message") })
    }
    fn order_message(&self, _: MessageOrder) -> Answer<'_, Vec<MessageInfo>> {
        Box::pin(async { absent("message") })
    }
    fn export(&self, _: String) -> Answer<'_, Stream<Bytes>> {
        Box::pin(async { absent("message") })
    }
    fn redirect(&self, _: RedirectOrder) -> Answer<'_, QueueInfo> {
        Box::pin(async { absent("server") })
    }
    fn tracking(&self, query: TrackingQuery) -> Answer<'_, Stream<Found<TrackingRecord>>> {
        Box::pin(async move {
            let (sender, receiver) = mpsc::channel(4);
            tokio::spawn(async move {
                for number in 0..query.result_size {
                    let record = TrackingRecord {
                        internal_message_id: Some(number),
                        event_id: "RECEIVE".into(),
                        ..empty_record()
                    };
                    if sender.send(Ok(Found::Record(record))).await.is_err() {
                        return;
                    }
                }
                let _ = sender.send(absent("further record")).await;
            });
            Ok(receiver)
        })
    }
    fn events(&self, _: EventQuery) -> Answer<'_, Stream<EventRecord>> {
        Box::pin(async { absent("event") })
    }
    fn tls_reports(&self, _: TlsReportQuery) -> Answer<'_, Stream<TlsReportInfo>> {
        Box::pin(async { absent("report") })
    }

    fn agent_log(&self, _: AgentLogQuery) -> Answer<'_, Stream<AgentLogRecord>> {
        Box::pin(async { absent("event") })
    }
    fn watch(&self, _: WatchQuery) -> Answer<'_, Stream<TransportEvent>> {
        Box::pin(async { absent("event") })
    }
    fn route(&self, query: RouteQuery) -> Answer<'_, RouteAnswer> {
        Box::pin(async move { absent(&query.recipient) })
    }
    fn pressure(&self) -> Answer<'_, Vec<PressureInfo>> {
        Box::pin(async { absent("pressure") })
    }

    fn probes(&self) -> Answer<'_, Vec<ConnectorProbe>> {
        Box::pin(async { absent("probe") })
    }
    fn links(&self) -> Answer<'_, Vec<LinkInfo>> {
        Box::pin(async { absent("link") })
    }
    fn client_settings(&self) -> Answer<'_, Vec<ClientSettingsInfo>> {
        Box::pin(async { Ok(Vec::new()) })
    }
    fn throughput(&self) -> Vec<ThroughputMinute> {
        Vec::new()
    }
    fn connector_name(&self, _: uuid::Uuid) -> Option<String> {
        None
    }
    fn status(&self) -> Answer<'_, NodeStatus> {
        Box::pin(async { absent("status") })
    }
    fn order_service(&self, _: ServiceOrder) -> Answer<'_, NodeStatus> {
        Box::pin(async { absent("service") })
    }
    fn metrics(&self) -> String {
        "emsh_up 1\n".into()
    }
    fn health(&self) -> Result<(), Fault> {
        Err(Fault::busy("Starting", "The node is starting."))
    }
}

fn empty_record() -> TrackingRecord {
    serde_json::from_value(serde_json::json!({
        "Timestamp": "2026-11-21T00:00:00Z", "ClientIp": null, "ClientHostname": "", "ServerIp": null,
        "ServerHostname": "", "SourceContext": "", "ConnectorId": "", "Source": "SMTP", "EventId": "",
        "InternalMessageId": null, "MessageId": "", "NetworkMessageId": "", "Recipients": [], "RecipientStatus": [],
        "TotalBytes": 0, "RecipientCount": 0, "RelatedRecipientAddress": "", "Reference": "", "MessageSubject": "",
        "Sender": "", "ReturnPath": "", "MessageInfo": "", "Directionality": "", "CustomData": "",
        "TransportTrafficType": "Email", "LogId": "", "SchemaVersion": ""
    }))
    .expect("a whole record")
}

#[tokio::test]
async fn calls_lists_and_faults_cross_the_socket() {
    // As main does: the HTTP client wants it even where no TLS is spoken.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let folder = tempfile::tempdir().expect("temporary folder");
    let path = server::socket_path(folder.path());
    let stop = CancellationToken::new();
    let listener = server::bind_socket(&path).expect("bind");
    assert!(server::bind_socket(&path).is_err(), "a socket that somebody answers on is not taken over");
    let serving = tokio::spawn(server::serve_socket(listener, router(std::sync::Arc::new(SmallDesk)), stop.clone()));

    let client = Client::new(&Address::Socket(path.clone())).expect("client");
    assert!(client.get::<Vec<QueueInfo>>("/v1/queues", &QueueQuery::default()).await.expect("list").is_empty());

    let order =
        QueueOrder { identity: "x".into(), act: QueueAct::Suspend { until: None, reason: None }, who: "ann".into() };
    let fault = client.post::<Vec<QueueInfo>>("/v1/queues/orders", &order).await.expect_err("a fault");
    assert_eq!(fault.kind, FaultKind::NotFound);
    assert_eq!(fault.says, "No x for ann by Suspend { until: None, reason: None } here.");
    assert_eq!(fault.fix.as_deref(), Some("Look elsewhere."));

    let query = TrackingQuery { result_size: 1000, ..TrackingQuery::default() };
    let mut records = client.lines::<TrackingRecord>("/v1/tracking", &query).await.expect("stream");
    for number in 0..1000 {
        assert_eq!(records.next().await.expect("record").expect("more").internal_message_id, Some(number));
    }
    assert_eq!(records.next().await.expect_err("the fault at the end").id, "Absent");

    let health = client.text("/healthz").await.expect_err("starting");
    assert_eq!((health.kind, health.id.as_ref()), (FaultKind::Busy, "Starting"));
    assert_eq!(client.text("/metrics").await.expect("metrics"), "emsh_up 1\n");
    assert_eq!(client.text("/v1/nowhere").await.expect_err("no such path").id, "NoSuchPath");
    let document: serde_json::Value =
        serde_json::from_str(&client.text("/v1/openapi.json").await.expect("document")).expect("JSON");
    assert!(document["paths"]["/v1/queues"]["get"].is_object(), "{document}");
    let queue = &document["components"]["schemas"]["QueueInfo"]["properties"];
    assert_eq!(queue["MessageCount"]["type"], "integer", "{queue}");
    let settings = &document["components"]["schemas"]["ClientSettingsInfo"]["properties"];
    assert_eq!((&settings["Port"]["type"], &settings["Authentication"]["type"]), (&"integer".into(), &"array".into()));

    stop.cancel();
    serving.await.expect("ends");
    drop(client);
    assert!(server::bind_socket(&path).is_ok(), "a socket that nobody answers on is replaced");
}

#[tokio::test]
async fn a_remote_shell_needs_the_token() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let made = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).expect("certificate");
    let key = rustls::pki_types::PrivateKeyDer::try_from(made.signing_key.serialize_der()).expect("key");
    let tls = rustls::ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .expect("TLS");
    let listener = server::bind_tls("127.0.0.1:0".parse().expect("address")).await.expect("bind");
    let url = format!("https://{}", listener.local_addr().expect("bound"));
    let stop = CancellationToken::new();
    let desk = router(std::sync::Arc::new(SmallDesk));
    let tls = std::sync::Arc::new(tls);
    let gate = server::Gate {
        to_operators: tls.clone(),
        to_servers: tls,
        token: Secret::new("right"),
        admits: Box::new(|_| false),
    };
    let serving = tokio::spawn(server::serve_tls(listener, gate, desk, stop.clone()));

    let certificate = made.cert.pem().into_bytes();
    for (token, answer) in [("right", Ok(())), ("wrong", Err("ControlToken")), ("", Err("ControlToken"))] {
        let address = Address::Remote {
            url: url.clone(),
            certificate: certificate.clone(),
            token: TokenText(Secret::new(token)),
        };
        let got = Client::new(&address).expect("client").text("/metrics").await;
        assert_eq!(
            got.map(drop).map_err(|fault| fault.id.into_owned()),
            answer.map_err(str::to_owned),
            "token '{token}'"
        );
    }
    stop.cancel();
    serving.await.expect("ends");
}
