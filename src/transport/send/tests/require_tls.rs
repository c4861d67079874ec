//! Messages that demand TLS all the way (REQUIRETLS, RFC 8689).

use std::sync::Arc;

use serde_json::json;

use super::scene::{Scene, TEXT, attempt, said};
use super::server::Server;
use super::tls::certificate;
use crate::resolve::Zone;
use crate::transport::Attempt;

const OPENING: &str = "S: 220 mx ready
    C: EHLO hub1.contoso.com
    S: 250-mx
    S: 250 STARTTLS
    C: STARTTLS
    S: 220 go
    TLS";
const HELLO: &str = "C: EHLO hub1.contoso.com\nS: 250-mx\nS: 250-PIPELINING";
const MESSAGE: &str = "C: MAIL FROM:<ann@contoso.com> REQUIRETLS
    C: RCPT TO:<ben@fabrikam.com>
    C: DATA
    S: 250 2.1.0 ok
    S: 250 2.1.5 ok
    S: 354 go
    TEXT
    S: 250 2.6.0 queued";

fn demanding() -> Attempt {
    let mut attempt = attempt(&["ben@fabrikam.com"], TEXT);
    Arc::make_mut(&mut attempt.envelope).demands.tls = true;
    attempt
}

#[tokio::test]
async fn a_message_that_requires_tls_goes_only_where_it_is_promised() {
    let (config, roots) = certificate("relay.example");
    let zone = Zone::new().with_address("relay.example", "127.0.0.1").with_address("other.example", "127.0.0.1");
    // The first session was opened before anybody knew of the message, and by what is usual.
    let usual = format!("{OPENING}\n{HELLO}\nS: 250 X-ODD\nQUIT");
    let promised = format!("{OPENING}\n{HELLO}\nS: 250 REQUIRETLS\n{MESSAGE}\nQUIT");
    for (smart_host, second, expected, why) in [
        ("relay.example", promised.as_str(), "sent 250 2.6.0 queued", "proven and promised"),
        ("relay.example", &usual, "failed 550 5.7.30 REQUIRETLS support required", "proven, and not promised"),
        ("other.example", OPENING, "failed 550 5.7.10 Encryption needed", "promised by somebody else"),
        (
            "relay.example",
            "S: 220 mx\nC: EHLO\nS: 250 mx\nQUIT",
            "failed 550 5.7.10 Encryption needed",
            "today there is no TLS",
        ),
    ] {
        let server = Server::start(&[&usual, second], Some(Arc::clone(&config))).await;
        let given = json!({ "SmartHosts": [smart_host], "Port": server.address.port() });
        let scene = Scene::with(given, zone.clone(), roots.clone(), "");
        let said = said(&scene.send(&demanding()).await);
        assert!(said[0].starts_with(expected), "{why}: {said:?}");
        server.finish().await;
    }
}
