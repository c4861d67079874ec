//! Native programs: `& program args`, `program args`, and their place in a pipeline.
//!
//! A program is what a name means when no function, cmdlet or alias has it and `$env:PATH` does, or what a path names
//! that can be executed. Objects reach its standard input as the lines they would be shown as, its standard output
//! comes back line by line as strings; between two programs, and into a file, the bytes go as they are. What it says on
//! standard error goes to the terminal unless that stream is redirected. A program whose results nobody takes gets the
//! terminal itself, so that editors and pagers work.
//!
//! `$LASTEXITCODE` holds how it ended; another code than 0 makes `$?` false and is no error, unless
//! `$PSNativeCommandUseErrorActionPreference` says so. Ctrl-C ends it, and so does a command behind it that has enough.
//!
//! An interpreter runs programs only after [`Interpreter::allow_programs`]: what a script from elsewhere may do is for
//! its host to say.

mod exchange;
mod find;
mod words;

use std::fmt;
use std::path::PathBuf;
use std::process::{Child, Command as Process, ExitStatus, Stdio};
use std::rc::Rc;
use std::sync::Arc;

use self::exchange::{Exchange, Offer, Said};
use super::Interpreter;
use super::error_record::exception;
use super::frame::{ERROR, Frame, Route, SUCCESS};
use super::statement::Emit;
use super::stop::{Eval, Stop};
use crate::lang::ast::Command;
use crate::lang::bind::Common;
use crate::lang::call::Record;
use crate::lang::format::{Formatter, Page};
use crate::lang::text_encoding::TextEncoding;
use crate::model::{Fault, FixedWidth, Scalar, Span, Value};

pub(super) use self::find::{Found, find, is_known};

/// A program at work in a pipeline.
pub(super) struct ProgramWork {
    path: PathBuf,
    name: Arc<str>,
    arguments: Vec<String>,
    has_input: bool,
    /// Its output goes to another program or into a file: bytes, not lines.
    pub passes_bytes: bool,
    formatter: Formatter,
    running: Option<Running>,
}

struct Running {
    child: Child,
    exchange: Exchange,
    /// It shares the terminal with the person, who can end it there.
    stands_alone: bool,
}

/// Bytes of a program's output on their way to another program or a file.
pub(super) struct Bytes(pub Vec<u8>);

impl fmt::Display for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&String::from_utf8_lossy(&self.0))
    }
}

impl Scalar for Bytes {
    fn type_name(&self) -> &'static str {
        "Byte[]"
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

impl Bytes {
    pub fn of(value: &Value) -> Option<&[u8]> {
        match value {
            Value::Scalar(scalar) => scalar.as_any().downcast_ref::<Bytes>().map(|bytes| bytes.0.as_slice()),
            _ => None,
        }
    }
}

impl Interpreter {
    /// Lets scripts run native programs from now on.
    pub fn allow_programs(&self) {
        self.runs_programs.set(true);
    }

    /// The program that a name means, if one may be run.
    pub(super) fn program_called(&self, name: &str, span: Span) -> Eval<Option<PathBuf>> {
        let path = self.lookup("env:PATH").unwrap_or_default().to_string();
        match find(name, &self.full_path(name), &path) {
            Found::Program(_) if !self.runs_programs.get() => {
                let says = format!("'{name}' is a native program, and native programs may not be run here.");
                Err(Fault::new(crate::model::FaultKind::Denied, "NativeCommandDenied", says).at(span).into())
            }
            Found::Program(path) => Ok(Some(path)),
            Found::Nothing => Ok(None),
        }
    }

    pub(super) fn prepare_program(
        &self,
        path: PathBuf,
        command: &Command,
        has_input: bool,
        routes: [Route; 7],
    ) -> Eval<(Rc<Frame>, ProgramWork)> {
        let arguments = self.program_words(&command.elements)?;
        let name: Arc<str> = path.file_name().map_or_else(|| Arc::from(""), |name| Arc::from(name.to_string_lossy()));
        let passes_bytes = matches!(&routes[SUCCESS], Route::To(target) if target.takes_bytes());
        let frame = Frame::new(self, name.clone(), command.span, Common::default(), routes);
        let work =
            ProgramWork { path, name, arguments, has_input, passes_bytes, formatter: Formatter::new(), running: None };
        Ok((frame, work))
    }

    /// Runs something whose results are taken by the script and not shown.
    pub(super) fn taking<T>(&self, run: impl FnOnce() -> T) -> T {
        let before = self.results_are_taken.replace(true);
        let result = run();
        self.results_are_taken.set(before);
        result
    }

    fn process(&self, work: &ProgramWork) -> Process {
        let mut process = Process::new(&work.path);
        process.args(&work.arguments).current_dir(&*self.location());
        for (name, value) in self.environment.borrow().iter() {
            match value {
                Some(value) => process.env(name, value.as_ref()),
                None => process.env_remove(name),
            };
        }
        process
    }

    /// Says on the error stream what a program said there.
    fn complaint(&self, frame: &Frame, line: String, is_first: bool) {
        let id = if is_first { "NativeCommandError" } else { "NativeCommandErrorMessage" };
        let mut fault = Fault::new(crate::model::FaultKind::Internal, id, line);
        fault.command = Some(frame.name.clone());
        self.route(Record::Error(fault));
    }
}

impl ProgramWork {
    pub fn begin(&mut self, interpreter: &Interpreter, frame: &Frame) -> Eval<()> {
        let goes_on = matches!(frame.routes[SUCCESS], Route::Onwards);
        let shown = !interpreter.results_are_taken.get() && goes_on && interpreter.host.lends_terminal();
        let heard = frame.outwards().any(|frame| !matches!(frame.routes[ERROR], Route::Onwards));
        let mut process = interpreter.process(self);
        process
            .stdin(if self.has_input { Stdio::piped() } else { Stdio::inherit() })
            .stdout(if shown { Stdio::inherit() } else { Stdio::piped() })
            .stderr(if heard { Stdio::piped() } else { Stdio::inherit() });
        let mut child = process.spawn().map_err(|error| {
            let says = format!("Program '{}' failed to run.", self.name);
            Fault::invalid("NativeCommandFailed", says).at(frame.span).cause(error)
        })?;
        let exchange = Exchange::with(&mut child, self.passes_bytes).map_err(|error| {
            // Without its streams it is of no use.
            let _ = child.kill().and_then(|()| child.wait());
            Fault::internal("NativeCommandFailed", "The program's output cannot be read.").at(frame.span).cause(error)
        })?;
        self.running = Some(Running { child, exchange, stands_alone: shown });
        Ok(())
    }

    /// Takes an object, or `None` at the head of a pipeline.
    pub fn take(&mut self, interpreter: &Interpreter, frame: &Frame, input: Option<Value>, emit: Emit) -> Eval<()> {
        let Some(value) = input else { return Ok(()) };
        match Bytes::of(&value).map(<[u8]>::to_vec).or_else(|| bytes_of(&value)) {
            Some(bytes) => self.offer(interpreter, frame, bytes, emit),
            None => {
                let lines = self.formatter.push(&value, &Page::stream(interpreter.terminal.columns()));
                self.offer(interpreter, frame, text_of(interpreter, &lines), emit)
            }
        }
    }

    fn offer(&mut self, interpreter: &Interpreter, frame: &Frame, bytes: Vec<u8>, emit: Emit) -> Eval<()> {
        let Some(running) = &mut self.running else { return Ok(()) };
        if bytes.is_empty() {
            return Ok(());
        }
        let mut offer = running.exchange.offer(bytes);
        loop {
            while let Some(said) = running.exchange.heard() {
                running.pass_on(interpreter, frame, said, emit)?;
            }
            match offer {
                Offer::Taken => return Ok(()),
                // It reads no more: those in front need not go on.
                Offer::Refused => return Err(Box::new(Stop::Enough)),
                Offer::Full(bytes) => {
                    running.await_news(interpreter)?;
                    offer = running.exchange.offer(bytes);
                }
            }
        }
    }

    /// Everything has been offered: waits for the program's end, and notes how it ended.
    pub fn finish(&mut self, interpreter: &Interpreter, frame: &Frame, emit: Emit) -> Eval<()> {
        let rest = self.formatter.finish(&Page::stream(interpreter.terminal.columns()));
        match self.offer(interpreter, frame, text_of(interpreter, &rest), emit) {
            Err(stop) if matches!(*stop, Stop::Enough) => {}
            offered => offered?,
        }
        let Some(running) = &mut self.running else { return Ok(()) };
        running.exchange.end_input();
        loop {
            while let Some(said) = running.exchange.heard() {
                running.pass_on(interpreter, frame, said, emit)?;
            }
            if running.exchange.is_over() {
                break;
            }
            running.await_news(interpreter)?;
        }
        let process = running.child.id();
        let status = running.wait(interpreter)?;
        self.running = None;
        self.settle(interpreter, frame, code_of(status), process)
    }

    fn settle(&self, interpreter: &Interpreter, frame: &Frame, code: i32, process: u32) -> Eval<()> {
        interpreter.note_exit_of_program(code)?;
        if code == 0 {
            return Ok(());
        }
        frame.failed.set(true);
        interpreter.program_failed.set(true);
        let reports = interpreter.lookup("PSNativeCommandUseErrorActionPreference");
        if !reports.is_some_and(|asked| crate::model::convert::truth(&asked)) {
            return Ok(());
        }
        let says = format!("Program \"{}\" ended with non-zero exit code: {code} (0x{code:08X}).", self.name);
        let mut fault = Fault::new(crate::model::FaultKind::Internal, "ProgramExitedWithNonZeroCode", says);
        fault.command = Some(self.name.clone());
        let exception = exception("System.Management.Automation.NativeCommandExitException", &fault.says);
        if let Value::Object(exception) = &exception {
            exception.set("Path", Value::text(self.path.to_string_lossy()));
            exception.set("ExitCode", Value::Int(code));
            exception.set("ProcessId", Value::Int(i32::try_from(process).unwrap_or(i32::MAX)));
        }
        let fault = fault.worded(|wording| wording.exception = Some(exception));
        interpreter.non_terminating(fault.at(frame.span), 1)
    }
}

/// What a script hands over as bytes: one, or an array of them.
fn bytes_of(value: &Value) -> Option<Vec<u8>> {
    let byte = |value: &Value| match value {
        Value::Fixed(FixedWidth::Byte(byte)) => Some(*byte),
        _ => None,
    };
    match value.bare() {
        Value::Array(array) if array.type_name() == "Byte[]" => array.items().iter().map(byte).collect(),
        one => byte(one).map(|byte| vec![byte]),
    }
}

impl Running {
    fn pass_on(&mut self, interpreter: &Interpreter, frame: &Frame, said: Said, emit: Emit) -> Eval<()> {
        match said {
            Said::Line(line) => emit(Value::text(line)),
            Said::Bytes(bytes) => emit(Value::scalar(Bytes(bytes))),
            Said::Complaint { line, is_first } => {
                interpreter.complaint(frame, line, is_first);
                Ok(())
            }
        }
    }

    fn await_news(&mut self, interpreter: &Interpreter) -> Eval<()> {
        self.exchange.await_news();
        if interpreter.cancel.is_asked() && !self.stands_alone {
            return Err(Box::new(Stop::Cancelled));
        }
        Ok(())
    }

    /// Waits for the process itself, which mostly is gone when its output has ended.
    fn wait(&mut self, interpreter: &Interpreter) -> Eval<ExitStatus> {
        use std::time::Duration;
        let broken = |error| Fault::internal("NativeCommandLost", "The program's end could not be seen.").cause(error);
        if self.stands_alone {
            return Ok(self.child.wait().map_err(broken)?);
        }
        let mut pause = Duration::from_millis(1);
        loop {
            if let Some(status) = self.child.try_wait().map_err(broken)? {
                return Ok(status);
            }
            if interpreter.cancel.pause(pause) {
                return Err(Box::new(Stop::Cancelled));
            }
            pause = (pause * 2).min(Duration::from_millis(50));
        }
    }
}

impl Drop for Running {
    /// Nobody waits for it any more: it ends.
    fn drop(&mut self) {
        self.exchange.abandon();
        if matches!(self.child.try_wait(), Ok(None)) {
            // It may have ended just now; either way there is nothing left to do about it.
            let _ = self.child.kill().and_then(|()| self.child.wait());
        }
    }
}

/// Lines as the program is given them: in `$OutputEncoding`.
fn text_of(interpreter: &Interpreter, lines: &[crate::lang::format::Line]) -> Vec<u8> {
    let encoding = interpreter.lookup("OutputEncoding").and_then(|value| value.downcast::<TextEncoding>().copied());
    match encoding.filter(|encoding| *encoding != TextEncoding::UTF8) {
        None => lines.iter().flat_map(|line| line.text.bytes().chain([b'\n'])).collect(),
        Some(encoding) => lines.iter().flat_map(|line| encoding.bytes(&format!("{}\n", line.text))).collect(),
    }
}

/// The exit code; 128 and the number of the signal that ended it.
fn code_of(status: ExitStatus) -> i32 {
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        return 128 + signal;
    }
    status.code().unwrap_or(-1)
}
