//! Reception: the SMTP server of a node.
//!
//! ```text
//!  listener ─► connector ─► census ─► session ◄──────── connection (socket, timers, TLS)
//!  one socket   chosen by    a seat    machine: lines ─► admission: permission, accepted domain, mailbox
//!  per binding  binding and  or 421             content ─► stamp: firewall, trace, Message-ID
//!               range                               └─► Intake: durable, then 250
//!  pickup: files in directories ─► Intake
//! ```
//!
//! Promise: `250` after content means that the message is on stable storage; a connection that ends before it leaves
//! the message with the peer. What a stranger can occupy is bounded: connections in all and by source, lines, headers,
//! recipients, bytes, errors, and time in every state. Anonymous peers never relay.
//!
//! A change of configuration is obeyed by the next message of every open session, and by the listeners when
//! [`Reception::reconfigure`] is called. A binding that cannot be opened is reported and leaves the others alone.

mod account;
mod admission;
mod census;
mod channel;
mod client_settings;
mod connection;
mod connector;
mod content;
mod examine;
mod filter;
mod greeting;
mod listener;
mod listing;
mod metrics;
mod names;
mod pace;
mod permission;
pub mod pickup;
mod pieces;
mod proxied;
mod rate;
mod replies;
mod reverse;
#[cfg(test)]
mod scene;
pub mod session;
#[cfg(test)]
mod sockets;
mod spam;
mod stamp;
#[cfg(test)]
mod transcripts;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::Mutex;
use tokio_util::sync::CancellationToken;

pub use client_settings::client_settings;
pub use connector::choose;
pub use filter::Filters;
pub use metrics::Metrics;
pub use spam::SpamFilter;

use self::account::Accounts;
use self::census::Census;
use self::listener::Listener;
use self::pace::Pace;
use self::rate::Rates;
use crate::model::IpBinding;
use crate::resolve::Resolvers;
use crate::transport::protocol::ProtocolLog;
use crate::transport::shadow::Shadows;
use crate::transport::{Clock, Crew, Dispatch, Intake, Live, Receiver, Relief, Track, Turned, agent};

/// What reception needs of the node.
pub struct Neighbours {
    pub live: Live,
    pub intake: Arc<dyn Intake>,
    pub track: Arc<dyn Track>,
    pub protocol_log: Arc<dyn ProtocolLog>,
    pub clock: Arc<dyn Clock>,
    pub relief: Arc<Relief>,
    /// Who is asked about senders.
    pub resolvers: Arc<dyn Resolvers>,
    pub dispatch: Arc<dyn Dispatch>,
    /// Runtimes of the stage's own threads; it runs where it is made if there are none.
    pub threads: Vec<Handle>,
}

/// What all connections share.
struct Shared {
    live: Live,
    intake: Arc<dyn Intake>,
    track: Arc<dyn Track>,
    protocol_log: Arc<dyn ProtocolLog>,
    clock: Arc<dyn Clock>,
    relief: Arc<Relief>,
    resolvers: Arc<dyn Resolvers>,
    dispatch: Arc<dyn Dispatch>,
    accounts: Accounts,
    census: Arc<Census>,
    rates: Rates,
    pace: Pace,
    metrics: Metrics,
    /// What lists in DNS say about clients.
    listings: listing::Listings,
    /// Programs and milters that look at mail.
    agents: Arc<agent::Host>,
    /// Copies of messages on other servers, and theirs here.
    shadows: Option<Arc<Shadows>>,
    /// Number of the next session.
    next_session: AtomicU64,
    /// Sessions end between commands.
    stop: CancellationToken,
    /// Sessions end at once.
    abort: CancellationToken,
}

/// The SMTP server of one node. Dropping it ends every session at once; [`Reception::stop`] is the polite way.
pub struct Reception {
    shared: Arc<Shared>,
    sessions: Crew,
    sockets: Mutex<BTreeMap<IpBinding, Result<Listener, String>>>,
}

/// How one binding fares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListenerState {
    pub binding: IpBinding,
    /// Where it listens, or why it does not.
    pub outcome: Result<SocketAddr, String>,
}

impl Reception {
    /// A server that does not listen yet: see [`Reception::reconfigure`].
    pub fn new(neighbours: Neighbours) -> Reception {
        Reception::beside(neighbours, Arc::default(), None)
    }

    /// The same, with programs and milters that others ask as well, and with copies on other servers.
    pub fn beside(neighbours: Neighbours, agents: Arc<agent::Host>, shadows: Option<Arc<Shadows>>) -> Reception {
        let Neighbours { live, intake, track, protocol_log, clock, relief, resolvers, dispatch, threads } = neighbours;
        // Sessions of two runs of a node should not share a number in the logs.
        let first = u64::try_from(clock.now().as_microsecond()).unwrap_or(0);
        let shared = Shared {
            live,
            intake,
            track,
            protocol_log,
            clock,
            relief,
            resolvers,
            dispatch,
            accounts: Accounts::new(),
            census: Arc::default(),
            rates: Rates::default(),
            pace: Pace::default(),
            metrics: Metrics::default(),
            listings: listing::Listings::default(),
            agents,
            shadows,
            next_session: AtomicU64::new(first),
            stop: CancellationToken::new(),
            abort: CancellationToken::new(),
        };
        Reception { shared: Arc::new(shared), sessions: Crew::on(&threads), sockets: Mutex::default() }
    }

    /// Listens where the settings in force say, and nowhere else. Open sessions go on. Bindings that failed before are
    /// tried again, so calling this now and then heals them.
    pub async fn reconfigure(&self) -> Vec<ListenerState> {
        let settings = self.shared.live.load_full();
        self.shared.agents.retire(&settings.agents);
        let wanted = listener::wanted(&settings.receive_connectors);
        let mut sockets = self.sockets.lock().await;
        let unwanted: Vec<_> = sockets.keys().filter(|binding| !wanted.contains(binding)).copied().collect();
        // Closed first: a binding to every address needs the port of the single ones that it replaces.
        for binding in unwanted {
            if let Some(Ok(listener)) = sockets.remove(&binding) {
                listener.close().await;
            }
        }
        if !self.shared.stop.is_cancelled() {
            for binding in wanted {
                if !matches!(sockets.get(&binding), Some(Ok(_))) {
                    let opened = Listener::open(binding, self.shared.clone(), self.sessions.clone());
                    sockets.insert(binding, opened.map_err(|error| error.to_string()));
                }
            }
        }
        states(&sockets)
    }

    /// Every binding wanted, and how it fares.
    pub async fn listeners(&self) -> Vec<ListenerState> {
        states(&*self.sockets.lock().await)
    }

    pub fn metrics(&self) -> &Metrics {
        &self.shared.metrics
    }

    /// Accepts no more, lets what is in transfer finish, tells the others that the service stops; after `grace` drops
    /// whoever is left.
    pub async fn stop(&self, grace: Duration) {
        self.shared.stop.cancel();
        for (_, listener) in std::mem::take(&mut *self.sockets.lock().await) {
            if let Ok(listener) = listener {
                listener.close().await;
            }
        }
        if tokio::time::timeout(grace, self.sessions.end()).await.is_err() {
            self.shared.abort.cancel();
            self.sessions.end().await;
        }
    }
}

impl Receiver for Arc<Reception> {
    fn receive(&self, turned: Turned) {
        if self.shared.stop.is_cancelled() {
            return;
        }
        let (shared, abort) = (self.shared.clone(), self.shared.abort.clone());
        self.sessions.spawn(async move {
            tokio::select! {
                () = connection::Connection::serve_turned(shared, turned) => {}
                () = abort.cancelled() => {}
            }
        });
    }
}

impl Drop for Reception {
    fn drop(&mut self) {
        self.shared.stop.cancel();
        self.shared.abort.cancel();
    }
}

impl Shared {
    fn number_session(&self) -> u64 {
        self.next_session.fetch_add(1, Ordering::Relaxed)
    }
}

fn states(sockets: &BTreeMap<IpBinding, Result<Listener, String>>) -> Vec<ListenerState> {
    let state = |(binding, socket): (&IpBinding, &Result<Listener, String>)| ListenerState {
        binding: *binding,
        outcome: socket.as_ref().map(|listener| listener.address).map_err(Clone::clone),
    };
    sockets.iter().map(state).collect()
}
