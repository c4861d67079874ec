//! A service as Get-Service shows it.

use crate::control::wire::NodeStatus;
use crate::model::view::view;

/// Name of the one service there is, as scripts written for Exchange call it.
pub const NAME: &str = "MSExchangeTransport";

view! {
    /// The transport engine of a node.
    ServiceInfo as "Emsh.ServiceInfo", shown ["Status", "Name", "DisplayName"] {
        /// Running, Starting, Draining or Stopped.
        "Status" status: String as "String";
        /// MSExchangeTransport.
        "Name" name: String as "String";
        /// What it is, in words.
        "DisplayName" display_name: String as "String";
        /// The server it runs on.
        "MachineName" machine_name: String as "String";
        /// Process that it runs in; nothing when no node answers.
        "ProcessId" process_id: Option<u32> as "UInt32";
    }
}

impl ServiceInfo {
    /// From what the node says; `None`: no node answers.
    pub fn of(status: Option<&NodeStatus>) -> ServiceInfo {
        ServiceInfo {
            status: status.map_or("Stopped".to_owned(), |status| status.engine.clone()),
            name: NAME.to_owned(),
            display_name: "emsh Transport".to_owned(),
            machine_name: status.map(|status| status.server.clone()).unwrap_or_default(),
            process_id: status.map(|status| status.process_id),
        }
    }
}
