//! What reception counts.

use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;

/// Counters since the node started.
#[derive(Clone, Debug, Default)]
pub struct Metrics {
    pub connections: Counter,
    pub open_connections: Gauge,
    pub refused_connections: Counter,
    pub encrypted_sessions: Counter,
    pub failed_handshakes: Counter,
    pub failed_logons: Counter,
    pub messages: Counter,
    pub bytes: Counter,
    pub refused_messages: Counter,
    pub consulted_agents: Counter,
}

impl Metrics {
    /// Makes the counters part of `/metrics`; the registry puts the program's name in front.
    pub fn register(&self, registry: &mut Registry) {
        let counters = [
            ("receive_connections", "Connections accepted by receive connectors", &self.connections),
            ("receive_connections_refused", "Connections answered with 421 at once", &self.refused_connections),
            ("receive_tls_sessions", "Sessions that were encrypted", &self.encrypted_sessions),
            ("receive_tls_failures", "TLS handshakes that failed", &self.failed_handshakes),
            ("receive_logon_failures", "Failed AUTH commands", &self.failed_logons),
            ("receive_messages", "Messages taken over with 250", &self.messages),
            ("receive_bytes", "Bytes of the messages taken over", &self.bytes),
            (
                "receive_agent_questions",
                "Times that transport agents were asked about a session",
                &self.consulted_agents,
            ),
            ("receive_messages_deferred", "Complete messages answered with 4xx", &self.refused_messages),
        ];
        for (name, help, counter) in counters {
            registry.register(name, help, counter.clone());
        }
        registry.register("receive_connections_open", "Connections open now", self.open_connections.clone());
    }
}
