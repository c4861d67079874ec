//! Where something stands in a script, as PowerShell words it for `PositionMessage`.

use crate::model::{Source, Span};

/// Columns of a line that are shown; of a longer one the part around the place is.
const WIDTH: usize = 69;
/// What is shown in front of the place, and behind it, where not all of the line is.
const BEFORE: usize = 12;
const BEHIND: usize = 8;

/// `At file:line char:column`, the line, and marks under the place.
pub fn message(source: &Source, span: Span) -> String {
    let (number, column) = source.line_column(span.start);
    let (last, end_column) = source.line_column(span.end);
    let file = source.file();
    let at = if file.is_empty() { "line" } else { &file };
    let line: Vec<char> = source.line(number).trim_end().replace('\t', " ").chars().collect();
    let end = if last == number { end_column } else { line.len() + 1 };
    let marked = end.saturating_sub(column).max(1);
    let (first, beyond) = window(line.len(), column - 1, marked);
    let shown: String = line[first.min(line.len())..beyond].iter().collect();
    let front = if first > 0 { "… " } else { "" };
    let behind = if beyond < line.len() { " …" } else { "" };
    let blanks = " ".repeat(column - 1 - first + front.chars().count());
    let marks = "~".repeat(marked.min(WIDTH));
    format!("At {at}:{number} char:{column}\n+ {front}{shown}{behind}\n+ {blanks}{marks}")
}

/// The part of a line that is shown: as much in front of the place as there is room for, then as much behind it.
fn window(length: usize, place: usize, marked: usize) -> (usize, usize) {
    if length <= WIDTH {
        return (0, length);
    }
    let marked = marked.min(WIDTH - BEFORE - BEHIND);
    let behind = length.saturating_sub(place + marked);
    let before = place.min(WIDTH - marked - behind.min(BEHIND));
    let behind = behind.min(WIDTH - marked - before);
    (place - before, (place + marked + behind).min(length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_is_marked_in_its_line() {
        let short = Source::new(None, "one\n  two -x\nthree");
        assert_eq!(message(&short, Span::new(6, 12)), "At line:2 char:3\n+   two -x\n+   ~~~~~~");
        let long = format!("{} here {}", "a".repeat(90), "b".repeat(90));
        let shown = message(&Source::new(None, long), Span::new(91, 95));
        let front = "a".repeat(56);
        assert_eq!(shown, format!("At line:1 char:92\n+ … {front} here bbbbbbb …\n+ {}~~~~", " ".repeat(59)));
    }
}
