//! What we send, as others read it: Postfix found through NSD, Dovecot by LMTP, Python's mail parser.

use std::collections::HashMap;
use std::io;
use std::sync::Arc;

use bytes::Bytes;
use emsh::mail::seven_bit::SevenBit;
use emsh::model::class::Class;
use emsh::model::{
    Addressee, DeliveryType, Directionality, Directory, Mailbox, MailboxDatabase, MessagePriority, SendConnector,
    SenderIdConfig, TransportConfig, TransportServer,
};
use emsh::resolve::{DnsResolvers, HostsFile};
use emsh::transport::connectivity::{ConnectivityLog, ConnectivityRecord};
use emsh::transport::protocol::{ProtocolLog, ProtocolRecord};
use emsh::transport::queue::Receipts;
use emsh::transport::report::dsn::DsnReporter;
use emsh::transport::send::{Metrics, Outbound, Surroundings};
use emsh::transport::{
    Attempt, Body, BodySource, BodyType, BoxFuture, Carrier, Delivery, Demands, DsnReturn, Envelope, MessageId,
    NextHop, Notice, NoticeKind, Notify, Outcome, Recipient, Remark, Reporter, Settings, Source, Speaker, SystemClock,
    TlsSession, TlsSessions,
};
use emsh::trust::TlsClients;
use serde_json::json;

use super::support::{self, dovecot::Dovecot, nsd::Nsd, postfix::Postfix};

struct Nothing;

impl BodySource for Nothing {
    fn read<'a>(&'a self, _: MessageId, _: u64, _: usize) -> BoxFuture<'a, io::Result<Bytes>> {
        Box::pin(async { Ok(Bytes::new()) })
    }
}

impl TlsSessions for Nothing {
    fn record(&self, _: TlsSession) {}
}

impl ConnectivityLog for Nothing {
    fn record(&self, _: ConnectivityRecord) {}
}

impl ProtocolLog for Nothing {
    fn record(&self, _: ProtocolRecord) {}
}

fn settings(dns: &str) -> Settings {
    let given = json!({ "Fqdn": "hub.contoso.example", "InternalDNSServers": [dns] });
    let server = Arc::new(TransportServer::create("hub", "", given).expect("a sound server"));
    let organization = TransportConfig::create("Transport Settings", "", json!({})).expect("sound");
    Settings {
        revision: 1,
        server: Arc::clone(&server),
        servers: vec![server],
        organization: Arc::new(organization),
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
        rules: std::sync::Arc::default(),
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

fn message(recipients: &[&str], text: &str) -> Attempt {
    let recipients: Vec<Recipient> =
        recipients.iter().map(|address| Recipient::new(address.parse().expect("an address"))).collect();
    let envelope = Envelope {
        return_path: "ann@contoso.example".parse().expect("an address"),
        recipients,
        body_type: BodyType::SevenBit,
        demands: Demands::default(),
        dsn_return: None,
        envelope_id: None,
        size: text.len() as u64,
        internet_message_id: "<m1@contoso.example>".into(),
        network_message_id: uuid::Uuid::nil(),
        subject: "Gr\u{fc}\u{df}e".into(),
        header_from: None,
        priority: MessagePriority::Normal,
        scl: None,
        original_from: None,
        shadow: None,
        probe: None,
        directionality: Directionality::Originating,
        source: Source::Dsn { about: String::new() },
        received: jiff::Timestamp::UNIX_EPOCH,
        first_arrival: None,
        delay_reported: None,
        resolution: Default::default(),
    };
    let all = (0..envelope.recipients.len()).collect();
    let body = Body::Memory(vec![Bytes::copy_from_slice(text.as_bytes())]);
    Attempt { id: MessageId(1), envelope: Arc::new(envelope), recipients: all, body }
}

fn send(settings: Settings, hop: &NextHop, messages: &[&Attempt]) -> Vec<Delivery> {
    let outbound = Outbound::new(Surroundings {
        live: Arc::new(arc_swap::ArcSwap::from_pointee(settings.clone())),
        resolvers: Arc::new(DnsResolvers::new(HostsFile::at("/nonexistent"))),
        bodies: Arc::new(Nothing),
        receipts: Arc::new(Receipts::default()),
        log: Arc::new(Nothing),
        connectivity: Arc::new(Nothing),
        clock: Arc::new(SystemClock),
        tls: TlsClients::new(rustls::RootCertStore::empty(), Arc::default()),
        metrics: Metrics::default(),
        turns: Default::default(),
        tls_sessions: Arc::new(Nothing),
    });
    let settings = Arc::new(settings);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let mut session = outbound.open(hop, &settings).await.unwrap_or_else(|unreached| panic!("{unreached:?}"));
        let mut deliveries = Vec::new();
        for message in messages {
            deliveries.push(session.deliver(message).await);
        }
        session.close().await;
        deliveries
    })
}

fn codes(delivery: &Delivery) -> Vec<String> {
    let mut outcomes = delivery.outcomes.clone();
    outcomes.sort_by_key(|(at, _)| *at);
    let word = |outcome: &Outcome| match outcome {
        Outcome::Sent { .. } => "sent",
        Outcome::Duplicate(_) => "again",
        Outcome::Deferred(_) => "deferred",
        Outcome::Failed(_) => "failed",
    };
    outcomes.iter().map(|(_, outcome)| format!("{} {}", word(outcome), outcome.remark().code)).collect()
}

#[test]
fn postfix_gets_what_was_sent_by_its_mx_in_dns() {
    let postfix = Postfix::start("fabrikam.example", &["ben"], "message_size_limit = 20000000");
    let dns = Nsd::start(&[("fabrikam.example", "@ MX 5 dead\n@ MX 10 mx\ndead A 127.0.0.2\nmx A 127.0.0.1")]);
    let mut settings = settings(&dns.address());
    let given = json!({ "AddressSpaces": ["*"], "Port": postfix.port });
    settings.send_connectors.push(Arc::new(SendConnector::create("out", "hub", given).expect("a sound connector")));
    let hop = NextHop {
        delivery_type: DeliveryType::DnsConnectorDelivery,
        domain: "fabrikam.example".into(),
        connector: settings.send_connectors[0].id,
        is_tls_optional: false,
    };
    let dots = "Subject: dots\r\n\r\n.\r\n..\r\n.one\r\ntwo.\r\ngr\u{fc}n\r\n";
    let large = format!("Subject: large\r\n\r\n{}", format!("{}\r\n", "0123456789".repeat(7)).repeat(100_000));
    let (first, second) = (
        message(&["ben@fabrikam.example", "nobody@fabrikam.example"], dots),
        message(&["ben@fabrikam.example"], &large),
    );
    let deliveries = send(settings, &hop, &[&first, &second]);
    assert_eq!(codes(&deliveries[0]), ["sent 250", "failed 550"], "{}", postfix.log());
    assert_eq!(codes(&deliveries[1]), ["sent 250"], "{}", postfix.log());
    assert_eq!(deliveries[0].host, "mx.fabrikam.example");
    let got = postfix.messages("ben", 2);
    for text in [dots, &large] {
        let text = text.replace("\r\n", "\n");
        let (header, body) = text.split_once("\n\n").expect("header and body");
        let whole = got.iter().any(|got| got.contains(header) && got.ends_with(&format!("\n\n{body}")));
        assert!(whole, "{header} arrived as it was sent\n{}", postfix.log());
    }
}

#[test]
fn dovecot_answers_for_each_mailbox() {
    let dovecot = Dovecot::start(&["ben", "cleo"]);
    let mut settings = settings("127.0.0.1");
    let given = json!({ "LmtpEndpoint": format!("127.0.0.1:{}", dovecot.port) });
    let database = Arc::new(MailboxDatabase::create("DB", "", given).expect("a sound database"));
    let hop = NextHop {
        delivery_type: DeliveryType::SmtpDeliveryToMailbox,
        domain: "DB".into(),
        connector: database.id,
        is_tls_optional: false,
    };
    settings.databases.insert("db".into(), database);
    for user in ["ben", "cleo", "gone"] {
        let address = format!("{user}@contoso.example");
        let given = json!({ "PrimarySmtpAddress": address });
        let mailbox = Mailbox::create(user, "", given).expect("a sound mailbox");
        settings.directory.put(Addressee::Mailbox(Arc::new(mailbox)));
    }
    let recipients = ["ben@contoso.example", "gone@contoso.example", "cleo@contoso.example"];
    let deliveries = send(settings, &hop, &[&message(&recipients, "Subject: s\r\n\r\n.\r\ntext\r\n")]);
    assert_eq!(codes(&deliveries[0]), ["sent 250", "failed 550", "sent 250"], "{}", dovecot.log());
    for user in ["ben", "cleo"] {
        assert!(dovecot.messages(user, 1)[0].ends_with("\n\n.\ntext\n"), "{}", dovecot.log());
    }
}

/// Runs a Python script on a message in a file; the script raises where it does not find what it looks for.
fn read_by_python(message: &[u8], script: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("message");
    std::fs::write(&path, message).expect("own folder");
    let head = "import sys, email, email.policy, email.utils\n\
        m = email.message_from_binary_file(open(sys.argv[1], 'rb'), policy=email.policy.default)\n\
        def same(found, expected):\n    assert found == expected, (found, expected)\n";
    support::run("python3", &["-c", &format!("{head}{script}"), &path.display().to_string()]);
}

/// The report about a message, as the Submission queue gets it.
fn report(kind: NoticeKind, envelope: Envelope, body: Body) -> Option<(Envelope, Vec<u8>)> {
    let remark = |status: (u8, u16, u16), text: &str| Remark {
        code: u16::from(status.0) * 110,
        status: emsh::mail::EnhancedStatus::new(status.0, status.1, status.2),
        text: text.into(),
        by: Speaker::Remote { host: "mx.fabrikam.example".into(), address: None },
    };
    let told = match kind {
        NoticeKind::Failed => remark((5, 1, 1), "User unknown"),
        _ => remark((4, 4, 1), "Connection timed out"),
    };
    let notice = Notice {
        kind,
        id: MessageId(1),
        recipients: (0..envelope.recipients.len()).map(|at| (at, told.clone())).collect(),
        envelope: Arc::new(envelope),
        body,
        time: "2026-11-21T02:00:00Z".parse().expect("a time"),
        expires: "2026-11-23T01:00:00Z".parse().expect("a time"),
    };
    let reporter = DsnReporter::new(Arc::new(Nothing), Arc::new(|| unreachable!("a small report stays in memory")));
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let received = runtime.block_on(reporter.report(&notice, &Arc::new(settings("127.0.0.1"))))?;
    let Body::Memory(chunks) = received.body else { panic!("a small report stays in memory") };
    Some((received.envelope, chunks.concat()))
}

/// With what a sender may ask for by RFC 3461: the second recipient never wants to be spoken of.
fn original() -> Attempt {
    let text = "Subject: =?utf-8?B?R3LDvMOfZQ==?=\r\nX-Mine: 1\r\nX-MS-Exchange-Organization-SCL: 1\r\n\r\ntext\r\n";
    let mut message = message(&["ben@fabrikam.example", "quiet@fabrikam.example"], text);
    let envelope = Arc::make_mut(&mut message.envelope);
    envelope.envelope_id = Some("QQ+314159".into());
    envelope.received = "2026-11-21T01:00:00Z".parse().expect("a time");
    envelope.recipients[0].original = Some(("rfc822".into(), "ben.old@fabrikam.example".into()));
    envelope.recipients[0].notify = Some(Notify { success: false, failure: true, delay: true });
    envelope.recipients[1].notify = Some(Notify { success: false, failure: false, delay: false });
    message
}

const READS_AS_A_REPORT: &str = "same(m.defects, [])
same(m.get_content_type(), 'multipart/report')
same(m['content-type'].params['report-type'], 'delivery-status')
same(m['auto-submitted'], 'auto-replied')
same(m['to'].addresses[0].addr_spec, 'ann@contoso.example')
same(m['from'].addresses[0].addr_spec, 'postmaster@hub.contoso.example')
same(m['in-reply-to'], '<m1@contoso.example>')
assert m['message-id'].endswith('@hub.contoso.example>') and m['date'].datetime
people, status, inner = m.iter_parts()
same(people.get_content_type(), 'multipart/alternative')
text, page = people.iter_parts()
same([text.get_content_type(), page.get_content_type()], ['text/plain', 'text/html'])
assert 'ben@fabrikam.example' in page.get_content() and page.get_content().startswith('<!DOCTYPE html>')
assert 'ben@fabrikam.example' in text.get_content() and 'quiet@' not in m.as_string()
same(status.get_content_type(), 'message/delivery-status')
of_message, of_recipient = status.get_payload()
same(of_message.keys(), ['Original-Envelope-Id', 'Reporting-MTA', 'Arrival-Date'])
same(of_message['original-envelope-id'], 'QQ+314159')
same(of_message['reporting-mta'], 'dns;hub.contoso.example')
same(email.utils.parsedate_to_datetime(of_message['arrival-date']).isoformat(), '2026-11-21T01:00:00+00:00')
same(of_recipient['original-recipient'], 'rfc822;ben.old@fabrikam.example')
same(of_recipient['final-recipient'], 'rfc822;ben@fabrikam.example')
same(of_recipient['remote-mta'], 'dns;mx.fabrikam.example')
same(email.utils.parsedate_to_datetime(of_recipient['last-attempt-date']).isoformat(), '2026-11-21T02:00:00+00:00')
assert b'X-MS-Exchange-Organization' not in m.as_bytes()
";

#[test]
fn a_report_of_failure_is_read_as_one() {
    let Attempt { envelope, body, .. } = original();
    let (of_report, bytes) =
        report(NoticeKind::Failed, Envelope::clone(&envelope), body.clone()).expect("it is wanted");
    assert!(of_report.return_path.is_null(), "nobody is told about a report");
    assert_eq!(of_report.recipients[0].address.to_string(), "ann@contoso.example");
    let failed = "same(m['subject'], 'Undeliverable: Gr\u{fc}\u{df}e')
assert 'Gr\u{fc}\u{df}e' in text.get_content()
same(of_recipient['action'], 'failed')
same(of_recipient['status'], '5.1.1')
same(of_recipient['diagnostic-code'], 'smtp;550 5.1.1 User unknown')
assert 'will-retry-until' not in of_recipient
";
    let whole = "same(inner.get_content_type(), 'message/rfc822')
same(inner.get_content()['x-mine'], '1')
same(inner.get_content().get_content(), 'text\\n')
";
    read_by_python(&bytes, &format!("{READS_AS_A_REPORT}{failed}{whole}"));

    let mut headers_only = Envelope::clone(&envelope);
    headers_only.dsn_return = Some(DsnReturn::Headers);
    let (_, bytes) = report(NoticeKind::Failed, headers_only, body.clone()).expect("it is wanted");
    let header = "same(inner.get_content_type(), 'text/rfc822-headers')
same(email.message_from_string(inner.get_content())['x-mine'], '1')
assert b'text\\r\\n' not in inner.get_payload(decode=True)
";
    read_by_python(&bytes, &format!("{READS_AS_A_REPORT}{failed}{header}"));

    let mut of_nobody = Envelope::clone(&envelope);
    of_nobody.return_path = emsh::model::ReversePath::Null;
    assert!(report(NoticeKind::Failed, of_nobody, body).is_none(), "never about a message without a sender");
}

#[test]
fn a_report_of_delay_is_read_as_one() {
    let Attempt { envelope, body, .. } = original();
    let (_, bytes) = report(NoticeKind::Delayed, Envelope::clone(&envelope), body.clone()).expect("it is wanted");
    let delayed = "same(m['subject'], 'Delayed: Gr\u{fc}\u{df}e')
same(of_recipient['action'], 'delayed')
same(of_recipient['status'], '4.4.1')
same(email.utils.parsedate_to_datetime(of_recipient['will-retry-until']).isoformat(), '2026-11-23T01:00:00+00:00')
same(inner.get_content_type(), 'text/rfc822-headers')
";
    read_by_python(&bytes, &format!("{READS_AS_A_REPORT}{delayed}"));

    let mut not_of_delays = Envelope::clone(&envelope);
    not_of_delays.recipients[0].notify = Some(Notify { success: true, failure: true, delay: false });
    assert!(report(NoticeKind::Delayed, not_of_delays, body).is_none(), "NOTIFY without DELAY");
}

#[test]
fn what_was_made_seven_bit_reads_the_same() {
    let message = "MIME-Version: 1.0\r\nSubject: s\r\nContent-Type: multipart/mixed; boundary=b\r\n\
        Content-Transfer-Encoding: 8bit\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\
        Content-Transfer-Encoding: 8bit\r\n\r\ngr\u{fc}n = gut \r\n--b\r\nContent-Type: image/png\r\n\
        Content-Transfer-Encoding: binary\r\n\r\n\u{fc}\n\r--b\r\r\n--b--\r\n";
    let (mut conversion, mut converted) = (SevenBit::new(), Vec::new());
    conversion.convert(message.as_bytes(), &mut converted).expect("it has a 7-bit form");
    conversion.finish(&mut converted).expect("it has a 7-bit form");
    assert!(converted.is_ascii());
    read_by_python(
        &converted,
        "same(m.defects, [])\n\
         text, image = m.iter_parts()\n\
         same(text.get_content(), 'gr\u{fc}n = gut ')\n\
         same(image.get_content(), '\u{fc}\\n\\r--b\\r'.encode())\n",
    );
}
