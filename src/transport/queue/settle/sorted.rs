//! The outcomes of one attempt, sorted by what is done about them.

use crate::mail::EnhancedStatus;
use crate::transport::queue::session::our_remark;
use crate::transport::{Attempt, Outcome, Remark};

/// The outcomes of one attempt, sorted.
#[derive(Default)]
pub struct Sorted {
    pub sent: Vec<(usize, Remark)>,
    /// Of these, those whose mailbox had it already.
    pub duplicates: Vec<usize>,
    /// Of these, those whose sender wants to hear of the success from us.
    pub confirmed: Vec<(usize, Remark)>,
    pub deferred: Vec<(usize, Remark)>,
    pub failed: Vec<(usize, Remark)>,
}

impl Sorted {
    pub fn new(attempt: &Attempt, outcomes: Vec<(usize, Outcome)>) -> Sorted {
        let mut sorted = Sorted::default();
        let mut open = attempt.recipients.clone();
        for (index, outcome) in outcomes {
            // Each recipient of the attempt counts once; what was not asked for does not count.
            let Some(at) = open.iter().position(|asked| *asked == index) else { continue };
            open.swap_remove(at);
            match outcome {
                Outcome::Sent { remark, relays_dsn } => sorted.send(attempt, index, remark, relays_dsn),
                Outcome::Duplicate(remark) => {
                    sorted.duplicates.push(index);
                    sorted.send(attempt, index, remark, false);
                }
                Outcome::Deferred(remark) => sorted.deferred.push((index, remark)),
                Outcome::Failed(remark) => sorted.failed.push((index, remark)),
            }
        }
        for index in open {
            let remark = our_remark(451, EnhancedStatus::new(4, 4, 2), "The session ended without an answer");
            sorted.deferred.push((index, remark));
        }
        sorted
    }

    fn send(&mut self, attempt: &Attempt, index: usize, remark: Remark, relays_dsn: bool) {
        let wants = attempt.envelope.recipients[index].notify.is_some_and(|notify| notify.success);
        if wants && !relays_dsn {
            self.confirmed.push((index, remark.clone()));
        }
        self.sent.push((index, remark));
    }

    /// Of those who have it now: whom this attempt has brought it, or who had it, `again`.
    pub fn brought(&self, again: bool) -> Vec<(usize, Remark)> {
        self.sent.iter().filter(|(index, _)| self.duplicates.contains(index) == again).cloned().collect()
    }
}
