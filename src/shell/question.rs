//! A line asked of the person at the terminal, with the editing keys of the prompt and without its history.

use std::borrow::Cow;

use reedline::{Prompt, PromptEditMode, PromptHistorySearch, Reedline, Signal};

use crate::model::Fault;

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
    match Reedline::create().with_ansi_colors(false).read_line(&Question(prompt)) {
        Ok(Signal::Success(line)) => Ok(line),
        Ok(_) => Err(Fault::cancelled()),
        Err(error) => Err(Fault::internal("Terminal", "The terminal could not be read.").cause(error)),
    }
}
