//! Queues added up, as `Get-QueueDigest` shows them.

use super::view::view;

view! {
    /// Queues that have something in common, added up.
    QueueDigestInfo as "Emsh.Transport.QueueDigestInfo",
    shown ["GroupByValue", "MessageCount", "QueueCount", "DeferredMessageCount", "Velocity", "Details"] {
        /// What they have in common, as -GroupBy says.
        "GroupByValue" group_by_value: String as "String";
        /// Messages in all of them.
        "MessageCount" message_count: i32 as "Int32";
        /// Of these, the ones that wait for a later try of their own.
        "DeferredMessageCount" deferred_message_count: i32 as "Int32";
        /// How many queues they are.
        "QueueCount" queue_count: i32 as "Int32";
        /// Messages a second that came in over the last minute.
        "IncomingRate" incoming_rate: f64 as "Double";
        /// Messages a second that left.
        "OutgoingRate" outgoing_rate: f64 as "Double";
        /// The difference: below 0 the queues grow.
        "Velocity" velocity: f64 as "Double";
        /// The queues themselves, as -DetailsLevel says.
        "Details" details: Vec<String> as "String[]";
    }
}
