//! Connecting to one of a host's addresses, whichever answers first (RFC 8305).
//!
//! The first address gets a head start; the next one is tried when it has failed, or has not answered for a moment. Whoever
//! connects first is taken, and the others are closed: a host whose IPv6 leads nowhere costs a quarter of a second
//! instead of a timeout.

use std::collections::VecDeque;
use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use tokio::time::{Instant, sleep_until};

use super::wire::Wire;

/// How long an address has to itself (RFC 8305 §5).
const HEAD_START: Duration = Duration::from_millis(250);

/// What became of a race.
pub struct Race {
    pub won: Option<(SocketAddr, Wire)>,
    /// Those that failed before, in the order in which they did.
    pub failed: Vec<(SocketAddr, io::Error)>,
    /// How many were tried.
    pub started: usize,
}

/// Connects to the first address that answers, trying `most` at most. Addresses that were not tried, or not waited for to the
/// end, are left in the list. `connect` gives up by itself.
pub async fn race<F: Future<Output = io::Result<Wire>>>(
    addresses: &mut VecDeque<SocketAddr>,
    connect: impl Fn(SocketAddr) -> F,
    most: usize,
) -> Race {
    let mut race = Race { won: None, failed: Vec::new(), started: 0 };
    let mut running = FuturesUnordered::new();
    let mut waited_for = Vec::new();
    let mut next = Instant::now();
    loop {
        if running.is_empty() {
            next = Instant::now();
        }
        let may_start = race.started < most && !addresses.is_empty();
        if !may_start && running.is_empty() {
            return race;
        }
        tokio::select! {
            biased;
            Some((address, connected)) = running.next(), if !running.is_empty() => {
                waited_for.retain(|other| *other != address);
                match connected {
                    Ok(wire) => {
                        race.won = Some((address, wire));
                        waited_for.into_iter().rev().for_each(|address| addresses.push_front(address));
                        return race;
                    }
                    Err(error) => {
                        race.failed.push((address, error));
                        next = Instant::now();
                    }
                }
            }
            () = sleep_until(next), if may_start => {
                if let Some(address) = addresses.pop_front() {
                    race.started += 1;
                    waited_for.push(address);
                    let connecting = connect(address);
                    running.push(async move { (address, connecting.await) });
                    next = Instant::now() + HEAD_START;
                }
            }
        }
    }
}
