//! Domain security with real handshakes: who shows which certificate may send as whom.

use rustls::{ClientConfig, RootCertStore};
use tokio_rustls::client::TlsStream;

use super::*;
use crate::trust::provider;
use crate::trust::samples::{self, Authority};

/// A client with a certificate of that issuer for mail.fabrikam.com, or without any.
fn client(issuer: Option<&Authority>, roots: RootCertStore) -> Arc<ClientConfig> {
    let builder = ClientConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots);
    Arc::new(match issuer.map(|issuer| issuer.certificate(&["mail.fabrikam.com"])) {
        Some((certificate, key)) => builder.with_client_auth_cert(vec![certificate], key).unwrap(),
        None => builder.with_no_client_auth(),
    })
}

/// A session of mail.fabrikam.com, encrypted and greeted.
async fn fabrikam(node: &Node, client: Arc<ClientConfig>) -> Peer<TlsStream<TcpStream>> {
    let mut peer = node.connect().await;
    peer.greet().await;
    assert_eq!(peer.ask("STARTTLS").await, "220 2.0.0 SMTP server ready");
    let name = ServerName::try_from("hub01.contoso.com").unwrap();
    let stream = tokio_rustls::TlsConnector::from(client).connect(name, peer.stream).await.unwrap();
    let mut peer = Peer::new(stream);
    peer.ask("EHLO mail.fabrikam.com").await;
    peer
}

#[tokio::test]
async fn a_partner_is_known_by_its_certificate() {
    let (trusted, other) = (Authority::new(), Authority::new());
    let roots = trusted.roots();
    let tls = samples::servers(trusted.pair(&["hub01.contoso.com"]), &trusted);
    let node = node(json!({"PermissionGroups": "AnonymousUsers, Partners", "DomainSecureEnabled": true})).await;
    node.change(|settings| {
        settings.tls = Some(tls);
        let listed = json!({"TLSReceiveDomainSecureList": ["fabrikam.com"]});
        settings.organization = Arc::new(scene::organization(listed));
    });
    for (issuer, from_fabrikam, why) in [
        (Some(&trusted), "250 2.1.0 Sender OK", "a certificate of an authority that we trust"),
        (Some(&other), "454 4.7.5 Certificate validation failure", "one that says the same of itself"),
        (None, "454 4.7.5 Certificate validation failure", "none"),
    ] {
        let mut peer = fabrikam(&node, client(issuer, roots.clone())).await;
        assert_eq!(peer.ask("MAIL FROM:<a@fabrikam.com>").await, from_fabrikam, "{why}");
        peer.ask("RSET").await;
        assert_eq!(
            peer.ask("MAIL FROM:<a@example.org>").await,
            "250 2.1.0 Sender OK",
            "{why}: strangers are let in too"
        );
    }
}

#[tokio::test]
async fn what_is_meant_for_inside_is_kept_of_hosts_that_may_say_so() {
    let (trusted, other) = (Authority::new(), Authority::new());
    let roots = trusted.roots();
    let tls = samples::servers(trusted.pair(&["hub01.contoso.com"]), &trusted);
    let node = node(json!({"TlsDomainCapabilities": ["fabrikam.com:AcceptCloudServicesMail"]})).await;
    node.change(|settings| settings.tls = Some(tls));
    for (issuer, is_kept, why) in [
        (Some(&trusted), true, "a host of the domain"),
        (Some(&other), false, "one that says the same of itself"),
        (None, false, "a stranger"),
    ] {
        let mut peer = fabrikam(&node, client(issuer, roots.clone())).await;
        let text = "X-MS-Exchange-Organization-SCL: 5\r\nX-MS-Exchange-Forest-A: b\r\n\r\nc\r\n";
        assert!(peer.deliver(text).await.starts_with("250 "), "{why}");
        let stored = String::from_utf8(node.memory.messages.lock().unwrap().pop().expect("stored").text).unwrap();
        for field in ["Organization-SCL: 5", "Forest-A: b"] {
            assert_eq!(stored.contains(field), is_kept, "{why}, {field}: {stored}");
        }
        assert_eq!(peer.ask("MAIL FROM:<a@fabrikam.com>").await, "250 2.1.0 Sender OK", "{why}: as everybody");
    }
}
