//! What next hops had confirmed when the last engine ended, and nobody had put on record yet: settled at the start, as
//! it would have been then. It does not go out again, its sender gets the report he asked for, and the tracking log
//! has it.

use std::collections::HashSet;
use std::sync::Arc;

use super::entry::Which;
use super::message::Unreadable;
use super::queues::Queues;
use super::receipts::{Left, Receipt};
use super::record::{self, Record};
use super::session::our_remark;
use super::settle::Sorted;
use crate::mail::EnhancedStatus;
use crate::model::EventCategory;
use crate::transport::{Attempt, Body, Event, MessageId, NoticeKind, Outcome, RecipientState, Settings};

impl Queues {
    /// What the last engine left behind, which must be seen before this one sends anything.
    pub(super) fn left_behind(&self) -> Left {
        self.parts.receipts.left().unwrap_or_else(|error| {
            let says = format!(
                "What next hops confirmed before the start cannot be read; some mail may be sent twice. {error}"
            );
            self.parts.events.note(Event::error(EventCategory::Storage, 4003, says));
            Left::new()
        })
    }

    /// Settles it; gives the messages that are through by that. Waits for the disk; before anything is brought back.
    pub(super) fn settle_what_was_confirmed(self: &Arc<Queues>, left: Left) -> HashSet<MessageId> {
        let mut through = HashSet::new();
        if left.is_empty() {
            return through;
        }
        let (settings, waiter) = (self.settings(), tokio::runtime::Handle::current());
        for (id, receipts) in left {
            // It is on record, or cannot be read, which is somebody else's affair.
            let Ok(Ok(record)) = self.parts.spool.read_envelope(id).map(|bytes| record::read(&bytes)) else { continue };
            let confirmed = self.confirmed(&record, &receipts);
            if confirmed.is_empty() {
                continue;
            }
            let count = confirmed.len();
            if Which::Pending.pending(&record.envelope).len() == count {
                through.insert(id);
            }
            tracing::info!(message = %id, recipients = count, "confirmed before the start; not sent again");
            if let Err(error) = waiter.block_on(self.settle_confirmed(id, record, confirmed, &settings)) {
                through.remove(&id);
                tracing::error!(message = %id, %error, "what was confirmed before the start is sent again");
            }
        }
        // Looked at again at the next start, should that fail.
        match waiter.block_on(self.parts.spool.commit(Vec::new())) {
            Ok(()) => self.parts.receipts.concluded(),
            Err(error) => tracing::warn!(%error, "what was confirmed before the start is not on record yet"),
        }
        through
    }

    /// The recipients still pending that were confirmed, and how.
    fn confirmed(&self, record: &Record, receipts: &[Receipt]) -> Vec<(usize, Outcome)> {
        let recipients = &record.envelope.recipients;
        let mut confirmed: Vec<(usize, Outcome)> = Vec::new();
        for receipt in receipts {
            let Some(at) = self.parts.receipts.recipient_of(receipt, recipients) else { continue };
            if recipients[at].state == RecipientState::Pending && confirmed.iter().all(|(known, _)| *known != at) {
                let remark = our_remark(250, EnhancedStatus::new(2, 0, 0), "Taken over before this node was started");
                confirmed.push((at, Outcome::Sent { remark, relays_dsn: receipt.relays_dsn }));
            }
        }
        confirmed
    }

    async fn settle_confirmed(
        self: &Arc<Queues>,
        id: MessageId,
        record: Record,
        confirmed: Vec<(usize, Outcome)>,
        settings: &Arc<Settings>,
    ) -> Result<(), Unreadable> {
        let message = self.shelf.put_record(id, record.clone());
        let is_mailbox = |at: usize| settings.mailbox(&record.envelope.recipients[at].address).is_some();
        let (mailboxes, others): (Vec<_>, Vec<_>) = confirmed.into_iter().partition(|(at, _)| is_mailbox(*at));
        for (kind, outcomes) in [(NoticeKind::Delivered, mailboxes), (NoticeKind::Relayed, others)] {
            let recipients: Vec<usize> = outcomes.iter().map(|(at, _)| *at).collect();
            let envelope = record.envelope.clone();
            let mut attempt = Attempt { id, envelope, recipients, body: Body::Memory(Vec::new()) };
            let sorted = Sorted::new(&attempt, outcomes);
            if !sorted.confirmed.is_empty() {
                attempt.body = message.body().await?;
            }
            self.track_confirmed(&attempt, &sorted, kind);
            self.counters.recipients_delivered.add(sorted.sent.len());
            self.settle_sent(&message, &attempt, &sorted, kind, settings).await;
        }
        Ok(())
    }
}
