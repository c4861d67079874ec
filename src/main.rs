//! The outer flags; hands over to shell or node, and maps a fault to an exit code.
#![forbid(unsafe_code)]

use std::path::Path;
use std::process::ExitCode;

use clap::Parser;
use emsh::model::Fault;
use emsh::shell::cli::{Cli, Verb};
use emsh::shell::{docs, run};

fn main() -> ExitCode {
    let cli = Cli::parse();
    match work(&cli) {
        Ok(code) => ExitCode::from(code),
        Err(fault) => {
            eprintln!("emsh: {fault}");
            if let Some(fix) = &fault.fix {
                eprintln!("  fix: {fix}");
            }
            ExitCode::from(fault.kind.exit_code())
        }
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
        Some(Verb::Check { script, files }) => run::check_all(cli, script.as_deref(), files),
        _ => match run::Work::of(cli) {
            Some(work) => run::run(cli, work, |_| {}),
            None => Err(Fault::invalid("NoShell", "There is no prompt in this build.")),
        },
    }
}
