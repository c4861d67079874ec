//! A queue as `Get-Queue` shows it.

use jiff::Timestamp;
use uuid::Uuid;

use super::view::view;
use super::{DeliveryType, NextHopCategory, QueueIdentity, QueueStatus};

view! {
    /// One queue of a node, as it is at the moment of asking.
    QueueInfo as "Emsh.Transport.QueueInfo",
    shown ["Identity", "DeliveryType", "Status", "MessageCount", "Velocity", "NextHopDomain"] {
        /// `Server\Submission`, `Server\Unreachable`, or `Server\number` for a delivery queue.
        "Identity" identity: QueueIdentity as "QueueIdentity";
        /// How its messages leave the node.
        "DeliveryType" delivery_type: DeliveryType as "DeliveryType";
        /// Where they go: recipient domain, smart hosts in connector order, or mailbox database.
        "NextHopDomain" next_hop_domain: String as "String";
        /// Whether that is inside or outside the organization.
        "NextHopCategory" next_hop_category: NextHopCategory as "NextHopCategory";
        /// GUID of the send connector or mailbox database; all zero where there is none.
        "NextHopConnector" next_hop_connector: Uuid as "Guid";
        /// Active, Connecting, Ready, Retry or Suspended.
        "Status" status: QueueStatus as "QueueStatus";
        /// Messages in it, those under way and those suspended included.
        "MessageCount" message_count: i32 as "Int32";
        /// Of these, messages that wait for a later try because the next hop put them off one by one.
        "DeferredMessageCount" deferred_message_count: i32 as "Int32";
        /// Messages by priority, in the order of PriorityDescriptions.
        "MessageCountsPerPriority" message_counts_per_priority: Vec<i32> as "Int32[]";
        /// Deferred messages by priority, in the order of PriorityDescriptions.
        "DeferredMessageCountsPerPriority" deferred_message_counts_per_priority: Vec<i32> as "Int32[]";
        /// High, Normal, Low, None.
        "PriorityDescriptions" priority_descriptions: Vec<String> as "String[]";
        /// Why the last attempt to reach the next hop failed; nothing after a success.
        "LastError" last_error: Option<String> as "String";
        /// Failed attempts in a row to reach the next hop.
        "RetryCount" retry_count: i32 as "Int32";
        /// First failed attempt of that row.
        "FirstRetryTime" first_retry_time: Option<Timestamp> as "DateTime";
        /// Latest failed attempt of that row.
        "LastRetryTime" last_retry_time: Option<Timestamp> as "DateTime";
        /// When it is tried again.
        "NextRetryTime" next_retry_time: Option<Timestamp> as "DateTime";
        /// The domain that the next hop's certificate has to name, where the send connector says so.
        "TlsDomain" tls_domain: Option<String> as "String";
        /// Who has overridden the usual route: `Redirect-Message`, or the connectors that cannot
        /// be reached and in whose place it stands; or nothing.
        "OverrideSource" override_source: Option<String> as "String";
        /// Reserved by Exchange: always Normal.
        "RiskLevel" risk_level: String as "RiskLevel";
        /// Reserved by Exchange: always 0.
        "OutboundIPPool" outbound_ip_pool: i32 as "Int32";
        /// Reserved by Exchange: always 0, for no message is ever locked.
        "LockedMessageCount" locked_message_count: i32 as "Int32";
        /// Messages a second that came in, mean of the last minute.
        "IncomingRate" incoming_rate: f64 as "Double";
        /// Messages a second that left, mean of the last minute.
        "OutgoingRate" outgoing_rate: f64 as "Double";
        /// OutgoingRate less IncomingRate: negative while it grows.
        "Velocity" velocity: f64 as "Double";
        /// Who suspended it.
        "SuspendedBy" suspended_by: Option<String> as "String";
        /// The reason that was given.
        "SuspendReason" suspend_reason: Option<String> as "String";
        /// When it resumes by itself; nothing while it stays suspended until Resume-Queue.
        "SuspendedUntil" suspended_until: Option<Timestamp> as "DateTime";
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{IntoValue, Value};

    fn sample() -> QueueInfo {
        QueueInfo {
            identity: QueueIdentity::new("hub01", "3"),
            delivery_type: DeliveryType::DnsConnectorDelivery,
            next_hop_domain: "contoso.com".into(),
            next_hop_category: NextHopCategory::External,
            next_hop_connector: Uuid::from_u128(7),
            status: QueueStatus::Retry,
            message_count: 12,
            deferred_message_count: 2,
            message_counts_per_priority: vec![0, 11, 1, 0],
            deferred_message_counts_per_priority: vec![0, 2, 0, 0],
            priority_descriptions: ["High", "Normal", "Low", "None"].map(String::from).to_vec(),
            last_error: Some("451 4.4.1 Connection timed out".into()),
            retry_count: 3,
            first_retry_time: Some("2026-11-21T00:00:00Z".parse().expect("time")),
            last_retry_time: Some("2026-11-21T00:03:00Z".parse().expect("time")),
            next_retry_time: Some("2026-11-21T00:04:00Z".parse().expect("time")),
            tls_domain: None,
            override_source: None,
            risk_level: "Normal".into(),
            outbound_ip_pool: 0,
            locked_message_count: 0,
            incoming_rate: 1.5,
            outgoing_rate: 0.0,
            velocity: -1.5,
            suspended_by: None,
            suspend_reason: None,
            suspended_until: None,
        }
    }

    #[test]
    fn it_crosses_the_wire_and_becomes_an_object() {
        let json = serde_json::to_string(&sample()).expect("JSON");
        assert!(json.contains(r#""Identity":"hub01\\3""#), "{json}");
        assert_eq!(serde_json::from_str::<QueueInfo>(&json).expect("read back"), sample());

        let Value::Object(object) = sample().into_value() else { panic!("an object") };
        let names: Vec<String> = object.properties().iter().map(|(name, _)| name.to_string()).collect();
        let declared: Vec<&str> = QueueInfo::TYPE.properties.iter().map(|property| property.name).collect();
        assert_eq!(names, declared);
        assert!(matches!(object.get("messagecount"), Some(Value::Int(12))));
        assert!(matches!(object.get("NextRetryTime"), Some(Value::Date(_))));
        assert!(object.get("SuspendedBy").expect("declared").is_null());
        assert!(QueueInfo::TYPE.shown.iter().all(|shown| declared.contains(shown)));
        assert_eq!(QueueInfo::TYPE.properties[1].doc, "How its messages leave the node.");
    }
}
