//! The node's side of the control API: each call in a few lines, from the parts that know.
//!
//! Questions about queues need the transport service; while it is stopped they are answered with a fault that says so.

mod agent_log;
mod condition;
mod events;
mod links;
mod metrics;
mod probe;
mod queues;
mod route;
mod shadows;
mod status;
mod tls;
mod tracking;

use std::sync::Arc;

use bytes::Bytes;
use uuid::Uuid;

use self::condition::Condition;
use super::Inside;
use super::service::{Phase, Running};
use super::tls_reports::reporter;
use crate::control::wire::{
    ConnectorProbe, MessageOrder, MessageQuery, NodeStatus, QueueOrder, QueueQuery, RedirectOrder, RouteAnswer,
    RouteQuery, ServiceOrder, ThroughputMinute, WatchQuery,
};
use crate::control::{Answer, Desk, Stream};
use crate::model::{
    AgentLogQuery, AgentLogRecord, CertificateInfo, ClientSettingsInfo, EventQuery, EventRecord, Fault, Found,
    LinkInfo, MessageInfo, PagedPositionInfo, PressureInfo, QueueInfo, ServiceState, TlsReportInfo, TlsReportQuery,
    TrackingQuery, TrackingRecord, TransportEvent,
};
use crate::transport::receive::client_settings;

impl Desk for Inside {
    fn queues(&self, query: QueueQuery) -> Answer<'_, Vec<QueueInfo>> {
        Box::pin(async move {
            let shadows = self.service.shadows();
            queues::list(&self.at_work()?.engine, &shadows.copies, &self.live.load().server.name, &query)
        })
    }

    fn order_queue(&self, order: QueueOrder) -> Answer<'_, Vec<QueueInfo>> {
        Box::pin(async move { queues::order(&self.at_work()?.engine, order).await })
    }

    fn message_page(&self, query: MessageQuery) -> Answer<'_, PagedPositionInfo> {
        Box::pin(async move { queues::message_page(&self.at_work()?.engine, &query).await })
    }

    fn messages(&self, query: MessageQuery) -> Answer<'_, Stream<MessageInfo>> {
        Box::pin(async move {
            let shadows = self.service.shadows();
            queues::messages(&self.at_work()?.engine, &shadows.copies, &self.live.load().server.name, &query)
        })
    }

    fn order_message(&self, order: MessageOrder) -> Answer<'_, Vec<MessageInfo>> {
        Box::pin(async move { queues::order_message(&self.at_work()?.engine, order).await })
    }

    fn export(&self, identity: String) -> Answer<'_, Stream<Bytes>> {
        Box::pin(async move { self.at_work()?.engine.export(&queues::ordered(&identity)?).await })
    }

    fn redirect(&self, order: RedirectOrder) -> Answer<'_, QueueInfo> {
        Box::pin(async move { queues::redirect(&self.at_work()?.engine, order, &self.live.load_full()).await })
    }

    fn tracking(&self, query: TrackingQuery) -> Answer<'_, Stream<Found<TrackingRecord>>> {
        Box::pin(async move {
            let folder = self.logs.tracking_folder(&self.live.load().server);
            Ok(tracking::search(self.logs.tracking.clone(), folder, query))
        })
    }

    fn events(&self, query: EventQuery) -> Answer<'_, Stream<EventRecord>> {
        Box::pin(async move {
            let folder = self.logs.event_folder(&self.live.load().server);
            Ok(events::search(self.logs.events.clone(), folder, query))
        })
    }

    fn tls_reports(&self, query: TlsReportQuery) -> Answer<'_, Stream<TlsReportInfo>> {
        Box::pin(async move {
            let settings = self.live.load();
            let folder = self.logs.tls_folder(&settings.server);
            Ok(tls::search(self.logs.tls.clone(), folder, query, reporter(&settings)))
        })
    }

    fn agent_log(&self, query: AgentLogQuery) -> Answer<'_, Stream<AgentLogRecord>> {
        Box::pin(async move {
            let own = || self.logs.agent_folder(&self.live.load().server);
            let folder = query.location.clone().unwrap_or_else(own);
            Ok(agent_log::read(self.logs.agents.clone(), folder, query))
        })
    }

    fn watch(&self, query: WatchQuery) -> Answer<'_, Stream<TransportEvent>> {
        Box::pin(async move {
            let condition = Condition::parse(query.filter.as_deref(), TransportEvent::TYPE)?;
            Ok(self.watchers.watch(move |event| condition.holds(event), self.stop.clone()))
        })
    }

    fn route(&self, query: RouteQuery) -> Answer<'_, RouteAnswer> {
        Box::pin(async move { route::route(&query, &self.live.load_full(), &self.outbound).await })
    }

    fn certificates(&self) -> Answer<'_, Vec<CertificateInfo>> {
        Box::pin(async move { Ok(self.certificates.in_use.about()) })
    }

    fn pressure(&self) -> Answer<'_, Vec<PressureInfo>> {
        Box::pin(async move { Ok(self.pressure.about(&self.live.load().server.name)) })
    }

    fn probes(&self) -> Answer<'_, Vec<ConnectorProbe>> {
        Box::pin(async move { Ok(probe::all(&self.outbound, &self.live.load_full()).await) })
    }

    fn links(&self) -> Answer<'_, Vec<LinkInfo>> {
        Box::pin(async move { Ok(links::list(&self.live.load(), jiff::Timestamp::now())) })
    }

    fn client_settings(&self) -> Answer<'_, Vec<ClientSettingsInfo>> {
        Box::pin(async move { Ok(client_settings(&self.live.load_full(), &self.service.listeners().await)) })
    }

    fn throughput(&self) -> Vec<ThroughputMinute> {
        self.throughput.seen(self.counts())
    }

    fn connector_name(&self, id: Uuid) -> Option<String> {
        route::connector_name(id, &self.live.load())
    }

    fn status(&self) -> Answer<'_, NodeStatus> {
        Box::pin(async move { Ok(status::of(self).await) })
    }

    fn order_service(&self, order: ServiceOrder) -> Answer<'_, NodeStatus> {
        Box::pin(async move {
            tracing::info!(act = ?order.act, who = order.who, "order on the transport service");
            let service = self.service.clone();
            // On a task of its own, so that it is finished even if whoever asked goes away.
            let obeyed = tokio::spawn(async move { service.obey(order.act).await }).await;
            obeyed.map_err(|error| Fault::internal("ServiceOrder", "The order was not finished.").cause(error))?;
            Ok(status::of(self).await)
        })
    }

    fn metrics(&self) -> String {
        metrics::text(self)
    }

    fn health(&self) -> Result<(), Fault> {
        let phase = self.service.phase();
        if phase != Phase::Running {
            return Err(Fault::busy("ServiceNotRunning", format!("The transport service is {phase}.")));
        }
        if self.service.is_deaf() {
            return Err(Fault::busy("NotListening", "No receive connector can listen.")
                .fix("Get-TransportServer | Format-List Listeners says why."));
        }
        let state = self.live.load().server.transport_state();
        if state != ServiceState::Active {
            return Err(Fault::busy("ServiceNotActive", format!("HubTransport is {state}: no mail is taken."))
                .fix("Get-ServerComponentState says who asks for that."));
        }
        match status::spool_fault(&self.spool.status().condition) {
            Some(says) => Err(Fault::busy("SpoolRefuses", says)),
            None => Ok(()),
        }
    }
}

impl Inside {
    fn at_work(&self) -> Result<Arc<Running>, Fault> {
        self.service.running().ok_or_else(|| {
            Fault::busy("ServiceStopped", "The transport service is stopped: there are no live queues.")
                .fix("Run Restart-Service MSExchangeTransport.")
        })
    }
}
