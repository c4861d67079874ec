//! Domain security: servers of partners prove by certificate which domains they belong to.
//!
//! A certificate proves a domain when its chain leads to a root that this machine trusts and one of its names is the
//! domain or below it. Peers without one, or with one that proves nothing, are encrypted all the same and stay
//! strangers.

use std::sync::Arc;

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::ServerCertVerifier;
use rustls::crypto::ring as provider;
use rustls::pki_types::{CertificateDer, UnixTime};
use rustls::server::ResolvesServerCert;
use rustls::{Error, RootCertStore, ServerConfig};

use super::identity::Anybody;
use super::send::tls::{belongs_to, server_name_of};
use crate::model::Domain;

/// How partners are asked for proof, and what it proves.
pub struct Partners {
    server: Arc<ServerConfig>,
    /// Mail servers have certificates for servers, also where they are the client.
    chains: Arc<WebPkiServerVerifier>,
}

impl Partners {
    /// `shown` is the certificate that peers see in turn; `roots` is whom certificates are trusted by.
    pub fn new(shown: Arc<dyn ResolvesServerCert>, roots: RootCertStore) -> Result<Partners, Error> {
        let provider = Arc::new(provider::default_provider());
        let chains = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider.clone())
            .build()
            .map_err(|error| Error::General(error.to_string()))?;
        let server = ServerConfig::builder_with_provider(provider.clone())
            .with_safe_default_protocol_versions()?
            .with_client_cert_verifier(Arc::new(Anybody(provider)))
            .with_cert_resolver(shown);
        Ok(Partners { server: Arc::new(server), chains })
    }

    /// Asks the client for its certificate, and takes any, or none.
    pub fn server_config(&self) -> Arc<ServerConfig> {
        self.server.clone()
    }

    /// Which of these domains the owner of the certificate belongs to.
    pub fn proven(&self, chain: &[CertificateDer<'_>], domains: &[Domain]) -> Vec<Domain> {
        let Some((certificate, rest)) = chain.split_first() else { return Vec::new() };
        let proves = |domain: &&Domain| {
            server_name_of(domain).is_some_and(|name| {
                let verdict = self.chains.verify_server_cert(certificate, rest, &name, &[], UnixTime::now());
                belongs_to(verdict, certificate, domain)
            })
        };
        domains.iter().filter(proves).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use rcgen::{CertificateParams, CertifiedIssuer, KeyPair};

    use super::*;

    #[test]
    fn a_trusted_chain_and_a_name_prove_a_domain() {
        let root = || {
            let mut params = CertificateParams::new(vec![]).expect("no names");
            params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
            CertifiedIssuer::self_signed(params, KeyPair::generate().expect("a key")).expect("a root")
        };
        let (trusted, other) = (root(), root());
        let mut roots = RootCertStore::empty();
        roots.add(trusted.der().clone()).expect("a root");
        let shown = rustls::server::ResolvesServerCertUsingSni::new();
        let partners = Partners::new(Arc::new(shown), roots).expect("TLS");
        let domains: Vec<Domain> =
            ["fabrikam.com", "mail.fabrikam.com", "adatum.com"].iter().map(|name| name.parse().expect(name)).collect();
        for (names, issuer, expected, why) in [
            (&["fabrikam.com"][..], &trusted, &["fabrikam.com"][..], "the domain"),
            (&["mail.fabrikam.com"], &trusted, &["fabrikam.com", "mail.fabrikam.com"], "a host of it"),
            (&["*.fabrikam.com"], &trusted, &["fabrikam.com", "mail.fabrikam.com"], "any host of it"),
            (&["evilfabrikam.com"], &trusted, &[], "only similar"),
            (&["fabrikam.com"], &other, &[], "whoever says so"),
            (&["a.fabrikam.com", "adatum.com"], &trusted, &["fabrikam.com", "adatum.com"], "two"),
        ] {
            let names: Vec<String> = names.iter().map(ToString::to_string).collect();
            let params = CertificateParams::new(names).expect("names");
            let leaf = params.signed_by(&KeyPair::generate().expect("a key"), issuer).expect("signed");
            let proven = partners.proven(&[leaf.der().clone()], &domains);
            assert_eq!(proven.iter().map(Domain::as_str).collect::<Vec<_>>(), expected, "{why}");
        }
        assert!(partners.proven(&[], &domains).is_empty());
        let garbage = CertificateDer::from(b"garbage".to_vec());
        assert!(partners.proven(&[garbage], &domains).is_empty());
    }
}
