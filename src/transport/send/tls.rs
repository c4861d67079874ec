//! TLS as a client: what the other side's certificate has to prove.
//!
//! Opportunistic TLS proves nothing: it keeps mail from being read in passing, which is all that the other side has
//! promised. Where the connector asks for proof, a chain to a trusted root comes first; a name counts only with it,
//! because anybody can write a name into a certificate of their own.
//!
//! Revocation is not looked up: public authorities have stopped running OCSP, and their certificates live for weeks.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};
use x509_parser::prelude::{FromDer, GeneralName, X509Certificate};

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
}

impl Proof {
    pub const NOTHING: Proof = Proof { chain: false, host: false, domain: None };

    fn needs_chain(&self) -> bool {
        self.chain || self.host || self.domain.is_some()
    }
}

/// Makes client configurations, one for each proof, so that sessions with the same host can be resumed.
pub struct TlsClients {
    provider: Arc<CryptoProvider>,
    roots: Arc<RootCertStore>,
    configs: Mutex<HashMap<Proof, Arc<ClientConfig>>>,
}

/// Proofs kept; connectors with TlsDomain have one each, DNS connectors with DomainValidation one for each domain.
const MOST_CONFIGS: usize = 256;

impl TlsClients {
    pub fn new(roots: RootCertStore) -> TlsClients {
        TlsClients {
            provider: Arc::new(rustls::crypto::ring::default_provider()),
            roots: Arc::new(roots),
            configs: Mutex::default(),
        }
    }

    pub fn config(&self, proof: &Proof) -> Result<Arc<ClientConfig>, Error> {
        let mut configs = self.configs.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = configs.get(proof) {
            return Ok(Arc::clone(known));
        }
        if configs.len() >= MOST_CONFIGS {
            configs.clear();
        }
        let chain = if proof.needs_chain() {
            let builder =
                WebPkiServerVerifier::builder_with_provider(Arc::clone(&self.roots), Arc::clone(&self.provider));
            Some(builder.build().map_err(|error| Error::General(error.to_string()))?)
        } else {
            None
        };
        let verifier = Verifier { provider: Arc::clone(&self.provider), chain, proof: proof.clone() };
        let config = ClientConfig::builder_with_provider(Arc::clone(&self.provider))
            .with_safe_default_protocol_versions()?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(verifier))
            .with_no_client_auth();
        let config = Arc::new(config);
        configs.insert(proof.clone(), Arc::clone(&config));
        Ok(config)
    }
}

/// The roots that this machine trusts; those of the web's browsers where it has no list of its own.
pub fn system_roots() -> RootCertStore {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if roots.is_empty() {
        roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    }
    roots
}

#[derive(Debug)]
struct Verifier {
    provider: Arc<CryptoProvider>,
    /// `None`: any certificate will do.
    chain: Option<Arc<WebPkiServerVerifier>>,
    proof: Proof,
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let Some(chain) = &self.chain else { return Ok(ServerCertVerified::assertion()) };
        let is_for =
            |name: &ServerName<'_>| chain.verify_server_cert(end_entity, intermediates, name, ocsp_response, now);
        match is_for(server_name) {
            Err(error) if self.proof.host || !is_about_the_name(&error) => return Err(error),
            _ => {}
        }
        match &self.proof.domain {
            Some(SmtpDomain::Exact(domain)) => {
                is_for(&server_name_of(domain).ok_or(Error::InvalidCertificate(CertificateError::NotValidForName))?)?;
            }
            Some(SmtpDomain::Below(domain)) if !is_below(end_entity, domain) => {
                return Err(Error::InvalidCertificate(CertificateError::NotValidForName));
            }
            _ => {}
        }
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let known = &self.provider.signature_verification_algorithms;
        rustls::crypto::verify_tls12_signature(message, cert, signature, known)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let known = &self.provider.signature_verification_algorithms;
        rustls::crypto::verify_tls13_signature(message, cert, signature, known)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

/// The chain was found to be good before the name was looked at.
fn is_about_the_name(error: &Error) -> bool {
    matches!(
        error,
        Error::InvalidCertificate(CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. })
    )
}

/// A host or domain as TLS names it.
pub fn server_name_of(domain: &Domain) -> Option<ServerName<'static>> {
    match domain.address() {
        Some(address) => Some(ServerName::IpAddress(address.into())),
        None => ServerName::try_from(domain.as_str().to_owned()).ok(),
    }
}

/// Whether a certificate of which that was the verdict, when it was asked for the domain's name, belongs to the domain:
/// by that name or by one below it.
pub fn belongs_to(
    verdict: Result<ServerCertVerified, Error>,
    certificate: &CertificateDer<'_>,
    domain: &Domain,
) -> bool {
    match verdict {
        Ok(_) => true,
        Err(error) => is_about_the_name(&error) && is_below(certificate, domain),
    }
}

/// Whether one of the certificate's DNS names is that domain or below it; `*.contoso.com` is below contoso.com.
fn is_below(certificate: &CertificateDer<'_>, domain: &Domain) -> bool {
    let Ok((_, certificate)) = X509Certificate::from_der(certificate) else { return false };
    let Ok(Some(names)) = certificate.subject_alternative_name() else { return false };
    names.value.general_names.iter().any(|name| match name {
        GeneralName::DNSName(name) => {
            let name = name.strip_prefix("*.").unwrap_or(name);
            name.parse::<Domain>().is_ok_and(|name| name.is_at_or_below(domain))
        }
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rcgen::{CertificateParams, CertifiedIssuer, KeyPair};
    use std::time::Duration;

    /// A certificate for these names, by a root that is in the store or by one that is not.
    fn certificate(names: &[&str], is_trusted: bool) -> (RootCertStore, CertificateDer<'static>) {
        let root = || {
            let mut params = CertificateParams::new(vec![]).unwrap();
            params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
            CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
        };
        let (trusted, other) = (root(), root());
        let mut roots = RootCertStore::empty();
        roots.add(trusted.der().clone()).unwrap();
        let names: Vec<String> = names.iter().map(ToString::to_string).collect();
        let params = CertificateParams::new(names).unwrap();
        let issuer = if is_trusted { &trusted } else { &other };
        let leaf = params.signed_by(&KeyPair::generate().unwrap(), issuer).unwrap();
        (roots, leaf.der().clone())
    }

    /// Whether a certificate satisfies a proof on a connection to mx.contoso.com.
    fn satisfies(proof: &Proof, names: &[&str], is_trusted: bool) -> bool {
        let (roots, leaf) = certificate(names, is_trusted);
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let chain = proof.needs_chain().then(|| {
            WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider)).build().unwrap()
        });
        let verifier = Verifier { provider, chain, proof: proof.clone() };
        let name = ServerName::try_from("mx.contoso.com").unwrap();
        let now =
            UnixTime::since_unix_epoch(Duration::from_secs(u64::try_from(jiff::Timestamp::now().as_second()).unwrap()));
        verifier.verify_server_cert(&leaf, &[], &name, &[], now).is_ok()
    }

    #[test]
    fn a_certificate_proves_what_is_asked() {
        let domain = |text: &str| Proof { chain: true, host: false, domain: Some(text.parse().unwrap()) };
        let chain = Proof { chain: true, ..Proof::NOTHING };
        let host = Proof { chain: true, host: true, domain: None };
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

    #[test]
    fn a_configuration_is_kept_for_its_proof() {
        let clients = TlsClients::new(RootCertStore::empty());
        let one = clients.config(&Proof::NOTHING).unwrap();
        assert!(Arc::ptr_eq(&one, &clients.config(&Proof::NOTHING).unwrap()));
        assert!(
            clients.config(&Proof { chain: true, ..Proof::NOTHING }).is_err(),
            "nothing can be proven without roots"
        );
    }

    #[test]
    fn there_are_roots_on_every_machine() {
        assert!(!system_roots().is_empty());
    }
}
