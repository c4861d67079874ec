//! Statements: what a block is made of.

use std::sync::Arc;

use super::{AssignOp, Block, Chain, Expr, ScriptBlock, TypeName, Variable};
use crate::model::Span;

#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    pub kind: StatementKind,
    pub span: Span,
}

/// Conditions and values are statements of kind `Pipeline` or `Assign`, because PowerShell allows
/// `while ($line = Read-Host)`; the value of an assignment may be any statement (`$x = if (…) {…}`).
#[derive(Clone, Debug, PartialEq)]
pub enum StatementKind {
    Pipeline(Chain),
    /// The target is a variable, an index, a member, a cast of one of these (`[int]$x`), or an array of such targets.
    Assign {
        target: Expr,
        op: AssignOp,
        value: Box<Statement>,
    },
    If {
        /// `if` and each `elseif`: condition and body.
        clauses: Vec<(Statement, Block)>,
        otherwise: Option<Block>,
    },
    Switch {
        label: Option<Arc<str>>,
        mode: SwitchMode,
        case_sensitive: bool,
        input: SwitchInput,
        clauses: Vec<SwitchClause>,
    },
    For {
        label: Option<Arc<str>>,
        initial: Option<Box<Statement>>,
        condition: Option<Box<Statement>>,
        step: Option<Box<Statement>>,
        body: Block,
    },
    Foreach {
        label: Option<Arc<str>>,
        variable: Variable,
        items: Box<Statement>,
        body: Block,
    },
    While {
        label: Option<Arc<str>>,
        condition: Box<Statement>,
        body: Block,
    },
    /// `do { … } while (…)`, or `until (…)`.
    Do {
        label: Option<Arc<str>>,
        body: Block,
        condition: Box<Statement>,
        until: bool,
    },
    /// At least one catch, or a finally.
    Try {
        body: Block,
        catches: Vec<Catch>,
        finally: Option<Block>,
    },
    Throw(Option<Box<Statement>>),
    Return(Option<Box<Statement>>),
    Exit(Option<Box<Statement>>),
    /// The label is a bare word (a `Text`), or an expression that yields its name.
    Break(Option<Expr>),
    Continue(Option<Expr>),
    Function {
        /// May carry a scope: `function global:prompt { }`.
        name: Arc<str>,
        filter: bool,
        body: Arc<ScriptBlock>,
    },
}

/// How `switch` compares a value with its clauses' literal tests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SwitchMode {
    #[default]
    Exact,
    Wildcard,
    Regex,
}

#[derive(Clone, Debug, PartialEq)]
pub enum SwitchInput {
    /// `switch (…)`: what the pipeline yields, each item in turn.
    Value(Box<Statement>),
    /// `switch -File path`: each line of the file in turn.
    File(Box<Expr>),
}

#[derive(Clone, Debug, PartialEq)]
pub struct SwitchClause {
    pub test: SwitchTest,
    pub body: Block,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub enum SwitchTest {
    /// A script block literal is evaluated with `$_`; anything else is compared. A bare word is a `Text`.
    Value(Expr),
    Default,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Catch {
    /// Empty: catches everything.
    pub types: Vec<TypeName>,
    pub body: Block,
    pub span: Span,
}
