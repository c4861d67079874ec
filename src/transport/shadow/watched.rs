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

    /// What begins and ends counts from the moment in which it is asked for, the beginnings first: where one message takes
    /// the place of another, nobody takes both for done. Gives what is to be undone if nothing of it becomes durable.
    fn note(&self, ops: &[Op]) -> (Vec<MessageId>, Vec<(MessageId, Option<Uuid>)>) {
        let (mut begun, mut ended) = (Vec::new(), Vec::new());
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
                ended.push((*id, self.originals.ends(*id)));
            }
        }
        (begun, ended)
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
        let (begun, ended) = self.note(&ops);
        let completion = self.spool.commit(ops);
        if begun.is_empty() && ended.is_empty() {
            return completion;
        }
        let originals = self.originals.clone();
        completion.or_else(move || {
            ended.into_iter().for_each(|(id, name)| originals.stays(id, name));
            for id in begun {
                originals.ends(id);
            }
        })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transport::queue::spool::{Content, MOST_ENVELOPE_BYTES, SegmentLog, SpoolOptions};
    use crate::transport::queue::{Record, write_record};
    use crate::transport::samples;

    #[tokio::test]
    async fn what_did_not_become_durable_has_neither_begun_nor_ended() {
        let folder = tempfile::TempDir::new().expect("temporary folder");
        let (log, _) = SegmentLog::open(folder.path(), SpoolOptions::default()).expect("a spool");
        let originals = Originals::default();
        let spool = Watched::new(Arc::new(log), originals.clone());
        let message = |name: Uuid, padding: usize| {
            let mut envelope = samples::envelope("ann@contoso.com", &["bob@fabrikam.com"]);
            envelope.shadow = Some(name);
            let mut record = write_record(&Record::new(envelope));
            record.resize(record.len() + padding, 0);
            Op::Append { id: spool.new_id(), body: Content::from(Bytes::from_static(b"x")), envelope: record.into() }
        };
        let (one, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let first = message(one, 0);
        let Op::Append { id, .. } = first else { panic!("a message") };
        spool.commit(vec![first]).await.expect("durable");
        let done = || originals.done(&[one, other]).expect("known");
        assert_eq!(done(), [other]);

        let too_large = usize::try_from(MOST_ENVELOPE_BYTES).expect("it fits");
        spool.commit(vec![message(other, too_large), Op::Finish { id }]).await.expect_err("too large");
        assert_eq!(done(), [other], "the first is there still, and the second never was");

        let completion = spool.commit(vec![message(other, 0), Op::Finish { id }]);
        assert_eq!(done(), [one], "as soon as it is asked for");
        completion.await.expect("durable");
        assert_eq!(done(), [one]);
    }
}
