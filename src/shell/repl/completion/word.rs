//! The word at the cursor as it was typed, and how a found one is written.

use crate::lang::call::Candidate;

/// A word that has begun.
#[derive(Clone, Copy, Debug)]
pub struct Typed<'a> {
    /// All of it.
    pub whole: &'a str,
    /// Without its quotes.
    pub text: &'a str,
    pub quote: Option<char>,
}

impl<'a> Typed<'a> {
    pub fn of(whole: &'a str) -> Typed<'a> {
        let quote = whole.chars().next().filter(|c| matches!(c, '\'' | '"'));
        let text = match quote {
            Some(quote) => {
                let inner = &whole[1..];
                inner.strip_suffix(quote).unwrap_or(inner)
            }
            None => whole,
        };
        Typed { whole, text, quote }
    }
}

/// Whether a word begins with what was typed, in any letter case.
pub fn begins(word: &str, typed: &str) -> bool {
    word.get(..typed.len()).is_some_and(|start| start.eq_ignore_ascii_case(typed))
}

/// The candidates that begin as typed; where there are none, those that contain it.
pub fn matching(candidates: Vec<Candidate>, typed: &str) -> Vec<Candidate> {
    let (beginning, others): (Vec<_>, Vec<_>) =
        candidates.into_iter().partition(|candidate| begins(&candidate.value, typed));
    if !beginning.is_empty() || typed.len() < 2 {
        return beginning;
    }
    let typed = typed.to_lowercase();
    others.into_iter().filter(|candidate| candidate.value.to_lowercase().contains(&typed)).collect()
}

/// An argument as it must be written to be one word: in the quotes that were begun, else in quotes where it needs some.
pub fn written(value: &str, quote: Option<char>) -> String {
    match quote {
        Some('"') => format!("\"{}\"", value.replace('`', "``").replace('"', "`\"").replace('$', "`$")),
        Some(_) => quoted(value),
        None if is_bare(value) => value.to_owned(),
        None => quoted(value),
    }
}

fn quoted(value: &str) -> String {
    format!("'{}'", value.replace('\'', "''"))
}

/// Whether a text stands for itself without quotes.
fn is_bare(value: &str) -> bool {
    let starts_well = value.starts_with(|c: char| !matches!(c, '@' | '#' | '<' | '>' | '-'));
    // `$true` and its like are offered as they are written.
    let is_literal = matches!(value, "$true" | "$false" | "$null");
    is_literal
        || (starts_well
            && !value.contains(|c: char| {
                c.is_whitespace() || matches!(c, '\'' | '"' | '`' | '$' | ',' | ';' | '(' | ')' | '{' | '}' | '|' | '&')
            }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn found_words_are_written_as_one_word() {
        for (value, quote, expected) in [
            ("contoso.com", None, "contoso.com"),
            (r"HUB01\3", None, r"HUB01\3"),
            ("To Internet", None, "'To Internet'"),
            ("O'Brien", None, "'O''Brien'"),
            ("contoso.com", Some('\''), "'contoso.com'"),
            ("a\"b$c", Some('"'), "\"a`\"b`$c\""),
            ("$true", None, "$true"),
            ("-x", None, "'-x'"),
            ("", None, "''"),
        ] {
            assert_eq!(written(value, quote), expected, "{value}");
        }
    }
}
