//! Brackets of every kind: `( )`, `$( )`, `@( )`, `{ }`.

use super::Parser;
use super::fault::{Parsed, SyntaxFault, fault};
use super::notes::Class;
use crate::lang::ast::{Block, Expr, ExprKind, Statement};
use crate::lang::lex::chars::{ends_word, is_double_quote, is_single_quote};

/// Words that begin a statement, and what must follow to tell it from a command of that name.
const STATEMENTS: &[(&str, char)] =
    &[("if", '('), ("switch", '('), ("for", '('), ("foreach", '('), ("while", '('), ("do", '{'), ("try", '{')];

impl Parser<'_> {
    /// `(…)`: one pipeline or assignment.
    pub(super) fn parenthesized(&mut self) -> Parsed<Expr> {
        let start = self.at();
        self.cursor.bump();
        let inner = self.within_brackets(Self::parenthesized_statement)?;
        let Some(inner) = inner else {
            return Err(fault("ExpectedExpression", "An expression was expected after '('.")
                .at(self.span(start, start + 1))
                .incomplete_if(self.cursor.at_end()));
        };
        if !self.cursor.eat(')') {
            return Err(self.unclosed("MissingEndParenthesisInExpression", start, 1, ')'));
        }
        Ok(self.node(ExprKind::Paren(Box::new(inner)), start))
    }

    fn parenthesized_statement(&mut self) -> Parsed<Option<Statement>> {
        self.newlines()?;
        self.refuse_statement()?;
        let inner = self.pipeline_statement()?;
        self.newlines()?;
        Ok(inner)
    }

    /// `(if …)` would run a command named `if`.
    fn refuse_statement(&self) -> Parsed<()> {
        let Some(word) = self.keyword_here() else {
            return Ok(());
        };
        let begins = |(keyword, follows): &&(&str, char)| {
            let after = self.cursor.rest()[word.len()..].trim_start();
            word.eq_ignore_ascii_case(keyword) && after.starts_with(*follows)
        };
        if !STATEMENTS.iter().any(|statement| begins(&statement)) {
            return Ok(());
        }
        Err(fault("StatementInParentheses", format!("'{word}' is a statement, and parentheses hold only a pipeline."))
            .at(self.span(self.at(), self.at() + word.len()))
            .fix(format!("Write $({word} …) instead.")))
    }

    /// `$(…)`
    pub(super) fn subexpression(&mut self) -> Parsed<Expr> {
        let start = self.at();
        let block = self.statements_in_parentheses()?;
        Ok(self.node(ExprKind::Subexpression(block), start))
    }

    /// `@(…)`
    pub(super) fn array_of(&mut self) -> Parsed<Expr> {
        let start = self.at();
        let block = self.statements_in_parentheses()?;
        Ok(self.node(ExprKind::ArrayOf(block), start))
    }

    /// Statements between a sign with `(` and its `)`.
    fn statements_in_parentheses(&mut self) -> Parsed<Block> {
        let start = self.at();
        self.advance_noting(2, Class::Operator);
        let statements = self.within_brackets(Self::statement_list)?;
        if !self.cursor.looking_at(")") {
            return Err(self.unclosed("MissingEndParenthesisInSubexpression", start, 2, ')'));
        }
        self.advance_noting(1, Class::Operator);
        Ok(Block { statements, span: self.since(start) })
    }

    /// `{ … }` as a value.
    pub(super) fn script_block_literal(&mut self) -> Parsed<Expr> {
        let start = self.at();
        let block = self.within_brackets(|parser| parser.script_block(false))?;
        Ok(self.node(ExprKind::ScriptBlock(block), start))
    }

    /// Inside brackets commas build arrays again, and numbers end as usual.
    pub(super) fn within_brackets<T>(&mut self, inner: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        let commas = std::mem::replace(&mut self.commas, true);
        let ternary = std::mem::replace(&mut self.ternary, false);
        let result = inner(self)?;
        self.commas = commas;
        self.ternary = ternary;
        Ok(result)
    }

    /// The bracket that was opened at `start` is not closed here. If the text has ended, that is all there is to say;
    /// otherwise what stands here does not belong.
    pub(super) fn unclosed(&self, id: &'static str, start: usize, length: usize, closing: char) -> Box<SyntaxFault> {
        let opening = self.cursor.slice(start, start + length);
        let missing = fault(id, format!("Missing closing '{closing}' for this '{opening}'."))
            .at(self.span(start, start + length))
            .incomplete_if(self.cursor.at_end());
        match self.cursor.peek() {
            None => missing.fix(format!("Add '{closing}' where it ends.")),
            Some(c) => {
                let (line, column) = self.source.line_column(self.cursor.absolute(self.at()));
                let found = if c.is_control() { "the line's end".to_owned() } else { format!("'{c}'") };
                missing.fix(format!("Add '{closing}' before {found} in line {line}, column {column}."))
            }
        }
    }

    /// The head of a statement that was opened at `open` could not be parsed: where the block behind it has been met
    /// instead of `)`, that is what is missing.
    pub(super) fn unclosed_head(
        &self,
        fault: Box<SyntaxFault>,
        id: &'static str,
        open: usize,
        keyword: &str,
    ) -> Box<SyntaxFault> {
        if fault.fault.id != "UnexpectedToken" || !self.cursor.looking_at("{") {
            return fault;
        }
        let head = if keyword == "foreach" { "foreach loop".to_owned() } else { format!("'{keyword}' statement") };
        let mut missing = self.unclosed(id, open, 1, ')');
        missing.fault.says = format!("Missing closing ')' after expression in {head}.");
        missing
    }

    /// Whether a value or a command seems to start here.
    fn at_operand(&self) -> bool {
        let quote = |c| is_single_quote(c) || is_double_quote(c);
        self.identifier_here().is_some()
            || self.at_digit(false)
            || self.cursor.next_is(|c| matches!(c, '$' | '@' | '(' | '{') || quote(c))
    }

    /// What stands at the cursor has no business there.
    pub(super) fn unexpected(&self) -> Box<SyntaxFault> {
        let mut end = self.cursor.clone();
        let first = end.bump();
        if first.is_some_and(|c| !matches!(c, '(' | ')' | '{' | '}' | '[' | ']' | ',' | ';')) {
            end.eat_while(|c| !ends_word(c));
        }
        let text = self.cursor.slice(self.at(), end.at());
        let unexpected = fault("UnexpectedToken", format!("Unexpected token '{text}' in expression or statement."))
            .at(self.span(self.at(), end.at()));
        let rest = self.cursor.rest();
        let comparison =
            [("!=", "-ne"), ("==", "-eq"), ("=", "-eq to compare, or put the assignment into parentheses")];
        if let Some((_, operator)) = comparison.iter().find(|(sign, _)| rest.starts_with(sign)) {
            return unexpected.fix(format!("Write {operator}."));
        }
        match first {
            Some(')') => unexpected.fix("There is no '(' that this would close."),
            Some('}') => unexpected.fix("There is no '{' that this would close."),
            Some('&') if rest.starts_with("&&") => unexpected,
            Some('&') => unexpected.fix("In front of '&' a statement must end: put ';' or a new line there."),
            Some('[') => unexpected.fix("An index directly follows its value, without a blank."),
            _ if self.at_operand() => unexpected
                .fix("Between two statements put ';' or a new line, between two values an operator or a comma."),
            _ => unexpected,
        }
    }
}
