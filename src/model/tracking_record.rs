//! One line of the message tracking log as `Get-MessageTrackingLog` shows it, and what may be asked of that log.

use std::net::IpAddr;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::view::view;

view! {
    /// What happened to a message at one moment on one server.
    TrackingRecord as "Emsh.Transport.MessageTrackingEvent",
    shown ["Timestamp", "EventId", "Source", "Sender", "Recipients", "MessageSubject"] {
        /// When it happened.
        "Timestamp" timestamp: Timestamp as "DateTime";
        /// Address of the machine that handed the message over.
        "ClientIp" client_ip: Option<IpAddr> as "IPAddress";
        /// Its name, as it gave it.
        "ClientHostname" client_hostname: String as "String";
        /// Address of the machine that took the message.
        "ServerIp" server_ip: Option<IpAddr> as "IPAddress";
        /// Its name.
        "ServerHostname" server_hostname: String as "String";
        /// Session, queue or other context.
        "SourceContext" source_context: String as "String";
        /// `Server\Connector`.
        "ConnectorId" connector_id: String as "String";
        /// The part of the mail path that says it, such as SMTP, STOREDRIVER or ROUTING.
        "Source" source: String as "String";
        /// What happened: RECEIVE, SEND, DELIVER, DEFER, FAIL, DSN…
        "EventId" event_id: String as "String";
        /// The message's number on this server.
        "InternalMessageId" internal_message_id: Option<u64> as "UInt64";
        /// Message-ID field, with its angle brackets.
        "MessageId" message_id: String as "String";
        /// The same for every copy of the message.
        "NetworkMessageId" network_message_id: String as "String";
        /// Recipients that the event is about.
        "Recipients" recipients: Vec<String> as "String[]";
        /// A status for each of them, in the same order.
        "RecipientStatus" recipient_status: Vec<String> as "String[]";
        /// Bytes of header and body.
        "TotalBytes" total_bytes: u64 as "UInt64";
        /// How many recipients.
        "RecipientCount" recipient_count: u64 as "UInt64";
        /// Another address that plays a part, such as the group that was expanded.
        "RelatedRecipientAddress" related_recipient_address: String as "String";
        /// By event: Message-ID of the message a report is about, numbers of copies, the reason.
        "Reference" reference: String as "String";
        /// Subject field, decoded.
        "MessageSubject" message_subject: String as "String";
        /// Address of the Sender or From field.
        "Sender" sender: String as "SmtpAddress";
        /// Envelope sender; `<>` for reports.
        "ReturnPath" return_path: String as "String";
        /// By event: when the message came to this organization.
        "MessageInfo" message_info: String as "String";
        /// Incoming, Originating or Undefined.
        "Directionality" directionality: String as "String";
        /// Address of the machine that first handed the message to this server.
        "OriginalClientIp" original_client_ip: Option<IpAddr> as "IPAddress";
        /// The address of this server that it was handed to.
        "OriginalServerIp" original_server_ip: Option<IpAddr> as "IPAddress";
        /// Always Email.
        "TransportTrafficType" transport_traffic_type: String as "String";
        /// The line's own GUID.
        "LogId" log_id: String as "String";
        /// Version of the meaning of these fields.
        "SchemaVersion" schema_version: String as "String";
        /// What an agent has to say, such as which transport rule acted and how.
        "CustomData" custom_data: String as "String";
    }
}

/// What to look for in a tracking log. Everything that is given must hold; text compares without regard to case.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TrackingQuery {
    /// From this time on.
    pub start: Option<Timestamp>,
    /// Before this time.
    pub end: Option<Timestamp>,
    pub event_id: Option<String>,
    pub source: Option<String>,
    pub internal_message_id: Option<u64>,
    /// The Message-ID field, with or without its angle brackets.
    pub message_id: Option<String>,
    pub network_message_id: Option<String>,
    /// A part of the subject.
    pub message_subject: Option<String>,
    /// At least one of these is among the recipients; separated by commas.
    pub recipients: Option<String>,
    pub sender: Option<String>,
    pub reference: Option<String>,
    /// At most so many; 0: all.
    pub result_size: u64,
    /// Whether the search says between records how far it is.
    pub progress: bool,
}
