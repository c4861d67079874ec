//! A question with a few answers, as PowerShell asks it: `[Y] Yes  [N] No  [?] Help (default is "Y")`.

use crate::lang::call::Choice;

/// What a person's line says.
#[derive(Debug, PartialEq, Eq)]
pub enum Answer {
    Is(usize),
    Help,
    Unclear,
}

/// The line before the answer.
pub fn prompt(choices: &[Choice], default: usize) -> String {
    let mut prompt: String =
        choices.iter().map(|choice| format!("[{}] {}  ", key(choice), choice.label.replace('&', ""))).collect();
    prompt.push_str("[?] Help");
    if let Some(choice) = choices.get(default) {
        prompt.push_str(&format!(" (default is \"{}\")", key(choice)));
    }
    prompt
}

/// The answer that a line means: its letter, the whole of it, or nothing for the default.
pub fn meant(line: &str, choices: &[Choice], default: usize) -> Answer {
    let line = line.trim();
    if line == "?" {
        return Answer::Help;
    }
    if line.is_empty() && default < choices.len() {
        return Answer::Is(default);
    }
    let is_meant = |choice: &Choice| {
        key(choice).eq_ignore_ascii_case(line) || choice.label.replace('&', "").eq_ignore_ascii_case(line)
    };
    choices.iter().position(is_meant).map_or(Answer::Unclear, Answer::Is)
}

/// What follows from each answer.
pub fn help(choices: &[Choice]) -> String {
    choices.iter().map(|choice| format!("{} - {}", key(choice), choice.help)).collect::<Vec<_>>().join("\n")
}

/// The letter behind `&`, upper case; the whole label where there is none.
fn key(choice: &Choice) -> String {
    let letter = choice.label.split_once('&').and_then(|(_, rest)| rest.chars().next());
    letter.map_or_else(|| choice.label.to_owned(), |letter| letter.to_uppercase().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHOICES: &[Choice] = &[Choice::YES, Choice::YES_TO_ALL, Choice::NO, Choice::NO_TO_ALL];

    #[test]
    fn answers_are_letters_or_words() {
        for (line, expected) in [
            ("", Answer::Is(0)),
            ("y", Answer::Is(0)),
            ("A", Answer::Is(1)),
            (" no ", Answer::Is(2)),
            ("no to all", Answer::Is(3)),
            ("L", Answer::Is(3)),
            ("?", Answer::Help),
            ("maybe", Answer::Unclear),
            ("&", Answer::Unclear),
        ] {
            assert_eq!(meant(line, CHOICES, 0), expected, "{line:?}");
        }
        assert_eq!(meant("", CHOICES, CHOICES.len()), Answer::Unclear, "there is no default");
        assert_eq!(prompt(CHOICES, 0), "[Y] Yes  [A] Yes to All  [N] No  [L] No to All  [?] Help (default is \"Y\")");
        assert!(help(CHOICES).starts_with("Y - Continue with only the next step of the operation.\nA - "));
    }
}
