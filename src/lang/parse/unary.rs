//! Operands: unary operators, casts, and the values themselves.

use super::Parser;
use super::fault::{Parsed, SyntaxFault, fault};
use super::members::Mode;
use super::notes::{Class, Expectation};
use super::parameters::Decoration;
use super::types::unexpected_attribute;
use crate::lang::ast::{Attribute, Expr, ExprKind, IncDec, TypeName, UnaryOp};
use crate::lang::lex::chars::{is_dash, is_double_quote, is_identifier_start, is_newline, is_single_quote};
use crate::lang::lex::number::{self, Place};
use crate::model::Span;

/// What stands in front of an operand.
enum Prefix {
    Operator(UnaryOp, usize),
    Step(IncDec, usize),
}

impl Parser<'_> {
    /// The operand at the cursor, with the operators in front of and behind it. `None`: none starts here.
    pub(super) fn unary(&mut self) -> Parsed<Option<Expr>> {
        self.nested(Self::operand)
    }

    fn operand(&mut self) -> Parsed<Option<Expr>> {
        self.blanks()?;
        self.expect(Expectation::Value);
        let start = self.at();
        let operand = if let Some(prefix) = self.prefix() {
            Some(self.prefixed(prefix, start)?)
        } else if self.cursor.looking_at("[") {
            Some(self.type_or_cast()?)
        } else {
            self.primary()?
        };
        match operand {
            Some(operand) => self.stepped_after(operand).map(Some),
            None => Ok(None),
        }
    }

    fn prefix(&self) -> Option<Prefix> {
        let c = self.cursor.peek()?;
        let second = self.cursor.peek_second();
        let same_twice = |step| {
            let length = c.len_utf8() + second.map_or(0, char::len_utf8);
            Some(Prefix::Step(step, length))
        };
        match c {
            ',' if self.commas => Some(Prefix::Operator(UnaryOp::Comma, 1)),
            // `!name` is a word; `!5` is an operator only if a number follows and not something like `5z`.
            '!' if second.is_some_and(is_identifier_start) => None,
            '!' => {
                let rest = &self.cursor.rest()[1..];
                let digits = rest.starts_with(|c: char| c.is_ascii_digit());
                let is_word = digits && number::read(rest, Place::Expression { ternary: self.ternary }).is_none();
                (!is_word).then_some(Prefix::Operator(UnaryOp::Not, 1))
            }
            '+' if second == Some('+') => same_twice(IncDec::PreIncrement),
            '+' if second != Some('=') && !self.at_digit(true) => Some(Prefix::Operator(UnaryOp::Plus, 1)),
            _ if !is_dash(c) || second == Some('=') => None,
            _ if second.is_some_and(is_dash) => same_twice(IncDec::PreDecrement),
            _ if second.is_some_and(|c| c.is_alphabetic() || matches!(c, '_' | '?')) => {
                self.unary_word().map(|(op, length)| Prefix::Operator(op, length))
            }
            _ => (!self.at_digit(true)).then_some(Prefix::Operator(UnaryOp::Minus, c.len_utf8())),
        }
    }

    fn prefixed(&mut self, prefix: Prefix, start: usize) -> Parsed<Expr> {
        let (Prefix::Operator(_, length) | Prefix::Step(_, length)) = prefix;
        self.advance_noting(length, Class::Operator);
        let operator = self.since(start);
        self.newlines()?;
        let Some(operand) = self.unary()? else {
            let text = self.source.slice(operator);
            return Err(fault(
                "MissingExpressionAfterOperator",
                format!("After the operator '{text}' an operand is missing."),
            )
            .at(operator)
            .incomplete_if(self.cursor.at_end()));
        };
        if matches!(prefix, Prefix::Step(..)) && !is_place(&operand) {
            return Err(self.steps_no_place(operator));
        }
        let operand = Box::new(operand);
        Ok(self.node(
            match prefix {
                Prefix::Operator(op, _) => ExprKind::Unary { op, operand },
                Prefix::Step(op, _) => ExprKind::IncDec { op, operand },
            },
            start,
        ))
    }

    /// `++` or `--` behind the operand.
    fn stepped_after(&mut self, operand: Expr) -> Parsed<Expr> {
        let mark = self.mark();
        self.blanks()?;
        let mut ahead = self.cursor.clone();
        let op = match (ahead.bump(), ahead.bump()) {
            (Some('+'), Some('+')) => IncDec::PostIncrement,
            (Some(first), Some(second)) if is_dash(first) && is_dash(second) => IncDec::PostDecrement,
            _ => {
                self.rewind(&mark);
                return Ok(operand);
            }
        };
        let start = self.at();
        self.advance_noting(ahead.at() - start, Class::Operator);
        if !is_place(&operand) {
            return Err(self.steps_no_place(self.since(start)));
        }
        let span = operand.span.to(self.since(start));
        Ok(Expr::new(ExprKind::IncDec { op, operand: Box::new(operand) }, span))
    }

    fn steps_no_place(&self, operator: Span) -> Box<SyntaxFault> {
        let text = self.source.slice(operator);
        fault(
            "OperatorRequiresVariableOrProperty",
            format!("The operator '{text}' works only on variables or on properties."),
        )
        .at(operator)
    }

    /// `[type]`, `[type]::Member`, or `[type] operand`.
    fn type_or_cast(&mut self) -> Parsed<Expr> {
        let start = self.at();
        let name = match self.decoration()? {
            Decoration::Type(name) => name,
            Decoration::Attribute(attribute) => return self.attributed(attribute, start),
        };
        let literal = self.node(ExprKind::Type(name.clone()), start);
        let with_members = self.members(literal, Mode::Type)?;
        if !matches!(with_members.kind, ExprKind::Type(_)) {
            return Ok(with_members);
        }
        let mark = self.mark();
        self.blanks()?;
        if !self.cursor.next_is(|c| is_newline(c) || c == ',')
            && let Some(operand) = self.unary()?
        {
            return self.cast(name, operand, start);
        }
        self.rewind(&mark);
        if name.is("ordered") {
            return Err(ordered_needs_a_hashtable().at(with_members.span));
        }
        Ok(with_members)
    }

    /// What an attribute stands in front of: a variable, with its type or without, that is assigned to.
    fn attributed(&mut self, attribute: Attribute, start: usize) -> Parsed<Expr> {
        self.newlines()?;
        let operand = self.unary()?.filter(is_variable);
        let mark = self.mark();
        self.blanks()?;
        let is_assigned = self.assign_operator().is_some();
        self.rewind(&mark);
        match operand {
            Some(operand) if is_assigned => {
                let span = self.span(start, start).to(operand.span);
                let kind = ExprKind::Attributed { attribute: Box::new(attribute), operand: Box::new(operand) };
                Ok(Expr::new(kind, span))
            }
            _ => Err(unexpected_attribute(&attribute.name)),
        }
    }

    fn cast(&self, to: TypeName, mut operand: Expr, start: usize) -> Parsed<Expr> {
        let wants_order = to.is("ordered");
        if wants_order || to.is("pscustomobject") || to.is("System.Management.Automation.PSCustomObject") {
            match &mut operand.kind {
                ExprKind::Hashtable { ordered, .. } => *ordered = true,
                _ if wants_order => return Err(ordered_needs_a_hashtable().at(operand.span)),
                _ => {}
            }
        }
        if wants_order {
            return Ok(self.node(operand.kind, start));
        }
        let span = self.span(start, start).to(operand.span);
        Ok(Expr::new(ExprKind::Cast { to, operand: Box::new(operand) }, span))
    }

    /// A value and its members. `None`: what stands here begins no expression, so it begins a command.
    fn primary(&mut self) -> Parsed<Option<Expr>> {
        let value = match self.value()? {
            Some(value) => Some(value),
            None if self.at_digit(true) => self.number()?,
            None if self.cursor.looking_at("@") && self.at_splat() => return Err(self.splat_not_here()),
            None => None,
        };
        match value {
            Some(value) => self.members(value, Mode::Expression).map(Some),
            None => Ok(None),
        }
    }

    /// What is the same value in both modes: everything that begins with a quote, a bracket, `$` or `@`.
    pub(super) fn value(&mut self) -> Parsed<Option<Expr>> {
        let start = self.at();
        let Some(c) = self.cursor.peek() else {
            return Ok(None);
        };
        let value = match c {
            '$' if self.cursor.looking_at("$(") => self.subexpression()?,
            '$' if self.at_variable() => {
                let variable = self.variable(false)?;
                self.node(ExprKind::Variable(variable), start)
            }
            '@' if self.cursor.looking_at("@(") => self.array_of()?,
            '@' if self.cursor.looking_at("@{") => self.hashtable()?,
            '@' if self.at_here_string() => self.here_string()?,
            '(' => self.parenthesized()?,
            '{' => self.script_block_literal()?,
            _ if is_single_quote(c) => self.single_quoted()?,
            _ if is_double_quote(c) => self.double_quoted()?,
            _ => return Ok(None),
        };
        Ok(Some(value))
    }
}

fn ordered_needs_a_hashtable() -> Box<SyntaxFault> {
    fault("OrderedAttributeOnlyOnHashLiteralNode", "[ordered] can only stand in front of a hashtable literal.")
        .fix("Write [ordered]@{ … }.")
}

/// Whether something can be put there: a variable, a member, an index, also through a cast.
pub(super) fn is_place(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Variable(_) => true,
        ExprKind::Member { conditional, .. } | ExprKind::Index { conditional, .. } => !conditional,
        ExprKind::Cast { operand, .. } | ExprKind::Attributed { operand, .. } => is_place(operand),
        _ => false,
    }
}

fn is_variable(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Variable(_) => true,
        ExprKind::Cast { operand, .. } | ExprKind::Attributed { operand, .. } => is_variable(operand),
        _ => false,
    }
}
