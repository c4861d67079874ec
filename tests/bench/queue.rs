//! What queueing costs by itself: clients that hand messages over, a real spool, and next hops that take everything at
//! once.
//!
//! `cargo bench --bench queue -- [MESSAGES [BYTES [CLIENTS [DOMAINS]]]]`, by default 100,000 messages of 4,096 bytes from
//! 50 clients to 1 domain; figures for publication with `--profile dist`. The folder of `TMPDIR` decides which disk is
//! measured. CPU is that of the whole process: the same number of commits to the spool alone is shown beside it, and
//! the difference is the queue's.

mod plain;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use arc_swap::ArcSwap;
use bytes::Bytes;
use emsh::mail::EnhancedStatus;
use emsh::model::DeliveryType;
use emsh::transport::queue::spool::{Content, Op, SegmentLog, Spool, SpoolOptions};
use emsh::transport::queue::{Engine, MessageQuery, Parts, QueueAct};
use emsh::transport::{
    Attempt, Body, BoxFuture, Carriage, Carrier, Categorizer, Delivery, Envelope, Intake, NextHop, Notice, Outcome,
    Received, Remark, Reporter, Settings, Speaker, SystemClock, Track, TrackingEvent, Unreached, Verdict,
};
use plain::{envelope, settings};
use tokio::sync::Notify;
use uuid::Uuid;

fn main() {
    let numbers: Vec<usize> = std::env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let number = |at: usize, default| numbers.get(at).copied().unwrap_or(default);
    let load =
        Load { messages: number(0, 100_000), bytes: number(1, 4096), clients: number(2, 50), domains: number(3, 1) };
    println!("{load:?}");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let spool = runtime.block_on(spool_alone(&load));
    let queue = runtime.block_on(whole_stage(&load));
    println!("the queue's own part: {:.1} µs of CPU a message", queue - spool);
    runtime.block_on(backlog(&load));
}

#[derive(Debug)]
struct Load {
    messages: usize,
    bytes: usize,
    clients: usize,
    domains: usize,
}

/// Seconds of CPU that this process has used, at the kernel's usual 100 ticks a second.
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").expect("Linux");
    let fields: Vec<&str> = stat.rsplit_once(") ").expect("a name in brackets").1.split(' ').collect();
    let ticks: f64 = fields[11..13].iter().map(|field| field.parse::<f64>().expect("a number")).sum();
    ticks / 100.0
}

/// Shares the messages out among clients, runs them, and gives microseconds of CPU a message.
async fn measure<F, Fut>(name: &str, load: &Load, send: F, finished: impl Future<Output = ()>) -> f64
where
    F: Fn(usize) -> Fut + Clone + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    let (start, cpu) = (Instant::now(), cpu_seconds());
    let next = Arc::new(AtomicUsize::new(0));
    let messages = load.messages;
    let clients: Vec<_> = (0..load.clients)
        .map(|_| {
            let (next, send) = (next.clone(), send.clone());
            tokio::spawn(async move {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    if at >= messages {
                        return;
                    }
                    send(at).await;
                }
            })
        })
        .collect();
    for client in clients {
        client.await.expect("no client fails");
    }
    let accepted = start.elapsed().as_secs_f64();
    finished.await;
    let all = start.elapsed().as_secs_f64();
    let each = (cpu_seconds() - cpu) * 1e6 / messages as f64;
    let rate = |seconds: f64| messages as f64 / seconds;
    println!("{name}: accepted {:.0}/s, end to end {:.0}/s, {each:.1} µs of CPU a message", rate(accepted), rate(all));
    each
}

async fn spool_alone(load: &Load) -> f64 {
    let folder = tempfile::TempDir::new().expect("a folder");
    let (spool, _) = SegmentLog::open(folder.path(), SpoolOptions::default()).expect("a spool");
    let spool: Arc<dyn Spool> = Arc::new(spool);
    let (body, envelope) = (Bytes::from(vec![b'x'; load.bytes]), Bytes::from(vec![b'e'; 250]));
    let send = move |_| {
        let (spool, body, envelope) = (spool.clone(), body.clone(), envelope.clone());
        async move {
            let id = spool.new_id();
            let append = Op::Append { id, body: Content::from(body), envelope };
            spool.commit(vec![append]).await.expect("stored");
            spool.finish(id);
        }
    };
    measure("spool alone", load, send, std::future::ready(())).await
}

fn parts(spool: Arc<dyn Spool>, hosts: Arc<Hosts>) -> Parts {
    Parts {
        threads: Vec::new(),
        live: Arc::new(ArcSwap::from_pointee(settings())),
        spool,
        policy: Arc::new(emsh::transport::categorize::OrganizationPolicy),
        attendance: Arc::default(),
        categorizer: Arc::new(ByDomain),
        carrier: Arc::new(Shared(hosts)),
        reporter: Arc::new(ByDomain),
        track: Arc::new(ByDomain),
        clock: Arc::new(SystemClock),
        relief: Arc::default(),
        events: Arc::new(()),
        in_hand: Arc::default(),
        receipts: Arc::default(),
    }
}

async fn whole_stage(load: &Load) -> f64 {
    let folder = tempfile::TempDir::new().expect("a folder");
    let (spool, recovered) = SegmentLog::open(folder.path(), SpoolOptions::default()).expect("a spool");
    let hosts = Arc::new(Hosts::new(load.messages, false));
    let engine = Engine::start(parts(Arc::new(spool), hosts.clone()), &recovered.orders);
    let (bytes, domains, sender) = (Bytes::from(vec![b'x'; load.bytes]), load.domains, engine.clone());
    let send = move |at| {
        let (engine, bytes) = (sender.clone(), bytes.clone());
        async move {
            let envelope = envelope(at % domains, bytes.len());
            engine.accept(Received::new(envelope, Body::Memory(vec![bytes]))).await.expect("accepted");
        }
    };
    let each = measure("whole stage", load, send, hosts.done.notified()).await;
    engine.stop(Duration::from_secs(10)).await;
    each
}

/// A node starts on a full spool while no next hop answers; the queue is listed, then the next hops come back.
async fn backlog(load: &Load) {
    let folder = tempfile::TempDir::new().expect("a folder");
    {
        let (spool, _) = SegmentLog::open(folder.path(), SpoolOptions::default()).expect("a spool");
        let hosts = Arc::new(Hosts::new(load.messages, true));
        let engine = Engine::start(parts(Arc::new(spool), hosts), &Default::default());
        for at in 0..load.messages.div_ceil(50) {
            let accept = |_| {
                let body = Body::Memory(vec![Bytes::from(vec![b'x'; load.bytes])]);
                engine.accept(Received::new(envelope(at % load.domains, load.bytes), body))
            };
            for accepted in futures_util::future::join_all((0..50).map(accept)).await {
                accepted.expect("accepted");
            }
        }
        engine.stop(Duration::from_secs(10)).await;
    }
    let start = Instant::now();
    let (spool, recovered) = SegmentLog::open(folder.path(), SpoolOptions::default()).expect("a spool");
    let opened = start.elapsed();
    let hosts = Arc::new(Hosts::new(recovered.messages as usize, true));
    let engine = Engine::start(parts(Arc::new(spool), hosts.clone()), &recovered.orders);
    while engine.counters().categorized.get() < recovered.messages {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    println!(
        "backlog of {}: spool open after {opened:.2?}, all in their queues after {:.2?}",
        recovered.messages,
        start.elapsed()
    );

    let start = Instant::now();
    let query = MessageQuery {
        queue: None,
        number: None,
        accepts: Box::new(|_| true),
        condition: None,
        with_recipients: false,
        with_latency: false,
        limit: usize::MAX,
        after: None,
    };
    let mut messages = engine.list_messages(query);
    let mut count = 0;
    while messages.recv().await.is_some() {
        count += 1;
    }
    println!("listing of {count}: {:.2?}; {} bytes at hand", start.elapsed(), engine.gauges().bytes_at_hand);

    hosts.is_down.store(false, Ordering::Relaxed);
    let (start, cpu) = (Instant::now(), cpu_seconds());
    let all = "*".parse().expect("an identity");
    for queue in engine.list_queues(Some(&all)) {
        // Those that are empty, or have names, are not in Retry.
        let _ = engine.order_queue(&queue.identity, &QueueAct::Retry, "bench").await;
    }
    hosts.done.notified().await;
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "drained: {:.0}/s, {:.1} µs of CPU a message",
        f64::from(count) / seconds,
        (cpu_seconds() - cpu) * 1e6 / f64::from(count)
    );
    engine.stop(Duration::from_secs(10)).await;
}

/// A queue for each domain; no reports, no tracking.
struct ByDomain;

impl Categorizer for ByDomain {
    fn categorize(&self, envelope: &Envelope, recipients: &[usize], _: &Settings) -> Vec<Verdict> {
        let hop = |index: &usize| NextHop {
            delivery_type: DeliveryType::DnsConnectorDelivery,
            domain: envelope.recipients[*index].address.domain().as_str().into(),
            connector: Uuid::nil(),
            is_tls_optional: false,
        };
        recipients.iter().map(|index| Verdict::Deliver(hop(index))).collect()
    }
}

impl Reporter for ByDomain {
    fn report<'a>(&'a self, _: &'a Notice, _: &'a Arc<Settings>) -> BoxFuture<'a, Option<Received>> {
        Box::pin(std::future::ready(None))
    }
}

impl Track for ByDomain {
    fn record(&self, _: TrackingEvent) {}
}

/// Counts what it takes.
struct Hosts {
    taken: AtomicUsize,
    all: usize,
    done: Notify,
    is_down: AtomicBool,
}

impl Hosts {
    fn new(all: usize, is_down: bool) -> Hosts {
        Hosts { taken: AtomicUsize::new(0), all, done: Notify::new(), is_down: AtomicBool::new(is_down) }
    }
}

struct Shared(Arc<Hosts>);

impl Carrier for Shared {
    fn open<'a>(&'a self, _: &'a NextHop, _: &'a Arc<Settings>) -> BoxFuture<'a, Result<Box<dyn Carriage>, Unreached>> {
        let session: Box<dyn Carriage> = Box::new(Shared(self.0.clone()));
        let remark = Remark {
            code: 451,
            status: EnhancedStatus::new(4, 4, 1),
            text: "Connection timed out".into(),
            by: Speaker::Us,
        };
        Box::pin(std::future::ready(match self.0.is_down.load(Ordering::Relaxed) {
            true => Err(Unreached { remark, is_permanent: false }),
            false => Ok(session),
        }))
    }
}

impl Carriage for Shared {
    fn deliver<'a>(&'a mut self, attempt: &'a Attempt) -> BoxFuture<'a, Delivery> {
        Box::pin(async move {
            // A session that never waits would keep the others from the processor.
            tokio::task::yield_now().await;
            if self.0.taken.fetch_add(1, Ordering::Relaxed) + 1 == self.0.all {
                self.0.done.notify_one();
            }
            let remark = Remark { code: 250, status: EnhancedStatus::new(2, 1, 5), text: "OK".into(), by: Speaker::Us };
            let sent = |index: &usize| (*index, Outcome::Sent { remark: remark.clone(), relays_dsn: false });
            let outcomes = attempt.recipients.iter().map(sent).collect();
            Delivery { outcomes, is_reusable: true, host: "mx.example".into(), address: None, notes: Vec::new() }
        })
    }

    fn close(self: Box<Self>) -> BoxFuture<'static, ()> {
        Box::pin(std::future::ready(()))
    }
}
