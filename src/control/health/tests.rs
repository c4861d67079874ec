//! What is said of a server in each condition.

use serde_json::json;

use super::facts::{Facts, report};
use super::health_info::{Health, HealthInfo};
use crate::control::wire::ConnectorProbe;
use crate::model::QueueInfo;

/// A server with nothing wrong.
fn well() -> Facts {
    let status = json!({
        "server": "HUB01", "version": "1", "process_id": 1, "started": "2026-11-21T00:00:00Z", "engine": "Running",
        "revision": 7, "faults": [],
        "listeners": [{ "connector": "Default", "binding": "0.0.0.0:25", "address": "0.0.0.0:25", "fault": null }],
        "spool": { "database_id": "x", "messages": 0, "live_bytes": 0, "disk_bytes": 0, "segments": 1, "fault": null },
    });
    Facts {
        status: serde_json::from_value(status).expect("a status"),
        stored_revision: 7,
        resources: Vec::new(),
        queues: Vec::new(),
        probes: Vec::new(),
        certificates: Vec::new(),
        connector: Box::new(|_| Some("To Internet".to_owned())),
        now: "2026-11-21T12:00:00Z".parse().expect("a time"),
    }
}

fn found(facts: &Facts) -> Vec<(Health, String, String, String)> {
    let line = |found: HealthInfo| (found.health, found.area, found.finding, found.next.unwrap_or_default());
    report(facts).into_iter().map(line).collect()
}

#[test]
fn what_is_well_is_one_line() {
    let all =
        "Service, Listeners, Configuration, Spool, Resources, Agents, Send connectors, Queues, Certificates".to_owned();
    assert_eq!(found(&well()), [(Health::Healthy, all, "Nothing is wrong.".to_owned(), String::new())]);
}

#[test]
fn each_trouble_is_named_with_the_way_out_and_the_worst_comes_first() {
    let mut facts = well();
    facts.status.revision = 6;
    facts.status.listeners[0].fault = Some("address in use".to_owned());
    facts.status.faults = vec![
        "Receive connector 'Default' does not listen on 0.0.0.0:25: address in use".to_owned(),
        "TransportRule 'x' cannot be read.".to_owned(),
    ];
    let found = found(&facts);
    let said: Vec<String> =
        found.iter().map(|(health, area, finding, _)| format!("{health} {area}: {finding}")).collect();
    assert_eq!(
        said,
        [
            "Unhealthy Listeners: 'Default' does not listen on 0.0.0.0:25: address in use",
            "Degraded Configuration: TransportRule 'x' cannot be read.",
            "Degraded Configuration: The server obeys revision 6; stored is 7.",
            "Healthy Service, Spool, Resources, Agents, Send connectors, Queues, Certificates: Nothing is wrong with these.",
        ]
    );
    assert_eq!(found[2].3, "Compare-Configuration 6");
}

#[test]
fn who_has_taken_a_server_out_of_service_is_named() {
    let said = |states: &[&str], left: i32| {
        let mut facts = well();
        facts.status.component_states = states.iter().map(|one| one.parse().expect("a request")).collect();
        facts.queues = vec![queue(json!({ "MessageCount": left }))];
        let first = found(&facts).remove(0);
        format!("{} {} > {}", first.0, first.2, first.3)
    };
    for (states, left, expected) in [
        (
            &["HubTransport:Maintenance=Draining"][..],
            3,
            "Degraded HubTransport is Draining, and takes no new mail, and sends what it has: 3 messages left; \
             Maintenance asks for HubTransport to be Draining. > Set-ServerComponentState HUB01 -Component HubTransport \
             -Requester Maintenance -State Active",
        ),
        (
            &["ServerWideOffline:HealthAPI=Inactive"],
            0,
            "Unhealthy HubTransport is Inactive, and takes no mail and sends none: no message is left; HealthAPI asks for \
             ServerWideOffline to be Inactive. > Set-ServerComponentState HUB01 -Component ServerWideOffline -Requester \
             HealthAPI -State Active",
        ),
    ] {
        assert_eq!(said(states, left), expected);
    }
}

/// A queue of the connector `00000000-0000-0000-0000-000000000007`.
fn queue(change: serde_json::Value) -> QueueInfo {
    let mut queue = json!({
        "Identity": "HUB01\\3", "DeliveryType": "SmartHostConnectorDelivery", "NextHopDomain": "smart.example",
        "NextHopCategory": "External", "NextHopConnector": "00000000-0000-0000-0000-000000000007",
        "Status": "Ready", "MessageCount": 1, "DeferredMessageCount": 0, "MessageCountsPerPriority": [],
        "DeferredMessageCountsPerPriority": [], "PriorityDescriptions": [], "LastError": null, "RetryCount": 0,
        "FirstRetryTime": null, "LastRetryTime": null, "NextRetryTime": null, "IncomingRate": 0.0,
        "TlsDomain": null, "OverrideSource": null, "RiskLevel": "Normal", "OutboundIPPool": 0, "LockedMessageCount": 0,
        "OutgoingRate": 0.0, "Velocity": 0.0, "SuspendedBy": null, "SuspendReason": null, "SuspendedUntil": null,
    });
    let change = change.as_object().cloned().unwrap_or_default();
    queue.as_object_mut().expect("an object").extend(change);
    serde_json::from_value(queue).expect("a queue")
}

#[test]
fn an_agent_that_does_not_answer_is_said_with_what_becomes_of_mail() {
    for (event, action, expected) in [
        (
            json!("OnMailCommand"),
            "TempFail",
            "Unhealthy 'Mil' fails at OnMailCommand since 2026-11-21 11:00:00 UTC: it has ended. Mail is refused for now, \
             as its FailureAction is TempFail.",
        ),
        (
            json!("OnRoutedMessage"),
            "TempFail",
            "Unhealthy 'Mil' fails at OnRoutedMessage since 2026-11-21 11:00:00 UTC: it has ended. Mail waits for it in \
             the Submission queue, as its FailureAction is TempFail.",
        ),
        (
            json!(null),
            "Accept",
            "Degraded 'Mil' fails since 2026-11-21 11:00:00 UTC: it has ended. Mail goes on without it, as its \
             FailureAction is Accept.",
        ),
    ] {
        let mut facts = well();
        let agent = json!({
            "name": "Mil", "event": event, "error": "it has ended", "failure_action": action,
            "since": "2026-11-21T11:00:00Z",
        });
        facts.status.agents = vec![serde_json::from_value(agent).expect("a status")];
        let (health, area, says, next) = found(&facts).remove(0);
        assert_eq!((area.as_str(), format!("{health} {says}").as_str()), ("Agents", expected));
        assert!(next.starts_with("Get-TransportAgent 'Mil' |"), "{next}");
    }
}

#[test]
fn what_cannot_be_obeyed_is_said_with_the_command_that_shows_it() {
    let mut facts = well();
    facts.status.faults =
        vec!["ArcSealingDomain is contoso.com, and no DKIM key of it signs: nothing is sealed.".to_owned()];
    assert_eq!(found(&facts)[0].3, "Get-DkimSigningConfig | Format-List DomainName,Enabled,Selector*");
}

#[test]
fn a_queue_is_said_with_what_stops_it() {
    let said = |change: serde_json::Value| {
        let mut facts = well();
        facts.queues = vec![queue(change)];
        let first = found(&facts).remove(0);
        format!("{} {} > {}", first.0, first.2, first.3)
    };
    let retry = |error: &str| json!({ "Status": "Retry", "RetryCount": 3, "LastError": error, "MessageCount": 12 });
    for (change, expected) in [
        (json!({}), "Healthy Nothing is wrong. > "),
        (
            retry("451 4.4.1 Connection timed out"),
            "Degraded smart.example: 12 messages waiting after 3 failed attempts: 451 4.4.1 Connection timed out > Retry-Queue 'HUB01\\3'",
        ),
        (
            retry("535 5.7.8 Authentication failed"),
            "Degraded smart.example: 12 messages waiting after 3 failed attempts: 535 5.7.8 Authentication failed > \
             Set-SendConnector 'To Internet' -AuthenticationCredential (Get-Credential)",
        ),
        (
            json!({ "Status": "Suspended", "SuspendedBy": "ann", "SuspendReason": "upgrade" }),
            "Degraded smart.example: 1 message in a queue that was suspended by ann (upgrade). > Resume-Queue 'HUB01\\3'",
        ),
        (
            json!({ "MessageCount": 500, "Velocity": -2.5 }),
            "Degraded smart.example: 500 messages, and 2.5 more each second. > Get-Queue 'HUB01\\3' | Format-List",
        ),
        (
            json!({ "Identity": "HUB01\\Unreachable", "NextHopDomain": "", "MessageCount": 2 }),
            "Degraded 2 messages without a route. > Get-Message -Queue Unreachable | Format-List FromAddress,LastError",
        ),
    ] {
        assert_eq!(said(change), expected);
    }
}

#[test]
fn a_connector_without_a_way_out_is_said_before_mail_waits_for_it() {
    let probe = |connector: &str, error: Option<&str>| ConnectorProbe {
        connector: connector.to_owned(),
        id: uuid::Uuid::nil(),
        target: "relay.example:25".to_owned(),
        is_tried: true,
        error: error.map(str::to_owned),
    };
    let mut facts = well();
    facts.probes = vec![
        probe("Well", None),
        probe("Lost", Some("550 5.4.4 SMTPSEND.DNS.NonExistentDomain; nonexistent domain")),
        probe("Refused", Some("451 4.4.0 responded with: \"535 5.7.8 no\"")),
        probe("Dead", Some("441 4.4.1 Failed to connect.")),
        ConnectorProbe { is_tried: false, ..probe("Late", None) },
    ];
    let said: Vec<String> = found(&facts).into_iter().map(|(_, _, says, next)| format!("{says} > {next}")).collect();
    assert_eq!(
        said[..4],
        [
            "'Lost' does not get through to relay.example:25: 550 5.4.4 SMTPSEND.DNS.NonExistentDomain; nonexistent \
             domain > Get-SendConnector 'Lost' | Format-List SmartHosts,AddressSpaces,UseExternalDNSServersEnabled",
            "'Refused' does not get through to relay.example:25: 451 4.4.0 responded with: \"535 5.7.8 no\" > \
             Set-SendConnector 'Refused' -AuthenticationCredential (Get-Credential)",
            "'Dead' does not get through to relay.example:25: 441 4.4.1 Failed to connect. > Test-SendConnector 'Dead' | \
             Format-List",
            "There was no time to try 1 send connector. > Get-LinkState",
        ]
    );
}

#[test]
fn a_connector_whose_queue_says_what_is_wrong_is_not_called_well() {
    let mut facts = well();
    facts.queues =
        vec![queue(json!({ "Status": "Retry", "RetryCount": 3, "LastError": "441 4.4.1 Failed to connect." }))];
    facts.probes = vec![ConnectorProbe {
        connector: "To Smart".to_owned(),
        id: uuid::Uuid::from_u128(7),
        target: "smart.example:25".to_owned(),
        is_tried: true,
        error: Some("441 4.4.1 Failed to connect.".to_owned()),
    }];
    let areas: Vec<String> = found(&facts).into_iter().map(|(_, area, ..)| area).collect();
    assert_eq!(areas, ["Queues", "Service, Listeners, Configuration, Spool, Resources, Agents, Certificates"]);
}
