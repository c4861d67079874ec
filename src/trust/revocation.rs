//! Certificates that were taken back: what the lists of their authorities say (RFC 5280 §5).
//!
//! A certificate names the places where its authority publishes the list. Only lists count that the authority has signed;
//! where there is none, nothing is known, and that is no reason to doubt: authorities are away more often than keys are
//! stolen, and whoever can keep a list from us cannot read what TLS encrypts.

use std::sync::Arc;
use std::time::Duration;

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::ServerCertVerifier;
use rustls::pki_types::{CertificateDer, CertificateRevocationListDer, ServerName, UnixTime};
use rustls::{CertificateError, Error, RootCertStore};
use x509_parser::extensions::{DistributionPointName, GeneralName, ParsedExtension};
use x509_parser::prelude::{CertificateRevocationList, FromDer, X509Certificate};

use super::provider;

/// Places looked at of one certificate: usually there is one.
const MOST_PLACES: usize = 4;

/// One list, ready to be looked up in.
#[derive(Clone, Debug)]
pub struct RevocationList {
    verifier: Arc<WebPkiServerVerifier>,
    /// How long until the next one is due, when it was read; zero where that is over or not said.
    pub lasts: Duration,
}

/// The bytes are no list of revoked certificates.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it is no list of revoked certificates: {0}")]
pub struct NoList(String);

impl RevocationList {
    /// Reads a list in DER. Takes a while where it is long.
    pub fn read(der: Vec<u8>, roots: &Arc<RootCertStore>) -> Result<RevocationList, NoList> {
        let (_, list) = CertificateRevocationList::from_der(&der).map_err(|error| NoList(error.to_string()))?;
        let next = list.next_update().map_or(0, |next| next.timestamp());
        let left = next.saturating_sub(jiff::Timestamp::now().as_second());
        let lasts = Duration::from_secs(u64::try_from(left).unwrap_or(0));
        let verifier = WebPkiServerVerifier::builder_with_provider(Arc::clone(roots), provider())
            .with_crls([CertificateRevocationListDer::from(der)])
            .allow_unknown_revocation_status()
            .build();
        Ok(RevocationList { verifier: verifier.map_err(|error| NoList(error.to_string()))?, lasts })
    }

    /// Whether a certificate of the chain, the server's first, is on it. The chain is good otherwise.
    pub fn holds(&self, chain: &[CertificateDer<'_>]) -> bool {
        let [certificate, intermediates @ ..] = chain else { return false };
        // Names are looked at after revocation, and by somebody else.
        let name = ServerName::try_from("revocation.invalid").expect("a name");
        let verdict = self.verifier.verify_server_cert(certificate, intermediates, &name, &[], UnixTime::now());
        matches!(verdict, Err(Error::InvalidCertificate(CertificateError::Revoked)))
    }
}

/// Where the lists are that these certificates may be on; by HTTP, as RFC 5280 §4.2.1.13 wants at least one to be.
pub fn places(chain: &[CertificateDer<'_>]) -> Vec<String> {
    let mut places: Vec<String> = Vec::new();
    for certificate in chain {
        let Ok((_, certificate)) = X509Certificate::from_der(certificate) else { continue };
        let of_it = certificate.extensions().iter().flat_map(|extension| match extension.parsed_extension() {
            ParsedExtension::CRLDistributionPoints(points) => points.points.iter().flat_map(urls).collect(),
            _ => Vec::new(),
        });
        for place in of_it.take(MOST_PLACES) {
            if !places.contains(&place) {
                places.push(place);
            }
        }
    }
    places
}

fn urls(point: &x509_parser::extensions::CRLDistributionPoint<'_>) -> Vec<String> {
    let Some(DistributionPointName::FullName(names)) = &point.distribution_point else { return Vec::new() };
    let url = |name: &GeneralName<'_>| match name {
        GeneralName::URI(url) if url.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("http://")) => {
            Some((*url).to_owned())
        }
        _ => None,
    };
    names.iter().filter_map(url).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trust::samples::Authority;

    const PLACE: &str = "http://crl.example/one.crl";

    #[test]
    fn who_is_on_a_list_of_the_authority_is_revoked() {
        let (authority, other) = (Authority::new(), Authority::new());
        let roots = Arc::new(authority.roots());
        let leaf = |serial| authority.listed(&["mx.contoso.com"], serial, PLACE);
        let read = |list: Vec<u8>| RevocationList::read(list, &roots);
        for (serial, list, expected, why) in [
            (7, authority.list(&[7, 9]), true, "on the list"),
            (8, authority.list(&[7, 9]), false, "not on it"),
            (7, other.list(&[7]), false, "somebody else's list"),
            (7, authority.list(&[]), false, "an empty list"),
        ] {
            assert_eq!(read(list).expect("a list").holds(&[leaf(serial)]), expected, "{why}");
        }
        assert!(!read(authority.list(&[7])).expect("a list").holds(&[]), "nobody");
        assert!(read(authority.list(&[])).expect("a list").lasts > Duration::from_secs(3600));
        assert!(read(b"<html>".to_vec()).is_err_and(|why| why.to_string().starts_with("it is no list of revoked")));
    }

    #[test]
    fn a_certificate_says_where_its_list_is() {
        let authority = Authority::new();
        let one = authority.listed(&["a.example"], 1, PLACE);
        let two = authority.listed(&["b.example"], 2, "ldap://crl.example/cn=one");
        let (three, _) = authority.certificate(&["c.example"]);
        assert_eq!(places(&[one.clone(), two, three, one]), [PLACE]);
    }
}
