//! How the servers of one organization know each other: each has a certificate of its own, whose thumbprint the
//! configuration holds.
//!
//! Promise: only who has the private key of a registered certificate passes. Names, dates and issuers in these
//! certificates mean nothing, so nobody outside, and no public authority, can speak for a server of ours; whoever may
//! write the configuration decides who is one. It has nothing to do with the certificate that strangers are shown,
//! which people replace as they like.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::pki_types::pem::{self, PemObject};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::{CertifiedKey, SingleCertAndKey};
use rustls::{CertificateError, ClientConfig, Error, ServerConfig};

use super::judge::{Anybody, Judge, Shown, Verifier};
use super::provider;
use crate::model::Thumbprint;

/// What this server proves itself with.
pub struct ServerIdentity {
    key: Arc<CertifiedKey>,
    server: Arc<ServerConfig>,
    pub thumbprint: Thumbprint,
}

/// Why there is none to be read.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    #[error(transparent)]
    Pem(#[from] pem::Error),
    #[error(transparent)]
    Pair(#[from] Error),
}

impl ServerIdentity {
    /// Where a data directory has certificate and key, in one file, so that there is never one without the other.
    pub fn file_in(data_dir: &Path) -> PathBuf {
        data_dir.join("tls").join("server.pem")
    }

    /// Reads such a file.
    pub fn read(file: &Path) -> Result<ServerIdentity, Unreadable> {
        let chain = CertificateDer::pem_file_iter(file)?.collect::<Result<Vec<_>, _>>()?;
        let key = PrivateKeyDer::from_pem_file(file)?;
        Ok(ServerIdentity::new(CertifiedKey::from_der(chain, key, &provider())?)?)
    }

    pub fn new(key: CertifiedKey) -> Result<ServerIdentity, Error> {
        let thumbprint = thumbprint(key.cert.first().ok_or(Error::NoCertificatesPresented)?);
        let key = Arc::new(key);
        let mut server = ServerConfig::builder_with_provider(provider())
            .with_protocol_versions(&[&rustls::version::TLS13])?
            .with_client_cert_verifier(Arc::new(Verifier::new(Anybody)))
            .with_cert_resolver(Arc::new(SingleCertAndKey::from(key.clone())));
        // Each session is proven anew: a certificate that is no longer registered opens none.
        server.send_tls13_tickets = 0;
        Ok(ServerIdentity { key, server: Arc::new(server), thumbprint })
    }

    /// For connections of other servers. Whoever comes is encrypted; who it was is asked afterwards.
    pub fn server_config(&self) -> Arc<ServerConfig> {
        self.server.clone()
    }

    /// For a connection to another server, which must be one with such a certificate.
    pub fn client_config(&self, expected: Vec<Thumbprint>) -> Result<Arc<ClientConfig>, Error> {
        let mut client = ClientConfig::builder_with_provider(provider())
            .with_protocol_versions(&[&rustls::version::TLS13])?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(Verifier::new(Registered(expected))))
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
struct Registered(Vec<Thumbprint>);

impl Judge for Registered {
    fn judge(&self, shown: &Shown<'_>) -> Result<(), Error> {
        if self.0.contains(&thumbprint(shown.certificate)) {
            return Ok(());
        }
        Err(Error::InvalidCertificate(CertificateError::ApplicationVerificationFailure))
    }
}

#[cfg(test)]
mod tests {
    use rustls::pki_types::ServerName;
    use rustls::{ClientConnection, ServerConnection, SignatureScheme};

    use super::*;

    fn identity() -> ServerIdentity {
        crate::trust::samples::identity("hub.contoso.com")
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
