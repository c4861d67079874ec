//! An event with its agents, as `Get-TransportPipeline` shows it.

use super::AgentEvent;
use super::view::view;

view! {
    /// A moment on a message's way, and the agents that act then.
    PipelineInfo as "Emsh.Transport.PipelineInfo",
    shown ["Event", "TransportAgents"] {
        /// The moment.
        "Event" event: AgentEvent as "AgentEvent";
        /// Names of the enabled agents, in the order in which they act.
        "TransportAgents" transport_agents: Vec<String> as "String[]";
    }
}
