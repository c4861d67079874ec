//! A message that is about to be taken, offered to another server.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use bytes::Bytes;
use tokio::time::timeout;
use uuid::Uuid;

use super::originals::Claim;
use super::partners::candidates;
use super::{Shadows, kept};
use crate::transport::{Body, Envelope, Settings};

/// When so many senders wait for their mail to be delivered, the next one is not kept waiting: a queue that does not move
/// should not hold up all the world (Exchange skips delayed acknowledgement in the same way).
const MOST_HELD: usize = 100;

/// One message, and the name of its copy.
pub struct Offer {
    shadows: Arc<Shadows>,
    settings: Arc<Settings>,
    name: Uuid,
    claim: Claim,
    record: Bytes,
    body: Body,
}

impl Shadows {
    /// What another server should keep, with the name written into the envelope; `None`: this one is alone, or nobody
    /// wants copies.
    pub fn offer(self: &Arc<Shadows>, envelope: &mut Envelope, body: &Body, settings: &Arc<Settings>) -> Option<Offer> {
        if !settings.organization.shadow_redundancy_enabled || candidates(settings).next().is_none() {
            return None;
        }
        self.mark();
        let (name, claim) = self.originals.claim();
        let record = kept::record_of(envelope);
        envelope.shadow = Some(name);
        Some(Offer { shadows: self.clone(), settings: settings.clone(), name, claim, record, body: body.clone() })
    }
}

impl Offer {
    /// Whether the message may not be taken without.
    pub fn is_required(&self) -> bool {
        self.settings.organization.reject_message_on_shadow_failure
    }

    /// Has another server keep it; gives the one that does.
    pub async fn bring(&self) -> Result<String, String> {
        self.shadows.partners.keep(self.name, &self.record, &self.body, &self.settings).await
    }

    /// Waits until the message is delivered, for so long at most: nobody keeps a copy but its sender.
    pub async fn delivered(self, most: Duration) {
        if most.is_zero() || self.shadows.held.fetch_add(1, Ordering::Relaxed) >= MOST_HELD {
            self.shadows.held.fetch_sub(usize::from(!most.is_zero()), Ordering::Relaxed);
            return;
        }
        let held = Held(&self.shadows);
        let _ = timeout(most, self.claim.done()).await;
        drop(held);
    }
}

/// One who waits.
struct Held<'a>(&'a Shadows);

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.0.held.fetch_sub(1, Ordering::Relaxed);
    }
}
