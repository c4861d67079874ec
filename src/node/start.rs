//! How a node comes to life, step by step: what must hold comes before what relies on it.

use std::fs::DirBuilder;
use std::net::SocketAddr;
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;
use std::sync::Arc;

use arc_swap::ArcSwap;
use jiff::Timestamp;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::certificates::NodeCertificates;
use super::configuration::Configuration;
use super::control::{Colleagues, Doors};
use super::directories::{self, Directories};
use super::follow::{Faults, Follower};
use super::identity::Registration;
use super::logs::Logs;
use super::name::ServerName;
use super::pressure::{self, Pressure};
use super::record::Keepers;
use super::service::{Ground, Service};
use super::threads::Threads;
use super::throughput::Throughput;
use super::traces::{Collector, Traces};
use super::watchers::Watchers;
use super::{Inside, Node, Options, first_start, identity, tls_reports, upkeep};
use crate::control::wire::ServiceAct;
use crate::model::{EventCategory, Fault, PermissionGroups, TransportServer};
use crate::resolve::{DnsResolvers, Resolvers};
use crate::store::{OpenOptions, Sealer, home, open};
use crate::transport::queue::spool::{Finding, SegmentLog, Spool, SpoolError, SpoolOptions};
use crate::transport::queue::{InHand, Receipts, SpooledBodies};
use crate::transport::receive::{ListenerState, pickup::deposit};
use crate::transport::send::{Metrics, Outbound, Surroundings};
use crate::transport::shadow::{COPIES_FOLDER, Copies, Originals, Shadows, Watched};
use crate::transport::{Event, Events, Settings, SystemClock, Turns};
use crate::trust::{TlsClients, TlsServers, Wanted, system_roots};

impl Node {
    /// Starts a node on a data directory; mail is taken when this returns. Not to be called inside a runtime.
    ///
    /// Addresses that cannot be listened on do not keep it from starting: they are logged and in its status.
    pub fn start(options: Options) -> Result<Node, Fault> {
        raise_descriptor_limit();
        make_directory(&options.data_dir)?;
        let threads = Threads::start()
            .map_err(|error| Fault::internal("NoRuntime", "The system gave no threads for a node.").cause(error))?;
        let (inside, follower, control, warnings) = threads.main().block_on(start(options, &threads))?;
        Ok(Node { follower: Some(follower), control: Some(control), inside, threads: Some(threads), warnings })
    }
}

type Started = (Arc<Inside>, Follower, super::control::Control, Vec<String>);

async fn start(options: Options, threads: &Threads) -> Result<Started, Fault> {
    let Options { data_dir, store, first_start, control } = options;
    // Before anything else is touched: the spool's lock keeps a second node away.
    // It waits for the disk, and where something is lost, for a commit that says so.
    let folder = data_dir.clone();
    let (spool, findings) = match tokio::task::spawn_blocking(move || open_spool(&folder)).await {
        Ok(opened) => opened?,
        Err(error) => return Err(Fault::internal("SpoolUnopened", "The spool could not be opened.").cause(error)),
    };
    let originals = Originals::default();
    let spool: Arc<dyn Spool> = Arc::new(Watched::new(Arc::new(spool), originals.clone()));
    let doors = Doors::open(&data_dir, control).await?;

    let name = ServerName::of(&data_dir, first_start.name.as_deref())?;
    let (address, store) = (&store, open(&store, &OpenOptions::default())?);
    let identity = identity::open(&data_dir, &name.name)?;
    let mut done = first_start::prepare(&*store, &name.name, &first_start, identity.thumbprint)?;
    // On a later start another may have been made.
    let registration = Registration { thumbprint: identity.thumbprint, control: doors.address() };
    identity::register(&*store, &name.name, &registration)?;
    name.remember(&data_dir)?;
    home::keep(&data_dir, address).map_err(|error| {
        Fault::internal("StoreNotKept", "The data directory cannot remember its store.").cause(error)
    })?;
    done.warnings.extend(
        name.not_obeyed
            .as_ref()
            .map(|other| format!("--name {other} is not obeyed: this data directory is that of server {}.", name.name)),
    );

    let mut configuration = Configuration::new(&name.name, Sealer::of_directory(&data_dir));
    let sealer = Sealer::of_directory(&data_dir);
    configuration.prove(identity.clone());
    let (mirror, mut settings) = configuration.load(&store)?;
    let certificates = Arc::new(NodeCertificates::open(&data_dir, &own_names(&settings.server))?);
    let roots = system_roots();
    let tls = TlsServers::new(certificates.in_use.clone(), roots.clone()).map(Arc::new).map_err(no_tls)?;
    let to_operators = tls.config(&Wanted::default(), false).map_err(no_tls)?;
    configuration.offer_tls(tls.clone());
    settings.tls = Some(tls);

    let logs = Logs::start(&data_dir, &settings.server)?;
    tell_of_damage(&findings, &logs);
    let live = Arc::new(ArcSwap::from_pointee(settings));
    let sent = Metrics::default();
    let resolvers: Arc<dyn Resolvers> = Arc::new(DnsResolvers::default().anchored(data_dir.join("dnssec-anchors")));
    let turns = Turns::default();
    let receipts = Arc::new(receipts(&data_dir, &*spool, &logs));
    let outbound = Arc::new(Outbound::new(Surroundings {
        live: live.clone(),
        resolvers: resolvers.clone(),
        bodies: Arc::new(SpooledBodies(spool.clone())),
        receipts: receipts.clone(),
        log: logs.protocol.clone(),
        connectivity: logs.connectivity.clone(),
        clock: Arc::new(SystemClock),
        tls: TlsClients::new(roots, certificates.in_use.clone()),
        metrics: sent.clone(),
        turns: turns.clone(),
        tls_sessions: logs.tls.clone(),
    }));
    let copies = open_copies(&data_dir, &logs).await?;
    let shadows = Arc::new(Shadows::new(originals, copies, outbound.clone(), spool.clone(), logs.events.clone()));
    let stop = CancellationToken::new();
    let keepers = Arc::new(keepers(&logs, &live.load().server.name, &stop)?);
    let watchers = Arc::new(Watchers::new(keepers));
    let pressure = Pressure::default();
    logs.routes.record(&live.load(), Timestamp::now());
    let ground = Ground {
        live: live.clone(),
        spool: spool.clone(),
        outbound: outbound.clone(),
        turns,
        resolvers: resolvers.clone(),
        logs: logs.clone(),
        watchers: watchers.clone(),
        relief: pressure.relief.clone(),
        sendmail: deposit::folder_of(&data_dir),
        in_hand: Arc::new(in_hand(&data_dir, &logs)),
        receipts,
        shadows,
        threads: threads.of_mail_path(),
    };
    let inside = Arc::new(Inside {
        data_dir,
        started: Timestamp::now(),
        live: live.clone(),
        faults: Faults::default(),
        certificates,
        spool,
        logs,
        watchers,
        throughput: Throughput::new(Timestamp::now()),
        sent,
        outbound,
        resolvers,
        service: Arc::new(Service::new(ground)),
        pressure,
        settings_changed: Notify::new(),
        directories: Directories::default(),
        directories_changed: Notify::new(),
        routes_interval_changed: Notify::new(),
        stop,
    });
    inside.service.obey(ServiceAct::Start).await;

    let (runtime, node) = (tokio::runtime::Handle::current(), inside.clone());
    let follower = Follower::start(
        configuration,
        mirror,
        live,
        inside.faults.clone(),
        inside.logs.events.clone(),
        move |settings| {
            let _in_runtime = runtime.enter();
            node.service.reconfigured(settings);
            node.pressure.obey(&settings.server);
            node.settings_changed.notify_one();
            node.directories_changed.notify_one();
            node.routes_interval_changed.notify_one();
        },
    )?;
    tokio::spawn(upkeep::look_after(inside.clone()));
    tokio::spawn(pressure::watch(inside.clone()));
    tokio::spawn(upkeep::log_queues(inside.clone()));
    tokio::spawn(upkeep::log_routes(inside.clone()));
    tokio::spawn(upkeep::measure(inside.clone()));
    tokio::spawn(upkeep::tell_when_drained(inside.clone()));
    tokio::spawn(tls_reports::tell(inside.clone()));
    tokio::spawn(directories::keep(inside.clone(), store, sealer));
    let colleagues = Colleagues { identity, live: inside.live.clone() };
    let control = doors.serve(inside.clone(), to_operators, colleagues);
    Ok((inside, follower, control, done.warnings))
}

/// Those who keep what the mail path records; with traces where the environment names a collector.
fn keepers(logs: &Logs, server: &str, stop: &CancellationToken) -> Result<Keepers, Fault> {
    let collector = Collector::of(|name| std::env::var(name).ok());
    let traces = collector.map(|collector| Traces::start(collector, server, stop.clone())).transpose()?;
    Ok(Keepers { tracking: logs.tracking.clone(), agents: logs.agents.clone(), traces })
}

/// What the last process worked on when it died, if it did.
fn in_hand(data_dir: &Path, logs: &Logs) -> InHand {
    let file = data_dir.join("in-hand");
    InHand::open(&file).unwrap_or_else(|error| {
        let says = format!("{} cannot be used: no poison messages are found. {error}", file.display());
        logs.events.note(Event::error(EventCategory::PoisonMessage, 10003, says));
        InHand::default()
    })
}

/// What next hops have confirmed, as a process that is killed leaves it behind.
fn receipts(data_dir: &Path, spool: &dyn Spool, logs: &Logs) -> Receipts {
    let file = data_dir.join("receipts");
    Receipts::open(&file, spool.database_id()).unwrap_or_else(|error| {
        let says = format!("{} cannot be used: after a crash some mail may be sent twice. {error}", file.display());
        logs.events.note(Event::error(EventCategory::Storage, 4003, says));
        Receipts::default()
    })
}

fn no_tls(error: rustls::Error) -> Fault {
    Fault::internal("TlsUnavailable", "TLS cannot be set up.").cause(error)
}

/// Each connection is a descriptor. What a process may have at first (1024 on most systems) is for programs that use
/// select(2); servers are meant to take what they may have at most.
fn raise_descriptor_limit() {
    let limit = getrlimit(Resource::Nofile);
    if limit.current != limit.maximum
        && let Err(error) = setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, ..limit })
    {
        tracing::warn!(%error, "the limit of open files stays {:?}", limit.current);
    }
}

fn make_directory(data_dir: &Path) -> Result<(), Fault> {
    DirBuilder::new().recursive(true).mode(0o700).create(data_dir).map_err(|error| {
        Fault::denied("DataDirectoryUnusable", format!("The data directory '{}' cannot be made.", data_dir.display()))
            .fix("Choose another with --data-dir.")
            .cause(error)
    })
}

/// A spool that is not as it was written has lost mail, or may have. What only a crash cut short has not.
fn tell_of_damage(findings: &[Finding], logs: &Logs) {
    for finding in findings.iter().filter(|finding| !matches!(finding, Finding::Torn { .. })) {
        let says = format!("The spool is not as it was written: {finding}.");
        logs.events.note(Event::error(EventCategory::Storage, 4002, says));
    }
}

/// Copies that this server keeps for others.
async fn open_copies(data_dir: &Path, logs: &Logs) -> Result<Copies, Fault> {
    let (folder, events) = (data_dir.join(COPIES_FOLDER), logs.events.clone());
    let opened = tokio::task::spawn_blocking(move || Copies::open(folder, events)).await;
    let opened = opened.unwrap_or(Err(SpoolError::Closed));
    opened.map_err(|error| {
        let cause = std::error::Error::source(&error).map_or_else(|| error.to_string(), ToString::to_string);
        Fault::denied("ShadowCopiesUnusable", "The shadow copies of other servers' mail cannot be opened.")
            .fix(
                "They are in 'shadow' in the data directory. Without that folder the node starts, and keeps no copies.",
            )
            .cause(cause)
    })
}

fn open_spool(data_dir: &Path) -> Result<(SegmentLog, Vec<Finding>), Fault> {
    let folder = data_dir.join("spool");
    match SegmentLog::open(&folder, SpoolOptions::default()) {
        Ok((spool, recovered)) => Ok((spool, recovered.findings)),
        Err(SpoolError::Locked { pid, .. }) => {
            let owner = pid.map_or_else(|| "another process".to_owned(), |pid| format!("process {pid}"));
            let says = format!("A node already runs on '{}': {owner}.", data_dir.display());
            Err(Fault::busy("NodeAlreadyRuns", says).fix("Stop it first, or use another --data-dir."))
        }
        Err(error @ SpoolError::Newer { .. }) => {
            Err(Fault::denied("SpoolIsNewer", format!("The spool in '{}' cannot be opened.", folder.display()))
                .fix("Install the newer emsh on this machine too. Nothing was changed.")
                .cause(error))
        }
        Err(error) => {
            let cause = std::error::Error::source(&error).map_or_else(|| error.to_string(), ToString::to_string);
            Err(Fault::denied("SpoolUnusable", format!("The spool in '{}' cannot be opened.", folder.display()))
                .fix("'emsh spool check' says what is in it.")
                .cause(cause))
        }
    }
}

/// Names that the node's own certificate is for.
fn own_names(server: &TransportServer) -> Vec<String> {
    let (fqdn, name) = (server.fqdn.as_str().to_lowercase(), server.name.to_lowercase());
    let mut names = vec![fqdn, name, "localhost".to_owned()];
    names.dedup();
    names
}

/// Says where the node is, for the person who started it.
pub fn ready_line(inside: &Inside, sockets: &[ListenerState], control: Option<SocketAddr>) -> String {
    let settings = inside.live.load();
    let mut line = format!("{} is ready", settings.server.name);
    for (what, addresses) in
        [("SMTP", addresses(&settings, sockets, false)), ("submission", addresses(&settings, sockets, true))]
    {
        if !addresses.is_empty() {
            let opening = if line.ends_with(" is ready") { ':' } else { ',' };
            line.push_str(&format!("{opening} {what} on {}", addresses.join(" and ")));
        }
    }
    if let Some(address) = control {
        line.push_str(&format!(", control on {address}"));
    }
    line.push_str(&format!(", data in {}.", inside.data_dir.display()));
    line
}

/// Where connectors really listen: those for users only, or the others.
fn addresses(settings: &Settings, sockets: &[ListenerState], is_for_users: bool) -> Vec<String> {
    let connectors = settings.receive_connectors.iter().filter(|connector| {
        connector.enabled && (connector.permission_groups == PermissionGroups::ExchangeUsers) == is_for_users
    });
    let bindings: Vec<_> = connectors.flat_map(|connector| &connector.bindings).collect();
    let served = sockets.iter().filter(|state| bindings.contains(&&state.binding));
    served.filter_map(|state| state.outcome.as_ref().ok()).map(ToString::to_string).collect()
}
