//! Queues and messages for tests.

use jiff::Timestamp;
use uuid::Uuid;

use crate::model::{
    ByteSize, DeliveryType, Directionality, MessageIdentity, MessageInfo, MessagePriority, MessageStatus,
    NextHopCategory, QueueIdentity, QueueInfo, QueueStatus, TimeSpan,
};

/// The moment at which everything is looked at.
pub fn now() -> Timestamp {
    "2026-11-21T12:00:00Z".parse().expect("a time")
}

pub fn queue(name: &str, hop: &str, status: QueueStatus, count: i32) -> QueueInfo {
    let fails = status == QueueStatus::Retry;
    QueueInfo {
        identity: QueueIdentity::new("hub01", name),
        delivery_type: DeliveryType::DnsConnectorDelivery,
        next_hop_domain: hop.to_owned(),
        next_hop_category: NextHopCategory::External,
        next_hop_connector: Uuid::nil(),
        status,
        message_count: count,
        deferred_message_count: 0,
        message_counts_per_priority: vec![0, count, 0, 0],
        deferred_message_counts_per_priority: vec![0; 4],
        priority_descriptions: Vec::new(),
        last_error: fails.then(|| "451 4.4.1 Connection timed out".to_owned()),
        retry_count: if fails { 3 } else { 0 },
        first_retry_time: None,
        last_retry_time: None,
        next_retry_time: fails.then(|| "2026-11-21T12:04:00Z".parse().expect("a time")),
        tls_domain: None,
        override_source: None,
        risk_level: "Normal".to_owned(),
        outbound_ip_pool: 0,
        locked_message_count: 0,
        incoming_rate: 1.5,
        outgoing_rate: 0.25,
        velocity: -1.25,
        suspended_by: (status == QueueStatus::Suspended).then(|| "ann".to_owned()),
        suspend_reason: None,
        suspended_until: None,
    }
}

pub fn message(queue: &str, number: u64, from: &str, subject: &str) -> MessageInfo {
    let queue = QueueIdentity::new("hub01", queue);
    MessageInfo {
        identity: MessageIdentity::new(Some(queue.clone()), number),
        queue,
        from_address: from.to_owned(),
        original_from_address: from.to_owned(),
        internet_message_id: format!("<{number}@contoso.com>"),
        subject: subject.to_owned(),
        size: ByteSize::new(4096),
        status: MessageStatus::Ready,
        priority: MessagePriority::Normal,
        directionality: Directionality::Originating,
        date_received: "2026-11-21T09:47:00Z".parse().expect("a time"),
        expiration_time: "2026-11-23T09:47:00Z".parse().ok(),
        message_source_name: "SMTP:Default hub01".to_owned(),
        source_ip: None,
        scl: None,
        retry_count: 0,
        last_error: None,
        defer_reason: "None".to_owned(),
        message_latency: TimeSpan::from_millis(12),
        recipients: Some(vec!["pat@fabrikam.com;Ready;External;451 4.4.1 Connection timed out".to_owned()]),
        component_latency: None,
        lock_reason: None,
        account_forest: None,
        suspended_by: None,
        suspend_reason: None,
    }
}
