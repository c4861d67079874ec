//! Methods of text. Positions count characters.

use super::super::stop::{Eval, Stop};
use super::declare::{Declared, methods};
use super::{Answer, argument, threw, whole, wrong_count};
use crate::lang::bounds;
use crate::lang::enumerator::Enumerator;
use crate::model::{IntoValue, Value, convert};

methods! {
    Method {
        Chars "char Chars(int index) {get;}";
        Clone "System.Object Clone()";
        CompareTo "int CompareTo(string strB)";
        Contains "bool Contains(string value), bool Contains(string value, System.StringComparison comparisonType)";
        EndsWith "bool EndsWith(string value), bool EndsWith(string value, System.StringComparison comparisonType)";
        Equals "bool Equals(string value), bool Equals(string value, System.StringComparison comparisonType)";
        GetEnumerator "System.CharEnumerator GetEnumerator()";
        IndexOf "int IndexOf(string value), int IndexOf(string value, int startIndex), int IndexOf(string value, System.StringComparison comparisonType)";
        IndexOfAny "int IndexOfAny(char[] anyOf)";
        Insert "string Insert(int startIndex, string value)";
        LastIndexOf "int LastIndexOf(string value), int LastIndexOf(string value, System.StringComparison comparisonType)";
        LastIndexOfAny "int LastIndexOfAny(char[] anyOf)";
        Normalize "string Normalize()";
        PadLeft "string PadLeft(int totalWidth), string PadLeft(int totalWidth, char paddingChar)";
        PadRight "string PadRight(int totalWidth), string PadRight(int totalWidth, char paddingChar)";
        Remove "string Remove(int startIndex, int count), string Remove(int startIndex)";
        Replace "string Replace(string oldValue, string newValue)";
        Split "string[] Split(Params char[] separator), string[] Split(string separator, int count), string[] Split(string separator, System.StringSplitOptions options)";
        StartsWith "bool StartsWith(string value), bool StartsWith(string value, System.StringComparison comparisonType)";
        Substring "string Substring(int startIndex), string Substring(int startIndex, int length)";
        ToCharArray "char[] ToCharArray()";
        ToLower "string ToLower()";
        ToLowerInvariant "string ToLowerInvariant()";
        ToUpper "string ToUpper()";
        ToUpperInvariant "string ToUpperInvariant()";
        Trim "string Trim(), string Trim(Params char[] trimChars)";
        TrimEnd "string TrimEnd(), string TrimEnd(Params char[] trimChars)";
        TrimStart "string TrimStart(), string TrimStart(Params char[] trimChars)";
    }
}

pub(super) fn call(text: &str, method: Method, arguments: &[Value]) -> Eval<Answer> {
    let name = method.name();
    let ignores_case = ignores_case(arguments);
    let folded = |text: &str| if ignores_case { text.to_lowercase() } else { text.to_owned() };
    let first = || argument(arguments, 0, name).map(ToString::to_string);
    let value = match method {
        Method::ToUpper | Method::ToUpperInvariant => text.to_uppercase().into_value(),
        Method::ToLower | Method::ToLowerInvariant => text.to_lowercase().into_value(),
        Method::Trim => trimmed(text, arguments, true, true),
        Method::TrimStart => trimmed(text, arguments, true, false),
        Method::TrimEnd => trimmed(text, arguments, false, true),
        Method::Contains => folded(text).contains(&folded(&first()?)).into_value(),
        Method::StartsWith => folded(text).starts_with(&folded(&first()?)).into_value(),
        Method::EndsWith => folded(text).ends_with(&folded(&first()?)).into_value(),
        Method::IndexOf => {
            let start = match arguments.get(1) {
                Some(start @ Value::Int(_)) => position(text, convert::to_int(start)?, name)?,
                _ => 0,
            };
            found(text, folded(&text[start..]).find(&folded(&first()?)).map(|at| at + start))
        }
        Method::LastIndexOf => found(text, folded(text).rfind(&folded(&first()?))),
        Method::IndexOfAny | Method::LastIndexOfAny => {
            let wanted: Vec<char> = argument(arguments, 0, name)?
                .clone()
                .into_items()
                .iter()
                .flat_map(|item| item.to_string().chars().collect::<Vec<_>>())
                .collect();
            found(text, if method == Method::IndexOfAny { text.find(&wanted[..]) } else { text.rfind(&wanted[..]) })
        }
        Method::Replace => match arguments {
            [old, new, ..] if !old.to_string().is_empty() => {
                replaced(text, &old.to_string(), &new.to_string())?.into_value()
            }
            [_, _, ..] => {
                return Err(threw("Replace", 2, "The value cannot be an empty string. (Parameter 'oldValue')"));
            }
            _ => return Err(wrong_count("Replace", arguments.len())),
        },
        Method::Substring => {
            let at = whole(arguments, 0, name)?;
            let start = position(text, at, name).map_err(|stop| match arguments.len() {
                1 if at < 0 => threw(name, 1, "StartIndex cannot be less than zero. (Parameter 'startIndex')"),
                1 => threw(name, 1, "startIndex cannot be larger than length of string. (Parameter 'startIndex')"),
                _ => stop,
            })?;
            let rest = &text[start..];
            match arguments.get(1) {
                None => rest.into_value(),
                Some(length) => rest[..position(rest, convert::to_int(length)?, name)?].into_value(),
            }
        }
        Method::Remove => {
            let start = position(text, whole(arguments, 0, name)?, name)?;
            match arguments.get(1) {
                None => text[..start].into_value(),
                Some(length) => {
                    let end = position(&text[start..], convert::to_int(length)?, name)?;
                    format!("{}{}", &text[..start], &text[start + end..]).into_value()
                }
            }
        }
        Method::Insert => {
            let at = position(text, whole(arguments, 0, name)?, name)?;
            let inserted = argument(arguments, 1, name)?.to_string();
            bounds::bytes(text.len() + inserted.len())?;
            format!("{}{inserted}{}", &text[..at], &text[at..]).into_value()
        }
        Method::PadLeft | Method::PadRight => padded(text, arguments, method)?,
        Method::Split => split(text, arguments)?,
        Method::ToCharArray | Method::GetEnumerator if bounds::items(text.len()).is_err() => {
            return Err(bounds::too_large().into());
        }
        Method::ToCharArray => Value::array(text.chars().map(Value::Char).collect()),
        Method::GetEnumerator => {
            Value::scalar(Enumerator::named(text.chars().map(Value::Char).collect(), "System.CharEnumerator"))
        }
        Method::Chars => {
            let at = position(text, whole(arguments, 0, name)?, name)?;
            text[at..].chars().next().map_or(Value::Null, Value::Char)
        }
        Method::Normalize | Method::Clone => text.into_value(),
        Method::CompareTo => {
            let other = first()?;
            let order = crate::model::compare::order_text(text, &other, crate::model::compare::Case::Sensitive);
            Value::Int(order as i32)
        }
        Method::Equals => (folded(text) == folded(&first()?)).into_value(),
    };
    Ok(Answer::Is(value))
}

/// Whether the last argument asks to ignore case: `'OrdinalIgnoreCase'`, or `$true` in StartsWith.
fn ignores_case(arguments: &[Value]) -> bool {
    arguments.len() > 1
        && arguments.last().is_some_and(|mode| {
            matches!(mode, Value::Bool(true)) || mode.to_string().to_ascii_lowercase().ends_with("ignorecase")
        })
}

fn out_of_range(name: &str) -> Box<Stop> {
    threw(name, 1, "Index and length must refer to a location within the string. (Parameter 'length')")
}

/// The byte at which a character stands; the end counts as a place.
fn position(text: &str, at: i32, name: &str) -> Eval<usize> {
    let at = usize::try_from(at).map_err(|_| out_of_range(name))?;
    if text.is_ascii() {
        return if at <= text.len() { Ok(at) } else { Err(out_of_range(name)) };
    }
    let places = text.char_indices().map(|(byte, _)| byte).chain([text.len()]);
    places.into_iter().nth(at).ok_or_else(|| out_of_range(name))
}

/// Where a part was found, counted in characters.
fn found(text: &str, byte: Option<usize>) -> Value {
    let at = byte.and_then(|byte| text.get(..byte)).map(|before| before.chars().count());
    Value::Int(at.and_then(|at| i32::try_from(at).ok()).unwrap_or(-1))
}

fn trimmed(text: &str, arguments: &[Value], start: bool, end: bool) -> Value {
    let wanted: Vec<char> = arguments
        .iter()
        .flat_map(|argument| argument.clone().into_items())
        .flat_map(|item| item.to_string().chars().collect::<Vec<_>>())
        .collect();
    let goes = |c: char| if arguments.is_empty() { c.is_whitespace() } else { wanted.contains(&c) };
    let text = if start { text.trim_start_matches(goes) } else { text };
    let text = if end { text.trim_end_matches(goes) } else { text };
    text.into_value()
}

fn padded(text: &str, arguments: &[Value], method: Method) -> Eval<Value> {
    let name = method.name();
    let width = usize::try_from(whole(arguments, 0, name)?).map_err(|_| out_of_range(name))?;
    let filler = arguments.get(1).map(convert::to_char).transpose()?.unwrap_or(' ');
    let missing = width.saturating_sub(text.chars().count());
    bounds::bytes(text.len().saturating_add(missing.saturating_mul(filler.len_utf8())))?;
    let filling: String = std::iter::repeat_n(filler, missing).collect();
    Ok(if method == Method::PadLeft { format!("{filling}{text}") } else { format!("{text}{filling}") }.into_value())
}

/// Every `old`, which is not empty, by `new`.
pub(super) fn replaced(text: &str, old: &str, new: &str) -> Eval<String> {
    if let Some(more) = new.len().checked_sub(old.len()) {
        bounds::bytes(text.len().saturating_add(text.matches(old).count().saturating_mul(more)))?;
    }
    Ok(text.replace(old, new))
}

/// A text is one separator however long it is, an array is several; without any, text divides at blanks.
fn split(text: &str, arguments: &[Value]) -> Eval<Value> {
    let option = |argument: &Value| argument.to_string().to_ascii_lowercase();
    let drops_empty = arguments.iter().skip(1).any(|argument| option(argument).contains("removeemptyentries"));
    let trims = arguments.iter().skip(1).any(|argument| option(argument).contains("trimentries"));
    let most = match arguments.get(1) {
        Some(most @ Value::Int(_)) => usize::try_from(convert::to_int(most)?).unwrap_or(usize::MAX),
        _ => usize::MAX,
    };
    let separators: Vec<String> = match arguments.first() {
        None => Vec::new(),
        Some(Value::Array(items)) => items.items().iter().map(ToString::to_string).collect(),
        Some(one) => vec![one.to_string()],
    };
    let separators: Vec<&str> = separators.iter().map(String::as_str).filter(|one| !one.is_empty()).collect();
    let next = |rest: &str| -> Option<(usize, usize)> {
        match separators.is_empty() {
            true => rest.char_indices().find(|(_, c)| c.is_whitespace()).map(|(at, c)| (at, c.len_utf8())),
            false => separators
                .iter()
                .filter_map(|one| rest.find(one).map(|at| (at, one.len())))
                .min_by_key(|(at, length)| (*at, usize::MAX - length)),
        }
    };
    let mut parts: Vec<&str> = Vec::new();
    let mut rest = text;
    while parts.len() + 1 < most
        && let Some((at, length)) = next(rest)
    {
        if !(drops_empty && at == 0) {
            parts.push(&rest[..at]);
        }
        bounds::items(parts.len())?;
        rest = &rest[at + length..];
    }
    parts.push(rest);
    let parts = parts.into_iter().map(|part| if trims { part.trim() } else { part });
    Ok(Value::array(parts.filter(|part| !drops_empty || !part.is_empty()).map(IntoValue::into_value).collect()))
}
