//! The questions behind each view, and the orders: the same calls of the control API that the cmdlets make.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};

use super::feed::{MOST_EVENTS, PAGE, Subject, Wish};
use crate::control::Client;
use crate::control::wire::{MessageAct, MessageOrder, MessageQuery, QueueAct, QueueOrder, QueueQuery};
use crate::model::{Fault, MessageInfo, QueueInfo, TrackingQuery, TrackingRecord};

/// What there is to be seen.
pub enum Shown {
    Queues {
        queues: Vec<QueueInfo>,
        /// When the oldest message of a queue came, for those in sight.
        oldest: HashMap<String, Timestamp>,
    },
    Messages {
        /// Nothing when the queue has gone.
        queue: Option<Box<QueueInfo>>,
        messages: Vec<MessageInfo>,
    },
    Message {
        /// Nothing once it has left the queue.
        message: Option<Box<MessageInfo>>,
        history: Vec<TrackingRecord>,
    },
}

pub async fn ask(node: &Client, wish: &Wish) -> Result<Shown, Fault> {
    match &wish.subject {
        Subject::Queues { filter } => {
            let query = QueueQuery { identity: None, filter: filter.clone() };
            let queues: Vec<QueueInfo> = node.get("/v1/queues", &query).await?;
            Ok(Shown::Queues { queues, oldest: oldest(node, &wish.in_sight).await? })
        }
        Subject::Messages { queue, filter, after } => {
            let of_queue = QueueQuery { identity: Some(queue.clone()), filter: None };
            let found: Vec<QueueInfo> = node.get("/v1/queues", &of_queue).await?;
            let query = MessageQuery {
                queue: Some(queue.clone()),
                filter: filter.clone(),
                after: after.clone(),
                limit: PAGE,
                ..MessageQuery::default()
            };
            Ok(Shown::Messages {
                queue: found.into_iter().next().map(Box::new),
                messages: messages(node, &query).await?,
            })
        }
        Subject::Message { identity, number, received } => {
            let query = MessageQuery {
                identity: Some(identity.clone()),
                with_recipients: true,
                limit: 1,
                ..MessageQuery::default()
            };
            let message = messages(node, &query).await?.pop().map(Box::new);
            Ok(Shown::Message { message, history: history(node, *number, *received).await? })
        }
    }
}

/// A list is in the order of arrival: its first message is the oldest.
async fn oldest(node: &Client, queues: &[String]) -> Result<HashMap<String, Timestamp>, Fault> {
    let mut oldest = HashMap::new();
    for queue in queues {
        let query = MessageQuery { queue: Some(queue.clone()), limit: 1, ..MessageQuery::default() };
        if let Some(message) = messages(node, &query).await?.pop() {
            oldest.insert(queue.clone(), message.date_received);
        }
    }
    Ok(oldest)
}

async fn messages(node: &Client, query: &MessageQuery) -> Result<Vec<MessageInfo>, Fault> {
    let mut lines = node.lines::<MessageInfo>("/v1/messages", query).await?;
    let mut found = Vec::new();
    while let Some(message) = lines.next().await? {
        found.push(message);
    }
    Ok(found)
}

async fn history(node: &Client, number: u64, received: Timestamp) -> Result<Vec<TrackingRecord>, Fault> {
    // The first events stand before the moment of arrival: a session begins before its message.
    const BEFORE: SignedDuration = SignedDuration::from_secs(60);
    let query = TrackingQuery {
        start: received.checked_sub(BEFORE).ok(),
        internal_message_id: Some(number),
        result_size: MOST_EVENTS,
        ..TrackingQuery::default()
    };
    let mut lines = node.lines::<TrackingRecord>("/v1/tracking", &query).await?;
    let mut found = Vec::new();
    while let Some(record) = lines.next().await? {
        found.push(record);
    }
    Ok(found)
}

/// What became of an order.
#[derive(Debug, Default)]
pub struct Outcome {
    pub done: u64,
    /// Objects that did not obey, and why the first of them did not.
    pub refused: u64,
    pub reason: Option<Fault>,
}

impl Outcome {
    fn add<T>(&mut self, answer: Result<T, Fault>) {
        match answer {
            Ok(_) => self.done += 1,
            Err(fault) => {
                self.refused += 1;
                self.reason.get_or_insert(fault);
            }
        }
    }
}

/// Gives the order to each queue that is meant, until `goes_on` says no.
pub async fn order_queues(
    node: &Client,
    query: &QueueQuery,
    act: &QueueAct,
    who: &str,
    goes_on: impl Fn(u64) -> bool,
) -> Outcome {
    let mut outcome = Outcome::default();
    match node.get::<Vec<QueueInfo>>("/v1/queues", query).await {
        Ok(queues) => {
            for queue in queues {
                if !goes_on(outcome.done) {
                    break;
                }
                let order = QueueOrder { identity: queue.identity.to_string(), act: act.clone(), who: who.to_owned() };
                outcome.add(node.post::<Vec<QueueInfo>>("/v1/queues/orders", &order).await);
            }
        }
        Err(fault) => outcome.reason = Some(fault),
    }
    outcome
}

/// The same for messages, page by page.
pub async fn order_messages(
    node: &Client,
    query: &MessageQuery,
    act: &MessageAct,
    who: &str,
    goes_on: impl Fn(u64) -> bool,
) -> Outcome {
    let mut query = MessageQuery { limit: PAGE, ..query.clone() };
    let mut outcome = Outcome::default();
    loop {
        let page = match messages(node, &query).await {
            Ok(page) => page,
            Err(fault) => return Outcome { reason: Some(fault), ..outcome },
        };
        let is_last = (page.len() as u64) < PAGE;
        query.after = page.last().map(|message| message.identity.to_string());
        for message in page {
            if !goes_on(outcome.done) {
                return outcome;
            }
            let order = MessageOrder { identity: message.identity.to_string(), act: act.clone(), who: who.to_owned() };
            outcome.add(node.post::<Vec<MessageInfo>>("/v1/messages/orders", &order).await);
        }
        if is_last {
            return outcome;
        }
    }
}
