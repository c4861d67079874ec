//! The records of the other streams, as PowerShell words them.

use super::fault;
use super::line::{Line, Style};
use crate::lang::call::Record;

/// The lines of a record for a page of so many columns; none for progress, which has a place of its own.
pub fn record(record: &Record, columns: usize) -> Vec<Line> {
    match record {
        Record::Error(about) => fault::lines(about, columns),
        Record::Warning(text) => led("WARNING", text, Style::Warning),
        Record::Verbose(text) => led("VERBOSE", text, Style::Verbose),
        Record::Debug(text) => led("DEBUG", text, Style::Debug),
        Record::Information { text, .. } => Line::each(text).collect(),
        Record::Foretold(text) => Line::each(text).map(change).collect(),
        Record::Progress { .. } => Vec::new(),
    }
}

/// `Name: before → after`: what goes and what comes are told apart.
fn change(line: Line) -> Line {
    let Some((name, (before, after))) =
        line.text.split_once(": ").and_then(|(name, values)| Some((name, values.split_once(" → ")?)))
    else {
        return line;
    };
    Line::plain(format!("{name}: "))
        .with(before, Some(Style::Removed))
        .with(" → ", None)
        .with(after, Some(Style::Added))
}

fn led(lead: &str, text: &str, style: Style) -> Vec<Line> {
    format!("{lead}: {text}").split('\n').map(|line| Line::styled(line, style)).collect()
}
