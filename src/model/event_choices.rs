//! The event log's words: which part of a node says something, how grave it is, and how much of it is kept.

use super::choice::choice;

choice! {
    /// The part of a server that an event is from.
    EventCategory as "EventCategory" {
        /// Start and stop of the transport service.
        TransportService,
        /// Changes of the configuration, and what of it could not be put in force.
        Configuration,
        /// Listeners and sessions of clients.
        SmtpReceive,
        /// Sessions to next hops, and those that cannot be reached.
        SmtpSend,
        /// Queues: given up, suspended, resumed, drained.
        RemoteDelivery,
        /// Recipients and the groups among them.
        Categorizer,
        /// Routes, and changes of them.
        Routing,
        /// Delivery into mailboxes.
        StoreDriver,
        /// Messages that end whoever works on them.
        PoisonMessage,
        /// Certificates.
        MessageSecurity,
        /// Back pressure.
        ResourceManager,
        /// The queue's files: disks that refuse, bytes that make no sense.
        Storage,
        /// The logs themselves.
        Logging,
    }
}

choice! {
    /// How much of a category is kept.
    EventLevel as "EventLevel" {
        /// What somebody has to know: the default.
        Lowest,
        Low,
        Medium,
        High,
        /// Everything.
        Expert,
    }
}

choice! {
    EventEntryType as "EventLogEntryType" { Information, Warning, Error }
}

impl EventLevel {
    /// As the registry of Windows had it (0, 1, 3, 5, 7), and the words of Exchange 2000 for it.
    pub fn of_old(text: &str) -> Option<EventLevel> {
        Some(match text.trim().to_ascii_lowercase().as_str() {
            "0" | "none" => EventLevel::Lowest,
            "1" | "minimum" => EventLevel::Low,
            "3" => EventLevel::Medium,
            "5" | "maximum" => EventLevel::High,
            "7" => EventLevel::Expert,
            _ => return None,
        })
    }

    /// Its number in that registry.
    pub fn value(self) -> i32 {
        2 * self as i32 - i32::from(self > EventLevel::Lowest)
    }
}

impl EventCategory {
    /// What Exchange 2000 called the parts that do this.
    pub fn of_old(text: &str) -> &'static [EventCategory] {
        match text.trim().to_ascii_lowercase().as_str() {
            "routing engine/service" | "routing engine" => &[EventCategory::Routing],
            "connection manager" => &[EventCategory::SmtpSend],
            "queuing engine" => &[EventCategory::RemoteDelivery],
            "exchange store driver" => &[EventCategory::StoreDriver],
            "smtp protocol" => &[EventCategory::SmtpReceive, EventCategory::SmtpSend],
            "ntfs store driver" => &[EventCategory::Storage],
            _ => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_have_the_numbers_of_the_registry() {
        assert_eq!(EventLevel::ALL.iter().map(|level| level.value()).collect::<Vec<_>>(), [0, 1, 3, 5, 7]);
        for (text, level) in [("None", Some(EventLevel::Lowest)), ("7", Some(EventLevel::Expert)), ("2", None)] {
            assert_eq!(EventLevel::of_old(text), level, "{text}");
        }
    }
}
