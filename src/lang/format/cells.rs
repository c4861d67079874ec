//! Text in columns of a screen: how wide it is, and how it is cut to fit.
//!
//! Widths are in cells, as terminals count them: a Chinese character takes two, a combining mark none.

use std::borrow::Cow;

use unicode_width::UnicodeWidthStr;

/// What stands where something was cut off.
const CUT: char = '…';

/// Which side of a column a text stands at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    #[default]
    Left,
    Center,
    Right,
}

pub fn width(text: &str) -> usize {
    if is_plain(text) { text.len() } else { UnicodeWidthStr::width(text) }
}

/// Letters, digits and signs of ASCII alone: each takes one cell, and none moves a cursor.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// The text as one line: what follows its first line end is cut off, and no control character is left that could move
/// a cursor (subjects and remote replies are written by strangers).
pub fn single_line<'t>(text: impl Into<Cow<'t, str>>) -> Cow<'t, str> {
    let text = text.into();
    if is_plain(&text) {
        return text;
    }
    let mut lines = text.split(['\n', '\r']);
    let first = lines.next().unwrap_or_default();
    let mut line = without_controls(first);
    if lines.any(|more| !more.is_empty()) {
        line.push(CUT);
    }
    Cow::Owned(line)
}

/// Blanks for tabs, and a replacement for every other control character.
pub fn without_controls(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\t' => ' ',
            c if c.is_control() => char::REPLACEMENT_CHARACTER,
            c => c,
        })
        .collect()
}

/// At most so many cells. A text that stands at the left loses its end, one that stands at the right its beginning.
pub fn cut<'t>(text: impl Into<Cow<'t, str>>, columns: usize, align: Align) -> Cow<'t, str> {
    let text = text.into();
    if width(&text) <= columns {
        return text;
    }
    let room = columns.saturating_sub(1);
    Cow::Owned(match align {
        Align::Right => format!("{CUT}{}", tail(&text, room)),
        Align::Left | Align::Center => format!("{}{CUT}", head(&text, room)),
    })
}

/// As much of the beginning as fits.
pub fn head(text: &str, columns: usize) -> &str {
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let reached = at + c.len_utf8();
        // The whole beginning is measured anew, because joined characters are narrower than their parts.
        if width(&text[..reached]) > columns {
            break;
        }
        end = reached;
    }
    &text[..end]
}

/// As much of the end as fits.
pub fn tail(text: &str, columns: usize) -> &str {
    let mut start = text.len();
    for (at, _) in text.char_indices().rev() {
        if width(&text[at..]) > columns {
            break;
        }
        start = at;
    }
    &text[start..]
}

/// Each line of the text in the middle of a column.
pub fn centered(text: &str, columns: usize) -> String {
    let indented = |line: &str| " ".repeat(columns.saturating_sub(width(line)) / 2) + line;
    text.split('\n').map(indented).collect::<Vec<_>>().join("\n")
}

/// The text in lines of at most so many cells, broken at blanks where there are some.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for line in text.split('\n') {
        let line = without_controls(line.strip_suffix('\r').unwrap_or(line));
        let mut rest = line.as_str();
        while width(rest) > columns {
            let fits = match head(rest, columns) {
                // A character wider than the column still has to go somewhere.
                "" => &rest[..rest.chars().next().map_or(0, char::len_utf8)],
                fits => fits,
            };
            if fits.len() == rest.len() {
                break;
            }
            let follows_blank = rest[fits.len()..].starts_with(' ');
            let end = match fits.rfind(' ') {
                _ if follows_blank => fits.len(),
                Some(blank) if !fits[..blank].trim().is_empty() => blank + 1,
                _ => fits.len(),
            };
            lines.push(rest[..end].trim_end().to_owned());
            rest = &rest[end..];
            rest = if follows_blank { rest.trim_start_matches(' ') } else { rest };
        }
        lines.push(rest.to_owned());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_by_what_they_take_on_screen() {
        for (text, columns, align, expected) in [
            ("contoso.com", 11, Align::Left, "contoso.com"),
            ("contoso.com", 5, Align::Left, "cont…"),
            ("123456", 4, Align::Right, "…456"),
            ("邮件服务", 5, Align::Left, "邮件…"),
            ("邮件服务", 4, Align::Left, "邮…"),
            ("x", 0, Align::Left, "…"),
            ("cafe\u{301} noir", 5, Align::Left, "cafe\u{301}…"),
        ] {
            assert_eq!(cut(text, columns, align), expected, "{text} in {columns}");
        }
    }

    #[test]
    fn a_cell_is_one_line_without_control_characters() {
        assert_eq!(single_line("one\ntwo"), "one…");
        assert_eq!(single_line("one\r\n"), "one");
        assert_eq!(single_line("a\tb\u{1b}[31m"), "a b\u{fffd}[31m");
    }

    #[test]
    fn long_texts_break_at_blanks() {
        for (text, columns, expected) in [
            ("451 4.4.1 Connection timed out", 12, &["451 4.4.1", "Connection", "timed out"][..]),
            ("abcdefgh", 3, &["abc", "def", "gh"]),
            ("ab cd", 2, &["ab", "cd"]),
            ("one\ntwo", 20, &["one", "two"]),
            ("", 5, &[""]),
            ("邮件", 1, &["邮", "件"]),
        ] {
            assert_eq!(wrap(text, columns), expected, "{text} in {columns}");
        }
    }
}
