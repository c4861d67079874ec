//! What domains are told of their wishes for TLS.

use std::sync::Arc;

use serde_json::json;

use super::scene::{GREETING, ONE_MESSAGE, Scene, TEXT, attempt};
use super::server::Server;
use super::tls::certificate;
use crate::resolve::Zone;
use crate::transport::{TlsFailureKind, TlsPolicyKind};

const ENCRYPTED: &str = "S: 220 mx ready
    C: EHLO hub1.contoso.com
    S: 250-mx
    S: 250 STARTTLS
    C: STARTTLS
    S: 220 go
    TLS
    C: EHLO hub1.contoso.com
    S: 250-mx
    S: 250 PIPELINING";

#[tokio::test]
async fn each_session_with_a_domain_is_told_once() {
    let (config, _) = certificate("mx.fabrikam.com");
    let plain = format!("{GREETING}\n{ONE_MESSAGE}\nQUIT");
    let encrypted = format!("{ENCRYPTED}\n{ONE_MESSAGE}\nQUIT");
    let broken = "S: 220 mx\nC: EHLO\nS: 250-mx\nS: 250 STARTTLS\nC: STARTTLS\nS: 220 go\nCLOSE";
    let by_dns = json!({});
    let by_smart_host = json!({ "SmartHosts": ["127.0.0.1"] });
    let never = json!({ "IgnoreSTARTTLS": true });
    let own = json!({ "RequireTLS": true });
    for (given, scripts, expected, why) in [
        (&by_dns, &[encrypted.as_str()][..], &["well"][..], "encrypted, whoever it is"),
        (&by_dns, &[&plain], &["starttls-not-supported"], "no TLS is offered"),
        (&by_dns, &[broken, &plain], &["validation-failure"], "TLS breaks; it goes in clear"),
        (&by_smart_host, &[&encrypted], &[], "no domain was asked"),
        (&never, &[&plain], &[], "TLS was not tried"),
        (&own, &[&encrypted], &[], "the connector wants more than the domain"),
    ] {
        let server = Server::start(scripts, Some(Arc::clone(&config))).await;
        let zone =
            Zone::new().with_mx("fabrikam.com", 10, "mx.fabrikam.com").with_address("mx.fabrikam.com", "127.0.0.1");
        let mut given = given.clone();
        given["Port"] = json!(server.address.port());
        let scene = Scene::with(given, zone, rustls::RootCertStore::empty(), "");
        scene.send(&attempt(&["ben@fabrikam.com"], TEXT)).await;
        let told = std::mem::take(&mut *scene.told.0.lock().unwrap());
        let words = |kind: Option<TlsFailureKind>| kind.map_or("well", TlsFailureKind::word);
        let found: Vec<&str> = told.iter().map(|one| words(one.failure.as_ref().map(|failure| failure.kind))).collect();
        assert_eq!(found, expected, "{why}");
        for one in told.iter() {
            assert_eq!((one.domain.as_str(), one.exchanger.as_str()), ("fabrikam.com", "mx.fabrikam.com"));
            assert_eq!((one.policy.kind, one.remote), (TlsPolicyKind::NoPolicyFound, "127.0.0.1".parse().ok()));
        }
        server.finish().await;
    }
}
