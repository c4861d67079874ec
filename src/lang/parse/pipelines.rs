//! Assignments, chains and pipelines.

use super::Parser;
use super::fault::{Parsed, SyntaxFault, fault};
use super::notes::{Class, Expectation};
use super::unary::is_place;
use crate::lang::ast::{AssignOp, Chain, ChainOperator, Expr, ExprKind, Pipeline, Stage, Statement, StatementKind};
use crate::model::Span;

impl Parser<'_> {
    /// A pipeline, a chain of them, or an assignment. `None`: nothing of that kind starts here.
    pub(super) fn pipeline_statement(&mut self) -> Parsed<Option<Statement>> {
        self.nested(Self::pipeline_or_assignment)
    }

    fn pipeline_or_assignment(&mut self) -> Parsed<Option<Statement>> {
        self.blanks()?;
        self.expect(Expectation::Command);
        let first = self.expression()?;
        self.blanks()?;
        if let Some((op, length)) = self.assign_operator()
            && let Some(target) = first
        {
            return self.assignment(target, op, length).map(Some);
        }
        let Some(chain) = self.chain(first)? else {
            return Ok(None);
        };
        let last = chain.rest.last().map_or(&chain.first, |(_, pipeline)| pipeline);
        let span = chain.first.span.to(last.span);
        Ok(Some(Statement { kind: StatementKind::Pipeline(chain), span }))
    }

    fn assignment(&mut self, target: Expr, op: AssignOp, length: usize) -> Parsed<Statement> {
        let start = self.at();
        self.advance_noting(length, Class::Operator);
        let sign = self.since(start);
        if self.cursor.looking_at("=") {
            return Err(fault("UnexpectedToken", "Unexpected token '==' in expression or statement.")
                .at(self.span(start, self.at() + 1))
                .fix("Write -eq to compare."));
        }
        let target = assignable(target, op)?;
        self.newlines()?;
        let value = self.statement()?.ok_or_else(|| self.missing_value(sign))?;
        let span = target.span.to(value.span);
        Ok(Statement { kind: StatementKind::Assign { target, op, value: Box::new(value) }, span })
    }

    fn chain(&mut self, first: Option<Expr>) -> Parsed<Option<Chain>> {
        let Some(first) = self.pipeline(first)? else {
            return Ok(None);
        };
        let mut chain = Chain { first, rest: Vec::new() };
        loop {
            self.blanks()?;
            let operator = match self.cursor.rest().as_bytes() {
                [b'&', b'&', ..] => ChainOperator::And,
                [b'|', b'|', ..] => ChainOperator::Or,
                [b'&', ..] => return Err(self.no_background()),
                _ => return Ok(Some(chain)),
            };
            let start = self.at();
            self.advance_noting(2, Class::Operator);
            let sign = self.since(start);
            self.newlines()?;
            self.expect(Expectation::Command);
            self.refuse_control_flow()?;
            let Some(next) = self.pipeline(None)? else {
                let text = self.source.slice(sign);
                return Err(fault("EmptyPipelineChainElement", format!("After '{text}' a pipeline is missing."))
                    .at(sign)
                    .incomplete_if(self.cursor.at_end()));
            };
            chain.rest.push((operator, next));
        }
    }

    fn no_background(&self) -> Box<SyntaxFault> {
        fault("BackgroundNotSupported", "Running a pipeline in the background with '&' is not supported.")
            .at(self.here())
            .fix("Remove the '&'. To call a command or a script block, put ';' or a new line in front of it.")
    }

    /// `… || throw` would run a command named `throw`.
    fn refuse_control_flow(&self) -> Parsed<()> {
        let words = ["throw", "return", "exit", "break", "continue"];
        let Some(word) = words.into_iter().find(|word| self.at_keyword(word)) else {
            return Ok(());
        };
        Err(fault(
            "StatementInPipelineChain",
            format!("'{word}' is a statement, and '&&' and '||' join only pipelines."),
        )
        .at(self.span(self.at(), self.at() + word.len()))
        .fix(format!("Write $({word} …) instead.")))
    }

    /// `first` is the expression the pipeline begins with, if the caller has read one.
    fn pipeline(&mut self, first: Option<Expr>) -> Parsed<Option<Pipeline>> {
        let mut upstream = None;
        let mut stages = Vec::new();
        let mut next = match first {
            Some(expr) => Some(self.expression_stage(expr)?),
            None => self.stage(&mut upstream, stages.is_empty())?,
        };
        let mut pipe = None;
        loop {
            let Some(stage) = next else {
                if stages.is_empty() && !self.at_pipe() {
                    return Ok(None);
                }
                return Err(self.empty_stage(pipe));
            };
            stages.push(stage);
            self.blanks()?;
            if self.pipe_on_next_line() {
                self.newlines()?;
            }
            if !self.at_pipe() {
                break;
            }
            let start = self.at();
            self.advance_noting(1, Class::Operator);
            pipe = Some(self.since(start));
            self.newlines()?;
            self.expect(Expectation::Command);
            next = self.stage(&mut upstream, false)?;
        }
        if !self.at_command_end() {
            return Err(self.unexpected());
        }
        let span = stages[0].span().to(stages[stages.len() - 1].span());
        Ok(Some(Pipeline { stages, span }))
    }

    fn at_pipe(&self) -> bool {
        self.cursor.looking_at("|") && !self.cursor.looking_at("||")
    }

    fn stage(&mut self, upstream: &mut Option<usize>, is_first: bool) -> Parsed<Option<Stage>> {
        self.blanks()?;
        if let Some(expr) = self.expression()? {
            if is_first {
                return self.expression_stage(expr).map(Some);
            }
            return Err(fault(
                "ExpressionsMustBeFirstInPipeline",
                "Expressions are only allowed as the first element of a pipeline.",
            )
            .at(expr.span)
            .fix("Put it into a block: | ForEach-Object { … }"));
        }
        self.nested(|parser| parser.command(upstream)).map(|command| command.map(Stage::Command))
    }

    fn expression_stage(&mut self, expr: Expr) -> Parsed<Stage> {
        let mut redirections = Vec::new();
        self.blanks()?;
        while self.at_redirection() {
            self.redirection(&mut redirections)?;
            self.blanks()?;
        }
        Ok(Stage::Expression { expr, redirections })
    }

    fn empty_stage(&self, pipe: Option<Span>) -> Box<SyntaxFault> {
        fault("EmptyPipeElement", "An empty pipe element is not allowed.")
            .at(pipe.unwrap_or(self.here()))
            .fix("Write a command on both sides of '|'.")
            .incomplete_if(self.cursor.at_end())
    }
}

/// The target without parentheses around it, if something can be assigned to it.
fn assignable(target: Expr, op: AssignOp) -> Parsed<Expr> {
    let span = target.span;
    let target = if matches!(target.kind, ExprKind::Paren(_)) { unwrap_parentheses(target) } else { target };
    let is_list = |items: &[Expr]| op == AssignOp::Set && items.iter().all(is_place_or_list);
    let fits = match &target.kind {
        ExprKind::Array(items) => is_list(items),
        _ => is_place(&target),
    };
    if fits {
        return Ok(target);
    }
    Err(fault(
        "InvalidLeftHandSide",
        "The assignment expression is not valid. Only a variable, a property, an index, or with '=' a list of these can be assigned to.",
    )
    .at(span))
}

/// A place, or a list of them in parentheses.
fn is_place_or_list(target: &Expr) -> bool {
    match &target.kind {
        ExprKind::Paren(inner) => lone_expression(inner).is_some_and(is_place_or_list),
        ExprKind::Array(items) => items.iter().all(is_place_or_list),
        _ => is_place(target),
    }
}

fn unwrap_parentheses(target: Expr) -> Expr {
    let mut inner = &target;
    while let ExprKind::Paren(statement) = &inner.kind
        && let Some(expr) = lone_expression(statement)
    {
        inner = expr;
    }
    Expr::new(inner.kind.clone(), target.span)
}

/// The expression a statement consists of.
fn lone_expression(statement: &Statement) -> Option<&Expr> {
    let StatementKind::Pipeline(Chain { first, rest }) = &statement.kind else {
        return None;
    };
    match first.stages.as_slice() {
        [Stage::Expression { expr, redirections }] if rest.is_empty() && redirections.is_empty() => Some(expr),
        _ => None,
    }
}
