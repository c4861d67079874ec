//! What the usage of a receive connector presets (reference: connectors 2.1).

use crate::model::class::{Breach, Creation, Presets, Properties};
use crate::model::{
    AuthMechanisms, IpBinding, IpRange, MessageRateSource, PermissionGroups, ReceiveUsage, TransportRole, Unlimited,
};

/// Bindings and ranges may always be given; each usage says which of them it can do without.
pub fn presets(creation: &Creation) -> Result<Properties, Breach> {
    let usage = creation.read::<ReceiveUsage>("Usage")?.unwrap_or(ReceiveUsage::Custom);
    let is_edge = creation.role == TransportRole::Edge;
    let mut presets = Presets::default();
    let standard = AuthMechanisms::Tls;
    let (groups, mechanisms) = match usage {
        ReceiveUsage::Client | ReceiveUsage::VirtualServer if is_edge => {
            return Err(Breach::new(
                "Usage",
                "An edge server has no users, so it takes no connector for them.",
                "Choose -Usage Internet, Internal, Partner or Custom.",
            ));
        }
        ReceiveUsage::Client => {
            presets.set("Bindings", vec![everywhere(587)]);
            presets.set("MessageRateLimit", Unlimited::Limit(5u32));
            presets.set("MessageRateSource", MessageRateSource::User);
            let mechanisms =
                standard | AuthMechanisms::BasicAuth | AuthMechanisms::BasicAuthRequireTLS | AuthMechanisms::Integrated;
            (PermissionGroups::ExchangeUsers, mechanisms)
        }
        ReceiveUsage::Custom => (PermissionGroups::None, standard),
        ReceiveUsage::Internal => {
            presets.set("Bindings", vec![everywhere(25)]);
            let legacy = if is_edge { PermissionGroups::None } else { PermissionGroups::ExchangeLegacyServers };
            (PermissionGroups::ExchangeServers | legacy, standard | AuthMechanisms::ExchangeServer)
        }
        ReceiveUsage::Internet => {
            presets.set("RemoteIPRanges", vec![IpRange::ALL_V4]);
            (PermissionGroups::AnonymousUsers, standard)
        }
        ReceiveUsage::Partner => (PermissionGroups::Partners, standard),
        ReceiveUsage::VirtualServer => {
            presets.set("Bindings", vec![everywhere(25)]);
            presets.set("RemoteIPRanges", vec![IpRange::ALL_V4]);
            let mechanisms = standard | AuthMechanisms::BasicAuth | AuthMechanisms::Integrated;
            (PermissionGroups::AnonymousUsers | PermissionGroups::ExchangeUsers, mechanisms)
        }
    };
    presets.set("PermissionGroups", groups);
    presets.set("AuthMechanism", mechanisms);
    Ok(presets.into_properties())
}

/// All IPv4 addresses of the server.
fn everywhere(port: u16) -> IpBinding {
    IpBinding::new((std::net::Ipv4Addr::UNSPECIFIED, port).into())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::model::class::Class;
    use crate::model::{ReceiveConnector, TimeSpan, TransportRole, Unlimited};

    #[test]
    fn each_usage_has_its_groups_mechanisms_and_needs() {
        let (bindings, ranges) = (json!(["0.0.0.0:25"]), json!(["10.0.0.0/8"]));
        for (usage, given, groups, mechanisms) in [
            (
                "Client",
                json!({"RemoteIPRanges": ranges}),
                "ExchangeUsers",
                "Tls, Integrated, BasicAuth, BasicAuthRequireTLS",
            ),
            ("Custom", json!({"Bindings": bindings, "RemoteIPRanges": ranges}), "None", "Tls"),
            (
                "Internal",
                json!({"RemoteIPRanges": ranges}),
                "ExchangeServers, ExchangeLegacyServers",
                "Tls, ExchangeServer",
            ),
            (
                "Internal",
                json!({"Bindings": bindings, "RemoteIPRanges": ranges}),
                "ExchangeServers, ExchangeLegacyServers",
                "Tls, ExchangeServer",
            ),
            ("Internet", json!({"Bindings": bindings}), "AnonymousUsers", "Tls"),
            ("Partner", json!({"Bindings": bindings, "RemoteIPRanges": ranges}), "Partners", "Tls"),
            ("VirtualServer", json!({}), "AnonymousUsers, ExchangeUsers", "Tls, Integrated, BasicAuth"),
        ] {
            let mut given = given;
            given["Usage"] = usage.into();
            let connector = ReceiveConnector::create("x", "hub01", given).expect(usage);
            assert_eq!(connector.permission_groups.to_string(), groups, "{usage}");
            assert_eq!(connector.auth_mechanism.to_string(), mechanisms, "{usage}");
        }
        for (usage, missing) in [("Client", "RemoteIPRanges"), ("Internal", "RemoteIPRanges"), ("Internet", "Bindings")]
        {
            let breach = ReceiveConnector::create("x", "hub01", json!({"Usage": usage})).expect_err(usage);
            assert_eq!(breach.property, missing, "{usage}");
        }
    }

    #[test]
    fn an_edge_server_starts_from_its_own_defaults() {
        let given = json!({"Usage": "Internal", "RemoteIPRanges": ["10.0.0.1"]});
        let edge = ReceiveConnector::create_for(TransportRole::Edge, "x", "edge01", given.clone()).expect("sound");
        assert_eq!(edge.permission_groups.to_string(), "ExchangeServers");
        assert_eq!(edge.connection_timeout, TimeSpan::from_minutes(5));
        assert_eq!(edge.message_rate_limit, Unlimited::Limit(600));
        let hub = ReceiveConnector::create("x", "hub01", given).expect("sound");
        assert_eq!(hub.connection_timeout, TimeSpan::from_minutes(10));
        assert_eq!(hub.message_rate_limit, Unlimited::Unlimited);
        for usage in ["Client", "VirtualServer"] {
            let client = json!({"Usage": usage, "RemoteIPRanges": ["10.0.0.1"]});
            assert!(ReceiveConnector::create_for(TransportRole::Edge, "x", "edge01", client).is_err());
        }
    }
}
