//! Send connectors whose way out is closed, whether or not mail waits for it.

use super::facts::{Facts, Finding};
use super::health_info::Health;
use crate::control::wire::ConnectorProbe;
use crate::model::QueueStatus;
use crate::model::number::counted;

pub fn findings(facts: &Facts) -> Vec<Finding> {
    let closed = facts.probes.iter().filter(|probe| !is_told(probe, facts)).filter_map(finding);
    let untried = facts.probes.iter().filter(|probe| !probe.is_tried).count();
    let late = (untried > 0).then(|| {
        let says = format!("There was no time to try {}.", counted(untried, "send connector"));
        Finding::new(Health::Degraded, says, "Get-LinkState")
    });
    closed.chain(late).collect()
}

/// Whether every connector that was tried got through, also those that the queues tell of.
pub fn are_open(facts: &Facts) -> bool {
    facts.probes.iter().all(|probe| probe.error.is_none())
}

/// Whether a queue of the connector says it already, with what waits for it.
fn is_told(probe: &ConnectorProbe, facts: &Facts) -> bool {
    let waits = |status| status == QueueStatus::Retry;
    facts
        .queues
        .iter()
        .any(|queue| queue.next_hop_connector == probe.id && queue.message_count > 0 && waits(queue.status))
}

fn finding(probe: &ConnectorProbe) -> Option<Finding> {
    let ConnectorProbe { connector, target, error, .. } = probe;
    let error = error.as_ref()?;
    let next = way_out(connector, error).unwrap_or_else(|| format!("Test-SendConnector '{connector}' | Format-List"));
    let what = if target == "DNS" { "finds no way".to_owned() } else { format!("does not get through to {target}") };
    Some(Finding::new(Health::Degraded, format!("'{connector}' {what}: {error}"), next))
}

/// What to type about a connector whose next hop fails so.
pub fn way_out(connector: &str, error: &str) -> Option<String> {
    let said = error.to_ascii_lowercase();
    let is = |words: &[&str]| words.iter().any(|word| said.contains(word));
    if is(&["535", "5.7.8", "authentic", "credential"]) {
        return Some(format!("Set-SendConnector '{connector}' -AuthenticationCredential (Get-Credential)"));
    }
    let properties = if is(&["dns", "4.4.4", "5.4.4", "resolve"]) {
        "SmartHosts,AddressSpaces,UseExternalDNSServersEnabled"
    } else if is(&["tls", "certificate"]) {
        "*Tls*"
    } else {
        return None;
    };
    Some(format!("Get-SendConnector '{connector}' | Format-List {properties}"))
}
