//! A fault of syntax while it travels up the parser.

use std::borrow::Cow;

use crate::model::{Fault, Span};

/// The fault, and whether more text could still mend it.
///
/// Boxed on its way, because every parsing function returns one.
#[derive(Debug)]
pub struct SyntaxFault {
    pub fault: Fault,
    /// The text ended where something else had to come: at a prompt, ask for another line.
    pub incomplete: bool,
}

pub type Parsed<T> = Result<T, Box<SyntaxFault>>;

/// Begins a fault; the identifier is PowerShell's where it has one.
pub fn fault(id: impl Into<Cow<'static, str>>, says: impl Into<String>) -> Box<SyntaxFault> {
    Box::new(SyntaxFault { fault: Fault::invalid(id, says).categorized("ParserError"), incomplete: false })
}

impl SyntaxFault {
    pub fn at(mut self: Box<Self>, span: Span) -> Box<Self> {
        self.fault = self.fault.at(span);
        self
    }

    pub fn fix(mut self: Box<Self>, way_out: impl Into<String>) -> Box<Self> {
        self.fault = self.fault.fix(way_out);
        self
    }

    pub fn incomplete_if(mut self: Box<Self>, at_end: bool) -> Box<Self> {
        self.incomplete = at_end;
        self
    }
}
