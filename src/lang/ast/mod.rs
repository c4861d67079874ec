//! The syntax tree: what was written, typed, with the place of every word.
//!
//! Promises to those who walk it:
//! - every span lies inside the [`Source`] of the script block it belongs to, on character boundaries;
//! - nesting is bounded by the parser, so a plain recursive walk does not exhaust the stack;
//! - script blocks are `Arc`s and carry their source, so a function or a block literal outlives the parse and can
//!   still show its text and point into it.
//!
//! The tree is data only. Names are kept as typed (comparison of names is the walker's affair and ignores case),
//! escapes in strings are already resolved, operators are already told apart from parameters.

mod command;
mod expr;
mod operator;
mod script;
mod statement;

pub use crate::model::Source;
pub use command::{Chain, ChainOperator, Command, Element, Invocation, Pipeline, Redirection, Sink, Stage, Stream};
pub use expr::{Expr, ExprKind, HashEntry, Number, Part, Quote, Scope, TypeName, Variable};
pub use operator::{AssignOp, BinaryOp, Case, IncDec, UnaryOp};
pub use script::{Attribute, Block, NamedArgument, Parameter, Script, ScriptBlock};
pub use statement::{Catch, Statement, StatementKind, SwitchClause, SwitchInput, SwitchMode, SwitchTest};
