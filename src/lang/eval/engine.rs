//! What commands may ask of the running language.

use std::cell::RefCell;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::flow::{CARRIER, Eval, Stop};
use super::preference::{Action, Common};
use super::redirect::Redirects;
use super::{BlockValue, Interpreter, error_record};
use crate::lang::call::{Call, Commands, Effect, Engine, Record, Terminal};
use crate::model::{Block, Fault, FaultKind, IntoValue, Value};

/// One command at work.
pub(super) struct Frame {
    pub name: Arc<str>,
    pub common: Common,
    pub redirects: Redirects,
    /// The command as typed, secrets masked.
    pub text: Arc<str>,
    /// `-Confirm` was answered with Yes to All or No to All.
    pub answer: Option<bool>,
}

/// How long a waiting command sleeps before it looks whether it shall stop.
const LOOK_UP: Duration = Duration::from_millis(20);

thread_local! {
    /// Records that go into the output of the command that made them (`2>&1`).
    pub(super) static MERGED: RefCell<Vec<Value>> = const { RefCell::new(Vec::new()) };
}

impl Interpreter {
    /// Sends anything through a command that only knows faults.
    pub(super) fn carry(&self, stop: Stop) -> Fault {
        match stop {
            Stop::Fault(fault) if fault.kind == FaultKind::Cancelled => *fault,
            other => {
                *self.pending.borrow_mut() = Some(other);
                Fault::new(FaultKind::Cancelled, CARRIER, "Control flow goes through a command.")
            }
        }
    }

    /// What a command came back with, as it was before [`Interpreter::carry`].
    pub(super) fn uncarry(&self, fault: Fault) -> Stop {
        if fault.id == CARRIER
            && let Some(stop) = self.pending.borrow_mut().take()
        {
            return stop;
        }
        fault.into()
    }

    fn common(&self) -> Common {
        self.frames.borrow().last().map(|frame| frame.common.clone()).unwrap_or_default()
    }

    /// Puts a record on its stream, obeying redirections and preferences.
    pub(super) fn write_record(&self, record: Record) -> Eval {
        let common = self.common();
        let (stream, action, variable) = match &record {
            Record::Error(_) => (
                2,
                common.error.unwrap_or_else(|| self.preferred("ErrorActionPreference", Action::Continue)),
                &common.error_variable,
            ),
            Record::Warning(_) => (
                3,
                common.warning.unwrap_or_else(|| self.preferred("WarningPreference", Action::Continue)),
                &common.warning_variable,
            ),
            Record::Verbose(_) => {
                let own = common.verbose.map(|on| if on { Action::Continue } else { Action::SilentlyContinue });
                (4, own.unwrap_or_else(|| self.preferred("VerbosePreference", Action::SilentlyContinue)), &None)
            }
            Record::Debug(_) => {
                let own = common.debug.map(|on| if on { Action::Continue } else { Action::SilentlyContinue });
                (5, own.unwrap_or_else(|| self.preferred("DebugPreference", Action::SilentlyContinue)), &None)
            }
            Record::Information { to_host, .. } => {
                let default = if *to_host { Action::Continue } else { Action::SilentlyContinue };
                let own = common.information.filter(|_| !to_host);
                (
                    6,
                    own.unwrap_or_else(|| {
                        if *to_host { default } else { self.preferred("InformationPreference", default) }
                    }),
                    &common.information_variable,
                )
            }
            Record::Progress { .. } => (7, self.preferred("ProgressPreference", Action::Continue), &None),
        };
        let record = self.attributed(record);
        if let Record::Error(fault) = &record {
            self.succeeded.set(false);
            if action != Action::Ignore {
                self.remember(fault);
            }
            if action == Action::Stop {
                return Err(Stop::Throw(Box::new(fault.clone())));
            }
            if self.code.get() == 0 && !matches!(action, Action::SilentlyContinue | Action::Ignore) {
                self.code.set(1);
            }
        }
        if let Some(variable) = variable {
            self.keep_in(&format!("+{}", variable.trim_start_matches('+')), vec![as_value(&record)]);
        }
        match action {
            Action::SilentlyContinue | Action::Ignore => return Ok(()),
            Action::Inquire => {
                if self.terminal.choose(&as_value(&record).to_string(), &["Yes", "Halt Command"], 0)? == 1 {
                    return Err(Fault::cancelled().into());
                }
            }
            Action::Continue | Action::Stop => {}
        }
        let redirected = self.frames.borrow().iter().rev().find_map(|frame| frame.redirects.of(stream));
        match redirected {
            Some(target) => target.take(as_value(&record)),
            None => {
                self.host.record(&record);
                Ok(())
            }
        }
    }

    /// Faults carry the name of the command and the text they point into.
    fn attributed(&self, record: Record) -> Record {
        let Record::Error(mut fault) = record else { return record };
        if fault.command.is_none() {
            fault.command = self.frames.borrow().last().map(|frame| frame.name.clone());
        }
        if let Some(source) = self.sources.borrow().last() {
            fault = fault.within(source);
        }
        Record::Error(fault)
    }

    fn ask_whether(&self, action: &str, target: &str) -> Result<bool, Fault> {
        if let Some(answer) = self.frames.borrow().last().and_then(|frame| frame.answer) {
            return Ok(answer);
        }
        let question = format!(
            "Are you sure you want to perform this action?\nPerforming the operation \"{action}\" on target \"{target}\"."
        );
        let chosen = self.terminal.choose(&question, &["Yes", "Yes to All", "No", "No to All"], 0)?;
        if let Some(frame) = self.frames.borrow_mut().last_mut()
            && chosen % 2 == 1
        {
            frame.answer = Some(chosen == 1);
        }
        Ok(chosen < 2)
    }
}

/// A record as an object, for `-ErrorVariable` and `2>&1`.
fn as_value(record: &Record) -> Value {
    match record {
        Record::Error(fault) => error_record::value(fault),
        Record::Warning(text) | Record::Verbose(text) | Record::Debug(text) | Record::Information { text, .. } => {
            text.as_str().into_value()
        }
        Record::Progress { activity, .. } => activity.as_str().into_value(),
    }
}

impl Engine for Interpreter {
    fn invoke(
        &self,
        block: &Arc<dyn Block>,
        underscore: Option<Value>,
        arguments: &[Value],
        each: &mut dyn FnMut(Value) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let Some(block) = BlockValue::of(block) else {
            return Err(Fault::internal("ForeignBlock", "This script block is not of this interpreter."));
        };
        let mut sink = |value: Value| each(value).map_err(|fault| self.uncarry(fault));
        match self.call_block(block, underscore, arguments, true, &mut sink) {
            Ok(()) | Err(Stop::Return) => Ok(()),
            Err(stop) => Err(self.carry(stop)),
        }
    }

    fn should(&self, call: &Call, action: &str, target: &str, detail: &str) -> Result<bool, Fault> {
        let common = self.common();
        if common.what_if.unwrap_or_else(|| self.what_if_preferred()) {
            let mut text = format!("What if: Performing the operation \"{action}\" on target \"{target}\".");
            for line in detail.lines() {
                text.push_str("\n  ");
                text.push_str(line);
            }
            self.host.record(&Record::Information { text, to_host: true, no_newline: false });
            return Ok(false);
        }
        let impact = match call.signature.effect {
            Effect::Changes(impact) => impact,
            Effect::Reads => return Ok(true),
        };
        let asks = match common.confirm {
            Some(confirm) => confirm,
            None => self.terminal.is_interactive() && self.confirm_from().is_some_and(|from| impact >= from),
        };
        if asks { self.ask_whether(action, target) } else { Ok(true) }
    }

    fn write(&self, _: &Call, record: Record) -> Result<(), Fault> {
        self.write_record(record).map_err(|stop| self.carry(stop))
    }

    fn is_cancelled(&self) -> bool {
        self.cancel.is_asked()
    }

    fn pause(&self, at_most: Duration) -> bool {
        let end = Instant::now() + at_most;
        while !self.cancel.is_asked() {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return false;
            }
            std::thread::sleep(left.min(LOOK_UP));
        }
        true
    }

    fn command_line(&self) -> String {
        self.frames.borrow().last().map(|frame| frame.text.to_string()).unwrap_or_default()
    }

    fn variable(&self, name: &str) -> Option<Value> {
        self.read_named(name)
    }

    fn set_variable(&self, name: &str, value: Value) -> Result<(), Fault> {
        self.scopes.set(super::scope::Where::Local, name, value);
        Ok(())
    }

    fn commands(&self) -> &dyn Commands {
        &*self.commands
    }

    fn terminal(&self) -> &dyn Terminal {
        &*self.terminal
    }
}
