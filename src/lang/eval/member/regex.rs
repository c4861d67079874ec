//! Methods of `[regex]`, as an object and as a type.

use super::super::Interpreter;
use super::super::stop::Eval;
use super::super::text::{escaped, pattern};
use super::declare::{Declared, methods};
use super::statics::{Given, Statics, constructors, is, method};
use super::{Answer, argument, catalogue, no_method, threw};
use crate::lang::found::Found;
use crate::lang::scalars::Pattern;
use crate::model::Value;
use crate::model::compare::Case;

methods! {
    /// Of a `[regex]`.
    RegexMethod {
        IsMatch "bool IsMatch(string input)";
        Match "System.Text.RegularExpressions.Match Match(string input)";
        Matches "System.Text.RegularExpressions.MatchCollection Matches(string input)";
        Replace "string Replace(string input, string replacement), string Replace(string input, scriptblock evaluator)";
        Split "string[] Split(string input)";
    }
}

pub(super) static STATICS: Statics = Statics::table(
    &[],
    &[
        method("Escape", "static string Escape(string str)", |given| is(escaped(&given.text(0)?))),
        method("IsMatch", "static bool IsMatch(string input, string pattern)", searched),
        method("Match", "static System.Text.RegularExpressions.Match Match(string input, string pattern)", searched),
        method(
            "Matches",
            "static System.Text.RegularExpressions.MatchCollection Matches(string input, string pattern)",
            searched,
        ),
        constructors(
            "regex new(string pattern), regex new(string pattern, System.Text.RegularExpressions.RegexOptions options)",
        ),
        method("Replace", "static string Replace(string input, string pattern, string replacement)", searched),
        method("Split", "static string[] Split(string input, string pattern)", searched),
        method("Unescape", "static string Unescape(string str)", |given| is(unescaped(&given.text(0)?))),
    ],
);

/// A search of a text (the first argument) for a pattern (the second), with options as the last argument.
fn searched(given: &Given) -> Eval<Answer> {
    let Some(method) = RegexMethod::named(given.name) else {
        return Err(no_method(given.known.base.full_name(), given.name, &catalogue::static_members(given.known)).into());
    };
    // The third argument of a replacement is what stands in for the matches.
    let options_at = if method == RegexMethod::Replace { 3 } else { 2 };
    let options = given.arguments.get(options_at).map_or(String::new(), ToString::to_string);
    let compiled = match given.value(1)? {
        text @ Value::String(_) => compiled(&text.to_string(), &options, (given.name, given.arguments.len()))?,
        compiled => pattern(compiled, Case::Sensitive)?,
    };
    let rest = given.arguments.iter().take(options_at).skip(2);
    let arguments: Vec<Value> = [given.value(0)?].into_iter().chain(rest).cloned().collect();
    call(given.interpreter, &compiled, method, &arguments)
}

/// A pattern with options such as `IgnoreCase, Multiline`.
///
/// `name` and `count` are those of the method that was called with it, for what is wrong with it.
pub(super) fn compiled(text: &str, options: &str, (name, count): (&str, usize)) -> Eval<Pattern> {
    let mut letters = String::new();
    let mut is_sensitive = true;
    for option in options.split([',', ' ']).filter(|option| !option.is_empty()) {
        match option.to_ascii_lowercase().as_str() {
            "ignorecase" => is_sensitive = false,
            "multiline" => letters.push('m'),
            "singleline" => letters.push('s'),
            "ignorepatternwhitespace" => letters.push('x'),
            // They change how it is done, or nothing in the invariant culture.
            "none" | "compiled" | "cultureinvariant" | "explicitcapture" => {}
            _ => {
                let says = format!("[regex] has no option '{option}' here.");
                return Err(crate::model::Fault::invalid("RegexOptionUnknown", says).into());
            }
        }
    }
    let text = if letters.is_empty() { text.to_owned() } else { format!("(?{letters}){text}") };
    let case = if is_sensitive { Case::Sensitive } else { Case::Insensitive };
    pattern(&Value::text(text), case).map_err(|why| threw(name, count, &why.says))
}

pub(super) fn call(
    interpreter: &Interpreter,
    pattern: &Pattern,
    method: RegexMethod,
    arguments: &[Value],
) -> Eval<Answer> {
    let name = method.name();
    let text = argument(arguments, 0, name)?.to_string();
    let gave_up = || threw(name, arguments.len(), "The search took too many steps.");
    Ok(Answer::Is(match method {
        RegexMethod::IsMatch => Value::Bool(pattern.regex.is_match(&text).map_err(|_| gave_up())?),
        RegexMethod::Match => match pattern.regex.captures(text.as_str()).map_err(|_| gave_up())? {
            Some(found) => Value::scalar(Found::of(&found, &pattern.regex, &text)),
            None => Value::scalar(Found::nothing()),
        },
        RegexMethod::Matches => {
            let mut all = Vec::new();
            for found in pattern.regex.captures_iter(text.as_str()) {
                all.push(Value::scalar(Found::of(&found.map_err(|_| gave_up())?, &pattern.regex, &text)));
            }
            Value::array(all)
        }
        RegexMethod::Replace => {
            let with = argument(arguments, 1, name)?.clone();
            let compiled = Value::scalar(pattern.clone());
            interpreter.replace(&Value::text(text), &Value::array(vec![compiled, with]), Case::Sensitive)?
        }
        RegexMethod::Split => {
            let compiled = Value::scalar(pattern.clone());
            interpreter.split(&Value::text(text), &Value::array(vec![compiled]), Case::Sensitive)?
        }
    }))
}

/// What an escaped text stands for.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => out.extend(letters.next().map(|escaped| match escaped {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'f' => '\u{c}',
                'v' => '\u{b}',
                'a' => '\u{7}',
                'e' => '\u{1b}',
                other => other,
            })),
            other => out.push(other),
        }
    }
    out
}
