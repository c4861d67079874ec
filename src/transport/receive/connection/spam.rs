//! What is done with spam, when all others have had their say.

use super::Connection;
use super::message::Judgement;
use crate::mail::header;
use crate::model::content_filter::SpamAction;
use crate::model::{AgentEvent, BuiltInAgent, SmtpAddress};
use crate::transport::receive::replies;
use crate::transport::receive::session::{Act, Submission};
use crate::transport::{Body, Notify, Recipient, SCL};

impl Connection {
    /// Asks the content filter about a message that nobody else has refused.
    pub(super) fn judge_content(&mut self, submission: &mut Submission) -> Judgement {
        let settings = self.session.settings().clone();
        let Some(filter) = settings.filters.spam.as_ref().filter(|_| self.session.is_filtered()) else {
            return Judgement::Wanted;
        };
        let Submission { envelope, content, .. } = submission;
        // Of a large message the body is in the spool, and the header with it.
        let is_here = !content.is_spilled && self.stored.is_none();
        let body = is_here.then(|| content.in_one_piece());
        let Some(judged) = filter.judge(envelope, &content.stamped.header, body.as_deref()) else {
            return Judgement::Wanted;
        };
        if judged.is_by_phrase && is_here {
            let level = format!("{SCL}: {}\r\n", judged.level);
            let others = header::retain(&content.stamped.header, |field| !field.is(SCL)).into_owned();
            put_on_top(submission, &level, &others);
            submission.envelope.scl = Some(judged.level);
        }
        let Some(action) = judged.action else { return Judgement::Wanted };
        let (done, reason, reply) = match &action {
            SpamAction::Delete => ("DeleteMessage", "SclAtOrAboveDeleteThreshold", None),
            SpamAction::Reject => {
                let client = self.session.ends().remote.ip().to_canonical();
                let given = filter.config.rejection_response.as_ref();
                let text = given.map(|response| replies::CONTENT_RESTRICTED.saying(response.about(client, "", "")));
                let reply = text.unwrap_or_else(|| replies::CONTENT_RESTRICTED.into());
                ("RejectMessage", "SclAtOrAboveRejectThreshold", Some(reply))
            }
            SpamAction::Quarantine(_) => ("QuarantineMessage", "SclAtOrAboveQuarantineThreshold", None),
        };
        let response = reply.as_ref().map(ToString::to_string).unwrap_or_default();
        let act = Act::of(BuiltInAgent::ContentFilter, AgentEvent::OnEndOfData, done, reason);
        let told = self.session.act_about(act, &submission.envelope, response, judged.level.to_string());
        self.shared.track.acted(told);
        let note = format!("S:CFA=SCL|level={}|action={done}", judged.level);
        match (action, reply) {
            (SpamAction::Quarantine(mailbox), _) => {
                self.notes.push(note);
                keep_back(submission, mailbox, is_here);
                Judgement::Wanted
            }
            (_, reply) => {
                let mut notes = self.forget();
                notes.push(note);
                reply.map_or_else(|| Judgement::Discarded(notes), Judgement::Refused)
            }
        }
    }
}

impl Connection {
    /// The message goes no further, whatever agents have made of it. What they have done, for the tracking log.
    fn forget(&mut self) -> Vec<String> {
        self.quarantine = None;
        if let Some(Body::Spooled { handle, .. }) = self.stored.take() {
            self.shared.intake.abandon_draft(handle);
        }
        std::mem::take(&mut self.notes)
    }
}

/// The message goes to the mailbox for spam alone, and nobody is told what becomes of it there.
fn keep_back(submission: &mut Submission, mailbox: SmtpAddress, is_here: bool) {
    let recipient = Recipient { notify: Some(Notify::NEVER), ..Recipient::new(mailbox) };
    let meant = std::mem::replace(&mut submission.envelope.recipients, vec![recipient]);
    if is_here {
        let fields: String = meant.iter().map(|one| format!("X-Original-To: {}\r\n", one.address)).collect();
        let header = submission.content.stamped.header.to_vec();
        put_on_top(submission, &fields, &header);
    }
}

fn put_on_top(submission: &mut Submission, fields: &str, header: &[u8]) {
    let former = submission.content.stamped.header.len() as u64;
    let header = [fields.as_bytes(), header].concat();
    submission.envelope.size = (submission.envelope.size + header.len() as u64).saturating_sub(former);
    submission.content.stamped.header = header.into();
}
