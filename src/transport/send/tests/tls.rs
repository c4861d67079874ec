//! Sessions over TLS, and what a certificate has to prove before a password goes out.

use std::sync::Arc;

use rcgen::{CertificateParams, CertifiedIssuer, DnType, KeyPair};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::scene::{ONE_MESSAGE, Scene, TEXT, attempt, said};
use super::server::Server;
use crate::resolve::Zone;
use crate::trust::samples::Authority;

/// A certificate for a name, by a root of its own, and that root.
pub fn certificate(name: &str) -> (Arc<rustls::ServerConfig>, rustls::RootCertStore) {
    signed(name, &CertificateParams::new(vec![name.to_owned()]).unwrap())
}

/// The same by a root of this name.
fn signed(by: &str, leaf: &CertificateParams) -> (Arc<rustls::ServerConfig>, rustls::RootCertStore) {
    let mut params = CertificateParams::new(vec![]).unwrap();
    params.distinguished_name.push(DnType::CommonName, by);
    params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    let root = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let leaf = leaf.signed_by(&key, &root).unwrap();
    let mut roots = rustls::RootCertStore::empty();
    roots.add(root.der().clone()).unwrap();
    let key = rustls::pki_types::PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![leaf.der().clone()], key)
        .unwrap();
    (Arc::new(config), roots)
}

const WITH_TLS: &str = "S: 220 mx ready
    C: EHLO hub1.contoso.com
    S: 250-mx
    S: 250 STARTTLS
    C: STARTTLS
    S: 220 go
    TLS
    C: EHLO hub1.contoso.com
    S: 250-mx
    S: 250-PIPELINING
    S: 250 AUTH PLAIN";

#[tokio::test]
async fn tls_is_used_where_it_is_offered_whoever_it_is() {
    let (config, _) = certificate("somebody.example");
    let script = format!("{WITH_TLS}\n{ONE_MESSAGE}\nQUIT");
    let server = Server::start(&[&script], Some(config)).await;
    assert_eq!(said(&Scene::to(&server).send(&attempt(&["ben@fabrikam.com"], TEXT)).await), ["sent 250 2.6.0 queued"]);
    server.finish().await;
}

#[tokio::test]
async fn broken_tls_costs_nothing_where_it_was_not_required() {
    let broken = "S: 220 mx\nC: EHLO\nS: 250-mx\nS: 250 STARTTLS\nC: STARTTLS\nS: 220 go\nCLOSE";
    let plain = format!("S: 220 mx\nC: EHLO\nS: 250-mx\nS: 250-PIPELINING\nS: 250 STARTTLS\n{ONE_MESSAGE}\nQUIT");
    let server = Server::start(&[broken, &plain], None).await;
    assert_eq!(said(&Scene::to(&server).send(&attempt(&["ben@fabrikam.com"], TEXT)).await), ["sent 250 2.6.0 queued"]);
    server.finish().await;

    let server = Server::start(&[broken], None).await;
    let given = json!({ "SmartHosts": ["127.0.0.1"], "Port": server.address.port(), "RequireTLS": true });
    let unreached = Scene::new(given).open().await.err().unwrap();
    assert!(unreached.remark.to_string().starts_with("451 4.7.5 SMTPSEND.TLS;"), "{}", unreached.remark);
    server.finish().await;
}

#[tokio::test]
async fn a_password_goes_only_to_the_host_that_was_configured() {
    let (config, roots) = certificate("relay.example");
    let login = format!("{WITH_TLS}\nC: AUTH PLAIN AGFubmEAc2VjcmV0\nS: 235 ok\n{ONE_MESSAGE}\nQUIT");
    let stopped = WITH_TLS.split("TLS\n    C: EHLO hub1.contoso.com\n    S: 250-mx\n    S: 250-P").next().unwrap();
    let zone = Zone::new()
        .with_mx("relay.example", 10, "mx.relay.example")
        .with_address("mx.relay.example", "127.0.0.1")
        .with_address("other.example", "127.0.0.1");
    for (smart_host, script, is_sent) in
        [("relay.example", login.as_str(), true), ("other.example", &format!("{stopped}\nTLS"), false)]
    {
        let server = Server::start(&[script], Some(Arc::clone(&config))).await;
        let given = json!({
            "SmartHosts": [smart_host], "Port": server.address.port(), "ProtocolLoggingLevel": "Verbose",
            "SmartHostAuthMechanism": "BasicAuthRequireTLS",
        });
        let scene = Scene::with(given, zone.clone(), roots.clone(), "");
        if is_sent {
            let delivery = scene.send(&attempt(&["ben@fabrikam.com"], TEXT)).await;
            assert_eq!(said(&delivery), ["sent 250 2.6.0 queued"]);
            let log = scene.log.0.lock().unwrap();
            assert_eq!(log[..3], ["+", "< 220 mx ready", "> EHLO hub1.contoso.com"]);
            assert!(log.iter().any(|line| line.starts_with("* TLSv1")), "{log:?}");
            assert!(log.contains(&"> <login data is not logged>".to_owned()));
            assert!(!log.iter().any(|line| line.contains("AGFub") || line.contains("secret")), "{log:?}");
            assert_eq!(log.last().map(String::as_str), Some("- "));
        } else {
            let remark = scene.open().await.err().unwrap().remark.to_string();
            assert!(remark.starts_with("451 4.7.5"), "{remark}");
        }
        server.finish().await;
    }
}

#[tokio::test]
async fn a_certificate_must_prove_what_the_connector_asks() {
    let (config, roots) = certificate("mx.fabrikam.com");
    let nobody = rustls::RootCertStore::empty;
    let whole = format!("{WITH_TLS}\n{ONE_MESSAGE}\nQUIT");
    let stopped = format!("{}\nTLS", WITH_TLS.split("\n    TLS").next().unwrap());
    let domain = |name: &str| json!({ "TlsAuthLevel": "DomainValidation", "TlsDomain": name });
    for (level, roots, is_sent, why) in [
        (json!({ "TlsAuthLevel": "EncryptionOnly" }), nobody(), true, "whoever it is"),
        (json!({ "TlsAuthLevel": "CertificateValidation" }), roots.clone(), true, "a chain, whatever the name"),
        (json!({ "TlsAuthLevel": "CertificateValidation" }), nobody(), false, "no chain"),
        (domain("mx.fabrikam.com"), roots.clone(), true, "chain and name"),
        (domain("*.fabrikam.com"), roots.clone(), true, "chain and a name below"),
        (domain("contoso.com"), roots.clone(), false, "another name"),
        (domain("mx.fabrikam.com"), nobody(), false, "a name proves nothing without a chain"),
    ] {
        let server = Server::start(&[if is_sent { &whole } else { &stopped }], Some(Arc::clone(&config))).await;
        let mut given = json!({ "SmartHosts": ["127.0.0.1"], "Port": server.address.port(), "RequireTLS": true });
        given.as_object_mut().unwrap().extend(level.as_object().unwrap().clone());
        let scene = Scene::with(given, Zone::new(), roots, "");
        match scene.open().await {
            Ok(mut carriage) => {
                assert!(is_sent, "{why}");
                let delivery = carriage.deliver(&attempt(&["ben@fabrikam.com"], TEXT)).await;
                assert_eq!(said(&delivery), ["sent 250 2.6.0 queued"], "{why}");
                carriage.close().await;
            }
            Err(unreached) => {
                assert!(!is_sent && unreached.remark.to_string().starts_with("451 4.7.5 SMTPSEND.TLS;"), "{why}");
            }
        }
        server.finish().await;
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_certificate_is_told_in_words() {
    let stopped = format!("{}\nTLS", WITH_TLS.split("\n    TLS").next().unwrap());
    for (from, until, is_trusted, name, words) in [
        (2000, 2001, true, "mx.fabrikam.com", "the certificate has expired"),
        (2998, 2999, true, "mx.fabrikam.com", "the certificate is not valid yet"),
        (2000, 2999, true, "contoso.com", "the certificate is for another name"),
        (2000, 2999, false, "mx.fabrikam.com", "nobody who is trusted has issued the certificate"),
    ] {
        let mut leaf = CertificateParams::new(vec!["mx.fabrikam.com".to_owned()]).unwrap();
        (leaf.not_before, leaf.not_after) = (rcgen::date_time_ymd(from, 1, 1), rcgen::date_time_ymd(until, 1, 1));
        let (config, roots) = signed("ca.example", &leaf);
        let server = Server::start(&[&stopped], Some(config)).await;
        let given = json!({
            "SmartHosts": ["127.0.0.1"], "Port": server.address.port(), "RequireTLS": true,
            "TlsAuthLevel": "DomainValidation", "TlsDomain": name,
        });
        let roots = if is_trusted { roots } else { certificate("other.example").1 };
        let remark = Scene::with(given, Zone::new(), roots, "").open().await.err().unwrap().remark.to_string();
        assert_eq!(remark, format!("451 4.7.5 SMTPSEND.TLS; TLS with {} failed: {words}", server.address));
        server.finish().await;
    }
}

#[tokio::test]
async fn tls_that_is_to_be_ignored_is_not_begun() {
    let plain = format!("S: 220 mx\nC: EHLO\nS: 250-mx\nS: 250-PIPELINING\nS: 250 STARTTLS\n{ONE_MESSAGE}\nQUIT");
    let server = Server::start(&[&plain], None).await;
    let given = json!({ "SmartHosts": ["127.0.0.1"], "Port": server.address.port(), "IgnoreSTARTTLS": true });
    assert_eq!(said(&Scene::new(given).send(&attempt(&["ben@fabrikam.com"], TEXT)).await), ["sent 250 2.6.0 queued"]);
    server.finish().await;
}

/// A web server that has one list.
async fn publish(list: Vec<u8>) -> (std::net::SocketAddr, tokio::task::JoinHandle<()>) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let task = tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut asked = [0; 2048];
            let _ = stream.read(&mut asked).await;
            let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", list.len());
            let _ = stream.write_all(&[head.as_bytes(), &list].concat()).await;
        }
    });
    (address, task)
}

#[tokio::test]
async fn nobody_whose_certificate_was_revoked_gets_mail_that_wants_a_chain() {
    let whole = format!("{WITH_TLS}\n{ONE_MESSAGE}\nQUIT");
    let stopped = format!("{}\nTLS", WITH_TLS.split("\n    TLS").next().unwrap());
    for (level, revoked, is_there, is_sent, why) in [
        (json!({ "TlsAuthLevel": "CertificateValidation" }), &[7][..], true, false, "it is on the list"),
        (json!({ "TlsAuthLevel": "CertificateValidation" }), &[9], true, true, "it is not on the list"),
        (json!({ "TlsAuthLevel": "CertificateValidation" }), &[7], false, true, "nobody can say"),
        (json!({ "TlsAuthLevel": "EncryptionOnly" }), &[7], true, true, "nobody asks"),
    ] {
        let authority = Authority::new();
        let (place, task) = publish(authority.list(revoked)).await;
        if !is_there {
            task.abort();
            let _ = task.await;
        }
        let pair =
            authority.pair_listed(&["mx.fabrikam.com"], 7, &format!("http://crl.example:{}/one.crl", place.port()));
        let config = rustls::ServerConfig::builder_with_provider(crate::trust::provider())
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_cert_resolver(Arc::new(rustls::sign::SingleCertAndKey::from(pair)));
        let server = Server::start(&[if is_sent { &whole } else { &stopped }], Some(Arc::new(config))).await;
        let mut given = json!({
            "SmartHosts": ["127.0.0.1"], "Port": server.address.port(), "RequireTLS": true, "ProtocolLoggingLevel": "Verbose",
        });
        given.as_object_mut().unwrap().extend(level.as_object().unwrap().clone());
        let zone = Zone::new().with_address("crl.example", "127.0.0.1");
        let scene = Scene::with(given, zone, authority.roots(), "");
        match scene.open().await {
            Ok(mut carriage) => {
                let delivery = carriage.deliver(&attempt(&["ben@fabrikam.com"], TEXT)).await;
                assert_eq!((said(&delivery), is_sent), (vec!["sent 250 2.6.0 queued".to_owned()], true), "{why}");
                carriage.close().await;
            }
            Err(unreached) => {
                let remark = unreached.remark.to_string();
                assert!(!is_sent && remark.contains("the certificate was revoked"), "{why}: {remark}");
            }
        }
        let log = scene.log.0.lock().unwrap().join("\n");
        assert_eq!(log.contains("No list of revoked certificates at http://crl.example"), !is_there, "{log}");
        server.finish().await;
    }
}
