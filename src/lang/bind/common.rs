//! The parameters that every command has: what they ask for.

use std::sync::Arc;

use crate::lang::call::COMMON;
use crate::model::{Value, convert};

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
    const NAMES: [(&'static str, Action); 5] = [
        ("SilentlyContinue", Action::SilentlyContinue),
        ("Stop", Action::Stop),
        ("Continue", Action::Continue),
        ("Inquire", Action::Inquire),
        ("Ignore", Action::Ignore),
    ];

    /// By name, by a prefix that only one name has, or by number.
    pub fn from_value(value: &Value) -> Option<Action> {
        if let Value::Int(number) = value {
            return Action::NAMES.get(usize::try_from(*number).ok()?).map(|(_, action)| *action);
        }
        let text = value.to_string();
        let begins = |name: &str| {
            name.get(..text.len()).is_some_and(|start| !text.is_empty() && start.eq_ignore_ascii_case(&text))
        };
        let mut fitting = Action::NAMES.iter().filter(|(name, _)| begins(name));
        match (fitting.next(), fitting.next()) {
            (Some((_, action)), None) => Some(*action),
            _ => None,
        }
    }

    pub fn names() -> impl Iterator<Item = &'static str> {
        Action::NAMES.iter().map(|(name, _)| *name)
    }

    pub fn name(self) -> &'static str {
        Action::NAMES.iter().find(|(_, action)| *action == self).map_or("", |(name, _)| name)
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

    /// Keeps a value under one of the names of [`COMMON`]. Err: what is accepted instead.
    pub(super) fn set(&mut self, name: &str, value: &Value) -> Result<(), String> {
        let action = || {
            Action::from_value(value)
                .map(Some)
                .ok_or_else(|| format!("'{value}' is none of Continue, Stop, SilentlyContinue, Ignore and Inquire"))
        };
        let truth = || convert::to_bool_strictly(value).map(Some).map_err(|refused| refused.says);
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
        return Err("the name of a variable is expected, without its $".into());
    }
    Ok(Keep { variable: name.into(), appends })
}
