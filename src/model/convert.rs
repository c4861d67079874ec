//! Conversions between values, by PowerShell's rules and with its error texts.
//!
//! Text of any value is its `Display`. Nothing here depends on a locale. Which conversion a cast, a comparison or a
//! parameter asks for is decided elsewhere.

use std::net::IpAddr;

use jiff::Zoned;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use uuid::Uuid;

use super::text_distance::closest;
use super::{BigInteger, Fault, Value, date, number};

/// A value that cannot become what was asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{says}")]
pub struct Unconvertible {
    pub id: &'static str,
    pub says: String,
}

impl Unconvertible {
    /// The text is of the wrong form; `reason` is a sentence.
    pub fn text(value: &Value, to: &str, reason: impl AsRef<str>) -> Unconvertible {
        let says = format!("Cannot convert value \"{value}\" to type \"{to}\". Error: \"{}\"", reason.as_ref());
        let id = match (value.bare(), to.rsplit('.').next().unwrap_or(to)) {
            (Value::String(_), "Int32" | "Int64" | "Int16" | "UInt32" | "UInt64" | "UInt16" | "Byte" | "SByte") => {
                "InvalidCastFromStringToInteger"
            }
            (Value::String(_), "Double" | "Single") => "InvalidCastFromStringToDoubleOrSingle",
            (Value::String(_), "Decimal") => "InvalidCastFromStringToDecimal",
            (Value::String(_), "DateTime" | "TimeSpan" | "Guid") => {
                "InvalidCastParseTargetInvocationWithFormatProvider"
            }
            (Value::String(_), "Char") | (Value::Int(_) | Value::Long(_) | Value::Double(_) | Value::Decimal(_), _) => {
                "InvalidCastIConvertible"
            }
            _ => "InvalidCastParseTargetInvocation",
        };
        Unconvertible { id, says }
    }

    /// No conversion leads from the value's type to the other.
    pub fn types(value: &Value, to: &str) -> Unconvertible {
        let says = match value {
            Value::Null => format!("Cannot convert null to type \"{to}\"."),
            value => {
                let from = value.full_type_name();
                format!("Cannot convert the \"{value}\" value of type \"{from}\" to type \"{to}\".")
            }
        };
        Unconvertible { id: "ConvertToFinalInvalidCastException", says }
    }
}

impl From<Unconvertible> for Fault {
    fn from(refused: Unconvertible) -> Fault {
        let meant = unlisted(&refused.says).map(str::to_owned);
        let fault = Fault::invalid(refused.id, refused.says);
        match meant {
            Some(known) => fault.fix(format!("Did you mean {known}?")),
            None => fault,
        }
    }
}

/// Of an enumeration's name that there is not: the one that was probably meant.
fn unlisted(says: &str) -> Option<&str> {
    let (_, rest) = says.split_once("Unable to match the identifier name ")?;
    let (written, rest) = rest.split_once(" to a valid enumerator name.")?;
    let (_, names) = rest.split_once("try again:")?;
    closest(written, names.trim().trim_end_matches('"').split(", "))
}

/// Whether a condition holds: empty text, zero, `$null` and the empty array are false; one item decides for its array.
pub fn truth(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(b) => *b,
        Value::Char(c) => *c != '\0',
        Value::Int(n) => *n != 0,
        Value::Long(n) => *n != 0,
        Value::Decimal(n) => !n.is_zero(),
        Value::Double(n) => *n != 0.0,
        Value::Fixed(n) => truth(&n.widened()),
        Value::Object(object) => object.base().is_none_or(truth),
        Value::Scalar(scalar) => scalar.truth(),
        Value::String(text) => !text.is_empty(),
        Value::Array(array) => match array.len() {
            0 => false,
            1 => match array.get(0) {
                Some(Value::Array(nested)) => !nested.is_empty(),
                Some(item) => truth(&item),
                None => false,
            },
            _ => true,
        },
        _ => true,
    }
}

/// The number a value computes as: `$null` is 0, truth 1 or 0, a character its code, text what it reads as.
///
/// Sizes and other scalars of ours that count give their number as an Int64 where it is whole.
pub fn to_number(value: &Value) -> Option<Value> {
    Some(match value {
        Value::Null => Value::Int(0),
        Value::Bool(b) => Value::Int(i32::from(*b)),
        Value::Char(c) => Value::Int(*c as i32),
        Value::Int(_) | Value::Long(_) | Value::Decimal(_) | Value::Double(_) => value.clone(),
        Value::Fixed(n) => n.widened(),
        Value::String(text) if text.trim().is_empty() => Value::Int(0),
        Value::String(text) => match number::read(text) {
            Some(number) => number,
            None => number::read(&without_groups(text)?)?,
        },
        Value::Scalar(_) if let Some(big) = value.downcast::<BigInteger>() => big.narrowed(),
        Value::Scalar(scalar) => match scalar.number()? {
            whole if whole.fract() == 0.0 && whole.abs() < 9.0e15 => Value::Long(whole as i64),
            real => Value::Double(real),
        },
        Value::Object(object) => to_number(object.base()?)?,
        _ => return None,
    })
}

/// `1,234.5` without its commas, which .NET skips wherever they stand behind a digit of the whole part; `None` when
/// there are none, or anything else stands there.
fn without_groups(text: &str) -> Option<String> {
    let text = text.trim();
    let whole = text.find(['.', 'e', 'E']).map_or(text, |end| &text[..end]);
    let digits = whole.strip_prefix(['+', '-']).unwrap_or(whole);
    let is_grouped = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.contains(',')
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b',');
    is_grouped.then(|| whole.replace(',', "") + &text[whole.len()..])
}

/// Why a text or number is no whole number of that type.
fn integer(value: &Value, to: &str, min: i64, max: i64) -> Result<i64, Unconvertible> {
    let too_large = || {
        let what = match to.rsplit('.').next().unwrap_or(to) {
            "Byte" => "an unsigned byte".to_owned(),
            "SByte" => "a signed byte".to_owned(),
            unsigned if unsigned.starts_with('U') => format!("a {unsigned}"),
            signed => format!("an {signed}"),
        };
        let says = format!("Value was either too large or too small for {what}.");
        Unconvertible::text(value, to, says)
    };
    let number = to_number(value).or_else(|| hexadecimal(value)).ok_or_else(|| malformed(value, to))?;
    let whole = match number {
        Value::Int(n) => Some(i64::from(n)),
        Value::Long(n) => Some(n),
        // Halves go to the even neighbour, as .NET rounds.
        Value::Decimal(n) => n.round().to_i64(),
        Value::Double(n) => {
            let rounded = n.round_ties_even();
            (-9_223_372_036_854_775_808.0..9_223_372_036_854_775_808.0).contains(&rounded).then_some(rounded as i64)
        }
        _ => None,
    };
    whole.filter(|whole| (min..=max).contains(whole)).ok_or_else(too_large)
}

/// `#1F` and `&h1F`, which only whole numbers are read from.
fn hexadecimal(value: &Value) -> Option<Value> {
    let Value::String(text) = value.bare() else { return None };
    let text = text.trim();
    let digits = text.strip_prefix('#').or_else(|| text.strip_prefix("&h")).or_else(|| text.strip_prefix("&H"))?;
    number::read(&format!("0x{digits}"))
}

fn malformed(value: &Value, to: &str) -> Unconvertible {
    match value.bare() {
        Value::String(text) => {
            let quoted = clipped(text);
            Unconvertible::text(value, to, format!("The input string '{quoted}' was not in a correct format."))
        }
        _ => Unconvertible::types(value, to),
    }
}

/// At most 200 characters of a text that goes into a message.
pub(crate) fn clipped(text: &str) -> String {
    match text.char_indices().nth(200) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text.into(),
    }
}

pub fn to_int(value: &Value) -> Result<i32, Unconvertible> {
    match value {
        Value::Int(n) => Ok(*n),
        _ => integer(value, "System.Int32", i32::MIN.into(), i32::MAX.into()).map(|n| n as i32),
    }
}

pub fn to_long(value: &Value) -> Result<i64, Unconvertible> {
    integer(value, "System.Int64", i64::MIN, i64::MAX)
}

pub fn to_unsigned_long(value: &Value) -> Result<u64, Unconvertible> {
    const TO: &str = "System.UInt64";
    if let Value::Fixed(super::FixedWidth::ULong(n)) = value.bare() {
        return Ok(*n);
    }
    let number = to_number(value).ok_or_else(|| malformed(value, TO))?;
    let fits = to_decimal(&number).ok().and_then(|exact| exact.round().to_u64());
    fits.ok_or_else(|| Unconvertible::text(value, TO, "Value was either too large or too small for a UInt64."))
}

/// A whole number of a narrower type, such as `System.Byte` with 0 to 255.
pub fn to_integer_within(value: &Value, to: &str, min: i64, max: i64) -> Result<i64, Unconvertible> {
    integer(value, to, min, max)
}

pub fn to_double(value: &Value) -> Result<f64, Unconvertible> {
    match value.bare() {
        Value::Int(n) => return Ok(f64::from(*n)),
        Value::Double(n) => return Ok(*n),
        // Words that no literal can be.
        Value::String(text) => match text.trim() {
            "NaN" => return Ok(f64::NAN),
            "Infinity" | "∞" => return Ok(f64::INFINITY),
            "-Infinity" | "-∞" => return Ok(f64::NEG_INFINITY),
            _ => {}
        },
        _ => {}
    }
    match to_number(value) {
        Some(Value::Int(n)) => Ok(f64::from(n)),
        Some(Value::Long(n)) => Ok(n as f64),
        Some(Value::Decimal(n)) => Ok(n.to_f64().unwrap_or(f64::NAN)),
        Some(Value::Double(n)) => Ok(n),
        _ => Err(malformed(value, "System.Double")),
    }
}

pub fn to_decimal(value: &Value) -> Result<Decimal, Unconvertible> {
    const TO: &str = "System.Decimal";
    if let Value::String(text) = value.bare()
        && let Ok(decimal) = text.trim().parse()
    {
        return Ok(decimal);
    }
    match to_number(value) {
        Some(Value::Int(n)) => Ok(n.into()),
        Some(Value::Long(n)) => Ok(n.into()),
        Some(Value::Decimal(n)) => Ok(*n),
        // No more than 15 digits of it are exact.
        Some(Value::Double(n)) => Decimal::from_scientific(&format!("{n:.14e}"))
            .ok()
            .map(|exact| exact.normalize())
            .ok_or_else(|| Unconvertible::text(value, TO, "Value was either too large or too small for a Decimal.")),
        _ => Err(malformed(value, TO)),
    }
}

pub fn to_char(value: &Value) -> Result<char, Unconvertible> {
    const TO: &str = "System.Char";
    match value.bare() {
        Value::Char(c) => Ok(*c),
        Value::String(text) => {
            let mut chars = text.chars();
            match (chars.next(), chars.next()) {
                (Some(only), None) => Ok(only),
                _ => Err(Unconvertible::text(value, TO, "String must be exactly one character long.")),
            }
        }
        Value::Int(_) | Value::Long(_) | Value::Fixed(_) => {
            let code = to_integer_within(value, TO, 0, 0xffff)?;
            u32::try_from(code).ok().and_then(char::from_u32).ok_or_else(|| Unconvertible::types(value, TO))
        }
        _ => Err(Unconvertible::types(value, TO)),
    }
}

/// As binding a `[bool]` parameter does it: numbers and truth values only.
pub fn to_bool_strictly(value: &Value) -> Result<bool, Unconvertible> {
    match value.bare() {
        Value::Bool(_) | Value::Int(_) | Value::Long(_) | Value::Decimal(_) | Value::Double(_) | Value::Fixed(_) => {
            Ok(truth(value))
        }
        switch if let Some(is_given) = super::SwitchParameter::of(switch) => Ok(is_given),
        _ => {
            let from = value.full_type_name();
            let says = format!(
                "Cannot convert value \"{from}\" to type \"System.Boolean\". Boolean parameters accept only Boolean \
                 values and numbers, such as $True, $False, 1 or 0."
            );
            Err(Unconvertible { id: "ParameterArgumentTransformationError", says })
        }
    }
}

pub fn to_date(value: &Value) -> Result<Zoned, Unconvertible> {
    const TO: &str = "System.DateTime";
    match value.bare() {
        Value::Date(date) => Ok((**date).clone()),
        Value::String(text) => date::read(text).ok_or_else(|| {
            let shown = clipped(text);
            let reason = match date::unknown_word(text) {
                Some(at) => format!(
                    "The string '{shown}' was not recognized as a valid DateTime. There is an unknown word starting at index '{at}'."
                ),
                None => format!("String '{shown}' was not recognized as a valid DateTime."),
            };
            Unconvertible::text(value, TO, reason)
        }),
        _ => Err(Unconvertible::types(value, TO)),
    }
}

pub fn to_guid(value: &Value) -> Result<Uuid, Unconvertible> {
    const TO: &str = "System.Guid";
    match value.bare() {
        Value::Guid(guid) => Ok(**guid),
        Value::String(text) => {
            Uuid::try_parse(text.trim()).map_err(|_| Unconvertible::text(value, TO, "Unrecognized Guid format."))
        }
        _ => Err(Unconvertible::types(value, TO)),
    }
}

pub fn to_ip(value: &Value) -> Result<IpAddr, Unconvertible> {
    const TO: &str = "System.Net.IPAddress";
    match value.bare() {
        Value::Ip(ip) => Ok(**ip),
        Value::String(text) => {
            text.trim().parse().map_err(|_| Unconvertible::text(value, TO, "An invalid IP address was specified."))
        }
        _ => Err(Unconvertible::types(value, TO)),
    }
}

#[cfg(test)]
mod tests;
