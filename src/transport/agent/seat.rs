//! One agent in one SMTP session: opened when it is first needed, told what it has missed, left alone when it has
//! said enough or does not answer.

use std::sync::Arc;

use super::facts::{Facts, Occasion};
use super::host::Host;
use super::letter::Letter;
use super::milter::Milter;
use super::panel::Turn;
use super::program::Talk;
use super::rewriting::{Done, Wishes};
use super::verdict::{self, Trouble, Verdict};
use crate::mail::{EnhancedStatus, Reply};
use crate::model::{AgentEvent, AgentFailureAction, Events, TransportAgent};
use crate::transport::{Envelope, Intake, Refusal};

/// How the server speaks to it.
enum Colleague {
    Milter(Box<Milter>),
    Program(Talk),
}

/// The events at which it is shown messages, the last first.
const READING: [AgentEvent; 3] =
    [AgentEvent::OnEndOfData, AgentEvent::OnProxyInboundMessage, AgentEvent::OnEndOfHeaders];

/// Whether it is asked.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Standing {
    Asked,
    /// Not about this message any more.
    Done,
    /// Not in this session any more.
    DoneForGood,
    /// It has not answered, and without it this message is not taken.
    Missing,
}

pub struct Seat {
    pub agent: Arc<TransportAgent>,
    pub turn: Turn,
    heard: Events,
    colleague: Option<Colleague>,
    standing: Standing,
    /// It has heard of a message whose end it has not heard of.
    is_in_message: bool,
}

impl Seat {
    pub fn new(agent: Arc<TransportAgent>, turn: Turn) -> Seat {
        let heard = agent.heard();
        Seat { agent, turn, heard, colleague: None, standing: Standing::Asked, is_in_message: false }
    }

    /// Tells it what has happened and asks what to do.
    pub async fn hear(&mut self, occasion: &Occasion, facts: &Facts, host: &Host) -> Verdict {
        if matches!(occasion, Occasion::Mail { .. }) && self.standing != Standing::DoneForGood {
            self.standing = Standing::Asked;
        }
        match self.standing {
            Standing::DoneForGood => return Verdict::Continue,
            Standing::Done if occasion.is_of_message() => return Verdict::Continue,
            Standing::Missing if occasion.is_of_message() => return Verdict::Refuse(verdict::put_off()),
            _ => {}
        }
        if !self.wants(occasion) {
            return Verdict::Continue;
        }
        let told = self.tell(occasion, facts, host).await;
        let is_of_message = occasion.is_of_message();
        if let Err(trouble) = &told {
            host.absences.failed(&self.agent, occasion.event(), trouble);
        }
        match told {
            Ok(verdict) => {
                host.absences.answered(&self.agent, occasion.event());
                self.is_in_message |= matches!(occasion, Occasion::Mail { .. });
                if verdict == Verdict::Accept {
                    self.standing = if is_of_message { Standing::Done } else { Standing::DoneForGood };
                }
                verdict
            }
            // Nothing is lost yet: it is spoken to again when a message begins.
            Err(trouble) if !is_of_message => {
                tracing::debug!(agent = %self.agent.name, %trouble, "an agent does not answer");
                self.colleague = None;
                Verdict::Continue
            }
            Err(trouble) => self.fail(&trouble),
        }
    }

    /// Shows it the message and does what it wants. What was done, for the tracking log.
    pub async fn read(
        &mut self,
        letter: &mut Letter,
        envelope: &mut Envelope,
        facts: &Facts,
        intake: &dyn Intake,
        host: &Host,
        most: u64,
    ) -> (Verdict, Done) {
        match self.standing {
            Standing::Asked => {}
            Standing::Missing => return (Verdict::Refuse(verdict::put_off()), Done::default()),
            Standing::Done | Standing::DoneForGood => return (Verdict::Continue, Done::default()),
        }
        let is_shown =
            |event: AgentEvent| event != AgentEvent::OnProxyInboundMessage || facts.client.front_end.is_some();
        let Some(last) = READING.iter().copied().find(|event| self.heard.has(*event) && is_shown(*event)) else {
            return (Verdict::Continue, Done::default());
        };
        let shown = match &mut self.colleague {
            Some(Colleague::Milter(milter)) => milter.read(letter, facts, intake, most).await,
            Some(Colleague::Program(talk)) => talk.read(letter, facts, intake, most).await,
            // It came to the session after the message began.
            None => return (Verdict::Continue, Done::default()),
        };
        self.is_in_message = false;
        let granted = shown.and_then(|(verdict, wishes): (Verdict, Wishes)| match verdict {
            // Whatever else it wants of a message that is not taken means nothing.
            Verdict::Refuse(_) | Verdict::Discard => Ok((verdict, Done::default())),
            _ => wishes.grant(letter, envelope).map(|done| (verdict, done)),
        });
        match granted {
            Ok(answer) => {
                host.absences.answered(&self.agent, Some(last));
                answer
            }
            Err(trouble) => {
                host.absences.failed(&self.agent, Some(last), &trouble);
                (self.fail(&trouble), Done::default())
            }
        }
    }

    /// The message under way comes to nothing.
    pub async fn abort(&mut self) {
        if !std::mem::take(&mut self.is_in_message) {
            return;
        }
        if let Some(Colleague::Milter(milter)) = &mut self.colleague
            && milter.abort().await.is_err()
        {
            self.colleague = None;
        }
    }

    /// The session is over.
    pub async fn part(self, host: &Host) {
        if let Some(Colleague::Milter(milter)) = self.colleague
            && let Some(line) = milter.part().await
        {
            host.pool.put(self.agent.id, self.agent.revision, line);
        }
    }

    fn wants(&self, occasion: &Occasion) -> bool {
        match occasion.event() {
            // A program that reads messages must be there when one begins.
            Some(_) if matches!(occasion, Occasion::Mail { .. }) => true,
            // Nobody calls a milter to part from it.
            Some(_) if matches!(occasion, Occasion::Rset | Occasion::Disconnect) && self.is_uncalled_milter() => false,
            Some(event) => self.heard.has(event),
            None => self.agent.milter_endpoint.is_some(),
        }
    }

    fn is_uncalled_milter(&self) -> bool {
        self.colleague.is_none() && self.agent.milter_endpoint.is_some()
    }

    async fn tell(&mut self, occasion: &Occasion, facts: &Facts, host: &Host) -> Result<Verdict, Trouble> {
        if self.is_in_message && matches!(occasion, Occasion::Mail { .. } | Occasion::Hello { .. } | Occasion::Rset) {
            self.abort().await;
        }
        let missed = self.open(occasion, facts, host).await?;
        if missed != Verdict::Continue {
            return Ok(missed);
        }
        match &mut self.colleague {
            Some(Colleague::Milter(milter)) => milter.hear(occasion, facts).await,
            Some(Colleague::Program(talk)) => talk.hear(occasion, facts).await,
            None => Ok(Verdict::Continue),
        }
    }

    /// Meets it, if that has not happened, and tells a milter what it has missed.
    async fn open(&mut self, now: &Occasion, facts: &Facts, host: &Host) -> Result<Verdict, Trouble> {
        if self.colleague.is_some() {
            return Ok(Verdict::Continue);
        }
        let Some(endpoint) = &self.agent.milter_endpoint else {
            self.colleague = Some(Colleague::Program(Talk::new(host.program(&self.agent))));
            return Ok(Verdict::Continue);
        };
        let agent = self.agent.clone();
        let mut kept = host.pool.take(agent.id, agent.revision);
        if let Some(line) = &mut kept
            && !line.is_open().await
        {
            kept = None;
        }
        let mut milter = match kept {
            Some(line) => Milter::resume(agent, line),
            None => Milter::dial(agent, endpoint).await?,
        };
        let missed = catch_up(&mut milter, now, facts).await?;
        self.colleague = Some(Colleague::Milter(Box::new(milter)));
        Ok(missed)
    }

    /// It has not answered, or nonsense.
    fn fail(&mut self, trouble: &Trouble) -> Verdict {
        tracing::debug!(agent = %self.agent.name, %trouble, "an agent does not answer");
        self.colleague = None;
        self.is_in_message = false;
        if let Trouble::Refused(refusal) = trouble {
            self.standing = Standing::Missing;
            return Verdict::Refuse(refused(refusal));
        }
        match self.agent.failure_action {
            AgentFailureAction::Accept => {
                self.standing = Standing::Done;
                Verdict::Continue
            }
            AgentFailureAction::TempFail => {
                self.standing = Standing::Missing;
                Verdict::Refuse(verdict::put_off())
            }
        }
    }
}

/// Tells a milter what was before `now`.
async fn catch_up(milter: &mut Milter, now: &Occasion, facts: &Facts) -> Result<Verdict, Trouble> {
    if matches!(now, Occasion::Connect) {
        return Ok(Verdict::Continue);
    }
    let hello = facts.hello.clone().filter(|_| !matches!(now, Occasion::Hello { .. }));
    let hello = hello.map(|(name, is_extended)| Occasion::Hello { name, is_extended });
    for missed in [Some(Occasion::Connect), hello].into_iter().flatten() {
        let verdict = milter.hear(&missed, facts).await?;
        if verdict != Verdict::Continue {
            return Ok(verdict);
        }
    }
    Ok(Verdict::Continue)
}

/// The node's own reason.
fn refused(refusal: &Refusal) -> Reply {
    match refusal {
        Refusal::Resources(_) => Reply::new(452, EnhancedStatus::new(4, 3, 1), "Insufficient system resources"),
        Refusal::Stopping => Reply::new(421, EnhancedStatus::new(4, 3, 2), "Service not available"),
        Refusal::NotRedundant(_) => {
            Reply::new(451, EnhancedStatus::new(4, 4, 0), "Message failed to be made redundant")
        }
        Refusal::Spool(_) => {
            Reply::new(451, EnhancedStatus::new(4, 3, 0), "Temporary server error. Please try again later")
        }
    }
}
