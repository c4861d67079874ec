//! One line that says how far long work is: on a terminal, after a moment, gone when anything else is shown.

use std::io::Write;
use std::time::{Duration, Instant};

use crossterm::QueueableCommand;
use crossterm::cursor::MoveToColumn;
use crossterm::style::Print;
use crossterm::terminal::{Clear, ClearType};

use crate::shell::terminal;

/// Work that takes less than this shows no progress.
const QUICK: Duration = Duration::from_millis(300);

/// Time between two pictures.
const PAUSE: Duration = Duration::from_millis(100);

#[derive(Default)]
pub struct Progress {
    begun: Option<Instant>,
    shown: Option<Instant>,
}

impl Progress {
    pub fn show(&mut self, activity: &str, status: &str, percent: Option<u8>, is_terminal: bool) {
        // Work that is done is no longer spoken of.
        if activity.is_empty() {
            self.clear();
            self.begun = None;
            return;
        }
        let begun = *self.begun.get_or_insert_with(Instant::now);
        let is_due = begun.elapsed() >= QUICK && self.shown.is_none_or(|shown| shown.elapsed() >= PAUSE);
        if !is_terminal || !is_due {
            return;
        }
        let mut line: String =
            [activity, status].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(": ");
        if let Some(percent) = percent {
            line.push_str(&format!("  {percent} %"));
        }
        line.retain(|c| !c.is_control());
        let room = terminal::talk_columns().saturating_sub(1);
        while unicode_width::UnicodeWidthStr::width(line.as_str()) > room {
            line.pop();
        }
        let mut error = std::io::stderr().lock();
        let drawn = error
            .queue(MoveToColumn(0))
            .and_then(|error| error.queue(Clear(ClearType::CurrentLine)))
            .and_then(|error| error.queue(Print(line)))
            .and_then(|error| error.flush());
        self.shown = drawn.is_ok().then(Instant::now);
    }

    /// Takes the line away.
    pub fn clear(&mut self) {
        if self.shown.take().is_some() {
            let mut error = std::io::stderr().lock();
            let _ = error
                .queue(MoveToColumn(0))
                .and_then(|error| error.queue(Clear(ClearType::CurrentLine)))
                .and_then(|error| error.flush());
        }
    }
}
