//! Arguments to parameters, in PowerShell's documented order.
//!
//! A command, be it a cmdlet or a function of a script, is a [`Shape`]. What was written after its name is a list of
//! [`Given`] with the values already evaluated; [`Shape::bind`] assigns them: named parameters (by unique prefix over
//! names and aliases), then positions, then the parameter set, then what is mandatory. What comes by the pipeline is
//! bound for each object by [`Shape::bind_object`].
//!
//! `emsh check` binds with values that are not known yet: nothing is then said about them. Every fault points at the
//! word it is about and says the way out.

mod arguments;
mod common;
mod faults;
pub mod metadata;
mod names;
mod object;
mod presets;
mod script;
mod set_info;
mod sets;
mod shape;
mod values;

use std::sync::Arc;

use crate::lang::call::{Impact, ParamSpec};
use crate::model::{Fault, Object, Span, Value};

pub use common::{Action, Common, Keep};
pub use presets::Presets;
pub use script::{Check, Completer, PAGING, Refused, ScriptParameter, asks_nothing, constant, number, worded};

/// What binding knows of a command.
#[derive(Clone)]
pub struct Shape {
    /// Its name, for messages.
    pub command: Arc<str>,
    pub formals: Vec<Formal>,
    /// Names of its parameter sets, at most 32; empty when there is only one way to call it.
    pub sets: Vec<Arc<str>>,
    /// The set that is meant when several fit.
    pub default_set: Option<usize>,
    /// Whether `-Verbose`, `-ErrorAction` and the other common parameters exist.
    pub has_common: bool,
    /// Whether `-WhatIf` and `-Confirm` exist.
    pub has_should: bool,
    /// How much it changes, which `$ConfirmPreference` is held against. `None`: it never asks by itself.
    pub impact: Option<Impact>,
    /// A function without `[CmdletBinding()]` keeps in `$args` what no parameter takes.
    pub keeps_rest: bool,
    /// `SupportsPaging`: its last parameters are [`PAGING`].
    pub pages: bool,
}

/// One parameter.
#[derive(Clone)]
pub struct Formal {
    pub name: Arc<str>,
    pub aliases: Vec<Arc<str>>,
    pub is_switch: bool,
    /// Its part in each parameter set it belongs to.
    pub roles: Vec<Role>,
    pub kind: Kind,
}

/// Where the parameter was declared, which knows what values it takes.
#[derive(Clone)]
pub enum Kind {
    Cmdlet(&'static ParamSpec),
    Script(Arc<ScriptParameter>),
}

/// What a parameter is in one parameter set, or in all. By default it may be named in all of them, and that is all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Role {
    /// `None`: in every set.
    pub set: Option<usize>,
    pub is_mandatory: bool,
    pub position: Option<i32>,
    pub from_pipeline: bool,
    pub from_property: bool,
    pub takes_rest: bool,
}

/// One thing written after a command's name.
#[derive(Clone, Debug)]
pub enum Given {
    /// `-Name`, with its value if there was a colon.
    Named {
        name: Arc<str>,
        value: Option<Word>,
        name_span: Span,
    },
    Word(Word),
    /// `--`: no parameter names after it.
    EndOfParameters,
    /// A splatted variable whose content is not known: it may give anything.
    Anything,
}

/// The member that marks the text in `$args` which was typed as the name of a parameter, as PowerShell calls it.
const NAME_MARK: &str = "<CommandParameterName>";

impl Given {
    /// `-Name` for `$args`: `@args` hands it on as a name.
    fn marked(name: &Value) -> Value {
        Value::Object(Object::around(name, vec![(Arc::from(NAME_MARK), name.clone())]))
    }

    /// An item of a list that is splatted: a name where it was typed as one.
    pub fn of_item(item: Value, span: Span) -> Given {
        match &item {
            Value::Object(object) if object.owns(NAME_MARK) => {
                let name = item.to_string();
                Given::Named { name: Arc::from(name.trim_start_matches('-')), value: None, name_span: span }
            }
            _ => Given::Word(Word::new(item, span)),
        }
    }
}

/// An argument's value and place.
#[derive(Clone, Debug)]
pub struct Word {
    /// `None` when checking: not known before the script runs.
    pub value: Option<Value>,
    /// A number as it was typed: a text parameter gets that (`-Name 007`).
    pub raw: Option<Arc<str>>,
    pub span: Span,
    /// It is no value but `-Name` of no parameter there is, which a simple function finds in `$args`.
    pub is_name: bool,
    /// Where the text of a quoted string or block begins, when it stands in the source letter by letter.
    pub text_start: Option<usize>,
}

impl Word {
    pub fn new(value: Value, span: Span) -> Word {
        Word { value: Some(value), raw: None, is_name: false, span, text_start: None }
    }
}

/// What binding a command line made.
#[derive(Clone, Debug, Default)]
pub struct Bound {
    /// By index of the formal.
    pub values: Vec<Option<BoundValue>>,
    /// The formals in the order in which they were bound: those named first.
    pub order: Vec<usize>,
    pub common: Common,
    /// For functions that keep it: what no parameter took.
    pub rest: Vec<Value>,
    /// One bit for each parameter set that still fits.
    pub fitting: u32,
    /// The chosen set, when there are sets and one could be chosen before any object came.
    pub set: Option<usize>,
    /// Something unknown was splatted: no complaint about what is missing.
    pub is_open: bool,
    /// Formals whose value is a preset, which the pipeline may replace.
    pub presets: Vec<usize>,
    /// What is to be said about presets that were left out.
    pub warnings: Vec<String>,
}

#[derive(Clone, Debug)]
pub struct BoundValue {
    /// `None` when checking.
    pub value: Option<Value>,
    /// Where it was written; `None` when it came by the pipeline.
    pub span: Option<Span>,
    /// A script block that is run with each pipeline object to give the value.
    pub is_delayed: bool,
}

/// Asks for parameters that must be given and were not; no values where nobody can be asked.
pub type Asking<'a> = &'a mut dyn FnMut(&[&Formal]) -> Result<Vec<Value>, Fault>;

/// The value of a variable, for filters in braces.
pub type Variables<'a> = &'a dyn Fn(&str) -> Option<Value>;

impl Formal {
    pub fn is_called(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name) || self.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(name))
    }

    /// Its part when only these sets still fit.
    fn role_in(&self, fitting: u32) -> Option<&Role> {
        self.roles.iter().find(|role| role.set.is_none_or(|set| fitting & (1 << set) != 0))
    }

    fn takes_pipeline(&self) -> bool {
        self.roles.iter().any(|role| role.from_pipeline || role.from_property)
    }

    /// The bits of the sets it belongs to.
    fn sets(&self) -> u32 {
        self.roles.iter().fold(0, |bits, role| bits | role.set.map_or(u32::MAX, |set| 1 << set))
    }
}

impl Shape {
    pub fn find(&self, name: &str) -> Option<usize> {
        self.formals.iter().position(|formal| formal.is_called(name))
    }

    /// Whether any parameter takes pipeline objects.
    pub fn takes_pipeline(&self) -> bool {
        self.formals.iter().any(Formal::takes_pipeline)
    }
}
