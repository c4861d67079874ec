//! The parameters that every command has: what they ask for.

use std::sync::Arc;

use crate::lang::call::COMMON;
use crate::lang::enumeration::Enumerated;
use crate::lang::types::{Base, Type, cast};
use crate::model::{SwitchParameter, Unconvertible, Value, convert};

/// What a record on a stream does: the values of `-ErrorAction` and `$WarningPreference`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    SilentlyContinue,
    Stop,
    Continue,
    Inquire,
    Ignore,
}

impl Action {
    /// By their numbers in .NET.
    const ALL: [Action; 5] =
        [Action::SilentlyContinue, Action::Stop, Action::Continue, Action::Inquire, Action::Ignore];

    /// By name, by a prefix that only one name has, or by number.
    pub fn from_value(value: &Value) -> Option<Action> {
        Action::read(value).ok()
    }

    /// The same. Err in PowerShell's words.
    fn read(value: &Value) -> Result<Action, Unconvertible> {
        let Value::Scalar(read) = cast(value, Type::of(Base::ActionPreference))? else { return Ok(Action::Continue) };
        let number = read.number().map_or(0, |number| number as usize);
        Ok(Action::ALL.get(number).copied().unwrap_or(Action::Continue))
    }

    pub fn names() -> impl Iterator<Item = &'static str> {
        Action::ALL.iter().map(|action| action.name())
    }

    pub fn name(self) -> &'static str {
        match self {
            Action::SilentlyContinue => "SilentlyContinue",
            Action::Stop => "Stop",
            Action::Continue => "Continue",
            Action::Inquire => "Inquire",
            Action::Ignore => "Ignore",
        }
    }
}

/// A variable that keeps what a stream carried: `-ErrorVariable name`, or `+name` to append.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keep {
    pub variable: Arc<str>,
    pub appends: bool,
}

/// The common parameters that were given.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Common {
    pub verbose: Option<bool>,
    pub debug: Option<bool>,
    pub error: Option<Action>,
    pub warning: Option<Action>,
    pub information: Option<Action>,
    pub error_variable: Option<Keep>,
    pub warning_variable: Option<Keep>,
    pub information_variable: Option<Keep>,
    pub out_variable: Option<Keep>,
    pub pipeline_variable: Option<Arc<str>>,
    pub what_if: Option<bool>,
    pub confirm: Option<bool>,
    given: u32,
}

impl Common {
    pub fn is_switch(name: &str) -> bool {
        matches!(name, "Verbose" | "Debug" | "WhatIf" | "Confirm")
    }

    /// Notes that a parameter was given; false when it was given before.
    pub(super) fn note(&mut self, name: &str) -> bool {
        let is_new = !self.is_given(name);
        self.given |= bit(name);
        is_new
    }

    pub(super) fn is_given(&self, name: &str) -> bool {
        self.given & bit(name) != 0
    }

    /// What was given, as `$PSBoundParameters` has it.
    pub fn values(&self) -> Vec<(&'static str, Value)> {
        let switch = |given: Option<bool>| given.map(|given| Value::scalar(SwitchParameter(given)));
        let action =
            |given: Option<Action>| given.and_then(|given| Enumerated::value(Base::ActionPreference, given.name()));
        let keep = |given: &Option<Keep>| {
            given.as_ref().map(|keep| Value::text(format!("{}{}", if keep.appends { "+" } else { "" }, keep.variable)))
        };
        let all = [
            ("Verbose", switch(self.verbose)),
            ("Debug", switch(self.debug)),
            ("ErrorAction", action(self.error)),
            ("WarningAction", action(self.warning)),
            ("InformationAction", action(self.information)),
            ("ErrorVariable", keep(&self.error_variable)),
            ("WarningVariable", keep(&self.warning_variable)),
            ("InformationVariable", keep(&self.information_variable)),
            ("OutVariable", keep(&self.out_variable)),
            ("PipelineVariable", self.pipeline_variable.as_ref().map(|name| Value::String(name.clone()))),
            ("WhatIf", switch(self.what_if)),
            ("Confirm", switch(self.confirm)),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }

    /// Keeps a value under one of the names of [`COMMON`]. Err: what is accepted instead, as a sentence.
    pub(super) fn set(&mut self, name: &str, value: &Value) -> Result<(), String> {
        let action = || Action::read(value).map(Some).map_err(|refused| refused.says);
        // A switch that is given nothing is off, but what keeps a change from happening is not switched off so.
        let truth = || match value {
            Value::Null if matches!(name, "Verbose" | "Debug") => Ok(Some(false)),
            value => convert::to_bool_strictly(value).map(Some).map_err(|refused| refused.says),
        };
        match name {
            "Verbose" => self.verbose = truth()?,
            "Debug" => self.debug = truth()?,
            "WhatIf" => self.what_if = truth()?,
            "Confirm" => self.confirm = truth()?,
            "ErrorAction" => self.error = action()?,
            "WarningAction" => self.warning = action()?,
            "InformationAction" => self.information = action()?,
            "ErrorVariable" => self.error_variable = Some(keep(value)?),
            "WarningVariable" => self.warning_variable = Some(keep(value)?),
            "InformationVariable" => self.information_variable = Some(keep(value)?),
            "OutVariable" => self.out_variable = Some(keep(value)?),
            "PipelineVariable" => self.pipeline_variable = Some(keep(value)?.variable),
            // Objects are handed on one at a time, whatever is asked.
            _ => {}
        }
        Ok(())
    }
}

fn bit(name: &str) -> u32 {
    COMMON.iter().position(|(known, ..)| *known == name).map_or(0, |at| 1 << at)
}

fn keep(value: &Value) -> Result<Keep, String> {
    let text = value.to_string();
    let (appends, name) = match text.strip_prefix('+') {
        Some(name) => (true, name),
        None => (false, text.as_str()),
    };
    let name = name.strip_prefix('$').unwrap_or(name);
    if name.is_empty() {
        return Err("the name of a variable is expected, without its $.".into());
    }
    Ok(Keep { variable: name.into(), appends })
}
