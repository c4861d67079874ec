//! The transport service inside the node: queues and reception, which an operator may stop and start without ending
//! the process (Exchange calls it MSExchangeTransport).
//!
//! The spool, the settings and the logs belong to the node and outlive it.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use arc_swap::ArcSwapOption;
use bytes::Bytes;
use jiff::Timestamp;

use super::logs::Logs;
use super::threads::MailPath;
use super::watchers::Watchers;
use crate::control::wire::ServiceAct;
use crate::model::{EventCategory, EventLevel, ServiceState, TransportServer};
use crate::resolve::Resolvers;
use crate::transport::agent::{self, Absence, Absences, Attendance};
use crate::transport::categorize::{OrganizationPolicy, Router};
use crate::transport::links::Teller;
use crate::transport::queue::spool::Spool;
use crate::transport::queue::{Engine, InHand, Parts, Receipts, SpooledBodies};
use crate::transport::receive::pickup::{Pickup, PickupParts};
use crate::transport::receive::{ListenerState, Neighbours, Reception};
use crate::transport::report::dsn::DsnReporter;
use crate::transport::send::{Outbound, Poll};
use crate::transport::shadow::{Shadows, Watcher};
use crate::transport::{
    Body, BodySink, BoxFuture, Chore, Clock, Event, Events, Intake, Live, Measures, Refusal, Relief, Settings,
    SystemClock, Turns,
};

/// For messages that are being received when the service stops.
const FINISH_RECEIVING: Duration = Duration::from_millis(3500);
/// For deliveries that are under way then; what is not done by then is given back to its queue.
const FINISH_SENDING: Duration = Duration::from_millis(3500);

/// What the service stands on.
pub struct Ground {
    pub live: Live,
    pub spool: Arc<dyn Spool>,
    pub outbound: Arc<Outbound>,
    /// Where connections go that are turned round after ATRN.
    pub turns: Turns,
    pub resolvers: Arc<dyn Resolvers>,
    pub logs: Logs,
    /// Who watches what happens to messages; tells the tracking log as well.
    pub watchers: Arc<Watchers>,
    pub relief: Arc<Relief>,
    /// Where `emsh sendmail` leaves messages.
    pub sendmail: PathBuf,
    pub in_hand: Arc<InHand>,
    pub receipts: Arc<Receipts>,
    /// Copies of messages on other servers, and theirs here.
    pub shadows: Arc<Shadows>,
    pub threads: MailPath,
}

/// The service and whether it runs.
pub struct Service {
    ground: Ground,
    phase: AtomicU8,
    running: Arc<ArcSwapOption<Running>>,
    /// One order after the other.
    ordering: tokio::sync::Mutex<()>,
    /// As settings last had it.
    state: Mutex<ServiceState>,
    /// As they were when last looked at, to tell what has changed.
    listeners: Mutex<Vec<ListenerState>>,
    /// Agents that do not answer.
    absences: Arc<Absences>,
}

/// Its parts.
pub struct Running {
    pub engine: Engine,
    pub reception: Arc<Reception>,
    pickup: Pickup,
    poll: Poll,
    vigil: Chore,
    rounds: Chore,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Phase {
    Stopped,
    Starting,
    Running,
    Draining,
}

impl Phase {
    const ALL: [Phase; 4] = [Phase::Stopped, Phase::Starting, Phase::Running, Phase::Draining];
}

impl std::fmt::Display for Phase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Debug::fmt(self, f)
    }
}

impl Service {
    pub fn new(ground: Ground) -> Service {
        let absences = Arc::new(Absences::told_to(ground.logs.events.clone()));
        Service {
            ground,
            absences,
            phase: AtomicU8::new(Phase::Stopped as u8),
            running: Arc::default(),
            ordering: tokio::sync::Mutex::default(),
            state: Mutex::new(ServiceState::Active),
            listeners: Mutex::default(),
        }
    }

    pub fn phase(&self) -> Phase {
        Phase::ALL[usize::from(self.phase.load(Ordering::Acquire))]
    }

    /// Queues and reception, while they are there.
    pub fn running(&self) -> Option<Arc<Running>> {
        self.running.load_full()
    }

    /// Carries an operator's order out. Run it as a task of its own: half an order is worse than none.
    pub async fn obey(&self, act: ServiceAct) {
        let _alone = self.ordering.lock().await;
        if act != ServiceAct::Start {
            self.rest().await;
        }
        if act != ServiceAct::Stop {
            self.rise().await;
        }
    }

    /// To be called after the settings have been swapped; listeners follow with [`Service::look_after_listeners`].
    /// Must be called in a tokio runtime.
    pub fn reconfigured(&self, settings: &Settings) {
        self.ground.logs.configure(&settings.server);
        self.ground.logs.routes.record(settings, Timestamp::now());
        self.take_state(&settings.server);
        if let Some(running) = self.running() {
            running.engine.reconfigured();
            running.poll.reconfigured();
            self.ground.shadows.copies.reconfigured();
        }
    }

    /// Listens where the settings say; bindings that failed are tried again.
    pub async fn look_after_listeners(&self) {
        if let Some(running) = self.running() {
            self.tell_listeners(running.reception.reconfigure().await);
        }
    }

    /// Every binding wanted, and how it fares; nothing while the service is stopped.
    pub async fn listeners(&self) -> Vec<ListenerState> {
        match self.running() {
            Some(running) => running.reception.listeners().await,
            None => Vec::new(),
        }
    }

    /// Copies of messages on other servers, and theirs here.
    pub fn shadows(&self) -> &Shadows {
        &self.ground.shadows
    }

    /// The agents at work that do not answer.
    pub fn absent_agents(&self, settings: &Settings) -> Vec<Absence> {
        self.absences.of(&settings.agents)
    }

    /// It should listen somewhere, and does nowhere.
    pub fn is_deaf(&self) -> bool {
        let known = self.listeners.lock().unwrap_or_else(PoisonError::into_inner);
        !known.is_empty() && known.iter().all(|state| state.outcome.is_err())
    }

    async fn rise(&self) {
        if self.running().is_some() {
            return;
        }
        self.enter(Phase::Starting);
        self.take_state(&self.ground.live.load().server);
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let Ground {
            live,
            spool,
            outbound,
            turns,
            resolvers,
            logs,
            relief,
            sendmail,
            in_hand,
            receipts,
            shadows,
            watchers,
            ..
        } = &self.ground;
        let threads = self.ground.threads.clone();
        // One process for each program, whoever asks it.
        let agents = Arc::new(agent::Host::telling(self.absences.clone()));
        let engine = Engine::start(
            Parts {
                live: live.clone(),
                spool: spool.clone(),
                policy: Arc::new(OrganizationPolicy),
                attendance: Arc::new(Attendance::by(agents.clone())),
                categorizer: Arc::new(Router),
                carrier: outbound.clone(),
                reporter: Arc::new(self.reporter()),
                track: watchers.clone(),
                clock: clock.clone(),
                relief: relief.clone(),
                events: logs.events.clone(),
                in_hand: in_hand.clone(),
                receipts: receipts.clone(),
                threads: threads.queues,
            },
            &spool.orders(),
        );
        let reception = Arc::new(Reception::beside(
            Neighbours {
                live: live.clone(),
                intake: Arc::new(engine.clone()),
                track: watchers.clone(),
                protocol_log: logs.protocol.clone(),
                clock: clock.clone(),
                relief: relief.clone(),
                resolvers: resolvers.clone(),
                dispatch: Arc::new(engine.clone()),
                threads: threads.reception,
            },
            agents,
            Some(shadows.clone()),
        ));
        turns.go_to(Some(Arc::new(reception.clone())));
        let poll = Poll::start(live.clone(), outbound.clone(), clock.clone());
        let vigil = Watcher {
            live: live.clone(),
            shadows: shadows.clone(),
            outbound: outbound.clone(),
            intake: Arc::new(engine.clone()),
            track: watchers.clone(),
            events: logs.events.clone(),
            clock: clock.clone(),
        }
        .start();
        let rounds = Teller { live: live.clone(), engine: engine.clone(), outbound: outbound.clone() }.start();
        let pickup = Pickup::start(PickupParts {
            live: live.clone(),
            intake: Arc::new(engine.clone()),
            reporter: Arc::new(self.reporter()),
            track: watchers.clone(),
            clock,
            relief: relief.clone(),
            sendmail: sendmail.clone(),
        });
        let running = Arc::new(Running { engine, reception, pickup, poll, vigil, rounds });
        self.running.store(Some(running.clone()));
        self.tell_listeners(running.reception.reconfigure().await);
        self.enter(Phase::Running);
    }

    async fn rest(&self) {
        let Some(running) = self.running() else { return };
        self.enter(Phase::Draining);
        self.ground.turns.go_to(None);
        tokio::join!(
            running.reception.stop(FINISH_RECEIVING),
            running.pickup.stop(),
            running.poll.stop(FINISH_RECEIVING),
            running.vigil.stop(FINISH_RECEIVING),
            running.rounds.stop(FINISH_RECEIVING)
        );
        running.engine.stop(FINISH_SENDING).await;
        self.running.store(None);
        self.tell_listeners(Vec::new());
        self.enter(Phase::Stopped);
    }

    /// Obeys who has a say in whether the service is in service: reception and Pickup look by themselves, and what is
    /// Inactive sends nothing either.
    fn take_state(&self, server: &TransportServer) {
        let now = server.transport_state();
        self.ground.relief.order(match now {
            ServiceState::Inactive => Measures::STOP_DELIVERY,
            ServiceState::Active | ServiceState::Draining => Measures::NONE,
        });
        let mut known = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if std::mem::replace(&mut *known, now) != now {
            let requests = server.component_states.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            let why = if requests.is_empty() { String::new() } else { format!(" ({requests})") };
            let says = match now {
                ServiceState::Active => "takes mail and sends it",
                ServiceState::Draining => "takes no new mail, and sends what it has",
                ServiceState::Inactive => "takes no mail and sends none",
            };
            self.note(Event::information(
                EventCategory::TransportService,
                1005,
                format!("HubTransport is {now}{why}: the service {says}."),
            ));
        }
    }

    fn enter(&self, phase: Phase) {
        self.phase.store(phase as u8, Ordering::Release);
        let event = match phase {
            Phase::Running => Event::information(EventCategory::TransportService, 1001, "The transport service runs."),
            Phase::Stopped => {
                Event::information(EventCategory::TransportService, 1002, "The transport service has stopped.")
            }
            Phase::Starting | Phase::Draining => {
                let says = format!("The transport service is {phase}.");
                Event::information(EventCategory::TransportService, 1000, says).at(EventLevel::Medium)
            }
        };
        self.note(event);
    }

    fn note(&self, event: Event) {
        self.ground.logs.events.note(event);
    }

    /// Reports too large for memory go where received mail of that size goes.
    fn reporter(&self) -> DsnReporter {
        let running = self.running.clone();
        let open_body = move || match running.load().as_ref() {
            Some(running) => running.engine.open_body(),
            None => Box::new(Closed) as Box<dyn BodySink>,
        };
        DsnReporter::new(Arc::new(SpooledBodies(self.ground.spool.clone())), Arc::new(open_body))
    }

    /// Mentions in the log what has changed.
    fn tell_listeners(&self, now: Vec<ListenerState>) {
        let mut known = self.listeners.lock().unwrap_or_else(PoisonError::into_inner);
        for state in now.iter().filter(|state| !known.contains(state)) {
            match &state.outcome {
                Ok(address) => {
                    let says = format!("Listening on {} ({address}).", state.binding);
                    self.note(Event::information(EventCategory::SmtpReceive, 1020, says).at(EventLevel::Low));
                }
                Err(error) => {
                    let says = format!("Not listening on {}: {error}", state.binding);
                    self.note(Event::error(EventCategory::SmtpReceive, 1019, says));
                }
            }
        }
        for gone in known.iter().filter(|state| !now.iter().any(|other| other.binding == state.binding)) {
            let says = format!("No longer listening on {}.", gone.binding);
            self.note(Event::information(EventCategory::SmtpReceive, 1021, says).at(EventLevel::Low));
        }
        *known = now;
    }
}

/// Takes nothing: the service stops.
struct Closed;

impl BodySink for Closed {
    fn push(&mut self, _: Vec<Bytes>) -> BoxFuture<'_, Result<(), Refusal>> {
        Box::pin(std::future::ready(Err(Refusal::Stopping)))
    }

    fn finish(self: Box<Self>, _: Bytes) -> BoxFuture<'static, Result<Body, Refusal>> {
        Box::pin(std::future::ready(Err(Refusal::Stopping)))
    }
}
