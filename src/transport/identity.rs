//! How the servers of one organization know each other: each has a certificate of its own, whose thumbprint the
//! configuration holds.
//!
//! Promise: only who has the private key of a registered certificate passes. Names, dates and issuers in these
//! certificates mean nothing, so nobody outside, and no public authority, can speak for a server of ours; whoever may
//! write the configuration decides who is one. It has nothing to do with the certificate that strangers are shown,
//! which people replace as they like.

use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring as provider};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use rustls::sign::{CertifiedKey, SingleCertAndKey};
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, DistinguishedName, Error, ServerConfig, SignatureScheme,
};

use crate::model::Thumbprint;

/// What this server proves itself with.
pub struct ServerIdentity {
    key: Arc<CertifiedKey>,
    provider: Arc<CryptoProvider>,
    server: Arc<ServerConfig>,
    pub thumbprint: Thumbprint,
}

impl ServerIdentity {
    pub fn new(key: CertifiedKey) -> Result<ServerIdentity, Error> {
        let provider = Arc::new(provider::default_provider());
        let thumbprint = thumbprint(key.cert.first().ok_or(Error::NoCertificatesPresented)?);
        let key = Arc::new(key);
        let mut server = ServerConfig::builder_with_provider(provider.clone())
            .with_protocol_versions(&[&rustls::version::TLS13])?
            .with_client_cert_verifier(Arc::new(Anybody(provider.clone())))
            .with_cert_resolver(Arc::new(SingleCertAndKey::from(key.clone())));
        // Each session is proven anew: a certificate that is no longer registered opens none.
        server.send_tls13_tickets = 0;
        Ok(ServerIdentity { key, provider, server: Arc::new(server), thumbprint })
    }

    /// For connections of other servers. Whoever comes is encrypted; who it was is asked afterwards.
    pub fn server_config(&self) -> Arc<ServerConfig> {
        self.server.clone()
    }

    /// For a connection to another server, which must be one with such a certificate.
    pub fn client_config(&self, expected: Vec<Thumbprint>) -> Result<Arc<ClientConfig>, Error> {
        let mut client = ClientConfig::builder_with_provider(self.provider.clone())
            .with_protocol_versions(&[&rustls::version::TLS13])?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(Registered { expected, provider: self.provider.clone() }))
            .with_client_cert_resolver(Arc::new(SingleCertAndKey::from(self.key.clone())));
        client.resumption = rustls::client::Resumption::disabled();
        Ok(Arc::new(client))
    }
}

/// The name of a certificate that is not written by its owner.
pub fn thumbprint(certificate: &CertificateDer<'_>) -> Thumbprint {
    let digest = ring::digest::digest(&ring::digest::SHA256, certificate);
    Thumbprint::new(digest.as_ref().try_into().expect("SHA-256 has 32 bytes"))
}

/// Takes the certificates with these thumbprints, and no other.
#[derive(Debug)]
struct Registered {
    expected: Vec<Thumbprint>,
    provider: Arc<CryptoProvider>,
}

/// Takes any client, with any certificate or none. That its owner has the key is checked all the same.
#[derive(Debug)]
pub(super) struct Anybody(pub(super) Arc<CryptoProvider>);

impl ServerCertVerifier for Registered {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        if self.expected.contains(&thumbprint(end_entity)) {
            return Ok(ServerCertVerified::assertion());
        }
        Err(Error::InvalidCertificate(CertificateError::ApplicationVerificationFailure))
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Err(Error::General("servers speak TLS 1.3 with each other".to_owned()))
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        signed(&self.provider, message, certificate, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

impl ClientCertVerifier for Anybody {
    fn client_auth_mandatory(&self) -> bool {
        false
    }

    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        &[]
    }

    fn verify_client_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: UnixTime,
    ) -> Result<ClientCertVerified, Error> {
        Ok(ClientCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let known = &self.0.signature_verification_algorithms;
        rustls::crypto::verify_tls12_signature(message, certificate, signature, known)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        signed(&self.0, message, certificate, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}

/// Whether the handshake was signed with the certificate's key.
fn signed(
    provider: &CryptoProvider,
    message: &[u8],
    certificate: &CertificateDer<'_>,
    signature: &DigitallySignedStruct,
) -> Result<HandshakeSignatureValid, Error> {
    let known = &provider.signature_verification_algorithms;
    rustls::crypto::verify_tls13_signature(message, certificate, signature, known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustls::{ClientConnection, ServerConnection};

    fn identity() -> ServerIdentity {
        crate::transport::samples::identity("hub.contoso.com")
    }

    /// A handshake in memory: whom the server saw, or why there was none.
    fn shake(client: Arc<ClientConfig>, server: Arc<ServerConfig>) -> Result<Option<Thumbprint>, Error> {
        let name = ServerName::try_from("whoever.example").expect("a name");
        let mut client = ClientConnection::new(client, name)?;
        let mut server = ServerConnection::new(server)?;
        let mut wire = Vec::new();
        while client.is_handshaking() || server.is_handshaking() {
            while client.wants_write() {
                client.write_tls(&mut wire).expect("memory");
            }
            server.read_tls(&mut &wire[..]).expect("memory");
            server.process_new_packets()?;
            wire.clear();
            while server.wants_write() {
                server.write_tls(&mut wire).expect("memory");
            }
            client.read_tls(&mut &wire[..]).expect("memory");
            client.process_new_packets()?;
            wire.clear();
        }
        while client.wants_write() {
            client.write_tls(&mut wire).expect("memory");
        }
        server.read_tls(&mut &wire[..]).expect("memory");
        server.process_new_packets()?;
        Ok(server.peer_certificates().and_then(|chain| chain.first()).map(thumbprint))
    }

    #[test]
    fn two_servers_know_each_other_by_their_thumbprints() {
        let (ours, theirs) = (identity(), identity());
        let seen = shake(ours.client_config(vec![theirs.thumbprint]).expect("a config"), theirs.server_config());
        assert_eq!(seen, Ok(Some(ours.thumbprint)), "whatever name was asked for");
    }

    #[test]
    fn a_server_with_another_certificate_is_not_the_one() {
        let (ours, theirs, other) = (identity(), identity(), identity());
        let seen = shake(ours.client_config(vec![other.thumbprint]).expect("a config"), theirs.server_config());
        let refused = Error::InvalidCertificate(CertificateError::ApplicationVerificationFailure);
        assert_eq!(seen, Err(refused));
    }

    #[test]
    fn who_shows_nothing_is_encrypted_and_nobody() {
        let theirs = identity();
        let mut client = ClientConfig::clone(&identity().client_config(vec![theirs.thumbprint]).expect("a config"));
        client.client_auth_cert_resolver = Arc::new(Nothing);
        assert_eq!(shake(Arc::new(client), theirs.server_config()), Ok(None));
    }

    #[derive(Debug)]
    struct Nothing;

    impl rustls::client::ResolvesClientCert for Nothing {
        fn resolve(&self, _: &[&[u8]], _: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
            None
        }

        fn has_certs(&self) -> bool {
            false
        }
    }
}
