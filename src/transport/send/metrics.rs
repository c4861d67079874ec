//! What sending counts.

use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;

/// Counters since the node started.
#[derive(Clone, Debug, Default)]
pub struct Metrics {
    pub connections: Counter,
    pub failed_connections: Counter,
    pub open_sessions: Gauge,
    pub encrypted_sessions: Counter,
    /// Transfers that a next hop, or a mailbox, has acknowledged.
    pub messages: Counter,
    pub bytes: Counter,
    pub recipients: Counter,
    pub deferred_recipients: Counter,
    pub failed_recipients: Counter,
}

impl Metrics {
    /// Makes the counters part of `/metrics`; the registry puts the program's name in front.
    pub fn register(&self, registry: &mut Registry) {
        let counters = [
            ("send_connections", "Connections made to next hops", &self.connections),
            ("send_connections_failed", "Attempts to connect that failed", &self.failed_connections),
            ("send_tls_sessions", "Sessions that were encrypted by STARTTLS", &self.encrypted_sessions),
            ("send_messages", "Messages that a next hop or mailbox took over", &self.messages),
            ("send_bytes", "Bytes of the messages taken over", &self.bytes),
            ("send_recipients", "Recipients delivered to", &self.recipients),
            ("send_recipients_deferred", "Recipients put off by an attempt", &self.deferred_recipients),
            ("send_recipients_failed", "Recipients refused for good", &self.failed_recipients),
        ];
        for (name, help, counter) in counters {
            registry.register(name, help, counter.clone());
        }
        registry.register("send_sessions_open", "Sessions open now", self.open_sessions.clone());
    }
}
