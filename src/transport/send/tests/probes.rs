//! Connectors tried before mail needs them.

use super::*;

/// What a connector like this is said to meet; the empty text: nothing is in its way.
async fn met(given: serde_json::Value, zone: Zone) -> String {
    let mut all = json!({ "ConnectionInactivityTimeOut": "00:00:01" });
    all.as_object_mut().unwrap().extend(given.as_object().unwrap().clone());
    let scene = Scene::with(all, zone, rustls::RootCertStore::empty(), "");
    let connector = Arc::clone(&scene.settings.send_connectors[0]);
    let probed = scene.outbound.probe(&connector, &scene.settings).await;
    probed.err().map(|remark| remark.to_string()).unwrap_or_default()
}

#[tokio::test]
async fn a_smart_host_is_greeted_and_logged_on_to_and_gets_no_mail() {
    let login = format!("{GREETING}\nC: AUTH PLAIN AGFubmEAc2VjcmV0").replace("250 PIPE", "250-AUTH PLAIN¶250 PIPE");
    for (script, mechanism, says) in [
        (format!("{GREETING}\nQUIT"), "None", ""),
        (format!("{login}\nS: 235 ok\nQUIT"), "BasicAuth", ""),
        (format!("{login}\nS: 535 5.7.8 no\nQUIT"), "BasicAuth", "535 5.7.8 no"),
        ("S: 554 5.7.1 go away\nQUIT".to_owned(), "None", "554 5.7.1 go away"),
    ] {
        let server = Server::start(&[&script], None).await;
        let port = server.address.port();
        let given = json!({ "SmartHosts": ["127.0.0.1"], "Port": port, "SmartHostAuthMechanism": mechanism });
        let met = met(given, Zone::new()).await;
        assert!(if says.is_empty() { met.is_empty() } else { met.contains(says) }, "{script}: {met}");
        assert!(server.finish().await.is_empty(), "no mail");
    }
}

#[tokio::test]
async fn a_smart_host_that_is_nowhere_is_told() {
    let nowhere = met(json!({ "SmartHosts": ["nowhere.example"] }), Zone::new()).await;
    assert_eq!(nowhere, "550 5.4.0 SMTPSEND.DNS.HostNotFound; authoritative host not found: nowhere.example");
}

#[tokio::test]
async fn domains_that_a_connector_names_are_looked_up() {
    let zone = || {
        let zone = Zone::new().with_mx("fabrikam.com", 10, "mx.example").with_address("mx.example", "192.0.2.1");
        zone.with_mx("empty.example", 10, "gone.example").with_failing("broken.example")
    };
    for (spaces, says) in [
        (json!(["fabrikam.com", "*.wingtip.example"]), ""),
        (json!(["fabrikam.com", "nowhere.example"]), "nonexistent domain (nowhere.example)"),
        (json!(["empty.example"]), "nonexistent domain (empty.example)"),
        (json!(["broken.example"]), "451 4.4.0 DNS query failed."),
    ] {
        let met = met(json!({ "AddressSpaces": spaces }), zone()).await;
        assert!(if says.is_empty() { met.is_empty() } else { met.contains(says) }, "{spaces}: {met}");
    }
}

#[tokio::test]
async fn a_connector_for_all_domains_needs_a_dns_that_answers() {
    // No such domain is an answer; the server is hub1.contoso.com, and has no default domain.
    assert_eq!(met(json!({}), Zone::new()).await, "");
    let silent = met(json!({}), Zone::new().with_failing("hub1.contoso.com").with_failing("contoso.com")).await;
    assert!(silent.starts_with("451 4.4.0 DNS query failed."), "{silent}");
}
