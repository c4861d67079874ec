//! A link as `Get-LinkState` shows it.

use jiff::Timestamp;

use super::view::view;
use super::{DeliveryType, choice::choice};

choice! {
    /// Whether mail goes over a link.
    LinkState as "LinkState" {
        /// As far as anybody knows.
        Up,
        /// No host of it answered when one was last sought.
        Down,
    }
}

view! {
    /// Where a connector of a server leads, and whether it leads there now.
    LinkInfo as "Emsh.Transport.LinkInfo",
    shown ["Connector", "NextHopDomain", "State", "Server", "Detour", "NextRetryTime"] {
        /// Name of the connector.
        "Connector" connector: String as "String";
        /// What it leads to: smart hosts, one domain of those that it finds by DNS, or nothing where that has no failures.
        "NextHopDomain" next_hop_domain: String as "String";
        /// How messages go there.
        "DeliveryType" delivery_type: Option<DeliveryType> as "DeliveryType";
        /// Up or Down.
        "State" state: LinkState as "LinkState";
        /// Since when it is down.
        "Since" since: Option<Timestamp> as "DateTime";
        /// When the next message is sent this way again, to see.
        "NextRetryTime" next_retry_time: Option<Timestamp> as "DateTime";
        /// Why the last attempt failed.
        "LastError" last_error: Option<String> as "String";
        /// The connector by which its mail goes meanwhile; nothing where there is no other that matches as closely.
        "Detour" detour: Option<String> as "String";
        /// Name of the server whose link it is, and that says so.
        "Server" server: String as "String";
        /// Name of the server that was asked. Of links of others it knows what they have told it (X-LINK2STATE).
        "OriginatingServer" originating_server: String as "String";
    }
}
