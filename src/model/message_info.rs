//! A queued message as `Get-Message` shows it.

use std::net::IpAddr;

use jiff::Timestamp;

use super::view::view;
use super::{ByteSize, Directionality, MessageIdentity, MessagePriority, MessageStatus, QueueIdentity, TimeSpan};

view! {
    /// One message in one queue, as it is at the moment of asking. A message with recipients behind several next hops
    /// is in several queues, under the same number.
    MessageInfo as "Emsh.Transport.MessageInfo",
    shown ["Identity", "FromAddress", "Status", "Size", "MessageSourceName", "Subject"] {
        /// `Server\Queue\number`; the number is the same in every queue of the node.
        "Identity" identity: MessageIdentity as "MessageIdentity";
        /// The queue it is in.
        "Queue" queue: QueueIdentity as "QueueIdentity";
        /// Envelope sender; `<>` for reports.
        "FromAddress" from_address: String as "SmtpAddress";
        /// Envelope sender of the message that this one follows from, such as the one that a report is about; for all
        /// others the same as FromAddress.
        "OriginalFromAddress" original_from_address: String as "SmtpAddress";
        /// Message-ID field, with its angle brackets.
        "InternetMessageId" internet_message_id: String as "String";
        /// Subject field, decoded.
        "Subject" subject: String as "String";
        /// Bytes of header and body.
        "Size" size: ByteSize as "ByteQuantifiedSize";
        /// Ready, Active, Retry, Suspended, PendingSuspend or PendingRemove.
        "Status" status: MessageStatus as "MessageStatus";
        /// Low, Normal or High.
        "Priority" priority: MessagePriority as "DeliveryPriority";
        /// Incoming (from outside) or Originating (from inside).
        "Directionality" directionality: Directionality as "MailDirectionality";
        /// When this node took it.
        "DateReceived" date_received: Timestamp as "DateTime";
        /// When it is given up and reported to its sender; nothing in the Poison queue, where it waits for an operator.
        "ExpirationTime" expiration_time: Option<Timestamp> as "DateTime";
        /// How it came to this node: `SMTP:connector` or `DSN`.
        "MessageSourceName" message_source_name: String as "String";
        /// Address of the client it came from.
        "SourceIP" source_ip: Option<IpAddr> as "IPAddress";
        /// Spam confidence level, -1 to 9; nothing where nobody has found one.
        "SCL" scl: Option<i32> as "Int32";
        /// Attempts in this queue that ended with a later try.
        "RetryCount" retry_count: i32 as "Int32";
        /// Why the latest of them failed.
        "LastError" last_error: Option<String> as "String";
        /// Why it waits: `None`, `Transient Failure`, `AD Transient Failure During Resolve` or `Recipient does not have a
        /// mailbox database`.
        "DeferReason" defer_reason: String as "String";
        /// From its arrival on this node to its entry into this queue.
        "MessageLatency" message_latency: TimeSpan as "EnhancedTimeSpan";
        /// `address;status;category;last error` for each recipient in this queue; only with -IncludeRecipientInfo.
        "Recipients" recipients: Option<Vec<String>> as "String[]";
        /// `component;time` for each queue that it has been in on its way: how long it was there; only with
        /// -IncludeComponentLatencyInfo.
        "ComponentLatency" component_latency: Option<Vec<String>> as "String[]";
        /// Reserved by Exchange: always nothing, for no message is ever locked.
        "LockReason" lock_reason: Option<String> as "String";
        /// Reserved by Exchange: always nothing.
        "AccountForest" account_forest: Option<String> as "String";
        /// Who suspended it.
        "SuspendedBy" suspended_by: Option<String> as "String";
        /// The reason that was given.
        "SuspendReason" suspend_reason: Option<String> as "String";
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{IntoValue, Value};

    #[test]
    fn it_crosses_the_wire_and_becomes_an_object() {
        let queue = QueueIdentity::new("hub01", "3");
        let sample = MessageInfo {
            identity: MessageIdentity::new(Some(queue.clone()), 17),
            queue,
            from_address: "<>".into(),
            original_from_address: "ann@contoso.com".into(),
            internet_message_id: "<1@hub01>".into(),
            subject: "Größe".into(),
            size: ByteSize::new(4096),
            status: MessageStatus::PendingRemove,
            priority: MessagePriority::High,
            directionality: Directionality::Incoming,
            date_received: "2026-11-21T00:00:00Z".parse().expect("time"),
            expiration_time: "2026-11-23T00:00:00Z".parse().ok(),
            message_source_name: "SMTP:Default hub01".into(),
            source_ip: Some("10.0.0.1".parse().expect("address")),
            scl: None,
            retry_count: 0,
            last_error: None,
            defer_reason: "None".into(),
            message_latency: TimeSpan::from_millis(12),
            recipients: Some(vec!["ann@contoso.com;Ready;External;".into()]),
            component_latency: None,
            lock_reason: None,
            account_forest: None,
            suspended_by: None,
            suspend_reason: None,
        };
        let json = serde_json::to_string(&sample).expect("JSON");
        assert_eq!(serde_json::from_str::<MessageInfo>(&json).expect("read back"), sample);
        let Value::Object(object) = sample.into_value() else { panic!("an object") };
        assert_eq!(object.get("Identity").expect("declared").to_string(), r"hub01\3\17");
        assert_eq!(object.get("FromAddress").expect("declared").to_string(), "<>");
        assert!(MessageInfo::TYPE.shown.iter().all(|shown| object.get(shown).is_some()));
    }
}
