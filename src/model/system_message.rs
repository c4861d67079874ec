//! Words of our own for delivery reports.

mod usual;

use std::fmt;
use std::str::FromStr;

use super::class::{Beside, Breach, Properties, class};
use super::text::{Malformed, quoted, text_scalar};

pub use usual::usual_words;

/// Longest text, in characters.
const LONGEST_TEXT: usize = 512;

/// An enhanced status code (RFC 3463) that a report may carry: `5.7.1`, `4.4.7`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DsnCode {
    pub class: u8,
    pub subject: u16,
    pub detail: u16,
}

impl DsnCode {
    pub const fn new(class: u8, subject: u16, detail: u16) -> DsnCode {
        DsnCode { class, subject, detail }
    }
}

impl FromStr for DsnCode {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<DsnCode, Malformed> {
        let mut parts = text.trim().split('.');
        let mut part = || parts.next().filter(|part| part.len() <= 3)?.parse::<u16>().ok();
        match (part(), part(), part()) {
            (Some(class @ (4 | 5)), Some(subject), Some(detail)) if parts.next().is_none() => {
                Ok(DsnCode { class: class as u8, subject, detail })
            }
            _ => Err(Malformed::new(
                format!("{} is no status code of a report.", quoted(text)),
                "Write a code such as 5.7.1 or 4.4.7.",
            )),
        }
    }
}

impl fmt::Display for DsnCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}.{}.{}", self.class, self.subject, self.detail))
    }
}

text_scalar!(DsnCode, "EnhancedStatusCode");

class! {
    /// What delivery reports say to people about one status code, in place of the usual words.
    SystemMessage {
        nouns: ["SystemMessage"],
        scope: Organization,
        verbs: [New, Get, Set, Remove],
        shown: ["Identity", "DsnCode", "Text"],
        looks_at: ["SystemMessage"],
        named: name_of,
        originals: usual::originals,
        answers_to: |message, text| message.name.eq_ignore_ascii_case(text),
        examples: [
            (New, "Say in our own words why a message to the outside was refused", "New-SystemMessage -DsnCode 5.7.1 -Internal $true -Language en -Text 'You may not write to this recipient. Ask the service desk.'"),
            (Get, "Show all texts", "Get-SystemMessage"),
            (Get, "Show what reports say where there is no such text", "Get-SystemMessage -Original"),
            (Set, "Change one", "Set-SystemMessage en\\Internal\\5.7.1 -Text 'Ask the service desk, extension 4711.'"),
            (Remove, "Go back to the usual words", "Remove-SystemMessage en\\Internal\\5.7.1 -Confirm:$false"),
        ],
    }
    properties {
        /// The status code that the text is about, such as 5.7.1.
        dsn_code = DsnCode: DsnCode, new_only, required;
        /// $true: for senders of ours. $false: for senders outside.
        internal = Internal: bool, new_only, required;
        /// Language of the text, such as en or de-CH. It is used for messages that say in Accept-Language or
        /// Content-Language that they are of this language; the text in en for all others.
        language = Language: String, new_only, required;
        /// What the report says, up to 512 characters.
        text = Text: String, required;
    }
    rules [text_fits, is_only_one]
}

fn name_of(properties: &Properties) -> Option<String> {
    let text = |name: &str| properties.get(name)?.as_str();
    let side = if properties.get("Internal")?.as_bool()? { "Internal" } else { "External" };
    Some(format!("{}\\{side}\\{}", text("Language")?, text("DsnCode")?))
}

/// Whether a text is a language tag (RFC 5646), by its shape.
pub(super) fn is_language(text: &str) -> bool {
    let is_tag = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    text.split('-').all(is_tag)
}

pub(super) fn no_language(property: &'static str, text: &str) -> Breach {
    Breach::new(property, format!("'{text}' is no language."), "Write a tag such as en, de or pt-BR.")
}

fn text_fits(message: &SystemMessage, _: &Beside) -> Result<(), Breach> {
    let (language, length) = (&message.language, message.text.chars().count());
    if !is_language(language) {
        return Err(no_language("Language", language));
    }
    match length {
        1..=LONGEST_TEXT => Ok(()),
        _ => Err(Breach::new(
            "Text",
            format!("A text has 1 to {LONGEST_TEXT} characters, not {length}."),
            "Put a link to a longer explanation into it.",
        )),
    }
}

fn is_only_one(message: &SystemMessage, beside: &Beside) -> Result<(), Breach> {
    let same = |other: &SystemMessage| {
        (other.dsn_code, other.internal) == (message.dsn_code, message.internal)
            && other.language.eq_ignore_ascii_case(&message.language)
    };
    match beside.others::<SystemMessage>(message.id).find(|other| same(other)) {
        Some(other) => Err(Breach::new(
            "DsnCode",
            format!("'{}' is such a text already.", other.name),
            format!("Change it with 'Set-SystemMessage {}'.", other.name),
        )),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_reports_are_those_that_say_later_or_never() {
        for (text, shown) in [
            ("5.7.1", Some("5.7.1")),
            (" 4.4.7 ", Some("4.4.7")),
            ("2.0.0", None),
            ("5.7", None),
            ("5.7.1.1", None),
            ("5.7.1000", None),
        ] {
            assert_eq!(text.parse::<DsnCode>().ok().map(|code| code.to_string()).as_deref(), shown, "{text}");
        }
    }
}
