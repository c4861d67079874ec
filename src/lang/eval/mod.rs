//! The interpreter: walks the syntax tree and does what it says.
//!
//! Pipelines are pushed: a producer hands each object on before it makes the next, and stops when those behind have
//! had enough. Scoping is dynamic. Everything runs on one thread; another may only ask it to stop ([`Cancel`]).

mod assign;
mod block;
mod cast;
mod check;
mod command;
mod engine;
mod error_record;
mod expression;
mod flow;
mod function;
mod member;
mod operator;
mod pipeline;
mod preference;
mod redirect;
mod scope;
mod statement;
mod switch;
mod types;
mod variable;

use std::cell::{Cell, RefCell};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

pub use block::BlockValue;
pub use check::check;

pub use scope::Function;

use self::engine::Frame;
use self::flow::{Eval, Stop};
use self::scope::Scopes;
use super::ast::Script;
use super::call::{Commands, Record, Terminal};
use crate::model::{Fault, Source, Span, Value};

/// Where results and records leave the interpreter.
pub trait Host {
    /// One object that reached the end of its pipeline. Err stops the pipeline.
    fn put(&self, value: Value) -> Result<(), Fault>;
    /// One record of another stream, to be shown.
    fn record(&self, record: &Record);
    /// A statement is done: what was held back for a common layout may be shown.
    fn statement_ended(&self) {}
    /// How many elements of a collection are shown from now on (`$FormatEnumerationLimit`).
    fn show_items(&self, limit: i64) {
        let _ = limit;
    }
}

/// Asks a running pipeline to stop, from any thread.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    pub fn now(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    pub fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    pub fn reset(&self) {
        self.0.store(false, Ordering::Relaxed);
    }
}

/// How a run ended.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Finished {
    /// Exit code of the process, were this all it did (design: 0 all good, 1 something non-terminating failed, else
    /// the fault's kind or what `exit` said).
    pub code: u8,
    /// `exit` was called: the shell shall end.
    pub exits: bool,
}

/// `-f`: a template with its arguments as text, by .NET's rules.
pub fn format_text(template: &Value, arguments: &Value) -> Result<String, Fault> {
    operator::format(template, arguments).map_err(|stop| match stop {
        Stop::Fault(fault) | Stop::Throw(fault) => *fault,
        _ => Fault::invalid("FormatError", "The format cannot be used."),
    })
}

/// Calls inside each other, after which a fault ends the recursion before the stack does.
const MAX_DEPTH: usize = 250;

/// Stack that the depth of calls and of the tree needs, measured in unoptimised builds, with room to spare.
const STACK: usize = 512 << 20;

/// One session's interpreter.
pub struct Interpreter {
    commands: Arc<dyn Commands>,
    terminal: Arc<dyn Terminal>,
    host: Box<dyn Host>,
    cancel: Cancel,
    scopes: Scopes,
    frames: RefCell<Vec<Frame>>,
    /// `$Error`, latest first.
    errors: RefCell<Vec<Value>>,
    /// `$?`
    succeeded: Cell<bool>,
    code: Cell<u8>,
    /// What travels through a command that only knows faults.
    pending: RefCell<Option<Stop>>,
    depth: Cell<usize>,
    /// `try` blocks around what runs.
    tries: Cell<usize>,
    /// Texts of the blocks that run, innermost last.
    sources: RefCell<Vec<Arc<Source>>>,
}

/// Most errors that `$Error` keeps.
const MAX_ERRORS: usize = 256;

impl Interpreter {
    pub fn new(commands: Arc<dyn Commands>, terminal: Arc<dyn Terminal>, host: Box<dyn Host>) -> Interpreter {
        let interpreter = Interpreter {
            commands,
            terminal,
            host,
            cancel: Cancel::default(),
            scopes: Scopes::default(),
            frames: RefCell::default(),
            errors: RefCell::default(),
            succeeded: Cell::new(true),
            code: Cell::new(0),
            pending: RefCell::default(),
            depth: Cell::new(0),
            tries: Cell::new(0),
            sources: RefCell::default(),
        };
        interpreter.set_defaults();
        interpreter
    }

    /// For Ctrl-C.
    pub fn cancel(&self) -> Cancel {
        self.cancel.clone()
    }

    /// Parses and runs a text: a line of the prompt (`name`: none), or a script file with its arguments as another
    /// shell gave them: `-Name value`, `-Name:value`, `value`.
    pub fn run(&self, text: &str, name: Option<&str>, arguments: &[String]) -> Finished {
        let parsed = match name {
            Some(name) => super::parse_file(name, text),
            None => super::parse(text),
        };
        match parsed {
            Ok(script) => self.run_script(&script, arguments),
            Err(fault) => {
                let source = Arc::new(Source { name: name.map(Arc::from), text: Arc::from(text) });
                self.code.set(0);
                self.fail(fault.within(&source));
                Finished { code: self.code.get(), exits: false }
            }
        }
    }

    /// Runs what was parsed.
    pub fn run_script(&self, script: &Script, arguments: &[String]) -> Finished {
        self.code.set(0);
        let mut sink = |value: Value| {
            if let Some(Value::Int(limit)) = self.scopes.get("FormatEnumerationLimit") {
                self.host.show_items(limit.into());
            }
            self.host.put(value).map_err(Stop::from)
        };
        let ended = self.script(&script.block, command::words_of(arguments), &mut sink);
        self.host.statement_ended();
        self.frames.borrow_mut().clear();
        self.tries.set(0);
        let mut finished = Finished::default();
        match ended {
            Ok(()) | Err(Stop::Break(_) | Stop::Continue(_) | Stop::Return) => {}
            Err(Stop::Exit(code)) => {
                return Finished { code: (code & 0xff) as u8, exits: true };
            }
            Err(Stop::Fault(fault) | Stop::Throw(fault)) if fault.is_enough() => {}
            Err(Stop::Fault(fault) | Stop::Throw(fault)) => self.fail(*fault),
        }
        finished.code = self.code.get();
        finished
    }

    /// Runs a thread for it whose stack is large enough for the depth that is allowed.
    pub fn on_large_stack<T: Send>(work: impl FnOnce() -> T + Send) -> T {
        std::thread::scope(|scope| {
            let thread = std::thread::Builder::new().name("shell".into()).stack_size(STACK);
            // The stack is address space; only what is used becomes memory.
            match thread.spawn_scoped(scope, work) {
                Ok(running) => match running.join() {
                    Ok(result) => result,
                    Err(panic) => std::panic::resume_unwind(panic),
                },
                Err(error) => panic!("the shell's thread cannot be started: {error}"),
            }
        })
    }

    pub fn commands(&self) -> &Arc<dyn Commands> {
        &self.commands
    }

    /// Names of the visible variables with their values, for completion.
    pub fn variables(&self) -> Vec<(String, Value)> {
        self.scopes.variables()
    }

    pub fn functions(&self) -> Vec<Function> {
        self.scopes.functions()
    }

    pub fn variable_value(&self, name: &str) -> Option<Value> {
        self.scopes.get(name)
    }

    pub fn set_variable_value(&self, name: &str, value: Value) {
        self.scopes.set(scope::Where::Global, name, value);
    }

    /// Shows a fault that ended a statement, remembers it, and notes its exit code.
    fn fail(&self, fault: Fault) {
        self.code.set(fault.kind.exit_code());
        self.succeeded.set(false);
        self.remember(&fault);
        self.host.record(&Record::Error(fault));
    }

    fn remember(&self, fault: &Fault) {
        let mut errors = self.errors.borrow_mut();
        errors.insert(0, error_record::value(fault));
        errors.truncate(MAX_ERRORS);
    }

    /// Faults point into the text that is running.
    fn located(&self, stop: Stop, span: Span) -> Stop {
        let stop = stop.at(span);
        let source = self.sources.borrow().last().cloned();
        match (stop, source) {
            (Stop::Fault(fault), Some(source)) => Stop::Fault(Box::new(fault.within(&source))),
            (Stop::Throw(fault), Some(source)) => Stop::Throw(Box::new(fault.within(&source))),
            (stop, _) => stop,
        }
    }

    /// Goes one call deeper, or refuses when that would be too deep; stops when the person asked for it.
    fn deeper<T>(&self, work: impl FnOnce() -> Eval<T>) -> Eval<T> {
        if self.depth.get() >= MAX_DEPTH {
            return Err(Fault::invalid("CallDepthOverflow", "The script failed due to call depth overflow.")
                .fix("A function or script block calls itself without end.")
                .into());
        }
        self.depth.set(self.depth.get() + 1);
        let result = work();
        self.depth.set(self.depth.get() - 1);
        result
    }

    fn go_on(&self) -> Eval {
        if self.cancel.is_asked() { Err(Fault::cancelled().into()) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests;
