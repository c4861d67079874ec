//! From a plan to an open session: hosts in their order, their addresses in a race, TLS and login on the way.
//!
//! Hosts that did not answer lately come last. Where opportunistic TLS fails, the same host is tried once more without:
//! it has promised nothing, and mail that is delivered in clear beats mail that is not. Only DNS can refuse for good;
//! a host that does not want us makes the queue wait.

use std::collections::VecDeque;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::time::timeout;

use super::Surroundings;
use super::conversation::{Opening, OpeningStep, Terms, TlsUse, Unwelcome, for_now};
use super::demand::{Demand, Demands, in_words};
use super::front_end::is_untried;
use super::health::Health;
use super::hosts::{Host, Place, addresses, hosts};
use super::journal::Journal;
use super::line::Line;
use super::metrics::Metrics;
use super::plan::Plan;
use super::race::race;
use super::revocation::Revocations;
use super::search::{Failure, Search};
use super::session::Session;
use super::visit::Visit;
use super::wire::Wire;
use super::wishes;
use crate::mail::sasl::Credentials;
use crate::model::Domain;
use crate::resolve::Resolvers;
use crate::transport::connectivity::ConnectivityLog;
use crate::transport::protocol::ProtocolLog;
use crate::transport::{Clock, NextHop, Receipts, Speaker, TlsFailure, TlsSession, TlsSessions, Turns, Unreached};
use crate::trust::{TlsClients, Wanted, server_name_of};

/// Opens sessions.
pub struct Dialer {
    pub resolvers: Arc<dyn Resolvers>,
    pub(super) tls: TlsClients,
    demands: Demands,
    pub(super) revocations: Revocations,
    health: Health,
    log: Arc<dyn ProtocolLog>,
    connectivity: Arc<dyn ConnectivityLog>,
    clock: Arc<dyn Clock>,
    /// Number of the next session in the protocol log, or of the next turn in the connectivity log.
    next_session: AtomicU64,
    pub metrics: Metrics,
    /// Takes what next hops confirm.
    pub receipts: Arc<dyn Receipts>,
    /// Who takes mail over connections that we have made.
    pub turns: Turns,
    /// What domains are told about their wishes for TLS.
    tls_sessions: Arc<dyn TlsSessions>,
}

impl Dialer {
    pub fn new(around: Surroundings) -> Dialer {
        let Surroundings { resolvers, log, connectivity, clock, tls, metrics, receipts, turns, tls_sessions, .. } =
            around;
        // Sessions of different runs should not have the same numbers in one log.
        let first = u64::try_from(clock.now().as_millisecond()).unwrap_or(0) << 20;
        let next_session = AtomicU64::new(first);
        let demands = Demands::new(&tls);
        Dialer {
            resolvers,
            tls,
            demands,
            revocations: Revocations::default(),
            health: Health::default(),
            log,
            connectivity,
            clock,
            next_session,
            metrics,
            receipts,
            turns,
            tls_sessions,
        }
    }

    pub fn now(&self) -> jiff::Timestamp {
        self.clock.now()
    }

    pub(super) fn number_session(&self) -> u64 {
        self.next_session.fetch_add(1, Ordering::Relaxed)
    }

    /// Begins a turn at a next hop.
    pub fn visit(&self, hop: &NextHop, plan: &Plan) -> Visit {
        let session = self.number_session();
        Visit::begin(&self.connectivity, &self.clock, session, hop, plan)
    }

    pub(super) async fn search(&self, plan: &Plan, visit: &Visit) -> Result<Session, Unreached> {
        if let Some(wanted) = plan.security.shows.as_ref().filter(|wanted| !self.tls.has(wanted)) {
            return Err(no_certificate(wanted));
        }
        let dns = self.resolvers.using(&plan.servers);
        let mut search = Search::new();
        let mut hosts = hosts(plan, &*dns).await?;
        self.demands.mark(&mut hosts, plan, &*dns).await;
        visit.found(hosts.iter().map(|host| host.name.as_str()));
        for host in hosts {
            if let Some(refusal) = host.demand.as_ref().and_then(Demand::refusal) {
                self.account(plan, &host, (None, None), host.demand.as_ref().and_then(wishes::unused));
                visit.unresolved(&host.name, &refusal);
                search.failed(&host.name, Failure::Unwelcome(refusal));
                continue;
            }
            if let Place::Unix(path) = &host.place {
                match self.greet(plan, &host, Wire::connect_unix(path).await, None, plan.security.tls).await {
                    Ok(session) => {
                        visit.connected(&host.name);
                        return Ok(session);
                    }
                    Err(failure) => {
                        visit.failed(&host.name, &failure);
                        search.failed(&host.name, failure);
                    }
                }
                continue;
            }
            let addresses = match addresses(&host, plan, &*dns).await {
                Ok(addresses) => addresses,
                Err(why) => {
                    visit.unresolved(&host.name, &why);
                    search.unresolved(&host.name, why);
                    continue;
                }
            };
            visit.resolved(&host.name, &addresses);
            let (dead, living) = addresses.into_iter().partition(|address| self.health.is_dead(*address));
            let dead: VecDeque<SocketAddr> = dead;
            if !dead.is_empty() {
                search.dead.push((host.clone(), dead));
            }
            if let Some(session) = self.try_host(plan, &host, living, &mut search, visit).await {
                return Ok(session);
            }
        }
        for (host, addresses) in std::mem::take(&mut search.dead) {
            // Where there is another way, nobody waits a second time for who has not answered lately.
            if let Some(address) = addresses.front().filter(|_| plan.instead.is_some()) {
                let failure = Failure::Unconnected(io::Error::other("it did not answer lately"));
                visit.failed(&address.to_string(), &failure);
                search.failed(&address.to_string(), failure);
                continue;
            }
            if let Some(session) = self.try_host(plan, &host, addresses, &mut search, visit).await {
                return Ok(session);
            }
        }
        Err(search.unreached(plan))
    }

    /// A session over a connection that the peer has made.
    pub async fn take_over(&self, plan: &Plan, wire: Wire, visit: &mut Visit) -> Result<Session, Unreached> {
        let address = wire.ends().map(|(_, remote)| remote.ip());
        let name = address.map(|address| format!("[{address}]")).unwrap_or_default();
        let expected = address.map(Domain::from);
        let host = Host { name, expected, thumbprint: None, place: Place::Known(Vec::new()), demand: None };
        let opened = self.greet(plan, &host, Ok(wire), address, plan.security.tls).await;
        opened.map_err(|failure| {
            let text = format!("SMTPSEND.CallerTakesNothing; {failure}");
            visit.unreached(&text);
            Unreached { remark: for_now(451, 4, 0, text), is_permanent: false }
        })
    }

    /// The hosts that a session would be sought at, and what TLS is to be there. Nothing is connected to.
    pub async fn tls_of(&self, plan: &Plan) -> Result<Vec<String>, Unreached> {
        let dns = self.resolvers.using(&plan.servers);
        let mut hosts = hosts(plan, &*dns).await?;
        self.demands.mark(&mut hosts, plan, &*dns).await;
        let own = in_words(plan.security.tls, &plan.security.proof);
        let words = |host: &Host| match &host.demand {
            Some(demand @ (Demand::Tried(_) | Demand::Unfetched(_))) => format!("{}: {own} ({demand})", host.name),
            Some(demand) => format!("{}: {demand}", host.name),
            None => format!("{}: {own}", host.name),
        };
        let through = plan.via.as_ref().map(|via| via.target.names()).unwrap_or_default();
        let by_whom = |words: String| match through.is_empty() {
            true => words,
            false => format!("{words}; through front end {through}"),
        };
        Ok(hosts.iter().map(words).map(by_whom).collect())
    }

    /// A session at one of a host's addresses: whichever answers first, then the others.
    async fn try_host(
        &self,
        plan: &Plan,
        host: &Host,
        mut addresses: VecDeque<SocketAddr>,
        search: &mut Search,
        visit: &Visit,
    ) -> Option<Session> {
        loop {
            let connect = |address| self.connect(plan, address, visit);
            let race = race(&mut addresses, connect, search.attempts_left()).await;
            search.attempts += race.started;
            self.metrics.failed_connections.inc_by(race.failed.len() as u64);
            for (address, error) in race.failed {
                if !is_untried(&error) {
                    self.health.died(address, plan.dead_for);
                }
                let failure = Failure::Unconnected(error);
                visit.failed(&address.to_string(), &failure);
                search.failed(&address.to_string(), failure);
            }
            let (address, wire) = race.won?;
            self.health.lives(address);
            match self.welcome(plan, host, address, wire, visit).await {
                Ok(session) => {
                    visit.connected(&address.to_string());
                    return Some(session);
                }
                Err(failure) => {
                    visit.failed(&address.to_string(), &failure);
                    search.failed(&address.to_string(), failure);
                }
            }
        }
    }

    /// A session over a new connection. Where opportunistic TLS fails, another connection goes without.
    async fn welcome(
        &self,
        plan: &Plan,
        host: &Host,
        address: SocketAddr,
        wire: Wire,
        visit: &Visit,
    ) -> Result<Session, Failure> {
        let tls = host.demand.as_ref().map_or(plan.security.tls, |demand| demand.tls(plan.security.tls));
        let local = wire.ends().map(|(local, _)| local.ip());
        let result = self.greet(plan, host, Ok(wire), Some(address.ip()), tls).await;
        let failure = match &result {
            Ok(session) => Some(wishes::fault_of(session, host, &self.tls)),
            Err(failure) => wishes::fault_behind(failure).map(Some),
        };
        if let Some(failure) = failure {
            self.account(plan, host, (Some(address.ip()), local), failure);
        }
        if tls != TlsUse::Opportunistic || !matches!(result, Err(Failure::Unencrypted(_))) {
            return result;
        }
        let wire = self.connect(plan, address, visit).await;
        self.greet(plan, host, wire, Some(address.ip()), TlsUse::Never).await
    }

    /// Tells the reports of the domain what became of its wishes.
    fn account(
        &self,
        plan: &Plan,
        host: &Host,
        (remote, local): (Option<IpAddr>, Option<IpAddr>),
        failure: Option<TlsFailure>,
    ) {
        let Some(domain) = wishes::domain_of(plan) else { return };
        self.tls_sessions.record(TlsSession {
            time: self.clock.now(),
            domain: domain.to_owned(),
            policy: wishes::policy_of(host.demand.as_ref()),
            exchanger: host.name.clone(),
            remote,
            local,
            failure,
        });
    }

    /// The conversation up to readiness.
    async fn greet(
        &self,
        plan: &Plan,
        host: &Host,
        wire: io::Result<Wire>,
        address: Option<IpAddr>,
        tls: TlsUse,
    ) -> Result<Session, Failure> {
        let wire = wire.inspect_err(|_| {
            self.metrics.failed_connections.inc();
        });
        let wire = wire.map_err(Failure::Unconnected)?;
        self.metrics.connections.inc();
        let journal = self.journal(plan, &wire);
        let mut line = Line::new(wire, journal);
        let by = Speaker::Remote { host: host.name.clone(), address };
        let mut opening = Opening::new(terms(plan, tls), by);
        let mut wait = plan.patience.banner;
        loop {
            let reply = line.reply(wait).await.map_err(|loss| Failure::Unwelcome(loss.remark()))?;
            wait = plan.patience.opening;
            let mut step = opening.on_reply(&reply);
            if let OpeningStep::StartTls = step {
                line = self.encrypt(line, plan, host, address).await?;
                step = opening.on_tls();
            }
            match step {
                OpeningStep::Say { line: words, secret } => {
                    let bytes = words.as_bytes();
                    let said = match secret {
                        true => line.say_secret(bytes, plan.patience.block).await,
                        false => line.say(bytes, plan.patience.block).await,
                    };
                    said.map_err(|loss| Failure::Unwelcome(loss.remark()))?;
                }
                OpeningStep::Ready(capabilities) => {
                    let patience = plan.patience;
                    return Ok(Session::new(line, plan.dialect, capabilities, patience, host.name.clone(), address));
                }
                OpeningStep::Unwelcome(Unwelcome { remark, is_polite }) => {
                    if is_polite {
                        line.quit().await;
                    }
                    return Err(Failure::Unwelcome(remark));
                }
                // After STARTTLS the opening has only lines to say.
                OpeningStep::StartTls => {
                    return Err(Failure::Unwelcome(for_now(451, 5, 0, "STARTTLS was offered twice")));
                }
            }
        }
    }

    async fn encrypt(&self, line: Line, plan: &Plan, host: &Host, address: Option<IpAddr>) -> Result<Line, Failure> {
        let by_address = || address.map(Domain::from);
        let expected = host.expected.as_ref().and_then(server_name_of);
        let name = expected.or_else(|| by_address().as_ref().and_then(server_name_of));
        let name = name.ok_or_else(|| Failure::Unencrypted(io::Error::other("the host has no name for TLS")))?;
        let config = match (&plan.security.identity, host.thumbprint) {
            (Some(identity), Some(thumbprint)) => identity.client_config(vec![thumbprint]),
            (Some(identity), None) => identity.client_config(plan.security.ours.clone()),
            (None, _) => {
                let demanded = host.demand.as_ref().and_then(Demand::proof);
                self.tls.config(demanded.as_ref().unwrap_or(&plan.security.proof), plan.security.shows.as_ref())
            }
        };
        let config = config.map_err(|error| Failure::Unencrypted(io::Error::other(error)))?;
        let Line { wire, mut journal, .. } = line;
        let encrypted = match timeout(plan.patience.opening, wire.encrypt(config, name)).await {
            Ok(encrypted) => encrypted,
            Err(_) => Err(io::Error::new(io::ErrorKind::TimedOut, "TLS handshake timed out")),
        };
        match encrypted {
            Ok(wire) => {
                self.metrics.encrypted_sessions.inc();
                journal.information(|| wire.agreed().unwrap_or_default());
                self.look_up(&wire, plan, host, &mut journal).await.map_err(Failure::Unencrypted)?;
                // A new line: what was read before TLS does not count after it (RFC 3207 §4.2).
                Ok(Line::new(wire, journal))
            }
            Err(error) => {
                journal.information(|| format!("TLS failed: {error}"));
                Err(Failure::Unencrypted(error))
            }
        }
    }

    fn journal(&self, plan: &Plan, wire: &Wire) -> Journal {
        match (&plan.logged_as, wire.ends()) {
            (Some(name), Some(ends)) => {
                let session = self.number_session();
                Journal::begin(&self.log, &self.clock, name, session, ends)
            }
            _ => Journal::silent(),
        }
    }
}

/// A connector that is told which certificate to show sends nothing as somebody else.
fn no_certificate(wanted: &Wanted) -> Unreached {
    let name = wanted.name.as_ref().map(ToString::to_string).unwrap_or_default();
    let text = format!("SMTPSEND.NoCertificate; no certificate of this server is named {name}");
    Unreached { remark: for_now(454, 7, 5, text), is_permanent: false }
}

fn terms(plan: &Plan, tls: TlsUse) -> Terms {
    Terms {
        dialect: plan.dialect,
        hello: plan.hello.clone(),
        force_helo: plan.force_helo,
        tls,
        needs_require_tls: plan.is_strict,
        login: plan
            .login
            .as_ref()
            .map(|login| Credentials { user: login.user_name.clone(), password: login.password.expose().into() }),
    }
}
