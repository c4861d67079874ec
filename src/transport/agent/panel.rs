//! All agents of one SMTP session, asked one after another.

use std::sync::Arc;

use super::Agents;
use super::facts::{Facts, Occasion};
use super::host::Host;
use super::letter::Letter;
use super::rewriting::Done;
use super::seat::Seat;
use super::verdict::Verdict;
use crate::model::AgentEvent;
use crate::transport::{Envelope, Intake};

/// Which agents read a message: those before the Sender Id agent, or those after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    BeforeSenderId,
    AfterSenderId,
}

/// The agents of one session.
pub struct Panel {
    host: Arc<Host>,
    agents: Arc<Agents>,
    seats: Vec<Seat>,
    facts: Facts,
    /// The message under way is thrown away at the end: this agent wants it so.
    discarded_by: Option<String>,
    /// Why the message under way is kept back, and by whom.
    pub quarantine: Option<(String, String)>,
    /// What was done to the message under way, for the tracking log.
    pub notes: Vec<String>,
    /// What was refused, deleted or kept back, for the agent log.
    pub deeds: Vec<Deed>,
}

/// What an agent has done about mail.
#[derive(Clone, Debug, PartialEq)]
pub struct Deed {
    pub agent: String,
    /// Such as `OnRcptCommand`.
    pub event: &'static str,
    /// Such as `RejectCommand`.
    pub action: &'static str,
    /// What the peer hears; empty where it hears nothing.
    pub response: String,
    /// Why, where it says so.
    pub why: String,
}

impl Deed {
    fn refusal(agent: &str, occasion: &Occasion, response: String) -> Deed {
        let action = match occasion {
            Occasion::Connect => "RejectConnection",
            Occasion::Auth { .. } | Occasion::ProcessAuthentication { .. } | Occasion::EndOfAuthentication { .. } => {
                "RejectAuthentication"
            }
            _ => "RejectCommand",
        };
        let event = occasion.event().map_or("", AgentEvent::name);
        Deed { agent: agent.to_owned(), event, action, response, why: String::new() }
    }

    fn about_message(agent: &str, action: &'static str, response: String, why: &str) -> Deed {
        let event = AgentEvent::OnEndOfData.name();
        Deed { agent: agent.to_owned(), event, action, response, why: why.to_owned() }
    }
}

impl Panel {
    pub fn new(host: Arc<Host>, agents: Arc<Agents>, facts: Facts) -> Panel {
        let seats = seats(&agents);
        Panel { host, agents, seats, facts, discarded_by: None, quarantine: None, notes: Vec::new(), deeds: Vec::new() }
    }

    /// Obeys other settings. Agents that are as they were keep their seats.
    pub async fn follow(&mut self, agents: &Arc<Agents>) {
        if Arc::ptr_eq(agents, &self.agents) {
            return;
        }
        let mut before = std::mem::take(&mut self.seats);
        for mut seat in seats(agents) {
            if let Some(at) = before.iter().position(|known| known.agent == seat.agent) {
                let turn = seat.turn;
                seat = before.swap_remove(at);
                seat.turn = turn;
            }
            self.seats.push(seat);
        }
        for gone in before {
            gone.part(&self.host).await;
        }
        self.agents = agents.clone();
    }

    /// What is known of the session now, whoever was told of it.
    pub fn know(&mut self, facts: Facts) {
        self.facts = Facts { message: self.facts.message.take(), ..facts };
    }

    /// Asks each agent about an occasion; the first that refuses decides.
    pub async fn hear(&mut self, occasion: &Occasion) -> Verdict {
        self.facts.note(occasion);
        match occasion {
            Occasion::Mail { .. } => {
                (self.discarded_by, self.quarantine) = (None, None);
                self.notes.clear();
            }
            _ if self.discarded_by.is_some() && occasion.is_of_message() => return Verdict::Continue,
            _ => {}
        }
        for seat in &mut self.seats {
            match seat.hear(occasion, &self.facts, &self.host).await {
                Verdict::Continue | Verdict::Accept => {}
                Verdict::Discard if occasion.is_of_message() => {
                    self.discarded_by = Some(seat.agent.name.clone());
                    return Verdict::Continue;
                }
                Verdict::Discard => {}
                Verdict::Refuse(reply) => {
                    let event = occasion.event().map_or("", AgentEvent::name);
                    tracing::info!(agent = %seat.agent.name, %event, %reply, "an agent refuses");
                    self.deeds.push(Deed::refusal(&seat.agent.name, occasion, reply.to_string()));
                    match occasion {
                        Occasion::Mail { .. } => self.facts.message = None,
                        Occasion::Rcpt { .. } => self.facts.forget_recipient(),
                        _ => {}
                    }
                    return Verdict::Refuse(reply);
                }
            }
        }
        Verdict::Continue
    }

    /// Lets the agents of a turn read a message, each on what the one before has made of it.
    pub async fn read(
        &mut self,
        turn: Turn,
        letter: &mut Letter,
        envelope: &mut Envelope,
        intake: &dyn Intake,
        most: u64,
    ) -> Verdict {
        if let Some(agent) = &self.discarded_by {
            self.deeds.push(Deed::about_message(agent, "DeleteMessage", String::new(), ""));
            return Verdict::Discard;
        }
        for seat in self.seats.iter_mut().filter(|seat| seat.turn == turn) {
            let (verdict, done) = seat.read(letter, envelope, &self.facts, intake, &self.host, most).await;
            let name = &seat.agent.name;
            if let Some(note) = note(name, &verdict, &done) {
                self.notes.push(note);
            }
            if let Some(why) = done.quarantine {
                self.deeds.push(Deed::about_message(name, "QuarantineMessage", String::new(), &why));
                self.quarantine = Some((name.clone(), why));
            }
            if let Verdict::Discard = verdict {
                self.deeds.push(Deed::about_message(name, "DeleteMessage", String::new(), ""));
                self.discarded_by = Some(name.clone());
                return Verdict::Discard;
            }
            if let Verdict::Refuse(reply) = &verdict {
                tracing::info!(agent = %name, message = %envelope.internet_message_id, %reply, "an agent refuses");
                self.deeds.push(Deed::about_message(name, "RejectMessage", reply.to_string(), ""));
                return verdict;
            }
        }
        if envelope.recipients.is_empty() { Verdict::Discard } else { Verdict::Continue }
    }

    /// Whether any agent of a turn would read the message.
    pub fn is_read(&self, turn: Turn) -> bool {
        self.discarded_by.is_some() || self.seats.iter().any(|seat| seat.turn == turn)
    }

    /// The message under way is over, whatever has become of it.
    pub async fn end_message(&mut self) {
        for seat in &mut self.seats {
            seat.abort().await;
        }
        self.facts.message = None;
    }

    /// The session is over.
    pub async fn part(mut self) {
        self.hear(&Occasion::Disconnect).await;
        for seat in self.seats {
            seat.part(&self.host).await;
        }
    }
}

fn seats(agents: &Agents) -> Vec<Seat> {
    agents.installed().map(|(agent, turn)| Seat::new(agent.clone(), turn)).collect()
}

/// The line of the tracking log (AGENTINFO, custom-data): who did what.
pub(super) fn note(agent: &str, verdict: &Verdict, done: &Done) -> Option<String> {
    let verdict = match verdict {
        Verdict::Continue | Verdict::Accept => None,
        Verdict::Refuse(_) => Some("Reject"),
        Verdict::Discard => Some("Discard"),
    };
    let words: Vec<&str> = done.words.iter().copied().chain(verdict).collect();
    if words.is_empty() {
        return None;
    }
    let mut line = format!("S:TA={}", agent.replace(['|', ';', '='], " "));
    for word in words {
        line.push_str("|action=");
        line.push_str(word);
    }
    Some(line)
}
