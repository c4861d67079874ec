//! A session in the queue's hands: one message after another, with a new connection where the server has closed the old
//! one while it stood idle.

use std::collections::HashSet;
use std::sync::Arc;

use super::conversation::{Dialect, for_now};
use super::dial::Dialer;
use super::plan::Plan;
use super::policy;
use super::session::{Errand, Session, Stale};
use super::sign::{self, Signatures, Signing};
use super::text::{Audience, Text};
use super::visit::Visit;
use crate::mail::EnhancedStatus;
use crate::transport::{
    Attempt, BodySource, BoxFuture, Carriage, Delivery, Envelope, Live, Outcome, Remark, Settings, Unreached,
};

pub struct SmtpCarriage {
    pub dialer: Arc<Dialer>,
    pub plan: Plan,
    /// For messages that demand TLS all the way.
    strict: Plan,
    /// The open session is by the strict plan.
    is_strict: bool,
    pub bodies: Arc<dyn BodySource>,
    pub audience: Audience,
    /// Gone while a message is under way, so that an attempt that is given up takes its connection with it.
    session: Option<Session>,
    delivered: u32,
    visit: Visit,
    /// Whose messages are signed; `None` where all go as they are.
    signs: Option<(Live, Arc<Signatures>)>,
    /// Settings in force, where the other side is a server of ours that is told of links.
    tells: Option<Live>,
}

impl SmtpCarriage {
    pub fn new(
        dialer: Arc<Dialer>,
        plan: Plan,
        bodies: Arc<dyn BodySource>,
        audience: Audience,
        session: Session,
        visit: Visit,
    ) -> SmtpCarriage {
        dialer.metrics.open_sessions.inc();
        let strict = plan.strict();
        let session = Some(session);
        SmtpCarriage {
            dialer,
            plan,
            strict,
            is_strict: false,
            bodies,
            audience,
            session,
            delivered: 0,
            visit,
            signs: None,
            tells: None,
        }
    }

    /// Signs what the settings in force have a signer for.
    pub fn signing(mut self, live: Live, signatures: Arc<Signatures>) -> SmtpCarriage {
        self.signs = Some((live, signatures));
        self
    }

    /// Tells of links that are down, before mail that may be routed by them.
    pub fn telling(mut self, live: Live) -> SmtpCarriage {
        self.tells = Some(live);
        self
    }

    async fn tell_links(&self, session: &mut Session) {
        let Some(live) = self.tells.as_ref().filter(|_| session.speaks_of_links()) else { return };
        if session.links_have_changed(&live.load().links) {
            let settings = live.load_full();
            session.tell_links(&settings, self.dialer.now()).await;
        }
    }

    fn signing_of(&self, envelope: &Envelope, text: &Text) -> Option<Signing> {
        let (live, signatures) = self.signs.as_ref()?;
        let settings = live.load();
        let (signer, seals_for) = sign::signer_of(envelope, text, &settings)?;
        let (signer, signatures) = (Arc::clone(signer), Arc::clone(signatures));
        Some(Signing { signer, signatures, now: self.dialer.now(), seals_for })
    }

    /// The settings in force, where mail leaves the organization here.
    pub fn settings_of_the_world(&self) -> Option<Arc<Settings>> {
        let (live, _) = self.signs.as_ref().filter(|_| self.plan.to_the_world)?;
        Some(live.load_full())
    }

    /// Sends for these recipients; `envelope` may name them otherwise than the attempt does.
    pub async fn send(&mut self, attempt: &Attempt, envelope: &Envelope) -> Delivery {
        let text = Text::of(attempt, self.audience);
        self.send_text(attempt, envelope, text).await
    }

    /// The same with another text than the attempt has.
    pub async fn send_text(&mut self, attempt: &Attempt, envelope: &Envelope, text: Text) -> Delivery {
        let signing = self.signing_of(envelope, &text);
        let mut is_retry = false;
        let mut outcomes = Vec::with_capacity(attempt.recipients.len());
        let mut left = attempt.recipients.clone();
        // A mailbox is where the way ends.
        let needs_strict = envelope.demands.tls && self.plan.dialect == Dialect::Smtp;
        if needs_strict
            && !self.is_strict
            && let Some(lax) = self.session.take()
        {
            lax.quit().await;
        }
        loop {
            let mut session = match self.session.take().filter(Session::is_open) {
                Some(session) => session,
                None => match self.open(needs_strict).await {
                    Ok(session) => session,
                    Err(unreached) if needs_strict && is_insecure(&unreached.remark) => {
                        let remark = Remark { code: 550, ..for_ever(unreached.remark) };
                        break outcomes.extend(left.iter().map(|&at| (at, Outcome::Failed(remark.clone()))));
                    }
                    Err(unreached) => break outcomes.extend(deferred(&left, &unreached.remark)),
                },
            };
            self.tell_links(&mut session).await;
            let errand = Errand {
                attempt,
                envelope,
                text: &text,
                signing: signing.as_ref(),
                bodies: &*self.bodies,
                receipts: &*self.dialer.receipts,
            };
            match session.deliver(&errand, &left).await {
                Ok(some) => {
                    is_retry = false;
                    outcomes.extend(some);
                    if outcomes.len() == attempt.recipients.len() {
                        self.session = Some(session);
                        break;
                    }
                    let settled: HashSet<usize> = outcomes.iter().map(|(at, _)| *at).collect();
                    left.retain(|at| !settled.contains(at));
                    session.quit().await;
                }
                // The message has not been heard of yet: another connection can take it, once.
                Err(Stale) if !is_retry => is_retry = true,
                Err(Stale) => {
                    let dropped = for_now(451, 4, 2, "Connection dropped. Twice in a row.");
                    break outcomes.extend(deferred(&left, &dropped));
                }
            }
        }
        self.delivered += 1;
        let outcomes = policy::apply(outcomes, self.plan.policies);
        // What was not sent does not count as sent.
        let is_ended = self.session.as_ref().is_some_and(|session| session.ends(envelope));
        self.count(&outcomes, if is_ended { None } else { Some(&text) });
        self.delivery(outcomes)
    }

    async fn open(&mut self, is_strict: bool) -> Result<Session, Unreached> {
        let plan = if is_strict { &self.strict } else { &self.plan };
        self.is_strict = is_strict;
        self.dialer.open(plan, &mut self.visit).await
    }

    /// What came of an attempt, and how the session stands after it.
    pub fn delivery(&self, outcomes: Vec<(usize, Outcome)>) -> Delivery {
        let session = self.session.as_ref();
        Delivery {
            outcomes,
            is_reusable: session.is_some_and(Session::is_open) && self.delivered < self.plan.most_messages,
            host: session.map(|session| session.host.clone()).unwrap_or_default(),
            address: session.and_then(|session| session.address),
            notes: Vec::new(),
        }
    }

    /// `text`: what was sent, if anything was.
    fn count(&mut self, outcomes: &[(usize, Outcome)], text: Option<&Text>) {
        let metrics = &self.dialer.metrics;
        let mut sent = 0;
        for (_, outcome) in outcomes {
            match outcome {
                Outcome::Sent { .. } => sent += 1,
                Outcome::Duplicate(_) => {}
                Outcome::Deferred(_) => drop(metrics.deferred_recipients.inc()),
                Outcome::Failed(_) => drop(metrics.failed_recipients.inc()),
            }
        }
        if let Some(text) = text.filter(|_| sent > 0) {
            metrics.recipients.inc_by(sent);
            metrics.messages.inc();
            metrics.bytes.inc_by(text.size);
            self.visit.carried(text.size);
        }
    }
}

impl Drop for SmtpCarriage {
    fn drop(&mut self) {
        self.dialer.metrics.open_sessions.dec();
    }
}

impl Carriage for SmtpCarriage {
    fn deliver<'a>(&'a mut self, attempt: &'a Attempt) -> BoxFuture<'a, Delivery> {
        Box::pin(self.send_as_seen(attempt))
    }

    fn close(mut self: Box<Self>) -> BoxFuture<'static, ()> {
        let session = self.session.take();
        Box::pin(async move {
            let Some(session) = session else { return };
            match &self.plan.dequeue {
                Some(dequeue) => session.dequeue(dequeue, &self.dialer.turns, &self.visit).await,
                None => session.quit().await,
            }
        })
    }
}

/// Whether hosts were there, and none of them could promise TLS all the way. That is for the sender to know, not to be
/// tried for days (RFC 8689 §4.2.1).
fn is_insecure(remark: &Remark) -> bool {
    remark.status.subject == 7 && matches!(remark.status.detail, 4 | 5 | 30)
}

/// `5.7.30` where a next hop lacks REQUIRETLS, `5.7.10` where TLS or its proof did not come about.
fn for_ever(remark: Remark) -> Remark {
    let detail = if remark.status.detail == 30 { 30 } else { 10 };
    let text = match detail {
        30 => remark.text,
        _ => format!("Encryption needed; {}", remark.text),
    };
    Remark { status: EnhancedStatus::new(5, 7, detail), text, ..remark }
}

fn deferred(recipients: &[usize], remark: &Remark) -> Vec<(usize, Outcome)> {
    recipients.iter().map(|&at| (at, Outcome::Deferred(remark.clone()))).collect()
}
