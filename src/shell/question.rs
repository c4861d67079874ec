//! A line asked of the person at the terminal, with the editing keys of the prompt and without its history.

use std::borrow::Cow;
use std::io::Write;

use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use reedline::{Prompt, PromptEditMode, PromptHistorySearch, Reedline, Signal};
use zeroize::Zeroizing;

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
    match Reedline::create().with_ansi_colors(false).read_line(&Question(prompt)) {
        Ok(Signal::Success(line)) => Ok(line),
        Ok(_) => Err(Fault::cancelled()),
        Err(error) => Err(unreadable(error)),
    }
}

/// Most characters of a secret; nobody types more.
const LONGEST_SECRET: usize = 4096;

/// Asks for a text that is not shown: a star stands for each character. Ctrl-C and Ctrl-D stop the command that asks.
pub fn ask_secret(prompt: &str) -> Result<Secret, Fault> {
    // Before the question is there: nothing that is typed early is echoed, and Ctrl-C is a key.
    let _raw = Raw::begin().map_err(unreadable)?;
    show(&format!("{prompt}: "))?;
    let mut typed = Zeroizing::new(String::new());
    loop {
        let pressed = match event::read().map_err(unreadable)? {
            Event::Key(key) if key.kind != KeyEventKind::Release => Pressed::of(key),
            _ => Pressed::Nothing,
        };
        match pressed {
            Pressed::Enter => break,
            Pressed::Stop => {
                show("\r\n")?;
                return Err(Fault::cancelled());
            }
            Pressed::Letter(letter) if typed.chars().count() < LONGEST_SECRET => {
                typed.push(letter);
                show("*")?;
            }
            Pressed::Back if typed.pop().is_some() => show(RUBOUT)?,
            Pressed::All => {
                show(&RUBOUT.repeat(typed.chars().count()))?;
                typed.clear();
            }
            Pressed::Letter(_) | Pressed::Back | Pressed::Nothing => {}
        }
    }
    show("\r\n")?;
    Ok(Secret::new(std::mem::take(&mut *typed)))
}

/// Takes the last star away.
const RUBOUT: &str = "\u{8} \u{8}";

/// What a key means while a secret is typed.
enum Pressed {
    Letter(char),
    Enter,
    Back,
    /// Everything that was typed goes.
    All,
    Stop,
    Nothing,
}

impl Pressed {
    fn of(key: KeyEvent) -> Pressed {
        let with_control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Enter => Pressed::Enter,
            KeyCode::Backspace => Pressed::Back,
            KeyCode::Char('j' | 'm') if with_control => Pressed::Enter,
            KeyCode::Char('h') if with_control => Pressed::Back,
            KeyCode::Char('u') if with_control => Pressed::All,
            KeyCode::Char('c' | 'd') if with_control => Pressed::Stop,
            KeyCode::Char(_) if with_control || key.modifiers.contains(KeyModifiers::ALT) => Pressed::Nothing,
            KeyCode::Char(letter) => Pressed::Letter(letter),
            _ => Pressed::Nothing,
        }
    }
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
    Fault::internal("Terminal", "The terminal could not be read.").cause(error)
}
