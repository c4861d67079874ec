//! All send connectors of the server tried at once, for Get-Health.

use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream;

use crate::control::wire::ConnectorProbe;
use crate::model::SendConnector;
use crate::transport::Settings;
use crate::transport::send::Outbound;

/// Connectors tried at a time.
const AT_ONCE: usize = 32;

/// For all of them: somebody waits.
const LONGEST: Duration = Duration::from_secs(10);

/// What came of each enabled connector that this server sends by, in the order of their names.
pub async fn all(outbound: &Outbound, settings: &Settings) -> Vec<ConnectorProbe> {
    let sends = |connector: &&Arc<SendConnector>| connector.enabled && connector.is_sent_by(&settings.server);
    let mut probes: Vec<ConnectorProbe> = settings.send_connectors.iter().filter(sends).map(untried).collect();
    let connectors: Vec<Arc<SendConnector>> = settings.send_connectors.iter().filter(sends).cloned().collect();
    let tried = connectors.into_iter().enumerate();
    let tried = tried.map(|(at, connector)| async move { (at, outbound.probe(&connector, settings).await) });
    let results = stream::iter(tried).buffer_unordered(AT_ONCE).take_until(tokio::time::sleep(LONGEST));
    let mut results = std::pin::pin!(results);
    while let Some((at, result)) = results.next().await {
        probes[at].is_tried = true;
        probes[at].error = result.err().map(|remark| remark.to_string());
    }
    probes.sort_by(|one, other| one.connector.cmp(&other.connector));
    probes
}

fn untried(connector: &Arc<SendConnector>) -> ConnectorProbe {
    let hosts: Vec<String> = connector.smart_hosts.iter().map(|host| format!("{host}:{}", connector.port)).collect();
    let target = if connector.dns_routing_enabled { "DNS".to_owned() } else { hosts.join(", ") };
    ConnectorProbe { connector: connector.name.clone(), id: connector.id, target, is_tried: false, error: None }
}
