//! Reports to senders: composed here, durable together with what they are about, then mail like all other.

use std::sync::Arc;

use jiff::Timestamp;

use crate::transport::queue::entry::Which;
use crate::transport::queue::intake;
use crate::transport::queue::message::Message;
use crate::transport::queue::pace::Ages;
use crate::transport::queue::queues::Queues;
use crate::transport::queue::record::Record;
use crate::transport::queue::spool::{Op, SpoolError};
use crate::transport::{Attempt, Body, MessageId, NextHop, Notice, NoticeKind, Received, Remark, Settings};

/// A message of our own, about to be committed.
pub struct Composed {
    pub(super) id: MessageId,
    pub(super) record: Record,
    pub(super) body: Body,
}

impl Composed {
    pub fn append(&self) -> Op {
        intake::append(self.id, &self.record, &self.body)
    }
}

impl Queues {
    /// What a report is about. When the message is given up does not matter to all but one kind.
    pub fn notice(&self, kind: NoticeKind, attempt: &Attempt, recipients: Vec<(usize, Remark)>) -> Notice {
        Notice {
            kind,
            id: attempt.id,
            envelope: attempt.envelope.clone(),
            body: attempt.body.clone(),
            recipients,
            time: self.parts.clock.now(),
            expires: Timestamp::MAX,
        }
    }

    /// The report on a notice, ready to be committed; `None` when nobody wants one.
    pub async fn compose(&self, notice: Notice, settings: &Arc<Settings>) -> Option<Composed> {
        let Received { envelope, body, .. } =
            self.composing(notice.id, self.parts.reporter.report(&notice, settings)).await?;
        let id = self.claim(&body);
        Some(Composed { id, record: Record::new(envelope), body })
    }

    /// The copy of a report that the postmaster wants.
    pub async fn compose_copy(&self, notice: &Notice, settings: &Arc<Settings>) -> Option<Composed> {
        let Received { envelope, body, .. } =
            self.composing(notice.id, self.parts.reporter.copy(notice, settings)).await?;
        let id = self.claim(&body);
        Some(Composed { id, record: Record::new(envelope), body })
    }

    /// Composing reads the message, whatever is in it.
    async fn composing<F: Future>(&self, id: MessageId, work: F) -> F::Output {
        self.parts.in_hand.hand().attend(id, work).await
    }

    /// Reports that have become durable go their way like all mail.
    pub fn submit_reports(&self, reports: Vec<Composed>, about: &Attempt) {
        for Composed { id, record, body } in reports {
            self.counters.reports.add(1);
            self.track_report(id, &record.envelope, about);
            self.submit_new(id, record, body);
        }
    }

    /// A notice of delay for all that is still pending in a message.
    pub async fn report_delay(
        self: &Arc<Queues>,
        message: &Arc<Message>,
        hop: &NextHop,
        record: &Record,
        body: Body,
        remark: impl Fn(usize) -> Remark,
        now: Timestamp,
    ) -> Result<(), SpoolError> {
        let settings = self.settings();
        let recipients = Which::Pending.pending(&record.envelope);
        let told = recipients.iter().map(|&index| (index, remark(index))).collect();
        let attempt = Attempt { id: message.id(), envelope: record.envelope.clone(), recipients, body };
        let expires = Ages::of(&settings, hop).end_of(&record.envelope);
        let notice = Notice { expires, ..self.notice(NoticeKind::Delayed, &attempt, told) };
        let Some(report) = self.compose(notice, &settings).await else { return Ok(()) };
        let commit = message.amend(vec![report.append()], |record| {
            Arc::make_mut(&mut record.envelope).delay_reported = Some(now);
        });
        if let Some(commit) = commit {
            commit.await?;
        }
        self.submit_reports(vec![report], &attempt);
        Ok(())
    }
}
