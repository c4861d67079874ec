//! `/metrics`: what the node counts, in the OpenMetrics text format that Prometheus reads.
//!
//! The registry is made for each scrape: the counters live where they are counted, and a service that is restarted
//! begins anew, which Prometheus takes for what it is.

use std::sync::atomic::AtomicU64;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::Registry;

use crate::node::Inside;
use crate::node::service::{Phase, Running};
use crate::transport::queue::spool::{SpoolCondition, SpoolStatus};

pub fn text(node: &Inside) -> String {
    let mut registry = Registry::with_prefix("emsh");
    of_node(node, &mut registry);
    node.sent.register(&mut registry);
    of_spool(&node.spool.status(), &mut registry);
    if let Some(running) = node.service.running() {
        running.reception.metrics().register(&mut registry);
        of_queues(&running, &mut registry);
    }
    let mut text = String::new();
    encode(&mut text, &registry).expect("a String takes all text");
    text
}

fn of_node(node: &Inside, registry: &mut Registry) {
    let settings = node.live.load();
    let labels = vec![("version", env!("CARGO_PKG_VERSION").to_owned()), ("server", settings.server.name.clone())];
    registry.register("node", "The node that answers", Info::new(labels));
    let uptime = jiff::Timestamp::now().duration_since(node.started).as_secs_f64();
    decimal(registry, "uptime_seconds", "Since the node started", uptime);
    gauge(registry, "service_running", "1 while the transport service runs", node.service.phase() == Phase::Running);
    gauge(registry, "configuration_revision", "Revision of the configuration in force", settings.revision);
    let faults = node.faults.get().len() + node.certificates.faults().len();
    gauge(registry, "configuration_faults", "What of the configuration could not be put in force", faults as u64);
    counter(registry, "tracking_events_lost", "Tracking events that could not be written", node.logs.tracking.lost());
    counter(
        registry,
        "protocol_records_lost",
        "Protocol log lines that could not be written",
        node.logs.protocol.lost(),
    );
    counter(
        registry,
        "connectivity_records_lost",
        "Connectivity log lines that could not be written",
        node.logs.connectivity.lost(),
    );
}

fn of_spool(status: &SpoolStatus, registry: &mut Registry) {
    gauge(
        registry,
        "spool_ready",
        "1 while the spool takes new mail",
        matches!(status.condition, SpoolCondition::Ready),
    );
    gauge(registry, "spool_messages", "Messages in the spool", status.live_messages);
    gauge(registry, "spool_live_bytes", "Bytes of bodies and envelopes that are needed", status.live_bytes);
    gauge(registry, "spool_disk_bytes", "Bytes of all files of the spool", status.disk_bytes);
    gauge(registry, "spool_free_bytes", "Bytes that the file system has left", status.free_bytes);
    gauge(registry, "spool_segments", "Segment files", status.segments);
    gauge(registry, "spool_waiting_bytes", "Bytes of commits not yet written", status.waiting_bytes);
    let commits = &status.commits;
    counter(registry, "spool_commits", "Writes with one sync each", commits.batches);
    counter(registry, "spool_written_bytes", "Bytes written to the spool", commits.bytes);
    counter(registry, "spool_commit_failures", "Writes or syncs that failed", commits.failures);
    let busy: Counter<f64, AtomicU64> = Counter::default();
    busy.inc_by(commits.busy.as_secs_f64());
    registry.register("spool_commit_seconds", "Time spent in writes and syncs", busy);
    decimal(
        registry,
        "spool_last_commit_seconds",
        "Time that the last write and sync took",
        commits.last_took.as_secs_f64(),
    );
}

/// How mail waits: by the kind of queue and how that queue is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Kind {
    delivery_type: String,
    status: String,
}

fn of_queues(running: &Running, registry: &mut Registry) {
    for (name, meaning, count) in running.engine.counters().all() {
        counter(registry, &format!("queue_{name}"), meaning.trim_end_matches('.'), count);
    }
    let gauges = running.engine.gauges();
    gauge(
        registry,
        "queue_sessions_open",
        "Sessions to next hops, those being opened included",
        gauges.sessions as u64,
    );
    gauge(registry, "queue_memory_bytes", "Bytes of messages kept in memory", gauges.bytes_at_hand as u64);
    let (queues, messages): (Family<Kind, Gauge>, Family<Kind, Gauge>) = Default::default();
    for queue in running.engine.list_queues(None) {
        let kind = Kind { delivery_type: queue.delivery_type.to_string(), status: queue.status.to_string() };
        queues.get_or_create(&kind).inc();
        messages.get_or_create(&kind).inc_by(i64::from(queue.message_count));
    }
    registry.register("queues", "Queues by kind", queues);
    registry.register("queue_messages", "Copies of messages in queues, by kind of queue", messages);
}

trait Whole {
    fn whole(self) -> i64;
}

impl Whole for u64 {
    fn whole(self) -> i64 {
        i64::try_from(self).unwrap_or(i64::MAX)
    }
}

impl Whole for bool {
    fn whole(self) -> i64 {
        i64::from(self)
    }
}

fn gauge(registry: &mut Registry, name: &str, help: &str, value: impl Whole) {
    let gauge: Gauge = Gauge::default();
    gauge.set(value.whole());
    registry.register(name, help, gauge);
}

fn decimal(registry: &mut Registry, name: &str, help: &str, value: f64) {
    let gauge: Gauge<f64, AtomicU64> = Gauge::default();
    gauge.set(value);
    registry.register(name, help, gauge);
}

fn counter(registry: &mut Registry, name: &str, help: &str, value: u64) {
    let counter: Counter = Counter::default();
    counter.inc_by(value);
    registry.register(name, help, counter);
}
