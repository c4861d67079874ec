//! What happens to a node that its operators should know of, as typed events; the node writes them to its event log.

use crate::model::{EventCategory, EventEntryType, EventLevel};

/// Takes events without waiting; losing one must never cost a message.
pub trait Events: Send + Sync {
    fn note(&self, event: Event);
}

/// One entry of the event log.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    pub category: EventCategory,
    /// What kind of event; the same in every version.
    pub id: u32,
    pub kind: EventEntryType,
    /// Kept where the category's level is at least this.
    pub level: EventLevel,
    pub says: String,
}

impl Event {
    /// Something is wrong, and somebody has to do something.
    pub fn error(category: EventCategory, id: u32, says: impl Into<String>) -> Event {
        Event { category, id, kind: EventEntryType::Error, level: EventLevel::Lowest, says: says.into() }
    }

    /// Something may go wrong.
    pub fn warning(category: EventCategory, id: u32, says: impl Into<String>) -> Event {
        Event { category, id, kind: EventEntryType::Warning, level: EventLevel::Lowest, says: says.into() }
    }

    /// Something has changed.
    pub fn information(category: EventCategory, id: u32, says: impl Into<String>) -> Event {
        Event { category, id, kind: EventEntryType::Information, level: EventLevel::Lowest, says: says.into() }
    }

    /// Only for who has asked for more.
    pub fn at(self, level: EventLevel) -> Event {
        Event { level, ..self }
    }
}

/// Nobody keeps them.
impl Events for () {
    fn note(&self, _: Event) {}
}
