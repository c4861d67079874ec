//! The one thread that writes: takes everything that waits, one write, one sync, answers all.
//!
//! When a write or sync fails, what the file now holds is anybody's guess (the kernel may even have forgotten that the
//! pages were dirty), so the file is never written again: all who waited are told, and the log goes on in a new
//! segment, whose header says where the failed one ends. When that fails too, or commits fail several times running,
//! the spool refuses work and tries again after a while.
//!
//! Messages that are done are not forgotten by a failure: their ends go into the next batch that succeeds.

use std::io;
use std::sync::Arc;
use std::time::Instant;

use super::SpoolError;
use super::batch::Batch;
use super::commit::{Op, Submission, Work};
use super::digest::Digest;
use super::log::Shared;
use super::roll::{Active, start_segment};
use super::waiting::Taken;

pub struct Committer {
    shared: Arc<Shared>,
    state: State,
    /// Messages that are done, of which the disk does not know yet.
    unrecorded: Vec<u64>,
    /// Failed commits since one succeeded.
    failures: u32,
}

enum State {
    Writing(Active),
    /// Nothing is written before `probe`.
    Failed {
        cause: Arc<io::Error>,
        probe: Instant,
    },
}

impl State {
    fn failed(shared: &Shared, cause: Arc<io::Error>) -> State {
        tracing::error!(%cause, "the spool cannot write");
        shared.health.change(|_, failed| *failed = Some(Arc::clone(&cause)));
        State::Failed { cause, probe: Instant::now() + shared.options.probe_interval }
    }
}

/// Commits that may fail one after another, each in a segment of its own, before the spool gives up for a while.
const MOST_FAILURES: u32 = 3;

impl Committer {
    /// Starts in failure when there is no segment to write to.
    pub fn new(shared: Arc<Shared>, active: io::Result<Active>) -> Committer {
        let state = match active {
            Ok(active) => State::Writing(active),
            Err(error) => State::failed(&shared, Arc::new(error)),
        };
        Committer { shared, state, unrecorded: Vec::new(), failures: 0 }
    }

    /// Until the spool is closed and all that was accepted is answered.
    pub fn run(mut self) {
        let shared = Arc::clone(&self.shared);
        let (most, linger) = (shared.options.batch_bytes, shared.options.finish_linger);
        while let Some(taken) = shared.waiting.take(most, linger, self.alarm()) {
            self.commit(taken);
        }
        if !self.unrecorded.is_empty() {
            self.commit(Taken::default());
        }
    }

    fn alarm(&self) -> Option<Instant> {
        match &self.state {
            State::Failed { probe, .. } => Some(*probe),
            State::Writing(_) if self.unrecorded.is_empty() => None,
            State::Writing(_) => Some(Instant::now() + self.shared.options.finish_linger),
        }
    }

    fn commit(&mut self, taken: Taken) {
        let Taken { mut submissions, finished, bytes } = taken;
        self.unrecorded.extend(finished);
        self.turn_new_mail_away(&mut submissions);
        let active = match self.segment_for(bytes + self.unrecorded.len() as u64 * 9) {
            Ok(active) => active,
            Err(cause) => return answer_all(submissions, &SpoolError::Failed(cause)),
        };
        let mut batch = Batch::new(active.slot());
        let mut answers = Vec::with_capacity(submissions.len());
        let table = self.shared.store.table();
        batch.stage_finished(&self.unrecorded, &table);
        for submission in submissions {
            let (work, answer) = submission.split();
            match batch.stage(work, &table) {
                Ok(()) => answers.push(answer),
                Err(error) => answer.give(Err(error)),
            }
        }
        drop(table);
        let result = self.write(batch);
        answers.into_iter().for_each(|answer| answer.give(result.clone()));
    }

    /// On a full disk; what is queued can still be finished.
    fn turn_new_mail_away(&self, submissions: &mut Vec<Submission>) {
        let brings_mail = |submission: &mut Submission| match &submission.work {
            Work::Ops(ops) => ops.iter().any(Op::is_new_mail),
            Work::Move { .. } | Work::Bury(_) => false,
        };
        if submissions.iter_mut().any(brings_mail)
            && let Err(full) = self.shared.check_space()
        {
            submissions.extract_if(.., brings_mail).for_each(|mail| mail.answer(Err(full.clone())));
        }
    }

    /// The segment that takes this many bytes, a new one if need be.
    fn segment_for(&mut self, bytes: u64) -> Result<&mut Active, Arc<io::Error>> {
        let is_new_due = match &self.state {
            State::Writing(active) => !active.has_room(bytes),
            State::Failed { cause, probe } if Instant::now() < *probe => return Err(Arc::clone(cause)),
            State::Failed { .. } => true,
        };
        if is_new_due {
            self.roll();
        }
        match &mut self.state {
            State::Writing(active) => Ok(active),
            State::Failed { cause, .. } => Err(Arc::clone(cause)),
        }
    }

    fn roll(&mut self) {
        self.hand_digest_over();
        match start_segment(&self.shared.store, self.shared.database_id, self.shared.next_id()) {
            Ok(active) => {
                self.state = State::Writing(active);
                self.shared.health.change(|_, failed| *failed = None);
                self.shared.sweep.ring();
            }
            Err(error) => self.state = State::failed(&self.shared, Arc::new(error)),
        }
    }

    /// Nothing more is written to the segment: the sweeper writes its digest, unless a write failed before.
    fn hand_digest_over(&mut self) {
        let State::Writing(active) = &mut self.state else { return };
        let digest = std::mem::replace(&mut active.digest, Digest::new(active.salt));
        if let Some(segment) = self.shared.store.table().segments.get_mut(active.number) {
            segment.digest = Some(digest).filter(|_| !segment.is_suspect);
        }
    }

    fn write(&mut self, batch: Batch) -> Result<(), SpoolError> {
        let State::Writing(active) = &mut self.state else { return Err(SpoolError::Closed) };
        if batch.is_empty() {
            self.unrecorded.clear();
            return Ok(());
        }
        let bytes = batch.length();
        let start = Instant::now();
        match batch.write(&mut active.pen, &[]).and_then(|()| active.pen.sync()) {
            Ok(()) => {
                active.advance(&batch);
                self.failures = 0;
                self.unrecorded.clear();
                self.shared.health.change(|commits, _| commits.add(bytes, start.elapsed()));
                self.make_true(batch);
                Ok(())
            }
            Err(error) => {
                let error = Arc::new(error);
                self.leave_segment(&error);
                Err(SpoolError::Write(error))
            }
        }
    }

    fn make_true(&self, batch: Batch) {
        let mut table = self.shared.store.table();
        batch.apply(&mut table);
        if std::mem::take(&mut table.is_sweep_due) {
            self.shared.sweep.ring();
        }
    }

    /// A commit failed: this file is never written again.
    fn leave_segment(&mut self, cause: &Arc<io::Error>) {
        let State::Writing(active) = &self.state else { return };
        tracing::error!(%cause, segment = active.number, "a commit to the spool failed");
        if let Some(segment) = self.shared.store.table().segments.get_mut(active.number) {
            segment.is_suspect = true;
        }
        self.shared.health.change(|commits, _| commits.failures += 1);
        self.failures += 1;
        if self.failures < MOST_FAILURES {
            self.roll();
        } else {
            self.state = State::failed(&self.shared, Arc::clone(cause));
        }
    }
}

/// However the thread ends, nobody waits for it afterwards.
impl Drop for Committer {
    fn drop(&mut self) {
        self.shared.waiting.abandon();
    }
}

fn answer_all(submissions: Vec<Submission>, error: &SpoolError) {
    submissions.into_iter().for_each(|submission| submission.answer(Err(error.clone())));
}
