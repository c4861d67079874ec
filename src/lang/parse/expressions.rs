//! Expression mode: operators by precedence, comma lists, `? :`.

use super::Parser;
use super::fault::{Parsed, SyntaxFault, fault};
use super::notes::{Class, Expectation};
use super::operators::{Binding, binding};
use crate::lang::ast::{BinaryOp, Expr, ExprKind};
use crate::model::Span;

impl Parser<'_> {
    /// The expression at the cursor, as wide as it goes. `None`: none starts here.
    pub(super) fn expression(&mut self) -> Parsed<Option<Expr>> {
        self.nested(Self::ternary)
    }

    /// `condition`, or `condition ? yes : no`.
    fn ternary(&mut self) -> Parsed<Option<Expr>> {
        let Some(condition) = self.binary(Binding::Lowest)? else {
            return Ok(None);
        };
        self.blanks()?;
        if !self.cursor.looking_at("?") || self.cursor.looking_at("??") {
            return Ok(Some(condition));
        }
        let outside = std::mem::replace(&mut self.ternary, true);
        let yes = self.branch()?;
        self.newlines()?;
        if !self.cursor.looking_at(":") {
            return Err(fault("MissingColonInTernaryExpression", "The ':' of this '? :' is missing.")
                .at(condition.span.to(yes.span))
                .fix("Write: condition ? value : other")
                .incomplete_if(self.cursor.at_end()));
        }
        let no = self.branch()?;
        self.ternary = outside;
        let span = condition.span.to(no.span);
        let kind = ExprKind::Ternary { condition: Box::new(condition), yes: Box::new(yes), no: Box::new(no) };
        Ok(Some(Expr::new(kind, span)))
    }

    /// From the `?` or `:` on.
    fn branch(&mut self) -> Parsed<Expr> {
        let start = self.at();
        self.advance_noting(1, Class::Operator);
        let sign = self.since(start);
        self.newlines()?;
        self.expect(Expectation::Value);
        let value = self.expression()?;
        value.ok_or_else(|| self.missing_value(sign))
    }

    /// An operand and all operators behind it that bind tighter than `floor`.
    fn binary(&mut self, floor: Binding) -> Parsed<Option<Expr>> {
        let Some(mut left) = self.comma_list()? else {
            return Ok(None);
        };
        loop {
            self.blanks()?;
            self.expect(Expectation::Operator);
            let start = self.at();
            let Some((op, length)) = self.binary_operator()?.filter(|&(op, _)| binding(op) > floor) else {
                return Ok(Some(left));
            };
            self.advance_noting(length, Class::Operator);
            let op_span = self.since(start);
            left = self.right_side(left, op, op_span)?;
        }
    }

    fn right_side(&mut self, left: Expr, op: BinaryOp, op_span: Span) -> Parsed<Expr> {
        self.newlines()?;
        self.expect(Expectation::Value);
        let right = self.nested(|parser| parser.binary(binding(op)))?;
        let right = right.ok_or_else(|| self.missing_value(op_span))?;
        self.grow()?;
        let span = left.span.to(right.span);
        Ok(Expr::new(ExprKind::Binary { op, left: Box::new(left), right: Box::new(right), op_span }, span))
    }

    /// `a, b, c`, or a single operand.
    fn comma_list(&mut self) -> Parsed<Option<Expr>> {
        let Some(first) = self.unary()? else {
            return Ok(None);
        };
        if !self.commas {
            return Ok(Some(first));
        }
        let mut items = vec![first];
        loop {
            self.blanks()?;
            if !self.cursor.looking_at(",") {
                break;
            }
            let comma = self.at();
            self.cursor.bump();
            self.newlines()?;
            self.expect(Expectation::Value);
            let Some(item) = self.unary()? else {
                return Err(fault("MissingExpressionAfterToken", "After this ',' an expression is missing.")
                    .at(self.span(comma, comma + 1))
                    .fix("Remove the comma, or write the next item of the list.")
                    .incomplete_if(self.cursor.at_end()));
            };
            items.push(item);
        }
        if items.len() == 1 {
            return Ok(items.pop());
        }
        let span = items[0].span.to(items[items.len() - 1].span);
        Ok(Some(Expr::new(ExprKind::Array(items), span)))
    }

    pub(super) fn missing_value(&self, operator: Span) -> Box<SyntaxFault> {
        let text = self.source.slice(operator);
        let says = format!("You must provide a value expression following the '{text}' operator.");
        let missing = fault("ExpectedValueExpression", says).at(operator).incomplete_if(self.cursor.at_end());
        if self.identifier_here().is_some() {
            missing.fix("Here stands an expression: put text in quotes, and a command in parentheses.")
        } else {
            missing
        }
    }
}
