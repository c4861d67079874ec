//! `Parse` and `TryParse`: stricter than a cast, which also takes `0x10`, `1kb` and what stands for `$null`.

use rust_decimal::Decimal;

use super::{Given, is};
use crate::lang::dates::{read_exact, utc_from_ticks};
use crate::lang::eval::member::Answer;
use crate::lang::eval::stop::Eval;
use crate::lang::reference::Reference;
use crate::lang::types::{Base, Type, cast};
use crate::model::{BigInteger, DateTimeOffset, Value, convert};

/// `[type]::Parse(text, …)`.
pub(super) fn parsed(given: &Given) -> Eval<Answer> {
    let text = match given.value(0)? {
        Value::Null => return Err(given.threw("Value cannot be null. (Parameter 's')")),
        text => text.to_string(),
    };
    is(read(&text, given.known, &given.arguments[1..]).map_err(|why| given.threw(&why))?)
}

/// `[type]::TryParse(text, …, [ref]$result)`.
pub(super) fn tried(given: &Given) -> Eval<Answer> {
    let (Some(result), Some((text, _))) = (result(given), given.arguments.split_first()) else {
        return Err(super::super::wrong_count(given.name, given.arguments.len()));
    };
    settle(given, result, read(&text.to_string(), given.known, &given.arguments[1..]).ok())
}

/// `[datetime]::ParseExact(text, format, …)`: the text must print the same under the format, or under one of several.
pub(super) fn parsed_exactly(given: &Given) -> Eval<Answer> {
    let text = given.text(0)?;
    match exact(given)? {
        Some(value) => is(value),
        None => Err(given.threw(&format!("String '{text}' was not recognized as a valid DateTime."))),
    }
}

/// `[datetime]::TryParseExact(text, format, …, [ref]$result)`.
pub(super) fn tried_exactly(given: &Given) -> Eval<Answer> {
    let Some(result) = result(given) else {
        return Err(super::super::wrong_count(given.name, given.arguments.len()));
    };
    settle(given, result, exact(given)?)
}

fn exact(given: &Given) -> Eval<Option<Value>> {
    let text = given.text(0)?;
    let formats = given.value(1)?.clone().into_items();
    let date = formats.iter().find_map(|format| read_exact(&text, &format.to_string()));
    Ok(date.map(|date| match given.known.base {
        Base::DateOffset => Value::scalar(DateTimeOffset::at(&date)),
        _ => Value::date(date),
    }))
}

/// Where the method puts what it has read.
fn result<'a>(given: &Given<'a>) -> Option<&'a Reference> {
    given.arguments.last().and_then(Value::downcast::<Reference>)
}

fn settle(given: &Given, result: &Reference, read: Option<Value>) -> Eval<Answer> {
    let is_read = read.is_some();
    result.set(read.unwrap_or_else(|| nothing(given.known)))?;
    is(is_read)
}

/// What .NET leaves where nothing was read: the zero of the type.
fn nothing(known: Type) -> Value {
    match known.base {
        Base::Date => crate::lang::dates::from_ticks(0).map_or(Value::Null, Value::date),
        Base::DateOffset => utc_from_ticks(0).map_or(Value::Null, |date| Value::scalar(DateTimeOffset::at(&date))),
        Base::Span => Value::scalar(crate::model::TimeSpan::ZERO),
        Base::Guid => Value::guid(uuid::Uuid::nil()),
        Base::Ip | Base::Version => Value::Null,
        _ => cast(&Value::Int(0), known).unwrap_or_default(),
    }
}

/// Err: .NET's sentence.
fn read(text: &str, known: Type, styles: &[Value]) -> Result<Value, String> {
    let malformed = || format!("The input string '{text}' was not in a correct format.");
    let trimmed = text.trim();
    match known.base {
        Base::Bool => match trimmed.to_ascii_lowercase().as_str() {
            "true" => Ok(Value::Bool(true)),
            "false" => Ok(Value::Bool(false)),
            _ => Err(format!("String '{text}' was not recognized as a valid Boolean.")),
        },
        Base::SByte | Base::Byte | Base::Short | Base::UShort | Base::Int | Base::UInt | Base::Long | Base::ULong => {
            let digits = whole_digits(trimmed, styles).ok_or_else(malformed)?;
            let exact: i128 = match is_hexadecimal(styles) {
                true => i128::from_str_radix(&digits, 16),
                false => digits.parse(),
            }
            .map_err(|_| too_large(known.base))?;
            let exact = Decimal::from_i128_with_scale(exact.clamp(-(1 << 90), 1 << 90), 0);
            cast(&Value::decimal(exact), known).map_err(|_| too_large(known.base))
        }
        Base::Single | Base::Double => {
            if matches!(trimmed, "NaN" | "Infinity" | "-Infinity" | "∞" | "-∞") {
                return cast(&Value::text(trimmed), known).map_err(|_| malformed());
            }
            let plain = without_groups(trimmed);
            let is_number = plain.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
            let number: f64 = plain.parse().ok().filter(|_| is_number).ok_or_else(malformed)?;
            cast(&Value::Double(number), known).map_err(|_| malformed())
        }
        Base::Decimal => {
            let plain = without_groups(trimmed);
            let plain = plain.strip_suffix('-').map_or_else(|| plain.clone(), |number| format!("-{number}"));
            plain.parse::<Decimal>().map(Value::decimal).map_err(|_| malformed())
        }
        Base::Date => convert::to_date(&Value::text(text)).map(Value::date).map_err(|why| reason(&why.says).to_owned()),
        Base::Big => text.parse().map(|number: BigInteger| Value::scalar(number)).map_err(|why| why.to_string()),
        _ if trimmed.is_empty() => Err(malformed()),
        _ => cast(&Value::text(text), known).map_err(|why| reason(&why.says).to_owned()),
    }
}

/// The sign and digits of a whole number; `None` when anything else stands there.
fn whole_digits(text: &str, styles: &[Value]) -> Option<String> {
    if is_hexadecimal(styles) {
        return (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_hexdigit())).then(|| text.to_owned());
    }
    let groups = ["AllowThousands", "Number", "Any", "Currency"];
    let text = match has_style(styles, &groups) {
        true => without_groups(text),
        false => text.to_owned(),
    };
    let digits = text.strip_prefix(['+', '-']).unwrap_or(&text);
    (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(text)
}

fn is_hexadecimal(styles: &[Value]) -> bool {
    has_style(styles, &["HexNumber", "AllowHexSpecifier"])
}

fn has_style(styles: &[Value], wanted: &[&str]) -> bool {
    styles.iter().any(|style| match style {
        Value::String(_) | Value::Scalar(_) => {
            let names = style.to_string();
            names.split(',').any(|name| wanted.iter().any(|one| one.eq_ignore_ascii_case(name.trim())))
        }
        _ => false,
    })
}

/// Without the commas between digits, in front of the point.
fn without_groups(text: &str) -> String {
    let (whole, rest) = match text.find(['.', 'e', 'E']) {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    match whole.starts_with(',') {
        true => text.to_owned(),
        false => whole.replace(',', "") + rest,
    }
}

fn too_large(base: Base) -> String {
    let what = match base {
        Base::SByte => "a signed byte",
        Base::Byte => "an unsigned byte",
        Base::Short => "an Int16",
        Base::UShort => "a UInt16",
        Base::Int => "an Int32",
        Base::UInt => "a UInt32",
        Base::Long => "an Int64",
        _ => "a UInt64",
    };
    format!("Value was either too large or too small for {what}.")
}

/// What was wrong, out of what a cast says about it.
pub(in crate::lang::eval::member) fn reason(says: &str) -> &str {
    says.split_once("Error: \"").and_then(|(_, reason)| reason.strip_suffix('"')).unwrap_or(says)
}
