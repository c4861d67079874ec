//! What the language asks of a command, and what a command may ask of the language.
//!
//! A command is declared once as a [`Signature`]: binding, help, completion, man pages, `-WhatIf` and auditing follow
//! from it. It runs as a [`Stage`] of a pipeline: pushed one object at a time, pushing its own results on. What was
//! bound for one turn, and the way back into the language, is its [`Call`].

mod alias;
mod common;
mod engine;
mod full_screen;
mod host_message;
mod param;
mod rendering;
mod signature;
mod stage;
mod terminal;
mod transcript;
mod variables;

use crate::model::{Fault, FromValue, Span, Value};

pub use alias::AliasInfo;
pub use common::COMMON;
pub use engine::{Engine, PastLine, Record};
pub use full_screen::{FullScreen, Turn};
pub use host_message::HostMessage;
pub use param::{Param, ParamSpec, Switch};
pub use rendering::Rendering;
pub use signature::{Candidate, Completer, Effect, Example, Impact, ParamSet, Right, Signature};
pub use stage::{Commands, Output, Stage};
pub use terminal::{Choice, Terminal};
pub use transcript::{NoTranscript, Transcript};
pub use variables::{ScopeName, VariableInfo, VariableOption, Visibility};

/// An argument after binding.
#[derive(Clone, Debug)]
pub struct Argument {
    /// The parameter's own name, as declared.
    pub name: &'static str,
    pub value: Value,
    /// Where it was written; `None` when it came by the pipeline.
    pub span: Option<Span>,
}

/// One call of a command: what was bound, the current pipeline object, and the way back into the language.
pub struct Call<'a> {
    pub signature: &'static Signature,
    pub arguments: &'a [Argument],
    /// Name of the parameter set that was chosen; empty when the command has none.
    pub set: &'static str,
    /// The current pipeline object, when there is one.
    pub input: Option<Value>,
    /// The parameter that this object is bound to as it is, where binding has nothing to decide: it is then not among
    /// the arguments.
    pub whole: Option<&'static str>,
    /// Where the whole command was written.
    pub span: Span,
    pub engine: &'a dyn Engine,
}

impl Call<'_> {
    /// The argument, converted; `None` when it was not given.
    pub fn get<T: FromValue>(&self, param: &Param<T>) -> Result<Option<T>, Fault> {
        let (value, span) = match self.argument(param.spec.name) {
            Some(argument) => (&argument.value, argument.span),
            None => match &self.input {
                Some(input) if self.whole == Some(param.spec.name) => (input, None),
                _ => return Ok(None),
            },
        };
        // Members that a script has given to text or a number are nobody's who asks for text or a number.
        let value = if T::TYPE_NAME == Value::TYPE_NAME { value } else { value.bare() };
        T::from_value(value).map(Some).map_err(|reason| {
            Fault::invalid(
                "ParameterArgumentTransformationError",
                format!("Cannot use this for parameter '{}': {reason}.", param.spec.name),
            )
            .at(span)
        })
    }

    /// The argument of a parameter that binding has made sure of.
    pub fn require<T: FromValue>(&self, param: &Param<T>) -> Result<T, Fault> {
        self.get(param)?.ok_or_else(|| {
            Fault::invalid("MissingMandatoryParameter", format!("Parameter '{}' must be given.", param.spec.name))
                .at(self.span)
        })
    }

    pub fn is_set(&self, switch: &Param<Switch>) -> Result<bool, Fault> {
        Ok(self.get(switch)?.is_some_and(|given| given.0))
    }

    /// The argument of that name; what the pipeline brought comes after a preset and goes before it.
    pub fn argument(&self, name: &str) -> Option<&Argument> {
        self.arguments.iter().rfind(|argument| argument.name.eq_ignore_ascii_case(name))
    }

    /// Whether the parameter was given at all, be it as `$null`.
    pub fn is_given(&self, name: &str) -> bool {
        let is_input = || self.input.is_some() && self.whole.is_some_and(|whole| whole.eq_ignore_ascii_case(name));
        self.argument(name).is_some() || is_input()
    }

    /// Where an argument was written, else the whole command.
    pub fn place<T: FromValue>(&self, param: &Param<T>) -> Span {
        self.argument(param.spec.name).and_then(|argument| argument.span).unwrap_or(self.span)
    }

    /// Where one of two parameters was written that do not go together, else the whole command.
    pub fn place_of_either<T: FromValue>(&self, one: &Param<T>, other: &Param<T>) -> Span {
        if self.is_given(one.spec.name) { self.place(one) } else { self.place(other) }
    }

    /// Asks `-WhatIf`, `-Confirm` and the preferences whether to go on with one change. `detail` (may be empty) is
    /// what `-WhatIf` shows below its line, such as a property diff.
    pub fn should(&self, action: &str, target: &str, detail: &str) -> Result<bool, Fault> {
        self.engine.should(self, action, target, detail)
    }

    pub fn warn(&self, text: impl Into<String>) -> Result<(), Fault> {
        self.engine.write(self, Record::Warning(text.into()))
    }

    pub fn verbose(&self, text: impl Into<String>) -> Result<(), Fault> {
        self.engine.write(self, Record::Verbose(text.into()))
    }

    /// A non-terminating error about one item; the pipeline goes on unless `-ErrorAction Stop` says otherwise.
    pub fn error(&self, fault: Fault) -> Result<(), Fault> {
        self.engine.write(self, Record::Error(fault.at(self.span)))
    }
}
