//! Which hosts did not answer lately, so that a dead one is not tried first by each session.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// Addresses remembered. Beyond, what is over is forgotten, and then everything: a host tried once too often is no
/// harm.
const MOST: usize = 10_000;

/// Addresses that could not be connected to, and until when to prefer others.
#[derive(Debug, Default)]
pub struct Health {
    dead: Mutex<HashMap<SocketAddr, Instant>>,
}

impl Health {
    pub fn is_dead(&self, address: SocketAddr) -> bool {
        let mut dead = self.dead.lock().unwrap_or_else(PoisonError::into_inner);
        match dead.get(&address) {
            Some(until) if *until > Instant::now() => true,
            Some(_) => {
                dead.remove(&address);
                false
            }
            None => false,
        }
    }

    pub fn died(&self, address: SocketAddr, rest: Duration) {
        let mut dead = self.dead.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        if dead.len() >= MOST {
            dead.retain(|_, until| *until > now);
        }
        if dead.len() >= MOST {
            dead.clear();
        }
        dead.insert(address, now + rest);
    }

    pub fn lives(&self, address: SocketAddr) {
        let mut dead = self.dead.lock().unwrap_or_else(PoisonError::into_inner);
        dead.remove(&address);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_dead_host_gets_a_new_chance_later() {
        let health = Health::default();
        let (one, other) = ("192.0.2.1:25".parse().unwrap(), "192.0.2.2:25".parse().unwrap());
        health.died(one, Duration::from_secs(60));
        health.died(other, Duration::from_secs(60));
        assert!(health.is_dead(one));
        health.lives(other);
        assert!(!health.is_dead(other));
        tokio::time::advance(Duration::from_secs(61)).await;
        assert!(!health.is_dead(one));
    }
}
