//! What we send, as others read it: Postfix found through NSD, Dovecot by LMTP, Python's mail parser.

use std::collections::HashMap;
use std::io;
use std::sync::Arc;

use bytes::Bytes;
use emsh::mail::seven_bit::SevenBit;
use emsh::model::class::Class;
use emsh::model::{
    DeliveryType, Directionality, Mailbox, MailboxDatabase, MessagePriority, SendConnector, TransportConfig,
    TransportServer,
};
use emsh::resolve::{DnsResolvers, HostsFile};
use emsh::transport::protocol::{ProtocolLog, ProtocolRecord};
use emsh::transport::report::dsn::DsnReporter;
use emsh::transport::send::{Metrics, Outbound, Surroundings};
use emsh::transport::{
    Attempt, Body, BodySource, BodyType, BoxFuture, Carrier, Delivery, Envelope, MessageId, NextHop, Notice,
    NoticeKind, Outcome, Recipient, RecipientState, Remark, Reporter, Settings, Source, Speaker, SystemClock,
};
use serde_json::json;

use super::support::{self, dovecot::Dovecot, nsd::Nsd, postfix::Postfix};

struct Nothing;

impl BodySource for Nothing {
    fn read<'a>(&'a self, _: MessageId, _: u64, _: usize) -> BoxFuture<'a, io::Result<Bytes>> {
        Box::pin(async { Ok(Bytes::new()) })
    }
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
        accepted_domains: Vec::new(),
        mailboxes: HashMap::new(),
        databases: HashMap::new(),
        credentials: HashMap::new(),
        tls: None,
        identity: None,
        entrances: HashMap::new(),
    }
}

fn message(recipients: &[&str], text: &str) -> Attempt {
    let recipients: Vec<Recipient> = recipients
        .iter()
        .map(|address| Recipient {
            address: address.parse().expect("an address"),
            original: None,
            notify: None,
            state: RecipientState::Pending,
        })
        .collect();
    let envelope = Envelope {
        return_path: "ann@contoso.example".parse().expect("an address"),
        recipients,
        body_type: BodyType::SevenBit,
        dsn_return: None,
        envelope_id: None,
        size: text.len() as u64,
        internet_message_id: "<m1@contoso.example>".into(),
        network_message_id: uuid::Uuid::nil(),
        subject: "Gr\u{fc}\u{df}e".into(),
        header_from: None,
        priority: MessagePriority::Normal,
        directionality: Directionality::Originating,
        source: Source::Dsn { about: String::new() },
        received: jiff::Timestamp::UNIX_EPOCH,
        delay_reported: None,
    };
    let all = (0..envelope.recipients.len()).collect();
    let body = Body::Memory(vec![Bytes::copy_from_slice(text.as_bytes())]);
    Attempt { id: MessageId(1), envelope: Arc::new(envelope), recipients: all, body }
}

fn send(settings: Settings, hop: &NextHop, messages: &[&Attempt]) -> Vec<Delivery> {
    let outbound = Outbound::new(Surroundings {
        resolvers: Arc::new(DnsResolvers::new(HostsFile::at("/nonexistent"))),
        bodies: Arc::new(Nothing),
        log: Arc::new(Nothing),
        clock: Arc::new(SystemClock),
        roots: rustls::RootCertStore::empty(),
        metrics: Metrics::default(),
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
    let hop =
        NextHop { delivery_type: DeliveryType::SmtpDeliveryToMailbox, domain: "DB".into(), connector: database.id };
    settings.databases.insert("db".into(), database);
    for user in ["ben", "cleo", "gone"] {
        let address = format!("{user}@contoso.example");
        let given = json!({ "PrimarySmtpAddress": address });
        let mailbox = Mailbox::create(user, "", given).expect("a sound mailbox");
        settings.mailboxes.insert(address, Arc::new(mailbox));
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
    let head = "import sys, email, email.policy\n\
        m = email.message_from_binary_file(open(sys.argv[1], 'rb'), policy=email.policy.default)\n\
        def same(found, expected):\n    assert found == expected, (found, expected)\n";
    support::run("python3", &["-c", &format!("{head}{script}"), &path.display().to_string()]);
}

#[test]
fn a_report_is_read_as_one() {
    let mut settings = settings("127.0.0.1");
    settings.revision = 2;
    let original = message(&["ben@fabrikam.example"], "Subject: =?utf-8?B?R3LDvMOfZQ==?=\r\nX-Mine: 1\r\n\r\ntext\r\n");
    let remark = Remark {
        code: 550,
        status: emsh::mail::EnhancedStatus::new(5, 1, 1),
        text: "User unknown".into(),
        by: Speaker::Remote { host: "mx.fabrikam.example".into(), address: None },
    };
    let notice = Notice {
        kind: NoticeKind::Failed,
        id: original.id,
        envelope: Arc::clone(&original.envelope),
        body: original.body.clone(),
        recipients: vec![(0, remark)],
        time: jiff::Timestamp::UNIX_EPOCH,
        expires: jiff::Timestamp::UNIX_EPOCH,
    };
    let reporter = DsnReporter::new(Arc::new(Nothing), Arc::new(|| unreachable!("a small report stays in memory")));
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let report = runtime.block_on(reporter.report(&notice, &Arc::new(settings))).expect("a report is wanted");
    let Body::Memory(chunks) = report.body else { panic!("a small report stays in memory") };
    read_by_python(
        &chunks.concat(),
        "same(m.get_content_type(), 'multipart/report')\n\
         same(m['content-type'].params['report-type'], 'delivery-status')\n\
         same(m['subject'], 'Undeliverable: Gr\u{fc}\u{df}e')\n\
         same(m['auto-submitted'], 'auto-replied')\n\
         same(m['to'].addresses[0].addr_spec, 'ann@contoso.example')\n\
         same(m.defects, [])\n\
         text, status, inner = m.iter_parts()\n\
         assert 'ben@fabrikam.example' in text.get_content() and 'Gr\u{fc}\u{df}e' in text.get_content()\n\
         of_message, of_recipient = status.get_payload()\n\
         same(of_message['reporting-mta'], 'dns;hub.contoso.example')\n\
         same(of_recipient['action'], 'failed')\n\
         same(of_recipient['status'], '5.1.1')\n\
         same(of_recipient['final-recipient'], 'rfc822;ben@fabrikam.example')\n\
         same(inner.get_content_type(), 'message/rfc822')\n\
         same(inner.get_content()['x-mine'], '1')\n\
         same(inner.get_content().get_content(), 'text\\n')\n",
    );
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
