//! What can be asked of the spool in one atomic step, and the answer to wait for.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use tokio::sync::oneshot;

use super::content::{Content, Part};
use super::format::{BatchHeader, PartHeader};
use super::{MessageId, SpoolError};

/// One change. Those of one commit become durable together or not at all.
#[derive(Clone, Debug)]
pub enum Op {
    /// A new message: its body is what [`Op::Part`] brought under this ID before, then `body`.
    Append { id: MessageId, body: Content, envelope: Bytes },
    /// More of the body of a message that has no envelope yet. Given up with [`super::Spool::abandon`] or a restart.
    Part { id: MessageId, body: Content },
    /// Replaces the envelope.
    Update { id: MessageId, envelope: Bytes },
    /// The message is done. No error if it already was.
    Finish { id: MessageId },
    /// Sets an operator's order.
    PutOrder { key: String, value: Bytes },
    /// Takes it back. No error if there is none.
    RemoveOrder { key: String },
}

/// Largest envelope: 100,000 recipients with long addresses.
pub const MOST_ENVELOPE_BYTES: u64 = 32 << 20;
/// Largest commit; bigger bodies come in [`Op::Part`]s.
pub const MOST_COMMIT_BYTES: u64 = 512 << 20;
/// Longest key of an order.
pub const MOST_KEY_BYTES: u64 = 1 << 10;
/// Largest order.
pub const MOST_ORDER_BYTES: u64 = 64 << 10;
/// All orders together; they stand at the start of each segment.
pub const MOST_TOTAL_ORDER_BYTES: u64 = 8 << 20;

impl Op {
    /// About what this takes on the disk, in bytes.
    pub(super) fn bytes(&self) -> u64 {
        const FIXED: u64 = 64;
        const PER_PART: u64 = PartHeader::BYTES as u64 + 64;
        FIXED
            + match self {
                Op::Append { body, envelope, .. } => {
                    body.length() + body.parts().len() as u64 * PER_PART + envelope.len() as u64
                }
                Op::Part { body, .. } => body.length() + body.parts().len() as u64 * PER_PART,
                Op::Update { envelope, .. } => envelope.len() as u64,
                Op::Finish { .. } => 0,
                Op::PutOrder { key, value } => (key.len() + value.len()) as u64,
                Op::RemoveOrder { key } => key.len() as u64,
            }
    }

    /// Bytes of an order that this sets.
    pub(super) fn order_bytes(&self) -> usize {
        match self {
            Op::PutOrder { key, value } => key.len() + value.len(),
            _ => 0,
        }
    }

    /// Brings new mail, which a full disk refuses.
    pub(super) fn is_new_mail(&self) -> bool {
        matches!(self, Op::Append { .. } | Op::Part { .. })
    }

    /// Refuses what is out of all proportion.
    pub(super) fn measure(&self) -> Result<(), SpoolError> {
        let bounds: &[(&'static str, usize, u64)] = match self {
            Op::Append { envelope, .. } | Op::Update { envelope, .. } => {
                &[("an envelope", envelope.len(), MOST_ENVELOPE_BYTES)]
            }
            Op::PutOrder { key, value } => {
                &[("an order's key", key.len(), MOST_KEY_BYTES), ("an order", value.len(), MOST_ORDER_BYTES)]
            }
            Op::RemoveOrder { key } => &[("an order's key", key.len(), MOST_KEY_BYTES)],
            Op::Part { .. } | Op::Finish { .. } => &[],
        };
        for &(what, size, most) in bounds {
            if size as u64 > most {
                return Err(SpoolError::TooLarge { what, size: size as u64, most });
            }
        }
        Ok(())
    }
}

/// What the committer is asked to write.
pub(super) enum Work {
    Ops(Vec<Op>),
    /// Copies of parts and envelope that lie in a segment to be given up, unless the message has changed meanwhile.
    Move {
        id: u64,
        generation: u32,
        parts: Vec<(usize, Part)>,
        envelope: Bytes,
    },
    /// Ends of messages that must stay on record.
    Bury(Vec<u64>),
}

impl Work {
    /// About what this takes on the disk, in bytes.
    pub(super) fn bytes(&self) -> u64 {
        const NOTE: u64 = 64;
        NOTE + match self {
            Work::Ops(ops) => ops.iter().map(Op::bytes).sum(),
            Work::Move { parts, envelope, .. } => {
                let parts = parts.iter().map(|(_, part)| u64::from(part.length) + PartHeader::BYTES as u64);
                parts.sum::<u64>() + envelope.len() as u64 + BatchHeader::BYTES as u64
            }
            Work::Bury(ids) => ids.len() as u64 * 9,
        }
    }
}

/// Work on its way to the committer.
pub(super) struct Submission {
    pub(super) work: Work,
    pub(super) bytes: u64,
    answer: oneshot::Sender<Result<(), SpoolError>>,
}

impl Submission {
    pub(super) fn new(work: Work) -> (Submission, Completion) {
        let (answer, completion) = oneshot::channel();
        let bytes = work.bytes();
        (Submission { work, bytes, answer }, Completion::of(completion))
    }

    /// Tells whoever waits; nobody may.
    pub(super) fn answer(self, result: Result<(), SpoolError>) {
        let _ = self.answer.send(result);
    }

    /// The work, and how to answer it.
    pub(super) fn split(self) -> (Work, Answer) {
        (self.work, Answer(self.answer))
    }
}

/// Somebody waits for this.
pub(super) struct Answer(oneshot::Sender<Result<(), SpoolError>>);

impl Answer {
    pub(super) fn give(self, result: Result<(), SpoolError>) {
        let _ = self.0.send(result);
    }
}

/// Resolves when the commit is durable, or certainly not going to be. Dropping it changes nothing about the commit.
#[must_use = "until it resolves nothing is durable"]
pub struct Completion {
    answer: oneshot::Receiver<Result<(), SpoolError>>,
    /// Is done first when the answer is no.
    otherwise: Option<Box<dyn FnOnce() + Send>>,
}

impl Completion {
    fn of(answer: oneshot::Receiver<Result<(), SpoolError>>) -> Completion {
        Completion { answer, otherwise: None }
    }

    /// For threads; must not be called where async tasks run.
    pub fn wait(self) -> Result<(), SpoolError> {
        let Completion { answer, mut otherwise } = self;
        heard(answer.blocking_recv(), &mut otherwise)
    }

    /// Does something when nothing becomes durable, before whoever waits hears of it.
    pub fn or_else(self, otherwise: impl FnOnce() + Send + 'static) -> Completion {
        Completion { otherwise: Some(Box::new(otherwise)), ..self }
    }

    pub(super) fn refused(error: SpoolError) -> Completion {
        let (answer, completion) = oneshot::channel();
        let _ = answer.send(Err(error));
        Completion::of(completion)
    }
}

impl Future for Completion {
    type Output = Result<(), SpoolError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let Completion { answer, otherwise } = &mut *self;
        Pin::new(answer).poll(context).map(|answer| heard(answer, otherwise))
    }
}

fn heard(
    answer: Result<Result<(), SpoolError>, oneshot::error::RecvError>,
    otherwise: &mut Option<Box<dyn FnOnce() + Send>>,
) -> Result<(), SpoolError> {
    let answer = answer.unwrap_or(Err(SpoolError::Closed));
    if answer.is_err()
        && let Some(otherwise) = otherwise.take()
    {
        otherwise();
    }
    answer
}
