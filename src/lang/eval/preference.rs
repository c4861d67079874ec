//! Preference variables, and asking before a change.

use std::rc::Rc;
use std::sync::Arc;

use super::Interpreter;
use super::foretold;
use super::frame::Frame;
use super::scope::Scope;
use super::stop::{Eval, Stop};
use crate::lang::bind::{Action, Common};
use crate::lang::call::{Choice, Effect, Impact, Record};
use crate::lang::enumeration::Enumerated;
use crate::lang::types::Base;
use crate::model::{Fault, Value, convert};

impl Interpreter {
    /// What a preference variable says; its default where it says nothing sensible.
    pub(super) fn preference(&self, name: &str) -> Action {
        let default = match name {
            "ErrorActionPreference" | "WarningPreference" | "ProgressPreference" => Action::Continue,
            _ => Action::SilentlyContinue,
        };
        self.lookup(name).and_then(|value| Action::from_value(&value)).unwrap_or(default)
    }

    pub(super) fn stops_on_error(&self) -> bool {
        matches!(self.preference("ErrorActionPreference"), Action::Stop | Action::Inquire)
    }

    pub(super) fn hushes_errors(&self) -> bool {
        matches!(self.preference("ErrorActionPreference"), Action::SilentlyContinue | Action::Ignore)
    }

    /// A function's own `-Verbose`, `-ErrorAction`… are preferences inside it.
    pub(super) fn set_preferences(&self, scope: &Rc<Scope>, common: &Common) -> Eval<()> {
        let set = |name: &str, value: Value| scope.set(&Arc::from(name), value);
        let named = |name: &str| Enumerated::value(Base::ActionPreference, name).unwrap_or_default();
        let action = |action: Action| named(action.name());
        let loud = |on: bool| named(if on { "Continue" } else { "SilentlyContinue" });
        if let Some(error) = common.error {
            set("ErrorActionPreference", action(error))?;
        }
        if let Some(warning) = common.warning {
            set("WarningPreference", action(warning))?;
        }
        if let Some(information) = common.information {
            set("InformationPreference", action(information))?;
        }
        if let Some(verbose) = common.verbose {
            set("VerbosePreference", loud(verbose))?;
        }
        if let Some(debug) = common.debug {
            set("DebugPreference", loud(debug))?;
        }
        if let Some(what_if) = common.what_if {
            set("WhatIfPreference", Value::Bool(what_if))?;
        }
        if let Some(confirm) = common.confirm {
            let impact = Enumerated::value(Base::ConfirmImpact, if confirm { "Low" } else { "None" });
            set("ConfirmPreference", impact.unwrap_or_default())?;
        }
        Ok(())
    }

    /// Whether a change goes ahead: `-WhatIf` only tells of it, `-Confirm` and `$ConfirmPreference` ask.
    pub(super) fn should_proceed(&self, effect: Effect, action: &str, target: &str, detail: &str) -> Eval<bool> {
        self.proceeds(effect, &Proposal { action, target, detail, words: None })
    }

    /// `-WhatIf`, or the preference for it.
    pub(super) fn only_tells(&self) -> bool {
        let said = self.frame.borrow().as_ref().and_then(|frame| frame.common.what_if);
        said.unwrap_or_else(|| self.lookup("WhatIfPreference").is_some_and(|value| convert::truth(&value)))
    }

    pub(super) fn proceeds(&self, effect: Effect, proposal: &Proposal) -> Eval<bool> {
        let Proposal { action, target, detail, words } = *proposal;
        let frame = self.frame.borrow().clone();
        let common = frame.as_ref().map(|frame| frame.common.clone()).unwrap_or_default();
        if self.only_tells() {
            if let Some([description, ..]) = words {
                self.foretell(format!("What if: {description}"));
                return Ok(false);
            }
            match frame
                .as_ref()
                .and_then(|frame| frame.foretold.borrow_mut().as_mut().map(|all| all.add(action, target, detail)))
            {
                Some(()) => {}
                None => self.foretell(foretold::of_one(action, target, detail)),
            }
            return Ok(false);
        }
        let asks = match common.confirm {
            Some(asks) => asks,
            None => self.confirms(effect),
        };
        if !asks {
            let verbose = words.map_or_else(|| proposal.said(), |[description, ..]| description.to_owned());
            self.write_record(Record::Verbose(verbose))?;
        }
        let goes_on = match frame.as_ref().and_then(|frame| frame.answered()) {
            _ if !asks => true,
            Some(answer) => answer,
            None => self.confirm(frame.as_ref(), proposal)?,
        };
        frame.iter().for_each(|frame| frame.changed.set(frame.changed.get() + usize::from(goes_on)));
        Ok(goes_on)
    }

    /// Shows a record past the streams and preferences.
    pub(super) fn tell(&self, record: &Record) {
        self.host.record(record);
    }

    /// Shows what would be done.
    pub(super) fn foretell(&self, text: String) {
        self.host.record(&Record::Foretold(text));
    }

    fn confirms(&self, effect: Effect) -> bool {
        let Effect::Changes(impact) = effect else { return false };
        let threshold =
            match self.lookup("ConfirmPreference").map(|value| value.to_string().to_ascii_lowercase()).as_deref() {
                Some("none") => return false,
                Some("low") => Impact::Low,
                Some("medium") => Impact::Medium,
                _ => Impact::High,
            };
        impact >= threshold
    }

    fn confirm(&self, frame: Option<&Rc<Frame>>, proposal: &Proposal) -> Eval<bool> {
        if !self.terminal.is_interactive() {
            let said = proposal.said();
            let says = format!("{} needs a confirmation, and nobody is there to give it.", said.trim_end_matches('.'));
            return Err(Fault::invalid("ConfirmationNeeded", says)
                .fix("Add -Confirm:$false when this is meant.")
                .into());
        }
        let question = match proposal.words {
            Some([_, warning, caption]) => format!("{caption}\n{warning}"),
            None => format!("Confirm\nAre you sure you want to perform this action?\n{}", proposal.said()),
        };
        let choice = self.terminal.choose(&question, CHANGE, 0)?;
        let remember = |answer: bool| frame.iter().for_each(|frame| frame.confirm_all.set(Some(answer)));
        match choice {
            0 => Ok(true),
            1 => {
                remember(true);
                Ok(true)
            }
            3 => {
                remember(false);
                Ok(false)
            }
            2 => Ok(false),
            _ => Err(Box::new(Stop::Cancelled)),
        }
    }
}

/// A change that is told of or asked about.
pub(super) struct Proposal<'a> {
    pub action: &'a str,
    pub target: &'a str,
    /// What stands below it, such as a difference of properties.
    pub detail: &'a str,
    /// A script's own words: what is done, what the person is asked, and what stands above that.
    pub words: Option<[&'a str; 3]>,
}

impl Proposal<'_> {
    fn said(&self) -> String {
        format!("Performing the operation \"{}\" on target \"{}\".", self.action, self.target)
    }
}

/// What can be answered when a change is asked about.
const CHANGE: &[Choice] = &[Choice::YES, Choice::YES_TO_ALL, Choice::NO, Choice::NO_TO_ALL];

impl Frame {
    /// "Yes to all" or "no to all", once somebody has said so for this command.
    fn answered(&self) -> Option<bool> {
        self.confirm_all.get()
    }
}
