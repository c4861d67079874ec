//! What a backlog costs: a next hop that is down, a queue that grows, and everything people do meanwhile.
//!
//! `cargo bench --profile dist --bench backlog -- [--messages 200000] [--bytes 4096] [--sessions 50] [--idle N]`. The
//! binary measured is the one of the same profile, or that of the environment variable EMSH. TMPDIR decides which file
//! system is measured and needs room for all the mail: a million messages of 4 KB are 4.5 GB.
//!
//! Mail comes in by tenths, so that a rate that falls with the length of the queue is seen. Then the questions of an
//! operator are timed as they are asked, shell and all; the node is stopped, started, killed and started again; at last
//! the next hop is there, and all of it must arrive.

#[path = "../relay/load.rs"]
mod load;
#[path = "../relay/sink.rs"]
mod sink;
#[path = "../../support/mod.rs"]
mod support;

mod idle;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Parser;
use load::Load;
use sink::Sink;
use support::node::Node;
use support::{free_port, process};

/// Backlog benchmark: rates, memory, answers and restarts with many queued messages.
#[derive(Clone, Debug, Parser)]
struct Options {
    /// Messages that are queued
    #[arg(long, default_value_t = 200_000)]
    messages: u64,
    /// Bytes of each message
    #[arg(long, default_value_t = 4096)]
    bytes: usize,
    /// Client sessions at once
    #[arg(long, default_value_t = 50)]
    sessions: u32,
    /// Idle connections that are held instead of a backlog
    #[arg(long)]
    idle: Option<usize>,
    /// Seconds after which a step is given up
    #[arg(long, default_value_t = 1800)]
    patience: u64,
    /// Given by `cargo bench`
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> ExitCode {
    let options = Options::parse();
    let outcome = match options.idle {
        Some(connections) => idle::hold(connections),
        None => run(&options),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

/// A node with one way in without limits, and one way out to a port.
fn node_with(way_in: u16, way_out: u16) -> Node {
    let node = Node::start();
    node.configure(&format!(
        "New-ReceiveConnector -Name Relay -Bindings 127.0.0.1:{way_in} -RemoteIPRanges 127.0.0.1 \
             -AuthMechanism ExternalAuthoritative -PermissionGroups ExchangeServers -MaxInboundConnection unlimited \
             -MaxInboundConnectionPerSource unlimited -MaxInboundConnectionPercentagePerSource 100 | Out-Null\n\
         New-SendConnector -Name Out -AddressSpaces * -DNSRoutingEnabled $false -SmartHosts 127.0.0.1 \
             -Port {way_out} | Out-Null"
    ));
    support::appear::port_opens(way_in, || true);
    node
}

fn run(options: &Options) -> Result<(), String> {
    let way_in = free_port();
    // A next hop that goes down before the first message comes.
    let way_out = Sink::start().port;
    let mut node = node_with(way_in, way_out);
    println!("idle: {} MiB resident", megabytes(process::resident_kb(node.pid())));
    inject(options, &node, way_in)?;
    println!("queued: {}", node.shell("(Get-Queue | Measure-Object MessageCount -Sum).Sum").trim());
    ask(&node, options.messages);

    let begun = Instant::now();
    node.stop();
    println!("stopped: {:.2?}", begun.elapsed());
    come_back(&mut node, way_in, "stop", options.messages + 1)?;
    node.kill();
    come_back(&mut node, way_in, "kill", options.messages + 2)?;
    ask(&node, options.messages);

    let (cpu, begun) = (process::cpu_time(node.pid()), Instant::now());
    let sink = Sink::start_on(way_out);
    node.shell("Get-Queue -Filter \"Status -eq 'Retry'\" | Retry-Queue");
    // The two letters of the restarts came on top.
    let all = options.messages + 2;
    let end = sink
        .wait_for(all, Duration::from_secs(options.patience))
        .map_err(|count| format!("only {count} of {all} messages arrived\n{}", node.log()))?;
    let took = end.duration_since(begun);
    let cpu = (process::cpu_time(node.pid()) - cpu).as_secs_f64() * 1e6 / all as f64;
    println!(
        "drained: {all} in {took:.1?}, {:.0}/s, {cpu:.0} µs of CPU a message, {} MiB resident",
        all as f64 / took.as_secs_f64(),
        megabytes(process::resident_kb(node.pid()))
    );
    Ok(())
}

fn inject(options: &Options, node: &Node, port: u16) -> Result<(), String> {
    println!("messages  accepted/s  p99 ms  CPU µs each  resident MiB");
    let tenth = options.messages.div_ceil(10);
    let mut first = 0;
    while first < options.messages {
        let load = Load {
            port,
            first,
            messages: tenth.min(options.messages - first),
            sessions: options.sessions,
            recipients: 1,
            per_connection: u64::MAX,
            pipelining: false,
            body: load::body(options.bytes),
        };
        let (cpu, begun) = (process::cpu_time(node.pid()), Instant::now());
        let sent = load::send(&load, Duration::from_secs(options.patience))?;
        let cpu = process::cpu_time(node.pid()) - cpu;
        first += load.messages;
        println!(
            "{first:>8}  {:>10.0}  {:>6.2}  {:>11.0}  {:>12}",
            load.messages as f64 / sent.end.duration_since(begun).as_secs_f64(),
            sent.quantile(0.99).as_secs_f64() * 1000.0,
            cpu.as_secs_f64() * 1e6 / load.messages as f64,
            megabytes(process::resident_kb(node.pid())),
        );
    }
    Ok(())
}

/// What an operator asks; each question three times, the best counts.
fn ask(node: &Node, messages: u64) {
    let rare = format!("FromAddress -eq 's{}@sender.example.org'", messages / 2);
    for question in [
        "1".to_owned(),
        "Get-Queue".to_owned(),
        "Get-Message -ResultSize 100".to_owned(),
        format!("Get-Message -Filter \"{rare}\""),
        "Get-Message -ResultSize 100 -SortOrder Subject".to_owned(),
    ] {
        let time = |_| {
            let begun = Instant::now();
            let answer = node.try_shell(&question);
            (begun.elapsed(), answer.status.success(), answer.stdout.iter().filter(|byte| **byte == b'\n').count())
        };
        let best = (0..3).map(time).min().expect("three tries");
        println!("{question}: {:.0?} ({} lines{})", best.0, best.2, if best.1 { "" } else { ", failed" });
    }
    println!("after the questions: {} MiB resident", megabytes(process::resident_kb(node.pid())));
}

/// Starts the node; says after how long it has taken a message, and when all is back in its queue.
fn come_back(node: &mut Node, port: u16, after: &str, all: u64) -> Result<(), String> {
    let begun = Instant::now();
    node.serve(&[]);
    let ready = begun.elapsed();
    let letter = Load {
        port,
        first: u64::MAX - 1,
        messages: 1,
        sessions: 1,
        recipients: 1,
        per_connection: u64::MAX,
        pipelining: false,
        body: load::body(1000),
    };
    load::send(&letter, Duration::from_secs(60))?;
    let taken = begun.elapsed();
    let settled = format!("((Get-Queue)[2..9] | Measure-Object MessageCount -Sum).Sum -ge {all}");
    support::appear::eventually("all is in its queue", || (node.shell(&settled).trim() == "True").then_some(()));
    println!(
        "started after a {after}: ready {ready:.2?}, first message taken {taken:.2?}, all queued {:.2?}, {} MiB resident",
        begun.elapsed(),
        megabytes(process::resident_kb(node.pid()))
    );
    Ok(())
}

fn megabytes(kb: u64) -> u64 {
    kb / 1024
}
