//! Next hops that no send connector describes: UnresolvedRecipientHost, the servers that write a foreign connector's
//! files, and those that an operator has named (Redirect-Message). All are met as a send connector with nothing set would meet them.

use serde_json::json;

use super::{Plan, Target, nearest};
use crate::model::class::Class;
use crate::model::{DeliveryType, SendConnector, TransportServer};
use crate::transport::send::conversation::for_now;
use crate::transport::{NextHop, Remark, Settings};

/// What sessions with UnresolvedRecipientHost are called in logs.
const UNRESOLVED: &str = "Unresolved Recipients";

/// `None`: a send connector says how to reach it.
pub(super) fn plan_of(hop: &NextHop, settings: &Settings) -> Option<Result<Plan, Remark>> {
    match hop.delivery_type {
        DeliveryType::SmartHostConnectorDelivery if hop.connector.is_nil() => Some(to_unresolved(hop, settings)),
        DeliveryType::SmtpRelayToConnectorSourceServers => {
            let connector = settings.foreign_connectors.iter().find(|connector| connector.id == hop.connector)?;
            let is_source = nearest(|server| connector.enabled && connector.is_sent_by(server), settings);
            Some(Plan::to_servers(&usual(), is_source, settings))
        }
        // By FQDN, with commas between.
        DeliveryType::SmtpRelayToServers => {
            let is_named = |server: &TransportServer| hop.domain.split(',').any(|name| server.is_called(name));
            Some(Plan::to_servers(&usual(), is_named, settings))
        }
        _ => None,
    }
}

fn to_unresolved(hop: &NextHop, settings: &Settings) -> Result<Plan, Remark> {
    let host = settings.server.unresolved_recipient_host.as_ref().filter(|host| host.to_string() == *hop.domain);
    let gone = || for_now(451, 3, 5, "ROUTING.HostGone; UnresolvedRecipientHost is not this host any more");
    let host = host.ok_or_else(gone)?;
    let target = Target::SmartHosts(vec![host.host.clone()], host.port);
    Ok(Plan::by(&usual(), target, settings))
}

fn usual() -> SendConnector {
    SendConnector::create(UNRESOLVED, "", json!({ "AddressSpaces": ["*"] })).expect("its defaults are sound")
}
