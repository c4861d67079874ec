use super::*;
use crate::mail::EnhancedStatus;
use crate::model::SmtpAddress;
use crate::transport::samples::{envelope, settings};
use crate::transport::{Envelope, MessageId, Notify, Remark, Source, Speaker};
use std::sync::Mutex;

const ORIGINAL: &str = "Received: by hub\r\nX-MS-Exchange-Organization-SCL: 1\r\nSubject: Hello\r\n\r\nThe text.\r\n";

/// A spool that holds one large message, and takes one report.
#[derive(Default)]
struct Spool {
    original: Vec<u8>,
    report: Mutex<Vec<u8>>,
    is_broken: bool,
}

impl BodySource for Spool {
    fn read<'a>(&'a self, _: MessageId, offset: u64, limit: usize) -> BoxFuture<'a, std::io::Result<Bytes>> {
        let rest = &self.original[usize::try_from(offset).unwrap()..];
        let piece = Bytes::copy_from_slice(&rest[..rest.len().min(limit).min(10)]);
        let is_broken = self.is_broken;
        Box::pin(async move { if is_broken { Err(std::io::Error::other("bad sector")) } else { Ok(piece) } })
    }
}

struct Sink(Arc<Spool>);

impl BodySink for Sink {
    fn push(&mut self, chunks: Vec<Bytes>) -> BoxFuture<'_, Result<(), Refusal>> {
        self.0.report.lock().unwrap().extend(chunks.concat());
        Box::pin(async { Ok(()) })
    }

    fn finish(self: Box<Self>, header: Bytes) -> BoxFuture<'static, Result<Body, Refusal>> {
        let size = self.0.report.lock().unwrap().len() as u64;
        Box::pin(async move { Ok(Body::Spooled { handle: 7, size, header }) })
    }
}

fn reporter(spool: Spool) -> (DsnReporter, Arc<Spool>) {
    let spool = Arc::new(spool);
    let sinks = Arc::clone(&spool);
    (DsnReporter::new(Arc::clone(&spool) as _, Arc::new(move || Box::new(Sink(Arc::clone(&sinks))))), spool)
}

fn notice(kind: NoticeKind) -> Notice {
    let remark = Remark {
        code: 550,
        status: EnhancedStatus::new(5, 1, 1),
        text: "User\tunknown \u{1b}[2J caf\u{e9}".into(),
        by: Speaker::Remote { host: "mx.fabrikam.com".into(), address: None },
    };
    let mut envelope = envelope("ann@contoso.com", &["ben@fabrikam.com", "cleo@fabrikam.com"]);
    envelope.size = ORIGINAL.len() as u64;
    Notice {
        kind,
        id: MessageId(1),
        envelope: Arc::new(envelope),
        body: Body::Memory(vec![
            Bytes::from_static(&ORIGINAL.as_bytes()[..30]),
            Bytes::from_static(&ORIGINAL.as_bytes()[30..]),
        ]),
        recipients: vec![(0, remark)],
        time: "2026-11-21T02:00:00Z".parse().unwrap(),
        expires: "2026-11-23T02:00:00Z".parse().unwrap(),
    }
}

fn changed(mut notice: Notice, change: impl FnOnce(&mut Envelope)) -> Notice {
    change(Arc::make_mut(&mut notice.envelope));
    notice
}

async fn report(notice: &Notice) -> Option<(Envelope, String)> {
    let settings = Arc::new(settings());
    let received = reporter(Spool::default()).0.report(notice, &settings).await?;
    let Body::Memory(chunks) = received.body else { panic!("a small report stays in memory") };
    let text = String::from_utf8(chunks.concat()).unwrap();
    assert_eq!(received.envelope.size, text.len() as u64);
    Some((received.envelope, text))
}

/// What lies between the boundaries, the header first.
fn parts(report: &str) -> Vec<&str> {
    let (_, rest) = report.split_once("boundary=\"").unwrap();
    let boundary = &rest[..rest.find('"').unwrap()];
    let (header, body) = report.split_once("\r\n\r\n").unwrap();
    let body = body.strip_suffix(&format!("\r\n--{boundary}--\r\n")).unwrap();
    let mut parts = vec![header];
    parts.extend(body.strip_prefix(&format!("--{boundary}\r\n")).unwrap().split(&format!("\r\n--{boundary}\r\n")));
    parts
}

#[tokio::test]
async fn a_failure_is_told_to_people_and_to_programs_with_the_original() {
    let (envelope, text) = report(&notice(NoticeKind::Failed)).await.unwrap();
    assert!(envelope.return_path.is_null());
    assert_eq!(envelope.recipients[0].address.to_string(), "ann@contoso.com");
    assert_eq!(envelope.recipients[0].notify, Some(Notify { success: false, failure: false, delay: false }));
    assert_eq!(envelope.subject, "Undeliverable: Hello");
    assert!(matches!(&envelope.source, Source::Dsn { about } if about == "<m1@contoso.com>"));
    assert_eq!(envelope.body_type, BodyType::SevenBit);
    let parts = parts(&text);
    assert_eq!(parts.len(), 4);
    for line in [
        "From: Mail Delivery System <postmaster@hub1.contoso.com>",
        "To: <ann@contoso.com>",
        "Subject: Undeliverable: Hello",
        "Date: Sat, 21 Nov 2026 02:00:00 +0000",
        "In-Reply-To: <m1@contoso.com>",
        "Auto-Submitted: auto-replied",
        "MIME-Version: 1.0",
        "Content-Type: multipart/report; report-type=delivery-status;",
    ] {
        assert!(parts[0].lines().any(|found| found == line), "{line} in\n{}", parts[0]);
    }
    assert!(parts[1].contains("  ben@fabrikam.com\r\n    This address does not exist"), "{}", parts[1]);
    assert!(!parts[1].contains('\u{1b}') && !parts[2].contains('\u{1b}'));
    assert_eq!(
        parts[2],
        "Content-Type: message/delivery-status\r\n\r\n\
         Reporting-MTA: dns;hub1.contoso.com\r\n\
         Arrival-Date: Sat, 21 Nov 2026 01:00:00 +0000\r\n\r\n\
         Final-Recipient: rfc822;ben@fabrikam.com\r\n\
         Action: failed\r\n\
         Status: 5.1.1\r\n\
         Remote-MTA: dns;mx.fabrikam.com\r\n\
         Diagnostic-Code: smtp;550 5.1.1 User unknown  [2J caf?\r\n\
         Last-Attempt-Date: Sat, 21 Nov 2026 02:00:00 +0000\r\n"
    );
    assert_eq!(
        parts[3], "Content-Type: message/rfc822\r\n\r\nReceived: by hub\r\nSubject: Hello\r\n\r\nThe text.\r\n",
        "without what is meant for inside"
    );
}

#[tokio::test]
async fn only_the_header_goes_along_where_that_is_wanted() {
    let big = |envelope: &mut Envelope| envelope.size = 11 << 20;
    for (notice, why) in [
        (changed(notice(NoticeKind::Failed), |envelope| envelope.dsn_return = Some(DsnReturn::Headers)), "RET=HDRS"),
        (changed(notice(NoticeKind::Failed), |envelope| envelope.demands.tls = true), "REQUIRETLS"),
        (changed(notice(NoticeKind::Failed), big), "too large to attach"),
        (changed(notice(NoticeKind::Failed), |envelope| envelope.body_type = BodyType::BinaryMime), "binary"),
        (notice(NoticeKind::Delayed), "not a failure"),
    ] {
        let (_, text) = report(&notice).await.unwrap();
        let header = "Content-Type: text/rfc822-headers\r\n\r\nReceived: by hub\r\nSubject: Hello\r\n";
        assert_eq!(parts(&text)[3], header, "{why}");
    }
}

#[tokio::test]
async fn nobody_is_told_what_was_not_wanted() {
    let told = Notify { success: true, failure: true, delay: true };
    let never = Notify { success: false, failure: false, delay: false };
    for (kind, notify, is_told) in [
        (NoticeKind::Failed, None, true),
        (NoticeKind::Failed, Some(never), false),
        (NoticeKind::Failed, Some(Notify { failure: false, ..told }), false),
        (NoticeKind::Delayed, None, true),
        (NoticeKind::Delayed, Some(Notify { delay: false, ..told }), false),
        (NoticeKind::Delivered, None, false),
        (NoticeKind::Delivered, Some(told), true),
        (NoticeKind::Relayed, Some(Notify { success: false, ..told }), false),
        (NoticeKind::Relayed, Some(told), true),
    ] {
        let notice = changed(notice(kind), |envelope| envelope.recipients[0].notify = notify);
        assert_eq!(report(&notice).await.is_some(), is_told, "{kind:?} {notify:?}");
    }
    let about_a_report =
        changed(notice(NoticeKind::Failed), |envelope| envelope.return_path = crate::model::ReversePath::Null);
    assert!(report(&about_a_report).await.is_none(), "a report about a report");
}

#[tokio::test]
async fn delays_are_told_as_the_organization_wants() {
    let outside = changed(notice(NoticeKind::Delayed), |envelope| {
        envelope.return_path = "x@example.org".parse::<SmtpAddress>().unwrap().into();
    });
    let mut settings = settings();
    let mut organization = (*settings.organization).clone();
    organization.external_delay_dsn_enabled = false;
    organization.external_postmaster_address = Some("help@contoso.com".parse().unwrap());
    settings.organization = Arc::new(organization);
    let settings = Arc::new(settings);
    let reporter = reporter(Spool::default()).0;
    assert!(reporter.report(&outside, &settings).await.is_none());
    let inside = reporter.report(&notice(NoticeKind::Delayed), &settings).await.unwrap();
    assert_eq!(inside.envelope.header_from.as_deref(), Some("help@contoso.com"));
    let Body::Memory(chunks) = inside.body else { panic!("in memory") };
    let text = String::from_utf8(chunks.concat()).unwrap();
    assert!(text.contains("Will-Retry-Until: Mon, 23 Nov 2026 02:00:00 +0000\r\n"));
    assert!(text.contains("no need to send it again"));
}

#[tokio::test]
async fn wishes_of_the_sender_come_back() {
    let notice = changed(notice(NoticeKind::Relayed), |envelope| {
        envelope.envelope_id = Some("QQ 1".into());
        envelope.recipients[0].original = Some(("rfc822".into(), "old@fabrikam.com".into()));
        envelope.recipients[0].notify = Some(Notify { success: true, failure: false, delay: false });
    });
    let (_, text) = report(&notice).await.unwrap();
    let status = parts(&text)[2];
    assert!(status.contains("\r\n\r\nOriginal-Envelope-Id: QQ 1\r\n"));
    assert!(status.contains("\r\nOriginal-Recipient: rfc822;old@fabrikam.com\r\n"));
    assert!(status.contains("\r\nAction: relayed\r\n"));
}

#[tokio::test]
async fn letters_beyond_ascii_survive() {
    let original = "Subject: Grüße\r\n\r\nÄpfel\r\n";
    let mut notice = changed(notice(NoticeKind::Failed), |envelope| {
        envelope.subject = "Grüße aus Köln".into();
        envelope.size = original.len() as u64;
    });
    notice.body = Body::Memory(vec![Bytes::from_static(original.as_bytes())]);
    let (envelope, text) = report(&notice).await.unwrap();
    assert_eq!(envelope.body_type, BodyType::EightBitMime);
    let parts = parts(&text);
    assert!(parts[0].is_ascii() && parts[1].is_ascii(), "{}{}", parts[0], parts[1]);
    assert!(parts[1].contains("Gr=C3=BC=C3=9Fe"), "{}", parts[1]);
    assert!(
        parts[3].starts_with("Content-Type: message/rfc822\r\nContent-Transfer-Encoding: 8bit\r\n\r\nSubject: Grüße")
    );
    let field = crate::mail::header::find(parts[0].as_bytes(), "Subject").unwrap().text();
    assert_eq!(crate::mail::encoded_word::decode(&field), "Undeliverable: Grüße aus Köln");
}

#[tokio::test]
async fn a_message_beyond_ascii_is_reported_beyond_ascii() {
    let original = "Subject: Grüße\r\n\r\nÄpfel\r\n";
    let mut notice = changed(notice(NoticeKind::Failed), |envelope| {
        envelope.demands.utf8 = true;
        envelope.size = original.len() as u64;
        envelope.return_path = "änne@contoso.com".parse().unwrap();
        envelope.recipients[0].address = "jörg@fabrikam.com".parse().unwrap();
        envelope.recipients[0].original = Some(("utf-8".into(), "jörg+x@fabrikam.com".into()));
    });
    notice.body = Body::Memory(vec![Bytes::from_static(original.as_bytes())]);
    let (envelope, text) = report(&notice).await.unwrap();
    assert!(envelope.demands.utf8, "the To field needs it");
    assert_eq!(envelope.body_type, BodyType::EightBitMime);
    let parts = parts(&text);
    assert!(parts[0].contains("\r\nTo: <änne@contoso.com>\r\n"), "{}", parts[0]);
    assert!(parts[0].contains("report-type=global-delivery-status"), "{}", parts[0]);
    for expected in [
        "Content-Type: message/global-delivery-status\r\nContent-Transfer-Encoding: 8bit\r\n\r\n",
        "\r\nOriginal-Recipient: utf-8;jörg\\x{2B}x@fabrikam.com\r\n",
        "\r\nFinal-Recipient: utf-8;jörg@fabrikam.com\r\n",
        " café\r\n",
    ] {
        assert!(parts[2].contains(expected), "{}", parts[2]);
    }
    let whole = "Content-Type: message/global\r\nContent-Transfer-Encoding: 8bit\r\n\r\nSubject: Grüße";
    assert!(parts[3].starts_with(whole), "{}", parts[3]);

    let to_ascii = changed(notice, |envelope| envelope.return_path = "anne@contoso.com".parse().unwrap());
    assert!(!report(&to_ascii).await.unwrap().0.demands.utf8, "its header is ASCII");
}

#[tokio::test]
async fn a_large_original_goes_from_the_spool_to_the_spool() {
    let settings = Arc::new(settings());
    let mut notice = notice(NoticeKind::Failed);
    let size = ORIGINAL.len() as u64;
    notice.body = Body::Spooled { handle: 1, size, header: Bytes::from_static(&ORIGINAL.as_bytes()[..68]) };
    let (writes, spool) = reporter(Spool { original: ORIGINAL.as_bytes().to_vec(), ..Spool::default() });
    let received = writes.report(&notice, &settings).await.unwrap();
    let Body::Spooled { handle: 7, header, .. } = received.body else { panic!("in the spool") };
    let text = String::from_utf8(spool.report.lock().unwrap().clone()).unwrap();
    assert_eq!(received.envelope.size, text.len() as u64);
    assert!(text.as_bytes().starts_with(&header) && header.ends_with(b"\"\r\n"));
    assert!(parts(&text)[3].ends_with("Subject: Hello\r\n\r\nThe text.\r\n"));

    let (writes, _) = reporter(Spool { original: ORIGINAL.as_bytes().to_vec(), is_broken: true, ..Spool::default() });
    let received = writes.report(&notice, &settings).await.unwrap();
    let Body::Memory(chunks) = received.body else { panic!("in memory") };
    let text = String::from_utf8(chunks.concat()).unwrap();
    assert!(parts(&text)[3].starts_with("Content-Type: text/rfc822-headers"), "the report goes out all the same");
}

#[tokio::test]
async fn long_addresses_are_never_cut_and_break_only_the_line_that_they_need() {
    let long = |start: &str| format!("{start}{}@fabrikam.com", "x".repeat(1800)).parse::<SmtpAddress>().unwrap();
    let notice = changed(notice(NoticeKind::Failed), |envelope| {
        envelope.return_path = long("ann").into();
        envelope.recipients[0].address = long("ben");
        envelope.recipients[0].original = Some(("x400".into(), long("old").to_string()));
    });
    let (envelope, text) = report(&notice).await.unwrap();
    assert_eq!(envelope.recipients[0].address, long("ann"));
    let parts = parts(&text);
    for (part, field) in [
        (0, "\r\nTo: undisclosed-recipients:;\r\n".to_owned()),
        (1, "Content-Transfer-Encoding: quoted-printable".to_owned()),
        (2, format!("\r\nFinal-Recipient: rfc822;\r\n {}\r\n", long("ben"))),
        (2, format!("\r\nOriginal-Recipient: x400;\r\n {}\r\n", long("old"))),
    ] {
        assert!(parts[part].contains(&field), "{}", parts[part]);
    }
    assert!([parts[0], parts[1], parts[3]].iter().all(|part| part.lines().all(|line| line.len() < 999)));
}

#[tokio::test]
async fn who_did_without_tls_is_told_without_tls() {
    for (optional, required, expected) in [(true, false, true), (false, false, false), (true, true, false)] {
        let notice = changed(notice(NoticeKind::Failed), |envelope| {
            envelope.demands.tls_is_optional = optional;
            envelope.demands.tls = required;
        });
        let (envelope, text) = report(&notice).await.unwrap();
        assert_eq!(text.contains("\r\nTLS-Required: No\r\n"), expected);
        assert_eq!(envelope.demands.tls_is_optional, expected);
    }
}

#[tokio::test]
async fn reports_are_made_by_our_domain_and_not_by_a_server() {
    let outside = changed(notice(NoticeKind::Failed), |envelope| {
        envelope.return_path = "x@example.org".parse::<SmtpAddress>().unwrap().into();
    });
    let mut settings = settings();
    Arc::make_mut(&mut settings.accepted_domains[0]).is_default = true;
    let made_by = async |notice: &Notice, settings: &Settings| {
        let received = reporter(Spool::default()).0.report(notice, &Arc::new(settings.clone())).await.unwrap();
        let Body::Memory(chunks) = received.body else { panic!("in memory") };
        let text = String::from_utf8(chunks.concat()).unwrap();
        let host = received.envelope.internet_message_id.rsplit('@').next().unwrap().trim_end_matches('>').to_owned();
        assert!(text.contains(&format!("Reporting-MTA: dns;{host}\r\n")), "{text}");
        assert!(text.contains(&format!("This report was made by {host}.")), "{text}");
        host
    };
    assert_eq!(made_by(&outside, &settings).await, "contoso.com");
    assert_eq!(made_by(&notice(NoticeKind::Failed), &settings).await, "contoso.com");
    let organization = Arc::make_mut(&mut settings.organization);
    organization.external_dsn_reporting_authority = Some("mail.contoso.com".parse().unwrap());
    organization.internal_dsn_reporting_authority = Some("inside.contoso.com".parse().unwrap());
    assert_eq!(made_by(&outside, &settings).await, "mail.contoso.com");
    assert_eq!(made_by(&notice(NoticeKind::Failed), &settings).await, "inside.contoso.com");
}

#[tokio::test]
async fn each_side_is_told_in_the_manner_of_its_settings() {
    let given = serde_json::json!({
        "InternalDsnSendHtml": false, "InternalDsnReportingAuthority": "contoso.com",
        "ExternalDsnReportingAuthority": "mail.contoso.com",
    });
    let mut settings = settings();
    let config = <crate::model::TransportConfig as crate::model::class::Class>::create("x", "", given);
    settings.organization = Arc::new(config.expect("sound"));
    let remote = serde_json::json!({"DomainName": "example.org", "NDRDiagnosticInfoEnabled": false});
    let remote = <crate::model::RemoteDomain as crate::model::class::Class>::create("x", "", remote);
    settings.remote_domains.push(Arc::new(remote.expect("sound")));
    let settings = Arc::new(settings);
    for (sender, authority, has_html, has_diagnostics) in [
        ("ann@contoso.com", "contoso.com", false, true),
        ("ben@example.org", "mail.contoso.com", true, false),
        ("ben@example.net", "mail.contoso.com", true, true),
    ] {
        let notice = changed(notice(NoticeKind::Failed), |envelope| envelope.return_path = sender.parse().unwrap());
        let received = reporter(Spool::default()).0.report(&notice, &settings).await.expect("wanted");
        let Body::Memory(chunks) = received.body else { panic!("a small report stays in memory") };
        let text = String::from_utf8(chunks.concat()).unwrap();
        assert!(text.contains(&format!("Reporting-MTA: dns;{authority}\r\n")), "{sender}: {text}");
        assert!(text.contains(&format!("This report was made by {authority}.\r\n")), "{sender}: {text}");
        assert_eq!(text.contains("Content-Type: text/html; charset=utf-8\r\n"), has_html, "{sender}: {text}");
        for diagnosis in ["mx.fabrikam.com", "Diagnostic-Code: ", "User unknown"] {
            assert_eq!(text.contains(diagnosis), has_diagnostics, "{sender}, {diagnosis}: {text}");
        }
        assert!(text.contains("Content-Type: text/plain; "), "{sender}: for programs that show no HTML");
    }
}
