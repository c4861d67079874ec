//! Domain security: servers of partners prove by certificate which domains they belong to.
//!
//! A certificate proves a domain when its chain leads to a root that this machine trusts and one of its names is the
//! domain or below it. Peers without one, or with one that proves nothing, are encrypted all the same and stay
//! strangers.

use std::sync::Arc;

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::ServerCertVerifier;
use rustls::pki_types::{CertificateDer, UnixTime};
use rustls::{Error, RootCertStore};

use super::proof::{belongs_to, chains};
use super::server_name_of;
use crate::model::Domain;

/// What certificates of partners prove.
pub struct Partners {
    /// Mail servers have certificates for servers, also where they are the client.
    chains: Arc<WebPkiServerVerifier>,
}

impl Partners {
    /// `roots` is whom certificates are trusted by.
    pub fn new(roots: RootCertStore) -> Result<Partners, Error> {
        Ok(Partners { chains: chains(&Arc::new(roots))? })
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
    use super::*;
    use crate::trust::samples::Authority;

    #[test]
    fn a_trusted_chain_and_a_name_prove_a_domain() {
        let (trusted, other) = (Authority::new(), Authority::new());
        let partners = Partners::new(trusted.roots()).expect("TLS");
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
            let (leaf, _) = issuer.certificate(names);
            let proven = partners.proven(&[leaf], &domains);
            assert_eq!(proven.iter().map(Domain::as_str).collect::<Vec<_>>(), expected, "{why}");
        }
        assert!(partners.proven(&[], &domains).is_empty());
        let garbage = CertificateDer::from(b"garbage".to_vec());
        assert!(partners.proven(&[garbage], &domains).is_empty());
    }
}
