//! Transport rules at work: what is done to a message, for which of its recipients.
//!
//! ```text
//!  message ─► rule 0 ─► rule 1 ─► …      Each rule asks its conditions of each fork. Where they are true for some of its
//!     │                                  recipients only, the fork splits: those get the actions, the others do not.
//!     └─ one fork with all recipients
//! ```
//!
//! A later rule sees what the earlier ones made of the message. Promise: no I/O and no clock; the same message, settings
//! and moment give the same forks. What a rule does not touch stays byte for byte. A message that no rule is about costs
//! the asking and nothing else.
//!
//! Left to others: making new messages of the forks and putting them in the place of the old one (queue).

mod act;
mod classify;
mod facts;
mod fork;
mod outcome;
mod predicate;

use std::sync::Arc;

use jiff::Timestamp;

use crate::mail::header;
use crate::model::transport_rule::{Conditions, RuleMode};
use crate::model::{MessageClassification, SmtpAddress, TransportRule};
use predicate::Predicate;

pub use facts::Facts;
pub use fork::{End, Fork};
pub use outcome::{HISTORY, remark as refusal, revision};
pub use predicate::is_kind;

/// Finds every address of whom an address belongs to, the address itself included, by [`SmtpAddress::key`].
pub type Aliases<'a> = &'a dyn Fn(&SmtpAddress) -> Vec<String>;

/// All rules, in the order in which they act, ready to be asked.
#[derive(Clone, Debug, Default)]
pub struct RuleSet(Vec<Rule>);

#[derive(Clone, Debug)]
struct Rule {
    rule: Arc<TransportRule>,
    conditions: Vec<Predicate>,
    exceptions: Vec<Predicate>,
    /// What ApplyClassification means.
    classification: Option<Arc<MessageClassification>>,
}

impl RuleSet {
    /// Those that are enabled, compiled. `aliases` is asked now, not when mail comes.
    pub fn new(
        rules: impl IntoIterator<Item = Arc<TransportRule>>,
        classifications: &[Arc<MessageClassification>],
        aliases: Aliases,
    ) -> RuleSet {
        let mut rules: Vec<_> = rules.into_iter().filter(|rule| rule.enabled).collect();
        rules.sort_by_key(|rule| rule.priority.unwrap_or(u32::MAX));
        let compiled = rules.into_iter().map(|rule| {
            let known = |name: &String| classifications.iter().find(|one| one.is_called(name)).cloned();
            let predicates = |mut conditions: Conditions| {
                let label =
                    conditions.has_classification.as_ref().and_then(known).map(|known| known.label().to_string());
                conditions.has_classification = label.or(conditions.has_classification);
                predicate::all(conditions, rule.sender_address_location, aliases)
            };
            let (conditions, exceptions) = (predicates(rule.conditions()), predicates(rule.exceptions()));
            let classification = rule.apply_classification.as_ref().and_then(known);
            Rule { rule, conditions, exceptions, classification }
        });
        RuleSet(compiled.collect())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether more than envelope and header must be read to ask them, or to do what they say.
    pub fn reads_body(&self) -> bool {
        let reads = |rule: &Rule| {
            rule.rule.apply_html_disclaimer_text.is_some()
                || rule.conditions.iter().chain(&rule.exceptions).any(Predicate::reads_body)
        };
        self.0.iter().any(reads)
    }

    /// What becomes of a message; rules act on it once. One untouched fork with all `recipients` when no rule is about it.
    pub fn apply<'a>(&self, facts: &Facts<'a>, recipients: &[usize], now: Timestamp) -> Vec<Fork<'a>> {
        let mut forks = vec![Fork::new(recipients.to_vec(), facts.header())];
        if self.is_empty() || header::find(facts.header(), HISTORY).is_some() {
            return forks;
        }
        for rule in self.0.iter().filter(|rule| rule.rule.is_active(now)) {
            let mut next = Vec::with_capacity(forks.len());
            for mut fork in forks {
                let about = rule.recipients(&fork, facts);
                if about.is_empty() {
                    next.push(fork);
                    continue;
                }
                if about.len() < fork.recipients.len() {
                    let mut others = fork.clone();
                    others.recipients.retain(|recipient| !about.contains(recipient));
                    next.push(others);
                }
                fork.recipients = about;
                fork.take(rule);
                next.push(fork);
            }
            forks = next;
        }
        forks
    }
}

impl Rule {
    /// Those recipients of a fork that the rule is about.
    fn recipients(&self, fork: &Fork, facts: &Facts) -> Vec<usize> {
        if fork.is_done() {
            return Vec::new();
        }
        let (of_recipient, of_message): (Vec<&Predicate>, Vec<&Predicate>) =
            self.conditions.iter().partition(|condition| condition.is_of_recipient());
        let (but_recipient, but_message): (Vec<&Predicate>, Vec<&Predicate>) =
            self.exceptions.iter().partition(|exception| exception.is_of_recipient());
        let holds = |predicate: &&Predicate| predicate.holds(fork, facts);
        if !of_message.iter().all(holds) || but_message.iter().any(holds) {
            return Vec::new();
        }
        let is_meant = |recipient: &usize| {
            of_recipient.iter().all(|condition| condition.holds_of(*recipient, facts))
                && !but_recipient.iter().any(|exception| exception.holds_of(*recipient, facts))
        };
        fork.recipients.iter().copied().filter(is_meant).collect()
    }
}

impl Fork<'_> {
    fn take(&mut self, Rule { rule, classification, .. }: &Rule) {
        self.matched.push(Arc::clone(rule));
        if rule.mode == RuleMode::Enforce {
            act::act(rule, classification.as_deref(), self);
        }
    }
}

#[cfg(test)]
mod tests;
