//! A session in which another server leaves copies of its mail here.

use std::io;
use std::sync::Arc;

use bytes::{Bytes, BytesMut};
use memchr::memchr;
use tokio::time::timeout_at;

use super::{Connection, Hangup};
use crate::mail::shadow_request::Announcement;
use crate::mail::{EnhancedStatus, Reply};
use crate::transport::queue::spool::{Content, MOST_ENVELOPE_BYTES, Op, Spool, SpoolError};
use crate::transport::receive::channel::{COMMAND_ROOM, CONTENT_ROOM, Channel};
use crate::transport::receive::replies;
use crate::transport::shadow::{Copies, Kept, Primary, Shadows};
use crate::transport::{MessageId, Refusal, TrackingEventId};

/// Longest line.
const MAX_LINE: usize = 512;

/// What is held of a message before it goes to the disk.
const MOST_HELD: usize = 1024 * 1024;

impl Connection {
    /// Takes copies until the other server has no more.
    pub(super) async fn take_copies(&mut self, channel: &mut Channel, primary: Primary) -> io::Result<Hangup> {
        let Some(shadows) = self.shared.shadows.clone() else {
            self.session.said_of_copy(b"XSHADOW", replies::NO_RESOURCES.into());
            return self.flush(channel).await.map(|()| Hangup::Over);
        };
        loop {
            self.flush(channel).await?;
            let Some(line) = self.copy_line(channel).await? else { return Ok(Hangup::Gone) };
            let text = String::from_utf8_lossy(&line);
            let (verb, argument) = text.split_once(' ').unwrap_or((&text, ""));
            let announced = Announcement::parse(argument).filter(|copy| copy.record <= MOST_ENVELOPE_BYTES);
            let (reply, is_over) = match announced {
                Some(copy) if verb.eq_ignore_ascii_case("XSHADOW") => {
                    (self.take_copy(channel, &primary, copy, &shadows).await?, false)
                }
                _ if verb.eq_ignore_ascii_case("QUIT") => (replies::GOODBYE.into(), true),
                // Where the next line begins is not known.
                _ => (replies::BAD_ARGUMENTS.into(), true),
            };
            self.session.said_of_copy(&line, reply);
            if is_over {
                return self.flush(channel).await.map(|()| Hangup::Over);
            }
        }
    }

    /// The next line, without its end; `None`: there is none, or this server has no time for another.
    async fn copy_line(&mut self, channel: &mut Channel) -> io::Result<Option<Bytes>> {
        loop {
            if let Some(end) = memchr(b'\n', &self.input) {
                let line = self.input.split_to(end + 1).freeze();
                return Ok(Some(line.slice(..line.trim_ascii_end().len())));
            }
            if self.input.len() > MAX_LINE {
                return Ok(None);
            }
            let due = self.due();
            let read = tokio::select! {
                biased;
                () = &mut self.stopped => Ok(Ok(0)),
                read = timeout_at(due, channel.read(&mut self.input, COMMAND_ROOM)) => read,
            };
            if !matches!(read, Ok(Ok(1..))) {
                self.session.shut_down();
                let _ = self.flush(channel).await;
                return Ok(None);
            }
        }
    }

    /// One copy, all of which is read whatever becomes of it.
    async fn take_copy(
        &mut self,
        channel: &mut Channel,
        primary: &Primary,
        copy: Announcement,
        shadows: &Arc<Shadows>,
    ) -> io::Result<Reply> {
        let mut record = BytesMut::new();
        let mut left = copy.record;
        while left > 0 {
            record.extend_from_slice(&self.some(channel, &mut left).await?);
        }
        let kept = Kept { primary: primary.clone(), name: copy.name, record: record.freeze() };
        let mut draft = Draft::open(&shadows.copies).await;
        if let Err(refusal) = self.shared.relief.admits(self.session.principal().origin()) {
            draft.refused = Some(replies::refusal(&refusal).into());
        }
        let mut left = copy.message;
        while left > 0 {
            let piece = self.some(channel, &mut left).await?;
            draft.take(piece).await;
        }
        let Some(envelope) = kept.envelope() else {
            return Ok(replies::BAD_ARGUMENTS.saying("The record makes no sense here"));
        };
        let reply = draft.keep(kept, &shadows.copies).await;
        if reply.is_success() {
            let event = self.scribe().event(TrackingEventId::HaReceive, None, Arc::new(envelope));
            self.shared.track.record(event);
        }
        Ok(reply)
    }

    /// The next bytes of so many that are still to come.
    async fn some(&mut self, channel: &mut Channel, left: &mut u64) -> io::Result<Bytes> {
        if self.input.is_empty() {
            let due = self.due();
            let read = timeout_at(due, channel.read(&mut self.input, CONTENT_ROOM)).await;
            if read.map_err(|_| io::ErrorKind::TimedOut)?? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        let most = usize::try_from(*left).unwrap_or(usize::MAX).min(self.input.len());
        *left -= most as u64;
        Ok(self.input.split_to(most).freeze())
    }
}

/// A copy that is not kept yet. Dropped before, it is given up.
struct Draft {
    spool: Option<(Arc<dyn Spool>, MessageId)>,
    pieces: Vec<Bytes>,
    held: usize,
    refused: Option<Reply>,
}

impl Draft {
    async fn open(copies: &Copies) -> Draft {
        let opening = copies.clone();
        let opened = tokio::task::spawn_blocking(move || opening.spool()).await;
        let opened = opened.unwrap_or(Err(SpoolError::Closed));
        let (spool, refused) = match opened {
            Ok(spool) => {
                let id = spool.new_id();
                (Some((spool, id)), None)
            }
            Err(error) => (None, Some(reply_to(&error))),
        };
        Draft { spool, pieces: Vec::new(), held: 0, refused }
    }

    async fn take(&mut self, piece: Bytes) {
        if self.refused.is_some() {
            return;
        }
        self.held += piece.len();
        self.pieces.push(piece);
        let Some((spool, id)) = self.spool.as_ref().filter(|_| self.held >= MOST_HELD) else { return };
        self.held = 0;
        let body = Content::from(std::mem::take(&mut self.pieces));
        if let Err(error) = spool.commit(vec![Op::Part { id: *id, body }]).await {
            self.refused = Some(reply_to(&error));
        }
    }

    async fn keep(mut self, copy: Kept, copies: &Copies) -> Reply {
        if let Some(refused) = self.refused.take() {
            return refused;
        }
        let Some((_, id)) = self.spool else { return replies::SPOOL_FAILED.into() };
        match copies.keep(copy, id, std::mem::take(&mut self.pieces)).await {
            Ok(()) => {
                self.spool = None;
                Reply::new(250, EnhancedStatus::new(2, 0, 0), "Kept")
            }
            Err(error) => reply_to(&error),
        }
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if let Some((spool, id)) = self.spool.take() {
            spool.abandon(id);
        }
    }
}

fn reply_to(error: &SpoolError) -> Reply {
    let refusal = match error {
        SpoolError::Full { .. } | SpoolError::TooLarge { .. } => Refusal::Resources(error.to_string()),
        _ => Refusal::Spool(error.to_string()),
    };
    tracing::warn!(%error, "a shadow copy was not taken");
    replies::refusal(&refusal).into()
}
