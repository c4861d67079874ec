//! Pipelines, chains of them, and commands with their arguments.

use std::sync::Arc;

use super::{Expr, Variable};
use crate::model::Span;

/// `a && b || c`: pipelines joined by whether the one before succeeded. Mostly there is only the first.
#[derive(Clone, Debug, PartialEq)]
pub struct Chain {
    pub first: Pipeline,
    pub rest: Vec<(ChainOperator, Pipeline)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChainOperator {
    /// `&&`: run the next if the one before succeeded.
    And,
    /// `||`: run the next if the one before failed.
    Or,
}

/// `a | b | c`. Never empty; an expression can only be its first stage.
#[derive(Clone, Debug, PartialEq)]
pub struct Pipeline {
    pub stages: Vec<Stage>,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Stage {
    Expression { expr: Expr, redirections: Vec<Redirection> },
    Command(Command),
}

impl Stage {
    pub fn span(&self) -> Span {
        match self {
            Stage::Expression { expr, redirections } => {
                redirections.last().map_or(expr.span, |redirection| expr.span.to(redirection.span))
            }
            Stage::Command(command) => command.span,
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Command {
    pub invocation: Invocation,
    /// A bare name is a `Text`; after `&` or `.` it is any value: a name, a path, a script block, a variable.
    pub name: Expr,
    /// In the order written.
    pub elements: Vec<Element>,
    pub redirections: Vec<Redirection>,
    pub span: Span,
}

impl Command {
    /// The command's name if it stands there literally: `Get-Queue`, `& 'Get-Queue'`.
    pub fn literal_name(&self) -> Option<&str> {
        self.name.literal_text()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Invocation {
    /// `Get-Queue`
    Name,
    /// `& $block`: in a scope of its own.
    Call,
    /// `. ./settings.ps1`: in the caller's scope.
    Dot,
}

/// One word after a command's name.
#[derive(Clone, Debug, PartialEq)]
pub enum Element {
    /// `-Name`, or `-Name:value` when there is a value. Whether a bare `-Name` takes the argument that follows is for
    /// binding to decide. `name_span` covers the dash and the name, `span` also the value.
    Parameter { name: Arc<str>, value: Option<Expr>, name_span: Span, span: Span },
    /// A value: a bare word is a `Text` with `Quote::Bare`, a comma list an `Array`, a number keeps its text.
    Argument(Expr),
    /// `@name`: the variable's hashtable as named, or its array as positional arguments.
    Splat(Variable),
    /// `--`: nothing after it is a parameter.
    EndOfParameters(Span),
    /// The rest of the line after `--%`, for a native program, untouched.
    Verbatim { text: Arc<str>, span: Span },
}

impl Element {
    pub fn span(&self) -> Span {
        match self {
            Element::Parameter { span, .. } | Element::EndOfParameters(span) | Element::Verbatim { span, .. } => *span,
            Element::Argument(expr) => expr.span,
            Element::Splat(variable) => variable.span,
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Redirection {
    pub from: Stream,
    pub to: Sink,
    pub span: Span,
}

/// A stream on the left of `>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// `*>`
    All,
    /// 1 success (`>`), 2 error, 3 warning, 4 verbose, 5 debug, 6 information.
    Number(u8),
}

#[derive(Clone, Debug, PartialEq)]
pub enum Sink {
    /// `>&1`: into the success stream.
    Output,
    /// `> path` or, with `append`, `>> path`. `$null` as the path discards.
    File { path: Expr, append: bool },
}
