//! What relaying costs: clients, a real `emsh serve` and a counting next hop, all on loopback.
//!
//! `cargo bench --profile dist --bench relay -- [--messages 20000] [--bytes 4096] [--sessions 50] [--recipients 1]
//! [--per-connection N] [--pipelining] [--direct] [--runs 3]`. The binary measured is the one of the same profile, or that of the
//! environment variable EMSH. The directory in TMPDIR decides which file system is measured: take one with a journal.
//!
//! Each run starts a node on an empty store. It takes mail on a trusted loopback connector, where the message and its
//! envelope are on stable storage before the 250, and sends all of it to the next hop by a smart host. Client and next
//! hop are one thread each of this process and share the machine with the node.

mod load;
mod sink;
#[path = "../../support/mod.rs"]
mod support;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Parser;
use load::Load;
use sink::Sink;
use support::node::Node;
use support::{free_port, process};

/// Relay benchmark: messages/s accepted and delivered, latency of the 250, CPU and memory of the node.
#[derive(Clone, Debug, Parser)]
struct Options {
    /// Messages in one run
    #[arg(long, default_value_t = 20_000)]
    messages: u64,
    /// Bytes of each message
    #[arg(long, default_value_t = 4096)]
    bytes: usize,
    /// Client sessions at once
    #[arg(long, default_value_t = 50)]
    sessions: u32,
    /// Recipients of each message, all in one domain
    #[arg(long, default_value_t = 1)]
    recipients: u32,
    /// Messages over one connection before the client makes a new one [default: all of a session's]
    #[arg(long, value_name = "N")]
    per_connection: Option<u64>,
    /// Send MAIL, RCPT and DATA in one go
    #[arg(long)]
    pipelining: bool,
    /// How often to measure, each time from an empty node
    #[arg(long, default_value_t = 3)]
    runs: u32,
    /// Straight to the next hop, without a node: what client and next hop cost by themselves
    #[arg(long)]
    direct: bool,
    /// Seconds after which a run is given up
    #[arg(long, default_value_t = 240)]
    patience: u64,
    /// Given by `cargo bench`
    #[arg(long, hide = true)]
    bench: bool,
}

/// The figures of one run.
struct Figures {
    accepted_per_second: f64,
    delivered_per_second: f64,
    median: Duration,
    p99: Duration,
    cpu_per_thousand: Duration,
    idle_kb: u64,
    peak_kb: u64,
}

fn main() -> ExitCode {
    let options = Options::parse();
    println!(
        "{} messages of {} bytes, {} sessions, {} recipients each, {}{}",
        options.messages,
        options.bytes,
        options.sessions,
        options.recipients,
        options.per_connection.map_or("connections reused".to_owned(), |most| format!("{most} a connection")),
        if options.pipelining { ", pipelining" } else { "" },
    );
    println!("accepted/s  delivered/s  250: p50 ms  p99 ms  CPU s/1000  idle MiB  peak MiB");
    let mut all = Vec::new();
    for _ in 0..options.runs {
        match measure(&options) {
            Ok(figures) => {
                show(&figures);
                all.push(figures);
            }
            Err(why) => {
                eprintln!("{why}");
                return ExitCode::FAILURE;
            }
        }
    }
    if all.len() > 1 {
        println!("median:");
        show(&median(&all));
    }
    ExitCode::SUCCESS
}

fn measure(options: &Options) -> Result<Figures, String> {
    let sink = Sink::start();
    if options.direct {
        return relay(options, sink.port, std::process::id(), &sink);
    }
    let node = Node::start();
    let port = free_port();
    node.shell(&format!(
        "New-ReceiveConnector -Name Relay -Bindings 127.0.0.1:{port} -RemoteIPRanges 127.0.0.1 \
             -AuthMechanism ExternalAuthoritative -PermissionGroups ExchangeServers \
             -MaxInboundConnectionPerSource unlimited -MaxInboundConnectionPercentagePerSource 100 | Out-Null\n\
         New-SendConnector -Name Out -AddressSpaces * -DNSRoutingEnabled $false -SmartHosts 127.0.0.1 \
             -Port {} | Out-Null",
        sink.port
    ));
    support::appear::port_opens(port, || true);
    relay(options, port, node.pid(), &sink).map_err(|why| format!("{why}\n{}", node.log()))
}

/// Sends to a port and waits at the next hop, while a process is watched.
fn relay(options: &Options, port: u16, pid: u32, sink: &Sink) -> Result<Figures, String> {
    let patience = Duration::from_secs(options.patience);
    let idle_kb = process::resident_kb(pid);
    let cpu_before = process::cpu_time(pid);
    let begun = Instant::now();
    let load = Load {
        port,
        first: 0,
        messages: options.messages,
        sessions: options.sessions,
        recipients: options.recipients,
        per_connection: options.per_connection.unwrap_or(u64::MAX),
        pipelining: options.pipelining,
        body: load::body(options.bytes),
    };
    let sent = load::send(&load, patience)?;
    let delivered = sink
        .wait_for(options.messages * u64::from(options.recipients), patience)
        .map_err(|count| format!("only {count} recipients were delivered"))?;
    let cpu = process::cpu_time(pid) - cpu_before;
    let rate = |end: Instant| options.messages as f64 / end.duration_since(begun).as_secs_f64();
    Ok(Figures {
        accepted_per_second: rate(sent.end),
        delivered_per_second: rate(delivered),
        median: sent.quantile(0.5),
        p99: sent.quantile(0.99),
        cpu_per_thousand: cpu.mul_f64(1000.0 / options.messages as f64),
        idle_kb,
        peak_kb: process::peak_resident_kb(pid),
    })
}

fn show(figures: &Figures) {
    let millis = |time: Duration| time.as_secs_f64() * 1000.0;
    println!(
        "{:>10.0}  {:>11.0}  {:>11.2}  {:>6.2}  {:>10.3}  {:>8.1}  {:>8.1}",
        figures.accepted_per_second,
        figures.delivered_per_second,
        millis(figures.median),
        millis(figures.p99),
        figures.cpu_per_thousand.as_secs_f64(),
        figures.idle_kb as f64 / 1024.0,
        figures.peak_kb as f64 / 1024.0,
    );
}

/// Column by column.
fn median(all: &[Figures]) -> Figures {
    let of = |value: fn(&Figures) -> f64| {
        let mut values: Vec<f64> = all.iter().map(value).collect();
        values.sort_by(f64::total_cmp);
        values[values.len() / 2]
    };
    Figures {
        accepted_per_second: of(|figures| figures.accepted_per_second),
        delivered_per_second: of(|figures| figures.delivered_per_second),
        median: Duration::from_secs_f64(of(|figures| figures.median.as_secs_f64())),
        p99: Duration::from_secs_f64(of(|figures| figures.p99.as_secs_f64())),
        cpu_per_thousand: Duration::from_secs_f64(of(|figures| figures.cpu_per_thousand.as_secs_f64())),
        idle_kb: of(|figures| figures.idle_kb as f64) as u64,
        peak_kb: of(|figures| figures.peak_kb as f64) as u64,
    }
}
