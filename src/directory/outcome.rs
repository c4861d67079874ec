//! What a reading came to.

use std::fmt;

/// What becomes of one entry, or of one recipient that has none any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Act {
    Add,
    Change,
    Remove,
    /// It is unfit; its recipient stays as it is.
    Refuse,
    /// It would be removed, and too many are gone at once.
    Hold,
}

impl fmt::Display for Act {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Act::Add => "Add",
            Act::Change => "Change",
            Act::Remove => "Remove",
            Act::Refuse => "Refuse",
            Act::Hold => "Hold",
        })
    }
}

/// One of them, for people.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub act: Act,
    /// Class of the recipient, such as `MailUser`; empty where that is not known.
    pub class: &'static str,
    pub name: String,
    pub address: String,
    /// Where the entry is; empty for what has none.
    pub place: String,
    /// Properties that change, or the reason.
    pub detail: String,
}

/// All of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// Entries that were read.
    pub entries: usize,
    /// Entries whose recipients are as they should be.
    pub unchanged: usize,
    pub steps: Vec<Step>,
    /// Things worth knowing that keep nothing from being done.
    pub notes: Vec<String>,
}

impl Outcome {
    pub fn count(&self, act: Act) -> usize {
        self.steps.iter().filter(|step| step.act == act).count()
    }

    /// Entries that became nothing, each with its place and the reason.
    pub fn refused(&self) -> impl Iterator<Item = String> {
        self.steps.iter().filter(|step| step.act == Act::Refuse).map(|step| format!("{}: {}", step.place, step.detail))
    }

    /// `3 added, 1 changed, 0 removed, 2 refused`.
    pub fn told(&self) -> String {
        let [added, changed, removed, refused, held] =
            [Act::Add, Act::Change, Act::Remove, Act::Refuse, Act::Hold].map(|act| self.count(act));
        let held = if held > 0 { format!(", {held} kept though they are gone") } else { String::new() };
        format!("{added} added, {changed} changed, {removed} removed, {refused} refused{held}")
    }
}
