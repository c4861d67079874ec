//! A server whose queues are drained to others of the organization, as before work on its machine.
//!
//! While that lasts, no new mail is taken, and whatever the categorizer would put into a delivery queue goes to the
//! queue for the targets instead. What already waits in delivery queues goes back to Submission for that. Left where they
//! are: messages and queues that an operator has suspended, the Poison and Unreachable queues, and what is for mailboxes,
//! which this server delivers as ever. When nothing is left to be drained, all is as before.
//!
//! The order is durable before it is answered, and a node that dies meanwhile goes on with it. Resubmitting the queue for
//! the targets (Retry-Queue -Resubmit $true) ends it before that: what is left is routed as usual.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::hop_queue::HopQueue;
use super::obey::not_written;
use super::queues::Queues;
use crate::model::{DeliveryType, EventCategory, Fault, QueueInfo};
use crate::transport::{Event, NextHop};

/// The key under which the spool keeps the order.
pub const KEY: &str = "redirect";

/// How often it is looked whether anything is left.
const LOOK: Duration = Duration::from_millis(250);

/// Where messages go for the time being.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Redirect {
    /// FQDNs of servers, separated by commas.
    pub targets: String,
    /// The person.
    pub who: String,
}

impl Redirect {
    /// `None`: bytes that make no sense.
    pub fn read(bytes: &Bytes) -> Option<Redirect> {
        serde_json::from_slice(bytes).ok()
    }

    /// The queue for the targets.
    pub fn hop(&self) -> NextHop {
        let domain = self.targets.as_str().into();
        NextHop {
            delivery_type: DeliveryType::SmtpRelayToServers,
            domain,
            connector: Uuid::nil(),
            is_tls_optional: false,
        }
    }
}

/// Whether messages to this next hop are drained.
fn is_drained(hop: &NextHop) -> bool {
    !matches!(
        hop.delivery_type,
        DeliveryType::Undefined
            | DeliveryType::Unreachable
            | DeliveryType::SmtpDeliveryToMailbox
            | DeliveryType::SmtpRelayToServers
    )
}

impl Queues {
    /// The order in force.
    pub fn redirect(&self) -> Option<Arc<Redirect>> {
        self.redirect.load_full()
    }

    /// Begins to drain; gives the queue for the targets.
    pub async fn begin_redirect(self: &Arc<Queues>, redirect: Redirect) -> Result<QueueInfo, Fault> {
        if let Some(other) = self.redirect() {
            let says = format!("This server's messages are being redirected already: to {}.", other.targets);
            return Err(Fault::conflict("AlreadyRedirecting", says).fix(
                "Wait until that is done, or end it: Get-Queue -Filter \"DeliveryType -eq 'SmtpRelayToServers'\" | Retry-Queue -Resubmit $true",
            ));
        }
        let value = serde_json::to_vec(&redirect).expect("an order has only text keys");
        self.parts.spool.put_order(KEY, value.into()).await.map_err(|error| not_written(&error))?;
        let says = format!("Messages are redirected to {} (by {}).", redirect.targets, redirect.who);
        self.parts.events.note(Event::information(EventCategory::RemoteDelivery, 3001, says));
        let hop = redirect.hop();
        self.redirect.store(Some(Arc::new(redirect)));
        let queue = self.registry.queue(&hop, &self.settings(), self.now().steady);
        self.tasks.spawn(self.clone().drain());
        Ok(self.info(&queue))
    }

    /// Drains until nothing is left, the order is taken back, or the engine stops.
    pub async fn drain(self: Arc<Queues>) {
        while let Some(redirect) = self.redirect() {
            if self.is_drained_to(&redirect.hop()).await {
                return self.end_redirect("nothing is left").await;
            }
            tokio::select! {
                () = tokio::time::sleep(LOOK) => {}
                () = self.stop.cancelled() => return,
            }
        }
    }

    /// Sends what still waits elsewhere on its way; true when there is nothing any more.
    async fn is_drained_to(self: &Arc<Queues>, hop: &NextHop) -> bool {
        let mut is_over = !self.is_recovering();
        for queue in self.registry.all() {
            let (free, active) = {
                let state = queue.lock();
                let waiting = state.line.ready() + state.line.deferred();
                (if state.order.is_some() { 0 } else { waiting }, state.line.active())
            };
            if is_drained(&queue.hop) {
                is_over &= free + active == 0;
                if free > 0 {
                    self.clone().resubmit(queue).await;
                }
            } else if queue.hop == *hop || Arc::ptr_eq(&queue, &self.registry.submission) {
                is_over &= free + active == 0;
            }
        }
        is_over
    }

    /// All is as before.
    pub async fn end_redirect(&self, why: &str) {
        let Some(redirect) = self.redirect.swap(None) else { return };
        let says = format!("Messages are no longer redirected to {}: {why}.", redirect.targets);
        self.parts.events.note(Event::information(EventCategory::RemoteDelivery, 3002, says));
        if let Err(error) = self.parts.spool.remove_order(KEY).await {
            tracing::warn!(%error, "a redirection that is over could not be removed from the spool");
        }
    }

    /// The order on this queue, should it be the one for the targets of the order in force.
    pub fn is_for_targets(&self, queue: &HopQueue) -> bool {
        self.redirect().is_some_and(|redirect| redirect.hop() == queue.hop)
    }

    /// Where recipients go as long as messages are redirected.
    pub fn redirected(&self, hops: Vec<(NextHop, Vec<usize>)>) -> Vec<(NextHop, Vec<usize>)> {
        let Some(redirect) = self.redirect() else { return hops };
        let mut by_hop: HashMap<NextHop, Vec<usize>> = HashMap::new();
        for (hop, these) in hops {
            let hop = if is_drained(&hop) { redirect.hop() } else { hop };
            by_hop.entry(hop).or_default().extend(these);
        }
        by_hop.into_iter().collect()
    }
}
