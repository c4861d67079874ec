//! What people see of queues and messages.

mod about;
mod candidate;
mod scene;

use std::sync::Arc;

use jiff::Timestamp;
use tokio::sync::mpsc;

use super::hop_queue::{HopQueue, Now, State};
use super::line::{Seen, Standing};
use super::message::Message;
use super::pace::Ages;
use super::queues::Queues;
use super::record::Record;
use super::registry;
use crate::model::view::View;
use crate::model::{
    ByteSize, DeliveryType, Fault, MessageIdentity, MessageInfo, MessageStatus, NextHopCategory, QueueIdentity,
    QueueInfo, QueueStatus, TimeSpan,
};
use crate::transport::{Envelope, MessageId, NextHop, Settings, Source};

pub use about::about;

use candidate::{Candidate, Stored};
use scene::Scene;

/// What is said of a queue that waits for ETRN.
const KEPT: &str = "QUEUE.RemoteTriggered; kept until the next hop asks for it (RemoteTriggeredDelivery)";

/// How the categorizer begins what it says of a mailbox that is nowhere.
const NO_DATABASE: &str = "STOREDRV.NoDatabase";

/// Messages that are looked at while a queue's lock is held.
const SLICE: usize = 200;
/// The same where a search goes far.
const LONGEST_SLICE: usize = 4000;

/// A condition on a message that asks for the properties it needs.
pub type Condition = Box<dyn Fn(&dyn View) -> bool + Send + Sync>;

/// Which messages are wanted. Everything that is given must hold.
pub struct MessageQuery {
    /// Only messages of these queues.
    pub queue: Option<QueueIdentity>,
    /// Only this message, in whatever of these queues.
    pub number: Option<u64>,
    pub accepts: Box<dyn Fn(&MessageInfo) -> bool + Send + Sync>,
    /// Asked first, and of all messages: it looks at few properties, and only those are made.
    pub condition: Option<Condition>,
    /// With the recipients of each message.
    pub with_recipients: bool,
    /// With the time that each was in each queue.
    pub with_latency: bool,
    /// At most so many.
    pub limit: usize,
    /// Only messages that come after this one in the list: by queue, then by number.
    pub after: Option<MessageIdentity>,
}

/// What of a message is shown only when asked for.
#[derive(Clone, Copy, Debug, Default)]
struct Shown {
    recipients: bool,
    latency: bool,
}

impl MessageQuery {
    fn shown(&self) -> Shown {
        Shown { recipients: self.with_recipients, latency: self.with_latency }
    }
}

impl Queues {
    fn server(&self) -> String {
        self.settings().server.name.clone()
    }

    /// All queues, or those that an identity names.
    pub fn list(&self, which: Option<&QueueIdentity>) -> Vec<QueueInfo> {
        let settings = self.settings();
        let server = &settings.server.name;
        let queues = match which {
            Some(identity) => self.registry.named(identity, server),
            None => self.registry.all(),
        };
        let now = self.now();
        queues.iter().map(|queue| queue_info(queue, &settings, now)).collect()
    }

    pub fn info(&self, queue: &HopQueue) -> QueueInfo {
        queue_info(queue, &self.settings(), self.now())
    }

    /// Messages, as they are found; stops when nobody takes them any more. Reads the spool, on a thread of its own.
    pub fn list_messages(self: &Arc<Queues>, query: MessageQuery) -> mpsc::Receiver<Result<MessageInfo, Fault>> {
        let (to, messages) = mpsc::channel(SLICE);
        let queues = self.clone();
        tokio::task::spawn_blocking(move || {
            // Nobody listens any more: that is what ends most walks.
            let _ = queues.walk(&query, &to);
        });
        messages
    }

    fn walk(&self, query: &MessageQuery, to: &mpsc::Sender<Result<MessageInfo, Fault>>) -> Option<()> {
        let server = self.server();
        let mut left = query.limit;
        let start = query.after.as_ref().map(|after| {
            let number = after.queue().and_then(|queue| self.registry.named(queue, &server).first().map(rank_of));
            (number.unwrap_or((0, 0)), after.number())
        });
        for queue in self.registry.all() {
            if query
                .queue
                .as_ref()
                .is_some_and(|which| !which.is_on(&server) || !which.names(&queue.name(), &queue.hop.domain))
            {
                continue;
            }
            let mut after = match start {
                Some((first, _)) if rank_of(&queue) < first => continue,
                Some((first, number)) if rank_of(&queue) == first => MessageId(number),
                _ => MessageId(0),
            };
            // Who wants few messages shall not wait for many; who looks for one among a million wants them all.
            let mut length = SLICE;
            loop {
                let slice = match query.number {
                    Some(number) if after.0 < number => queue.lock().line.see(MessageId(number)).into_iter().collect(),
                    Some(_) => Vec::new(),
                    None => queue.lock().line.page(after, length),
                };
                let Some(last) = slice.last() else { break };
                after = last.place.id();
                length = (2 * length).min(LONGEST_SLICE);
                for info in self.accepted(&queue, &slice, &server, query) {
                    if left == 0 {
                        return None;
                    }
                    to.blocking_send(Ok(info)).ok()?;
                    left -= 1;
                }
            }
        }
        Some(())
    }

    /// Those of a slice that are wanted. A long slice is halved between two threads.
    fn accepted(&self, queue: &HopQueue, slice: &[Seen], server: &str, query: &MessageQuery) -> Vec<MessageInfo> {
        let accepted = |part: &[Seen]| {
            let mut infos = self.infos_where(queue, part, server, query.shown(), query.condition.as_ref());
            infos.retain(|info| (query.accepts)(info));
            infos
        };
        if slice.len() <= SLICE {
            return accepted(slice);
        }
        let (front, back) = slice.split_at(slice.len() / 2);
        std::thread::scope(|scope| {
            let back = scope.spawn(|| accepted(back));
            let mut infos = accepted(front);
            match back.join() {
                Ok(rest) => infos.extend(rest),
                Err(panic) => std::panic::resume_unwind(panic),
            }
            infos
        })
    }

    /// Messages of one queue as they are now, without those that have gone meanwhile or cannot be read. Waits for the
    /// disk.
    fn infos_where(
        &self,
        queue: &HopQueue,
        seen: &[Seen],
        server: &str,
        parts: Shown,
        condition: Option<&Condition>,
    ) -> Vec<MessageInfo> {
        let at_hand = |seen: &Seen| seen.message.as_deref().and_then(Message::record_at_hand).map(Stored::Known);
        let mut stored: Vec<Option<Stored>> = seen.iter().map(at_hand).collect();
        let away: Vec<usize> = (0..seen.len()).filter(|at| stored[*at].is_none()).collect();
        let ids: Vec<MessageId> = away.iter().map(|at| seen[*at].place.id()).collect();
        for (at, envelope) in away.into_iter().zip(self.parts.spool.read_envelopes(&ids)) {
            stored[at] = envelope.ok().map(Stored::Bytes);
        }
        let now = self.parts.clock.now();
        let scene = Scene { with_latency: parts.latency, ..Scene::of(queue, server, &self.parts.live.load(), now) };
        let present = seen.iter().zip(stored).filter_map(|(seen, stored)| Some((seen, stored?)));
        let shown = present.map(|(seen, stored)| Candidate::new(&scene, seen, stored, parts.recipients));
        let wanted = shown.filter(|candidate| condition.is_none_or(|condition| condition(candidate)));
        wanted.filter_map(|candidate| candidate.info()).collect()
    }

    /// One message as it is now. `None`: it has gone meanwhile, or cannot be read. Waits for the disk.
    pub fn message_info(&self, queue: &HopQueue, seen: &Seen, server: &str) -> Option<MessageInfo> {
        self.infos_where(queue, std::slice::from_ref(seen), server, Shown::default(), None).pop()
    }
}

/// Where a queue stands in lists: those with names first.
fn rank_of(queue: &Arc<HopQueue>) -> (u8, u32) {
    match queue.hop.delivery_type {
        DeliveryType::Undefined if queue.is_poison() => (2, 0),
        DeliveryType::Undefined => (0, 0),
        DeliveryType::Unreachable => (1, 0),
        _ => (3, queue.number),
    }
}

fn category(hop: &NextHop) -> NextHopCategory {
    match hop.delivery_type {
        DeliveryType::DnsConnectorDelivery
        | DeliveryType::SmartHostConnectorDelivery
        | DeliveryType::NonSmtpGatewayDelivery => NextHopCategory::External,
        _ => NextHopCategory::Internal,
    }
}

fn queue_info(queue: &HopQueue, settings: &Settings, now: Now) -> QueueInfo {
    let server = settings.server.name.as_str();
    let connector = settings.send_connectors.iter().find(|connector| connector.id == queue.hop.connector);
    let mut state = queue.lock();
    let (all, deferred) = state.line.counts();
    // The fourth priority, None, is for messages of the system, of which there are none here.
    let counts = |ranks: [usize; 3]| ranks.into_iter().chain([0]).map(count).collect();
    let status = state.status();
    let (incoming, outgoing) = (state.incoming.per_second(now.steady), state.outgoing.per_second(now.steady));
    let next_try = state.retry.or(state.line.next_due().filter(|_| status == QueueStatus::Retry));
    let put_off = match queue.hop.delivery_type {
        DeliveryType::Unreachable => state.line.first_without_way(),
        _ => state.line.first_remark(),
    };
    let put_off = put_off.map(ToString::to_string);
    let kept = (state.is_kept() && !state.line.is_empty()).then(|| KEPT.to_owned());
    let kept = kept.or_else(|| scheduled(&state));
    QueueInfo {
        identity: QueueIdentity::new(server, queue.name()),
        delivery_type: queue.hop.delivery_type,
        next_hop_domain: queue.hop.domain.to_string(),
        next_hop_category: category(&queue.hop),
        next_hop_connector: queue.hop.connector,
        status,
        message_count: count(state.line.len()),
        deferred_message_count: count(state.line.deferred()),
        message_counts_per_priority: counts(all),
        deferred_message_counts_per_priority: counts(deferred),
        priority_descriptions: ["High", "Normal", "Low", "None"].map(str::to_owned).to_vec(),
        last_error: state.ladder.error().map(|error| failing(error, &queue.hop, settings)).or(put_off).or(kept),
        retry_count: count(state.ladder.failures() as usize),
        first_retry_time: state.ladder.first(),
        last_retry_time: state.ladder.latest(),
        next_retry_time: next_try.map(|at| now.wall_at(at)),
        tls_domain: connector.and_then(|connector| connector.tls_domain.as_ref()).map(ToString::to_string),
        override_source: (queue.hop.delivery_type == DeliveryType::SmtpRelayToServers)
            .then(|| "Redirect-Message".to_owned())
            .or_else(|| in_place_of(&queue.hop, settings)),
        risk_level: "Normal".to_owned(),
        outbound_ip_pool: 0,
        locked_message_count: 0,
        incoming_rate: hundredths(incoming),
        outgoing_rate: hundredths(outgoing),
        velocity: hundredths(outgoing - incoming),
        suspended_by: state.order.as_ref().map(|order| order.who.clone()),
        suspend_reason: state.order.as_ref().and_then(|order| order.reason.clone()),
        suspended_until: state.order.as_ref().and_then(|order| order.until),
    }
}

/// Why a next hop cannot be reached, and where its mail goes meanwhile.
fn failing(error: &str, hop: &NextHop, settings: &Settings) -> String {
    let detour = settings.links.outage(hop).and_then(|outage| outage.detour);
    match detour.and_then(|detour| settings.connector_name(detour.connector)) {
        Some(name) => format!("{error}. ROUTING.AlternativeRoute; messages go by connector '{name}' for now"),
        None => error.to_owned(),
    }
}

/// Whose mail a queue carries besides its own.
fn in_place_of(hop: &NextHop, settings: &Settings) -> Option<String> {
    let failed = settings.links.diverted_to(hop);
    let mut names: Vec<&str> = failed.iter().filter_map(|hop| settings.connector_name(hop.connector)).collect();
    names.sort_unstable();
    names.dedup();
    (!names.is_empty()).then(|| format!("ROUTING.AlternativeRoute; in place of connector '{}'", names.join("', '")))
}

/// What is said of a queue that waits for its hour.
fn scheduled(state: &State) -> Option<String> {
    let (gates, waiting) = (state.line.gates(), state.line.scheduled());
    let windows = state.pace.windows.as_ref().filter(|_| waiting > 0)?;
    let schedule = if gates.ordinary { "OversizeSchedule" } else { "ConnectionSchedule" };
    let all = state.line.len();
    Some(format!("QUEUE.Scheduled; {waiting} of {all} wait for {schedule} ({})", windows.told(gates)))
}

fn count(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

/// Rates are means of a minute: more digits would say nothing.
fn hundredths(rate: f64) -> f64 {
    (rate * 100.0).round() / 100.0
}
