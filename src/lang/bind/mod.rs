//! Parameter binding, in PowerShell's documented order: named, positional, then from the pipeline by value and by
//! property name, each first without and then with conversion.
//!
//! Binding knows no evaluation: it gets the words of a command with their values and gives each parameter its argument,
//! or a fault that points at the word and names the way out.

mod input;
mod named;
mod positional;
mod sets;
pub mod slot;

use std::sync::Arc;

use crate::lang::call::ParamSet;
use crate::model::{Fault, Span, Value};
use slot::Slot;

/// A word after a command's name, evaluated.
#[derive(Clone, Debug)]
pub enum Word {
    /// `-Name` or `-Name:value`.
    Parameter {
        name: Arc<str>,
        value: Option<Given>,
        name_span: Span,
    },
    Argument(Given),
    /// From a splatted hashtable: always a name with a value.
    Named {
        name: Arc<str>,
        value: Given,
    },
    /// `--`: nothing after it is a parameter.
    EndOfParameters,
}

/// A value with the way it was written.
#[derive(Clone, Debug)]
pub struct Given {
    pub value: Value,
    /// The text as typed, of a bare word or number: what a text parameter gets (`-Name 007`).
    pub raw: Option<Arc<str>>,
    pub span: Option<Span>,
}

/// What a slot was given.
#[derive(Clone, Debug)]
pub struct Bound {
    pub slot: usize,
    pub value: Value,
    pub span: Option<Span>,
}

/// The command that is bound: its name, its parameters, its parameter sets.
pub struct Target<'a> {
    pub name: &'a str,
    pub slots: &'a [Slot<'a>],
    pub sets: &'a [ParamSet],
    /// Where the command's name was written.
    pub span: Span,
    /// Extra positional arguments are kept instead of refused (a function without `[CmdletBinding()]`).
    pub keeps_extra: bool,
}

/// What binding the command line made of its words.
#[derive(Clone, Debug, Default)]
pub struct Binding {
    pub bound: Vec<Bound>,
    /// Script blocks that are run for each pipeline object to give the argument.
    pub delayed: Vec<Bound>,
    /// Positional arguments that no parameter took.
    pub extra: Vec<Given>,
}

impl Binding {
    pub fn has(&self, slot: usize) -> bool {
        self.bound.iter().chain(&self.delayed).any(|bound| bound.slot == slot)
    }

    pub fn value(&self, slot: usize) -> Option<&Value> {
        self.bound.iter().find(|bound| bound.slot == slot).map(|bound| &bound.value)
    }
}

impl Target<'_> {
    /// Binds what stands on the command line. What may still come by the pipeline is not missed yet.
    pub fn bind(&self, words: Vec<Word>) -> Result<Binding, Fault> {
        let mut binding = Binding::default();
        let rest = named::bind(self, words, &mut binding)?;
        positional::bind(self, rest, &mut binding)?;
        sets::candidates(self, &binding).map_err(|fault| fault.at(self.span))?;
        Ok(binding)
    }

    /// Adds what one pipeline object gives. `None` when it fits no parameter.
    pub fn bind_input(&self, binding: &Binding, input: &Value) -> Result<Option<Binding>, Fault> {
        input::bind(self, binding, input)
    }

    /// Chooses the parameter set and makes sure that nothing mandatory is missing: the set's name, empty without sets.
    pub fn settle(&self, binding: &Binding) -> Result<&str, Fault> {
        sets::settle(self, binding).map_err(|fault| fault.at(self.span))
    }

    /// Whether a pipeline object could give a parameter that is still open.
    pub fn takes_input(&self, binding: &Binding) -> bool {
        let open = |(at, slot): (usize, &Slot)| (slot.from_pipeline || slot.from_property) && !binding.has(at);
        self.slots.iter().enumerate().any(open)
    }

    /// Checks and converts a value for a slot; the fault names the parameter.
    fn fit(&self, at: usize, given: Given) -> Result<Bound, Fault> {
        let slot = &self.slots[at];
        let fault = |id: &'static str, says: String| Fault::invalid(id, says).at(given.span);
        if given.value.is_null() && slot.refuses_null {
            return Err(fault(
                "ParameterArgumentValidationErrorNullNotAllowed",
                format!(
                    "Parameter '{}' was given $null: the variable or property does not exist or is empty.",
                    slot.name
                ),
            )
            .fix(format!("Leave out -{} to mean everything.", slot.name)));
        }
        let value = match (&given.raw, slot.type_name.as_ref()) {
            (Some(raw), "String") => Value::String(raw.clone()),
            // A block given to a text parameter means its text (`-Filter { … }`).
            (_, "String") => match &given.value {
                Value::Block(block) => Value::text(block.source()),
                _ => given.value.clone(),
            },
            _ => given.value.clone(),
        };
        let fitted = (slot.fit)(value).map_err(|reason| {
            fault(
                "ParameterArgumentTransformationError",
                format!("Cannot process argument transformation on parameter '{}': {reason}.", slot.name),
            )
        })?;
        Ok(Bound { slot: at, value: fitted, span: given.span })
    }
}
