//! Quoted strings and what expands in them.
//!
//! A part of a double-quoted string is text, a variable without members (`"$x.Name"` expands only `$x`), or a `$(…)`
//! with statements in it. Doubled quotes mean one quote.

use std::sync::Arc;

use super::Parser;
use super::fault::{Parsed, SyntaxFault, fault};
use super::notes::Class;
use crate::lang::ast::{Expr, ExprKind, Part, Quote};
use crate::lang::lex::Cursor;
use crate::lang::lex::chars::{is_double_quote, is_single_quote};
use crate::lang::lex::escape::{self, BadEscape};

/// Text under construction, and the parts before it.
#[derive(Default)]
pub(super) struct Parts {
    parts: Vec<Part>,
    text: String,
}

impl Parts {
    pub(super) fn push(&mut self, c: char) {
        self.text.push(c);
    }

    pub(super) fn push_str(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn push_value(&mut self, value: Expr) {
        if !self.text.is_empty() {
            self.parts.push(Part::Text(Arc::from(std::mem::take(&mut self.text))));
        }
        self.parts.push(Part::Value(value));
    }

    /// Removes what was added after the text had this length.
    pub(super) fn truncate(&mut self, length: usize) {
        self.text.truncate(length);
    }

    pub(super) fn text_length(&self) -> usize {
        self.text.len()
    }

    pub(super) fn finish(mut self, quote: Quote) -> ExprKind {
        if self.parts.is_empty() {
            return ExprKind::Text { value: Arc::from(self.text), quote };
        }
        if !self.text.is_empty() {
            self.parts.push(Part::Text(Arc::from(self.text)));
        }
        ExprKind::Expandable { parts: self.parts, quote }
    }
}

/// Where `$` and backticks are met.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Inside {
    /// Between double quotes: two of them in a row are one, also inside `$(…)`.
    Quotes,
    HereString,
    /// A bare word of an argument.
    Word,
    /// A bare command name, in which nothing expands.
    CommandName,
}

impl Parser<'_> {
    /// `'…'`
    pub(super) fn single_quoted(&mut self) -> Parsed<Expr> {
        let start = self.at();
        let mut text = Parts::default();
        let result = self.single_quoted_content(&mut text);
        self.note(Class::Text, start);
        result?;
        Ok(self.node(text.finish(Quote::Single), start))
    }

    /// `"…"`
    pub(super) fn double_quoted(&mut self) -> Parsed<Expr> {
        let start = self.at();
        let mut parts = Parts::default();
        self.double_quoted_content(&mut parts, Inside::Quotes)?;
        Ok(self.node(parts.finish(Quote::Double), start))
    }

    /// From the opening quote to behind the closing one.
    pub(super) fn single_quoted_content(&mut self, text: &mut Parts) -> Parsed<()> {
        let start = self.at();
        self.cursor.bump();
        while let Some(c) = self.cursor.bump() {
            if !is_single_quote(c) {
                text.push(c);
            } else if let Some(second) = self.cursor.peek().filter(|&c| is_single_quote(c)) {
                self.cursor.bump();
                text.push(second);
            } else {
                return Ok(());
            }
        }
        Err(self.unterminated("'", start))
    }

    /// From the opening quote to behind the closing one, noting text between what expands.
    pub(super) fn double_quoted_content(&mut self, parts: &mut Parts, inside: Inside) -> Parsed<()> {
        let start = self.at();
        let mut noted = start;
        self.cursor.bump();
        loop {
            let Some(c) = self.cursor.peek() else {
                self.note(Class::Text, noted);
                return Err(self.unterminated("\"", start));
            };
            match c {
                '`' => self.escape(parts)?,
                '$' if inside == Inside::CommandName && self.expands_here() => self.raw_expansion(parts)?,
                '$' if self.expands_here() => {
                    self.note(Class::Text, noted);
                    self.expansion(parts, Inside::Quotes)?;
                    noted = self.at();
                }
                _ => {
                    self.cursor.bump();
                    if !is_double_quote(c) {
                        parts.push(c);
                    } else if let Some(second) = self.cursor.peek().filter(|&c| is_double_quote(c)) {
                        self.cursor.bump();
                        parts.push(second);
                    } else {
                        self.note(Class::Text, noted);
                        return Ok(());
                    }
                }
            }
        }
    }

    pub(super) fn unterminated(&self, terminator: &str, start: usize) -> Box<SyntaxFault> {
        let opening = self.cursor.slice(start, start + self.opening_length(start));
        fault("TerminatorExpectedAtEndOfString", format!("The string is missing the terminator: {terminator}."))
            .at(self.span(start, start + opening.len()))
            .fix(format!("Add {terminator} where the string ends."))
            .incomplete_if(true)
    }

    /// Bytes of `@'`, `@"` or a quote.
    fn opening_length(&self, start: usize) -> usize {
        let mut characters = self.cursor.slice(start, self.at()).chars();
        match characters.next() {
            Some('@') => 1 + characters.next().map_or(0, char::len_utf8),
            other => other.map_or(0, char::len_utf8),
        }
    }

    /// A backtick and what it escapes. At the end of the text the backtick stays, for the fault to come.
    pub(super) fn escape(&mut self, parts: &mut Parts) -> Parsed<()> {
        let backtick = self.at();
        self.cursor.bump();
        match escape::read(self.cursor.rest()) {
            Some(Ok((meaning, length))) => {
                self.cursor.advance(length);
                parts.push(meaning);
                Ok(())
            }
            Some(Err(bad)) => Err(self.bad_escape(backtick, bad)),
            None => {
                parts.push('`');
                Ok(())
            }
        }
    }

    /// An escape that means nothing, behind the backtick at this position.
    pub(super) fn bad_escape(&self, backtick: usize, bad: BadEscape) -> Box<SyntaxFault> {
        let (id, says, range) = match bad {
            BadEscape::Malformed(range) => {
                ("InvalidUnicodeEscapeSequence", "The Unicode escape is not of the form `u{HEX}.", range)
            }
            BadEscape::TooManyDigits(range) => {
                ("TooManyDigitsInUnicodeEscapeSequence", "The Unicode escape has more than six digits.", range)
            }
            BadEscape::NotACharacter(range) => {
                ("InvalidUnicodeEscapeSequenceValue", "There is no character with this number.", range)
            }
        };
        fault(id, says)
            .at(self.span(backtick, backtick + 1 + range.end))
            .fix("Write one to six hexadecimal digits between the braces, such as `u{20AC}, or `` for a backtick.")
    }

    /// Whether the `$` at the cursor starts a variable or a `$(…)`.
    pub(super) fn expands_here(&self) -> bool {
        self.cursor.looking_at("$(") || self.at_variable()
    }

    /// The variable or `$(…)` at the cursor, as a part.
    pub(super) fn expansion(&mut self, parts: &mut Parts, inside: Inside) -> Parsed<()> {
        let start = self.at();
        let value = if !self.cursor.looking_at("$(") {
            let variable = self.variable(inside == Inside::Quotes)?;
            self.node(ExprKind::Variable(variable), start)
        } else if let Some(extract) = self.extract(inside) {
            self.extracted(&extract)?
        } else {
            self.nested(Self::subexpression)?
        };
        parts.push_value(value);
        Ok(())
    }

    /// A variable or `$(…)` in a bare command name stands for its own text.
    pub(super) fn raw_expansion(&mut self, parts: &mut Parts) -> Parsed<()> {
        let start = self.at();
        let mark = self.mark();
        self.expansion(&mut Parts::default(), Inside::CommandName)?;
        parts.push_str(self.cursor.slice(start, self.at()));
        if let Some(notes) = &mut self.notes {
            notes.tokens.truncate(mark.tokens);
        }
        Ok(())
    }

    /// A `$(…)` in quotes that itself contains doubled quotes, with these undone. PowerShell finds its end by counting
    /// parentheses only. `None`: there are none, and the text can be parsed where it stands.
    fn extract(&self, inside: Inside) -> Option<Extract> {
        if inside != Inside::Quotes {
            return None;
        }
        let mut ahead = self.cursor.clone();
        let mut extract = Extract { text: String::new(), origin: Vec::new(), end: 0 };
        let mut open = 0usize;
        let mut doubled = false;
        loop {
            let mut at = ahead.at();
            let mut c = ahead.bump()?;
            match c {
                '(' => open += 1,
                ')' => open -= 1,
                _ if (c == '`' || is_double_quote(c)) && ahead.next_is(is_double_quote) => {
                    at = ahead.at();
                    c = ahead.bump()?;
                    doubled = true;
                }
                _ => {}
            }
            extract.text.push(c);
            let absolute = ahead.absolute(at);
            extract.origin.extend((0..c.len_utf8()).map(|byte| absolute + byte));
            if open == 0 && c == ')' {
                extract.end = ahead.at();
                extract.origin.push(ahead.absolute(ahead.at()));
                return doubled.then_some(extract);
            }
        }
    }

    fn extracted(&mut self, extract: &Extract) -> Parsed<Expr> {
        let mut inner = Parser {
            cursor: Cursor::of_extract(&extract.text, &extract.origin),
            source: Arc::clone(&self.source),
            commas: true,
            ternary: false,
            finally: self.finally,
            nesting: self.nesting,
            height: 0,
            notes: self.notes.take(),
        };
        let result = inner.nested(|parser| parser.whole_subexpression());
        self.notes = inner.notes.take();
        self.height = self.height.max(inner.height);
        self.cursor.advance(extract.end - self.at());
        result.map_err(|broken| {
            let way_out = "Inside \"…$(…)…\" two double quotes count as one: use single quotes there.";
            broken.fix(way_out).incomplete_if(false)
        })
    }

    fn whole_subexpression(&mut self) -> Parsed<Expr> {
        let value = self.subexpression()?;
        if self.cursor.at_end() { Ok(value) } else { Err(self.unexpected()) }
    }
}

/// Text taken out of a string, the place in the script of each of its bytes and of its end, and where it ended under
/// the outer cursor.
struct Extract {
    text: String,
    origin: Vec<usize>,
    end: usize,
}
