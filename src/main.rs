//! The outer flags; hands over to shell or node, and maps a fault to an exit code.
#![forbid(unsafe_code)]

use std::ffi::OsString;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use emsh::control::{Client, server::socket_path};
use emsh::model::{Fault, TransportRole};
use emsh::node::{self, Node};
use emsh::shell::cli::{Cli, Common, FirstStart, Role, SpoolTask, Verb};
use emsh::shell::{docs, outside, place, repl, run};

/// A message is allocated by the thread that receives it and freed by the one that has sent it: with the C library's
/// allocator such threads wait for each other's arenas.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // The first to install one wins, and nobody was before.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let cli = Cli::parse_from(command_line());
    match work(&cli) {
        Ok(code) => ExitCode::from(code),
        Err(fault) => {
            tell(&fault);
            ExitCode::from(fault.kind.exit_code())
        }
    }
}

/// The words of the command line. Called as `sendmail`, that is the verb.
fn command_line() -> Vec<OsString> {
    let mut words: Vec<OsString> = std::env::args_os().collect();
    if words.first().is_some_and(|name| Path::new(name).file_name() == Some("sendmail".as_ref())) {
        words.insert(1, "sendmail".into());
    }
    words
}

fn tell(fault: &Fault) {
    eprintln!("emsh: {fault}");
    if let Some(fix) = &fault.fix {
        eprintln!("  fix: {fix}");
    }
}

fn work(cli: &Cli) -> Result<u8, Fault> {
    match &cli.verb {
        Some(Verb::Docs { check }) => {
            let root = Path::new(".");
            let said = if *check { docs::check(root)? } else { docs::write(root)? };
            eprintln!("{said}");
            Ok(0)
        }
        Some(Verb::Complete { line, word, before }) => {
            let (before, word) = match line {
                Some(line) => outside::words_of(line),
                None => (before.clone(), word.clone()),
            };
            // A shell that has stopped listening needs no more.
            let _ = io::stdout().write_all(outside::offered(&before, &word).as_bytes());
            Ok(0)
        }
        Some(Verb::Serve { first_start, control }) => {
            let options = node::Options { control: *control, ..options(cli, first_start)? };
            node::serve(options, is_coloured(&cli.common), cli.common.quiet)?;
            Ok(0)
        }
        Some(Verb::Spool { task }) => look_at_spool(&cli.common, task),
        Some(Verb::Sendmail { words, .. }) => Ok(node::sendmail::run(words, &place::of(&cli.common)?.data_dir)),
        Some(Verb::Check { script, files }) => run::check_all(cli, script.as_deref(), files),
        _ => match run::Work::of(cli) {
            Some(work) => {
                // Stops when the work is done.
                let _node = if cli.standalone { standalone(cli)? } else { None };
                run::run(cli, work, |_| {})
            }
            None => {
                // Stops when the person leaves. A shell without a node still serves to look and to repair.
                let _node = standalone(cli).unwrap_or_else(|fault| {
                    tell(&fault);
                    None
                });
                repl::run(cli)
            }
        },
    }
}

/// A node inside this process, unless one answers on the data directory already.
fn standalone(cli: &Cli) -> Result<Option<Node>, Fault> {
    let options = options(cli, &FirstStart::default())?;
    if Client::answers(&socket_path(&options.data_dir)) {
        return Ok(None);
    }
    let node = Node::start(options)?;
    if !cli.common.quiet {
        node.warnings().iter().for_each(|warning| eprintln!("WARNING: {warning}"));
        eprintln!("{}", node.ready_line());
    }
    Ok(Some(node))
}

/// How the node of a command line is started; what its verb leaves open, the flags before it say.
fn options(cli: &Cli, own: &FirstStart) -> Result<node::Options, Fault> {
    let place = place::of(&cli.common)?;
    let (own, outer) = (own.clone(), cli.first_start.clone());
    let first_start = node::FirstStart {
        name: own.name.or(outer.name),
        role: own.role.or(outer.role).map(|role| match role {
            Role::Hub => TransportRole::Hub,
            Role::Edge => TransportRole::Edge,
        }),
        smtp: own.smtp.or(outer.smtp),
        submission: own.submission.or(outer.submission),
    };
    Ok(node::Options { data_dir: place.data_dir, store: place.store, first_start, control: None })
}

fn is_coloured(common: &Common) -> bool {
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    !common.no_color && !no_color && io::stderr().is_terminal()
}

fn look_at_spool(common: &Common, task: &SpoolTask) -> Result<u8, Fault> {
    let folder = |given: &Option<PathBuf>| match given {
        Some(folder) => Ok(folder.clone()),
        None => place::of(common).map(|place| place.data_dir),
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let is_sound = match task {
        SpoolTask::Check { dir } => node::check_spool(&folder(dir)?, &mut out)?,
        SpoolTask::Dump { dir } => node::dump_spool(&folder(dir)?, &mut out).map(|()| true)?,
    };
    // A reader that has gone has seen what it wanted.
    let _ = out.flush();
    Ok(if is_sound { 0 } else { 1 })
}
