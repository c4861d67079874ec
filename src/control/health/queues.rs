//! Queues in which mail does not move as it should.

use super::connectors;
use super::facts::{Facts, Finding};
use super::health_info::Health;
use crate::model::number::counted;
use crate::model::{QueueInfo, QueueStatus};

pub fn findings(facts: &Facts) -> Vec<Finding> {
    facts.queues.iter().filter(|queue| queue.message_count > 0).filter_map(|queue| finding(queue, facts)).collect()
}

fn finding(queue: &QueueInfo, facts: &Facts) -> Option<Finding> {
    /// Fewer are drained before somebody has read this.
    const WORTH_SAYING: i32 = 100;
    let QueueInfo { identity, next_hop_domain, message_count, .. } = queue;
    let count = counted(usize::try_from(*message_count).unwrap_or(0), "message");
    let where_to = if next_hop_domain.is_empty() { identity.to_string() } else { next_hop_domain.clone() };
    let is_unreachable = identity.to_string().to_ascii_lowercase().ends_with("\\unreachable");
    match queue.status {
        QueueStatus::Suspended => {
            let by = queue.suspended_by.as_ref().map(|who| format!(" by {who}")).unwrap_or_default();
            let why = queue.suspend_reason.as_ref().map(|why| format!(" ({why})")).unwrap_or_default();
            let says = format!("{where_to}: {count} in a queue that was suspended{by}{why}.");
            Some(Finding::new(Health::Degraded, says, format!("Resume-Queue '{identity}'")))
        }
        _ if is_unreachable => {
            let says = format!("{count} without a route.");
            Some(Finding::new(
                Health::Degraded,
                says,
                "Get-Message -Queue Unreachable | Format-List FromAddress,LastError",
            ))
        }
        QueueStatus::Retry => {
            let error = queue.last_error.as_deref().unwrap_or("the next hop does not answer");
            let tries = counted(usize::try_from(queue.retry_count).unwrap_or(0), "failed attempt");
            let says = format!("{where_to}: {count} waiting after {tries}: {error}");
            let connector = (facts.connector)(queue.next_hop_connector);
            let next = connector.and_then(|connector| connectors::way_out(&connector, error));
            Some(Finding::new(Health::Degraded, says, next.unwrap_or_else(|| format!("Retry-Queue '{identity}'"))))
        }
        _ if queue.velocity < 0.0 && *message_count >= WORTH_SAYING => {
            let says = format!("{where_to}: {count}, and {:.1} more each second.", -queue.velocity);
            Some(Finding::new(Health::Degraded, says, format!("Get-Queue '{identity}' | Format-List")))
        }
        _ => None,
    }
}
