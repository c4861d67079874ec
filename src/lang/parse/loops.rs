//! `foreach`, `for`, `while`, `do`.

use std::sync::Arc;

use super::Parser;
use super::fault::{Parsed, SyntaxFault, fault};
use crate::lang::ast::{Block, Statement, StatementKind};
use crate::lang::lex::chars::{is_dash, is_newline};

const CONDITION: [&str; 3] =
    ["MissingOpenParenthesisAfterKeyword", "MissingExpressionAfterKeyword", "MissingEndParenthesisAfterStatement"];

impl Parser<'_> {
    /// The body of a loop, in which `break` leaves the loop and not what is around it.
    fn loop_body(&mut self, id: &'static str, after: &str) -> Parsed<Block> {
        self.breakable(|parser| parser.required_block(id, after))
    }

    pub(super) fn breakable<T>(&mut self, inner: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        let outside = std::mem::replace(&mut self.finally.no_break, false);
        let result = inner(self)?;
        self.finally.no_break = outside;
        Ok(result)
    }

    pub(super) fn foreach(&mut self, label: Option<Arc<str>>) -> Parsed<StatementKind> {
        self.eat_keyword("foreach");
        let open = self.open_parenthesis("foreach", "foreach ($item in $items) { … }")?;
        let head = self.within_brackets(|parser| {
            parser.newlines()?;
            let Some(variable) = parser.declared_variable()? else {
                return Err(parser
                    .missing("MissingVariableNameAfterForeach", "After '(' the loop's variable is missing.".into())
                    .at(parser.here()));
            };
            parser.newlines()?;
            if !parser.eat_keyword("in") {
                let missing = parser.missing("MissingInInForeach", "After the loop's variable 'in' is missing.".into());
                return Err(missing.at(variable.span).fix("Write: foreach ($item in $items) { … }"));
            }
            let keyword = parser.point();
            parser.newlines()?;
            let Some(items) = parser.pipeline_statement()? else {
                let missing =
                    parser.missing("MissingForeachExpression", "After 'in' the loop's items are missing.".into());
                return Err(missing.at(keyword));
            };
            parser.newlines()?;
            Ok((variable, Box::new(items)))
        });
        let head =
            head.map_err(|fault| self.unclosed_head(fault, "MissingEndParenthesisAfterForeach", open, "foreach"));
        let (variable, items) = head?;
        if !self.cursor.eat(')') {
            return Err(self.unclosed("MissingEndParenthesisAfterForeach", open, 1, ')'));
        }
        let body = self.loop_body("MissingForeachStatement", "'foreach (…)'")?;
        Ok(StatementKind::Foreach { label, variable, items, body })
    }

    fn open_parenthesis(&mut self, keyword: &str, form: &str) -> Parsed<usize> {
        let after = self.point();
        self.newlines()?;
        let open = self.at();
        if self.cursor.eat('(') {
            return Ok(open);
        }
        if self.cursor.next_is(is_dash) {
            return Err(self.no_loop_flag(keyword));
        }
        let missing =
            self.missing("MissingOpenParenthesisAfterKeyword", format!("After '{keyword}' a '(' is missing."));
        Err(missing.at(after).fix(format!("Write: {form}")))
    }

    fn no_loop_flag(&self, keyword: &str) -> Box<SyntaxFault> {
        let mut end = self.cursor.clone();
        end.eat_while(|c| is_dash(c) || c.is_alphanumeric());
        let flag = self.cursor.slice(self.at(), end.at());
        fault("KeywordParameterReservedForFutureUse", format!("The parameter {flag} of '{keyword}' is not supported."))
            .at(self.span(self.at(), end.at()))
    }

    pub(super) fn for_loop(&mut self, label: Option<Arc<str>>) -> Parsed<StatementKind> {
        self.eat_keyword("for");
        let open = self.open_parenthesis("for", "for ($i = 0; $i -lt 10; $i++) { … }")?;
        let head = self.within_brackets(|parser| Ok([parser.for_part()?, parser.for_part()?, parser.for_part()?]));
        let [initial, condition, step] =
            head.map_err(|fault| self.unclosed_head(fault, "MissingEndParenthesisAfterStatement", open, "for"))?;
        if !self.cursor.eat(')') {
            return Err(self.unclosed("MissingEndParenthesisAfterStatement", open, 1, ')'));
        }
        let body = self.loop_body("MissingLoopStatement", "'for (…)'")?;
        Ok(StatementKind::For { label, initial, condition, step, body })
    }

    /// One part of `for`'s head, with the `;` or newline behind it.
    fn for_part(&mut self) -> Parsed<Option<Box<Statement>>> {
        self.newlines()?;
        if self.cursor.looking_at(")") {
            return Ok(None);
        }
        let part = self.pipeline_statement()?;
        self.blanks()?;
        if self.cursor.next_is(is_newline) {
            self.newlines()?;
        }
        self.cursor.eat(';');
        self.newlines()?;
        Ok(part.map(Box::new))
    }

    pub(super) fn while_loop(&mut self, label: Option<Arc<str>>) -> Parsed<StatementKind> {
        self.eat_keyword("while");
        let condition = Box::new(self.condition("while", CONDITION)?);
        let body = self.loop_body("MissingLoopStatement", "'while (…)'")?;
        Ok(StatementKind::While { label, condition, body })
    }

    pub(super) fn do_loop(&mut self, label: Option<Arc<str>>) -> Parsed<StatementKind> {
        self.eat_keyword("do");
        let body = self.loop_body("MissingLoopStatement", "'do'")?;
        self.newlines()?;
        let until = self.at_keyword("until");
        let keyword = if until { "until" } else { "while" };
        if !self.eat_keyword(keyword) {
            let missing = self.missing(
                "MissingWhileOrUntilInDoWhile",
                "The while or until keyword is missing after this do loop.".into(),
            );
            return Err(missing.at(body.span).fix("Write: do { … } while (condition)"));
        }
        let condition = Box::new(self.condition(keyword, CONDITION)?);
        Ok(StatementKind::Do { label, body, condition, until })
    }
}
