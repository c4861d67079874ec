//! What a transport rule must be to make sense.

use super::{Conditions, TransportRule};
use crate::model::MessageClassification;
use crate::model::class::{Beside, Breach};
use crate::model::message_classification::used_by;

/// Longest text of an action (Exchange: ApplyHtmlDisclaimerText, 5000 characters).
const LONGEST_TEXT: usize = 5_000;

/// Longest word looked for (Exchange: Word[], 128 characters).
const LONGEST_WORD: usize = 128;

/// Most words or patterns of one condition: they are looked for all at once, in every message.
const MOST: usize = 500;

pub fn does_something(rule: &TransportRule, _: &Beside) -> Result<(), Breach> {
    let acts = rule.delete_message
        || rule.stop_rule_processing
        || rule.rejection().is_some()
        || rule.set_scl.is_some()
        || [&rule.add_to_recipients, &rule.copy_to, &rule.blind_copy_to, &rule.redirect_message_to]
            .iter()
            .any(|people| !people.is_empty())
        || [
            &rule.prepend_subject,
            &rule.set_header_name,
            &rule.remove_header,
            &rule.apply_classification,
            &rule.apply_html_disclaimer_text,
            &rule.log_event_text,
        ]
        .iter()
        .any(|action| action.is_some());
    match acts {
        true => Ok(()),
        false => Err(Breach::new(
            "Name",
            "The rule does nothing.",
            "Give an action, such as -PrependSubject, -RejectMessageReasonText, -BlindCopyTo or -DeleteMessage $true.",
        )),
    }
}

/// A condition on a header field is written with two parameters.
pub fn headers_come_with_what_to_find(rule: &TransportRule, _: &Beside) -> Result<(), Breach> {
    let pair = |name: &'static str, field: &Option<String>, finds: &'static str, is_empty: bool| match field {
        Some(_) if is_empty => {
            Err(Breach::new(name, format!("{name} without {finds} finds nothing."), format!("Give -{finds}.")))
        }
        None if !is_empty => {
            Err(Breach::new(finds, format!("{finds} needs to know in which field."), format!("Give -{name}.")))
        }
        _ => Ok(()),
    };
    let (is, except) = (rule.conditions(), rule.exceptions());
    let words = |c: &Conditions| (c.header_contains_message_header.clone(), c.header_contains_words.is_empty());
    let patterns = |c: &Conditions| (c.header_matches_message_header.clone(), c.header_matches_patterns.is_empty());
    for (name, (field, is_empty), finds) in [
        ("HeaderContainsMessageHeader", words(&is), "HeaderContainsWords"),
        ("ExceptIfHeaderContainsMessageHeader", words(&except), "ExceptIfHeaderContainsWords"),
        ("HeaderMatchesMessageHeader", patterns(&is), "HeaderMatchesPatterns"),
        ("ExceptIfHeaderMatchesMessageHeader", patterns(&except), "ExceptIfHeaderMatchesPatterns"),
    ] {
        pair(name, &field, finds, is_empty)?;
    }
    pair("SetHeaderName", &rule.set_header_name, "SetHeaderValue", rule.set_header_value.is_none())
}

/// Names of header fields are of printable ASCII without the colon (RFC 5322 section 2.2).
pub fn fields_are_fields(rule: &TransportRule, _: &Beside) -> Result<(), Breach> {
    for (property, name) in [
        ("HeaderContainsMessageHeader", &rule.header_contains_message_header),
        ("ExceptIfHeaderContainsMessageHeader", &rule.except_if_header_contains_message_header),
        ("HeaderMatchesMessageHeader", &rule.header_matches_message_header),
        ("ExceptIfHeaderMatchesMessageHeader", &rule.except_if_header_matches_message_header),
        ("SetHeaderName", &rule.set_header_name),
        ("RemoveHeader", &rule.remove_header),
    ] {
        let Some(name) = name else { continue };
        let is_legal = |byte: u8| matches!(byte, b'!'..=b'~') && byte != b':';
        if name.is_empty() || name.len() > 64 || !name.bytes().all(is_legal) {
            return Err(Breach::new(
                property,
                format!("{property} is not the name of a header field."),
                "Write letters, digits and hyphens, such as X-Spam-Flag, without the colon.",
            ));
        }
    }
    Ok(())
}

pub fn texts_are_bounded(rule: &TransportRule, _: &Beside) -> Result<(), Breach> {
    for (property, text, longest) in [
        ("RejectMessageReasonText", &rule.reject_message_reason_text, 1_024),
        ("PrependSubject", &rule.prepend_subject, 128),
        ("SetHeaderValue", &rule.set_header_value, 512),
        ("ApplyClassification", &rule.apply_classification, 128),
        ("ApplyHtmlDisclaimerText", &rule.apply_html_disclaimer_text, LONGEST_TEXT),
        ("LogEventText", &rule.log_event_text, 1_024),
        ("Comments", &Some(rule.comments.clone()), 1_024),
    ] {
        let length = text.as_ref().map_or(0, |text| text.chars().count());
        if length > longest {
            return Err(Breach::new(
                property,
                format!("{property} has {length} characters; {longest} is the most."),
                "Write less.",
            ));
        }
    }
    for (property, conditions) in [("", rule.conditions()), ("ExceptIf", rule.exceptions())] {
        words_are_bounded(property, &conditions)?;
    }
    Ok(())
}

fn words_are_bounded(which: &str, conditions: &Conditions) -> Result<(), Breach> {
    let words = [
        &conditions.from_address_contains_words,
        &conditions.recipient_address_contains_words,
        &conditions.any_of_recipient_address_contains_words,
        &conditions.subject_contains_words,
        &conditions.subject_or_body_contains_words,
        &conditions.header_contains_words,
        &conditions.attachment_extension_matches_words,
        &conditions.attachment_contains_words,
        &conditions.content_character_set_contains_words,
    ];
    let patterns = [
        &conditions.from_address_matches_patterns,
        &conditions.recipient_address_matches_patterns,
        &conditions.any_of_recipient_address_matches_patterns,
        &conditions.subject_matches_patterns,
        &conditions.subject_or_body_matches_patterns,
        &conditions.header_matches_patterns,
        &conditions.attachment_name_matches_patterns,
        &conditions.attachment_matches_patterns,
    ];
    let bad = words.iter().any(|words| {
        words.len() > MOST || words.iter().any(|word| word.trim().is_empty() || word.chars().count() > LONGEST_WORD)
    });
    if bad || patterns.iter().any(|patterns| patterns.len() > MOST) {
        return Err(Breach::new(
            "Name",
            format!(
                "A word of a{which} condition is empty or longer than {LONGEST_WORD} characters, or there are more than {MOST}."
            ),
            "Write shorter words, or several rules.",
        ));
    }
    Ok(())
}

/// A message is returned, deleted or sent elsewhere; two of these contradict each other.
pub fn ends_one_way(rule: &TransportRule, _: &Beside) -> Result<(), Breach> {
    let ends = [
        ("DeleteMessage", rule.delete_message),
        ("RejectMessageReasonText", rule.rejection().is_some()),
        ("RedirectMessageTo", !rule.redirect_message_to.is_empty()),
    ];
    let mut given = ends.iter().filter(|(_, is_given)| *is_given);
    match (given.next(), given.next()) {
        (Some((first, _)), Some((second, _))) => Err(Breach::new(
            second,
            format!("{first} and {second} contradict each other."),
            "Give one of them; a second rule can do the other.",
        )),
        _ => Ok(()),
    }
}

pub fn dates_follow_each_other(rule: &TransportRule, _: &Beside) -> Result<(), Breach> {
    match (&rule.activation_date, &rule.expiry_date) {
        (Some(start), Some(end)) if end <= start => {
            Err(Breach::new("ExpiryDate", "The rule would end before it begins.", "Give a later -ExpiryDate."))
        }
        _ => Ok(()),
    }
}

/// What a rule sets or asks for is a label that people can look up.
pub fn classifications_are_there(rule: &TransportRule, beside: &Beside) -> Result<(), Breach> {
    for (property, name) in used_by(rule) {
        if !beside.organization.all::<MessageClassification>().any(|known| known.is_called(name)) {
            return Err(Breach::new(
                property,
                format!("There is no message classification '{name}'."),
                "Get-MessageClassification lists them; New-MessageClassification makes one.",
            ));
        }
    }
    Ok(())
}
