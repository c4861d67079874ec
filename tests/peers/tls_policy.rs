//! What domains demand of TLS, by policies that a web server serves and by records that DNS vouches for.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};
use std::thread;

use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use tempfile::TempDir;

use crate::support::hub::Hub;
use crate::support::nsd::Nsd;
use crate::support::postfix::Postfix;
use crate::support::sink::Sink;
use crate::support::smtp::Client;
use crate::support::write;

/// A certificate for names, as files and in memory.
struct Certificate {
    folder: TempDir,
    made: rcgen::CertifiedKey<rcgen::KeyPair>,
}

impl Certificate {
    fn of(names: &[&str]) -> Certificate {
        let folder = tempfile::tempdir().expect("temporary folder");
        let names: Vec<String> = names.iter().map(ToString::to_string).collect();
        let made = rcgen::generate_simple_self_signed(names).expect("valid names");
        write(&folder.path().join("cert.pem"), &made.cert.pem());
        write(&folder.path().join("key.pem"), &made.signing_key.serialize_pem());
        Certificate { folder, made }
    }

    fn main_cf(&self) -> String {
        let file = |name: &str| self.folder.path().join(name).display().to_string();
        format!(
            "smtpd_tls_cert_file = {}\nsmtpd_tls_key_file = {}\nsmtpd_tls_security_level = may\nsmtpd_tls_received_header = yes\n",
            file("cert.pem"),
            file("key.pem")
        )
    }
}

/// Serves one text by HTTPS at port 443 of an address of this machine: policies may be nowhere else.
fn serve(address: Ipv4Addr, certificate: &Certificate, text: &Arc<Mutex<String>>) {
    let listener = TcpListener::bind(SocketAddr::from((address, 443))).expect("tests/run is root");
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(certificate.made.signing_key.serialize_der()));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![certificate.made.cert.der().clone()], key)
        .expect("a pair");
    let (config, text) = (Arc::new(config), text.clone());
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let connection = ServerConnection::new(config.clone()).expect("a connection");
            let mut stream = StreamOwned::new(connection, stream);
            let mut request = [0; 4096];
            let Ok(length) = stream.read(&mut request) else { continue };
            let is_asked = request[..length].starts_with(b"GET /.well-known/mta-sts.txt HTTP/1.1\r\n");
            let text = text.lock().expect("unharmed").clone();
            let status = if is_asked { "200 OK" } else { "404 Not Found" };
            let head = format!(
                "HTTP/1.1 {status}\r\nContent-Type: text/plain\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                text.len()
            );
            let _ = stream.write_all((head + &text).as_bytes());
            stream.conn.send_close_notify();
            let _ = stream.flush();
        }
    });
}

/// Everything to example.net goes by DNS, to exchangers on that port.
fn by_dns(hub: &Hub, dns: &Nsd, port: u16) {
    hub.node.configure(&format!(
        "Set-TransportServer TEST -InternalDNSServers {}
         New-SendConnector Out -AddressSpaces * -Port {port} -SourceTransportServers TEST",
        dns.address()
    ));
}

#[test]
fn a_policy_holds_mail_back_from_servers_that_prove_nothing() {
    let web = Certificate::of(&["mta-sts.example.net", "mta-sts.example.org", "mx.example.org"]);
    let hub = Hub::trusting(&web.folder.path().join("cert.pem"));
    let unproven = Certificate::of(&["mx.example.net"]);
    let policy = |mode: &str, host: &str| format!("version: STSv1\nmode: {mode}\nmx: {host}\nmax_age: 86400\n");
    let net = Arc::new(Mutex::new(policy("enforce", "mx.example.net")));
    let org = Arc::new(Mutex::new(policy("enforce", "*.example.org")));
    serve(Ipv4Addr::new(127, 0, 0, 71), &web, &net);
    serve(Ipv4Addr::new(127, 0, 0, 72), &web, &org);
    let zone = |web: &str| format!("@ MX 10 mx\nmx A 127.0.0.1\nmta-sts A {web}\n_mta-sts TXT \"v=STSv1; id=1\"");
    let (net_zone, org_zone) = (zone("127.0.0.71"), zone("127.0.0.72"));
    let dns = Nsd::start(&[
        ("example.net", &net_zone),
        ("example.org", &org_zone),
        ("plain.example", "@ MX 10 mx\nmx A 127.0.0.1"),
    ]);
    let bad = Postfix::start("example.net", &["pat"], &unproven.main_cf());
    by_dns(&hub, &dns, bad.port);

    let shown = hub.node.shell("(Test-MailRoute pat@example.net).TlsPolicy");
    assert_eq!(shown.trim(), "mx.example.net: MTA-STS enforce: TLS is required, and a certificate for this name");
    let shown = hub.node.shell("(Test-MailRoute pat@plain.example).TlsPolicy");
    assert_eq!(shown.trim(), "mx.plain.example: opportunistic: TLS where it is offered, any certificate");

    hub.send("ann@contoso.com", &["pat@example.net"], "to be proven");
    hub.becomes("(Get-Queue example.net).Status -eq 'Retry'");
    let error = hub.node.shell("(Get-Queue example.net).LastError");
    assert!(error.contains("TLS") && error.contains("certificate"), "{error}");
    assert!(!bad.log().contains("from=<ann@contoso.com>"), "nothing was sent: {}", bad.log());

    // What the domain would be told of it.
    hub.becomes("(Get-TlsReport example.net).FailedSessions -ge 1");
    let told =
        hub.node.shell("Get-TlsReport *.net | ForEach-Object { $_.PolicyTypes; $_.SuccessfulSessions; $_.Failures }");
    let told: Vec<&str> = told.lines().collect();
    assert_eq!(told[..2], ["sts", "0"], "{told:?}");
    assert!(
        told[2].starts_with("certificate-not-trusted x") && told[2].contains("mx.example.net [127.0.0.1]"),
        "{told:?}"
    );

    // Who writes may rather have it read than kept back.
    let mut client = Client::connect(hub.relay);
    client.ask("EHLO client.example.org", "250");
    let text = "From: ann@contoso.com\r\nSubject: in clear, if need be\r\nTLS-Required: No\r\n\r\nHello.";
    client.try_mail("ann@contoso.com", &["pat@example.net"], text).expect("taken");
    assert!(bad.messages("pat", 1)[0].contains("Subject: in clear"));

    // The administrator of the connector may know better.
    hub.node.configure("Set-SendConnector Out -MtaStsEnabled $false");
    hub.retry();
    assert_eq!(bad.messages("pat", 2).len(), 2);

    let good = Postfix::start("example.org", &["pat"], &web.main_cf());
    hub.node.configure(&format!("Set-SendConnector Out -MtaStsEnabled $true -Port {}", good.port));
    hub.send("ann@contoso.com", &["pat@example.org"], "proven");
    assert!(good.messages("pat", 1)[0].contains("using TLSv1.3"));
    let report = hub.node.shell("(Get-TlsReport example.org).Report");
    let report: serde_json::Value = serde_json::from_str(&report).expect("JSON");
    let of_policy = &report["policies"][0];
    assert_eq!(of_policy["policy"]["policy-type"], "sts", "{report}");
    assert_eq!(of_policy["policy"]["mx-host"], serde_json::json!(["*.example.org"]));
    assert_eq!(of_policy["summary"]["total-successful-session-count"], 1);
}

/// Two days ago a host had no TLS; tonight its domain hears of that, where it asks for it, and over a link without TLS.
#[test]
fn domains_are_told_by_mail_if_they_and_the_organization_want_it() {
    let mut hub = Hub::start();
    let zone = "@ MX 10 mx\nmx A 127.0.0.1";
    let wanting = format!("{zone}\n_smtp._tls TXT \"v=TLSRPTv1; rua=mailto:tls@example.net\"");
    let dns = Nsd::start(&[("example.net", &wanting), ("example.org", zone)]);
    let sink = Sink::start();
    by_dns(&hub, &dns, sink.port);
    let day = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date().saturating_sub(jiff::Span::new().days(2));
    let line = |domain: &str| {
        format!(
            "{day}T10:00:00.000Z,{domain},no-policy-found,,,mx.{domain},127.0.0.1,127.0.0.1,starttls-not-supported,\r\n"
        )
    };
    let folder = hub.node.folder.path().join("logs/tls");
    std::fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join(format!("TLSRPT{}-1.log", day.strftime("%Y%m%d")));
    write(&file, &[line("example.net"), line("example.org")].concat());
    hub.node.configure("Set-TransportConfig -TlsReportingEnabled $true");
    hub.node.stop();
    hub.node.serve(&[]);
    let mail = sink.messages(1).remove(0);
    assert_eq!(mail.recipients, ["tls@example.net"]);
    assert_eq!(mail.sender, "postmaster@contoso.com");
    assert!(mail.text.contains("Subject: Report Domain: example.net Submitter: contoso.com"), "{}", mail.text);
    assert!(mail.text.contains("Content-Type: application/tlsrpt+gzip"), "{}", mail.text);
    // Nobody hears of it twice.
    hub.node.stop();
    hub.node.serve(&[]);
    hub.send("ann@contoso.com", &["pat@example.net"], "afterwards");
    let all = sink.messages(2);
    assert!(all[1].text.contains("Subject: afterwards"), "{}", all[1].text);
}

#[test]
fn a_host_that_the_policy_does_not_name_gets_nothing() {
    let web = Certificate::of(&["mta-sts.example.net", "mx.example.net"]);
    let hub = Hub::trusting(&web.folder.path().join("cert.pem"));
    let text =
        Arc::new(Mutex::new("version: STSv1\nmode: enforce\nmx: other.example.net\nmax_age: 86400\n".to_owned()));
    serve(Ipv4Addr::new(127, 0, 0, 73), &web, &text);
    let zone = "@ MX 10 mx\nmx A 127.0.0.1\nmta-sts A 127.0.0.73\n_mta-sts TXT \"v=STSv1; id=1\"";
    let dns = Nsd::start(&[("example.net", zone)]);
    let postfix = Postfix::start("example.net", &["pat"], &web.main_cf());
    by_dns(&hub, &dns, postfix.port);
    hub.send("ann@contoso.com", &["pat@example.net"], "to another");
    hub.becomes("(Get-Queue example.net).LastError -like '*not in the MTA-STS policy*'");
    let shown = hub.node.shell("(Test-MailRoute pat@example.net).TlsPolicy");
    assert!(shown.contains("not in the policy, never used"), "{shown}");
}

#[test]
fn certificates_are_those_that_signed_dns_names() {
    let hub = Hub::start();
    let (named, other) = (Certificate::of(&["anything.example"]), Certificate::of(&["mx.example.net"]));
    let postfix = Postfix::start("example.net", &["pat"], &named.main_cf());
    let impostor = Postfix::start("example.net", &["pat"], &other.main_cf());
    let digest = ring::digest::digest(&ring::digest::SHA256, named.made.cert.der());
    let digest: String = digest.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    let zone = format!(
        "@ MX 10 mx\nmx A 127.0.0.1\n_{}._tcp.mx TLSA 3 0 1 {digest}\n_{}._tcp.mx TLSA 3 0 1 {digest}",
        postfix.port, impostor.port
    );
    let dns = Nsd::signed(&[("example.net", &zone), ("example.org", "@ MX 10 mx\nmx A 127.0.0.1")]);
    write(&hub.node.folder.path().join("dnssec-anchors"), &dns.anchors);
    by_dns(&hub, &dns, postfix.port);
    hub.node.configure("Set-SendConnector Out -DaneEnabled $true");
    let shown = hub.node.shell("(Test-MailRoute pat@example.net).TlsPolicy");
    assert_eq!(
        shown.trim(),
        "mx.example.net: DANE: TLS is required, and a certificate that its TLSA records name",
        "{}",
        dns.log()
    );
    let shown = hub.node.shell("(Test-MailRoute pat@example.org).TlsPolicy");
    assert_eq!(
        shown.trim(),
        "mx.example.org: opportunistic: TLS where it is offered, any certificate",
        "no TLSA record"
    );
    hub.send("ann@contoso.com", &["pat@example.net"], "named");
    assert!(postfix.messages("pat", 1)[0].contains("using TLSv1.3"));

    hub.node.configure(&format!("Set-SendConnector Out -Port {}", impostor.port));
    hub.send("ann@contoso.com", &["pat@example.net"], "to an impostor");
    hub.becomes("(Get-Queue example.net).LastError -like '*TLS*certificate*'");
    assert!(!impostor.log().contains("from=<ann@contoso.com>"), "nothing was sent: {}", impostor.log());
    let told = hub.node.shell("Get-TlsReport example.net | ForEach-Object { $_.PolicyTypes; $_.SuccessfulSessions }");
    assert_eq!(told.lines().collect::<Vec<_>>(), ["tlsa", "1"]);
    hub.becomes("(Get-TlsReport example.net).FailedSessions -ge 1");
}

#[test]
fn what_is_not_signed_as_it_has_to_be_is_not_believed() {
    let hub = Hub::start();
    let zone = "@ MX 10 mx\nmx A 127.0.0.1";
    let signed = Nsd::signed(&[("example.net", zone)]);
    // Somebody answers in place of the zone, without its keys.
    let forger = Nsd::start(&[("example.net", zone)]);
    write(&hub.node.folder.path().join("dnssec-anchors"), &signed.anchors);
    by_dns(&hub, &forger, 25);
    hub.node.configure("Set-SendConnector Out -DaneEnabled $true");
    let shown = hub.node.shell("(Test-MailRoute pat@example.net).TlsPolicy");
    assert!(shown.contains("DANE: not used now"), "{shown}");
}
