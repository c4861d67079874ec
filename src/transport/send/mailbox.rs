//! Delivery to mailboxes: into Maildirs, or to the LMTP server of their database.

mod once;

use std::sync::Arc;

pub use once::Once;

use super::carriage::SmtpCarriage;
use super::conversation::for_now;
use super::dial::Dialer;
use super::maildir::MaildirCarriage;
use super::plan::Plan;
use super::text::Audience;
use crate::model::{MailboxDatabase, MailboxTarget};
use crate::transport::{
    Attempt, BodySource, BoxFuture, Carriage, Delivery, Envelope, NextHop, Outcome, Remark, Settings, Unreached,
};

/// A session with a database. Who has which mailbox there is as of these settings.
pub async fn open(
    hop: &NextHop,
    settings: &Arc<Settings>,
    dialer: &Arc<Dialer>,
    bodies: &Arc<dyn BodySource>,
) -> Result<Box<dyn Carriage>, Unreached> {
    let database = settings.databases.values().find(|database| database.id == hop.connector);
    let gone = || {
        let text = "STOREDRV.NoDatabase; the mailbox database of this queue is gone";
        Unreached { remark: for_now(432, 3, 5, text), is_permanent: false }
    };
    let database: &Arc<MailboxDatabase> = database.ok_or_else(gone)?;
    match database.target().ok_or_else(gone)? {
        MailboxTarget::Maildir(_) => Ok(Box::new(MaildirCarriage::new(
            Arc::clone(database),
            Arc::clone(settings),
            Arc::clone(bodies),
            dialer.metrics.clone(),
            Arc::clone(&dialer.receipts),
        ))),
        MailboxTarget::Lmtp(endpoint) => {
            let plan = Plan::lmtp(endpoint, settings);
            let mut visit = dialer.visit(hop, &plan);
            let session = dialer.open(&plan, &mut visit).await?;
            let (dialer, bodies) = (Arc::clone(dialer), Arc::clone(bodies));
            let inner = SmtpCarriage::new(dialer, plan, bodies, Audience::Mailbox, session, visit);
            Ok(Box::new(LmtpCarriage { inner, settings: Arc::clone(settings) }))
        }
    }
}

/// What is said of a recipient whose mailbox went away after it was routed: other settings will route it anew.
pub fn no_mailbox() -> Remark {
    for_now(432, 2, 0, "STOREDRV.NoMailbox; the recipient has no mailbox any more")
}

/// LMTP by the primary addresses of mailboxes: the server behind knows nothing of the others.
struct LmtpCarriage {
    inner: SmtpCarriage,
    settings: Arc<Settings>,
}

impl LmtpCarriage {
    async fn send(&mut self, attempt: &Attempt) -> Delivery {
        let mut envelope = Envelope::clone(&attempt.envelope);
        let mut known = Attempt { recipients: Vec::with_capacity(attempt.recipients.len()), ..attempt.clone() };
        let mut once = Once::of(attempt, &self.settings);
        let (mut settled, mut asked, mut others) = (Vec::new(), Vec::new(), Vec::new());
        for &at in &attempt.recipients {
            let recipient = &mut envelope.recipients[at];
            match self.settings.mailbox(&recipient.address) {
                None => settled.push((at, Outcome::Deferred(no_mailbox()))),
                Some(mailbox) if asked.iter().any(|(_, id)| *id == mailbox.id) => others.push((at, mailbox.id)),
                Some(mailbox) => match once.again(mailbox.id) {
                    Some(outcome) => settled.push((at, outcome)),
                    None => {
                        recipient.address = mailbox.primary_smtp_address.clone();
                        known.recipients.push(at);
                        asked.push((at, mailbox.id));
                    }
                },
            }
        }
        let mut delivery = match known.recipients.is_empty() {
            true => self.inner.delivery(Vec::new()),
            false => self.inner.send(&known, &envelope).await,
        };
        for (at, outcome) in &delivery.outcomes {
            if let Some((_, mailbox)) = asked.iter().find(|(asked, _)| asked == at) {
                once.note(*mailbox, outcome.clone());
            }
        }
        settled.extend(others.into_iter().filter_map(|(at, mailbox)| Some((at, once.again(mailbox)?))));
        delivery.outcomes.extend(settled);
        delivery
    }
}

impl Carriage for LmtpCarriage {
    fn deliver<'a>(&'a mut self, attempt: &'a Attempt) -> BoxFuture<'a, Delivery> {
        Box::pin(self.send(attempt))
    }

    fn close(self: Box<Self>) -> BoxFuture<'static, ()> {
        Box::new(self.inner).close()
    }
}
