//! An entry of the event log as `Get-EventLog` shows it, and what may be asked of that log.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::view::view;
use super::{EventCategory, EventEntryType, EventLevel};

view! {
    /// Something that the operators of a server should know of.
    EventRecord as "Emsh.Transport.EventLogEntry",
    shown ["Index", "TimeGenerated", "EntryType", "Category", "EventID", "Message"] {
        /// Counts the entries of a server.
        "Index" index: i64 as "Int64";
        /// When it happened.
        "TimeGenerated" time_generated: Timestamp as "DateTime";
        /// Information, Warning or Error.
        "EntryType" entry_type: EventEntryType as "EventLogEntryType";
        /// MSExchangeTransport.
        "Source" source: String as "String";
        /// What kind of event; the same in every version.
        "EventID" event_id: i64 as "Int64";
        /// The part of the server that says it.
        "Category" category: EventCategory as "EventCategory";
        /// The level of its category from which on it is kept.
        "Level" level: EventLevel as "EventLevel";
        /// Name of the server.
        "MachineName" machine_name: String as "String";
        /// What happened.
        "Message" message: String as "String";
    }
}

/// What to look for in an event log. Everything that is given must hold; lists are separated by commas, and `*` stands
/// for any text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct EventQuery {
    /// From this time on.
    pub after: Option<Timestamp>,
    /// Before this time.
    pub before: Option<Timestamp>,
    pub source: Option<String>,
    pub category: Option<String>,
    pub entry_type: Option<String>,
    pub event_id: Option<String>,
    pub message: Option<String>,
    /// At most so many, the newest; 0: all.
    pub newest: u64,
}
