//! Policy at work: recipients for whom a message is another one get that one, before any of them is routed.
//!
//! The new messages become durable in the very commit that takes their recipients off the old one: a crash between the
//! two cannot be. What the disk refuses has not happened; the message is put off and asked about again.

use std::sync::Arc;

use bytes::Bytes;

use super::entry::{Deferral, Entry, Which};
use super::line::Taken;
use super::message::Unreadable;
use super::queues::Queues;
use super::record::Record;
use super::spool::{Op, SpoolError};
use super::{intake, settle};
use crate::mail::header;
use crate::transport::{
    Attempt, Body, MessageId, NewBody, Reads, RecipientState, Remark, Revised, Revision, Settings, TrackingSource,
};

/// New messages up to this size are committed whole; larger ones go to the spool in pieces before.
const WHOLE: usize = 256 * 1024;

/// What a large message is read and written by.
const PIECE: u64 = 256 * 1024;

/// A message made from another, about to be committed.
struct Made {
    id: MessageId,
    record: Record,
    body: Body,
}

/// The message could not be revised now.
#[derive(Debug, thiserror::Error)]
pub enum Unrevised {
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    #[error(transparent)]
    Spool(#[from] SpoolError),
    #[error("{0}")]
    Refused(#[from] crate::transport::Refusal),
}

impl Queues {
    /// Asks policy about a message in Submission and does what it says. The record as it is then, with those recipients
    /// pending that are still to be routed, or nothing where nothing has changed; `None` when the message has been put off
    /// or put aside.
    pub async fn revised(
        self: &Arc<Queues>,
        taken: &Taken,
        record: &Record,
        settings: &Arc<Settings>,
    ) -> Option<Option<Record>> {
        let reads = self.parts.policy.reads(settings);
        if reads == Reads::Nothing {
            return Some(None);
        }
        match self.revise(taken, record, reads, settings).await {
            Ok(false) => Some(None),
            Ok(true) => taken.message.record().await.ok().map(Some),
            Err(Unrevised::Unreadable(unreadable)) => {
                self.cannot_read(&self.registry.submission, taken, &unreadable);
                None
            }
            Err(error) => {
                tracing::warn!(message = %taken.message.id(), %error, "a message could not be revised; trying again");
                self.put_off(taken, record);
                None
            }
        }
    }

    /// Whether anything about the message has changed.
    async fn revise(
        self: &Arc<Queues>,
        taken: &Taken,
        record: &Record,
        reads: Reads,
        settings: &Arc<Settings>,
    ) -> Result<bool, Unrevised> {
        let body = taken.message.body().await?;
        let message = match (&body, reads) {
            (Body::Spooled { header, .. }, Reads::Header) => header.clone(),
            (Body::Spooled { size, .. }, _) => self.read_whole(taken.message.id(), *size).await?,
            (Body::Memory(chunks), _) => match chunks.as_slice() {
                [only] => only.clone(),
                many => many.concat().into(),
            },
        };
        let recipients = taken.recipients.pending(&record.envelope);
        let now = self.parts.clock.now();
        let revisions = self.parts.policy.revise(&record.envelope, &message, &recipients, settings, now);
        if revisions.is_empty() {
            return Ok(false);
        }
        self.carry_out(taken, record, body, &message, recipients, revisions).await
    }

    /// Makes of a message what was decided for some of `recipients`. `message` is its bytes, or of a large one the header.
    /// Whether anything about it has changed.
    pub async fn carry_out(
        self: &Arc<Queues>,
        taken: &Taken,
        record: &Record,
        body: Body,
        message: &Bytes,
        recipients: Vec<usize>,
        revisions: Vec<Revision>,
    ) -> Result<bool, Unrevised> {
        let attempt = Attempt { id: taken.message.id(), envelope: record.envelope.clone(), recipients, body };
        revisions.iter().for_each(|revision| self.track_notes(&attempt, revision));
        let (mut made, mut moved, mut dropped, mut failed) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for Revision { recipients, outcome, .. } in revisions {
            let all = |remark: &Remark| recipients.iter().map(|&at| (at, remark.clone())).collect::<Vec<_>>();
            match outcome {
                Revised::Same => {}
                Revised::Drop(remark) => dropped.extend(all(&remark)),
                Revised::Fail(remark) => failed.extend(all(&remark)),
                Revised::Other(mut envelope, new) => {
                    self.weigh(&mut envelope);
                    let body = self.make(&new, &attempt, message).await?;
                    made.push(Made { id: self.claim(&body), record: Record::new(*envelope), body });
                    moved.extend(recipients);
                }
                Revised::Besides(envelope, new) => {
                    let body = self.make(&new, &attempt, message).await?;
                    made.push(Made { id: self.claim(&body), record: Record::new(*envelope), body });
                }
            }
        }
        let is_changed = !(moved.is_empty() && dropped.is_empty() && failed.is_empty());
        self.replace(taken, made, &moved).await?;
        let queue = &self.registry.submission;
        for (ended, tell) in [(dropped, false), (failed, true)] {
            if !ended.is_empty() {
                self.fail(queue, &taken.message, &attempt, ended, TrackingSource::Agent, tell).await?;
            }
        }
        Ok(is_changed)
    }

    /// Commits new messages together with the end of the old one for the recipients that they take over.
    async fn replace(&self, taken: &Taken, made: Vec<Made>, moved: &[usize]) -> Result<(), SpoolError> {
        if made.is_empty() {
            return Ok(());
        }
        let appended: Vec<Op> = made.iter().map(|new| intake::append(new.id, &new.record, &new.body)).collect();
        let commit = taken
            .message
            .amend(appended, |record| settle::mark(record, moved.iter().copied(), RecipientState::Delivered));
        // With messages to append there is always something to wait for.
        let Some(commit) = commit else { return Ok(()) };
        if let Err(error) = commit.await {
            taken.message.change(|record| settle::mark(record, moved.iter().copied(), RecipientState::Pending));
            for new in made.iter().filter(|new| matches!(new.body, Body::Spooled { .. })) {
                self.parts.spool.abandon(new.id);
            }
            return Err(error);
        }
        for Made { id, record, body } in made {
            self.track_transfer(id, &record.envelope, taken.message.id(), TrackingSource::Agent);
            self.submit_new(id, record, body);
        }
        Ok(())
    }

    /// The bytes of a new message, in the spool already where they are many.
    pub async fn make(
        self: &Arc<Queues>,
        new: &NewBody,
        original: &Attempt,
        message: &[u8],
    ) -> Result<Body, Unrevised> {
        if let (NewBody::Fields(fields), Body::Spooled { size, header, .. }) = (new, &original.body) {
            let mut sink = self.open_body();
            sink.push(vec![[fields.as_slice(), b"\r\n"].concat().into()]).await?;
            // The header block that is kept ends before the empty line.
            let mut at = header.len() as u64 + 2;
            while at < *size {
                let piece = self.read_piece(original.id, at, PIECE).await?;
                if piece.is_empty() {
                    break;
                }
                at += piece.len() as u64;
                sink.push(vec![piece]).await?;
            }
            return Ok(sink.finish(Bytes::copy_from_slice(fields)).await?);
        }
        if matches!((new, &original.body), (NewBody::Same, Body::Spooled { .. })) {
            let size = original.envelope.size;
            let whole = self.read_whole(original.id, size).await?;
            return self.spooled(whole).await;
        }
        let whole = Bytes::from(new.of(message).into_owned());
        if whole.len() <= WHOLE { Ok(Body::Memory(vec![whole])) } else { self.spooled(whole).await }
    }

    async fn spooled(self: &Arc<Queues>, mut whole: Bytes) -> Result<Body, Unrevised> {
        let fields = header::split(&whole).0.len();
        let header = whole.slice(..fields);
        let mut sink = self.open_body();
        while !whole.is_empty() {
            let piece = whole.split_to(whole.len().min(PIECE as usize));
            sink.push(vec![piece]).await?;
        }
        Ok(sink.finish(header).await?)
    }

    async fn read_whole(&self, id: MessageId, size: u64) -> Result<Bytes, Unrevised> {
        self.read_piece(id, 0, size).await
    }

    async fn read_piece(&self, id: MessageId, at: u64, length: u64) -> Result<Bytes, Unrevised> {
        let spool = self.parts.spool.clone();
        let read = move || spool.read_body(id, at..at.saturating_add(length));
        let pieces = tokio::task::spawn_blocking(read).await.unwrap_or(Err(SpoolError::Closed))?;
        Ok(match <[Bytes; 1]>::try_from(pieces) {
            Ok([only]) => only,
            Err(pieces) => pieces.concat().into(),
        })
    }

    /// Back to Submission in a minute.
    pub fn put_off(self: &Arc<Queues>, taken: &Taken, record: &Record) {
        let queue = &self.registry.submission;
        let mut entry = Entry::new(&record.envelope, Which::Pending, self.parts.clock.now());
        let due = tokio::time::Instant::now() + std::time::Duration::from_secs(60);
        entry.deferral = Some(Box::new(Deferral { tries: 1, due, remarks: Vec::new() }));
        let now = self.now();
        let mut state = queue.lock();
        state.line.insert_deferred(taken.flight.place, entry);
        self.arm(queue, &mut state, now);
    }
}
