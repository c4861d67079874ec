//! Whom a server of LDAP has to convince.

use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};

use crate::directory::read::ReadError;
use crate::model::RecipientDirectory;
use crate::trust::{provider, system_roots};

/// Trusts the authorities that the directory names, else those of the machine.
pub fn config(directory: &RecipientDirectory) -> Result<Arc<ClientConfig>, ReadError> {
    let roots = match &directory.trusted_certificates {
        Some(path) => named(&path.to_string())?,
        None => system_roots(),
    };
    let config = ClientConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()
        .map_err(|error| ReadError::new(format!("TLS cannot be set up: {error}."), "Tell the makers of emsh."))?;
    Ok(Arc::new(config.with_root_certificates(roots).with_no_client_auth()))
}

fn named(path: &str) -> Result<RootCertStore, ReadError> {
    let unusable = |why: String| {
        ReadError::new(format!("{path} cannot be used: {why}."), "Give a file of certificates in the form of PEM.")
    };
    let mut roots = RootCertStore::empty();
    let certificates = CertificateDer::pem_file_iter(path).map_err(|error| unusable(error.to_string()))?;
    for certificate in certificates {
        let certificate = certificate.map_err(|error| unusable(error.to_string()))?;
        roots.add(certificate).map_err(|error| unusable(error.to_string()))?;
    }
    match roots.is_empty() {
        true => Err(unusable("there is no certificate in it".to_owned())),
        false => Ok(roots),
    }
}
