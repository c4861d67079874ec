//! The world around the stage: hosts that behave as a test says, routes, and what has happened.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use arc_swap::ArcSwap;
use jiff::Timestamp;
use tokio::sync::watch;
use tokio::time::Instant;

use crate::mail::EnhancedStatus;
use crate::transport::queue::sample;
use crate::transport::{
    Attempt, Categorizer, Clock, Envelope, Event, Events, MessageId, Notice, Remark, Settings, Speaker, Track,
    TrackingEvent, Verdict,
};

/// The neighbours, which outlive a crash of the node.
pub struct World {
    pub live: crate::transport::Live,
    pub start: Instant,
    state: Mutex<State>,
    /// Seconds by which the clock on the wall has been set.
    set_by: std::sync::atomic::AtomicI64,
    /// Messages may be delivered while this is true.
    pub gate: watch::Sender<bool>,
}

#[derive(Default)]
pub struct State {
    pub routes: HashMap<String, Verdict>,
    /// What a next hop does, by its domain; without an entry all goes well.
    pub hosts: HashMap<String, Host>,
    pub opened: Vec<(Duration, String)>,
    pub open: HashMap<String, usize>,
    pub most_open: usize,
    pub most_open_of_one: usize,
    pub delivered: Vec<Delivered>,
    pub notices: Vec<Notice>,
    pub events: Vec<TrackingEvent>,
    pub noted: Vec<Event>,
    /// The node ends when one of these has confirmed a message.
    pub dies_told_by: &'static [&'static str],
    /// What stood in the file of messages in hand when the process ended.
    pub last_words: Option<Vec<u8>>,
}

/// One recipient that a next hop has taken over.
#[derive(Clone, Debug, PartialEq)]
pub struct Delivered {
    pub id: MessageId,
    pub hop: String,
    pub recipient: String,
    pub text: String,
}

/// How a host answers for one recipient of an attempt, by its index.
pub type Manner = dyn Fn(&Attempt, usize) -> Answer + Send + Sync;

#[derive(Clone)]
pub enum Host {
    Down(&'static str),
    /// Whoever talks to it breaks down.
    Panics,
    /// The whole process ends while it sends to it.
    Deadly,
    /// Known not to exist.
    Gone(&'static str),
    /// Answers each recipient like this.
    Says(Arc<Manner>),
}

/// What a scripted host says about a recipient.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Answer {
    Takes,
    PutsOff,
    Refuses,
    /// The connection breaks.
    Breaks,
}

pub fn remark(code: u16, status: (u8, u16, u16), text: &str) -> Remark {
    let by = Speaker::Remote { host: "mx.example".into(), address: None };
    Remark { code, status: EnhancedStatus::new(status.0, status.1, status.2), text: text.into(), by }
}

impl World {
    pub fn new() -> Arc<World> {
        Arc::new(World {
            live: Arc::new(ArcSwap::from_pointee(sample::settings())),
            start: Instant::now(),
            state: Mutex::default(),
            set_by: Default::default(),
            gate: watch::Sender::new(true),
        })
    }

    pub fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().expect("no test panics in here")
    }

    pub fn host(&self, domain: &str, host: Host) {
        self.state().hosts.insert(domain.into(), host);
    }

    pub fn says(&self, domain: &str, answer: Answer) {
        self.host(domain, Host::Says(Arc::new(move |_, _| answer)));
    }

    pub fn heals(&self, domain: &str) {
        self.state().hosts.remove(domain);
    }

    pub fn route(&self, domain: &str, verdict: Verdict) {
        self.state().routes.insert(domain.into(), verdict);
    }

    /// Sets the clock on the wall by so many seconds, forwards or back.
    pub fn set_clock(&self, seconds: i64) {
        self.set_by.fetch_add(seconds, std::sync::atomic::Ordering::SeqCst);
    }

    /// Closed: who delivers waits in the middle of it.
    pub fn gate(&self, is_open: bool) {
        self.gate.send_replace(is_open);
    }

    pub fn delivered(&self) -> Vec<Delivered> {
        self.state().delivered.clone()
    }

    /// How often each recipient got each message.
    pub fn deliveries(&self) -> BTreeMap<(u64, String), usize> {
        let mut counts = BTreeMap::new();
        for delivered in &self.state().delivered {
            *counts.entry((delivered.id.0, delivered.recipient.clone())).or_default() += 1;
        }
        counts
    }

    pub fn notices(&self) -> Vec<Notice> {
        self.state().notices.clone()
    }

    pub fn events(&self) -> Vec<TrackingEvent> {
        self.state().events.clone()
    }

    /// When sessions to a domain were opened or tried, in seconds from the start.
    pub fn attempts(&self, domain: &str) -> Vec<u64> {
        let state = self.state();
        state.opened.iter().filter(|(_, hop)| hop == domain).map(|(at, _)| at.as_secs()).collect()
    }

    /// Most sessions that were open at once: in all, and to one next hop.
    pub fn most_open(&self) -> (usize, usize) {
        let state = self.state();
        (state.most_open, state.most_open_of_one)
    }

    pub fn change(&self, change: impl FnOnce(&mut Settings)) {
        let mut settings = Settings::clone(&self.live.load());
        settings.revision += 1;
        change(&mut settings);
        self.live.store(Arc::new(settings));
    }

    pub fn change_server(&self, change: impl FnOnce(&mut crate::model::TransportServer)) {
        self.change(|settings| change(Arc::make_mut(&mut settings.server)));
    }
}

impl Clock for World {
    fn now(&self) -> Timestamp {
        let set_by = self.set_by.load(std::sync::atomic::Ordering::SeqCst);
        Timestamp::UNIX_EPOCH + self.start.elapsed() + jiff::SignedDuration::from_secs(set_by)
    }

    fn zone(&self) -> jiff::tz::TimeZone {
        jiff::tz::TimeZone::UTC
    }
}

impl Track for World {
    fn record(&self, event: TrackingEvent) {
        self.state().events.push(event);
    }
}

impl Events for World {
    fn note(&self, event: Event) {
        self.state().noted.push(event);
    }
}

impl Categorizer for World {
    fn categorize(&self, envelope: &Envelope, recipients: &[usize], _: &Settings) -> Vec<Verdict> {
        let state = self.state();
        let route = |index: &usize| {
            let domain = envelope.recipients[*index].address.domain().as_str();
            state.routes.get(domain).cloned().unwrap_or_else(|| Verdict::Deliver(sample::hop(domain)))
        };
        recipients.iter().map(route).collect()
    }
}
