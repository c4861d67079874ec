//! Whole scripts, script blocks, their parameters, and the text they came from.

use std::sync::Arc;

use super::{Expr, Statement, TypeName};
use crate::model::Span;

/// The text a tree was parsed from, kept for messages and for the text of script blocks.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// The file's name as the person gave it; `None` for text typed at the prompt.
    pub name: Option<Arc<str>>,
    pub text: Arc<str>,
}

impl Source {
    /// The text of a span; empty for a span that is not of this source.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    /// Line and column, both counted from 1 (columns in characters), of a byte position.
    pub fn line_column(&self, at: usize) -> (usize, usize) {
        let mut end = at.min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &self.text[..end];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }
}

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
