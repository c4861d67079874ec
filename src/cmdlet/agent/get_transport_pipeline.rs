//! `Get-TransportPipeline`: which agents act when.

use std::sync::Arc;

use crate::cmdlet::prelude::*;
use crate::model::{AgentEvent, AgentPlace, BuiltInAgent, PipelineInfo, TransportAgent};

static DOMAIN_CONTROLLER: Param<Value> =
    Param::new("DomainController", "Taken so that scripts run; means nothing here.");

pub static GET_TRANSPORT_PIPELINE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-TransportPipeline",
        synopsis: "Show which transport agents act when",
        about: "One line for each event on a message's way, in the order in which they come, with the enabled agents that \
                act on it, in the order in which they act: those that are part of the server in their own places, and \
                agents that were installed by their priority. What a milter does not want to hear it says when it is spoken to; it is listed with \
                all that milters can hear.",
        params: &[DOMAIN_CONTROLLER.spec()],
        emits: Some(PipelineInfo::TYPE),
        needs: Right::ViewConfiguration,
        examples: &[
            Example { does: "Show all events and their agents", run: "Get-TransportPipeline" },
            Example {
                does: "Show who sees whole messages",
                run: "Get-TransportPipeline | Where-Object Event -eq OnEndOfData | Select-Object -ExpandProperty TransportAgents",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(_: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let picture = session.picture()?;
    let mut agents: Vec<Arc<TransportAgent>> = picture.organization().shared().collect();
    agents.retain(|agent| agent.enabled);
    let place = |agent: &TransportAgent| agent.built_in.map_or(AgentPlace::AmongInstalled, BuiltInAgent::place);
    agents.sort_by_key(|agent| (place(agent), agent.priority.unwrap_or(u32::MAX), agent.name.to_lowercase()));
    AgentEvent::ALL.iter().try_for_each(|event| {
        let those = agents.iter().filter(|agent| agent.heard().has(*event));
        let transport_agents = those.map(|agent| agent.name.clone()).collect();
        out.emit(PipelineInfo { event: *event, transport_agents })
    })
}
