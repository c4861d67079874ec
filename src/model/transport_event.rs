//! Something that happened to a message just now, as `Watch-Transport` shows it.

use std::net::IpAddr;

use jiff::Timestamp;

use super::ByteSize;
use super::choice::choice;
use super::view::view;

choice! {
    /// The part of the mail path in which something happened.
    TransportStage as "TransportStage" {
        /// A message came, or was refused as none.
        Receive,
        /// It was decided where recipients go.
        Categorize,
        /// Recipients were delivered, put off or given up.
        Send,
        /// A report to a sender was made.
        Report,
    }
}

view! {
    /// What happened to a message at one moment, as it happened.
    TransportEvent as "Emsh.Transport.TransportEvent",
    shown ["Timestamp", "Stage", "EventId", "Sender", "Recipients", "NextHop", "Answer"] {
        /// When it happened.
        "Timestamp" timestamp: Timestamp as "DateTime";
        /// Receive, Categorize, Send or Report.
        "Stage" stage: TransportStage as "TransportStage";
        /// What happened, in the words of the tracking log; ROUTE where recipients went into a queue, and MISSED where
        /// more happened than could be handed over: Answer says how much.
        "EventId" event_id: String as "String";
        /// The part of the mail path that says it, such as SMTP, STOREDRIVER or ROUTING.
        "Source" source: String as "String";
        /// The message's number on this server.
        "InternalMessageId" internal_message_id: Option<u64> as "UInt64";
        /// Message-ID field, with its angle brackets.
        "MessageId" message_id: String as "String";
        /// Envelope sender; `<>` for reports.
        "Sender" sender: String as "SmtpAddress";
        /// Recipients that the event is about.
        "Recipients" recipients: Vec<String> as "String[]";
        /// Where they go; empty for what came in.
        "NextHop" next_hop: String as "String";
        /// `Server\Connector`.
        "ConnectorId" connector_id: String as "String";
        /// Address of the other side: who handed the message over, or who took it.
        "RemoteAddress" remote_address: Option<IpAddr> as "IPAddress";
        /// What the other side answered, or why something was done; one for each recipient.
        "Answer" answer: Vec<String> as "String[]";
        /// Bytes of header and body.
        "Size" size: ByteSize as "ByteQuantifiedSize";
        /// Subject field, decoded.
        "Subject" subject: String as "String";
    }
}
