//! What the certificate of a server has to prove.
//!
//! Opportunistic TLS proves nothing: it keeps mail from being read in passing, which is all that the other side has
//! promised. Where the connector asks for proof, a chain to a trusted root comes first; a name counts only with it,
//! because anybody can write a name into a certificate of their own.

use std::sync::Arc;

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{ServerCertVerified, ServerCertVerifier};
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{CertificateError, Error, RootCertStore};
use x509_parser::prelude::{FromDer, X509Certificate};

use super::dane::{self, Tlsa};
use super::judge::{Judge, Shown};
use super::{provider, server_name_of, x500};
use crate::model::{Domain, SmtpDomain};

/// What a certificate must prove.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Proof {
    /// A chain to a trusted root. Anything below needs it.
    pub chain: bool,
    /// That it is the host we mean to talk to, as the configuration names it.
    pub host: bool,
    /// That it belongs to a domain: this name, or a name at or below it.
    pub domain: Option<SmtpDomain>,
    /// That it is one of those that the host's DNS names. Nothing else counts then.
    pub dane: Vec<Tlsa>,
}

impl Proof {
    pub const NOTHING: Proof = Proof { chain: false, host: false, domain: None, dane: Vec::new() };

    /// Whether it begins with a chain to a trusted root.
    pub fn needs_chain(&self) -> bool {
        self.chain || self.host || self.domain.is_some()
    }
}

/// Judges by a proof.
#[derive(Debug)]
pub(super) struct Witness {
    /// `None`: any certificate will do.
    chain: Option<Arc<WebPkiServerVerifier>>,
    proof: Proof,
}

impl Witness {
    /// Fails where a chain is to be proven and there are no roots.
    pub fn new(proof: Proof, roots: &Arc<RootCertStore>) -> Result<Witness, Error> {
        let chain = proof.needs_chain().then(|| chains(roots)).transpose()?;
        Ok(Witness { chain, proof })
    }
}

/// Follows chains to these roots.
pub(super) fn chains(roots: &Arc<RootCertStore>) -> Result<Arc<WebPkiServerVerifier>, Error> {
    WebPkiServerVerifier::builder_with_provider(Arc::clone(roots), provider())
        .build()
        .map_err(|error| Error::General(error.to_string()))
}

impl Judge for Witness {
    fn judge(&self, shown: &Shown<'_>) -> Result<(), Error> {
        if !self.proof.dane.is_empty() {
            return dane::judge(&self.proof.dane, shown);
        }
        let Some(chain) = &self.chain else { return Ok(()) };
        let not_for_name = || Error::InvalidCertificate(CertificateError::NotValidForName);
        let is_for = |name: &ServerName<'_>| {
            chain.verify_server_cert(shown.certificate, shown.intermediates, name, &[], shown.now)
        };
        match is_for(shown.name.ok_or_else(not_for_name)?) {
            Err(error) if self.proof.host || !is_about_the_name(&error) => return Err(error),
            _ => {}
        }
        match &self.proof.domain {
            Some(SmtpDomain::Exact(domain)) => {
                is_for(&server_name_of(domain).ok_or_else(not_for_name)?)?;
            }
            Some(SmtpDomain::Below(domain)) if !is_below(shown.certificate, domain) => return Err(not_for_name()),
            _ => {}
        }
        Ok(())
    }
}

/// The chain was found to be good before the name was looked at.
fn is_about_the_name(error: &Error) -> bool {
    matches!(
        error,
        Error::InvalidCertificate(CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. })
    )
}

/// Whether a certificate of which that was the verdict, when it was asked for the domain's name, belongs to the domain:
/// by that name or by one below it.
pub(super) fn belongs_to(
    verdict: Result<ServerCertVerified, Error>,
    certificate: &CertificateDer<'_>,
    domain: &Domain,
) -> bool {
    match verdict {
        Ok(_) => true,
        Err(error) => is_about_the_name(&error) && is_below(certificate, domain),
    }
}

/// Whether one of the certificate's names of hosts is that domain or below it.
fn is_below(certificate: &CertificateDer<'_>, domain: &Domain) -> bool {
    X509Certificate::from_der(certificate).is_ok_and(|(_, certificate)| x500::is_below(&certificate, domain))
}

/// The names of hosts that a certificate is for, as they stand in it.
pub fn names_of(certificate: &CertificateDer<'_>) -> Vec<String> {
    X509Certificate::from_der(certificate).map(|(_, certificate)| x500::hosts(&certificate)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use rustls::pki_types::UnixTime;

    use super::*;
    use crate::trust::samples::Authority;

    /// Whether a certificate satisfies a proof on a connection to mx.contoso.com.
    fn satisfies(proof: &Proof, names: &[&str], is_trusted: bool) -> bool {
        let (trusted, other) = (Authority::new(), Authority::new());
        let issuer = if is_trusted { &trusted } else { &other };
        let (leaf, _) = issuer.certificate(names);
        let witness = Witness::new(proof.clone(), &Arc::new(trusted.roots())).unwrap();
        let name = ServerName::try_from("mx.contoso.com").unwrap();
        let shown = Shown { certificate: &leaf, intermediates: &[], name: Some(&name), now: UnixTime::now() };
        witness.judge(&shown).is_ok()
    }

    #[test]
    fn a_certificate_proves_what_is_asked() {
        let domain =
            |text: &str| Proof { chain: true, host: false, domain: Some(text.parse().unwrap()), dane: Vec::new() };
        let chain = Proof { chain: true, ..Proof::NOTHING };
        let host = Proof { chain: true, host: true, ..Proof::NOTHING };
        let (right, wrong) = (&["mx.contoso.com"][..], &["other.example"][..]);
        for (proof, names, is_trusted, expected, why) in [
            (&Proof::NOTHING, wrong, false, true, "nothing is asked"),
            (&chain, wrong, true, true, "a chain says nothing about names"),
            (&chain, right, false, false, "a root nobody trusts"),
            (&host, right, true, true, "chain and name"),
            (&host, wrong, true, false, "another name"),
            (&host, right, false, false, "a name proves nothing without a chain"),
            (&host, &["*.contoso.com"], true, true, "a wildcard certificate"),
            (&domain("mx.contoso.com"), right, true, true, "TlsDomain is the name"),
            (&domain("contoso.com"), right, true, false, "TlsDomain is another name"),
            (&domain("contoso.com"), &["contoso.com"], true, true, "the recipient's domain"),
            (&domain("*.contoso.com"), right, true, true, "a name below"),
            (&domain("*.contoso.com"), &["contoso.com"], true, true, "the domain itself"),
            (&domain("*.contoso.com"), &["*.contoso.com"], true, true, "a wildcard below"),
            (&domain("*.contoso.com"), &["evilcontoso.com"], true, false, "not below, only similar"),
            (&domain("*.contoso.com"), right, false, false, "no chain"),
        ] {
            assert_eq!(satisfies(proof, names, is_trusted), expected, "{why}");
        }
    }
}
