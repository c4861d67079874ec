//! Who may relay without a login.

use super::ReceiveConnector;
use crate::model::class::{Beside, Breach};
use crate::model::permission::{Permissions, Trustee};

/// Anybody can have a host below `com`.
pub fn relay_domains_are_somebodys(connector: &ReceiveConnector, _: &Beside) -> Result<(), Breach> {
    match connector.relay_domains.iter().find(|domain| !domain.as_str().contains('.')) {
        None => Ok(()),
        Some(domain) => Err(Breach::new(
            "RelayDomains",
            format!("Hosts of everybody are below '{domain}', and all of them could relay."),
            "Name a domain of your own, such as contoso.com.",
        )),
    }
}

impl ReceiveConnector {
    /// Whether that kind of peer may send to anybody here.
    pub fn lets_relay(&self, who: &Trustee) -> bool {
        self.permissions_of(|trustee| trustee == who).allow(Permissions::SUBMIT.with(Permissions::ANY_RECIPIENT))
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
    fn domains_of_everybody_are_refused() {
        for (domains, broken) in [
            (json!([]), None),
            (json!(["contoso.com", "app.fabrikam.com"]), None),
            (json!(["contoso.com", "com"]), Some("RelayDomains")),
        ] {
            let given = json!({
                "Bindings": ["0.0.0.0:25"], "RemoteIPRanges": ["10.0.0.0/8"], "RelayDomains": domains,
            });
            let connector = ReceiveConnector::create("In", "HUB01", given).expect("readable");
            let breach = judge(&connector, &Organization::default()).err();
            assert_eq!(breach.map(|breach| breach.property), broken, "{domains}");
        }
    }
}
