//! Whom to believe: what certificates prove, and which of ours are shown; what signatures of messages prove, and how
//! ours are made.
//!
//! In TLS, a verifier of rustls answers four questions, three of which are always answered alike;
//! [`Verifier`] answers those, and a [`Judge`] the fourth: whether the owner of the certificate is who it should be.
//!
//! Revocation is looked up in the lists that authorities publish; OCSP is not spoken, which public ones have stopped running.

pub mod arc;
mod certificates;
mod clients;
mod dane;
pub mod dkim;
mod identity;
mod judge;
pub mod mta_sts;
mod partners;
mod proof;
mod revocation;
mod roots;
#[cfg(test)]
pub mod samples;
pub mod sender;
mod servers;
mod x500;

use std::sync::{Arc, LazyLock};

use rustls::crypto::CryptoProvider;
use rustls::pki_types::ServerName;

use crate::model::Domain;

pub use certificates::{Certificates, Own, Wanted};
pub use clients::TlsClients;
pub use dane::Tlsa;
pub use identity::{ServerIdentity, thumbprint};
pub use judge::{Anybody, Judge, Shown, Verifier};
pub use partners::Partners;
pub use proof::{Proof, names_of};
pub use revocation::{NoList, RevocationList, places as places_of_revocation_lists};
pub use roots::system_roots;
pub use servers::TlsServers;

/// The cryptography of all our TLS.
pub fn provider() -> Arc<CryptoProvider> {
    static PROVIDER: LazyLock<Arc<CryptoProvider>> =
        LazyLock::new(|| Arc::new(rustls::crypto::ring::default_provider()));
    PROVIDER.clone()
}

/// A host or domain as TLS names it.
pub fn server_name_of(domain: &Domain) -> Option<ServerName<'static>> {
    match domain.address() {
        Some(address) => Some(ServerName::IpAddress(address.into())),
        None => ServerName::try_from(domain.as_str().to_owned()).ok(),
    }
}
