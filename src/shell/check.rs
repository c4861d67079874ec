//! `emsh check`: every fault that can be found without running anything.

use std::path::PathBuf;
use std::sync::Arc;

use super::cli::Cli;
use super::place;
use super::print::Printer;
use super::run::read;
use crate::cmdlet::{Registry, Session};
use crate::lang::call::Record;
use crate::lang::eval::{Host, check};
use crate::lang::{parse, parse_file};
use crate::model::{Fault, FaultKind, Source};

/// Checks the files or the text, shows what is wrong with them and gives the exit code.
pub fn check_all(cli: &Cli, script: Option<&str>, files: &[PathBuf]) -> Result<u8, Fault> {
    if script.is_none() && files.is_empty() {
        return Err(
            Fault::invalid("NothingToCheck", "There is nothing to check.").fix("Name files, or give text with -c.")
        );
    }
    let registry = Registry::new(Session::new(place::of(&cli.common)?, place::person()));
    let printer = Printer::new(None, cli.common.quiet, cli.common.no_color);
    let mut faults = Vec::new();
    if let Some(script) = script {
        faults.extend(faults_in(script, None, &registry));
    }
    for file in files {
        match read(file) {
            Ok(text) => faults.extend(faults_in(&text, Some(&file.display().to_string()), &registry)),
            Err(fault) => faults.push(fault),
        }
    }
    let count = faults.len();
    for fault in faults {
        printer.record(&Record::Error(fault));
    }
    if files.len() > 1 {
        let text = match count {
            0 => format!("{} files, no fault.", files.len()),
            1 => format!("{} files, 1 fault.", files.len()),
            many => format!("{} files, {many} faults.", files.len()),
        };
        printer.record(&Record::Information { text, to_host: true, no_newline: false, tags: Vec::new(), data: None });
    }
    Ok(if count == 0 { 0 } else { FaultKind::Invalid.exit_code() })
}

fn faults_in(text: &str, name: Option<&str>, registry: &Registry) -> Vec<Fault> {
    let parsed = match name {
        Some(name) => parse_file(name, text),
        None => parse(text),
    };
    match parsed {
        Ok(script) => check(&script, registry),
        Err(fault) => {
            let source = Arc::new(Source::new(name, text));
            vec![fault.within(&source)]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cmdlet::Place;

    #[test]
    fn a_condition_is_no_script() {
        let directory = tempfile::tempdir().expect("made");
        let registry = Registry::new(Session::new(Place::in_folder(directory.path().to_owned()), "tester"));
        for (script, expected) in [
            ("Get-Message -Filter {FromAddress -eq $from -and Size -gt 1MB}", vec![]),
            ("Get-Queue -Fil:{Status -eq 'Retry'} | ForEach-Object {Nonsense}", vec!["CommandNotFoundException"]),
            ("Get-Message -Filter {FromAddress -qe 1}", vec!["InvalidFilter"]),
            ("Get-SendConnector | Where-Object {Nonsense}", vec!["CommandNotFoundException"]),
        ] {
            let found = faults_in(script, None, &registry);
            let ids: Vec<&str> = found.iter().map(|fault| &*fault.id).collect();
            assert_eq!(ids, expected, "{script}");
        }
    }
}
