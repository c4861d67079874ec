//! Agents: programs beside the server that look at mail while it is received, and may change or refuse it.
//!
//! ```text
//!  session ─ Consult ─► Panel ─► Seat 1 ─► milter   (one connection per SMTP session)
//!     ▲                   │      Seat 2 ─► program  (one process for all sessions, lines of JSON)
//!     └──── Verdict ──────┘
//!  content ─► Letter: header in memory, body in memory or in the spool ─► each agent in turn, on what the one before made
//! ```
//!
//! Promise: each wait has an end; an agent that is away, slow or talks nonsense costs no more than its FailureAction
//! says (the message goes on without it, or is refused with 4xx and tried again), and never a session or the node.
//! Memory is bounded: bodies go to agents in pieces and come back in pieces, large ones by way of the spool. Where no
//! agent is installed nothing of this is even asked for.
//!
//! What is stored and sent is what the last agent made; signatures of ours (DKIM) are made later, when mail is sent.

mod absence;
mod facts;
mod host;
mod letter;
mod milter;
mod panel;
mod program;
mod rewriting;
mod routing;
mod seat;
mod verdict;

use std::sync::Arc;

use crate::model::{AgentEvent, BuiltInAgent, Events, TransportAgent};

pub use absence::{Absence, Absences};
pub use facts::{Client, Facts, Occasion};
pub use host::Host;
pub use letter::{Letter, Text};
pub use panel::{Panel, Turn};
pub use routing::{Attendance, Attended, Moment, has_passed};
pub use verdict::Verdict;

/// The agents that are at work, as the settings say.
#[derive(Clone, Debug, Default)]
pub struct Agents {
    /// Those that were installed, in their order, with whether they act before the Sender Id agent.
    installed: Vec<(Arc<TransportAgent>, Turn)>,
    /// Parts of the server that somebody has stopped.
    stopped: Vec<BuiltInAgent>,
    heard: Events,
}

impl Agents {
    pub fn new(all: impl IntoIterator<Item = Arc<TransportAgent>>) -> Agents {
        let mut all: Vec<_> = all.into_iter().collect();
        all.sort_by_key(|agent| (agent.priority.unwrap_or(u32::MAX), agent.name.to_lowercase()));
        let sender_id = all.iter().position(|agent| agent.built_in == Some(BuiltInAgent::SenderId));
        let mut agents = Agents::default();
        for (at, agent) in all.into_iter().enumerate() {
            match (agent.built_in, agent.enabled) {
                (Some(built_in), false) => agents.stopped.push(built_in),
                (None, true) => {
                    agents.heard = agents.heard.and(agent.heard());
                    let turn =
                        if sender_id.is_some_and(|id| at < id) { Turn::BeforeSenderId } else { Turn::AfterSenderId };
                    agents.installed.push((agent, turn));
                }
                _ => {}
            }
        }
        agents
    }

    /// What any of those that were installed wants to hear.
    pub fn heard(&self) -> Events {
        self.heard
    }

    pub fn is_empty(&self) -> bool {
        self.installed.is_empty()
    }

    /// Whether a part of the server is at work.
    pub fn does(&self, built_in: BuiltInAgent) -> bool {
        !self.stopped.contains(&built_in)
    }

    /// Whether any of them is asked about messages in the categorizer.
    pub fn attend(&self) -> bool {
        AgentEvent::OF_ROUTING.iter().any(|event| self.heard.has(*event))
    }

    /// Whether any of them reads the messages of a session, not only what is said about them.
    pub fn read_messages(&self, is_handed_on: bool) -> bool {
        self.heard.has(AgentEvent::OnEndOfHeaders)
            || self.heard.has(AgentEvent::OnEndOfData)
            || is_handed_on && self.heard.has(AgentEvent::OnProxyInboundMessage)
    }

    /// Whether any of them is told of commands that the server does not know.
    pub fn hear_unknown_commands(&self) -> bool {
        self.installed.iter().any(|(agent, _)| agent.milter_endpoint.is_some())
    }

    /// Those that were installed and are enabled.
    pub fn installed(&self) -> impl Iterator<Item = (&Arc<TransportAgent>, Turn)> {
        self.installed.iter().map(|(agent, turn)| (agent, *turn))
    }
}

#[cfg(test)]
mod tests;
