//! Copies of a message for those whom its recipients stand for: with another sender, with another header, or of the same
//! message for a thousand more.

use bytes::Bytes;

use super::super::message::LONGEST_HEADER;
use super::super::record::Record;
use super::{Halt, Resolving};
use crate::mail::{auto_response, header};
use crate::transport::{Body, Envelope, Leaf, MessageId, NewBody, Resolution};

impl Resolving<'_> {
    /// Copies that have not become durable leave nothing behind.
    pub(super) fn abandon(&self, copies: &[Copy]) {
        for copy in copies.iter().filter(|copy| matches!(copy.body, Body::Spooled { .. })) {
            self.queues.parts.spool.abandon(copy.id);
        }
    }

    /// Whether somebody gets the message with another header.
    pub(super) fn is_marked(&self, leaf: &Leaf) -> bool {
        leaf.is_oof_unwanted && self.marked.is_some()
    }

    /// A copy of the message for other recipients, who all are to get it alike; its body is in the spool already if that is
    /// large.
    pub(super) async fn copy(&self, leaves: Vec<&Leaf>) -> Result<Copy, Halt> {
        let mut envelope = Envelope::clone(&self.envelope);
        if let Some(sender) = leaves.first().and_then(|leaf| leaf.sender.clone()) {
            let before = std::mem::replace(&mut envelope.return_path, sender);
            envelope.original_from.get_or_insert(before);
        }
        envelope.recipients = leaves.iter().map(|leaf| leaf.recipient.clone()).collect();
        envelope.resolution = Resolution::Done;
        let via = leaves.iter().map(|leaf| leaf.via).collect();
        let marked = self.marked.as_ref().filter(|_| leaves.first().is_some_and(|leaf| leaf.is_oof_unwanted));
        let (id, body) = match (marked, &self.body) {
            (Some(marked), _) => {
                envelope.size = (envelope.size + marked.fields.len() as u64).saturating_sub(marked.former);
                self.marked_body(marked).await?
            }
            (None, Body::Memory(_)) => (self.queues.parts.spool.new_id(), self.body.clone()),
            (None, Body::Spooled { size, header, .. }) => {
                let id = self.queues.parts.spool.new_id();
                self.queues.copy_body(self.taken.message.id(), id).await?;
                (id, Body::Spooled { handle: id.0, size: *size, header: header.clone() })
            }
        };
        Ok(Copy { id, record: Record::new(envelope), body, via })
    }

    /// The bytes of the message with other fields.
    async fn marked_body(&self, marked: &Marked) -> Result<(MessageId, Body), Halt> {
        let new = NewBody::Fields(marked.fields.clone());
        let body = self.queues.make(&new, &self.attempt(Vec::new()), &marked.message).await?;
        Ok((self.queues.claim(&body), body))
    }
}

/// The message as those get it who are to send no out-of-office message.
pub(super) struct Marked {
    fields: Vec<u8>,
    /// Bytes of the fields as they came.
    former: u64,
    /// The message as it came; of a large one the header.
    message: Bytes,
}

impl Marked {
    /// `None`: the header says so as it is, or is so long that not all of it is at hand.
    pub(super) fn of(body: &Body) -> Option<Marked> {
        let message = match body {
            Body::Spooled { header, .. } if header.len() as u64 == LONGEST_HEADER => return None,
            Body::Memory(chunks) if chunks.len() == 1 => chunks[0].clone(),
            Body::Memory(chunks) => chunks.concat().into(),
            Body::Spooled { header, .. } => header.clone(),
        };
        let former = header::split(&message).0;
        let (fields, former) = (auto_response::suppress_oof(former)?, former.len() as u64);
        Some(Marked { fields, former, message })
    }
}

/// A message of its own, about to be committed.
pub(super) struct Copy {
    pub id: MessageId,
    pub record: Record,
    pub body: Body,
    /// For each of its recipients the index of the one that stood for it.
    pub via: Vec<usize>,
}
