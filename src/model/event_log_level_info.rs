//! The level of one category of events, as `Get-EventLogLevel` shows it.

use super::view::view;
use super::{EventCategory, EventLevel};

view! {
    /// How much a server keeps of one category of events.
    EventLogLevelInfo as "Emsh.Transport.EventLogLevel",
    shown ["Identity", "EventLevel"] {
        /// `Server\Source\Category`.
        "Identity" identity: String as "String";
        /// Name of the server.
        "Server" server: String as "String";
        /// MSExchangeTransport.
        "Source" source: String as "String";
        /// The part of the server.
        "Category" category: EventCategory as "EventCategory";
        /// Lowest, Low, Medium, High or Expert.
        "EventLevel" event_level: EventLevel as "EventLevel";
        /// Its number in the registry of Windows: 0, 1, 3, 5 or 7.
        "Value" value: i32 as "Int32";
    }
}
