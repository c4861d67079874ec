//! What waits for the committer. Callers push and go; the committer takes all there is.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::commit::Submission;

#[derive(Default)]
pub struct Waiting {
    line: Mutex<Line>,
    arrived: Condvar,
}

#[derive(Default)]
struct Line {
    submissions: VecDeque<Submission>,
    /// Of the submissions.
    bytes: u64,
    /// Messages that are done and nobody waits to hear it.
    finished: Vec<u64>,
    /// When the first of them came.
    finished_since: Option<Instant>,
    /// The committer sleeps and wants to be woken.
    is_awaited: bool,
    /// It wakes by itself before finished messages have waited for too long.
    wakes_soon: bool,
    is_closed: bool,
}

/// A load for one batch.
#[derive(Default)]
pub struct Taken {
    pub submissions: Vec<Submission>,
    pub finished: Vec<u64>,
    /// About what they take on the disk.
    pub bytes: u64,
}

/// This many finished messages are committed at once instead of waiting for company.
const MOST_FINISHED: usize = 4096;

impl Waiting {
    fn lock(&self) -> MutexGuard<'_, Line> {
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives the submission back when the spool is closed.
    pub fn push(&self, submission: Submission) -> Result<(), Submission> {
        let mut line = self.lock();
        if line.is_closed {
            return Err(submission);
        }
        line.bytes += submission.bytes;
        line.submissions.push_back(submission);
        self.wake(line);
        Ok(())
    }

    pub fn finish(&self, id: u64) {
        let mut line = self.lock();
        line.finished.push(id);
        let is_first = line.finished_since.is_none();
        line.finished_since.get_or_insert_with(Instant::now);
        if is_first && !line.wakes_soon || line.finished.len() >= MOST_FINISHED {
            self.wake(line);
        }
    }

    /// Costs a system call only when the committer sleeps.
    fn wake(&self, mut line: MutexGuard<'_, Line>) {
        let is_awaited = std::mem::take(&mut line.is_awaited);
        drop(line);
        if is_awaited {
            self.arrived.notify_one();
        }
    }

    /// Bytes and number of the commits that wait.
    pub fn load(&self) -> (u64, u64) {
        let line = self.lock();
        (line.bytes, line.submissions.len() as u64)
    }

    pub fn is_closed(&self) -> bool {
        self.lock().is_closed
    }

    /// Nothing more is accepted; what waits is still taken.
    pub fn close(&self) {
        self.lock().is_closed = true;
        self.arrived.notify_one();
    }

    /// Nobody will ever take what waits: drops it, which tells those who wait for it.
    pub fn abandon(&self) {
        let mut line = self.lock();
        line.is_closed = true;
        line.submissions.clear();
        line.finished.clear();
    }

    /// Sleeps until there is something to commit, then takes up to `most` bytes of it, at least one submission.
    ///
    /// Finished messages alone wait up to `linger` for company. Takes what there is, perhaps nothing, at `alarm`.
    /// `None`: closed and empty.
    ///
    /// The first sleep after some work is no longer than `linger`: the message that was just committed is as a rule
    /// finished soon, and nobody has to wake the committer for that.
    pub fn take(&self, most: u64, linger: Duration, alarm: Option<Instant>) -> Option<Taken> {
        let mut line = self.lock();
        let mut dozes = true;
        loop {
            let ripe = line.finished_since.map(|since| since + linger);
            let due = ripe.into_iter().chain(alarm).min();
            let left = due.map(|due| due.saturating_duration_since(Instant::now()));
            if !line.submissions.is_empty() || line.finished.len() >= MOST_FINISHED || left == Some(Duration::ZERO) {
                return Some(line.take(most));
            }
            if line.is_closed {
                return (!line.finished.is_empty()).then(|| line.take(most));
            }
            let left =
                if std::mem::take(&mut dozes) { Some(left.map_or(linger, |left| left.min(linger))) } else { left };
            line.is_awaited = true;
            line.wakes_soon = left.is_some_and(|left| left <= linger);
            line = match left {
                None => self.arrived.wait(line).unwrap_or_else(PoisonError::into_inner),
                Some(left) => self.arrived.wait_timeout(line, left).unwrap_or_else(PoisonError::into_inner).0,
            };
        }
    }
}

impl Line {
    fn take(&mut self, most: u64) -> Taken {
        self.is_awaited = false;
        self.finished_since = None;
        let finished = std::mem::take(&mut self.finished);
        let mut bytes = 0;
        let mut count = 0;
        for submission in &self.submissions {
            if count > 0 && bytes + submission.bytes > most {
                break;
            }
            bytes += submission.bytes;
            count += 1;
        }
        self.bytes -= bytes;
        let submissions = self.submissions.drain(..count).collect();
        Taken { submissions, bytes, finished }
    }
}
