//! What is known of a server, and what of it is wrong.

use jiff::Timestamp;

use super::health_info::{Health, HealthInfo};
use super::{connectors, queues};
use crate::control::wire::{AgentStatus, ConnectorProbe, NodeStatus};
use crate::model::number::counted;
use crate::model::{
    AgentFailureAction, CertificateInfo, ComponentRequest, PressureInfo, PressureLevel, QueueInfo, ServerComponent,
    ServiceState,
};

/// What a node says of itself, and what is beside it.
pub struct Facts {
    pub status: NodeStatus,
    /// Revision of the configuration as it is stored.
    pub stored_revision: u64,
    pub resources: Vec<PressureInfo>,
    pub queues: Vec<QueueInfo>,
    /// Send connectors that were tried; none where nobody had the time.
    pub probes: Vec<ConnectorProbe>,
    pub certificates: Vec<CertificateInfo>,
    /// Name of a send connector or mailbox database, by its GUID.
    pub connector: Box<dyn Fn(uuid::Uuid) -> Option<String>>,
    pub now: Timestamp,
}

/// What is found wrong: how bad, what, and the command to type next.
pub struct Finding {
    pub health: Health,
    pub says: String,
    pub next: Option<String>,
}

impl Finding {
    pub fn new(health: Health, says: impl Into<String>, next: impl Into<String>) -> Finding {
        Finding { health, says: says.into(), next: Some(next.into()) }
    }
}

/// An area, and how to look into it.
type Look = fn(&Facts) -> Vec<Finding>;

const CONNECTORS: &str = "Send connectors";

const AREAS: [(&str, Look); 9] = [
    ("Service", service),
    ("Listeners", listeners),
    ("Configuration", configuration),
    ("Spool", spool),
    ("Resources", resources),
    ("Agents", agents),
    (CONNECTORS, connectors::findings),
    ("Queues", queues::findings),
    ("Certificates", certificates),
];

/// Everything that is wrong, the worst first, and last what is well.
pub fn report(facts: &Facts) -> Vec<HealthInfo> {
    let server = &facts.status.server;
    let mut report = Vec::new();
    let mut well = Vec::new();
    for (area, look) in AREAS {
        let findings = look(facts);
        if findings.is_empty() && (area != CONNECTORS || connectors::are_open(facts)) {
            well.push(area);
        }
        report.extend(findings.into_iter().map(|Finding { health, says, next }| HealthInfo {
            server: server.clone(),
            health,
            area: area.to_owned(),
            finding: says,
            next,
        }));
    }
    report.sort_by_key(|found| match found.health {
        Health::Unhealthy => 0,
        Health::Degraded => 1,
        Health::Healthy => 2,
    });
    if !well.is_empty() {
        let finding = match report.is_empty() {
            true => "Nothing is wrong.",
            false => "Nothing is wrong with these.",
        };
        report.push(HealthInfo {
            server: server.clone(),
            health: Health::Healthy,
            area: well.join(", "),
            finding: finding.to_owned(),
            next: None,
        });
    }
    report
}

fn service(facts: &Facts) -> Vec<Finding> {
    match facts.status.engine.as_str() {
        "Running" => out_of_service(facts),
        "Starting" => vec![Finding::new(Health::Degraded, "The transport engine is starting.", "Get-Service")],
        other => {
            let says = format!("The transport engine is {}.", other.to_lowercase());
            vec![Finding::new(Health::Unhealthy, says, "Restart-Service MSExchangeTransport")]
        }
    }
}

/// What operators have taken out of service, with how much there is to be drained.
fn out_of_service(facts: &Facts) -> Vec<Finding> {
    let NodeStatus { server, component_states, .. } = &facts.status;
    let state = ServerComponent::HubTransport.state(component_states);
    let left: i32 = facts.queues.iter().map(|queue| queue.message_count).sum();
    let left = match usize::try_from(left).unwrap_or(0) {
        0 => "no message is left".to_owned(),
        some => format!("{} left", counted(some, "message")),
    };
    let (health, says) = match state {
        ServiceState::Active => return vec![],
        ServiceState::Draining => (Health::Degraded, format!("takes no new mail, and sends what it has: {left}")),
        ServiceState::Inactive => (Health::Unhealthy, format!("takes no mail and sends none: {left}")),
    };
    let mut findings = Vec::new();
    for request in component_states.iter().filter(|request| request.bears_on(ServerComponent::HubTransport)) {
        let ComponentRequest { component, requester, state: wanted } = request;
        let says = format!("HubTransport is {state}, and {says}; {requester} asks for {component} to be {wanted}.");
        let next =
            format!("Set-ServerComponentState {server} -Component {component} -Requester {requester} -State Active");
        findings.push(Finding::new(health, says, next));
    }
    findings
}

fn listeners(facts: &Facts) -> Vec<Finding> {
    let deaf = facts.status.listeners.iter().filter_map(|listener| {
        let fault = listener.fault.as_ref()?;
        let says = format!("'{}' does not listen on {}: {fault}", listener.connector, listener.binding);
        Some(Finding::new(
            Health::Unhealthy,
            says,
            format!("Get-ReceiveConnector '{}' | Format-List Bindings,Server", listener.connector),
        ))
    });
    deaf.collect()
}

fn configuration(facts: &Facts) -> Vec<Finding> {
    let NodeStatus { revision, faults, listeners, .. } = &facts.status;
    let is_told = |fault: &str| {
        listeners.iter().filter_map(|listener| listener.fault.as_ref()).any(|told| fault.ends_with(told.as_str()))
    };
    let mut findings: Vec<Finding> = faults
        .iter()
        .filter(|fault| !is_told(fault))
        .map(|fault| Finding::new(Health::Degraded, fault, way_out_of(fault)))
        .collect();
    findings.extend(facts.status.directories.iter().filter_map(|directory| {
        let next = format!("Test-RecipientDirectory \"{}\"", directory.name);
        Some(Finding::new(Health::Degraded, directory.error.as_ref()?, next))
    }));
    if *revision < facts.stored_revision {
        let says = format!("The server obeys revision {revision}; stored is {}.", facts.stored_revision);
        findings.push(Finding::new(Health::Degraded, says, format!("Compare-Configuration {revision}")));
    }
    findings
}

/// What to type about something that is stored and cannot be obeyed.
fn way_out_of(fault: &str) -> &'static str {
    match fault.starts_with("ArcSealingDomain") {
        true => "Get-DkimSigningConfig | Format-List DomainName,Enabled,Selector*",
        false => "Get-ConfigurationHistory -ResultSize 5",
    }
}

fn spool(facts: &Facts) -> Vec<Finding> {
    let fault = facts.status.spool.fault.iter();
    fault.map(|fault| Finding::new(Health::Unhealthy, fault, "Get-BackPressure | Format-List")).collect()
}

fn resources(facts: &Facts) -> Vec<Finding> {
    let short = facts.resources.iter().filter_map(|resource| {
        let (health, limit) = match resource.level {
            PressureLevel::Low => return None,
            PressureLevel::Medium => (Health::Degraded, resource.low_to_medium),
            PressureLevel::High => (Health::Unhealthy, resource.medium_to_high),
        };
        let PressureInfo { resource: what, value, unit, actions, .. } = resource;
        let says = format!("{what} is at {value} {}, limit {limit}: {}", unit.to_lowercase(), actions.join(", "));
        Some(Finding::new(health, says, format!("Get-BackPressure | Where-Object Resource -eq {what} | Format-List")))
    });
    short.collect()
}

fn agents(facts: &Facts) -> Vec<Finding> {
    let away = facts.status.agents.iter().map(|agent| {
        let AgentStatus { name, event, error, failure_action, since } = agent;
        let health = match failure_action {
            AgentFailureAction::TempFail => Health::Unhealthy,
            AgentFailureAction::Accept => Health::Degraded,
        };
        let at = event.map(|event| format!(" at {event}")).unwrap_or_default();
        let (follows, since) = (failure_action.consequence(*event), since.strftime("%Y-%m-%d %H:%M:%S"));
        let says = format!(
            "'{name}' fails{at} since {since} UTC: {error}. {follows}, as its FailureAction is {failure_action}."
        );
        Finding::new(
            health,
            says,
            format!("Get-TransportAgent '{name}' | Format-List MilterEndpoint,AssemblyPath,FailureAction,*Timeout"),
        )
    });
    away.collect()
}

fn certificates(facts: &Facts) -> Vec<Finding> {
    /// Time to get a new one.
    const NOTICE_HOURS: i64 = 30 * 24;
    let ending = facts.certificates.iter().filter_map(|certificate| {
        let left = certificate.not_after.duration_since(facts.now);
        let (health, verb) = match left.as_hours() {
            _ if left.is_negative() => (Health::Unhealthy, "ended"),
            hours if hours < NOTICE_HOURS => (Health::Degraded, "ends"),
            _ => return None,
        };
        let when = certificate.not_after.strftime("%Y-%m-%d");
        let says = format!("The certificate of {} ({}) {verb} on {when}.", certificate.subject, certificate.file);
        Some(Finding::new(health, says, format!("Get-ExchangeCertificate {} | Format-List", certificate.thumbprint)))
    });
    ending.collect()
}
