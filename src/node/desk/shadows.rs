//! Copies of other servers' mail, as queues: one for each server whose mail is kept here. They are to be looked at; what
//! becomes of the mail is decided where it is.

use tokio::sync::mpsc;
use uuid::Uuid;

use super::condition::Condition;
use crate::control::Stream;
use crate::control::wire;
use crate::model::queue_identity::SHADOW;
use crate::model::{
    DeliveryType, Fault, MessageIdentity, MessageInfo, NextHopCategory, QueueIdentity, QueueInfo, QueueStatus,
};
use crate::transport::queue::about;
use crate::transport::shadow::{Copies, ShadowQueue};

/// Those that an identity names, or all.
pub fn queues(copies: &Copies, server: &str, which: Option<&QueueIdentity>) -> Vec<QueueInfo> {
    let all = copies.queues().into_iter().map(|queue| info(&queue, server));
    all.filter(|info| {
        which.is_none_or(|which| which.is_on(server) && which.names(info.identity.queue(), &info.next_hop_domain))
    })
    .collect()
}

/// The answer to all orders on them.
pub fn no_orders(which: &QueueIdentity) -> Fault {
    let says = format!("Queue '{which}' holds copies of another server's mail, which take no orders.");
    Fault::invalid("ShadowQueue", says)
        .fix("Give the order to the server whose mail it is: NextHopDomain of the queue.")
}

/// The copies in the queues that are meant, oldest first. Must be called in a tokio runtime.
pub fn messages(
    copies: &Copies,
    server: &str,
    which: &QueueIdentity,
    query: &wire::MessageQuery,
    limit: usize,
) -> Result<Stream<MessageInfo>, Fault> {
    let condition = Condition::parse(query.filter.as_deref(), MessageInfo::TYPE)?;
    let number = |text: &Option<String>| text.as_deref().map(str::parse::<MessageIdentity>).transpose();
    let (one, after, with_recipients) = (number(&query.identity)?, number(&query.after)?, query.with_recipients);
    let meant = |info: &QueueIdentity, queue: &ShadowQueue| which.names(info.queue(), &queue.primary.server);
    let queues: Vec<(QueueIdentity, ShadowQueue)> = copies
        .queues()
        .into_iter()
        .map(|queue| (identity(&queue, server), queue))
        .filter(|(identity, queue)| which.is_on(server) && meant(identity, queue))
        .collect();
    let (to, found) = mpsc::channel(64);
    let copies = copies.clone();
    tokio::task::spawn_blocking(move || {
        let all = queues
            .iter()
            .flat_map(|(identity, queue)| copies.of(&queue.primary).into_iter().map(move |(_, id)| (identity, id)));
        let all = all.filter(|(_, id)| one.as_ref().is_none_or(|one| one.number() == id.0));
        // What was discarded meanwhile is not shown.
        let read = all
            .filter(|(_, id)| after.as_ref().is_none_or(|after| id.0 > after.number()))
            .filter_map(|(identity, id)| Some((copies.read(id).ok()??.envelope()?, identity, id)));
        let shown = read.map(|(envelope, identity, id)| {
            let recipients = envelope.recipients.iter().map(|recipient| recipient.address.to_string());
            let recipients = with_recipients.then(|| recipients.collect());
            MessageInfo { recipients, ..about(&envelope, identity.clone(), id) }
        });
        for message in shown.filter(|message| condition.holds(message)).take(limit) {
            if to.blocking_send(Ok(message)).is_err() {
                return;
            }
        }
    });
    Ok(found)
}

fn identity(queue: &ShadowQueue, server: &str) -> QueueIdentity {
    QueueIdentity::new(server, format!("{SHADOW}\\{}", queue.number))
}

fn info(queue: &ShadowQueue, server: &str) -> QueueInfo {
    let count = i32::try_from(queue.count).unwrap_or(i32::MAX);
    QueueInfo {
        identity: identity(queue, server),
        delivery_type: DeliveryType::ShadowRedundancy,
        next_hop_domain: queue.primary.server.to_string(),
        next_hop_category: NextHopCategory::Internal,
        next_hop_connector: Uuid::nil(),
        status: QueueStatus::Ready,
        message_count: count,
        deferred_message_count: 0,
        message_counts_per_priority: vec![0, count, 0, 0],
        deferred_message_counts_per_priority: vec![0; 4],
        priority_descriptions: ["High", "Normal", "Low", "None"].map(str::to_owned).to_vec(),
        last_error: None,
        retry_count: 0,
        first_retry_time: None,
        last_retry_time: None,
        next_retry_time: None,
        tls_domain: None,
        override_source: None,
        risk_level: "Normal".to_owned(),
        outbound_ip_pool: 0,
        locked_message_count: 0,
        incoming_rate: 0.0,
        outgoing_rate: 0.0,
        velocity: 0.0,
        suspended_by: None,
        suspend_reason: None,
        suspended_until: None,
    }
}
