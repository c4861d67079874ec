//! Send connectors whose connections a front end makes (reference: connectors 1.4).

use super::SendConnector;
use crate::model::class::{Beside, Breach};
use crate::model::{DequeueMethod, ReceiveConnector};

/// A front end makes the connections from its own address, and does not turn them round.
pub fn front_end_only_carries(connector: &SendConnector, _: &Beside) -> Result<(), Breach> {
    if !connector.frontend_proxy_enabled {
        return Ok(());
    }
    if !connector.source_ip_address.is_unspecified() {
        return Err(Breach::new(
            "SourceIPAddress",
            "A front end connects from its own address.",
            "Clear it with -SourceIPAddress 0.0.0.0, or give -FrontendProxyEnabled $false.",
        ));
    }
    match connector.dequeue_method {
        DequeueMethod::Atrn | DequeueMethod::Turn => Err(Breach::new(
            "DequeueMethod",
            format!("{} does not go through a front end.", connector.dequeue_method),
            "Give -DequeueMethod Etrn, or -FrontendProxyEnabled $false.",
        )),
        DequeueMethod::None | DequeueMethod::Etrn => Ok(()),
    }
}

/// Mail would wait for one.
pub fn no_front_end_is_there(connector: &SendConnector, beside: &Beside) -> Option<String> {
    let is_one = |receive: &ReceiveConnector| receive.is_front_end();
    let is_without = connector.frontend_proxy_enabled && !beside.organization.all::<ReceiveConnector>().any(is_one);
    is_without.then(|| {
        format!(
            "'{}' sends through a front end, and no server has one: make one with New-ReceiveConnector -TransportRole \
             FrontendTransport -Usage Internal -Bindings 0.0.0.0:717 -RemoteIPRanges <the servers'>.",
            connector.name
        )
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::class::Class;
    use crate::model::organization::Organization;
    use crate::model::tests::keep;

    #[test]
    fn a_front_end_that_is_not_there_is_pointed_out() {
        let given = json!({"AddressSpaces": ["*"], "FrontendProxyEnabled": true});
        let connector = SendConnector::create("Out", "", given).expect("sound");
        let mut organization = Organization::default();
        let advice =
            |organization: &Organization| no_front_end_is_there(&connector, &Beside { organization, server: "" });
        assert!(advice(&organization).is_some_and(|text| text.contains("-TransportRole FrontendTransport")));
        for (mechanism, is_one) in [("Tls", false), ("Tls, ExchangeServer", true)] {
            let given = json!({
                "TransportRole": "FrontendTransport", "Bindings": ["0.0.0.0:717"], "RemoteIPRanges": ["10.0.0.0/8"],
                "AuthMechanism": mechanism, "PermissionGroups": "ExchangeServers",
            });
            keep(&mut organization, &ReceiveConnector::create("Front", "HUB01", given).expect("sound"));
            assert_eq!(advice(&organization).is_none(), is_one, "{mechanism}");
        }
    }
}
