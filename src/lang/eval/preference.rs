//! Preferences: what errors, warnings and the other records do, by common parameter or by variable.

use super::Interpreter;
use crate::lang::bind::{Binding, slot::Slot};
use crate::lang::call::Impact;
use crate::model::convert::truth;
use crate::model::{Fault, Value};

/// What a record does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Continue,
    Stop,
    SilentlyContinue,
    Ignore,
    Inquire,
}

const ACTIONS: &[(&str, Action)] = &[
    ("Continue", Action::Continue),
    ("Stop", Action::Stop),
    ("SilentlyContinue", Action::SilentlyContinue),
    ("Ignore", Action::Ignore),
    ("Inquire", Action::Inquire),
];

impl Action {
    /// By name, unambiguous beginning, or .NET's number.
    pub fn of(text: &str) -> Result<Action, Fault> {
        let begins = |name: &str| name.get(..text.len()).is_some_and(|head| head.eq_ignore_ascii_case(text));
        let numbered = match text {
            "0" => Some(Action::SilentlyContinue),
            "1" => Some(Action::Stop),
            "2" => Some(Action::Continue),
            "3" => Some(Action::Inquire),
            "4" => Some(Action::Ignore),
            _ => None,
        };
        let named = ACTIONS.iter().find(|(name, _)| name.eq_ignore_ascii_case(text)).or_else(|| {
            let mut found = ACTIONS.iter().filter(|(name, _)| !text.is_empty() && begins(name));
            found.next().filter(|_| found.next().is_none())
        });
        numbered.or(named.map(|(_, action)| *action)).ok_or_else(|| {
            let names: Vec<&str> = ACTIONS.iter().map(|(name, _)| *name).collect();
            Fault::invalid("InvalidActionPreference", format!("'{text}' is no action: {}.", names.join(", ")))
        })
    }
}

/// The common parameters of one command.
#[derive(Clone, Debug, Default)]
pub struct Common {
    pub verbose: Option<bool>,
    pub debug: Option<bool>,
    pub error: Option<Action>,
    pub warning: Option<Action>,
    pub information: Option<Action>,
    pub error_variable: Option<String>,
    pub warning_variable: Option<String>,
    pub information_variable: Option<String>,
    pub out_variable: Option<String>,
    pub pipeline_variable: Option<String>,
    pub what_if: Option<bool>,
    pub confirm: Option<bool>,
}

impl Common {
    /// Takes the common ones out of a binding.
    pub fn of(slots: &[Slot], binding: &Binding) -> Result<Common, Fault> {
        let mut common = Common::default();
        for bound in binding.bound.iter().filter(|bound| slots[bound.slot].is_common) {
            let (text, on) = (bound.value.to_string(), truth(&bound.value));
            let action = || Action::of(&text).map_err(|fault| fault.at(bound.span));
            match slots[bound.slot].name.as_ref() {
                "Verbose" => common.verbose = Some(on),
                "Debug" => common.debug = Some(on),
                "ErrorAction" => common.error = Some(action()?),
                "WarningAction" => common.warning = Some(action()?),
                "InformationAction" => common.information = Some(action()?),
                "ErrorVariable" => common.error_variable = Some(text),
                "WarningVariable" => common.warning_variable = Some(text),
                "InformationVariable" => common.information_variable = Some(text),
                "OutVariable" => common.out_variable = Some(text),
                "PipelineVariable" => common.pipeline_variable = Some(text),
                "WhatIf" => common.what_if = Some(on),
                "Confirm" => common.confirm = Some(on),
                _ => {}
            }
        }
        Ok(common)
    }
}

impl Interpreter {
    /// What a preference variable says; its default when it says nothing that is an action.
    pub(super) fn preferred(&self, variable: &str, default: Action) -> Action {
        self.scopes.get(variable).and_then(|value| Action::of(&value.to_string()).ok()).unwrap_or(default)
    }

    pub(super) fn what_if_preferred(&self) -> bool {
        self.scopes.get("WhatIfPreference").is_some_and(|value| truth(&value))
    }

    /// From which impact on changes are asked about. `None`: never.
    pub(super) fn confirm_from(&self) -> Option<Impact> {
        let text = self.scopes.get("ConfirmPreference").map(|value| value.to_string()).unwrap_or_default();
        match text.to_lowercase().as_str() {
            "none" => None,
            "low" => Some(Impact::Low),
            "medium" => Some(Impact::Medium),
            _ => Some(Impact::High),
        }
    }

    /// `name` sets a variable to the list, `+name` adds to it.
    pub(super) fn keep_in(&self, name: &str, items: Vec<Value>) {
        let place = super::scope::Where::Local;
        match name.strip_prefix('+') {
            Some(name) => {
                let mut all = self.scopes.get(name).map(Value::into_items).unwrap_or_default();
                all.extend(items);
                self.scopes.set(place, name, Value::Array(crate::model::Array::list(all)));
            }
            None => self.scopes.set(place, name, Value::Array(crate::model::Array::list(items))),
        }
    }
}
