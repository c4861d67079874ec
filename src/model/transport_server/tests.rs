//! What servers are told, and what they are called.

use serde_json::json;

use super::*;
use crate::model::class::Class;
use crate::model::organization::Organization;
use crate::model::tests::judge;

#[test]
fn settings_that_contradict_each_other_are_refused() {
    for (given, broken) in [
        (json!({}), None),
        (json!({"MaxOutboundConnections": 10}), Some("MaxPerDomainOutboundConnections")),
        (json!({"MaxOutboundConnections": 10, "MaxPerDomainOutboundConnections": 10}), None),
        (json!({"MaxPerDomainOutboundConnections": "Unlimited"}), Some("MaxPerDomainOutboundConnections")),
        (json!({"PriorityQueuingEnabled": true}), None),
        (
            json!({"PriorityQueuingEnabled": true, "MaxPerDomainHighPriorityConnections": 4}),
            Some("PriorityQueuingEnabled"),
        ),
        (json!({"MaxPerDomainHighPriorityConnections": 4}), None),
        (json!({"PickupDirectoryPath": "/a", "ReplayDirectoryPath": "/a"}), Some("ReplayDirectoryPath")),
        (json!({"PickupDirectoryPath": "/a", "ReplayDirectoryPath": "/b"}), None),
        (json!({"DelayNotificationTimeout": "00:30:00"}), Some("DelayNotificationTimeout")),
        (json!({"MessageExpirationTimeout": "00:10:00"}), Some("MessageRetryInterval")),
    ] {
        let mut given = given;
        given["Fqdn"] = "hub01.contoso.com".into();
        let server = TransportServer::create("HUB01", "", given.clone()).expect("readable");
        let breach = judge(&server, &Organization::default()).err();
        assert_eq!(breach.map(|breach| breach.property), broken, "{given}");
    }
}

#[test]
fn a_server_answers_to_name_and_fqdn() {
    let server = TransportServer::create("HUB01", "", json!({"Fqdn": "hub01.contoso.com"})).expect("sound");
    assert!(server.is_called("hub01") && server.is_called("HUB01.CONTOSO.COM") && !server.is_called("hub0"));
}
