//! The parts of the transport service under the names that administrators know from Exchange, with the categories of events
//! that tell of each.

use super::choice::choice;
use super::view::view;
use super::{CategoryLevel, EventCategory, ServiceState};

choice! {
    /// A part of the transport service.
    TransportComponentName as "TransportComponentName" {
        /// Takes mail by SMTP.
        SmtpReceive,
        /// Finds out whom recipients stand for, and applies rules and limits.
        Categorizer,
        /// Chooses the connector and the next hop.
        RoutingEngine,
        /// The advanced queuing engine: keeps mail, decides when it is tried, makes reports.
        QueuingEngine,
        /// Brings mail to next hops by SMTP.
        SmtpSend,
        /// Delivers into mailboxes.
        StoreDriver,
    }
}

impl TransportComponentName {
    /// The categories of events that tell of it.
    pub fn categories(self) -> &'static [EventCategory] {
        match self {
            TransportComponentName::SmtpReceive => &[EventCategory::SmtpReceive],
            TransportComponentName::Categorizer => &[EventCategory::Categorizer],
            TransportComponentName::RoutingEngine => &[EventCategory::Routing],
            TransportComponentName::QueuingEngine => {
                &[EventCategory::RemoteDelivery, EventCategory::PoisonMessage, EventCategory::Storage]
            }
            TransportComponentName::SmtpSend => &[EventCategory::SmtpSend],
            TransportComponentName::StoreDriver => &[EventCategory::StoreDriver],
        }
    }

    /// What it does while the transport service has a state: nothing new is taken in while that drains, and the rest works.
    pub fn state(self, transport: ServiceState) -> ServiceState {
        match (self, transport) {
            (TransportComponentName::SmtpReceive, ServiceState::Draining) => ServiceState::Draining,
            (_, ServiceState::Draining) => ServiceState::Active,
            (_, state) => state,
        }
    }
}

view! {
    /// A part of a server's transport service.
    TransportComponentInfo as "Emsh.TransportComponent", shown ["Server", "Name", "State", "EventLevels"] {
        /// Server and name, such as TEST\Categorizer.
        "Identity" identity: String as "String";
        /// Name of the server.
        "Server" server: String as "String";
        /// SmtpReceive, Categorizer, RoutingEngine, QueuingEngine, SmtpSend or StoreDriver.
        "Name" name: TransportComponentName as "TransportComponentName";
        /// Active, Draining or Inactive, as Set-ServerComponentState has it.
        "State" state: ServiceState as "ServiceState";
        /// How much the event log keeps of it, by category: Set-EventLogLevel.
        "EventLevels" event_levels: Vec<CategoryLevel> as "CategoryLevel[]";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_drains_finishes_what_it_has() {
        use ServiceState::{Active, Draining, Inactive};
        for name in TransportComponentName::ALL {
            assert!(!name.categories().is_empty(), "{name}");
            assert_eq!((name.state(Active), name.state(Inactive)), (Active, Inactive), "{name}");
            let expected = if *name == TransportComponentName::SmtpReceive { Draining } else { Active };
            assert_eq!(name.state(Draining), expected, "{name}");
        }
    }
}
