//! Domain security with real handshakes: who shows which certificate may send as whom.

use rcgen::{CertificateParams, CertifiedIssuer, KeyPair};
use rustls::pki_types::CertificateDer;
use rustls::sign::{CertifiedKey, SingleCertAndKey};
use rustls::{ClientConfig, RootCertStore};

use super::*;
use crate::transport::Partners;

type Issuer = CertifiedIssuer<'static, KeyPair>;

fn issuer() -> Issuer {
    let mut params = CertificateParams::new(vec![]).unwrap();
    params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

fn certificate(name: &str, issuer: &Issuer) -> (Vec<CertificateDer<'static>>, PrivateKeyDer<'static>) {
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new([name.to_owned()]).unwrap().signed_by(&key, issuer).unwrap();
    (vec![certificate.der().clone()], PrivateKeyDer::try_from(key.serialize_der()).unwrap())
}

/// A client with a certificate of that issuer for mail.fabrikam.com, or without any.
fn client(issuer: Option<&Issuer>, roots: RootCertStore) -> Arc<ClientConfig> {
    let builder = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots);
    Arc::new(match issuer.map(|issuer| certificate("mail.fabrikam.com", issuer)) {
        Some((chain, key)) => builder.with_client_auth_cert(chain, key).unwrap(),
        None => builder.with_no_client_auth(),
    })
}

#[tokio::test]
async fn a_partner_is_known_by_its_certificate() {
    let (trusted, other) = (issuer(), issuer());
    let mut roots = RootCertStore::empty();
    roots.add(trusted.der().clone()).unwrap();
    let (chain, key) = certificate("hub01.contoso.com", &trusted);
    let pair = CertifiedKey::from_der(chain, key, &rustls::crypto::ring::default_provider()).unwrap();
    let partners = Partners::new(Arc::new(SingleCertAndKey::from(pair)), roots.clone()).unwrap();

    let node = node(json!({"PermissionGroups": "AnonymousUsers, Partners", "DomainSecureEnabled": true})).await;
    node.change(|settings| {
        // That there is a certificate is what STARTTLS is offered for; the handshake is the partners'.
        settings.tls = Some(partners.server_config());
        settings.partners = Some(Arc::new(partners));
        let listed = json!({"TLSReceiveDomainSecureList": ["fabrikam.com"]});
        settings.organization = Arc::new(scene::organization(listed));
    });
    for (issuer, from_fabrikam, why) in [
        (Some(&trusted), "250 2.1.0 Sender OK", "a certificate of an authority that we trust"),
        (Some(&other), "454 4.7.5 Certificate validation failure", "one that says the same of itself"),
        (None, "454 4.7.5 Certificate validation failure", "none"),
    ] {
        let mut peer = node.connect().await;
        peer.greet().await;
        assert_eq!(peer.ask("STARTTLS").await, "220 2.0.0 SMTP server ready");
        let name = ServerName::try_from("hub01.contoso.com").unwrap();
        let connector = tokio_rustls::TlsConnector::from(client(issuer, roots.clone()));
        let mut peer = Peer::new(connector.connect(name, peer.stream).await.unwrap());
        peer.ask("EHLO mail.fabrikam.com").await;
        assert_eq!(peer.ask("MAIL FROM:<a@fabrikam.com>").await, from_fabrikam, "{why}");
        peer.ask("RSET").await;
        assert_eq!(
            peer.ask("MAIL FROM:<a@example.org>").await,
            "250 2.1.0 Sender OK",
            "{why}: strangers are let in too"
        );
    }
}
