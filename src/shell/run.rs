//! Runs without a prompt: text, a script file, one cmdlet, or only a check of them.

use std::path::Path;
use std::sync::Arc;

use super::cli::{Cli, Verb, rejoin};
use super::place;
use super::print::Printer;
use super::terminal::Screen;
use crate::cmdlet::{Registry, Session};
use crate::lang::eval::{Cancel, Interpreter, check};
use crate::lang::{parse, parse_file};
use crate::model::{Fault, Source};

/// What to run.
pub enum Work {
    /// Text, as after `-c` or as one cmdlet was typed.
    Text(String),
    /// A script file with its arguments.
    File { path: String, arguments: Vec<String> },
}

impl Work {
    /// What the outer command line asks for; `None`: the interactive shell.
    pub fn of(cli: &Cli) -> Option<Work> {
        if let Some(script) = &cli.script {
            return Some(Work::Text(script.clone()));
        }
        let Some(Verb::Language(words)) = &cli.verb else { return None };
        match words.split_first() {
            Some((first, arguments)) if is_script(first) => {
                Some(Work::File { path: first.clone(), arguments: arguments.to_vec() })
            }
            _ => Some(Work::Text(rejoin(words))),
        }
    }
}

fn is_script(word: &str) -> bool {
    word.to_ascii_lowercase().ends_with(".ps1")
}

/// Runs it and gives the exit code. `started` gets the handle that Ctrl-C uses.
pub fn run(cli: &Cli, work: Work, started: impl FnOnce(Cancel) + Send) -> Result<u8, Fault> {
    let place = place::of(&cli.common)?;
    Interpreter::on_large_stack(move || {
        let session = Session::new(place, place::person());
        let printer = Printer::new(cli.common.output, cli.common.quiet);
        let screen = Screen::of_this_process(cli.common.no_color);
        let interpreter = Interpreter::new(Arc::new(Registry::new(session)), Arc::new(screen), Box::new(printer));
        started(interpreter.cancel());
        match work {
            Work::Text(text) => Ok(interpreter.run(&text, None, &[]).code),
            Work::File { path, arguments } => {
                let text = read(Path::new(&path))?;
                Ok(interpreter.run(&text, Some(&path), &arguments).code)
            }
        }
    })
}

fn read(path: &Path) -> Result<String, Fault> {
    std::fs::read_to_string(path).map_err(|error| {
        Fault::not_found("ScriptNotFound", format!("'{}' cannot be read.", path.display())).cause(error)
    })
}

/// `emsh check`: every fault of the files or the text, none run. Shows them and gives the exit code.
pub fn check_all(cli: &Cli, script: Option<&str>, files: &[std::path::PathBuf]) -> Result<u8, Fault> {
    let place = place::of(&cli.common)?;
    if script.is_none() && files.is_empty() {
        return Err(
            Fault::invalid("NothingToCheck", "There is nothing to check.").fix("Name files, or give text with -c.")
        );
    }
    let registry = Registry::new(Session::new(place, place::person()));
    let printer = Printer::new(None, cli.common.quiet);
    let mut found = 0;
    let mut look = |text: &str, name: Option<&str>| {
        let parsed = match name {
            Some(name) => parse_file(name, text),
            None => parse(text),
        };
        let faults = match parsed {
            Ok(parsed) => check(&parsed, &registry),
            Err(fault) => {
                let source = Arc::new(Source { name: name.map(Arc::from), text: Arc::from(text) });
                vec![fault.within(&source)]
            }
        };
        for fault in faults {
            found += 1;
            crate::lang::eval::Host::record(&printer, &crate::lang::call::Record::Error(fault));
        }
    };
    if let Some(script) = script {
        look(script, None);
    }
    for file in files {
        look(&read(file)?, Some(&file.display().to_string()));
    }
    Ok(if found == 0 { 0 } else { crate::model::FaultKind::Invalid.exit_code() })
}
