//! A line of the agent log as `Get-AgentLog` shows it, and what may be asked of that log.

use std::net::IpAddr;
use std::path::PathBuf;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::view::view;

view! {
    /// What an agent did about a message, or before there was one.
    AgentLogRecord as "Emsh.Transport.AgentLogEntry",
    shown ["Timestamp", "IPAddress", "P1FromAddress", "Recipients", "Agent", "Event", "Action", "Reason"] {
        /// When it happened.
        "Timestamp" timestamp: Timestamp as "DateTime";
        /// Number of the client's session; empty where the message had left it.
        "SessionId" session_id: String as "String";
        /// The client.
        "IPAddress" ip_address: Option<IpAddr> as "IPAddress";
        /// The server's end of the connection.
        "LocalEndpoint" local_endpoint: String as "String";
        /// The client's end of the connection.
        "RemoteEndpoint" remote_endpoint: String as "String";
        /// The address from which it came into the organization.
        "EnteredOrgFromIP" entered_org_from_ip: Option<IpAddr> as "IPAddress";
        /// Message-ID; empty before there is a message.
        "MessageId" message_id: String as "String";
        /// The sender of the envelope.
        "P1FromAddress" p1_from_address: String as "String";
        /// The author in From.
        "P2FromAddresses" p2_from_addresses: String as "String";
        /// The recipient that it was about.
        "Recipients" recipients: String as "String";
        /// How many recipients there were.
        "NumRecipients" num_recipients: i64 as "Int64";
        /// Who acted.
        "Agent" agent: String as "String";
        /// When it was asked, such as OnRcptCommand.
        "Event" event: String as "String";
        /// What it did, such as RejectCommand.
        "Action" action: String as "String";
        /// What the client heard.
        "SmtpResponse" smtp_response: String as "String";
        /// Why.
        "Reason" reason: String as "String";
        /// More about that, such as the name of a list.
        "ReasonData" reason_data: String as "String";
    }
}

/// What to look for in an agent log. Everything that is given must hold.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AgentLogQuery {
    /// From this time on.
    pub start: Option<Timestamp>,
    /// Until this time.
    pub end: Option<Timestamp>,
    /// The folder with the files; that of the server's settings without it.
    pub location: Option<PathBuf>,
    /// At most so many; 0: all.
    pub result_size: u64,
}
