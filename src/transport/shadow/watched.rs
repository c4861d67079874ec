//! The spool, watched: [`Originals`] hear what comes into it and what goes.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use bytes::Bytes;
use uuid::Uuid;

use super::Originals;
use crate::transport::MessageId;
use crate::transport::queue::record_shadow;
use crate::transport::queue::spool::{Completion, Op, Spool, SpoolCondition, SpoolError, SpoolStatus};

/// Behaves as the spool that it watches.
pub struct Watched {
    spool: Arc<dyn Spool>,
    originals: Originals,
}

impl Watched {
    pub fn new(spool: Arc<dyn Spool>, originals: Originals) -> Watched {
        Watched { spool, originals }
    }

    /// What begins counts from the moment in which it is asked for, so that nobody takes it for done before. What could not
    /// begin is forgotten again.
    fn note(&self, ops: &[Op]) -> Vec<MessageId> {
        let mut begun = Vec::new();
        for op in ops {
            if let Op::Append { id, envelope, .. } = op
                && let Some(name) = record_shadow(envelope)
            {
                self.originals.appears(*id, name);
                begun.push(*id);
            }
        }
        for op in ops {
            if let Op::Finish { id } = op
                && !self.originals.is_empty()
            {
                self.originals.ends(*id);
            }
        }
        begun
    }

    fn end(&self, id: MessageId) {
        if !self.originals.is_empty() {
            self.originals.ends(id);
        }
    }
}

impl Spool for Watched {
    fn database_id(&self) -> Uuid {
        self.spool.database_id()
    }

    fn new_id(&self) -> MessageId {
        self.spool.new_id()
    }

    fn commit(&self, ops: Vec<Op>) -> Completion {
        let begun = self.note(&ops);
        let completion = self.spool.commit(ops);
        if begun.is_empty() {
            return completion;
        }
        let originals = self.originals.clone();
        completion.or_else(move || begun.into_iter().for_each(|id| originals.ends(id)))
    }

    fn finish(&self, id: MessageId) {
        self.end(id);
        self.spool.finish(id);
    }

    fn abandon(&self, id: MessageId) {
        self.spool.abandon(id);
    }

    fn ids_after(&self, after: MessageId, most: usize) -> Vec<MessageId> {
        self.spool.ids_after(after, most)
    }

    fn read_envelope(&self, id: MessageId) -> Result<Bytes, SpoolError> {
        self.spool.read_envelope(id)
    }

    fn read_envelopes(&self, ids: &[MessageId]) -> Vec<Result<Bytes, SpoolError>> {
        self.spool.read_envelopes(ids)
    }

    fn body_length(&self, id: MessageId) -> Result<u64, SpoolError> {
        self.spool.body_length(id)
    }

    fn read_part(&self, id: MessageId, index: usize) -> Result<Option<Bytes>, SpoolError> {
        self.spool.read_part(id, index)
    }

    fn read_body(&self, id: MessageId, range: Range<u64>) -> Result<Vec<Bytes>, SpoolError> {
        self.spool.read_body(id, range)
    }

    fn set_aside(&self, id: MessageId) -> Result<Vec<String>, SpoolError> {
        let files = self.spool.set_aside(id)?;
        self.end(id);
        Ok(files)
    }

    fn orders(&self) -> BTreeMap<String, Bytes> {
        self.spool.orders()
    }

    fn status(&self) -> SpoolStatus {
        self.spool.status()
    }

    fn condition(&self) -> SpoolCondition {
        self.spool.condition()
    }
}
