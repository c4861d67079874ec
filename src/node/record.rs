//! What the mail path records, handed to those who keep it: the tracking log, the agent log, traces.

use std::net::SocketAddr;
use std::sync::Arc;

use super::traces::Traces;
use crate::transport::queue;
use crate::transport::report::agents::AgentLog;
use crate::transport::report::tracking::TrackingLog;
use crate::transport::{AgentAct, Source, Stage, Track, TrackingEvent, TrackingEventId, TrackingSource};

/// Those who keep it.
pub struct Keepers {
    pub tracking: Arc<TrackingLog>,
    pub agents: Arc<AgentLog>,
    pub traces: Option<Traces>,
}

impl Track for Keepers {
    fn record(&self, event: TrackingEvent) {
        if event.source == TrackingSource::Agent
            && let Some(act) = rule_act(&event)
        {
            self.agents.record(act);
        }
        self.tracking.record(event);
    }

    fn acted(&self, act: AgentAct) {
        self.agents.record(act);
    }

    fn wants_stages(&self) -> bool {
        self.traces.is_some()
    }

    fn stage(&self, stage: Stage) {
        if let Some(traces) = &self.traces {
            traces.record(stage);
        }
    }
}

/// What transport rules did to recipients, should they have been given up by that. Who judges a message before it has a
/// number tells of it itself.
fn rule_act(event: &TrackingEvent) -> Option<AgentAct> {
    let action = match event.event {
        TrackingEventId::Fail => "RejectMessage",
        TrackingEventId::Drop => "DeleteMessage",
        _ => return None,
    };
    let envelope = &event.envelope;
    let end = |address| SocketAddr::new(address, 0);
    let (local, remote) = match &envelope.source {
        Source::Smtp { local, remote, .. } => (Some(end(*local)), Some(end(*remote))),
        Source::File { .. } | Source::Dsn { .. } => (None, None),
    };
    let response = event.recipients.first().map(|(_, status)| status.clone()).unwrap_or_default();
    // Agents in the categorizer tell of it themselves.
    if event.id.is_none() || response.contains(queue::REFUSED_BY_AGENT) {
        return None;
    }
    let recipients = event.recipients.iter().filter_map(|(at, _)| envelope.recipients.get(*at));
    Some(AgentAct {
        time: event.time,
        session: 0,
        local,
        remote,
        message_id: envelope.internet_message_id.clone(),
        sender: envelope.return_path.to_string(),
        header_from: envelope.header_from.clone().unwrap_or_default(),
        recipients: recipients.map(|recipient| recipient.address.to_string()).collect(),
        agent: "Transport Rule Agent".into(),
        event: "OnResolvedMessage",
        action,
        response,
        reason: "Policy",
        data: event.data.clone(),
    })
}
