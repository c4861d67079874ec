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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::class::Class;
    use crate::model::organization::Organization;
    use crate::model::tests::judge;

    #[test]
    fn who_proves_a_domain_needs_tls() {
        for (mechanisms, capabilities, broken) in [
            ("BasicAuth", json!([]), None),
            ("BasicAuth", json!(["fabrikam.com:AcceptCloudServicesMail"]), Some("TlsDomainCapabilities")),
            ("Tls", json!(["fabrikam.com:AcceptCloudServicesMail"]), None),
        ] {
            let given = json!({
                "Bindings": ["0.0.0.0:25"], "RemoteIPRanges": ["10.0.0.0/8"], "AuthMechanism": mechanisms,
                "TlsDomainCapabilities": capabilities,
            });
            let connector = ReceiveConnector::create("In", "HUB01", given).expect("readable");
            let breach = judge(&connector, &Organization::default()).err();
            assert_eq!(breach.map(|breach| breach.property), broken, "{mechanisms} {capabilities}");
        }
    }
}
