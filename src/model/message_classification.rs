//! Message classifications: labels that transport rules put on messages, and that mail programs show.

use uuid::Uuid;

use super::TransportRule;
use super::class::{Beside, Breach, class};

class! {
    /// A label for messages, such as "Company confidential", which transport rules set (-ApplyClassification) and ask for
    /// (-HasClassification). Outlook shows its words above the message.
    MessageClassification {
        nouns: ["MessageClassification"],
        scope: Organization,
        verbs: [New, Get, Set, Remove],
        shown: ["Identity", "DisplayName", "ClassificationID"],
        looks_at: ["TransportRule"],
        settle: settle,
        answers_to: MessageClassification::is_called,
        examples: [
            (New, "Make a label", "New-MessageClassification -Name Confidential -DisplayName 'Company confidential' -SenderDescription 'Not for people outside.'"),
            (Get, "Show all labels", "Get-MessageClassification"),
            (Set, "Tell recipients something else than senders", "Set-MessageClassification Confidential -RecipientDescription 'Please do not pass this on.'"),
            (Remove, "Remove a label", "Remove-MessageClassification Confidential -Confirm:$false"),
        ],
    }
    properties {
        /// The label as people read it, up to 256 characters. In the field X-Microsoft-Classification of messages.
        display_name = DisplayName: String, required;
        /// What it means, told to senders, up to 1024 characters. Recipients read it too unless RecipientDescription is
        /// set.
        sender_description = SenderDescription: String, required;
        /// What it means, told to recipients, up to 1024 characters: the field X-Microsoft-ClassDesc. Default: the
        /// SenderDescription.
        recipient_description = RecipientDescription: Option<String> = None;
        /// What messages carry in X-MS-Exchange-Organization-Classification and X-Microsoft-ClassID. Give it to use the
        /// label of another organization. Default: its own GUID.
        classification_id = ClassificationID: Option<Uuid> = None;
        /// Mail programs keep the label when such a message is answered or forwarded: the field X-Microsoft-ClassKeep.
        /// Default $true.
        retain_classification_enabled = RetainClassificationEnabled: bool = true;
    }
    rules [texts_are_bounded, is_one_of_its_kind, keeps_the_name_that_rules_use]
    farewell [is_not_used]
}

impl MessageClassification {
    /// Whether a rule, or a person, means this one: by name, display name or one of its GUIDs.
    pub fn is_called(&self, text: &str) -> bool {
        let text = text.trim();
        let lower = text.to_lowercase();
        self.name.to_lowercase() == lower
            || self.display_name.to_lowercase() == lower
            || Uuid::try_parse(text).is_ok_and(|id| id == self.id || Some(id) == self.classification_id)
    }

    /// What messages carry.
    pub fn label(&self) -> Uuid {
        self.classification_id.unwrap_or(self.id)
    }

    /// What recipients are told.
    pub fn told(&self) -> &str {
        self.recipient_description.as_deref().unwrap_or(&self.sender_description)
    }
}

/// The classifications that a rule names: each property, and what it says.
pub fn used_by(rule: &TransportRule) -> impl Iterator<Item = (&'static str, &str)> {
    [
        ("ApplyClassification", &rule.apply_classification),
        ("HasClassification", &rule.has_classification),
        ("ExceptIfHasClassification", &rule.except_if_has_classification),
    ]
    .into_iter()
    .filter_map(|(property, name)| Some((property, name.as_deref()?)))
}

fn settle(classification: &mut MessageClassification, _: &[&str], _: &Beside) -> Result<(), Breach> {
    let id = classification.id;
    classification.classification_id.get_or_insert(id);
    Ok(())
}

fn texts_are_bounded(classification: &MessageClassification, _: &Beside) -> Result<(), Breach> {
    let told = classification.recipient_description.as_ref();
    for (property, text, longest) in [
        ("DisplayName", Some(&classification.display_name), 256),
        ("SenderDescription", Some(&classification.sender_description), 1_024),
        ("RecipientDescription", told, 1_024),
    ] {
        let Some(text) = text else { continue };
        let length = text.chars().count();
        if text.trim().is_empty() || length > longest || text.contains(char::is_control) {
            return Err(Breach::new(
                property,
                format!("{property} must be one line of 1 to {longest} characters."),
                "Write it in one line.",
            ));
        }
    }
    Ok(())
}

/// Two that messages could not tell apart are one.
fn is_one_of_its_kind(classification: &MessageClassification, beside: &Beside) -> Result<(), Breach> {
    let mut others = beside.others::<MessageClassification>(classification.id);
    match others.find(|other| other.label() == classification.label()) {
        Some(other) => Err(Breach::new(
            "ClassificationID",
            format!("'{}' has this ClassificationID already.", other.name),
            "Leave -ClassificationID out: each gets one of its own.",
        )),
        None => Ok(()),
    }
}

/// A rule would not find it any more.
fn keeps_the_name_that_rules_use(classification: &MessageClassification, beside: &Beside) -> Result<(), Breach> {
    let Some(former) = beside.organization.get::<MessageClassification>(classification.id) else { return Ok(()) };
    for rule in beside.organization.all::<TransportRule>() {
        for (property, name) in used_by(rule) {
            if former.is_called(name) && !classification.is_called(name) {
                return Err(Breach::new(
                    "Name",
                    format!("{property} of transport rule '{}' calls it '{name}'.", rule.name),
                    format!("Set-TransportRule '{}' -{property} to its GUID first, or keep the name.", rule.name),
                ));
            }
        }
    }
    Ok(())
}

fn is_not_used(classification: &MessageClassification, beside: &Beside) -> Result<Option<String>, Breach> {
    for rule in beside.organization.all::<TransportRule>() {
        if let Some((property, _)) = used_by(rule).find(|(_, name)| classification.is_called(name)) {
            return Err(Breach::new(
                "Identity",
                format!("Transport rule '{}' uses it ({property}).", rule.name),
                format!("Set-TransportRule '{}' -{property} $null, or remove the rule first.", rule.name),
            ));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::class::Class;

    #[test]
    fn it_is_known_by_its_names_and_its_guids() {
        let given = json!({
            "DisplayName": "Company confidential",
            "SenderDescription": "Not for people outside.",
            "ClassificationID": "c2a59b24-2e5f-4cf3-8d4e-0d1a5fa5a001",
        });
        let classification = MessageClassification::create("Confidential", "", given).expect("sound");
        let own = classification.id.to_string();
        for (text, expected) in [
            ("confidential", true),
            ("company Confidential", true),
            ("C2A59B24-2E5F-4CF3-8D4E-0D1A5FA5A001", true),
            (own.as_str(), true),
            ("internal", false),
            ("", false),
        ] {
            assert_eq!(classification.is_called(text), expected, "{text}");
        }
        assert_eq!(classification.told(), "Not for people outside.");
    }
}
