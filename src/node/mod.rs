//! One running node: first start, settings that follow the store, listeners, control API, drain and stop.
//!
//! ```text
//!   store ── Mirror ──► follow (a thread) ── configuration: swaps ──► Live settings ──► service: queues and reception
//!                            │ faults of what could not be put in force                     ▲
//!                            ▼                                                              │ queues, messages, orders
//!                       NodeStatus ◄──────────────────── desk ◄── control API ◄── shells ───┘
//! ```
//!
//! `emsh serve` ([`serve`]) and the node inside a plain shell are the same code. A change of the configuration is in
//! force within a second; one that cannot be put in force is reported in the node's status and leaves everything else
//! running. What a node owns lies in its data directory: spool, logs, certificate, keys, control socket, its name. One
//! node at a time: the spool's lock sees to that.
//!
//! Promise: when [`Node::start`] returns, mail is taken; when [`Node::stop`] returns, at the latest ten seconds after it
//! was called, everything that was acknowledged is on stable storage or delivered.

mod certificates;
mod configuration;
mod control;
mod desk;
mod directories;
mod first_start;
mod follow;
mod identity;
mod logs;
mod name;
mod pressure;
mod record;
pub mod sendmail;
mod serve;
mod service;
mod spool;
mod start;
#[cfg(test)]
mod tests;
mod threads;
mod throughput;
mod tls_reports;
mod traces;
mod upkeep;
mod watchers;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

pub use first_start::FirstStart;
pub use serve::serve;
pub use spool::{check as check_spool, dump as dump_spool};

use self::certificates::NodeCertificates;
use self::control::Control;
use self::directories::Directories;
use self::follow::{Faults, Follower};
use self::logs::Logs;
use self::pressure::Pressure;
use self::service::Service;
use self::threads::Threads;
use self::throughput::Throughput;
use self::watchers::Watchers;
use crate::control::wire::ServiceAct;
use crate::resolve::Resolvers;
use crate::transport::Live;
use crate::transport::queue::spool::Spool;
use crate::transport::send::{Metrics, Outbound};

/// How a node is started.
#[derive(Clone, Debug)]
pub struct Options {
    /// Made when it is not there.
    pub data_dir: PathBuf,
    /// Address of the store, such as `sqlite:PATH`.
    pub store: String,
    pub first_start: FirstStart,
    /// Serve the control API here as well, by TLS.
    pub control: Option<SocketAddr>,
}

/// A running node, with threads of its own. Dropped, it stops as [`Node::stop`] does.
pub struct Node {
    /// First to be dropped: nothing shall be put in force any more.
    follower: Option<Follower>,
    control: Option<Control>,
    inside: Arc<Inside>,
    /// `None` once it has stopped.
    threads: Option<Threads>,
    /// For the person who started it: what was not done as asked.
    warnings: Vec<String>,
}

/// What the parts of a node share, and its control API shows.
struct Inside {
    data_dir: PathBuf,
    started: Timestamp,
    live: Live,
    /// What of the configuration is not in force.
    faults: Faults,
    certificates: Arc<NodeCertificates>,
    spool: Arc<dyn Spool>,
    logs: Logs,
    watchers: Arc<Watchers>,
    throughput: Throughput,
    /// What was sent since the node started.
    sent: Metrics,
    outbound: Arc<Outbound>,
    resolvers: Arc<dyn Resolvers>,
    service: Arc<Service>,
    pressure: Pressure,
    settings_changed: Notify,
    /// How the recipient directories are that it reads.
    directories: Directories,
    /// The same, for who reads them.
    directories_changed: Notify,
    /// The same, for who waits for RoutingConfigReloadInterval.
    routes_interval_changed: Notify,
    stop: CancellationToken,
}

/// For threads that still wait for a disk when all is done. Before it, the service has seven seconds at most and the
/// control API two.
const LAST_WORDS: Duration = Duration::from_millis(500);

impl Node {
    /// Name of the server that this node is.
    pub fn server(&self) -> String {
        self.inside.live.load().server.name.clone()
    }

    pub fn data_dir(&self) -> &Path {
        &self.inside.data_dir
    }

    /// What was not done as asked, for the person who started it.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// `HUB01 is ready: SMTP on 0.0.0.0:25, submission on 0.0.0.0:587, data in /var/lib/emsh.`
    pub fn ready_line(&self) -> String {
        let inside = &self.inside;
        let threads = self.threads.as_ref().expect("a node that was not stopped has its threads");
        let control = self.control.as_ref().and_then(|control| control.address);
        start::ready_line(inside, &threads.main().block_on(inside.service.listeners()), control)
    }

    /// Takes no more mail, finishes or gives back what is under way, makes everything durable. Takes up to ten seconds.
    pub fn stop(mut self) {
        self.come_to_rest();
    }

    fn come_to_rest(&mut self) {
        let Some(threads) = self.threads.take() else { return };
        self.follower = None;
        self.inside.stop.cancel();
        // What was waiting when the node went down is what is asked for afterwards.
        self.inside.log_queues();
        threads.main().block_on(async {
            self.inside.service.obey(ServiceAct::Stop).await;
            if let Some(control) = self.control.take() {
                control.stop().await;
            }
        });
        self.inside.logs.flush();
        threads.shut_down(LAST_WORDS);
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        self.come_to_rest();
    }
}
