//! A spool whose answers paused time waits for.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use bytes::Bytes;
use uuid::Uuid;

use crate::transport::MessageId;
use crate::transport::queue::spool::{Completion, Op, Spool, SpoolCondition, SpoolError, SpoolStatus};

/// The spool writes on a thread of its own, of which a paused clock knows nothing: it would jump ahead while a commit
/// is on its way to the disk. Here a blocking task, of which it knows, waits beside each commit until that is answered.
pub struct AttendedSpool(pub Arc<dyn Spool>);

impl Spool for AttendedSpool {
    fn commit(&self, ops: Vec<Op>) -> Completion {
        let completion = self.0.commit(ops);
        // Commits are answered in their order: when this one is, the other has been.
        let barrier = self.0.commit(Vec::new());
        tokio::task::spawn_blocking(move || barrier.wait());
        completion
    }

    fn database_id(&self) -> Uuid {
        self.0.database_id()
    }

    fn new_id(&self) -> MessageId {
        self.0.new_id()
    }

    fn finish(&self, id: MessageId) {
        self.0.finish(id);
    }

    fn abandon(&self, id: MessageId) {
        self.0.abandon(id);
    }

    fn ids_after(&self, after: MessageId, most: usize) -> Vec<MessageId> {
        self.0.ids_after(after, most)
    }

    fn read_envelope(&self, id: MessageId) -> Result<Bytes, SpoolError> {
        self.0.read_envelope(id)
    }

    fn body_length(&self, id: MessageId) -> Result<u64, SpoolError> {
        self.0.body_length(id)
    }

    fn read_part(&self, id: MessageId, index: usize) -> Result<Option<Bytes>, SpoolError> {
        self.0.read_part(id, index)
    }

    fn read_body(&self, id: MessageId, range: Range<u64>) -> Result<Vec<Bytes>, SpoolError> {
        self.0.read_body(id, range)
    }

    fn set_aside(&self, id: MessageId) -> Result<Vec<String>, SpoolError> {
        self.0.set_aside(id)
    }

    fn orders(&self) -> BTreeMap<String, Bytes> {
        self.0.orders()
    }

    fn status(&self) -> SpoolStatus {
        self.0.status()
    }

    fn condition(&self) -> SpoolCondition {
        self.0.condition()
    }
}
