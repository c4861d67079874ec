//! A line asked of the person at the terminal, with the editing keys of the prompt and without its history.

use std::borrow::Cow;
use std::io::{ErrorKind, Write};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use reedline::{EditCommand, Prompt, PromptEditMode, PromptHistorySearch, Reedline, Signal};

use super::interrupt::ending;
use crate::model::{Fault, Secret};

/// What is asked.
struct Question<'a>(&'a str);

impl Prompt for Question<'_> {
    fn render_prompt_left(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.0)
    }

    fn render_prompt_right(&self) -> Cow<'_, str> {
        Cow::Borrowed("")
    }

    fn render_prompt_indicator(&self, _: PromptEditMode) -> Cow<'_, str> {
        Cow::Borrowed(": ")
    }

    fn render_prompt_multiline_indicator(&self) -> Cow<'_, str> {
        Cow::Borrowed("")
    }

    fn render_prompt_history_search_indicator(&self, _: PromptHistorySearch) -> Cow<'_, str> {
        Cow::Borrowed("")
    }
}

/// Asks for one line; Ctrl-C and Ctrl-D stop the command that asks.
pub fn ask(prompt: &str) -> Result<String, Fault> {
    edit(prompt, "")
}

/// The same for a line that is not empty at first.
pub fn edit(prompt: &str, text: &str) -> Result<String, Fault> {
    let ending = ending();
    // A terminal that has gone is read on forever without it.
    let mut editor = Reedline::create().with_ansi_colors(false).with_break_signal(ending.asked());
    editor.run_edit_commands(&[EditCommand::InsertString(text.to_owned())]);
    match editor.read_line(&Question(prompt)) {
        Ok(Signal::Success(line)) => Ok(line),
        Ok(Signal::ExternalBreak(_)) => {
            ending.stays_asked();
            Err(Fault::cancelled())
        }
        Ok(_) => Err(Fault::cancelled()),
        Err(error) => Err(unreadable(error)),
    }
}

/// Asks for a text that is not shown: a star stands for each character. Ctrl-C and Ctrl-D stop the command that asks.
pub fn ask_secret(prompt: &str) -> Result<Secret, Fault> {
    // Before the question is there: nothing that is typed early is echoed, and Ctrl-C is a key.
    let _raw = Raw::begin().map_err(unreadable)?;
    let stars = rpassword::ConfigBuilder::new().password_feedback_mask('*').build();
    let typed = rpassword::prompt_password_with_config(format!("{prompt}: "), stars);
    // The line was ended as for a terminal that goes back to its start by itself.
    show("\r")?;
    typed.map(Secret::new).map_err(unreadable)
}

/// The terminal gives each key as it is pressed and shows none, until this is dropped.
struct Raw;

impl Raw {
    fn begin() -> std::io::Result<Raw> {
        enable_raw_mode().map(|()| Raw)
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        // A terminal that has gone needs nothing.
        let _ = disable_raw_mode();
    }
}

fn show(text: &str) -> Result<(), Fault> {
    let mut error = std::io::stderr().lock();
    error.write_all(text.as_bytes()).and_then(|()| error.flush()).map_err(unreadable)
}

fn unreadable(error: std::io::Error) -> Fault {
    if matches!(error.kind(), ErrorKind::Interrupted | ErrorKind::UnexpectedEof) {
        return Fault::cancelled();
    }
    Fault::internal("Terminal", "The terminal could not be read.").cause(error)
}
