//! What crosses the wire besides the views of `model` (queues, messages, tracking records).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::model::{AgentEvent, AgentFailureAction, ComponentRequest};

/// Which queues to list. Everything that is given must hold.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct QueueQuery {
    /// `Server\Queue` or `Queue`: Submission, Unreachable, a next hop domain or a number; `*` and `?` allowed.
    pub identity: Option<String>,
    /// In the filter language, such as `MessageCount -gt 10 -and Status -eq 'Retry'`.
    pub filter: Option<String>,
}

/// Which messages to list. Everything that is given must hold.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct MessageQuery {
    /// `Server\Queue\number`, `Server\*\number` or `number`.
    pub identity: Option<String>,
    /// Only messages of this queue.
    pub queue: Option<String>,
    /// In the filter language, such as `FromAddress -like '*@contoso.com'`.
    pub filter: Option<String>,
    /// With the recipients of each message.
    pub with_recipients: bool,
    /// With the time that each was in each queue.
    pub with_latency: bool,
    /// At most so many; 0: all.
    pub limit: u64,
    /// Only messages after this one in the order of the list, by identity.
    pub after: Option<String>,
    /// Properties to sort by, `-Size,+Subject`. Without: by queue and number.
    pub sort: Option<String>,
    /// Begin behind this message of the sorted list.
    pub bookmark: Option<String>,
    /// Begin with it.
    pub include_bookmark: bool,
    /// Messages of the list that are passed over.
    pub skip: u64,
    /// Towards the beginning of the list: the last ones before the bookmark, or before the end.
    pub backwards: bool,
}

/// What of that which happens to messages is to be told.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct WatchQuery {
    /// In the filter language, such as `Stage -eq 'Send' -and Recipients -like '*@contoso.com'`.
    pub filter: Option<String>,
}

/// What an operator wants done to queues.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", tag = "do")]
pub enum QueueAct {
    /// Stop sending; mail keeps arriving.
    Suspend {
        /// Resume by itself at this time.
        #[schema(value_type = Option<String>)]
        until: Option<Timestamp>,
        reason: Option<String>,
    },
    Resume,
    /// Try the next hop now.
    Retry,
    /// Back to Submission, to be routed again.
    Resubmit,
}

/// One order about one queue.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct QueueOrder {
    pub identity: String,
    #[serde(flatten)]
    pub act: QueueAct,
    /// Who gives it.
    pub who: String,
}

/// What an operator wants done to messages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", tag = "do")]
pub enum MessageAct {
    Suspend {
        reason: Option<String>,
    },
    Resume,
    /// Deletes it; with a report to the sender or without.
    Remove {
        with_ndr: bool,
    },
}

/// One order about one message in one queue, or in all of them (`*\number`).
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct MessageOrder {
    pub identity: String,
    #[serde(flatten)]
    pub act: MessageAct,
    /// Who gives it.
    pub who: String,
}

/// The queues of this node are to be drained to these servers.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct RedirectOrder {
    /// Names or FQDNs.
    pub targets: Vec<String>,
    /// Who gives it.
    pub who: String,
}

/// Whose route is asked for.
#[derive(Clone, Debug, Default, Serialize, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct RouteQuery {
    pub recipient: String,
    pub sender: Option<String>,
    /// Bytes.
    pub size: Option<u64>,
}

/// Where a recipient's mail would go, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RouteAnswer {
    pub recipient: String,
    /// `Deliver`, `Unreachable` or `Fail`.
    pub verdict: String,
    pub delivery_type: Option<String>,
    pub next_hop_domain: Option<String>,
    /// Name of the send connector or mailbox database.
    pub next_hop_connector: Option<String>,
    /// What is said when it does not go anywhere.
    pub remark: Option<String>,
    /// The hosts that would be tried, in order, and what TLS is to be with each; or why there are none.
    pub tls: Vec<String>,
    /// Each candidate and why it was dropped or picked, in order.
    pub steps: Vec<String>,
}

/// Whether a send connector has a way out: its smart hosts were greeted and logged on to, or its domains looked up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ConnectorProbe {
    pub connector: String,
    #[schema(value_type = String)]
    pub id: Uuid,
    /// The smart hosts with their port, or `DNS`.
    pub target: String,
    /// False where there was no time for it.
    pub is_tried: bool,
    /// What mail would meet, `550 5.4.4 text`; `None` where nothing is in the way.
    pub error: Option<String>,
}

/// What went through a node in one minute.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ThroughputMinute {
    #[schema(value_type = String)]
    pub begins: Timestamp,
    /// Messages taken over with 250.
    pub accepted: u64,
    /// Recipients that a next hop has taken over.
    pub delivered: u64,
    /// Recipients put off for a later try.
    pub deferred: u64,
    /// Recipients given up.
    pub failed: u64,
}

/// How a node is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct NodeStatus {
    pub server: String,
    pub version: String,
    pub process_id: u32,
    #[schema(value_type = String)]
    pub started: Timestamp,
    /// `Running`, `Starting`, `Draining` or `Stopped`: the transport engine inside the node.
    pub engine: String,
    /// Who asks for what of its components, each `Component:Requester=State`; empty when all of it is in service.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    pub component_states: Vec<ComponentRequest>,
    /// The configuration that it obeys.
    pub revision: u64,
    pub listeners: Vec<ListenerStatus>,
    /// What of the configuration could not be put in force, each with its reason.
    pub faults: Vec<String>,
    /// The recipient directories that it reads.
    #[serde(default)]
    pub directories: Vec<DirectoryStatus>,
    /// Agents at work that do not answer.
    #[serde(default)]
    pub agents: Vec<AgentStatus>,
    pub spool: SpoolStatus,
}

/// How reading one recipient directory went.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct DirectoryStatus {
    pub name: String,
    #[schema(value_type = Option<String>)]
    pub last_attempt: Option<Timestamp>,
    #[schema(value_type = Option<String>)]
    pub last_success: Option<Timestamp>,
    /// What is wrong with it.
    pub error: Option<String>,
    /// It was read, and too many recipients would have been removed.
    pub is_held: bool,
    pub entries: u64,
    pub refused_count: u64,
    /// Entries that became no recipients, each with its place and the reason; the first hundred.
    pub refused: Vec<String>,
}

impl DirectoryStatus {
    /// Of one that was never read.
    pub fn of(name: &str) -> DirectoryStatus {
        DirectoryStatus { name: name.to_owned(), ..DirectoryStatus::default() }
    }
}

/// An agent that does not answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AgentStatus {
    pub name: String,
    /// Where it failed last, such as `OnEndOfData`.
    #[schema(value_type = Option<String>)]
    pub event: Option<AgentEvent>,
    /// What is wrong with it.
    pub error: String,
    /// What becomes of mail meanwhile.
    #[schema(value_type = String)]
    pub failure_action: AgentFailureAction,
    #[schema(value_type = String)]
    pub since: Timestamp,
}

/// One binding of a receive connector.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ListenerStatus {
    pub connector: String,
    /// As configured.
    pub binding: String,
    /// Where it really listens; nothing when it could not.
    pub address: Option<String>,
    /// Why not.
    pub fault: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SpoolStatus {
    pub database_id: String,
    pub messages: u64,
    pub live_bytes: u64,
    pub disk_bytes: u64,
    pub segments: u64,
    /// Why nothing is taken at the moment.
    pub fault: Option<String>,
}

/// What to do with the transport engine inside the node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum ServiceAct {
    Restart,
    Stop,
    Start,
}

/// Order for the engine.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ServiceOrder {
    pub act: ServiceAct,
    pub who: String,
}
