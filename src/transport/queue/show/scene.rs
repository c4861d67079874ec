//! A message among those of its queue.

use super::*;

/// What all messages of a queue have in common at this moment.
pub struct Scene {
    pub identity: QueueIdentity,
    pub category: NextHopCategory,
    pub status: QueueStatus,
    pub error: Option<String>,
    /// `None`: nothing of it expires.
    pub ages: Option<Ages>,
    pub now: Timestamp,
    pub is_submission: bool,
    pub with_latency: bool,
}

impl Scene {
    pub fn of(queue: &HopQueue, server: &str, settings: &Settings, now: Timestamp) -> Scene {
        let state = queue.lock();
        Scene {
            identity: QueueIdentity::new(server, queue.name()),
            category: category(&queue.hop),
            status: state.status(),
            error: state.ladder.error().map(|error| error.to_string()),
            ages: (!queue.is_poison()).then(|| Ages::of(settings, &queue.hop)),
            now,
            is_submission: queue.hop == registry::submission(),
            with_latency: false,
        }
    }

    pub fn show(&self, seen: &Seen, record: &Record, with_recipients: bool) -> MessageInfo {
        let envelope = &*record.envelope;
        let about = about(envelope, self.identity.clone(), seen.place.id());
        let status = match seen.standing {
            Standing::Ready if self.status == QueueStatus::Retry => MessageStatus::Retry,
            Standing::Ready => MessageStatus::Ready,
            Standing::Deferred => MessageStatus::Retry,
            Standing::Suspended => MessageStatus::Suspended,
            Standing::Active => MessageStatus::Active,
            Standing::PendingSuspend => MessageStatus::PendingSuspend,
            Standing::PendingRemove => MessageStatus::PendingRemove,
        };
        let own = seen.remarks.last().map(|(_, remark)| remark.to_string());
        MessageInfo {
            status,
            expiration_time: self.ages.as_ref().map(|ages| ages.expiry(envelope.arrived(), seen.place.rank())),
            retry_count: count(seen.tries as usize),
            last_error: own.or_else(|| self.error.clone()),
            defer_reason: self.defer_reason(seen).to_owned(),
            message_latency: TimeSpan::from_millis(i64::from(seen.latency)),
            recipients: with_recipients.then(|| self.recipients(seen, record, status)),
            component_latency: self.with_latency.then(|| self.components(seen, envelope.received)),
            suspended_by: seen.order.as_ref().filter(|order| !order.is_removal()).map(|order| order.who.clone()),
            suspend_reason: seen.order.as_ref().and_then(|order| order.reason.clone()),
            ..about
        }
    }

    /// Why it waits, in Exchange's words.
    fn defer_reason(&self, seen: &Seen) -> &'static str {
        match seen.remarks.last().map(|(_, remark)| remark.text.as_str()) {
            Some(text) if text.starts_with(NO_DATABASE) => "Recipient does not have a mailbox database",
            Some(_) if self.is_submission => "AD Transient Failure During Resolve",
            _ if seen.tries > 0 => "Transient Failure",
            _ => "None",
        }
    }

    /// How long it was in Submission, and how long it is in this queue.
    fn components(&self, seen: &Seen, received: Timestamp) -> Vec<String> {
        let submission = i64::from(seen.latency);
        let all = self.now.as_millisecond().saturating_sub(received.as_millisecond()).max(submission);
        let part = |name: &str, milliseconds| format!("{name};{}", TimeSpan::from_millis(milliseconds));
        match self.is_submission {
            true => vec![part("SubmissionQueue", all)],
            false => vec![part("SubmissionQueue", submission), part("DeliveryQueue", all - submission)],
        }
    }

    fn recipients(&self, seen: &Seen, record: &Record, status: MessageStatus) -> Vec<String> {
        let line = |index: usize| {
            let said = seen.remarks.iter().rev().find(|(about, _)| *about as usize == index);
            let error = said.map(|(_, remark)| remark.to_string());
            let error = error.as_deref().or(self.error.as_deref()).unwrap_or_default();
            format!("{};{status};{};{error}", record.envelope.recipients[index].address, self.category)
        };
        seen.recipients.pending(&record.envelope).into_iter().map(line).collect()
    }
}
