//! What happens to messages, told to those who watch while it is written to the tracking log.
//!
//! Promise: the mail path never waits for who watches. Whoever is slower than [`AHEAD`] events misses some, and is told
//! how many. Nobody watching costs one look at a counter.

use std::net::IpAddr;
use std::sync::Arc;

use jiff::Timestamp;
use tokio::sync::{broadcast, mpsc};
use tokio_util::sync::CancellationToken;

use crate::control::Stream;
use crate::model::{ByteSize, TransportEvent, TransportStage};
use crate::transport::report::tracking::{event_name, source_name};
use crate::transport::{AgentAct, Routed, Stage, Track, TrackingEvent, TrackingEventId, TrackingSource};

/// Events that one who watches may be behind.
const AHEAD: usize = 4096;

/// Lines that wait for a slow connection.
const LINES: usize = 64;

pub struct Watchers {
    /// Who keeps what happens.
    log: Arc<dyn Track>,
    watchers: broadcast::Sender<Seen>,
}

#[derive(Clone)]
enum Seen {
    Tracked(Arc<TrackingEvent>),
    Routed(Arc<Routed>),
}

impl Watchers {
    pub fn new(log: Arc<dyn Track>) -> Watchers {
        Watchers { log, watchers: broadcast::Sender::new(AHEAD) }
    }

    /// Everything from now on that is wanted, until nobody takes it or `stop`. Must be called in a tokio runtime.
    pub fn watch(
        &self,
        wanted: impl Fn(&TransportEvent) -> bool + Send + 'static,
        stop: CancellationToken,
    ) -> Stream<TransportEvent> {
        let mut seen = self.watchers.subscribe();
        let (to, events) = mpsc::channel(LINES);
        tokio::spawn(async move {
            loop {
                let event = tokio::select! {
                    seen = seen.recv() => match seen {
                        Ok(Seen::Tracked(event)) => tracked(&event),
                        Ok(Seen::Routed(routed)) => routed_to(&routed),
                        Err(broadcast::error::RecvError::Lagged(count)) => missed(count),
                        Err(broadcast::error::RecvError::Closed) => return,
                    },
                    () = to.closed() => return,
                    () = stop.cancelled() => return,
                };
                let is_wanted = event.event_id == MISSED || wanted(&event);
                if is_wanted && to.send(Ok(event)).await.is_err() {
                    return;
                }
            }
        });
        events
    }

    fn tell(&self, seen: impl FnOnce() -> Seen) {
        if self.is_watched() {
            // They may all have gone since.
            let _ = self.watchers.send(seen());
        }
    }
}

impl Track for Watchers {
    fn record(&self, event: TrackingEvent) {
        self.tell(|| Seen::Tracked(Arc::new(event.clone())));
        self.log.record(event);
    }

    fn acted(&self, act: AgentAct) {
        self.log.acted(act);
    }

    fn wants_stages(&self) -> bool {
        self.log.wants_stages()
    }

    fn stage(&self, stage: Stage) {
        self.log.stage(stage);
    }

    fn is_watched(&self) -> bool {
        self.watchers.receiver_count() > 0
    }

    fn routed(&self, routed: Routed) {
        self.tell(|| Seen::Routed(Arc::new(routed)));
    }
}

const MISSED: &str = "MISSED";

fn tracked(event: &TrackingEvent) -> TransportEvent {
    let envelope = &event.envelope;
    let about = || event.recipients.iter().filter_map(|(at, status)| Some((envelope.recipients.get(*at)?, status)));
    let answer = about().map(|(_, status)| status.clone()).filter(|status| !status.is_empty());
    let mut answer: Vec<String> = answer.collect();
    answer.extend(Some(event.data.clone()).filter(|data| !data.is_empty()));
    let stage = stage(event);
    let address = |host: &Option<(IpAddr, String)>| host.as_ref().map(|(address, _)| *address);
    TransportEvent {
        timestamp: event.time,
        stage,
        event_id: event_name(event.event).to_owned(),
        source: source_name(event.source).to_owned(),
        internal_message_id: event.id.map(|id| id.0),
        message_id: envelope.internet_message_id.clone(),
        sender: envelope.return_path.to_string(),
        recipients: about().map(|(recipient, _)| recipient.address.to_string()).collect(),
        next_hop: if stage == TransportStage::Send { event.context.clone() } else { String::new() },
        connector_id: event.connector.clone(),
        remote_address: match stage {
            TransportStage::Receive => address(&event.client),
            _ => address(&event.server),
        },
        answer,
        size: ByteSize::new(envelope.size),
        subject: envelope.subject.clone(),
    }
}

fn stage(event: &TrackingEvent) -> TransportStage {
    use TrackingEventId::*;
    match event.event {
        Receive | BadMail | Load | Throttle | HaRedirect | HaRedirectFail | HaReceive | HaDiscard => {
            TransportStage::Receive
        }
        AgentInfo | Expand | Redirect | Resolve | Transfer | PoisonMessage | Resubmit | DuplicateExpand
        | DuplicateRedirect => TransportStage::Categorize,
        Defer | Fail | Drop if matches!(event.source, TrackingSource::Routing | TrackingSource::Agent) => {
            TransportStage::Categorize
        }
        Defer | Fail | Drop | Send | Deliver | DuplicateDeliver => TransportStage::Send,
        Dsn => TransportStage::Report,
    }
}

fn routed_to(routed: &Routed) -> TransportEvent {
    let Routed { time, id, envelope, recipients, hop, remark } = routed;
    let about = recipients.iter().filter_map(|at| envelope.recipients.get(*at));
    TransportEvent {
        timestamp: *time,
        stage: TransportStage::Categorize,
        event_id: "ROUTE".to_owned(),
        source: source_name(TrackingSource::Routing).to_owned(),
        internal_message_id: Some(id.0),
        message_id: envelope.internet_message_id.clone(),
        sender: envelope.return_path.to_string(),
        recipients: about.map(|recipient| recipient.address.to_string()).collect(),
        next_hop: hop.domain.to_string(),
        connector_id: String::new(),
        remote_address: None,
        answer: remark.iter().map(ToString::to_string).collect(),
        size: ByteSize::new(envelope.size),
        subject: envelope.subject.clone(),
    }
}

fn missed(count: u64) -> TransportEvent {
    TransportEvent {
        timestamp: Timestamp::now(),
        stage: TransportStage::Report,
        event_id: MISSED.to_owned(),
        source: String::new(),
        internal_message_id: None,
        message_id: String::new(),
        sender: String::new(),
        recipients: Vec::new(),
        next_hop: String::new(),
        connector_id: String::new(),
        remote_address: None,
        answer: vec![format!("{count} events happened faster than they were taken")],
        size: ByteSize::ZERO,
        subject: String::new(),
    }
}
