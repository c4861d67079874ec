//! Menus to choose from with the arrow keys, and questions that a single key answers.
//!
//! Drawn on standard error by dialoguer, which counts the rows it has to draw over: prompts are short, and what would
//! not fit on a line is cut. Lines of text are not asked here but by the line editor, which knows how to wrap.

use std::io::{ErrorKind, stdin};

use dialoguer::console::Term;
use dialoguer::theme::SimpleTheme;
use dialoguer::{Confirm, MultiSelect, Select};
use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::lang::call::Candidate;
use crate::model::Fault;

/// Columns that the mark and the box before an item take, and the one that makes a terminal wrap.
const BEFORE_AN_ITEM: usize = 7;

/// One item; the arrow stands at `at` first.
pub fn pick(prompt: &str, items: &[Candidate], at: usize, columns: usize) -> Result<usize, Fault> {
    let menu =
        Select::with_theme(&SimpleTheme).with_prompt(prompt).items(lines(items, columns)).default(at).report(false);
    let chosen = asked(|| menu.interact())?;
    reported(prompt, items.get(chosen).map(|item| item.value.as_str()).unwrap_or_default())?;
    Ok(chosen)
}

/// Any number of items, some of them marked from the start.
pub fn pick_several(prompt: &str, items: &[Candidate], marked: &[bool], columns: usize) -> Result<Vec<usize>, Fault> {
    let shown = format!("{prompt} (Space marks, Enter takes)");
    let menu = MultiSelect::with_theme(&SimpleTheme)
        .with_prompt(shown)
        .items(lines(items, columns))
        .defaults(marked)
        .report(false);
    let chosen = asked(|| menu.interact())?;
    let names: Vec<&str> = chosen.iter().filter_map(|at| items.get(*at)).map(|item| item.value.as_str()).collect();
    reported(prompt, &if names.is_empty() { "(none)".to_owned() } else { names.join(", ") })?;
    Ok(chosen)
}

/// Yes or no, by one key.
pub fn confirm(prompt: &str, default: bool) -> Result<bool, Fault> {
    asked(|| Confirm::with_theme(&SimpleTheme).with_prompt(prompt).default(default).interact())
}

fn reported(prompt: &str, answer: &str) -> Result<(), Fault> {
    Term::stderr().write_line(&format!("{prompt}: {answer}")).map_err(unreadable)
}

/// Runs a question; the cursor is there again afterwards, however it ended.
fn asked<T>(question: impl FnOnce() -> dialoguer::Result<T>) -> Result<T, Fault> {
    let _quiet = Quiet::begin();
    let answer = question();
    if answer.is_err() {
        // A terminal that has gone needs no cursor.
        let _ = Term::stderr().show_cursor();
    }
    answer.map_err(|dialoguer::Error::IO(error)| unreadable(error))
}

fn unreadable(error: std::io::Error) -> Fault {
    match error.kind() {
        ErrorKind::Interrupted | ErrorKind::UnexpectedEof => Fault::cancelled(),
        _ => Fault::internal("Terminal", "The terminal could not be read.").cause(error),
    }
}

/// Each item on one line, the names in one column and what they mean in the next.
fn lines(items: &[Candidate], columns: usize) -> Vec<String> {
    let room = columns.saturating_sub(BEFORE_AN_ITEM).max(1);
    let widest = items.iter().map(|item| item.value.width()).max().unwrap_or_default().min(room / 2);
    let line = |item: &Candidate| match item.description.is_empty() {
        true => cut(&item.value, room),
        false => {
            let gap = " ".repeat(widest.saturating_sub(item.value.width()));
            cut(&format!("{}{gap}  {}", item.value, item.description), room)
        }
    };
    items.iter().map(line).collect()
}

/// The text on one line of so many columns, with `…` where it was cut.
fn cut(text: &str, room: usize) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.width() <= room {
        return text;
    }
    let mut used = 1;
    let fits = |c: &char| {
        used += c.width().unwrap_or_default();
        used <= room
    };
    let mut short: String = text.chars().take_while(fits).collect();
    short.push('…');
    short
}

/// While this lives, keys pressed before a menu asks for one are kept for it and not shown.
struct Quiet(Option<Termios>);

impl Quiet {
    fn begin() -> Quiet {
        let before = tcgetattr(stdin()).ok();
        if let Some(mut quiet) = before.clone() {
            quiet.local_modes.remove(LocalModes::ECHO | LocalModes::ICANON);
            // Only the looks suffer where that is not possible.
            let _ = tcsetattr(stdin(), OptionalActions::Now, &quiet);
        }
        Quiet(before)
    }
}

impl Drop for Quiet {
    fn drop(&mut self) {
        if let Some(before) = &self.0 {
            // A terminal that has gone needs nothing.
            let _ = tcsetattr(stdin(), OptionalActions::Now, before);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_lines_that_fit() {
        let item = |value: &str, description: &str| Candidate { value: value.into(), description: description.into() };
        let items = [item("Internal", "To servers of this organization."), item("Custom", ""), item("日本", "wide")];
        assert_eq!(lines(&items, 40), ["Internal  To servers of this org…", "Custom", "日本      wide"]);
        assert!(lines(&items, 1).iter().all(|line| line.width() <= 1), "any width will do");
        assert_eq!(cut("a\nb\u{1b}c", 10), "a b c");
    }
}
