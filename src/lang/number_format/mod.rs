//! Numbers by .NET format strings, in the invariant culture: `N2`, `D5`, `X`, `P1`, `0.00`, `#,##0`.

mod big;
mod custom;
mod digits;

use rust_decimal::Decimal;

use self::digits::Digits;
use crate::model::{BigInteger, FixedWidth, Value};

/// .NET allows a billion; nobody reads that.
const MOST_DIGITS: usize = 1000;

const MALFORMED: &str = "Format specifier was invalid.";

/// Formats a number. Err: .NET's sentence.
pub fn format(value: &Value, pattern: &str) -> Result<String, String> {
    let mut letters = pattern.chars();
    let Some(letter) = letters.next() else { return Ok(value.to_string()) };
    let digits = letters.as_str();
    let is_standard = letter.is_ascii_alphabetic() && digits.bytes().all(|b| b.is_ascii_digit());
    if !is_standard {
        return Ok(custom::format(value, pattern));
    }
    let precision = if digits.is_empty() { None } else { Some(digits.parse::<usize>().map_err(|_| MALFORMED)?) };
    if precision.is_some_and(|precision| precision > MOST_DIGITS) {
        return Err(format!("Format specifier was invalid: at most {MOST_DIGITS} digits can be asked for."));
    }
    standard(value, letter, precision)
}

fn standard(value: &Value, letter: char, precision: Option<usize>) -> Result<String, String> {
    if let Value::Double(real) = value
        && !real.is_finite()
    {
        return Ok(value.to_string());
    }
    if let Some(big) = value.downcast::<BigInteger>()
        && let Some(text) = big::format(big, letter, precision)
    {
        return Ok(text);
    }
    let whole = match value {
        Value::Int(n) => Some((i128::from(*n), 32)),
        Value::Long(n) => Some((i128::from(*n), 64)),
        Value::Fixed(n) => n.whole().map(|whole| (whole, n.bits())),
        _ => None,
    };
    // As many bits as the type has: -1 of an Int32 is FFFFFFFF.
    let bits_of = |(n, bits): (i128, u32)| n as u64 & (u64::MAX >> (64 - bits));
    let widened;
    let value = match value {
        Value::Fixed(n) if letter.eq_ignore_ascii_case(&'g') || letter.eq_ignore_ascii_case(&'r') => match precision {
            None | Some(0) => return Ok(n.to_string()),
            Some(_) => {
                widened = n.widened();
                &widened
            }
        },
        Value::Fixed(n) => {
            // A single has the digits that it prints.
            widened = match n {
                FixedWidth::Single(_) => n.to_string().parse().map_or_else(|_| n.widened(), Value::Double),
                whole => whole.widened(),
            };
            &widened
        }
        value => value,
    };
    let signed = |digits: Digits, text: String| if digits.is_negative() { format!("-{text}") } else { text };
    Ok(match letter.to_ascii_uppercase() {
        'D' => {
            let (n, _) = whole.ok_or(MALFORMED)?;
            let width = precision.unwrap_or(0);
            format!("{}{:0width$}", if n < 0 { "-" } else { "" }, n.unsigned_abs())
        }
        'X' => {
            let bits = bits_of(whole.ok_or(MALFORMED)?);
            let width = precision.unwrap_or(0);
            if letter == 'X' { format!("{bits:0width$X}") } else { format!("{bits:0width$x}") }
        }
        'B' => {
            let bits = bits_of(whole.ok_or(MALFORMED)?);
            let width = precision.unwrap_or(0);
            format!("{bits:0width$b}")
        }
        'F' => {
            let digits = Digits::of(value, precision.unwrap_or(2));
            let text = digits.plain();
            signed(digits, text)
        }
        'N' => {
            let digits = Digits::of(value, precision.unwrap_or(2));
            let text = digits.grouped();
            signed(digits, text)
        }
        'C' => {
            let digits = Digits::of(value, precision.unwrap_or(2));
            // The sign of no currency, as the invariant culture has it.
            let text = format!("¤{}", digits.grouped());
            signed(digits, text)
        }
        'P' => {
            let digits = Digits::of(&times_hundred(value), precision.unwrap_or(2));
            let text = format!("{} %", digits.grouped());
            signed(digits, text)
        }
        'E' => exponential(value, precision.unwrap_or(6), letter, 3),
        'G' | 'R' => match (precision, value) {
            (None | Some(0), _) | (_, Value::Decimal(_)) => value.to_string(),
            (Some(precision), _) => general(value, precision, letter),
        },
        _ => return Err(MALFORMED.into()),
    })
}

fn as_double(value: &Value) -> f64 {
    crate::model::convert::to_double(value).unwrap_or(0.0)
}

fn times_hundred(value: &Value) -> Value {
    match value {
        Value::Double(real) => Value::Double(real * 100.0),
        Value::Decimal(exact) => {
            exact.checked_mul(Decimal::from(100)).map_or(Value::Double(as_double(value) * 100.0), Value::decimal)
        }
        Value::Int(n) => Value::Long(i64::from(*n) * 100),
        other => match other.downcast::<BigInteger>() {
            Some(big) => Value::scalar(BigInteger(&big.0 * 100)),
            None => Value::Double(as_double(other) * 100.0),
        },
    }
}

fn exponential(value: &Value, precision: usize, letter: char, width: usize) -> String {
    let text = format!("{:.*e}", precision, as_double(value));
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{mantissa}{letter}{sign}{:0width$}", exponent.abs())
}

/// So many significant digits, without zeros at the end.
fn general(value: &Value, precision: usize, letter: char) -> String {
    let real = as_double(value);
    let text = format!("{:.*e}", precision - 1, real);
    let exponent: i32 = text.split_once('e').and_then(|(_, exponent)| exponent.parse().ok()).unwrap_or(0);
    let limit = i32::try_from(precision).unwrap_or(i32::MAX);
    if (-5..limit).contains(&exponent) && exponent != -5 {
        let decimals = usize::try_from(limit - 1 - exponent).unwrap_or(0);
        let fixed = format!("{real:.decimals$}");
        let shown = if fixed.contains('.') { fixed.trim_end_matches('0').trim_end_matches('.') } else { &fixed };
        return shown.to_owned();
    }
    let (mantissa, _) = text.split_once('e').unwrap_or((&text, ""));
    let mantissa = if mantissa.contains('.') { mantissa.trim_end_matches('0').trim_end_matches('.') } else { mantissa };
    let e = if letter.is_ascii_lowercase() { 'e' } else { 'E' };
    format!("{mantissa}{e}{}{:02}", if exponent < 0 { '-' } else { '+' }, exponent.abs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_formatted_as_dotnet_does() {
        let decimal = |text: &str| Value::decimal(text.parse().expect("a decimal"));
        for (value, pattern, expected) in [
            (Value::Double(1234.5), "N2", "1,234.50"),
            (Value::Double(-1234.567), "N", "-1,234.57"),
            (Value::Int(1_234_567), "N0", "1,234,567"),
            (Value::Double(2.5), "F0", "3"),
            (Value::Double(0.125), "F2", "0.13"),
            (Value::Double(-0.001), "F2", "0.00"),
            (Value::Double(9.995), "F2", "9.99"),
            (Value::Double(99.999), "N2", "100.00"),
            (Value::Int(255), "X", "FF"),
            (Value::Int(-1), "x8", "ffffffff"),
            (Value::Int(5), "D3", "005"),
            (Value::Int(-5), "D3", "-005"),
            (Value::Double(0.1234), "P1", "12.3 %"),
            (Value::Double(0.5), "P", "50.00 %"),
            (Value::Double(12.5), "C", "¤12.50"),
            (Value::Double(12345.678), "E2", "1.23E+004"),
            (Value::Double(12345.678), "G3", "1.23E+04"),
            (Value::Double(123.456), "G4", "123.5"),
            (decimal("1.005"), "N2", "1.01"),
            (Value::Int(5), "00", "05"),
            (Value::Double(1234.5), "#,##0.00", "1,234.50"),
            (Value::Double(1234.5), "0.##", "1234.5"),
            (Value::Int(0), "#", ""),
            (Value::Double(0.256), "0.0%", "25.6%"),
            (Value::Double(-5.0), "0;(0)", "(5)"),
            (Value::Int(0), "0;-0;zero", "zero"),
            (Value::Int(1_234_567), "#,##0,K", "1,235K"),
            (Value::Int(5_551_234), "###-####", "555-1234"),
            (Value::Int(3), "0 'days'", "3 days"),
        ] {
            assert_eq!(format(&value, pattern).as_deref(), Ok(expected), "{value:?} {pattern}");
        }
        assert!(format(&Value::Double(1.5), "D").is_err() && format(&Value::Int(1), "Q").is_err());
    }

    proptest! {
        #[test]
        fn no_pattern_panics(pattern in "[A-Za-z]?[0-9]{0,3}|[0#.,%;'\\\\E+a-]{0,14}", real: f64, whole: i64) {
            let _ = format(&Value::Double(real), &pattern);
            let _ = format(&Value::Long(whole), &pattern);
        }
    }
}
