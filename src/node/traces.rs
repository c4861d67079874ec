//! Traces of messages for OpenTelemetry: the stages of each as spans, sent as OTLP over HTTP in JSON.
//!
//! Off unless the environment names an endpoint, as OpenTelemetry has it: `OTEL_EXPORTER_OTLP_ENDPOINT` (then `/v1/traces`
//! is added) or `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT`. `OTEL_SERVICE_NAME` may give another name than `emsh`.
//!
//! The trace of a message has the bits of its NetworkMessageId, so the spans of all servers on its way come together, and
//! the tracking log leads to them.
//!
//! Promise: the mail path never waits for this. Spans that the collector does not take in time are dropped and counted.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Value, json};
use tokio::sync::mpsc::{self, Receiver, Sender};
use tokio_util::sync::CancellationToken;

use crate::model::Fault;
use crate::transport::Stage;

/// Spans that may wait for the collector.
const WAITING: usize = 8192;
/// Spans of one request.
const MOST: usize = 512;
/// How long a span waits for others to go with.
const GATHER: Duration = Duration::from_secs(1);
/// How long the collector may take for an answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often the node's log mentions that spans are lost.
const COMPLAIN: Duration = Duration::from_secs(60);

/// Takes the stages of messages; cheap to clone.
#[derive(Clone)]
pub struct Traces {
    spans: Sender<Stage>,
    lost: Arc<AtomicU64>,
}

/// Where the collector is, as the environment says.
#[derive(Clone, Debug, PartialEq)]
pub struct Collector {
    url: String,
    service: String,
}

impl Collector {
    /// `None`: traces are off. `variable` reads the environment.
    pub fn of(variable: impl Fn(&str) -> Option<String>) -> Option<Collector> {
        let given = |name: &str| variable(name).filter(|value| !value.trim().is_empty());
        let url = given("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT").or_else(|| {
            let base = given("OTEL_EXPORTER_OTLP_ENDPOINT")?;
            Some(format!("{}/v1/traces", base.trim_end_matches('/')))
        })?;
        Some(Collector { url, service: given("OTEL_SERVICE_NAME").unwrap_or_else(|| "emsh".to_owned()) })
    }
}

impl Traces {
    /// Starts to send to a collector, until `stop`. Must be called in a tokio runtime.
    pub fn start(collector: Collector, server: &str, stop: CancellationToken) -> Result<Traces, Fault> {
        let refused = |cause| {
            let says = format!("No traces can be sent to {}.", collector.url);
            Fault::invalid("TracesUnavailable", says).fix("Correct OTEL_EXPORTER_OTLP_ENDPOINT.").cause(cause)
        };
        let http = reqwest::Client::builder().timeout(PATIENCE).no_proxy().build().map_err(refused)?;
        http.post(&collector.url).build().map_err(refused)?;
        let (spans, waiting) = mpsc::channel(WAITING);
        let lost = Arc::new(AtomicU64::new(0));
        let export = Export { http, collector, server: server.to_owned(), lost: lost.clone() };
        tokio::spawn(export.run(waiting, stop));
        Ok(Traces { spans, lost })
    }

    /// Takes a stage without waiting.
    pub fn record(&self, stage: Stage) {
        if self.spans.try_send(stage).is_err() {
            self.lost.fetch_add(1, Ordering::Relaxed);
        }
    }
}

struct Export {
    http: reqwest::Client,
    collector: Collector,
    server: String,
    lost: Arc<AtomicU64>,
}

impl Export {
    async fn run(self, mut waiting: Receiver<Stage>, stop: CancellationToken) {
        let mut complained: Option<tokio::time::Instant> = None;
        let mut told = 0;
        loop {
            let mut stages = Vec::new();
            let is_last = tokio::select! {
                count = waiting.recv_many(&mut stages, MOST) => count == 0,
                () = stop.cancelled() => true,
            };
            if !is_last && stages.len() < MOST {
                // Others will come in a moment.
                tokio::select! {
                    () = tokio::time::sleep(GATHER) => {}
                    () = stop.cancelled() => {}
                }
            }
            while stages.len() < MOST
                && let Ok(stage) = waiting.try_recv()
            {
                stages.push(stage);
            }
            let count = stages.len();
            if count > 0
                && let Err(error) = self.send(&stages).await
            {
                self.lost.fetch_add(count as u64, Ordering::Relaxed);
                if complained.is_none_or(|at| at.elapsed() >= COMPLAIN) {
                    complained = Some(tokio::time::Instant::now());
                    tracing::warn!(collector = self.collector.url, %error, "traces could not be sent");
                }
            }
            let lost = self.lost.load(Ordering::Relaxed);
            if lost > told && complained.is_none_or(|at| at.elapsed() >= COMPLAIN) {
                tracing::warn!(lost = lost - told, "spans of messages were lost");
                (told, complained) = (lost, Some(tokio::time::Instant::now()));
            }
            if is_last {
                return;
            }
        }
    }

    async fn send(&self, stages: &[Stage]) -> Result<(), reqwest::Error> {
        let body = self.body(stages);
        self.http.post(&self.collector.url).json(&body).send().await?.error_for_status().map(drop)
    }

    /// An ExportTraceServiceRequest (OTLP 1.x, JSON encoding).
    fn body(&self, stages: &[Stage]) -> Value {
        let spans: Vec<Value> = stages.iter().map(|stage| self.span(stage)).collect();
        json!({ "resourceSpans": [{
            "resource": { "attributes": [
                text("service.name", &self.collector.service),
                text("service.version", env!("CARGO_PKG_VERSION")),
                text("host.name", &self.server),
            ] },
            "scopeSpans": [{ "scope": { "name": "emsh" }, "spans": spans }],
        }] })
    }

    fn span(&self, stage: &Stage) -> Value {
        let root = self.root(stage);
        let is_root = stage.name == Stage::RECEIVE;
        let mut attributes = vec![text("emsh.internal_message_id", &stage.id.to_string())];
        attributes.extend(stage.attributes.iter().map(|(name, value)| text(name, value)));
        let mut span = json!({
            "traceId": stage.network_message_id.simple().to_string(),
            "spanId": format!("{:016x}", if is_root { root } else { chance() }),
            "name": stage.name,
            "kind": if is_root { 2 } else if stage.name == Stage::DELIVER { 3 } else { 1 },
            "startTimeUnixNano": nanoseconds(stage.began),
            "endTimeUnixNano": nanoseconds(stage.ended),
            "attributes": attributes,
            "status": match &stage.error {
                None => json!({}),
                Some(error) => json!({ "code": 2, "message": error }),
            },
        });
        if !is_root {
            span["parentSpanId"] = format!("{root:016x}").into();
        }
        span
    }

    /// The span of a message's arrival at this server, which the others hang from: never zero.
    fn root(&self, stage: &Stage) -> u64 {
        // FNV-1a: the same in every process, so that a restart does not tear a trace apart.
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        for byte in self.server.bytes().chain(stage.id.0.to_le_bytes()) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        hash | 1
    }
}

/// Spans that are nobody's parent have ids of chance; never zero. The standard library seeds each state from the system.
fn chance() -> u64 {
    RandomState::new().build_hasher().finish() | 1
}

fn text(key: &str, value: &str) -> Value {
    json!({ "key": key, "value": { "stringValue": value } })
}

/// 64-bit numbers are texts in OTLP's JSON.
fn nanoseconds(at: Timestamp) -> String {
    at.as_nanosecond().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_says_where_the_collector_is() {
        let of = |pairs: &[(&str, &str)]| {
            let pairs: Vec<(String, String)> =
                pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
            let found = move |name: &str| pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
            Collector::of(found).map(|collector| format!("{} {}", collector.url, collector.service))
        };
        let base = ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318/");
        let whole = ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://127.0.0.1:4318/in");
        assert_eq!(of(&[]), None, "off");
        assert_eq!(of(&[("OTEL_EXPORTER_OTLP_ENDPOINT", "")]), None, "off");
        assert_eq!(of(&[base]).as_deref(), Some("http://127.0.0.1:4318/v1/traces emsh"));
        assert_eq!(of(&[base, whole]).as_deref(), Some("http://127.0.0.1:4318/in emsh"), "as it is given");
        assert_eq!(of(&[whole, ("OTEL_SERVICE_NAME", "mail")]).as_deref(), Some("http://127.0.0.1:4318/in mail"));
    }
}
