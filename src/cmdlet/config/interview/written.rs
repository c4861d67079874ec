//! The command that the answers amount to, as a person would type it. No secret is ever in it.

use super::answers::Answers;
use crate::cmdlet::config::params::{IDENTITY, NAME};
use crate::lang::call::Argument;
use crate::model::Value;

/// Name or identity first, then the parameters in the order of their declaration.
pub fn command(answers: &Answers) -> String {
    let signature = answers.work.call.signature;
    let mut line = signature.name.to_owned();
    if let Some(before) = &answers.before {
        line.push_str(&format!(" {}", literal(&answers.work.target(before))));
    }
    for param in signature.params.iter().filter(|param| param.name != IDENTITY.spec().name) {
        let given = answers.arguments.iter().find(|argument| argument.name == param.name);
        if let Some(Argument { name, value, .. }) = given {
            match value {
                Value::Bool(true) if param.is_switch => line.push_str(&format!(" -{name}")),
                Value::Bool(is_on) if param.is_switch => line.push_str(&format!(" -{name}:${is_on}")),
                _ if *name == NAME.spec().name => {
                    line.push_str(&format!(" -{name} {}", literal(value.to_string().trim())))
                }
                value => line.push_str(&format!(" -{name} {}", written(value))),
            }
        }
    }
    line
}

fn written(value: &Value) -> String {
    match value {
        Value::Null => "$null".to_owned(),
        Value::Bool(is_true) => format!("${is_true}"),
        Value::Int(number) => number.to_string(),
        Value::Long(number) => number.to_string(),
        // Asked for again when the line is typed; the password itself is in no text.
        Value::Secret(_) => "(Read-Host -AsSecureString)".to_owned(),
        Value::Array(items) if items.items().is_empty() => "$null".to_owned(),
        Value::Array(items) => items.items().iter().map(written).collect::<Vec<_>>().join(","),
        Value::Hash(hash) => {
            let entries = hash.entries();
            let pairs: Vec<String> = entries
                .iter()
                .map(|(key, items)| format!("{}={}", literal(&key.to_string()), written(items)))
                .collect();
            format!("@{{{}}}", pairs.join(";"))
        }
        Value::Object(object) if object.get("Password").is_some() => {
            let user = object.get("UserName").unwrap_or_default();
            format!("(Get-Credential {})", literal(&user.to_string()))
        }
        other => literal(&other.to_string()),
    }
}

/// A text as one word: bare where that cannot be read as anything else.
fn literal(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '*' | '-' | ':' | '\\' | '/');
    let starts_as_text = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '*');
    let is_number = !text.starts_with('0') && text.len() < 10 && text.chars().all(|c| c.is_ascii_digit());
    if is_number && !text.is_empty() || starts_as_text && text.chars().all(is_plain) || is_size(text) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', "''"))
}

/// `35MB`, as the language reads it.
fn is_size(text: &str) -> bool {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let is_unit = ["KB", "MB", "GB"].contains(&text[digits.len()..].to_ascii_uppercase().as_str());
    is_unit && !digits.is_empty() && digits.len() < 7 && digits.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_one_word_that_means_itself() {
        for (text, expected) in [
            ("contoso.com", "contoso.com"),
            ("*.contoso.com;5", "'*.contoso.com;5'"),
            ("*", "*"),
            ("--", "'--'"),
            ("To Internet", "'To Internet'"),
            ("O'Brien", "'O''Brien'"),
            ("10.1.1.1", "'10.1.1.1'"),
            ("587", "587"),
            ("007", "'007'"),
            ("1e5", "'1e5'"),
            ("35mb", "35mb"),
            ("35 MB", "'35 MB'"),
            ("$x", "'$x'"),
            ("", "''"),
            ("HUB01\\Default", "HUB01\\Default"),
        ] {
            assert_eq!(literal(text), expected, "{text}");
        }
    }

    #[test]
    fn values_are_written_as_they_are_typed() {
        let list = Value::array(vec![Value::text("a.example"), Value::text("10.0.0.1")]);
        assert_eq!(written(&list), "a.example,'10.0.0.1'");
        assert_eq!(written(&Value::Bool(true)), "$true");
        assert_eq!(written(&Value::array(Vec::new())), "$null");
        let secret = crate::cmdlet::secret::credential("ann", crate::model::Secret::new("hunter2"));
        assert_eq!(written(&secret), "(Get-Credential ann)");
    }
}
