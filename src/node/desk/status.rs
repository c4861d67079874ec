//! How the node is: what it runs, where it listens, what of its configuration is not in force.

use std::sync::Arc;

use crate::control::wire::{AgentStatus, ListenerStatus, NodeStatus, SpoolStatus};
use crate::model::{IpBinding, ReceiveConnector};
use crate::node::Inside;
use crate::node::service::Phase;
use crate::transport::Settings;
use crate::transport::agent::Absence;
use crate::transport::queue::spool::SpoolCondition;
use crate::transport::receive::ListenerState;

pub async fn of(node: &Inside) -> NodeStatus {
    let settings = node.live.load_full();
    let phase = node.service.phase();
    let listeners = listeners(&settings.receive_connectors, &node.service.listeners().await, phase);
    let mut faults = node.faults.get();
    faults.extend(node.certificates.faults());
    faults.extend(listeners.iter().filter_map(not_listening));
    faults.extend(unsealed(&settings));
    NodeStatus {
        server: settings.server.name.clone(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        process_id: std::process::id(),
        started: node.started,
        engine: phase.to_string(),
        component_states: settings.server.component_states.clone(),
        revision: settings.revision,
        listeners,
        faults,
        directories: node.directories.status(),
        agents: node.service.absent_agents(&settings).into_iter().map(agent).collect(),
        spool: spool(node),
    }
}

/// Why the spool takes no new mail at the moment.
pub fn spool_fault(condition: &SpoolCondition) -> Option<String> {
    match condition {
        SpoolCondition::Ready => None,
        SpoolCondition::Full => Some("The spool's disk is full: no new mail is taken.".to_owned()),
        SpoolCondition::Failed(error) => Some(format!("The spool cannot write: {error}")),
    }
}

fn spool(node: &Inside) -> SpoolStatus {
    let status = node.spool.status();
    SpoolStatus {
        database_id: node.spool.database_id().to_string(),
        messages: status.live_messages,
        live_bytes: status.live_bytes,
        disk_bytes: status.disk_bytes,
        segments: status.segments,
        fault: spool_fault(&status.condition),
    }
}

fn agent(Absence { agent, event, why, since }: Absence) -> AgentStatus {
    let failure_action = agent.failure_action;
    AgentStatus { name: agent.name.clone(), event, error: why, failure_action, since }
}

/// Sealing that was asked for and does not happen.
fn unsealed(settings: &Settings) -> Option<String> {
    let domain = settings.organization.arc_sealing_domain.as_ref()?;
    settings
        .signers
        .of(domain)
        .is_none()
        .then(|| format!("ArcSealingDomain is {domain}, and no DKIM key of it signs: nothing is sealed."))
}

fn not_listening(listener: &ListenerStatus) -> Option<String> {
    let ListenerStatus { connector, binding, fault, .. } = listener;
    fault.as_ref().map(|fault| format!("Receive connector '{connector}' does not listen on {binding}: {fault}"))
}

/// Each binding of each enabled connector, with the socket that serves it.
fn listeners(connectors: &[Arc<ReceiveConnector>], sockets: &[ListenerState], phase: Phase) -> Vec<ListenerStatus> {
    let enabled = connectors.iter().filter(|connector| connector.enabled);
    let mut listeners: Vec<ListenerStatus> = enabled
        .flat_map(|connector| connector.bindings.iter().map(|binding| listener(connector, *binding, sockets, phase)))
        .collect();
    listeners.sort_by(|one, other| (&one.connector, &one.binding).cmp(&(&other.connector, &other.binding)));
    listeners
}

fn listener(
    connector: &ReceiveConnector,
    binding: IpBinding,
    sockets: &[ListenerState],
    phase: Phase,
) -> ListenerStatus {
    // A socket for all addresses of the port serves those for single ones.
    let serves = |state: &&ListenerState| state.binding == binding || state.binding.takes(binding.address());
    let own = sockets.iter().find(|state| state.binding == binding);
    let (address, fault) = match own.or_else(|| sockets.iter().find(serves)).map(|state| &state.outcome) {
        Some(Ok(address)) => {
            let ip = if binding.ip().is_unspecified() { address.ip() } else { binding.ip() };
            (Some(std::net::SocketAddr::new(ip, address.port()).to_string()), None)
        }
        Some(Err(error)) => (None, Some(error.clone())),
        None if phase == Phase::Running => (None, Some("it is being opened".to_owned())),
        None => (None, None),
    };
    ListenerStatus { connector: connector.name.clone(), binding: binding.to_string(), address, fault }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::class::Class;

    #[test]
    fn each_binding_says_what_became_of_it() {
        let connector = |name: &str, bindings: &[&str]| {
            let given = json!({ "Bindings": bindings, "RemoteIPRanges": ["0.0.0.0/0"] });
            Arc::new(ReceiveConnector::create(name, "hub1", given).expect("sound"))
        };
        let connectors = [connector("B", &["10.1.1.1:25", "0.0.0.0:2525"]), connector("A", &["192.0.2.1:2525"])];
        let state = |binding: &str, outcome: Result<&str, &str>| ListenerState {
            binding: binding.parse().expect("a binding"),
            outcome: outcome.map(|at| at.parse().expect("an address")).map_err(str::to_owned),
        };
        let sockets = [state("10.1.1.1:25", Err("no such address")), state("0.0.0.0:2525", Ok("0.0.0.0:2525"))];
        let shown: Vec<String> = listeners(&connectors, &sockets, Phase::Running)
            .into_iter()
            .map(|one| format!("{} {} {:?} {:?}", one.connector, one.binding, one.address, one.fault))
            .collect();
        assert_eq!(
            shown,
            [
                r#"A 192.0.2.1:2525 Some("192.0.2.1:2525") None"#,
                r#"B 0.0.0.0:2525 Some("0.0.0.0:2525") None"#,
                r#"B 10.1.1.1:25 None Some("no such address")"#,
            ]
        );
        let stopped = listeners(&connectors, &[], Phase::Stopped);
        assert!(stopped.iter().all(|one| one.address.is_none() && one.fault.is_none()));
    }
}
