//! What is declared of a command: binding, help, completion, man pages, `-WhatIf` and auditing all read it.

use std::any::Any;

use super::ParamSpec;
use crate::model::TypeInfo;

/// All that is known of a command without running it.
pub struct Signature {
    /// `Verb-Noun`.
    pub name: &'static str,
    pub aliases: &'static [&'static str],
    /// One sentence without a full stop: the first line of help.
    pub synopsis: &'static str,
    /// The rest of the description, in sentences.
    pub about: &'static str,
    pub params: &'static [ParamSpec],
    /// Parameter sets; the first is the default. Empty: one set that holds everything.
    pub sets: &'static [ParamSet],
    /// What it puts on the pipeline, where that is one declared type.
    pub emits: Option<&'static TypeInfo>,
    /// Whether it changes something: this gives `-WhatIf` and `-Confirm`.
    pub effect: Effect,
    pub needs: Right,
    pub examples: &'static [Example],
}

impl Signature {
    /// A blank to fill in with `..Signature::NEW`.
    pub const NEW: Signature = Signature {
        name: "",
        aliases: &[],
        synopsis: "",
        about: "",
        params: &[],
        sets: &[],
        emits: None,
        effect: Effect::Reads,
        needs: Right::Nothing,
        examples: &[],
    };

    pub fn param(&self, name: &str) -> Option<&'static ParamSpec> {
        self.params.iter().find(|param| param.is_called(name))
    }
}

/// One way of calling a command. Parameters named in no set belong to all of them.
#[derive(Debug)]
pub struct ParamSet {
    pub name: &'static str,
    /// Parameters of this set (some may be shared with other sets).
    pub params: &'static [&'static str],
    /// Those of them without which the set is not complete.
    pub mandatory: &'static [&'static str],
}

/// A command line for the help page, which the tests run against the sample organisation.
#[derive(Debug)]
pub struct Example {
    /// What it does, as a phrase without a full stop.
    pub does: &'static str,
    pub run: &'static str,
}

/// Whether running a command changes anything outside the shell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    Reads,
    /// `-WhatIf` and `-Confirm` exist; asked about when the impact reaches `$ConfirmPreference` (default High).
    Changes(Impact),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Impact {
    Low,
    Medium,
    High,
}

/// What a person must be allowed to do before a command runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    Nothing,
    ViewConfiguration,
    ManageConnectors,
    ManageDomains,
    ManageRecipients,
    ManageRules,
    ManageServers,
    ViewQueues,
    ManageQueues,
    ViewTracking,
    SendTestMail,
}

impl Right {
    /// Whether it lets a person change what the configuration store keeps.
    pub fn is_to_configure(self) -> bool {
        use Right::*;
        matches!(self, ManageConnectors | ManageDomains | ManageRecipients | ManageRules | ManageServers)
    }
}

/// A value offered by completion.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    pub value: String,
    /// Shown beside it: state, count, type.
    pub description: String,
}

/// Finds live candidates for a word; the host is what [`Commands`] knows it to be (the session).
pub type Completer = fn(host: &dyn Any, word: &str) -> Vec<Candidate>;
