//! What follows a value without a blank: `.Name`, `::Name`, `.Method(…)`, `[index]`, and their `?` forms.

use std::sync::Arc;

use super::Parser;
use super::fault::{Parsed, SyntaxFault, fault};
use super::notes::{Class, Expectation};
use crate::lang::ast::{Expr, ExprKind, Quote};
use crate::lang::lex::chars::is_identifier_start;

/// Where the value stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    Expression,
    /// A point with a blank behind it is a word.
    Argument,
    /// Behind a type literal a bracket is another type, not an index.
    Type,
}

/// The sign that leads on.
#[derive(Clone, Copy)]
enum Access {
    Member { is_static: bool, conditional: bool },
    Index { conditional: bool },
}

impl Parser<'_> {
    /// The value with everything that is glued to it.
    pub(super) fn members(&mut self, mut value: Expr, mode: Mode) -> Parsed<Expr> {
        let mut mode = mode;
        while let Some((access, length)) = self.access(mode) {
            self.cursor.advance(length);
            value = match access {
                Access::Index { conditional } => self.nested(|parser| parser.index(value, conditional))?,
                Access::Member { is_static, conditional } => {
                    self.nested(|parser| parser.member(value, is_static, conditional))?
                }
            };
            self.grow()?;
            if mode == Mode::Type {
                mode = Mode::Expression;
            }
        }
        Ok(value)
    }

    fn access(&self, mode: Mode) -> Option<(Access, usize)> {
        let rest = self.cursor.rest();
        let ends = |length: usize| mode == Mode::Argument && !rest[length..].starts_with(|c: char| !c.is_whitespace());
        if rest.starts_with("::") {
            return (!ends(2)).then_some((Access::Member { is_static: true, conditional: false }, 2));
        }
        if rest.starts_with('.') {
            let member = Access::Member { is_static: false, conditional: false };
            return (!rest.starts_with("..") && !ends(1)).then_some((member, 1));
        }
        if mode == Mode::Type {
            return None;
        }
        match rest.as_bytes() {
            [b'[', ..] => Some((Access::Index { conditional: false }, 1)),
            [b'?', b'.', ..] => Some((Access::Member { is_static: false, conditional: true }, 2)),
            [b'?', b'[', ..] => Some((Access::Index { conditional: true }, 2)),
            _ => None,
        }
    }

    fn index(&mut self, target: Expr, conditional: bool) -> Parsed<Expr> {
        let open = self.at();
        let commas = std::mem::replace(&mut self.commas, true);
        let ternary = std::mem::replace(&mut self.ternary, false);
        self.newlines()?;
        let index = self.expression()?.ok_or_else(|| {
            fault("MissingArrayIndexExpression", "Between the brackets the index is missing.")
                .at(self.span(open - 1, open))
                .incomplete_if(self.cursor.at_end())
        })?;
        self.newlines()?;
        if !self.cursor.eat(']') {
            return Err(fault("MissingEndSquareBracket", "The ']' behind this index is missing.")
                .at(index.span)
                .incomplete_if(self.cursor.at_end()));
        }
        self.commas = commas;
        self.ternary = ternary;
        let span = target.span.to(self.point());
        let kind = ExprKind::Index { target: Box::new(target), index: Box::new(index), conditional };
        Ok(Expr::new(kind, span))
    }

    fn member(&mut self, target: Expr, is_static: bool, conditional: bool) -> Parsed<Expr> {
        let sign = self.at();
        self.newlines()?;
        self.expect(Expectation::Member(target.span));
        let name = self.member_name()?.ok_or_else(|| self.missing_member(sign))?;
        let target = Box::new(target);
        let name = Box::new(name);
        let arguments = match self.cursor.peek() {
            Some('(') => Some(self.method_arguments()?),
            // `.Where{ … }` is `.Where({ … })`.
            Some('{') => Some(vec![self.script_block_literal()?]),
            _ => None,
        };
        let span = target.span.to(self.point());
        let kind = match arguments {
            Some(arguments) => ExprKind::Call { target, name, arguments, is_static, conditional },
            None => ExprKind::Member { target, name, is_static, conditional },
        };
        Ok(Expr::new(kind, span))
    }

    fn missing_member(&self, sign: usize) -> Box<SyntaxFault> {
        fault("MissingPropertyName", "After this '.' or '::' the name of a member is missing.")
            .at(self.span(sign - 1, sign))
            .incomplete_if(self.cursor.at_end())
    }

    /// A name, or a value that yields one.
    fn member_name(&mut self) -> Parsed<Option<Expr>> {
        let start = self.at();
        if self.cursor.next_is(is_identifier_start) {
            let length = self.identifier_here().map_or(0, str::len);
            self.advance_noting(length, Class::Member);
            let value = Arc::from(self.cursor.slice(start, self.at()));
            return Ok(Some(self.node(ExprKind::Text { value, quote: Quote::Bare }, start)));
        }
        match self.value()? {
            Some(value) => Ok(Some(value)),
            None if self.at_digit(false) => self.number(),
            None => Ok(None),
        }
    }

    /// `(a, b)`, from the opening parenthesis on.
    fn method_arguments(&mut self) -> Parsed<Vec<Expr>> {
        let open = self.at();
        self.cursor.bump();
        let commas = std::mem::replace(&mut self.commas, false);
        let ternary = std::mem::replace(&mut self.ternary, false);
        let mut arguments = Vec::new();
        let mut comma = None;
        loop {
            self.newlines()?;
            let Some(argument) = self.expression()? else {
                if let Some(comma) = comma {
                    return Err(fault("MissingExpressionAfterToken", "After this ',' an argument is missing.")
                        .at(self.span(comma, comma + 1))
                        .incomplete_if(self.cursor.at_end()));
                }
                break;
            };
            arguments.push(argument);
            self.newlines()?;
            comma = Some(self.at());
            if !self.cursor.eat(',') {
                break;
            }
        }
        self.newlines()?;
        if !self.cursor.eat(')') {
            return Err(self.unclosed_method_call(open));
        }
        self.commas = commas;
        self.ternary = ternary;
        Ok(arguments)
    }

    fn unclosed_method_call(&self, open: usize) -> Box<SyntaxFault> {
        let missing = fault("MissingEndParenthesisInMethodCall", "Missing ')' in method call.")
            .at(self.span(open, open + 1))
            .incomplete_if(self.cursor.at_end());
        if self.identifier_here().is_some() {
            missing.fix("Arguments of a method are expressions: put text in quotes, and a command in parentheses.")
        } else {
            missing
        }
    }
}
