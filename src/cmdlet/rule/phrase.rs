//! A predicate or an action of transport rules, as its cmdlet shows it: read off the class's own declaration.

use crate::cmdlet::prelude::*;
use crate::model::class::{Class, Property};
use crate::model::view::view;
use crate::model::{TransportRule, Wildcard};

/// What the documentation of an action begins with.
const ACTION: &str = "Action: ";

view! {
    /// What a transport rule can ask of a message, or do with it.
    RulePhrase as "Emsh.TransportRulePhrase", shown ["Name", "Description"] {
        /// The parameter of New-TransportRule and Set-TransportRule.
        "Name" name: String as "String";
        /// What it means.
        "Description" description: String as "String";
        /// Type of its value.
        "ValueType" value_type: String as "String";
        /// Place in the list, from 0.
        "Rank" rank: i32 as "Int32";
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Predicate,
    Action,
}

impl Kind {
    fn noun(self) -> &'static str {
        match self {
            Kind::Predicate => "predicate",
            Kind::Action => "action",
        }
    }
}

/// What is an exception, too, is a predicate; actions say that they are.
fn kind_of(property: &Property) -> Option<Kind> {
    let exception = format!("ExceptIf{}", property.name);
    if TransportRule::info().properties.iter().any(|other| other.name == exception) {
        return Some(Kind::Predicate);
    }
    property.doc().starts_with(ACTION).then_some(Kind::Action)
}

fn phrases(kind: Kind) -> Vec<RulePhrase> {
    let properties = TransportRule::info().properties.iter().filter(|property| kind_of(property) == Some(kind));
    let shown = |(rank, property): (i32, &Property)| {
        let doc = property.doc();
        let description = doc.strip_prefix(ACTION).unwrap_or(&doc);
        let mut letters = description.chars();
        let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        RulePhrase {
            name: property.name.to_owned(),
            description: first + letters.as_str(),
            value_type: property.type_name.to_owned(),
            rank,
        }
    };
    (0..).zip(properties).map(shown).collect()
}

/// Those of a kind that a name means; all without one.
pub fn emit(kind: Kind, name: Option<&str>, call: &Call, out: &mut Output) -> Result<(), Fault> {
    let wanted = Wildcard::new(name.unwrap_or("*"));
    let found: Vec<RulePhrase> = phrases(kind).into_iter().filter(|phrase| wanted.matches(&phrase.name)).collect();
    if let Some(name) = name.filter(|name| found.is_empty() && !Wildcard::is_pattern(name)) {
        let noun = kind.noun();
        return Err(Fault::not_found("RulePhraseNotFound", format!("Transport rules have no {noun} '{name}'."))
            .at(call.span)
            .fix(format!("Run '{}' to see all.", call.signature.name)));
    }
    found.into_iter().try_for_each(|phrase| out.emit(phrase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_property_is_asked_or_done() {
        let names = |kind| phrases(kind).into_iter().map(|phrase| phrase.name).collect::<Vec<_>>();
        let (predicates, actions) = (names(Kind::Predicate), names(Kind::Action));
        for name in ["From", "SubjectContainsWords", "AttachmentSizeOver"] {
            assert!(predicates.iter().any(|known| known == name), "{name}");
        }
        for name in ["RejectMessageReasonText", "DeleteMessage", "PrependSubject", "StopRuleProcessing"] {
            assert!(actions.iter().any(|known| known == name), "{name}");
        }
        for name in ["Mode", "Priority", "Comments", "ExceptIfFrom", "SetHeaderValue"] {
            assert!(!predicates.iter().chain(&actions).any(|known| known == name), "{name}");
        }
        assert!(phrases(Kind::Action).iter().all(|action| !action.description.starts_with(ACTION)));
    }
}
