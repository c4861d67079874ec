//! What relaying costs: clients, a real server and a counting next hop, all on loopback.
//!
//! `cargo bench --profile dist --bench relay -- [--messages 20000] [--bytes 4096] [--sessions 50] [--recipients 1]
//! [--per-connection N] [--pipelining] [--direct] [--copies] [--beside-postfix] [--all] [--runs 3]`. The binary measured is the one
//! of the same profile, or that of the environment variable EMSH. The directory in TMPDIR decides which file system is
//! measured: take one with a journal.
//!
//! Each run starts a server on an empty queue. It takes mail on a trusted loopback connector, where the message and its
//! envelope are on stable storage before the 250, and sends all of it to the next hop by a smart host. Client and next
//! hop are one thread each of this process and share the machine with the server. With `--beside-postfix` (needs root)
//! Debian's Postfix does the same after each run, and the medians are compared; `--all` goes through every workload.

mod figures;
mod load;
mod server;
mod sink;
#[path = "../../support/mod.rs"]
mod support;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Parser;
use figures::{Figures, HEAD, median};
use load::Load;
use server::Server;
use sink::Sink;

/// Relay benchmark: messages/s accepted and delivered, latency of the 250, CPU and memory of the server.
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
    /// How often to measure, each time from an empty server
    #[arg(long, default_value_t = 3)]
    runs: u32,
    /// Straight to the next hop, without a server: what client and next hop cost by themselves
    #[arg(long, conflicts_with = "beside_postfix")]
    direct: bool,
    /// With a second server in the site, which keeps copies (shadow redundancy)
    #[arg(long, conflicts_with = "direct")]
    copies: bool,
    /// Measure Postfix after each run, and say how the medians compare
    #[arg(long)]
    beside_postfix: bool,
    /// Every workload: 4 and 100 KB over 1, 50 and 500 sessions, one message a connection, 20 recipients
    #[arg(long, conflicts_with_all = ["messages", "bytes", "sessions", "recipients", "per_connection"])]
    all: bool,
    /// Seconds after which a run is given up
    #[arg(long, default_value_t = 240)]
    patience: u64,
    /// Given by `cargo bench`
    #[arg(long, hide = true)]
    bench: bool,
}

/// Messages, bytes, sessions, recipients and messages a connection of each workload, sized for some seconds of Postfix.
const WORKLOADS: [(u64, usize, u32, u32, Option<u64>); 8] = [
    (2_000, 4 << 10, 1, 1, None),
    (5_000, 4 << 10, 50, 1, None),
    (5_000, 4 << 10, 500, 1, None),
    (1_000, 100 << 10, 1, 1, None),
    (2_000, 100 << 10, 50, 1, None),
    (2_000, 100 << 10, 500, 1, None),
    (5_000, 4 << 10, 50, 1, Some(1)),
    (2_000, 4 << 10, 50, 20, None),
];

fn main() -> ExitCode {
    let options = Options::parse();
    let workloads = match options.all {
        false => vec![options],
        true => WORKLOADS
            .map(|(messages, bytes, sessions, recipients, per_connection)| Options {
                messages,
                bytes,
                sessions,
                recipients,
                per_connection,
                ..options.clone()
            })
            .to_vec(),
    };
    match workloads.iter().try_for_each(compare) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

/// All runs of one workload, the servers in turn.
fn compare(options: &Options) -> Result<(), String> {
    println!(
        "\n{} messages of {} bytes, {} sessions, {} recipients each, {}{}\n{HEAD}",
        options.messages,
        options.bytes,
        options.sessions,
        options.recipients,
        options.per_connection.map_or("connections reused".to_owned(), |most| format!("{most} a connection")),
        if options.pipelining { ", pipelining" } else { "" },
    );
    let (name, start): (_, fn(u16) -> Server) = match (options.direct, options.copies) {
        (true, _) => ("none", Server::Direct),
        (false, true) => ("emsh", Server::emsh_with_copies),
        (false, false) => ("emsh", Server::emsh),
    };
    let (mut own, mut postfix) = (Vec::new(), Vec::new());
    for _ in 0..options.runs {
        own.push(measure(options, start)?);
        if options.beside_postfix {
            postfix.push(measure(options, Server::postfix)?);
        }
    }
    if own.len() > 1 {
        println!("medians:");
        median(&own).show(name);
    }
    if options.beside_postfix {
        let (own, postfix) = (median(&own), median(&postfix));
        postfix.show("postfix");
        own.show_beside(&postfix, "Postfix");
    }
    Ok(())
}

fn measure(options: &Options, start: fn(u16) -> Server) -> Result<Figures, String> {
    let sink = Sink::start();
    let server = start(sink.port);
    let figures = relay(options, &server, &sink).map_err(|why| format!("{why}\n{}", server.log()))?;
    figures.show(server.name());
    Ok(figures)
}

/// Sends to a server and waits at the next hop.
fn relay(options: &Options, server: &Server, sink: &Sink) -> Result<Figures, String> {
    let patience = Duration::from_secs(options.patience);
    let idle_kb = server.resident_kb();
    let cpu_before = server.cpu_time();
    let begun = Instant::now();
    let load = Load {
        port: server.port(),
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
    let cpu = server.cpu_time() - cpu_before;
    let rate = |end: Instant| options.messages as f64 / end.duration_since(begun).as_secs_f64();
    Ok(Figures {
        accepted_per_second: rate(sent.end),
        delivered_per_second: rate(delivered),
        median: sent.quantile(0.5),
        p99: sent.quantile(0.99),
        cpu_per_thousand: cpu.mul_f64(1000.0 / options.messages as f64),
        idle_kb,
        peak_kb: server.peak_resident_kb(),
    })
}
