//! Live candidates for completion: what exists at this moment, each with its state.

use std::any::Any;
use std::time::Duration;

use crate::cmdlet::Session;
use crate::control::wire::QueueQuery;
use crate::lang::call::Candidate;
use crate::model::QueueInfo;
use crate::model::number::counted;

/// A completer never keeps a person from typing for longer.
const PATIENCE: Duration = Duration::from_millis(150);

/// Queues by next hop and number: `contoso.com   Retry, 1204 messages`.
pub fn queues(host: &dyn Any, word: &str) -> Vec<Candidate> {
    let Some(session) = host.downcast_ref::<Session>().filter(|session| session.has_node()) else { return Vec::new() };
    let Ok(node) = session.local_node() else { return Vec::new() };
    let listed = session.wait_at_most(PATIENCE, node.get::<Vec<QueueInfo>>("/v1/queues", &QueueQuery::default()));
    let mut found = Vec::new();
    for queue in session.last_seen(listed).iter() {
        let name = queue.identity.to_string();
        let messages = counted(usize::try_from(queue.message_count).unwrap_or_default(), "message");
        let description = format!("{}  {}, {messages}", queue.next_hop_domain, queue.status);
        for value in [queue.next_hop_domain.clone(), queue.identity.queue().to_owned(), name] {
            let begins = value.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
            if begins && !found.iter().any(|known: &Candidate| known.value == value) {
                found.push(Candidate { value, description: description.clone() });
            }
        }
    }
    found
}
