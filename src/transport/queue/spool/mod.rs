//! The spool: what a node has promised to deliver, on stable storage.
//!
//! A segmented append-only log with one committer thread and group commit. Everything that waits goes out with one
//! write (several, when the bodies are large) and one sync; a body is written once; an envelope is small and replaced
//! whole; a finished message is a record of nine bytes that rides with the next commit.
//!
//! ```text
//! callers ── commit ──► waiting ──► committer: batch ─ write ─ sync ─► table ──► callers are answered
//!    │                                  ▲ copies                         │
//!    └── read ◄── store: table + files ─┴── sweeper: evacuate, give up ◄─┘ a segment is worn
//!                                           settle: a finished segment gets its digest
//! start: survey (read each segment's digest, or walk its notes) ─► recover;  stopped: inspect
//! ```
//!
//! Promises:
//! - What was answered with `Ok` survives a crash at any instruction and a loss of power. A commit is whole or not there.
//! - A finished message does not come back once its record is durable: within [`SpoolOptions::finish_linger`], or when
//!   the commit that holds [`Op::Finish`] is answered.
//! - IDs go up and are never used again, whatever is restarted or removed.
//! - Memory is about 100 bytes for each waiting message; envelopes and bodies stay on the disk.
//!
//! When things go wrong: a failed write or sync is answered with an error and never tried again on the same file; a full
//! disk refuses new mail but lets queued mail be finished; a commit cut short by a crash is dropped; damage anywhere
//! else is put aside in `quarantine/` and reported, and the rest is kept. What an envelope or an order says is up to
//! the queue above; the spool does not look inside.

mod batch;
mod bell;
mod commit;
mod committer;
mod content;
mod digest;
mod disk;
mod entry;
mod error;
mod evacuate;
mod format;
mod inspect;
mod lock;
mod log;
mod options;
mod pages;
mod pen;
mod quarantine;
mod reading;
mod recover;
mod roll;
mod roll_call;
mod segments;
mod settle;
mod spare;
mod status;
mod store;
mod survey;
mod sweeper;
mod table;
mod waiting;
mod walk;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::ops::Range;

use bytes::Bytes;
use uuid::Uuid;

use crate::transport::MessageId;

pub use commit::{Completion, MOST_COMMIT_BYTES, MOST_ENVELOPE_BYTES, MOST_KEY_BYTES, MOST_ORDER_BYTES, Op};
pub use content::{Content, PART_BYTES};
pub use disk::{Directory, Disk, Medium};
pub use error::SpoolError;
pub use inspect::{Report, StoppedSpool, StoredMessage, check};
pub use log::SegmentLog;
pub use options::SpoolOptions;
pub use recover::Recovered;
pub use status::{Commits, SpoolCondition, SpoolStatus};
pub use survey::Finding;

/// Folder for bytes that make no sense, inside the spool's.
pub const QUARANTINE: &str = "quarantine";

/// A store of queued messages. Commits may be made from async tasks; reads wait for the disk and belong on a blocking
/// thread.
pub trait Spool: Send + Sync {
    /// Changes when, and only when, all content was lost: peers that hold shadow copies take over then.
    fn database_id(&self) -> Uuid;

    /// An ID that no message ever had.
    fn new_id(&self) -> MessageId;

    /// All of these become durable together, or none does. With no ops: resolves when everything committed before is
    /// durable, finished messages included.
    fn commit(&self, ops: Vec<Op>) -> Completion;

    /// The message is done. Becomes durable with the next commit, or shortly without one.
    fn finish(&self, id: MessageId);

    /// The parts that came for this ID and never got an envelope are not needed.
    fn abandon(&self, id: MessageId);

    /// Up to `most` messages with IDs above `after`, ascending.
    fn ids_after(&self, after: MessageId, most: usize) -> Vec<MessageId>;

    fn read_envelope(&self, id: MessageId) -> Result<Bytes, SpoolError>;

    /// Those of many messages, in their order. Neighbours on the disk come with one read.
    fn read_envelopes(&self, ids: &[MessageId]) -> Vec<Result<Bytes, SpoolError>> {
        ids.iter().map(|id| self.read_envelope(*id)).collect()
    }

    fn body_length(&self, id: MessageId) -> Result<u64, SpoolError>;

    /// Part `index` of a body, at most [`PART_BYTES`], checked against its checksum; `None` behind the last.
    fn read_part(&self, id: MessageId, index: usize) -> Result<Option<Bytes>, SpoolError>;

    /// Bytes `range` of a body, as far as there are any, checked.
    fn read_body(&self, id: MessageId, range: Range<u64>) -> Result<Vec<Bytes>, SpoolError>;

    /// Copies what is readable of a damaged message to the quarantine and finishes it. Returns the names of the files.
    fn set_aside(&self, id: MessageId) -> Result<Vec<String>, SpoolError>;

    /// The operators' orders as they are now.
    fn orders(&self) -> BTreeMap<String, Bytes>;

    fn status(&self) -> SpoolStatus;

    /// Whether new mail is taken, asked for each message: a disk that others fill is noticed by the next commit or by
    /// [`Spool::status`], one that was full is looked at again.
    fn condition(&self) -> SpoolCondition;

    /// Stores a new message.
    fn append(&self, body: Content, envelope: Bytes) -> (MessageId, Completion) {
        let id = self.new_id();
        (id, self.commit(vec![Op::Append { id, body, envelope }]))
    }

    /// Adds to the body of a message that will be appended under this ID.
    fn append_part(&self, id: MessageId, body: Content) -> Completion {
        self.commit(vec![Op::Part { id, body }])
    }

    /// Replaces an envelope.
    fn update(&self, id: MessageId, envelope: Bytes) -> Completion {
        self.commit(vec![Op::Update { id, envelope }])
    }

    /// Sets an operator's order, durable when resolved and given back by the next start.
    fn put_order(&self, key: &str, value: Bytes) -> Completion {
        self.commit(vec![Op::PutOrder { key: key.to_owned(), value }])
    }

    fn remove_order(&self, key: &str) -> Completion {
        self.commit(vec![Op::RemoveOrder { key: key.to_owned() }])
    }
}
