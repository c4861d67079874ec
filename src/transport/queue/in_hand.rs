//! Which messages are being worked on at this instant, written down where it survives the process.
//!
//! A message that makes the process end would make it end again after each start. So while a thread runs our own code
//! over a message (reads it, routes it, opens a group, converts and sends it, writes the report on it), the message's
//! number stands in a slot of a small file, and zero when it does not. A process that dies leaves its slots behind; the
//! next one reads them at its start (`poison` counts them).
//!
//! A message that only waits, for the disk, for the network or for its next hop, is in nobody's hand: a process that is
//! killed while a thousand messages wait says nothing about any of them. [`Hand::attend`] sees to that: what it is given
//! is in hand exactly while it is being polled.
//!
//! The file is never synced: what a process has written is kept by the kernel when the process dies, and a machine that
//! loses power says nothing about the messages it was working on. Two writes of eight bytes for each poll.
//!
//! When the file cannot be written, nothing is known after a crash; mail goes on.

use std::fs::{File, OpenOptions};
use std::future::poll_fn;
use std::io;
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::transport::MessageId;

/// Bytes of a slot: one number, little-endian; 0 is no message.
const SLOT: usize = 8;

/// No process works on more messages at once; what a file holds beyond is not ours.
const MOST_SLOTS: u64 = 64 * 1024;

/// The file of one node, and what its last process left in it.
#[derive(Default)]
pub struct InHand {
    file: Option<File>,
    slots: Mutex<Slots>,
    left: Mutex<Left>,
}

#[derive(Default)]
struct Slots {
    free: Vec<u32>,
    made: u32,
}

#[derive(Default)]
struct Left {
    messages: Vec<MessageId>,
    /// Where they stand until somebody has drawn conclusions.
    file: Option<PathBuf>,
}

/// A slot: whoever has it works on at most one message at a time.
pub struct Hand {
    in_hand: Arc<InHand>,
    slot: u32,
    is_empty: bool,
}

impl InHand {
    /// Opens the file, made when it is not there, and takes over what the last process left in it.
    pub fn open(path: &Path) -> io::Result<InHand> {
        let left = path.with_extension("left");
        let mut messages = Vec::new();
        // The last process may itself have died before it could count what it had found.
        for file in [&left, &path.to_owned()] {
            messages.extend(read(file)?);
        }
        messages.sort_unstable();
        messages.dedup();
        let kept = match messages.is_empty() {
            true => None,
            false => {
                let bytes: Vec<u8> = messages.iter().flat_map(|id| id.0.to_le_bytes()).collect();
                std::fs::write(&left, bytes)?;
                Some(left)
            }
        };
        let file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
        Ok(InHand { file: Some(file), slots: Mutex::default(), left: Mutex::new(Left { messages, file: kept }) })
    }

    /// What the last process worked on when it died; empty when it ended in good order, or once [`InHand::concluded`].
    pub fn left(&self) -> Vec<MessageId> {
        lock(&self.left).messages.clone()
    }

    /// What was left has been counted.
    pub fn concluded(&self) {
        let mut left = lock(&self.left);
        left.messages.clear();
        if let Some(file) = left.file.take()
            && let Err(error) = std::fs::remove_file(&file)
        {
            tracing::warn!(file = %file.display(), %error, "a note of the last crash stays, and counts once more");
        }
    }

    /// A hand with nothing in it.
    pub fn hand(self: &Arc<InHand>) -> Hand {
        let mut slots = lock(&self.slots);
        let slot = slots.free.pop().unwrap_or_else(|| {
            slots.made += 1;
            slots.made - 1
        });
        Hand { in_hand: self.clone(), slot, is_empty: true }
    }

    /// A hand with a message in it.
    pub fn hold(self: &Arc<InHand>, id: MessageId) -> Hand {
        let mut hand = self.hand();
        hand.hold(id);
        hand
    }

    fn write(&self, slot: u32, id: u64) {
        if let Some(file) = &self.file
            && let Err(error) = file.write_all_at(&id.to_le_bytes(), u64::from(slot) * SLOT as u64)
        {
            tracing::debug!(%error, "what is in hand cannot be written down");
        }
    }
}

impl Hand {
    /// Works on this message from now on, and on no other.
    pub fn hold(&mut self, id: MessageId) {
        self.in_hand.write(self.slot, id.0);
        self.is_empty = false;
    }

    /// Works on a message for as long as this runs, and not while it waits. When it panics, the message stays in hand
    /// until the next one comes, or the hand goes.
    pub async fn attend<F: Future>(&mut self, id: MessageId, work: F) -> F::Output {
        let mut work = pin!(work);
        poll_fn(|context| {
            self.hold(id);
            let polled = work.as_mut().poll(context);
            self.put_down();
            polled
        })
        .await
    }

    /// Works on nothing.
    pub fn put_down(&mut self) {
        if !std::mem::replace(&mut self.is_empty, true) {
            self.in_hand.write(self.slot, 0);
        }
    }
}

impl Drop for Hand {
    fn drop(&mut self) {
        self.put_down();
        lock(&self.in_hand.slots).free.push(self.slot);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn read(path: &Path) -> io::Result<Vec<MessageId>> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let length = file.metadata()?.len().min(MOST_SLOTS * SLOT as u64);
    // A slot that was cut short was never written whole.
    let mut bytes = vec![0; usize::try_from(length).unwrap_or(0) / SLOT * SLOT];
    file.read_exact_at(&mut bytes, 0)?;
    let numbers = bytes.as_chunks::<SLOT>().0.iter().map(|slot| u64::from_le_bytes(*slot));
    Ok(numbers.filter(|number| *number != 0).map(MessageId).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(path: &Path) -> Vec<u64> {
        InHand::open(path).expect("a file").left().into_iter().map(|id| id.0).collect()
    }

    #[test]
    fn what_a_dead_process_worked_on_is_known_to_the_next() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("in-hand");
        let in_hand = Arc::new(InHand::open(&path).expect("a file"));
        let mut one = in_hand.hold(MessageId(7));
        let two = in_hand.hold(MessageId(8));
        one.hold(MessageId(9));
        drop(two);
        let three = in_hand.hold(MessageId(10));
        let mut idle = in_hand.hold(MessageId(11));
        idle.put_down();
        // A process that dies drops nothing.
        std::mem::forget((one, three, idle));
        assert_eq!(left(&path), [9, 10]);
        assert_eq!(left(&path), [9, 10], "still so when the next one dies before it has counted");
        let next = InHand::open(&path).expect("a file");
        next.concluded();
        assert!(next.left().is_empty());
        assert!(left(&path).is_empty(), "counted once");
    }

    #[tokio::test]
    async fn what_waits_is_in_nobodys_hand() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("in-hand");
        let in_hand = Arc::new(InHand::open(&path).expect("a file"));
        let seen = |path: &Path| read(path).expect("a file").into_iter().map(|id| id.0).collect::<Vec<_>>();
        let mut hand = in_hand.hand();
        let mut work = Box::pin(hand.attend(MessageId(7), async {
            assert_eq!(seen(&path), [7], "while it runs");
            tokio::task::yield_now().await;
            assert_eq!(seen(&path), [7], "and again");
        }));
        let first = poll_fn(|context| std::task::Poll::Ready(work.as_mut().poll(context))).await;
        assert!(first.is_pending());
        assert!(seen(&path).is_empty(), "while it waits");
        work.await;
        assert!(seen(&path).is_empty(), "and when it is done");
    }

    #[test]
    fn any_file_is_read_as_far_as_it_goes() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("in-hand");
        std::fs::write(&path, [&5u64.to_le_bytes()[..], &[1, 2, 3]].concat()).expect("written");
        assert_eq!(left(&path), [5]);
    }
}
