//! What a message says of itself, whatever queue it is in and however it fares there.

use super::*;

/// A message that waits for its turn, as its envelope has it.
pub fn about(envelope: &Envelope, queue: QueueIdentity, id: MessageId) -> MessageInfo {
    let (source, source_ip) = match &envelope.source {
        Source::Smtp { connector, remote, .. } => (format!("SMTP:{connector}"), Some(*remote)),
        Source::File { way, .. } => (format!("{way:?}"), None),
        Source::Dsn { .. } => ("DSN".to_owned(), None),
    };
    MessageInfo {
        identity: MessageIdentity::new(Some(queue.clone()), id.0),
        queue,
        from_address: envelope.return_path.to_string(),
        internet_message_id: envelope.internet_message_id.clone(),
        subject: envelope.subject.clone(),
        size: ByteSize::new(envelope.size),
        status: MessageStatus::Ready,
        priority: envelope.priority,
        directionality: envelope.directionality,
        date_received: envelope.received,
        expiration_time: None,
        message_source_name: source,
        source_ip,
        retry_count: 0,
        scl: envelope.scl.map(i32::from),
        original_from_address: envelope.original_from.as_ref().unwrap_or(&envelope.return_path).to_string(),
        last_error: None,
        defer_reason: "None".to_owned(),
        message_latency: TimeSpan::from_millis(0),
        recipients: None,
        component_latency: None,
        lock_reason: None,
        account_forest: None,
        suspended_by: None,
        suspend_reason: None,
    }
}
