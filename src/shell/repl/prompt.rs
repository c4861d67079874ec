//! `[PS] HUB01> `: what stands before the line.

use std::borrow::Cow;

use crate::model::number::counted;
use nu_ansi_term::Color;
use reedline::{Prompt, PromptEditMode, PromptHistorySearch, PromptHistorySearchStatus, PromptViMode};

/// The prompt of one line.
pub struct Ready {
    /// The server that commands talk to; `None` while no node answers.
    pub server: Option<String>,
    /// Changes that the open transaction has collected; `None` while none is open.
    pub collected: Option<usize>,
    /// The last line failed.
    pub has_failed: bool,
    pub is_coloured: bool,
}

impl Prompt for Ready {
    fn render_prompt_left(&self) -> Cow<'_, str> {
        let (name, colour) = match &self.server {
            Some(server) => (server.as_str(), Color::Cyan.bold()),
            None => ("(no node)", Color::Yellow.normal()),
        };
        let collected = self.collected.map(|count| format!(" ({})", counted(count, "change"))).unwrap_or_default();
        match self.is_coloured {
            true => Cow::Owned(format!(
                "{} {}{}",
                Color::DarkGray.paint("[PS]"),
                colour.paint(name),
                Color::Magenta.paint(collected)
            )),
            false => Cow::Owned(format!("[PS] {name}{collected}")),
        }
    }

    fn render_prompt_right(&self) -> Cow<'_, str> {
        Cow::Borrowed("")
    }

    /// With the keys of vi, a colon while they are commands.
    fn render_prompt_indicator(&self, mode: PromptEditMode) -> Cow<'_, str> {
        Cow::Borrowed(match mode {
            PromptEditMode::Vi(PromptViMode::Normal | PromptViMode::Visual) => ": ",
            _ => "> ",
        })
    }

    fn render_prompt_multiline_indicator(&self) -> Cow<'_, str> {
        Cow::Borrowed(">> ")
    }

    fn render_prompt_history_search_indicator(&self, search: PromptHistorySearch) -> Cow<'_, str> {
        let found = match search.status {
            PromptHistorySearchStatus::Passing => "",
            PromptHistorySearchStatus::Failing => "nothing with ",
        };
        Cow::Owned(format!(" ({found}'{}')> ", search.term))
    }

    fn get_prompt_color(&self) -> Color {
        Color::Default
    }

    fn get_prompt_multiline_color(&self) -> Color {
        Color::DarkGray
    }

    fn get_indicator_color(&self) -> Color {
        if self.has_failed { Color::Red } else { Color::Default }
    }
}
