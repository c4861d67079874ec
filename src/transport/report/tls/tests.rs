//! Sessions become a log, the log a report, the report a mail.

use std::io::Read as _;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::*;
use crate::model::{TimeSpan, Unlimited};
use crate::transport::report::log::LogOptions;
use crate::transport::{Body, TlsFailure, TlsFailureKind, TlsPolicy, TlsPolicyKind, TlsSession, TlsSessions};

fn options(folder: &Path) -> LogOptions {
    LogOptions {
        folder: folder.to_owned(),
        max_age: TimeSpan::ZERO,
        max_folder_size: Unlimited::Unlimited,
        max_file_size: Unlimited::Unlimited,
    }
}

fn session(time: &str, domain: &str, failure: Option<TlsFailureKind>) -> TlsSession {
    let lines = ["version: STSv1", "mode: enforce", "mx: *.example.net", "max_age: 86400"];
    TlsSession {
        time: time.parse().unwrap(),
        domain: domain.to_owned(),
        policy: TlsPolicy {
            kind: TlsPolicyKind::Sts,
            text: lines.map(str::to_owned).to_vec(),
            exchangers: vec!["*.example.net".to_owned()],
        },
        exchanger: "mx1.example.net".to_owned(),
        remote: "192.0.2.7".parse().ok(),
        local: "198.51.100.3".parse().ok(),
        failure: failure.map(|kind| TlsFailure { kind, reason: "it says, \"no\"".to_owned() }),
    }
}

fn reporter() -> Reporter {
    Reporter {
        organization: "contoso.com".to_owned(),
        contact: "postmaster@contoso.com".to_owned(),
        server: "hub1.contoso.com".to_owned(),
    }
}

/// The summaries of a log that was written by two processes, one after the other.
fn written(sessions: &[TlsSession], wanted: &Wanted) -> Vec<DaySummary> {
    let folder = tempfile::tempdir().unwrap();
    for part in sessions.chunks(2) {
        let log = TlsLog::start(Some(options(folder.path()))).unwrap();
        part.iter().for_each(|session| log.record(session.clone()));
        log.flush();
    }
    summaries(folder.path(), wanted).unwrap()
}

fn sessions() -> Vec<TlsSession> {
    let expired = Some(TlsFailureKind::CertificateExpired);
    vec![
        session("2026-11-20T00:00:00Z", "example.net", None),
        session("2026-11-20T12:00:00Z", "example.net", expired),
        session("2026-11-20T23:59:59Z", "example.net", expired),
        session("2026-11-21T00:00:00Z", "example.net", None),
        session("2026-11-20T10:00:00Z", "example.org", Some(TlsFailureKind::StarttlsNotSupported)),
        TlsSession { policy: TlsPolicy::NONE, ..session("2026-11-20T10:00:00Z", "example.net", None) },
    ]
}

#[test]
fn sessions_add_up_by_day_domain_and_policy_across_restarts() {
    let shown = |found: Vec<DaySummary>| {
        let words = |one: &DaySummary| format!("{} {} {}+{}", one.day, one.domain, one.successful(), one.failed());
        found.iter().map(words).collect::<Vec<_>>()
    };
    let all = shown(written(&sessions(), &Wanted::default()));
    assert_eq!(all, ["2026-11-20 example.net 2+2", "2026-11-20 example.org 0+1", "2026-11-21 example.net 1+0"]);
    let day = "2026-11-21".parse().ok();
    let one = Wanted { domain: Some(crate::model::Wildcard::new("*.NET")), from: day, to: day };
    assert_eq!(shown(written(&sessions(), &one)), ["2026-11-21 example.net 1+0"]);
}

#[test]
fn a_report_says_what_the_rfc_wants() {
    let found = written(&sessions(), &Wanted::default());
    let expected = json!({
        "organization-name": "contoso.com",
        "date-range": { "start-datetime": "2026-11-20T00:00:00Z", "end-datetime": "2026-11-20T23:59:59Z" },
        "contact-info": "postmaster@contoso.com",
        "report-id": "20261120.example.net@hub1.contoso.com",
        "policies": [
            {
                "policy": {
                    "policy-type": "sts",
                    "policy-string": ["version: STSv1", "mode: enforce", "mx: *.example.net", "max_age: 86400"],
                    "policy-domain": "example.net",
                    "mx-host": ["*.example.net"],
                },
                "summary": { "total-successful-session-count": 1, "total-failure-session-count": 2 },
                "failure-details": [{
                    "result-type": "certificate-expired",
                    "sending-mta-ip": "198.51.100.3",
                    "receiving-mx-hostname": "mx1.example.net",
                    "receiving-ip": "192.0.2.7",
                    "failed-session-count": 2,
                    "failure-reason-code": "it says, \"no\"",
                }],
            },
            {
                "policy": { "policy-type": "no-policy-found", "policy-domain": "example.net" },
                "summary": { "total-successful-session-count": 1, "total-failure-session-count": 0 },
            },
        ],
    });
    assert_eq!(report(&found[0], &reporter()), expected);
}

#[test]
fn strangers_cannot_make_a_summary_grow() {
    let many = (0..500).map(|number| TlsSession {
        exchanger: format!("mx{number}.example.net"),
        policy: TlsPolicy { text: vec![format!("mx: {}", number % 30)], ..TlsPolicy::NONE },
        ..session("2026-11-20T00:00:00Z", "example.net", Some(TlsFailureKind::ValidationFailure))
    });
    let folder = tempfile::tempdir().unwrap();
    let log = TlsLog::start(Some(options(folder.path()))).unwrap();
    many.for_each(|session| log.record(session));
    log.flush();
    let found = summaries(folder.path(), &Wanted::default()).unwrap();
    assert_eq!((found.len(), found[0].policies.len(), found[0].failed()), (1, 10, 500), "all are counted");
    assert!(found[0].policies.iter().all(|policy| policy.failures.len() <= 100));
}

#[test]
fn what_was_cut_short_or_is_nonsense_is_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let text = "#Fields: x\r\n2026-11-20T00:00:00.000Z,example.net,sts,,,mx,,,success,\r\nnonsense\r\n\
                2026-11-20T00:00:00.000Z,example.net,tlsa,3 1 1 aa,,mx,192.0.2.1,,tlsa-invalid,why\r\n\
                2026-11-20T00:00:00.000Z,example.net,sts,,,mx,,,succ";
    std::fs::write(folder.path().join("TLSRPT20261120-1.log"), text).unwrap();
    let found = summaries(folder.path(), &Wanted::default()).unwrap();
    assert_eq!((found[0].successful(), found[0].failed()), (1, 1));
}

#[test]
fn the_mail_carries_the_report_packed() {
    let found = written(&sessions(), &Wanted::default());
    let (from, to) = ("postmaster@contoso.com".parse().unwrap(), ["tls@example.net", "x@example.org"]);
    let to = to.map(|address| address.parse().unwrap());
    let mail = letter(&found[0], &reporter(), &from, &to, "2026-11-21T02:00:00Z".parse().unwrap()).unwrap();
    let Body::Memory(parts) = &mail.body else { panic!("small") };
    let text = String::from_utf8(parts.concat()).unwrap();
    assert_eq!(mail.envelope.size, text.len() as u64);
    assert_eq!(mail.envelope.return_path.to_string(), "postmaster@contoso.com");
    assert_eq!(mail.envelope.recipients.len(), 2);
    for line in [
        "From: postmaster@contoso.com",
        "Date: Sat, 21 Nov 2026 02:00:00 +0000",
        "Subject: Report Domain: example.net Submitter: contoso.com Report-ID: <20261120.example.net@hub1.contoso.com>",
        "TLS-Report-Domain: example.net",
        "TLS-Report-Submitter: contoso.com",
        "TLS-Required: No",
        "Content-Type: multipart/report; report-type=\"tlsrpt\";",
        "Content-Type: application/tlsrpt+gzip",
        "\tfilename=\"contoso.com!example.net!1795132800!1795219199!20261120.json.gz\"",
    ] {
        assert!(text.lines().any(|found| found == line), "{line} in {text}");
    }
    assert!(text.split("\r\n").all(|line| line.len() <= 998));
    let packed = text.split("json.gz\"\r\n\r\n").nth(1).unwrap().split("\r\n--").next().unwrap();
    let packed = STANDARD.decode(packed.replace("\r\n", "")).unwrap();
    let mut unpacked = String::new();
    flate2::read::GzDecoder::new(&packed[..]).read_to_string(&mut unpacked).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&unpacked).unwrap(), report(&found[0], &reporter()));
}
