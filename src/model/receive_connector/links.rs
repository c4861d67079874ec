//! Send connectors that take their mail from a receive connector.

use super::ReceiveConnector;
use crate::model::SendConnector;
use crate::model::class::{Beside, Breach};

/// A linked send connector that nothing comes in for has nothing to send.
pub fn nothing_comes_in_for_a_link(connector: &ReceiveConnector, beside: &Beside) -> Result<Option<String>, Breach> {
    let mut all = beside.organization.all::<SendConnector>();
    let linked = all.find(|sender| sender.is_linked_to(&connector.scope, &connector.name));
    Ok(linked.map(|sender| {
        let (name, gone) = (&sender.name, format!("{}\\{}", connector.scope, connector.name));
        format!(
            "Send connector '{name}' is linked to '{gone}' and has nothing to send without it: name another with \
             Set-SendConnector \"{name}\" -LinkedReceiveConnector 'Server\\Name', or Remove-SendConnector \"{name}\"."
        )
    }))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::class::Class;
    use crate::model::organization::Organization;
    use crate::model::tests::keep;

    #[test]
    fn a_link_that_loses_its_receive_connector_is_pointed_out() {
        let given = json!({ "Bindings": ["0.0.0.0:2525"], "RemoteIPRanges": ["10.0.0.0/8"], "Usage": "Custom" });
        let connector = |name: &str| ReceiveConnector::create(name, "HUB01", given.clone()).expect("sound");
        let mut organization = Organization::default();
        let linked = json!({
            "LinkedReceiveConnector": "hub01\\in", "AddressSpaces": [], "SmartHosts": ["a.b"],
            "MaxMessageSize": "unlimited", "DNSRoutingEnabled": false,
        });
        keep(&mut organization, &SendConnector::create("Out", "", linked).expect("sound"));
        let beside = Beside { organization: &organization, server: "HUB01" };
        let farewell = nothing_comes_in_for_a_link(&connector("In"), &beside).expect("may go");
        assert!(farewell.is_some_and(|text| text.contains("Set-SendConnector \"Out\" -LinkedReceiveConnector")));
        assert_eq!(nothing_comes_in_for_a_link(&connector("Other"), &beside), Ok(None));
    }
}
