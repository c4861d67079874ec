//! `emsh serve`: a node in the foreground, as service managers and people run it.
//!
//! Logs go to standard error. `EMSH_LOG` (else `RUST_LOG`) says what is logged, such as `debug` or `info,emsh::node=trace`.
//! SIGTERM, SIGINT and SIGHUP drain and stop; the node is down within ten seconds, and the exit code is 0.

use std::io::{self, IsTerminal, Write};

use sd_notify::NotifyState;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tracing_subscriber::EnvFilter;

use super::{Node, Options};
use crate::model::Fault;

/// Runs a node until a signal ends it. `is_quiet`: no talk besides the log.
pub fn serve(options: Options, is_coloured: bool, is_quiet: bool) -> Result<(), Fault> {
    start_log(is_coloured)?;
    // Before the node starts: a signal that comes meanwhile is obeyed when it has started.
    let waiting = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(unavailable)?;
    let mut signals = {
        let _in_runtime = waiting.enter();
        Signals::new().map_err(unavailable)?
    };
    let node = Node::start(options)?;
    for warning in node.warnings() {
        tracing::warn!("{warning}");
    }
    if !is_quiet {
        // Whoever started the node may have closed the other end.
        let _ = writeln!(io::stderr(), "{}", node.ready_line());
    }
    notify(NotifyState::Ready);
    let name = waiting.block_on(signals.next());
    tracing::info!(signal = name, "stopping");
    notify(NotifyState::Stopping);
    node.stop();
    tracing::info!("stopped");
    Ok(())
}

/// Without a service manager that listens, nothing happens.
fn notify(state: NotifyState) {
    if let Err(error) = sd_notify::notify(&[state]) {
        tracing::warn!(%error, "the service manager could not be told");
    }
}

struct Signals {
    terminate: Signal,
    interrupt: Signal,
    hang_up: Signal,
}

impl Signals {
    fn new() -> io::Result<Signals> {
        Ok(Signals {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
            hang_up: signal(SignalKind::hangup())?,
        })
    }

    async fn next(&mut self) -> &'static str {
        tokio::select! {
            _ = self.terminate.recv() => "SIGTERM",
            _ = self.interrupt.recv() => "SIGINT",
            _ = self.hang_up.recv() => "SIGHUP",
        }
    }
}

fn unavailable(error: io::Error) -> Fault {
    Fault::internal("SignalsUnavailable", "The process cannot wait for signals.").cause(error)
}

fn start_log(is_coloured: bool) -> Result<(), Fault> {
    let wanted = ["EMSH_LOG", "RUST_LOG"].into_iter().find_map(|name| Some((name, std::env::var(name).ok()?)));
    let filter = match wanted.filter(|(_, text)| !text.is_empty()) {
        None => EnvFilter::new("info"),
        Some((name, text)) => EnvFilter::try_new(&text).map_err(|error| {
            Fault::invalid("LogFilterInvalid", format!("{name}={text} says nothing about what to log."))
                .fix("Write a level such as info or debug, or levels by module such as info,emsh::node=debug.")
                .cause(error)
        })?,
    };
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_ansi(is_coloured && io::stderr().is_terminal())
        .with_target(false)
        .log_internal_errors(false);
    if let Some(format) = std::env::var_os("EMSH_LOG_FORMAT").filter(|format| !format.is_empty()) {
        if format.eq_ignore_ascii_case("json") {
            // One object a line, fields beside the message, for programs that collect logs.
            return log.json().flatten_event(true).with_ansi(false).try_init().map_err(unavailable_log);
        }
        if !format.eq_ignore_ascii_case("text") {
            let says = format!("EMSH_LOG_FORMAT={} is no form of a log.", format.display());
            return Err(Fault::invalid("LogFormatInvalid", says).fix("Use text or json."));
        }
    }
    // The journal has its own clock.
    let started = match std::env::var_os("JOURNAL_STREAM") {
        Some(_) if !io::stderr().is_terminal() => log.without_time().try_init(),
        _ => log.try_init(),
    };
    started.map_err(unavailable_log)
}

fn unavailable_log(error: Box<dyn std::error::Error + Send + Sync>) -> Fault {
    Fault::internal("LogUnavailable", "The log cannot be started.").cause(error)
}
