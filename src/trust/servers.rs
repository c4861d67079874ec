//! TLS as a server.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use rustls::{Error, RootCertStore, ServerConfig};

use super::certificates::Picked;
use super::{Anybody, Certificates, Partners, Verifier, Wanted, provider};

/// Makes server configurations, one for each certificate that connectors want to show.
pub struct TlsServers {
    certificates: Arc<Certificates>,
    pub partners: Partners,
    configs: Mutex<HashMap<(Wanted, bool), Arc<ServerConfig>>>,
}

/// Configurations kept; a connector has one.
const MOST_CONFIGS: usize = 256;

impl TlsServers {
    /// `roots`: whom certificates of partners are trusted by.
    pub fn new(certificates: Arc<Certificates>, roots: RootCertStore) -> Result<TlsServers, Error> {
        Ok(TlsServers { certificates, partners: Partners::new(roots)?, configs: Mutex::default() })
    }

    /// Whether there is something to show.
    pub fn has(&self, wanted: &Wanted) -> bool {
        self.certificates.pick(wanted, None).is_some()
    }

    /// `asks`: the client is asked for its own certificate, and may have any, or none.
    pub fn config(&self, wanted: &Wanted, asks: bool) -> Result<Arc<ServerConfig>, Error> {
        let mut configs = self.configs.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (wanted.clone(), asks);
        if let Some(known) = configs.get(&key) {
            return Ok(Arc::clone(known));
        }
        if configs.len() >= MOST_CONFIGS {
            configs.clear();
        }
        let builder = ServerConfig::builder_with_provider(provider()).with_safe_default_protocol_versions()?;
        let builder = match asks {
            true => builder.with_client_cert_verifier(Arc::new(Verifier::new(Anybody))),
            false => builder.with_no_client_auth(),
        };
        let picked = Picked { certificates: self.certificates.clone(), wanted: wanted.clone() };
        let config = Arc::new(builder.with_cert_resolver(Arc::new(picked)));
        configs.insert(key, Arc::clone(&config));
        Ok(config)
    }
}
