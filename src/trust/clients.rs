//! TLS as a client.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use rustls::client::Resumption;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, Error, RootCertStore};

use super::certificates::Picked;
use super::judge::{Judge as _, Shown};
use super::proof::Witness;
use super::{Certificates, Proof, Verifier, Wanted, provider};

/// Makes client configurations, one for each proof, so that sessions with the same host can be resumed.
pub struct TlsClients {
    roots: Arc<RootCertStore>,
    certificates: Arc<Certificates>,
    configs: Mutex<HashMap<Wish, Arc<ClientConfig>>>,
}

/// What a server is to prove, and what it gets to see.
type Wish = (Proof, Option<Wanted>);

/// Proofs kept; connectors with TlsDomain have one each, DNS connectors with DomainValidation one for each domain.
const MOST_CONFIGS: usize = 256;

impl TlsClients {
    pub fn new(roots: RootCertStore, certificates: Arc<Certificates>) -> TlsClients {
        TlsClients { roots: Arc::new(roots), certificates, configs: Mutex::default() }
    }

    /// Whether there is something to show.
    pub fn has(&self, wanted: &Wanted) -> bool {
        self.certificates.pick(wanted, None).is_some()
    }

    /// For web servers: a chain to a trusted root, and their name.
    pub fn web(&self) -> ClientConfig {
        let builder = ClientConfig::builder_with_provider(provider());
        let builder =
            builder.with_safe_default_protocol_versions().expect("our provider has the versions that are safe");
        builder.with_root_certificates(Arc::clone(&self.roots)).with_no_client_auth()
    }

    /// Whether a chain of certificates, the server's first, would have proven that; the handshake is over.
    pub fn proves(&self, proof: &Proof, chain: &[CertificateDer<'_>], name: &ServerName<'_>) -> Result<(), Error> {
        let [certificate, intermediates @ ..] = chain else { return Err(Error::NoCertificatesPresented) };
        let shown = Shown { certificate, intermediates, name: Some(name), now: UnixTime::now() };
        Witness::new(proof.clone(), &self.roots)?.judge(&shown)
    }

    /// Whom chains are to lead to.
    pub fn roots(&self) -> Arc<RootCertStore> {
        Arc::clone(&self.roots)
    }

    /// What the server has to prove, and which certificate it gets to see if it asks for one.
    pub fn config(&self, proof: &Proof, shows: Option<&Wanted>) -> Result<Arc<ClientConfig>, Error> {
        let key = (proof.clone(), shows.cloned());
        let mut configs = self.configs.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = configs.get(&key) {
            return Ok(Arc::clone(known));
        }
        if configs.len() >= MOST_CONFIGS {
            configs.clear();
        }
        let witness = Witness::new(proof.clone(), &self.roots)?;
        let builder = ClientConfig::builder_with_provider(provider())
            .with_safe_default_protocol_versions()?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(Verifier::new(witness)));
        let config = Arc::new(match shows {
            Some(wanted) => {
                let picked = Picked { certificates: self.certificates.clone(), wanted: wanted.clone() };
                let mut config = builder.with_client_cert_resolver(Arc::new(picked));
                // A resumed session goes by the certificate that was shown when it began, also after that was renewed.
                config.resumption = Resumption::disabled();
                config
            }
            None => builder.with_no_client_auth(),
        });
        configs.insert(key, Arc::clone(&config));
        Ok(config)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_configuration_is_kept_for_its_proof() {
        let clients = TlsClients::new(RootCertStore::empty(), Arc::default());
        let one = clients.config(&Proof::NOTHING, None).unwrap();
        assert!(Arc::ptr_eq(&one, &clients.config(&Proof::NOTHING, None).unwrap()));
        assert!(
            clients.config(&Proof { chain: true, ..Proof::NOTHING }, None).is_err(),
            "nothing can be proven without roots"
        );
    }
}
