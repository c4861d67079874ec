//! Members of strings.

use super::{int, wrong_count};
use crate::lang::eval::flow::Eval;
use crate::model::{Fault, IntoValue, Value, convert};

pub fn property(text: &str, name: &str) -> Option<Value> {
    (name == "length").then(|| Value::Int(text.chars().count() as i32))
}

fn out_of_range() -> crate::lang::eval::flow::Stop {
    Fault::invalid("ArgumentOutOfRangeException", "The index or length lies outside the string.").into()
}

fn position(text: &str, at: i32) -> Eval<usize> {
    let at = usize::try_from(at).map_err(|_| out_of_range())?;
    if at == text.chars().count() {
        return Ok(text.len());
    }
    text.char_indices().nth(at).map(|(byte, _)| byte).ok_or_else(out_of_range)
}

/// Where a part is found, counted in characters.
fn found(text: &str, byte: Option<usize>) -> Value {
    Value::Int(byte.map_or(-1, |byte| text[..byte].chars().count() as i32))
}

fn first(arguments: &[Value]) -> Eval<String> {
    arguments.first().map(ToString::to_string).ok_or_else(|| wrong_count(0))
}

/// Whether the last argument asks to ignore case (`'OrdinalIgnoreCase'`, `$true` in StartsWith).
fn ignores_case(arguments: &[Value]) -> bool {
    arguments
        .get(1)
        .is_some_and(|mode| mode.to_string().to_lowercase().contains("ignorecase") || matches!(mode, Value::Bool(true)))
}

pub fn call(text: &str, name: &str, arguments: &[Value]) -> Eval<Option<Value>> {
    let folded = |text: &str| if ignores_case(arguments) { text.to_lowercase() } else { text.to_owned() };
    Ok(Some(match name {
        "toupper" | "toupperinvariant" => text.to_uppercase().into_value(),
        "tolower" | "tolowerinvariant" => text.to_lowercase().into_value(),
        "trim" => trimmed(text, arguments, true, true),
        "trimstart" => trimmed(text, arguments, true, false),
        "trimend" => trimmed(text, arguments, false, true),
        "contains" => folded(text).contains(&folded(&first(arguments)?)).into_value(),
        "startswith" => folded(text).starts_with(&folded(&first(arguments)?)).into_value(),
        "endswith" => folded(text).ends_with(&folded(&first(arguments)?)).into_value(),
        "indexof" => found(text, folded(text).find(&folded(&first(arguments)?))),
        "lastindexof" => found(text, text.rfind(&first(arguments)?)),
        "indexofany" => {
            let wanted: Vec<char> = first(arguments)?.chars().filter(|c| !c.is_whitespace()).collect();
            found(text, text.find(&wanted[..]))
        }
        "replace" => match arguments {
            [old, new] if !old.to_string().is_empty() => text.replace(&old.to_string(), &new.to_string()).into_value(),
            _ => return Err(wrong_count(arguments.len())),
        },
        "substring" => {
            let start = position(text, int(arguments, 0)?)?;
            match arguments.get(1) {
                None => text[start..].into_value(),
                Some(length) => {
                    let rest = &text[start..];
                    let end = position(rest, convert::to_int(length)?)?;
                    rest[..end].into_value()
                }
            }
        }
        "remove" => {
            let start = position(text, int(arguments, 0)?)?;
            match arguments.get(1) {
                None => text[..start].into_value(),
                Some(length) => {
                    let end = position(&text[start..], convert::to_int(length)?)?;
                    format!("{}{}", &text[..start], &text[start + end..]).into_value()
                }
            }
        }
        "insert" => {
            let at = position(text, int(arguments, 0)?)?;
            let inserted = arguments.get(1).ok_or_else(|| wrong_count(1))?;
            format!("{}{inserted}{}", &text[..at], &text[at..]).into_value()
        }
        "padleft" | "padright" => padded(text, arguments, name == "padleft")?,
        "split" => split(text, arguments),
        "tochararray" => Value::array(text.chars().map(Value::Char).collect()),
        "isnullorempty" => text.is_empty().into_value(),
        "normalize" => text.into_value(),
        _ => return Ok(None),
    }))
}

fn trimmed(text: &str, arguments: &[Value], start: bool, end: bool) -> Value {
    let wanted: Vec<char> = arguments.iter().flat_map(|one| one.to_string().chars().collect::<Vec<_>>()).collect();
    let goes = |c: char| if arguments.is_empty() { c.is_whitespace() } else { wanted.contains(&c) };
    let mut text = text;
    if start {
        text = text.trim_start_matches(goes);
    }
    if end {
        text = text.trim_end_matches(goes);
    }
    text.into_value()
}

fn padded(text: &str, arguments: &[Value], left: bool) -> Eval<Value> {
    let width = usize::try_from(int(arguments, 0)?).map_err(|_| out_of_range())?;
    let filler = match arguments.get(1) {
        Some(filler) => convert::to_char(filler)?,
        None => ' ',
    };
    let missing = width.min(1_000_000).saturating_sub(text.chars().count());
    let filling: String = std::iter::repeat_n(filler, missing).collect();
    Ok(if left { format!("{filling}{text}") } else { format!("{text}{filling}") }.into_value())
}

/// Several characters are several separators, as .NET has it for `Split(char[])`; one text of several is one.
fn split(text: &str, arguments: &[Value]) -> Value {
    let drops_empty = arguments.iter().any(|one| one.to_string().eq_ignore_ascii_case("RemoveEmptyEntries"));
    let separators: Vec<String> = match arguments.first() {
        None => vec![" ".into(), "\t".into(), "\n".into(), "\r".into()],
        Some(Value::Array(items)) => items.items().iter().map(ToString::to_string).collect(),
        Some(one) => vec![one.to_string()],
    };
    let mut parts = vec![text.to_owned()];
    for separator in separators.iter().filter(|separator| !separator.is_empty()) {
        parts = parts
            .iter()
            .flat_map(|part| part.split(separator.as_str()).map(str::to_owned).collect::<Vec<_>>())
            .collect();
    }
    Value::array(parts.into_iter().filter(|part| !drops_empty || !part.is_empty()).map(IntoValue::into_value).collect())
}
