//! What `Search-MessageTrackingReport` finds and `Get-MessageTrackingReport` tells of one message.

use jiff::Timestamp;

use super::view::view;

view! {
    /// A message that somebody may want a report on.
    MessageTrackingSearchResult as "Emsh.Transport.MessageTrackingSearchResult",
    shown ["SubmittedDateTime", "FromAddress", "RecipientAddresses", "Subject", "MessageTrackingReportId"] {
        /// What Get-MessageTrackingReport wants to know of it.
        "MessageTrackingReportId" message_tracking_report_id: String as "MessageTrackingReportId";
        /// When this server took it.
        "SubmittedDateTime" submitted_date_time: Timestamp as "DateTime";
        /// Subject field, decoded.
        "Subject" subject: String as "String";
        /// Address of the Sender or From field.
        "FromAddress" from_address: String as "SmtpAddress";
        /// Name of whoever that is here; else the address.
        "FromDisplayName" from_display_name: String as "String";
        /// Whom it was addressed to.
        "RecipientAddresses" recipient_addresses: Vec<String> as "String[]";
        /// Their names here; else the addresses.
        "RecipientDisplayNames" recipient_display_names: Vec<String> as "String[]";
    }
}

view! {
    /// One step on a message's way to one recipient.
    RecipientTrackingEvent as "Emsh.Transport.RecipientTrackingEvent",
    shown ["Date", "RecipientAddress", "Status", "EventType", "EventDescription"] {
        /// When it happened.
        "Date" date: Timestamp as "DateTime";
        /// On the way to whom.
        "RecipientAddress" recipient_address: String as "SmtpAddress";
        /// Their name here; else the address.
        "RecipientDisplayName" recipient_display_name: String as "String";
        /// How it stood then: Pending, Delivered, Transferred or Unsuccessful.
        "Status" status: String as "DeliveryStatus";
        /// What happened, such as SmtpReceive, Expand, Defer, SmtpSend, Deliver or Fail.
        "EventType" event_type: String as "EventType";
        /// The same in words.
        "EventDescription" event_description: String as "String";
        /// Name of the server that says it.
        "Server" server: String as "String";
    }
}

view! {
    /// What became of a message.
    MessageTrackingReport as "Emsh.Transport.MessageTrackingReport",
    shown [
        "MessageTrackingReportId",
        "SubmittedDateTime",
        "Subject",
        "FromAddress",
        "RecipientAddresses",
        "DeliveredCount",
        "PendingCount",
        "TransferredCount",
        "UnsuccessfulCount",
        "RecipientTrackingEvents",
    ] {
        /// Names it.
        "MessageTrackingReportId" message_tracking_report_id: String as "MessageTrackingReportId";
        /// When this server took the message.
        "SubmittedDateTime" submitted_date_time: Timestamp as "DateTime";
        /// Subject field, decoded.
        "Subject" subject: String as "String";
        /// Address of the Sender or From field.
        "FromAddress" from_address: String as "SmtpAddress";
        /// Name of whoever that is here; else the address.
        "FromDisplayName" from_display_name: String as "String";
        /// Whom it was addressed to.
        "RecipientAddresses" recipient_addresses: Vec<String> as "String[]";
        /// Their names here; else the addresses.
        "RecipientDisplayNames" recipient_display_names: Vec<String> as "String[]";
        /// Recipients into whose mailbox it was put.
        "DeliveredCount" delivered_count: i32 as "Int32";
        /// Recipients for whom it still waits.
        "PendingCount" pending_count: i32 as "Int32";
        /// Recipients for whom another system took it over.
        "TransferredCount" transferred_count: i32 as "Int32";
        /// Recipients who will not get it.
        "UnsuccessfulCount" unsuccessful_count: i32 as "Int32";
        /// Steps of its way, as -ReportTemplate says.
        "RecipientTrackingEvents" recipient_tracking_events: Vec<RecipientTrackingEvent> as "RecipientTrackingEvent[]";
    }
}
