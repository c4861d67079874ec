//! The evaluator: walks the tree and does what it says, as PowerShell 7 does.
//!
//! An [`Interpreter`] is one conversation: its variables, functions and preferences live as long as it does. Pipelines
//! push one object at a time; a consumer that has enough stops the producers. Errors are PowerShell's three kinds:
//! about one item (a record on the error stream), ending the statement, ending the script.
//!
//! Promises: no input makes it panic; recursion ends in a fault and not in a broken stack (give it room with
//! [`Interpreter::on_large_stack`]); Ctrl-C ([`Cancel`]) stops whatever runs, `finally` blocks aside.
//!
//! It is single-threaded and keeps its state behind cells, because commands call back into it while it runs.

mod alias;
mod arithmetic;
mod assign;
mod big_numbers;
mod block;
mod bulk;
mod cancel;
mod check;
mod command;
mod compare;
mod completer;
mod drive_variable;
mod engine;
mod error_record;
mod expression;
mod foretold;
mod frame;
mod function;
mod history;
mod index;
mod invocation;
mod literal;
mod loops;
mod member;
mod operator;
mod paging;
mod pipeline;
mod preference;
mod preset;
mod program;
mod range;
mod record;
mod redirect;
mod scope;
mod script_command;
mod script_help;
mod script_stage;
mod stack;
mod statement;
mod stop;
mod stream_record;
mod supply;
mod switch;
mod text;
mod try_catch;
mod variable;
mod watch;

#[cfg(test)]
mod tests;

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

pub use self::block::Closure;
pub use self::cancel::Cancel;
pub use self::check::check;
pub use self::completer::{Asked, script_words};
pub use self::error_record::ErrorRecord;
pub use self::function::Function;
pub(in crate::lang) use self::member::exceptions::construct as exception_named;
pub use self::member::{Definition, MethodGroup, dictionary_entries, methods, static_members};
pub use self::paging::TotalCount;

use self::frame::Frame;
use self::scope::Scope;
use self::stop::{Eval, Stop};
use crate::lang::ast::{Script, Source};
use crate::lang::bind::Shape;
use crate::lang::call::{Commands, NoTranscript, PastLine, Record, Rendering, Terminal, Transcript};
use crate::model::{Array, Fault, FaultKind, Value};

/// Where results and records leave the interpreter.
pub trait Host {
    /// One object that reached the end of its pipeline. Err stops the pipeline.
    fn put(&self, value: Value) -> Result<(), Fault>;
    /// One record of another stream that the preferences let through. An error carries its source text and the name
    /// of its command.
    fn record(&self, record: &Record);
    /// How many elements of a collection are shown from now on (`$FormatEnumerationLimit`).
    fn show_items(&self, limit: i64) {
        let _ = limit;
    }
    /// Whether colours are shown from now on (`$PSStyle.OutputRendering`).
    fn render(&self, rendering: Rendering) {
        let _ = rendering;
    }
    /// A native program is about to write to the same terminal: what waits is shown first. Whether it may write its
    /// results there itself, instead of having them put out here.
    fn lends_terminal(&self) -> bool {
        false
    }
    /// What is typed and shown, being written down.
    fn transcript(&self) -> &dyn Transcript {
        &NoTranscript
    }
}

/// How a run ended.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Finished {
    /// Exit code of the process, were this all it did: 0 all good, 1 something non-terminating failed, else the kind of
    /// the first fault that ended a statement, or what `exit` said.
    pub code: u8,
    /// `exit` was called: the shell shall end.
    pub exits: bool,
}

/// One conversation in the language.
pub struct Interpreter {
    commands: Arc<dyn Commands>,
    terminal: Arc<dyn Terminal>,
    host: Box<dyn Host>,
    cancel: Cancel,
    global: Rc<Scope>,
    /// The scope of what is evaluated now.
    scope: RefCell<Rc<Scope>>,
    /// The text that spans point into now.
    source: RefCell<Arc<Source>>,
    /// The command that runs now.
    frame: RefCell<Option<Rc<Frame>>>,
    /// A stop on its way through code that knows faults only.
    pending: RefCell<Option<Box<Stop>>>,
    /// Bodies of `try` with a `catch` that are being evaluated: statements do not report their faults there.
    tries: Cell<usize>,
    succeeded: Cell<bool>,
    exit_code: Cell<u8>,
    stack: stack::Room,
    /// Steps since somebody asked what memory there is.
    steps: Cell<u32>,
    shapes: RefCell<HashMap<&'static str, Rc<Shape>>>,
    /// `$env:` as this conversation has changed it.
    environment: RefCell<HashMap<String, Option<Arc<str>>>>,
    /// `$Error`, newest first.
    errors: Array,
    working_directory: RefCell<Option<Arc<str>>>,
    /// Some scope has had an alias of its own.
    has_aliases: Cell<bool>,
    /// The lines of the prompt that have run, how many there were in all, and what Invoke-History runs just now.
    lines: RefCell<std::collections::VecDeque<PastLine>>,
    lines_run: Cell<i64>,
    invoked_line: RefCell<Option<String>>,
    /// Native programs may be run.
    runs_programs: Cell<bool>,
    /// What is put out now goes to the script and not to the host.
    results_are_taken: Cell<bool>,
    /// The last native program ended with another code than 0.
    program_failed: Cell<bool>,
    /// What changing commands have done in this run.
    tallies: RefCell<Vec<bulk::Tally>>,
    /// The process ends with this run.
    is_last: Cell<bool>,
    /// What Register-ArgumentCompleter was given.
    completers: RefCell<Vec<completer::Registered>>,
}

impl Interpreter {
    pub fn new(commands: Arc<dyn Commands>, terminal: Arc<dyn Terminal>, host: Box<dyn Host>) -> Interpreter {
        let global = Scope::global();
        let interpreter = Interpreter {
            commands,
            terminal,
            host,
            cancel: Cancel::default(),
            scope: RefCell::new(global.clone()),
            global,
            source: RefCell::new(Arc::new(Source::new(None, ""))),
            frame: RefCell::default(),
            pending: RefCell::default(),
            tries: Cell::new(0),
            succeeded: Cell::new(true),
            exit_code: Cell::new(0),
            stack: stack::Room::default(),
            steps: Cell::new(0),
            shapes: RefCell::default(),
            environment: RefCell::default(),
            errors: Array::list(Vec::new()),
            working_directory: RefCell::default(),
            has_aliases: Cell::new(false),
            lines: RefCell::default(),
            lines_run: Cell::new(0),
            invoked_line: RefCell::default(),
            runs_programs: Cell::new(false),
            results_are_taken: Cell::new(false),
            program_failed: Cell::new(false),
            tallies: RefCell::default(),
            is_last: Cell::default(),
            completers: RefCell::default(),
        };
        interpreter.set_up_variables();
        interpreter
    }

    /// For Ctrl-C, from another thread.
    pub fn cancel(&self) -> Cancel {
        self.cancel.clone()
    }

    /// The process ends with the run that comes: what its variables hold is left to the system, and not taken apart
    /// value by value (a tenth of the time of a script that holds 100,000 objects).
    pub fn run_is_last(&self) {
        self.is_last.set(true);
        std::mem::forget(self.global.clone());
    }

    /// Parses and runs a text: a line of the prompt (`name`: none), or a script file with its arguments as another
    /// shell gave them: `-Name value`, `-Name:value`, `value`. A syntax fault is shown like any other and runs nothing.
    pub fn run(&self, text: &str, name: Option<&str>, arguments: &[String]) -> Finished {
        let parsed = match name {
            Some(name) => super::parse_file_at(name, self.absolute(name).as_deref(), text),
            None => super::parse(text),
        };
        match parsed {
            Ok(script) => self.run_script(&script, arguments),
            Err(fault) => {
                let source = Arc::new(Source::new(name, text));
                self.finish(|| Err(Stop::script(fault.within(&source))))
            }
        }
    }

    /// Runs what was parsed: a file in a scope of its own with its parameters bound, else in the global scope.
    pub fn run_script(&self, script: &Script, arguments: &[String]) -> Finished {
        let mut put = |value: Value| {
            if let Some(Value::Int(limit)) = self.lookup("FormatEnumerationLimit") {
                self.host.show_items(limit.into());
            }
            self.host.put(value).map_err(|fault| self.inward(fault))
        };
        self.finish(|| match &script.block.source.name {
            Some(path) => self.run_script_file(path, script, arguments, &mut put),
            None => self.run_prompt(&script.block, &mut put),
        })
    }

    /// Runs a closure on a thread whose stack is large enough for deep recursion.
    pub fn on_large_stack<T: Send>(work: impl FnOnce() -> T + Send) -> T {
        stack::with_stack(work)
    }

    pub fn commands(&self) -> &Arc<dyn Commands> {
        &self.commands
    }

    /// Shows a fault as if a statement had ended with it.
    pub fn show_fault(&self, fault: Fault) {
        self.report(fault);
    }

    fn finish(&self, run: impl FnOnce() -> Eval<()>) -> Finished {
        self.exit_code.set(0);
        self.stack.enter();
        let mut exits = false;
        if let Err(stop) = block::RUNNING.set(self, run) {
            match *stop {
                Stop::Exit(code) => {
                    exits = true;
                    // As a process can give it: the low byte.
                    self.exit_code.set((code & 0xff) as u8);
                }
                Stop::Fault { fault, .. } => self.report(fault),
                Stop::Cancelled => {
                    self.exit_code.set(FaultKind::Cancelled.exit_code());
                    self.tell_tallies();
                }
                Stop::Break(_) | Stop::Continue(_) | Stop::Return | Stop::Enough => {}
            }
        }
        // A program that failed last is all that went wrong: the run failed, with no fault to tell.
        if !exits && self.program_failed.get() && !self.succeeded.get() {
            self.note_exit_code(1);
        }
        self.leave_everything();
        Finished { code: self.exit_code.get(), exits }
    }

    /// After a run, whatever ended it: nothing is running.
    fn leave_everything(&self) {
        self.scope.replace(self.global.clone());
        self.frame.replace(None);
        self.pending.replace(None);
        self.tries.set(0);
        self.results_are_taken.set(false);
        self.program_failed.set(false);
        self.tallies.take();
    }

    /// `$LASTEXITCODE`: how the last program, or script file, ended.
    fn note_exit_of_program(&self, code: i32) -> Eval<()> {
        Ok(self.global.set(&Arc::from("LASTEXITCODE"), Value::Int(code))?)
    }

    /// Asks now and then, between statements and where results are collected, whether memory runs out.
    fn mind_memory(&self) -> Eval<()> {
        /// Asking takes as long as some hundred steps; in as many, values of a few hundred megabytes may be made.
        const STEPS: u32 = 1 << 16;
        let steps = self.steps.get() + 1;
        if steps < STEPS {
            self.steps.set(steps);
            return Ok(());
        }
        self.steps.set(0);
        Ok(super::bounds::memory()?)
    }

    /// Turns a stop into a fault for code that knows faults only, and remembers the stop.
    fn outward(&self, stop: Box<Stop>) -> Fault {
        let fault = stop.as_fault();
        self.pending.replace(Some(stop));
        fault
    }

    /// The stop that a fault came from, if it came from one.
    fn stopped_with(&self, fault: &Fault) -> Option<Box<Stop>> {
        self.pending.take().filter(|stop| stop.as_fault() == *fault)
    }

    /// Turns a fault back into a stop.
    fn inward(&self, fault: Fault) -> Box<Stop> {
        self.stopped_with(&fault).unwrap_or_else(|| fault.into())
    }

    /// Notes what a run ends with; the first fault that ended something decides.
    fn note_exit_code(&self, code: u8) {
        if matches!((self.exit_code.get(), code), (0, _) | (1, 2..)) {
            self.exit_code.set(code);
        }
    }
}

/// `-f`: a template with its arguments, an array or one value.
pub fn format_text(template: &Value, arguments: &Value) -> Result<String, Fault> {
    text::format(template, arguments)
}
