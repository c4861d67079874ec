//! What a node offers to the control API. The server half knows only this trait; the node implements it.

use bytes::Bytes;
use tokio::sync::mpsc;
use uuid::Uuid;

use super::wire::{
    ConnectorProbe, MessageOrder, MessageQuery, NodeStatus, QueueOrder, QueueQuery, RedirectOrder, RouteAnswer,
    RouteQuery, ServiceOrder, ThroughputMinute, WatchQuery,
};
use crate::model::{
    AgentLogQuery, AgentLogRecord, CertificateInfo, ClientSettingsInfo, EventQuery, EventRecord, Fault, Found,
    LinkInfo, MessageInfo, PagedPositionInfo, PressureInfo, QueueInfo, TlsReportInfo, TlsReportQuery, TrackingQuery,
    TrackingRecord, TransportEvent,
};

/// A boxed future.
pub type Answer<'a, T> = std::pin::Pin<Box<dyn Future<Output = Result<T, Fault>> + Send + 'a>>;

/// A list that is made while it is sent. A fault is its last item.
pub type Stream<T> = mpsc::Receiver<Result<T, Fault>>;

/// One node, as its operators see it. Every order is durable before it is answered.
pub trait Desk: Send + Sync + 'static {
    fn queues(&self, query: QueueQuery) -> Answer<'_, Vec<QueueInfo>>;
    /// Carries the order out and gives the queues as they are then.
    fn order_queue(&self, order: QueueOrder) -> Answer<'_, Vec<QueueInfo>>;
    fn messages(&self, query: MessageQuery) -> Answer<'_, Stream<MessageInfo>>;
    /// Where the page of these messages stands in the whole list.
    fn message_page(&self, query: MessageQuery) -> Answer<'_, PagedPositionInfo>;
    /// Carries the order out and gives the messages it concerned, as they are then or were before they went.
    fn order_message(&self, order: MessageOrder) -> Answer<'_, Vec<MessageInfo>>;
    /// The message as it will be sent, with the envelope in X-headers for Replay.
    fn export(&self, identity: String) -> Answer<'_, Stream<Bytes>>;
    /// Gives the queue for the targets.
    fn redirect(&self, order: RedirectOrder) -> Answer<'_, QueueInfo>;
    /// Oldest first.
    fn tracking(&self, query: TrackingQuery) -> Answer<'_, Stream<Found<TrackingRecord>>>;
    /// Newest first.
    fn events(&self, query: EventQuery) -> Answer<'_, Stream<EventRecord>>;
    /// Oldest first.
    fn tls_reports(&self, query: TlsReportQuery) -> Answer<'_, Stream<TlsReportInfo>>;
    fn agent_log(&self, query: AgentLogQuery) -> Answer<'_, Stream<AgentLogRecord>>;
    /// What happens to messages from now on; it ends with the node.
    fn watch(&self, query: WatchQuery) -> Answer<'_, Stream<TransportEvent>>;
    fn route(&self, query: RouteQuery) -> Answer<'_, RouteAnswer>;
    /// The node's own first.
    fn certificates(&self) -> Answer<'_, Vec<CertificateInfo>>;
    /// Resources and how short they are; empty while nothing is measured.
    fn pressure(&self) -> Answer<'_, Vec<PressureInfo>>;
    /// By connector.
    fn probes(&self) -> Answer<'_, Vec<ConnectorProbe>>;
    fn links(&self) -> Answer<'_, Vec<LinkInfo>>;
    /// By connector and port.
    fn client_settings(&self) -> Answer<'_, Vec<ClientSettingsInfo>>;
    /// What went through the node in each minute of the last hour, oldest first; the last one is still running.
    fn throughput(&self) -> Vec<ThroughputMinute>;
    /// Name of a send connector or mailbox database.
    fn connector_name(&self, id: Uuid) -> Option<String>;
    fn status(&self) -> Answer<'_, NodeStatus>;
    fn order_service(&self, order: ServiceOrder) -> Answer<'_, NodeStatus>;
    /// In the OpenMetrics text format, which Prometheus reads.
    fn metrics(&self) -> String;
    /// Err: why the node is not healthy.
    fn health(&self) -> Result<(), Fault>;
}
