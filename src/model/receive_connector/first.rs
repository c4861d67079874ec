//! The receive connectors that a new server starts with (reference: connectors 2.6).

use serde_json::json;

use super::ReceiveConnector;
use crate::model::class::{Breach, Class};
use crate::model::{IpBinding, TransportRole};

/// What a server has before anybody configured it: a hub takes mail of servers and users, but not of strangers, and
/// its users' programs submit on a port of their own; an edge takes mail of strangers.
pub fn first_connectors(
    role: TransportRole,
    server: &str,
    smtp: IpBinding,
    submission: IpBinding,
) -> Result<Vec<ReceiveConnector>, Breach> {
    let everybody = ["0.0.0.0-255.255.255.255", "::/0"];
    match role {
        TransportRole::Hub => {
            let default = json!({
                "Bindings": [smtp],
                "RemoteIPRanges": everybody,
                "PermissionGroups": "ExchangeUsers, ExchangeServers, ExchangeLegacyServers",
                "AuthMechanism": "Tls, Integrated, BasicAuth, BasicAuthRequireTLS, ExchangeServer",
                "MaxInboundConnectionPerSource": "Unlimited",
                "MaxInboundConnectionPercentagePerSource": 100,
                "MaxRecipientsPerMessage": 5000,
            });
            let client = json!({"Usage": "Client", "Bindings": [submission], "RemoteIPRanges": everybody});
            Ok(vec![
                ReceiveConnector::create_for(role, &format!("Default {server}"), server, default)?,
                ReceiveConnector::create_for(role, &format!("Client {server}"), server, client)?,
            ])
        }
        TransportRole::Edge => {
            let default = json!({
                "Bindings": [smtp],
                "RemoteIPRanges": ["0.0.0.0-255.255.255.255"],
                "PermissionGroups": "AnonymousUsers, ExchangeServers, Partners",
                "AuthMechanism": "Tls, ExchangeServer",
            });
            let name = format!("Default internal receive connector {server}");
            Ok(vec![ReceiveConnector::create_for(role, &name, server, default)?])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PermissionGroups;
    use crate::model::organization::Organization;
    use crate::model::tests::{judge, keep};

    #[test]
    fn a_new_server_has_sound_connectors_and_a_hub_takes_no_strangers() {
        for (role, names) in [
            (TransportRole::Hub, &["Default s1", "Client s1"][..]),
            (TransportRole::Edge, &["Default internal receive connector s1"][..]),
        ] {
            let binding = |text: &str| text.parse::<IpBinding>().expect(text);
            let made = first_connectors(role, "s1", binding("0.0.0.0:25"), binding("0.0.0.0:587")).expect("sound");
            assert_eq!(made.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), names);
            let mut organization = Organization::default();
            for connector in &made {
                judge(connector, &organization).expect("sound");
                keep(&mut organization, connector);
                let anonymous = connector.permission_groups.contains(PermissionGroups::AnonymousUsers);
                assert_eq!(anonymous, role == TransportRole::Edge);
            }
        }
    }
}
