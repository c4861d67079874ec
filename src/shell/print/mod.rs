//! Results on standard output, talk on standard error.
//!
//! A table's first rows are held back for a moment so that its columns can be measured; a thread of its own shows them
//! when no more come. Whatever is said on the other stream comes after what was put out before it. A reader that closes
//! the pipe stops the pipeline without a fault.

mod progress;
mod stage;
mod transcript;

use std::fs::File;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use super::cli;
use super::pager;
use super::paint::Paint;
use crate::lang::call::{Record, Rendering};
use crate::lang::eval::Host;
use crate::lang::format::{self, Export, Form, Reading};
use crate::model::{Fault, Value};
use stage::Stage;
use transcript::Transcript;

/// How long rows are held back while no more come; as PowerShell waits.
const PATIENCE: Duration = Duration::from_millis(300);

/// Prints what leaves the interpreter. Clones print to the same place.
#[derive(Clone)]
pub struct Printer(Arc<Shared>);

struct Shared {
    stage: Mutex<Stage>,
    /// Something began to wait, or printing is over.
    changed: Condvar,
    is_quiet: bool,
}

impl Printer {
    /// `plain`: no colours, whatever the terminal.
    pub fn new(form: Option<cli::Form>, is_quiet: bool, plain: bool) -> Printer {
        let form = form.map(|form| match form {
            cli::Form::Table => Form::Table,
            cli::Form::List => Form::List,
            cli::Form::Json => Form::Json,
            cli::Form::Jsonl => Form::JsonLines,
            cli::Form::Csv => Form::Csv,
        });
        let in_colour = !plain && super::terminal::allows_colour();
        let results = Paint::of(std::io::stdout().is_terminal(), in_colour);
        let talk = Paint::of(std::io::stderr().is_terminal(), in_colour);
        let stage = Mutex::new(Stage::new(form, results, talk));
        Printer(Arc::new(Shared { stage, changed: Condvar::new(), is_quiet }))
    }

    /// Shows everything that was held back. Before a question, and before other programs write.
    pub fn settle(&self) {
        self.0.lock().settle();
    }

    /// Shows text that belongs to a question, on standard error and however quiet the shell is.
    pub fn tell(&self, text: &str) {
        let mut stage = self.0.lock();
        stage.settle();
        let talk = stage.talk();
        stage.say(&format!("{}\n", talk.text(text)));
    }

    /// Ends the layout under way: at the end of a line at the prompt.
    pub fn end_line(&self) {
        self.0.lock().end_line();
    }

    /// A line that was typed, for the transcript.
    pub fn typed(&self, line: &str) {
        if let Some(transcript) = &mut self.0.lock().transcript {
            transcript.typed(&crate::lang::secrets::mask(line));
            transcript.flush();
        }
    }

    /// Ends everything: what a whole run put out is complete.
    /// Err when results could not be written.
    pub fn finish(&self) -> Result<(), Fault> {
        let finished = self.0.lock().finish();
        self.0.changed.notify_all();
        finished
    }

    /// Has rows that wait shown in time. Nothing is started before the first row waits.
    fn watch(&self, stage: &mut Stage) {
        if !stage.is_waiting() || stage.is_watched {
            return self.0.changed.notify_all();
        }
        let shared = self.0.clone();
        // Without the thread rows are shown later: at the end of their statement's line.
        stage.is_watched = thread::Builder::new().name("patience".into()).spawn(move || shared.show_in_time()).is_ok();
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Stage> {
        self.stage.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn show_in_time(&self) {
        let mut stage = self.lock();
        while !stage.is_over {
            let left = stage.waiting_since.map(|since| PATIENCE.saturating_sub(since.elapsed()));
            stage = match left {
                None => self.changed.wait(stage).unwrap_or_else(PoisonError::into_inner),
                Some(Duration::ZERO) => {
                    stage.settle();
                    stage
                }
                Some(left) => self.changed.wait_timeout(stage, left).unwrap_or_else(PoisonError::into_inner).0,
            };
        }
    }

    fn is_wanted(&self, record: &Record) -> bool {
        !self.is_quiet || matches!(record, Record::Error(_))
    }
}

impl Host for Printer {
    fn put(&self, value: Value) -> Result<(), Fault> {
        let mut stage = self.0.lock();
        if let Some(text) = Reading::of(&value)
            && stage.is_terminal()
            && std::io::stdin().is_terminal()
            && pager::is_longer_than_screen(text)
        {
            stage.end_line();
            // Where the pager cannot show it, it is put out like any other text.
            if pager::show(text).is_ok() {
                return Ok(());
            }
        }
        stage.put(&value)?;
        self.watch(&mut stage);
        Ok(())
    }

    fn show_items(&self, limit: i64) {
        self.0.lock().items = limit;
    }

    fn render(&self, rendering: Rendering) {
        let mut stage = self.0.lock();
        stage.settle();
        stage.rendering = rendering;
    }

    fn record(&self, record: &Record) {
        if !self.0.is_wanted(record) {
            return;
        }
        let mut stage = self.0.lock();
        if let Record::Progress { activity, status, percent } = record {
            let is_seen = !stage.talk().is_unseen();
            stage.progress.show(activity, status, *percent, is_seen);
            return;
        }
        stage.settle();
        match record {
            Record::Information { text, no_newline, .. } => {
                let end = if *no_newline { "" } else { "\n" };
                let talk = stage.talk();
                stage.say(&format!("{}{end}", talk.text(text)));
            }
            record => {
                let columns = super::terminal::talk_columns();
                let mut lines = format::record(record, columns);
                // A log is searched line by line; a person reads whole words.
                let talk = stage.talk();
                if !talk.is_unseen() {
                    lines = lines.iter().flat_map(|line| line.wrapped(columns)).collect();
                }
                stage.say(&lines.iter().map(|line| talk.line(line)).collect::<String>());
            }
        }
    }

    fn lends_terminal(&self) -> bool {
        let mut stage = self.0.lock();
        stage.settle();
        stage.is_terminal()
    }

    fn transcript(&self) -> &dyn crate::lang::call::Transcript {
        self
    }
}

impl crate::lang::call::Transcript for Printer {
    fn is_kept(&self) -> bool {
        self.0.lock().transcript.is_some()
    }

    fn start(&self, path: &Path, file: File, with_times: bool) -> Result<(), Fault> {
        let mut stage = self.0.lock();
        stage.end_line();
        stage.transcript = Some(Transcript::new(path, file, with_times));
        Ok(())
    }

    fn stop(&self, foot: &str) -> Result<Option<PathBuf>, Fault> {
        let mut stage = self.0.lock();
        stage.end_line();
        let Some(transcript) = stage.transcript.take() else { return Ok(None) };
        transcript.end(foot).map(Some).map_err(|error| {
            Fault::internal("TranscriptIncomplete", "The transcript could not be written to its end.").cause(error)
        })
    }
}
