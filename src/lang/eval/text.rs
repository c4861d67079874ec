//! `-match`, `-replace`, `-split`, `-join` and `-f`.

use std::sync::Arc;

use fancy_regex::{Captures, Regex};

use super::Interpreter;
use super::block::Closure;
use super::stop::Eval;
use super::switch::groups_hash;
use crate::lang::enumeration::{Enumerated, Kind};
use crate::lang::found::{Found, numbering};
use crate::lang::scalars::Pattern;
use crate::lang::types::Base;
use crate::lang::{bounds, composite};
use crate::model::compare::Case;
use crate::model::{Fault, Value, convert};

/// The right side of `-match` and its kin: a pattern, or text that is one.
pub(super) fn pattern(value: &Value, case: Case) -> Result<Pattern, Fault> {
    if let Some(compiled) = value.downcast::<Pattern>() {
        return Ok(compiled.clone());
    }
    Pattern::new(&value.to_string(), case == Case::Sensitive)
        .map_err(|why| Fault::invalid("System.Text.RegularExpressions.RegexParseException", why))
}

/// What a search that goes on too long ends with.
fn gave_up(error: impl std::fmt::Display) -> Fault {
    Fault::invalid("RegexTimeout", "The search for the regular expression took too many steps.").cause(error)
}

/// The groups of the first match, keyed as `$Matches` has them: by number, or by name where there is one.
pub(super) fn first_match(pattern: &Pattern, text: &str) -> Result<Option<Vec<(Value, Value)>>, Fault> {
    let Some(found) = pattern.regex.captures(text).map_err(gave_up)? else { return Ok(None) };
    let mut number = 0;
    let groups = pattern.regex.capture_names().enumerate().filter_map(|(at, name)| {
        let key = match name {
            Some(name) => Value::text(name),
            None => {
                let key = Value::Int(number);
                number += 1;
                key
            }
        };
        found.get(at).map(|group| (key, Value::text(group.as_str())))
    });
    Ok(Some(groups.collect()))
}

impl Interpreter {
    pub(super) fn matches(&self, left: &Value, right: &Value, case: Case, wanted: bool) -> Eval<Value> {
        let pattern = pattern(right, case)?;
        match left {
            Value::Array(items) => {
                let mut kept = Vec::new();
                for item in items.items() {
                    if pattern.regex.is_match(&item.to_string()).map_err(gave_up)? == wanted {
                        kept.push(item);
                    }
                }
                Ok(Value::array(kept))
            }
            one => {
                let groups = first_match(&pattern, &one.to_string())?;
                let is_match = groups.is_some();
                if let Some(groups) = groups {
                    self.scope.borrow().set(&Arc::from("Matches"), Value::Hash(groups_hash(groups)))?;
                }
                Ok(Value::Bool(is_match == wanted))
            }
        }
    }

    /// `-replace pattern, replacement`: `$1` and `${name}` stand for groups; a block is run with the match as `$_`.
    pub(super) fn replace(&self, left: &Value, right: &Value, case: Case) -> Eval<Value> {
        let (wanted, replacement) = match right {
            Value::Array(pair) if pair.len() <= 2 => (pair.get(0).unwrap_or_default(), pair.get(1).unwrap_or_default()),
            Value::Array(more) => {
                let says = format!("The -replace operator allows only two elements to follow it, not {}.", more.len());
                return Err(Fault::invalid("BadReplaceArgument", says).into());
            }
            one => (one.clone(), Value::text("")),
        };
        let pattern = pattern(&wanted, case).map_err(|why| {
            let says = format!("The regular expression pattern {wanted} is not valid.");
            Fault::invalid("InvalidRegularExpression", says).cause(why.says)
        })?;
        match left {
            Value::Array(items) => {
                let items = items.items();
                let replaced = items.iter().map(|item| self.replaced(&item.to_string(), &pattern, &replacement));
                Ok(Value::array(replaced.collect::<Eval<Vec<_>>>()?))
            }
            Value::Null => Ok(Value::text("")),
            one => self.replaced(&one.to_string(), &pattern, &replacement),
        }
    }

    fn replaced(&self, text: &str, pattern: &Pattern, replacement: &Value) -> Eval<Value> {
        let mut out = String::with_capacity(text.len());
        let mut end = 0;
        let written = replacement.to_string();
        let groups = written.matches('$').count();
        for found in pattern.regex.captures_iter(text) {
            let found = found.map_err(gave_up)?;
            let Some(whole) = found.get(0) else { continue };
            out.push_str(&text[end..whole.start()]);
            end = whole.end();
            match replacement {
                Value::Block(block) => {
                    if let Some(closure) = Closure::of(block) {
                        let found = Value::scalar(Found::of(&found, &pattern.regex, text));
                        let text = self.block_value(closure, Some(found.clone()), &[found])?.to_string();
                        bounds::grow(&mut out, text.len())?;
                        out.push_str(&text);
                    }
                }
                _ => {
                    let longest =
                        (0..found.len()).filter_map(|at| found.get(at)).map(|group| group.as_str().len()).max();
                    let more = groups.saturating_mul(longest.unwrap_or(0)).saturating_add(written.len());
                    bounds::grow(&mut out, more)?;
                    substitute(&written, &found, &pattern.regex, &mut out);
                }
            }
        }
        out.push_str(&text[end..]);
        Ok(Value::text(out))
    }

    /// `-split pattern, most, options`, or with a block that says of each character whether it divides.
    pub(super) fn split(&self, left: &Value, right: &Value, case: Case) -> Eval<Value> {
        let arguments = match right {
            Value::Array(array) => array.items(),
            one => vec![one.clone()],
        };
        let most = arguments.get(1).map(convert::to_int).transpose()?.unwrap_or(0);
        let options = split_options(&arguments)?;
        let asks = |option: &str| options.is_some_and(|options| options.names(option));
        let is_simple = asks("SimpleMatch");
        let case = if asks("IgnoreCase") { Case::Insensitive } else { case };
        let letters: String = [("Multiline", 'm'), ("Singleline", 's'), ("IgnorePatternWhitespace", 'x')]
            .into_iter()
            .filter_map(|(option, letter)| asks(option).then_some(letter))
            .collect();
        let mut parts = Vec::new();
        for text in left.clone().into_items() {
            let text = text.to_string();
            match arguments.first() {
                Some(Value::Block(block)) => self.split_by_block(&text, block, most, &mut parts)?,
                Some(separator) => {
                    let pattern = match is_simple {
                        true => pattern(&Value::text(escaped(&separator.to_string())), case)?,
                        false if letters.is_empty() => pattern(separator, case)?,
                        false => pattern(&Value::text(format!("(?{letters}){separator}")), case)?,
                    };
                    split_by_pattern(&text, &pattern, most, &mut parts)?;
                }
                None => parts.push(Value::text(text)),
            }
        }
        Ok(Value::array(parts))
    }

    fn split_by_block(
        &self,
        text: &str,
        block: &Arc<dyn crate::model::Block>,
        most: i32,
        parts: &mut Vec<Value>,
    ) -> Eval<()> {
        let Some(closure) = Closure::of(block) else { return Ok(()) };
        let first = parts.len();
        let mut start = 0;
        for (at, letter) in text.char_indices() {
            let full = most > 0 && parts.len() - first + 1 >= usize::try_from(most).unwrap_or(usize::MAX);
            if !full && convert::truth(&self.block_value(closure, Some(Value::text(letter.to_string())), &[])?) {
                parts.push(Value::text(&text[start..at]));
                start = at + letter.len_utf8();
            }
        }
        parts.push(Value::text(&text[start..]));
        Ok(())
    }
}

/// The third argument of `-split`. Err: options that do not go together.
fn split_options(arguments: &[Value]) -> Eval<Option<Enumerated>> {
    let given = arguments.get(2).filter(|given| !given.is_null() && !given.to_string().is_empty());
    let (Some(given), Some(kind)) = (given, Kind::of(Base::MatchSplitOptions)) else { return Ok(None) };
    let options = kind.read(given)?;
    let refused = |id: &'static str, says: &str| Err(Fault::invalid(id, says).about(given.clone()).into());
    if matches!(arguments.first(), Some(Value::Block(_))) {
        return refused(
            "InvalidSplitOptionWithPredicate",
            "The -split operator takes no options beside a script block.",
        );
    }
    let others =
        ["RegexMatch", "CultureInvariant", "IgnorePatternWhitespace", "Multiline", "Singleline", "ExplicitCapture"];
    if options.names("SimpleMatch") && others.iter().any(|other| options.names(other)) {
        let says = "Of the options of -split, only IgnoreCase goes together with SimpleMatch.";
        return refused("InvalidSplitOptionCombination", says);
    }
    if options.names("Singleline") && options.names("Multiline") {
        return refused(
            "InvalidSplitOptionCombination",
            "The options Singleline and Multiline of -split exclude each other.",
        );
    }
    Ok(Some(options))
}

/// `-f`.
pub(super) fn format(left: &Value, right: &Value) -> Result<String, Fault> {
    let arguments = match right {
        Value::Array(array) => array.items(),
        one => vec![one.clone()],
    };
    composite::format(&left.to_string(), &arguments)
        .map_err(|why| Fault::invalid("FormatError", format!("Error formatting a string: {why}.")).about(left.clone()))
}

/// A text as the pattern that matches it alone.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '*' | '+' | '?' | '|' | '{' | '[' | '(' | ')' | '^' | '$' | '.' | '#' | ' ' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c => out.push(c),
        }
    }
    out
}

/// Divides at matches; what groups matched stays as parts of its own. A negative `most` counts from the end.
fn split_by_pattern(text: &str, pattern: &Pattern, most: i32, parts: &mut Vec<Value>) -> Eval<()> {
    let mut cuts = Vec::new();
    for found in pattern.regex.captures_iter(text) {
        let found = found.map_err(gave_up)?;
        let Some(whole) = found.get(0) else { continue };
        // As .NET: an empty match divides between any two characters, and at the ends.
        let groups = numbering(&pattern.regex).into_iter().skip(1).filter_map(|at| found.get(at));
        let groups: Vec<Value> = groups.map(|group| Value::text(group.as_str())).collect();
        bounds::items(cuts.len() + 1)?;
        cuts.push((whole.start(), whole.end(), groups));
    }
    let allowed = usize::try_from(most.unsigned_abs()).unwrap_or(usize::MAX);
    match most {
        0 => {}
        1.. => cuts.truncate(allowed.saturating_sub(1)),
        _ => drop(cuts.drain(..cuts.len().saturating_sub(allowed.saturating_sub(1)))),
    }
    let mut start = 0;
    for (from, to, groups) in cuts {
        parts.push(Value::text(&text[start..from]));
        parts.extend(groups);
        start = to;
    }
    parts.push(Value::text(&text[start..]));
    Ok(())
}

/// `-split 'a  b'`: at runs of blanks, none at the ends.
pub(super) fn split_at_blanks(value: &Value) -> Value {
    let texts: Vec<String> = value.clone().into_items().iter().map(ToString::to_string).collect();
    Value::array(texts.iter().flat_map(|text| text.split_whitespace()).map(Value::text).collect())
}

pub(super) fn join(value: &Value, separator: &str) -> Eval<Value> {
    let Value::Array(array) = value else { return Ok(Value::text(value.to_string())) };
    let items: Vec<String> = array.items().iter().map(ToString::to_string).collect();
    bounds::joined(&items, separator.len())?;
    Ok(Value::text(items.join(separator)))
}

/// .NET's substitutions: `$1`, `${name}`, `$&`, `` $` ``, `$'`, `$$`.
pub(super) fn substitute(replacement: &str, found: &Captures<'_, str>, regex: &Regex, out: &mut String) {
    let mut rest = replacement;
    let numbers = if replacement.contains('$') { numbering(regex) } else { Vec::new() };
    while let Some(at) = rest.find('$') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let group = |name: &str| -> Option<String> {
            match name.parse::<usize>() {
                Ok(number) if number < found.len() => {
                    Some(found.get(numbers[number]).map_or(String::new(), |group| group.as_str().to_owned()))
                }
                Ok(_) => None,
                Err(_) => regex
                    .capture_names()
                    .any(|known| known == Some(name))
                    .then(|| found.name(name).map_or(String::new(), |group| group.as_str().to_owned())),
            }
        };
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (text, taken) = match rest.as_bytes().first() {
            Some(b'$') => (Some("$".to_owned()), 1),
            Some(b'&') => (group("0"), 1),
            Some(b'{') => match rest.find('}') {
                Some(end) => (group(&rest[1..end]), end + 1),
                None => (None, 0),
            },
            // The longest number that is a group.
            Some(b'0'..=b'9') => (1..=digits)
                .rev()
                .find_map(|length| group(&rest[..length]).map(|text| (Some(text), length)))
                .unwrap_or((None, 0)),
            _ => (None, 0),
        };
        match text {
            Some(text) => {
                out.push_str(&text);
                rest = &rest[taken..];
            }
            None => out.push('$'),
        }
    }
    out.push_str(rest);
}
