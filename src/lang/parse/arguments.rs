//! Argument mode: what stands behind a command's name.
//!
//! A word is text unless it begins like something else: a variable, a quote, a number that is a number to its end,
//! `(`, `$(`, `@(`, `@{`, `{`. A variable may go on with members; anything else glued to it makes all of it one
//! expandable word (`$a+2`), while what follows a closing bracket or quote is an argument of its own.

use super::Parser;
use super::fault::{Parsed, SyntaxFault, fault};
use super::members::Mode;
use super::notes::Expectation;
use super::strings::Inside;
use crate::lang::ast::{Expr, ExprKind};
use crate::lang::lex::chars::{ends_word, is_dash, is_double_quote, is_newline, is_single_quote};
use crate::lang::lex::variable::name_length;

impl Parser<'_> {
    /// Whether the cursor is at something no argument begins with, and that ends a command.
    pub(super) fn at_command_end(&self) -> bool {
        match self.cursor.peek() {
            None | Some('|' | ')' | '}' | ';' | '&') => true,
            Some(c) => is_newline(c),
        }
    }

    /// One argument or a comma list of them.
    pub(super) fn argument(&mut self, expectation: &Expectation) -> Parsed<Expr> {
        let first = self.single_argument()?;
        self.blanks()?;
        if !self.cursor.looking_at(",") {
            return Ok(first);
        }
        let mut items = vec![first];
        while self.cursor.eat(',') {
            let comma = self.at();
            self.newlines()?;
            self.expect(expectation.clone());
            if self.at_command_end() || self.cursor.looking_at(",") || self.at_redirection() || self.at_dash_dash() {
                return Err(fault("MissingExpression", "After this comma an argument is missing.")
                    .at(self.span(comma - 1, comma))
                    .fix("Remove the comma, or write the next item of the list.")
                    .incomplete_if(self.cursor.at_end()));
            }
            items.push(self.single_argument()?);
            self.blanks()?;
        }
        let span = items[0].span.to(items[items.len() - 1].span);
        Ok(Expr::new(ExprKind::Array(items), span))
    }

    /// One argument without commas: also a redirection's file, a `switch` clause's test, a command after `&`.
    /// The cursor is not at a command's end.
    pub(super) fn single_argument(&mut self) -> Parsed<Expr> {
        self.nested(Self::argument_here)
    }

    fn argument_here(&mut self) -> Parsed<Expr> {
        let Some(c) = self.cursor.peek() else {
            return Err(self.unexpected());
        };
        let is_value = match c {
            '$' => self.cursor.looking_at("$(") || self.variable_stands_alone(1),
            '@' => self.at_sign_begins_value()?,
            '(' | '{' => true,
            _ if c.is_ascii_digit() || c == '.' => {
                if let Some(number) = self.number_argument() {
                    return Ok(number);
                }
                false
            }
            _ => is_single_quote(c) || is_double_quote(c),
        };
        if !is_value {
            return self.bare_word(Inside::Word);
        }
        let value = self.value()?.ok_or_else(|| self.unexpected())?;
        self.members(value, Mode::Argument)
    }

    /// Whether the name behind the sigil ends where an argument or its members can. Otherwise it is part of a word.
    fn variable_stands_alone(&self, sigil: usize) -> bool {
        let rest = &self.cursor.rest()[sigil..];
        let (length, also_equals) = if rest.starts_with('{') {
            let Some(length) = braced_length(rest) else {
                return true;
            };
            (length, false)
        } else {
            let Some(length) = name_length(rest) else {
                return false;
            };
            // `$$`, `$?` and `$^` take nothing behind them but the end of the word.
            if matches!(rest.as_bytes()[0], b'$' | b'?' | b'^') {
                return rest[1..].chars().next().is_none_or(ends_word) || self.line_continues(sigil + 1);
            }
            (length, true)
        };
        let next = rest[length..].chars().next();
        next.is_none_or(|next| {
            ends_word(next)
                || matches!(next, '.' | '[')
                || next == '=' && also_equals
                || rest[length..].starts_with("::")
                || self.line_continues(sigil + length)
        })
    }

    /// Whether a backtick before a newline is this far ahead.
    fn line_continues(&self, bytes: usize) -> bool {
        self.cursor.rest()[bytes..].strip_prefix('`').is_some_and(|rest| rest.starts_with(is_newline))
    }

    fn at_sign_begins_value(&self) -> Parsed<bool> {
        if self.cursor.second_is(|c| matches!(c, '(' | '{')) || self.at_here_string() {
            return Ok(true);
        }
        if self.at_splat() && !self.variable_stands_alone(1) {
            return Ok(false);
        }
        Err(self.stray_at_sign())
    }

    /// `@` that begins nothing, or a splat where none can be.
    fn stray_at_sign(&self) -> Box<SyntaxFault> {
        let mut end = self.cursor.clone();
        end.eat_while(|c| !ends_word(c));
        let word = self.cursor.slice(self.at(), end.at());
        fault("UnrecognizedToken", format!("'{word}' begins with '@', which begins an array, a hashtable or a splat."))
            .at(self.span(self.at(), end.at()))
            .fix(format!("Put it in quotes: '{word}'"))
    }

    /// Whether the cursor is at a whole word `--`.
    pub(super) fn at_dash_dash(&self) -> bool {
        let mut ahead = self.cursor.clone();
        let dashes = ahead.eat_while(is_dash);
        dashes.chars().count() == 2 && ahead.peek().is_none_or(ends_word)
    }

    /// Whether `@name` stands here as an argument of its own.
    pub(super) fn at_whole_splat(&self) -> bool {
        if !self.at_splat() {
            return false;
        }
        let length = 1 + name_length(&self.cursor.rest()[1..]).unwrap_or_default();
        self.cursor.rest()[length..].chars().next().is_none_or(ends_word) || self.line_continues(length)
    }
}

/// Bytes of `{…}` with its braces; `None` when it does not end.
fn braced_length(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            '}' if !escaped => return Some(at + 1),
            '`' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    None
}
