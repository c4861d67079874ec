//! The stage with scripted neighbours.
//!
//! Time is the runtime's own, paused: it jumps to the next timer when, and only when, nobody has anything left to do.
//! Reads from the disk count as something to do by themselves; [`AttendedSpool`] sees to it that commits do, too.
//! So no test depends on how fast the machine is.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use bytes::Bytes;
use tempfile::TempDir;

use super::attended::AttendedSpool;
pub use super::world::{Answer, Host, World, remark};
use crate::model::{MessageInfo, QueueInfo, ReversePath};
use crate::transport::queue::spool::{SegmentLog, Spool, SpoolOptions};
use crate::transport::queue::{Engine, InHand, MessageQuery, Parts, Receipts, sample};
use crate::transport::{
    Attempt, Body, BoxFuture, Carriage, Carrier, Clock, Delivery, Envelope, Intake, MessageId, NextHop, Notice,
    Outcome, Receipts as _, Received, Reporter, Settings, Source, Unreached, Verdict,
};

use super::world::Delivered;

/// A running stage and all that its tests look at.
pub struct Scene {
    pub engine: Engine,
    pub spool: Arc<dyn Spool>,
    pub world: Arc<World>,
    pub folder: Arc<TempDir>,
    process: Process,
}

/// The neighbours as one process sees them: when it has died, nothing it still does reaches anybody.
#[derive(Clone)]
struct Process {
    world: Arc<World>,
    is_dead: Arc<AtomicBool>,
    /// Where it writes down what it works on.
    in_hand: PathBuf,
    receipts: Arc<Receipts>,
}

impl Process {
    /// Ends in the middle of what it does, where its next hop is such.
    fn end_if_deadly(&self, domain: &str) {
        let mut state = self.world.state();
        if matches!(state.hosts.get(domain), Some(Host::Deadly)) {
            state.last_words = Some(std::fs::read(&self.in_hand).expect("readable"));
            self.is_dead.store(true, Ordering::SeqCst);
        }
    }

    /// For ever, in a process that is dead.
    async fn must_live(&self) {
        if self.is_dead.load(Ordering::SeqCst) {
            std::future::pending::<()>().await;
        }
    }
}

impl Reporter for Process {
    fn report<'a>(&'a self, notice: &'a Notice, _: &'a Arc<Settings>) -> BoxFuture<'a, Option<Received>> {
        Box::pin(async move {
            self.must_live().await;
            self.world.state().notices.push(notice.clone());
            let ReversePath::Address(sender) = &notice.envelope.return_path else { return None };
            let mut envelope = sample::envelope(&sender.to_string());
            envelope.return_path = ReversePath::Null;
            envelope.source = Source::Dsn { about: notice.envelope.internet_message_id.clone() };
            envelope.received = notice.time;
            let text = format!("Subject: {:?}\r\n\r\nabout {}\r\n", notice.kind, notice.id);
            Some(Received::new(envelope, Body::Memory(vec![text.into()])))
        })
    }
}

impl Carrier for Process {
    fn open<'a>(
        &'a self,
        hop: &'a NextHop,
        _: &'a Arc<Settings>,
    ) -> BoxFuture<'a, Result<Box<dyn Carriage>, Unreached>> {
        Box::pin(async move {
            self.must_live().await;
            let domain = hop.domain.to_string();
            let mut state = self.world.state();
            state.opened.push((self.world.start.elapsed(), domain.clone()));
            match state.hosts.get(&domain) {
                Some(Host::Down(text)) => Err(Unreached { remark: remark(451, (4, 4, 1), text), is_permanent: false }),
                Some(Host::Gone(text)) => Err(Unreached { remark: remark(550, (5, 4, 4), text), is_permanent: true }),
                _ => {
                    *state.open.entry(domain.clone()).or_default() += 1;
                    let (all, one) = (state.open.values().sum::<usize>(), state.open[&domain]);
                    state.most_open = state.most_open.max(all);
                    state.most_open_of_one = state.most_open_of_one.max(one);
                    Ok(Box::new(Connection { process: self.clone(), domain }) as Box<dyn Carriage>)
                }
            }
        })
    }
}

/// One open session.
struct Connection {
    process: Process,
    domain: String,
}

impl Drop for Connection {
    fn drop(&mut self) {
        if let Some(open) = self.process.world.state().open.get_mut(&self.domain) {
            *open -= 1;
        }
    }
}

impl Connection {
    /// One for each recipient, noted like any answer; and whether the connection still stands.
    fn answers(&self, attempt: &Attempt) -> (Vec<(usize, Outcome)>, bool) {
        let mut state = self.process.world.state();
        let host = state.hosts.get(&self.domain).cloned();
        let mut is_reusable = true;
        let mut outcomes = Vec::new();
        for &index in &attempt.recipients {
            let answer = match &host {
                None => Answer::Takes,
                Some(Host::Says(says)) => says(attempt, index),
                Some(_) => Answer::Breaks,
            };
            if answer == Answer::Takes {
                self.process.receipts.taken_over(attempt, &[index], false);
            }
            outcomes.push((
                index,
                match answer {
                    Answer::Takes => {
                        let Body::Memory(chunks) = &attempt.body else { panic!("small bodies come whole") };
                        state.delivered.push(Delivered {
                            id: attempt.id,
                            hop: self.domain.clone(),
                            recipient: attempt.envelope.recipients[index].address.to_string(),
                            text: String::from_utf8_lossy(&chunks.concat()).into_owned(),
                        });
                        Outcome::Sent { remark: remark(250, (2, 1, 5), "OK"), relays_dsn: false }
                    }
                    Answer::PutsOff => Outcome::Deferred(remark(450, (4, 2, 1), "greylisted")),
                    Answer::Refuses => Outcome::Failed(remark(550, (5, 1, 1), "unknown user")),
                    Answer::Breaks => {
                        is_reusable = false;
                        Outcome::Deferred(remark(421, (4, 4, 2), "connection dropped"))
                    }
                },
            ));
        }
        (outcomes, is_reusable)
    }
}

impl Carriage for Connection {
    fn deliver<'a>(&'a mut self, attempt: &'a Attempt) -> BoxFuture<'a, Delivery> {
        Box::pin(async move {
            let mut gate = self.process.world.gate.subscribe();
            let _ = gate.wait_for(|is_open| *is_open).await;
            self.process.must_live().await;
            let is_fatal = matches!(self.process.world.state().hosts.get(&self.domain), Some(Host::Panics));
            assert!(!is_fatal, "a message that nobody expected");
            self.process.end_if_deadly(&self.domain);
            self.process.must_live().await;
            let (outcomes, is_reusable) = self.answers(attempt);
            if self.process.world.state().dies_told_by.contains(&&*self.domain) {
                self.process.is_dead.store(true, Ordering::SeqCst);
                self.process.must_live().await;
            }
            Delivery { outcomes, is_reusable, host: "mx.example".into(), address: None, notes: Vec::new() }
        })
    }

    fn close(self: Box<Self>) -> BoxFuture<'static, ()> {
        Box::pin(async {})
    }
}

/// A spool that does not need much disk.
pub fn open_spool(folder: &Path) -> (Arc<dyn Spool>, BTreeMap<String, Bytes>) {
    let options = SpoolOptions {
        segment_bytes: 1 << 20,
        first_segment_bytes: 256 << 10,
        reserve_bytes: 0,
        ..SpoolOptions::default()
    };
    let (spool, recovered) = SegmentLog::open(folder, options).expect("a spool");
    (Arc::new(spool), recovered.orders)
}

impl Scene {
    pub fn new() -> Scene {
        Scene::start(World::new(), Arc::new(TempDir::new().expect("a folder")))
    }

    /// A node on what is in a folder.
    pub fn start(world: Arc<World>, folder: Arc<TempDir>) -> Scene {
        let in_hand = folder.path().join("in-hand");
        let (spool, orders) = open_spool(folder.path());
        let receipts = Receipts::open(&folder.path().join("receipts"), spool.database_id());
        let receipts = Arc::new(receipts.expect("a file"));
        let process = Process {
            world: world.clone(),
            is_dead: Arc::default(),
            in_hand: in_hand.clone(),
            receipts: receipts.clone(),
        };
        let spool: Arc<dyn Spool> = Arc::new(AttendedSpool(spool));
        let parts = Parts {
            threads: Vec::new(),
            live: world.live.clone(),
            spool: spool.clone(),
            policy: Arc::new(crate::transport::categorize::OrganizationPolicy),
            attendance: Arc::default(),
            categorizer: world.clone(),
            carrier: Arc::new(process.clone()),
            reporter: Arc::new(process.clone()),
            track: world.clone(),
            clock: world.clone(),
            relief: Arc::default(),
            events: world.clone(),
            in_hand: Arc::new(InHand::open(&in_hand).expect("a file")),
            receipts,
        };
        Scene { engine: Engine::start(parts, &orders), spool, world, folder, process }
    }

    /// The node dies now; another one starts on what is on the disk at this instant.
    pub fn crash(self) -> Scene {
        let folder = Arc::new(TempDir::new().expect("a folder"));
        // First of all, so that a start under way has put them elsewhere meanwhile, or where they lead is in the spool.
        for name in ["receipts", "receipts.left"] {
            let _ = std::fs::copy(self.folder.path().join(name), folder.path().join(name));
        }
        for entry in std::fs::read_dir(self.folder.path()).expect("readable") {
            let entry = entry.expect("readable");
            let is_copied = entry.file_name().to_string_lossy().starts_with("receipts");
            if !is_copied && entry.file_type().expect("readable").is_file() {
                std::fs::copy(entry.path(), folder.path().join(entry.file_name())).expect("copied");
            }
        }
        if let Some(words) = self.world.state().last_words.take() {
            std::fs::write(folder.path().join("in-hand"), words).expect("written");
        }
        self.process.is_dead.store(true, Ordering::SeqCst);
        let world = self.world.clone();
        tokio::spawn(async move { self.engine.stop(Duration::ZERO).await });
        Scene::start(world, folder)
    }

    pub async fn restart(self) -> Scene {
        self.engine.stop(Duration::from_secs(10)).await;
        let Scene { engine, spool, world, folder, process: _ } = self;
        drop(engine);
        drop(spool);
        Scene::start(world, folder)
    }

    /// A message arrives; each has its own text.
    pub async fn send(&self, recipients: &str) -> MessageId {
        self.accept(sample::envelope(recipients)).await
    }

    pub async fn accept(&self, mut envelope: Envelope) -> MessageId {
        envelope.received = self.world.now();
        let text = format!("Subject: {}\r\n\r\nHello\r\n", envelope.subject);
        let body = Body::Memory(vec![text.into()]);
        self.engine.accept(Received::new(envelope, body)).await.expect("accepted")
    }

    /// Lets everybody do what they can do at about this moment; then this must be so.
    pub async fn until(&self, what: &str, is_so: impl FnOnce() -> bool) {
        self.settle().await;
        assert!(is_so(), "at rest before {what}");
    }

    /// Lets everybody do what they can do at about this moment.
    pub async fn settle(&self) {
        // Longer than the timekeeper waits between two looks at a queue.
        tokio::time::sleep(Duration::from_millis(50)).await;
    }

    /// Time passes.
    pub async fn pass(&self, seconds: u64) {
        tokio::time::sleep(Duration::from_secs(seconds)).await;
        self.settle().await;
    }

    pub async fn delivered(&self, count: usize) {
        self.until(&format!("{count} are delivered"), || self.world.state().delivered.len() >= count).await;
    }

    /// Name, status and count of each queue that is not empty.
    pub fn queues(&self) -> Vec<(String, String, i32)> {
        let queues = self.engine.list_queues(None).into_iter().filter(|queue| queue.message_count > 0);
        queues.map(|queue| (queue.next_hop_domain, queue.status.to_string(), queue.message_count)).collect()
    }

    pub fn queue(&self, domain: &str) -> Option<QueueInfo> {
        self.engine.list_queues(Some(&domain.parse().expect("an identity"))).pop()
    }

    pub async fn messages(&self) -> Vec<MessageInfo> {
        let query = MessageQuery {
            queue: None,
            number: None,
            accepts: Box::new(|_| true),
            condition: None,
            with_recipients: true,
            with_latency: true,
            limit: usize::MAX,
            after: None,
        };
        let mut messages = self.engine.list_messages(query);
        let mut all = Vec::new();
        while let Some(message) = messages.recv().await {
            all.push(message.expect("readable"));
        }
        all
    }

    /// Ids of what the spool still holds.
    pub async fn spooled(&self) -> Vec<u64> {
        self.spool.commit(Vec::new()).await.expect("committed");
        self.spool.ids_after(MessageId(0), 100_000).into_iter().map(|id| id.0).collect()
    }
}

/// What the categorizer says of a domain that leads nowhere.
pub fn unreachable() -> Verdict {
    Verdict::Unreachable(remark(451, (4, 4, 4), "ROUTING.NoConnectorForAddressType"))
}
