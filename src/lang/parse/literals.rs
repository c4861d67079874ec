//! Numbers as nodes.

use std::sync::Arc;

use super::Parser;
use super::fault::{Parsed, fault};
use super::notes::Class;
use crate::lang::ast::{Expr, ExprKind};
use crate::lang::lex::chars::is_dash;
use crate::lang::lex::number::{self, BadNumber, Place};

impl Parser<'_> {
    /// Whether a digit, or a point with a digit behind it, stands here; with `signed`, possibly behind a sign.
    pub(super) fn at_digit(&self, signed: bool) -> bool {
        let rest = self.cursor.rest();
        let rest = if signed { rest.strip_prefix(|c| c == '+' || is_dash(c)).unwrap_or(rest) } else { rest };
        let mut characters = rest.chars();
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        match characters.next() {
            Some('.') => is_digit(characters.next()),
            first => is_digit(first),
        }
    }

    /// The number at the cursor in an expression. `None`: what begins like one is a word.
    pub(super) fn number(&mut self) -> Parsed<Option<Expr>> {
        let start = self.at();
        let Some(literal) = number::read(self.cursor.rest(), Place::Expression { ternary: self.ternary }) else {
            return Ok(None);
        };
        self.advance_noting(literal.length, Class::Number);
        let raw = self.cursor.slice(start, self.at());
        match literal.value {
            Ok(value) => Ok(Some(self.node(ExprKind::Number { value, raw: Arc::from(raw) }, start))),
            Err(BadNumber::OutOfRange) => {
                Err(fault("BadNumericConstant", format!("The numeric constant {raw} is not valid."))
                    .at(self.since(start)))
            }
        }
    }

    /// The number at the cursor in a command's arguments, without a sign. `None`: it is a word.
    pub(super) fn number_argument(&mut self) -> Option<Expr> {
        let start = self.at();
        let literal = number::read(self.cursor.rest(), Place::Argument)?;
        let value = literal.value.ok()?;
        self.advance_noting(literal.length, Class::Number);
        let raw = Arc::from(self.cursor.slice(start, self.at()));
        Some(self.node(ExprKind::Number { value, raw }, start))
    }
}
