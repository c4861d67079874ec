//! Runs without a prompt: text, a script file, one cmdlet as typed at another shell, or what comes by a pipe.
//!
//! Data goes to standard output, everything else to standard error. The exit code says how it went: 0 all good, 1
//! something non-terminating failed, else the kind of the fault that ended it or what `exit` said.

use std::io::{IsTerminal, Read};
use std::path::Path;
use std::sync::atomic::Ordering;

pub use super::check::check_all;
use super::cli::{Cli, Verb, rejoin};
use super::engine::Engine;
use super::interrupt;
use super::place;
use crate::lang::eval::{Cancel, Interpreter};
use crate::model::Fault;

/// What to run.
pub enum Work {
    /// Text, as after `-c` or as one cmdlet was typed.
    Text(String),
    /// A script file with its arguments.
    File { path: String, arguments: Vec<String> },
    /// The text that another program writes to standard input.
    Input,
}

impl Work {
    /// What the outer command line asks for; `None`: the interactive shell.
    pub fn of(cli: &Cli) -> Option<Work> {
        if let Some(script) = &cli.script {
            return Some(Work::Text(script.clone()));
        }
        let Some(Verb::Language(words)) = &cli.verb else {
            return (!std::io::stdin().is_terminal()).then_some(Work::Input);
        };
        match words.split_first() {
            Some((first, arguments)) if is_script(first) => {
                Some(Work::File { path: first.clone(), arguments: arguments.to_vec() })
            }
            _ => Some(Work::Text(rejoin(words))),
        }
    }
}

/// A name that ends in `.ps1`, or the path of a file, as a script's first line (`#!/usr/bin/env emsh`) brings it.
fn is_script(word: &str) -> bool {
    word.to_ascii_lowercase().ends_with(".ps1") || (word.contains('/') && Path::new(word).is_file())
}

/// Runs it and gives the exit code. Ctrl-C stops it; `started` gets the handle for others who may want to.
pub fn run(cli: &Cli, work: Work, started: impl FnOnce(Cancel) + Send) -> Result<u8, Fault> {
    let place = place::of(&cli.common)?;
    Interpreter::on_large_stack(move || {
        let engine = Engine::new(&cli.common, place);
        let interpreter = &engine.interpreter;
        interrupt::watch(interpreter.cancel());
        started(interpreter.cancel());
        let (text, name, arguments) = match work {
            Work::Text(text) => (text, None, Vec::new()),
            Work::File { path, arguments } => (read(Path::new(&path))?, Some(path), arguments),
            Work::Input => (input()?, None, Vec::new()),
        };
        interpreter.run_is_last();
        let code = match engine.greet(&cli.common) {
            Some(code) => code,
            None => interpreter.run(&text, name.as_deref(), &arguments).code,
        };
        engine.leave();
        engine.printer.finish()?;
        let ending = interrupt::ending();
        Ok(if ending.asked().load(Ordering::Relaxed) { ending.code() } else { code })
    })
}

/// A script's text. Editors of other systems put a byte order mark in front.
pub(super) fn read(path: &Path) -> Result<String, Fault> {
    let text = std::fs::read_to_string(path).map_err(|error| {
        Fault::not_found("ScriptNotFound", format!("'{}' cannot be read.", path.display())).cause(error)
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

fn input() -> Result<String, Fault> {
    let mut text = String::new();
    std::io::stdin().lock().read_to_string(&mut text).map_err(|error| {
        Fault::invalid("InputUnreadable", "The script on standard input cannot be read.").cause(error)
    })?;
    Ok(text)
}
