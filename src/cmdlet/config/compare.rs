//! What differs between an object as it is and as it will be, in the lines that `-WhatIf` shows.

use super::object::in_words;
use crate::model::ClassInfo;
use crate::model::class::Properties;

/// One line for each property that differs, in the order of the declaration. Secrets say only that they change.
pub fn differences(class: &ClassInfo, before: &Properties, after: &Properties) -> Vec<String> {
    let mut lines = Vec::new();
    for property in class.properties {
        let (old, new) = (before.get(property.name), after.get(property.name));
        if old == new {
            continue;
        }
        let (was, is) = (in_words(property, old), in_words(property, new));
        // What was never said and what was said to be nothing are the same to people.
        if was == is && !property.is_secret() {
            continue;
        }
        lines.push(match property.is_secret() && new.is_some_and(|new| !new.is_null()) {
            true => format!("{}: a new secret ({is})", property.name),
            false => format!("{}: {was} → {is}", property.name),
        });
    }
    lines
}

/// Everything that a new object will be, one line for each property.
pub fn everything(class: &ClassInfo, properties: &Properties) -> String {
    let lines: Vec<String> = class
        .properties
        .iter()
        .map(|property| format!("{}: {}", property.name, in_words(property, properties.get(property.name))))
        .collect();
    lines.join("\n")
}

/// The differences as one text; a new name comes first.
pub fn described(renamed: Option<(&str, &str)>, differences: &[String]) -> String {
    let name = renamed.map(|(was, is)| format!("Name: {was} → {is}"));
    let lines: Vec<&str> = name.iter().chain(differences).map(String::as_str).collect();
    lines.join("\n")
}
