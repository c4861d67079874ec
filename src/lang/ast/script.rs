//! Whole scripts, script blocks, their parameters, and the text they came from.

use std::sync::Arc;

use super::{Expr, Statement, TypeName};
use crate::model::{Source, Span};

/// A parsed file or a line typed at the prompt.
#[derive(Clone, Debug, PartialEq)]
pub struct Script {
    /// The outermost block. A script file is a function without a name: it may have parameters and named blocks.
    pub block: Arc<ScriptBlock>,
}

/// The body of a script file, a function, a filter or a `{ … }` literal.
///
/// Statements outside a named block are in `end`, or in `process` when the body is a filter's, as PowerShell runs them.
#[derive(Clone, Debug, PartialEq)]
pub struct ScriptBlock {
    pub source: Arc<Source>,
    /// The block's place: with its braces for literals and functions, the whole text for a script.
    pub span: Span,
    /// The place of what is between the braces: the text that PowerShell prints for the block.
    pub inner: Span,
    /// `[CmdletBinding(…)]`, `[OutputType(…)]`, `[Alias(…)]` in front of `param`.
    pub attributes: Vec<Attribute>,
    /// From `param(…)`, or from the parentheses after a function's name. `None`: no list at all, so `$args` takes
    /// everything (an empty list `param()` is `Some` and declares that there are none).
    pub params: Option<Vec<Parameter>>,
    pub begin: Option<Block>,
    pub process: Option<Block>,
    pub end: Option<Block>,
    /// Runs when the others have, or could not.
    pub clean: Option<Block>,
}

impl ScriptBlock {
    /// The text between the braces, exactly as typed.
    pub fn text(&self) -> &str {
        self.source.slice(self.inner)
    }
}

/// Statements between braces, or between `$(` and `)`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Block {
    pub statements: Vec<Statement>,
    pub span: Span,
}

/// One declared parameter: `[Parameter(Mandatory)] [int] $Count = 5`.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// Without the `$`.
    pub name: Arc<str>,
    pub attributes: Vec<Attribute>,
    /// Type constraints in the order written; values are converted by the last one first.
    pub types: Vec<TypeName>,
    pub default: Option<Expr>,
    pub span: Span,
}

/// `[Name(positional, Key = value, Flag)]`.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribute {
    pub name: TypeName,
    pub positional: Vec<Expr>,
    pub named: Vec<NamedArgument>,
    pub span: Span,
}

/// `Key = value` in an attribute; without a value it means `$true`.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedArgument {
    pub name: Arc<str>,
    pub value: Option<Expr>,
    pub span: Span,
}
