//! Operators on text: `-match`, `-replace`, `-split`, `-join`.

use fancy_regex::{Captures, Regex, RegexBuilder};

use crate::lang::ast::Case;
use crate::lang::eval::flow::{Eval, Stop};
use crate::model::{Fault, Hash, Value, convert};

/// What `-match` found: `$Matches`.
pub type Matches = Hash;

/// Steps after which a pattern that a person wrote is given up, so that no pattern can hang the shell.
const BACKTRACK_LIMIT: usize = 5_000_000;

/// Compiles a pattern as .NET would read it.
pub fn regex(pattern: &str, sense: Case) -> Eval<Regex> {
    let pattern = if sense == Case::Insensitive { format!("(?i){pattern}") } else { pattern.to_owned() };
    RegexBuilder::new(&pattern).backtrack_limit(BACKTRACK_LIMIT).build().map_err(|error| {
        Fault::invalid("InvalidRegularExpression", "The regular expression pattern is not valid.").cause(error).into()
    })
}

fn gave_up(error: fancy_regex::Error) -> Stop {
    Fault::invalid("RegularExpressionTooSlow", "The regular expression needs too many steps on this text.")
        .cause(error)
        .into()
}

/// `-match` and `-notmatch`; an array on the left filters and leaves `$Matches` alone.
pub fn matches(left: &Value, right: &Value, sense: Case, negated: bool, found: &mut Option<Matches>) -> Eval<Value> {
    let regex = regex(&right.to_string(), sense)?;
    if let Value::Array(items) = left {
        let mut kept = Vec::new();
        for item in items.items() {
            if regex.is_match(&item.to_string()).map_err(gave_up)? != negated {
                kept.push(item);
            }
        }
        return Ok(Value::array(kept));
    }
    let text = left.to_string();
    let captures = regex.captures(text.as_str()).map_err(gave_up)?;
    let is_match = captures.is_some();
    if let Some(captures) = captures {
        *found = Some(groups(&regex, &captures));
    }
    Ok(Value::Bool(is_match != negated))
}

fn groups(regex: &Regex, captures: &Captures<str>) -> Matches {
    let groups = Hash::new();
    for (number, name) in regex.capture_names().enumerate() {
        let Some(group) = captures.get(number) else { continue };
        let key = match name {
            Some(name) => Value::text(name),
            None => Value::Int(i32::try_from(number).unwrap_or(i32::MAX)),
        };
        groups.set(key, Value::text(group.as_str()));
    }
    groups
}

/// `-replace pattern, text`: `$1`, `${name}`, `$$` and `$&` stand for what was found.
pub fn replace(
    left: &Value,
    right: &Value,
    sense: Case,
    by: Option<&mut dyn FnMut(Value) -> Eval<String>>,
) -> Eval<Value> {
    let operands = right.clone().into_items();
    let pattern = operands.first().map(ToString::to_string).unwrap_or_default();
    let with = operands.get(1).map(ToString::to_string).unwrap_or_default();
    if operands.len() > 2 {
        return Err(Fault::invalid(
            "BadReplaceArgument",
            "-replace takes a pattern and a text: -replace 'pattern', 'text'.",
        )
        .into());
    }
    let regex = regex(&pattern, sense)?;
    let mut by = by;
    let mut one = |text: &str| -> Eval<Value> {
        let mut out = String::with_capacity(text.len());
        let mut last = 0;
        for captures in regex.captures_iter(text) {
            let captures = captures.map_err(gave_up)?;
            let Some(whole) = captures.get(0) else { continue };
            out.push_str(&text[last..whole.start()]);
            match &mut by {
                Some(by) => out.push_str(&by(Value::text(whole.as_str()))?),
                None => expand(&with, &captures, &mut out),
            }
            last = whole.end();
        }
        out.push_str(&text[last..]);
        Ok(Value::text(out))
    };
    match left {
        Value::Array(items) => {
            items.items().iter().map(|item| one(&item.to_string())).collect::<Eval<Vec<_>>>().map(Value::array)
        }
        other => one(&other.to_string()),
    }
}

fn expand(with: &str, captures: &Captures<str>, out: &mut String) {
    let mut rest = with;
    while let Some(at) = rest.find('$') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if rest.starts_with('$') {
            out.push('$');
            rest = &rest[1..];
        } else if rest.starts_with('&') {
            out.push_str(captures.get(0).map_or("", |whole| whole.as_str()));
            rest = &rest[1..];
        } else if digits > 0 && rest[..digits].parse().is_ok_and(|number: usize| number < captures.len()) {
            let number: usize = rest[..digits].parse().unwrap_or(0);
            out.push_str(captures.get(number).map_or("", |group| group.as_str()));
            rest = &rest[digits..];
        } else if let Some((name, after)) = rest.strip_prefix('{').and_then(|inner| inner.split_once('}')) {
            let group =
                name.parse().ok().and_then(|number: usize| captures.get(number)).or_else(|| captures.name(name));
            out.push_str(group.map_or("", |group| group.as_str()));
            rest = after;
        } else {
            out.push('$');
        }
    }
    out.push_str(rest);
}

/// `-split pattern[, most[, 'SimpleMatch']]`.
pub fn split(left: &Value, right: &Value, sense: Case) -> Eval<Value> {
    let operands = right.clone().into_items();
    let pattern = operands.first().map(ToString::to_string).unwrap_or_default();
    let most = operands.get(1).map(convert::to_int).transpose()?.unwrap_or(0);
    let is_simple = operands.get(2).is_some_and(|option| option.to_string().to_lowercase().contains("simplematch"));
    let pattern = if is_simple { fancy_regex::escape(&pattern).into_owned() } else { pattern };
    let regex = regex(&pattern, sense)?;
    let mut parts = Vec::new();
    for text in left.clone().into_items() {
        split_one(&text.to_string(), &regex, most, &mut parts)?;
    }
    Ok(Value::array(parts))
}

fn split_one(text: &str, regex: &Regex, most: i32, parts: &mut Vec<Value>) -> Eval {
    let mut last = 0;
    let mut count = 1;
    for captures in regex.captures_iter(text) {
        let captures = captures.map_err(gave_up)?;
        let Some(whole) = captures.get(0) else { continue };
        if most > 0 && count >= most {
            break;
        }
        // A pattern that matches nothing splits between characters, not at the ends.
        if whole.start() == whole.end() && (whole.start() == 0 || whole.end() == text.len()) {
            continue;
        }
        parts.push(Value::text(&text[last..whole.start()]));
        for number in 1..captures.len() {
            if let Some(group) = captures.get(number) {
                parts.push(Value::text(group.as_str()));
            }
        }
        last = whole.end();
        count += 1;
    }
    parts.push(Value::text(&text[last..]));
    Ok(())
}

/// `-split 'a b'`.
pub fn split_at_blanks(operand: &Value) -> Value {
    let texts = operand.clone().into_items();
    let words = texts.iter().flat_map(|text| text.to_string().split_whitespace().map(Value::text).collect::<Vec<_>>());
    Value::array(words.collect())
}

pub fn join(list: &Value, between: &str) -> Value {
    let items: Vec<String> = list.clone().into_items().iter().map(ToString::to_string).collect();
    Value::text(items.join(between))
}
