//! What the parser noticed on its way, for colours and completion.
//!
//! The parser is the only one that knows whether `foreach` is a keyword, a command or an argument, so it says so while
//! it parses, also when the text later turns out to be wrong or unfinished. Nobody asks for notes when a script is
//! run; then there are none and they cost nothing.

use std::sync::Arc;

use crate::model::Span;

/// What a piece of text is, for colouring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    Keyword,
    /// The name of a command or of a function being declared.
    Command,
    /// `-Name`
    Parameter,
    /// A bare word in a command's arguments.
    Argument,
    Variable,
    Number,
    /// A quoted string, or the parts of one between its variables.
    Text,
    Operator,
    Type,
    Member,
    /// A bare key in a hashtable or an attribute.
    Key,
    Label,
    Comment,
}

/// A coloured piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub class: Class,
    pub span: Span,
}

/// What could have stood at a place.
#[derive(Clone, Debug, PartialEq)]
pub enum Expectation {
    /// A command or an expression.
    Command,
    /// An argument or a parameter of a command.
    Argument {
        after: Option<Arc<str>>,
        position: usize,
    },
    /// An operand.
    Value,
    Operator,
    /// A member of what is written at this span.
    Member(Span),
    Type,
    Key,
}

/// One command of a pipeline.
#[derive(Clone, Debug)]
pub struct StageNote {
    /// Where its name starts.
    pub start: usize,
    pub name: Option<Arc<str>>,
    /// The command before it in its pipeline, an index into the stages.
    pub upstream: Option<usize>,
    /// Names of the parameters written so far.
    pub used: Vec<Arc<str>>,
    /// The parameter just before the place reached, if nothing came after it.
    pub after: Option<Arc<str>>,
    /// Arguments so far that did not directly follow a parameter.
    pub position: usize,
    /// Where it ended, or where the fault was that it did not survive; `None` while it has not.
    pub end: Option<usize>,
}

#[derive(Debug, Default)]
pub struct Notes {
    pub tokens: Vec<Token>,
    pub stages: Vec<StageNote>,
    pub expectations: Vec<(usize, Expectation)>,
}

impl Notes {
    /// Forgets the commands that a fault left open, because parsing starts anew behind it.
    pub fn abandon(&mut self, at: usize) {
        for stage in &mut self.stages {
            stage.end.get_or_insert(at);
        }
    }
}
