//! Text that is longer than the screen, page by page: by the program of `$PAGER` where there is one, else by our own.
//!
//! Ours knows the keys of `less` that people's fingers know. What was read last stays on the screen when it ends.

use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::sync::atomic::Ordering;
use std::time::Duration;

use crossterm::cursor::MoveTo;
use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use crossterm::queue;
use crossterm::style::{Attribute, Print, SetAttribute};
use crossterm::terminal::{Clear, ClearType};

use super::full_screen::Taken;
use super::interrupt::ending;
use crate::lang::format::Line;

/// How often it is looked whether the shell shall end.
const LOOK_UP: Duration = Duration::from_millis(250);

/// Whether the text needs more lines than the screen has.
pub fn is_longer_than_screen(text: &str) -> bool {
    crossterm::terminal::size()
        .is_ok_and(|(columns, rows)| folded(text, usize::from(columns)).len() >= usize::from(rows))
}

/// Shows the text until the person has seen enough. Err: it could not be shown, and has to be written out.
pub fn show(text: &str) -> io::Result<()> {
    match std::env::var("PAGER") {
        Ok(program) if !program.trim().is_empty() && by_program(&program, text).is_ok() => Ok(()),
        _ => by_ourselves(text),
    }
}

/// Err when the program could not be started; what it does then is its own affair.
fn by_program(program: &str, text: &str) -> io::Result<()> {
    let mut child = Command::new("sh").args(["-c", program]).stdin(Stdio::piped()).spawn()?;
    if let Some(mut input) = child.stdin.take() {
        // It may end before it has read everything.
        let _ = input.write_all(text.as_bytes());
    }
    let ended = child.wait()?;
    // What the shell of the system says where there is no such program.
    if ended.code() == Some(127) { Err(io::ErrorKind::NotFound.into()) } else { Ok(()) }
}

fn by_ourselves(text: &str) -> io::Result<()> {
    let (columns, rows) = crossterm::terminal::size()?;
    let mut view = View::new(text, usize::from(columns), usize::from(rows));
    let screen = Taken::begin()?;
    let ending = ending();
    let asked = ending.asked();
    view.draw()?;
    loop {
        if asked.load(Ordering::Relaxed) {
            break;
        }
        if !event::poll(LOOK_UP)? {
            continue;
        }
        let turn = match event::read()? {
            Event::Key(key) if key.kind != KeyEventKind::Release => view.press(key),
            Event::Resize(columns, rows) => {
                view.resize(text, usize::from(columns), usize::from(rows));
                Turn::Draw
            }
            _ => Turn::Nothing,
        };
        match turn {
            Turn::Nothing => {}
            Turn::Draw => view.draw()?,
            Turn::Leave => break,
        }
    }
    drop(screen);
    let mut out = io::stdout().lock();
    view.page().iter().try_for_each(|line| writeln!(out, "{line}"))?;
    out.flush()
}

/// What a key leads to.
#[derive(Debug, PartialEq, Eq)]
enum Turn {
    Nothing,
    Draw,
    Leave,
}

/// Which lines are seen.
struct View {
    lines: Vec<String>,
    top: usize,
    /// Lines of the text on the screen; one more says where one is.
    rows: usize,
    /// What is looked for, while it is being typed.
    typing: Option<String>,
    wanted: String,
}

impl View {
    fn new(text: &str, columns: usize, rows: usize) -> View {
        let rows = rows.saturating_sub(1).max(1);
        View { lines: folded(text, columns), top: 0, rows, typing: None, wanted: String::new() }
    }

    fn resize(&mut self, text: &str, columns: usize, rows: usize) {
        self.lines = folded(text, columns);
        self.rows = rows.saturating_sub(1).max(1);
        self.go(self.top);
    }

    fn last_top(&self) -> usize {
        self.lines.len().saturating_sub(self.rows)
    }

    fn go(&mut self, top: usize) {
        self.top = top.min(self.last_top());
    }

    fn page(&self) -> &[String] {
        let end = (self.top + self.rows).min(self.lines.len());
        &self.lines[self.top.min(end)..end]
    }

    fn press(&mut self, key: KeyEvent) -> Turn {
        let is_control = key.modifiers.contains(KeyModifiers::CONTROL);
        if is_control && matches!(key.code, KeyCode::Char('c' | 'd')) {
            return Turn::Leave;
        }
        if self.typing.is_some() {
            return self.type_word(key.code);
        }
        let (page, half) = (self.rows.saturating_sub(1).max(1), self.rows / 2);
        match key.code {
            // At the end there is nothing to turn to.
            KeyCode::Char(' ') | KeyCode::Enter if self.top >= self.last_top() => return Turn::Leave,
            KeyCode::Char('q' | 'Q') | KeyCode::Esc => return Turn::Leave,
            KeyCode::Char(' ' | 'f') | KeyCode::PageDown => self.go(self.top + page),
            KeyCode::Char('b') | KeyCode::PageUp => self.go(self.top.saturating_sub(page)),
            KeyCode::Char('d') => self.go(self.top + half),
            KeyCode::Char('u') => self.go(self.top.saturating_sub(half)),
            KeyCode::Enter | KeyCode::Down | KeyCode::Char('j') => self.go(self.top + 1),
            KeyCode::Up | KeyCode::Char('k') => self.go(self.top.saturating_sub(1)),
            KeyCode::Home | KeyCode::Char('g' | '<') => self.go(0),
            KeyCode::End | KeyCode::Char('G' | '>') => self.go(usize::MAX),
            KeyCode::Char('/') => self.typing = Some(String::new()),
            KeyCode::Char('n') => self.find(),
            _ => return Turn::Nothing,
        }
        Turn::Draw
    }

    fn type_word(&mut self, key: KeyCode) -> Turn {
        let Some(word) = &mut self.typing else { return Turn::Nothing };
        match key {
            KeyCode::Enter => {
                self.wanted = std::mem::take(word);
                self.typing = None;
                self.find();
            }
            KeyCode::Esc => self.typing = None,
            KeyCode::Backspace if word.pop().is_none() => self.typing = None,
            KeyCode::Char(c) => word.push(c),
            _ => {}
        }
        Turn::Draw
    }

    /// To the next line below the first one that has what is looked for; from the beginning where there is none.
    fn find(&mut self) {
        let wanted = self.wanted.to_lowercase();
        if wanted.is_empty() {
            return;
        }
        let places = (self.top + 1..self.lines.len()).chain(0..=self.top.min(self.lines.len().saturating_sub(1)));
        let found = places.into_iter().find(|at| self.lines[*at].to_lowercase().contains(&wanted));
        if let Some(at) = found {
            self.go(at);
        }
    }

    /// The line below the text.
    fn status(&self) -> String {
        match &self.typing {
            Some(word) => format!("/{word}"),
            None if self.top >= self.last_top() => "(end)  q: leave, b: back, /: find".to_owned(),
            None => {
                let seen = self.top + self.page().len();
                format!("{seen} of {} lines  space: next page, arrows, /: find, q: leave", self.lines.len())
            }
        }
    }

    fn draw(&self) -> io::Result<()> {
        let mut out = io::stdout().lock();
        let row = |at: usize| MoveTo(0, u16::try_from(at).unwrap_or(u16::MAX));
        for at in 0..self.rows {
            let line = self.page().get(at).map_or("", String::as_str);
            // Cleared before: behind a line as wide as the screen nothing could be.
            queue!(out, row(at), Clear(ClearType::CurrentLine), Print(line))?;
        }
        queue!(out, row(self.rows), Clear(ClearType::CurrentLine), SetAttribute(Attribute::Reverse))?;
        queue!(out, Print(self.status()), SetAttribute(Attribute::Reset))?;
        out.flush()
    }
}

/// The text in lines that fit.
fn folded(text: &str, columns: usize) -> Vec<String> {
    let room = columns.max(1);
    let text = text.strip_suffix('\n').unwrap_or(text);
    Line::each(text).flat_map(|line| line.wrapped(room)).map(|line| line.text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view() -> View {
        let text: String = (1..=100).map(|number| format!("line {number}\n")).collect();
        View::new(&text, 80, 21)
    }

    fn press(view: &mut View, code: KeyCode) -> Turn {
        view.press(KeyEvent::new(code, KeyModifiers::NONE))
    }

    #[test]
    fn keys_turn_the_pages() {
        for (keys, first, why) in [
            (&[KeyCode::Char(' ')][..], "line 20", "a page, of which one line stays"),
            (&[KeyCode::Char(' '), KeyCode::Char('b')], "line 1", "and back"),
            (&[KeyCode::Down, KeyCode::Char('j'), KeyCode::Up], "line 2", "by line"),
            (&[KeyCode::End], "line 81", "the end fills the screen"),
            (&[KeyCode::Char('G'), KeyCode::PageDown], "line 81", "there is nothing behind it"),
            (&[KeyCode::End, KeyCode::Home], "line 1", "the beginning"),
            (&[KeyCode::Char('d'), KeyCode::Char('u')], "line 1", "half pages"),
        ] {
            let mut view = view();
            for key in keys {
                assert_eq!(press(&mut view, *key), Turn::Draw, "{why}");
            }
            assert_eq!(view.page()[0], first, "{why}");
            assert_eq!(view.page().len(), 20);
        }
    }

    #[test]
    fn it_ends_when_asked_and_at_the_end() {
        for key in [KeyCode::Char('q'), KeyCode::Esc] {
            assert_eq!(press(&mut view(), key), Turn::Leave);
        }
        let mut view = view();
        assert_eq!(view.press(KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL)), Turn::Leave);
        press(&mut view, KeyCode::End);
        assert!(view.status().starts_with("(end)"));
        assert_eq!(press(&mut view, KeyCode::Char(' ')), Turn::Leave, "nothing is left to turn to");
    }

    #[test]
    fn words_are_found_and_found_again() {
        let mut view = view();
        for key in "/LINE 7".chars().map(KeyCode::Char).chain([KeyCode::Enter]) {
            press(&mut view, key);
        }
        assert_eq!(view.page()[0], "line 7");
        press(&mut view, KeyCode::Char('n'));
        assert_eq!(view.page()[0], "line 70");
        press(&mut view, KeyCode::Char('/'));
        press(&mut view, KeyCode::Backspace);
        assert_eq!(press(&mut view, KeyCode::Char('q')), Turn::Leave, "an empty search is over");
    }

    #[test]
    fn what_is_empty_or_tiny_is_shown() {
        for (text, columns, rows) in [("", 80, 24), ("a\nb\nc", 1, 1), ("one two three", 5, 2)] {
            let mut view = View::new(text, columns, rows);
            press(&mut view, KeyCode::Down);
            press(&mut view, KeyCode::Char('n'));
            view.resize(text, 3, 1);
            assert!(view.page().len() <= 1);
        }
    }
}
