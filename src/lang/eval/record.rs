//! Records of the streams: what the preferences let through, and where it goes.

use std::rc::Rc;
use std::sync::Arc;

use super::Interpreter;
use super::error_record::ErrorRecord;
use super::frame::{DEBUG, ERROR, Frame, Route, VERBOSE, WARNING};
use super::stop::{Eval, Stop};
use super::stream_record::{as_value, stream_of};
use crate::lang::bind::Action;
use crate::lang::call::{Choice, Record};
use crate::model::{ErrorView, Fault, Source, Span, Value};

impl Interpreter {
    /// What runs, innermost first, a line each: `at name, file: line 3`. `place`: where it stands now.
    pub(super) fn script_stack(&self, place: Option<(&Arc<Source>, Span)>) -> Box<str> {
        let (mut source, mut span) = place
            .map_or_else(|| (self.source.borrow().clone(), Span::default()), |(source, span)| (source.clone(), span));
        let line = |source: &Source, span: Span, name: &str| {
            let name = if name.is_empty() { "<ScriptBlock>" } else { name };
            let file = source.name.as_deref().unwrap_or("<No file>");
            format!("at {name}, {file}: line {}", source.line_column(span.start).0)
        };
        let mut lines = Vec::new();
        let frame = self.frame.borrow().clone();
        for frame in frame.iter().flat_map(|frame| frame.outwards()).filter(|frame| frame.is_script.get()) {
            lines.push(line(&source, span, frame.name.rsplit('/').next().unwrap_or_default()));
            (source, span) = (frame.source.clone(), frame.span);
        }
        lines.push(line(&source, span, ""));
        lines.join("\n").into()
    }

    /// Notes where a fault came up, unless that is known.
    pub(super) fn note_stack(&self, fault: &mut Fault) {
        if fault.wording.as_ref().is_some_and(|wording| wording.stack.is_some()) {
            return;
        }
        let place = fault.source.as_ref().zip(fault.at);
        let stack = self.script_stack(place);
        let wording = fault.wording.get_or_insert_default();
        wording.stack = Some(stack);
        wording.view = self.error_view();
    }

    /// `$ErrorView`; what is none of its values is the usual one.
    fn error_view(&self) -> ErrorView {
        match self.lookup("ErrorView").map(|view| view.to_string().to_ascii_lowercase()).as_deref() {
            Some("normalview") => ErrorView::Normal,
            Some("categoryview") => ErrorView::Category,
            Some("detailedview") => ErrorView::Detailed,
            _ => ErrorView::Concise,
        }
    }

    /// Reports a fault that ended a statement.
    pub(super) fn report(&self, mut fault: Fault) {
        self.succeeded.set(false);
        fault.source.get_or_insert_with(|| self.source.borrow().clone());
        self.note_stack(&mut fault);
        self.note_exit_code(fault.kind.exit_code());
        self.remember(&fault);
        if self.hushes_errors() {
            return;
        }
        self.route(Record::Error(fault));
    }

    /// Adds an error to `$Error`.
    fn remember(&self, fault: &Fault) {
        const MOST_ERRORS: usize = 256;
        let record = Value::scalar(ErrorRecord::new(fault.clone()));
        self.errors.change(|errors| {
            errors.insert(0, record);
            errors.truncate(MOST_ERRORS);
        });
    }

    /// A command failed on one object, or altogether: an error that does not end the pipeline.
    pub(super) fn failed_item(&self, frame: &Rc<Frame>, stop: Stop, is_item: bool) -> Eval<()> {
        match stop {
            Stop::Fault { fault, is_script: false } => {
                let code = if is_item { 1 } else { fault.kind.exit_code() };
                self.within(frame, || self.non_terminating(fault, code))
            }
            other => Err(Box::new(other)),
        }
    }

    /// A command could not begin, or cannot go on with any object.
    pub(super) fn failed_altogether(&self, frame: &Rc<Frame>, fault: Fault) -> Box<Stop> {
        if let Some(stop) = self.stopped_with(&fault) {
            return stop;
        }
        let mut fault = if fault.source.is_none() { fault.at(frame.span) } else { fault };
        fault.source.get_or_insert_with(|| frame.source.clone());
        fault.command.get_or_insert_with(|| frame.name.clone());
        frame.failed.set(true);
        fault.into()
    }

    /// An error about one item, which a run ends with this exit code for: shown, kept, hidden or raised as the command and the preferences say.
    pub(super) fn non_terminating(&self, mut fault: Fault, code: u8) -> Eval<()> {
        let frame = self.frame.borrow().clone();
        let function = self.speaks_for(&fault, frame.as_ref());
        if let Some(function) = &function {
            fault.command = Some(function.name.clone());
        }
        if let Some(frame) = &frame {
            if fault.source.is_none() {
                fault = fault.at(frame.span);
            }
            fault.source.get_or_insert_with(|| frame.source.clone());
            let has_activity = fault.wording.as_ref().is_some_and(|wording| wording.activity.is_some());
            if fault.command.is_none() && !has_activity && !frame.name.is_empty() {
                fault.command = Some(frame.name.clone());
            }
        }
        self.note_stack(&mut fault);
        // What a function says of itself is about its call.
        if let Some(function) = function {
            fault.at = Some(function.span);
            fault.source = Some(function.source.clone());
        }
        let asked = frame.as_ref().and_then(|frame| frame.common.error);
        let action = asked.unwrap_or_else(|| self.preference("ErrorActionPreference"));
        let value = Value::scalar(ErrorRecord::new(fault.clone()));
        frame.iter().flat_map(|frame| frame.outwards()).for_each(|frame| frame.keep(ERROR, &value));
        frame.iter().for_each(|frame| frame.failed.set(true));
        match action {
            Action::Ignore => return Ok(()),
            Action::Stop => return Err(Stop::script(fault)),
            _ => self.remember(&fault),
        }
        if action == Action::SilentlyContinue {
            return Ok(());
        }
        self.note_exit_code(code);
        match action {
            Action::Inquire => self.inquire(&fault.to_string()).map_or_else(Err, |()| {
                self.route(Record::Error(fault));
                Ok(())
            }),
            _ => {
                self.route(Record::Error(fault));
                Ok(())
            }
        }
    }

    /// `Write-Error` reports for the function that it stands in.
    fn speaks_for(&self, fault: &Fault, frame: Option<&Rc<Frame>>) -> Option<Rc<Frame>> {
        fault.wording.as_ref()?.activity.as_ref()?;
        let mut frame = frame.and_then(|frame| frame.parent.clone());
        while let Some(outer) = frame {
            if outer.is_script.get() && !outer.name.is_empty() && !outer.name.contains('/') {
                return Some(outer);
            }
            frame = outer.parent.clone();
        }
        None
    }

    /// Any other record, obeying the preferences.
    pub(super) fn write_record(&self, record: Record) -> Eval<()> {
        let Some(stream) = stream_of(&record) else {
            return self.write_progress(&record);
        };
        let frame = self.frame.borrow().clone();
        let common = frame.as_ref().map(|frame| &frame.common);
        let loudly = |said: Option<bool>, preference: &str| match said {
            Some(true) => Action::Continue,
            Some(false) => Action::SilentlyContinue,
            None => self.preference(preference),
        };
        let action = match &record {
            Record::Error(fault) => return self.non_terminating(fault.clone(), 1),
            Record::Warning(_) => {
                common.and_then(|common| common.warning).unwrap_or_else(|| self.preference("WarningPreference"))
            }
            Record::Verbose(_) => loudly(common.and_then(|common| common.verbose), "VerbosePreference"),
            Record::Debug(_) => loudly(common.and_then(|common| common.debug), "DebugPreference"),
            // What is written to the host is shown unless the command is told not to.
            Record::Information { to_host: true, .. } => {
                common.and_then(|common| common.information).unwrap_or(Action::Continue)
            }
            _ => {
                common.and_then(|common| common.information).unwrap_or_else(|| self.preference("InformationPreference"))
            }
        };
        if action == Action::Ignore {
            return Ok(());
        }
        let source = frame.as_ref().map_or_else(|| Arc::from(""), |frame| frame.name.clone());
        let value = as_value(&record, &source);
        frame.iter().flat_map(|frame| frame.outwards()).for_each(|frame| frame.keep(stream, &value));
        match action {
            // Unlike the others, this stream can be redirected while it is not shown.
            Action::SilentlyContinue if matches!(record, Record::Information { .. }) => {
                self.redirect(record);
                Ok(())
            }
            Action::SilentlyContinue | Action::Ignore => Ok(()),
            Action::Continue => {
                self.route(record);
                Ok(())
            }
            Action::Inquire => {
                let text = value.to_string();
                self.route(record);
                self.inquire(&text)
            }
            Action::Stop => {
                let text = value.to_string();
                self.route(record);
                let preference = match stream {
                    WARNING => "WarningPreference",
                    VERBOSE => "VerbosePreference",
                    DEBUG => "DebugPreference",
                    _ => "InformationPreference",
                };
                Err(self.stopped_by(preference, &text))
            }
        }
    }

    /// Progress is shown, asked about or an error, and is not kept.
    fn write_progress(&self, record: &Record) -> Eval<()> {
        let text = || match record {
            Record::Progress { activity, status, .. } => format!("{activity}: {status}"),
            _ => String::new(),
        };
        match self.preference("ProgressPreference") {
            Action::SilentlyContinue | Action::Ignore => return Ok(()),
            Action::Stop => return Err(self.stopped_by("ProgressPreference", &text())),
            Action::Inquire => self.inquire(&text())?,
            Action::Continue => {}
        }
        self.host.record(record);
        Ok(())
    }

    /// What ends a script whose preference is to stop at such a record.
    fn stopped_by(&self, preference: &str, text: &str) -> Box<Stop> {
        let says = format!(
            "The running command stopped because the preference variable \"{preference}\" or common parameter is set to Stop: {text}"
        );
        let mut fault = Fault::invalid("ActionPreferenceStop", says);
        if let Some(frame) = &*self.frame.borrow() {
            fault.command = Some(frame.name.clone()).filter(|name| !name.is_empty());
        }
        Stop::script(fault)
    }

    /// Sends a record where the innermost redirection says, else to the terminal.
    pub(super) fn route(&self, record: Record) {
        if let Some(record) = self.redirect(record) {
            self.host.record(&record);
        }
    }

    /// Sends a record where the innermost redirection says; gives it back where none does.
    fn redirect(&self, record: Record) -> Option<Record> {
        let stream = stream_of(&record).unwrap_or(0);
        let frame = self.frame.borrow().clone();
        for frame in frame.iter().flat_map(|frame| frame.outwards()) {
            match &frame.routes[stream] {
                Route::Onwards => {}
                Route::Discard => return None,
                Route::Merge => {
                    frame.merged.borrow_mut().push_back(as_value(&record, &frame.name));
                    return None;
                }
                Route::To(target) => {
                    // A file that cannot be written is found out when it is finished.
                    let _ = target.write(&as_value(&record, &frame.name));
                    return None;
                }
            }
        }
        Some(record)
    }

    fn inquire(&self, text: &str) -> Eval<()> {
        let question = format!("{text}\nContinue with this operation?");
        match self.terminal.choose(&question, &[Choice::YES, Choice::HALT], 0)? {
            0 => Ok(()),
            _ => Err(Stop::script(Fault::cancelled())),
        }
    }
}
