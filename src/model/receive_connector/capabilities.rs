//! What hosts of certain domains may do beside what everybody may.

use super::ReceiveConnector;
use crate::model::class::{Beside, Breach};
use crate::model::permission::Permissions;
use crate::model::{AuthMechanisms, Domain};

pub fn capabilities_are_proven_by_tls(connector: &ReceiveConnector, _: &Beside) -> Result<(), Breach> {
    if connector.tls_domain_capabilities.is_empty() || connector.auth_mechanism.contains(AuthMechanisms::Tls) {
        return Ok(());
    }
    Err(Breach::new(
        "TlsDomainCapabilities",
        "Hosts prove their domain in the TLS handshake, and TLS is not offered.",
        "Add Tls to -AuthMechanism, or clear -TlsDomainCapabilities.",
    ))
}

impl ReceiveConnector {
    /// Whether peers are asked for their certificate at STARTTLS.
    pub fn asks_for_certificates(&self) -> bool {
        self.domain_secure_enabled || !self.tls_domain_capabilities.is_empty()
    }

    /// Domains whose hosts may more than others.
    pub fn capable_domains(&self) -> Vec<Domain> {
        self.tls_domain_capabilities.iter().map(|capability| capability.domain.clone()).collect()
    }

    /// What a host may in addition that belongs to these domains.
    pub fn capabilities_of(&self, proven: &[Domain]) -> Permissions {
        let is_listed = self.tls_domain_capabilities.iter().any(|capability| proven.contains(&capability.domain));
        match is_listed {
            true => Permissions::ORGANIZATION_HEADERS.with(Permissions::FOREST_HEADERS),
            false => Permissions::NONE,
        }
    }
}
