//! What an operator has ordered: who, why, since and until when. Kept in the spool, so that it outlives the process.
//!
//! Orders on queues are few and lie beside the messages under a key of their own; an order on a message is part of the
//! message's record, so that a hundred thousand suspended messages cost no more than as many waiting ones.

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::transport::NextHop;

/// An operator's order, as it is kept and shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Order {
    pub what: What,
    /// The person, as the control API knows them.
    pub who: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    pub since: Timestamp,
    /// When it ends by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    Suspend,
    /// Remove the message as soon as it is not under way.
    Remove {
        /// Tell the sender.
        with_ndr: bool,
    },
}

impl Order {
    pub fn is_removal(&self) -> bool {
        matches!(self.what, What::Remove { .. })
    }

    pub fn is_over(&self, now: Timestamp) -> bool {
        self.until.is_some_and(|until| until <= now)
    }
}

/// An order on one message, for as long as it is in that queue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hold {
    pub queue: NextHop,
    pub order: Arc<Order>,
}

/// What the keys of orders on queues begin with.
const QUEUE: &str = "queue/";

/// Behind the connector's GUID, for the queue of mail that does without TLS.
const TLS_OPTIONAL: &str = "~";

/// The key under which the spool keeps the order on a queue.
pub fn queue_key(hop: &NextHop) -> String {
    let mark = if hop.is_tls_optional { TLS_OPTIONAL } else { "" };
    format!("{QUEUE}{}/{}{mark}/{}", hop.delivery_type, hop.connector.simple(), hop.domain)
}

/// The queue that a key is about; `None`: it is about something else.
pub fn queue_of_key(key: &str) -> Option<NextHop> {
    let mut parts = key.strip_prefix(QUEUE)?.splitn(3, '/');
    let (delivery_type, connector, domain) = (parts.next()?, parts.next()?, parts.next()?);
    let plain = connector.strip_suffix(TLS_OPTIONAL);
    Some(NextHop {
        delivery_type: delivery_type.parse().ok()?,
        domain: domain.into(),
        connector: Uuid::try_parse(plain.unwrap_or(connector)).ok()?,
        is_tls_optional: plain.is_some(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transport::queue::sample;

    #[test]
    fn a_key_names_its_queue() {
        let mut database = sample::hop("Mailboxes/West 1");
        database.delivery_type = crate::model::DeliveryType::SmtpDeliveryToMailbox;
        for hop in [sample::hop("contoso.com"), sample::hop("10.0.0.1,[10.0.0.2]"), database] {
            assert_eq!(queue_of_key(&queue_key(&hop)), Some(hop));
        }
        for key in ["", "queue/", "queue/x/y/z", "queue/Unreachable/1/a", "message/1"] {
            assert_eq!(queue_of_key(key), None, "{key}");
        }
    }

    #[test]
    fn a_timed_order_ends_by_itself() {
        let at = |second| Timestamp::from_second(second).expect("in range");
        let mut order =
            Order { what: What::Suspend, who: "ann".into(), reason: None, since: at(0), until: Some(at(10)) };
        assert!(!order.is_over(at(9)) && order.is_over(at(10)));
        order.until = None;
        assert!(!order.is_over(at(1_000_000)));
        let json = serde_json::to_string(&order).expect("JSON");
        assert_eq!(serde_json::from_str::<Order>(&json).expect("read back"), order);
    }
}
