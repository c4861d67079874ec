//! Agents that do not answer: told of once when that begins and once when it is over, and known to who asks meanwhile.
//!
//! An agent is back when it has answered at the event at which it failed last: a milter that ends over each message
//! still takes connections. Who changes the way to an agent, or stops it, has it forgotten.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use uuid::Uuid;

use super::Agents;
use super::verdict::Trouble;
use crate::model::{AgentEvent, AgentFailureAction, EventCategory, TransportAgent};
use crate::transport::{Event, Events};

/// The agents of one node that do not answer.
pub struct Absences {
    events: Arc<dyn Events>,
    away: Mutex<HashMap<Uuid, Absence>>,
    /// How many those are: while there are none, nobody takes the lock.
    count: AtomicUsize,
}

/// An agent that does not answer.
#[derive(Clone, Debug)]
pub struct Absence {
    /// As it is now.
    pub agent: Arc<TransportAgent>,
    /// Where it failed last; none for commands that have no event of their own.
    pub event: Option<AgentEvent>,
    pub why: String,
    pub since: Timestamp,
}

impl Default for Absences {
    fn default() -> Absences {
        Absences::told_to(Arc::new(()))
    }
}

impl Absences {
    pub fn told_to(events: Arc<dyn Events>) -> Absences {
        Absences { events, away: Mutex::default(), count: AtomicUsize::new(0) }
    }

    /// Those of the agents at work that do not answer, by name.
    pub fn of(&self, agents: &Agents) -> Vec<Absence> {
        let away = self.away.lock().unwrap_or_else(PoisonError::into_inner);
        let mut found: Vec<Absence> = agents
            .installed()
            .filter_map(|(agent, _)| {
                let absence = away.get(&agent.id).filter(|absence| is_met_alike(&absence.agent, agent))?;
                Some(Absence { agent: agent.clone(), ..absence.clone() })
            })
            .collect();
        found.sort_by(|one, other| one.agent.name.cmp(&other.agent.name));
        found
    }

    /// It has not answered.
    pub(super) fn failed(&self, agent: &Arc<TransportAgent>, event: Option<AgentEvent>, trouble: &Trouble) {
        if matches!(trouble, Trouble::Refused(_)) {
            return;
        }
        let mut away = self.away.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = away.get_mut(&agent.id).filter(|known| is_met_alike(&known.agent, agent)) {
            // Why it has ended says more than that it rests. Where no message is, it is not missed.
            if !matches!(trouble, Trouble::Resting(_)) && event.is_some_and(AgentEvent::is_about_mail) {
                (known.event, known.why) = (event, trouble.to_string());
            }
            return;
        }
        let absence = Absence { agent: agent.clone(), event, why: trouble.to_string(), since: Timestamp::now() };
        let says = absence.told();
        away.insert(agent.id, absence);
        self.count.store(away.len(), Ordering::Release);
        drop(away);
        self.events.note(match agent.failure_action {
            AgentFailureAction::TempFail => Event::error(EventCategory::SmtpReceive, 1050, says),
            AgentFailureAction::Accept => Event::warning(EventCategory::SmtpReceive, 1050, says),
        });
    }

    /// It has answered.
    pub(super) fn answered(&self, agent: &TransportAgent, event: Option<AgentEvent>) {
        if self.count.load(Ordering::Acquire) == 0 {
            return;
        }
        let mut away = self.away.lock().unwrap_or_else(PoisonError::into_inner);
        let is_back = |known: &Absence| known.event.is_none_or(|failed| Some(failed) == event);
        if !away.get(&agent.id).is_some_and(is_back) {
            return;
        }
        away.remove(&agent.id);
        self.count.store(away.len(), Ordering::Release);
        drop(away);
        let says = format!("Agent '{}' answers again.", agent.name);
        self.events.note(Event::information(EventCategory::SmtpReceive, 1051, says));
    }

    /// Forgets what is no longer at work, or is reached another way now.
    pub(super) fn retire(&self, agents: &Agents) {
        if self.count.load(Ordering::Acquire) == 0 {
            return;
        }
        let mut away = self.away.lock().unwrap_or_else(PoisonError::into_inner);
        away.retain(|_, absence| agents.installed().any(|(agent, _)| is_met_alike(&absence.agent, agent)));
        self.count.store(away.len(), Ordering::Release);
    }
}

impl Absence {
    /// For the event log.
    fn told(&self) -> String {
        let Absence { agent, event, why, .. } = self;
        let at = event.map(|event| format!(" at {event}")).unwrap_or_default();
        let action = agent.failure_action;
        let follows = action.consequence(*event);
        format!("Agent '{}' fails{at}: {why}. {follows}, as its FailureAction is {action}.", agent.name)
    }
}

/// Whether two states of an agent are one milter or one program.
fn is_met_alike(one: &TransportAgent, other: &TransportAgent) -> bool {
    let way = |agent: &TransportAgent| (agent.id, agent.milter_endpoint.clone());
    way(one) == way(other) && one.assembly_path == other.assembly_path && one.arguments == other.arguments
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde_json::json;

    use super::*;
    use crate::model::class::Class;

    #[derive(Default)]
    struct Heard(Mutex<Vec<String>>);

    impl Events for Heard {
        fn note(&self, event: Event) {
            self.0.lock().expect("no panic").push(format!("{} {} {}", event.kind, event.id, event.says));
        }
    }

    fn milter(action: &str) -> Arc<TransportAgent> {
        let given = json!({ "MilterEndpoint": "127.0.0.1:8891", "FailureAction": action, "Enabled": true });
        Arc::new(TransportAgent::create("Mil", "", given).expect("sound"))
    }

    #[test]
    fn an_agent_that_fails_is_told_of_once_and_again_when_it_is_back() {
        let heard = Arc::new(Heard::default());
        let absences = Absences::told_to(heard.clone());
        let agent = milter("TempFail");
        let agents = Agents::new([agent.clone()]);
        let silent = || Trouble::Silent(Duration::from_secs(2));
        let (connect, mail, end) =
            (Some(AgentEvent::OnConnect), Some(AgentEvent::OnMailCommand), Some(AgentEvent::OnEndOfData));
        absences.answered(&agent, mail);
        for _ in 0..3 {
            absences.answered(&agent, connect);
            absences.failed(&agent, end, &silent());
            absences.failed(&agent, Some(AgentEvent::OnDisconnect), &Trouble::Gone);
            absences.failed(&agent, mail, &Trouble::Resting(Duration::from_millis(59_001)));
        }
        let away = absences.of(&agents);
        assert_eq!((away[0].event, away[0].why.as_str()), (end, "it has not answered within 2s"));
        absences.answered(&agent, mail);
        assert_eq!(absences.of(&agents).len(), 1, "it fails elsewhere");
        absences.answered(&agent, end);
        assert!(absences.of(&agents).is_empty());
        assert_eq!(
            *heard.0.lock().expect("no panic"),
            [
                "Error 1050 Agent 'Mil' fails at OnEndOfData: it has not answered within 2s. Mail is refused for now, as \
                 its FailureAction is TempFail.",
                "Information 1051 Agent 'Mil' answers again.",
            ]
        );
    }

    #[test]
    fn an_agent_that_is_reached_another_way_or_stopped_is_not_away() {
        let absences = Absences::default();
        let agent = milter("Accept");
        absences.failed(&agent, None, &Trouble::Gone);
        let changed = |change: fn(&mut TransportAgent)| {
            let mut other = (*agent).clone();
            change(&mut other);
            Agents::new([Arc::new(other)])
        };
        let slower = changed(|agent| agent.revision += 1);
        assert_eq!(absences.of(&slower).len(), 1, "the same milter");
        absences.retire(&slower);
        assert!(absences.of(&changed(|agent| agent.milter_endpoint = "127.0.0.1:8892".parse().ok())).is_empty());
        absences.retire(&changed(|agent| agent.enabled = false));
        assert!(absences.of(&slower).is_empty(), "forgotten");
    }
}
