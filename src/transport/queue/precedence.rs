//! Which of the messages that may go goes first.
//!
//! Without priority queuing they go as they came, be they urgent or not: what the sender writes into a header buys
//! nothing. With it, High goes before Normal before Low, and each has a share of the connections, so that neither a
//! flood of urgent mail nor one of bulk mail takes them all.

use super::place::RANKS;
use crate::model::TransportServer;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Precedence {
    #[default]
    Arrival,
    /// By priority; so many of each at once.
    Priority([usize; RANKS]),
}

impl Precedence {
    /// `is_outbound`: its connections are counted.
    pub fn of(server: &TransportServer, is_outbound: bool) -> Precedence {
        let most = [
            server.max_per_domain_high_priority_connections,
            server.max_per_domain_normal_priority_connections,
            server.max_per_domain_low_priority_connections,
        ];
        match (server.priority_queuing_enabled, is_outbound) {
            (false, _) => Precedence::Arrival,
            (true, true) => Precedence::Priority(most.map(|most| most as usize)),
            (true, false) => Precedence::Priority([usize::MAX; RANKS]),
        }
    }
}
