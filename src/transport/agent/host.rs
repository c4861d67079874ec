//! What the sessions of a node share of its agents: running programs, and connections to milters that wait for the
//! next session.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use uuid::Uuid;

use super::Agents;
use super::absence::Absences;
use super::milter::Pool;
use super::program::Process;
use crate::model::TransportAgent;

/// One for each node.
#[derive(Default)]
pub struct Host {
    programs: Mutex<HashMap<Uuid, Arc<Process>>>,
    pub(super) pool: Pool,
    pub(super) absences: Arc<Absences>,
}

impl Host {
    /// Tells of agents that do not answer, and when they do again.
    pub fn telling(absences: Arc<Absences>) -> Host {
        Host { absences, ..Host::default() }
    }

    /// The program of an agent as it is now. One that was started with other settings ends when its last session does.
    pub(super) fn program(&self, agent: &Arc<TransportAgent>) -> Arc<Process> {
        let mut programs = self.programs.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = programs.get(&agent.id).filter(|known| known.agent.revision >= agent.revision) {
            return known.clone();
        }
        let process = Arc::new(Process::new(agent.clone()));
        programs.insert(agent.id, process.clone());
        process
    }

    /// Ends what belongs to agents that are no longer at work, or are others now.
    pub fn retire(&self, agents: &Agents) {
        let stays = |id: Uuid, revision: Option<u64>| {
            let is_it =
                |agent: &TransportAgent| agent.id == id && revision.is_none_or(|revision| revision == agent.revision);
            agents.installed().any(|(agent, _)| is_it(agent))
        };
        let mut programs = self.programs.lock().unwrap_or_else(PoisonError::into_inner);
        programs.retain(|id, process| stays(*id, Some(process.agent.revision)));
        drop(programs);
        self.pool.retain(|id| stays(id, None));
        self.absences.retire(agents);
    }
}
