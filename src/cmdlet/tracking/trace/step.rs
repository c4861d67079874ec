//! A line of a message's way.

use jiff::Timestamp;

use crate::model::TimeSpan;
use crate::model::view::view;

view! {
    /// One step of a message's way, in its place in the tree of all of them.
    MessageStep as "Emsh.Transport.MessageStep", shown ["Tree"] {
        /// The step as a piece of a tree, for people.
        "Tree" tree: String as "String";
        /// How deep it is in the tree; 0 is the message itself.
        "Level" level: i32 as "Int32";
        /// When it happened; nothing for what still waits.
        "Timestamp" timestamp: Option<Timestamp> as "DateTime";
        /// Since the message came to this server.
        "Elapsed" elapsed: Option<TimeSpan> as "EnhancedTimeSpan";
        /// MESSAGE, RECIPIENT, WAITING, or what happened, in the words of the tracking log.
        "EventId" event_id: String as "String";
        /// The part of the mail path that says it.
        "Source" source: String as "String";
        /// The message's number on this server.
        "InternalMessageId" internal_message_id: Option<u64> as "UInt64";
        /// Message-ID field, with its angle brackets.
        "MessageId" message_id: String as "String";
        /// Whom it is about.
        "Recipients" recipients: Vec<String> as "String[]";
        /// Where they go, or the queue in which they wait.
        "NextHop" next_hop: String as "String";
        /// The other side: who handed the message over, or who took it.
        "Remote" remote: String as "String";
        /// What the other side answered, or why something was done.
        "Answer" answer: String as "String";
    }
}
