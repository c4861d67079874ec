//! One line for a person, with the pieces of it that may be coloured.
//!
//! No control code of a terminal is in it; whoever writes it decides whether there are colours.

use std::ops::Range;

/// What a piece of a line is, for colouring it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// The labels and dashes above a table.
    Header,
    /// The label of a property in a list.
    Label,
    /// The line that says what failed.
    Fault,
    /// What underlines the faulty piece of the source.
    Mark,
    /// Where the fault is, and the words that lead to its way out.
    Note,
    Warning,
    Verbose,
    Debug,
}

/// A line without its end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    pub text: String,
    /// Byte ranges of the text, in order, none inside another.
    pub pieces: Vec<(Range<usize>, Style)>,
}

impl Line {
    pub fn blank() -> Line {
        Line::default()
    }

    pub fn plain(text: impl Into<String>) -> Line {
        Line { text: text.into(), pieces: Vec::new() }
    }

    /// All of it in one style.
    pub fn styled(text: impl Into<String>, style: Style) -> Line {
        let text = text.into();
        let pieces = if text.is_empty() { Vec::new() } else { vec![(0..text.len(), style)] };
        Line { text, pieces }
    }

    /// Each line of a text that may have several.
    pub fn each(text: &str) -> impl Iterator<Item = Line> + '_ {
        text.split('\n').map(|line| Line::plain(line.strip_suffix('\r').unwrap_or(line)))
    }

    /// Appends a piece.
    pub fn with(mut self, text: &str, style: Option<Style>) -> Line {
        let start = self.text.len();
        self.text.push_str(text);
        if let Some(style) = style.filter(|_| !text.is_empty()) {
            self.pieces.push((start..self.text.len(), style));
        }
        self
    }
}

/// The texts alone, each with a line feed.
pub fn plain(lines: &[Line]) -> String {
    lines.iter().fold(String::new(), |all, line| all + &line.text + "\n")
}
