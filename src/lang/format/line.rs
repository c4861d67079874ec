//! One line for a person, with the pieces of it that may be coloured.
//!
//! No control code of a terminal is in it; whoever writes it decides whether there are colours.

use std::ops::Range;

use super::cells;

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
    /// What was looked for.
    Found,
    /// Where the fault is, and the words that lead to its way out.
    Note,
    Warning,
    /// What would be no more.
    Removed,
    /// What would be instead.
    Added,
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

    /// The lines of a text with what stands out in it: byte ranges of the text, in order.
    pub fn each_with(text: &str, emphasis: &[Range<usize>]) -> Vec<Line> {
        let mut start = 0;
        let mut lines = Vec::new();
        for (line, whole) in Line::each(text).zip(text.split('\n')) {
            let inside = |at: usize| at.clamp(start, start + line.text.len()) - start;
            let pieces = emphasis.iter().map(|range| (inside(range.start)..inside(range.end), Style::Found));
            let pieces = pieces.filter(|(piece, _)| !piece.is_empty()).collect();
            start += whole.len() + 1;
            lines.push(Line { pieces, ..line });
        }
        lines
    }

    /// The line in several that are at most so wide, where it has blanks to break at. What goes on is indented.
    pub fn wrapped(&self, columns: usize) -> Vec<Line> {
        if cells::width(&self.text) <= columns {
            return vec![self.clone()];
        }
        let indent = " ".repeat(self.text.len() - self.text.trim_start_matches(' ').len() + 2);
        let mut lines = Vec::new();
        let mut start = 0;
        while start < self.text.len() {
            let lead = if start == 0 { "" } else { &indent };
            let end = self.break_before(start, columns.saturating_sub(lead.len()).max(1));
            lines.push(self.part(lead, start..end));
            start = end + self.text[end..].len() - self.text[end..].trim_start_matches(' ').len();
        }
        lines
    }

    /// Where the last word ends that fits; behind the first one, where not even that does.
    fn break_before(&self, start: usize, room: usize) -> usize {
        let rest = &self.text[start..];
        let first = rest.len() - rest.trim_start_matches(' ').len();
        let ends = rest[first..].match_indices(' ').map(|(at, _)| first + at).chain([rest.len()]);
        let mut end = None;
        for at in ends {
            if end.is_some() && cells::width(&rest[..at]) > room {
                break;
            }
            end = Some(at);
        }
        start + end.unwrap_or(rest.len())
    }

    /// A range of the text with its pieces, behind some blanks.
    fn part(&self, lead: &str, range: Range<usize>) -> Line {
        let moved = |at: usize| at.clamp(range.start, range.end) - range.start + lead.len();
        let pieces = self.pieces.iter().map(|(piece, style)| (moved(piece.start)..moved(piece.end), *style));
        Line {
            text: format!("{lead}{}", &self.text[range.clone()]),
            pieces: pieces.filter(|(piece, _)| !piece.is_empty()).collect(),
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_out_is_in_its_line() {
        let lines = Line::each_with("one two\r\nthree", &[4..7, 9..11]);
        assert_eq!(lines[0], Line::plain("one ").with("two", Some(Style::Found)));
        assert_eq!(lines[1], Line::styled("th", Style::Found).with("ree", None));
    }

    #[test]
    fn long_lines_break_between_words_and_keep_their_styles() {
        for (text, columns, expected) in [
            ("short", 20, "short\n"),
            ("one two three four", 9, "one two\n  three\n  four\n"),
            ("  fix: Run 'Get-Queue' again.", 20, "  fix: Run\n    'Get-Queue'\n    again.\n"),
            ("unbreakablebutlong word", 10, "unbreakablebutlong\n  word\n"),
            ("exactly ten", 11, "exactly ten\n"),
            ("   ", 1, "   \n"),
        ] {
            assert_eq!(plain(&Line::plain(text).wrapped(columns)), expected, "{text}");
        }
        let line = Line::plain("  ").with("fix: ", Some(Style::Note)).with("wait a while", None);
        assert_eq!(
            line.wrapped(12),
            [Line::plain("  ").with("fix: ", Some(Style::Note)).with("wait", None), Line::plain("    a while"),]
        );
        let line = Line::styled("one two", Style::Warning);
        assert_eq!(line.wrapped(4)[1], Line::plain("  ").with("two", Some(Style::Warning)));
    }
}
