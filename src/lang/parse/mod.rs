//! The parser: recursive descent over the text, one file per noun of the grammar.
//!
//! Every function starts where its thing may start and leaves the cursor behind it. `Option` in a result says that the
//! thing does not start here, with the cursor where it was; the caller knows what that means and says it.
//! The first fault ends the parse. Nesting is bounded by [`MAX_NESTING`] and the height of the tree by
//! [`MAX_HEIGHT`], so neither parsing nor walking the result exhausts a stack, whatever was typed.
//!
//! Argument mode and expression mode are not a state here: [`arguments`] reads the one, [`expressions`] the other.

mod arguments;
mod blanks;
mod commands;
mod entry;
mod expressions;
mod fault;
mod functions;
mod groups;
mod hashtables;
mod here_strings;
mod literals;
mod loops;
mod members;
pub(super) mod notes;
mod operators;
mod parameters;
mod pipelines;
mod redirections;
mod scripts;
mod statements;
mod strings;
mod switches;
#[cfg(test)]
mod tests;
mod types;
mod unary;
mod variables;
mod words;

use std::sync::Arc;

pub(super) use self::entry::survey;
pub use self::entry::{is_incomplete, parse, parse_file, parse_file_at};

use self::fault::{Parsed, SyntaxFault, fault};
use self::notes::{Class, Expectation, Notes, Token};
use super::ast::{Expr, ExprKind, Source};
use super::lex::Cursor;
use crate::model::Span;

/// How many constructs may lie inside each other while parsing. A script block that is an argument counts
/// as five, parentheses as three.
const MAX_NESTING: usize = 200;
/// The height of the tree: nesting, and in addition operators and member accesses in a row.
const MAX_HEIGHT: usize = 500;

pub(super) struct Parser<'s> {
    cursor: Cursor<'s>,
    source: Arc<Source>,
    /// Whether a comma builds an array here; between the arguments of a method it does not.
    commas: bool,
    /// Whether a branch of `? :` is being read, where `?` and `:` end a number.
    ternary: bool,
    /// Whether `return`, and whether `break` and `continue`, would leave a `finally` block.
    finally: Finally,
    nesting: usize,
    /// Height of the tallest tree finished inside the current construct.
    height: usize,
    pub notes: Option<Notes>,
}

/// What must not be written in a `finally` block, because it would leave it.
#[derive(Clone, Copy, Default)]
struct Finally {
    no_return: bool,
    no_break: bool,
}

/// Where to return to after looking ahead.
struct Mark<'s> {
    cursor: Cursor<'s>,
    tokens: usize,
    expectations: usize,
}

impl<'s> Parser<'s> {
    pub fn new(source: &Arc<Source>, text: &'s str, notes: Option<Notes>) -> Parser<'s> {
        Parser {
            cursor: Cursor::new(text),
            source: Arc::clone(source),
            commas: true,
            ternary: false,
            finally: Finally::default(),
            nesting: 0,
            height: 0,
            notes,
        }
    }

    /// Runs a parsing function one level deeper.
    fn nested<T>(&mut self, inner: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.nesting == MAX_NESTING {
            return Err(self.too_deep());
        }
        self.nesting += 1;
        let outside = std::mem::take(&mut self.height);
        let result = inner(self);
        self.nesting -= 1;
        self.height = outside.max(self.height + 1);
        result
    }

    /// Notes that what was read so far became the left side of something.
    fn grow(&mut self) -> Parsed<()> {
        self.height += 1;
        if self.height > MAX_HEIGHT { Err(self.too_deep()) } else { Ok(()) }
    }

    fn too_deep(&self) -> Box<SyntaxFault> {
        fault("ScriptTooComplicated", "This is nested too deeply, or has too many operators in a row.")
            .at(self.here())
            .fix("Put parts of it into variables or functions.")
    }

    fn at(&self) -> usize {
        self.cursor.at()
    }

    /// The span in the script from a position of the cursor to where it is now.
    fn since(&self, start: usize) -> Span {
        self.span(start, self.at())
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.cursor.absolute(start), self.cursor.absolute(end))
    }

    /// The character under the cursor, or the end of the text.
    fn here(&self) -> Span {
        let mut after = self.cursor.clone();
        after.bump();
        self.span(self.at(), after.at())
    }

    /// The empty span at the cursor.
    fn point(&self) -> Span {
        self.since(self.at())
    }

    fn mark(&self) -> Mark<'s> {
        Mark {
            cursor: self.cursor.clone(),
            tokens: self.notes.as_ref().map_or(0, |notes| notes.tokens.len()),
            expectations: self.notes.as_ref().map_or(0, |notes| notes.expectations.len()),
        }
    }

    /// Goes back to a mark; only what cannot contain a command may lie between.
    fn rewind(&mut self, mark: &Mark<'s>) {
        self.cursor = mark.cursor.clone();
        if let Some(notes) = &mut self.notes {
            notes.tokens.truncate(mark.tokens);
            notes.expectations.truncate(mark.expectations);
        }
    }

    fn note(&mut self, class: Class, start: usize) {
        let span = self.since(start);
        self.note_span(class, span);
    }

    fn note_span(&mut self, class: Class, span: Span) {
        if let Some(notes) = &mut self.notes
            && span.start < span.end
        {
            notes.tokens.push(Token { class, span });
        }
    }

    /// Says what could stand at the cursor. What is said first about a place counts.
    fn expect(&mut self, expectation: Expectation) {
        let at = self.cursor.absolute(self.at());
        if let Some(notes) = &mut self.notes {
            notes.expectations.push((at, expectation));
        }
    }

    /// A node from `start` to the cursor.
    fn node(&self, kind: ExprKind, start: usize) -> Expr {
        Expr::new(kind, self.since(start))
    }
}
