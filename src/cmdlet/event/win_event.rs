//! An event with the names that `Get-WinEvent` has for what it says.

use jiff::Timestamp;

use crate::model::view::view;
use crate::model::{EventEntryType, EventRecord, Fault};

view! {
    /// Something that the operators of a server should know of.
    WinEvent as "Emsh.Transport.EventLogRecord",
    shown ["TimeCreated", "Id", "LevelDisplayName", "Message"] {
        /// When it happened.
        "TimeCreated" time_created: Timestamp as "DateTime";
        /// What kind of event; the same in every version.
        "Id" id: i64 as "Int64";
        /// 2 Error, 3 Warning, 4 Information.
        "Level" level: i32 as "Int32";
        /// The same in words.
        "LevelDisplayName" level_display_name: String as "String";
        /// What happened.
        "Message" message: String as "String";
        /// MSExchangeTransport.
        "ProviderName" provider_name: String as "String";
        /// Application.
        "LogName" log_name: String as "String";
        /// The part of the server that says it: its category.
        "TaskDisplayName" task_display_name: String as "String";
        /// Counts the entries of a server.
        "RecordId" record_id: i64 as "Int64";
        /// Name of the server.
        "MachineName" machine_name: String as "String";
    }
}

/// Levels as Windows numbers them.
const LEVELS: [(i64, EventEntryType); 3] =
    [(2, EventEntryType::Error), (3, EventEntryType::Warning), (4, EventEntryType::Information)];

impl From<EventRecord> for WinEvent {
    fn from(event: EventRecord) -> WinEvent {
        let level = LEVELS.iter().find(|(_, known)| *known == event.entry_type).map_or(4, |(level, _)| *level);
        WinEvent {
            time_created: event.time_generated,
            id: event.event_id,
            level: level as i32,
            level_display_name: event.entry_type.to_string(),
            message: event.message,
            provider_name: event.source,
            log_name: "Application".to_owned(),
            task_display_name: event.category.to_string(),
            record_id: event.index,
            machine_name: event.machine_name,
        }
    }
}

/// The kinds of event that have these levels. 1, Critical, and 5, Verbose, no event here has.
pub fn entry_types(levels: &[i64]) -> Result<String, Fault> {
    if let Some(unknown) = levels.iter().find(|level| !(0..=5).contains(*level)) {
        return Err(Fault::invalid("UnknownLevel", format!("{unknown} is no level of events.")).fix("Use 2, 3 or 4."));
    }
    let kinds = LEVELS.iter().filter(|(level, _)| levels.contains(level)).map(|(_, kind)| kind.to_string());
    let kinds: Vec<String> = kinds.collect();
    // A word that no event has finds none.
    Ok(if kinds.is_empty() { "None".to_owned() } else { kinds.join(",") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_those_of_windows() {
        for (levels, expected) in [(&[2][..], "Error"), (&[4, 2], "Error,Information"), (&[1], "None")] {
            assert_eq!(entry_types(levels).expect("known"), expected);
        }
        assert!(entry_types(&[9]).is_err());
    }
}
