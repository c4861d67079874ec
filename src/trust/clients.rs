//! TLS as a client.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use rustls::{ClientConfig, Error, RootCertStore};

use super::proof::Witness;
use super::{Proof, Verifier, provider};

/// Makes client configurations, one for each proof, so that sessions with the same host can be resumed.
pub struct TlsClients {
    roots: Arc<RootCertStore>,
    configs: Mutex<HashMap<Proof, Arc<ClientConfig>>>,
}

/// Proofs kept; connectors with TlsDomain have one each, DNS connectors with DomainValidation one for each domain.
const MOST_CONFIGS: usize = 256;

impl TlsClients {
    pub fn new(roots: RootCertStore) -> TlsClients {
        TlsClients { roots: Arc::new(roots), configs: Mutex::default() }
    }

    pub fn config(&self, proof: &Proof) -> Result<Arc<ClientConfig>, Error> {
        let mut configs = self.configs.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = configs.get(proof) {
            return Ok(Arc::clone(known));
        }
        if configs.len() >= MOST_CONFIGS {
            configs.clear();
        }
        let witness = Witness::new(proof.clone(), &self.roots)?;
        let config = ClientConfig::builder_with_provider(provider())
            .with_safe_default_protocol_versions()?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(Verifier::new(witness)))
            .with_no_client_auth();
        let config = Arc::new(config);
        configs.insert(proof.clone(), Arc::clone(&config));
        Ok(config)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
