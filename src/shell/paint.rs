//! Lines on a terminal: the colours of their pieces, and nothing that a stranger's text could do to the screen.

use std::borrow::Cow;

use nu_ansi_term::{Color, Style as Look};

use crate::lang::call::Rendering;
use crate::lang::format::{Line, Style};

/// How one of the two output streams is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// A file or pipe: texts as they are.
    Raw,
    /// A file or pipe that is to have no colours: texts without those of their own.
    Bare,
    /// A terminal without colours.
    Plain,
    Coloured,
}

impl Paint {
    pub fn of(is_terminal: bool, in_colour: bool) -> Paint {
        match (is_terminal, in_colour) {
            (false, _) => Paint::Raw,
            (true, false) => Paint::Plain,
            (true, true) => Paint::Coloured,
        }
    }

    /// As `$PSStyle.OutputRendering` wants it, where `self` is what the stream would have.
    pub fn rendered(self, rendering: Rendering) -> Paint {
        match (rendering, self) {
            (Rendering::Host, own) => own,
            (Rendering::Ansi, _) => Paint::Coloured,
            (Rendering::PlainText, Paint::Raw | Paint::Bare) => Paint::Bare,
            (Rendering::PlainText, Paint::Plain | Paint::Coloured) => Paint::Plain,
        }
    }

    /// Whether nobody looks at it: a file or pipe.
    pub fn is_unseen(self) -> bool {
        matches!(self, Paint::Raw | Paint::Bare)
    }

    /// The line with its line end.
    pub fn line(self, line: &Line) -> String {
        match self {
            Paint::Raw => format!("{}\n", line.text),
            Paint::Bare => format!("{}\n", without_colours(&line.text)),
            Paint::Plain => format!("{}\n", harmless(&line.text, false)),
            Paint::Coloured => {
                let mut painted = String::new();
                let mut reached = 0;
                for (range, style) in &line.pieces {
                    painted.push_str(&harmless(&line.text[reached..range.start], true));
                    let piece = harmless(&line.text[range.clone()], false);
                    painted.push_str(&look(*style).paint(piece).to_string());
                    reached = range.end;
                }
                painted.push_str(&harmless(&line.text[reached..], true));
                painted.push('\n');
                painted
            }
        }
    }

    /// What a script says itself, without a line end.
    pub fn text(self, text: &str) -> Cow<'_, str> {
        match self {
            Paint::Raw => Cow::Borrowed(text),
            Paint::Bare => without_colours(text),
            Paint::Plain => harmless(text, false),
            Paint::Coloured => harmless(text, true),
        }
    }
}

fn look(style: Style) -> Look {
    match style {
        Style::Header | Style::Label => Color::Green.bold(),
        Style::Fault => Color::Red.bold(),
        Style::Mark => Color::Red.normal(),
        Style::Found => Look::new().reverse(),
        Style::Note => Color::Cyan.normal(),
        Style::Warning => Color::Yellow.normal(),
        Style::Removed => Color::Red.normal(),
        Style::Added => Color::Green.normal(),
        Style::Verbose | Style::Debug => Look::new().dimmed(),
    }
}

/// The text without colours of its own.
fn without_colours(text: &str) -> Cow<'_, str> {
    if !text.contains("\u{1b}[") {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        match colour_code(rest) {
            Some(code) => rest = &rest[code.len()..],
            None => {
                clean.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    Cow::Owned(clean)
}

/// The text without what moves a cursor, rings or changes the terminal. Colours of its own are kept where colours are.
fn harmless(text: &str, keeps_colours: bool) -> Cow<'_, str> {
    let is_harmless = |c: char| matches!(c, '\n' | '\t') || !(c.is_control() || turns_text_around(c));
    if text.chars().all(is_harmless) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let colour = colour_code(rest);
        rest = &rest[colour.map_or(c.len_utf8(), str::len)..];
        match colour {
            Some(code) if keeps_colours => clean.push_str(code),
            Some(_) => {}
            None if is_harmless(c) => clean.push(c),
            None if c == '\r' && (rest.is_empty() || rest.starts_with('\n')) => {}
            None => clean.push(char::REPLACEMENT_CHARACTER),
        }
    }
    Cow::Owned(clean)
}

/// Whether it has what follows read from the other side, so that a stranger's text runs over what stands beside it.
fn turns_text_around(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// `ESC [ numbers m` at the start of the text.
fn colour_code(text: &str) -> Option<&str> {
    let numbers = text.strip_prefix("\u{1b}[")?;
    let end = numbers.find(|c: char| !c.is_ascii_digit() && c != ';')?;
    numbers[end..].starts_with('m').then(|| &text[..text.len() - numbers.len() + end + 1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strangers_cannot_move_the_cursor() {
        for (text, coloured, plain) in [
            ("plain\ttext", "plain\ttext", "plain\ttext"),
            ("\u{1b}[31mred\u{1b}[0m", "\u{1b}[31mred\u{1b}[0m", "red"),
            ("\u{1b}[2J\u{7}x", "\u{fffd}[2J\u{fffd}x", "\u{fffd}[2J\u{fffd}x"),
            ("over\rwritten\r\n", "over\u{fffd}written\n", "over\u{fffd}written\n"),
            ("\u{1b}]0;title\u{7}", "\u{fffd}]0;title\u{fffd}", "\u{fffd}]0;title\u{fffd}"),
            ("cod.\u{202e}exe", "cod.\u{fffd}exe", "cod.\u{fffd}exe"),
            ("\u{1b}[31", "\u{fffd}[31", "\u{fffd}[31"),
        ] {
            assert_eq!(Paint::Coloured.text(text), coloured, "{text:?}");
            assert_eq!(Paint::Plain.text(text), plain, "{text:?}");
            assert_eq!(Paint::Raw.text(text), text);
        }
    }

    #[test]
    fn pieces_have_their_colours_only_where_colours_are() {
        let line = Line::plain("  ").with("fix: ", Some(Style::Note)).with("wait", None);
        assert_eq!(Paint::Coloured.line(&line), "  \u{1b}[36mfix: \u{1b}[0mwait\n");
        assert_eq!(Paint::Plain.line(&line), "  fix: wait\n");
    }
}
