//! `[WildcardPattern]`: the patterns of `-like`, as scripts write and test them.

use std::fmt;

use super::{Statics, constructors, is, method};
use crate::lang::eval::member::declare::{Declared, methods};
use crate::lang::eval::member::{Answer, argument};
use crate::lang::eval::stop::Eval;
use crate::model::{Scalar, Value, Wildcard};

pub static WILDCARDS: Statics = Statics::table(
    &[],
    &[
        method("ContainsWildcardCharacters", "static bool ContainsWildcardCharacters(string pattern)", |given| {
            is(contains_wildcards(&given.text(0)?))
        }),
        method("Escape", "static string Escape(string pattern)", |given| is(Value::text(escaped(&given.text(0)?)))),
        method(
            "Get",
            "static wildcardpattern Get(string pattern, System.Management.Automation.WildcardOptions options)",
            |given| is(made(given.arguments)?),
        ),
        constructors(
            "wildcardpattern new(string pattern), wildcardpattern new(string pattern, System.Management.Automation.WildcardOptions options)",
        ),
        method("Unescape", "static string Unescape(string pattern)", |given| {
            is(Value::text(unescaped(&given.text(0)?)))
        }),
    ],
);

fn is_wildcard(c: char) -> bool {
    matches!(c, '*' | '?' | '[' | ']')
}

fn contains_wildcards(pattern: &str) -> bool {
    let mut escaped = false;
    pattern.chars().any(|c| {
        let counts = !escaped && is_wildcard(c);
        escaped = !escaped && c == '`';
        counts
    })
}

fn escaped(text: &str) -> String {
    text.chars().flat_map(|c| (is_wildcard(c) || c == '`').then_some('`').into_iter().chain([c])).collect()
}

/// Without the backticks in front of what they take its meaning from.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        let escapes = c == '`' && letters.peek().is_some_and(|next| is_wildcard(*next) || *next == '`');
        plain.push(if escapes { letters.next().unwrap_or(c) } else { c });
    }
    plain
}

/// `[WildcardPattern]::new(pattern, options)`: letter case counts unless `IgnoreCase` is among the options.
pub(in crate::lang::eval::member) fn made(arguments: &[Value]) -> Eval<Value> {
    let text = argument(arguments, 0, ".ctor")?.to_string();
    let options = arguments.get(1).map(ToString::to_string).unwrap_or_default().to_ascii_lowercase();
    let ignores_case = options.contains("ignorecase") || options == "2";
    Ok(Value::scalar(Pattern { wildcard: Wildcard::with_case(&text, ignores_case), text }))
}

pub(in crate::lang::eval::member) struct Pattern {
    text: String,
    wildcard: Wildcard,
}

methods! {
    /// Of wildcard patterns.
    PatternMethod {
        IsMatch "bool IsMatch(string input)";
    }
}

impl Pattern {
    pub fn call(&self, name: &str, arguments: &[Value]) -> Eval<Answer> {
        Ok(match PatternMethod::named(name) {
            Some(method @ PatternMethod::IsMatch) => {
                Answer::Is(Value::Bool(self.wildcard.matches(&argument(arguments, 0, method.name())?.to_string())))
            }
            None => Answer::NoSuch,
        })
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Scalar for Pattern {
    fn type_name(&self) -> &'static str {
        "WildcardPattern"
    }

    fn full_type_name(&self) -> String {
        "System.Management.Automation.WildcardPattern".to_owned()
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_escaped_is_itself_again() {
        for (text, expected) in [("plain", "plain"), ("a*[1]?", "a`*`[1`]`?"), ("tick`", "tick``")] {
            assert_eq!(escaped(text), expected);
            assert_eq!(unescaped(expected), text);
            assert!(!contains_wildcards(expected), "{expected}");
        }
        assert!(contains_wildcards("a``*"));
    }
}
