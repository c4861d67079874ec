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

/// Queues, each by the name that says most of it and begins as typed: `contoso.com   Retry, 1,204 messages`.
pub fn queues(host: &dyn Any, word: &str) -> Vec<Candidate> {
    let Some(session) = host.downcast_ref::<Session>().filter(|session| session.has_node()) else { return Vec::new() };
    let Ok(node) = session.local_node() else { return Vec::new() };
    let listed = session.wait_at_most(PATIENCE, node.get::<Vec<QueueInfo>>("/v1/queues", &QueueQuery::default()));
    let queues = session.last_seen(listed);
    queues.iter().filter_map(|queue| named(queue, &queues, word)).collect()
}

fn named(queue: &QueueInfo, all: &[QueueInfo], word: &str) -> Option<Candidate> {
    let begins = |name: &String| name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let value = names(queue, all).into_iter().find(begins)?;
    let messages = counted(usize::try_from(queue.message_count).unwrap_or_default(), "message");
    let mut description = format!("{}, {messages}", queue.status);
    if value.parse::<u64>().is_ok() || value.contains('\\') {
        description.insert_str(0, &format!("{}  ", queue.next_hop_domain));
    }
    Some(Candidate { value, description })
}

/// What a queue may be called, the name that says most of it first. Several may have one next hop.
fn names(queue: &QueueInfo, all: &[QueueInfo]) -> [String; 3] {
    let (hop, own, whole) =
        (queue.next_hop_domain.clone(), queue.identity.queue().to_owned(), queue.identity.to_string());
    let is_numbered = own.parse::<u64>().is_ok();
    let is_only = all.iter().filter(|other| other.next_hop_domain == hop).count() == 1;
    match (is_numbered, is_only) {
        (false, _) => [own, whole, hop],
        (true, true) => [hop, whole, own],
        (true, false) => [whole, own, hop],
    }
}
