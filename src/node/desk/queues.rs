//! Queues and messages: from questions and orders on the wire to those of the engine, and back.

use super::condition::Condition;
use crate::control::Stream;
use crate::control::wire::{self, MessageOrder, QueueOrder, QueueQuery};
use crate::model::{Fault, MessageIdentity, MessageInfo, QueueIdentity, QueueInfo};
use crate::transport::queue::{Engine, MessageAct, MessageQuery, QueueAct};

pub fn list(engine: &Engine, query: &QueueQuery) -> Result<Vec<QueueInfo>, Fault> {
    let which = query.identity.as_deref().map(queue_identity).transpose()?;
    let condition = Condition::parse(query.filter.as_deref(), QueueInfo::TYPE)?;
    let mut queues = engine.list_queues(which.as_ref());
    queues.retain(|queue| condition.holds(queue));
    Ok(queues)
}

pub async fn order(engine: &Engine, order: QueueOrder) -> Result<Vec<QueueInfo>, Fault> {
    let QueueOrder { identity, act, who } = order;
    let which = queue_identity(&identity)?;
    tracing::info!(queue = %which, ?act, who, "order on a queue");
    let act = match act {
        wire::QueueAct::Suspend { until, reason } => QueueAct::Suspend { until, reason },
        wire::QueueAct::Resume => QueueAct::Resume,
        wire::QueueAct::Retry => QueueAct::Retry,
        wire::QueueAct::Resubmit => QueueAct::Resubmit,
    };
    engine.order_queue(&which, &act, &who).await
}

pub fn messages(engine: &Engine, query: &wire::MessageQuery) -> Result<Stream<MessageInfo>, Fault> {
    let condition = Condition::parse(query.filter.as_deref(), MessageInfo::TYPE)?;
    let one = query.identity.as_deref().map(message_identity).transpose()?;
    let queue = query.queue.as_deref().map(queue_identity).transpose()?;
    let queue_of_one = one.as_ref().and_then(MessageIdentity::queue).cloned();
    let (queue, also_in) = match (queue, queue_of_one) {
        (Some(queue), Some(other)) => (Some(queue), Some(names(engine, &other))),
        (queue, other) => (queue.or(other), None),
    };
    let is_there = move |message: &MessageInfo| also_in.as_ref().is_none_or(|queues| queues.contains(&message.queue));
    Ok(engine.list_messages(MessageQuery {
        queue,
        number: one.as_ref().map(MessageIdentity::number),
        accepts: Box::new(move |message| is_there(message) && condition.holds(message)),
        with_recipients: query.with_recipients,
        limit: match query.limit {
            0 => usize::MAX,
            limit => usize::try_from(limit).unwrap_or(usize::MAX),
        },
        after: query.after.as_deref().map(message_identity).transpose()?,
    }))
}

/// The queues that an identity means.
fn names(engine: &Engine, which: &QueueIdentity) -> Vec<QueueIdentity> {
    engine.list_queues(Some(which)).into_iter().map(|queue| queue.identity).collect()
}

pub async fn order_message(engine: &Engine, order: MessageOrder) -> Result<Vec<MessageInfo>, Fault> {
    let MessageOrder { identity, act, who } = order;
    let which = message_identity(&identity)?;
    tracing::info!(message = %which, ?act, who, "order on a message");
    let act = match act {
        wire::MessageAct::Suspend { reason } => MessageAct::Suspend { reason },
        wire::MessageAct::Resume => MessageAct::Resume,
        wire::MessageAct::Remove { with_ndr } => MessageAct::Remove { with_ndr },
    };
    engine.order_message(&which, &act, &who).await
}

pub fn message_identity(text: &str) -> Result<MessageIdentity, Fault> {
    Ok(text.parse()?)
}

fn queue_identity(text: &str) -> Result<QueueIdentity, Fault> {
    Ok(text.parse()?)
}
